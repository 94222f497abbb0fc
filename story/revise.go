package story

import (
	"maps"
	"slices"
)

// A Revision is an article that Revise has put elsewhere.
type Revision struct {
	Article string
	Decision
}

// mostRounds bounds Revise; hardly anything moves in a third round.
const mostRounds = 3

// Revise decides anew about every article of the window, with those that came
// later in view: stories that are one are put together, and an article that is
// better off elsewhere is moved. What a person has moved stays. It returns
// what it changed, in the order of arrival.
func (ix *Index) Revise() []Revision {
	before := make([]int, len(ix.members))
	for i := range ix.members {
		before[i] = ix.members[i].Story
	}
	for range mostRounds {
		merged, moved := ix.mergeStories(), ix.moveMembers()
		if !merged && !moved {
			break
		}
	}
	var out []Revision
	for i := range ix.members {
		m := &ix.members[i]
		if m.Story == before[i] {
			continue
		}
		r := Revision{m.ID, Decision{Story: m.Story, Thread: ix.stories[m.Story].thread, Why: "later articles set it apart"}}
		for _, c := range ix.reconsider(ix.base + int32(i)) {
			if c.story == m.Story {
				r.Why = ix.whyJoined(m, &c)
			}
		}
		out = append(out, r)
	}
	return out
}

// reconsider weighs the stories for a member as if it had just arrived.
func (ix *Index) reconsider(at int32) []choice {
	m := ix.member(at)
	near, best, _ := ix.look(m, at)
	return ix.choices(at, near, best)
}

// mergeStories puts a story into another when its members, on the mean, would
// be put there. Later stories go into earlier ones.
func (ix *Index) mergeStories() (any bool) {
	for _, story := range slices.Backward(slices.Sorted(maps.Keys(ix.stories))) {
		g := ix.stories[story]
		if g == nil {
			continue // has gone into another
		}
		members := g.members
		members = members[:min(len(members), mostMembers)]
		sums := map[int]float64{}
		vetoed := map[int]bool{}
		for _, at := range members {
			m := ix.member(at)
			for _, c := range ix.reconsider(at) {
				if c.story == story {
					continue
				}
				sums[c.story] += c.score / float64(len(members))
				vetoed[c.story] = vetoed[c.story] || c.score >= joinAt && ix.veto(m, &c) != ""
			}
			if m.Pinned {
				sums = nil
				break
			}
		}
		into, best := 0, joinAt
		for _, s := range slices.Sorted(maps.Keys(sums)) {
			if sums[s] > best && !vetoed[s] {
				into, best = s, sums[s]
			}
		}
		if into == 0 || slices.ContainsFunc(ix.stories[into].members, func(at int32) bool { return ix.member(at).Pinned }) {
			continue
		}
		from, to := max(story, into), min(story, into)
		for _, at := range slices.Clone(ix.stories[from].members) {
			ix.move(at, to, 0)
		}
		any = true
	}
	return any
}

// moveMembers moves each article to the story that is likeliest for it.
func (ix *Index) moveMembers() (any bool) {
	const (
		gain  = 0.1 // a move on a hair's breadth would be taken back in the next round
		leave = 0.2 // below, an article is better off alone
	)
	for i := range ix.members {
		at := ix.base + int32(i)
		m := &ix.members[i]
		if m.Pinned {
			continue
		}
		own, alone := 0.0, len(ix.stories[m.Story].members) == 1
		var to *choice
		all := ix.reconsider(at)
		for k := range all {
			c := &all[k]
			switch {
			case c.story == m.Story:
				own = c.score
			case to == nil && c.score >= joinAt && ix.veto(m, c) == "":
				to = c
			}
		}
		switch {
		case to != nil && to.score > own+gain:
			ix.move(at, to.story, 0)
			any = true
		case !alone && own < leave:
			ix.move(at, ix.last+1, ix.stories[m.Story].thread)
			any = true
		}
	}
	return any
}
