package parse

import (
	_ "embed" // the model
	"encoding/binary"
	"strings"
	"sync"
)

// parse.model is what model/train has learnt: the words, the names of the
// relations, and the weights as bytes.
//
//go:embed parse.model
var file string

// Hidden is the number of units of the network.
const Hidden = 128

// Sums grow in words of four lanes of 16 bits: a weight is a byte, biased to be
// positive, and fewer than 257 are added.
const (
	lanes   = 0x00ff00ff00ff00ff
	perWord = 4
	width   = Hidden / perWord
	bias    = 128
)

// A sum is the hidden layer in work. The weights of eight units, one byte each,
// are added to two words: the even ones to the first.
type sum [width]uint64

// unit is the number of the unit in a lane of a word of a sum.
func unit(word, lane int) int { return word/2*8 + lane*2 + word%2 }

// Uses reports whether the network looks at a slot of the word at a place.
func Uses(place, slot int) bool {
	switch slot {
	case slotWord, slotSuffix, slotCoarse:
		return place < core
	case slotCommon:
		return place >= core
	}
	return true
}

// core is how many places, the first, are looked at most closely.
const core = 5

// A Layout says where the rows of the first layer lie.
type Layout struct {
	Slots [Places][Slots]int // first row of a slot, -1 where it is not looked at
	Extra [Extras]int
	Bias  int
	Rows  int // how many there are
	added int // how many a decision adds
}

// Layout lays out the first layer for the words known.
func (w *Words) Layout() (l Layout) {
	sizes := w.sizes()
	for p := range l.Slots {
		for s := range Slots {
			l.Slots[p][s] = -1
			if Uses(p, s) {
				l.Slots[p][s] = l.Rows
				l.Rows += sizes[s]
				l.added++
			}
		}
	}
	for e := range l.Extra {
		l.Extra[e] = l.Rows
		l.Rows += ExtraSize
		l.added++
	}
	l.Bias = l.Rows
	l.Rows++
	l.added++
	return l
}

// A net is the network as it is read.
type net struct {
	Words
	layout    Layout
	relations []string // by number
	rows      string   // first layer: Hidden bytes a row
	tail      [2]Word
	// Second layer: for each unit and two outputs, their weights in 32 bits each,
	// biased to be positive. Arcs have the relations, left and right.
	moves [Hidden][(Moves + 1) / 2]uint64
	arcs  [2][]uint64 // [unit*pairs+pair]
	pairs int         // of relations
}

var load = sync.OnceValue(func() *net { return read(file) })

func read(file string) *net {
	r := reader(file)
	n := &net{relations: strings.Split(r.bytes(r.number()), "\n"), tail: Tail()}
	n.words, n.suffixes = r.dict(), r.dict()
	n.layout = n.Words.Layout()
	n.rows = r.bytes(n.layout.Rows * Hidden)
	weight := func() uint64 { return uint64(int64(int16(binary.LittleEndian.Uint16([]byte(r.bytes(2))))) + outBias) }
	for m := range Moves {
		for u := range Hidden {
			n.moves[u][m/2] |= weight() << (m % 2 * 32)
		}
	}
	n.pairs = (len(n.relations) + 1) / 2
	for a := range n.arcs {
		n.arcs[a] = make([]uint64, Hidden*n.pairs)
		for k := range n.relations {
			for u := range Hidden {
				n.arcs[a][u*n.pairs+k/2] |= weight() << (k % 2 * 32)
			}
		}
	}
	return n
}

// Weights of the second layer have 12 bits, units at most as many: 128 products
// stay below 32 bits.
const (
	outBias = 1 << 11
	unitMax = 1<<12 - 1
)

// add adds a row of weights.
func (n *net) add(to *sum, row int) {
	b := []byte(n.rows[row*Hidden : row*Hidden+Hidden])
	for i := range Hidden / 8 {
		x := binary.LittleEndian.Uint64(b[8*i : 8*i+8])
		to[2*i] += x & lanes
		to[2*i+1] += x >> 8 & lanes
	}
}

type reader string

func (r *reader) dict() dict {
	n := r.number()
	return dict{n, r.bytes(n * 6)}
}

func (r *reader) bytes(n int) string {
	s := string(*r)
	*r = reader(s[n:])
	return s[:n]
}

func (r *reader) number() int { return int(binary.LittleEndian.Uint32([]byte(r.bytes(4)))) }
