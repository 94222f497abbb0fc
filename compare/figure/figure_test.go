package figure

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

// add gives article doc a figure at the words phrase, whose numeral is number.
func add(r *news.Report, doc int, phrase, number string, f news.Figure) {
	d := r.Articles[doc]
	at := strings.Index(d.Text, phrase)
	if at < 0 {
		panic("not in the text: " + phrase)
	}
	n := at + strings.Index(phrase, number)
	f.Span = news.Span{Start: at, End: at + len(phrase)}
	f.Number = news.Span{Start: n, End: n + len(number)}
	f.HasValue = true
	if f.Low == 0 && f.High == 0 {
		f.Low, f.High = f.Value, f.Value
	}
	if f.Bound == "" {
		f.Bound = news.Exact
	}
	d.Figures = append(d.Figures, f)
}

// summary prints the groups of more than one mention.
func summary(r *news.Report) string {
	var b strings.Builder
	for _, g := range r.Figures {
		if len(g.Mentions) < 2 {
			continue
		}
		fmt.Fprintf(&b, "%s:", g.Verdict)
		for _, m := range g.Mentions {
			fmt.Fprintf(&b, " %g@%d", m.Value, m.Doc)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestAnnotate(t *testing.T) {
	people := func(v float64, measure string) news.Figure {
		return news.Figure{Value: v, Unit: "people", Measure: measure}
	}
	for _, test := range []struct {
		name  string
		texts []string
		build func(r *news.Report)
		want  string
	}{
		{"the same toll agrees, the injured are another quantity",
			[]string{"The ferry fire off Norport killed 12 people and injured 12.", "The ferry fire off Norport killed 12 people, police said."},
			func(r *news.Report) {
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 0, "12.", "12", people(12, "injured"))
				add(r, 1, "12 people", "12", people(12, "killed"))
			}, "agree: 12@0 12@1\n"},
		{"a toll that rises is an update",
			[]string{"The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed 14 people, police said."},
			func(r *news.Report) {
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 1, "14 people", "14", people(14, "killed"))
			}, "update: 12@0 14@1\n"},
		{"two tolls of one day are in conflict",
			[]string{"The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed 14 people, police said."},
			func(r *news.Report) {
				r.Articles[1].Published.At = r.Articles[0].Published.At
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 1, "14 people", "14", people(14, "killed"))
			}, "conflict: 12@0 14@1\n"},
		{"a bound is compatible with the number it bounds",
			[]string{"The ferry fire off Norport killed at least 12 people.", "The ferry fire off Norport killed 14 people."},
			func(r *news.Report) {
				f := people(12, "killed")
				f.Low, f.High, f.Bound = 12, 1e9, news.AtLeast
				add(r, 0, "12 people", "12", f)
				add(r, 1, "14 people", "14", people(14, "killed"))
			}, "compatible: 12@0 14@1\n"},
		{"units are converted",
			[]string{"The ferry lay 1.2 miles off the Norport pier.", "The ferry lay 1.93 km off the Norport pier."},
			func(r *news.Report) {
				add(r, 0, "1.2 miles", "1.2", news.Figure{Value: 1.2, Unit: "mi", Measure: "distance"})
				add(r, 1, "1.93 km", "1.93", news.Figure{Value: 1.93, Unit: "km", Measure: "distance"})
			}, "compatible: 1.2@0 1.93@1\n"},
		{"copies of one origin are one witness",
			[]string{"The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed 12 people, police said."},
			func(r *news.Report) {
				r.Origins = []news.Origin{{ID: "o1", Articles: []int{0, 1}}}
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 1, "12 people", "12", people(12, "killed"))
			}, "single: 12@0 12@1\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := prosetest.Report(test.texts...)
			test.build(r)
			if err := Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			if err := r.Check(); err != nil {
				t.Fatal(err)
			}
			if got := summary(r); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			for _, g := range r.Figures {
				if g.Why == "" || g.What == "" {
					t.Errorf("%+v does not explain itself", g)
				}
			}
		})
	}
}

func TestUndated(t *testing.T) {
	r := prosetest.Report("The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed 14 people, police said.")
	r.Articles[1].Published.At = ""
	add(r, 0, "12 people", "12", news.Figure{Value: 12, Unit: "people", Measure: "killed"})
	add(r, 1, "14 people", "14", news.Figure{Value: 14, Unit: "people", Measure: "killed"})
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Figures) != 1 || !strings.Contains(r.Figures[0].Why, "no date") || len(r.Notes) == 0 {
		t.Errorf("%+v, notes %q: a missing date is not told", r.Figures, r.Notes)
	}
}
