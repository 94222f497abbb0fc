package text

import "strings"

// Words without which a sentence says more than it did.
var (
	denials = set(strings.Fields(`not no never none nobody nothing neither nor without t cannot
		deny denies denied denying reject rejects rejected refute refuted dismissed`)...)
	hedges = set(strings.Fields(`may might could would should alleged allegedly reportedly apparently unconfirmed possible possibly perhaps suspected if whether
		expected planned likely unlikely about around nearly almost some roughly approximately least most more fewer less than over under up disputed`)...)
)

// IsLimit reports whether a word (as [Words] gives it) limits what a sentence
// says: a denial, a doubt or a bound.
func IsLimit(word string) bool {
	_, hedged := hedges[word]
	return hedged || IsDenial(word)
}

// IsDenial reports whether a word turns what a sentence says around.
func IsDenial(word string) bool {
	_, denied := denials[word]
	return denied
}
