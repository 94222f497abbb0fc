package story

import (
	"cmp"
	"math"
	"slices"
)

func logf(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return math.Log(x)
}

// A weight is a term of a vector.
type weight struct {
	ID uint32
	W  float32
}

// A vector is sparse, sorted by ID, of length 1 or empty.
type vector []weight

// unit sorts v and gives it the length 1.
func (v vector) unit() {
	slices.SortFunc(v, func(a, b weight) int { return cmp.Compare(a.ID, b.ID) })
	var sum float64
	for _, t := range v {
		sum += float64(t.W) * float64(t.W)
	}
	if sum == 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i].W *= by
	}
}

// of is the weight of a term.
func (v vector) of(id uint32) float32 {
	i, ok := slices.BinarySearchFunc(v, id, func(t weight, id uint32) int { return cmp.Compare(t.ID, id) })
	if !ok {
		return 0
	}
	return v[i].W
}

// shared calls yield with the places of the terms that v and u share.
func (v vector) shared(u vector, yield func(i, j int)) {
	for i, j := 0, 0; i < len(v) && j < len(u); {
		switch {
		case v[i].ID < u[j].ID:
			i++
		case v[i].ID > u[j].ID:
			j++
		default:
			yield(i, j)
			i++
			j++
		}
	}
}

// normalise gives a dense vector the length 1.
func normalise(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return false
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
	return true
}

// similar is the cosine of two dense vectors of length 1.
func similar(a, b []float32) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	var sum float32
	for i, x := range a {
		sum += x * b[i]
	}
	return float64(sum)
}
