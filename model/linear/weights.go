package linear

import (
	"encoding/binary"
	"math"
	"slices"

	"parallax/model/table"
)

// Weights are what training has learnt, before they are packed into a [Model].
type Weights struct {
	keys  []uint64  // features, ascending
	cells []float64 // for each feature, the weight of each label
	trans []float64 // as Model.trans; minus infinity for a bigram that may not be
	n     int       // labels
}

// NewWeights are none, of n labels, to add others to.
func NewWeights(n int) *Weights { return &Weights{n: n, trans: make([]float64, (n+1)*n)} }

// Plus is the sum of w and a share of o, which has the same labels. Models that
// learnt in two ways err in different places: their sum is better than either,
// at the price of one.
func (w *Weights) Plus(o *Weights, share float64) *Weights {
	sum := &Weights{n: w.n, trans: slices.Clone(w.trans)}
	for i, v := range o.trans {
		sum.trans[i] += share * v
	}
	row := make([]float64, w.n)
	for i, j := 0, 0; i < len(w.keys) || j < len(o.keys); {
		clear(row)
		key := uint64(math.MaxUint64)
		if i < len(w.keys) {
			key = w.keys[i]
		}
		if j < len(o.keys) {
			key = min(key, o.keys[j])
		}
		if i < len(w.keys) && w.keys[i] == key {
			copy(row, w.cells[i*w.n:])
			i++
		}
		if j < len(o.keys) && o.keys[j] == key {
			for l, v := range o.cells[j*w.n : j*w.n+w.n] {
				row[l] += share * v
			}
			j++
		}
		sum.keys, sum.cells = append(sum.keys, key), append(sum.cells, row...)
	}
	return sum
}

// Favour is [Model.Favour], for good.
func (w *Weights) Favour(label int, by float64) {
	for i := label; i < len(w.trans); i += w.n {
		w.trans[i] += by
	}
}

// Model packs the weights, without those below prune and those that round to
// nothing.
func (w *Weights) Model(labels []string, prune float64) *Model {
	if len(labels) != w.n {
		panic("linear: number of labels")
	}
	scale := w.scale(prune)
	// What Load reads back, so that training and loading round alike.
	stored := uint64(math.Round(scale * scaleUnit))
	scale = float64(stored) / scaleUnit

	var kept []uint64
	var bytes []int8
	for i, f := range w.keys {
		from := len(bytes)
		none := true
		for _, v := range w.cells[i*w.n : i*w.n+w.n] {
			q := max(-127, min(127, math.Round(v/scale)))
			if math.Abs(v) < prune {
				q = 0
			}
			bytes = append(bytes, int8(q))
			none = none && q == 0
		}
		if none {
			bytes = bytes[:from]
			continue
		}
		kept = append(kept, f)
	}

	b := []byte(magic)
	b = binary.AppendUvarint(b, uint64(w.n))
	for _, l := range labels {
		b = binary.AppendUvarint(b, uint64(len(l)))
		b = append(b, l...)
	}
	b = binary.AppendUvarint(b, stored)
	b = binary.AppendUvarint(b, uint64(len(w.trans)))
	for _, t := range w.trans {
		v := int32(forbidden)
		if !math.IsInf(t, -1) {
			v = int32(math.Round(t / scale))
		}
		b = binary.AppendUvarint(b, uint64(uint32(v)<<1^uint32(v>>31)))
	}
	b = table.Append(b, w.n, kept, bytes)
	return MustLoad(stringOf(b))
}

// scale is the unit in which weights are rounded to a signed byte. The few
// largest weights are cut off rather than make all others coarse: they win
// either way.
func (w *Weights) scale(prune float64) float64 {
	var all []float64
	for _, v := range w.cells {
		if v = math.Abs(v); v > 0 && v >= prune {
			all = append(all, v)
		}
	}
	if len(all) == 0 {
		return 1
	}
	slices.Sort(all)
	const share = 0.9995 // of the weights fits
	return max(all[int(share*float64(len(all)-1))]/127, 1.0/scaleUnit)
}
