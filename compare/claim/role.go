package claim

import (
	"slices"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A filler is the noun phrase that fills a role: the stem of its head and the
// entities in it. Its zero value is a role that is not filled, or by a pronoun.
type filler struct {
	heads    []int
	entities []int
	named    bool  // the head is a name
	names    []int // stems of the names beside the head
}

func (f filler) empty() bool { return len(f.heads) == 0 && len(f.entities) == 0 }

// roles are who acts and who is acted upon, the subject of a passive being the
// latter.
type roles struct {
	agent, patient filler
}

// rolesOf reads the roles off the noun phrases beside the verb group.
func (c *corpus) rolesOf(d *news.Doc, i int, clauses []clause.Clause, k int, cl clause.Clause) roles {
	one := &c.Sentences[i]
	chunks := clause.Chunks(d, one.Number)
	fill := func(ch clause.Chunk) filler {
		var f filler
		if n := c.Number(d.Slice(d.Tokens[ch.Head].Span)); n >= 0 {
			f.heads = append(f.heads, n)
		}
		f.named = d.Tokens[ch.Head].POS == news.PROPN
		for t := ch.First; t < ch.Last; t++ {
			if g, ok := c.entityAt[one.Doc][d.Tokens[t].Start]; ok {
				f.entities = append(f.entities, g)
			}
		}
		return f
	}
	var subject, object, by filler
	sub := cl
	if cl.Subject != k && cl.Subject < len(clauses) {
		sub = clauses[cl.Subject]
	}
	if sub.GroupFirst >= 0 && sub.GroupFirst >= sub.First {
		for _, ch := range chunks {
			if ch.First < sub.First || ch.Last > sub.GroupFirst {
				continue
			}
			switch {
			case ch.First > 0 && lower(d, ch.First-1) == "of":
				one := fill(ch) // "hundreds of women"
				subject.heads = append(subject.heads, one.heads...)
				subject.entities = append(subject.entities, one.entities...)
			case ch.First > 0 && d.Tokens[ch.First-1].POS == news.ADP:
			default:
				subject = fill(ch) // the last one: what stands before it is of time or place
			}
		}
		if t := sub.First; relatives[lower(d, t)] && sub.GroupFirst == t+1 {
			for _, ch := range chunks {
				if ch.Last <= t {
					subject = fill(ch)
				}
			}
		}
		// A pronoun right before the verb group is the subject.
		if t := sub.GroupFirst - 1; t >= sub.First && d.Tokens[t].POS == news.PRON && !relatives[lower(d, t)] {
			subject = filler{}
			if w := lower(d, t); w == "it" || w == "they" || w == "he" || w == "she" || w == "i" || w == "we" {
				for _, a := range covering(d, cl.Span) {
					if src := d.Attributions[a].Source; len(src) > 0 {
						subject = c.source(d, fill, src[0])
					}
				}
			}
		}
	}
	end := cl.Verb + 1 // of the object so far
	if end < cl.Last && particles[lower(d, end)] {
		end++ // "set up a zone"
	}
	start := end
	for _, ch := range chunks {
		if ch.First < start || ch.Last > cl.Last {
			continue
		}
		if t := ch.First - 1; lower(d, t) == "by" && by.empty() {
			by = fill(ch)
		} else if end == start && ch.First <= end+1 && !stops(d, end, ch.First) || end > start && ch.First <= end+2 && joins(d, end, ch.First) {
			one := fill(ch)
			object.heads = append(object.heads, one.heads...)
			object.entities = append(object.entities, one.entities...)
			object.named = object.named || one.named
			end = ch.Last
		}
	}
	if verb := lemma(d, cl.Verb); cancels[verb] || light[verb] {
		object = filler{} // it holds the act itself: "cancelled a visit"
	}
	if passive(d, cl) || lemma(d, cl.Verb) == "be" {
		return roles{agent: by, patient: subject}
	}
	return roles{agent: subject, patient: object}
}

// particles may stand between a verb and its object.
var particles = set("up", "out", "off", "down", "away", "back")

// stops reports whether a preposition or sign stands between tokens t and u.
func stops(d *news.Doc, t, u int) bool {
	for ; t < u; t++ {
		if p := d.Tokens[t].POS; p != news.ADV && p != news.PART {
			return true
		}
	}
	return false
}

// joins reports whether only signs, conjunctions or "of" stand between tokens t and
// u: "groups, pages and accounts", "a package of cuts".
func joins(d *news.Doc, t, u int) bool {
	for ; t < u; t++ {
		if p := d.Tokens[t].POS; p != news.CCONJ && p != news.PUNCT && lower(d, t) != "of" {
			return false
		}
	}
	return true
}

// source is the first noun phrase of whom a statement is laid to: "the bank said it
// would".
func (c *corpus) source(d *news.Doc, fill func(clause.Chunk) filler, span news.Span) filler {
	n := d.SentenceAt(span.Start)
	if n < 0 {
		return filler{}
	}
	for _, ch := range clause.Chunks(d, n) {
		if s := ch.Span(d); s.Start < span.End && span.Start < s.End {
			return fill(ch)
		}
	}
	return filler{}
}

// alike tells whether two fillers may name one thing: 1 that they do, -1 that
// they do not, 0 that it cannot be told.
func (a *aligner) alike(f, g filler) int {
	if f.empty() || g.empty() {
		return 0
	}
	for _, e := range f.entities {
		if slices.Contains(g.entities, e) {
			return 1
		}
	}
	for _, v := range f.heads {
		for _, w := range g.heads {
			// Two names are two things however alike they are used.
			if v == w || !f.named && !g.named && a.match(v, w) > 0 {
				return 1
			}
		}
	}
	if f.named != g.named {
		return 0 // "the company" may be any
	}
	return -1
}

// agrees counts the roles that two statements fill with one thing, less those that
// they fill with two.
func (a *aligner) agrees(s, t *statement) int {
	return a.alike(s.agent, t.agent) + a.alike(s.patient, t.patient)
}

// oneAct reports whether two statements have one verb and agree in both roles, or
// in one and in a number: then they tell of one act whatever else they say.
func (a *aligner) oneAct(s, t *statement) bool {
	const near = 0.45 // cosine of verbs: "request", "ask"
	if s.verb < 0 || t.verb < 0 || s.day != "" && t.day != "" && s.day != t.day {
		return false
	}
	n, number := a.agrees(s, t), shareNumber(s, t)
	if len(s.numbers) > 0 && len(t.numbers) > 0 && !number {
		return false
	}
	if s.verb == t.verb || s.plain && t.plain && a.match(s.verb, t.verb) > 0 {
		return n == 2 || n == 1 && number
	}
	return n >= 1 && number && s.plain && t.plain && a.vectors[s.verb].Alike(a.vectors[t.verb]) >= near
}

// surely reports whether two statements are about one act beyond doubt: both roles agree, or
// one does and a number is shared, or one is filled by a name and the other is empty in both.
func (a *aligner) surely(s, t *statement) bool {
	n := a.agrees(s, t)
	sole := func(x, y, other, another filler) bool {
		return x.named && y.named && other.empty() && another.empty()
	}
	return n == 2 || n == 1 && (shareNumber(s, t) || sole(s.agent, t.agent, s.patient, t.patient) || sole(s.patient, t.patient, s.agent, t.agent))
}

func shareNumber(s, t *statement) bool {
	return share(s.numbers, t.numbers)
}

// share reports whether two lists have an element in common.
func share[T comparable](x, y []T) bool {
	return slices.ContainsFunc(x, func(v T) bool { return slices.Contains(y, v) })
}

// sameEvent reports whether two statements are about the same act of the same
// participants. The more roles agree, the less of the other words must.
func (a *aligner) sameEvent(s, t *statement, sim float64) bool {
	const loose = 0.3 // likeness of two long clauses on one act of one participant
	n := a.agrees(s, t)
	switch {
	case n < 0:
		return false
	case n == 0:
		return sim >= whatever && !apart(s.agent, t.agent) && !apart(s.patient, t.patient)
	case n == 1 && (apart(s.agent, t.agent) || apart(s.patient, t.patient)):
		return sim >= same
	case n == 1:
		return sim >= loose
	}
	return true
}

// apart reports whether one role is filled by a name and by a description: they may
// be one, or not.
func apart(f, g filler) bool { return !f.empty() && !g.empty() && f.named != g.named }
