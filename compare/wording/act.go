package wording

import (
	"sort"
	"strconv"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// An act is what a clause says that its subject did.
type act struct {
	sentence int // in the prose set
	subject  int // stem of the subject's head; -2 less its entity for a name
	who      news.Span
	verb     int // stem
	lemma    string
	stems    []int // of the predicate without the verb
	label    news.Span
}

const (
	// oneEvent is the cosine of two sentences from which two acts of one
	// subject may be one act.
	oneEvent = 0.3
	// longestAct is how many words of a predicate are shown.
	longestAct = 8
)

// acts finds what origins say differently of one act: sentences that tell much
// in common, with one subject, whose verbs differ ("made landfall", "roared
// ashore").
func (f *finder) acts() []ranked {
	entities := f.entityAt()
	all := make([][]act, len(f.Sentences))
	read := make([]bool, len(f.Sentences))
	for _, n := range f.close {
		for _, i := range [...]int{n.i, n.j} {
			if !read[i] {
				all[i], read[i] = f.actsOf(i, entities), true
			}
		}
	}
	type pair struct {
		a, b  *act
		score float64
	}
	var pairs []pair
	for _, n := range f.close {
		for x := range all[n.i] {
			for y := range all[n.j] {
				if s := f.sameAct(&all[n.i][x], &all[n.j][y], n.cosine); s > 0 {
					pairs = append(pairs, pair{&all[n.i][x], &all[n.j][y], s})
				}
			}
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].score > pairs[j].score })
	of := map[*act]int{}
	var groups [][]*act
	var scores []float64
	for _, p := range pairs {
		x, inX := of[p.a]
		y, inY := of[p.b]
		switch {
		case !inX && !inY:
			of[p.a], of[p.b] = len(groups), len(groups)
			groups = append(groups, []*act{p.a, p.b})
			scores = append(scores, p.score)
		case inX && !inY && len(groups[x]) < mostKinds && f.oneAct(groups[x], p.b):
			groups[x] = append(groups[x], p.b)
			of[p.b] = x
			scores[x] += p.score / 2
		case inY && !inX && len(groups[y]) < mostKinds && f.oneAct(groups[y], p.a):
			groups[y] = append(groups[y], p.a)
			of[p.a] = y
			scores[y] += p.score / 2
		}
	}
	var out []ranked
	for g, group := range groups {
		out = append(out, f.actWording(group, scores[g]))
	}
	return out
}

// oneAct reports whether an act is one with each of a group, in other words or
// in the same.
func (f *finder) oneAct(group []*act, a *act) bool {
	for _, g := range group {
		if g.verb != a.verb && f.sameAct(g, a, f.Cosine(g.sentence, a.sentence)) == 0 {
			return false
		}
	}
	return true
}

// sameAct is how much speaks for two acts being one in other words, 0 for none.
func (f *finder) sameAct(a, b *act, cosine float64) float64 {
	if a.subject != b.subject || a.verb == b.verb || a.lemma == b.lemma || f.derived(kind{stem: a.verb, verb: true}, kind{stem: b.verb, verb: true}) ||
		f.has(b.sentence, a.verb) || f.has(a.sentence, b.verb) {
		return 0
	}
	shared := 0.0
	for _, x := range a.stems {
		for _, y := range b.stems {
			if x == y {
				shared += f.Weights[x]
			}
		}
	}
	alike := f.vectors[a.verb].Alike(f.vectors[b.verb])
	if alike < alikeActs && (shared < leastWeight || alike < alikeActs/2) {
		return 0
	}
	return cosine * (0.3 + max(0, alike)) * (1 + min(shared, 10)/5)
}

// alikeActs is the cosine of two verbs from which they may tell one act where
// their predicates have no word in common.
const alikeActs = 0.35

