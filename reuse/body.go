// Package reuse finds text that the articles of one story share word for word,
// and folds copies into origins, the independent witnesses.
//
// Every article is a row of words, folded so that case, quotation marks,
// dashes and British or American spelling make no difference; boilerplate is
// left out. Runs of five words are looked up in an index over all articles
// (text reuse by shared fingerprints: Brin, Davis and Garcia-Molina, SIGMOD
// 1995), and the pairs that share some are aligned by greedy string tiling
// (Wise, 1993), with small gaps where a word was changed.
package reuse

import (
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// A body is an article's own prose as a row of words.
type body struct {
	words     []word
	sentences []sentence
	grams     []gram // sorted by hash, then position
}

type word struct {
	start, end int32 // bytes in the article's text
	hash       uint32
	sentence   int32 // index into sentences
	quoted     bool  // between quotation marks
	capital    bool
}

// A sentence is the part of one sentence that is prose: words [first, last).
type sentence struct{ first, last int }

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// newBody reads the prose of d. It needs boilerplate and sentences.
func newBody(d *news.Doc) *body {
	b := &body{words: make([]word, 0, len(d.Text)/6)}
	next := 0 // boilerplate not yet passed
	quotes := quoteState{}
	at := 0
	for _, s := range d.Sentences {
		for i, r := range d.Text[at:max(at, s.Start)] {
			quotes.see(d.Text, at+i, r, utf8.RuneLen(r))
		}
		at = max(at, s.End)
		first := len(b.words)
		for i := s.Start; i < s.End; {
			for next < len(d.Boilerplate) && d.Boilerplate[next].End <= i {
				next++
			}
			if next < len(d.Boilerplate) && d.Boilerplate[next].Start <= i {
				i = min(d.Boilerplate[next].End, s.End)
				continue
			}
			r, size := utf8.DecodeRuneInString(d.Text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				quotes.see(d.Text, i, r, size)
				i += size
				continue
			}
			w := scanWord(d.Text[:s.End], i)
			w.quoted, w.sentence = quotes.inside(), int32(len(b.sentences))
			b.words = append(b.words, w)
			i = int(w.end)
		}
		if len(b.words) > first {
			b.sentences = append(b.sentences, sentence{first, len(b.words)})
		}
	}
	b.index()
	return b
}

// scanWord reads the word at text[i:] and hashes its folded form.
func scanWord(text string, i int) word {
	w := word{start: int32(i)}
	h, last, before := uint32(fnvOffset), rune(0), rune(0)
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			if (r != '\'' && r != '’') || i+size >= len(text) || !letterAt(text, i+size) {
				break
			}
			i += size // "don't" and "dont" are one word
			continue
		}
		if int32(i) == w.start {
			w.capital = unicode.IsUpper(r)
		}
		if oneRuneWord(r) && int32(i) > w.start {
			break
		}
		i += size
		lower := unicode.ToLower(r)
		switch {
		case lower == 's':
			lower = 'z' // organise, organize
		case lower == 'l' && last == 'l':
			continue // travelled, traveled
		case lower == 'r' && last == 'u' && before == 'o':
			// colour, color: the u was hashed already, so fold the other way
			// round: every "or" gets one.
			before, last = last, lower
			h = (h ^ 'r') * fnvPrime
			continue
		case lower == 'r' && last == 'o':
			h = (h ^ 'u') * fnvPrime
		}
		h = (h ^ uint32(lower)) * fnvPrime
		before, last = last, lower
		if oneRuneWord(r) {
			break
		}
	}
	w.end, w.hash = int32(i), h
	return w
}

// oneRuneWord reports whether r belongs to a script written without spaces:
// there each character counts as a word.
func oneRuneWord(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func letterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// quoteState follows quotation marks through a text. A mark that nobody closes
// ends with its paragraph, as does a speech that goes on in the next one.
type quoteState struct{ double, single bool }

// see takes note of the sign r at text[i].
func (q *quoteState) see(text string, i int, r rune, size int) {
	switch r {
	case '\n':
		*q = quoteState{}
	case '"':
		q.double = !q.double && closes(text, i+size, '"', '"')
	case '“', '„', '«':
		q.double = closes(text, i+size, '”', '“')
	case '”', '»':
		q.double = false
	case '‘':
		q.single = closes(text, i+size, '’', '’')
	case '’':
		if q.single && !letterAt(text, i+size) {
			q.single = false
		}
	case '\'':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if q.single && !letterAt(text, i+size) {
			q.single = false
		} else if !q.single && !unicode.IsLetter(before) && !unicode.IsDigit(before) && letterAt(text, i+size) {
			q.single = closesSingle(text, i+size)
		}
	}
}

func (q *quoteState) inside() bool { return q.double || q.single }

// maxQuote is the most bytes looked at for a closing mark, so that a text of
// opening marks costs linear time. No paragraph in ../shared is longer.
const maxQuote = 4000

// closes reports whether one of two closing marks stands before the paragraph
// ends. An opening mark that nothing closes is no quotation.
func closes(text string, i int, mark, other rune) bool {
	for k, r := range text[i:min(len(text), i+maxQuote)] {
		switch {
		case r == mark || r == other:
			return true
		case r == '\n':
			return k > 0 // a speech that the next paragraph takes up again
		}
	}
	return false
}

// closesSingle is closes for the straight single mark, which may also be an
// apostrophe.
func closesSingle(text string, i int) bool {
	for k, r := range text[i:min(len(text), i+maxQuote)] {
		switch {
		case r == '\'' && k > 0 && !letterAt(text, i+k+1):
			return true
		case r == '\n':
			return false
		}
	}
	return false
}
