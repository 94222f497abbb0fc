package figure

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// kind says what a word of the lexer is.
type kind uint8

const (
	sign    kind = iota // punctuation or a symbol
	letters             // a run of letters; an apostrophe ends it
	numeral             // digits with their grouping and decimals: 1,464.94
	clock               // digits with a colon: 2:15
	vulgar              // a fraction in one character: ½
	mark                // the 's of a possessive or of "30's"
	garbled             // digits that are no quantity: 192.168.1.2, 06.02.2018
)

// A word is one lexical unit of a sentence. The lexer is finer than the
// tokens of the document ("24-year-old" is five words, "80m" two), because a
// figure's parts are joined and split in ways no tokeniser agrees on; tok
// leads back to the token for its tag and lemma.
type word struct {
	start, end int // bytes in the text
	kind       kind
	sign       rune   // for signs: the character, with dashes as '-' and curly marks straight
	glued      bool   // no space stands before it
	upper      bool   // starts with a capital
	tok        int    // token that covers start, -1 without tokens
	v          *entry // vocabulary entry of the lower-case form, nil when unknown
	num        float64
	grouped    bool // numeral with thousands separators
	decimals   bool // numeral with a decimal point
	digits     int  // digits before the decimal point
}

// A lexer holds the words of one sentence; its slice is used again for the next.
type lexer struct {
	doc   *news.Doc
	text  string
	words []word
}

// sentence cuts text[span] into words. Tokens first..last are the sentence's own.
func (l *lexer) sentence(span news.Span, first, last int) {
	l.words = l.words[:0]
	t := first
	toks := l.doc.Tokens
	prevEnd := -1
	for at := span.Start; at < span.End; {
		c := l.text[at]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			at++
			continue
		}
		w := word{start: at, tok: -1}
		at = l.next(&w, at, span.End)
		if at <= w.start { // a space beyond ASCII
			_, n := utf8.DecodeRuneInString(l.text[w.start:])
			at = w.start + n
			continue
		}
		w.end = at
		w.glued = w.start == prevEnd
		prevEnd = at
		for t < last && toks[t].End <= w.start {
			t++
		}
		if t < last && toks[t].Start <= w.start {
			w.tok = t
		}
		l.words = append(l.words, w)
	}
}

// next reads one word at offset at and returns where it ends; at itself means
// that a space stands there.
func (l *lexer) next(w *word, at, end int) int {
	c := l.text[at]
	switch {
	case isDigit(c):
		return l.numeral(w, at, end)
	case c == '.' && at+1 < end && isDigit(l.text[at+1]) && (at == 0 || isSpace(l.text[at-1])):
		return l.numeral(w, at, end)
	case isLetter(c):
		return l.letters(w, at, end)
	case c < utf8.RuneSelf:
		if c == '\'' && l.possessive(at+1, end) {
			w.kind = mark
			return at + 2
		}
		w.kind, w.sign = sign, rune(c)
		return at + 1
	}
	r, n := utf8.DecodeRuneInString(l.text[at:])
	if value, ok := vulgarFraction(r); ok {
		w.kind, w.num = vulgar, value
		return at + n
	}
	switch {
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return at
	case unicode.IsLetter(r):
		return l.letters(w, at, end)
	case (r == '’' || r == '‘') && l.possessive(at+n, end):
		w.kind = mark
		return at + n + 1
	}
	w.kind, w.sign = sign, straight(r)
	return at + n
}

// possessive reports whether a lone s stands at offset at.
func (l *lexer) possessive(at, end int) bool {
	return at < end && (l.text[at] == 's' || l.text[at] == 'S') && (at+1 == end || !isLetter(l.text[at+1]) && !isDigit(l.text[at+1]))
}

