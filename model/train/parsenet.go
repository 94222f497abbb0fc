package main

import (
	"math"
	"math/rand/v2"

	"parallax/nlp/parse"
)

// A parseNet is the parser's network in training. Its first layer is sparse:
// every code of a word has a row of weights for each place at which it can
// stand, every value of an extra has one, and the rows of a decision are added.
type parseNet struct {
	hidden int
	rels   int // relations, from 1
	layout parse.Layout
	rows   []float32 // first layer: rows of hidden weights
	seen   []float32 // of each row: mean of its squared gradients
	out    []float32 // second layer: Moves rows, then one row a relation to the left, to the right
	outG   []float32
	lr     float32
	rng    *rand.Rand
	drop   float32

	words   []parse.Word
	sums    []float32 // of each word and place: its rows, added
	grads   []float32
	fresh   []bool
	touched []int32
	h, dh   []float32
	mask    []float32
	scores  []float32
	grad    []float32
}

func newParseNet(l parse.Layout, hidden, rels int, seed uint64) *parseNet {
	n := &parseNet{hidden: hidden, rels: rels, layout: l, drop: 0.3, rng: rand.New(rand.NewPCG(seed, uint64(rels)))}
	const initial = 0.05
	n.rows = make([]float32, l.Rows*hidden)
	n.seen = make([]float32, l.Rows)
	for i := range n.rows {
		n.rows[i] = float32(n.rng.NormFloat64()) * initial
	}
	for i := range hidden {
		n.rows[l.Bias*hidden+i] = 0.2
	}
	outs := int(parse.Moves) + 2*rels
	n.out = make([]float32, outs*hidden)
	n.outG = make([]float32, outs)
	for i := range n.out {
		n.out[i] = float32(n.rng.NormFloat64()) * initial
	}
	n.h, n.dh, n.mask = make([]float32, hidden), make([]float32, hidden), make([]float32, hidden)
	n.scores = make([]float32, outs)
	return n
}

// begin takes a sentence: its words, the root, and the code of no word.
func (n *parseNet) begin(words []parse.Word) {
	n.words = words
	size := len(words) * int(parse.Places)
	if len(n.fresh) < size {
		n.fresh = make([]bool, size)
		n.sums, n.grads = make([]float32, size*n.hidden), make([]float32, size*n.hidden)
	}
	n.touched = n.touched[:0]
}

// sum returns the index of the summed rows of a word at a place.
func (n *parseNet) sum(word, place int) int {
	k := word*int(parse.Places) + place
	if n.fresh[k] {
		return k
	}
	n.fresh[k] = true
	n.touched = append(n.touched, int32(k))
	h := n.hidden
	to := n.sums[k*h : k*h+h]
	clear(to)
	clear(n.grads[k*h : k*h+h])
	for s, c := range n.words[word] {
		if b := n.layout.Slots[place][s]; b >= 0 {
			addTo(to, n.rows[(b+int(c))*h:])
		}
	}
	return k
}

// end applies the gradients of the sentence.
func (n *parseNet) end(learn bool) {
	h := n.hidden
	for _, k := range n.touched {
		n.fresh[k] = false
		if !learn {
			continue
		}
		word, place := int(k)/int(parse.Places), int(k)%int(parse.Places)
		g := n.grads[int(k)*h : int(k)*h+h]
		sq := square(g)
		if sq == 0 {
			continue
		}
		for s, c := range n.words[word] {
			if b := n.layout.Slots[place][s]; b >= 0 {
				n.step(b+int(c), g, sq)
			}
		}
	}
}

// step moves a row against a gradient g of the mean square sq.
func (n *parseNet) step(row int, g []float32, sq float32) {
	h := n.hidden
	n.seen[row] += sq
	rate := n.rate(n.seen[row])
	addScaled(n.rows[row*h:row*h+h], g, -rate)
}

