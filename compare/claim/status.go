package claim

import (
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
	"parallax/text"
)

// A reading is how certain a clause is and which words make it so.
type reading struct {
	status  news.Status
	cue     news.Span // the words that decide, empty for a flat statement
	negated bool
	iffy    bool   // stands after "if" or "whether"
	before  bool   // tells what held earlier: "had never been seen until now"
	by      string // who claims it
}

// read tells how certain clause c of sentence n is. The weakest sign wins: "will
// not meet, officials said" is denied, not claimed.
func read(d *news.Doc, c clause.Clause, covering []int) reading {
	r := reading{status: news.Happened}
	for _, a := range covering {
		att := d.Attributions[a]
		r.status, r.by = news.Claimed, att.Speaker
		if r.by == "" && len(att.Source) > 0 {
			r.by = d.Slice(att.Source[0])
		}
		for _, cue := range att.Cue {
			r.cue = cue
			if anyWord(d.Slice(cue), confirms) {
				r.status = news.Confirmed
			}
			if anyWord(d.Slice(cue), denies) {
				r.status = news.Denied
			}
		}
	}
	if c.Verb < 0 {
		return r
	}
	set := func(s news.Status, t int) {
		r.status, r.cue = s, d.Tokens[t].Span
	}
	// "Fled on a boat presumably stolen" leaves open whose boat it was.
	const near = 4 // words after the verb: "is at present unknown"
	if t := find(d, c.First, min(c.Last, c.Verb+near), hedges); t >= 0 && (t+1 >= c.Last || d.Tokens[t+1].POS != news.NOUN) {
		set(news.Unconfirmed, t)
	}
	if t := find(d, c.First, c.Last, alleges); t >= 0 && !modifies(d, t, c.Last) {
		set(news.Claimed, t)
	}
	if s, t := groupStatus(d, c); t >= 0 {
		set(s, t)
	}
	r.iffy = c.Conditional
	if c.Conditional && lower(d, c.First) == "whether" {
		set(news.Unconfirmed, c.First)
	}
	if c.Conditional && r.status == news.Happened {
		set(news.Unconfirmed, c.First)
	}
	verb := lemma(d, c.Verb)
	switch {
	case denies[verb]:
		set(news.Denied, c.Verb)
	case cancels[verb] || verb == "call" && c.Verb+1 < c.Last && lower(d, c.Verb+1) == "off":
		if r.status == news.Happened || r.status == news.Claimed || r.status == news.Confirmed {
			set(news.Cancelled, c.Verb)
		}
	case r.status == news.Happened && confirms[verb]:
		set(news.Confirmed, c.Verb)
	}
	r.before = find(d, c.First, c.Last, priors) >= 0
	if t := negation(d, c); t >= 0 {
		r.negated = true
		switch r.status {
		case news.Happened, news.Confirmed, news.Claimed:
			r.status = news.Denied
			r.cue = d.Tokens[t].Span
		}
	}
	return r
}

