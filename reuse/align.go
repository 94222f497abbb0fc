package reuse

import (
	"cmp"
	"slices"
)

// A tile is a run of words that stands in both bodies: words [a, a+n) of the
// one and [b, b+m) of the other, equal but for small gaps.
type tile struct{ a, b, n, m int }

const (
	// maxRepeat bounds how often one run may recur in an article before it
	// counts as a refrain and is not lined up.
	maxRepeat = 8
	// maxGap is how many words in a row may differ within a passage: "said
	// late on Tuesday" for "said on Tuesday". More is a rewritten clause.
	maxGap = 4
	// minRun is how many equal words in a row take a passage up again after a
	// gap. One word would be a coincidence.
	minRun = 2
)

// An alignment is what two bodies share: passages, and for each word of the
// first the word of the second that it stands for, or -1.
type alignment struct {
	tiles []tile
	toY   []int32
	toX   []int32
	// Words within a passage, changed ones too: passages do not overlap.
	heldX, heldY []bool
}

func newAlignment(x, y *body) *alignment {
	al := &alignment{
		toY: make([]int32, len(x.words)), toX: make([]int32, len(y.words)),
		heldX: make([]bool, len(x.words)), heldY: make([]bool, len(y.words)),
	}
	for i := range al.toY {
		al.toY[i] = -1
	}
	for i := range al.toX {
		al.toX[i] = -1
	}
	return al
}

func (al *alignment) free(i, j int) bool { return !al.heldX[i] && !al.heldY[j] }

func (al *alignment) pair(i, j int) {
	al.toY[i], al.toX[j] = int32(j), int32(i)
	al.heldX[i], al.heldY[j] = true, true
}

// hold takes the words of a gap, da and db from i and j on in the direction of
// step, into a passage. It refuses if another passage has one of them.
func (al *alignment) hold(i, j, da, db, step int) bool {
	if !unheld(al.heldX, i, da, step) || !unheld(al.heldY, j, db, step) {
		return false
	}
	for k := 0; k < da; k++ {
		al.heldX[i+step*k] = true
	}
	for k := 0; k < db; k++ {
		al.heldY[j+step*k] = true
	}
	return true
}

func unheld(held []bool, i, n, step int) bool {
	for k := 0; k < n; k++ {
		if at := i + step*k; at < 0 || at >= len(held) || held[at] {
			return false
		}
	}
	return true
}

// align finds the passages that two bodies share, by greedy string tiling:
// the longest common run first, then the longest that does not touch it.
func align(x, y *body) *alignment {
	runs := commonRuns(x, y)
	if same(x, y) { // also a text that repeats itself, whose runs are refrains
		runs = []tile{{n: len(x.words), m: len(x.words)}}
	}
	slices.SortFunc(runs, func(s, t tile) int {
		return cmp.Or(cmp.Compare(t.n, s.n), cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b))
	})
	al := newAlignment(x, y)
	for _, r := range runs {
		// What is left of the run where longer ones took words already.
		for i := 0; i < r.n; {
			for i < r.n && !al.free(r.a+i, r.b+i) {
				i++
			}
			from := i
			for i < r.n && al.free(r.a+i, r.b+i) {
				i++
			}
			if i-from < gramWords {
				continue
			}
			t := tile{r.a + from, r.b + from, i - from, i - from}
			for k := 0; k < t.n; k++ {
				al.pair(t.a+k, t.b+k)
			}
			al.tiles = append(al.tiles, t)
		}
	}
	slices.SortFunc(al.tiles, func(s, t tile) int { return cmp.Compare(s.a, t.a) })
	for i := range al.tiles {
		al.tiles[i] = al.grow(x, y, al.tiles[i])
	}
	al.join()
	return al
}

func same(x, y *body) bool {
	if len(x.words) != len(y.words) {
		return false
	}
	for i := range x.words {
		if x.words[i].hash != y.words[i].hash {
			return false
		}
	}
	return true
}

