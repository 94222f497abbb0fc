package linear

import (
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// Options say how to train.
type Options struct {
	Labels []string // at most 255
	Epochs int      // passes over the data; 0 means 8
	// Viterbi trains for Model.Viterbi, with label bigrams; otherwise for
	// Model.Greedy, without.
	Viterbi bool
	// SeenOnly forbids label bigrams that no training sequence has, such as I
	// after O. Viterbi only.
	SeenOnly bool
	// Margin is how far, in updates, the gold label must lead before a position
	// counts as right; 1 to 3 helps most models. 0 is the plain perceptron.
	Margin int
	// Bias is added to a label's score while training, in updates: a positive
	// one makes training give that label too readily and so learn to hold it
	// back, a negative one the opposite (recall). nil for none.
	Bias []int
	// MinCount drops features seen at fewer positions; 0 means 1.
	MinCount int
	// Prune drops weights smaller than this, in updates after averaging;
	// it makes the file smaller. 0 drops only what rounds to nothing.
	Prune float64
	Seed  uint64
	Log   io.Writer // progress, nil for none
}

// A Sequence is one training example. The extractor is called once in every
// epoch; for greedy training with what was decided so far.
type Sequence struct {
	Gold []uint8
	// Given are labels known before decoding, see GreedyGiven; nil for none.
	// Training for Viterbi does without.
	Given    []uint8
	Features Extractor
}

// TrainSequences trains a labeller.
func TrainSequences(o Options, data []Sequence) *Model {
	return TrainPerceptron(o, data).Model(o.Labels, o.Prune)
}

// TrainPerceptron is TrainSequences, up to the weights.
func TrainPerceptron(o Options, data []Sequence) *Weights {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	t := NewTrainer(len(o.Labels))
	if o.MinCount > 1 {
		for _, q := range data {
			for i := range q.Gold {
				t.features = q.Features(i, q.Gold[:i], t.features[:0])
				t.Count(t.features)
			}
		}
		t.Keep(o.MinCount)
	}
	if o.Viterbi {
		t.transitions(data, o.SeenOnly)
	}
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, mul1))
	for epoch := range o.Epochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		wrong, total := 0, 0
		for _, k := range order {
			if o.Viterbi {
				wrong += t.viterbi(&data[k], &o)
			} else {
				wrong += t.greedy(&data[k], &o)
			}
			total += len(data[k].Gold)
		}
		if o.Log != nil {
			fmt.Fprintf(o.Log, "epoch %d: %d of %d wrong, %d features\n", epoch+1, wrong, total, len(t.rows))
		}
	}
	return t.weights()
}

// A Trainer is a perceptron in training. Weights are whole numbers of updates;
// a feature takes memory from its first update on.
type Trainer struct {
	n     int
	now   int64 // examples seen
	rows  map[uint64]*row
	trans []cell // as Model.trans; nil without
	free  []row
	cells []cell
	kept  map[uint64]uint8 // counts, then the features to keep; nil for all

	features []uint64
	scores   []int64
	prev     []int64
	back     []uint8
	labels   []uint8
	lists    [][]uint64
	transNow []int64
}

type row struct{ cells []cell }

// A cell is one weight: its value and the sum of its updates, each times the
// moment it was made, from which the average follows.
type cell struct {
	w   int64
	sum int64
}

const forbidden = -1 << 28 // score of a label bigram that may not be

// NewTrainer starts a model with n labels.
func NewTrainer(n int) *Trainer {
	return &Trainer{n: n, rows: make(map[uint64]*row)}
}

// Model averages the weights over all examples so far and packs them, see
// [Weights.Model].
func (t *Trainer) Model(labels []string, prune float64) *Model {
	return t.weights().Model(labels, prune)
}

func (t *Trainer) weights() *Weights {
	average := func(c cell) float64 {
		if t.now == 0 {
			return 0
		}
		return float64(c.w) - float64(c.sum)/float64(t.now)
	}
	w := &Weights{n: t.n, keys: slices.Sorted(maps.Keys(t.rows))}
	for _, f := range w.keys {
		for _, c := range t.rows[f].cells {
			w.cells = append(w.cells, average(c))
		}
	}
	for _, c := range t.trans {
		v := math.Inf(-1)
		if c.w > forbidden/2 {
			v = average(c)
		}
		w.trans = append(w.trans, v)
	}
	return w
}

// Count notes that the features were seen once more, for Keep.
func (t *Trainer) Count(features []uint64) {
	if t.kept == nil {
		t.kept = make(map[uint64]uint8)
	}
	for _, f := range features {
		if c := t.kept[f]; c < 255 {
			t.kept[f] = c + 1
		}
	}
}