// groupStatus reads the verb group: its auxiliaries, and the verbs that govern
// the last one ("is expected to end", "plans to meet").
func groupStatus(d *news.Doc, c clause.Clause) (news.Status, int) {
	for t := c.GroupFirst; t <= c.Verb; t++ {
		w := lower(d, t)
		switch w {
		case "will", "'ll", "’ll", "shall", "won't", "wo":
			return news.Planned, t
		case "would":
			if looks[lemma(d, c.Verb)] {
				return news.Unconfirmed, t // "would seem to be"
			}
			return news.Expected, t
		case "may", "might", "could":
			return news.Unconfirmed, t
		}
		governs := t < c.Verb && t+1 <= c.Verb && (lower(d, t+1) == "to" || t+2 <= c.Verb && lower(d, t+2) == "to")
		if governs {
			l := lemma(d, t)
			switch {
			case expects[l] || expects[w]:
				return news.Expected, t
			case tries[l] && strings.HasSuffix(w, "ed") || w == "sought":
				return "", -1 // "sought to", "wanted to": what came of it is not said
			case plans[l] || plans[w]:
				return news.Planned, t
			case seems[l] || seems[w]:
				return news.Unconfirmed, t
			case isBe(w) && lower(d, t+1) == "to":
				return news.Planned, t
			}
		}
	}
	if bareInfinitive(d, c) {
		return news.Planned, c.GroupFirst // a headline: "Varga to meet fishermen"
	}
	if w := lower(d, c.GroupFirst); c.Verb > c.GroupFirst && isBe(w) && w != "was" && w != "were" && travels[lemma(d, c.Verb)] && strings.HasSuffix(lower(d, c.Verb), "ing") {
		return news.Planned, c.Verb // "is heading to Tornvik"
	}
	// "is due on Monday to meet", "likely to meet": adjectives outside the group.
	for t := c.Verb; t+1 < c.Last; t++ {
		if w := lower(d, t); w == "set" && lower(d, t+1) == "to" {
			return news.Planned, t // a headline's capitals may hide the verb that follows
		}
		if lower(d, t+1) != "to" || t+2 >= c.Last || d.Tokens[t+2].POS != news.VERB && d.Tokens[t+2].POS != news.AUX {
			continue
		}
		w := lower(d, t)
		switch {
		case expects[w]:
			return news.Expected, t
		case w == "set" || w == "due" || w == "ready" || w == "scheduled" || w == "going" || w == "about":
			return news.Planned, t
		case t > c.Verb && d.Tokens[t].POS == news.VERB && !copulas[lemma(d, c.Verb)]:
			// "called the meeting to try to convince them": what is tried is another act
		case plans[lemma(d, t)] && (d.Tokens[t].POS != news.NOUN || w == "plans"):
			return news.Planned, t // not "a schedule to keep"
		}
	}
	return "", -1
}

// copulas join the subject with what it is "prepared", "due" or "set" to do.
var copulas = set("be", "seem", "appear", "look", "remain", "stand", "get", "have")

// tries are the verbs of plan that in the past tense tell of an attempt.
var tries = set("try", "attempt", "want", "hope", "ask", "threaten", "consider", "propose")

// modifies reports whether the word at token t belongs to a noun after it:
// "suspected gunmen" leaves what they did as sure as it was.
func modifies(d *news.Doc, t, last int) bool {
	if t+1 >= last {
		return false
	}
	switch d.Tokens[t].POS {
	case news.ADV:
		return false
	}
	switch d.Tokens[t+1].POS {
	case news.NOUN, news.ADJ, news.PROPN:
		return strings.HasSuffix(lower(d, t), "ed")
	}
	return false
}

// bareInfinitive reports whether the clause's first verb is an infinitive after
// its subject, without a finite verb: the future tense of headlines.
func bareInfinitive(d *news.Doc, c clause.Clause) bool {
	t := c.GroupFirst
	if t < c.First+2 || d.Tokens[t].POS != news.VERB || lower(d, t-1) != "to" || d.Tokens[t-2].POS != news.PROPN {
		return false
	}
	return true
}

// negation returns the token that negates the clause, or -1.
func negation(d *news.Doc, c clause.Clause) int {
	// "It no longer considers": an adverb may stand before the group.
	first := c.GroupFirst
	for first > c.First && first > c.GroupFirst-2 {
		if w := lower(d, first-1); w != "longer" && w != "never" && w != "no" {
			break
		}
		first--
	}
	for t := first; t >= 0 && t <= c.Verb; t++ {
		w := lower(d, t)
		switch w {
		case "not", "never", "cannot":
			if t+1 < c.Last && evenThen[lower(d, t+1)] {
				continue
			}
			return t
		case "no":
			if t+1 < c.Last && lower(d, t+1) == "longer" {
				return t
			}
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") || t < c.Verb && declines[lemma(d, t)] {
			return t
		}
	}
	if t := c.Verb + 1; t < c.Last && (t+1 >= c.Last || !evenThen[lower(d, t+1)]) {
		switch lower(d, t) {
		case "no", "not", "n't", "none", "nothing", "nobody", "never":
			return t
		}
	}
	switch lower(d, c.First) {
	case "no", "none", "nobody", "neither", "nothing":
		return c.First
	}
	return -1
}

