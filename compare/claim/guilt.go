package claim

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A plea is what an article says for or against somebody who is suspected.
type plea struct {
	step
	against bool // suspected, accused, charged
	final   bool // cleared, not only said to be innocent
}

var (
	suspects = set("suspect", "gunman", "gunmen", "shooter", "attacker", "assailant", "killer", "bomber", "hijacker", "kidnapper", "robber", "arsonist", "culprit", "perpetrator")
	// kinsfolk and counsel speak of somebody as theirs: "my son is innocent".
	theirs   = set("son", "daughter", "brother", "sister", "husband", "wife", "father", "mother", "client", "he", "she")
	clears   = set("clear", "acquit", "exonerate")
	insists  = set("maintain", "proclaim", "protest", "insist", "declare", "assert", "profess")
	wrongly  = set("falsely", "wrongly", "wrongfully")
	involved = set("wrongdoing", "involvement", "charge", "charges", "allegation", "allegations", "accusation", "accusations", "guilt")
)

// guilt finds persons whom one origin calls suspected, accused or charged and of
// whom another says that they are innocent, deny it, or were cleared.
func (c *corpus) guilt() []news.ClaimGroup {
	way := courses[0]
	found := map[int][]plea{}
	for i := range c.Sentences {
		c.accused(way, i, found)
	}
	if len(found) == 0 {
		return nil
	}
	on := map[int][]step{}
	for g := range found {
		on[g] = []step{{}}
	}
	for i := range c.Sentences {
		c.excused(way, i, on, found)
	}
	var out []news.ClaimGroup
	for _, g := range slices.Sorted(maps.Keys(found)) {
		if one, ok := c.contested(c.Report.Entities[g].Name, found[g]); ok {
			out = append(out, one)
		}
	}
	return out
}

// accused adds what sentence i lays at a named person's door.
func (c *corpus) accused(way course, i int, found map[int][]plea) {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	for _, cl := range c.clauses[i] {
		if cl.Verb < 0 || cl.Conditional {
			continue
		}
		p := plea{step: step{ref: news.Ref{Doc: one.Doc, Span: cl.Bare(d)}, status: news.Claimed, origin: one.Origin}, against: true}
		if r, at, after := way.onRung(d, cl); at >= 0 && (r == 1 || r == 3) && governed(d, cl, at) == "" && !(at > 0 && strings.HasSuffix(lower(d, at), "ing") && d.Tokens[at-1].POS == news.ADP) && find(d, cl.First, at, wrongly) < 0 {
			for _, g := range c.targets(way, i, cl, r, at, after) {
				if g >= 0 {
					found[g] = append(found[g], p)
				}
			}
			continue
		}
		for t := cl.First; t < cl.Last; t++ {
			if suspects[lemma(d, t)] {
				if g := c.describes(d, one.Doc, cl, t); g >= 0 {
					found[g] = append(found[g], p)
				}
			}
		}
	}
}

// describes is the person whom the noun at token t describes: named beside it, or
// before a relative clause with it.
func (c *corpus) describes(d *news.Doc, doc int, cl clause.Clause, t int) int {
	const reach = 3 // "suspected gunman, Ilse Varga", "Varga, one of three suspects"
	for u := t + 1; u < min(len(d.Tokens), t+1+reach); u++ {
		if g := c.named(d, doc, u); g >= 0 {
			return g
		}
		if d.Tokens[u].POS != news.PUNCT {
			break
		}
	}
	for u := t - 1; u >= max(0, cl.First-reach) && u >= t-12; u-- {
		if g := c.named(d, doc, u); g >= 0 {
			if w := lower(d, cl.First); u < cl.First && (w == "who" || w == "whom") {
				return g // "Varga, whom police call one of the gunmen"
			}
			between := lower(d, min(len(d.Tokens)-1, cl.Verb))
			if u >= cl.First && u < cl.GroupFirst && (isBe(between) || passive(d, cl) && (lemma(d, cl.Verb) == "name" || lemma(d, cl.Verb) == "identify")) && t > cl.Verb && negation(d, cl) < 0 && lower(d, t-1) != "her" && lower(d, t-1) != "his" {
				return g // "Varga is one of three suspects"
			}
			return other
		}
	}
	return other
}

// named is the person whose name stands at token t.
func (c *corpus) named(d *news.Doc, doc, t int) int {
	return c.person(course{}, d, doc, t)
}

