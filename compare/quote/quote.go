// Package quote puts the quotations of one utterance side by side: who said
// it, and each report's version of the words.
package quote

import (
	"context"
	"slices"
	"sort"

	"parallax/news"
)

// Annotate fills r.Quotes from the attributions of the articles: first what
// several articles quote, then what one alone does.
func Annotate(ctx context.Context, r *news.Report) error {
	r.Quotes = nil
	sp := newSpeakers(r)
	units := unitsOf(r, sp)
	groups := cluster(units, sp)
	if err := ctx.Err(); err != nil {
		return err
	}
	utterances := mergeRuns(units, groups)
	sort.SliceStable(utterances, func(i, j int) bool {
		a, b := &utterances[i], &utterances[j]
		if (len(a.docs) > 1) != (len(b.docs) > 1) {
			return len(a.docs) > 1
		}
		return a.pieces[0].first < b.pieces[0].first
	})
	made := make([]*news.QuoteGroup, len(utterances))
	for i := range utterances {
		if u := &utterances[i]; len(u.docs) > 1 || worthKeeping(units, u) {
			made[i] = u.group(r, units, sp)
		}
	}
	markMerged(units, utterances, made)
	paraphrases(r, units, utterances, made, sp)
	for _, g := range made {
		if g != nil {
			r.Quotes = append(r.Quotes, *g)
		}
	}
	return nil
}

// A piece is consecutive units of one quotation: first to last, both included.
type piece struct{ first, last int }

// An utterance is the pieces, by article, that quote one thing.
type utterance struct {
	pieces []piece // by first
	docs   []int   // articles, ascending, each once
}

// mergeRuns joins neighbouring sentences that all articles quote together: an
// utterance of three sentences is one utterance, unless an article has only
// part of it.
func mergeRuns(units []unit, groups [][]int) []utterance {
	sort.SliceStable(groups, func(i, j int) bool { return groups[i][0] < groups[j][0] })
	of := make([]int, len(units))
	out := make([]utterance, len(groups))
	for g, m := range groups {
		for _, i := range m {
			of[i] = g
			out[g].pieces = append(out[g].pieces, piece{i, i})
			if !slices.Contains(out[g].docs, units[i].Doc) {
				out[g].docs = append(out[g].docs, units[i].Doc)
			}
		}
		slices.Sort(out[g].docs)
	}
	for g := range out {
		for len(out[g].pieces) > 0 {
			next := follower(units, of, out, &out[g])
			if next < 0 || next == g {
				break
			}
			for k := range out[g].pieces {
				out[g].pieces[k].last = out[next].pieces[k].last
			}
			out[next].pieces = nil
		}
	}
	return slices.DeleteFunc(out, func(u utterance) bool { return len(u.pieces) == 0 })
}

// follower is the utterance that follows u at once in every quotation, or -1.
func follower(units []unit, of []int, all []utterance, u *utterance) int {
	next := -1
	for k, p := range u.pieces {
		i := p.last + 1
		if i >= len(units) || units[i].quoted != units[p.first].quoted {
			return -1
		}
		if k == 0 {
			next = of[i]
		}
		if of[i] != next || len(all[next].pieces) != len(u.pieces) || all[next].pieces[k].first != i {
			return -1
		}
	}
	return next
}

// worthKeeping leaves out single words that one article puts in marks and that
// nobody is named for: titles, nicknames and irony.
func worthKeeping(units []unit, u *utterance) bool {
	n := 0
	for i := u.pieces[0].first; i <= u.pieces[0].last; i++ {
		n += len(units[i].words)
	}
	return n >= 4 || n >= 2 && units[u.pieces[0].first].speaker != nobody
}

func (u *utterance) group(r *news.Report, units []unit, sp *speakers) *news.QuoteGroup {
	var all []unit
	g := &news.QuoteGroup{}
	became := versions(units, u.pieces)
	for k, p := range u.pieces {
		v := news.QuoteVariant{Ref: units[p.first].Ref, Kind: units[p.first].kind, Version: became[k]}
		v.End = units[p.last].End
		g.Variants = append(g.Variants, v)
		all = append(all, units[p.first:p.last+1]...)
	}
	g.Speaker = sp.best(all)
	for k, p := range u.pieces {
		if n := units[p.first].speaker; n != nobody && sp.relation(n, sp.number(g.Speaker)) == different {
			g.Variants[k].Speaker = sp.names[n]
		}
	}
	var changed *change
	g.Altered, changed = altered(units, u.pieces)
	g.Why = why(r, u, g.Speaker, changed)
	return g
}
