package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// A quotation is one stretch of text between quotation marks, within one
// paragraph. A quotation that runs over several paragraphs (each opens with a
// mark, only the last one closes) is one quotation a paragraph, all but the
// last of which Continue.
type quotation struct {
	news.Span            // with its marks
	inner      news.Span // the words between the marks
	depth      int       // 0: outermost
	continues  bool      // runs on in the next paragraph
	continuing bool      // runs on from the paragraph before
	block      bool      // set apart without marks
}

// family is what an opening mark must share with its closing mark.
type family uint8

const (
	double family = iota
	single
	angle
)

// A mark is one sign that may open or close a quotation.
type mark struct {
	at, size  int // byte offset and length
	fam       family
	open      bool // may open here
	close     bool // may close here
	plural    bool // may be the apostrophe of a plural possessive (the voters' choice)
	paraStart bool // first sign of its paragraph
}

// pairMarks finds the quotations of a text, sorted by position. breaks are the
// byte offsets where paragraphs end, ascending; a quotation never crosses one.
// It is linear in the text: every mark is pushed and popped at most once.
func pairMarks(text string, breaks []int) []quotation {
	var out []quotation
	continued := false // the paragraph before ended within a quotation
	var marks []mark
	start := 0
	for i := 0; i <= len(breaks); i++ {
		end := len(text)
		if i < len(breaks) {
			end = breaks[i]
		}
		if strings.TrimSpace(text[start:end]) == "" {
			start = end
			continue
		}
		marks = marksIn(marks[:0], text, start, end)
		if len(marks) > 0 || continued {
			next := ""
			for j := i + 1; j <= len(breaks) && next == ""; j++ {
				stop := len(text)
				if j < len(breaks) {
					stop = breaks[j]
				}
				next = strings.TrimSpace(text[breaks[j-1]:stop])
			}
			from := len(out)
			out, continued = pairParagraph(out, text, marks, start, end, next, continued)
			sort.Slice(out[from:], func(a, b int) bool { return out[from+a].Start < out[from+b].Start })
		}
		start = end
	}
	return out
}

// marksIn lists the quotation marks of one paragraph; apostrophes are left out.
func marksIn(marks []mark, text string, start, end int) []mark {
	first := true
	for i := start; i < end; {
		c := text[i]
		if c < utf8.RuneSelf && c != '"' && c != '\'' && c != '`' {
			if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
				first = false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:end])
		before, _ := utf8.DecodeLastRuneInString(text[start:i])
		if i == start {
			before = ' '
		}
		after, _ := utf8.DecodeRuneInString(text[i+size : end])
		if i+size >= end {
			after = ' '
		}
		m := mark{at: i, size: size, paraStart: first}
		known := true
		switch r {
		case '"', '\u2033':
			m.fam = double
			if unicode.IsDigit(before) && (after == ' ' || after == ',') && r == '\u2033' {
				known = false // inches
			}
			m.open, m.close = mayOpen(before, after), mayClose(before, after)
			// Between two spaces it can only be a closing mark that slipped.
			m.close = m.close || !m.open
		case '“', '„', '‟':
			m.fam, m.open = double, true
		case '”':
			m.fam, m.close = double, true
			// Some desks type the closing glyph on both sides.
			m.open = mayOpen(before, after) && !mayClose(before, after)
		case '«':
			m.fam, m.open = angle, true
		case '»':
			m.fam, m.close = angle, true
		case '`':
			if after == '`' && i+2 < end {
				m.fam, m.open, m.size = double, true, 2
			} else {
				m.fam, m.open = single, mayOpen(before, after)
			}
		case '\'', '’', '‘', '‚', '‹', '›':
			if r == '\'' && after == '\'' && i+2 < end {
				m.fam, m.size = double, 2
				next, _ := utf8.DecodeRuneInString(text[i+2:])
				m.open, m.close = mayOpen(before, next), mayClose(before, next)
				break
			}
			m.fam = single
			m.open, m.close = mayOpen(before, after), mayClose(before, after)
			switch r {
			case '‘', '‚', '‹':
				m.close = false
			case '’', '›':
				m.open = false
			}
			if m.open && clipped(text[i+size:end]) {
				m.open = false
			}
			m.plural = m.close && (before == 's' || before == 'S' || before == 'z') && followsLower(text[i+size:end])
			known = m.open || m.close
		default:
			known = false
		}
		if !unicode.IsSpace(r) {
			first = false
		}
		if known && (m.open || m.close) {
			marks = append(marks, m)
		}
		i += m.size
	}
	return marks
}

