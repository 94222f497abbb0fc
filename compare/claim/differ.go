package claim

import (
	"sort"

	"parallax/news"
)

// mostOfSide bounds the further statements of one article that are listed with a
// difference.
const mostOfSide = 2

// differences makes a group of each pair of statements that differ in certainty or
// content, the likest first, with what the other articles say of the same.
func (a *aligner) differences(edges []edge, used []bool) []news.ClaimGroup {
	type found struct {
		edge
		verdict news.Verdict
		why     string
	}
	near := make(map[int][]int) // statements by statement
	var all []found
	for _, e := range edges {
		near[e.i] = append(near[e.i], e.j)
		near[e.j] = append(near[e.j], e.i)
		if used[e.i] || used[e.j] {
			continue
		}
		if v, why := a.differ(e.i, e.j, a.likeness(e.i, e.j)); v != "" {
			e.sim += float64(a.agrees(&a.statements[e.i], &a.statements[e.j]))
			all = append(all, found{e, v, why})
		}
	}
	sort.SliceStable(all, func(x, y int) bool { return all[x].sim > all[y].sim })
	var out []news.ClaimGroup
	for _, f := range all {
		if used[f.i] || used[f.j] {
			continue
		}
		members := a.besides(f.i, f.j, near, used)
		seed := f.j
		if a.statements[f.i].headless || !a.statements[f.j].headless && a.statements[f.i].weight > a.statements[f.j].weight {
			seed = f.i
		}
		g := news.ClaimGroup{What: a.excerpt(a.statements[seed].Ref), Verdict: f.verdict, Why: f.why}
		for _, m := range members {
			used[m] = true
			s := &a.statements[m]
			g.Support = append(g.Support, news.Claim{Ref: s.Ref, Status: s.status, ClaimedBy: s.by})
		}
		out = append(out, g)
	}
	return out
}

// besides are the two statements and those about the same act, in the order of the
// articles.
func (a *aligner) besides(i, j int, near map[int][]int, used []bool) []int {
	members := []int{i, j}
	in := map[int]bool{i: true, j: true}
	of := map[int]int{a.statements[i].Doc: 1}
	of[a.statements[j].Doc]++
	for _, one := range []int{i, j} {
		for _, k := range near[one] {
			doc := a.statements[k].Doc
			if in[k] || used[k] || of[doc] == mostOfSide || !a.sameEvent(&a.statements[one], &a.statements[k], a.likeness(one, k)) {
				continue
			}
			in[k] = true
			of[doc]++
			members = append(members, k)
		}
	}
	sort.Slice(members, func(x, y int) bool {
		s, t := &a.statements[members[x]], &a.statements[members[y]]
		return s.Doc < t.Doc || s.Doc == t.Doc && s.Start < t.Start
	})
	return members
}
