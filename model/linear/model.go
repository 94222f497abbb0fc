package linear

import (
	"encoding/binary"
	"errors"
	"math"
	"unsafe"

	"parallax/model/table"
)

// A Model is a trained table of weights. It is read-only and may be shared.
type Model struct {
	file   string // the bytes of the file; everything below points into it
	labels []string
	scale  float32 // one unit of a stored weight
	// trans[(p+1)*n+l] is the score of label l after label p; p = -1 at the
	// start. Empty for a model without transitions.
	trans []int32
	table *table.Table
}

// The file: magic, then numbers as uvarint and the table of weights.
const magic = "linear2\n"

var errFormat = errors.New("linear: not a model file, or cut short")

// Load reads a model from the bytes of its file, which it keeps and reads in
// place.
func Load(file string) (*Model, error) {
	if len(file) < len(magic) || file[:len(magic)] != magic {
		return nil, errFormat
	}
	r := reader{rest: file[len(magic):]}
	m := &Model{file: file}
	n := r.uint(table.MostLabels)
	for range n {
		m.labels = append(m.labels, r.str(r.uint(1<<10)))
	}
	m.scale = float32(r.uint(1<<40)) / scaleUnit
	if nt := r.uint(1 << 17); nt > 0 {
		if nt != n*(n+1) {
			return nil, errFormat
		}
		m.trans = make([]int32, nt)
		for i := range m.trans {
			v := r.uint(1 << 32)
			m.trans[i] = int32(v>>1) ^ -int32(v&1)
		}
	}
	if r.bad || n == 0 {
		return nil, errFormat
	}
	var rest []byte
	var err error
	if m.table, rest, err = table.Parse(bytesOf(r.rest), int(n)); err != nil || len(rest) > 0 {
		return nil, errFormat
	}
	return m, nil
}

// scaleUnit is the precision in which scale is stored.
const scaleUnit = 1 << 20

// MustLoad is Load for an embedded file, which only a broken build can spoil.
func MustLoad(file string) *Model {
	m, err := Load(file)
	if err != nil {
		panic(err)
	}
	return m
}

type reader struct {
	rest string
	bad  bool
}

func (r *reader) uint(limit uint64) uint64 {
	v, n := binary.Uvarint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if n <= 0 || v > limit {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) str(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.bad = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// Bytes is the file that Load reads.
func (m *Model) Bytes() []byte { return []byte(m.file) }

// Labels are the names of the labels, by number.
func (m *Model) Labels() []string { return m.labels }

// Label returns the number of a label, or -1.
func (m *Model) Label(name string) int {
	for i, l := range m.labels {
		if l == name {
			return i
		}
	}
	return -1
}

// Unit is the weight, in training's units (one update is 1), that a score of 1
// stands for: it makes scores of two models, or a threshold, comparable.
func (m *Model) Unit() float32 { return m.scale }

// Favour adds to the score of a label wherever it stands, in training's units:
// it trades precision for recall. In a labeller of spans it is the label that
// begins one which is favoured, so that spans grow in number and not in length.
// It is for a model with transitions that is not shared yet.
func (m *Model) Favour(label int, by float64) {
	for i := label; i < len(m.trans); i += len(m.labels) {
		m.trans[i] += int32(math.Round(by / float64(m.scale)))
	}
}

// Score adds the weights of the features to scores, one for each label.
func (m *Model) Score(scores []int32, features []uint64) { table.Add(m.table, scores, features) }

// Best returns the label with the highest score for the features, the lowest
// number among equals, and how far the next best lies behind.
func (m *Model) Best(features []uint64, s *Scratch) (label int, margin int32) {
	scores := s.row(len(m.labels))
	m.Score(scores, features)
	label = 0
	for i, v := range scores {
		if v > scores[label] {
			label = i
		}
	}
	margin = 1 << 30
	for i, v := range scores {
		if i != label {
			margin = min(margin, scores[label]-v)
		}
	}
	return label, margin
}

// stringOf shares b's memory: b is not written again.
func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf shares s's memory: the bytes are only read.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
