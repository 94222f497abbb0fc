package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"parallax/news"
)

// A scanner cuts one sentence after the other into tokens.
type scanner struct {
	text string
	end  int // of the sentence in work
	out  []news.Token
}

// class is what a character is to the scanner.
type class uint8

const (
	sign   class = iota // a token of its own
	space               // in no token
	letter              // part of a word
	digit
	run   // a sign that forms one token with its like: ... -- ***
	cjkch // letter of a script without spaces
)

// ascii holds the class of each ASCII character.
var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case c >= '0' && c <= '9':
			t[c] = digit
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
			t[c] = letter
		case strings.IndexByte(".!?-*=~", byte(c)) >= 0:
			t[c] = run
		}
	}
	return
}()

// at returns the class and the length of the character at i.
func (s *scanner) at(i int) (class, int) {
	if c := s.text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(s.text[i:s.end])
	switch {
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return space, n
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return cjkch, n
	case unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d' || r == '\u200c':
		return letter, n
	case unicode.IsDigit(r):
		return digit, n
	}
	return sign, n
}

func (s *scanner) add(start, end int) {
	s.out = append(s.out, news.Token{Span: news.Span{Start: start, End: end}, Head: -1})
}

func (s *scanner) sentence(start, end int) {
	s.end = end
	for i := start; i < end; {
		c, n := s.at(i)
		switch c {
		case space:
			i += n
		case letter, digit:
			i = s.word(i)
		case cjkch:
			i = s.unspaced(i)
		case run:
			i = s.run(i)
		default:
			i = s.sign(i, n)
		}
	}
}

// run takes a run of one sign (..., --, ***) or of ! and ?.
func (s *scanner) run(i int) int {
	c := s.text[i]
	if c == '.' && i+1 < s.end && ascii7(s.text[i+1]) == digit && (i == 0 || s.text[i-1] != '.') {
		return s.word(i) // .50
	}
	j := i + 1
	for j < s.end && (s.text[j] == c || (c == '!' || c == '?') && (s.text[j] == '!' || s.text[j] == '?')) {
		j++
	}
	s.add(i, j)
	return j
}

// sign takes a sign that stands alone, and what begins with one: '90s, @name, #tag.
func (s *scanner) sign(i, n int) int {
	switch s.text[i] {
	case '\'':
		return s.apostrophe(i, n)
	case '@', '#':
		if i+1 < s.end && ascii7(s.text[i+1]) == letter && (i == 0 || ascii7(s.text[i-1]) != letter) {
			j := i + 1
			for j < s.end && (ascii7(s.text[j]) == letter || ascii7(s.text[j]) == digit) {
				j++
			}
			s.add(i, j)
			return j
		}
	}
	if strings.HasPrefix(s.text[i:s.end], "’") {
		return s.apostrophe(i, n)
	}
	s.add(i, i+n)
	return i + n
}

// apostrophe takes the apostrophe at i with what it shortens: '90s, 'em, or
// after a word that ended in a sign, 's.
func (s *scanner) apostrophe(i, n int) int {
	rest := s.text[i+n : s.end]
	k := 0
	for k < len(rest) && (ascii7(rest[k]) == letter || ascii7(rest[k]) == digit) {
		k++
	}
	glued := i > 0 && ascii7(s.text[i-1]) != space && len(s.out) > 0 && s.out[len(s.out)-1].End == i
	switch w := rest[:k]; {
	case glued && (w == "s" || w == "S" || w == "ll" || w == "re" || w == "ve" || w == "d"),
		len(w) == 2 && isDigits(w), len(w) == 3 && isDigits(w[:2]) && w[2] == 's',
		w == "em" || w == "til" || w == "cause" || w == "tis" || w == "twas" || w == "n":
		s.add(i, i+n+k)
		return i + n + k
	}
	s.add(i, i+n)
	return i + n
}

// ascii7 is the class of an ASCII character; a byte of a longer one counts as
// a letter.
func ascii7(c byte) class {
	if c < utf8.RuneSelf {
		return ascii[c]
	}
	return letter
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// unspaced cuts a stretch in a script without spaces.
func (s *scanner) unspaced(i int) int {
	j := i
	for j < s.end {
		c, n := s.at(j)
		if c != cjkch && !(c == letter && s.text[j] >= utf8.RuneSelf) {
			break
		}
		j += n
	}
	for it := words.FromString(s.text[i:j]); it.Next(); {
		s.add(i+it.Start(), i+it.End())
	}
	return j
}
