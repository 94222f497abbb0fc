package claim

import (
	"fmt"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/model/words"
	"parallax/news"
)

// A topic is what reports of an event first do not know and later tell.
type topic struct {
	name  string
	of    bool            // it is the topic of something, which both name
	later bool            // the answer is a later state, told of the same being
	asked map[string]bool // words that raise it
	known map[string]bool // words that answer it; asked words answer it too
}

var topics = []topic{
	{"the motive", false, false, set("motive", "motives", "motivation"), set("motivated", "motivate", "angry", "anger", "revenge", "retaliation", "grudge", "hatred", "feud")},
	{"the cause", true, false, set("cause", "causes"), set("caused", "blamed", "attributed")},
	{"the condition", false, false, set("condition", "conditions"), nil},
	{"the fate", false, true, set("condition", "alive", "fate", "missing"), set("dead", "died", "rescued", "alive")},
	{"the whereabouts", false, false, set("whereabouts"), nil},
}

// unknowns finds topics on which one report says that nothing is known and a
// later one, of another origin, tells something.
func (c *corpus) unknowns() []news.ClaimGroup {
	var out []news.ClaimGroup
	for _, t := range topics {
		if g, ok := c.unknown(t); ok {
			out = append(out, g)
		}
	}
	return out
}

func (c *corpus) unknown(t topic) (news.ClaimGroup, bool) {
	var open, told []step
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		for _, cl := range c.clauses[i] {
			asked, answered := find(d, cl.First, cl.Last, t.asked) >= 0, t.known != nil && find(d, cl.First, cl.Last, t.known) >= 0
			if !asked && !answered || cl.Verb < 0 {
				continue
			}
			s := step{ref: news.Ref{Doc: one.Doc, Span: cl.Bare(d)}, origin: one.Origin}
			r := read(d, cl, covering(d, cl.Span))
			s.by, s.status = r.by, r.status
			switch {
			case asked && notKnown(d, cl, r), answered && asks(d, cl, t):
				s.status = news.Unconfirmed
				open = append(open, s)
			case answered || asked && tells(d, cl):
				if r.negated || cl.Conditional || earlier(d, cl.Span) || moody(d, cl) || modifier(d, cl) || unclear(d, d.SentenceAt(cl.Start), max(find(d, cl.First, cl.Last, t.asked), find(d, cl.First, cl.Last, t.known))) {
					continue
				}
				told = append(told, s)
			}
		}
	}
	day := func(s step) string { return c.day(s.ref.Doc) }
	for _, a := range open {
		for _, b := range told {
			if a.origin == b.origin || day(a) > day(b) || t.later && (day(a) == day(b) || !c.sameBeing(a, b)) || t.of && !c.sameThing(t, a, b) {
				continue
			}
			g := news.ClaimGroup{
				What:    t.name + ": not known, then told",
				Verdict: news.Update,
				Why:     fmt.Sprintf("%s says “%s”, %s “%s”", c.when(a.ref.Doc), c.excerpt(a.ref), c.when(b.ref.Doc), c.excerpt(b.ref)),
			}
			all := append([]step(nil), open...)
			for _, s := range told {
				if !t.later || c.sameBeing(a, s) {
					all = append(all, s)
				}
			}
			sort.SliceStable(all, func(i, j int) bool { return day(all[i]) < day(all[j]) })
			for _, s := range all {
				g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}

// sameBeing reports whether two clauses may be about one being: a noun of the
// first sentence stands in the other clause, or one used alike does.
func (c *corpus) sameBeing(a, b step) bool {
	const kin = 0.6 // "child", "boy"
	d, e := c.Report.Articles[a.ref.Doc], c.Report.Articles[b.ref.Doc]
	for _, v := range c.beings(d, a.ref.Span) {
		for _, w := range c.beings(e, b.ref.Span) {
			if v == w || words.Alike(c.Stems[v], c.Stems[w]) >= kin {
				return true
			}
		}
	}
	return false
}

// sameThing reports whether two clauses share a noun beside the words of the topic.
func (c *corpus) sameThing(t topic, a, b step) bool {
	nouns := func(s step) []int {
		d := c.Report.Articles[s.ref.Doc]
		first, last := d.TokensIn(s.ref.Span)
		var out []int
		for u := first; u < last; u++ {
			if p := d.Tokens[u].POS; (p == news.NOUN || p == news.PROPN) && !t.asked[lower(d, u)] {
				if n := c.Number(d.Slice(d.Tokens[u].Span)); n >= 0 {
					out = append(out, n)
				}
			}
		}
		return out
	}
	return share(nouns(a), nouns(b))
}

// beings are the stems of the first two nouns of a clause.
func (c *corpus) beings(d *news.Doc, span news.Span) []int {
	first, last := d.TokensIn(span)
	var out []int
	for t := first; t < last && len(out) < 2; t++ {
		if p := d.Tokens[t].POS; p == news.NOUN || p == news.PROPN {
			if n := c.Number(d.Slice(d.Tokens[t].Span)); n >= 0 {
				out = append(out, n)
			}
		}
	}
	return out
}

// notKnown reports whether the clause says that something is not known.
func notKnown(d *news.Doc, cl clause.Clause, r reading) bool {
	if find(d, cl.First, cl.Last, set("unknown", "unclear", "undetermined", "mystery")) >= 0 {
		return true
	}
	ignorant := set("know", "known", "determine", "determined", "release", "released", "disclose", "disclosed", "establish", "established",
		"say", "confirm", "confirmed", "identified", "give", "given", "reveal", "revealed", "have", "has", "had", "information", "word", "found", "is", "was")
	if r.negated && find(d, cl.GroupFirst, cl.Last, ignorant) >= 0 {
		return true
	}
	return find(d, cl.First, cl.Last, set("investigating", "understand")) >= 0
}

// asks reports whether the clause asks for the answer: "what caused the crash".
func asks(d *news.Doc, cl clause.Clause, t topic) bool {
	at := find(d, cl.First, cl.Last, t.known)
	return at > 0 && (lower(d, at-1) == "what" || lower(d, at-1) == "why")
}

// moody reports whether the clause tells of an anger and not what it is about: "angry
// about the price", "because I am angry" give a motive.
func moody(d *news.Doc, cl clause.Clause) bool {
	t := find(d, cl.First, cl.Last, set("angry", "anger", "hatred"))
	if t < 0 || find(d, cl.First, cl.Last, set("because", "cited", "citing", "motive", "motivated")) >= 0 {
		return false
	}
	if n := d.SentenceAt(cl.Start); n >= 0 && find(d, d.Sentences[n].First, t, set("because")) >= 0 {
		return false
	}
	return t+1 >= len(d.Tokens) || !set("about", "over", "at", "that", "with", "toward", "towards")[lower(d, t+1)]
}

// modifier reports whether the clause has "motivated" before a noun: "a racially motivated
// assault" is the name of a charge.
func modifier(d *news.Doc, cl clause.Clause) bool {
	t := find(d, cl.First, cl.Last, set("motivated"))
	return t >= 0 && t+1 < cl.Last && (d.Tokens[t+1].POS == news.NOUN || d.Tokens[t+1].POS == news.ADJ)
}

// unclear reports whether the words of sentence n before token last leave it open:
// "it is not clear what caused the crash".
func unclear(d *news.Doc, n, last int) bool {
	if n < 0 {
		return false
	}
	for t := d.Sentences[n].First; t < last; t++ {
		switch lower(d, t) {
		case "unclear", "unknown", "whether", "if", "investigating", "lack", "determine":
			return true
		case "clear", "known", "know", "determined":
			for u := max(d.Sentences[n].First, t-4); u < t; u++ {
				if w := lower(d, u); w == "not" || w == "no" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
					return true
				}
			}
		}
	}
	return false
}

// tells reports whether the clause says what the topic is: "the motive was X",
// "in stable condition".
func tells(d *news.Doc, cl clause.Clause) bool {
	for t := cl.First; t < cl.Last; t++ {
		switch lower(d, t) {
		case "condition":
			return t > cl.First && find(d, cl.First, cl.Last, set("critical", "stable", "serious", "fair", "good")) >= 0
		case "motive", "cause", "motivation":
			return t+1 < cl.Last && (isBe(lower(d, t+1)) || t+2 < cl.Last && isBe(lower(d, t+2)))
		}
	}
	return false
}
