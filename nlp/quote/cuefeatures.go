package quote

import "parallax/model/linear"

// Templates of the cue model. Numbers are part of the trained model.
const (
	cWord uint64 = iota
	cStemPOS
	cSuffix
	cPOSNext
	cPOSPrev
	cPOSAround
	cNext
	cPrev
	cNext2
	cPrev2
	cWordNext
	cPrevWord
	cStemNextPOS
	cStemPrevQuote
	cStemNextQuote
	cQuote
	cStemSubject
	cSubject
	cStemClause
	cClauseVerbs
	cAround
	cWordNext2
	cPrev2Stem
	cPlace
	cStemThat
	cSuffixThat
	cStemSubjectPOS
	cAroundPOS
	cStemPrevPOS
	cWordNextPOS
	cNextNext
)

// A clause is a sentence in which cues are looked for.
type clause struct {
	v        *view
	sentence run
	seen     []before // by token of the sentence
}

// before is what stands to the left of a token in its sentence.
type before struct {
	subject    uint64 // nearest nominal word; all names are alike
	subjectPOS uint64
	verbs      int
	quotes     uint64 // where quotations stand: anywhere, before, here
	that       uint64 // distance to the next "that", 0 for none near
}

func (c *clause) set(s run) {
	v := c.v
	c.sentence = s
	c.seen = c.seen[:0]
	b := before{subject: 1}
	quoted, passed := uint64(0), uint64(0)
	for i := s.first; i < s.end; i++ {
		if v.in[i] >= 0 {
			quoted = 1
			break
		}
	}
	for i := s.first; i < s.end; i++ {
		w := &v.words[i+margin]
		here := uint64(0)
		if v.in[i] >= 0 {
			here = 1
		}
		b.quotes = quoted | passed<<1 | here<<2
		b.that = 0
		for k := 1; k <= 4 && i+k < s.end; k++ {
			if v.low[i+k] == "that" {
				b.that = uint64(k)
				break
			}
		}
		c.seen = append(c.seen, b)
		passed |= here
		if nominal(w.pos) {
			b.subject, b.subjectPOS = w.low, w.pos
			if w.pos == posName {
				b.subject = 2
			}
		}
		if verbal(w.pos) {
			b.verbs++
		}
	}
}

// features is the extractor of the cue model.
func (c *clause) features(i int, _ []uint8, buf []uint64) []uint64 {
	at := c.sentence.first + i
	w := c.v.words[at : at+2*margin+1]
	w0, n1, n2, p1, p2 := &w[margin], &w[margin+1], &w[margin+2], &w[margin-1], &w[margin-2]
	b := &c.seen[i]
	quotes := p1.quote<<4 | w0.quote<<2 | n1.quote
	pos := w0.pos << 8
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(cWord, w0.low),
		F(cStemPOS, pair(w0.stem, w0.pos)),
		F(cSuffix, pair(w0.suffix, pos|w0.capital)),
		F(cPOSNext, pos<<16|n1.pos<<8|n2.pos),
		F(cPOSPrev, pos<<16|p1.pos<<8|p2.pos),
		F(cPOSAround, pos<<16|p1.pos<<8|n1.pos),
		F(cNext, pair(n1.low, pos)),
		F(cPrev, pair(p1.low, pos)),
		F(cNext2, pair(n2.low, pos)),
		F(cPrev2, pair(p2.low, pos)),
		F(cWordNext, pair(w0.low, n1.low)),
		F(cPrevWord, pair(p1.low, w0.low)),
		F(cStemNextPOS, pair(w0.stem, n1.pos<<8|n2.pos)),
		F(cStemPrevQuote, pair(w0.stem, p1.pos<<8|quotes)),
		F(cStemNextQuote, pair(w0.stem, n1.pos<<8|quotes)),
		F(cQuote, pos|quotes),
		F(cStemSubject, pair(w0.stem, b.subject)),
		F(cSubject, pair(pos, b.subject)),
		F(cStemClause, pair(w0.stem, b.quotes)),
		F(cClauseVerbs, pos<<16|b.quotes<<8|bucket(b.verbs)),
		F(cAround, pair(pair(w0.stem, p1.low), n1.low)),
		F(cWordNext2, pair(pair(w0.stem, n1.low), n2.low)),
		F(cPrev2Stem, pair(pair(w0.stem, p1.low), p2.low)),
		F(cPlace, pos|bucket(i)),
		F(cStemThat, pair(w0.stem, b.that)),
		F(cSuffixThat, pair(w0.suffix, n1.pos<<8|b.that)),
		F(cStemSubjectPOS, pair(w0.stem, n1.pos<<8|b.subjectPOS)),
		F(cAroundPOS, pair(pair(p1.low, n1.low), pos)),
		F(cStemPrevPOS, pair(w0.stem, p1.pos<<8|p2.pos)),
		F(cWordNextPOS, pair(pair(w0.stem, n1.low), n2.pos)),
		F(cNextNext, pair(pair(n1.low, n2.low), pos)),
	)
}
