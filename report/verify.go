package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"parallax/text"
)

// Verification is what checking a saved report found.
type Verification struct {
	Articles int
	Spans    int      // that carry their words
	Faults   []string // each names the place in the report and what is wrong there
}

// ErrNoReport is returned for input that is no report of Parallax.
var ErrNoReport = errors.New("not a report: make one with 'parallax compare --format json'")

// Verify checks a saved report (the JSON of [WriteJSON]) against itself:
// every span lies in its article and covers the words that the report shows,
// every article that is named is there, and the story line and every sentence of
// the brief are made of words that they cite. It needs nothing but the file.
func Verify(r io.Reader) (Verification, error) {
	var root map[string]any
	if err := json.NewDecoder(r).Decode(&root); err != nil {
		return Verification{}, fmt.Errorf("%w (%v)", ErrNoReport, err)
	}
	if schema, _ := root["schema"].(string); schema != Schema {
		return Verification{}, fmt.Errorf("%w (its schema is %q)", ErrNoReport, schema)
	}
	v := verifier{texts: map[string]string{}, titles: map[string]bool{}}
	articles, _ := root["articles"].([]any)
	for i, a := range articles {
		article, _ := a.(map[string]any)
		id, hasID := article["id"].(string)
		text, hasText := article["text"].(string)
		if !hasID || !hasText {
			v.fault(fmt.Sprintf("articles[%d]", i), "it has no id or no text")
			continue
		}
		v.texts[id] = text
		if title, ok := article["title"].(string); ok {
			v.titles[title] = true
		}
		v.Articles++
		for _, layer := range []string{"boilerplate", "sentences", "entities", "attributions", "figures", "times"} {
			v.walk(fmt.Sprintf("articles[%d].%s", i, layer), article[layer], id)
		}
	}
	for _, section := range []string{"story", "origins", "figures", "claims", "quotes", "entities", "wording", "timeline", "unique", "missing", "brief"} {
		v.walk(section, root[section], "")
	}
	v.copies(root["copies"])
	v.brief(root["brief"])
	v.story(root["story"])
	return v.Verification, nil
}

type verifier struct {
	Verification
	texts  map[string]string // by article id
	titles map[string]bool   // a headline may be one, which need not stand in a text
}

func (v *verifier) fault(at, format string, args ...any) {
	v.Faults = append(v.Faults, at+": "+fmt.Sprintf(format, args...))
}

// walk checks every span below x; article is whose text it lies in unless the
// object names another.
func (v *verifier) walk(at string, x any, article string) {
	switch x := x.(type) {
	case []any:
		for i, e := range x {
			v.walk(fmt.Sprintf("%s[%d]", at, i), e, article)
		}
	case map[string]any:
		if id, ok := x["article"].(string); ok {
			article = id
			if _, known := v.texts[id]; !known {
				v.fault(at, "there is no article %q", id)
				return
			}
		}
		v.span(at, x, article)
		for _, key := range slices.Sorted(maps.Keys(x)) {
			switch x[key].(type) {
			case []any, map[string]any:
				v.walk(at+"."+key, x[key], article)
			}
		}
	}
}

// span checks x when it is a span.
func (v *verifier) span(at string, x map[string]any, article string) {
	start, isSpan := x["start"].(float64)
	end, ok := x["end"].(float64)
	if !isSpan || !ok {
		return
	}
	text := v.texts[article]
	if start < 0 || start >= end || end > float64(len(text)) {
		v.fault(at, "bytes %v to %v do not lie in the text of article %q (%d bytes)", start, end, article, len(text))
		return
	}
	words, ok := x["text"].(string)
	if !ok {
		return // a bare range
	}
	v.Spans++
	if got := text[int(start):int(end)]; got != words {
		v.fault(at, "shows %q where article %q has %q", words, article, got)
	}
}

func (v *verifier) copies(x any) {
	all, _ := x.([]any)
	for i, e := range all {
		c, _ := e.(map[string]any)
		passages, _ := c["passages"].([]any)
		for k, p := range passages {
			passage, _ := p.(map[string]any)
			for _, side := range []string{"a", "b"} {
				id, _ := c[side].(string)
				v.walk(fmt.Sprintf("copies[%d].passages[%d].%s", i, k, side), passage[side], id)
			}
		}
		changes, _ := c["changes"].([]any)
		for k, ch := range changes {
			change, _ := ch.(map[string]any)
			for _, side := range []string{"a", "b"} {
				if id, _ := c[side].(string); change[side] != nil {
					v.walk(fmt.Sprintf("copies[%d].changes[%d].%s", i, k, side), change[side], id)
				}
			}
		}
	}
}

// brief checks that each sentence is made of words that it cites.
func (v *verifier) brief(x any) {
	all, _ := x.([]any)
	for i, e := range all {
		sentence, _ := e.(map[string]any)
		v.made(fmt.Sprintf("brief[%d]", i), sentence["text"], sentence["cites"])
	}
}

// story checks the answers that are sentences; names and dates are given in
// their full form, which need not stand in the words cited.
func (v *verifier) story(x any) {
	story, _ := x.(map[string]any)
	cites, _ := story["cites"].(map[string]any)
	for _, key := range []string{"headline", "what", "why"} {
		if text, _ := story[key].(string); key == "headline" && v.isTitle(text) {
			continue
		}
		v.made("story."+key, story[key], cites[key])
	}
}

// isTitle reports whether text is a title of an article, or a part of one
// (the site's name behind it is left out).
func (v *verifier) isTitle(text string) bool {
	for title := range v.titles {
		if strings.Contains(title, text) {
			return true
		}
	}
	return false
}

// made checks that text is made of the words of its citations.
func (v *verifier) made(at string, shown, cites any) {
	sentence, _ := shown.(string)
	all, _ := cites.([]any)
	cited := map[string]bool{}
	for _, c := range all {
		cite, _ := c.(map[string]any)
		words, _ := cite["text"].(string)
		for _, w := range text.Words(words) {
			cited[w] = true
		}
	}
	for _, w := range text.Words(sentence) {
		if !cited[w] {
			v.fault(at, "the word %q stands in none of its citations", w)
		}
	}
}
