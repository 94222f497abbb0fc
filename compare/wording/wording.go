// Package wording shows the labels that the articles choose for one referent:
// rebels or separatists, a referendum or an annexation, fled or left. It has no
// list of loaded words. Two words are labels of one thing where English news puts
// them in the same places of a clause, after the same verbs and with the same
// modifiers, and nothing tells that the story means two things by them: they are
// of one sort, no article lists them side by side, and they do not stand beside
// the names of different persons. Sentences of different origins that have one in
// place of the other lower what is asked. Words that only stand near each other
// ("plane", "airport") are not shown. Descriptions beside one name are labels too.
package wording

import (
	"context"
	"sort"

	"parallax/compare/internal/prose"
	"parallax/news"
)

// most bounds the referents of a report, the surest first: pages fold those after the tenth.
const most = 20

// Annotate fills r.Wording.
func Annotate(_ context.Context, r *news.Report) error {
	set := prose.Of(r)
	if set.Origins < 2 {
		return nil
	}
	f := newFinder(set)
	f.align()
	f.describe()

	list := f.clusters()
	list = append(list, f.descriptions()...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	shown := map[news.Ref]bool{}
	for _, c := range list {
		if len(r.Wording) == most {
			break
		}
		if c.fresh(shown) {
			r.Wording = append(r.Wording, c.Wording)
		}
	}
	return nil
}

// A ranked referent.
type ranked struct {
	news.Wording
	score float64
}

// fresh reports whether half of the labels stand in no row before, and notes them:
// the clerk may be in a row of descriptions and in one of words.
func (c *ranked) fresh(shown map[news.Ref]bool) bool {
	n := 0
	for _, l := range c.Labels {
		if shown[l] {
			n++
		}
	}
	if 2*n > len(c.Labels) {
		return false
	}
	for _, l := range c.Labels {
		shown[l] = true
	}
	return true
}
