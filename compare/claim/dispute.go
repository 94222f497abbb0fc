package claim

import (
	"fmt"
	"slices"
	"sort"

	"parallax/compare/internal/prose"
	"parallax/news"
)

const (
	// mostDisputes bounds the marked disputes of a story that are shown: those of which most
	// origins speak.
	mostDisputes = 5
	// leastTold is the part of what is disputed that a sentence has that tells it, partTheirs
	// the same where it is the word of whom the mark names, and nearlyTold where a sentence
	// only names them.
	leastTold  = 0.48
	partTheirs = 0.3
	nearlyTold = 0.9
	// leastTheirs is the weight of what is enough of the word of whom a mark names.
	leastTheirs = 2.5
	// mainlyTold is the part that is enough of a denial about oneself where the denier is not
	// named.
	mainlyTold = 0.7
	// actless is the part that is enough where no verb is shared.
	actless = 0.65
	// leastLocal is the weight within the story, and leastHere the part by such weights of
	// what is no name.
	leastLocal = 3.0
	leastHere  = 0.35
)

// A dispute is a mark with the sentences that tell what it is about and other marks of it.
type dispute struct {
	mark    *mark
	tellers []int // sentences
	fellows []*mark
	score   float64
}

// disputes puts what reports mark as disputed beside the sentences that tell it.
func (a *aligner) disputes(used []bool, shown []news.ClaimGroup) []news.ClaimGroup {
	marks := a.marks()
	marked := map[int]*mark{} // by sentence
	for k := range marks {
		marked[marks[k].sentence] = &marks[k]
	}
	finder := a.NewFinder()
	var all []dispute
	for k := range marks {
		if q, ok := a.disputed(&marks[k], marks, marked, finder); ok {
			all = append(all, q)
		}
	}
	sort.SliceStable(all, func(x, y int) bool { return all[x].score > all[y].score })
	seen := map[int]bool{} // sentences of differences
	for _, g := range shown {
		for _, s := range g.Support {
			seen[a.At(s.Ref)] = seen[a.At(s.Ref)] || g.Verdict == news.Conflict || g.Verdict == news.Update
		}
	}
	var out []news.ClaimGroup
	for _, q := range all {
		if len(out) == mostDisputes {
			break
		}
		if !seen[q.mark.sentence] && !slices.ContainsFunc(q.tellers, func(i int) bool { return seen[i] }) {
			out = append(out, a.show(q, seen, used))
		}
	}
	return out
}

// disputed gathers what belongs to mark m.
func (a *aligner) disputed(m *mark, marks []mark, marked map[int]*mark, f *prose.Finder) (dispute, bool) {
	if m.weak && (m.whose == "" || a.heft(m) < leastTheirs || !slices.ContainsFunc(m.about, func(it item) bool { return !it.name })) {
		return dispute{}, false
	}
	q := dispute{mark: m}
	words := map[string]bool{m.verdict: m.verdict != ""} // of untruth, in the marks of this dispute
	for n := range marks {
		if o := &marks[n]; o != m && a.fellow(m, o) {
			q.fellows = append(q.fellows, o)
			words[o.verdict] = o.verdict != ""
		}
	}
	for n := range marks {
		if o := &marks[n]; o != m && o.weak && words[o.verdict] && sameHolder(o.whose, m.whose) && !slices.Contains(q.fellows, o) {
			q.fellows = append(q.fellows, o)
		}
	}
	type told struct {
		sentence int
		part     float64
	}
	by := make([][]told, len(a.Report.Articles))
	if m.before >= 0 {
		if o := marked[m.before]; o != nil && o.kind == contested {
			return dispute{}, false // two who deny
		}
		by[a.Sentences[m.before].Doc] = []told{{m.before, 1}}
	}
	for _, j := range a.near(f, m) {
		if o := marked[j]; o != nil && o.kind != answered && (o.kind == m.kind || o.kind == contested) {
			continue
		}
		if part := a.telling(m, j); part > 0 {
			by[a.Sentences[j].Doc] = append(by[a.Sentences[j].Doc], told{j, part})
		}
	}
	origins := map[int]bool{a.Sentences[m.sentence].Origin: true}
	for _, o := range q.fellows {
		origins[a.Sentences[o.sentence].Origin] = true
	}
	for _, list := range by {
		sort.SliceStable(list, func(x, y int) bool { return list[x].part > list[y].part })
		for _, b := range list[:min(len(list), mostOfSide)] {
			q.tellers = append(q.tellers, b.sentence)
			origins[a.Sentences[b.sentence].Origin] = true
			q.score += b.part / 100
		}
	}
	q.score += float64(len(origins))
	if m.kind == unconfirmed || m.kind == answered {
		q.score--
	}
	// One report alone shows both sides only where it points from one to the other.
	return q, len(q.tellers) > 0 && (len(origins) > 1 || m.kind == contested && m.before >= 0)
}