// evenThen are the words after which a negation denies nothing: "not only", "nothing
// but".
var evenThen = set("just", "only", "but", "merely")

func isBe(w string) bool {
	switch w {
	case "is", "are", "was", "were", "'s", "’s", "be", "am":
		return true
	}
	return false
}

func find(d *news.Doc, first, last int, words map[string]bool) int {
	for t := first; t < last; t++ {
		if words[lower(d, t)] {
			return t
		}
	}
	return -1
}

func anyWord(s string, lemmas map[string]bool) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		w = strings.Trim(w, ".,")
		if lemmas[w] || lemmas[strings.TrimSuffix(w, "s")] || lemmas[strings.TrimSuffix(w, "ed")] || lemmas[strings.TrimSuffix(w, "d")] ||
			strings.HasSuffix(w, "ied") && lemmas[strings.TrimSuffix(w, "ied")+"y"] || strings.HasSuffix(w, "ies") && lemmas[strings.TrimSuffix(w, "ies")+"y"] {
			return true
		}
	}
	return false
}

func lower(d *news.Doc, t int) string { return strings.ToLower(d.Slice(d.Tokens[t].Span)) }

// lemma is the token's lemma, or its lower-case form where the tagger gave none.
func lemma(d *news.Doc, t int) string {
	if l := d.Tokens[t].Lemma; l != "" {
		return l
	}
	return lower(d, t)
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// The classes below are the reporting and modal vocabulary of English news,
// after FactBank's certainty cues (Saurí and Pustejovsky 2009).
var (
	confirms = set("confirm", "acknowledge", "admit", "concede", "establish", "determine", "verify", "announce", "reveal", "disclose")
	denies   = set("deny", "refute", "rebut", "dismiss", "dispute", "disavow", "repudiate")
	cancels  = set("cancel", "scrap", "abort", "abandon", "shelve", "suspend")
	alleges  = set("alleged", "allegedly", "accused", "accuses", "accuse", "claims", "claimed", "claiming", "alleges", "suspected", "purportedly", "purported", "reported", "reportedly")
	hedges   = set("apparently", "presumably", "unclear", "unknown", "unconfirmed",
		"unsure", "uncertain", "rumors", "rumours", "rumored", "rumoured", "speculation", "speculated", "unlikely")
	doubts = set("claim", "claiming", "allege", "allegedly", "report", "reporting", "reportedly", "suggest", "suspect", "speculate", "fear", "accuse", "rumour", "rumor",
		"believe", "think", "thought", "estimate", "warning", "warn")
	doubtStems = stemmed(doubts)
	travels    = set("head", "travel", "fly", "go", "come", "arrive", "leave", "visit", "return", "meet")
	priors     = set("until", "previously", "formerly", "ever", "never")
	expects    = set("expect", "expected", "likely", "poised", "forecast", "predict", "predicted", "anticipate", "anticipated", "tip", "tipped", "project", "projected", "bound")
	plans      = set("plan", "schedule", "scheduled", "intend", "aim", "go", "set", "prepare", "want", "seek", "hope", "vow", "pledge", "promise",
		"agree", "decide", "propose", "ask", "threaten", "try", "attempt", "due", "slate", "slated", "consider", "mull")
	seems = set("appear", "seem", "believe", "believed", "think", "thought", "suspect", "suspected", "understand", "understood", "presume", "presumed", "allege", "say", "report")
)

// stemmed are the stems of words.
func stemmed(words map[string]bool) map[string]bool {
	m := make(map[string]bool, len(words))
	for w := range words {
		m[text.Stem(w)] = true
	}
	return m
}
