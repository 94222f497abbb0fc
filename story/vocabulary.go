package story

import (
	"math"

	"parallax/model/words"
)

// A vocabulary numbers terms. It is a few large slices without pointers: a map
// of a million strings would be walked by every run of the garbage collector,
// which took a sixth of the time of a large library.
type vocabulary struct {
	text   []byte    // the terms, one behind the other
	ends   []uint32  // of each term in text
	df     []int32   // articles that have the term
	common []float64 // share of English articles that have it; 0: not asked for yet
	table  []uint32  // by hash: 1 + number of a term, 0 where there is none
}

func newVocabulary() vocabulary {
	v := vocabulary{}
	v.id("") // number 0 stands for no term
	return v
}

// term is valid until the next call of id.
func (v *vocabulary) term(id uint32) []byte {
	start := uint32(0)
	if id > 0 {
		start = v.ends[id-1]
	}
	return v.text[start:v.ends[id]]
}

// id is the number of a term, a new one for a new term.
func (v *vocabulary) id(term string) uint32 {
	if 2*len(v.ends) >= len(v.table) {
		v.grow()
	}
	at := v.slot(term)
	if v.table[at] != 0 {
		return v.table[at] - 1
	}
	v.text = append(v.text, term...)
	v.ends = append(v.ends, uint32(len(v.text)))
	v.df = append(v.df, 0)
	v.common = append(v.common, 0)
	v.table[at] = uint32(len(v.ends))
	return uint32(len(v.ends) - 1)
}

// slot is where a term stands in the table, or belongs.
func (v *vocabulary) slot(term string) uint32 {
	mask := uint32(len(v.table) - 1)
	at := hash(term) & mask
	for v.table[at] != 0 && string(v.term(v.table[at]-1)) != term {
		at = (at + 1) & mask
	}
	return at
}

func (v *vocabulary) grow() { v.resize(max(1024, 2*len(v.table))) }

func (v *vocabulary) resize(n int) {
	v.table = make([]uint32, n)
	for id := range v.ends {
		v.table[v.slot(string(v.term(uint32(id))))] = uint32(id + 1)
	}
}

// rarity is the weight of a term when so many articles have been seen: how
// surprising it is that one has it, by what is known of the language and by
// what has arrived.
func (v *vocabulary) rarity(id uint32, english bool, seen int) float64 {
	p, known := v.common[id], float64(knownEnglish)
	switch {
	case !english:
		p, known = byLength(v.term(id)), knownOther
	case p == 0:
		p = math.Exp(-words.Weight(string(v.term(id))))
		v.common[id] = p
	}
	return -math.Log((known*p + float64(v.df[id])) / (known + float64(seen)))
}

// byLength guesses how common a word is in a language of which nothing is
// known: short ones carry structure.
func byLength(w []byte) float64 {
	n := 0
	for _, r := range string(w) {
		if dense(r) {
			return 0.02 // a pair of characters
		}
		n++
	}
	switch {
	case n <= 2:
		return 0.9
	case n == 3:
		return 0.6
	case n == 4:
		return 0.25
	case n == 5:
		return 0.1
	}
	return 0.02
}

// An arena keeps short slices side by side in long ones, for the same reason.
type arena[T any] struct{ free []T }

func (a *arena[T]) keep(s []T) []T {
	kept := a.take(len(s))
	copy(kept, s)
	return kept
}

func (a *arena[T]) take(n int) []T {
	const chunk = 1 << 14
	if n == 0 {
		return nil
	}
	if len(a.free) < n {
		a.free = make([]T, max(chunk, n))
	}
	kept := a.free[:n:n]
	a.free = a.free[n:]
	return kept
}
