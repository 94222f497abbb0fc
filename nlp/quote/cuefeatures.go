package quote

import "parallax/model/linear"

// Templates of the cue model. Numbers are part of the trained model.
const (
	cWord uint64 = iota
	cLemmaPOS
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
	cLemmaNextPOS
	cLemmaPrevQuote
	cLemmaNextQuote
	cQuote
	cLemmaSubject
	cSubject
	cLemmaClause
	cClauseVerbs
	cAround
	cWordNext2
	cPrev2Lemma
	cPlace
	cLemmaThat
	cSuffixThat
	cLemmaSubjectPOS
	cAroundPOS
	cLemmaPrevPOS
	cWordNextPOS
	cNextNext
	cClass
	cClassAround
	cClassNext
	cClassPrev
	cClassSubject
	cClassThat
	cClassQuotes
	cClassPOS
)

// A clause is a sentence in which cues are looked for.
type clause struct {
	v        *view
	sentence run
	seen     []before // by token of the sentence

	// For decoding.
	model  *linear.Model
	memory []remembered
	buf    []uint64
}

// A remembered is what a word adds to the scores of the labels by itself, with
// the key of all that this depends on.
type remembered struct {
	key  uint64
	adds [cueI + 1]int32
}

// cueMemory is the width of the numbers of the remembered: so many words stay
// in the fast caches, and the most frequent make up most of a text.
const cueMemory = 13

func newClause(m *linear.Model) *clause {
	return &clause{model: m, memory: make([]remembered, 1<<cueMemory)}
}

// before is what stands to the left of a token in its sentence.
type before struct {
	subject    uint64 // nearest nominal word; all names are alike
	subjectPOS uint64
	// subjectClass is the coarse class of the subject.
	subjectClass uint64
	verbs        int
	quotes       uint64 // where quotations stand: anywhere, before, here
	that         uint64 // distance to the next "that", 0 for none near
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
			b.subject, b.subjectPOS, b.subjectClass = w.low, w.pos, w.coarse
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
	return c.around(i, c.alone(i, buf))
}

// score adds the scores of the features.
func (c *clause) score(i int, scores []int32) {
	at := c.sentence.first + i
	b := &c.seen[i]
	key := linear.F(b.that<<32|b.quotes<<8|quotes(c.v.words[at+margin-1:at+margin+2]), c.v.words[at+margin].id)
	r := &c.memory[key>>(64-cueMemory)]
	if r.key != key {
		r.key, r.adds = key, [len(r.adds)]int32{}
		c.buf = c.alone(i, c.buf[:0])
		c.model.Score(r.adds[:], c.buf)
	}
	scores = scores[:len(r.adds)]
	for l, v := range r.adds {
		scores[l] += v
	}
	c.buf = c.around(i, c.buf[:0])
	c.model.Score(scores, c.buf)
}

// quotes packs what quotations three words stand in.
func quotes(w []word) uint64 { return w[0].quote<<4 | w[1].quote<<2 | w[2].quote }

// alone appends the features of the word by itself and with what is quoted in
// its sentence, which few words are many times.
func (c *clause) alone(i int, buf []uint64) []uint64 {
	at := c.sentence.first + i
	w := c.v.words[at+margin-1 : at+margin+2]
	w0 := &w[1]
	b := &c.seen[i]
	quotes := quotes(w)
	pos := w0.pos << 8
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(cWord, w0.low),
		F(cLemmaPOS, pair(w0.lemma, w0.pos)),
		F(cSuffix, pair(w0.suffix, pos|w0.capital)),
		F(cClass, w0.fine),
		F(cLemmaThat, pair(w0.lemma, b.that)),
		F(cLemmaClause, pair(w0.lemma, b.quotes)),
		F(cClassQuotes, w0.fine<<24|quotes<<8|b.quotes),
		F(cQuote, pos|quotes),
	)
}

// around appends the features of the words around it.
func (c *clause) around(i int, buf []uint64) []uint64 {
	at := c.sentence.first + i
	w := c.v.words[at : at+2*margin+1]
	w0, n1, n2, p1, p2 := &w[margin], &w[margin+1], &w[margin+2], &w[margin-1], &w[margin-2]
	b := &c.seen[i]
	quotes := p1.quote<<4 | w0.quote<<2 | n1.quote
	pos := w0.pos << 8
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(cPOSNext, pos<<16|n1.pos<<8|n2.pos),
		F(cPOSPrev, pos<<16|p1.pos<<8|p2.pos),
		F(cPOSAround, pos<<16|p1.pos<<8|n1.pos),
		F(cNext, pair(n1.low, pos)),
		F(cPrev, pair(p1.low, pos)),
		F(cNext2, pair(n2.low, pos)),
		F(cPrev2, pair(p2.low, pos)),
		F(cWordNext, pair(w0.low, n1.low)),
		F(cPrevWord, pair(p1.low, w0.low)),
		F(cLemmaNextPOS, pair(w0.lemma, n1.pos<<8|n2.pos)),
		F(cLemmaPrevQuote, pair(w0.lemma, p1.pos<<8|quotes)),
		F(cLemmaNextQuote, pair(w0.lemma, n1.pos<<8|quotes)),
		F(cLemmaSubject, pair(w0.lemma, b.subject)),
		F(cSubject, pair(pos, b.subject)),
		F(cClauseVerbs, pos<<16|b.quotes<<8|bucket(b.verbs)),
		F(cAround, pair(pair(w0.lemma, p1.low), n1.low)),
		F(cWordNext2, pair(pair(w0.lemma, n1.low), n2.low)),
		F(cPrev2Lemma, pair(pair(w0.lemma, p1.low), p2.low)),
		F(cPlace, pos|bucket(i)),
		F(cSuffixThat, pair(w0.suffix, n1.pos<<8|b.that)),
		F(cLemmaSubjectPOS, pair(w0.lemma, n1.pos<<8|b.subjectPOS)),
		F(cAroundPOS, pair(pair(p1.low, n1.low), pos)),
		F(cLemmaPrevPOS, pair(w0.lemma, p1.pos<<8|p2.pos)),
		F(cWordNextPOS, pair(pair(w0.lemma, n1.low), n2.pos)),
		F(cNextNext, pair(pair(n1.low, n2.low), pos)),
		F(cClassAround, p1.coarse<<32|w0.fine<<16|n1.coarse),
		F(cClassNext, w0.fine<<16|n1.fine),
		F(cClassPrev, p1.fine<<16|w0.fine),
		F(cClassSubject, w0.fine<<16|b.subjectClass),
		F(cClassThat, w0.fine<<16|n1.pos<<8|b.that),
		F(cClassPOS, pos<<24|n1.pos<<16|n2.coarse),
	)
}
