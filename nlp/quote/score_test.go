package quote

import (
	"slices"
	"testing"
)

// What is kept from token to token and from cue to cue changes no score.
func TestScoreIsTheSumOfTheFeatures(t *testing.T) {
	m := load().Argument
	for _, text := range []string{
		"“The ferry was late,” Ana Bakker said on Monday, and the harbour office confirmed that it had warned, and told crews, of ice.",
		"He said: “We knew.” The council, which denied it, said that nobody had asked; the mayor said so too, according to Vellin News.",
	} {
		v := newView(analyse(t, text))
		v.look()
		c := newClause(load().Cue)
		v.findCues(c)
		c.v = v
		for k := range v.d.Sentences {
			sent := &v.d.Sentences[k]
			c.set(run{sent.First, sent.Last})
			for i := range c.seen {
				got, want := make([]int32, len(c.model.Labels())), make([]int32, len(c.model.Labels()))
				c.score(i, got)
				c.model.Score(want, c.features(i, nil, nil))
				if !slices.Equal(got, want) {
					t.Errorf("%q, cue model, token %d of sentence %d: %v, features give %v", text, i, k, got, want)
				}
			}
		}
		if len(v.cues) < 2 {
			t.Fatalf("%d cues in %q, too few for this test", len(v.cues), text)
		}
		w := newWindow(m)
		for _, cue := range v.cues {
			w.set(v, v.sentenceOf(cue.first), cue)
			for i := range w.places {
				got, want := make([]int32, len(m.Labels())), make([]int32, len(m.Labels()))
				w.score(i, got)
				m.Score(want, w.features(i, nil, nil))
				if !slices.Equal(got, want) {
					t.Errorf("%q, cue %v, token %d: %v, features give %v", text, cue, i, got, want)
				}
			}
		}
	}
}
