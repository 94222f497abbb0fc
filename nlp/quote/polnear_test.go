package quote

import (
	"context"
	"os"
	"testing"

	"parallax/model/polnear"
	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

// The floors under the scores on PolNeAR's development part. They only rise.
const (
	floorMatch   = 0.70
	floorSource  = 0.59
	floorContent = 0.87
)

// TestPolNeAR scores attributions as eval/score_quotes.py does, but over the
// project's own tokens: pairs of a predicted and a gold attribution match when
// their contents overlap by half (Jaccard), best pairs first.
func TestPolNeAR(t *testing.T) {
	const dir = "../../../shared/corpora/polnear/dev"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpus is not here: attributions are not scored")
	}
	if testing.Short() {
		t.Skip("short: attributions are not scored")
	}
	articles, err := polnear.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	var match, source, predicted, gold float64
	var same, found, wanted float64 // content tokens
	for _, a := range articles {
		d := &news.Doc{Article: news.Article{ID: a.ID, Language: "en", Text: a.Text}}
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, name.Annotate, Annotate} {
			if err := step(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		predicted += float64(len(d.Attributions))
		gold += float64(len(a.Attributions))
		inGold, inFound := map[int]bool{}, map[int]bool{}
		used := make([]bool, len(a.Attributions))
		for _, p := range d.Attributions {
			content := tokensOf(d, p.Content)
			for i := range content {
				inFound[i] = true
			}
			best, at := 0.0, -1
			for k, g := range a.Attributions {
				if o := overlap(content, tokensOf(d, g.Content)); !used[k] && o > best {
					best, at = o, k
				}
			}
			if best < 0.5 {
				continue
			}
			used[at] = true
			match++
			p, g := tokensOf(d, p.Source), tokensOf(d, a.Attributions[at].Source)
			if len(p)+len(g) == 0 || overlap(p, g) >= 0.5 {
				source++
			}
		}
		for _, g := range a.Attributions {
			for i := range tokensOf(d, g.Content) {
				inGold[i] = true
			}
		}
		found, wanted = found+float64(len(inFound)), wanted+float64(len(inGold))
		for i := range inFound {
			if inGold[i] {
				same++
			}
		}
	}
	for _, s := range []struct {
		what         string
		value, floor float64
	}{
		{"attributions", 2 * match / (predicted + gold), floorMatch},
		{"attributions with their source", 2 * source / (predicted + gold), floorSource},
		{"content tokens", 2 * same / (found + wanted), floorContent},
	} {
		t.Logf("%s: F1 %.3f", s.what, s.value)
		if s.value < s.floor {
			t.Errorf("%s: F1 %.3f is below the floor of %.3f", s.what, s.value, s.floor)
		}
	}
}

func tokensOf(d *news.Doc, spans []news.Span) map[int]bool {
	m := map[int]bool{}
	for _, s := range spans {
		first, end := d.TokensIn(s)
		for i := first; i < end; i++ {
			m[i] = true
		}
	}
	return m
}

func overlap(a, b map[int]bool) float64 {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
