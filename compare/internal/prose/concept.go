package prose

import "math"

// Concepts gives each stem its worth for the story: the share of origins that
// use it, times its rarity in English news. What one origin alone says is
// worth nothing here, unless there is only one.
func (s *Set) Concepts() []float64 {
	n := s.OriginsWith()
	out := make([]float64, len(s.Stems))
	for w, c := range n {
		if c < 2 && s.Origins > 1 {
			continue
		}
		count := float64(c)
		if s.Origins == 1 {
			count = math.Sqrt(float64(len(s.postings[w])))
		}
		out[w] = count / float64(max(1, s.Origins)) * s.Weights[w]
	}
	return out
}
