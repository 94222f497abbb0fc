package claim

import (
	"slices"
	"strings"

	"parallax/news"
)

// certainty reads how certain the verb at token k is, from its own auxiliaries and adverbs
// and from what governs it, outwards: "is | believed | to have | closed". The weakest sign
// wins. Its status is "" where it is neither told of nor doubted: a purpose, a condition,
// what somebody ought to do.
func (e *event) certainty(t *tree, k int) {
	e.status, e.cue, e.past = news.Happened, -1, t.past(k)
	if t.dep(k) == "acl" && t.kid(k, "nsubj", "aux") < 0 && e.agent.empty() {
		e.past = false // "the delegates chosen in May": they have been or will be
	}
	e.own(t, k)
	if t.gerund(k) && t.has(k, asNoun) {
		e.status = "" // "the idea of closing"
	}
	finite := !t.gerund(k) && !t.infinitive(k) && t.word(k) != t.lemma(k) || t.kid(k, "nsubj") >= 0 && unchanged[t.word(k)]
	for _, a := range t.of(k) {
		if t.dep(a) != "aux" {
			continue
		}
		finite = finite || t.word(a) != "to"
		switch t.word(a) {
		case "may", "might", "could":
			if t.d.Slice(t.d.Tokens[a].Span) == "May" {
				continue
			}
			e.chance = !e.past
			if t.word(a) == "could" && e.agent.named || t.word(a) != "may" && e.past || t.has(k, set("so")) {
				e.status = "" // what somebody is able to do
			}
		case "had":
			if s := t.kid(k, "nsubj"); s > a {
				e.status = "" // "had he known"
			}
		}
	}
	hangs := false // on a verb as a participle
	for v := k; e.status != ""; {
		h := t.head(v)
		if h < 0 {
			break
		}
		if slices.ContainsFunc(t.d.Tokens[min(v, h):max(v, h)], func(k news.Token) bool { return t.d.Slice(k.Span) == ":" }) {
			break
		}
		if t.has(v, asides) {
			e.status = ""
			return
		}
		switch dep := t.dep(v); {
		case dep == "conj":
			if v == k && !finite {
				e.own(t, h) // "will open and close"
				finite = true
			} else if v == k && t.infinitive(h) {
				return // "vowed to open and closed"
			}
		case dep == "advcl" && t.infinitive(v):
			e.status = "" // a purpose
		case dep == "advcl" && (!t.gerund(v) || t.kid(v, "aux", "nsubj") >= 0):
			return // it stands by itself
		case dep == "advcl":
			// "Before landing in the sea" is as sure as what it hangs on.
			hangs, finite, e.past = true, true, e.past || t.past(h)
			e.own(t, h)
		case dep == "acl" && t.pos(h) != news.VERB && !t.infinitive(v) && !t.has(v, set("that")):
			if t.kid(v, "aux", "nsubj") >= 0 {
				return // a relative clause stands by itself
			}
			hangs = true
		case dep == "obj" || dep == "nsubj" || dep == "obl":
		default:
			e.governed(t, v, h)
			e.own(t, h)
		}
		v = h
	}
	if hangs && level(e.status) < 3 && (t.dep(k) == "acl" || e.cue >= 0 && t.dep(e.cue) == "aux") || level(e.status) == 1 && (hangs || t.gerund(k) && t.kid(k, "aux") < 0) || e.status == news.Happened && !finite && e.cue < 0 {
		e.status = ""
	}
}

// weaken lowers the status to s, which token `at` makes.
func (e *event) weaken(s news.Status, at int) {
	if e.status != "" && weakness(s) > weakness(e.status) {
		e.status, e.cue = s, at
	}
}

// weakness orders the statuses.
func weakness(s news.Status) int { return slices.Index(fromFact, s) }

var fromFact = []news.Status{news.Happened, news.Confirmed, news.Claimed, news.Unconfirmed, news.Expected, news.Planned, news.Denied}

// own reads the auxiliaries, adverbs and negations of the verb at token v.
func (e *event) own(t *tree, v int) {
	if t.iffy(v) {
		e.status = ""
	}
	for _, a := range t.of(v) {
		w := t.word(a)
		switch t.dep(a) {
		case "aux":
			if t.d.Slice(t.d.Tokens[a].Span) == "May" && a > t.first {
				continue // a name
			}
			switch w {
			case "will", "'ll", "’ll", "shall", "wo":
				e.weaken(news.Planned, a)
			case "would", "'d", "’d":
				if w == "would" || t.word(v) == t.lemma(v) { // not "they'd closed"
					e.weaken(news.Expected, a)
				}
			case "may", "might", "could":
				e.weaken(news.Unconfirmed, a)
			case "should", "must", "can", "ca", "ought":
				e.status = ""
			}
		case "advmod":
			const near = 6 // words: farther, it hangs on something else
			if maybe[w] && a < v && v-a <= near {
				e.weaken(news.Unconfirmed, a)
			}
		case "nsubj", "obj":
			if t.has(a, set("no")) || w == "nobody" || w == "nothing" || w == "none" {
				e.negated = true
			}
		}
		if w == "not" || w == "never" || w == "n't" || w == "n’t" {
			e.negated = !e.negated
		}
	}
}

