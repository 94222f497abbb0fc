package claim

import (
	"math"
	"slices"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/news"
)

// A statement is one clause of one article with what it says of the event.
type statement struct {
	news.Ref
	reading
	sentence int // in the prose set
	origin   int
	stems    []int // content stems of the clause, and of its subject where that stands before it; ascending
	weight   float64
	verb     int // stem of the predicate: the main verb, or what stands after be, have, do; -1 for none
	entities []int
	day      string // day the clause's time expression names, ""
	past     bool   // its verb is finite and not in the present: told as done
	plain    bool   // its verb is no copula and no light verb
	old      bool   // it is dated to a year before publication
	holds    bool   // it is told of now: "is blocked"
	numbers  []string
	headless bool // it has no subject of its own
	roles
	halts bool // its verb calls something off, be it planned or done
	trip  bool // its verb is one of coming and going: "is heading to", "has arrived in"
}

// corpus is every statement of a report, with the weights of stems in it.
type corpus struct {
	*prose.Set
	statements []statement
	bySentence [][]int // statements of each sentence
	clauses    [][]clause.Clause
	local      []float64 // weight of each stem in this story
	entityAt   []map[int]int
}

func newCorpus(r *news.Report) *corpus {
	c := &corpus{Set: prose.WithCaptions(r)}
	c.weigh()
	c.entityAt = make([]map[int]int, len(r.Articles))
	for i := range c.entityAt {
		c.entityAt[i] = map[int]int{}
	}
	for g, e := range r.Entities {
		for _, m := range e.Mentions {
			c.entityAt[m.Doc][m.Start] = g
		}
	}
	c.bySentence = make([][]int, len(c.Sentences))
	c.clauses = make([][]clause.Clause, len(c.Sentences))
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := r.Articles[one.Doc]
		clauses := clause.Cut(d, one.Number)
		c.clauses[i] = clauses
		if one.Tokens < 4 {
			continue
		}
		for k, cl := range clauses {
			if s, ok := c.statement(i, clauses, k, cl); ok {
				c.bySentence[i] = append(c.bySentence[i], len(c.statements))
				c.statements = append(c.statements, s)
			}
		}
	}
	return c
}

// weigh lowers the weight of words that the whole story is made of: what every
// sentence has says nothing about which two sentences tell the same.
func (c *corpus) weigh() {
	count := make([]int, len(c.Stems))
	for i := range c.Sentences {
		for _, w := range c.Sentences[i].Stems {
			count[w]++
		}
	}
	n := math.Log(1 + float64(len(c.Sentences)))
	c.local = make([]float64, len(c.Stems))
	for w := range c.local {
		c.local[w] = c.Weights[w] * math.Log(1+float64(len(c.Sentences))/float64(max(1, count[w]))) / n
	}
}

