package claim

import (
	"strings"
	"unicode"

	"parallax/news"
)

// A point is a token of a sentence at which a mark of dispute is looked for.
type point struct {
	*aligner
	d    *news.Doc
	s    news.Sentence
	t    int
	l, w string // lemma and lower-case form of the token
	m    *mark  // what is found out about the mark
}

// A stretch is the tokens that say what a mark is about; an empty one points to what stands
// before.
type stretch struct{ first, last int }

// cues are the ways in which reports mark a dispute, each with the tokens that say what it
// is about.
var cues = []func(*point) (stretch, bool){
	(*point).contest, (*point).branded, (*point).noEvidence, (*point).despite, (*point).falsely, (*point).unsupported,
	(*point).misquoted, (*point).untrueIs, (*point).disagrees, (*point).notConfirmed, (*point).firstTold,
}

func (p *point) verb() bool { return p.d.Tokens[p.t].POS == news.VERB }

// next is the lower-case form of the token k after the point, "" outside the sentence.
func (p *point) next(k int) string {
	if p.t+k < p.s.First || p.t+k >= p.s.Last {
		return ""
	}
	return lower(p.d, p.t+k)
}

// within finds one of words in the n tokens after the point, -1 for none.
func (p *point) within(n int, words map[string]bool) int {
	return find(p.d, p.t+1, min(p.s.Last, p.t+1+n), words)
}

// rest is the phrase from k tokens after the point to where something else begins.
func (p *point) rest(k int) stretch { return stretch{p.t + k, phraseEnd(p.d, p.t+k, p.s.Last)} }

// contest: "disputed the claim that", "denied that", "dismissed the tweet as speculation".
func (p *point) contest() (stretch, bool) {
	if !p.verb() || !contests[p.l] || p.hypothetical() {
		return stretch{}, false
	}
	if as := p.within(21, untrue); as >= 0 && p.asUntrue(as) {
		p.m.verdict = lower(p.d, as)
		return stretch{p.owned(p.t+1, as), as}, true
	}
	if n := p.next(1); n == "that" && complements[p.l] || n == "whether" && p.l == "question" {
		if p.t+2 >= p.s.Last || p.d.Tokens[p.t+2].POS == news.PUNCT {
			p.m.pointing = true
			return stretch{}, true
		}
		return p.rest(2), true
	}
	what := p.within(8, spokenOf)
	if what < 0 {
		return stretch{}, false
	}
	// Requests and reports are challenged and rejected too, and a row over a tweet.
	if p.l != "deny" && p.l != "dispute" && strings.HasPrefix(lower(p.d, what), "report") {
		return stretch{}, false
	}
	for u := p.t + 1; u < what && p.l != "deny" && p.l != "dispute"; u++ {
		if p.d.Tokens[u].POS == news.ADP && lower(p.d, u) != "of" {
			return stretch{}, false
		}
	}
	p.m.pointing = what == p.t+2 && pointers[p.next(1)]
	p.m.itself = p.l == "deny" && !nominal[p.next(what+1-p.t)]
	return p.rest(p.owned(p.t+1, what) - p.t), true
}

// branded: "called the claim a lie".
func (p *point) branded() (stretch, bool) {
	if !p.verb() || !brands[p.l] || p.hypothetical() {
		return stretch{}, false
	}
	as := p.within(13, untrue)
	if as < 0 || find(p.d, p.t+1, as, spokenOf) < 0 {
		return stretch{}, false
	}
	p.m.verdict = lower(p.d, as)
	return stretch{p.owned(p.t+1, as), as}, true
}

// noEvidence: "there is no evidence that".
func (p *point) noEvidence() (stretch, bool) {
	if p.w != "no" || !proofs[p.next(1)] {
		return stretch{}, false
	}
	switch p.next(2) {
	case "that", "of", "this", "the":
		return p.rest(3), true
	}
	return stretch{}, false
}

