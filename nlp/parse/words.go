package parse

import (
	"encoding/binary"
	"sort"
	"strings"

	"parallax/model/classes"
	"parallax/model/linear"
	"parallax/news"
)

// Slots are what the network sees of a word, each a code.
const (
	slotWord   = iota // frequent words, in lower case
	slotCommon        // the most frequent of them
	slotSuffix
	slotTag // with the shape
	slotFine
	slotCoarse
	Slots
)

// The first codes of each slot.
const (
	unknown = iota
	root    // the word behind the last
	noWord  // where none stands at the place
	known
)

// Common is how many words slotCommon tells apart.
const Common = 600

// A Word is what the network sees of a word.
type Word [Slots]uint16

// Words knows the words that the network has learnt, in the file's own bytes.
type Words struct{ words, suffixes dict }

// Of looks a word up.
func (w *Words) Of(form string, tag news.POS) (word Word) {
	low := Lower(form)
	class := classes.Of(form)
	word[slotWord] = w.words.code(low)
	word[slotCommon] = word[slotWord]
	if word[slotWord] >= known+Common {
		word[slotCommon] = unknown
	}
	word[slotSuffix] = w.suffixes.code(Suffix(low))
	word[slotTag] = known + uint16(tag-1)*shapes + shape(form)
	word[slotFine] = known + class.Fine
	word[slotCoarse] = known + class.Coarse
	return word
}

// Tail gives the words that stand behind the last: the root and no word.
func Tail() (tail [2]Word) {
	for s := range Slots {
		tail[0][s], tail[1][s] = root, noWord
	}
	return tail
}

// sizes are the numbers of codes of each slot.
func (w *Words) sizes() (sizes [Slots]int) {
	sizes = [Slots]int{w.words.n, Common, w.suffixes.n, tags * shapes, fine, coarse}
	for s := range sizes {
		sizes[s] += known
	}
	return sizes
}

const (
	tags   = int(news.X)
	fine   = 501 // classes of model/classes and the unknown one
	coarse = 101
)

// Lower is form in lower case with straight apostrophes.
func Lower(form string) string { return strings.ReplaceAll(strings.ToLower(form), "’", "'") }

// Suffix is the last three bytes of a word.
func Suffix(low string) string { return low[max(0, len(low)-3):] }

const shapes = 8

// shape tells kinds of words and signs apart by their first letter.
func shape(form string) uint16 {
	switch c := form[0]; {
	case c >= 'a' && c <= 'z':
		return 0
	case c >= '0' && c <= '9':
		return 1
	case c >= 'A' && c <= 'Z':
		if strings.ContainsFunc(form[1:], func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			return 2
		}
		return 3
	case c == ',':
		return 4
	case c == '"' || c == '\'' || c >= 0x80:
		return 5
	case c == '.' || c == '?' || c == '!':
		return 6
	}
	return 7
}

// A dict numbers strings, in the bytes of a file: their hashes, ascending, then
// their numbers.
type dict struct {
	n    int
	data string
}

// code returns the code of a word or a suffix.
func (d *dict) code(s string) uint16 {
	key := hash(s)
	at := sort.Search(d.n, func(i int) bool { return d.hash(i) >= key })
	if at == d.n || d.hash(at) != key {
		return unknown
	}
	at = 4*d.n + 2*at
	return known + binary.LittleEndian.Uint16([]byte(d.data[at:at+2]))
}

func (d *dict) hash(i int) uint32 { return binary.LittleEndian.Uint32([]byte(d.data[4*i : 4*i+4])) }

func hash(s string) uint32 { return uint32(linear.Hash(s) >> 32) }
