package crf

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"

	"parallax/model/table"
)

// A Sequence is what is learnt from: the features and the right label of each
// position.
type Sequence struct {
	Features [][]uint32
	Labels   []int
}

// Options of training. The zero value of a field is replaced by the default in
// parentheses.
type Options struct {
	Epochs  int     // passes over the data (10)
	Rate    float64 // AdaGrad's step (0.1)
	L2      float64 // pull towards zero at each touch of a weight (1e-4)
	Dropout float64 // part of the features hidden at each step (0.5): the data are few, the features many
	Least   int     // times that a feature must be seen to be kept (3)
	// Cut leaves out weights smaller than this once learnt (0.05): they are half
	// of the file and a thousandth of F1.
	Cut float64
	// Runs is how often the whole is learnt, each time in another order and
	// with other features hidden; the mean of all is kept (1).
	Runs int
	Seed uint64
	// Log, when set, is told each epoch's log likelihood.
	Log func(epoch int, likelihood float64)
}

func (o Options) withDefaults() Options {
	o.Epochs, o.Least, o.Runs = cmp.Or(o.Epochs, 10), cmp.Or(o.Least, 3), cmp.Or(o.Runs, 1)
	o.Rate, o.L2 = cmp.Or(o.Rate, 0.1), cmp.Or(o.L2, 1e-4)
	o.Dropout, o.Cut = cmp.Or(o.Dropout, 0.5), cmp.Or(o.Cut, 0.05)
	return o
}

// Train learns a model of the scheme from sequences and returns its file. The
// same sequences and options give the same bytes.
func Train(scheme Scheme, data []Sequence, opts Options) []byte {
	t := newTrainer(scheme, data, opts.withDefaults())
	for run := range t.opts.Runs {
		for _, state := range [][]float32{t.w, t.g2, t.join, t.joinG2} {
			clear(state)
		}
		t.rng = rand.New(rand.NewPCG(t.opts.Seed, uint64(run)))
		t.run()
	}
	return t.write()
}

type trainer struct {
	opts   Options
	scheme Scheme
	labels int
	names  []uint32 // hash of each kept feature, ascending
	data   []numbered
	rng    *rand.Rand

	w, g2        []float32 // [feature*labels+label]: weight, sum of squared gradients
	join, joinG2 []float32
	sum          []float64 // of w over the epochs averaged
	joinSum      []float64
	averaged     int
	scores       []float32
	alpha, beta  []float64
	tmp          []float64
	allowed      [][]int // labels that may follow each label
	precedes     [][]int // labels that may come before each label
	begins, ends []bool
	hidden       []int32
	slopes       []slope
}

// A slope is the gradient at a label of a position.
type slope struct {
	label int
	g     float64
}

// numbered is a sequence whose features are positions in trainer.names.
type numbered struct {
	features [][]int32
	labels   []int
}

func newTrainer(scheme Scheme, data []Sequence, opts Options) *trainer {
	t := &trainer{opts: opts, scheme: scheme, labels: scheme.Labels}
	seen := map[uint32]int32{}
	for _, q := range data {
		for _, fs := range q.Features {
			for _, f := range fs {
				seen[f]++
			}
		}
	}
	for f, n := range seen {
		if int(n) >= opts.Least {
			t.names = append(t.names, f)
		}
	}
	slices.Sort(t.names)
	clear(seen)
	for i, f := range t.names {
		seen[f] = int32(i)
	}
	for _, q := range data {
		n := numbered{labels: q.Labels}
		for _, fs := range q.Features {
			kept := make([]int32, 0, len(fs))
			for _, f := range fs {
				if i, ok := seen[f]; ok {
					kept = append(kept, i)
				}
			}
			n.features = append(n.features, kept)
		}
		t.data = append(t.data, n)
	}
	l := t.labels
	t.w, t.g2 = make([]float32, len(t.names)*l), make([]float32, len(t.names)*l)
	t.join, t.joinG2 = make([]float32, l*l), make([]float32, l*l)
	t.sum, t.joinSum = make([]float64, len(t.w)), make([]float64, l*l)
	t.tmp = make([]float64, l)
	t.allowed, t.precedes = make([][]int, l), make([][]int, l)
	for a := range l {
		t.begins, t.ends = append(t.begins, scheme.Begins(a)), append(t.ends, scheme.Ends(a))
		for b := range l {
			if scheme.Joins(a, b) {
				t.allowed[a], t.precedes[b] = append(t.allowed[a], b), append(t.precedes[b], a)
			}
		}
	}
	return t
}

func (t *trainer) run() {
	order := make([]int, len(t.data))
	for i := range order {
		order[i] = i
	}
	for epoch := range t.opts.Epochs {
		t.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		likelihood := 0.0
		for _, i := range order {
			if len(t.data[i].labels) > 0 {
				likelihood += t.step(&t.data[i])
			}
		}
		if t.opts.Log != nil {
			t.opts.Log(epoch, likelihood)
		}
		// The mean of the later epochs is steadier than any one of them.
		if epoch >= t.opts.Epochs/3 {
			t.averaged++
			for i, v := range t.w {
				t.sum[i] += float64(v)
			}
			for i, v := range t.join {
				t.joinSum[i] += float64(v)
			}
		}
	}
}

