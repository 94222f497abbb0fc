package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// quotations in a language whose words are not known: what stands between
// quotation marks, and who says it only where position alone tells.
func foreign(d *news.Doc) {
	start := 0
	for _, end := range append(paragraphBreaks(d), len(d.Text)) {
		for _, q := range foreignMarks(d.Text, news.Span{Start: start, End: end}) {
			if wordsIn(d.Slice(q.inner)) < fewest || silent(d, q.Span) {
				continue
			}
			a := news.Attribution{Kind: news.Direct, Content: []news.Span{q.Span}, Quoted: []news.Span{q.inner}}
			if cue, source, ok := saidBy(d.Text, start, end, q); ok {
				a.Cue, a.Source, a.Speaker = []news.Span{cue}, []news.Span{source}, d.Slice(source)
			}
			d.Attributions = append(d.Attributions, a)
		}
		start = end
	}
}

// fewest words are somebody's: fewer are a title, a nickname, irony.
const fewest = 4

// wordsIn counts the words of a text. A word of Chinese or Japanese has two
// characters or so.
func wordsIn(s string) int {
	words, signs := 0, 0
	in := false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			signs++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if !in {
				words++
			}
			in = true
		case r != '\'' && r != '’' && r != '-':
			in = false
		}
	}
	return words + signs/2
}

// silent reports whether a span stands in boilerplate that nobody says.
func silent(d *news.Doc, s news.Span) bool {
	for _, b := range d.Boilerplate {
		if b.Overlaps(s) && !spoken(b.Kind) {
			return true
		}
	}
	return false
}

// closers lists, for each mark that opens a quotation, those that may close it:
// „so“ and „so”, «so», »so«, »so», “so”, ”so”, "so", 「so」, 『so』.
func closers(open rune) string {
	switch open {
	case '„', '‟':
		return "“”\""
	case '“', '”':
		return "”"
	case '«':
		return "»"
	case '»':
		return "«»"
	case '"':
		return "\""
	case '「':
		return "」"
	case '『':
		return "』"
	}
	return ""
}

// foreignMarks pairs the marks of one paragraph. A quotation within another is
// part of it. A mark that nothing closes is none, nor are others of its kind
// behind it, so that the paragraph is gone over a few times at most.
func foreignMarks(text string, p news.Span) []quotation {
	var out []quotation
	dead := ""
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(text[i:p.End])
		if close := closers(r); close == "" || strings.ContainsRune(dead, r) || !opensAt(text, p, i, r, size) {
			i += size
			continue
		} else if end, width := closingAt(text, i+size, p.End, r, close); end < 0 {
			dead += string(r)
			i += size
		} else {
			q := quotation{Span: news.Span{Start: i, End: end + width}, inner: trim(text, news.Span{Start: i + size, End: end})}
			if q.inner.Start < q.inner.End {
				out = append(out, q)
			}
			i = end + width
		}
	}
	return out
}

// opensAt reports whether the mark r at i may open. Some marks open in one
// language and close in another: those hug the word behind them.
func opensAt(text string, p news.Span, i int, r rune, size int) bool {
	if !strings.ContainsRune("»”\"", r) {
		return true
	}
	before, after := ' ', ' '
	if i > p.Start {
		before, _ = utf8.DecodeLastRuneInString(text[p.Start:i])
	}
	if i+size < p.End {
		after, _ = utf8.DecodeRuneInString(text[i+size : p.End])
	}
	return !unicode.IsSpace(after) && !unicode.IsPunct(after) && (unicode.IsSpace(before) || strings.ContainsRune("([—–-:：，。", before))
}

// closingAt finds the mark that closes a quotation whose words begin at from.
func closingAt(text string, from, end int, open rune, close string) (at, size int) {
	depth := 0
	for i := from; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		switch {
		case strings.ContainsRune(close, r):
			if r == '"' || r == open {
				// A mark that may open as well closes behind a word or a sign.
				if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.IsSpace(before) {
					break
				}
			}
			if depth == 0 {
				return i, n
			}
			depth--
		case r == open:
			depth++
		}
		i += n
	}
	return -1, 0
}

// behind is what follows a quotation whose speaker stands there: one or two
// words in lower case, the verb, and a name of two words or more that ends the
// clause. „...“, sagte Ana Bakker. «...», a déclaré Ana Bakker.
var behind = regexp.MustCompile(`^[,.]?[\s\x{a0}]{0,2}(?:[—–-][\s\x{a0}])?(\p{Ll}+(?: \p{Ll}+)?) (\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){1,3})[.,;]`)

// saidBy finds who says a quotation by position, without a word of the
// language. It holds only for a whole sentence in marks that opens a sentence,
// and for a name whose last word the article says again, as it does of people:
// no speaker is better than a wrong one.
func saidBy(text string, start, end int, q quotation) (cue, source news.Span, ok bool) {
	before := strings.TrimRightFunc(text[start:q.Start], unicode.IsSpace)
	inner := text[q.inner.Start:q.inner.End]
	last, _ := utf8.DecodeLastRuneInString(inner)
	if before != "" && !strings.ContainsRune(".!?“”»«\"", lastRune(before)) || !isCapital(inner) ||
		!strings.ContainsRune(",.!?…", last) && !strings.HasPrefix(text[q.End:], ",") {
		return cue, source, false
	}
	m := behind.FindStringSubmatchIndex(text[q.End:end])
	if m == nil {
		return cue, source, false
	}
	at := func(k int) news.Span { return news.Span{Start: q.End + m[2*k], End: q.End + m[2*k+1]} }
	cue, source = at(1), at(2)
	name := text[source.Start:source.End]
	surname := name[strings.LastIndexByte(name, ' ')+1:]
	return cue, source, strings.Contains(text[:source.Start], surname) || strings.Contains(text[source.End:], surname)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
