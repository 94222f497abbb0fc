package token

import (
	"strings"
	"unicode/utf8"
)

// word takes the word or number that starts at i, splits it where the
// treebanks do, and returns where the next token may start.
func (s *scanner) word(i int) int {
	end, plain := s.extent(i)
	if plain {
		s.split(i, end)
		return end
	}
	if j := s.address(i, end); j > 0 {
		s.add(i, j)
		return j
	}
	switch s.text[end] {
	case '.':
		if s.keepsStop(i, end) {
			end = s.abbreviation(i, end)
			return end
		}
	case '$':
		if dollars[s.text[i:end]] {
			s.add(i, end+1)
			return end + 1
		}
	}
	s.split(i, end)
	return end
}

// abbreviation adds text[i:end] with the full stop at end, the number before a
// unit apart (5|p.m.), and returns where the next token may start.
func (s *scanner) abbreviation(i, end int) int {
	if k := unitStart(s.text[i:end]); k > 0 && s.text[i] >= '0' && s.text[i] <= '9' {
		s.add(i, i+k)
		i += k
	}
	s.add(i, end+1)
	return end + 1
}

// extent returns the end of the run of letters and digits at i together with
// the signs that join them. plain tells that a space follows.
func (s *scanner) extent(i int) (end int, plain bool) {
	j := i
	if s.text[j] == '.' {
		j++
	}
	for j < s.end {
		c := s.text[j]
		if c < utf8.RuneSelf {
			switch ascii[c] {
			case letter, digit:
				j++
				continue
			case space:
				return j, true
			}
			if !s.joined(i, j, 1) {
				return j, false
			}
			j++
			continue
		}
		k, n := s.at(j)
		if k == space {
			return j, true
		}
		if k != letter && k != digit && !(strings.HasPrefix(s.text[j:s.end], "’") && s.joined(i, j, n)) {
			return j, false
		}
		j += n
	}
	return j, true
}

// joined reports whether the sign of n bytes at j ties what stands before it,
// back to start, to what follows.
func (s *scanner) joined(start, j, n int) bool {
	if j+n >= s.end || j == start {
		return false
	}
	before, after := ascii7(s.text[j-1]), ascii7(s.text[j+n])
	if after != letter && after != digit {
		return false
	}
	if c, _ := s.at(j + n); c != letter && c != digit {
		return false
	}
	switch s.text[j] {
	case '.':
		return before == letter || before == digit
	case ',':
		return before == digit && after == digit && s.thousands(j)
	case ':':
		return before == digit && after == digit
	case '/':
		return before == digit && after == digit && s.dateOrFraction(start, j)
	case '&':
		return before == letter && after == letter && j-start <= 4
	case '\'', '\xe2': // ' and ’
		return before == letter && after == letter || before == digit && s.text[j+n] == 's'
	case '*':
		return before == letter && after == letter
	case '-':
		return s.keepsHyphen(start, j)
	}
	return false
}

// thousands reports whether exactly three digits follow the comma at j.
func (s *scanner) thousands(j int) bool {
	k := j + 1
	for k < s.end && s.text[k] >= '0' && s.text[k] <= '9' {
		k++
	}
	return k-j == 4
}

// dateOrFraction: 12/05/2015 and 9/11 are one token; 4/5/ a list is not
// told from a date.
func (s *scanner) dateOrFraction(start, j int) bool { return j-start <= 10 }

// keepsHyphen reports whether the hyphen at j stays within its word: after a
// prefix that is no word (e-mail, pre-war), and in telephone numbers.
func (s *scanner) keepsHyphen(start, j int) bool {
	const longest = 24 // bytes of a prefix or of what a telephone number has so far
	if j-start > longest {
		return false
	}
	before := s.text[start:j]
	if k := strings.LastIndexByte(before, '-'); k >= 0 {
		if !digits(before) {
			return false
		}
	}
	if len(before) <= longestPrefix && prefixes[lower(before)] {
		return true
	}
	if !digits(before) {
		return false
	}
	// Telephone numbers and dates written with hyphens: three groups or more,
	// or three digits and four.
	k, groups := j, 1
	for k < j+longest && k+1 < s.end && s.text[k] == '-' && ascii[s.text[k+1]&0x7f] == digit {
		groups++
		for k++; k < j+longest && k < s.end && s.text[k] >= '0' && s.text[k] <= '9'; k++ {
		}
	}
	if k < s.end && ascii7(s.text[k]) == letter {
		return false
	}
	return strings.IndexByte(before, '-') >= 0 || groups >= 3 || groups == 2 && len(before) == 3 && k-j == 5
}

