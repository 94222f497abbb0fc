// Package sentence finds the sentences of an article.
//
// It runs before package token, which works within each sentence. The base is
// Unicode's default rule (UAX #29, any script); a second pass knows news
// English: abbreviations (U.S., Sen., St., No.), initials, quotations that end
// in ? or ! and go on ("…?" she asked), numbered items, and a full stop that
// lost its space ("said.The").
//
// A line end ends a sentence, so a heading needs no full stop, except within
// hard-wrapped text, whose line ends are only layout; a blank line always
// does. A closing quotation mark belongs to the sentence that it ends.
// Boilerplate has sentences too: the sentences cover all text but white space,
// up to the first megabyte (a note says so), which no news article fills.
package sentence

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"parallax/news"
)

// most is the most bytes of a text that are analysed. It keeps a misnamed log
// file of 60 MB from holding up a run for half an hour.
const most = 1 << 20

// Annotate sets d.Sentences, without tokens.
func Annotate(ctx context.Context, d *news.Doc) error {
	d.Sentences = d.Sentences[:0]
	text := d.Text
	if len(text) > most {
		text = text[:roomyCut(text[:most])]
		d.Note(fmt.Sprintf("text cut short: it has %.1f MB, and only the first %.1f MB were analysed", float64(len(d.Text))/1e6, float64(len(text))/1e6))
	}
	s := splitter{text: text, out: d.Sentences}
	blocks(text, s.block)
	d.Sentences = s.out
	return ctx.Err()
}

type splitter struct {
	text string
	out  []news.Sentence
}

// block splits text[start:end], a stretch in which no line end ends a
// sentence. flat is that stretch with line ends as spaces, byte for byte.
func (s *splitter) block(start, end int, flat string) {
	pieces := sentences.FromString(flat)
	open := -1 // start of the sentence being built
	last := 0  // end of its text
	done := 0  // what lies before is in a sentence or white space
	for pieces.Next() {
		from, to := trim(flat, done, pieces.End())
		if pieces.End() < len(flat) {
			// Unicode's rule counts an opening bracket after a full stop with the
			// closing ones: "hurt.[4] Then".
			to = withoutOpeners(flat, from, to)
		}
		done = max(from, to)
		for from < to {
			if n := footnotes(flat[from:to]); n > 0 && open >= 0 {
				last = from + n
				from, to = trim(flat, last, to)
				continue
			}
			cut := lostSpace(flat, from, to)
			if open >= 0 && !joins(flat, open, last, from, cut) {
				s.add(start+open, start+last)
				open = -1
			}
			if open < 0 {
				open = from
			}
			last = cut
			from, to = trim(flat, cut, to)
		}
	}
	if open >= 0 {
		s.add(start+open, start+last)
	}
}

// withoutOpeners returns the end of text[from:to] without opening brackets.
func withoutOpeners(text string, from, to int) int {
	for to > from && (text[to-1] == '[' || text[to-1] == '(') {
		to--
	}
	return to
}

// longest is the most bytes of a sentence. The longest that a journalist wrote
// in 36,000 articles have about 1,500; beyond lie lists, tables and texts
// without any full stop, which would make every later step that looks at pairs
// of words in a sentence take minutes for a megabyte.
const longest = 2000

func (s *splitter) add(start, end int) {
	for end-start > longest {
		cut := roomyCut(s.text[start : start+longest])
		from, to := trim(s.text, start, start+cut)
		s.append(from, to)
		start, end = trim(s.text, start+cut, end)
	}
	s.append(start, end)
}

// roomyCut is where an overlong text is best cut: behind the last white space
// of its second half, else between two characters.
func roomyCut(text string) int {
	if i := strings.LastIndexAny(text, " \t\n"); i > len(text)/2 {
		return i + 1
	}
	cut := len(text)
	for cut > 0 && !utf8.RuneStart(text[cut-1]) {
		cut--
	}
	return max(cut-1, 1)
}

func (s *splitter) append(start, end int) {
	if start >= end {
		return
	}
	s.out = append(s.out, news.Sentence{Span: news.Span{Start: start, End: end}})
}

// trim narrows [start, end) to what is not white space or a byte order mark.
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !isSpace(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !isSpace(r) {
			break
		}
		end -= n
	}
	return start, end
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}
