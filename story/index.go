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
	Outlet  string
	Time    int64
	Seen    int64 // latest publication when it arrived
	Clock   bool
	Words   int
	Story   int
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

type posting struct {
	member int32
	w      float32
}

// What bounds the work for one article.
const (
	mostTerms    = 200 // of the vector of everything, the heaviest
	mostKeys     = 24  // terms that an article is looked up by
	mostPostings = 128 // newest articles that are kept for a key
	mostNear     = 48  // articles that are compared
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
	ix.now = max(ix.now, f.Time)
	ix.seen++
	m := member{ID: f.ID, Shown: f.Title, Outlet: f.Outlet, Time: f.Time, Seen: ix.now, Clock: f.Clock, Words: f.Words,
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

// near finds the earlier articles that share most with m, and the highest
// cosine among them.
func (ix *Index) near(m *member) (near []int32, best float64) {
	if n := len(ix.members) - len(ix.scores); n > 0 {
		ix.scores = append(ix.scores, make([]float32, n)...)
	}
	add := func(at int32, w float32) {
		if ix.scores[at-ix.base] == 0 {
			near = append(near, at)
		}
		ix.scores[at-ix.base] += w
	}
	for _, k := range m.Keys {
		w := m.All.of(k)
		for _, p := range ix.postings[k] {
			add(p.member, w*p.w)
		}
	}
	const printWeight = 0.02 // ten shared runs weigh as much as a shared rare name
	for _, h := range m.Prints {
		for _, at := range ix.printed[h] {
			add(at, printWeight)
		}
	}
	score := func(at int32) float32 { return ix.scores[at-ix.base] }
	slices.SortFunc(near, func(a, b int32) int { return cmp.Or(cmp.Compare(score(b), score(a)), cmp.Compare(b, a)) })
	for _, at := range near {
		ix.scores[at-ix.base] = 0
	}
	near = near[:min(len(near), mostNear)]
	for _, at := range near {
		best = max(best, m.All.dot(ix.member(at).All))
	}
	return near, best
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
		ix.postings[k] = push(ix.postings[k], posting{at, m.All.of(k)})
	}
	for _, h := range m.Prints {
		ix.printed[h] = push(ix.printed[h], at)
	}
}

// push adds to a bounded list: the newest stay.
func push[T any](list []T, x T) []T {
	if len(list) == mostPostings {
		copy(list, list[1:])
		list = list[:mostPostings-1]
	}
	return append(list, x)
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
	const batch = 256 // moving the rest costs as much as a few articles
	horizon := ix.now - int64(ix.opts.Days)*daySeconds
	if len(ix.members) <= batch || ix.members[batch].Seen >= horizon {
		return
	}
	n := batch
	for n < len(ix.members)-1 && ix.members[n].Seen < horizon {
		n++
	}
	first := ix.base + int32(n)
	for i := range n {
		m := &ix.members[i]
		delete(ix.byID, m.ID)
		ix.leave(m.Story, ix.base+int32(i))
		for _, k := range m.Keys {
			prune(ix.postings, k, func(p posting) bool { return p.member < first })
		}
		for _, h := range m.Prints {
			prune(ix.printed, h, func(at int32) bool { return at < first })
		}
	}
	ix.members = slices.Clone(ix.members[n:])
	ix.base = first
	ix.scores = nil
}

func prune[T any](lists map[uint32][]T, key uint32, gone func(T) bool) {
	if list := slices.DeleteFunc(lists[key], gone); len(list) > 0 {
		lists[key] = list
	} else {
		delete(lists, key)
	}
}