// excused adds what sentence i says for a person on the list.
func (c *corpus) excused(way course, i int, on map[int][]step, found map[int][]plea) {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	for _, cl := range c.clauses[i] {
		if cl.Verb < 0 || cl.Conditional {
			continue
		}
		final, at := c.excuse(d, cl)
		if at < 0 {
			continue
		}
		g := other
		for t := cl.First; t < at && g < 0; t++ {
			g = c.named(d, one.Doc, t)
		}
		if g < 0 {
			if who := c.subject(way, i, cl, at, clause.Chunks(d, one.Number)); len(who) > 0 && who[0] >= 0 {
				g = who[0]
			}
		}
		// "Russia denies any wrongdoing" is for nobody named before.
		if g < 0 && (cl.GroupFirst == cl.First || find(d, cl.First, at, theirs) >= 0) {
			g = c.antecedent(i, on)
		}
		if g < 0 || len(found[g]) == 0 {
			continue
		}
		r := read(d, cl, covering(d, cl.Span))
		found[g] = append(found[g], plea{final: final,
			step: step{ref: news.Ref{Doc: one.Doc, Span: cl.Bare(d)}, status: news.Denied, by: r.by, origin: one.Origin}})
	}
}

// excuse is the token of a clause that says somebody did not do it, and whether
// that is settled: "was cleared of all charges".
func (c *corpus) excuse(d *news.Doc, cl clause.Clause) (final bool, token int) {
	negated := negation(d, cl) >= 0
	verb := lemma(d, cl.Verb)
	switch {
	case clears[verb] && passive(d, cl) && !negated:
		if governed(d, cl, cl.Verb) != "" {
			return false, -1 // "will be cleared" is a hope
		}
		return true, cl.Verb
	case rejects[verb] && !negated:
		if t := find(d, cl.Verb+1, cl.Last, involved); t >= 0 {
			return false, t
		}
	case verb == "do" && negated && lower(d, cl.GroupFirst) == "did" && cl.Verb+1 < cl.Last && (lower(d, cl.Verb+1) == "this" || lower(d, cl.Verb+1) == "it"):
		return false, cl.Verb
	}
	if !negated {
		if t := find(d, cl.Verb, cl.Last, set("innocent")); t >= 0 && find(d, max(0, cl.First-4), t, presumes) < 0 && (t+1 >= cl.Last || d.Tokens[t+1].POS != news.NOUN && d.Tokens[t+1].POS != news.ADJ) {
			return false, t
		}
		if t := find(d, cl.Verb, cl.Last, set("innocence")); t >= 0 && insists[verb] {
			return false, t
		}
		for t := cl.Verb; t+1 < cl.Last; t++ {
			if lower(d, t) == "not" && lower(d, t+1) == "guilty" {
				return false, t
			}
		}
	}
	return false, -1
}

// presumes are the words of the law, and of who knows no better.
var presumes = set("presumed", "presume", "assumed", "assume", "until")

// contested makes the group when two origins differ.
func (c *corpus) contested(name string, pleas []plea) (news.ClaimGroup, bool) {
	day := func(p plea) string { return c.day(p.ref.Doc) }
	var a, b *plea
	for i := range pleas {
		for j := range pleas {
			x, y := &pleas[i], &pleas[j]
			if !x.against || y.against || x.origin == y.origin || b != nil && (b.final || !y.final) {
				continue
			}
			a, b = x, y
		}
	}
	if a == nil {
		return news.ClaimGroup{}, false
	}
	g := news.ClaimGroup{
		What: name + ": accused, and said to be innocent", Verdict: news.Conflict,
		Why: fmt.Sprintf("%s says “%s”, %s “%s”", c.when(a.ref.Doc), c.excerpt(a.ref), c.when(b.ref.Doc), c.excerpt(b.ref)),
	}
	if b.final && day(*a) <= day(*b) {
		g.What, g.Verdict = name+": accused, then cleared", news.Update
	}
	sort.SliceStable(pleas, func(i, j int) bool {
		p, q := pleas[i].ref, pleas[j].ref
		return p.Doc < q.Doc || p.Doc == q.Doc && p.Start < q.Start
	})
	of := map[[2]int]int{}
	for _, p := range pleas {
		side := 0
		if p.against {
			side = 1
		}
		k := [2]int{p.ref.Doc, side}
		if of[k]++; of[k] <= mostOfSide {
			g.Support = append(g.Support, news.Claim{Ref: p.ref, Status: p.status, ClaimedBy: p.by})
		}
	}
	return g, true
}