// commonRuns lists the maximal runs of equal words that start with a shared
// gram. Both gram lists are sorted, so one walk over both finds them.
func commonRuns(x, y *body) []tile {
	var seeds []tile
	i, j := 0, 0
	for i < len(x.grams) && j < len(y.grams) {
		hx, hy := x.grams[i].hash, y.grams[j].hash
		if hx < hy {
			i++
			continue
		}
		if hy < hx {
			j++
			continue
		}
		ie, je := i, j
		for ie < len(x.grams) && x.grams[ie].hash == hx {
			ie++
		}
		for je < len(y.grams) && y.grams[je].hash == hx {
			je++
		}
		if ie-i <= maxRepeat && je-j <= maxRepeat {
			for _, g := range x.grams[i:ie] {
				for _, h := range y.grams[j:je] {
					seeds = append(seeds, tile{a: int(g.pos), b: int(h.pos), n: gramWords})
				}
			}
		}
		i, j = ie, je
	}
	// Seeds on one diagonal that follow each other are one run.
	slices.SortFunc(seeds, func(s, t tile) int {
		return cmp.Or(cmp.Compare(s.a-s.b, t.a-t.b), cmp.Compare(s.a, t.a))
	})
	runs := seeds[:0]
	for _, s := range seeds {
		if k := len(runs) - 1; k >= 0 && runs[k].a-runs[k].b == s.a-s.b && s.a <= runs[k].a+runs[k].n {
			runs[k].n = s.a + s.n - runs[k].a
			continue
		}
		runs = append(runs, s)
	}
	return runs
}

// grow extends a tile to both sides over gaps of up to maxGap changed words.
func (al *alignment) grow(x, y *body, t tile) tile {
	free := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(x.words) && j < len(y.words) &&
			al.free(i, j) && x.words[i].hash == y.words[j].hash
	}
	run := func(i, j, step int) int {
		n := 0
		for free(i+step*n, j+step*n) && n < 64 {
			n++
		}
		return n
	}
	for _, step := range [2]int{1, -1} {
		for {
			i, j := t.a-1, t.b-1
			if step == 1 {
				i, j = t.a+t.n, t.b+t.m
			}
			bestA, bestB, bestN := 0, 0, 0
			for gap := 0; gap <= 2*maxGap && bestN == 0; gap++ { // the smallest gap first
				for da := max(0, gap-maxGap); da <= min(gap, maxGap); da++ {
					db := gap - da
					if !unheld(al.heldX, i, da, step) || !unheld(al.heldY, j, db, step) {
						continue // another passage lies between
					}
					if n := run(i+step*da, j+step*db, step); n > bestN && n >= minRun {
						bestA, bestB, bestN = da, db, n
					}
				}
			}
			if bestN == 0 {
				break
			}
			al.hold(i, j, bestA, bestB, step)
			for k := 0; k < bestN; k++ {
				al.pair(i+step*(bestA+k), j+step*(bestB+k))
			}
			t.n += bestA + bestN
			t.m += bestB + bestN
			if step == -1 {
				t.a -= bestA + bestN
				t.b -= bestB + bestN
			}
		}
	}
	return t
}

// join makes one of passages that follow each other in both bodies, and puts
// them in the order of the first.
func (al *alignment) join() {
	slices.SortFunc(al.tiles, func(s, t tile) int { return cmp.Compare(s.a, t.a) })
	out := al.tiles[:0]
	for _, t := range al.tiles {
		if k := len(out) - 1; k >= 0 {
			p := &out[k]
			gapA, gapB := t.a-(p.a+p.n), t.b-(p.b+p.m)
			if gapA >= 0 && gapA <= maxGap && gapB >= 0 && gapB <= maxGap && al.hold(p.a+p.n, p.b+p.m, gapA, gapB, 1) {
				p.n, p.m = t.a+t.n-p.a, t.b+t.m-p.b
				continue
			}
		}
		out = append(out, t)
	}
	al.tiles = out
}
