package brief

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/prose"
	"parallax/compare/internal/prosetest"
	"parallax/news"
	"parallax/nlp/tag"
	"parallax/nlp/when"
)

const (
	first = "TORNVIK (NNA) — The ferry Halvard ran aground near Tornvik on Monday with 80 people on board, the coast guard said. " +
		"Nobody was hurt when the Halvard hit the rocks near Tornvik. " +
		"My aunt once baked a cake for the mayor of another town entirely."
	second = "A ferry with 80 people on board, the Halvard, ran aground close to Tornvik on Monday, according to the coast guard. " +
		"All passengers were taken off the Halvard by lifeboats within two hours. It was cold."
	third = "The coast guard opened an inquiry on Wednesday into why the ferry Halvard ran aground near Tornvik. " +
		"Lifeboats had taken all passengers off the ferry, and nobody was hurt."
)

func TestAnnotate(t *testing.T) {
	r := prosetest.Report(first, second, third)
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	if n := len(r.Brief); n < 2 || n > mostSentences {
		t.Fatalf("%d sentences", n)
	}
	var all strings.Builder
	for _, line := range r.Brief {
		all.WriteString(line.Text + "\n")
		if err := prose.Verify(r, line); err != nil {
			t.Error(err)
		}
	}
	if !strings.Contains(r.Brief[0].Text, "ran aground") || strings.Contains(all.String(), "NNA") {
		t.Errorf("the event does not come first, or a dateline is left:\n%s", all.String())
	}
	if !strings.Contains(all.String(), "nobody was hurt") && !strings.Contains(all.String(), "Nobody was hurt") {
		t.Errorf("what two articles tell is left out:\n%s", all.String())
	}
}

func TestDisputes(t *testing.T) {
	r := prosetest.Report(first, second)
	at := func(doc int, words string) news.Claim {
		i := strings.Index(r.Articles[doc].Text, words)
		return news.Claim{Ref: news.Ref{Doc: doc, Span: news.Span{Start: i, End: i + len(words)}}, Status: news.Happened}
	}
	a, b := at(0, "Nobody was hurt when the Halvard hit the rocks near Tornvik"), at(1, "All passengers were taken off the Halvard by lifeboats within two hours")
	a.Status = news.Denied
	r.Claims = []news.ClaimGroup{{Verdict: news.Conflict, Support: []news.Claim{a, b}}}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	last := r.Brief[len(r.Brief)-1].Text
	if want := "All passengers were taken off the Halvard by lifeboats within two hours; nobody was hurt when the Halvard hit the rocks near Tornvik."; last != want {
		t.Errorf("got %q, want %q", last, want)
	}
}

