package figure

import (
	"fmt"
	"math"
	"slices"
)

// buckets sorts mentions by what can be compared at all.
func buckets(all []*mention) [][]*mention {
	index := map[string]int{}
	var out [][]*mention
	for _, m := range all {
		key := fmt.Sprintf("%d %s", m.dim, m.kind)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], m)
	}
	return out
}

const (
	// together is the mean probability at which two clusters become one.
	together = 0.5
	// few is how many mentions of one dimension are compared each with each;
	// more find their candidates by what they share.
	few = 48
	// posted bounds how many mentions that share a key are looked at.
	posted = 24
	// sampled bounds how many pairs decide whether two clusters are one.
	sampled = 48
)

// An edge joins two mentions of a bucket.
type edge struct {
	a, b int
	p    float64
}

// cluster brings the mentions of one quantity together whose values can all
// hold: pairs by falling probability, two clusters becoming one when their
// mentions on average belong together. Different values of one quantity are
// joined afterwards (rival.go), on stronger evidence.
func (l *ledger) cluster(bucket []*mention) [][]*mention {
	n := len(bucket)
	known := map[[2]int]float64{}
	same := func(a, b int) float64 {
		if a > b {
			a, b = b, a
		}
		p, ok := known[[2]int{a, b}]
		if !ok {
			p = l.same(bucket[a], bucket[b])
			known[[2]int{a, b}] = p
		}
		return p
	}
	var edges []edge
	for _, c := range candidates(l, bucket) {
		a, b := bucket[c[0]], bucket[c[1]]
		if relate(a, b) == differ || a.dim == durationDim && a.fig.HasValue != b.fig.HasValue {
			continue // "a few days" would join what it stands for in every sentence
		}
		if p := same(c[0], c[1]); p >= together {
			edges = append(edges, edge{c[0], c[1], p})
		}
	}
	slices.SortStableFunc(edges, func(x, y edge) int {
		switch {
		case x.p > y.p:
			return -1
		case x.p < y.p:
			return 1
		case x.a != y.a:
			return x.a - y.a
		}
		return x.b - y.b
	})
	of := make([]int, n)
	members := make([][]int, n)
	for i := range of {
		of[i] = i
		members[i] = []int{i}
	}
	for _, e := range edges {
		x, y := of[e.a], of[e.b]
		if x == y {
			continue
		}
		if slices.ContainsFunc(members[x], func(i int) bool {
			return slices.ContainsFunc(members[y], func(j int) bool {
				return relate(bucket[i], bucket[j]) == differ || excluded(bucket[i], bucket[j])
			})
		}) {
			continue
		}
		sum, count := 0.0, 0
		stride := max(1, int(math.Sqrt(float64(len(members[x])*len(members[y])/sampled))))
		for i := 0; i < len(members[x]); i += stride {
			for j := 0; j < len(members[y]); j += stride {
				sum += same(members[x][i], members[y][j])
				count++
			}
		}
		if sum < together*float64(count) {
			continue
		}
		if len(members[x]) < len(members[y]) {
			x, y = y, x
		}
		for _, i := range members[y] {
			of[i] = x
		}
		members[x] = append(members[x], members[y]...)
		members[y] = nil
	}
	var out [][]*mention
	for _, ids := range members {
		if len(ids) == 0 {
			continue
		}
		slices.Sort(ids)
		one := make([]*mention, len(ids))
		for i, id := range ids {
			one[i] = bucket[id]
		}
		out = append(out, one)
	}
	return out
}

// candidates lists the pairs worth scoring: every pair of a small bucket; in a
// large one, pairs that share a value, head, measure, owner, sentence or rare
// near word, so that cost grows with the mentions and not with their square.
func candidates(l *ledger, bucket []*mention) [][2]int {
	var out [][2]int
	if len(bucket) <= few {
		for b := range bucket {
			for a := range b {
				out = append(out, [2]int{a, b})
			}
		}
		return out
	}
	posting := map[string][]int{}
	for b, m := range bucket {
		seen := map[int]bool{}
		for _, key := range l.keys(m) {
			list := posting[key]
			for _, a := range list[max(0, len(list)-posted):] {
				if !seen[a] {
					seen[a] = true
					out = append(out, [2]int{a, b})
				}
			}
			posting[key] = append(list, b)
		}
	}
	return out
}

// keys are what a mention can be found by.
func (l *ledger) keys(m *mention) []string {
	keys := []string{fmt.Sprintf("= %g", m.value), "s " + m.copyKey}
	if m.fig.Measure != "" {
		keys = append(keys, "m "+m.fig.Measure+" "+m.head)
	} else if m.head != "" {
		keys = append(keys, "h "+m.head)
	}
	if m.owner >= 0 {
		keys = append(keys, fmt.Sprintf("o %d", m.owner))
	}
	near := slices.Clone(m.near)
	slices.SortStableFunc(near, func(a, b int) int {
		switch {
		case l.weight[a] > l.weight[b]:
			return -1
		case l.weight[a] < l.weight[b]:
			return 1
		}
		return a - b
	})
	for _, n := range near[:min(3, len(near))] {
		keys = append(keys, fmt.Sprintf("n %d", n))
	}
	return keys
}
