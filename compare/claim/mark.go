package claim

import (
	"slices"
	"sort"
	"strings"

	"parallax/news"
)

// A mark is a sentence in which a report itself says that something is in dispute, is not
// confirmed or was first told otherwise: "Norland called the figure nonsense", "police
// first said that nobody was aboard, but", "But Varga insisted".
type mark struct {
	kind     markKind
	sentence int
	who      string  // who disputes it, as named there; "" for the report itself
	author   bool    // it is the report itself
	whose    string  // whose word it is, where that is known: "despite Holm's claim that"
	about    []item  // the words of what is disputed
	quoted   [][]int // stems of the words in quotation marks among them
	number   bool    // one of them is a number
	verdict  string  // the word of untruth: "speculation"
	pointing bool    // it points to what stands before: "denied that claim"
	mild     bool    // it may as well go on as answer: "insisted"
	itself   bool    // what is denied is said of the denier: "denied that it had"
	weak     bool    // it does not say enough to find it elsewhere
	before   int     // the sentence before that it points to, -1 for none
}

type markKind int

const (
	contested   markKind = iota // somebody says that it is not so
	unconfirmed                 // nobody has confirmed it
	corrected                   // it was told, and turned out otherwise
	answered                    // somebody else speaks against it
)

// An item is a word of what is disputed.
type item struct {
	stem   int
	entity int // -1 for none
	name   bool
	act    bool // it is a verb
}

// longestMark bounds the words of a sentence that is read for marks: longer ones are lists.
// mostMarks bounds those of a story.
const (
	longestMark = 60
	mostMarks   = 300
)

// marks are all marks of the story, at most one of a sentence.
func (a *aligner) marks() []mark {
	var out []mark
	for i := range a.Sentences {
		if one := &a.Sentences[i]; one.Title || !one.Ends || one.Tokens < 5 || one.Tokens > longestMark {
			continue
		}
		if m, ok := a.mark(i); ok && len(out) < mostMarks {
			out = append(out, m)
		}
	}
	return out
}

// mark reads sentence i: the first mark in it.
func (a *aligner) mark(i int) (mark, bool) {
	one := &a.Sentences[i]
	d := a.Report.Articles[one.Doc]
	s := d.Sentences[one.Number]
	if strings.HasSuffix(strings.TrimRight(d.Slice(s.Span), " \"”’"), "?") {
		return mark{}, false
	}
	for _, ways := range [][]func(*point) (stretch, bool){cues, {(*point).answer}} {
		for t := s.First; t < s.Last; t++ {
			p := point{aligner: a, d: d, s: s, t: t, l: lemma(d, t), w: lower(d, t)}
			for _, cue := range ways {
				m := mark{sentence: i, before: -1}
				p.m = &m
				if what, ok := cue(&p); ok && a.settle(&p, what) {
					return m, true
				}
			}
		}
	}
	return mark{}, false
}

// settle finds out what the mark at a point is about; false where that cannot be said.
func (a *aligner) settle(p *point, what stretch) bool {
	m := p.m
	if m.who == "" && !m.author {
		m.who = a.speakerAt(m.sentence, p.t)
	}
	a.takeAll(a.Sentences[m.sentence].Doc, what.first, what.last, m)
	m.itself = m.itself || m.kind == contested && what.first < what.last && back[lower(p.d, what.first)]
	if m.kind != answered && a.enough(m) || a.pointsBack(m.sentence, p.t, m) {
		return true
	}
	m.weak = true
	return m.kind == contested && (len(m.about) > 0 || m.whose != "")
}

// enough reports whether a mark says what it is about in words that can be found elsewhere.
func (a *aligner) enough(m *mark) bool {
	return len(m.about) > 1 && a.heft(m) >= leastDenied && slices.ContainsFunc(m.about, func(it item) bool { return !it.name })
}

// heft is the weight of the words of what a mark is about.
func (a *aligner) heft(m *mark) float64 {
	sum := 0.0
	for _, it := range m.about {
		sum += a.Weights[it.stem]
	}
	return sum
}