// despite: "despite Holm's claim that", "contradicting the allegation".
func (p *point) despite() (stretch, bool) {
	if !against[p.w] && !(p.w == "contrary" && p.next(1) == "to") {
		return stretch{}, false
	}
	what := p.within(7, spoken)
	if what < 0 || strings.HasPrefix(lower(p.d, what), "report") {
		return stretch{}, false
	}
	from := p.owned(p.t+1, what)
	if p.t <= p.s.First+1 {
		p.m.who = p.speaker(p.m.sentence) // of the main clause that follows
		if c := find(p.d, what, p.s.Last, commas); c > what+1 || c > from+2 {
			return stretch{from, c}, true
		}
	}
	return p.rest(from - p.t), true
}

// falsely: "falsely claimed that".
func (p *point) falsely() (stretch, bool) {
	if !untruly[p.w] || p.t+1 >= p.s.Last || !claims[lemma(p.d, p.t+1)] {
		return stretch{}, false
	}
	if who := p.subject(p.m.sentence, p.t+1); who != "" && unicode.IsUpper([]rune(who)[0]) {
		p.m.whose, p.m.author = who, p.speaker(p.m.sentence) == ""
		p.m.who = p.speaker(p.m.sentence)
	}
	return p.rest(2), true
}

// unsupported: "claimed, without evidence, that".
func (p *point) unsupported() (stretch, bool) {
	if p.w != "without" || !proofs[p.next(1)] && !proofs[p.next(2)] {
		return stretch{}, false
	}
	for u := p.t - 1; u >= p.s.First; u-- {
		if claims[lemma(p.d, u)] && p.d.Tokens[u].POS == news.VERB && lower(p.d, u-1) != "to" { // "to accuse without evidence" is of nobody
			p.m.whose, p.m.author = p.speakerAt(p.m.sentence, u), true
			return stretch{u + 1, phraseEnd(p.d, u+1, p.s.Last)}, true
		}
	}
	return stretch{}, false
}

// misquoted: "misrepresented her remarks", "taken out of context".
func (p *point) misquoted() (stretch, bool) {
	if !misquotes[p.l] && !(p.w == "out" && p.next(1) == "of" && p.next(2) == "context") {
		return stretch{}, false
	}
	if find(p.d, max(p.s.First, p.t-4), min(p.s.Last, p.t+4), spokenOf) < 0 && p.w != "out" {
		return stretch{}, false // facts are misrepresented too
	}
	p.m.pointing, p.m.whose = true, p.speaker(p.m.sentence)
	return p.rest(1), true
}

// untrueIs: "the claim that the ferry was full is false".
func (p *point) untrueIs() (stretch, bool) {
	const reach = 11
	if !spokenOf[p.w] {
		return stretch{}, false
	}
	for u := p.t + 1; u < min(p.s.Last, p.t+1+reach); u++ {
		w := lower(p.d, u)
		if w == "," || w == ";" || w == "who" || w == "which" {
			break
		}
		if !isBe(w) {
			continue
		}
		if v := find(p.d, u, min(p.s.Last, u+5), untrue); v >= 0 && find(p.d, u, v, negators) < 0 {
			p.m.verdict = lower(p.d, v)
			return stretch{p.owned(max(p.s.First, p.t-3), p.t), u}, true
		}
	}
	return stretch{}, false
}

// disagrees: "disagreed", "disagrees with that assessment".
func (p *point) disagrees() (stretch, bool) {
	if p.w != "disagreed" && p.w != "disagrees" || find(p.d, max(p.s.First, p.t-5), p.t, mutual) >= 0 {
		return stretch{}, false
	}
	switch p.next(1) {
	case "with":
		what := p.within(6, spokenOf)
		if what < 0 {
			return stretch{}, false
		}
		p.m.pointing = pointers[p.next(2)]
		return p.rest(p.owned(p.t+2, what) - p.t), true
	case "that":
		return p.rest(2), true
	case "", ".", ",", ";", "and", "but", "saying":
	default:
		return stretch{}, false // "disagreed about money"
	}
	p.m.pointing = true
	return stretch{}, true
}

