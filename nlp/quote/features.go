package quote

import (
	"parallax/model/classes"
	"parallax/model/feature"
	"parallax/model/linear"
	"parallax/news"
)

// A word is what the features know of one token.
type word struct {
	id      uint64 // tells apart all else but quote
	low     uint64 // lower-case form
	lemma   uint64
	suffix  uint64 // last three letters
	pos     uint64
	fine    uint64 // distributional class, fine division
	coarse  uint64 // and coarse
	capital uint64 // 1: starts with a capital letter
	quote   uint64 // 0 outside, 1 inside a quotation, 2 its opening, 3 its closing mark
}

// margin is how many tokens beyond a sentence the features may look at.
const margin = 2

var outside = word{id: 1, low: 1, lemma: 1, suffix: 1}

// look computes what the features know of every token, once a document.
func (v *view) look() {
	n := len(v.d.Tokens)
	v.words = make([]word, n+2*margin)
	v.inCue = make([]bool, n)
	for i := range margin {
		v.words[i], v.words[n+margin+i] = outside, outside
	}
	for i := range v.d.Tokens {
		t := &v.d.Tokens[i]
		low := v.low[i]
		w := &v.words[i+margin]
		w.low = linear.Hash(low)
		if t.Lemma != "" {
			w.lemma = linear.Hash(t.Lemma)
		} else {
			w.lemma = w.low
		}
		w.suffix = feature.Suffix(low, 3)
		w.pos = uint64(t.POS)
		form := v.d.Slice(t.Span)
		if isCapital(form) {
			w.capital = 1
		}
		c := classes.Of(form)
		w.fine, w.coarse = uint64(c.Fine), uint64(c.Coarse)
		// The suffix follows from the lower-case form, the coarse class from the fine.
		w.id = linear.F(w.pos<<1|w.capital, linear.Pair(linear.Pair(w.low, w.lemma), w.fine))
		if q := v.in[i]; q >= 0 {
			w.quote = 1
			if o := &v.quotations[q]; t.Start < o.inner.Start {
				w.quote = 2
			} else if t.Start >= o.inner.End {
				w.quote = 3
			}
		}
	}
}

// bucket folds a distance in tokens into ten sizes.
func bucket(n int) uint64 {
	switch {
	case n <= 4:
		return uint64(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	}
	return 9
}

func nominal(p uint64) bool {
	return p == uint64(news.NOUN) || p == uint64(news.PROPN) || p == uint64(news.PRON)
}

func verbal(p uint64) bool { return p == uint64(news.VERB) || p == uint64(news.AUX) }

// few counts up to three.
func few(n uint64) uint64 { return min(n, 3) }
