package story

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"parallax/model/forest"
)

//go:embed pair.forest
var pairFile []byte

// pairs says how likely two articles are about one event.
var pairs = sync.OnceValue(func() *forest.Forest {
	f, err := forest.Load(pairFile)
	if err != nil || f.Features() != numPair {
		return nil // a broken build: TestModel says so, and every article is a story
	}
	return f
})

const (
	// joinAt is how likely a story must be. Tuned on the training halves of four
	// corpora together: 0.35 puts look-alikes together, 0.6 leaves follow-ups out.
	joinAt = 0.5
	// bestShare is what the likeliest member counts, beside the mean of all: one
	// look-alike is not enough to pull two stories together by a chain.
	bestShare = 0.3
	// mostStories are scored with more of their members, mostMembers of each.
	mostStories = 6
	mostMembers = 12
	// hopeless is a likeliest member with which a story cannot be joined.
	hopeless = 0.1
)

// none is no member: that of an article that has just arrived.
const none int32 = -1

// A looked is an earlier article compared with the new one.
type looked struct {
	at int32
	x  pairFeatures
	p  float64
}

// look compares m with what is near, itself excepted. best is the highest
// cosine.
func (ix *Index) look(m *member, self int32) (out []looked, best float64, copies []copied) {
	ix.probe.set(m)
	copies = ix.copied(m, self)
	near, best := ix.near(m, self, copies)
	out = make([]looked, len(near))
	for i, n := range near {
		out[i] = ix.pair(n, best)
	}
	return out, best, copies
}

// pair compares what look was last given.
func (ix *Index) pair(n neighbour, best float64) looked {
	l := looked{at: n.at, x: pairOf(&ix.probe, ix.member(n.at), n.cosine, best)}
	if f := ix.opts.Pairs; f != nil {
		l.p = f.Score(l.x[:])
	}
	return l
}

// A choice is a story that the article may belong to.
type choice struct {
	story int
	score float64
	best  looked // the likeliest member
}

// choices groups what was looked at by story, likeliest first.
func (ix *Index) choices(self int32, near []looked, best float64) []choice {
	byStory := map[int][]looked{}
	var order []int
	for _, l := range near {
		s := ix.member(l.at).Story
		if byStory[s] == nil {
			order = append(order, s)
		}
		byStory[s] = append(byStory[s], l)
	}
	out := make([]choice, 0, len(order))
	for _, s := range order {
		out = append(out, scored(s, byStory[s]))
	}
	sortChoices(out)
	for i := range out[:min(len(out), mostStories)] {
		c := &out[i]
		if c.best.p < hopeless {
			break
		}
		have := byStory[c.story]
		for _, at := range ix.others(c.story, self, have) {
			have = append(have, ix.pair(neighbour{at, ix.probe.cosine(ix.member(at))}, best))
		}
		*c = scored(c.story, have)
	}
	sortChoices(out)
	return out
}

func sortChoices(all []choice) {
	slices.SortFunc(all, func(a, b choice) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.story, b.story)) })
}

// others picks members of a story that were not looked at, the newest first.
func (ix *Index) others(story int, self int32, have []looked) []int32 {
	members := ix.stories[story].members
	var out []int32
	for i := len(members) - 1; i >= 0 && len(have)+len(out) < mostMembers; i-- {
		if members[i] != self && !slices.ContainsFunc(have, func(l looked) bool { return l.at == members[i] }) {
			out = append(out, members[i])
		}
	}
	return out
}

func scored(story int, members []looked) choice {
	c := choice{story: story}
	sum := 0.0
	for i, l := range members {
		sum += l.p
		if i == 0 || l.p > c.best.p {
			c.best = l
		}
	}
	c.score = bestShare*c.best.p + (1-bestShare)*sum/float64(len(members))
	return c
}

// decide chooses the story of m.
func (ix *Index) decide(m *member, near []looked, best float64, copies []copied) Decision {
	all := ix.choices(none, near, best)
	d := Decision{Copies: ix.copies(m, copies)}
	for _, c := range all[:min(len(all), mostStories)] {
		d.Candidates = append(d.Candidates, Candidate{Story: c.story, Score: math.Round(c.score*1000) / 1000, Article: ix.member(c.best.at).ID})
	}
	for i := range all {
		c := &all[i]
		if c.score < joinAt {
			break
		}
		if ix.veto(m, c) == "" {
			d.Story, d.Thread = c.story, ix.stories[c.story].thread
			d.Why = ix.whyJoined(m, c)
			return d
		}
	}
	d.New = true
	d.Story = ix.last + 1
	d.Thread = d.Story
	d.Why = ix.whyNew(m, all)
	if c := ix.affair(m, all); c != nil {
		d.Thread = ix.stories[c.story].thread
	}
	return d
}

// veto says what a reader would never put together, however alike it is
// written, or "": other people in another place, and two items of one series.
func (ix *Index) veto(m *member, c *choice) string {
	b, x := ix.member(c.best.at), &c.best.x
	if x[fNames] == 0 && x[fPersonsApart] > 0 && x[fPlacesApart] > 0 {
		return fmt.Sprintf("this is about %s in %s, not %s in %s",
			m.foremost(b, person), m.foremost(b, placed), b.foremost(m, person), b.foremost(m, placed))
	}
	const soon = 3 * daySeconds // "second victim dies", "third victim dies": one event that goes on
	if m.Time != 0 && b.Time != 0 && m.Time-b.Time < soon && b.Time-m.Time < soon {
		return ""
	}
	return ranksApart(m, b, true)
}

// affairAt is how likely an earlier story must be for a new one to be of the
// same affair: too little for one event, too much for chance.
const affairAt = 0.12

// affair is the story whose affair a new story goes on with, or nil.
func (ix *Index) affair(m *member, all []choice) *choice {
	for i := range all {
		c := &all[i]
		if c.score < affairAt {
			break
		}
		if b := ix.member(c.best.at); samePerson(m, b) || ranksApart(m, b, true) != "" {
			return c
		}
	}
	return nil
}

// samePerson reports whether both leads name one person. One town, or its
// police, have many affairs.
func samePerson(a, b *member) (yes bool) {
	sharedNames(a, b, func(x, y *named) {
		yes = yes || x.Lead && y.Lead && x.Kind == person && y.Kind == person
	})
	return yes
}

// copies tells the shares of what m has in common with others.
func (ix *Index) copies(m *member, found []copied) (out []Copy) {
	for _, c := range found {
		b := ix.member(c.at)
		out = append(out, Copy{b.ID, float64(c.runs) / float64(len(m.Prints)), float64(c.runs) / float64(len(b.Prints))})
	}
	slices.SortStableFunc(out, func(x, y Copy) int { return cmp.Compare(y.Share+y.Other, x.Share+x.Other) })
	return out
}
