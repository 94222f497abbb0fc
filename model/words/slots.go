package words

import (
	_ "embed"
	"sync"
)

//go:embed slots.bin
var slots []byte

var placed = sync.OnceValue(func() *table {
	t, err := decode(slots)
	if err != nil {
		return &table{index: map[string]int32{}} // as for the other table
	}
	return t
})

// SlotKey names a word in the table of slots: its lemma as one part of speech.
func SlotKey(lemma, pos string) string { return lemma + "/" + pos }

// SlotOf returns the vector of a noun, verb or adjective by the places in which
// it stands in a clause: after which verbs, with which modifiers. Near neighbours
// there are words that may be put for each other, or another of the same sort.
func SlotOf(lemma, pos string) Vector {
	t := placed()
	i, ok := t.index[SlotKey(lemma, pos)]
	if !ok || int(i) >= len(t.vectors)/Dims {
		return Vector{}
	}
	v := Vector{parts: t.vectors[int(i)*Dims:][:Dims]}
	v.measure()
	return v
}
