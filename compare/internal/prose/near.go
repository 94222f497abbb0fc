package prose

import (
	"cmp"
	"slices"
)

const (
	// mostVisits bounds the sentences looked at for one sentence, rarest stems
	// first. In a story of a hundred articles the words of the event stand in
	// thousands of sentences and tell none apart; the rarer words of a sentence
	// find its neighbours.
	mostVisits = 1500
	// mostNear bounds the neighbours that are returned: those that share most.
	mostNear = 80
	// leastShared is the weight in nats that two sentences must share to be
	// compared: one rare word, or two of middling rarity.
	leastShared = 5.0
)

// A Finder finds neighbours; it holds the scratch space for one goroutine.
type Finder struct {
	set    *Set
	shared []float64
	seen   []int32
	stems  []int
	near   []int32
}

// NewFinder returns a Finder over s.
func (s *Set) NewFinder() *Finder {
	return &Finder{set: s, shared: make([]float64, len(s.Sentences))}
}

// Near returns the sentences that share rare stems with sentence i, ascending.
// The slice is good until the next call.
func (f *Finder) Near(i int) []int32 {
	return f.NearStems(f.set.Sentences[i].Stems, i)
}

// NearStems is Near for a list of stems; sentence except is left out.
func (f *Finder) NearStems(stems []int, except int) []int32 {
	for _, j := range f.seen {
		f.shared[j] = 0
	}
	f.seen, f.near = f.seen[:0], f.near[:0]
	f.stems = append(f.stems[:0], stems...)
	slices.SortStableFunc(f.stems, func(a, b int) int { return len(f.set.postings[a]) - len(f.set.postings[b]) })
	visits := 0
	for _, w := range f.stems {
		if visits += len(f.set.postings[w]); visits > mostVisits {
			break
		}
		for _, j := range f.set.postings[w] {
			if int(j) == except {
				continue
			}
			if f.shared[j] == 0 {
				f.seen = append(f.seen, j)
			}
			f.shared[j] += f.set.Weights[w] + 1e-9
		}
	}
	for _, j := range f.seen {
		if f.shared[j] >= leastShared {
			f.near = append(f.near, j)
		}
	}
	if len(f.near) > mostNear {
		slices.SortFunc(f.near, func(a, b int32) int {
			if f.shared[a] != f.shared[b] {
				return cmp.Compare(f.shared[b], f.shared[a])
			}
			return int(a - b)
		})
		f.near = f.near[:mostNear]
	}
	slices.Sort(f.near)
	return f.near
}

// Reach tells how a sentence stands among the other origins.
type Reach struct {
	// Central is the mean over the other origins of the best cosine that one
	// of their sentences has, 0 to 1; 0 when there is no other origin.
	Central float64
	// Told is the largest part of the sentence's weight that one sentence of
	// another origin has, 0 to 1, and By that sentence, -1 for none.
	Told float64
	By   int
	// Origins counts the other origins with a sentence of cosine 0.35 or more:
	// those that tell the same or almost the same.
	Origins int
}

// almostSame is the cosine from which two sentences tell much the same. On
// MSRP, pairs that readers called paraphrases have a median of 0.6; sentences
// of one story that share only its names stay below 0.3.
const almostSame = 0.35

// Reaches returns the reach of every sentence.
func (s *Set) Reaches() []Reach {
	out := make([]Reach, len(s.Sentences))
	find := s.NewFinder()
	best := make([]float64, s.Origins)
	here := make([]float64, len(s.Weights)) // weights of the stems of one sentence
	for i := range s.Sentences {
		one := &s.Sentences[i]
		clear(best)
		for _, w := range one.Stems {
			here[w] = s.Weights[w]
		}
		r := Reach{By: -1}
		for _, j := range find.Near(i) {
			other := &s.Sentences[j]
			if other.Origin == one.Origin {
				continue
			}
			shared, squares := 0.0, 0.0
			for _, w := range other.Stems {
				shared += here[w]
				squares += here[w] * here[w]
			}
			if one.Norm > 0 && other.Norm > 0 {
				best[other.Origin] = max(best[other.Origin], squares/(one.Norm*other.Norm))
			}
			if told := shared / max(one.Weight, 1); told > r.Told {
				r.Told, r.By = told, int(j)
			}
		}
		for _, w := range one.Stems {
			here[w] = 0
		}
		for _, c := range best {
			r.Central += c
			if c >= almostSame {
				r.Origins++
			}
		}
		r.Central /= float64(max(1, s.Origins-1))
		out[i] = r
	}
	return out
}
