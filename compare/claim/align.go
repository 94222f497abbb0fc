package claim

import (
	"slices"
	"sort"

	"parallax/model/words"
	"parallax/news"
)

// A group is a seed statement and the best match of each other article.
type group struct {
	members []int // statements; the seed first
	sims    []float64
}

const (
	// same is the likeness from which two statements are taken to be about the
	// same thing. Read on the training stories: below it, pairs share the
	// participants but tell different acts.
	same = 0.5
	// whatever is the likeness from which the verbs need not match: little else
	// is left to differ.
	whatever = 0.7
	// sameAct is the likeness that is enough where the verb is the same and two
	// further rare words, or one very rare, are shared: long clauses about one
	// act differ in their trimmings.
	sameAct   = 0.25
	leastAct  = 5.0 // nats of shared words beside the verb
	leastPlan = 1.0 // the same where both name the same participant
	// opposed is the likeness, and leastOpposed the weight of shared words
	// beside the predicate, from which a negated and a plain statement are about
	// the same thing; contrary is what the opposition counts when the best
	// counterpart is chosen.
	opposed      = 0.34
	leastOpposed = 2.0
	contrary     = 0.3
	// leastExact is the part of the two statements' weight that must be shared
	// word by word before vectors are asked.
	leastExact = 0.2
	// kindred is what a word counts that is only used alike.
	kindred = 0.8
	// kin is the cosine of word vectors from which two words may stand for each
	// other: "captured" and "arrested" have 0.6, "captured" and "escaped" 0.5.
	kin = 0.55
	// family is the cosine from which two words that begin alike are forms of
	// one: "collision" and "collide" have 0.5, "general" and "generate" less.
	family = 0.4
)

// aligner compares statements.
type aligner struct {
	*corpus
	vectors []words.Vector // by stem
	voices  [][]string     // who speaks in each sentence, once somebody asks
}

func newAligner(c *corpus) *aligner {
	a := &aligner{corpus: c, vectors: make([]words.Vector, len(c.Stems))}
	for w, stem := range c.Stems {
		a.vectors[w] = words.VectorOf(stem)
	}
	return a
}

// match is how far stem v stands for stem w, 0 to 1.
func (a *aligner) match(v, w int) float64 {
	if v == w {
		return 1
	}
	x := a.vectors[v].Alike(a.vectors[w])
	if x >= kin || x >= family && derived(a.Stems[v], a.Stems[w]) {
		return x
	}
	return 0
}

// derived reports whether two stems may come from one word: "discov" and
// "discoveri", "collid" and "collis".
func derived(v, w string) bool {
	const root = 4 // letters
	n := 0
	for n < len(v) && n < len(w) && v[n] == w[n] {
		n++
	}
	return n >= root && n >= min(len(v), len(w))-1
}

// likeness of two statements, 0 to 1: the part of each one's weight that the
// other has, harmonic mean. A word that is used alike counts for most of one.
func (a *aligner) likeness(i, j int) float64 {
	s, t := &a.statements[i], &a.statements[j]
	if s.weight == 0 || t.weight == 0 {
		return 0
	}
	exact := 0.0
	for x, y := 0, 0; x < len(s.stems) && y < len(t.stems); {
		switch {
		case s.stems[x] < t.stems[y]:
			x++
		case s.stems[x] > t.stems[y]:
			y++
		default:
			exact += a.local[s.stems[x]]
			x++
			y++
		}
	}
	// Without some words in common, likeness by vectors alone is chance.
	if 2*exact < leastExact*(s.weight+t.weight) {
		return 0
	}
	x, y := a.covered(s, t)/s.weight, a.covered(t, s)/t.weight
	return 2 * x * y / (x + y)
}

// covered is the weight of s that t has.
func (a *aligner) covered(s, t *statement) float64 {
	sum := 0.0
	for _, v := range s.stems {
		best := 0.0
		if _, ok := slices.BinarySearch(t.stems, v); ok {
			best = 1
		} else {
			for _, w := range t.stems {
				best = max(best, kindred*a.match(v, w))
			}
		}
		sum += best * a.local[v]
	}
	return sum
}

// act reports whether two statements have the same full verb and share two
// words and the given weight beside it.
func (a *aligner) act(i, j int, least float64) bool {
	s, t := &a.statements[i], &a.statements[j]
	if s.verb < 0 || s.verb != t.verb {
		return false
	}
	sum, n := 0.0, 0
	for _, w := range s.stems {
		if w == s.verb {
			continue
		}
		if _, ok := slices.BinarySearch(t.stems, w); ok {
			sum += a.local[w]
			n++
		}
	}
	return sum >= least && n >= 2
}

// opposite reports whether one statement negates what the other says.
func (a *aligner) opposite(i, j int, sim float64) bool {
	s, t := &a.statements[i], &a.statements[j]
	if s.negated == t.negated || s.before || t.before || s.iffy || t.iffy || s.headless || t.headless || level(s.status) == 2 || level(t.status) == 2 {
		return false
	}
	// "Paid no tax" does not negate "paid him".
	if s.patient.empty() != t.patient.empty() || a.alike(s.patient, t.patient) < 0 {
		return false
	}
	if a.Report.Slice(s.Ref) == a.Report.Slice(t.Ref) {
		return false // one quotation: what negates it stands outside
	}
	if (s.day == "" || s.day != t.day) && dated(a.Report.Articles[s.Doc], s.Span) && dated(a.Report.Articles[t.Doc], t.Span) {
		return false // "was not arrested that night", "was arrested on Monday"
	}
	if level(s.status) == 1 && level(t.status) == 1 && sim >= sameAct && share(s.agent.entities, t.agent.entities) && s.verb >= 0 && s.verb == t.verb {
		return true // what somebody will do, and will not
	}
	return sim >= opposed && a.act(i, j, leastOpposed) || sim >= same && s.verb >= 0 && s.verb == t.verb && a.agrees(s, t) >= 1
}

