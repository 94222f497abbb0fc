package story

import (
	"cmp"
	"math"
	"slices"

	"parallax/model/words"
	"parallax/news"
	"parallax/text"
)

// A member is an article that has arrived.
type member struct {
	ID      string
	Shown   string // title
	House   string // the outlet, or the house that it belongs to
	Time    int64
	Seen    int64 // publication that the newest had reached when it arrived
	Clock   bool
	Words   int
	Story   int
	Pinned  bool   // a person said so
	All     vector // everything
	Title   vector
	Lead    vector   // title and lead
	Surface []string // how title and lead write each term of Lead
	Keys    []uint32 // terms that it is looked up by
	Names   []named  // by key
	Numbers []uint32 // terms that are numbers, in title and lead
	Counts  []counted
	Days    []int32
	Prints  []uint32
	Topic   []float32
}

// A counted is a number of something.
type counted struct {
	Of     uint32
	Number string
	Show   string // what is counted, as it is written
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

func (ix *Index) id(s string) uint32 {
	if i, ok := ix.ids[s]; ok {
		return i
	}
	i := uint32(len(ix.vocab))
	ix.ids[s] = i
	ix.vocab = append(ix.vocab, s)
	ix.df = append(ix.df, 0)
	return i
}

// rarity is the weight of a term: how surprising it is that an article has it,
// by what is known of the language and by what has arrived.
func (ix *Index) rarity(id uint32, english bool) float64 {
	p, known := byLength(ix.vocab[id]), float64(knownOther)
	if english {
		p, known = math.Exp(-words.Weight(ix.vocab[id])), knownEnglish
	}
	return -math.Log((known*p + float64(ix.df[id])) / (known + float64(ix.seen)))
}

// byLength guesses how common a word is in a language of which nothing is
// known: short ones carry structure.
func byLength(w string) float64 {
	n := 0
	for _, r := range w {
		if dense(r) {
			return 0.02 // a pair of characters
		}
		n++
	}
	switch {
	case n <= 2:
		return 0.9
	case n == 3:
		return 0.6
	case n == 4:
		return 0.25
	case n == 5:
		return 0.1
	}
	return 0.02
}

// admit makes a member of an article; it counts its terms.
func (ix *Index) admit(f *Features) member {
	if f.Time != 0 {
		ix.arrived(f.Time)
	}
	ix.seen++
	m := member{ID: f.ID, Shown: f.Title, House: ix.House(f.Outlet), Time: f.Time, Seen: ix.now(), Clock: f.Clock, Words: f.Words,
		Days: f.Days, Prints: f.Prints, Topic: f.Topic}
	ids := make([]uint32, len(f.Terms))
	for i := range f.Terms {
		ids[i] = ix.id(f.Terms[i].Key)
		ix.df[ids[i]]++
	}
	shows := map[uint32]string{}
	for i := range f.Terms {
		t := &f.Terms[i]
		w := ix.rarity(ids[i], f.English)
		if w <= 0 {
			continue
		}
		title, lead := float64(t.Title), float64(t.Lead)
		m.All = append(m.All, weight{ids[i], float32(w * math.Log1p(2*title+1.5*lead+float64(t.Body)))})
		if t.Title > 0 {
			m.Title = append(m.Title, weight{ids[i], float32(w)})
		}
		if t.Title+t.Lead > 0 {
			shows[ids[i]] = t.Show
			m.Lead = append(m.Lead, weight{ids[i], float32(w * math.Log1p(2*title+lead))})
			if t.Key[0] >= '0' && t.Key[0] <= '9' {
				m.Numbers = append(m.Numbers, ids[i])
			}
		}
	}
	slices.SortFunc(m.All, func(a, b weight) int { return cmp.Or(cmp.Compare(b.W, a.W), cmp.Compare(a.ID, b.ID)) })
	m.All = slices.Clone(m.All[:min(len(m.All), mostTerms)])
	for _, t := range m.All[:min(len(m.All), mostKeys)] {
		m.Keys = append(m.Keys, t.ID)
	}
	m.All.unit()
	m.Title.unit()
	m.Lead.unit()
	for _, t := range m.Lead {
		m.Surface = append(m.Surface, shows[t.ID])
	}
	slices.Sort(m.Numbers)
	for _, c := range f.Counts {
		m.Counts = append(m.Counts, counted{ix.id(c.Of), c.Number, c.Show, c.Title, c.Rank})
	}
	m.Names = ix.names(f.Names)
	return m
}

// names keeps the names that tell events apart; works and laws do so only
// where the lead has them.
func (ix *Index) names(all []Name) []named {
	out := make([]named, 0, len(all))
	for i := range all {
		n := &all[i]
		if n.Kind == news.Thing && !n.Lead {
			continue
		}
		w := 0.0
		for part := range forms(n.Key) {
			w = max(w, words.Weight(text.Stem(part)))
		}
		m := named{Key: ix.id("name " + n.Key), Kind: n.Kind, W: float32(w), Lead: n.Lead, Show: n.Show}
		if n.Given != "" {
			m.Given = ix.id("name " + n.Given)
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b named) int { return cmp.Compare(a.Key, b.Key) })
	return slices.CompactFunc(out, func(a, b named) bool { return a.Key == b.Key && a.Given == b.Given })
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
	for _, h := range m.Prints {
		ix.prints.each(h, mostCopied, func(at int32) { ix.tally.add(at-ix.base, 1) })
	}
	for _, at := range ix.tally.best(most, self-ix.base) {
		b := &ix.members[at]
		_, _, both := shares(m.Prints, b.Prints)
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
		for _, p := range ix.terms[k] {
			ix.tally.add(p.member-ix.base, w*p.w)
		}
	}
	const printWeight = 0.02 // ten shared runs weigh as much as a shared rare name
	for _, c := range copies {
		ix.tally.add(c.at-ix.base, printWeight*float32(c.runs))
	}
	for _, at := range ix.tally.best(mostNear, self-ix.base) {
		at += ix.base
		if cosine := m.All.dot(ix.member(at).All); cosine >= leastCosine {
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
		ix.terms[k] = push(ix.terms[k], posting{at, m.All.of(k)})
	}
	for _, h := range m.Prints {
		ix.prints.add(h, at)
	}
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
	ix.terms, ix.prints = map[uint32][]posting{}, newChains()
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
