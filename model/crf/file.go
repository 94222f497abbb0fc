package crf

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
)

// magic begins every file; the digit is the version of the layout.
const magic = "crf1"

// Read reads a model that [Trainer.Write] has written.
func Read(data []byte) (*Model, error) {
	if !bytes.HasPrefix(data, []byte(magic)) {
		return nil, errors.New("crf: not a model file")
	}
	r := reader{r: bufio.NewReader(flate.NewReader(bytes.NewReader(data[len(magic):])))}
	m := &Model{labels: int(r.uvarint())}
	if m.labels < 1 || m.labels > 255 {
		return nil, fmt.Errorf("crf: a model of %d labels", m.labels)
	}
	m.scale = r.float()
	m.begin, m.end, m.join = r.floats(m.labels), r.floats(m.labels), r.floats(m.labels*m.labels)
	features, pairs := int(r.uvarint()), int(r.uvarint())
	if r.err != nil || features > 1<<24 || pairs > 1<<24 {
		return nil, fmt.Errorf("crf: damaged header: %w", errors.Join(r.err, io.ErrUnexpectedEOF))
	}
	width := bits.Len(uint(features * 3 / 2))
	m.shift, m.slots, m.marks = uint8(32-width), make([]slot, 1<<width), make([]uint16, 1<<width)
	m.pairs = make([]pair, 0, pairs)
	key := uint32(0)
	for range features {
		key += uint32(r.uvarint()) // ascending, each as the distance to the last
		at, n := len(m.pairs), int(r.byte())
		for range n {
			m.pairs = append(m.pairs, pair{r.byte(), int8(r.byte())})
		}
		if r.err != nil {
			return nil, fmt.Errorf("crf: damaged weights: %w", r.err)
		}
		k := m.home(key)
		for m.marks[k] != 0 {
			k = (k + 1) & (1<<width - 1)
		}
		m.marks[k], m.slots[k] = mark(key), slot{key, uint32(at)<<8 | uint32(n)}
	}
	for to := range m.labels {
		var before []uint8
		for from := range m.labels {
			if m.join[from*m.labels+to] > never/2 {
				before = append(before, uint8(from))
			}
		}
		m.before = append(m.before, before)
	}
	for _, p := range m.pairs {
		if int(p.label) >= m.labels {
			return nil, fmt.Errorf("crf: label %d of %d", p.label, m.labels)
		}
	}
	return m, nil
}

type reader struct {
	r   *bufio.Reader
	err error
}

func (r *reader) keep(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) byte() byte {
	b, err := r.r.ReadByte()
	r.keep(err)
	return b
}

func (r *reader) uvarint() uint64 {
	v, err := binary.ReadUvarint(r.r)
	r.keep(err)
	return v
}

func (r *reader) float() float32 {
	var b [4]byte
	_, err := io.ReadFull(r.r, b[:])
	r.keep(err)
	return math.Float32frombits(binary.LittleEndian.Uint32(b[:]))
}

func (r *reader) floats(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = r.float()
	}
	return out
}
