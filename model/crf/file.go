package crf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"

	"parallax/model/table"
)

// magic begins every file; the digit is the version of the layout. The number
// of labels follows as a byte, then scale, begin, end and join as
// little-endian float32, then the table of weights.
const magic = "crf2"

var errFormat = errors.New("crf: not a model file, or cut short")

// Read reads a model that [Train] has written. It keeps data and reads it in
// place.
func Read(data []byte) (*Model, error) {
	if !bytes.HasPrefix(data, []byte(magic)) || len(data) < len(magic)+1 {
		return nil, errFormat
	}
	l := int(data[len(magic)])
	data = data[len(magic)+1:]
	if l < 1 || len(data) < 4*(1+l+l+l*l) {
		return nil, errFormat
	}
	floats := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data))
			data = data[4:]
		}
		return out
	}
	m := &Model{labels: l, scale: floats(1)[0], begin: floats(l), end: floats(l), join: floats(l * l)}
	for to := range l {
		var before []uint8
		for from := range l {
			if m.join[from*l+to] > never/2 {
				before = append(before, uint8(from))
			}
		}
		m.before = append(m.before, before)
	}
	weights, rest, err := table.Parse(data, l)
	if err != nil || len(rest) > 0 {
		return nil, errFormat
	}
	m.weights = weights
	return m, nil
}
