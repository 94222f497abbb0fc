package storyline

import (
	"context"
	"slices"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

const (
	first = "= Ferry runs aground near Tornvik - Norland Daily\n" +
		"TORNVIK (NNA) — The ferry Halvard ran aground near Tornvik on Monday because its steering failed. Nobody was hurt."
	second = "= Could this have been avoided?\n" +
		"The ferry Halvard ran aground close to Tornvik on Monday. Lifeboats took everybody off the ferry."
)

func ferry() *news.Report {
	r := prosetest.Report(first, second)
	tag(r, "ran", "failed", "hurt", "avoided", "took")
	var halvard, tornvik news.EntityGroup
	halvard = news.EntityGroup{Name: "Halvard", Kind: news.Org}
	tornvik = news.EntityGroup{Name: "Tornvik", Kind: news.Place}
	for i, d := range r.Articles {
		for _, e := range []*news.EntityGroup{&halvard, &tornvik} {
			at := strings.Index(d.Text, e.Name)
			e.Mentions = append(e.Mentions, news.Ref{Doc: i, Span: news.Span{Start: at, End: at + len(e.Name)}})
		}
		at := strings.Index(d.Text, "on Monday")
		d.Times = []news.Time{{Span: news.Span{Start: at, End: at + len("on Monday")}, Type: news.Date, Value: "2024-02-26"}}
	}
	r.Articles[0].Agency = "NNA"
	at := strings.Index(r.Articles[0].Text, "NNA")
	agency := news.EntityGroup{Name: "NNA", Kind: news.Org, Mentions: []news.Ref{{Span: news.Span{Start: at, End: at + len("NNA")}}}}
	r.Entities = []news.EntityGroup{agency, halvard, tornvik}
	return r
}

// tag marks the verbs of a report; all else is taken for nouns.
func tag(r *news.Report, verbs ...string) {
	for _, d := range r.Articles {
		for i := range d.Tokens {
			d.Tokens[i].POS = news.NOUN
			if slices.Contains(verbs, d.Slice(d.Tokens[i].Span)) {
				d.Tokens[i].POS = news.VERB
			}
		}
	}
}

func TestWhy(t *testing.T) {
	for _, tt := range []struct{ reason, want string }{
		{"after its owners ignored three warnings", "After its owners ignored three warnings"},
		{"after the annual parade of boats", ""}, // only when
		{"after leaving the harbour of Lund", ""},
		{"after a barge that had lost power drifted off", ""}, // the verb tells of which barge: not seen through
		{"after the ferry Halvard ran aground near Tornvik", ""},
		{"because of a strong gale", "Because of a strong gale"},
		{"because the storm of storms", ""},
		{"with damage caused by rocks and ice", ""},
		{"amid a strong gale from the west", "Amid a strong gale from the west"},
	} {
		r := prosetest.Report(
			"= Ferry runs aground near Tornvik\nThe ferry Halvard ran aground near Tornvik on Monday "+tt.reason+".",
			"The ferry Halvard ran aground close to Tornvik on Monday. Lifeboats took everybody off.")
		tag(r, "ran", "ignored", "leaving", "lost", "drifted", "took", "runs")
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if got := r.Story.Why.Text; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
	}
}

func TestAnnotate(t *testing.T) {
	r := ferry()
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	s := r.Story
	for _, tt := range []struct{ what, got, want string }{
		{"headline", s.Headline.Text, "Ferry runs aground near Tornvik"},
		{"what", s.What.Text, "The ferry Halvard ran aground near Tornvik on Monday because its steering failed."},
		{"when", s.When.Text, "2024-02-26"},
		{"who", s.Who[0].Text, "Halvard"},
		{"where", s.Where[0].Text, "Tornvik"},
		{"why", s.Why.Text, "Because its steering failed"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	if len(r.Notes) != 0 {
		t.Errorf("one story is called several: %q", r.Notes)
	}
}

func TestApart(t *testing.T) {
	r := prosetest.Report(first, second,
		"= Rates rise\nThe central bank of Ostmark raised its interest rate by half a point. Analysts had expected inflation to slow.")
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "a3 ") {
		t.Errorf("got %q", r.Notes)
	}
}

func TestTwoStories(t *testing.T) {
	const rates = "The central bank of Ostmark raised its interest rate by half a point because inflation keeps rising. "
	r := prosetest.Report(first, second, rates+"Analysts had expected it.", rates+"Lenders in Ostmark welcomed it.")
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "a3, a4 may not belong") {
		t.Errorf("got %q", r.Notes)
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add(first, second)
	f.Add("", "= \n")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := prosetest.Report(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
