package claim

import (
	"fmt"
	"slices"
	"sort"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// Words of accusing and of answering an accusation.
var (
	accuses  = set("accuse", "allege", "blame")
	rejects  = set("deny", "reject", "dismiss", "refute", "dispute", "rebut")
	chargeOf = set("charge", "charges", "accusation", "accusations", "allegation", "allegations", "claim", "claims", "involvement", "wrongdoing",
		"this", "that", "it", "them", "responsibility", "so", "suggestion", "suggestions", "which")
)

// An accusation is a sentence with the word of accusing and, where the article
// gives it, the answer.
type accusation struct {
	statement int
	denial    *news.Ref
	denier    string
}

// accusations puts together what several reports say somebody is accused of,
// with the denials that follow. Where somebody denies it, the group is a
// conflict of two claimants.
func (a *aligner) accusations(used []bool) []news.ClaimGroup {
	var all []accusation
	for i := range a.statements {
		s := &a.statements[i]
		d := a.Report.Articles[s.Doc]
		first, last := d.TokensIn(s.Span)
		for t := first; t < last; t++ {
			if d.Tokens[t].POS == news.VERB && accuses[lemma(d, t)] && !s.negated {
				all = append(all, a.accusation(i))
				break
			}
		}
	}
	const (
		same    = 0.3 // accusations of one story repeat each other in their own words
		unnamed = 0.5 // where one does not name the accused, several may be
	)
	done := make([]bool, len(all))
	var out []news.ClaimGroup
	for i := range all {
		if done[i] {
			continue
		}
		group := []accusation{all[i]}
		done[i] = true
		for j := i + 1; j < len(all); j++ {
			least := same
			if x, y := a.whom(all[i]), a.whom(all[j]); len(x) == 0 || len(y) == 0 {
				least = unnamed
			} else if !share(x, y) {
				continue
			}
			if !done[j] && a.likeness(all[i].statement, all[j].statement) >= least {
				done[j] = true
				group = append(group, all[j])
			}
		}
		if g, ok := a.dispute(group); ok {
			for _, one := range group {
				used[one.statement] = true
			}
			out = append(out, g)
		}
	}
	return out
}

// whom are the beings whom an accusation names as accused.
func (a *aligner) whom(one accusation) []int { return a.statements[one.statement].patient.entities }

// accusation looks for the answer in the same sentence and the next two.
func (a *aligner) accusation(i int) accusation {
	s := &a.statements[i]
	d := a.Report.Articles[s.Doc]
	out := accusation{statement: i}
	for k := s.sentence; k < min(a.Docs[s.Doc][1], s.sentence+3); k++ {
		for _, cl := range a.clauses[k] {
			if k == s.sentence && cl.Start <= s.Start || cl.Verb < 0 || !rejects[lemma(d, cl.Verb)] {
				continue
			}
			if k > s.sentence && find(d, cl.First, cl.Last, chargeOf) < 0 {
				continue
			}
			if k > s.sentence && !a.named(d, s.sentence, cl) || !a.accusedIs(s, cl) {
				continue
			}
			ref := news.Ref{Doc: s.Doc, Span: cl.Span}
			out.denial, out.denier = &ref, a.denier(d, cl)
			return out
		}
	}
	return out
}

// accusedIs reports whether the one who denies in clause cl may be the one accused in
// s: both are named, and alike, or one is not.
func (a *aligner) accusedIs(s *statement, cl clause.Clause) bool {
	if len(s.patient.entities) == 0 {
		return true
	}
	d, names := a.Report.Articles[s.Doc], false
	for t := cl.First; t < cl.GroupFirst; t++ {
		if g, ok := a.entityAt[s.Doc][d.Tokens[t].Start]; ok {
			names = true
			if slices.Contains(s.patient.entities, g) {
				return true
			}
		}
	}
	return !names
}

// denier is the noun phrase before the verb of denial.
func (a *aligner) denier(d *news.Doc, cl clause.Clause) string {
	n := d.SentenceAt(cl.Start)
	if n < 0 {
		return ""
	}
	name := ""
	for _, c := range clause.Chunks(d, n) {
		if c.First >= cl.First && c.Last <= cl.GroupFirst {
			name = d.Slice(c.Bare(d).Span(d))
		}
	}
	return name
}

// dispute makes the group when two origins tell of it and somebody denies it.
func (a *aligner) dispute(group []accusation) (news.ClaimGroup, bool) {
	origins := map[int]bool{}
	var answer *accusation
	for k := range group {
		origins[a.statements[group[k].statement].origin] = true
		if group[k].denial != nil && answer == nil {
			answer = &group[k]
		}
	}
	if answer == nil || len(origins) < 2 {
		return news.ClaimGroup{}, false
	}
	s := &a.statements[answer.statement]
	g := news.ClaimGroup{What: a.excerpt(s.Ref), Verdict: news.Conflict}
	g.Why = fmt.Sprintf("%s: “%s”, and “%s”", a.when(s.Doc), a.excerpt(s.Ref), a.excerpt(*answer.denial))
	for _, one := range group {
		s := &a.statements[one.statement]
		g.Support = append(g.Support, news.Claim{Ref: s.Ref, Status: news.Claimed, ClaimedBy: s.by})
		if one.denial != nil {
			g.Support = append(g.Support, news.Claim{Ref: *one.denial, Status: news.Denied, ClaimedBy: one.denier})
		}
	}
	sort.SliceStable(g.Support, func(i, j int) bool {
		x, y := g.Support[i], g.Support[j]
		return x.Doc < y.Doc || x.Doc == y.Doc && x.Start < y.Start
	})
	return g, true
}
