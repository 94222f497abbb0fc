package timeline

import (
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/news"
)

// Lengths in bytes between which a telling reads well: a clause shorter than
// short leans on its neighbour, a sentence longer than long is cut.
const (
	short = 45
	long  = 240
)

// tellingSpans are the words of a sentence that tell what happened at a time,
// and the verb of the clause with the time: the sentence without the frame of a
// report ("police said") at its ends; of a long one, the clause with the time,
// what it leans on, and what it reports. They are none where no verb tells of
// anything.
func tellingSpans(d *news.Doc, sentence news.Span, clauses []clause.Clause, time news.Span) (spans []news.Span, verb int) {
	k, verbs := -1, false
	for i := range clauses {
		if clauses[i].Start <= time.Start {
			k = i
		}
		verbs = verbs || clauses[i].Verb >= 0
	}
	if k < 0 || !verbs {
		return nil, -1
	}
	verb = clauses[k].Verb
	lo, hi := 0, len(clauses)-1
	for hi > k && frame(d, &clauses[hi]) {
		hi--
	}
	for lo < k && frame(d, &clauses[lo]) && d.Tokens[clauses[lo].Verb].Lemma != "tell" { // told whom stands behind
		lo++
	}
	s := sentenceCut{d: d, sentence: sentence, clauses: clauses, time: time}
	whole := s.span(lo, hi)
	if whole.Len() <= long {
		return s.tidy(whole), verb
	}
	if frame(d, &clauses[k]) {
		// "..., an official said on Monday": what was said, and the frame
		said := s.span(0, 0)
		if k == 0 {
			said = s.span(0, min(1, len(clauses)-1))
			return s.tidy(said), verb
		}
		for i := 1; i < k && s.span(0, i).Len() <= long; i++ {
			said = s.span(0, i)
		}
		return append(s.tidy(said), s.tidy(s.span(k, k))...), verb
	}
	lo, hi = k, k
	for lo > 0 && (leans(d, &clauses[lo]) || s.span(lo, hi).Len() < short) && s.span(lo-1, hi).Len() <= long {
		lo--
	}
	for hi+1 < len(clauses) && (s.span(lo, hi).Len() < short || clauses[hi+1].Complement) && s.span(lo, hi+1).Len() <= long {
		hi++
	}
	if leans(d, &clauses[lo]) && lo > 0 {
		if subject := clauses[lo].Subject; subject < lo && s.span(subject, subject).Len() <= long {
			return append(s.tidy(s.span(subject, subject)), s.tidy(s.span(lo, hi))...), verb
		}
		return append(s.tidy(s.span(0, 0)), s.tidy(s.span(lo, hi))...), verb
	}
	return s.tidy(s.span(lo, hi)), verb
}

// A sentenceCut takes stretches out of one sentence.
type sentenceCut struct {
	d        *news.Doc
	sentence news.Span
	clauses  []clause.Clause
	time     news.Span
}

// span is the stretch from clause lo to clause hi, with the whole of the time
// when it begins there.
func (s *sentenceCut) span(lo, hi int) news.Span {
	out := news.Span{Start: s.clauses[lo].Start, End: s.clauses[hi].End}
	if hi == len(s.clauses)-1 {
		out.End = s.sentence.End
	}
	if s.time.Start >= out.Start && s.time.Start < out.End {
		out.End = max(out.End, s.time.End)
	}
	return out
}

// tidy takes conjunctions, links and loose signs off the ends of a stretch. A
// post's address and signature are cut from its words; its date stays.
func (s *sentenceCut) tidy(out news.Span) []news.Span {
	text := s.d.Slice(out)
	if i := link(text); i >= 0 && i <= short && s.time.Start >= out.Start+i {
		return nil // the date of a post that says nothing by itself
	} else if i > short {
		post := news.Span{Start: out.Start, End: out.Start + i}
		if s.time.Start >= post.End && out.Contains(s.time) {
			return append(s.tidy(post), s.time)
		}
		out = post
	}
	out.Start += opener(s.d.Slice(out))
	ref := prose.Trim(s.d, news.Ref{Span: out})
	if ref.Len() < 3 || out.Contains(s.time) && !ref.Contains(s.time) {
		return []news.Span{out}
	}
	return []news.Span{ref.Span}
}

// link is where a link begins in s, or -1.
func link(s string) int {
	i := strings.Index(s, "http")
	if j := strings.Index(s, "pic.twitter.com"); j >= 0 && (i < 0 || j < i) {
		return j
	}
	return i
}

// frame reports a clause that only says who reports: "police said".
func frame(d *news.Doc, c *clause.Clause) bool {
	if c.Verb < 0 || c.Last-c.First > 9 {
		return false
	}
	switch d.Tokens[c.Verb].Lemma {
	case "say", "tell", "report", "add", "note", "write", "explain", "state":
		return true
	}
	return false
}

// leans reports a clause that cannot stand without the one before it: a
// relative clause, a second predicate without a subject.
func leans(d *news.Doc, c *clause.Clause) bool {
	switch c.Opener {
	case "who", "whom", "whose", "which", "that", "and", "or", "but", "when", "where", "after", "before", "since", "until", "as", "while":
		return true
	}
	return c.GroupFirst == c.First || strings.HasSuffix(c.Opener, "ing")
}

// opener is the length of a conjunction at the start of a telling that has lost
// what it joined.
func opener(s string) int {
	for _, w := range []string{"that ", "and ", "but "} {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}