func mayOpen(before, after rune) bool {
	return !unicode.IsSpace(after) && !closes(after) &&
		(unicode.IsSpace(before) || strings.ContainsRune("([{-—–/:“‘\"'«„", before))
}

func mayClose(before, after rune) bool {
	return !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

func closes(r rune) bool { return strings.ContainsRune(",.;!?)]", r) }

// clipped reports whether the words after an apostrophe are one of the forms
// that are written with a leading apostrophe ('em, '90s).
func clipped(rest string) bool {
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return len(rest) < 3 || rest[1] >= '0' && rest[1] <= '9' && (len(rest) == 2 || rest[2] == 's' || rest[2] == ' ')
	}
	for _, w := range [...]string{"em", "til", "twas", "tis", "cause", "n", "round", "bout"} {
		if len(rest) >= len(w) && strings.EqualFold(rest[:len(w)], w) {
			next, _ := utf8.DecodeRuneInString(rest[len(w):])
			if len(rest) == len(w) || !unicode.IsLetter(next) {
				return true
			}
		}
	}
	return false
}

// followsLower reports whether a lower-case word follows after one space.
func followsLower(rest string) bool {
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z'
}

// pairParagraph matches the marks of one paragraph with a stack. next is the
// paragraph that follows, continued says whether a quotation is open from the
// paragraph before.
func pairParagraph(out []quotation, text string, marks []mark, start, end int, next string, continued bool) ([]quotation, bool) {
	var stack []mark
	openOf := func(f family) int {
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].fam == f {
				return k
			}
			if f == single { // a single mark does not close across an open double one
				return -1
			}
		}
		return -1
	}
	emit := func(k int, innerEnd, spanEnd int, continues bool) {
		o := stack[k]
		q := quotation{depth: k, continues: continues, continuing: continued && o.paraStart && k == 0}
		q.Span = news.Span{Start: o.at, End: spanEnd}
		q.inner = trim(text, news.Span{Start: o.at + o.size, End: innerEnd})
		if q.inner.Start < q.inner.End {
			out = append(out, q)
		}
		stack = stack[:k]
	}
	for i, m := range marks {
		k := openOf(m.fam)
		closing := m.close && k >= 0
		if closing && m.open {
			// Undecided sign: it closes what is open, unless it hugs the next word.
			before, _ := utf8.DecodeLastRuneInString(text[:m.at])
			closing = !unicode.IsSpace(before)
		}
		if closing && m.plural && laterClose(marks[i+1:]) {
			continue
		}
		switch {
		case closing:
			emit(k, m.at, m.at+m.size, false)
		case m.open && len(stack) < 4:
			stack = append(stack, m)
		}
	}
	// What stays open: a quotation that the next paragraph carries on, or one
	// that fills its paragraph and whose closing mark was forgotten.
	if len(stack) > 0 && stack[0].fam != angle {
		o := stack[0]
		runsOn := opensWith(next, o.fam)
		alone := o.fam == double && o.paraStart && len(marks) == 1
		if o.fam == double && runsOn || o.paraStart && (runsOn || continued) || alone {
			stop := trim(text, news.Span{Start: start, End: end}).End
			stack = stack[:1]
			emit(0, stop, stop, runsOn)
			return out, runsOn
		}
	}
	return out, false
}

// laterClose reports whether a single mark closes before another one opens.
func laterClose(marks []mark) bool {
	for _, m := range marks {
		if m.fam != single {
			return false
		}
		if m.open && !m.close {
			return false
		}
		if m.close {
			return true
		}
	}
	return false
}

func opensWith(paragraph string, f family) bool {
	r, _ := utf8.DecodeRuneInString(paragraph)
	if f == single {
		return r == '‘' || r == '\''
	}
	return r == '"' || r == '“' || r == '„' || r == '”'
}

// trim shrinks a span by the white space at its ends.
func trim(text string, s news.Span) news.Span {
	for s.Start < s.End {
		r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= size
	}
	return s
}
