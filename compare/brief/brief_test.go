package brief

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/prose"
	"parallax/compare/internal/prosetest"
	"parallax/news"
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
	a, b := at(0, "Nobody was hurt when the Halvard hit the rocks near Tornvik"), at(1, "It was cold")
	a.Status = news.Denied
	r.Claims = []news.ClaimGroup{{Verdict: news.Conflict, Support: []news.Claim{a, b}}}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	last := r.Brief[len(r.Brief)-1].Text
	if want := "It was cold; Nobody was hurt when the Halvard hit the rocks near Tornvik."; last != want {
		t.Errorf("got %q, want %q", last, want)
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
func TestReadsAlone(t *testing.T) {
	event := "The ferry Halvard ran aground near Tornvik on Monday with 80 people on board. "
	same := "The ferry Halvard ran aground near Tornvik harbour on Monday with 80 people on board, police said. "
	tests := []struct {
		name  string
		texts []string
		not   string // words that the brief must not have
	}{
		{"half a quotation", []string{
			event + "“The Halvard ran on rocks near Tornvik harbour with its radar dark. The harbour of Tornvik has no light,” Anton Holm said.",
			same + "The Halvard ran on rocks near Tornvik harbour, and the harbour of Tornvik has no light.",
		}, "radar dark"},
		{"a pronoun before any noun", []string{
			event + "On board it had 80 people from the town of Tornvik and some cargo for the harbour.",
			same + "The Halvard had 80 people from the town of Tornvik and some cargo for the harbour.",
		}, "On board it"},
		{"he said", []string{
			event + "The harbour of Tornvik has no light and the rocks have no buoy, he said.",
			same + "The harbour of Tornvik has no light and the rocks have no buoy.",
		}, "he said"},
		{"its spokesman", []string{
			event + "“The harbour of Tornvik has no light and the rocks have no buoy,” said its spokesman.",
			same + "The harbour of Tornvik has no light and the rocks have no buoy.",
		}, "its spokesman"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := prosetest.Report(tt.texts...)
			if err := Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			if len(r.Brief) == 0 {
				t.Fatal("no brief")
			}
			for _, line := range r.Brief {
				if strings.Contains(line.Text, tt.not) {
					t.Errorf("%q does not read alone", line.Text)
				}
				if !prose.Paired(line.Text) {
					t.Errorf("half a quotation: %q", line.Text)
				}
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
