package timeline

import (
	"cmp"
	"slices"
	"strings"
)

// Likeness from which two tellings are one event. Reports of one event share
// its names and places whatever they tell, so that the bar for one date lies
// above what such words alone give; another date must be named in nearly the
// same words. Tuned on ../shared/training-stories by reading.
const (
	sameDate    = 0.25
	withinDate  = 0.55 // 2016-07-31 beside 2016-07
	sameArticle = 0.55 // an article rarely tells one event twice
)

// mostCompared bounds how many tellings of one date are compared with each
// other: a story of hundreds of articles has as many on its main day.
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

// mergeDate groups the tellings of one date.
func mergeDate(tellings []telling, order []int) [][]int {
	parent := make([]int, len(order))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for x := range order {
		a := &tellings[order[x]]
		for y := x + 1; y < len(order) && y <= x+mostCompared; y++ {
			b := &tellings[order[y]]
			least := sameDate
			if a.doc == b.doc {
				least = sameArticle
			}
			if rx, ry := find(x), find(y); rx != ry && cosine(a, b) >= least {
				parent[max(rx, ry)] = min(rx, ry)
			}
		}
	}
	place := make([]int, len(order))
	var groups [][]int
	for x, i := range order {
		root := find(x)
		if root == x {
			place[x] = len(groups)
			groups = append(groups, nil)
		}
		g := place[root]
		groups[g] = append(groups[g], i)
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