func digits(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != '-' {
			return false
		}
	}
	return s != ""
}

const longestPrefix = 6

var prefixes = set("e pre post non anti pro pan ex co re semi mid multi sub inter intra ultra un de bi tri neo micro macro mini " +
	"mega counter pseudo psycho socio trans over vice-")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// lower is strings.ToLower for short ASCII words; others come back as they are.
func lower(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// keepsStop reports whether the full stop at end belongs to the word from i: an
// abbreviation, an initial, or a dotted one (U.S., p.m.). Where it also ends
// the sentence, only dotted ones and titles keep it, as in the treebanks.
func (s *scanner) keepsStop(i, end int) bool {
	if end+1 < s.end && s.text[end+1] == '.' {
		return false // an ellipsis
	}
	w := s.text[i:end]
	if k := unitStart(w); k > 0 && w[0] >= '0' && w[0] <= '9' {
		w = w[k:]
	}
	if dot := strings.IndexByte(w, '.'); dot >= 0 {
		return dotted(w)
	}
	if len(w) > longestAbbreviation {
		return false
	}
	last := s.atEnd(end + 1)
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
		return !last
	}
	if c := w[0]; c >= '0' && c <= '9' {
		return false
	}
	if kind, ok := abbreviations[lower(w)]; ok {
		if w[0] >= 'a' && kind != anywhere {
			return false // "no.", "sat." and "co." are words
		}
		if !last {
			return kind != beforeDigit || s.digitFollows(end+1)
		}
		return kind == capitalised && !endWords[lower(w)]
	}
	return false
}

// atEnd reports whether only closing marks follow in the sentence from i.
func (s *scanner) atEnd(i int) bool {
	for i < s.end {
		switch r, n := utf8.DecodeRuneInString(s.text[i:s.end]); r {
		case '"', '\'', '”', '’', ')', ']', '»', '?', '!', ' ':
			i += n
		default:
			return false
		}
	}
	return true
}

func (s *scanner) digitFollows(i int) bool {
	for i < s.end && s.text[i] == ' ' {
		i++
	}
	return i < s.end && s.text[i] >= '0' && s.text[i] <= '9'
}

// dotted reports whether w is one- or two-letter parts with dots between.
func dotted(w string) bool {
	part := 0
	for i := range len(w) {
		if w[i] == '.' {
			part = 0
			continue
		}
		part++
		if part > 2 || ascii7(w[i]) != letter {
			return false
		}
	}
	return true
}

// The kinds of abbreviation, by where they keep their full stop.
const (
	capitalised = iota + 1 // only with a capital
	anywhere
	beforeDigit // with a capital, before a number
)

const longestAbbreviation = 6

var abbreviations = func() map[string]int {
	m := make(map[string]int)
	for kind, list := range map[int]string{
		capitalised: "mr mrs ms mx dr prof gen col maj capt lt sgt cpl pvt cmdr adm gov sen rep reps sens hon rev fr st ste mt ft " +
			"supt det insp msgr amb pres atty asst dep brig messrs mme inc corp ltd co bros jr sr ave blvd rd dept univ assn " +
			"jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun " +
			"ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla " +
			"ore pa penn tenn tex vt va wash wis wisc wyo ont que alta ph attn sec hwy pkwy",
		anywhere:    "etc vs al cf approx eg ie",
		beforeDigit: "no nos fig figs vol ch art pp",
	} {
		for _, w := range strings.Fields(list) {
			m[w] = kind
		}
	}
	return m
}()

// endWords are abbreviations that are words, or months, too: at a sentence's
// end the full stop is the sentence's.
var endWords = set("sat sun mar det mass miss ill ind wash la ga pa ore fig art col gen sec ky md co ms ave wed del mon thu dep pres dec mo va")