// show makes the group of a dispute.
func (a *aligner) show(q dispute, seen map[int]bool, used []bool) news.ClaimGroup {
	m := q.mark
	g := news.ClaimGroup{Verdict: news.Conflict}
	if m.kind == corrected {
		g.Verdict = news.Update
	}
	add := func(i int, status news.Status, by string) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, j := range a.bySentence[i] {
			used[j] = true
		}
		g.Support = append(g.Support, news.Claim{Ref: a.Core(i), Status: status, ClaimedBy: by})
	}
	add(m.sentence, m.status(), m.who)
	of := map[int]int{}
	for _, o := range q.fellows {
		if doc := a.Sentences[o.sentence].Doc; of[doc] < mostOfSide {
			of[doc]++
			add(o.sentence, o.status(), o.who)
		}
	}
	for _, i := range q.tellers {
		status, by := news.Happened, a.speaker(i)
		if by != "" {
			status = news.Claimed
		}
		add(i, status, by)
	}
	t := q.tellers[0]
	g.What = a.excerpt(a.Core(t))
	g.Why = fmt.Sprintf("%s: “%s”; %s: “%s”", a.when(a.Sentences[t].Doc), a.excerpt(a.Core(t)), a.when(a.Sentences[m.sentence].Doc), a.excerpt(a.Core(m.sentence)))
	sort.SliceStable(g.Support, func(x, y int) bool { return g.Support[x].Doc < g.Support[y].Doc })
	return g
}

func (m *mark) status() news.Status {
	switch m.kind {
	case unconfirmed:
		return news.Unconfirmed
	case answered:
		return news.Claimed
	}
	return news.Denied
}

// near are the sentences that share words with what a mark is about.
func (a *aligner) near(f *prose.Finder, m *mark) []int {
	var stems []int
	for _, it := range m.about {
		stems = append(stems, it.stem)
		if it.entity >= 0 { // other forms of the name
			stems = append(stems, a.Words(a.Report.Entities[it.entity].Name)...)
		}
	}
	stems = append(stems, a.Words(m.whose)...)
	slices.Sort(stems)
	var out []int
	for _, j := range f.NearStems(slices.Compact(stems), m.sentence) {
		out = append(out, int(j))
	}
	return out
}

// fellow reports whether mark o is about what m is about.
func (a *aligner) fellow(m, o *mark) bool {
	switch {
	case o.kind != contested && o.kind != m.kind || o.kind == answered:
		return false
	case m.kind == contested && sameHolder(o.who, m.who) && sameHolder(o.whose, m.whose):
		return true
	case o.weak && o.verdict != "":
		return false
	case m.kind == contested && a.cites(m, o):
		return true
	case o.weak:
		return len(o.about) > 0 && a.coverage(o, m) >= 0.5
	}
	return a.coverage(m, o) >= 0.5 && a.coverage(o, m) >= 0.4
}

// cites reports whether mark o is about words that mark m quotes.
func (a *aligner) cites(m, o *mark) bool {
	return slices.ContainsFunc(m.quoted, func(q []int) bool {
		weight := 0.0
		for _, w := range q {
			if !slices.ContainsFunc(o.about, func(it item) bool { return it.stem == w }) {
				return false
			}
			weight += a.Weights[w]
		}
		return weight >= leastDenied
	})
}

// coverage is the part of what m is about that o is about.
func (a *aligner) coverage(m, o *mark) float64 {
	sum, total := 0.0, 0.0
	for _, it := range m.about {
		total += a.local[it.stem]
		if slices.ContainsFunc(o.about, func(u item) bool { return u.entity >= 0 && u.entity == it.entity || a.kinWords(u.stem, it.stem) }) {
			sum += a.local[it.stem]
		}
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// speakers are those whose words sentence i holds.
func (a *aligner) speakers(i int) []string {
	if a.voices == nil {
		a.voices = make([][]string, len(a.Sentences))
		for doc, d := range a.Report.Articles {
			for _, at := range d.Attributions {
				if at.Speaker == "" {
					continue
				}
				for _, c := range at.Content {
					for k := a.Docs[doc][0]; k < a.Docs[doc][1]; k++ {
						if one := &a.Sentences[k]; c.Start < one.End && one.Start < c.End && !slices.Contains(a.voices[k], at.Speaker) {
							a.voices[k] = append(a.voices[k], at.Speaker)
						}
					}
				}
			}
		}
	}
	return a.voices[i]
}

// speaker is the first of those whose words sentence i holds, "" for none.
func (a *aligner) speaker(i int) string {
	if who := a.speakers(i); len(who) > 0 {
		return who[0]
	}
	return ""
}

// namedIn are the entities that sentence i names.
func (c *corpus) namedIn(i int) []int {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	var out []int
	k := sort.Search(len(d.Entities), func(k int) bool { return d.Entities[k].Start >= one.Start })
	for ; k < len(d.Entities) && d.Entities[k].Start < one.End; k++ {
		if g, ok := c.entityAt[one.Doc][d.Entities[k].Start]; ok {
			out = append(out, g)
		}
	}
	return out
}
