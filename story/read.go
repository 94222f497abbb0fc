package story

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text"
)

const (
	inTitle = iota
	inLead
	inBody
)

// A reader counts the words of one article. What it works with is kept for the
// next: a library of many articles reads more words than anything else does.
type reader struct {
	f       *Features
	forms   map[string]int32 // 1 + number of the term of a form, 0 for a stop word
	stems   map[string]int32 // 1 + number of a term
	counts  []termCount
	text    []byte   // keys and shown forms of the terms
	row     []uint32 // hashes of the words of the prose
	counter counter
	leadEnd int // byte at which the lead ends
}

// A termCount is a Term in the making; its strings lie in reader.text.
type termCount struct {
	key, show         shown
	title, lead, body uint16
}

var readers = sync.Pool{New: func() any { return &reader{forms: map[string]int32{}, stems: map[string]int32{}} }}

func (r *reader) reset(f *Features) {
	clear(r.forms)
	clear(r.stems)
	*r = reader{f: f, forms: r.forms, stems: r.stems, counts: r.counts[:0], text: r.text[:0], row: r.row[:0]}
}

func (r *reader) write(s string) shown {
	at := uint32(len(r.text))
	r.text = append(r.text, s...)
	return shown{at, uint32(len(r.text))}
}

// term is 1 + the number of the term of a form, 0 for a stop word.
func (r *reader) term(form string) int32 {
	n, ok := r.forms[form]
	if ok {
		return n
	}
	if !text.IsStop(form) {
		stem := form
		if r.f.English {
			stem = text.Stem(form)
		}
		if n = r.stems[stem]; n == 0 {
			r.counts = append(r.counts, termCount{key: r.write(stem)})
			n = int32(len(r.counts))
			r.stems[stem] = n
		}
	}
	r.forms[form] = n
	return n
}

func (r *reader) add(form string, where int) {
	if where != inBody {
		r.counter.see(form, where == inTitle)
	}
	n := r.term(form)
	if n == 0 {
		return
	}
	t := &r.counts[n-1]
	if where != inBody && t.show == (shown{}) {
		t.show = r.write(form)
	}
	switch where {
	case inTitle:
		t.title++
	case inLead:
		t.lead++
	default:
		t.body++
	}
}

// terms returns what was counted, by key.
func (r *reader) terms() []Term {
	all := string(r.text)
	out := make([]Term, len(r.counts))
	for i, t := range r.counts {
		out[i] = Term{Key: all[t.key.At:t.key.End], Show: all[t.show.At:t.show.End], Title: t.title, Lead: t.lead, Body: t.body}
	}
	slices.SortFunc(out, func(a, b Term) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// body reads the prose: boilerplate is passed over, captions excepted.
func (r *reader) body(d *news.Doc) (n int) {
	r.leadEnd = len(d.Text)
	for _, s := range d.Sentences {
		if passed(d, s.Span) {
			continue
		}
		where := inLead
		if n >= leadWords {
			where = inBody
			if r.leadEnd == len(d.Text) {
				r.leadEnd = s.Start
			}
		}
		read := n < mostWords
		r.counter.end()
		for w := range forms(d.Slice(s.Span)) {
			r.row = append(r.row, hash(w))
			if read {
				n++
				r.add(w, where)
			}
		}
		if len(r.row) >= mostPrinted {
			break
		}
	}
	return n
}

// forms yields the folded words of a text: runs of letters and digits; pairs
// of characters in scripts that are written without spaces.
func forms(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		folded := s
		if !lowerASCII(s) {
			folded = text.Fold(s).Text
		}
		for i := 0; i < len(folded); {
			r, n := utf8.DecodeRuneInString(folded[i:])
			if !wordRune(r) {
				i += n
				continue
			}
			start := i
			for i < len(folded) {
				if c := folded[i]; c < utf8.RuneSelf { // nearly all
					if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
						i++
						continue
					}
					break
				}
				r, n = utf8.DecodeRuneInString(folded[i:])
				if !wordRune(r) {
					break
				}
				if dense(r) {
					if i > start {
						break
					}
					i += n
					if next, m := utf8.DecodeRuneInString(folded[i:]); dense(next) {
						if !yield(folded[start : i+m]) { // overlapping pairs
							return
						}
					}
					start = i
					continue
				}
				i += n
			}
			if i > start && !yield(folded[start:i]) {
				return
			}
		}
	}
}

func lowerASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// dense reports the scripts that are written without spaces.
func dense(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

const (
	printWords = 5 // as in package reuse: runs of four recur by chance
	// One run in four is a fingerprint. Two sentences taken over are about 36
	// runs, some of them changed: two in the sample, which chance does not give,
	// are found of 98 in 100; at one in eight, of 87.
	printBits = 2
	// leastPrints are taken of the shortest report.
	leastPrints = 4
	// mostPrinted bounds the words that are sampled.
	mostPrinted = 6000
)

// prints samples the runs of words by their hashes, so that what two articles
// share is sampled in both (Manber 1994).
func (r *reader) prints() []uint32 {
	var all, rest []uint32
	for i := 0; i+printWords <= len(r.row); i++ {
		h := uint64(14695981039346656037)
		for _, w := range r.row[i : i+printWords] {
			h = (h ^ uint64(w)) * 1099511628211
		}
		h ^= h >> 29
		h *= 0x9e3779b97f4a7c15
		if h>>(64-printBits) == 0 {
			all = append(all, uint32(h>>(32-printBits)))
		} else if len(r.row) < 16*leastPrints {
			rest = append(rest, uint32(h>>(32-printBits)))
		}
	}
	if n := leastPrints - len(all); n > 0 {
		slices.Sort(rest)
		rest = slices.Compact(rest)
		all = append(all, rest[:min(n, len(rest))]...)
	}
	slices.Sort(all)
	return slices.Clone(slices.Compact(all))
}
