// Package classes puts words into distributional classes: words that stand
// between the same neighbours (surnames, given names, towns, verbs of speech)
// share one. The classes are learnt from 35 million words of news by exchange
// clustering (Martin, Liermann and Ney 1998), in a fine and a coarse division;
// words are told apart as written, so "Will" and "will" have their own.
package classes

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

//go:embed classes.bin
var file []byte

// A Class is a word's class in both divisions, from 1; 0 is an unknown word.
type Class struct{ Fine, Coarse uint16 }

// Of returns the class of a word.
func Of(word string) Class { return OfHash(Hash(word)) }

// OfHash returns the class of the word of that [Hash].
func OfHash(hash uint32) Class { return table().of(hash) }

// Start and Prime are those of the FNV-1a hash of 64 bits, on which [Hash] is
// built, for callers that compute it along with others.
const (
	Start uint64 = 14695981039346656037
	Prime uint64 = 1099511628211
)

// Hash hashes a word's characters, digits as 0 and curly apostrophes straight.
func Hash(word string) uint32 {
	h := Start
	for _, r := range word {
		switch {
		case r >= '0' && r <= '9':
			r = '0'
		case r == '’' || r == '‘':
			r = '\''
		}
		h = (h ^ uint64(r)) * Prime
	}
	return Finish(h)
}

// Finish makes a [Hash] of the running value.
func Finish(h uint64) uint32 { return uint32(h^h>>32) | 1 }

type entry struct {
	key uint32 // 0 for an empty slot
	Class
}

type words struct {
	shift uint8
	slots []entry
}

func (t *words) of(key uint32) Class {
	mask := uint32(len(t.slots) - 1)
	for k := key * 0x9E3779B1 >> t.shift; t.slots[k].key != 0; k = (k + 1) & mask {
		if t.slots[k].key == key {
			return t.slots[k].Class
		}
	}
	return Class{}
}

// table reads the embedded file once.
var table = sync.OnceValue(func() *words {
	r := bufio.NewReader(flate.NewReader(bytes.NewReader(file)))
	next := func() uint64 {
		v, err := binary.ReadUvarint(r)
		if err != nil && err != io.EOF {
			panic("classes: the embedded table is damaged: " + err.Error())
		}
		return v
	}
	n := int(next())
	width := bits.Len(uint(n * 3 / 2))
	t := &words{uint8(32 - width), make([]entry, 1<<width)}
	mask, key := uint32(len(t.slots)-1), uint32(0)
	for range n {
		key += uint32(next())
		k := key * 0x9E3779B1 >> t.shift
		for t.slots[k].key != 0 {
			k = (k + 1) & mask
		}
		t.slots[k] = entry{key, Class{uint16(next()), uint16(next())}}
	}
	return t
})

// Pack lays out a table of hashes and classes as the package reads it: the
// hashes ascend.
func Pack(hashes []uint32, of []Class) []byte {
	b := binary.AppendUvarint(nil, uint64(len(hashes)))
	last := uint32(0)
	for i, h := range hashes {
		b = binary.AppendUvarint(b, uint64(h-last))
		b = binary.AppendUvarint(b, uint64(of[i].Fine))
		b = binary.AppendUvarint(b, uint64(of[i].Coarse))
		last = h
	}
	var out bytes.Buffer
	z, _ := flate.NewWriter(&out, flate.BestCompression) // a known level: no error
	z.Write(b)
	z.Close()
	return out.Bytes()
}
