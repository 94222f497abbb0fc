package figure

import (
	"context"
	"fmt"
	"math"
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

// what tells of every figure what it counts: the last word of its span.
func what(r *news.Report, noun string) {
	for _, d := range r.Articles {
		for i := range d.Figures {
			if f := &d.Figures[i]; strings.HasSuffix(d.Slice(f.Span), noun) {
				f.What = news.Span{Start: f.End - len(noun), End: f.End}
			}
		}
	}
}

// named marks the first mention of a person's name in article doc.
func named(r *news.Report, doc int, name string) {
	d := r.Articles[doc]
	at := strings.Index(d.Text, name)
	d.Entities = append(d.Entities, news.Entity{Span: news.Span{Start: at, End: at + len(name)}, Kind: news.Person, Name: name})
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
		{"a headline that is older than its text does not hide the difference",
			[]string{"Ferry fire off Norport kills 12 people\n\nThe ferry fire off Norport killed 14 people, police said.", "The ferry fire off Norport killed 12 people, police said."},
			func(r *news.Report) {
				r.Articles[1].Published.At = r.Articles[0].Published.At
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 0, "14 people", "14", people(14, "killed"))
				add(r, 1, "12 people", "12", people(12, "killed"))
			}, "conflict: 12@0 14@0 12@1\n"},
		{"one body of members told with two numbers is in conflict",
			[]string{"The 313-member harbour council of Norport voted to close the pier.", "The 330-member harbour council of Norport voted to close the pier."},
			func(r *news.Report) {
				r.Articles[1].Published.At = r.Articles[0].Published.At
				add(r, 0, "313-member", "313", news.Figure{Value: 313, Unit: "people"})
				add(r, 1, "330-member", "330", news.Figure{Value: 330, Unit: "people"})
				what(r, "member")
			}, "conflict: 313@0 330@1\n"},
		{"an article that corrects a value joins the two",
			[]string{"The port fire burned 40 sheds. Norport police had initially reported 60 sheds.", "The port fire burned 60 sheds, Norport police said."},
			func(r *news.Report) {
				add(r, 0, "40 sheds", "40", news.Figure{Value: 40, Unit: "shed"})
				add(r, 0, "60 sheds", "60", news.Figure{Value: 60, Unit: "shed"})
				add(r, 1, "60 sheds", "60", news.Figure{Value: 60, Unit: "shed"})
				what(r, "sheds")
			}, "update: 40@0 60@0 60@1\n"},
		{"what grew from one value to another is one quantity",
			[]string{"The heath fire off Norport spread from 2,000 acres to 6,000 acres.", "The heath fire off Norport spread to 2,000 acres."},
			func(r *news.Report) {
				add(r, 0, "2,000 acres", "2,000", news.Figure{Value: 2000, Unit: "ac"})
				add(r, 0, "6,000 acres", "6,000", news.Figure{Value: 6000, Unit: "ac"})
				add(r, 1, "2,000 acres", "2,000", news.Figure{Value: 2000, Unit: "ac"})
			}, "update: 2000@0 6000@0 2000@1\n"},
		{"a value that a later report gives again was not overtaken",
			[]string{"The ferry fire off Norport injured 7 people.", "The ferry fire off Norport injured 6 people.", "The ferry fire off Norport injured 7 people."},
			func(r *news.Report) {
				r.Articles[0].Published.At, r.Articles[1].Published.At, r.Articles[2].Published.At = "2024-03-01", "2024-03-02", "2024-03-04"
				add(r, 0, "7 people", "7", people(7, "injured"))
				add(r, 1, "6 people", "6", people(6, "injured"))
				add(r, 2, "7 people", "7", people(7, "injured"))
			}, "conflict: 7@0 6@1 7@2\n"},
		{"two tolls of one day are in conflict",
			[]string{"The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed 14 people, police said."},
			func(r *news.Report) {
				r.Articles[1].Published.At = r.Articles[0].Published.At
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 1, "14 people", "14", people(14, "killed"))
			}, "conflict: 12@0 14@1\n"},
		{"a toll of one day that is at least so high is still being counted",
			[]string{"The ferry fire off Norport killed 12 people, police said.", "The ferry fire off Norport killed at least 14 people, police said."},
			func(r *news.Report) {
				r.Articles[1].Published.At = r.Articles[0].Published.At
				f := people(14, "killed")
				f.Low, f.High, f.Bound = 14, math.Inf(1), news.AtLeast
				add(r, 0, "12 people", "12", people(12, "killed"))
				add(r, 1, "14 people", "14", f)
			}, "update: 12@0 14@1\n"},
		{"who was on board does not change from day to day",
			[]string{"The ferry left Norport with 212 people on board.", "The ferry left Norport with 231 people on board."},
			func(r *news.Report) {
				add(r, 0, "212 people", "212", people(212, "aboard"))
				add(r, 1, "231 people", "231", people(231, "aboard"))
			}, "conflict: 212@0 231@1\n"},
		{"a boat and a ship carry different people",
			[]string{"The ferry left Norport with 70 people on board.", "The ferry left Norport with 231 people on board."},
			func(r *news.Report) {
				add(r, 0, "70 people", "70", people(70, "aboard"))
				add(r, 1, "231 people", "231", people(231, "aboard"))
			}, ""},
		{"about 400 does not stretch to 450",
			[]string{"The harbour fire off Norport injured about 400 people.", "The harbour fire off Norport injured 450 people."},
			func(r *news.Report) {
				f := people(400, "injured")
				f.Low, f.High, f.Bound = 340, 460, news.About
				add(r, 0, "about 400 people", "400", f)
				add(r, 1, "450 people", "450", people(450, "injured"))
			}, "update: 400@0 450@1\n"},
		{"the dead who are told beside the hurt are not among them",
			[]string{"The pier fire at Norport killed one man and injured 16 people.", "The pier fire at Norport killed one man and injured 15 people."},
			func(r *news.Report) {
				add(r, 0, "one man", "one", people(1, "killed"))
				add(r, 0, "16 people", "16", people(16, "injured"))
				add(r, 1, "one man", "one", people(1, "killed"))
				add(r, 1, "15 people", "15", people(15, "injured"))
			}, "update: 16@0 15@1\nagree: 1@0 1@1\n"},
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
		{"the ages of two persons are two quantities",
			[]string{"Ada Quill, 24, of Norport was on deck.", "Bo Marsh, 31, of Norport was on deck."},
			func(r *news.Report) {
				named(r, 0, "Ada Quill")
				named(r, 1, "Bo Marsh")
				add(r, 0, "24", "24", news.Figure{Value: 24, Unit: "years", Measure: "age"})
				add(r, 1, "31", "31", news.Figure{Value: 31, Unit: "years", Measure: "age"})
			}, ""},
		{"two ages of one person within days are in conflict",
			[]string{"Ada Quill, 24, of Norport was on deck.", "Ada Quill, 31, of Norport was on deck."},
			func(r *news.Report) {
				named(r, 0, "Ada Quill")
				named(r, 1, "Ada Quill")
				add(r, 0, "24", "24", news.Figure{Value: 24, Unit: "years", Measure: "age"})
				add(r, 1, "31", "31", news.Figure{Value: 31, Unit: "years", Measure: "age"})
			}, "conflict: 24@0 31@1\n"},
		{"a person grows older between two reports",
			[]string{"Ada Quill, 24, of Norport was on deck.", "Ada Quill, 25, of Norport was on deck."},
			func(r *news.Report) {
				r.Articles[1].Published.At = "2025-03-01"
				named(r, 0, "Ada Quill")
				named(r, 1, "Ada Quill")
				add(r, 0, "24", "24", news.Figure{Value: 24, Unit: "years", Measure: "age"})
				add(r, 1, "25", "25", news.Figure{Value: 25, Unit: "years", Measure: "age"})
			}, "update: 24@0 25@1\n"},
		{"a conversion in brackets belongs to what it converts",
			[]string{"The shaft off Norport is 40 metres (131 feet) deep.", "The shaft off Norport is 40 metres deep."},
			func(r *news.Report) {
				add(r, 0, "40 metres", "40", news.Figure{Value: 40, Unit: "m", Measure: "depth"})
				add(r, 0, "131 feet", "131", news.Figure{Value: 131, Unit: "ft", Measure: "depth"})
				add(r, 1, "40 metres", "40", news.Figure{Value: 40, Unit: "m", Measure: "depth"})
			}, "agree: 40@0 131@0 40@1\n"},
		{"an article that gives both values knows two quantities",
			[]string{"The harbour office counts 80 ferries off Norport. The harbour office counts 90 ferries off Norport.", "The harbour office counts 90 ferries off Norport."},
			func(r *news.Report) {
				add(r, 0, "80 ferries", "80", news.Figure{Value: 80, Unit: "ferry"})
				add(r, 0, "90 ferries", "90", news.Figure{Value: 90, Unit: "ferry"})
				add(r, 1, "90 ferries", "90", news.Figure{Value: 90, Unit: "ferry"})
			}, "agree: 90@0 90@1\n"},
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

