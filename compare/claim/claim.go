// Package claim compares what the articles state: statements that different
// origins make about the same thing are put together, and where their certainty
// or content differs the group is called an update or a conflict.
//
// Certainty is read from modal words, negation and attributions (after FactBank,
// Saurí and Pustejovsky 2009). The files by what their finders look for; what an earlier
// finder of Annotate tells, a later one does not tell again:
//
//   - statement, status, role, content, align, differ, verdict: clauses whose content
//     words cover each other by rarity, and whose roles agree; what is agreed is listed too
//   - unsettled, accuse, rebuttal, unproven: what is yet to be confirmed, laid at
//     somebody's door, denied, or held to be proved, beside what others say of the same
//   - ladder, target, days, guilt: what becomes of a person, from wanted to convicted
//   - tree, event, certainty, move: acts off the parse, planned or doubted by one and
//     told as done by another
//   - unknown, naming: what is not known or not named at first, and later is
//   - partner, post, stance, matter: what somebody is called, and what is thought of a deed
//   - contest, question, harm, address, looks, office: questions of an event that reports
//     answer in exclusive ways
//   - mark, cue, telling, dispute: disputes that reports mark themselves
//   - spelling: names that origins spell in two ways
//   - single: weighty statements of one origin
package claim

import (
	"context"
	"slices"
	"sort"

	"parallax/news"
)

// Annotate fills r.Claims.
func Annotate(_ context.Context, r *news.Report) error {
	c := newCorpus(r)
	a := newAligner(c)
	var out []news.ClaimGroup
	used := make([]bool, len(c.statements))
	out = append(out, a.unsettledGroups(used)...)
	out = append(out, a.accusations(used)...)
	out = append(out, a.denials(used)...)
	out = append(out, a.unproven(used)...)
	edges := a.edges()
	out = append(out, a.differences(edges, used)...)
	for _, g := range a.groups(edges, used) {
		for _, m := range g.members {
			used[m] = true
		}
		if one, ok := a.agreed(g); ok {
			one, _ = a.denied(one)
			out = append(out, one)
		}
	}
	out = append(out, c.ladders(out)...)
	out = append(out, a.moves(out)...)
	out = c.besideGuilt(out, c.guilt())
	out = append(out, c.unknowns()...)
	out = append(out, c.namings()...)
	out = append(out, c.ties()...)
	out = append(out, c.posts()...)
	out = append(out, a.stances()...)
	out = append(out, c.contests(out)...)
	out = append(out, a.disputes(used, out)...)
	c.widen(out)
	out = append(out, spellings(r)...)
	out = append(out, a.singles(used)...)
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i].Verdict) < rank(out[j].Verdict) })
	r.Claims = append(r.Claims, out...)
	return nil
}

// besideGuilt appends the groups about whether somebody did it, and drops those that
// show one of their denials again.
func (c *corpus) besideGuilt(out, guilt []news.ClaimGroup) []news.ClaimGroup {
	told := map[int]bool{}
	for _, g := range guilt {
		for _, s := range g.Support {
			if s.Status == news.Denied {
				told[c.At(s.Ref)] = true
			}
		}
	}
	kept := out[:0]
	for _, g := range out {
		again := false
		for _, s := range g.Support {
			again = again || g.Verdict == news.Conflict && s.Status == news.Denied && told[c.At(s.Ref)]
		}
		if !again {
			kept = append(kept, g)
		}
	}
	return append(kept, guilt...)
}

func rank(v news.Verdict) int {
	switch v {
	case news.Conflict:
		return 0
	case news.Update:
		return 1
	case news.Agree:
		return 2
	}
	return 3
}

// tells reports whether one of the differences has sentences i and j.
func (c *corpus) tells(groups []news.ClaimGroup, i, j int) bool {
	return slices.ContainsFunc(groups, func(g news.ClaimGroup) bool {
		has := func(i int) bool {
			return slices.ContainsFunc(g.Support, func(s news.Claim) bool { return c.At(s.Ref) == i })
		}
		return (g.Verdict == news.Update || g.Verdict == news.Conflict) && has(i) && has(j)
	})
}

// widen shows a difference in whole sentences: half of one reads as if words had
// been held back. Names, and sentences that go on and on, stay as they are.
func (c *corpus) widen(groups []news.ClaimGroup) {
	const (
		shortest = 4  // words: fewer are a name
		longest  = 45 // words
	)
	for g := range groups {
		if v := groups[g].Verdict; v != news.Conflict && v != news.Update {
			continue
		}
		// "They accuse him of it, which he denies": a sentence that holds two sides shows each
		// in its clause.
		sides := map[int]news.Status{}
		both := map[int]bool{}
		for _, s := range groups[g].Support {
			i := c.At(s.Ref)
			if was, ok := sides[i]; ok && was != s.Status {
				both[i] = true
			}
			sides[i] = s.Status
		}
		seen := map[news.Ref]bool{}
		kept := groups[g].Support[:0]
		for _, s := range groups[g].Support {
			i := c.At(s.Ref)
			if first, last := c.Report.Articles[s.Doc].TokensIn(s.Span); i >= 0 && !both[i] && last-first >= shortest && c.Sentences[i].Tokens <= longest {
				if core := c.Core(i); core.Start <= s.Start && s.End <= core.End {
					s.Ref = core
				}
			}
			if !seen[s.Ref] {
				seen[s.Ref] = true
				kept = append(kept, s)
			}
		}
		groups[g].Support = kept
	}
}
