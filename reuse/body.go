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
	"sort"
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
type sentence struct {
	first, last int
	span        news.Span // of the whole sentence, or, where boilerplate stands in it, of its words
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// newBody reads the prose of d. It needs boilerplate and sentences, and knows more
// quotations with attributions.
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
		first, whole := len(b.words), true
		for i := s.Start; i < s.End; {
			for next < len(d.Boilerplate) && d.Boilerplate[next].End <= i {
				next++
			}
			if next < len(d.Boilerplate) && d.Boilerplate[next].Start <= i {
				i = min(d.Boilerplate[next].End, s.End)
				whole = false
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
			one := sentence{first, len(b.words), s.Span}
			if !whole {
				one.span = b.span(first, len(b.words)-first)
			}
			b.sentences = append(b.sentences, one)
		}
	}
	// What an embedded post or an announced statement says stands between no marks.
	for _, a := range d.Attributions {
		for _, q := range a.Quoted {
			i := sort.Search(len(b.words), func(i int) bool { return int(b.words[i].start) >= q.Start })
			for ; i < len(b.words) && int(b.words[i].start) < q.End; i++ {
				b.words[i].quoted = true
			}
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

// quoteState follows quotation marks through a text. An opening
// single mark that nothing closes in its paragraph is an apostrophe; a double
// one opens a speech that the next paragraph takes up again.
type quoteState struct {
	double, single bool
	closing        [numMarks]found
}

// The signs that may close a quotation.
const (
	anyDouble = iota // " ” “
	curlySingle
	straightSingle
	numMarks
)

// found is where the next closing mark stands, or, if ok is false, where the
// paragraph ends without one. It holds for every place up to at.
type found struct {
	at    int
	ok    bool
	known bool
}

func (q *quoteState) inside() bool { return q.double || q.single }

// see takes note of the sign r at text[i].
func (q *quoteState) see(text string, i int, r rune, size int) {
	after := i + size
	switch r {
	case '\n':
		q.double, q.single = false, false
	case '"':
		q.double = !q.double && q.closes(text, after, anyDouble)
	case '“', '„', '«':
		q.double = q.closes(text, after, anyDouble)
	case '”', '»':
		q.double = false
	case '‘':
		q.single = q.closes(text, after, curlySingle)
	case '’':
		if q.single && !letterAt(text, after) {
			q.single = false
		}
	case '\'':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if q.single && !letterAt(text, after) {
			q.single = false
		} else if !q.single && !unicode.IsLetter(before) && !unicode.IsDigit(before) && letterAt(text, after) {
			q.single = q.closes(text, after, straightSingle)
		}
	}
}

// closes reports whether a mark that closes stands between text[i] and the end
// of its paragraph. What was found is remembered, so that a whole text costs
// one pass for each sort of mark.
func (q *quoteState) closes(text string, i, mark int) bool {
	f := &q.closing[mark]
	if !f.known || f.at < i {
		*f = findClosing(text, i, mark)
	}
	return f.ok
}

func findClosing(text string, i, mark int) found {
	for k, r := range text[i:] {
		at := i + k
		switch {
		case r == '\n':
			// Of several paragraphs of one speech each opens, the last one closes.
			return found{at, mark == anyDouble, true}
		case mark == anyDouble && (r == '"' || r == '”' || r == '“' || r == '»'),
			mark == curlySingle && r == '’' && !letterAt(text, at+len("’")),
			mark == straightSingle && r == '\'' && k > 0 && !letterAt(text, at+1):
			return found{at, true, true}
		}
	}
	return found{len(text), false, true}
}
