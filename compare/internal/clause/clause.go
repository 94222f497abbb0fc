// Package clause cuts sentences into clauses over their part-of-speech tags:
// stretches with one predicate each, its subject before it and the rest after.
// There is no parse to go by, so a cut is made only where a sign or a word
// that opens a clause stands, and a stretch without a verb joins its neighbour.
package clause

import (
	"strings"

	"parallax/news"
)

// A Clause is a stretch of one sentence with one predicate.
type Clause struct {
	news.Span        // without signs at its ends
	First, Last int  // token numbers, half open
	Verb        int  // token of the main verb, or of the copula's predicate; -1 for a clause without
	GroupFirst  int  // token where the verb group begins: "has not been" in "has not been arrested"
	Subject     int  // clause of the same sentence that holds the subject, its own number mostly
	Complement  bool // opened by "that" or standing inside a report: its truth is the reporter's
	Conditional bool // opened by "if", "unless", "whether"
	Opener      string
}

// Cut returns the clauses of sentence n of d, in order. They cover every word.
func Cut(d *news.Doc, n int) []Clause {
	s := d.Sentences[n]
	starts := []int{s.First}
	for t := s.First + 1; t < s.Last; t++ {
		if opens(d, t, s) {
			starts = append(starts, t)
		}
	}
	var out []Clause
	for i, first := range starts {
		last := s.Last
		if i+1 < len(starts) {
			last = starts[i+1]
		}
		c := Clause{First: first, Last: last, Verb: -1, GroupFirst: -1}
		c.findVerb(d)
		if c.Verb < 0 && len(out) > 0 {
			out[len(out)-1].Last = last
			continue
		}
		if len(out) > 0 && out[len(out)-1].Verb < 0 {
			// What stood before the first verb belongs to it.
			c.First = out[len(out)-1].First
			out[len(out)-1] = c
			continue
		}
		out = append(out, c)
	}
	kept := out[:0]
	for _, c := range out {
		if !c.trim(d) {
			continue
		}
		c.Opener = strings.ToLower(d.Slice(d.Tokens[c.First].Span))
		opener := c.Opener
		switch opener {
		case "and", "but", "or", "so", "even", "only":
			if c.First+1 < c.Last {
				opener = strings.ToLower(d.Slice(d.Tokens[c.First+1].Span)) // "and if it does not"
			}
		}
		switch opener {
		case "that":
			c.Complement = c.Opener == "that"
		case "if", "unless", "whether":
			c.Conditional = true
		}
		c.Subject = len(kept)
		if c.GroupFirst == c.First || c.GroupFirst == c.First+1 && isOpener(d, c.First) {
			if len(kept) > 0 {
				c.Subject = kept[len(kept)-1].Subject
			}
		}
		kept = append(kept, c)
	}
	return kept
}

// opens reports whether a clause may begin at token t.
func opens(d *news.Doc, t int, s news.Sentence) bool {
	word := d.Slice(d.Tokens[t].Span)
	before := d.Slice(d.Tokens[t-1].Span)
	switch before {
	case ";", ":", "—", "–", "--":
		return true
	}
	switch word {
	case "“", "”":
		return false
	}
	pos := d.Tokens[t].POS
	lower := strings.ToLower(word)
	if reporting[strings.ToLower(before)] {
		switch pos {
		case news.DET, news.PROPN, news.NOUN, news.PRON, news.ADJ, news.NUM:
			if finiteFollows(d, t, s.Last) {
				return true // "said it would", "says her son is innocent"
			}
		}
	}
	if leads[strings.ToLower(d.Slice(d.Tokens[s.First].Span))] && mainClause(d, t, s) {
		return true // "When he is caught | his bond will be set"
	}
	if pos == news.AUX && t > s.First+1 && relative(d, t, s.First) {
		return true // "the tower that was not shut | may have caused"
	}
	switch lower {
	case "which", "who", "whom", "whose", "because", "while", "although", "though", "whereas", "unless", "if", "whether", "when", "where", "until":
		return verbFollows(d, t+1, s.Last)
	case "after", "before", "since", "as":
		return pos == news.SCONJ && verbFollows(d, t+1, s.Last)
	case "that":
		return (pos == news.SCONJ || pos == news.PRON) && verbFollows(d, t+1, s.Last)
	case "and", "but", "or", "nor", "yet":
		// "and was taken", "but police said": a second predicate, not a second noun.
		if t+1 >= s.Last {
			return false
		}
		next := d.Tokens[t+1].POS
		if next == news.VERB || next == news.AUX {
			return true
		}
		return before == "," && verbFollows(d, t+1, s.Last)
	}
	if before == "," {
		switch pos {
		case news.VERB, news.AUX, news.PRON, news.SCONJ:
			return true
		case news.DET, news.PROPN, news.NOUN, news.ADV, news.ADJ:
			return finiteFollows(d, t, s.Last)
		}
	}
	return false
}

