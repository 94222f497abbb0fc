package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is one line of text without its line end.
type line struct {
	start, end int // bytes, white space at both ends left out
	next       int // where the next line starts
	width      int // characters
}

// blocks cuts text into stretches in which no line end ends a sentence, and
// calls yield with each: its range, and its text with inner line ends as spaces.
func blocks(text string, yield func(start, end int, flat string)) {
	width := wrapWidth(text)
	var flat []byte // of a stretch of several lines; reused
	cur := nextLine(text, 0)
	for cur.start < len(text) {
		if cur.start == cur.end {
			cur = nextLine(text, cur.next)
			continue
		}
		first, last := cur, cur
		for last.next < len(text) {
			cur = nextLine(text, last.next)
			if !continues(text, last, cur, width) {
				break
			}
			last = cur
		}
		if last == first {
			yield(first.start, first.end, text[first.start:first.end])
		} else {
			flat = append(flat[:0], text[first.start:last.end]...)
			for i, c := range flat {
				if c == '\n' || c == '\r' {
					flat[i] = ' '
				}
			}
			yield(first.start, last.end, string(flat))
		}
		cur = nextLine(text, last.next)
	}
}

func nextLine(text string, start int) line {
	if start >= len(text) {
		return line{start: len(text), end: len(text), next: len(text)}
	}
	end, next := len(text), len(text)
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		end, next = start+i, start+i+1
	}
	from, to := trim(text, start, end)
	return line{start: from, end: to, next: next, width: utf8.RuneCountInString(text[from:to])}
}

// widest is the longest line that is taken for hard-wrapped: mail and plain
// text wrap at 65 to 100 characters, some agencies' pages at 120.
const widest = 130

// wrapWidth returns the width at which the text is hard-wrapped, or 0 when it
// is not: that is, when fewer than a fifth of its line ends are followed by a
// lower-case word. (In prose wrapped at any width about two thirds are; in
// text with one paragraph a line, next to none.)
func wrapWidth(text string) int {
	ends, inside, width := 0, 0, 0
	prev := nextLine(text, 0)
	for prev.next < len(text) {
		cur := nextLine(text, prev.next)
		if prev.width > 0 && cur.width > 0 && prev.width <= widest {
			ends++
			if lowerStart(text, cur) && !stops(text, prev) {
				inside++
				width = max(width, prev.width)
			}
		}
		prev = cur
	}
	const (
		narrow = 40 // characters; nobody wraps prose below, but lists and verse are narrower
		few    = 2  // one line end before a lower-case word may be anything
	)
	if inside*5 < ends || inside < few || width < narrow {
		return 0
	}
	return width
}

// continues reports whether the sentence at the end of line a may run on in
// line b: in text wrapped at width, when b's first word did not fit on a.
// Elsewhere only where a long line breaks off before a lower-case word, as
// where a page's links stood on lines of their own.
func continues(text string, a, b line, width int) bool {
	if a.width == 0 || b.width == 0 || item(text[b.start:b.end]) {
		return false
	}
	lower := lowerStart(text, b) && !stops(text, a)
	if a.width > widest || width == 0 {
		const (
			prose = 40 // characters; shorter lines are headings, labels, links
			tail  = 20
		)
		return lower && a.width >= prose && b.width >= tail
	}
	if lower {
		return true
	}
	first := b.width
	if i := strings.IndexByte(text[b.start:b.end], ' '); i > 0 {
		first = utf8.RuneCountInString(text[b.start : b.start+i])
	}
	return a.width <= width && a.width+1+first > width
}

// lowerStart reports whether the line starts with a lower-case letter.
func lowerStart(text string, l line) bool {
	r, _ := utf8.DecodeRuneInString(text[l.start:l.end])
	return unicode.IsLower(r)
}

// stops reports whether the line ends as a sentence, or an introduction, does.
func stops(text string, l line) bool {
	s := strings.TrimRight(text[l.start:l.end], "\"'”’)]»")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") ||
		strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…")
}

// item reports whether a line starts like an item of a list: a bullet, or a
// dash and a space.
func item(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '●', '▪', '·', '■', '►', '‣', '*', '|', '#', '>':
		return true
	case '-', '–', '—':
		return n < len(s) && s[n] == ' ' && n+1 < len(s) && unicode.IsUpper(firstRune(s[n+1:]))
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