// step follows the gradient of one sequence and returns its log likelihood.
func (t *trainer) step(q *numbered) float64 {
	n, l := len(q.labels), t.labels
	if need := n * l; len(t.scores) < need {
		t.scores, t.alpha, t.beta = make([]float32, need), make([]float64, need), make([]float64, need)
	}
	s := t.scores[:n*l]
	clear(s)
	t.hidden = t.hidden[:0]
	for i, fs := range q.features {
		row := s[i*l : i*l+l]
		for _, f := range fs {
			if t.rng.Float64() < t.opts.Dropout {
				t.hidden = append(t.hidden, -1)
				continue
			}
			t.hidden = append(t.hidden, f)
			for k, v := range t.w[int(f)*l : int(f)*l+l] {
				row[k] += v
			}
		}
	}
	z := t.forwardBackward(s, n)
	likelihood, prev := -z, -1
	for i, y := range q.labels {
		likelihood += float64(s[i*l+y])
		if prev >= 0 {
			likelihood += float64(t.join[prev*l+y])
		}
		prev = y
	}
	t.update(q, s, z)
	return likelihood
}

// forwardBackward fills alpha and beta in logarithms and returns the log of
// the partition function.
func (t *trainer) forwardBackward(s []float32, n int) float64 {
	l := t.labels
	for k := range l {
		t.alpha[k], t.beta[(n-1)*l+k] = never, never
		if t.begins[k] {
			t.alpha[k] = float64(s[k])
		}
		if t.ends[k] {
			t.beta[(n-1)*l+k] = 0
		}
	}
	for i := 1; i < n; i++ {
		for b := range l {
			tmp := t.tmp[:0]
			for _, a := range t.precedes[b] {
				tmp = append(tmp, t.alpha[(i-1)*l+a]+float64(t.join[a*l+b]))
			}
			t.alpha[i*l+b] = logSum(tmp) + float64(s[i*l+b])
		}
	}
	for i := n - 2; i >= 0; i-- {
		for a := range l {
			tmp := t.tmp[:0]
			for _, b := range t.allowed[a] {
				tmp = append(tmp, t.beta[(i+1)*l+b]+float64(t.join[a*l+b])+float64(s[(i+1)*l+b]))
			}
			t.beta[i*l+a] = logSum(tmp)
		}
	}
	tmp := t.tmp[:0]
	for k := range l {
		tmp = append(tmp, t.alpha[(n-1)*l+k]+t.beta[(n-1)*l+k])
	}
	return logSum(tmp)
}

func (t *trainer) update(q *numbered, s []float32, z float64) {
	const negligible = 1e-4 // of probability: saves nine tenths of the work
	l, at := t.labels, 0
	for i, fs := range q.features {
		shown := t.hidden[at : at+len(fs)]
		at += len(fs)
		t.slopes = t.slopes[:0]
		for k := range l {
			g := -math.Exp(t.alpha[i*l+k] + t.beta[i*l+k] - z)
			if k == q.labels[i] {
				g++
			}
			if math.Abs(g) >= negligible {
				t.slopes = append(t.slopes, slope{k, g})
			}
		}
		for _, f := range shown {
			if f < 0 {
				continue
			}
			for _, s := range t.slopes {
				j := int(f)*l + s.label
				t.adagrad(&t.w[j], &t.g2[j], s.g-t.opts.L2*float64(t.w[j]))
			}
		}
		if i == 0 {
			continue
		}
		for a := range l {
			for _, b := range t.allowed[a] {
				g := -math.Exp(t.alpha[(i-1)*l+a] + float64(t.join[a*l+b]) + float64(s[i*l+b]) + t.beta[i*l+b] - z)
				if q.labels[i-1] == a && q.labels[i] == b {
					g++
				}
				if math.Abs(g) >= negligible {
					t.adagrad(&t.join[a*l+b], &t.joinG2[a*l+b], g)
				}
			}
		}
	}
}

// adagrad takes one step (Duchi, Hazan and Singer 2011).
func (t *trainer) adagrad(w, g2 *float32, g float64) {
	*g2 += float32(g * g)
	*w += float32(t.opts.Rate * g / (1e-3 + math.Sqrt(float64(*g2))))
}

func logSum(v []float64) float64 {
	top := float64(never)
	for _, x := range v {
		top = max(top, x)
	}
	if top <= never/2 {
		return never
	}
	sum := 0.0
	for _, x := range v {
		if x > never/2 {
			sum += math.Exp(x - top)
		}
	}
	return top + math.Log(sum)
}

// write lays the averaged weights out as [Read] reads them.
func (t *trainer) write() []byte {
	l := t.labels
	shown := 1 - t.opts.Dropout // at run time every feature is shown
	weight := func(i int) float64 { return t.sum[i] / float64(t.averaged) * shown }
	top := 0.0
	for i := range t.w {
		top = max(top, math.Abs(weight(i)))
	}
	scale := float32(max(top, 1e-6) / 127)
	var features []uint32
	var weights []int8
	for f, name := range t.names {
		from, none := len(weights), true
		for k := range l {
			w := weight(f*l + k)
			step := math.Round(w / float64(scale))
			if math.Abs(w) < t.opts.Cut {
				step = 0
			}
			weights = append(weights, int8(step))
			none = none && step == 0
		}
		if none {
			weights = weights[:from]
			continue
		}
		features = append(features, name)
	}
	file := append([]byte(magic), byte(l))
	float := func(v float32) { file = binary.LittleEndian.AppendUint32(file, math.Float32bits(v)) }
	float(scale)
	for _, ok := range append(append([]bool{}, t.begins...), t.ends...) {
		if ok {
			float(0)
		} else {
			float(never)
		}
	}
	for a := range l {
		for b := range l {
			if slices.Contains(t.allowed[a], b) {
				float(float32(t.joinSum[a*l+b] / float64(t.averaged)))
			} else {
				float(never)
			}
		}
	}
	return table.Append(file, l, features, weights)
}
