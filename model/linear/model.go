package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unsafe"
)

// A Model is a trained table of weights. It is read-only and may be shared.
type Model struct {
	file   string // the bytes of the file; everything below points into it
	labels []string
	scale  float32 // one unit of a stored weight
	// trans[(p+1)*n+l] is the score of label l after label p; p = -1 at the
	// start. Empty for a model without transitions.
	trans []int32
	shift uint   // a feature's bucket is its top 64-shift bits
	index string // little-endian uint32: where each bucket starts in rows
	// rows holds the buckets: for each feature its two low bytes, a count n,
	// and n pairs of label and signed weight.
	rows string
}

// The file: magic, then numbers as uvarint and the tables as they lie in memory.
const magic = "linear1\n"

var errFormat = errors.New("linear: not a model file, or cut short")

// Load reads a model from the bytes of its file, which it keeps and reads in
// place.
func Load(file string) (*Model, error) {
	if len(file) < len(magic) || file[:len(magic)] != magic {
		return nil, errFormat
	}
	r := reader{rest: file[len(magic):]}
	m := &Model{file: file}
	n := r.uint(256)
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
	logBuckets := r.uint(30)
	m.shift = 64 - uint(logBuckets)
	m.index = r.str(4 * (1<<logBuckets + 1))
	m.rows = r.str(r.uint(1 << 31))
	if r.bad || r.rest != "" || n == 0 || logBuckets == 0 {
		return nil, errFormat
	}
	if end := m.offset(1 << logBuckets); end != uint32(len(m.rows)) {
		return nil, fmt.Errorf("%w: index ends at %d of %d", errFormat, end, len(m.rows))
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

func (m *Model) offset(bucket uint64) uint32 {
	b := m.index[4*bucket : 4*bucket+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// Score adds the weights of the features to scores, one for each label.
//
// A model is larger than the fast caches, so nearly all time goes into waiting
// for memory. Features are looked up in batches, in three rounds of loads that
// do not depend on each other, so that the waits overlap.
func (m *Model) Score(scores []int32, features []uint64) {
	const batch = 32
	var rows [batch]string
	var first [batch]uint32 // the three bytes at the start of each row
	for len(features) > 0 {
		now := features[:min(len(features), batch)]
		features = features[len(now):]
		for i, f := range now {
			bucket := f >> m.shift
			rows[i] = m.rows[m.offset(bucket):m.offset(bucket+1)]
		}
		for i := range now {
			first[i] = 0
			if r := rows[i]; len(r) >= 3 {
				first[i] = uint32(r[0]) | uint32(r[1])<<8 | uint32(r[2])<<16
			}
		}
		for i, f := range now {
			row, head := rows[i], first[i]
			for len(row) >= 3 {
				n := 2 * int(head>>16)
				if uint16(head) == uint16(f) {
					pairs := row[3 : 3+n]
					for len(pairs) >= 2 {
						scores[pairs[0]] += int32(int8(pairs[1]))
						pairs = pairs[2:]
					}
					break
				}
				row = row[3+n:]
				if len(row) >= 3 {
					head = uint32(row[0]) | uint32(row[1])<<8 | uint32(row[2])<<16
				}
			}
		}
	}
}

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
