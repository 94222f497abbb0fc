package tag

import (
	"parallax/model/classes"
	"parallax/model/feature"
	"parallax/model/linear"
)

// Templates of features. Numbers are part of the trained model.
const (
	// Of the word itself.
	fWord uint64 = iota
	fLower
	fShape
	fSuffix1
	fSuffix2
	fSuffix3
	fSuffix4
	fPrefix2
	fPrefix3
	fClass
	fClassShape
	// Of the two words before and the two after.
	fPrev
	fPrevSuffix
	fPrevClass
	fNext
	fNextSuffix
	fNextShape
	fNextClass
	fNext2
	fNext2Class
	fPrev2
	fPrev2Class
	// Of several words and the tags so far.
	fPrevShape
	fPrevWord
	fWordNext
	fClassNextClass
	fCase
	fCoarseShape
	fTag1
	fTag12
	fTag1Word
	fTag12Word
	fTag1Suffix
	fTag1Class
	fTag1Next
	fTag1NextSuffix
	fTag1NextClass
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

// The places at which a word counts by itself. What it adds to the scores there
// depends on nothing else, so it is kept, see memory.
const (
	here = iota
	before
	before2
	after
	after2
	places
)

// alone appends the features that a word has by itself at a place.
func (w *word) alone(place int, form string, buf []uint64) []uint64 {
	switch place {
	case here:
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
			linear.F(fClass, w.fine),
			linear.F(fClassShape, linear.Pair(w.fine, w.shape)),
		)
	case before:
		return append(buf,
			linear.F(fPrev, w.lower),
			linear.F(fPrevSuffix, w.suffix),
			linear.F(fPrevClass, w.fine),
		)
	case after:
		return append(buf,
			linear.F(fNext, w.lower),
			linear.F(fNextSuffix, w.suffix),
			linear.F(fNextShape, w.shape),
			linear.F(fNextClass, w.fine),
		)
	case before2:
		return append(buf, linear.F(fPrev2, w.lower), linear.F(fPrev2Class, w.fine))
	default:
		return append(buf, linear.F(fNext2, w.lower), linear.F(fNext2Class, w.fine))
	}
}

// A sentence holds the words in work. It is reused.
type sentence struct {
	forms []string
	words []word // with two edges before and two after
	caps  uint64 // whether the sentence is set like a headline, see headline
}

func (s *sentence) prepare() {
	s.words = append(s.words[:0], edge, edge)
	for _, f := range s.forms {
		s.words = append(s.words, look(f))
	}
	s.words = append(s.words, edge, edge)
	s.caps = headline(s.forms)
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

// together appends the features of position i that several words and the tags
// before it make.
func (s *sentence) together(i int, done []uint8, buf []uint64) []uint64 {
	w, p, n := &s.words[i+2], &s.words[i+1], &s.words[i+3]
	const none = 100 // stands for the tag before the first word
	t1, t2, first := uint64(none), uint64(none), uint64(1)
	if i > 0 {
		t1, first = uint64(done[i-1]), 0
	}
	if i > 1 {
		t2 = uint64(done[i-2])
	}
	t12 := t1<<8 | t2
	return append(buf,
		linear.F(fPrevShape, linear.Pair(p.shape, w.shape)),
		linear.F(fPrevWord, linear.Pair(p.lower, w.lower)),
		linear.F(fWordNext, linear.Pair(w.lower, n.lower)),
		linear.F(fClassNextClass, linear.Pair(w.fine, n.fine)),
		linear.F(fCase, linear.Pair(first<<2|s.caps, w.shape)),
		linear.F(fCoarseShape, linear.Pair(first<<8|s.caps<<4|w.coarse, w.shape)),
		linear.F(fTag1, t1),
		linear.F(fTag12, t12),
		linear.F(fTag1Word, linear.Pair(t1, w.lower)),
		linear.F(fTag12Word, linear.Pair(t12, w.lower)),
		linear.F(fTag1Suffix, linear.Pair(t1, w.suffix)),
		linear.F(fTag1Class, linear.Pair(t1, w.fine)),
		linear.F(fTag1Next, linear.Pair(t1, n.lower)),
		linear.F(fTag1NextSuffix, linear.Pair(t1, n.suffix)),
		linear.F(fTag1NextClass, linear.Pair(t1, n.fine)),
	)
}

// Features returns the extractor for a sentence, for training: all that the
// tagger sees.
func Features(forms []string) linear.Extractor {
	s := sentence{forms: forms}
	s.prepare()
	return func(i int, done []uint8, buf []uint64) []uint64 {
		for place, at := range [places]int{here: i, before: i - 1, before2: i - 2, after: i + 1, after2: i + 2} {
			form := ""
			if place == here {
				form = forms[i]
			}
			buf = s.words[at+2].alone(place, form, buf)
		}
		return s.together(i, done, buf)
	}
}
