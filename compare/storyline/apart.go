package storyline

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// aloof is the best cosine with another article below which an article does not
// look like one of the story. Of 307 articles of 53 events (the training
// stories and multioutlet) those with prose of their own lie at 0.08 and above;
// an article of another event lies below 0.06 in nine cases of ten.
const aloof = 0.06

// apart says which articles do not look like the story of the others, or "".
// Articles are compared by all their rare words, each once; those that share
// enough, directly or through others, are one story. Articles without prose
// are left out.
func (s *story) apart() string {
	vectors, norms := s.vectors()
	n := len(vectors)
	group := make([]int, n)
	for a := range group {
		group[a] = a
	}
	for a := range n {
		for b := range a {
			if norms[a] == 0 || norms[b] == 0 || group[a] == group[b] {
				continue
			}
			dot := 0.0
			for w, x := range vectors[a] {
				dot += x * vectors[b][w]
			}
			if dot < aloof*norms[a]*norms[b] {
				continue
			}
			from, to := group[a], group[b]
			for k := range group {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	members := map[int][]string{}
	var order []int
	for a := range n {
		if norms[a] == 0 {
			continue
		}
		if members[group[a]] == nil {
			order = append(order, group[a])
		}
		members[group[a]] = append(members[group[a]], s.Report.Articles[a].ID)
	}
	if len(order) < 2 {
		return ""
	}
	sort.SliceStable(order, func(i, j int) bool { return len(members[order[i]]) > len(members[order[j]]) })
	if len(members[order[0]]) == 1 {
		return "These articles do not look like one story: no two of them share more than everyday words."
	}
	var others []string
	for _, g := range order[1:] {
		others = append(others, strings.Join(members[g], ", "))
	}
	return fmt.Sprintf("%s may not belong to this story: hardly any rare word is shared with the %d other articles.",
		strings.Join(others, "; "), len(members[order[0]]))
}

// vectors weigh the stems of each article by rarity and, damped, by count.
func (s *story) vectors() (vectors [][]float64, norms []float64) {
	n := len(s.Docs)
	vectors, norms = make([][]float64, n), make([]float64, n)
	for a := range n {
		v := make([]float64, len(s.concepts))
		for i := s.Docs[a][0]; i < s.Docs[a][1]; i++ {
			for _, w := range s.Sentences[i].Stems {
				v[w]++
			}
		}
		for w := range v {
			if v[w] > 0 {
				v[w] = (1 + math.Log(v[w])) * s.Weights[w]
			}
			norms[a] += v[w] * v[w]
		}
		vectors[a], norms[a] = v, math.Sqrt(norms[a])
	}
	return vectors, norms
}
