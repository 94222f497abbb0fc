package boilerplate

import (
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// A word is a run of letters and digits, or one sign. Words are compared by
// a hash of their folded form: lower case, digits as '#', one form for each
// quotation mark and dash.
type word struct {
	start, end int32 // bytes
	hash       uint32
	exact      uint32 // the same with its digits
	first      rune   // as written
	letters    int32  // runes, 0 for a sign or a number
	upper      int32  // how many of them are capitals
}

func (w *word) isNumber() bool  { return w.hash == hashNumber }
func (w *word) isSign() bool    { return w.letters == 0 && w.hash != hashNumber }
func (w *word) isCapital() bool { return w.letters > 0 && unicode.IsUpper(w.first) }
func (w *word) isCaps() bool    { return w.letters > 1 && w.upper == w.letters }

// A line is a unit of text that is judged as a whole: a line as split by \n,
// or, in a text with hard line breaks, a paragraph.
type line struct {
	news.Span                    // without surrounding white space
	words     []word             // without those of glued
	glued     []news.Boilerplate // sentences and brackets that are not prose whatever the line is
	blank     bool               // an empty line stands before it
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

var hashNumber = hashWord("#")

// hashWord hashes the folded form of one word.
func hashWord(s string) uint32 {
	h := uint32(fnvOffset)
	for _, r := range s {
		h = (h ^ uint32(r)) * fnvPrime
	}
	return h
}

// foldSign gives one form to signs that differ by typography only.
func foldSign(r rune) rune {
	switch r {
	case '’', '‘', '`', '′':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '–', '—', '―', '‐', '‑', '−':
		return '-'
	case '•', '·', '▪', '⦁', '●', '■', '►', '▶':
		return '*'
	}
	return r
}

// scanWords appends the words of text[s.Start:s.End] to words.
func scanWords(words []word, text string, s news.Span) []word {
	i := s.Start
	for i < s.End {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:s.End])
		}
		if unicode.IsSpace(r) || r == '\u200b' || r == '\u00ad' || r == '\ufeff' {
			i += size
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			f := foldSign(r)
			words = append(words, word{start: int32(i), end: int32(i + size), hash: (fnvOffset ^ uint32(f)) * fnvPrime, exact: uint32(f), first: r})
			i += size
			continue
		}
		w := word{start: int32(i), first: r}
		h, exact, digit := uint32(fnvOffset), uint32(fnvOffset), false
		for i < s.End {
			r, size = rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:s.End])
			}
			switch {
			case r >= 'a' && r <= 'z':
				w.letters++
			case unicode.IsUpper(r):
				w.letters++
				w.upper++
				r = unicode.ToLower(r)
			case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
				w.letters++
			case unicode.IsDigit(r):
				exact = (exact ^ uint32(r)) * fnvPrime
				if digit { // a run of digits counts as one '#'
					i += size
					continue
				}
			default:
				f := foldSign(r)
				if f != '\'' || i+size >= s.End || !letterAt(text, i+size) {
					goto done
				}
				r = f
			}
			if digit = unicode.IsDigit(r); digit {
				r = '#'
			} else {
				exact = (exact ^ uint32(r)) * fnvPrime
			}
			h = (h ^ uint32(r)) * fnvPrime
			i += size
		}
	done:
		w.end, w.hash, w.exact = int32(i), h, exact
		words = append(words, w)
	}
	return words
}

func letterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// splitLines cuts text into the lines to judge. Empty ones are left out.
func splitLines(text string) []line {
	var lines []line
	lower, total, blank := 0, 0, false
	for at := 0; at <= len(text); {
		end := at
		for end < len(text) && text[end] != '\n' {
			end++
		}
		s := trim(text, news.Span{Start: at, End: end})
		if s.Len() == 0 {
			blank = true
		} else {
			r, _ := utf8.DecodeRuneInString(text[s.Start:])
			total++
			if unicode.IsLower(r) {
				lower++
			}
			lines = append(lines, line{Span: s, blank: blank})
			blank = false
		}
		at = end + 1
	}
	// Where lines often go on in lower case, the breaks are the typesetter's:
	// paragraphs are judged instead. One in five is far above what brands and
	// quoted posts in small letters reach.
	if total >= 10 && lower*5 >= total {
		lines = joinParagraphs(lines)
	}
	n := 0
	for _, l := range lines {
		n += l.Len()
	}
	words := make([]word, 0, n/5+8)
	for i := range lines {
		from := len(words)
		words = scanWords(words, text, lines[i].Span)
		lines[i].glued, lines[i].words = unglue(words[from:len(words):len(words)])
	}
	return lines
}

func joinParagraphs(lines []line) []line {
	out := lines[:0]
	for _, l := range lines {
		if len(out) > 0 && !l.blank {
			out[len(out)-1].End = l.End
			continue
		}
		out = append(out, l)
	}
	return out
}

func trim(text string, s news.Span) news.Span {
	for s.Start < s.End {
		r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		s.End -= size
	}
	return s
}