func (f *finder) actWording(group []*act, score float64) ranked {
	var out ranked
	origins := map[int]bool{}
	sort.SliceStable(group, func(i, j int) bool { return group[i].sentence < group[j].sentence })
	for _, a := range group {
		out.Labels = append(out.Labels, news.Ref{Doc: f.Sentences[a.sentence].Doc, Span: a.label})
		origins[f.Sentences[a.sentence].Origin] = true
	}
	first := group[0]
	out.Referent = f.Report.Slice(news.Ref{Doc: f.Sentences[first.sentence].Doc, Span: first.who}) + " …"
	if first.subject < -1 {
		out.Referent = f.Report.Entities[-2-first.subject].Name + " …"
	}
	out.score = 2 * score * float64(len(origins))
	out.Why = "Sentences of " + strconv.Itoa(len(origins)) + " origins that tell much in common say in different words what “" + strings.TrimSuffix(out.Referent, " …") + "” did, or what became of it."
	return out
}

// entityAt maps, for each article, where a mention ends to its entity.
func (f *finder) entityAt() []map[int]int {
	at := make([]map[int]int, len(f.Report.Articles))
	for i := range at {
		at[i] = map[int]int{}
	}
	for g, e := range f.Report.Entities {
		for _, m := range e.Mentions {
			at[m.Doc][m.End] = g
		}
	}
	return at
}

func (f *finder) actsOf(i int, entities []map[int]int) []act {
	one := &f.Sentences[i]
	d := f.Report.Articles[one.Doc]
	clauses := clause.Cut(d, one.Number)
	var out []act
	for _, c := range clauses {
		if c.Verb < 0 || d.Tokens[c.Verb].POS != news.VERB || dull[lemma(d, c.Verb)] {
			continue
		}
		s := clauses[c.Subject]
		to := c.GroupFirst
		if c.Subject < len(clauses) && s.First != c.First {
			to = s.GroupFirst
		}
		subject, who := -1, news.Span{}
		for t := s.First; t < to; t++ {
			switch d.Tokens[t].POS {
			case news.NOUN, news.PROPN:
				if g, ok := entities[one.Doc][d.Tokens[t].End]; ok {
					subject, who = -2-g, d.Tokens[t].Span
				} else if d.Tokens[t].POS == news.NOUN {
					subject, who = f.number(d, t), d.Tokens[t].Span
				}
				continue
			case news.ADP:
				if subject != -1 {
					t = to
				}
			}
		}
		verb := f.number(d, c.Verb)
		if subject == -1 || verb < 0 {
			continue
		}
		end := f.predicateEnd(d, c)
		a := act{sentence: i, subject: subject, who: who, verb: verb, lemma: lemma(d, c.Verb), label: news.Span{Start: d.Tokens[c.Verb].Start, End: d.Tokens[end-1].End}}
		for t := c.Verb + 1; t < c.Last; t++ {
			if p := d.Tokens[t].POS; p == news.NOUN || p == news.PROPN || p == news.ADJ || p == news.NUM {
				if n := f.number(d, t); n >= 0 {
					a.stems = append(a.stems, n)
				}
			}
		}
		out = append(out, a)
	}
	return out
}

// predicateEnd is the token where the shown predicate ends: its object and what
// is close to it, without times and further clauses.
func (f *finder) predicateEnd(d *news.Doc, c clause.Clause) int {
	end, good := c.Verb+1, c.Verb+1
	for ; end < min(c.Last, c.Verb+longestAct); end++ {
		t := d.Tokens[end]
		w := strings.ToLower(d.Slice(t.Span))
		if t.POS == news.PUNCT && w != "-" && w != "'" && w != "’" || t.POS == news.SCONJ || inTime(d, t.Span) {
			break
		}
		switch t.POS {
		case news.NOUN, news.PROPN, news.NUM, news.ADV, news.PART, news.PRON, news.SYM:
			good = end + 1
		case news.ADJ:
			if end+1 >= c.Last || d.Tokens[end+1].POS != news.NOUN && d.Tokens[end+1].POS != news.PROPN {
				good = end + 1
			}
		case news.ADP:
			if end == c.Verb+1 && particle[w] {
				good = end + 1
			}
		}
	}
	// A phrase that the bound cuts is left out whole.
	if end < c.Last && end == c.Verb+longestAct && d.Tokens[end].POS == news.NOUN {
		for good > c.Verb+1 && d.Tokens[good-1].POS != news.ADP {
			good--
		}
		if good > c.Verb+1 {
			good--
		}
	}
	return good
}

func inTime(d *news.Doc, s news.Span) bool {
	for _, t := range d.Times {
		if t.Overlaps(s) {
			return true
		}
	}
	return false
}
