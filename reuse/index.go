package reuse

import (
	"cmp"
	"slices"
)

// gramWords is the length of the word runs that are looked up. Runs of four
// words recur by chance between unrelated reports of one event ("the prime
// minister said that"); six miss sentences in which every sixth word changed.
const gramWords = 5

// A gram is a run of gramWords words of one article.
type gram struct {
	hash uint64
	pos  int32 // its first word
}

// index fills b.grams.
func (b *body) index() {
	n := len(b.words) - gramWords + 1
	if n <= 0 {
		return
	}
	b.grams = make([]gram, n)
	for i := range b.grams {
		h := uint64(14695981039346656037)
		for k := i; k < i+gramWords; k++ {
			h = (h ^ uint64(b.words[k].hash)) * 1099511628211
		}
		b.grams[i] = gram{hash: h ^ h>>29, pos: int32(i)}
	}
	slices.SortFunc(b.grams, func(x, y gram) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.pos, y.pos))
	})
}

// A pair is two articles that share runs of words, a < b.
type pair struct{ a, b int }

const (
	// minShared is how many different runs two articles must share to be
	// compared: three runs of five words are one run of seven, less than any
	// sentence that counts as copied.
	minShared = 3
	// crowd is the number of articles from which a run is only sampled: a run
	// that n articles share makes n*n/2 pairs, so one in n/crowd is looked at,
	// which keeps the work in proportion to the text. Copies share hundreds of
	// runs; enough of them remain.
	crowd = 24
	// maxPartners bounds the pairs of one article. A text that hundreds of
	// outlets ran makes a number of pairs that nobody can read; that all of
	// them are one origin shows from fewer.
	maxPartners = 50
)

// candidates returns the pairs that share at least minShared runs, in order.
// Where an article shares runs with more than maxPartners others, only those
// with which it shares most are kept, and all is false.
func candidates(bodies []*body) (pairs []pair, all bool) {
	type entry struct {
		hash uint64
		doc  int32
	}
	total := 0
	for _, b := range bodies {
		total += len(b.grams)
	}
	entries := make([]entry, 0, total)
	for d, b := range bodies {
		for i, g := range b.grams {
			if i == 0 || g.hash != b.grams[i-1].hash {
				entries = append(entries, entry{g.hash, int32(d)})
			}
		}
	}
	slices.SortFunc(entries, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.doc, y.doc))
	})
	shared := map[pair]int{}
	for i := 0; i < len(entries); {
		j := i + 1
		for j < len(entries) && entries[j].hash == entries[i].hash {
			j++
		}
		weight := 1
		if n := j - i; n > crowd {
			weight = n / crowd
			if entries[i].hash%uint64(weight) != 0 {
				i = j
				continue
			}
		}
		for x := i; x < j; x++ {
			for y := x + 1; y < j; y++ {
				shared[pair{int(entries[x].doc), int(entries[y].doc)}] += weight
			}
		}
		i = j
	}
	type weighed struct {
		pair
		shared int
	}
	list := make([]weighed, 0, len(shared))
	for p, n := range shared {
		if n >= minShared {
			list = append(list, weighed{p, n})
		}
	}
	slices.SortFunc(list, func(x, y weighed) int { // most shared first
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	partners := make([]int, len(bodies))
	all = true
	for _, w := range list {
		if partners[w.a] >= maxPartners && partners[w.b] >= maxPartners {
			all = false
			continue
		}
		partners[w.a]++
		partners[w.b]++
		pairs = append(pairs, w.pair)
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return pairs, all
}
