// Package story decides which articles are about one event, as they arrive.
//
// An [Index] holds what has arrived. [Index.Add] looks up the earlier articles
// that share rare terms or runs of words with the new one, asks a trained
// forest how likely each of them is about the same event, and joins the story
// that is likely enough, or starts one. What it looks at is bounded, so that
// the cost of an article does not grow with the archive. A decision is never
// revised by itself; what a person decides ([Index.Put], [Index.Move]) holds.
//
// A story is one event. A thread is the affair that it belongs to: the summit
// after the summit, the trial after the crime.
package story

import (
	"cmp"
	"slices"

	"parallax/model/forest"
	"parallax/text"
)

// A Decision is where an article belongs and why.
type Decision struct {
	Story  int  // numbered from 1 in the order of their first articles
	Thread int  // the first story of the affair
	New    bool // the story starts with this article
	// Why is one sentence in a reader's words.
	Why        string
	Candidates []Candidate // stories that were looked at, likeliest first
	Copies     []Copy      // earlier articles that share text, most first
}

// A Candidate is a story that the article could have belonged to.
type Candidate struct {
	Story   int
	Score   float64 // 0 to 1
	Article string  // its member that is most alike
}

// A Copy is an earlier article that shares runs of words. Shares are estimates
// from a sample: package reuse tells what stands where.
type Copy struct {
	Article string
	Share   float64 // of the new article's text
	Other   float64 // of the earlier one's
}

// Options set how an Index works. The zero value is what the scores in
// docs/decisions/017-stories.md were measured with.
type Options struct {
	// Days is how long an article stays a candidate, by publication; 0 means for
	// ever. It bounds the memory, not the time: that is bounded anyway.
	Days int
	// Families tells which outlets are of one house; nil stands for
	// text.KnownFamilies.
	Families *text.Families
	// Pairs says how likely two articles are about one event; nil stands for the
	// trained forest of this package.
	Pairs *forest.Forest
}

// An Index holds what has arrived. It is not safe for concurrent use.
type Index struct {
	opts  Options
	vocab vocabulary // terms and names
	seen  int        // articles that have arrived
	// latest are the latest publications so far, rising.
	latest []int64

	members []member // those in the window, in order of arrival
	base    int32    // number of members[0]
	byID    map[string]int32
	stories map[int]*group
	last    int // number of the newest story
	terms   postings
	runs    runs
	kept    arenas
	tally   tally
	probe   probe
	scratch scratch
}

// A group is a story of which an article is in the window.
type group struct {
	thread  int
	members []int32
}

// New returns an empty Index.
func New(o Options) *Index {
	if o.Families == nil {
		o.Families = text.KnownFamilies()
	}
	if o.Pairs == nil {
		o.Pairs = pairs()
	}
	return &Index{opts: o, vocab: newVocabulary(), byID: map[string]int32{}, stories: map[int]*group{}, scratch: scratch{shows: map[uint32]shown{}}}
}

// House is the house that an outlet belongs to, itself when none is known.
func (ix *Index) House(outlet string) string { return ix.opts.Families.Of(outlet) }

// Add decides where an article belongs and puts it there. An article that is
// there already, by its ID, stays where it is.
func (ix *Index) Add(f Features) Decision {
	if at, ok := ix.byID[f.ID]; ok {
		story := ix.member(at).Story
		return Decision{Story: story, Thread: ix.stories[story].thread, Why: "it is here already"}
	}
	m := ix.admit(&f)
	near, best, copies := ix.look(&m, none)
	d := ix.decide(&m, near, best, copies)
	ix.enter(m, d.Story, d.Thread)
	return d
}

// Put places an article in a story and thread that were decided before: by an
// Index that had seen the same, or by a person. Put in the order of arrival,
// articles that were decided before lead to the same decisions after them.
// Thread 0 leaves the story in its thread.
func (ix *Index) Put(f Features, story, thread int) {
	if _, ok := ix.byID[f.ID]; ok {
		ix.Move(f.ID, story, thread)
		return
	}
	ix.enter(ix.admit(&f), story, thread)
}

// Move takes an article of the window to another story; story 0 is a new one.
// It returns the story, and 0 when there is no such article. Merging two
// stories is moving all articles of one, splitting one is moving some.
func (ix *Index) Move(id string, story, thread int) int {
	at, ok := ix.byID[id]
	if !ok {
		return 0
	}
	if story == 0 {
		story = ix.last + 1
	}
	ix.move(at, story, thread)
	ix.member(at).Pinned = true
	return story
}

func (ix *Index) move(at int32, story, thread int) {
	if from := ix.member(at).Story; from != story {
		ix.leave(from, at)
		ix.join(at, story, thread)
	}
}

// Order is the order in which articles arrive when all of them are there at
// once: by publication, as given among equals, those without a date last.
func Order(all []Features) []int {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := all[a].Time, all[b].Time
		if (x == 0) != (y == 0) {
			return cmp.Compare(y, x) // the dated one first
		}
		return cmp.Compare(x, y)
	})
	return order
}
