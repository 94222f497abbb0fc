package figure

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

// TestTitle: a title cut from a sentence neither begins nor ends with a word that only joins.
func TestTitle(t *testing.T) {
	r := prosetest.Report("The board offered them what would amount to a 16 percent raise over most of the decade.")
	tags := map[string]news.POS{"them": news.PRON, "what": news.PRON, "would": news.AUX, "to": news.PART, "a": news.DET, "over": news.ADP, "most": news.ADJ, "of": news.ADP, "amount": news.VERB, "raise": news.NOUN}
	d := r.Articles[0]
	for i := range d.Tokens {
		d.Tokens[i].POS = tags[d.Slice(d.Tokens[i].Span)]
	}
	add(r, 0, "16 percent", "16", news.Figure{Value: 16, Unit: "percent"})
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if got, want := r.Figures[0].What, "amount to a 16 percent raise"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRanks: two firsts are one only of one thing.
func TestRanks(t *testing.T) {
	r := prosetest.Report("The first shot hit the Tornvik ferry.", "The first officer hit the Tornvik ferry.", "The first shot struck the Tornvik ferry.")
	for doc, noun := range []string{"shot", "officer", "shot"} {
		at := strings.Index(r.Articles[doc].Text, noun)
		add(r, doc, "first "+noun, "first", news.Figure{Value: 1, Unit: "rank", What: news.Span{Start: at, End: at + len(noun)}})
	}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if got, want := summary(r), "agree: 1@0 1@2\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