// A version that needs the sentence before it is no side of a dispute.
func TestDisputesReadAlone(t *testing.T) {
	r := prosetest.Report(first, second)
	at := func(doc int, words string, s news.Status) news.Claim {
		i := strings.Index(r.Articles[doc].Text, words)
		return news.Claim{Ref: news.Ref{Doc: doc, Span: news.Span{Start: i, End: i + len(words)}}, Status: s}
	}
	r.Claims = []news.ClaimGroup{{Verdict: news.Conflict, Support: []news.Claim{
		at(0, "Nobody was hurt when the Halvard hit the rocks near Tornvik", news.Denied), at(1, "It was cold", news.Happened)}}}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	for _, line := range r.Brief {
		if strings.Contains(line.Text, "It was cold") {
			t.Errorf("%q leans on the sentence before", line.Text)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add(first, second)
	f.Add("One.", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := prosetest.Report(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		for _, line := range r.Brief {
			if err := prose.Verify(r, line); err != nil {
				t.Error(err)
			}
		}
	})
}

// Every sentence of a brief can be read where it stands.
func TestFits(t *testing.T) {
	tests := []struct {
		name, text string
		sentence   int
		want       bool
	}{
		{"plain", "The ferry Halvard ran aground near Tornvik on Monday.", 0, true},
		{"opens a quotation", "“The Halvard ran on rocks near Tornvik harbour in the dark. It has no radar,” Anton Holm said.", 0, false},
		{"closes a quotation", "“The Halvard has no radar. The harbour of Tornvik has no light at all,” Anton Holm said.", 1, false},
		{"half a quotation in straight marks", "\"The Halvard ran on rocks near Tornvik harbour in the dark. It has no radar,\" Anton Holm said.", 0, false},
		{"a whole quotation", "“The harbour of Tornvik has no light at all,” Anton Holm said.", 0, true},
		{"a pronoun before any noun", "On Monday its captain had 80 people from the town of Tornvik on board.", 0, false},
		{"a pronoun after its noun", "The Halvard sailed on although its radar was broken.", 0, true},
		{"he said", "The harbour of Tornvik has no light at all, he said.", 0, false},
		{"said its spokesman", "“The harbour of Tornvik has no light at all,” said its spokesman.", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := prosetest.Report(tt.text)
			for _, step := range []func(context.Context, *news.Doc) error{tag.Annotate, when.Annotate} {
				if err := step(context.Background(), r.Articles[0]); err != nil {
					t.Fatal(err)
				}
			}
			if got := fits(prose.Of(r), tt.sentence); got != tt.want {
				t.Errorf("%q: got %v", tt.text, got)
			}
		})
	}
}

// A brief tells how things stand, and opens with the event, not with what came
// of it on a later day.
func TestHowThingsStand(t *testing.T) {
	r := prosetest.Report(
		"The ferry Halvard ran aground near Tornvik with 80 people on board. Minister Ilse Varga will visit the Halvard in Tornvik.",
		"Minister Ilse Varga cancelled a visit to Tornvik after the ferry Halvard ran aground near Tornvik with 80 people on board. The Halvard lies on rocks near Tornvik.")
	at := func(doc int, words string, s news.Status) news.Claim {
		i := strings.Index(r.Articles[doc].Text, words)
		return news.Claim{Ref: news.Ref{Doc: doc, Span: news.Span{Start: i, End: i + len(words)}}, Status: s}
	}
	r.Claims = []news.ClaimGroup{{Verdict: news.Update, Support: []news.Claim{
		at(0, "Minister Ilse Varga will visit", news.Planned), at(1, "Minister Ilse Varga cancelled a visit", news.Cancelled)}}}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	for i, line := range r.Brief {
		if i == 0 && !strings.HasPrefix(line.Text, "The ferry Halvard ran aground") {
			t.Errorf("opens with %q", line.Text)
		}
		if strings.Contains(line.Text, "will visit") {
			t.Errorf("tells a plan that was called off: %q", line.Text)
		}
	}
}

// The toll as the last report has it follows the event; what lies years back
// comes last.
func TestTollAndBackground(t *testing.T) {
	r := prosetest.Report(
		"The ferry Halvard sank off Tornvik on Monday, and at least 3 people died. The Halvard had run aground off Tornvik in 2009.",
		"The ferry Halvard sank off Tornvik on Monday in heavy rain. Five people drowned in the wreck, doctors said. The Halvard had run aground near Tornvik before, in 2009.",
	)
	r.Articles[0].Published.At, r.Articles[1].Published.At = "2024-03-11", "2024-03-12"
	mention := func(doc int, words, number string, value float64) news.FigureMention {
		i := strings.Index(r.Articles[doc].Text, words)
		n := i + strings.Index(words, number)
		return news.FigureMention{Doc: doc, Figure: news.Figure{Span: news.Span{Start: i, End: i + len(words)}, Number: news.Span{Start: n, End: n + len(number)},
			HasValue: true, Value: value, Low: value, High: value, Unit: "people", Measure: "killed"}}
	}
	r.Figures = []news.FigureGroup{{Verdict: news.Update, Mentions: []news.FigureMention{mention(0, "at least 3 people", "3", 3), mention(1, "Five people", "Five", 5)}}}
	for _, d := range r.Articles {
		if err := when.Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Brief) < 3 || !strings.Contains(r.Brief[0].Text, "sank") || !strings.HasPrefix(r.Brief[1].Text, "Five people drowned") {
		t.Errorf("want the event, then its toll: %v", r.Brief)
	}
	if last := r.Brief[len(r.Brief)-1].Text; !strings.Contains(last, "2009") {
		t.Errorf("background does not come last: %q", last)
	}
}
