package tag

import (
	"parallax/model/classes"
	"parallax/model/feature"
	"parallax/model/linear"
)

// Templates of features. Numbers are part of the trained model.
const (
	fWord uint64 = iota
	fLower
	fShape
	fSuffix1
	fSuffix2
	fSuffix3
	fSuffix4
	fPrefix2
	fPrefix3
	fPrev
	fPrev2
	fNext
	fNext2
	fPrevSuffix
	fNextSuffix
	fNextShape
	fPrevShape
	fPrevWord
	fWordNext
	fTag1
	fTag12
	fTag1Word
	fTag1Next
	fTag1Suffix
	fTag12Word
	fCase
	fTag1NextSuffix
	fClass
	fClassShape
	fPrevClass
	fNextClass
	fNext2Class
	fTag1Class
	fTag1NextClass
	fClassNextClass
	fCoarseShape
)

// A word is what the features of a position are made of.
type word struct {
	exact, lower, shape, suffix uint64
	fine, coarse                uint64 // distributional classes
}

// look computes a word's part in features once.
func look(form string) word {
	class := classes.Of(form)
	return word{
		exact:  linear.Hash(form),
		lower:  linear.HashLower(form),
		shape:  feature.Shape(form),
		suffix: feature.Suffix(form, 3),
		fine:   uint64(class.Fine),
		coarse: uint64(class.Coarse),
	}
}

// edge stands for the words before and after a sentence.
var edge = word{exact: 1, lower: 1, shape: 1, suffix: 1}

// Features returns the extractor for a sentence, for training; form gives the
// words.
func Features(forms []string) linear.Extractor {
	s := sentence{forms: forms}
	s.prepare()
	return s.features
}

// A sentence holds the words in work. It is reused.
type sentence struct {
	forms []string
	words []word // with two edges before and after
	sure  map[uint64]uint8
	given []uint8
	caps  uint64 // whether the sentence is set like a headline: nearly all words capitalised
}

func (s *sentence) prepare() {
	s.words = append(s.words[:0], edge, edge)
	for _, f := range s.forms {
		s.words = append(s.words, look(f))
	}
	s.words = append(s.words, edge, edge)
	s.caps = headline(s.forms)
	s.given = s.given[:0]
	for i := range s.forms {
		label, ok := s.sure[s.words[i+2].exact]
		if !ok {
			label = linear.Open
		}
		s.given = append(s.given, label)
	}
}

// headline tells sentences in title case (1) and in capitals (2) from others (0).
func headline(forms []string) uint64 {
	words, capital, all := 0, 0, 0
	for _, f := range forms {
		if c := f[0]; len(f) < 4 || (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			continue
		}
		words++
		if c := f[0]; c <= 'Z' {
			capital++
			if c := f[len(f)-1]; c <= 'Z' {
				all++
			}
		}
	}
	const few = 3 // a name alone is not a headline
	switch {
	case words < few:
		return 0
	case all*10 >= words*8:
		return 2
	case capital*10 >= words*8:
		return 1
	}
	return 0
}

func (s *sentence) features(i int, done []uint8, buf []uint64) []uint64 {
	w := &s.words[i+2]
	p1, p2 := &s.words[i+1], &s.words[i]
	n1, n2 := &s.words[i+3], &s.words[i+4]
	form := s.forms[i]
	t1, t2 := uint64(100), uint64(100)
	if i > 0 {
		t1 = uint64(done[i-1])
	}
	if i > 1 {
		t2 = uint64(done[i-2])
	}
	t12 := t1<<8 | t2
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	return append(buf,
		linear.F(fWord, w.exact),
		linear.F(fLower, w.lower),
		linear.F(fShape, w.shape),
		linear.F(fSuffix1, feature.Suffix(form, 1)),
		linear.F(fSuffix2, feature.Suffix(form, 2)),
		linear.F(fSuffix3, w.suffix),
		linear.F(fSuffix4, feature.Suffix(form, 4)),
		linear.F(fPrefix2, feature.Prefix(form, 2)),
		linear.F(fPrefix3, feature.Prefix(form, 3)),
		linear.F(fPrev, p1.lower),
		linear.F(fPrev2, p2.lower),
		linear.F(fNext, n1.lower),
		linear.F(fNext2, n2.lower),
		linear.F(fPrevSuffix, p1.suffix),
		linear.F(fNextSuffix, n1.suffix),
		linear.F(fNextShape, n1.shape),
		linear.F(fPrevShape, linear.Pair(p1.shape, w.shape)),
		linear.F(fPrevWord, linear.Pair(p1.lower, w.lower)),
		linear.F(fWordNext, linear.Pair(w.lower, n1.lower)),
		linear.F(fTag1, t1),
		linear.F(fTag12, t12),
		linear.F(fTag1Word, linear.Pair(t1, w.lower)),
		linear.F(fTag1Next, linear.Pair(t1, n1.lower)),
		linear.F(fTag1Suffix, linear.Pair(t1, w.suffix)),
		linear.F(fTag12Word, linear.Pair(t12, w.lower)),
		linear.F(fCase, linear.Pair(first<<2|s.caps, w.shape)),
		linear.F(fTag1NextSuffix, linear.Pair(t1, n1.suffix)),
		linear.F(fClass, w.fine),
		linear.F(fClassShape, linear.Pair(w.fine, w.shape)),
		linear.F(fPrevClass, p1.fine),
		linear.F(fNextClass, n1.fine),
		linear.F(fNext2Class, n2.fine),
		linear.F(fTag1Class, linear.Pair(t1, w.fine)),
		linear.F(fTag1NextClass, linear.Pair(t1, n1.fine)),
		linear.F(fClassNextClass, linear.Pair(w.fine, n1.fine)),
		linear.F(fCoarseShape, linear.Pair(first<<8|s.caps<<4|w.coarse, w.shape)),
	)
}
