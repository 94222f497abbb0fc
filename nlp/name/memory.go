package name

import (
	"math/bits"
	"sync"

	"parallax/model/crf"
	"parallax/model/names"
)

// A memory holds what words add to the scores by themselves. It saves a third of
// the way to the model, since few words make up most of a text, and changes no
// result. It is kept from article to article.
type memory struct {
	model    *crf.Model
	words    []remembered
	features []uint32
}

// memorySize is how many words are remembered, a power of two: under a megabyte
// stays in the fast caches.
const memorySize = 4096

// mostLabels is how many labels there is room for.
const mostLabels = labels

type remembered struct {
	key  uint64 // of the word, 0 for none
	adds [places][mostLabels]int16
}

func newMemory(m *crf.Model) *memory { return &memory{model: m, words: make([]remembered, memorySize)} }

var memories = sync.Pool{New: func() any { return newMemory(names.Model()) }}

// takeMemory returns a memory for m, with content where one was given back.
func takeMemory(m *crf.Model) *memory {
	if k := memories.Get().(*memory); k.model == m {
		return k
	}
	return newMemory(m)
}

// put gives the memory back.
func (m *memory) put() { memories.Put(m) }

// The places at which a word counts by itself.
const (
	here = iota
	before
	after
	before2
	after2
	places
)

var offset = [places]int{here: 0, before: -1, after: 1, before2: -2, after2: 2}

// Templates of single words, as featuresOf numbers them.
const (
	tShape  = 1
	tLower  = 2
	tExact  = 3
	tBeside = 4 // the lower-case form at the other places, in their order
	tPrefix = 14
	tSuffix = 17
	tClass  = 26 // the class at each place, in their order
	tCoarse = 34
	tRole   = 35 // here, before, after
)

// alone appends the features that the word has by itself at a place.
func (w *word) alone(place int, out []uint32) []uint32 {
	class := feature(tClass+place, uint64(w.cluster))
	if place <= after {
		out = append(out, feature(tRole+place, uint64(w.role)))
	}
	if place != here {
		return append(out, feature(tBeside+place-before, w.lower), class)
	}
	out = append(out, feature(tShape, uint64(w.shape)), feature(tLower, w.lower), feature(tExact, w.exact), class,
		feature(tCoarse, uint64(w.coarse)))
	for k, h := range w.pre {
		if h != 0 {
			out = append(out, feature(tPrefix+k, h))
		}
	}
	for k, h := range w.suf {
		if h != 0 {
			out = append(out, feature(tSuffix+k, h))
		}
	}
	return out
}

// key tells all that alone looks at: the form as written, and as it is without
// regard to digits and apostrophes.
func (w *word) key() uint64 {
	const mul = 0x9FB21C651E98DF25 // not hashPrime: the hash of a short word is that of its suffix
	k := w.exact*mul + uint64(w.shape)
	for _, h := range w.suf {
		k = bits.RotateLeft64(k, 29)*mul + h
	}
	return (k ^ k>>32) * mul
}

// add adds what a word contributes from a place.
func (m *memory) add(sums *[mostLabels]int32, place int, w *word) {
	key := w.key()
	r := &m.words[key>>32%memorySize]
	if r.key != key {
		r.key = key
		for place := range places {
			var adds [mostLabels]int32
			m.features = w.alone(place, m.features[:0])
			m.model.Score(adds[:], m.features)
			for l, v := range adds {
				r.adds[place][l] = int16(v) // a dozen features of one byte each fit
			}
		}
	}
	for l, v := range &r.adds[place] {
		sums[l] += int32(v)
	}
}
