package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func lowerSlow(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

// isPunct reports whether a token has neither letters nor digits.
func isPunct(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isCapital reports whether a word starts with an upper-case letter.
func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func wordSet(words string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(words) {
		m[w] = struct{}{}
	}
	return m
}

func has(m map[string]struct{}, w string) bool { _, ok := m[w]; return ok }
