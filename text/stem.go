package text

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// Stem returns the English stem of one word in lower case (Snowball's Porter2,
// snowballstem.org/algorithms/english/stemmer.html): "bombings" and "bombed"
// give "bomb". Stop words keep their form in lower case.
//
// Words of ASCII letters, nearly all, are stemmed here, five times as fast as by
// the library, which stems the rest and which tests hold this against.
func Stem(word string) string {
	const longest = 32 // letters; longer words are no English
	if len(word) < 3 || len(word) > longest {
		return english.Stem(word, false)
	}
	var s stemmer
	lower := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
			lower = false
		} else if c < 'a' || c > 'z' {
			return english.Stem(word, false)
		}
		s.buf[i] = c
	}
	s.n = len(word)
	if !lower {
		word = string(s.word())
	}
	if english.IsStopWord(word) {
		return word
	}
	if irregular(word) {
		return english.Stem(word, false)
	}
	s.stem()
	if strings.HasPrefix(word, string(s.word())) { // compiles to a comparison without a copy
		return word[:s.n]
	}
	return string(s.word())
}

// irregular reports the words that the algorithm lists one by one; they are
// found by how they begin, so that the list itself stays in the library.
func irregular(word string) bool {
	switch word[:3] {
	case "ski", "dyi", "lyi", "tyi", "idl", "gen", "ugl", "ear", "onl", "sin", "sky", "new", "how", "atl", "cos", "bia",
		"and", "inn", "out", "can", "her", "pro", "exc", "suc":
		return len(word) <= len("proceeding")
	}
	return false
}

// stemmer is the word at hand and where its regions R1 and R2 begin.
type stemmer struct {
	buf    [40]byte // with room for the letters that a step may add
	n      int
	r1, r2 int
}

func (s *stemmer) word() []byte { return s.buf[:s.n] }

func (s *stemmer) stem() {
	for i, c := range s.word() { // y behind a vowel, or at the start, is a consonant
		if c == 'y' && (i == 0 || vowel(s.buf[i-1])) {
			s.buf[i] = 'Y'
		}
	}
	s.regions()
	s.plural()
	s.past()
	if n := s.n; n > 2 && (s.buf[n-1] == 'y' || s.buf[n-1] == 'Y') && !vowel(s.buf[n-2]) {
		s.buf[n-1] = 'i'
	}
	s.derived()
	s.derivedAgain()
	s.endings()
	s.final()
	for i, c := range s.word() {
		if c == 'Y' {
			s.buf[i] = 'y'
		}
	}
}

func vowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

// regions sets R1, behind the first consonant that follows a vowel, and R2,
// the same within R1.
func (s *stemmer) regions() {
	s.r1 = s.region(0)
	for _, p := range [...]string{"gener", "commun", "arsen"} {
		if s.n >= len(p) && string(s.buf[:len(p)]) == p {
			s.r1 = len(p)
		}
	}
	s.r2 = s.region(s.r1)
}

func (s *stemmer) region(from int) int {
	for i := from + 1; i < s.n; i++ {
		if vowel(s.buf[i-1]) && !vowel(s.buf[i]) {
			return i + 1
		}
	}
	return s.n
}

// first returns the first of suffixes that the word has.
func (s *stemmer) first(suffixes []string) string {
	n := s.n
	for _, x := range suffixes {
		if n >= len(x) && s.buf[n-1] == x[len(x)-1] && string(s.buf[n-len(x):n]) == x {
			return x
		}
	}
	return ""
}

// replace puts another suffix for the last n letters.
func (s *stemmer) replace(n int, by string) {
	at := s.n - n
	s.n = at + copy(s.buf[at:], by)
	s.r1 = min(s.r1, s.n)
	s.r2 = min(s.r2, s.n)
}

var pluralSuffixes = []string{"sses", "ied", "ies", "us", "ss", "s"}

func (s *stemmer) plural() { // step 1a
	switch s.first(pluralSuffixes) {
	case "sses":
		s.replace(4, "ss")
	case "ied", "ies":
		if s.n > 4 {
			s.replace(3, "i")
		} else {
			s.replace(3, "ie")
		}
	case "s":
		for _, c := range s.buf[:s.n-2] {
			if vowel(c) {
				s.replace(1, "")
				return
			}
		}
	}
}

var (
	pastSuffixes = []string{"eedly", "ingly", "edly", "ing", "eed", "ed"}
	cutEndings   = []string{"at", "bl", "iz", "bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"}
)

