package linear

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// CRFOptions say how [TrainCRF] trains. The zero value of a field is replaced
// by the default in parentheses.
type CRFOptions struct {
	Labels int
	Epochs int     // passes over the data (8)
	Rate   float64 // AdaGrad's step (0.05)
	L2     float64 // pull towards zero at each touch of a weight (1e-4)
	// Dropout is the part of the features hidden at each look, so that none is
	// relied on alone: words of one article would be learnt by heart otherwise (0.5).
	Dropout  float64
	MinCount int // drops features seen at fewer positions (3)
	Seed     uint64
	Log      io.Writer
}

// TrainCRF trains a labeller for Viterbi decoding as a linear-chain conditional
// random field (Lafferty, McCallum and Pereira 2001). Label bigrams that no
// sequence has are forbidden. Weights are logarithms of odds.
// On one kind of machine the same sequences give the same bytes.
func TrainCRF(o CRFOptions, data []Sequence) *Weights {
	o.Epochs, o.MinCount = cmp.Or(o.Epochs, 8), cmp.Or(o.MinCount, 3)
	o.Rate, o.L2 = cmp.Or(o.Rate, 0.05), cmp.Or(o.L2, 1e-4)
	o.Dropout = cmp.Or(o.Dropout, 0.5)
	t := &crf{o: o, n: o.Labels, rng: rand.New(rand.NewPCG(o.Seed, mul1))}
	t.intern(data)
	t.run()
	return t.weights()
}

type crf struct {
	o    CRFOptions
	n    int // labels
	rng  *rand.Rand
	keys []uint64 // kept features, ascending
	data []known

	// w holds for each feature n weights, then as many sums of squared gradients.
	w        []float32
	sum      []float32 // of the weights after the later epochs
	trans    []float64 // as Model.trans
	transG2  []float64
	transSum []float64
	allowed  []bool // label bigrams seen
	averaged int

	scores, alpha, beta, joint []float64
	shown                      []int32 // features not hidden, by position up to shownEnd
	shownEnd                   []int
	state                      uint64 // of hide
}

// known is a sequence whose features are places in crf.keys, those of position
// i from ends[i-1] to ends[i].
type known struct {
	features []int32
	ends     []int32
	gold     []uint8
}

func (t *crf) intern(data []Sequence) {
	count := map[uint64]int32{}
	var buf []uint64
	for _, q := range data {
		for i := range q.Gold {
			buf = q.Features(i, nil, buf[:0])
			for _, f := range buf {
				count[f]++
			}
		}
	}
	for f, c := range count {
		if int(c) >= t.o.MinCount {
			t.keys = append(t.keys, f)
		}
	}
	slices.Sort(t.keys)
	clear(count)
	for i, f := range t.keys {
		count[f] = int32(i)
	}
	n := t.n
	t.allowed = make([]bool, (n+1)*n)
	for _, q := range data {
		k := known{gold: q.Gold}
		p := 0
		for i, l := range q.Gold {
			t.allowed[p*n+int(l)] = true
			p = int(l) + 1
			buf = q.Features(i, nil, buf[:0])
			for _, f := range buf {
				if at, ok := count[f]; ok {
					k.features = append(k.features, at)
				}
			}
			k.ends = append(k.ends, int32(len(k.features)))
		}
		if len(k.gold) > 0 {
			t.data = append(t.data, k)
		}
	}
	t.w = make([]float32, 2*n*len(t.keys))
	t.sum = make([]float32, n*len(t.keys))
	t.trans, t.transG2, t.transSum = make([]float64, (n+1)*n), make([]float64, (n+1)*n), make([]float64, (n+1)*n)
}

func (t *crf) run() {
	order := make([]int, len(t.data))
	for i := range order {
		order[i] = i
	}
	t.state = t.rng.Uint64() | 1
	for epoch := range t.o.Epochs {
		t.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		likelihood := 0.0
		for _, i := range order {
			likelihood += t.step(&t.data[i])
		}
		if t.o.Log != nil {
			fmt.Fprintf(t.o.Log, "epoch %d: log likelihood %.0f, %d features\n", epoch+1, likelihood, len(t.keys))
		}
		// The mean of the later epochs is steadier than any one of them.
		if epoch >= t.o.Epochs/3 {
			t.averaged++
			n := t.n
			for f := range t.keys {
				for l, v := range t.w[2*n*f : 2*n*f+n] {
					t.sum[n*f+l] += v
				}
			}
			for i, v := range t.trans {
				t.transSum[i] += v
			}
		}
	}
}

// hide draws whether a feature is hidden (xorshift, Marsaglia 2003).
func (t *crf) hide(below uint32) bool {
	t.state ^= t.state << 13
	t.state ^= t.state >> 7
	t.state ^= t.state << 17
	return uint32(t.state>>32) < below
}