func (c *corpus) statement(i int, clauses []clause.Clause, k int, cl clause.Clause) (statement, bool) {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	cl, ok := c.content(d, i, cl)
	if !ok {
		return statement{}, false
	}
	span, bare := full(d, clauses, k, cl)
	if compound(d, cl.Verb) {
		return statement{}, false
	}
	s := statement{Ref: news.Ref{Doc: one.Doc, Span: span}, headless: bare, sentence: i, origin: one.Origin, verb: -1}
	s.reading = read(d, cl, covering(d, cl.Span))
	if k > 0 && clauses[k-1].Verb >= 0 && !s.negated && denied(d, clauses[k-1], cl) {
		s.status, s.negated, s.cue = news.Denied, true, d.Tokens[clauses[k-1].Verb].Span
	}
	add := func(first, last int) {
		for t := first; t < last; t++ {
			if g, ok := c.entityAt[one.Doc][d.Tokens[t].Start]; ok {
				s.entities = append(s.entities, g)
			}
			w := lower(d, t)
			if frames[w] || frames[lemma(d, t)] {
				continue
			}
			if n := c.Number(d.Slice(d.Tokens[t].Span)); n >= 0 {
				s.stems = append(s.stems, n)
			}
		}
	}
	add(cl.First, cl.Last)
	if cl.Subject != k && cl.Subject < len(clauses) {
		sub := clauses[cl.Subject]
		add(sub.First, max(sub.First, sub.GroupFirst))
	}
	s.verb = c.predicate(d, cl)
	s.verb = c.plainly(&s)
	s.trip, s.halts = trips[lemma(d, cl.Verb)], cancels[lemma(d, cl.Verb)]
	s.holds = cl.GroupFirst >= 0 && (lower(d, cl.GroupFirst) == "is" || lower(d, cl.GroupFirst) == "are")
	s.roles = c.rolesOf(d, i, clauses, k, cl)
	s.past, s.plain = done(d, cl), !light[lemma(d, cl.Verb)]
	for t := cl.First; t < cl.Last; t++ {
		if w := d.Slice(d.Tokens[t].Span); strings.ContainsAny(w, "0123456789") {
			s.numbers = append(s.numbers, w)
		}
	}
	if open, at := unsettled(d, cl); open {
		// "His talks with Varga are yet to be confirmed" is about the talks.
		s.status, s.cue, s.negated = news.Unconfirmed, d.Tokens[cl.Verb].Span, false
		s.verb = -1
		if at >= 0 {
			s.verb = c.Number(d.Slice(d.Tokens[at].Span))
		}
	}
	slices.Sort(s.stems)
	s.stems = slices.Compact(s.stems)
	slices.Sort(s.entities)
	s.entities = slices.Compact(s.entities)
	for _, w := range s.stems {
		s.weight += c.local[w]
	}
	s.day, s.old = dayIn(d, cl.Span), earlier(d, one.Span)
	for _, other := range clauses {
		s.iffy = s.iffy || other.Conditional && other.Opener != "whether" // "if he fails, she will"
	}
	if after[cl.Opener] || cl.Opener == "even" && after[lower(d, min(cl.First+1, cl.Last-1))] || cl.Opener == "where" || s.status == news.Expected && len(covering(d, cl.Span)) == 0 && lower(d, max(0, s.cueAt(d))) == "would" {
		s.iffy = true // "would" is a forecast in somebody's mouth only
	}
	for _, other := range clauses[:k] {
		// "I had expected that it would rise" tells that it did not.
		s.iffy = s.iffy || other.Verb >= 0 && expects[lemma(d, other.Verb)] && find(d, other.GroupFirst, other.Verb, set("had")) >= 0
	}
	if k > 0 && clauses[k-1].Verb >= 0 {
		before := clauses[k-1]
		if l := level(read(d, before, nil).status); relatives[cl.Opener] && (l == 1 || l == 2) {
			s.iffy = true // "would accept a deal that raised taxes" tells of no deal
		}
		if demands[lemma(d, before.Verb)] && (cl.Complement || find(d, before.Verb, before.Last, set("that")) >= 0) {
			s.iffy = true // "demanded that they book him no longer"
		}
	}
	switch lower(d, cl.First) {
	case "how", "why", "what":
		s.iffy = true // "explained how it works" does not say that it does
	}
	if k > 0 && !s.negated && cl.Opener == "and" && cl.Verb == cl.First+1 && d.Tokens[cl.Verb].POS == news.VERB && cl.Subject == k-1 && negation(d, clauses[k-1]) >= 0 && clauses[k-1].GroupFirst < clauses[k-1].Verb-1 {
		s.negated = true // "could not be fired and hit the plane"
	}
	if s.negated && find(d, cl.Verb, cl.Last, terms) >= 0 || denies[lemma(d, cl.Verb)] && find(d, cl.Verb, cl.Last, grants) >= 0 {
		s.iffy = true // "will not sign without the money", "will deny entry"
	}
	if cl.Verb+1 < cl.Last && repeats[lower(d, cl.Verb+1)] {
		s.iffy = true // "will build another bridge"
	}
	sub := cl
	if cl.Subject < len(clauses) && cl.Subject != k {
		sub = clauses[cl.Subject]
	}
	for t := sub.First; t < sub.GroupFirst; t++ {
		s.iffy = s.iffy || anybody[lower(d, t)]
	}
	return s, len(s.stems) >= 2
}

// demands are the verbs whose complement is wanted, not told.
var demands = set("demand", "urge", "insist", "request", "recommend", "propose", "order", "ask", "require", "suggest", "prefer")

// compound reports whether token t is the second half of a compound: "state-funded
// clinics".
func compound(d *news.Doc, t int) bool {
	return t > 0 && d.Tokens[t-1].End == d.Tokens[t].Start && d.Slice(d.Tokens[t-1].Span) == "-"
}

// cueAt is the token of the cue, -1 for none.
func (s *statement) cueAt(d *news.Doc) int {
	if s.cue.Len() == 0 {
		return -1
	}
	first, _ := d.TokensIn(s.cue)
	return first
}

// plainly is the predicate without a prefix that negates it: "unsafe" is not safe. The
// statement then counts as negated, or no longer.
func (c *corpus) plainly(s *statement) int {
	if s.verb < 0 {
		return -1
	}
	base, ok := strings.CutPrefix(c.Stems[s.verb], "un")
	if !ok || len(base) < 4 {
		return s.verb
	}
	n := c.Number(base)
	if n < 0 || c.Stems[n] != base {
		return s.verb
	}
	s.negated = !s.negated
	return n
}

// denied reports whether clause cl is what the clause before it denies: "Holm
// denied | that he had fled", "there is no evidence | that he fled".
func denied(d *news.Doc, before, cl clause.Clause) bool {
	if denies[lemma(d, before.Verb)] {
		return negation(d, before) < 0 && (cl.Complement || before.Verb == before.Last-1)
	}
	if raises[lemma(d, before.Verb)] && negation(d, before) >= 0 {
		return cl.Complement || before.Verb == before.Last-1 // "do not think | that it sank"
	}
	last := before.Last - 1
	return cl.Complement && last > before.First && proof[lower(d, last)] && (lower(d, last-1) == "no" || lower(d, last-1) == "any" && negation(d, before) >= 0)
}

// raises are the verbs whose negation denies what follows.
var raises = set("think", "believe", "want", "expect")

