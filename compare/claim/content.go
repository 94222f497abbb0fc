package claim

import (
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// says are the verbs that report and state nothing themselves: "the coast guard
// said", "the minister told a radio". Verbs that carry a stance, such as deny,
// blame or confirm, are left out.
var says = set("say", "tell", "add", "insist", "note", "explain", "state", "remark", "reply", "quip", "comment", "write", "recall", "stress", "argue", "speak", "accord", "according")

// scraps open a phrase that hangs on the words before it.
var scraps = set("including", "according", "following", "adding", "saying", "telling", "involving", "regarding", "concerning", "meaning", "citing", "noting", "such")

// relatives open a clause whose subject stands before it.
var relatives = set("which", "who", "whom", "whose", "that")

// leastContent is the words of content from which a clause that also reports is
// a statement: fewer are a scrap of the quotation beside it.
const leastContent = 3

// content is the part of clause cl that states something: without dateline and
// without the words that lay it in somebody's mouth. It is false for a clause
// that only reports.
func (c *corpus) content(d *news.Doc, i int, cl clause.Clause) (clause.Clause, bool) {
	if core := c.Core(i); core.Start > cl.Start && core.Start < cl.End {
		part, ok := cl.Clip(d, news.Span{Start: core.Start, End: cl.End})
		if !ok {
			return cl, false
		}
		cl = part
	}
	for _, a := range d.Attributions {
		if !holds(cl.Span, a.Cue) || !reports(d, a.Cue) {
			continue
		}
		told := news.Span{Start: cl.End, End: cl.Start}
		for _, part := range a.Content {
			if part.Start < cl.End && cl.Start < part.End {
				told.Start = min(told.Start, max(part.Start, cl.Start))
				told.End = max(told.End, min(part.End, cl.End))
			}
		}
		if told.Start >= told.End {
			continue
		}
		if first, last := d.TokensIn(told); last-first < leastContent {
			continue
		}
		if holds(told, a.Cue) { // "the ferry, police said, was overloaded"
			continue
		}
		part, ok := cl.Clip(d, told)
		if !ok {
			return cl, false
		}
		cl = part
		break
	}
	if cl.Verb < 0 || says[lemma(d, cl.Verb)] && !passive(d, cl) {
		return cl, false
	}
	return cl, !scraps[lower(d, cl.First)]
}

// reports reports whether the cue is a word of mere saying.
func reports(d *news.Doc, cue []news.Span) bool {
	for _, span := range cue {
		first, last := d.TokensIn(span)
		for t := first; t < last; t++ {
			if says[lemma(d, t)] {
				return true
			}
		}
	}
	return false
}

func holds(span news.Span, parts []news.Span) bool {
	for _, p := range parts {
		if span.Contains(p) {
			return true
		}
	}
	return false
}

// passive reports whether the verb is a participle after a form of be: "were told
// to leave" is an act, "told" a report.
func passive(d *news.Doc, cl clause.Clause) bool {
	if strings.HasSuffix(lower(d, cl.Verb), "ing") {
		return false
	}
	for t := cl.Verb - 1; t >= cl.GroupFirst; t-- {
		if w := lower(d, t); isBe(w) || w == "been" || w == "being" {
			return true
		}
		if p := d.Tokens[t].POS; p != news.ADV && lower(d, t) != "not" {
			return false
		}
	}
	return false
}

// full is the span of the clause's statement. A second predicate right after
// the clause of its subject is shown with it: "The ship, built in 1987, | had run
// aground". It is headless when no subject can be shown.
func full(d *news.Doc, clauses []clause.Clause, k int, cl clause.Clause) (span news.Span, bare bool) {
	const longest = 30 // words: longer, the two predicates are two statements
	span = cl.Bare(d)
	if !headless(d, cl) {
		return span, false
	}
	first, _ := d.TokensIn(span)
	if first != cl.GroupFirst || k == 0 || cl.Subject != k-1 || strings.HasSuffix(lower(d, first), "ing") {
		return span, true
	}
	sub := clauses[k-1]
	if headless(d, sub) || sub.Verb >= 0 && says[lemma(d, sub.Verb)] || cl.Last-sub.First > longest {
		return span, true
	}
	return news.Span{Start: sub.Bare(d).Start, End: span.End}, false
}

// headless reports whether the clause has no subject of its own: a second
// predicate, a relative clause, a participle.
func headless(d *news.Doc, cl clause.Clause) bool {
	first, _ := d.TokensIn(cl.Bare(d))
	if relatives[lower(d, cl.First)] && cl.Opener != "that" {
		return true
	}
	subject := false
	for t := first; t < cl.GroupFirst; t++ {
		switch d.Tokens[t].POS {
		case news.ADV, news.ADP, news.PUNCT, news.CCONJ, news.SCONJ, news.PART:
		default:
			subject = true
		}
	}
	return !subject || relatives[lower(d, first)] ||
		strings.HasSuffix(lower(d, cl.Verb), "ing") && cl.Verb == cl.GroupFirst
}