// verbFollows reports whether a verb stands before the clause can end.
func verbFollows(d *news.Doc, t, last int) bool {
	for ; t < last; t++ {
		switch d.Tokens[t].POS {
		case news.VERB, news.AUX:
			return true
		case news.PUNCT:
			if w := d.Slice(d.Tokens[t].Span); w == ";" || w == "." {
				return false
			}
		}
	}
	return false
}

// finiteFollows reports whether a noun phrase at t is followed by a verb before
// the next sign: "the mayor said" opens a clause, "the mayor of X," does not.
func finiteFollows(d *news.Doc, t, last int) bool {
	for i := t; i < last; i++ {
		switch d.Tokens[i].POS {
		case news.AUX:
			return true
		case news.VERB:
			return i > t
		case news.PUNCT, news.SCONJ, news.CCONJ:
			return false
		}
	}
	return false
}

// leads are the words with which a sentence opens on a subordinate clause.
var leads = map[string]bool{"when": true, "if": true, "once": true, "after": true, "as": true, "while": true, "because": true, "although": true}

// mainClause reports whether a subject with an auxiliary begins at t, right
// after the verb of the clause that opened the sentence.
func mainClause(d *news.Doc, t int, s news.Sentence) bool {
	if d.Tokens[t-1].POS != news.VERB || t < s.First+3 {
		return false
	}
	switch d.Tokens[t].POS {
	case news.PRON, news.DET, news.PROPN:
	default:
		return false
	}
	for i := t + 1; i < min(s.Last, t+6); i++ {
		switch d.Tokens[i].POS {
		case news.AUX:
			return true
		case news.VERB, news.PUNCT, news.ADP, news.SCONJ:
			return false
		}
	}
	return false
}

// relative reports whether the finite auxiliary at t is the second of a stretch
// that a relative pronoun opened: then it belongs to the clause around it.
func relative(d *news.Doc, t, first int) bool {
	switch d.Tokens[t-1].POS {
	case news.AUX, news.ADV, news.PART, news.CCONJ, news.PRON, news.SCONJ, news.PUNCT:
		return false
	}
	finite := false
	for i := t - 1; i > first; i-- {
		switch d.Tokens[i].POS {
		case news.AUX, news.VERB:
			finite = true
		case news.CCONJ, news.PUNCT:
			return false
		case news.PRON:
			switch strings.ToLower(d.Slice(d.Tokens[i].Span)) {
			case "who", "which", "that":
				return finite
			}
		}
	}
	return false
}

// reporting are the verbs after which a clause may follow without "that".
var reporting = map[string]bool{"said": true, "say": true, "says": true, "saying": true, "announced": true, "announce": true,
	"announces": true, "claim": true, "claims": true, "claimed": true, "reported": true, "report": true, "reports": true,
	"believe": true, "believes": true, "believed": true, "think": true, "thinks": true, "warned": true, "warns": true,
	"confirmed": true, "confirms": true, "suggested": true, "suggests": true, "told": true, "revealed": true, "admitted": true,
	"denied": true, "denies": true, "alleged": true, "alleges": true, "know": true, "knew": true, "hopes": true, "hoped": true}

func isOpener(d *news.Doc, t int) bool {
	switch d.Tokens[t].POS {
	case news.SCONJ, news.CCONJ, news.PRON:
		return true
	}
	return false
}

