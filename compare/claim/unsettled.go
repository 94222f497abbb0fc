package claim

import (
	"sort"

	"parallax/news"
)

// unsettledGroups puts what one report says is not confirmed beside what others
// say will happen: "his talks with Varga are yet to be confirmed", "he is to
// meet Varga". The two share a participant, and the word for the act is the
// same or used alike.
func (a *aligner) unsettledGroups(used []bool) []news.ClaimGroup {
	var open []int
	for i := range a.statements {
		if a.unsettled(&a.statements[i]) && len(a.statements[i].entities) > 0 {
			open = append(open, i)
		}
	}
	done := map[int]bool{}
	var out []news.ClaimGroup
	for _, i := range open {
		if done[i] {
			continue
		}
		done[i] = true
		members := []int{i}
		for _, j := range open {
			if !done[j] && share(a.statements[i].entities, a.statements[j].entities) {
				done[j] = true
				members = append(members, j)
			}
		}
		plans := a.plansFor(members)
		if len(plans) == 0 {
			continue
		}
		s, t := &a.statements[i], &a.statements[plans[0]]
		for _, j := range plans { // a plan of another origin, if there is one, is the other side
			if a.statements[j].origin != s.origin {
				t = &a.statements[j]
				break
			}
		}
		if s.origin == t.origin {
			continue
		}
		g := news.ClaimGroup{What: a.excerpt(t.Ref), Verdict: news.Conflict, Why: a.versus(s, t)}
		if a.day(s.Doc) < a.day(t.Doc) {
			g.Verdict = news.Update
		}
		all := append(members, plans...)
		sort.Slice(all, func(x, y int) bool {
			p, q := &a.statements[all[x]], &a.statements[all[y]]
			return p.Doc < q.Doc || p.Doc == q.Doc && p.Start < q.Start
		})
		for _, m := range all {
			used[m] = true
			one := &a.statements[m]
			g.Support = append(g.Support, news.Claim{Ref: one.Ref, Status: one.status, ClaimedBy: one.by})
		}
		out = append(out, g)
	}
	return out
}

// plansFor are the planned or expected acts that the open statements are
// about, at most two of an article.
func (a *aligner) plansFor(open []int) []int {
	const (
		near = 0.5 // "talks", "meet"
		most = 2
	)
	taken := map[int]int{}
	var out []int
	for j := range a.statements {
		t := &a.statements[j]
		if level(t.status) != 1 || t.verb < 0 || taken[t.Doc] == most {
			continue
		}
		for _, i := range open {
			s := &a.statements[i]
			if i == j || s.verb < 0 || !share(s.entities, t.entities) {
				continue
			}
			if s.verb == t.verb || a.vectors[s.verb].Alike(a.vectors[t.verb]) >= near {
				taken[t.Doc]++
				out = append(out, j)
				break
			}
		}
	}
	return out
}
