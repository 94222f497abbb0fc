package quote

import "strings"

// spelling folds British into American spelling. It rewrites both sides of a
// comparison, so the result need not be a real word: only the same string for
// both spellings of a word, and different strings for different words.
func spelling(w string) string {
	if len(w) < 5 { // "our", "four" and "this" are no spellings of anything else
		return w
	}
	w = strings.ReplaceAll(w, "our", "or")
	if len(w) >= 6 {
		for _, s := range [...]struct{ uk, us string }{{"ise", "ize"}, {"isi", "izi"}, {"isa", "iza"}, {"ys", "yz"}} {
			w = strings.ReplaceAll(w, s.uk, s.us)
		}
	}
	for _, s := range [...]struct{ uk, us string }{
		{"lled", "led"}, {"lling", "ling"}, {"ller", "ler"}, {"tre", "ter"}, {"tres", "ters"},
		{"ence", "ense"}, {"ogue", "og"}, {"ogues", "ogs"}, {"amme", "am"}, {"ammes", "ams"},
	} {
		base, ok := strings.CutSuffix(w, s.uk)
		// modelled, travelling; but filled and filed are two words
		if ok && (s.uk[0] != 'l' || vowelGroups(base) > 1) {
			return base + s.us
		}
	}
	return w
}

func vowelGroups(w string) int {
	n, in := 0, false
	for i := 0; i < len(w); i++ {
		v := strings.IndexByte("aeiouy", w[i]) >= 0
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

// misspelt reports whether two long words differ by one letter inserted, left
// out, changed or swapped: a slip of the pen, not another word. Words that
// differ in their last letters only are forms of one another, which is a
// change of wording.
func misspelt(a, b string) bool {
	const long = 7 // shorter neighbours are often words of their own: house, horse
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < long || len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	if j < 2 {
		return false
	}
	if len(a) == len(b) {
		mid := len(a) - i - j
		return mid == 1 || mid == 2 && a[i] == b[i+1] && a[i+1] == b[i]
	}
	return i+j >= len(a)
}
