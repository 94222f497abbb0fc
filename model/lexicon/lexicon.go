// Package lexicon knows how words behave in news: words that stand in the same
// surroundings share a class, and each word has a habit of being capitalised.
// It was learnt from the unlabelled background corpus (model/CARD.md) and helps
// trained models with words that their training data lacks.
package lexicon

import (
	_ "embed"
	"sync"

	"parallax/model/linear"
)

// An Entry is what is known of a word, packed; 0 for an unknown one. It is a
// ready feature; its parts are features of their own.
type Entry uint16

// Class is the word's distributional class, 1 to 255, or 0 for a rare word.
func (e Entry) Class() uint64 { return uint64(e & 0xff) }

// Caps tells how often the word is capitalised inside a sentence: 1 hardly
// ever, 2 sometimes, 3 mostly, 4 nearly always; 0 is unknown.
func (e Entry) Caps() uint64 { return uint64(e >> 8 & 7) }

// Rarity is the logarithm of the word's rank to base 4, so small for frequent
// words: 0 for the first four, 8 around rank 65,000.
func (e Entry) Rarity() uint64 { return uint64(e >> 11) }

// Pack makes an entry, for training.
func Pack(class, caps, rarity int) Entry {
	return Entry(class&0xff | caps&7<<8 | min(rarity, 31)<<11)
}

//go:embed lexicon.bin
var file string

// The file is a hash table: slots of six bytes, four of the hash and two of
// the entry, both with the low byte first. An empty slot has entry 0.
const slot = 6

var bits = sync.OnceValue(func() uint {
	n := uint(0)
	for slot<<n < len(file) {
		n++
	}
	return n
})

// Look returns the entry of a word; hash is linear.HashLower of it.
func Look(hash uint64) Entry {
	n := bits()
	if n == 0 {
		return 0
	}
	k := spread(hash)
	for i := k >> (64 - n); ; i++ {
		s := file[slot*(i&(1<<n-1)):][:slot]
		e := Entry(s[4]) | Entry(s[5])<<8
		if e == 0 || uint32(k) == uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24 {
			return e
		}
	}
}

func spread(hash uint64) uint64 { return linear.F(0, hash) }

// Encode makes the file for a table of hashes (linear.HashLower) and entries,
// in the order given; the table is at most four fifths full.
func Encode(hashes []uint64, entries []Entry) []byte {
	n := uint(1)
	for len(hashes)*5 > 4<<n {
		n++
	}
	b := make([]byte, slot<<n)
	for k, hash := range hashes {
		key := spread(hash)
		i := key >> (64 - n)
		for b[slot*i+4] != 0 || b[slot*i+5] != 0 {
			i = (i + 1) & (1<<n - 1)
		}
		e := entries[k]
		copy(b[slot*i:], []byte{byte(key), byte(key >> 8), byte(key >> 16), byte(key >> 24), byte(e), byte(e >> 8)})
	}
	return b
}
