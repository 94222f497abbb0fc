// Package names knows what names are made of: titles, initials, given names
// and surnames, generational suffixes, acronyms, abbreviated states, spellings
// that alternate. It says whether two forms can name one thing. It reads
// strings only and knows nothing of articles.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/text"
)

// Fold returns the words of a name for comparison: lower case, without
// diacritics, possessive ending and punctuation, "&" as "and", a leading
// article left out. Initials written together make one word: "U.S." is "us".
func Fold(name string) []string {
	folded := text.Fold(TrimPossessive(name)).Text
	var words []string
	var word []byte
	flush := func() {
		if len(word) > 0 {
			words = append(words, string(word))
			word = word[:0]
		}
	}
	for i, r := range folded {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = utf8.AppendRune(word, r)
		case r == '\'', r == '.' && betweenLetters(folded, i):
			// O'Neil, U.S.
		case r == '&':
			flush()
			words = append(words, "and")
		default:
			flush()
		}
	}
	flush()
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return words
}

// Key is Fold as one string: names with the same key are written alike.
func Key(name string) string { return strings.Join(Fold(name), " ") }

// betweenLetters reports whether the sign at i stands between two single
// letters ("U.S") rather than at the end of a word.
func betweenLetters(s string, i int) bool {
	if i+1 >= len(s) || i == 0 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+1:])
	prev, n := utf8.DecodeLastRuneInString(s[:i])
	if !unicode.IsLetter(next) || !unicode.IsLetter(prev) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i-n])
	return i-n == 0 || !unicode.IsLetter(before)
}

// TrimPossessive cuts a possessive ending ('s or a bare apostrophe after s).
// "Macy's" loses it too: callers compare folded forms on both sides.
func TrimPossessive(name string) string {
	for _, end := range [...]string{"'s", "’s", "'S", "’S"} {
		if len(name) > len(end) && strings.HasSuffix(name, end) {
			return name[:len(name)-len(end)]
		}
	}
	for _, end := range [...]string{"s'", "s’"} {
		if strings.HasSuffix(name, end) {
			return name[:len(name)-len(end)+1]
		}
	}
	return name
}

// IsAcronym reports whether name is written as one: two to eight capitals,
// digits, "&" or full stops in one word, capitals first ("NATO", "U.N.",
// "PG&E", "G7").
func IsAcronym(name string) bool {
	letters := 0
	for i, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case i > 0 && (unicode.IsDigit(r) || r == '&' || r == '.' || r == '-'):
		default:
			return false
		}
	}
	return letters >= 2 && letters <= 8
}

// AcronymOf reports whether short can abbreviate long: its letters are the
// initials of the words of long, in order; small words may give theirs or not,
// legal forms do not. From three letters on they may be those of the tail
// alone: the "PUC" of one state is its Public Utilities Commission.
func AcronymOf(short, long string) bool {
	if !Abbreviates(short) {
		return false
	}
	if cut, ok := strings.CutSuffix(short, "s"); ok && IsAcronym(cut) {
		short = cut // "VCCs": Vale Community Centers
	}
	words := splitInitials(long)
	letters := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, short))
	const leastOfTail = 3
	for skip := 0; skip < len(words); skip++ {
		if n := len(words) - skip; n < 2 || skip > 0 && len(letters) < leastOfTail {
			return false
		}
		if !words[skip].small && initialsMatch(letters, words[skip:]) {
			return true
		}
	}
	return false
}

// Abbreviates reports whether a name may be an acronym, mixed ones ("AfD",
// "DfID") included.
func Abbreviates(name string) bool {
	const longest = 8 // bytes
	if IsAcronym(name) {
		return true
	}
	capitals := 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			capitals++
		} else if !unicode.IsLower(r) {
			return false
		}
	}
	return capitals >= 2 && len(name) <= longest
}

// initialsMatch aligns letters with the initials of words: every word of
// content must give its letter, small words may or may not.
func initialsMatch(letters string, words []initial) bool {
	if len(words) == 0 {
		return letters == ""
	}
	w := words[0]
	r, n := utf8.DecodeRuneInString(letters)
	if letters != "" && r == w.letter && initialsMatch(letters[n:], words[1:]) {
		return true
	}
	return w.small && initialsMatch(letters, words[1:])
}

type initial struct {
	letter rune
	small  bool
}

// splitInitials returns the initials of the words of a name; hyphenated words
// give one for each part.
func splitInitials(name string) []initial {
	const most = 12 // words: longer names are sentences, and matching is recursive
	var out []initial
	for _, w := range strings.FieldsFunc(TrimPossessive(name), func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if len(out) > 1 && isLegalForm(w) {
			continue
		}
		if !unicode.IsLetter(r) {
			if w != "&" {
				continue
			}
			r = '&'
		}
		out = append(out, initial{unicode.ToLower(r), unicode.IsLower(r) || r == '&' || smallWords[strings.ToLower(w)]})
	}
	if len(out) > most {
		return nil
	}
	return out
}

func isLegalForm(word string) bool { return legalForms[strings.ToLower(strings.TrimSuffix(word, "."))] }

// smallWords carry no initial in most acronyms.
var smallWords = set("of the and for in on at to de del la du des y e von und for & a an")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
