package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"Plain text, 5%.":       "plain text, 5%.",
		"“It’s over” — Müller…": `"it's over" - muller...`,
		"a \n\t  b":             "a b",
		"co\u00adoperate\u200b": "cooperate",
		"cafe\u0301":            "cafe",
		"ŁÓDŹ, Ærø, Straße":     "lodz, aero, strasse",
		"«Да»":                  `"да"`,
		"ИЙ":                    "ий",
		"Ⱥx":                    "ⱥx",
		"10\u00a0000\u2009km":   "10 000 km",
		"bad \xff byte":         "bad \uFFFD byte",
		"oﬃce":                  "office",
		"한국":                    "한국",
	} {
		if got := Fold(in).Text; got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestFoldBack finds folded words and reads the original words at their place.
func TestFoldBack(t *testing.T) {
	const s = "Ⱥ “The Mayor’s  plan…” for Łódź–Żary\u00ad: caf\u0065\u0301 at 5\u00a0p.m. ends"
	f := Fold(s)
	for folded, want := range map[string]string{
		"ⱥ":            "Ⱥ",
		"mayor's plan": "Mayor’s  plan",
		"...":          "…",
		".":            "…", // part of a character covers all of it
		"lodz-zary":    "Łódź–Żary",
		"zary:":        "Żary\u00ad:",
		"cafe":         "cafe\u0301",
		"cafe at":      "cafe\u0301 at",
		"5 p.m.":       "5\u00a0p.m.",
		"ends":         "ends",
	} {
		i := strings.Index(f.Text, folded)
		if i < 0 {
			t.Errorf("%q is not in %q", folded, f.Text)
			continue
		}
		from, to := f.Span(i, i+len(folded))
		if got := s[from:to]; got != want {
			t.Errorf("%q leads back to %q, want %q", folded, got, want)
		}
	}
	if got := f.Back(len(f.Text)); got != len(s) {
		t.Errorf("the end leads back to %d of %d", got, len(s))
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Plain.", "“É…”  x", "e\u0301\u0301", "\xff\xc3", "ȺȾ\u00ad", " \n", "한\u200d국"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		f := Fold(s)
		if !utf8.ValidString(f.Text) {
			t.Fatalf("Fold(%q) = %q is not UTF-8", s, f.Text)
		}
		last := 0
		for i := 0; i <= len(f.Text); i++ {
			at := f.Back(i)
			if at < last || at > len(s) {
				t.Fatalf("Fold(%q): byte %d leads back to %d, its predecessor to %d", s, i, at, last)
			}
			if at < len(s) && !utf8.RuneStart(s[at]) && utf8.ValidString(s) {
				t.Fatalf("Fold(%q): byte %d leads back into a character", s, i)
			}
			last = at
		}
		if again := Fold(f.Text).Text; again != f.Text {
			t.Fatalf("Fold(%q) = %q, and again %q", s, f.Text, again)
		}
		if from, to := f.Span(0, len(f.Text)); from > to || to > len(s) {
			t.Fatalf("Fold(%q): all of it leads back to [%d,%d)", s, from, to)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	s := strings.Repeat("The mayor of Łódź said on Tuesday: “We’ll rebuild – all of it.” ", 50)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Fold(s)
	}
}