// takeAll takes tokens first to last for what is disputed.
func (a *aligner) takeAll(doc, first, last int, m *mark) {
	d := a.Report.Articles[doc]
	var quoted []int
	in := false
	for t := first; t < last; t++ {
		switch d.Slice(d.Tokens[t].Span) {
		case "“", "”", "\"":
			if in && len(quoted) > 0 {
				m.quoted = append(m.quoted, quoted)
			}
			in, quoted = !in, nil
			continue
		}
		if n := a.Number(d.Slice(d.Tokens[t].Span)); in && n >= 0 {
			quoted = append(quoted, n)
		}
		a.take(doc, t, m)
	}
	if in && len(quoted) > 0 {
		m.quoted = append(m.quoted, quoted)
	}
}

func (a *aligner) take(doc, t int, m *mark) {
	d := a.Report.Articles[doc]
	p := d.Tokens[t].POS
	if p != news.NOUN && p != news.VERB && p != news.PROPN && p != news.ADJ && p != news.NUM {
		return
	}
	if w, l := lower(d, t), lemma(d, t); spokenOf[w] || frames[w] || frames[l] || hollow[l] || untrue[w] || titles[w] {
		return
	}
	span := d.Tokens[t].Span
	for _, at := range d.Attributions {
		if within(span, at.Source) || within(span, at.Cue) {
			return // who says it is no part of what is said
		}
	}
	it := item{stem: a.Number(d.Slice(span)), entity: a.entityOf(doc, span), name: p == news.PROPN, act: p == news.VERB}
	if it.stem < 0 || slices.ContainsFunc(m.about, func(o item) bool { return o.stem == it.stem || it.entity >= 0 && o.entity == it.entity }) {
		return
	}
	m.about = append(m.about, it)
	m.number = m.number || p == news.NUM
}

func within(span news.Span, parts []news.Span) bool {
	return slices.ContainsFunc(parts, func(p news.Span) bool { return p.Contains(span) })
}

// entityOf is the entity whose mention holds span, -1 for none.
func (c *corpus) entityOf(doc int, span news.Span) int {
	d := c.Report.Articles[doc]
	k := sort.Search(len(d.Entities), func(k int) bool { return d.Entities[k].End > span.Start })
	if k < len(d.Entities) && d.Entities[k].Contains(span) {
		if g, ok := c.entityAt[doc][d.Entities[k].Start]; ok {
			return g
		}
	}
	return -1
}

// pointsBack finds what a mark without enough words of its own is about: what somebody
// else says before it in the same sentence, in the one before or, where the mark names
// whose word it is, in the nearest that is theirs.
func (a *aligner) pointsBack(i, t int, m *mark) bool {
	const (
		leastTopic = 3.0 // nats that an answer shares with what it answers
		far        = 2   // sentences back to the word of whom a mark names
	)
	one := &a.Sentences[i]
	d := a.Report.Articles[one.Doc]
	other := func(who string) bool {
		return who != "" && !sameHolder(who, m.who) && (m.whose == "" || sameHolder(who, m.whose))
	}
	if m.kind == answered {
		if m.who = a.speaker(i); m.who == "" {
			return false
		}
	} else {
		for _, at := range d.Attributions {
			for _, c := range at.Content {
				if c.Start >= one.Start && c.End <= d.Tokens[t].Start && other(at.Speaker) {
					m.about, m.whose = nil, at.Speaker
					first, last := d.TokensIn(c)
					a.takeAll(one.Doc, first, last, m)
					return len(m.about) > 0
				}
			}
		}
	}
	if u := find(d, d.Sentences[one.Number].First+1, t, turns); u >= 0 && m.kind != answered && m.whose == "" {
		// "He called it unlawful, but a judge disagreed"
		first := d.Sentences[one.Number].First
		if n := find(d, first, u, spoken); n >= 0 {
			first = n + 1 // "There was speculation that"
		}
		m.about = nil
		a.takeAll(one.Doc, first, u, m)
		return a.enough(m)
	}
	reach := 1
	if m.whose != "" {
		reach = far
	} else if m.kind == contested && (!m.pointing || find(d, d.Sentences[one.Number].First, t, spoken) >= 0) {
		return false // nothing, or something in the same sentence that nobody says
	}
	for k := i - 1; k >= max(a.Docs[one.Doc][0], i-reach); k-- {
		who := a.speaker(k)
		if !other(who) || len(m.about) > 0 && !a.mentions(k, m) {
			continue
		}
		if m.kind == contested && a.opens(k) {
			continue // what is denied was told
		}
		if m.kind == answered && (!a.argues(k) && (m.mild || !a.argues(i)) || a.topic(i, k) < leastTopic) {
			continue
		}
		m.before, m.whose, m.about = k, who, nil
		a.takeContent(k, m)
		return len(m.about) > 0
	}
	return false
}