// governed reads what the word at token h makes of the verb at token v.
func (e *event) governed(t *tree, v, h int) {
	l, w, to := t.lemma(h), t.word(h), t.infinitive(v)
	complement := t.dep(v) == "ccomp" || t.dep(v) == "xcomp"
	who := t.kid(h, "nsubj")
	switch {
	case t.dep(v) == "acl" && to:
		if planning[l] && !t.has(h, set("no", "not", "any")) {
			e.weaken(news.Planned, h)
		} else {
			e.status = ""
		}
	case t.dep(v) == "acl" && rumours[l] && l != "report":
		e.weaken(news.Unconfirmed, h)
	case t.pos(h) == news.ADJ && !expects[w] && w != "possible" && w != "probable" && !plans[w]:
		e.status = "" // "it is wrong that he would"
	case complement && t.gerund(v) && !factive[l] && t.kid(v, "aux", "nsubj") < 0:
		e.status = "" // "considered closing"
	case to && (requests[l] || w == "supposed"):
		e.status = "" // what others should do
	case t.has(h, set("less", "more", "unlikely", "originally", "initially")) && (expects[w] || plans[l]):
		e.status = "" // "less likely to close", "originally planned to"
	case expects[l] || expects[w] && to:
		if e.past {
			e.weaken(news.Unconfirmed, h) // "likely to have closed"
		} else {
			e.weaken(news.Expected, h)
		}
	case alleges[w] || alleging[l]:
		e.weaken(news.Claimed, h)
	case (doubting[l] || seems[l] && !says[l] && l != "report") && t.dep(v) != "parataxis":
		// What somebody thinks is his opinion; what "is believed", what officials believe and
		// what a video suggests is what is known.
		known := who >= 0 && (knowing[t.lemma(who)] || t.word(who) == "they" && t.knows(who))
		if passive := to && w != l && !t.gerund(h) && t.word(v) == t.lemma(v) || to && t.kid(v, "aux") >= 0; !passive && !looks[l] && !known {
			e.status = ""
		}
		e.weaken(news.Unconfirmed, h)
	case to && (plans[l] || plans[w]):
		past := w != l && !strings.HasSuffix(w, "s") && !t.gerund(h)
		if past && (tries[l] || l == "decide" || l == "agree" || l == "seek") || t.has(h, set("had")) {
			e.status = "" // what came of it is not said, or it is as good as done
		}
		e.weaken(news.Planned, h)
	case denies[l]:
		if complement {
			e.weaken(news.Denied, h)
		}
	case complement && confirms[l]:
		e.said = true
		e.weaken(news.Confirmed, h)
	case speaks[l] && !to:
		e.said = true
		e.weaken(news.Claimed, h)
	case complement && to && declines[l]:
		e.negated = !e.negated
	case complement && to && (!factive[l] || l == "continue"):
		e.status = ""
	}
	if e.said && e.by == "" && who >= 0 {
		e.by = t.d.Slice(t.d.Tokens[who].Span)
	}
}

// knows reports whether somebody who should know is named before token i: "officials are at the
// site; they believe".
func (t *tree) knows(i int) bool {
	for k := t.first; k < i; k++ {
		if knowing[t.lemma(k)] {
			return true
		}
	}
	return false
}

// hearsay reports whether a source is nobody: "several media reports", "rumors".
func hearsay(d *news.Doc, source news.Span) bool {
	first, last := d.TokensIn(source)
	for t := first; t < last; t++ {
		if d.Tokens[t].POS != news.DET && !vague[lower(d, t)] {
			return false
		}
	}
	return first < last && rumours[lemma(d, last-1)]
}

// Words that make what they govern planned, doubted or told, after FactBank (Saurí and
// Pustejovsky 2009).
var (
	speaks = set("say", "tell", "add", "insist", "note", "explain", "state", "remark", "write", "argue", "claim", "announce", "report", "allege", "assert", "maintain", "contend", "reveal", "declare", "disclose",
		"admit", "acknowledge", "confirm", "warn", "accuse", "tweet", "post", "estimate", "conclude", "determine", "find")
	alleging = set("allege", "accuse", "charge", "say", "claim", "report")
	doubting = set("suggest", "indicate", "fear", "worry", "suspect", "believe", "think", "speculate", "presume", "assume", "suppose", "doubt")
	maybe    = set("probably", "possibly", "perhaps", "maybe", "presumably", "apparently", "potentially", "likely", "supposedly", "conceivably", "seemingly", "reportedly", "purportedly")
	planning = set("plan", "promise", "intention", "pledge", "vow", "intent")
	knowing  = set("police", "official", "authority", "investigator", "detective", "prosecutor", "expert", "scientist", "researcher", "analyst", "agency", "record", "evidence", "video", "footage", "datum", "data", "document",
		"finding", "result", "image", "report", "test", "study", "sign", "clue", "warning")
	requests = set("ask", "request", "urge", "call", "tell", "order", "invite", "pressure", "press")
	rumours  = set("report", "outlet", "possibility", "rumor", "rumour", "speculation", "suspicion", "fear", "chance", "likelihood", "theory", "concern")
	vague    = set("media", "news", "local", "press", "some", "several", "various", "early", "initial", "unconfirmed", "multiple", "many", "other", "reports", "outlets", "rumors", "rumours", "speculation")
	factive  = set("begin", "start", "continue", "manage", "force", "help", "make", "let", "lead", "cause", "go", "come", "get", "happen", "prompt", "use", "prove", "rush", "turn", "step")
	asides   = set("if", "unless", "whether", "until", "without", "rather", "instead", "how", "why", "what", "than")
	asNoun   = set("of", "for", "from", "about", "against", "on", "at", "in", "with", "toward", "towards", "than", "without", "despite", "as", "such")
)
