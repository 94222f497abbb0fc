package text

import (
	"github.com/kljensen/snowball/english"
)

// Stem returns the English stem of one word in lower case (Snowball's Porter2,
// snowballstem.org/algorithms/english): "bombings" and "bombed" give "bomb".
// Stop words keep their form in lower case.
func Stem(word string) string {
	return english.Stem(word, false)
}
