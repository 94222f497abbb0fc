package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text"
)

// Join makes a line of cited words: the spans in order, with a space where
// words between two spans of one sentence are left out, and a semicolon
// between spans of different sentences. The first letter is capitalised and
// sentences end in one full stop.
func Join(r *news.Report, cites []news.Ref) news.Line {
	var b strings.Builder
	for i, c := range cites {
		part := strings.Join(strings.Fields(r.Slice(c)), " ")
		if i > 0 {
			last := cites[i-1]
			d := r.Articles[c.Doc]
			switch {
			case last.Doc == c.Doc && d.SentenceAt(last.Start) == d.SentenceAt(c.Start):
				if first, _ := utf8.DecodeRuneInString(part); !strings.ContainsRune(",.;:!?)’”'", first) {
					b.WriteByte(' ')
				}
			default:
				trimmed := strings.TrimRight(b.String(), " .,;")
				for _, mark := range []string{`"`, "”"} {
					if inner, ok := strings.CutSuffix(trimmed, mark); ok {
						trimmed = strings.TrimRight(inner, ".,") + mark // "called it “unfair”; ..."
					}
				}
				b.Reset()
				b.WriteString(trimmed)
				b.WriteString("; ")
				part = mid(d, c, part)
			}
		}
		b.WriteString(part)
	}
	text := strings.TrimLeft(b.String(), " ,;:.–—-")
	if r, n := utf8.DecodeRuneInString(text); unicode.IsLower(r) {
		text = string(unicode.ToUpper(r)) + text[n:]
	}
	return news.Line{Text: text, Cites: cites}
}

// mid is part as it is written behind a semicolon: its first letter is small, unless a
// name, a number or "I" begins it.
func mid(d *news.Doc, c news.Ref, part string) string {
	t, last := d.TokensIn(c.Span)
	if t >= last {
		return part
	}
	word := d.Slice(d.Tokens[t].Span)
	if p := d.Tokens[t].POS; d.Tokens[t].Start != c.Start || p == news.PROPN || p == news.NUM || p == news.X || word == "I" || len(word) > 1 && word == strings.ToUpper(word) {
		return part
	}
	for _, e := range d.Entities {
		if e.Start == c.Start {
			return part
		}
	}
	r, n := utf8.DecodeRuneInString(part)
	if next, _ := utf8.DecodeRuneInString(part[n:]); next == '’' || next == '\'' {
		return part // "I'm"
	}
	return string(unicode.ToLower(r)) + part[n:]
}

// Verify reports an error when the words of a line are not exactly the words
// that it cites, in order. Case and signs may differ.
func Verify(r *news.Report, line news.Line) error {
	var cited []string
	for _, c := range line.Cites {
		if c.Doc < 0 || c.Doc >= len(r.Articles) || c.Start < 0 || c.End > len(r.Articles[c.Doc].Text) || c.Start >= c.End {
			return fmt.Errorf("a citation of %q points at no text", line.Text)
		}
		cited = append(cited, text.Words(r.Slice(c))...)
	}
	if shown := text.Words(line.Text); !slices.Equal(shown, cited) {
		return fmt.Errorf("the words of %q are not those of its citations %q", line.Text, strings.Join(cited, " "))
	}
	return nil
}

// Core is the sentence without what only frames it: a dateline or credit
// before a dash, brackets and quotation dashes at its start, white space.
func (s *Set) Core(i int) news.Ref {
	ref := s.Sentences[i].Ref
	d := s.Report.Articles[ref.Doc]
	if s.Sentences[i].Place <= 2 {
		ref.Start += dateline(d.Slice(ref.Span))
	}
	if core := Trim(d, ref); core.Len() > 0 {
		return core
	}
	return Trim(d, s.Sentences[i].Ref) // a dateline alone
}

// Trim shortens ref by white space and by loose dashes and commas at its ends.
func Trim(d *news.Doc, ref news.Ref) news.Ref {
	t := d.Slice(ref.Span)
	left := strings.TrimLeft(t, " \t\r\n\u00a0,;:–—-")
	ref.Start += len(t) - len(left)
	ref.End -= len(left) - len(strings.TrimRight(left, " \t\r\n\u00a0,;:–—-"))
	return ref
}

// credit is an agency in brackets that nothing else frames: "(ABC) The".
var credit = regexp.MustCompile(`^\([A-Z]{2,5}\) +`)

// dateline returns the length of "PLACE, Region (Agency) — " at the start of a
// first sentence, 0 when there is none. The words before the dash must be
// capitals, dates, or stand in brackets: a dash after prose is prose.
func dateline(t string) int {
	if m := credit.FindString(t); m != "" {
		return len(m)
	}
	const longest = 90 // bytes: "FORT LAUDERDALE, Florida, Jan 6 (Name of Agency Foundation) - "
	head := t[:min(len(t), longest)]
	at, width := -1, 0
	for _, dash := range []string{" — ", " – ", " -- ", " - ", "— ", "—", ")- "} {
		if i := strings.Index(head, dash); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(dash)
		}
	}
	if at <= 0 {
		return 0
	}
	before := head[:at]
	shouted := false
	depth := 0
	for _, word := range strings.Fields(before) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "("))
		if strings.HasPrefix(word, "(") {
			depth++
			shouted = true
		}
		if depth == 0 && unicode.IsLower(first) {
			return 0
		}
		bare := strings.Trim(word, ".,():/")
		if len(bare) > 2 && bare == strings.ToUpper(bare) && unicode.IsLetter(first) {
			shouted = true
		}
		if strings.Contains(word, ")") {
			depth--
		}
	}
	if !shouted {
		return 0
	}
	return at + width
}