// mentions reports whether sentence k has a word of what a mark is about.
func (a *aligner) mentions(k int, m *mark) bool {
	return slices.ContainsFunc(m.about, func(it item) bool { return a.has(k, it.stem) })
}

// has reports whether sentence k has a word or a form of it.
func (a *aligner) has(k, stem int) bool {
	return slices.ContainsFunc(a.Sentences[k].Stems, func(v int) bool { return a.kinWords(v, stem) })
}

// takeContent takes what sentence k says for what is disputed: what it lays in somebody's
// mouth, or all of it.
func (a *aligner) takeContent(k int, m *mark) {
	one := &a.Sentences[k]
	d := a.Report.Articles[one.Doc]
	laid := false
	for _, at := range d.Attributions {
		for _, c := range at.Content {
			if c.Start < one.End && one.Start < c.End {
				laid = true
				first, last := d.TokensIn(news.Span{Start: max(c.Start, one.Start), End: min(c.End, one.End)})
				a.takeAll(one.Doc, first, last, m)
			}
		}
	}
	if s := d.Sentences[one.Number]; !laid {
		a.takeAll(one.Doc, s.First, s.Last, m)
	}
}

// argues reports whether what sentence i lays in somebody's mouth is a contention.
func (a *aligner) argues(i int) bool {
	one := &a.Sentences[i]
	d := a.Report.Articles[one.Doc]
	for _, at := range d.Attributions {
		for _, c := range at.Cue {
			if !one.Contains(c) {
				continue
			}
			first, last := d.TokensIn(c)
			for t := first; t < last; t++ {
				if contends[lemma(d, t)] {
					return true
				}
			}
		}
	}
	return false
}

// topic is the weight of what two sentences share.
func (a *aligner) topic(i, j int) float64 {
	sum := 0.0
	for _, w := range a.Sentences[i].Stems {
		if a.has(j, w) {
			sum += a.local[w]
		}
	}
	return sum
}

// speakerAt is who speaks at token t of sentence i: the source of the attribution whose cue it
// is, the subject of its clause, or the source of what it stands in.
func (a *aligner) speakerAt(i, t int) string {
	d := a.Report.Articles[a.Sentences[i].Doc]
	span := d.Tokens[t].Span
	for _, at := range d.Attributions {
		if at.Speaker != "" && within(span, at.Cue) {
			return at.Speaker
		}
	}
	if who := a.subject(i, t); who != "" {
		return who
	}
	for _, at := range d.Attributions {
		if within(span, at.Content) {
			return at.Speaker
		}
	}
	return ""
}

// subject is the subject of the clause of sentence i that holds token t, "" for none or a
// pronoun.
func (a *aligner) subject(i, t int) string {
	d := a.Report.Articles[a.Sentences[i].Doc]
	for n, cl := range a.clauses[i] {
		if t < cl.First || t >= cl.Last {
			continue
		}
		who := a.denier(d, cl)
		if who == "" && cl.Subject != n && cl.Subject < len(a.clauses[i]) {
			who = a.denier(d, a.clauses[i][cl.Subject])
		}
		return who
	}
	return ""
}
