// Package crf is a linear-chain conditional random field (Lafferty, McCallum
// and Pereira 2001) over hashed features: it labels sequences, learns from
// labelled ones, and keeps its weights in a small file. It knows nothing of
// news.
package crf

import (
	"math"

	"parallax/model/table"
)

// A Scheme says how many labels there are, numbered from 0, and which may
// begin a sequence, follow one another, and end it.
type Scheme struct {
	Labels int
	Begins func(label int) bool
	Ends   func(label int) bool
	Joins  func(from, to int) bool
}

// never is the score of what the scheme forbids.
const never = -1e9

// A Model labels sequences. It is read-only and safe for concurrent use.
type Model struct {
	labels int
	begin  []float32 // score of each label at the start of a sequence
	end    []float32
	join   []float32 // [from*labels+to]

	// before lists the labels that may stand before each label.
	before [][]uint8

	weights *table.Table
	scale   float32 // weight of one step of the table
}

// A Decoder labels sequences one after the other with the same buffers. It is
// for one goroutine.
type Decoder struct {
	m      *Model
	scores []float32 // [position*labels+label]
	back   []uint8
	n      int
}

// NewDecoder returns a decoder for m.
func NewDecoder(m *Model) *Decoder { return &Decoder{m: m} }

// Reset begins a new sequence.
func (d *Decoder) Reset() { d.n, d.scores = 0, d.scores[:0] }

// Len is how many positions the sequence has.
func (d *Decoder) Len() int { return d.n }

// Score adds the weights of features, each a hash of what was seen, to sums,
// one for each label.
func (m *Model) Score(sums []int32, features []uint32) { table.Add(m.weights, sums, features) }

// Scale is what a step of the sums is worth as a log probability, up to what a
// position's labels have in common.
func (m *Model) Scale() float32 { return m.scale }

// Add appends a position with the sums of its features, see [Model.Score].
func (d *Decoder) Add(sums []int32) {
	m := d.m
	l := m.labels
	from := len(d.scores)
	for range l {
		d.scores = append(d.scores, 0)
	}
	row := d.scores[from : from+l]
	for i := range row {
		row[i] = float32(sums[i]) * m.scale
	}
	d.n++
}

// Labels appends the best labels of the sequence (Viterbi 1967) to out.
func (d *Decoder) Labels(out []int) []int {
	m, n, l := d.m, d.n, d.m.labels
	if n == 0 {
		return out
	}
	if need := n * l; cap(d.back) < need {
		d.back = make([]uint8, need)
	}
	back := d.back[:n*l]
	for i := range l {
		d.scores[i] += m.begin[i]
	}
	for t := 1; t < n; t++ {
		prev, cur := d.scores[(t-1)*l:t*l], d.scores[t*l:(t+1)*l]
		for to := range l {
			best, from := float32(2*never), uint8(0)
			for _, f := range m.before[to] {
				if v := prev[f] + m.join[int(f)*l+to]; v > best {
					best, from = v, f
				}
			}
			cur[to] += best
			back[t*l+to] = from
		}
	}
	best, last := float32(math.Inf(-1)), 0
	for i, v := range d.scores[(n-1)*l : n*l] {
		if v += m.end[i]; v > best {
			best, last = v, i
		}
	}
	at := len(out)
	for range n {
		out = append(out, 0)
	}
	for t := n - 1; t >= 0; t-- {
		out[at+t] = last
		last = int(back[t*l+last])
	}
	return out
}