func TestRelate(t *testing.T) {
	exact := func(v float64, unit string) mention {
		c, kind := convert(unit, "")
		return mention{fig: &news.Figure{HasValue: true, Value: v, Low: v, High: v, Bound: news.Exact, Unit: unit}, dim: c.dim, kind: kind,
			value: v * c.factor, low: v * c.factor, high: v * c.factor, digits: significant("", v)}
	}
	atLeast := func(v float64, unit, measure string) mention {
		m := exact(v, unit)
		m.fig.Bound, m.fig.Measure, m.high = news.AtLeast, measure, math.Inf(1)
		return m
	}
	for _, test := range []struct {
		name string
		a, b mention
		want relation
	}{
		{"same", exact(12, "people"), exact(12, "people"), equal},
		{"other", exact(12, "people"), exact(13, "people"), differ},
		{"round thousands", exact(6000, "people"), exact(6100, "people"), fits},
		{"bound", atLeast(84, "people", ""), exact(85, "people"), fits},
		{"bound far off", atLeast(10, "people", ""), exact(85, "people"), loose},
		{"tolls that rise", atLeast(8, "people", "killed"), atLeast(14, "people", "killed"), differ},
		{"bounds of no toll", atLeast(8, "people", ""), atLeast(12, "people", ""), fits},
		{"converted", exact(40, "m"), exact(131, "ft"), fits},
		{"converted, not the same", exact(77, "t"), exact(160000, "lb"), differ},
		{"money", exact(15.6e6, "USD"), exact(15.9e6, "USD"), differ},
		{"money rounded", exact(6e6, "USD"), exact(6.4e6, "USD"), fits},
		{"percentages cut off", exact(5.9, "percent"), exact(5.8, "percent"), fits},
	} {
		if got := relate(&test.a, &test.b); got != test.want {
			t.Errorf("%s: relation %d, want %d", test.name, got, test.want)
		}
		if got := relate(&test.b, &test.a); got != test.want {
			t.Errorf("%s, the other way: relation %d, want %d", test.name, got, test.want)
		}
	}
}

