package wording

import (
	"math"
	"slices"
	"sort"
	"strings"

	"parallax/model/words"
	"parallax/news"
	"parallax/text/names"
)

const (
	// alignable is the cosine from which two sentences tell enough in common
	// that a differing word may be a choice of label.
	alignable = 0.2
	// sameTale is the cosine from which two sentences tell the same.
	sameTale = 0.4
	// alike is the cosine of word vectors below which two words do not name
	// one thing: "rebel" and "separatist" have 0.8, "rebel" and "minister" 0.2.
	alike = 0.45
	// leastSlotted is what two words need that stand in one slot.
	leastSlotted = 0.55
	// sameRoles is enough for two verbs of one subject and one object.
	sameRoles = 0.35
	// muchAlike is the cosine from which two words of the story are linked even
	// where no two sentences set one against the other.
	muchAlike = 0.65
	// synonyms is the cosine that two words need which no two sentences have in
	// one slot: below it they are neighbours in topic ("plane", "airport").
	synonyms = 0.63
	// nearlySame is what two nouns need that the news knows apart: "prison", "jail".
	nearlySame = 0.8
	// verbs is what two verbs need, less where they stand in one slot.
	verbs = 0.72
	// leastWeight and mostCentral bound the words so compared.
	leastWeight = 1.5
	mostCentral = 250
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
			}
		}
	}
	// Words that no pair of sentences sets side by side may still be labels of
	// one thing, if they are used much alike and the story turns on both.
	var central []kind
	for _, k := range f.kinds {
		if f.words[k.word].weight >= leastWeight {
			central = append(central, k)
		}
	}
	sort.SliceStable(central, func(i, j int) bool { return len(f.byKind[central[i]]) > len(f.byKind[central[j]]) })
	central = central[:min(len(central), mostCentral)]
	for i, a := range central {
		for _, b := range central[i+1:] {
			if a.verb == b.verb && f.alike(a, b) >= muchAlike && !f.derived(a, b) {
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
			if a.verb != b.verb || a.word == b.word || f.has(j, a.word) || f.has(i, b.word) {
				continue // one does not stand in place of the other
			}
			like := f.alike(a.kind(), b.kind())
			least := alike
			if a.verb && a.before >= 0 && a.before == b.before && a.follows >= 0 && a.follows == b.follows {
				least = sameRoles
			}
			if like < least || f.derived(a.kind(), b.kind()) {
				continue
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
		if a.verb && a.before >= 0 && a.before == b.before && a.follows >= 0 && a.follows == b.follows {
			f.roles[l] = true
		}
		f.note(a.kind(), b.kind(), cosine*slot, f.Sentences[i].Origin, f.Sentences[j].Origin)
	}
}

// has reports whether sentence i has the word.
func (f *finder) has(i, word int) bool {
	_, ok := slices.BinarySearch(f.bags[i], word)
	return ok
}

// derived reports whether one word is made from the other: "island" and
// "islander", "shooting" and "shooter" name different things, "ran" and "run" the same in the
// same word.
func (f *finder) derived(a, b kind) bool {
	const least = 4 // letters: shorter beginnings agree by chance
	x, y := f.words[a.word].stem, f.words[b.word].stem
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
// that they stand for each other here, 0 when they name two things.
func (f *finder) strength(a, b kind) float64 {
	l := linkOf(a, b)
	evidence, ok := f.evidence[l]
	if !ok || f.apart(a, b) || f.coordinated(a, b) {
		return 0
	}
	x := f.alike(a, b)
	if a.verb && x < verbs && !f.roles[l] && (x < verbs-0.06 || !f.slotted[l]) {
		return 0 // opposites of a kind are used alike too: "proposed", "opposed"
	}
	if f.slotted[l] {
		if x < leastSlotted && !(a.verb && f.roles[l]) {
			return 0
		}
		return (max(0, x-alike) + 0.13) * (1 + min(evidence, 1.5))
	}
	if x < synonyms {
		return 0
	}
	return max(0, x-alike) * (0.6 + min(evidence, 1.5))
}

// apart reports whether two kinds name two things: the text lists them side by
// side, they are of different sorts, or the news knows them apart.
func (f *finder) apart(a, b kind) bool {
	if f.unlike(a, b) || f.listed(a, b) {
		return true
	}
	if _, two := f.bearer(a.word, b.word); two && !a.verb {
		return true
	}
	l := linkOf(a, b)
	return words.Listed(f.words[a.word].lemma, f.words[b.word].lemma, pos(a)) && (a.verb || !f.slotted[l] && f.alike(a, b) < nearlySame)
}

func pos(k kind) string {
	if k.verb {
		return "VERB"
	}
	return "NOUN"
}

// unlike reports whether two nouns name things of different sorts: a person and
// what happened to him, one person and several.
func (f *finder) unlike(a, b kind) bool {
	// Of the cosines with both sorts: "sniper" and "ambush" are 0.25 and 0.24 apart,
	// "sniper" and "suspect" 0.16 and 0.09, both in one direction.
	const apart, opposed = 0.28, 0.4
	if a.verb {
		return false
	}
	x, y := f.sorts(a), f.sorts(b)
	for i := range x {
		if x[i] != 0 && y[i] != 0 && math.Abs(x[i]-y[i]) > apart {
			return true
		}
	}
	if x[0] != 0 && y[0] != 0 && math.Abs(x[0]-x[1]-y[0]+y[1]) > opposed {
		return true
	}
	if x[0] < leastPerson || y[0] < leastPerson {
		return false
	}
	p, q := float64(f.plurals[a])/float64(len(f.byKind[a])), float64(f.plurals[b])/float64(len(f.byKind[b]))
	return math.Abs(p-q) > 0.9
}

// leastPerson is the likeness to nouns for persons from which a noun is one.
const leastPerson = 0.35

// sorts is how much a noun stands in the places of persons and of events.
func (f *finder) sorts(k kind) [2]float64 {
	if s, ok := f.sort[k]; ok {
		return s
	}
	s := [2]float64{like(f.places[k], people), like(f.places[k], events)}
	f.sort[k] = s
	return s
}

// like is the mean likeness of a word to examples of a sort.
func like(v words.Vector, examples []words.Vector) float64 {
	sum := 0.0
	for _, e := range examples {
		sum += v.Alike(e)
	}
	return sum / float64(len(examples))
}

// Examples of nouns for persons, for events and for bodies of people.
var (
	people = nouns("man", "woman", "officer", "worker", "person", "boy")
	events = nouns("incident", "attack", "accident", "meeting", "decision", "crisis")
	bodies = nouns("company", "group", "agency", "organization", "party", "team")
)

func nouns(list ...string) (out []words.Vector) {
	for _, w := range list {
		out = append(out, words.SlotOf(w, "NOUN"))
	}
	return out
}

// coordinated reports whether the text has two kinds in one sentence too often to
// name one thing.
func (f *finder) coordinated(a, b kind) bool {
	limit := beside * float64(min(len(f.byKind[a]), len(f.byKind[b])))
	if f.alike(a, b) >= synonyms {
		limit = max(limit, 1) // writers vary their words within a sentence too
	}
	return float64(f.together(a, b)) > limit
}

// listed reports whether "and" or "or" joins uses of two kinds somewhere.
func (f *finder) listed(a, b kind) bool {
	const most = 4 // tokens between the two
	x, y := f.byKind[a], f.byKind[b]
	for i, j := 0, 0; i < len(x) && j < len(y); {
		h, g := &f.heads[x[i]], &f.heads[y[j]]
		if h.sentence != g.sentence {
			if h.sentence < g.sentence {
				i++
			} else {
				j++
			}
			continue
		}
		d := f.Report.Articles[f.Sentences[h.sentence].Doc]
		from, to := min(h.token, g.token), max(h.token, g.token)
		if to-from <= most+1 {
			for t := from + 1; t < to; t++ {
				if d.Tokens[t].POS == news.CCONJ {
					return true
				}
			}
		}
		if h.token < g.token {
			i++
		} else {
			j++
		}
	}
	return false
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