// Keep restricts training to features that were counted at least min times.
func (t *Trainer) Keep(min int) {
	for f, c := range t.kept {
		if int(c) < min {
			delete(t.kept, f)
		}
	}
}

// Score sets scores, one for each label, to the sum of the current weights.
func (t *Trainer) Score(scores []int64, features []uint64) {
	clear(scores)
	for _, f := range features {
		if r := t.rows[f]; r != nil {
			for l := range r.cells {
				scores[l] += r.cells[l].w
			}
		}
	}
}

// Update moves weight from label guess to label gold for each feature; equal
// labels change nothing. Call Tick once for each example, updated or not.
func (t *Trainer) Update(features []uint64, gold, guess int) {
	if gold == guess {
		return
	}
	for _, f := range features {
		r := t.rows[f]
		if r == nil {
			if t.kept != nil && t.kept[f] == 0 {
				continue
			}
			r = t.newRow()
			t.rows[f] = r
		}
		r.cells[gold].add(1, t.now)
		r.cells[guess].add(-1, t.now)
	}
}

func (c *cell) add(d, now int64) {
	c.w += d
	c.sum += d * now
}

// Tick counts one example.
func (t *Trainer) Tick() { t.now++ }

func (t *Trainer) newRow() *row {
	const block = 4096 // rows
	if len(t.free) == 0 {
		t.free = make([]row, block)
		t.cells = make([]cell, block*t.n)
	}
	r := &t.free[0]
	t.free = t.free[1:]
	r.cells, t.cells = t.cells[:t.n:t.n], t.cells[t.n:]
	return r
}

func (t *Trainer) transitions(data []Sequence, seenOnly bool) {
	t.trans = make([]cell, (t.n+1)*t.n)
	if !seenOnly {
		return
	}
	for i := range t.trans {
		t.trans[i].w = forbidden
	}
	for _, q := range data {
		p := 0
		for _, l := range q.Gold {
			t.trans[p*t.n+int(l)].w = 0
			p = int(l) + 1
		}
	}
}

func (t *Trainer) greedy(q *Sequence, o *Options) (wrong int) {
	t.labels = grow(t.labels, len(q.Gold))
	t.scores = grow(t.scores, t.n)
	for i, gold := range q.Gold {
		if q.Given != nil && q.Given[i] != Open {
			t.labels[i] = q.Given[i]
			continue
		}
		t.features = q.Features(i, t.labels[:i], t.features[:0])
		t.Score(t.scores, t.features)
		t.labels[i] = uint8(argmax(t.scores))
		if t.labels[i] != gold {
			wrong++
		}
		t.handicap(o, int(gold))
		t.Update(t.features, int(gold), argmax(t.scores))
		t.Tick()
	}
	return wrong
}

// handicap makes it harder for the gold label, so that it must lead clearly.
func (t *Trainer) handicap(o *Options, gold int) {
	t.scores[gold] -= int64(o.Margin)
	for l, b := range o.Bias {
		t.scores[l] += int64(b)
	}
}

func argmax(scores []int64) int {
	best := 0
	for l, v := range scores {
		if v > scores[best] {
			best = l
		}
	}
	return best
}

func (t *Trainer) viterbi(q *Sequence, o *Options) (wrong int) {
	n := len(q.Gold)
	if n == 0 {
		return 0
	}
	t.transNow = grow(t.transNow, len(t.trans))
	for i := range t.trans {
		t.transNow[i] = t.trans[i].w
	}
	t.labels = grow(t.labels, n)
	t.back = grow(t.back, n*t.n)
	t.prev = grow(t.prev, t.n)
	t.scores = grow(t.scores, t.n)
	for len(t.lists) < n {
		t.lists = append(t.lists, nil)
	}
	for i, gold := range q.Gold {
		t.lists[i] = q.Features(i, nil, t.lists[i][:0])
		t.Score(t.scores, t.lists[i])
		t.handicap(o, int(gold))
		step(t.scores, t.prev, t.back[i*t.n:(i+1)*t.n], t.transNow, i == 0)
		t.prev, t.scores = t.scores, t.prev
	}
	trace(t.labels, t.back, t.prev)
	gp, pp := 0, 0 // previous labels, plus 1
	for i, gold := range q.Gold {
		g, p := int(gold), int(t.labels[i])
		if g != p {
			wrong++
		}
		t.Update(t.lists[i], g, p)
		if g != p || gp != pp {
			t.trans[gp*t.n+g].add(1, t.now)
			t.trans[pp*t.n+p].add(-1, t.now)
		}
		gp, pp = g+1, p+1
	}
	t.Tick()
	return wrong
}