// FuzzAnnotate asserts the laws of a report whatever the articles and figures.
func FuzzAnnotate(f *testing.F) {
	for _, seed := range [][2]string{
		{"The fire killed 12 people.", "The fire killed 14 people."}, {"", "7"}, {"1 1 1 1 1", "1 2 3 (4)"}, {"a 0 b. c 5 d", "x 500000 y"},
	} {
		f.Add(seed[0], seed[1], uint8(3))
	}
	units := []string{"people", "USD", "percent", "years", "clock", "rank", "date", "m", "ft", "ferry", ""}
	f.Fuzz(func(t *testing.T, a, b string, kind uint8) {
		r := prosetest.Report(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		for _, d := range r.Articles {
			for i := 0; i < len(d.Text); i++ {
				if d.Text[i] < '0' || d.Text[i] > '9' {
					continue
				}
				v := float64(d.Text[i] - '0')
				span := news.Span{Start: i, End: i + 1}
				fig := news.Figure{Span: span, Number: span, HasValue: v != 9, Value: v, Low: v, High: v + float64(kind%2), Bound: news.Exact, Unit: units[(int(kind)+i)%len(units)]}
				if kind%3 == 0 {
					fig.Measure, fig.What = "killed", span
				}
				d.Figures = append(d.Figures, fig)
			}
		}
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		seen := map[[2]int]bool{}
		for _, g := range r.Figures {
			if g.What == "" || g.Why == "" {
				t.Fatalf("%+v does not explain itself", g)
			}
			for _, m := range g.Mentions {
				key := [2]int{m.Doc, m.Number.Start}
				if seen[key] {
					t.Fatalf("figure %v stands in two groups", key)
				}
				seen[key] = true
			}
		}
	})
}