// step follows the gradient of one sequence and returns its log likelihood.
func (t *crf) step(q *known) float64 {
	n, L := len(q.gold), t.n
	t.scores, t.alpha, t.beta = grow(t.scores, n*L), grow(t.alpha, n*L), grow(t.beta, n*L)
	t.joint = grow(t.joint, (L+1)*L)
	t.shown, t.shownEnd = t.shown[:0], t.shownEnd[:0]
	clear(t.scores)
	below := uint32(t.o.Dropout * (1 << 32))
	from := int32(0)
	for i, end := range q.ends {
		row := t.scores[i*L : i*L+L]
		for _, f := range q.features[from:end] {
			if t.hide(below) {
				continue
			}
			t.shown = append(t.shown, f)
			for l, v := range t.w[2*L*int(f) : 2*L*int(f)+L] {
				row[l] += float64(v)
			}
		}
		t.shownEnd = append(t.shownEnd, len(t.shown))
		from = end
	}
	for i, v := range t.trans {
		t.joint[i] = 0
		if t.allowed[i] {
			t.joint[i] = math.Exp(v)
		}
	}
	likelihood := 0.0
	p := 0
	for i, l := range q.gold {
		likelihood += t.scores[i*L+int(l)] + t.trans[p*L+int(l)]
		p = int(l) + 1
	}
	likelihood -= t.forwardBackward(n)
	t.update(q)
	return likelihood
}

// forwardBackward turns scores into their exponentials, of which each position
// has 1 for its highest, fills alpha and beta, scaled so that each alpha sums up
// to 1 and alpha*beta is the probability of a label, and returns the log of the
// partition function.
func (t *crf) forwardBackward(n int) float64 {
	L := t.n
	z := 0.0
	for i := range n {
		row := t.scores[i*L : i*L+L]
		top := slices.Max(row)
		z += top
		for l := range row {
			row[l] = math.Exp(row[l] - top)
		}
	}
	for i := range n {
		s, a := t.scores[i*L:i*L+L], t.alpha[i*L:i*L+L]
		total := 0.0
		for l := range a {
			v := t.joint[l]
			if i > 0 {
				v = 0
				for p, b := range t.alpha[(i-1)*L : i*L] {
					v += b * t.joint[(p+1)*L+l]
				}
			}
			a[l] = v * s[l]
			total += a[l]
		}
		z += math.Log(total)
		for l := range a {
			a[l] /= total
			s[l] /= total // so that beta takes the same scale
		}
	}
	for l := range L {
		t.beta[(n-1)*L+l] = 1
	}
	for i := n - 2; i >= 0; i-- {
		s, b := t.scores[(i+1)*L:(i+2)*L], t.beta[(i+1)*L:(i+2)*L]
		for p := range L {
			v := 0.0
			for l := range L {
				v += t.joint[(p+1)*L+l] * s[l] * b[l]
			}
			t.beta[i*L+p] = v
		}
	}
	return z
}

func (t *crf) update(q *known) {
	const negligible = 1e-3 // of probability: saves nine tenths of the work
	L := t.n
	from, before := 0, -1
	rate, l2 := float32(t.o.Rate), float32(t.o.L2)
	for i, gold := range q.gold {
		shown := t.shown[from:t.shownEnd[i]]
		from = t.shownEnd[i]
		for l := range L {
			g := -t.alpha[i*L+l] * t.beta[i*L+l]
			if l == int(gold) {
				g++
			}
			if math.Abs(g) < negligible {
				continue
			}
			for _, f := range shown {
				row := t.w[2*L*int(f) : 2*L*int(f)+2*L]
				d := float32(g) - l2*row[l]
				row[L+l] += d * d
				row[l] += rate * d / (1e-3 + float32(math.Sqrt(float64(row[L+l]))))
			}
		}
		for p := range L {
			if i == 0 && p > 0 {
				break
			}
			at, a := (p+1)*L, 0.0
			if i == 0 {
				at, a = 0, 1
			} else {
				a = t.alpha[(i-1)*L+p]
			}
			for l := range L {
				if !t.allowed[at+l] {
					continue
				}
				g := -a * t.joint[at+l] * t.scores[i*L+l] * t.beta[i*L+l]
				if l == int(gold) && (i == 0 || p == before) {
					g++
				}
				if math.Abs(g) >= negligible {
					t.transG2[at+l] += g * g
					t.trans[at+l] += t.o.Rate * g / (1e-3 + math.Sqrt(t.transG2[at+l]))
				}
			}
		}
		before = int(gold)
	}
}

// weights are the means over the later epochs.
func (t *crf) weights() *Weights {
	shown := (1 - t.o.Dropout) / float64(t.averaged) // when decoding, every feature is shown
	w := &Weights{n: t.n, keys: t.keys, cells: make([]float64, len(t.sum)), trans: make([]float64, len(t.transSum))}
	for i, v := range t.sum {
		w.cells[i] = float64(v) * shown
	}
	for i, v := range t.transSum {
		w.trans[i] = v / float64(t.averaged)
		if !t.allowed[i] {
			w.trans[i] = math.Inf(-1)
		}
	}
	return w
}
