package storyline

import (
	"fmt"
	"math"
	"strings"
)

// aloof is the best cosine with another article below which an article does not
// look like one of the story. Of 307 articles of 53 events (the training
// stories and multioutlet) those with prose of their own lie at 0.08 and above;
// an article of another event lies below 0.06 in nine cases of ten.
const aloof = 0.06

// apart says which articles do not look like the story of the others, or "".
// Articles are compared by all their rare words, each once.
func (s *story) apart() string {
	n := len(s.Docs)
	if n < 2 {
		return ""
	}
	norm := make([]float64, n)
	vectors := make([][]float64, n)
	for a := range n {
		vectors[a] = make([]float64, len(s.concepts))
		for i := s.Docs[a][0]; i < s.Docs[a][1]; i++ {
			for _, w := range s.Sentences[i].Stems {
				vectors[a][w]++
			}
		}
		for w := range vectors[a] {
			if vectors[a][w] > 0 {
				vectors[a][w] = (1 + math.Log(vectors[a][w])) * s.Weights[w]
			}
			norm[a] += vectors[a][w] * vectors[a][w]
		}
		norm[a] = math.Sqrt(norm[a])
	}
	var far []string
	for a := range n {
		best := 0.0
		for b := range n {
			if a == b || norm[a] == 0 || norm[b] == 0 {
				continue
			}
			dot := 0.0
			for w, x := range vectors[a] {
				dot += x * vectors[b][w]
			}
			best = max(best, dot/(norm[a]*norm[b]))
		}
		if best < aloof && norm[a] > 0 {
			far = append(far, s.Report.Articles[a].ID)
		}
	}
	switch {
	case len(far) == 0:
		return ""
	case len(far) == n:
		return "these articles do not look like one story: no two of them share more than everyday words"
	}
	return fmt.Sprintf("%s may not belong to this story: hardly any rare word is shared with the other articles", strings.Join(far, ", "))
}
