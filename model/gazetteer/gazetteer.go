// Package gazetteer knows what frequent names in the news name, and what part
// their words play in names: learnt by letting a model of names that has no
// gazetteer read the background corpus and counting, for each phrase and word,
// as what it was read. It is evidence for the model, not a verdict: "Jordan" is
// a country and a surname.
package gazetteer

import (
	"bufio"
	"bytes"
	"compress/flate"
	_ "embed" // the table
	"encoding/binary"
	"io"
	"math/bits"
	"sync"
)

//go:embed gazetteer.bin
var file []byte

// MostWords is how many tokens the longest phrases have.
const MostWords = 6

// Join goes on with the hash of a phrase by the hash of its next word in lower
// case; a phrase starts from 0.
func Join(phrase, word uint64) uint64 { return (phrase ^ word) * 0x9E3779B97F4A7C15 }

// Key makes of the joined hash what the table is asked for.
func Key(phrase uint64) uint32 { return uint32(phrase>>32) | 1 }

// WordKey makes of the hash of a capitalised word what the table is asked for.
func WordKey(word uint64) uint32 { return Key(Join(0x2545F4914F6CDD1D, word)) }

// Classes is how many classes of names are told apart, Roles how many parts
// that a word plays in them.
const (
	Classes = 5
	Roles   = 11
)

// Of returns what is known under a key, a code from 1; 0 is unknown.
func Of(key uint32) uint8 { return table().of(key) }

// Code puts what was counted of a phrase in one number: the class of name that
// it mostly is, of how many articles, and whether it is that nearly always; of
// a word likewise the part that it plays. It returns 0 for what is too rare to
// know.
func Code(articles []int) uint8 {
	total, best := 0, 0
	for c, n := range articles {
		total += n
		if n > articles[best] {
			best = c
		}
	}
	if total < 3 {
		return 0
	}
	sure, often := 0, 0
	if 10*articles[best] >= 9*total {
		sure = 2
	} else if 3*articles[best] >= 2*total {
		sure = 1
	}
	switch {
	case total >= 100:
		often = 2
	case total >= 12:
		often = 1
	}
	return uint8(1 + best + len(articles)*(sure+3*often))
}

// Class returns the class of a phrase's code, and whether it is that nearly
// always.
func Class(code uint8) (class int, sure bool) {
	return int(code-1) % Classes, int(code-1)/Classes%3 == 2
}

// The parts that a word plays in names, as [Role] gives them.
const (
	PersonFirst = iota // of a person any word but the last
	PersonLast
	OrgFirst
	OrgLast
	OrgOnly
	PlaceFirst
	PlaceLast
	PlaceOnly
	People // "Norwegian"
	Thing
	NoName // a capital without a name
)

// Role returns the part that the word of a code mostly plays.
func Role(code uint8) int { return int(code-1) % Roles }

type slot struct {
	key  uint32 // 0 for an empty slot
	code uint8
}

type phrases struct {
	shift uint8
	slots []slot
}

func (t *phrases) of(key uint32) uint8 {
	mask := uint32(len(t.slots) - 1)
	for k := key * 0x9E3779B1 >> t.shift; t.slots[k].key != 0; k = (k + 1) & mask {
		if t.slots[k].key == key {
			return t.slots[k].code
		}
	}
	return 0
}

var table = sync.OnceValue(func() *phrases {
	r := bufio.NewReader(flate.NewReader(bytes.NewReader(file)))
	next := func() uint64 {
		v, err := binary.ReadUvarint(r)
		if err != nil && err != io.EOF {
			panic("gazetteer: the embedded table is damaged: " + err.Error())
		}
		return v
	}
	n := int(next())
	width := max(bits.Len(uint(n*3/2)), 1)
	t := &phrases{uint8(32 - width), make([]slot, 1<<width)}
	mask, key := uint32(len(t.slots)-1), uint32(0)
	for range n {
		key += uint32(next())
		k := key * 0x9E3779B1 >> t.shift
		for t.slots[k].key != 0 {
			k = (k + 1) & mask
		}
		t.slots[k] = slot{key, uint8(next())}
	}
	return t
})

// Pack lays out a table of keys, ascending, and codes as the package reads it.
func Pack(keys []uint32, codes []uint8) []byte {
	b := binary.AppendUvarint(nil, uint64(len(keys)))
	last := uint32(0)
	for i, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.AppendUvarint(b, uint64(codes[i]))
		last = k
	}
	var out bytes.Buffer
	z, _ := flate.NewWriter(&out, flate.BestCompression) // a known level: no error
	z.Write(b)
	z.Close()
	return out.Bytes()
}