// findVerb takes the first verb group: auxiliaries, negation and adverbs, then
// the verb. A copula alone is its own verb.
func (c *Clause) findVerb(d *news.Doc) {
	for t := c.First; t < c.Last; t++ {
		pos := d.Tokens[t].POS
		if pos != news.VERB && pos != news.AUX {
			continue
		}
		if pos == news.VERB && t > c.First && d.Tokens[t-1].POS == news.DET {
			continue // "the wounded"
		}
		to := t - 1
		if to > c.First && strings.EqualFold(d.Slice(d.Tokens[to].Span), "not") {
			to--
		}
		if noun(d, to-1, c.First) && strings.EqualFold(d.Slice(d.Tokens[to].Span), "to") && c.finite(d, t+1) {
			continue // "the plan to close the bridge | was dropped"
		}
		c.GroupFirst, c.Verb = t, t
	group:
		for u := t + 1; u < c.Last; u++ {
			switch d.Tokens[u].POS {
			case news.AUX:
				c.Verb = u
			case news.VERB:
				if d.Tokens[u-1].POS == news.VERB {
					break group // "visited flooded houses": a participle before a noun
				}
				c.Verb = u
			case news.PART, news.ADV:
			default:
				if strings.EqualFold(d.Slice(d.Tokens[u].Span), "no") && u+1 < c.Last && strings.EqualFold(d.Slice(d.Tokens[u+1].Span), "longer") {
					u++
					continue
				}
				break group
			}
		}
		return
	}
}

// noun reports whether token t is a noun of the clause that begins at first.
func noun(d *news.Doc, t, first int) bool {
	return t >= first && d.Tokens[t].POS == news.NOUN
}

// finite reports whether a finite verb stands at token t or after it.
func (c *Clause) finite(d *news.Doc, t int) bool {
	for ; t < c.Last; t++ {
		switch d.Tokens[t].POS {
		case news.AUX:
			return true
		case news.VERB:
			if w := strings.ToLower(d.Slice(d.Tokens[t].Span)); !strings.HasSuffix(w, "ing") && !strings.EqualFold(d.Slice(d.Tokens[t-1].Span), "to") &&
				(w != d.Tokens[t].Lemma) {
				return true
			}
		}
	}
	return false
}

// trim sets the span without signs and openers' commas at the ends.
func (c *Clause) trim(d *news.Doc) bool {
	for c.First < c.Last && isSign(d, c.First) {
		c.First++
	}
	for c.Last > c.First && isSign(d, c.Last-1) {
		c.Last--
	}
	if c.First >= c.Last {
		return false
	}
	c.Span = news.Span{Start: d.Tokens[c.First].Start, End: d.Tokens[c.Last-1].End}
	return true
}

func isSign(d *news.Doc, t int) bool {
	p := d.Tokens[t].POS
	if p == news.PUNCT || p == news.SYM {
		w := d.Slice(d.Tokens[t].Span)
		return w != "$" && w != "%" && w != "£" && w != "€"
	}
	return false
}

// Clip is the part of c within span, with the predicate of that part. It is
// false when the part has no word.
func (c Clause) Clip(d *news.Doc, span news.Span) (Clause, bool) {
	first, last := c.First, c.Last
	for c.First < last && d.Tokens[c.First].Start < span.Start {
		c.First++
	}
	for c.Last > c.First && d.Tokens[c.Last-1].End > span.End {
		c.Last--
	}
	if c.First == first && c.Last == last {
		return c, true
	}
	c.Verb, c.GroupFirst = -1, -1
	if !c.trim(d) {
		return c, false
	}
	c.findVerb(d)
	return c, true
}

// Bare is the span of c without the words that only tie it to what stands
// before or after: "that", "and", "in" of "in which".
func (c Clause) Bare(d *news.Doc) news.Span {
	t := c.First
	for t+1 < c.Last && (ties[strings.ToLower(d.Slice(d.Tokens[t].Span))] || d.Tokens[t].POS == news.SCONJ && times[strings.ToLower(d.Slice(d.Tokens[t].Span))] || isSign(d, t)) {
		t++
	}
	end := c.Last
	if end-1 > t && end < len(d.Tokens) && d.Tokens[end-1].POS == news.ADP {
		switch strings.ToLower(d.Slice(d.Tokens[end].Span)) {
		case "which", "whom", "whose", "what":
			end-- // "an accident in | which nobody was hurt"
		}
	}
	return news.Span{Start: d.Tokens[t].Start, End: d.Tokens[end-1].End}
}

// times are prepositions too: "after the storm".
var times = map[string]bool{"after": true, "before": true, "since": true, "as": true}

var ties = map[string]bool{"when": true, "that": true, "and": true, "but": true, "or": true, "nor": true, "yet": true, "although": true, "though": true, "while": true, "whereas": true, "because": true}
