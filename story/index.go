package story

import (
	"cmp"
	"math"
	"slices"

	"parallax/model/words"
	"parallax/news"
	"parallax/text"
)

// A member is an article that has arrived. Its slices lie in arenas and hold no
// pointers: what the garbage collector walks of an article is this alone.
type member struct {
	ID      string
	House   string // the outlet, or the house that it belongs to
	Text    string // all that a reader may be shown of it
	Time    int64
	Seen    int64 // publication that the newest had reached when it arrived
	Story   int
	Words   int32
	Clock   bool
	Pinned  bool   // a person said so
	Title   shown  // as it is written
	All     vector // everything
	InTitle vector
	Lead    vector   // title and lead
	Surface []shown  // how title and lead write each term of Lead
	Keys    []uint32 // terms that it is looked up by
	Names   []named  // by key
	Numbers []uint32 // terms that are numbers, in title and lead
	Counts  []counted
	Days    []int32
	Prints  []uint32
	Topic   []float32
}

// A shown is a part of member.Text.
type shown struct{ At, End uint32 }

func (m *member) show(s shown) string { return m.Text[s.At:s.End] }

// A counted is a number of something.
type counted struct {
	Of     uint32
	Number shown
	Show   shown // what is counted, as it is written
	Title  bool
	Rank   bool
}

// What bounds the work for one article. Half of the candidates, or twice as
// many, make no difference to the scores.
const (
	mostTerms    = 200 // of the vector of everything, the heaviest
	mostKeys     = 24  // terms that an article is looked up by
	mostPostings = 64  // newest articles that have a key
	mostCopied   = 64  // newest articles that have a run of words
	mostNear     = 32  // articles that are compared
	// leastCosine is what articles must share to be compared. In the corpora two
	// reports of one event share less only where one is a page without prose.
	leastCosine = 0.05
)

// How many articles the knowledge of the language counts as much as, beside
// what has arrived: a stream of shootings soon learns that "shot" is no news.
// Tuned on the training halves: 50 and no learning at all are worse by a point.
const (
	knownEnglish = 500
	knownOther   = 20
)

// arenas keep the slices of the members.
type arenas struct {
	weights arena[weight]
	shown   arena[shown]
	numbers arena[uint32]
	days    arena[int32]
	topics  arena[float32]
	names   arena[named]
	counts  arena[counted]
}

// scratch is what admit works with, kept for the next article.
type scratch struct {
	text               []byte
	all, inTitle, lead []weight
	shown              []shown
	shows              map[uint32]shown
	numbers            []uint32
	names              []named
	counts             []counted
}

// write notes what a reader may be shown.
func (w *scratch) write(s string) shown {
	at := uint32(len(w.text))
	w.text = append(w.text, s...)
	return shown{at, uint32(len(w.text))}
}