// proof are the nouns for what is missing where something is held to be untrue.
var proof = set("evidence", "indication", "indications", "sign", "signs", "proof", "suggestion", "truth")

// predicate is the stem of the main verb; a light verb leaves the word to what
// follows it: "is not safe", "made an arrest", "called off a visit".
func (c *corpus) predicate(d *news.Doc, cl clause.Clause) int {
	verb := lemma(d, cl.Verb)
	calledOff := verb == "call" && cl.Verb+1 < cl.Last && lower(d, cl.Verb+1) == "off"
	if !light[verb] && !cancels[verb] && !calledOff {
		return c.Number(d.Slice(d.Tokens[cl.Verb].Span))
	}
	const reach = 6 // words: "has been completely out of control"
	for t := cl.Verb + 1; t < min(cl.Last, cl.Verb+1+reach); t++ {
		switch d.Tokens[t].POS {
		case news.ADJ, news.NOUN, news.VERB:
			if n := c.Number(d.Slice(d.Tokens[t].Span)); n >= 0 {
				return n
			}
		case news.PUNCT, news.SCONJ:
			return -1
		}
	}
	return -1
}

// unsettled reports whether the clause says that something is not, or not yet,
// confirmed, and the noun that it says so of.
func unsettled(d *news.Doc, cl clause.Clause) (open bool, noun int) {
	if l := lemma(d, cl.Verb); l != "confirm" && l != "verify" && l != "finalize" && l != "finalise" {
		return false, -1
	}
	noun = -1
	for t := cl.First; t < cl.GroupFirst; t++ {
		if d.Tokens[t].POS == news.NOUN {
			noun = t
			break
		}
	}
	for t := cl.GroupFirst; t < cl.Verb; t++ {
		if w := lower(d, t); w == "yet" || w == "not" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true, noun
		}
	}
	return false, -1
}

// done reports whether the verb group is finite and tells of something done:
// "was arrested", "has opened", "opened"; not "opening", "is open", "opens".
func done(d *news.Doc, cl clause.Clause) bool {
	for t := cl.GroupFirst; t <= cl.Verb; t++ {
		switch lower(d, t) {
		case "was", "were":
			return t == cl.Verb || !strings.HasSuffix(lower(d, cl.Verb), "ing") // "was facing" is not over
		case "has", "have", "had", "did", "'ve", "’ve":
			return true
		case "is", "are":
			// "is set", "are blocked": a state that holds now.
			w := lower(d, cl.Verb)
			return t < cl.Verb && !strings.HasSuffix(w, "ing") || t == cl.Verb && t+1 < cl.Last && d.Tokens[t+1].Lemma != "" && strings.HasSuffix(lower(d, t+1), "ed")
		case "'s", "’s", "am", "be", "do", "does", "to":
			return false
		}
	}
	w := lower(d, cl.Verb)
	return !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "s") && w != lemma(d, cl.Verb)
}

// trips are the verbs of coming and going, one act from setting out to arrival.
var trips = set("head", "travel", "fly", "arrive", "visit", "land", "depart", "go")

// covering lists the attributions whose content has most of span.
func covering(d *news.Doc, span news.Span) []int {
	var out []int
	for i, a := range d.Attributions {
		in := 0
		for _, c := range a.Content {
			in += max(0, min(c.End, span.End)-max(c.Start, span.Start))
		}
		if 2*in > span.Len() {
			out = append(out, i)
		}
	}
	return out
}

// dayIn is the one day that the time expressions in span name.
func dayIn(d *news.Doc, span news.Span) string {
	const full = len("2006-01-02")
	day := ""
	for _, t := range d.Times {
		if !span.Contains(t.Span) || (t.Type != news.Date && t.Type != news.TimeOfDay) || len(t.Value) < full || t.Value[4] != '-' || t.Value[7] != '-' {
			continue
		}
		if day != "" && day != t.Value[:full] {
			return ""
		}
		day = t.Value[:full]
	}
	return day
}

// after open a clause that dates another.
var after = set("after", "before", "until", "once", "unless")

// terms say on what terms something that is negated will be.
var terms = set("without", "unless", "until")

// anybody are the subjects of which nothing is told that happened.
var anybody = set("someone", "somebody", "anyone", "anybody", "whoever", "everyone", "everybody", "what")

// light verbs carry no content of their own.
var light = set("be", "have", "do", "get", "make", "take", "say", "tell", "go", "come", "become", "add", "give", "keep", "put", "know", "call", "need", "want", "use", "include", "appear", "seem")

// frames are words of reporting and certainty: they make the status, not the
// content, of a statement.
var frames = set("say", "said", "says", "told", "tell", "according", "report", "reported", "reports", "reportedly", "confirm", "confirmed",
	"deny", "denied", "denies", "expect", "expected", "plan", "plans", "planned", "alleged", "allegedly", "suspected", "believe", "believed",
	"claim", "claimed", "claims", "announce", "announced", "likely", "unlikely", "apparently", "possibly", "perhaps", "unclear",
	"scheduled", "set", "due", "added", "spokesman", "spokeswoman", "officials", "official", "authorities", "statement", "yesterday", "today",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "evening", "night", "afternoon", "week")
