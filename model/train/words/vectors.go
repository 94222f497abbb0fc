package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"sort"

	"parallax/model/words"
)

const (
	window    = 5
	negatives = 6
	epochs    = 4
	rate      = 0.035
	// Words more frequent than this share are thinned out, as in word2vec.
	thin = 1e-4
)

// train returns one vector of words.Dims for each of the n most frequent stems.
func train(c *corpus, rank []int32, n int) [][]float32 {
	random := rand.New(rand.NewPCG(1, 2))
	count := make([]float64, n)
	total := 0.0
	for _, w := range c.words {
		if w >= 0 && rank[w] >= 0 && int(rank[w]) < n {
			count[rank[w]]++
			total++
		}
	}
	// Negatives are drawn from the counts to the power 3/4.
	cumulative := make([]float64, n)
	sum := 0.0
	for i := range cumulative {
		sum += math.Pow(count[i], 0.75)
		cumulative[i] = sum
	}
	draws := make([]int32, 1<<20)
	for i := range draws {
		draws[i] = int32(sort.SearchFloat64s(cumulative, (float64(i)+0.5)/float64(len(draws))*sum))
	}
	in, out := make([][]float32, n), make([][]float32, n)
	for i := range in {
		in[i], out[i] = make([]float32, words.Dims), make([]float32, words.Dims)
		for d := range in[i] {
			in[i][d] = (random.Float32() - 0.5) / words.Dims
		}
	}
	keep := make([]float64, n)
	for i := range keep {
		f := count[i] / total
		keep[i] = math.Sqrt(thin/f) + thin/f
	}
	steps := int64(len(c.words)) * epochs
	done := int64(0)
	var line []int32
	grad := make([]float32, words.Dims)
	for epoch := range epochs {
		line = line[:0]
		for _, w := range c.words {
			done++
			if w >= 0 {
				if r := rank[w]; r >= 0 && int(r) < n && (keep[r] >= 1 || random.Float64() < keep[r]) {
					line = append(line, r)
				}
				continue
			}
			a := float32(rate * math.Max(0.02, 1-float64(done)/float64(steps)))
			for i, word := range line {
				reach := 1 + random.IntN(window)
				for j := max(0, i-reach); j <= min(len(line)-1, i+reach); j++ {
					if j != i {
						skipGram(in[line[j]], out, word, draws, random, a, grad)
					}
				}
			}
			line = line[:0]
		}
		fmt.Fprintf(os.Stderr, "epoch %d of %d\n", epoch+1, epochs)
	}
	return in
}

func skipGram(v []float32, out [][]float32, word int32, draws []int32, random *rand.Rand, a float32, grad []float32) {
	clear(grad)
	for k := 0; k <= negatives; k++ {
		target, label := word, float32(1)
		if k > 0 {
			target, label = draws[random.IntN(len(draws))], 0
			if target == word {
				continue
			}
		}
		o := out[target]
		var dot float32
		for d, x := range v {
			dot += x * o[d]
		}
		g := (label - sigmoid(dot)) * a
		for d, x := range v {
			grad[d] += g * o[d]
			o[d] += g * x
		}
	}
	for d := range v {
		v[d] += grad[d]
	}
}

func sigmoid(x float32) float32 {
	switch {
	case x > 8:
		return 1
	case x < -8:
		return 0
	}
	return float32(1 / (1 + math.Exp(-float64(x))))
}