func (s *stemmer) past() { // step 1b
	suffix := s.first(pastSuffixes)
	switch suffix {
	case "":
		return
	case "eed", "eedly":
		if len(suffix) <= s.n-s.r1 {
			s.replace(len(suffix), "ee")
		}
		return
	}
	stem := s.buf[:s.n-len(suffix)]
	hasVowel := false
	for _, c := range stem {
		hasVowel = hasVowel || vowel(c)
	}
	if !hasVowel {
		return
	}
	r1, r2 := s.r1, s.r2
	s.replace(len(suffix), "")
	switch s.first(cutEndings) {
	case "":
		if s.r1 >= s.n && s.endsShort(s.n) {
			s.replace(0, "e")
			s.r1, s.r2 = s.n, s.n
			return
		}
	case "at", "bl", "iz":
		s.replace(0, "e")
	default:
		s.replace(1, "") // a double letter
	}
	s.r1, s.r2 = min(r1, s.n), min(r2, s.n)
}

// endsShort reports whether the first i letters end in a short syllable.
func (s *stemmer) endsShort(i int) bool {
	if i == 2 {
		return vowel(s.buf[0]) && !vowel(s.buf[1])
	}
	if i < 3 {
		return false
	}
	last := s.buf[i-1]
	return !vowel(last) && last != 'w' && last != 'x' && last != 'Y' && vowel(s.buf[i-2]) && !vowel(s.buf[i-3])
}

var derivedSuffixes = []string{"ational", "fulness", "iveness", "ization", "ousness", "biliti", "lessli", "tional", "alism", "aliti",
	"ation", "entli", "fulli", "iviti", "ousli", "anci", "abli", "alli", "ator", "enci", "izer", "bli", "ogi", "li"}

func (s *stemmer) derived() { // step 2
	x := s.first(derivedSuffixes)
	if x == "" || len(x) > s.n-s.r1 {
		return
	}
	by := ""
	switch x {
	case "li":
		if n := s.n; n >= 3 && strings.IndexByte("cdeghkmnrt", s.buf[n-3]) >= 0 {
			s.replace(2, "")
		}
		return
	case "ogi":
		if n := s.n; n >= 4 && s.buf[n-4] == 'l' {
			s.replace(3, "og")
		}
		return
	case "tional":
		by = "tion"
	case "enci":
		by = "ence"
	case "anci":
		by = "ance"
	case "abli":
		by = "able"
	case "entli":
		by = "ent"
	case "izer", "ization":
		by = "ize"
	case "ational", "ation", "ator":
		by = "ate"
	case "alism", "aliti", "alli":
		by = "al"
	case "fulness", "fulli":
		by = "ful"
	case "ousli", "ousness":
		by = "ous"
	case "iveness", "iviti":
		by = "ive"
	case "biliti", "bli":
		by = "ble"
	case "lessli":
		by = "less"
	}
	s.replace(len(x), by)
}

var derivedAgainSuffixes = []string{"ational", "tional", "alize", "icate", "ative", "iciti", "ical", "ful", "ness"}

func (s *stemmer) derivedAgain() { // step 3
	x := s.first(derivedAgainSuffixes)
	if x == "" || len(x) > s.n-s.r1 {
		return
	}
	switch x {
	case "ative":
		if s.n-s.r2 >= len(x) {
			s.replace(len(x), "")
		}
	case "ational":
		s.replace(len(x), "ate")
	case "tional":
		s.replace(len(x), "tion")
	case "alize":
		s.replace(len(x), "al")
	case "icate", "iciti", "ical":
		s.replace(len(x), "ic")
	case "ful", "ness":
		s.replace(len(x), "")
	}
}

var endingSuffixes = []string{"ement", "ance", "ence", "able", "ible", "ment", "ent", "ant", "ism", "ate", "iti", "ous", "ive",
	"ize", "ion", "al", "er", "ic"}

func (s *stemmer) endings() { // step 4
	x := s.first(endingSuffixes)
	if x == "" || len(x) > s.n-s.r2 {
		return
	}
	if n := s.n; x == "ion" && (n < 4 || s.buf[n-4] != 's' && s.buf[n-4] != 't') {
		return
	}
	s.replace(len(x), "")
}

func (s *stemmer) final() { // step 5
	last := s.n - 1
	if s.r1 > last {
		return
	}
	switch {
	case s.buf[last] == 'e' && (s.r2 <= last || !s.endsShort(last)):
		s.replace(1, "")
	case s.buf[last] == 'l' && s.r2 <= last && last >= 1 && s.buf[last-1] == 'l':
		s.replace(1, "")
	}
}
