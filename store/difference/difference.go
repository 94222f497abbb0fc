// Package difference says what a new text of an article has otherwise than
// the one before it: what was silently edited.
package difference

import (
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// most bounds the work: Myers' method takes time with the number of words
// times the number of changes. Beyond it the rest counts as one change.
const most = 1_000_000

// Between returns the stretches of words that differ, in order. White space
// alone is no difference.
func Between(before, after string) []news.Edit {
	a, b := split(before), split(after)
	head := 0
	for head < len(a) && head < len(b) && before[a[head].Start:a[head].End] == after[b[head].Start:b[head].End] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head &&
		before[a[len(a)-1-tail].Start:a[len(a)-1-tail].End] == after[b[len(b)-1-tail].Start:b[len(b)-1-tail].End] {
		tail++
	}
	same := func(i, k int) bool {
		return before[a[head+i].Start:a[head+i].End] == after[b[head+k].Start:b[head+k].End]
	}
	pairs := match(len(a)-head-tail, len(b)-head-tail, same)
	var out []news.Edit
	i, k := 0, 0
	for _, p := range append(pairs, [2]int{len(a) - head - tail, len(b) - head - tail}) {
		if p[0] > i || p[1] > k {
			out = append(out, news.Edit{
				Old: stretch(a, head+i, head+p[0], len(before)),
				New: stretch(b, head+k, head+p[1], len(after)),
			})
		}
		i, k = p[0]+1, p[1]+1
	}
	return out
}

// Alike reports whether two texts are versions of one: at least half of the
// words of the shorter stand in the longer, in the same order. Two articles of
// one newsroom on one event stay far below.
func Alike(a, b string) bool {
	words := func(s string) int { return len(split(s)) }
	all := min(words(a), words(b))
	changedA, changedB := 0, 0
	for _, c := range Between(a, b) {
		changedA += words(a[c.Old.Start:c.Old.End])
		changedB += words(b[c.New.Start:c.New.End])
	}
	kept := max(words(a)-changedA, words(b)-changedB)
	return 2*kept >= all
}

// stretch spans words [from, to); an empty one stands before word to.
func stretch(words []news.Span, from, to, length int) news.Span {
	switch {
	case from < to:
		return news.Span{Start: words[from].Start, End: words[to-1].End}
	case to < len(words):
		return news.Span{Start: words[to].Start, End: words[to].Start}
	}
	return news.Span{Start: length, End: length}
}

func split(s string) []news.Span {
	var out []news.Span
	start := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			if start >= 0 {
				out = append(out, news.Span{Start: start, End: i})
				start = -1
			}
		} else if start < 0 {
			start = i
		}
		i += size
	}
	if start >= 0 {
		out = append(out, news.Span{Start: start, End: len(s)})
	}
	return out
}

// match pairs equal words in order, as many as can be (Myers 1986, "An O(ND)
// difference algorithm and its variations").
func match(n, m int, same func(i, k int) bool) [][2]int {
	if n == 0 || m == 0 {
		return nil
	}
	limit := n + m
	reach := make([]int, 2*limit+2)
	var trace [][]int
	work := 0
	for d := 0; d <= limit; d++ {
		if work += d; work > most {
			return nil
		}
		trace = append(trace, append([]int(nil), reach[limit-d:limit+d+2]...))
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && reach[limit+k-1] < reach[limit+k+1] {
				x = reach[limit+k+1]
			} else {
				x = reach[limit+k-1] + 1
			}
			y := x - k
			for x < n && y < m && same(x, y) {
				x, y = x+1, y+1
			}
			reach[limit+k] = x
			if x >= n && y >= m {
				return walkBack(trace, n, m, d)
			}
		}
	}
	return nil
}

func walkBack(trace [][]int, x, y, d int) [][2]int {
	var pairs [][2]int
	for ; d >= 0; d-- {
		// trace[d] holds reach[-d .. d+1] as it was before step d.
		at := func(k int) int { return trace[d][k+d] }
		k := x - y
		var before int
		if k == -d || k != d && at(k-1) < at(k+1) {
			before = k + 1
		} else {
			before = k - 1
		}
		px := 0
		if d > 0 {
			px = at(before)
		}
		py := px - before
		if d == 0 {
			px, py = 0, 0
		}
		for x > px && y > py {
			x, y = x-1, y-1
			pairs = append(pairs, [2]int{x, y})
		}
		x, y = px, py
	}
	for i, k := 0, len(pairs)-1; i < k; i, k = i+1, k-1 {
		pairs[i], pairs[k] = pairs[k], pairs[i]
	}
	return pairs
}
