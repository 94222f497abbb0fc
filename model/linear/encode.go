package linear

import (
	"encoding/binary"
	"math"
	"slices"

	"parallax/model/table"
)

// Model averages the weights over all examples so far, drops those below prune
// and those that round to nothing, and packs the rest.
func (t *Trainer) Model(labels []string, prune float64) *Model {
	if len(labels) != t.n {
		panic("linear: number of labels")
	}
	average := func(c cell) float64 {
		if t.now == 0 {
			return 0
		}
		return float64(c.w) - float64(c.sum)/float64(t.now)
	}
	scale := t.scale(average, prune)
	// What Load reads back, so that training and loading round alike.
	stored := uint64(math.Round(scale * scaleUnit))
	scale = float64(stored) / scaleUnit

	keys := make([]uint64, 0, len(t.rows))
	for f := range t.rows {
		keys = append(keys, f)
	}
	slices.Sort(keys)
	var kept []uint64
	var weights []int8
	for _, f := range keys {
		from := len(weights)
		none := true
		for _, c := range t.rows[f].cells {
			w := average(c)
			q := max(-127, min(127, math.Round(w/scale)))
			if math.Abs(w) < prune {
				q = 0
			}
			weights = append(weights, int8(q))
			none = none && q == 0
		}
		if none {
			weights = weights[:from]
			continue
		}
		kept = append(kept, f)
	}

	b := []byte(magic)
	b = binary.AppendUvarint(b, uint64(len(labels)))
	for _, l := range labels {
		b = binary.AppendUvarint(b, uint64(len(l)))
		b = append(b, l...)
	}
	b = binary.AppendUvarint(b, stored)
	b = binary.AppendUvarint(b, uint64(len(t.trans)))
	for _, c := range t.trans {
		v := int32(forbidden)
		if c.w > forbidden/2 {
			v = int32(math.Round(average(c) / scale))
		}
		b = binary.AppendUvarint(b, uint64(uint32(v)<<1^uint32(v>>31)))
	}
	b = table.Append(b, t.n, kept, weights)
	return MustLoad(stringOf(b))
}

// scale is the unit in which weights are rounded to a signed byte. The few
// largest weights are cut off rather than make all others coarse: they win
// either way.
func (t *Trainer) scale(average func(cell) float64, prune float64) float64 {
	var all []float64
	for _, r := range t.rows {
		for _, c := range r.cells {
			if w := math.Abs(average(c)); w > 0 && w >= prune {
				all = append(all, w)
			}
		}
	}
	if len(all) == 0 {
		return 1
	}
	slices.Sort(all)
	const share = 0.9995 // of the weights fits
	return max(all[int(share*float64(len(all)-1))]/127, 1.0/scaleUnit)
}
