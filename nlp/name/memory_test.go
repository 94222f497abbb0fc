package name

import (
	"context"
	"slices"
	"testing"

	"parallax/model/gazetteer"
	"parallax/news"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

// What words add by themselves and what they add together are all features.
func TestAloneAndTogetherAreAll(t *testing.T) {
	d := &news.Doc{Article: news.Article{ID: "test", Text: "The Ferry Board’s Dr. Ana van Orden, 47, of Bakkum (Vellin) said: \"It is a 3-day trip.\"\n\nNo. No. 12 and X."}}
	for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	s := look(d, gazetteer.Of)
	for k := range d.Sentences {
		sent := &d.Sentences[k]
		for i := sent.First; i < sent.Last; i++ {
			got := s.featuresOf(sent, i, false, nil)
			for place := range places {
				got = s.at(sent, i+offset[place]).alone(place, got)
			}
			want := s.features(sent, i, nil)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("token %q: %d features, want %d", d.Slice(d.Tokens[i].Span), len(got), len(want))
			}
		}
	}
}

// Words that alone tells apart have keys of their own; short words, which are
// their own suffixes, too.
func TestKeysDiffer(t *testing.T) {
	seen := map[uint64]string{}
	for _, form := range []string{"a", "b", "A", "I", "0", "1", "9", "'", "’", ".", ",", "of", "in", "on", "to", "10", "11", "2019", "2020", "12019", "said", "Said", "and", "It’s", "It's"} {
		var w word
		measure(&w, form)
		if other, ok := seen[w.key()]; ok {
			t.Errorf("%q has the key of %q", form, other)
		}
		seen[w.key()] = form
	}
	if _, ok := seen[pad.key()]; ok {
		t.Error("a word has the key of the pad")
	}
}