// admit makes a member of an article; it counts its terms.
func (ix *Index) admit(f *Features) member {
	if f.Time != 0 {
		ix.arrived(f.Time)
	}
	ix.seen++
	w := &ix.scratch
	w.text, w.all, w.inTitle, w.lead, w.shown, w.numbers = w.text[:0], w.all[:0], w.inTitle[:0], w.lead[:0], w.shown[:0], w.numbers[:0]
	clear(w.shows)
	m := member{ID: f.ID, House: ix.House(f.Outlet), Time: f.Time, Seen: ix.now(), Clock: f.Clock, Words: int32(f.Words),
		Title: w.write(f.Title), Days: ix.kept.days.keep(f.Days), Prints: f.Prints, Topic: ix.kept.topics.keep(f.Topic)}
	for i := range f.Terms {
		t := &f.Terms[i]
		id := ix.vocab.id(t.Key)
		ix.vocab.df[id]++
		rarity := ix.vocab.rarity(id, f.English, ix.seen)
		if rarity <= 0 {
			continue
		}
		title, lead := float64(t.Title), float64(t.Lead)
		w.all = append(w.all, weight{id, float32(rarity * math.Log1p(2*title+1.5*lead+float64(t.Body)))})
		if t.Title > 0 {
			w.inTitle = append(w.inTitle, weight{id, float32(rarity)})
		}
		if t.Title+t.Lead > 0 {
			w.shows[id] = w.write(t.Show)
			w.lead = append(w.lead, weight{id, float32(rarity * math.Log1p(2*title+lead))})
			if t.Key[0] >= '0' && t.Key[0] <= '9' {
				w.numbers = append(w.numbers, id)
			}
		}
	}
	slices.SortFunc(w.all, func(a, b weight) int {
		if a.W != b.W {
			return cmp.Compare(b.W, a.W)
		}
		return cmp.Compare(a.ID, b.ID)
	})
	slices.Sort(w.numbers)
	m.Numbers = ix.kept.numbers.keep(w.numbers)
	w.numbers = w.numbers[:0]
	for _, t := range w.all[:min(len(w.all), mostKeys)] {
		w.numbers = append(w.numbers, t.ID)
	}
	m.Keys = ix.kept.numbers.keep(w.numbers)
	m.All = ix.kept.weights.keep(w.all[:min(len(w.all), mostTerms)])
	m.InTitle = ix.kept.weights.keep(w.inTitle)
	m.Lead = ix.kept.weights.keep(w.lead)
	m.All.unit()
	m.InTitle.unit()
	m.Lead.unit()
	for _, t := range m.Lead {
		w.shown = append(w.shown, w.shows[t.ID])
	}
	m.Surface = ix.kept.shown.keep(w.shown)
	w.counts = w.counts[:0]
	for _, c := range f.Counts {
		w.counts = append(w.counts, counted{ix.vocab.id(c.Of), w.write(c.Number), w.write(c.Show), c.Title, c.Rank})
	}
	m.Counts = ix.kept.counts.keep(w.counts)
	m.Names = ix.names(f.Names)
	m.Text = string(w.text)
	return m
}

// names keeps the names that tell events apart; works and laws do so only
// where the lead has them.
func (ix *Index) names(all []Name) []named {
	w := &ix.scratch
	w.names = w.names[:0]
	for i := range all {
		n := &all[i]
		if n.Kind == news.Thing && !n.Lead {
			continue
		}
		heaviest := 0.0
		for part := range forms(n.Key) {
			heaviest = max(heaviest, words.Weight(text.Stem(part)))
		}
		m := named{Key: ix.vocab.id("name " + n.Key), Kind: kindOf(n.Kind), W: float32(heaviest), Lead: n.Lead, Show: w.write(n.Show)}
		if n.Given != "" {
			m.Given = ix.vocab.id("name " + n.Given)
		}
		w.names = append(w.names, m)
	}
	slices.SortStableFunc(w.names, func(a, b named) int { return cmp.Compare(a.Key, b.Key) })
	return ix.kept.names.keep(slices.CompactFunc(w.names, func(a, b named) bool { return a.Key == b.Key && a.Given == b.Given }))
}

func (ix *Index) member(at int32) *member { return &ix.members[at-ix.base] }

// A neighbour is an article that shares much with another, and their cosine.
type neighbour struct {
	at     int32
	cosine float64
}

// A copied is an article that shares sampled runs of words with another.
type copied struct {
	at   int32
	runs int
}

// copied finds the articles that share runs with m, itself excepted.
func (ix *Index) copied(m *member, self int32) (out []copied) {
	const (
		most   = 50 // as in package reuse: nobody can read more
		fewest = 2  // one recurs by chance
	)
	ix.tally.grow(len(ix.members))
	ix.runs.each(m.Prints, mostCopied, func(at int32) { ix.tally.add(at-ix.base, 1) })
	for _, at := range ix.tally.best(most, self-ix.base) {
		b := &ix.members[at]
		both := ix.probe.shared(b)
		if both < min(fewest, len(m.Prints), len(b.Prints)) {
			break
		}
		out = append(out, copied{at + ix.base, both})
	}
	return out
}

// near finds the articles that share most with m, itself excepted, and the
// highest cosine among them.
func (ix *Index) near(m *member, self int32, copies []copied) (near []neighbour, best float64) {
	ix.tally.grow(len(ix.members))
	for _, k := range m.Keys {
		w := m.All.of(k)
		for _, p := range ix.terms.of(k) {
			ix.tally.add(p.member-ix.base, w*p.w)
		}
	}
	const printWeight = 0.02 // ten shared runs weigh as much as a shared rare name
	for _, c := range copies {
		ix.tally.add(c.at-ix.base, printWeight*float32(c.runs))
	}
	for _, at := range ix.tally.best(mostNear, self-ix.base) {
		at += ix.base
		if cosine := ix.probe.cosine(ix.member(at)); cosine >= leastCosine {
			near = append(near, neighbour{at, cosine})
			best = max(best, cosine)
		}
	}
	return near, best
}

