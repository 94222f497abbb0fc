// Package annotated holds stories of the corpora as careful readers understood them, for
// training and for measuring.
package annotated

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// A story is a story of one of the corpora as a careful reader understood it. It
// holds no words of the articles: every finding points at bytes of them. What the fields
// mean, and who has used which part for what, is told in README.md.
type story struct {
	Name     string `json:"story"`
	Part     string
	Corpus   string
	Headline string
	Articles []string          // IDs in the corpus
	FiveW    map[string]string `json:"five_w"`
	Copies   []struct {
		A, B int
		Kind string
	}
	Origins int `json:"independent_origins"`
	Figures []struct {
		What, Verdict string
		Mentions      []struct {
			place
			Number [2]int
			Bound  string
		}
	}
	Conflicts []struct {
		What  string
		Sides []place
	}
	Status []struct {
		What string
		By   []struct {
			place
			Status string
		}
	}
	People []struct {
		Kind  string
		Forms []place
	}
	Wording []struct{ Labels []place }
}

// A place is a span of an article's text, or of its title.
type place struct {
	Article, Start, End int
	Title               bool
}

// An article has the keys of the corpora.
type article struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

//go:embed *.json
var stories embed.FS

// Write lays the stories of one part out in a folder as the scorers read them: a folder
// each, with articles.jsonl and gold.json. The articles come from the corpora.
func Write(folder, part, corpora string) error {
	entries, err := stories.ReadDir(".")
	if err != nil {
		return err
	}
	var all []story
	wanted := map[string]map[string]article{}
	for _, e := range entries {
		raw, err := stories.ReadFile(e.Name())
		if err != nil {
			return err
		}
		var a story
		if err := json.Unmarshal(raw, &a); err != nil {
			return fmt.Errorf("%s: %w", e.Name(), err)
		}
		if a.Part != part {
			continue
		}
		all = append(all, a)
		for _, id := range a.Articles {
			if wanted[a.Corpus] == nil {
				wanted[a.Corpus] = map[string]article{}
			}
			wanted[a.Corpus][id] = article{}
		}
	}
	if len(all) == 0 {
		return fmt.Errorf("no story belongs to the part %q", part)
	}
	for corpus, want := range wanted {
		if err := find(filepath.Join(corpora, corpus), want); err != nil {
			return err
		}
	}
	for _, a := range all {
		if err := a.write(filepath.Join(folder, a.Name), wanted[a.Corpus]); err != nil {
			return err
		}
	}
	return nil
}

// find reads the wanted articles of a corpus.
func find(corpus string, want map[string]article) error {
	paths, err := filepath.Glob(filepath.Join(corpus, "articles.jsonl.*"))
	if err != nil || len(paths) == 0 {
		return fmt.Errorf("no articles in %s (%v)", corpus, err)
	}
	f, err := os.Open(paths[0])
	if err != nil {
		return err
	}
	defer f.Close()
	var in io.Reader
	if strings.HasSuffix(paths[0], ".zst") {
		z, err := zstd.NewReader(f)
		if err != nil {
			return err
		}
		defer z.Close()
		in = z
	} else if in, err = gzip.NewReader(f); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		// Decoding every line would take half a minute; the ID stands first.
		_, rest, _ := bytes.Cut(lines.Bytes()[:min(80, len(lines.Bytes()))], []byte(`"id": "`))
		id, _, _ := bytes.Cut(rest, []byte(`"`))
		if _, ok := want[string(id)]; !ok {
			continue
		}
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return err
		}
		want[a.ID] = a
	}
	return lines.Err()
}

func (a story) write(dir string, from map[string]article) error {
	var texts []article
	var lines bytes.Buffer
	for i, id := range a.Articles {
		one := from[id]
		if one.Text == "" {
			return fmt.Errorf("%s: the corpus %s has no article %s", a.Name, a.Corpus, id)
		}
		one.ID = fmt.Sprintf("%s-%02d", a.Name, i+1)
		texts = append(texts, one)
		raw, err := json.Marshal(one)
		if err != nil {
			return err
		}
		lines.Write(append(raw, '\n'))
	}
	type object = map[string]any
	var outside error
	words := func(p place) string {
		in := texts[p.Article].Text
		if p.Title {
			in = texts[p.Article].Title
		}
		if p.Start < 0 || p.Start >= p.End || p.End > len(in) {
			outside = fmt.Errorf("%s: %+v is outside its article", a.Name, p)
			return ""
		}
		return in[p.Start:p.End]
	}
	at := func(p place) object { return object{"article": texts[p.Article].ID, "text": words(p)} }
	gold := object{"story": a.Name, "headline": a.Headline, "five_w": a.FiveW, "independent_origins": a.Origins}
	for _, key := range []string{"quotes", "timeline", "unique", "brief", "copies", "figures", "conflicts", "status", "people", "wording"} {
		gold[key] = []object{}
	}
	add := func(key string, o object) { gold[key] = append(gold[key].([]object), o) }
	boilerplate := object{}
	for _, one := range texts {
		boilerplate[one.ID] = []string{}
	}
	gold["boilerplate"] = boilerplate
	for _, c := range a.Copies {
		add("copies", object{"a": texts[c.A].ID, "b": texts[c.B].ID, "kind": c.Kind})
	}
	for _, f := range a.Figures {
		var mentions []object
		for _, m := range f.Mentions {
			o := at(m.place)
			o["number"], o["bound"] = words(place{m.Article, m.Number[0], m.Number[1], m.Title}), m.Bound
			mentions = append(mentions, o)
		}
		add("figures", object{"what": f.What, "verdict": f.Verdict, "mentions": mentions})
	}
	for _, c := range a.Conflicts {
		var sides []object
		for _, p := range c.Sides {
			sides = append(sides, at(p))
		}
		add("conflicts", object{"what": c.What, "sides": sides})
	}
	for _, s := range a.Status {
		var by []object
		for _, p := range s.By {
			o := at(p.place)
			o["status"] = p.Status
			by = append(by, o)
		}
		add("status", object{"what": s.What, "by": by})
	}
	for _, p := range a.People {
		var forms []string
		for _, f := range p.Forms {
			forms = append(forms, words(f))
		}
		add("people", object{"name": forms[0], "kind": p.Kind, "forms": forms})
	}
	for _, w := range a.Wording {
		var labels []object
		for _, p := range w.Labels {
			labels = append(labels, at(p))
		}
		add("wording", object{"labels": labels})
	}
	if outside != nil {
		return outside
	}
	raw, err := json.MarshalIndent(gold, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "articles.jsonl"), lines.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "gold.json"), raw, 0o644)
}
