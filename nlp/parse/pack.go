package parse

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"
)

// NewWords packs what the network knows of words: the frequent words and
// suffixes, most frequent first.
func NewWords(words, suffixes []string) *Words { return &Words{newDict(words), newDict(suffixes)} }

func newDict(all []string) dict {
	numbers := map[uint32]int{}
	for i, s := range slices.Backward(all) {
		numbers[hash(s)] = i
	}
	var hashes, data []byte
	for _, h := range slices.Sorted(maps.Keys(numbers)) {
		hashes = binary.LittleEndian.AppendUint32(hashes, h)
		data = binary.LittleEndian.AppendUint16(data, uint16(numbers[h]))
	}
	return dict{len(numbers), string(hashes) + string(data)}
}

// Pack writes the model: rows of the first layer, then rows of the second, moves
// first, each of Hidden weights.
func (w *Words) Pack(relations []string, first, second []float32) []byte {
	var b []byte
	number := func(n int) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	names := strings.Join(relations, "\n")
	number(len(names))
	b = append(b, names...)
	for _, d := range []dict{w.words, w.suffixes} {
		number(d.n)
		b = append(b, d.data...)
	}
	const most = 127
	scale := most / quantile(first, 0.9999)
	for _, v := range first {
		b = append(b, byte(bias+clip(float64(v)*scale, most)))
	}
	scale = (outBias - 1) / quantile(second, 1)
	for _, v := range second {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(clip(float64(v)*scale, outBias-1))))
	}
	return b
}

func clip(v, most float64) int { return int(math.Round(max(-most, min(v, most)))) }

// quantile is the size that a share of values has at most.
func quantile(values []float32, share float64) float64 {
	sizes := make([]float64, len(values))
	for i, v := range values {
		sizes[i] = math.Abs(float64(v))
	}
	slices.Sort(sizes)
	return sizes[int(share*float64(len(sizes)-1))]
}
