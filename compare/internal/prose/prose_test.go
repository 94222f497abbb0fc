package prose_test

import (
	"testing"

	"parallax/compare/internal/prose"
	"parallax/compare/internal/prosetest"
	"parallax/news"
)

func TestReaches(t *testing.T) {
	r := prosetest.Report(
		"The ferry Halvard ran aground near Tornvik on Monday. The captain kept a parrot on the bridge.",
		"A ferry, the Halvard, ran aground close to Tornvik early on Monday.",
		"Passengers of the grounded ferry Halvard were taken to Tornvik by bus.",
	)
	set := prose.Of(r)
	reach := set.Reaches()
	if reach[0].By != 2 || reach[0].Told < 0.9 {
		t.Errorf("the grounding is told by sentence %d with %.2f of its weight", reach[0].By, reach[0].Told)
	}
	if reach[1].Told > 0.2 || reach[1].Origins != 0 {
		t.Errorf("the parrot is told elsewhere: %+v", reach[1])
	}
	if reach[0].Central <= reach[1].Central {
		t.Errorf("the parrot (%.2f) is as central as the grounding (%.2f)", reach[1].Central, reach[0].Central)
	}
}

func TestCore(t *testing.T) {
	tests := []struct{ in, want string }{
		{"TORNVIK, Norland (NNA) — The ferry sank.", "The ferry sank."},
		{"Tornvik (NNA) - The ferry sank.", "The ferry sank."},
		{"The ferry – which was old – sank.", "The ferry – which was old – sank."},
		{"Captain Holm — who is 61 — is ill.", "Captain Holm — who is 61 — is ill."},
		{"The ferry sank.", "The ferry sank."},
	}
	for _, tt := range tests {
		set := prose.Of(prosetest.Report(tt.in))
		if got := set.Report.Slice(set.Core(0)); got != tt.want {
			t.Errorf("%q: got %q", tt.in, got)
		}
	}
}

func TestJoinAndVerify(t *testing.T) {
	r := prosetest.Report("Officials, who met twice, said two died. It rained.", "Later, five were dead.")
	at := func(doc, start, end int) news.Ref { return news.Ref{Doc: doc, Span: news.Span{Start: start, End: end}} }
	tests := []struct {
		cites []news.Ref
		want  string
	}{
		{[]news.Ref{at(0, 0, 40)}, "Officials, who met twice, said two died."},
		{[]news.Ref{at(0, 0, 9), at(0, 26, 40)}, "Officials said two died."},
		{[]news.Ref{at(0, 26, 40), at(1, 7, 22)}, "Said two died; five were dead."},
	}
	for _, tt := range tests {
		line := prose.Join(r, tt.cites)
		if line.Text != tt.want {
			t.Errorf("got %q, want %q", line.Text, tt.want)
		}
		if err := prose.Verify(r, line); err != nil {
			t.Error(err)
		}
	}
	line := prose.Join(r, []news.Ref{at(0, 26, 40)})
	line.Text = "Said ten died."
	if prose.Verify(r, line) == nil {
		t.Error("words that no citation has are let through")
	}
}

func TestNearIsBounded(t *testing.T) {
	set := prose.Of(prosetest.Large(100, 1000))
	find := set.NewFinder()
	for i := range set.Sentences {
		if n := len(find.Near(i)); n > 80 {
			t.Fatalf("%d neighbours", n)
		}
	}
}

// TestJoinClosesQuotations: a sentence that ends in a quotation goes on behind a semicolon
// without the quotation's full stop.
func TestJoinClosesQuotations(t *testing.T) {
	r := prosetest.Report("Varga called the toll “unfair.”", "The board disagreed.")
	var cites []news.Ref
	for i, d := range r.Articles {
		cites = append(cites, news.Ref{Doc: i, Span: news.Span{End: len(d.Text)}})
	}
	line := prose.Join(r, cites)
	if want := "Varga called the toll “unfair”; the board disagreed."; line.Text != want {
		t.Errorf("%q, want %q", line.Text, want)
	}
	if err := prose.Verify(r, line); err != nil {
		t.Error(err)
	}
}
