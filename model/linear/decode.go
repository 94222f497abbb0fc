package linear

import "sync"

// An Extractor appends the features of position i to buf. In greedy decoding
// done holds the labels of the positions before i, in Viterbi decoding it is nil.
type Extractor func(i int, done []uint8, buf []uint64) []uint64

// Scratch is memory that decoding reuses. It serves one goroutine at a time.
type Scratch struct {
	features []uint64
	scores   []int32
	prev     []int32
	back     []uint8
	labels   []uint8
}

var scratches = sync.Pool{New: func() any { return new(Scratch) }}

// GetScratch takes a Scratch from a common pool; give it back with Put.
func GetScratch() *Scratch { return scratches.Get().(*Scratch) }

// Put gives s back; what was decoded with it is no longer valid.
func (s *Scratch) Put() { scratches.Put(s) }

// row returns n scores of 0.
func (s *Scratch) row(n int) []int32 {
	s.scores = grow(s.scores, n)
	clear(s.scores)
	return s.scores
}

func grow[T any](b []T, n int) []T {
	if cap(b) < n {
		return make([]T, n, n+n/2)
	}
	return b[:n]
}

// Greedy labels n positions from left to right, each for the best. The result
// is valid until s is used again.
func (m *Model) Greedy(n int, features Extractor, s *Scratch) []uint8 {
	return m.GreedyGiven(n, nil, features, s)
}

// Open marks a position without a given label, see GreedyGiven.
const Open = 0xff

// GreedyGiven is Greedy where the labels of some positions are known before:
// those for which given is not Open. nil gives none.
func (m *Model) GreedyGiven(n int, given []uint8, features Extractor, s *Scratch) []uint8 {
	s.labels = grow(s.labels, n)
	for i := range n {
		if given != nil && given[i] != Open {
			s.labels[i] = given[i]
			continue
		}
		s.features = features(i, s.labels[:i], s.features[:0])
		scores := s.row(len(m.labels))
		m.Score(scores, s.features)
		best := 0
		for l, v := range scores {
			if v > scores[best] {
				best = l
			}
		}
		s.labels[i] = uint8(best)
	}
	return s.labels
}

// Viterbi labels n positions with the sequence that scores best together. The
// result is valid until s is used again.
func (m *Model) Viterbi(n int, features Extractor, s *Scratch) []uint8 {
	return m.ViterbiBy(n, func(i int, scores []int32) {
		s.features = features(i, nil, s.features[:0])
		m.Score(scores, s.features)
	}, s)
}

// A Scorer adds to scores what position i gives each label.
type Scorer func(i int, scores []int32)

// ViterbiBy is Viterbi where the caller adds up the scores, with [Model.Score]
// or from what it remembers.
func (m *Model) ViterbiBy(n int, score Scorer, s *Scratch) []uint8 {
	L := len(m.labels)
	s.labels = grow(s.labels, n)
	if n == 0 {
		return s.labels
	}
	s.back = grow(s.back, n*L)
	s.prev = grow(s.prev, L)
	for i := range n {
		scores := s.row(L)
		score(i, scores)
		step(scores, s.prev, s.back[i*L:(i+1)*L], m.trans, i == 0)
		s.prev, s.scores = s.scores, s.prev
	}
	trace(s.labels, s.back, s.prev)
	return s.labels
}

// number is what scores are while training and while decoding.
type number interface{ ~int32 | ~int64 }

// step turns the scores of one position into those of the best sequences that
// end there, and notes in back where each came from.
func step[N number](scores, prev []N, back []uint8, trans []N, first bool) {
	L := len(scores)
	if trans == nil {
		var best uint8
		if !first {
			for p := range prev {
				if prev[p] > prev[best] {
					best = uint8(p)
				}
			}
		}
		for l := range scores {
			back[l] = best
			if !first {
				scores[l] += prev[best]
			}
		}
		return
	}
	if first {
		for l := range scores {
			scores[l] += trans[l]
			back[l] = 0
		}
		return
	}
	for l := range scores {
		best, from := prev[0]+trans[L+l], 0
		for p := 1; p < L; p++ {
			if v := prev[p] + trans[(p+1)*L+l]; v > best {
				best, from = v, p
			}
		}
		scores[l] += best
		back[l] = uint8(from)
	}
}

// trace reads the best sequence out of back.
func trace[N number](labels, back []uint8, last []N) {
	L := len(last)
	best := 0
	for l, v := range last {
		if v > last[best] {
			best = l
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i] = uint8(best)
		best = int(back[i*L+best])
	}
}
