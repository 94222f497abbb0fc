package forest

import (
	"math"
	"slices"
)

// A Sample is one example to learn from.
type Sample struct {
	X      []float32
	Yes    bool
	Weight float32
}

// Options say how to train.
type Options struct {
	Trees int
	Depth int     // of each tree
	Rate  float64 // how much of its advice each tree may give
	// Least is the weight of examples, each counted by how undecided it is, that
	// a leaf must stand on.
	Least float64
}

const (
	cutsPerFeature = 48
	shrink         = 1.0 // pulls leaves of few examples towards zero
)

// Train learns from samples, of which at least one says yes and one no.
func Train(data []Sample, o Options) *Forest {
	t := newTrainer(data, o)
	for range o.Trees {
		t.gradients()
		t.tree = nil
		all := make([]int32, len(data))
		for i := range all {
			all[i] = int32(i)
		}
		t.grow(all, o.Depth)
		t.forest.trees = append(t.forest.trees, t.tree)
	}
	return t.forest
}

type trainer struct {
	Options
	data   []Sample
	cuts   [][]float32 // of each feature, rising
	bins   [][]uint8   // of each feature, for each sample: how many cuts lie at or below it
	margin []float64   // log-odds so far
	g, h   []float64   // first and second derivative of the loss
	forest *Forest
	tree   []node
}

func newTrainer(data []Sample, o Options) *trainer {
	t := &trainer{Options: o, data: data, g: make([]float64, len(data)), h: make([]float64, len(data))}
	t.forest = &Forest{features: len(data[0].X)}
	for f := range t.forest.features {
		values := make([]float32, len(data))
		for i := range data {
			values[i] = data[i].X[f]
		}
		cuts := cutsOf(values)
		bins := make([]uint8, len(data))
		for i, v := range values {
			b, found := slices.BinarySearch(cuts, v)
			if found {
				b++
			}
			bins[i] = uint8(b)
		}
		t.cuts, t.bins = append(t.cuts, cuts), append(t.bins, bins)
	}
	var yes, all float64
	for _, d := range data {
		all += float64(d.Weight)
		if d.Yes {
			yes += float64(d.Weight)
		}
	}
	t.forest.bias = float32(math.Log(yes / (all - yes)))
	t.margin = make([]float64, len(data))
	for i := range t.margin {
		t.margin[i] = float64(t.forest.bias)
	}
	return t
}

// cutsOf proposes where to cut a feature: half of the cuts by rank, half at
// even distances, so that the rare high values are told apart too.
func cutsOf(values []float32) []float32 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	distinct := slices.Compact(slices.Clone(sorted))
	if len(distinct) <= cutsPerFeature {
		return distinct[1:]
	}
	var cuts []float32
	lo, hi := sorted[0], sorted[len(sorted)-1]
	for b := 1; b < cutsPerFeature; b++ {
		cuts = append(cuts, sorted[b*len(sorted)/cutsPerFeature], lo+(hi-lo)*float32(b)/cutsPerFeature)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	if cuts[0] == lo {
		cuts = cuts[1:]
	}
	return cuts
}

func (t *trainer) gradients() {
	for i, d := range t.data {
		p := 1 / (1 + math.Exp(-t.margin[i]))
		y := 0.0
		if d.Yes {
			y = 1
		}
		t.g[i] = (p - y) * float64(d.Weight)
		t.h[i] = max(p*(1-p), 1e-6) * float64(d.Weight)
	}
}

// grow adds the node that decides over rows, and those below it.
func (t *trainer) grow(rows []int32, depth int) uint16 {
	at := len(t.tree)
	t.tree = append(t.tree, node{feature: -1})
	var g, h float64
	for _, i := range rows {
		g += t.g[i]
		h += t.h[i]
	}
	f, cut := -1, 0
	if depth > 0 {
		f, cut = t.split(rows, g, h)
	}
	if f < 0 {
		value := float32(-g / (h + shrink) * t.Rate)
		t.tree[at].value = value
		for _, i := range rows {
			t.margin[i] += float64(value)
		}
		return uint16(at)
	}
	var left, right []int32
	for _, i := range rows {
		if int(t.bins[f][i]) <= cut {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	l := t.grow(left, depth-1)
	r := t.grow(right, depth-1)
	t.tree[at] = node{feature: int16(f), left: l, right: r, value: t.cuts[f][cut]}
	return uint16(at)
}

// split finds the cut that gains most, or -1.
func (t *trainer) split(rows []int32, g, h float64) (feature, cut int) {
	gain := func(g, h float64) float64 { return g * g / (h + shrink) }
	best := 1e-6
	feature = -1
	var sumG, sumH [2*cutsPerFeature + 1]float64
	for f, cuts := range t.cuts {
		n := len(cuts) + 1
		clear(sumG[:n])
		clear(sumH[:n])
		for _, i := range rows {
			b := t.bins[f][i]
			sumG[b] += t.g[i]
			sumH[b] += t.h[i]
		}
		var leftG, leftH float64
		for b := range cuts {
			leftG += sumG[b]
			leftH += sumH[b]
			if leftH < t.Least || h-leftH < t.Least {
				continue
			}
			if v := gain(leftG, leftH) + gain(g-leftG, h-leftH) - gain(g, h); v > best {
				best, feature, cut = v, f, b
			}
		}
	}
	return feature, cut
}
