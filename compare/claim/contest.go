package claim

import (
	"fmt"
	"slices"
	"sort"

	"parallax/news"
)

// An answer is what one sentence says to a question that reports of an event answer in
// one of a few ways: how badly somebody was hurt, at whom shots were fired.
type answer struct {
	ref      news.Ref
	sentence int
	origin   int
	of       string // what it is about; answers about two things are no rivals
	values   uint   // one bit for each way
	status   news.Status
	by       string
}

// answer begins an answer from the words of span in sentence i.
func (c *corpus) answer(i int, span news.Span, of string, values uint) answer {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	a := answer{ref: news.Ref{Doc: one.Doc, Span: one.Span}, sentence: i, origin: one.Origin, of: of, values: values, status: news.Happened}
	for _, k := range covering(d, span) {
		a.status, a.by = news.Claimed, d.Attributions[k].Speaker
		if a.by == "" && len(d.Attributions[k].Source) > 0 {
			a.by = d.Slice(d.Attributions[k].Source[0])
		}
	}
	return a
}

// contest makes a group of the answers to one question where two origins give answers
// that exclude each other. An origin that gives both knows better.
func (c *corpus) contest(q question, all []answer) (news.ClaimGroup, bool) {
	const most = 300 // answers: bounds the pairs
	all = all[:min(len(all), most)]
	type side struct {
		origin int
		of     string
	}
	told := map[side]uint{}
	for _, a := range all {
		told[side{a.origin, a.of}] |= a.values
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.origin == b.origin || q.near > 0 && c.Cosine(a.sentence, b.sentence) < q.near || a.of != b.of || !q.argued && !q.rivals(told[side{a.origin, a.of}], told[side{b.origin, b.of}]) || !q.rivals(a.values, b.values) {
				continue
			}
			g := news.ClaimGroup{What: q.what, Verdict: news.Conflict,
				Why: fmt.Sprintf("%s: “%s”; %s: “%s”", c.when(a.ref.Doc), c.excerpt(a.ref), c.when(b.ref.Doc), c.excerpt(b.ref))}
			if x, y := c.day(a.ref.Doc), c.day(b.ref.Doc); q.update && x != y {
				g.Verdict = news.Update
			}
			of := map[int]int{}
			for _, s := range all {
				if s.of != a.of || q.near > 0 && max(c.Cosine(a.sentence, s.sentence), c.Cosine(b.sentence, s.sentence)) < q.near {
					continue
				}
				if of[s.ref.Doc]++; of[s.ref.Doc] <= mostOfSide || s.ref == a.ref || s.ref == b.ref {
					g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
				}
			}
			sort.SliceStable(g.Support, func(x, y int) bool { return g.Support[x].Doc < g.Support[y].Doc })
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}

// disjoint reports whether two sets of answers have none in common.
func disjoint(x, y uint) bool { return x != 0 && y != 0 && x&y == 0 }

// A numbering gives each name a bit; names beyond those that a word holds have none.
type numbering map[string]uint

func (n numbering) bit(name string) uint {
	const most = 60
	if n[name] == 0 && len(n) < most {
		n[name] = 1 << len(n)
	}
	return n[name]
}

// telling calls f for each prose sentence that has one of the words, with its text on
// one line.
func (c *corpus) telling(words map[string]bool, f func(i int, text string)) {
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		if s := d.Sentences[one.Number]; find(d, s.First, s.Last, words) >= 0 && !d.InBoilerplate(one.Span) {
			f(i, oneLine(d.Slice(one.Span)))
		}
	}
}

// contests asks the questions of every story. What one of the differences told shows
// already is left out.
func (c *corpus) contests(told []news.ClaimGroup) []news.ClaimGroup {
	return slices.DeleteFunc(c.asked(), func(g news.ClaimGroup) bool {
		return slices.ContainsFunc(told, func(t news.ClaimGroup) bool {
			if t.Verdict != news.Conflict && t.Verdict != news.Update {
				return false
			}
			in, origins := 0, map[int]bool{}
			for _, s := range g.Support {
				i := c.At(s.Ref)
				if slices.ContainsFunc(t.Support, func(x news.Claim) bool { return c.At(x.Ref) == i }) {
					in++
					origins[c.Sentences[i].Origin] = true
				}
			}
			return in == len(g.Support) && len(origins) > 1
		})
	})
}

func (c *corpus) asked() []news.ClaimGroup {
	var out []news.ClaimGroup
	for _, ask := range []func() (news.ClaimGroup, bool){c.harm, c.street} {
		if g, ok := ask(); ok {
			out = append(out, g)
		}
	}
	for k := range questions {
		if g, ok := c.ask(&questions[k]); ok {
			out = append(out, g)
		}
	}
	return append(append(out, c.looks()...), c.offices()...)
}
