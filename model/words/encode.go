package words

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// Dims is the length of a word vector.
const Dims = 40

// weightStep is the resolution of a stored weight, in nats.
const weightStep = 1.0 / 20

// Raw is the table before it is quantised.
type Raw struct {
	Articles int
	Stems    []string    // by falling count
	Counts   []int       // articles with the stem
	Vectors  [][]float32 // of the first stems
}

type table struct {
	index   map[string]int32
	weights []float64
	unknown float64 // weight of a stem that is not in the table
	vectors []int8  // Dims for each of the first stems
}

// Encode quantises a table: weights to a byte, vectors to signed bytes scaled
// by their largest part. Layout: articles, stems, vectors and bytes of names
// (four little-endian uint32), the names joined by newlines, one byte of weight
// a stem, Dims bytes a vector.
func Encode(raw Raw) ([]byte, error) {
	names := strings.Join(raw.Stems, "\n")
	if strings.Count(names, "\n") != max(0, len(raw.Stems)-1) {
		return nil, fmt.Errorf("a stem holds a newline")
	}
	var out []byte
	for _, n := range []int{raw.Articles, len(raw.Stems), len(raw.Vectors), len(names)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	out = append(out, names...)
	for _, c := range raw.Counts {
		out = append(out, uint8(math.Round(math.Log(float64(raw.Articles)/float64(c))/weightStep)))
	}
	for _, v := range raw.Vectors {
		most := float32(1e-9)
		for _, x := range v {
			most = max(most, x, -x)
		}
		for _, x := range v {
			out = append(out, uint8(int8(math.Round(float64(x/most*127)))))
		}
	}
	return out, nil
}

func decode(data []byte) (*table, error) {
	const head = 16
	if len(data) < head {
		return nil, fmt.Errorf("words: %d bytes hold no table", len(data))
	}
	n := func(i int) int { return int(binary.LittleEndian.Uint32(data[4*i:])) }
	articles, stems, vectors, names := n(0), n(1), n(2), n(3)
	if vectors > stems || len(data) != head+names+stems+vectors*Dims {
		return nil, fmt.Errorf("words: %d bytes do not fit %d stems and %d vectors", len(data), stems, vectors)
	}
	t := &table{
		index:   make(map[string]int32, stems),
		weights: make([]float64, stems),
		vectors: make([]int8, vectors*Dims),
		// As if half an article had it.
		unknown: math.Log(2 * float64(articles)),
	}
	i := int32(0)
	for name := range strings.SplitSeq(string(data[head:head+names]), "\n") {
		t.index[name] = i
		i++
	}
	if int(i) != stems {
		return nil, fmt.Errorf("words: %d names for %d stems", i, stems)
	}
	at := head + names
	for i := range t.weights {
		t.weights[i] = float64(data[at+i]) * weightStep
	}
	at += stems
	for i := range t.vectors {
		t.vectors[i] = int8(data[at+i])
	}
	return t, nil
}