// notConfirmed: "has not confirmed that information", "the claim could not be verified".
func (p *point) notConfirmed() (stretch, bool) {
	if !confirming[p.l] || !p.unproved() {
		return stretch{}, false
	}
	n := p.next(1)
	if n != "." && n != "by" && !(pointers[n] || n == "the") || n != "." && n != "by" && !spokenOf[p.next(2)] && p.next(2) != "information" {
		return stretch{}, false
	}
	p.m.kind = unconfirmed
	if c := p.within(3, set("that", "of")); c > p.t+1 {
		return p.rest(c + 1 - p.t), true
	}
	return stretch{}, true
}

// firstTold: "police first said that ..., but".
func (p *point) firstTold() (stretch, bool) {
	if !firstly[p.w] || p.t+1 >= p.s.Last || !accounts[lemma(p.d, p.t+1)] || p.d.Tokens[p.t+1].POS != news.VERB || find(p.d, p.t+1, p.s.Last, turns) < 0 {
		return stretch{}, false
	}
	if p.t > p.s.First && (p.d.Tokens[p.t-1].POS == news.DET || p.d.Tokens[p.t-1].POS == news.PRON) {
		return stretch{}, false // "my first thought"
	}
	p.m.kind = corrected
	return p.rest(2), true
}

// answer: "But Varga said", "Varga countered that".
func (p *point) answer() (stretch, bool) {
	switch {
	case p.t <= p.s.First+1 && (p.w == "but" || p.w == "however" || p.w == "yet"):
	case p.t < p.s.First+10 && p.w == "however" && p.next(1) == ",":
	case p.verb() && replies[p.l] && !p.hypothetical():
		p.m.mild = !retorted[p.l]
	default:
		return stretch{}, false
	}
	p.m.kind = answered
	return stretch{}, true
}

// hypothetical reports whether the verb at the point is negated, planned or wished for.
func (p *point) hypothetical() bool {
	for u := p.t - 1; u >= p.s.First && u >= p.t-4; u-- {
		switch w := lower(p.d, u); w {
		case "one", "none", "few", "no", "not", "n't", "never", "to", "will", "would", "could", "should", "may", "might", "must", "can", "cannot", "nobody", "if":
			return true
		case ",", "and", "that":
			return false
		}
	}
	return false
}

// unproved reports whether the verb of proof at the point is negated.
func (p *point) unproved() bool {
	for u := p.t - 1; u >= p.s.First && u >= p.t-6; u-- {
		w := lower(p.d, u)
		if w == "," || w == "that" {
			return false
		}
		if negators[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// asUntrue reports whether the word of untruth at token u is what the verb at the point
// makes of its object.
func (p *point) asUntrue(u int) bool {
	const reach = 5
	for k := u - 1; k > p.t && k >= u-reach; k-- {
		if lower(p.d, k) == "as" {
			return true
		}
	}
	return false
}

// owned takes the name before "'s" in tokens first to last for whose word it is, "Holm's
// claim", and gives the token from which the rest says what it is about.
func (p *point) owned(first, last int) int {
	for t := first + 1; t < last; t++ {
		switch p.d.Slice(p.d.Tokens[t].Span) {
		case "'s", "’s", "'", "’":
			if p.d.Tokens[t-1].POS == news.PROPN {
				p.m.whose = p.d.Slice(p.d.Tokens[t-1].Span)
				return t + 1
			}
		}
	}
	return first
}

// phraseEnd is where what begins at token t ends: at a sign or word that opens something
// else.
func phraseEnd(d *news.Doc, t, last int) int {
	for u := t; u < last; u++ {
		switch lower(d, u) {
		case ";", "—", "–", "--", "but", "although", "though", "while", "despite":
			return u
		case "and":
			if u+1 < last && u > t && (d.Tokens[u+1].POS == news.VERB || d.Tokens[u+1].POS == news.AUX) {
				return u
			}
		case "in":
			if u+2 < last && u > t && (lower(d, u+1) == "a" || lower(d, u+1) == "an") && media[lower(d, u+2)] {
				return u
			}
		case ",":
			if u+1 >= last {
				return u
			}
			if n := lower(d, u+1); frames[n] || openers[n] || says[lemma(d, u+1)] || d.Tokens[u+1].POS == news.VERB {
				return u
			}
		}
	}
	return last
}
