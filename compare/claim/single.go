package claim

import (
	"math"
	"sort"

	"parallax/news"
)

const (
	// mostSingle bounds the statements of one origin that are shown, and
	// mostOfOne those of one article: a reader scans a dozen.
	mostSingle = 12
	mostOfOne  = 2
	// A single statement has this many words at least, and one sentence of
	// another origin has at most this part of it.
	leastWords = 8
	mostTold   = 0.4
)

// singles are the weightiest statements that one origin alone makes and whose
// certainty is marked: plans, forecasts, claims and denials. What an origin
// alone states as plain fact is listed among the unique sentences.
func (a *aligner) singles(used []bool) []news.ClaimGroup {
	if a.Origins < 2 {
		return nil
	}
	type scored struct {
		statement int
		score     float64
	}
	reaches, concepts := a.Reaches(), a.Concepts()
	var list []scored
	for i := range a.statements {
		s := &a.statements[i]
		d := a.Report.Articles[s.Doc]
		first, last := d.TokensIn(s.Span)
		if used[i] || s.headless || quoted(d, s.Span) || s.status == news.Happened || s.iffy || last-first < leastWords || reaches[s.sentence].Told > mostTold || d.InBoilerplate(s.Span) {
			continue
		}
		anchor := 0.0
		for _, w := range s.stems {
			anchor += concepts[w]
		}
		list = append(list, scored{i, math.Sqrt(anchor) * s.weight * (1 - reaches[s.sentence].Told)})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	taken := map[int]int{}
	sentence := map[int]bool{}
	var out []news.ClaimGroup
	for _, l := range list {
		s := &a.statements[l.statement]
		if len(out) == mostSingle {
			break
		}
		if taken[s.Doc] == mostOfOne || sentence[s.sentence] || a.repeats(s.sentence, sentence) {
			continue
		}
		taken[s.Doc]++
		sentence[s.sentence] = true
		out = append(out, news.ClaimGroup{
			What: a.excerpt(s.Ref), Verdict: news.Single,
			Why:     "No other origin states it, or what comes near it.",
			Support: []news.Claim{{Ref: s.Ref, Status: s.status, ClaimedBy: s.by}},
		})
	}
	return out
}

// quoted reports whether the statement is somebody's very words: those are
// listed among the quotations.
func quoted(d *news.Doc, span news.Span) bool {
	for _, a := range d.Attributions {
		for _, q := range a.Quoted {
			if q.Contains(span) {
				return true
			}
		}
	}
	return false
}

// repeats reports whether an article of the same origin has said it already.
func (a *aligner) repeats(i int, chosen map[int]bool) bool {
	const copied = 0.6 // cosine of two versions of one sentence
	for j := range chosen {
		if a.Sentences[i].Origin == a.Sentences[j].Origin && a.Cosine(i, j) > copied {
			return true
		}
	}
	return false
}