// letters reads a run of letters, keeping the points of "a.m." and "U.S." in it.
func (l *lexer) letters(w *word, at, end int) int {
	start := at
	for at < end {
		c := l.text[at]
		if isLetter(c) {
			at++
			continue
		}
		if c == '.' && at-start >= 1 && at+1 < end && isLetter(l.text[at+1]) && (at-start == 1 || l.text[at-2] == '.') &&
			(at+2 >= end || !isLetter(l.text[at+2])) {
			at++ // an abbreviation of single letters
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(l.text[at:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		at += n
	}
	w.kind = letters
	c := l.text[start]
	w.upper = c >= 'A' && c <= 'Z'
	if c >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(l.text[start:])
		w.upper = unicode.IsUpper(r)
	}
	if end := at; end < len(l.text) && l.text[end] == '.' && end-start > 1 && l.text[end-2] == '.' {
		at++ // its last point
	}
	w.v = lookUp(l.text[start:at])
	return at
}

// numeral reads digits with their separators.
func (l *lexer) numeral(w *word, at, end int) int {
	start := at
	w.kind = numeral
	for at < end && isDigit(l.text[at]) {
		at++
	}
	w.digits = at - start
	for w.digits <= 3 && w.digits > 0 && at < end && l.text[at] == ',' {
		n := run(l.text, at+1, end)
		if n == 3 || n == 2 && l.indian(at+3, end) {
			w.grouped = true
			at += 1 + n
			continue
		}
		break
	}
	if at+1 < end && l.text[at] == '.' && isDigit(l.text[at+1]) {
		at += 1 + run(l.text, at+1, end)
		w.decimals = true
		for at+1 < end && (l.text[at] == '.' || l.text[at] == '/') && isDigit(l.text[at+1]) {
			w.kind = garbled
			at += 1 + run(l.text, at+1, end)
		}
	} else if at+2 < end && l.text[at] == ':' && run(l.text, at+1, end) == 2 && !w.grouped {
		w.kind = clock
		at += 3
		for at+2 < end && l.text[at] == ':' && run(l.text, at+1, end) == 2 {
			at += 3 // seconds
		}
	}
	if w.kind == numeral {
		w.num = parseDigits(l.text[start:at])
		if exponent, last := l.exponent(at, end); last > at {
			w.num *= math.Pow10(exponent)
			at = last
		}
	}
	return at
}

// indian reports whether groups of two digits and a last one of three follow,
// as in 12,34,567.
func (l *lexer) indian(at, end int) bool {
	for at < end && l.text[at] == ',' {
		switch run(l.text, at+1, end) {
		case 2:
			at += 3
		case 3:
			return true
		default:
			return false
		}
	}
	return false
}

// exponent reads the power of ten of 1.3e6.
func (l *lexer) exponent(at, end int) (exponent, last int) {
	if at >= end || l.text[at] != 'e' && l.text[at] != 'E' {
		return 0, at
	}
	k, sign := at+1, 1
	if k < end && (l.text[k] == '+' || l.text[k] == '-') {
		if l.text[k] == '-' {
			sign = -1
		}
		k++
	}
	n := run(l.text, k, end)
	if n == 0 || n > 2 || k+n < end && isLetter(l.text[k+n]) {
		return 0, at
	}
	return sign * int(parseDigits(l.text[k:k+n])), k + n
}

// lower returns the lower-case letters of word i, "" out of range.
func (l *lexer) lower(i int) string {
	if i < 0 || i >= len(l.words) || l.words[i].kind != letters {
		return ""
	}
	if v := l.words[i].v; v != nil {
		return v.word
	}
	return strings.ToLower(l.text[l.words[i].start:l.words[i].end])
}

// is reports whether word i is one of the given lower-case words.
func (l *lexer) is(i int, any ...string) bool {
	if i < 0 || i >= len(l.words) || l.words[i].kind != letters {
		return false
	}
	s := l.text[l.words[i].start:l.words[i].end]
	for _, a := range any {
		if len(a) == len(s) && strings.EqualFold(a, s) {
			return true
		}
	}
	return false
}

// sign reports whether word i is the sign r.
func (l *lexer) sign(i int, r rune) bool {
	return i >= 0 && i < len(l.words) && l.words[i].kind == sign && l.words[i].sign == r
}

// entry returns the vocabulary entry of word i; an unknown word has an empty one.
func (l *lexer) entry(i int) *entry {
	if i < 0 || i >= len(l.words) || l.words[i].v == nil {
		return &unknown
	}
	return l.words[i].v
}

// has reports whether word i carries one of the flags.
func (l *lexer) has(i int, f flag) bool { return l.entry(i).flags&f != 0 }

// pos is the part of speech of word i, NoPOS without tags.
func (l *lexer) pos(i int) news.POS {
	if i < 0 || i >= len(l.words) || l.words[i].tok < 0 {
		return news.NoPOS
	}
	return l.doc.Tokens[l.words[i].tok].POS
}

// lemma is the lemma of word i, from its token or, without tags, from its ending.
func (l *lexer) lemma(i int) string {
	if t := l.words[i].tok; t >= 0 {
		tok := l.doc.Tokens[t]
		if tok.Lemma != "" && tok.Start == l.words[i].start && tok.End == l.words[i].end {
			return tok.Lemma
		}
	}
	return singular(l.lower(i))
}

func straight(r rune) rune {
	switch r {
	case '–', '—', '‐', '‑', '−', '―':
		return '-'
	case '“', '”', '„', '«', '»':
		return '"'
	case '‘', '’', '‚':
		return '\''
	}
	return r
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// run counts the digits at offset at.
func run(text string, at, end int) int {
	n := 0
	for at+n < end && isDigit(text[at+n]) {
		n++
	}
	return n
}

// parseDigits reads a numeral, separators left out.
func parseDigits(s string) float64 {
	value, scale, point := 0.0, 1.0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '.':
			point = true
		case isDigit(s[i]) && point:
			scale *= 10
			value = value*10 + float64(s[i]-'0')
		case isDigit(s[i]):
			value = value*10 + float64(s[i]-'0')
		}
	}
	return value / scale
}

func vulgarFraction(r rune) (float64, bool) {
	switch r {
	case '½':
		return 1.0 / 2, true
	case '¼':
		return 1.0 / 4, true
	case '¾':
		return 3.0 / 4, true
	case '⅓':
		return 1.0 / 3, true
	case '⅔':
		return 2.0 / 3, true
	case '⅕':
		return 1.0 / 5, true
	case '⅛':
		return 1.0 / 8, true
	case '⅜':
		return 3.0 / 8, true
	case '⅝':
		return 5.0 / 8, true
	case '⅞':
		return 7.0 / 8, true
	}
	return 0, false
}

// singular undoes the commonest English plurals; for words without a tag.
func singular(w string) string {
	switch {
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}
