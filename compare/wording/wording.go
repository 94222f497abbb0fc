// Package wording shows the labels that the articles choose for one referent:
// rebels or separatists, a referendum or an annexation, fled or left. It has no
// list of loaded words. Labels are found where sentences of different origins
// say the same but for a word, and that word is used alike in English news
// (by its vector) and stands in the same place: with the same modifiers, the
// same complement, the same verb. Words that are only used alike are mostly
// neighbours in topic ("plane", "airport") and are not shown. Whole predicates
// are set side by side too, where one subject does one thing in two wordings.
package wording

import (
	"context"
	"sort"

	"parallax/compare/internal/prose"
	"parallax/news"
)

// most bounds the referents of a report: what a reader takes in.
const most = 14

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
	list = append(list, f.acts()...)
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
