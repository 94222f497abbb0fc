// Package forest is a small learner of yes or no: decision trees, each trained
// on what those before it got wrong (gradient boosting, Friedman 2001, with the
// second-order gains of Chen and Guestrin 2016). A few dozen numbers go in, a
// probability comes out. Training is deterministic.
package forest

import (
	"encoding/binary"
	"errors"
	"math"
)

// A Forest is trained trees. It is read-only and may be shared.
type Forest struct {
	features int
	bias     float32
	trees    [][]node
}

// A node sends x to left when x[feature] < at; a leaf has feature -1.
type node struct {
	feature     int16
	left, right uint16
	value       float32 // at, or what the leaf adds to the log-odds
}

// Score is the probability of yes. len(x) is the number of features trained on.
func (f *Forest) Score(x []float32) float64 {
	sum := f.bias
	for _, t := range f.trees {
		n := &t[0]
		for n.feature >= 0 {
			if x[n.feature] < n.value {
				n = &t[n.left]
			} else {
				n = &t[n.right]
			}
		}
		sum += n.value
	}
	return 1 / (1 + math.Exp(-float64(sum)))
}

// Features is how many numbers Score takes.
func (f *Forest) Features() int { return f.features }

// The file: magic, features, bias, trees; of each tree its nodes. All numbers
// are little-endian.
const magic = "forest1\n"

var errFormat = errors.New("forest: not a model file, or cut short")

// Bytes is the file that Load reads.
func (f *Forest) Bytes() []byte {
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint16(out, uint16(f.features))
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(f.bias))
	out = binary.LittleEndian.AppendUint16(out, uint16(len(f.trees)))
	for _, t := range f.trees {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(t)))
		for _, n := range t {
			out = binary.LittleEndian.AppendUint16(out, uint16(n.feature))
			out = binary.LittleEndian.AppendUint16(out, n.left)
			out = binary.LittleEndian.AppendUint16(out, n.right)
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n.value))
		}
	}
	return out
}

// Load reads a forest.
func Load(file []byte) (*Forest, error) {
	if len(file) < len(magic) || string(file[:len(magic)]) != magic {
		return nil, errFormat
	}
	r := reader{rest: file[len(magic):]}
	f := &Forest{features: int(r.uint16()), bias: r.float()}
	trees := int(r.uint16())
	for range trees {
		t := make([]node, r.uint16())
		for i := range t {
			t[i] = node{int16(r.uint16()), r.uint16(), r.uint16(), r.float()}
			n := &t[i]
			inside := n.feature < 0 || int(n.feature) < f.features && int(n.left) < len(t) && int(n.right) < len(t) && int(n.left) > i && int(n.right) > i
			if !inside {
				return nil, errFormat
			}
		}
		if len(t) == 0 || r.bad {
			return nil, errFormat
		}
		f.trees = append(f.trees, t)
	}
	if r.bad || len(r.rest) > 0 {
		return nil, errFormat
	}
	return f, nil
}

type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n int) []byte {
	if len(r.rest) < n {
		r.bad = true
		r.rest = nil
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *reader) float() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
}
