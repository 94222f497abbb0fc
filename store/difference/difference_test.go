package difference

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func shown(before, after string) (out []string) {
	for _, c := range Between(before, after) {
		out = append(out, before[c.Old.Start:c.Old.End]+" -> "+after[c.New.Start:c.New.End])
	}
	return out
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          []string
	}{
		{"The ferry struck the pier.", "The ferry  struck\nthe pier.", nil},
		{"The ferry struck the pier.", "The ferry hit the pier.", []string{"struck -> hit"}},
		{"Two were hurt, police said.", "Two were badly hurt, police said on Monday.", []string{" -> badly", "said. -> said on Monday."}},
		{"a b c d e", "a c d x e", []string{"b -> ", " -> x"}},
		{"", "All new.", []string{" -> All new."}},
		{"All gone.", "", []string{"All gone. -> "}},
		{"", "", nil},
		{"é è", "è é", []string{"é -> ", " -> é"}},
	} {
		if diff := cmp.Diff(c.want, shown(c.before, c.after)); diff != "" {
			t.Errorf("%q, %q:\n%s", c.before, c.after, diff)
		}
	}
}

func TestAlike(t *testing.T) {
	a := "Nobody was hurt when the ferry struck the old pier at noon on Tuesday."
	for other, want := range map[string]bool{
		a: true,
		"Nobody was hurt when the ferry hit the old pier on Tuesday.":        true,
		a + strings.Repeat(" Further words follow in the evening.", 3):       true,
		"The council votes on the bridge today, and the mayor opposes that.": false,
	} {
		if got := Alike(a, other); got != want {
			t.Errorf("%q: %v", other, got)
		}
	}
}

// TestLargeTexts must end soon: 100,000 words that are all different.
func TestLargeTexts(t *testing.T) {
	var a, b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&a, "a%d ", i)
		fmt.Fprintf(&b, "b%d ", i)
	}
	if got := Between(a.String(), b.String()); len(got) != 1 {
		t.Errorf("%d changes", len(got))
	}
}

// FuzzBetween: what is outside the changes is the same words in both.
func FuzzBetween(f *testing.F) {
	f.Add("a b c", "a x c")
	f.Add("é\u00a0b", "b é c")
	f.Fuzz(func(t *testing.T, before, after string) {
		var keptA, keptB strings.Builder
		a, b := 0, 0
		for _, c := range Between(before, after) {
			if c.Old.Start < a || c.New.Start < b || c.Old.End < c.Old.Start || c.New.End < c.New.Start {
				t.Fatalf("changes overlap: %+v", c)
			}
			keptA.WriteString(before[a:c.Old.Start] + " ")
			keptB.WriteString(after[b:c.New.Start] + " ")
			a, b = c.Old.End, c.New.End
		}
		keptA.WriteString(before[a:])
		keptB.WriteString(after[b:])
		if x, y := strings.Fields(keptA.String()), strings.Fields(keptB.String()); strings.Join(x, " ") != strings.Join(y, " ") {
			t.Fatalf("kept %q and %q", x, y)
		}
	})
}
