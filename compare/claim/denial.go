package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/news"
)

// retorts name what somebody has just been said to have done.
var retorts = set("accusation", "accusations", "allegation", "allegations", "charge", "charges", "claim", "claims", "criticism")

// deniedReach is the number of sentences after a statement in which news gives
// the answer of those concerned.
const deniedReach = 4

// denied looks in the articles of a group that two origins lay at somebody's
// door for the answer: a clause of denial about the same being, or one that
// rejects the accusation. With an answer the group is a conflict.
func (a *aligner) denied(g news.ClaimGroup) (news.ClaimGroup, bool) {
	var answers []news.Claim
	var first, against news.Ref
	for _, s := range g.Support {
		if s.Status != news.Claimed || s.ClaimedBy == "" {
			continue
		}
		if one, ok := a.answer(s); ok {
			if len(answers) == 0 {
				first, against = s.Ref, one.Ref
			}
			if !slices.ContainsFunc(answers, func(c news.Claim) bool { return c.Ref == one.Ref }) {
				answers = append(answers, one)
			}
		}
	}
	if len(answers) == 0 {
		return g, false
	}
	g.Verdict = news.Conflict
	g.Why = fmt.Sprintf("%s: “%s”, and “%s”", a.when(first.Doc), a.excerpt(first), a.excerpt(against))
	g.Support = append(slices.Clone(g.Support), answers...)
	sort.SliceStable(g.Support, func(i, j int) bool {
		x, y := g.Support[i], g.Support[j]
		return x.Doc < y.Doc || x.Doc == y.Doc && x.Start < y.Start
	})
	return g, true
}

// answer is the nearest denial after a claim, by somebody else.
func (a *aligner) answer(s news.Claim) (news.Claim, bool) {
	d := a.Report.Articles[s.Doc]
	at := a.At(s.Ref)
	if at < 0 {
		return news.Claim{}, false
	}
	about := a.beings(d, s.Span)
	for k := at + 1; k < min(a.Docs[s.Doc][1], at+1+deniedReach); k++ {
		for n, cl := range a.clauses[k] {
			if cl.Verb < 0 || !rejects[lemma(d, cl.Verb)] || negation(d, cl) >= 0 {
				continue
			}
			span := cl.Span
			what := news.Span{Start: d.Tokens[cl.Verb].End, End: cl.End}
			if n+1 < len(a.clauses[k]) && complement(d, cl, a.clauses[k][n+1]) {
				what = a.clauses[k][n+1].Span
				span.End = what.End
			}
			who := a.denier(d, cl)
			if who == "" || who == s.ClaimedBy {
				continue
			}
			if t := find(d, cl.Verb+1, cl.Last, retorts); t >= 0 && !madeBy(d, cl, t, s.ClaimedBy) {
				continue
			}
			if find(d, cl.Verb+1, cl.Last, retorts) >= 0 && !a.named(d, at, cl) {
				continue
			}
			of := a.beings(d, what)
			if find(d, cl.Verb+1, cl.Last, retorts) < 0 && (len(about) == 0 || len(of) == 0 || about[0] != of[0]) {
				continue
			}
			return news.Claim{Ref: news.Ref{Doc: s.Doc, Span: span}, Status: news.Denied, ClaimedBy: who}, true
		}
	}
	return news.Claim{}, false
}

// named reports whether a name from the subject of a denial stands in sentence at:
// who rejects an accusation is whom it is about. A pronoun is taken to be.
func (a *aligner) named(d *news.Doc, at int, cl clause.Clause) bool {
	if cl.GroupFirst <= cl.First {
		return false
	}
	names := 0
	said := d.Slice(a.Sentences[at].Span)
	denier := d.Slice(news.Span{Start: cl.Start, End: d.Tokens[cl.GroupFirst-1].End})
	for _, w := range strings.FieldsFunc(denier, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if len(w) < 4 || !unicode.IsUpper([]rune(w)[0]) {
			continue
		}
		names++
		if strings.Contains(said, w) {
			return true
		}
	}
	return names == 0 && back[lower(d, cl.GroupFirst-1)]
}

var back = set("he", "she", "they", "it")

// complement reports whether the clause next is what the verb of cl is about:
// "denied | that the ferry was full".
func complement(d *news.Doc, cl, next clause.Clause) bool {
	return cl.Verb == cl.Last-1 && (next.Complement || next.First == cl.Last)
}

// madeBy reports whether the accusation at token t may be that of the claimant:
// "Holm's claim" is Holm's.
func madeBy(d *news.Doc, cl clause.Clause, t int, claimant string) bool {
	for u := t - 1; u > cl.Verb; u-- {
		w := d.Slice(d.Tokens[u].Span)
		if w == "'s" || w == "’s" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
			owner := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			if owner == "" {
				owner = d.Slice(d.Tokens[u-1].Span)
			}
			return strings.Contains(claimant, owner)
		}
	}
	for u := t + 1; u+1 < cl.Last && u <= t+3; u++ {
		if w := lower(d, u); w == "by" || w == "from" {
			_, last := d.TokensIn(cl.Span)
			for v := u + 1; v < last; v++ {
				if strings.Contains(claimant, d.Slice(d.Tokens[v].Span)) && d.Tokens[v].POS != news.DET {
					return true
				}
			}
			return false
		}
	}
	return true
}

