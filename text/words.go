package text

import (
	"strings"
	"unicode"
)

// Words cuts s into its runs of letters and digits, in lower case: what has to
// be equal for a sentence to be made of the words that it cites.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
