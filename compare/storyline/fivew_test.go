package storyline_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"parallax"
	"parallax/news"
	"parallax/text"
)

// TestFiveW scores the story line of single articles against the answers that
// readers marked (Giveme5W1H's gold standard; Hamborg et al. 2019). An answer
// is right when it shares a content word with one that a reader marked.
func TestFiveW(t *testing.T) {
	const path = "../../../shared/corpora/fivew/articles.jsonl.gz"
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the 37 articles with readers' answers are not beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	right, asked, given := map[string]int{}, map[string]int{}, map[string]int{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var a struct {
			ID, Title, Text, Published string
			Gold                       map[string][]string
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		article := news.Article{ID: a.ID, Title: a.Title, Text: a.Text,
			Published: news.Published{At: strings.Replace(a.Published, " ", "T", 1), From: news.FromMetadata}}
		r, err := p.Compare(context.Background(), func(yield func(news.Article, error) bool) { yield(article, nil) })
		if err != nil {
			t.Fatal(err)
		}
		for w, got := range map[string][]news.Line{
			"who": r.Story.Who, "what": {r.Story.What}, "when": {r.Story.When}, "where": r.Story.Where, "why": {r.Story.Why},
		} {
			var words []string
			for _, line := range got {
				words = append(words, content(line.Text)...)
				if w == "when" { // shown as a date: its citations hold the words
					for _, c := range line.Cites {
						words = append(words, content(r.Slice(c))...)
					}
				}
			}
			if len(words) > 0 {
				given[w]++
			}
			if len(a.Gold[w]) == 0 {
				continue
			}
			asked[w]++
			if shares(words, content(strings.Join(a.Gold[w], " "))) {
				right[w]++
			} else if testing.Verbose() {
				t.Logf("%s: got %q, want %q", w, words, a.Gold[w])
			}
		}
	}
	floor := map[string]float64{"who": 0.70, "what": 0.75, "when": 0.65, "where": 0.65, "why": 0.20}
	for _, w := range []string{"who", "what", "when", "where", "why"} {
		share := float64(right[w]) / float64(max(1, asked[w]))
		t.Logf("%s: %d of %d answered rightly (%.2f), %d given", w, right[w], asked[w], share, given[w])
		if share < floor[w] {
			t.Errorf("%s: %.2f is below the floor of %.2f", w, share, floor[w])
		}
	}
}

func content(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \t\n.,;:!?\"“”'’()—–-", r) }) {
		if !text.IsStop(w) {
			out = append(out, text.Stem(w))
		}
	}
	return out
}

func shares(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
