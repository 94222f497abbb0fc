package figure

import (
	"context"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

// TestOtherScope: two values of like words are no difference where one takes in
// what the other leaves out, and are one where both cover the same.
func TestOtherScope(t *testing.T) {
	people := func(v float64, measure string) news.Figure {
		return news.Figure{Value: v, Unit: "people", Measure: measure}
	}
	for _, test := range []struct {
		name             string
		a, b             string
		phraseA, phraseB string
		numberA, numberB string
		figureA, figureB news.Figure
		differ           bool
	}{
		{"the same people", "The raid on the Lorn depot injured five people, police said.", "The raid on the Lorn depot injured four people, police said.",
			"five people", "four people", "five", "four", people(5, "injured"), people(4, "injured"), true},
		{"with the gunman", "The raid on the Lorn depot injured five people, including the gunman.", "The raid on the Lorn depot injured four people, police said.",
			"five people", "four people", "five", "four", people(5, "injured"), people(4, "injured"), false},
		{"others", "The raid on the Lorn depot injured four people, police said.", "The raid on the Lorn depot injured three others, police said.",
			"four people", "three others", "four", "three", people(4, "injured"), people(3, "injured"), false},
		{"several events", "Two separate attacks on the Lorn depot injured five people, police said.", "The attack on the Lorn depot injured four people, police said.",
			"five people", "four people", "five", "four", people(5, "injured"), people(4, "injured"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := prosetest.Report(test.a, test.b)
			add(r, 0, test.phraseA, test.numberA, test.figureA)
			add(r, 1, test.phraseB, test.numberB, test.figureB)
			if err := Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			differ := false
			for _, g := range r.Figures {
				differ = differ || g.Verdict == news.Conflict || g.Verdict == news.Update
			}
			if differ != test.differ {
				t.Errorf("a difference: %v, want %v\n%s", differ, test.differ, summary(r))
			}
		})
	}
}
