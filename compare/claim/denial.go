package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"parallax/compare/internal/clause"
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
