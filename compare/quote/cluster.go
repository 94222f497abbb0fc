package quote

import (
	"slices"
	"sort"
)

// cluster puts units that are one utterance together; every unit is in exactly
// one of the clusters. The surest pairs join first, and two sentences that one
// article keeps apart never join, unless it says the same twice.
func cluster(units []unit, sp *speakers) [][]int {
	c := clusters{of: make([]int, len(units)), units: units}
	for i := range units {
		c.of[i] = i
		c.members = append(c.members, []int{i})
	}
	var pairs []pair
	for _, p := range candidates(units) {
		a, b := &units[p[0]], &units[p[1]]
		if s := compare(a, b, sp.relation(a.speaker, b.speaker)); s > 0 {
			pairs = append(pairs, pair{p[0], p[1], s})
		}
	}
	c.joinAll(pairs)
	c.joinAll(c.neighbours(sp))
	var out [][]int
	for _, m := range c.members {
		if len(m) > 0 {
			slices.Sort(m)
			out = append(out, m)
		}
	}
	return out
}

type clusters struct {
	units   []unit
	of      []int // unit -> cluster
	members [][]int
}

func (c *clusters) joinAll(pairs []pair) {
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].score > pairs[j].score })
	for _, p := range pairs {
		a, b := c.of[p.a], c.of[p.b]
		if a == b || c.apart(a, b) {
			continue
		}
		for _, m := range c.members[b] {
			c.of[m] = a
		}
		c.members[a] = append(c.members[a], c.members[b]...)
		c.members[b] = nil
	}
}

// apart reports whether one article has two different sentences in a and b.
func (c *clusters) apart(a, b int) bool {
	for _, i := range c.members[a] {
		for _, j := range c.members[b] {
			u, w := &c.units[i], &c.units[j]
			if u.Doc == w.Doc && !repeats(u, w) {
				return true
			}
		}
	}
	return false
}

// repeats reports whether an article says one thing twice, as in a headline
// and in the text.
func repeats(a, b *unit) bool {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	return indexOf(b.words, a.words) >= 0 || len(a.content) >= 3 && float64(common(a.words, b.words)) >= nearlyAll*float64(len(a.words))
}

// neighbours are pairs of sentences of one speaker that stand beside an
// utterance that both articles quote, and that share a telling word: two
// translations of one sentence may have no more than that in common.
func (c *clusters) neighbours(sp *speakers) []pair {
	const most = 40 // members of an utterance; more stand beside the same sentences
	var out []pair
	for _, m := range c.members {
		m = m[:min(len(m), most)]
		for x, i := range m {
			for _, j := range m[x+1:] {
				if c.units[i].Doc == c.units[j].Doc {
					continue
				}
				for _, di := range [...]int{-1, 1} {
					for _, dj := range [...]int{-1, 1} {
						if p, ok := c.neighbour(i+di, j+dj, i, j, sp); ok {
							out = append(out, p)
						}
					}
				}
			}
		}
	}
	return out
}

func (c *clusters) neighbour(i, j, besideI, besideJ int, sp *speakers) (pair, bool) {
	const near = 4 // sentences between a quotation and its neighbour
	if i < 0 || j < 0 || i >= len(c.units) || j >= len(c.units) || c.of[i] == c.of[j] {
		return pair{}, false
	}
	a, b := &c.units[i], &c.units[j]
	if a.Doc != c.units[besideI].Doc || b.Doc != c.units[besideJ].Doc ||
		abs(a.sentence-c.units[besideI].sentence) > near || abs(b.sentence-c.units[besideJ].sentence) > near ||
		len(c.members[c.of[i]]) > 1 && len(c.members[c.of[j]]) > 1 ||
		len(a.content) <= shortContent || len(b.content) <= shortContent {
		return pair{}, false
	}
	if a.quoted == c.units[besideI].quoted && b.quoted == c.units[besideJ].quoted {
		// Sentences of one quotation have one speaker, whatever name each report gives.
		if n := min(len(a.words), len(b.words)); float64(common(a.words, b.words)) >= nearlyAll*float64(n) {
			return pair{i, j, 1}, true
		}
	}
	if sp.relation(a.speaker, b.speaker) != same {
		return pair{}, false
	}
	s := min(covered(a.content, b.content), covered(b.content, a.content))
	return pair{i, j, s}, s >= besideReworded
}

// besideReworded is the likeness asked of sentences beside a shared utterance:
// a third of what is asked elsewhere, since place and speaker agree as well.
const besideReworded = 0.2

func abs(n int) int { return max(n, -n) }