// dated reports whether the words of span say when.
func dated(d *news.Doc, span news.Span) bool {
	if slices.ContainsFunc(d.Times, func(t news.Time) bool { return span.Contains(t.Span) && t.Type != news.Duration }) {
		return true
	}
	first, last := d.TokensIn(span)
	return find(d, first, last, set("night", "day", "morning", "evening", "afternoon", "moment")) >= 0
}

// pair is the likeness of two statements that may be about the same thing.
func (a *aligner) pair(i, j int) (sim float64, ok bool) {
	s, t := &a.statements[i], &a.statements[j]
	sim = a.likeness(i, j)
	if a.oneAct(s, t) && level(s.status) != level(t.status) {
		return max(sim, sameAct), true // the story's own words weigh nothing, and it is they that agree
	}
	if sim < sameAct || sim < whatever && s.verb >= 0 && t.verb >= 0 && a.match(s.verb, t.verb) == 0 && !(s.trip && t.trip) {
		return sim, false
	}
	if a.opposite(i, j, sim) {
		// A statement that says the contrary is worth more than one that happens
		// to be worded a little closer.
		return sim + contrary, true
	}
	if x, y := level(s.status), level(t.status); (x == 1) != (y == 1) && (x == 4 || y == 4) && share(s.entities, t.entities) {
		// A plan and its coming true are told in words that differ more.
		return sim, sim >= same || a.act(i, j, leastPlan) || s.trip && t.trip
	}
	if level(s.status) != level(t.status) && a.agrees(s, t) >= 1 {
		return sim, true
	}
	return sim, sim >= same || a.act(i, j, leastAct)
}

// An edge joins two statements of different origins that may be about the same
// thing.
type edge struct {
	i, j int // i stands in the earlier sentence
	sim  float64
}

// edges compares each statement with those of the sentences that share rare words.
func (a *aligner) edges() []edge {
	var out []edge
	find := a.NewFinder()
	for i := range a.statements {
		s := &a.statements[i]
		for _, n := range find.NearStems(s.stems, s.sentence) {
			if int(n) < s.sentence || a.Sentences[n].Origin == s.origin {
				continue // a pair is compared once
			}
			for _, j := range a.bySentence[n] {
				if sim, ok := a.pair(i, j); ok {
					out = append(out, edge{i, j, sim})
				}
			}
		}
	}
	return append(out, a.vows(out)...)
}

// vows are the edges between what somebody will do and will not, where nothing rare is
// shared beside who and what.
func (a *aligner) vows(known []edge) []edge {
	type key struct{ who, verb int }
	refused := map[key][]int{}
	for i := range a.statements {
		if s := &a.statements[i]; s.negated && level(s.status) == 1 && s.verb >= 0 {
			for _, g := range s.agent.entities {
				refused[key{g, s.verb}] = append(refused[key{g, s.verb}], i)
			}
		}
	}
	const most = 20 // of one being and verb: bounds the pairs
	var out []edge
	for j := range a.statements {
		t := &a.statements[j]
		if t.negated || level(t.status) != 1 || t.verb < 0 {
			continue
		}
		for _, g := range t.agent.entities {
			list := refused[key{g, t.verb}]
			for _, i := range list[:min(len(list), most)] {
				e := edge{min(i, j), max(i, j), 0}
				if a.statements[i].origin == t.origin || slices.ContainsFunc(known, func(k edge) bool { return k.i == e.i && k.j == e.j }) {
					continue
				}
				if sim, ok := a.pair(e.i, e.j); ok {
					e.sim = sim
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// groups makes of the edges the groups in which statements agree: each statement,
// the richest in common words first, takes the best match of each other article.
func (a *aligner) groups(edges []edge, taken []bool) []group {
	type pair struct {
		other int
		sim   float64
	}
	near := make([][]pair, len(a.statements)) // at most one of each article
	keep := func(i, j int, sim float64) {
		doc := a.statements[j].Doc
		for k, p := range near[i] {
			if a.statements[p.other].Doc == doc {
				if sim > p.sim {
					near[i][k] = pair{j, sim}
				}
				return
			}
		}
		near[i] = append(near[i], pair{j, sim})
	}
	for _, e := range edges {
		keep(e.i, e.j, e.sim)
		keep(e.j, e.i, e.sim)
	}
	central := make([]float64, len(a.statements))
	for i := range near {
		sort.Slice(near[i], func(x, y int) bool { return near[i][x].other < near[i][y].other })
		for _, p := range near[i] {
			central[i] += p.sim
		}
	}
	order := make([]int, len(a.statements))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool { return central[order[x]] > central[order[y]] })
	used := slices.Clone(taken)
	var out []group
	for _, i := range order {
		if used[i] || len(near[i]) == 0 {
			continue
		}
		g := group{members: []int{i}, sims: []float64{1}}
		for _, p := range near[i] {
			if !used[p.other] {
				g.members = append(g.members, p.other)
				g.sims = append(g.sims, p.sim)
			}
		}
		if len(g.members) < 2 {
			continue
		}
		for _, m := range g.members {
			used[m] = true
		}
		out = append(out, g)
	}
	return out
}
