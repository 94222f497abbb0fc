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

// most bounds the referents of a report: what a reader takes in.
const most = 12

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
	for _, c := range list[:min(most, len(list))] {
		r.Wording = append(r.Wording, c.Wording)
	}
	return nil
}

// A ranked referent.
type ranked struct {
	news.Wording
	score float64
}
