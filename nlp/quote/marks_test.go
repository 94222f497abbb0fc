package quote

import (
	"slices"
	"strings"
	"testing"
)

func TestPairMarks(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // inner words in order; nested ones start with "> "
	}{
		{"straight", `"We are ready," he said. "Come in."`, []string{"We are ready,", "Come in."}},
		{"curly", `Orla Venn called it a “positive step” for Marrow.`, []string{"positive step"}},
		{"single, with apostrophes", `'We don't know yet,' Mr Pell said. The voters' choice isn't 'final'.`, []string{"We don't know yet,", "final"}},
		{"possessive plural inside", `'The voters' choice stands,' she said.`, []string{"The voters' choice stands,"}},
		{"curly single", `‘It’s the ’90s again,’ said Tarn’s aide.`, []string{"It’s the ’90s again,"}},
		{"no quotation", `It's the clerks' view that rock 'n' roll wasn't theirs.`, nil},
		{"nested", `“He told me ‘never again’ and left,” Ruda said.`, []string{"He told me ‘never again’ and left,", "> never again"}},
		{"nested double", `"They wrote: “We quit.” So be it."`, []string{"They wrote: “We quit.” So be it.", "> We quit."}},
		{"guillemets", `Il a dit « jamais » hier.`, []string{"jamais"}},
		{"German", `„So nicht“, sagte Varga.`, nil},
		{"latex", "``Stop it,'' Odo said.", []string{"Stop it,"}},
		{"paragraphs", "“One thing first.\n\n“Then another,” she said.", []string{"One thing first.", "Then another,"}},
		{"forgotten close", "Tull said \"stop.\nNobody did.", nil},
		{"close glyph on both sides", `”Enough,” said Brin.`, []string{"Enough,"}},
		{"mark after a dash", `It was—"a mess"—again.`, []string{"a mess"}},
		{"feet and inches", `The door is 6'2" high and 3'1" wide.`, nil},
		{"closing mark after a space", `Tull said: "Stop it. " Nobody did.`, []string{"Stop it."}},
		{"empty", `"" '' “”`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, q := range pairMarks(tt.text, newlines(tt.text)) {
				s := tt.text[q.inner.Start:q.inner.End]
				if q.depth > 0 {
					s = "> " + s
				}
				got = append(got, s)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPairMarksContinues(t *testing.T) {
	text := "“One.\n\n“Two.\n\n“Three.” He left."
	q := pairMarks(text, newlines(text))
	if len(q) != 3 {
		t.Fatalf("%d quotations, want 3", len(q))
	}
	for i, want := range []struct{ continues, continuing bool }{{true, false}, {true, true}, {false, true}} {
		if q[i].continues != want.continues || q[i].continuing != want.continuing {
			t.Errorf("quotation %d: continues %v, continuing %v", i, q[i].continues, q[i].continuing)
		}
	}
}

func FuzzPairMarks(f *testing.F) {
	for _, s := range []string{`"a" 'b' “c” ‘d’ «e»`, "“a\n\n“b", `'''"""`, "``x''", "\xff\"a\xff\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := -1
		for _, q := range pairMarks(text, newlines(text)) {
			if q.Start < 0 || q.End > len(text) || !q.Contains(q.inner) || q.inner.Len() <= 0 {
				t.Fatalf("quotation %+v of %q", q, text)
			}
			if q.Start < last {
				t.Fatalf("quotation %+v stands before its predecessor", q)
			}
			last = q.Start
			if strings.ContainsAny(text[q.Start:q.End-1], "\n") {
				t.Fatalf("quotation %+v crosses a paragraph", q)
			}
		}
	})
}

func newlines(s string) []int {
	var out []int
	for i := range len(s) {
		if s[i] == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}