// forward computes the hidden units and the scores of the moves.
func (n *parseNet) forward(places *[parse.Places]int, extras *[parse.Extras]uint8, drop bool) {
	h := n.hidden
	copy(n.h, n.rows[n.layout.Bias*h:][:h])
	for p, w := range places {
		k := n.sum(w, p)
		addTo(n.h, n.sums[k*h:])
	}
	for e, v := range extras {
		addTo(n.h, n.rows[(n.layout.Extra[e]+int(v))*h:])
	}
	keep := 1 / (1 - n.drop)
	for i, v := range n.h {
		m := float32(0)
		if v > 0 {
			m = 1
			if drop && n.drop > 0 {
				if n.rng.Float32() < n.drop {
					m = 0
				} else {
					m = keep
				}
			}
		}
		n.mask[i] = m
		n.h[i] = v * m
	}
	for m := range int(parse.Moves) {
		n.scores[m] = dot(n.h, n.out[m*h:])
	}
}

// relate computes the scores of the relations of an arc and returns them.
func (n *parseNet) relate(m parse.Move) (first int, scores []float32) {
	first = int(parse.Moves)
	if m == parse.Right {
		first += n.rels
	}
	for r := range n.rels {
		n.scores[first+r] = dot(n.h, n.out[(first+r)*n.hidden:])
	}
	return first, n.scores[first : first+n.rels]
}

// backOut takes the gradient of some outputs, from first on.
func (n *parseNet) backOut(first int, grad []float32) {
	h := n.hidden
	var sq float32
	for _, v := range n.h {
		sq += v * v
	}
	sq /= float32(h)
	for i, g := range grad {
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		o := first + i
		row := n.out[o*h : o*h+h]
		addScaled(n.dh, row, g)
		n.outG[o] += g * g * sq
		rate := n.rate(n.outG[o])
		addScaled(row, n.h, -rate*g)
	}
}

// backward spreads n.dh over the rows of the decision.
func (n *parseNet) backward(places *[parse.Places]int, extras *[parse.Extras]uint8) {
	h := n.hidden
	for i := range n.dh {
		n.dh[i] *= n.mask[i]
	}
	sq := square(n.dh)
	if sq == 0 {
		return
	}
	for p, w := range places {
		k := n.sum(w, p)
		addTo(n.grads[k*h:k*h+h], n.dh)
	}
	for e, v := range extras {
		n.step((n.layout.Extra[e] + int(v)), n.dh, sq)
	}
	n.step(n.layout.Bias, n.dh, sq)
	clear(n.dh)
}

func square(v []float32) (sum float32) {
	for _, x := range v {
		sum += x * x
	}
	return sum / float32(len(v))
}

func addTo(to, from []float32) {
	from = from[:len(to)]
	for len(to) >= 8 && len(from) >= 8 {
		t, f := to[:8:8], from[:8:8]
		t[0] += f[0]
		t[1] += f[1]
		t[2] += f[2]
		t[3] += f[3]
		t[4] += f[4]
		t[5] += f[5]
		t[6] += f[6]
		t[7] += f[7]
		to, from = to[8:], from[8:]
	}
	for i := range to {
		to[i] += from[i]
	}
}

func addScaled(to, from []float32, by float32) {
	from = from[:len(to)]
	for len(to) >= 8 && len(from) >= 8 {
		t, f := to[:8:8], from[:8:8]
		t[0] += f[0] * by
		t[1] += f[1] * by
		t[2] += f[2] * by
		t[3] += f[3] * by
		t[4] += f[4] * by
		t[5] += f[5] * by
		t[6] += f[6] * by
		t[7] += f[7] * by
		to, from = to[8:], from[8:]
	}
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		x, y := a[:4:4], b[:4:4]
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
		a, b = a[4:], b[4:]
	}
	return s0 + s1 + s2 + s3
}

// rate is how far to go against a gradient where the squares of the earlier
// ones sum up to seen (Duchi, Hazan and Singer 2011). The damping keeps rare
// words from learning faster than the frequent: the classes that they share
// with others go first, which is worth a point of attachment.
func (n *parseNet) rate(seen float32) float32 {
	const damping = 5
	return n.lr / (float32(math.Sqrt(float64(seen))) + damping)
}