// A tally adds up weights of members, numbered from 0.
type tally struct {
	sums    []float32
	touched []int32
}

func (t *tally) grow(n int) {
	if n > len(t.sums) {
		t.sums = append(t.sums, make([]float32, n-len(t.sums))...)
	}
}

func (t *tally) add(at int32, w float32) {
	if t.sums[at] == 0 {
		t.touched = append(t.touched, at)
	}
	t.sums[at] += w
}

// best returns up to n members with the highest sums, one excepted, the newest
// first among equals, and forgets all.
func (t *tally) best(n int, except int32) []int32 {
	less := func(a, b int32) bool { return t.sums[a] > t.sums[b] || t.sums[a] == t.sums[b] && a > b }
	list := make([]int32, 0, n+1)
	for _, at := range t.touched {
		if at == except || len(list) == n && !less(at, list[n-1]) {
			continue
		}
		i := len(list)
		for i > 0 && less(at, list[i-1]) {
			i--
		}
		list = slices.Insert(list, i, at)
		list = list[:min(len(list), n)]
	}
	for _, at := range t.touched {
		t.sums[at] = 0
	}
	t.touched = t.touched[:0]
	return list
}

// enter files a member under its keys and in its story.
func (ix *Index) enter(m member, story, thread int) {
	at := ix.base + int32(len(ix.members))
	ix.members = append(ix.members, m)
	ix.file(at)
	ix.join(at, story, thread)
	ix.forget()
}

// file makes a member known under its ID and its keys.
func (ix *Index) file(at int32) {
	m := ix.member(at)
	ix.byID[m.ID] = at
	for _, k := range m.Keys {
		ix.terms.push(k, posting{at, m.All.of(k)})
	}
	m.Prints = ix.runs.add(m.Prints, at)
}

func (ix *Index) join(at int32, story, thread int) {
	ix.last = max(ix.last, story)
	g := ix.stories[story]
	if g == nil {
		if thread == 0 {
			thread = story
		}
		g = &group{thread: thread}
		ix.stories[story] = g
	} else if thread != 0 {
		g.thread = thread
	}
	g.members = append(g.members, at)
	ix.member(at).Story = story
}

func (ix *Index) leave(story int, at int32) {
	g := ix.stories[story]
	g.members = slices.DeleteFunc(g.members, func(m int32) bool { return m == at })
	if len(g.members) == 0 {
		delete(ix.stories, story)
	}
}

// forget lets go of what has left the window, many articles at a time.
func (ix *Index) forget() {
	if ix.opts.Days == 0 {
		return
	}
	batch := 256 + len(ix.members)/8 // the rest is filed anew: so each article is some eight times
	horizon := ix.now() - int64(ix.opts.Days)*daySeconds
	if len(ix.members) <= batch || ix.members[batch].Seen >= horizon {
		return
	}
	n := batch
	for n < len(ix.members)-1 && ix.members[n].Seen < horizon {
		n++
	}
	for i := range n {
		m := &ix.members[i]
		delete(ix.byID, m.ID)
		ix.leave(m.Story, ix.base+int32(i))
	}
	ix.members = slices.Clone(ix.members[n:])
	ix.base += int32(n)
	ix.tally = tally{}
	ix.terms, ix.runs = postings{}, runs{}
	for i := range ix.members {
		ix.file(ix.base + int32(i))
	}
}

// arrived takes note of a publication.
func (ix *Index) arrived(at int64) {
	const most = 32 // a handful of articles dated in the future must not empty the window
	i, _ := slices.BinarySearch(ix.latest, at)
	ix.latest = slices.Insert(ix.latest, i, at)
	if len(ix.latest) > most {
		ix.latest = ix.latest[1:]
	}
}

// now is the publication that the newest articles have reached.
func (ix *Index) now() int64 {
	if len(ix.latest) == 0 {
		return 0
	}
	return ix.latest[0]
}
