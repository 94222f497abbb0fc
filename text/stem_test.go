package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/kljensen/snowball/english"
)

func TestStem(t *testing.T) {
	for in, want := range map[string]string{"bombings": "bomb", "Bombed": "bomb", "talks": "talk", "": "", "2015": "2015", "the": "the",
		"skies": "sky", "hoping": "hope", "hopping": "hop", "generously": "generous", "communities": "communiti", "rationalization": "ration",
		"LAYED": "lay", "agreed": "agre", "mayor's": "mayor", "naïvely": "naïv"} {
		if got := Stem(in); got != want {
			t.Errorf("Stem(%q) = %q, want %q", in, got, want)
		}
		sameStem(t, in)
	}
	// Every ending of the algorithm behind stems of several shapes.
	for _, start := range []string{"", "a", "b", "to", "xy", "yay", "abl", "bell", "gener", "commun", "arsen", "hopp", "agre", "sensi", "apolog", "conflat", "relay", "ski", "proc"} {
		for _, all := range [][]string{pluralSuffixes, pastSuffixes, cutEndings, derivedSuffixes, derivedAgainSuffixes, endingSuffixes, {"y", "e", "l", "ll", "ogy", "ly"}} {
			for _, end := range all {
				for _, more := range []string{"", "s", "ed", "ing", "ly", "ness"} {
					sameStem(t, start+end+more)
				}
			}
		}
	}
}

// TestStemLikeLibrary compares on the words of real articles where they are.
func TestStemLikeLibrary(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join("..", "..", "shared", "training-stories", "*", "articles.jsonl"))
	if len(names) == 0 {
		t.Skip("left out: there are no stories to take words from")
	}
	seen := map[string]bool{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range strings.FieldsFunc(string(b), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			if !seen[w] {
				seen[w] = true
				sameStem(t, w)
			}
		}
	}
	t.Log(len(seen), "words")
}

func sameStem(t *testing.T, w string) {
	t.Helper()
	if got, want := Stem(w), english.Stem(w, false); got != want {
		t.Errorf("Stem(%q) = %q, the library has %q", w, got, want)
	}
}

func FuzzStem(f *testing.F) {
	for _, s := range []string{"generalizations", "yyYyed", "eedly", "ies", "Xing", "é", "'s", "abcdefghijklmnopqrstuvwxyzabcdefghi"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Of bytes to letters: the fuzzer seldom finds words by itself.
		letters := []byte(s)
		for i := range letters {
			letters[i] = 'a' + letters[i]%26
		}
		sameStem(t, string(letters))
	})
}
