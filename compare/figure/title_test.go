package figure

import (
	"context"
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
