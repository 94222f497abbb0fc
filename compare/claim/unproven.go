package claim

import (
	"sort"

	"parallax/news"
)

// unproven puts what one report says has still to be confirmed beside those that state it
// as a fact: "the discovery, if confirmed, would", "divers discovered".
func (a *aligner) unproven(used []bool) []news.ClaimGroup {
	type open struct {
		sentence, noun int
	}
	var all []open
	for i := range a.Sentences {
		if n := a.toConfirm(i); n >= 0 {
			all = append(all, open{i, n})
		}
	}
	var out []news.ClaimGroup
	for _, o := range all {
		best := map[int]int{} // statement by article
		for j := range a.statements {
			t := &a.statements[j]
			if t.origin == a.Sentences[o.sentence].Origin || used[j] || t.verb < 0 || !a.kinWords(t.verb, o.noun) || !a.flat(t) || t.status == news.Claimed || t.iffy || t.headless {
				continue
			}
			if k, ok := best[t.Doc]; !ok || a.Sentences[t.sentence].Place < a.Sentences[a.statements[k].sentence].Place {
				best[t.Doc] = j
			}
		}
		if len(best) == 0 {
			continue
		}
		ref := a.Core(o.sentence)
		g := news.ClaimGroup{Verdict: news.Conflict, Support: []news.Claim{{Ref: ref, Status: news.Unconfirmed}}}
		for doc := range a.Report.Articles {
			j, ok := best[doc]
			if !ok {
				continue
			}
			t := &a.statements[j]
			used[j] = true
			if g.What == "" {
				g.What = a.excerpt(t.Ref)
				g.Why = a.version(t) + "; " + a.when(ref.Doc) + " calls it unconfirmed: “" + a.excerpt(ref) + "”"
			}
			g.Support = append(g.Support, news.Claim{Ref: t.Ref, Status: t.status, ClaimedBy: t.by})
		}
		for _, p := range all {
			if p != o && a.kinWords(p.noun, o.noun) {
				g.Support = append(g.Support, news.Claim{Ref: a.Core(p.sentence), Status: news.Unconfirmed})
			}
		}
		sort.SliceStable(g.Support, func(x, y int) bool { return g.Support[x].Doc < g.Support[y].Doc })
		return append(out, g)
	}
	return out
}

// toConfirm is the stem of the noun that sentence i says has still to be confirmed: "the
// discovery, if confirmed", "needed to confirm the discovery". -1 for none.
func (a *aligner) toConfirm(i int) int {
	d := a.Report.Articles[a.Sentences[i].Doc]
	s := d.Sentences[a.Sentences[i].Number]
	noun := func(t, step, reach int) int {
		for n := 0; n < reach && t >= s.First && t < s.Last; n++ {
			if d.Tokens[t].POS == news.NOUN {
				return a.Number(d.Slice(d.Tokens[t].Span))
			}
			t += step
		}
		return -1
	}
	for t := s.First + 1; t < s.Last; t++ {
		if l := lemma(d, t); l != "confirm" && l != "verify" {
			continue
		}
		switch lower(d, t-1) {
		case "if":
			return noun(t-1, -1, 6)
		case "to":
			if find(d, s.First, t, set("need", "needed", "needs", "required", "yet", "must")) >= 0 {
				return noun(t+1, 1, 4)
			}
		}
	}
	return -1
}
