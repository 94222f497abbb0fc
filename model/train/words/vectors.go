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
	// A short window learns what may stand in a word's place; a long one, what
	// stands beside it.
	window    = 2
	negatives = 4
	epochs    = 2
	// Every other article is read: twice as many move no neighbour that matters.
	every = 2
	rate  = 0.035
	// Words more frequent than this share are thinned out, as in word2vec.
	thin = 3e-4
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
	article := 0
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
			if article++; article%every != 0 {
				line = line[:0]
				continue
			}
			a := float32(rate * math.Max(0.02, 1-float64(done)/float64(steps)))
			for i, word := range line {
				for j := max(0, i-window); j <= min(len(line)-1, i+window); j++ {
					if j != i {
						skipGram(in[line[j]], out, word, draws, random, a, grad)
					}
				}
			}
			line = line[:0]
		}
		fmt.Fprintf(os.Stderr, "epoch %d of %d\n", epoch+1, epochs)
	}
	center(in)
	return in
}

// center takes off what all vectors have in common, which says nothing about
// any word (Mu and Viswanath 2018).
func center(vectors [][]float32) {
	mean := make([]float64, words.Dims)
	for _, v := range vectors {
		for d, x := range v {
			mean[d] += float64(x) / float64(len(vectors))
		}
	}
	for _, v := range vectors {
		for d := range v {
			v[d] -= float32(mean[d])
		}
	}
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
