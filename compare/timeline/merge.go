package timeline

import (
	"cmp"
	"slices"
	"strings"
)

// Likeness of words from which tellings are one event; two of one article must
// be nearly the same, for an article rarely tells one event twice, and so must
// two of which one has a coarser date. Tuned on ../shared/training-stories: a
// lower bar puts different events of the main day under one entry, which hides
// them; a higher one repeats events, which only lengthens the list.
const (
	sameDate    = 0.10 // on average over two groups
	sameArticle = 0.40
	withinDate  = 0.45 // 2016-07-31 beside 2016-07
	// storyShare is how far a word loses weight that many tellings have: the
	// names and the deed of the story stand in all of them.
	storyShare = 0.5
)

// mostCompared bounds how many tellings of one date are compared with each
// other: a story of hundreds of articles has thousands on its main day.
const mostCompared = 400

// merge groups the tellings that are one event, in order of date, then of the
// hour, then of the article.
func merge(tellings []telling) [][]int {
	order := make([]int, len(tellings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(tellings[a].date, tellings[b].date), strings.Compare(tellings[a].time, tellings[b].time))
	})
	var groups [][]int
	for first := 0; first < len(order); {
		last := first
		for last < len(order) && tellings[order[last]].date == tellings[order[first]].date {
			last++
		}
		groups = append(groups, mergeDate(tellings, order[first:last])...)
		first = last
	}
	return foldCoarse(tellings, groups)
}

// mergeDate groups the tellings of one date: the most alike first, as long as
// all of two groups are alike on average. Single links would chain the story's
// main day into one entry.
func mergeDate(tellings []telling, order []int) [][]int {
	var groups [][]int
	for len(order) > mostCompared {
		groups = append(groups, mergeDate(tellings, order[:mostCompared])...)
		order = order[mostCompared:]
	}
	n := len(order)
	likeness := make([]float64, n*n)
	type pair struct{ x, y int }
	var pairs []pair
	for x := range n {
		for y := x + 1; y < n; y++ {
			a, b := &tellings[order[x]], &tellings[order[y]]
			c := cosine(a, b)
			if a.doc == b.doc {
				c -= sameArticle - sameDate
			}
			likeness[x*n+y], likeness[y*n+x] = c, c
			if c >= sameDate {
				pairs = append(pairs, pair{x, y})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Compare(likeness[b.x*n+b.y], likeness[a.x*n+a.y])
	})
	place := make([]int, n)
	members := make([][]int, n)
	for x := range n {
		place[x], members[x] = x, []int{x}
	}
	for _, p := range pairs {
		a, b := place[p.x], place[p.y]
		if a == b {
			continue
		}
		a, b = min(a, b), max(a, b)
		sum := 0.0
		for _, x := range members[a] {
			for _, y := range members[b] {
				sum += likeness[x*n+y]
			}
		}
		if sum/float64(len(members[a])*len(members[b])) < sameDate {
			continue
		}
		for _, y := range members[b] {
			place[y] = a
		}
		members[a] = append(members[a], members[b]...)
		members[b] = nil
	}
	for _, m := range members {
		if len(m) == 0 {
			continue
		}
		slices.Sort(m)
		group := make([]int, len(m))
		for i, x := range m {
			group[i] = order[x]
		}
		groups = append(groups, group)
	}
	return groups
}

// foldCoarse joins a month or a year to the one event of a day in it that is
// told in nearly the same words.
func foldCoarse(tellings []telling, groups [][]int) [][]int {
	out := groups[:0:0]
	for g, group := range groups {
		date := tellings[group[0]].date
		best, most := -1, withinDate
		for h := g + 1; h < len(groups) && h <= g+mostCompared && len(date) < len("2006-01-02"); h++ {
			finer := tellings[groups[h][0]].date
			if !strings.HasPrefix(finer, date) {
				break
			}
			if len(finer) == len(date) {
				continue
			}
			for _, i := range group {
				for _, j := range groups[h] {
					if c := cosine(&tellings[i], &tellings[j]); c >= most {
						best, most = h, c
					}
				}
			}
		}
		if best >= 0 {
			groups[best] = append(groups[best], group...)
			continue
		}
		out = append(out, group)
	}
	return out
}
