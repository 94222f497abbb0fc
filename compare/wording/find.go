package wording

import (
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/model/words"
	"parallax/news"
	"parallax/text/names"
)

// A head is one use of a noun or verb that may be a label.
type head struct {
	sentence int // in the prose set
	stem     int
	verb     bool
	agent    bool
	label    news.Span // the words shown: the noun phrase without its article, the verb with its particle
	mods     []int     // stems of the modifiers
	adjs     []int     // stems of the adjectives and participles among them
	follows  int       // stem of the next noun after a preposition, or of a verb's object; -1
	before   int       // stem of the verb before a noun, of the noun before a verb; -1
	after    int       // stem of the verb that a noun is the subject of; -1
}

// kind is a stem as a noun, as a noun for who does it, or as a verb: the
// investigators are not the investigation.
type kind struct {
	stem  int
	verb  bool
	agent bool
}

func (h *head) kind() kind { return kind{h.stem, h.verb, h.agent} }

// agentive reports whether a noun is formed as those for persons are, or stands
// before names.
func agentive(lemma string) bool {
	if names.IsTitleHead(lemma) || strings.HasSuffix(lemma, "man") {
		return true
	}
	for _, end := range [...]string{"er", "or", "ist", "ian", "ant", "eer"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// link is how much speaks for two kinds naming one referent.
type link struct{ a, b kind }

func linkOf(a, b kind) link {
	if b.stem < a.stem || b.stem == a.stem && a.agent {
		a, b = b, a
	}
	return link{a, b}
}

type finder struct {
	*prose.Set
	vectors    []words.Vector // by stem
	heads      []head
	bySentence [][]int
	byKind     map[kind][]int
	kinds      []kind // in order of first use
	lemmas     map[kind]string
	evidence   map[link]float64
	slotted    map[link]bool            // two sentences have the two words with the same modifier, complement or verb
	pairs      map[link]map[[2]int]bool // origins that differ so
	links      []link                   // in order found
	called     map[int][]description    // by entity
	close      []near                   // pairs of sentences that tell one event
}

// near is a pair of sentences of different origins.
type near struct {
	i, j   int
	cosine float64
}

func newFinder(set *prose.Set) *finder {
	f := &finder{Set: set, bySentence: make([][]int, len(set.Sentences)), byKind: map[kind][]int{}, lemmas: map[kind]string{},
		evidence: map[link]float64{}, slotted: map[link]bool{}, pairs: map[link]map[[2]int]bool{}}
	for _, stem := range set.Stems {
		f.vectors = append(f.vectors, words.VectorOf(stem))
	}
	for i := range set.Sentences {
		f.read(i)
	}
	return f
}

func (f *finder) read(i int) {
	one := &f.Sentences[i]
	d := f.Report.Articles[one.Doc]
	add := func(h head, token int) {
		if h.stem < 0 {
			return
		}
		h.agent = !h.verb && agentive(lemma(d, token))
		k := h.kind()
		if f.byKind[k] == nil {
			f.kinds = append(f.kinds, k)
			f.lemmas[k] = lemma(d, token)
		}
		f.byKind[k] = append(f.byKind[k], len(f.heads))
		f.bySentence[i] = append(f.bySentence[i], len(f.heads))
		f.heads = append(f.heads, h)
	}
	for _, c := range clause.Chunks(d, one.Number) {
		if d.Tokens[c.Head].POS != news.NOUN || empty[lemma(d, c.Head)] {
			continue
		}
		b := c.Bare(d)
		for b.First < b.Head && (d.Tokens[b.First].POS == news.NUM || plain[lower(d, b.First)] || inTime(d, d.Tokens[b.First].Span)) {
			b.First++ // how many is a figure, not a label
		}
		h := head{sentence: i, stem: f.number(d, c.Head), label: b.Span(d), follows: -1, before: -1, after: -1}
		for t := b.First; t < c.Head; t++ {
			if n := f.number(d, t); n >= 0 && d.Tokens[t].POS != news.NUM {
				h.mods = append(h.mods, n)
				if p := d.Tokens[t].POS; (p == news.ADJ || p == news.VERB) && d.Text[d.Tokens[t].Start] >= 'a' {
					h.adjs = append(h.adjs, n)
				}
			}
		}
		h.follows = f.complement(d, d.Sentences[one.Number], c.Head)
		for t := c.First - 1; t >= max(d.Sentences[one.Number].First, c.First-3); t-- {
			if d.Tokens[t].POS == news.VERB {
				h.before = f.number(d, t)
				break
			}
		}
		for t := c.Last; t < min(d.Sentences[one.Number].Last, c.Last+3); t++ {
			if p := d.Tokens[t].POS; p == news.VERB && !dull[lemma(d, t)] {
				h.after = f.number(d, t)
				break
			} else if p != news.AUX && p != news.ADV && p != news.PART && p != news.VERB {
				break
			}
		}
		add(h, c.Head)
	}
	s := d.Sentences[one.Number]
	for t := s.First; t < s.Last; t++ {
		if d.Tokens[t].POS != news.VERB || dull[lemma(d, t)] {
			continue
		}
		h := head{sentence: i, stem: f.number(d, t), verb: true, label: d.Tokens[t].Span, follows: -1, before: -1, after: -1}
		if t+1 < s.Last && d.Tokens[t+1].POS == news.ADP && particle[lower(d, t+1)] {
			h.label.End = d.Tokens[t+1].End
		}
		for u := t + 1; u < min(s.Last, t+6); u++ {
			if p := d.Tokens[u].POS; p == news.NOUN || p == news.PROPN {
				h.follows = f.number(d, u)
				break
			}
		}
		for u := t - 1; u >= max(s.First, t-6); u-- {
			if p := d.Tokens[u].POS; p == news.NOUN || p == news.PROPN {
				h.before = f.number(d, u)
				break
			}
		}
		add(h, t)
	}
}

// complement is the head of the noun phrase that a preposition ties to a noun.
func (f *finder) complement(d *news.Doc, s news.Sentence, t int) int {
	if t+1 >= s.Last || d.Tokens[t+1].POS != news.ADP {
		return -1
	}
	for u := t + 2; u < min(s.Last, t+7); u++ {
		if p := d.Tokens[u].POS; (p == news.NOUN || p == news.PROPN) && (u+1 >= s.Last || d.Tokens[u+1].POS != p) {
			return f.number(d, u)
		}
	}
	return -1
}

func (f *finder) number(d *news.Doc, t int) int { return f.Number(d.Slice(d.Tokens[t].Span)) }

const (
	// alignable is the cosine from which two sentences tell enough in common
	// that a differing word may be a choice of label.
	alignable = 0.2
	// sameTale is the cosine from which two sentences tell the same.
	sameTale = 0.4
	// alike is the cosine of word vectors below which two words do not name
	// one thing: "rebel" and "separatist" have 0.8, "rebel" and "minister" 0.2.
	alike = 0.5
	// muchAlike is the cosine from which two words of the story are linked even
	// where no two sentences set one against the other.
	muchAlike = 0.65
	// synonyms is the cosine that two words need which no two sentences have in
	// one slot: below it they are neighbours in topic ("plane", "airport").
	synonyms = 0.78
	// actors is what two nouns for persons need: a story has few that are spoken
	// of alike and are not one ("gunman", "shooter").
	actors = 0.71
	// leastWeight and mostCentral bound the words so compared.
	leastWeight = 2.5
	mostCentral = 150
	// beside is the part of its uses from which a word that stands in the same
	// sentence as another names something else: "killed or injured".
	beside = 0.15
)

// align goes through pairs of sentences of different origins that tell much in
// common and notes which words stand for each other.
func (f *finder) align() {
	find := f.NewFinder()
	for i := range f.Sentences {
		for _, j := range find.Near(i) {
			if int(j) <= i || f.Sentences[j].Origin == f.Sentences[i].Origin {
				continue
			}
			if c := f.Cosine(i, int(j)); c >= alignable {
				f.compare(i, int(j), c)
				if c >= oneEvent {
					f.close = append(f.close, near{i, int(j), c})
				}
			}
		}
	}
	// Words that no pair of sentences sets side by side may still be labels of
	// one thing, if they are used much alike and the story turns on both.
	var central []kind
	for _, k := range f.kinds {
		if len(f.byKind[k]) >= 2 && f.Weights[k.stem] >= leastWeight {
			central = append(central, k)
		}
	}
	sort.SliceStable(central, func(i, j int) bool { return len(f.byKind[central[i]]) > len(f.byKind[central[j]]) })
	central = central[:min(len(central), mostCentral)]
	for i, a := range central {
		for _, b := range central[i+1:] {
			if a.verb == b.verb && !f.derived(a, b) && f.vectors[a.stem].Alike(f.vectors[b.stem]) >= muchAlike {
				f.note(a, b, 0, -1, -1)
			}
		}
	}
}

func (f *finder) compare(i, j int, cosine float64) {
	type cell struct {
		x, y int // heads
		like float64
	}
	var cells []cell
	bestX, bestY := map[int]float64{}, map[int]float64{}
	for _, x := range f.bySentence[i] {
		for _, y := range f.bySentence[j] {
			a, b := &f.heads[x], &f.heads[y]
			if a.verb != b.verb || a.stem == b.stem {
				continue
			}
			like := f.vectors[a.stem].Alike(f.vectors[b.stem])
			if like < alike || f.has(j, a.stem) || f.has(i, b.stem) || f.derived(a.kind(), b.kind()) {
				continue // one does not stand in place of the other
			}
			cells = append(cells, cell{x, y, like})
			bestX[x], bestY[y] = max(bestX[x], like), max(bestY[y], like)
		}
	}
	for _, c := range cells {
		a, b := &f.heads[c.x], &f.heads[c.y]
		slot := 0.5 + shared(a.mods, b.mods)
		if a.follows >= 0 && a.follows == b.follows {
			slot++
		}
		if a.before >= 0 && a.before == b.before {
			slot++
		}
		if a.after >= 0 && a.after == b.after {
			slot++
		}
		// Of what is left over in two sentences that tell the same, the two
		// words most alike stand for each other.
		if cosine >= sameTale && c.like >= muchAlike && c.like == bestX[c.x] && c.like == bestY[c.y] {
			slot += 0.5
		}
		l := linkOf(a.kind(), b.kind())
		if slot >= 1 {
			f.slotted[l] = true
		}
		f.note(a.kind(), b.kind(), cosine*slot, f.Sentences[i].Origin, f.Sentences[j].Origin)
	}
}

// has reports whether sentence i has the stem.
func (f *finder) has(i, stem int) bool {
	_, ok := slices.BinarySearch(f.Sentences[i].Stems, stem)
	return ok
}

// derived reports whether one word is made from the other: "island" and
// "islander", "shooting" and "shooter" name different things, "ran" and "run" the same in the
// same word.
func (f *finder) derived(a, b kind) bool {
	const least = 4 // letters: shorter beginnings agree by chance
	x, y := f.Stems[a.stem], f.Stems[b.stem]
	if p, q := persons[f.lemmas[a]], persons[f.lemmas[b]]; p != "" && q != "" && p != q {
		return true // the father is not the uncle
	}
	if p, q := strings.ReplaceAll(f.lemmas[a], "-", ""), strings.ReplaceAll(f.lemmas[b], "-", ""); p == q || names.Respelt(p) == names.Respelt(q) {
		return true // "front-runner", "honour"
	}
	return f.lemmas[a] == f.lemmas[b] || len(x) >= least && strings.HasPrefix(y, x) || len(y) >= least && strings.HasPrefix(x, y)
}

func shared(a, b []int) float64 {
	n := 0.0
	for _, x := range a {
		for _, y := range b {
			if x == y {
				n++
			}
		}
	}
	return min(n, 2)
}

func (f *finder) note(a, b kind, value float64, o, p int) {
	l := linkOf(a, b)
	if _, ok := f.evidence[l]; !ok {
		f.links = append(f.links, l)
		f.pairs[l] = map[[2]int]bool{}
	}
	key := [2]int{min(o, p), max(o, p)}
	if f.pairs[l][key] {
		value *= 0.3 // the same two articles prove it once
	}
	f.pairs[l][key] = true
	f.evidence[l] += value
}

// strength of a link: how much alike the words are used, raised by evidence
// that they stand for each other here, 0 when they stand side by side.
func (f *finder) strength(a, b kind) float64 {
	l := linkOf(a, b)
	evidence, ok := f.evidence[l]
	x := f.vectors[a.stem].Alike(f.vectors[b.stem])
	if !ok || f.coordinated(a, b) || f.distinct(a, b) || !f.slotted[l] && (x < synonyms || evidence == 0) && !(a.agent && b.agent && x >= actors) {
		return 0
	}
	if f.slotted[l] {
		if x < alike+0.05 && evidence < alike {
			return 0 // one pair of sentences, and words hardly alike: "die", "arrest"
		}
		return (max(0, x-alike) + 0.1) * (1 + min(evidence, 1.5))
	}
	return max(0, x-alike) * (0.6 + min(evidence, 1.5))
}

// distinct reports whether one sentence tells the two kinds apart and no two
// sentences have them in one slot: "the vessel carried 212 passengers".
func (f *finder) distinct(a, b kind) bool {
	return !f.slotted[linkOf(a, b)] && f.together(a, b) > 0
}

// coordinated reports whether two kinds stand in the same sentence too often
// to name one thing.
func (f *finder) coordinated(a, b kind) bool {
	return float64(f.together(a, b)) > beside*float64(min(len(f.byKind[a]), len(f.byKind[b])))
}

// together counts the sentences that have both kinds.
func (f *finder) together(a, b kind) (n int) {
	x, y := f.byKind[a], f.byKind[b]
	for i, j := 0, 0; i < len(x) && j < len(y); {
		s, t := f.heads[x[i]].sentence, f.heads[y[j]].sentence
		switch {
		case s < t:
			i++
		case s > t:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}