// leastDenied is the weight in nats of the words that a denial and a statement of
// another origin share, from which the one answers the other.
const leastDenied = 6.0

// denials puts what one origin states beside its denial in another: "the ferry was
// full", "Norland Lines rejected reports that the ferry was full".
func (a *aligner) denials(used []bool) []news.ClaimGroup {
	finder := a.NewFinder()
	var out []news.ClaimGroup
	for i := range a.Sentences {
		d := a.Report.Articles[a.Sentences[i].Doc]
		for n, cl := range a.clauses[i] {
			// Remarks, bills and charges are dismissed, rejected and disputed without
			// a word on what is true; entry and consent are denied.
			if l := lemma(d, max(0, cl.Verb)); cl.Verb < 0 || l != "deny" && l != "refute" || cl.Conditional || negation(d, cl) >= 0 || passive(d, cl) || find(d, cl.Verb, cl.Last, grants) >= 0 {
				continue
			}
			span, what := cl.Span, news.Span{Start: d.Tokens[cl.Verb].End, End: cl.End}
			if n+1 < len(a.clauses[i]) && complement(d, cl, a.clauses[i][n+1]) {
				what = a.clauses[i][n+1].Span
				span.End = what.End
			}
			if g, ok := a.deniedBy(finder, i, cl, span, what, used); ok {
				out = append(out, g)
			}
		}
	}
	return out
}

// grants are what is denied to somebody.
var grants = set("entry", "access", "consent", "request", "requests", "bail", "permission", "visa", "visas", "asylum", "motion", "petition", "appeal",
	"bid", "service", "services", "coverage", "right", "rights", "bond", "parole", "release", "chance", "opportunity")

// deniedBy makes the group of the denial in span of sentence i.
func (a *aligner) deniedBy(finder *prose.Finder, i int, cl clause.Clause, span, what news.Span, used []bool) (news.ClaimGroup, bool) {
	doc := a.Sentences[i].Doc
	d := a.Report.Articles[doc]
	var stems []int
	first, last := d.TokensIn(what)
	if t := find(d, first, last, set("that")); t >= 0 {
		first = t + 1
	}
	for t := first; t < last; t++ {
		if w := lower(d, t); w == "and" || w == "but" || w == "," || w == "by" {
			break // what follows is not denied
		}
		if n := a.Number(d.Slice(d.Tokens[t].Span)); n >= 0 && !slices.Contains(stems, n) && !retorts[lower(d, t)] {
			stems = append(stems, n)
		}
	}
	who := map[int]bool{}
	for t := cl.First; t < cl.Verb; t++ {
		if g, ok := a.entityAt[doc][d.Tokens[t].Start]; ok {
			who[g] = true
		}
	}
	self := -1 // the statement that is denied, where it is a clause
	for _, j := range a.bySentence[i] {
		if what.Contains(a.statements[j].Span) {
			self = j
			break
		}
	}
	if self < 0 && what.Start > cl.End {
		return news.ClaimGroup{}, false
	}
	best := map[int]int{} // statement by article
	weight := map[int]float64{}
	for _, n := range finder.NearStems(stems, i) {
		if a.Sentences[n].Origin == a.Sentences[i].Origin {
			continue
		}
		for _, j := range a.bySentence[n] {
			s := &a.statements[j]
			if used[j] || s.negated || s.iffy || level(s.status) < 2 || self >= 0 && a.agrees(s, &a.statements[self]) <= 0 {
				continue
			}
			sum, shared := 0.0, 0
			for _, w := range stems {
				if slices.Contains(s.stems, w) {
					sum += a.Weights[w]
					shared++
				}
			}
			of := slices.ContainsFunc(s.entities, func(g int) bool { return who[g] })
			if (shared >= 2 && of || shared >= 3) && sum >= leastDenied && sum > weight[s.Doc] {
				best[s.Doc], weight[s.Doc] = j, sum
			}
		}
	}
	if len(best) == 0 {
		return news.ClaimGroup{}, false
	}
	denial := news.Ref{Doc: doc, Span: span}
	g := news.ClaimGroup{Verdict: news.Conflict, Support: []news.Claim{{Ref: denial, Status: news.Denied, ClaimedBy: a.denier(d, cl)}}}
	for e := range a.Report.Articles {
		j, ok := best[e]
		if !ok {
			continue
		}
		s := &a.statements[j]
		used[j] = true
		if g.What == "" {
			g.What = a.excerpt(s.Ref)
			g.Why = fmt.Sprintf("%s: “%s”; %s: “%s”", a.when(s.Doc), a.excerpt(s.Ref), a.when(doc), a.excerpt(denial))
		}
		g.Support = append(g.Support, news.Claim{Ref: s.Ref, Status: s.status, ClaimedBy: s.by})
	}
	sort.SliceStable(g.Support, func(x, y int) bool { return g.Support[x].Doc < g.Support[y].Doc })
	return g, true
}
