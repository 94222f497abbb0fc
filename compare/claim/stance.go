package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A stance is what somebody thinks of something: "the plan is dangerous, Varga said",
// "Holm welcomed the plan".
type stance struct {
	ref      news.Ref
	sentence int
	origin   int
	good     bool
	of       filler
	by       string
	status   news.Status
	mods     []int // stems of the words before the head
	other    bool  // "any", "another": not the thing that the story is about
}

// stances finds things that somebody in one origin speaks well of and somebody else, in
// another, ill.
func (a *aligner) stances() []news.ClaimGroup {
	var all []stance
	for i := range a.Sentences {
		if a.Sentences[i].Title {
			continue
		}
		for k, cl := range a.clauses[i] {
			if s, ok := a.stance(i, k, cl); ok && a.heldHere(&s) {
				all = append(all, s)
			}
		}
	}
	concepts := a.Concepts()
	type rival struct {
		x, y  int
		score float64
	}
	const between = 10.0 // two reports come before two voices of one
	var pairs []rival
	for x := range all {
		for y := range all {
			p, q := &all[x], &all[y]
			if !p.good || q.good || !a.sameMatter(p, q) || sameHolder(p.by, q.by) {
				continue
			}
			score := 0.0
			for _, h := range p.of.heads {
				score += concepts[h]
			}
			if p.origin != q.origin {
				score += between
			}
			pairs = append(pairs, rival{x, y, score + a.Cosine(p.sentence, q.sentence)})
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].score > pairs[j].score })

	const most = 2 // of a story
	taken, heard := map[int]bool{}, map[string]bool{}
	var out []news.ClaimGroup
	for _, r := range pairs {
		if len(out) == most {
			break
		}
		p, q := &all[r.x], &all[r.y]
		if taken[r.x] || taken[r.y] || heard[p.by] || heard[q.by] {
			continue // the measure and the proposal are one thing
		}
		heard[p.by], heard[q.by] = true, true
		g := news.ClaimGroup{What: "what is thought of " + a.thing(p), Verdict: news.Conflict,
			Why: fmt.Sprintf("%s: “%s”; %s: “%s”", a.voice(p), a.excerpt(p.ref), a.voice(q), a.excerpt(q.ref))}
		of, origins := map[[2]int]int{}, map[int]bool{}
		for k := range all {
			s := &all[k]
			if taken[k] || k != r.x && k != r.y && !a.sameMatter(p, s) {
				continue
			}
			side := [2]int{s.ref.Doc, 0}
			if s.good {
				side[1] = 1
			}
			if of[side]++; k != r.x && k != r.y && of[side] > mostOfSide {
				continue
			}
			taken[k] = true
			g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
			origins[s.origin] = true
		}
		if len(origins) < 2 {
			continue // one report that quotes both
		}
		out = append(out, g)
	}
	return out
}

// heldHere reads the words before the noun that is judged, and reports whether it is a
// thing of this story: most origins speak of it.
func (a *aligner) heldHere(s *stance) bool {
	d := a.Report.Articles[s.ref.Doc]
	n := a.Sentences[s.sentence].Number
	for _, ch := range clause.Chunks(d, n) {
		if a.Number(d.Slice(d.Tokens[ch.Head].Span)) != s.of.heads[0] {
			continue
		}
		for t := ch.First; t < ch.Head; t++ {
			w := lower(d, t)
			s.other = s.other || others[w]
			if m := a.Number(w); m >= 0 && d.Tokens[t].POS != news.DET {
				s.mods = append(s.mods, m)
			}
		}
		break
	}
	if s.other || strings.Contains(s.by, "percent") || s.of.named || !debatable(a.thing(s)) {
		return false
	}
	return 3*a.OriginsWith()[s.of.heads[0]] >= 2*a.Origins
}

// debatable reports whether a noun is one for what people decide, do, write or propose:
// such things are judged. Of groups and states of affairs each speaker means another side.
func debatable(w string) bool {
	w = strings.TrimSuffix(strings.ToLower(w), "s")
	if debated[w] || strings.HasSuffix(w, "ie") && debated[strings.TrimSuffix(w, "ie")+"y"] {
		return true
	}
	for _, end := range []string{"tion", "sion", "ment", "posal", "moval", "rawal"} {
		if strings.HasSuffix(w, end) {
			return !standing[w]
		}
	}
	return false
}

// standing are nouns with such endings that are no deed.
var standing = set("nation", "position", "question", "government", "administration", "department", "election", "organization", "commission", "corporation", "population", "region", "mention", "million", "environment",
	"moment", "document", "opposition", "situation", "section", "station", "attention", "condition", "generation", "information", "tension", "television", "pension", "profession", "emotion", "version", "institution", "association", "coalition", "delegation")

var debated = set("bill", "plan", "law", "deal", "rule", "ruling", "policy", "move", "order", "ban", "tariff", "merger", "act", "treaty", "tax", "cut", "budget", "program", "programme", "project", "strike", "attack", "raid",
	"report", "cartoon", "remark", "comment", "speech", "tweet", "video", "film", "book", "letter", "memo", "choice", "bailout", "shutdown", "wall", "pact", "accord", "verdict", "sentence", "response", "handling", "approach", "idea",
	"finding", "discovery", "research", "study", "result", "drug", "vaccine", "method", "test", "probe", "inquiry", "lawsuit", "suit", "blackout", "closure", "lockdown", "mandate", "curfew", "boycott", "protest", "march", "change", "reform", "overhaul",
	"repeal", "veto", "vote", "pardon", "visit", "trip", "talks", "summit", "zone", "design", "name", "offer", "bid", "sale", "takeover", "pick", "hire", "firing", "dismissal", "release", "strategy", "tactic", "campaign", "ad", "threat", "claim", "theory", "warning", "forecast", "apology", "decree", "subpoena", "hearing", "measure", "bailout", "stimulus", "loan", "pipeline", "mine", "reactor", "test", "launch", "mission", "war", "invasion", "truce", "ceasefire", "conviction", "charge", "trial")

// others are the words before a noun with which it is not the one that the story is about.
var others = set("a", "an", "any", "another", "other", "alternative", "previous", "past", "some", "similar", "such", "these", "those", "former")

// disputes are the verbs whose clause is not held to be true.
var disputes = set("reject", "deny", "dismiss", "dispute", "doubt", "question", "rebut", "refute")

// thing names what a stance is about, as it is written there.
func (a *aligner) thing(s *stance) string {
	d := a.Report.Articles[s.ref.Doc]
	first, last := d.TokensIn(a.Sentences[s.sentence].Span)
	for t := first; t < last; t++ {
		if w := d.Slice(d.Tokens[t].Span); a.Number(w) == s.of.heads[0] {
			return w
		}
	}
	return a.Stems[s.of.heads[0]]
}

// voice is who takes a stance, and where.
func (a *aligner) voice(s *stance) string { return s.by + " in " + a.when(s.ref.Doc) }

// sameMatter reports whether two stances are about one thing.
func (a *aligner) sameMatter(p, q *stance) bool {
	if len(p.mods) > 0 && len(q.mods) > 0 && !slices.ContainsFunc(p.mods, func(m int) bool { return slices.Contains(q.mods, m) }) {
		return false
	}
	return slices.ContainsFunc(p.of.heads, func(h int) bool {
		return slices.ContainsFunc(q.of.heads, func(g int) bool {
			return g == h || !p.of.named && !q.of.named && a.vectors[g].Alike(a.vectors[h]) >= oneMatter
		})
	})
}

// oneMatter is the cosine from which two nouns may stand for one thing that is judged:
// "ban", "order".
const oneMatter = 0.72

// sameHolder reports whether two stances may be those of one: a word of their names is
// shared.
func sameHolder(x, y string) bool {
	for _, w := range strings.Fields(strings.ToLower(x)) {
		if len(w) > 2 && w != "the" && slices.Contains(strings.Fields(strings.ToLower(y)), w) {
			return true
		}
	}
	return false
}

// stance reads clause k of sentence i.
func (a *aligner) stance(i, k int, cl clause.Clause) (stance, bool) {
	one := &a.Sentences[i]
	d := a.Report.Articles[one.Doc]
	if cl.Verb < 0 || cl.Conditional || d.InBoilerplate(cl.Span) {
		return stance{}, false
	}
	r := read(d, cl, covering(d, cl.Span))
	s := stance{ref: news.Ref{Doc: one.Doc, Span: cl.Bare(d)}, sentence: i, origin: one.Origin, by: r.by, status: r.status}
	roles := a.rolesOf(d, i, a.clauses[i], k, cl)
	verb := lemma(d, cl.Verb)
	if k > 0 && a.clauses[i][k-1].Verb >= 0 && disputes[lemma(d, a.clauses[i][k-1].Verb)] {
		return stance{}, false // "rejected the idea that it would hurt trade"
	}
	if cl.GroupFirst > 0 && lower(d, cl.GroupFirst-1) == "without" || compound(d, cl.Verb) {
		return stance{}, false
	}
	if calls[verb] && !passive(d, cl) {
		t := judgement(d, cl)
		if t < 0 {
			return stance{}, false
		}
		s.good = lauds[lemma(d, t)] != (negation(d, cl) >= 0)
		s.of = roles.patient
		if who := a.denier(d, cl); who != "" {
			s.by = who
		}
		return s, s.by != "" && a.worth(s.of)
	}
	if favours[verb] || opposes[verb] {
		s.good = favours[verb] != (negation(d, cl) >= 0)
		s.of = roles.patient
		if who := a.denier(d, cl); !passive(d, cl) && who != "" {
			s.by = who
		}
		return s, s.by != "" && a.worth(s.of)
	}
	if t, good := attitude(d, cl); t >= 0 && r.by != "" {
		s.good, s.of = good != (negation(d, cl) >= 0), a.phraseAt(d, i, t)
		return s, a.worth(s.of)
	}
	if r.by == "" {
		return stance{}, false
	}
	switch {
	case lauds[verb] || faults[verb]:
		// What a plan does is a judgement of it, what people do is a deed.
		s.good, s.of = lauds[verb], roles.agent
		if passive(d, cl) || s.of.named || len(s.of.entities) > 0 {
			return stance{}, false
		}
	case verb == "be" || verb == "seem" || verb == "look" || verb == "sound":
		t := judged(d, cl)
		if t < 0 {
			return stance{}, false
		}
		s.good, s.of = lauds[lemma(d, t)], roles.patient
		if verb != "be" {
			s.of = roles.agent
		}
	}
	if negation(d, cl) >= 0 {
		s.good = !s.good
	}
	for t := cl.First + 1; t < cl.GroupFirst; t++ {
		if d.Tokens[t].POS == news.VERB {
			return stance{}, false // "the plan to scrap the rule is wrong" is about the plan
		}
	}
	return s, a.worth(s.of)
}

// attitude is the token after "about" or "of" behind a word for how somebody feels about
// something: "is skeptical about the plan", "voiced doubts about it".
func attitude(d *news.Doc, cl clause.Clause) (token int, good bool) {
	for t := cl.Verb; t+2 < cl.Last; t++ {
		w := lemma(d, t)
		if !hopeful[w] && !wary[w] {
			continue
		}
		for u := t + 1; u < min(cl.Last-1, t+3); u++ {
			switch lower(d, u) {
			case "about", "of", "with", "over", "by":
				return u + 1, hopeful[w]
			}
		}
	}
	return -1, false
}

// phraseAt is the noun phrase that begins at token t.
func (a *aligner) phraseAt(d *news.Doc, i, t int) filler {
	for _, ch := range clause.Chunks(d, a.Sentences[i].Number) {
		if ch.First <= t && t < ch.Last {
			f := filler{named: d.Tokens[ch.Head].POS == news.PROPN}
			if n := a.Number(d.Slice(d.Tokens[ch.Head].Span)); n >= 0 {
				f.heads = append(f.heads, n)
			}
			return f
		}
	}
	return filler{}
}

var (
	hopeful = set("optimistic", "excited", "enthusiastic", "supportive", "confident", "happy", "pleased", "proud")
	wary    = set("skeptical", "sceptical", "skepticism", "scepticism", "doubtful", "doubts", "critical", "worried", "concerned", "alarmed", "dismayed", "disappointed", "wary", "outraged", "appalled", "troubled", "suspicious")
)

// judged is the word of judgement that the clause's copula joins to its subject, -1 for
// none: "is dangerous", "would be a big mistake".
func judged(d *news.Doc, cl clause.Clause) int {
	const reach = 5 // words: "is a very big mistake"
	for t := cl.Verb + 1; t < min(cl.Last, cl.Verb+1+reach); t++ {
		switch w := lemma(d, t); {
		case lauds[w] || faults[w]:
			return t
		case d.Tokens[t].POS == news.VERB || d.Tokens[t].POS == news.ADP || d.Tokens[t].POS == news.PUNCT || d.Tokens[t].POS == news.NOUN:
			return -1
		}
	}
	return -1
}

// judgement is the word of judgement that somebody finds for the object of the clause:
// "called the rule a disgrace". -1 for none.
func judgement(d *news.Doc, cl clause.Clause) int {
	const reach = 12 // words: "called the new rule on tolls “a big mistake”"
	for t := cl.Verb + 2; t < min(cl.Last, cl.Verb+reach); t++ {
		if w := lemma(d, t); lauds[w] || faults[w] {
			return t
		}
		if d.Tokens[t].POS == news.VERB || d.Tokens[t].POS == news.AUX {
			return -1
		}
	}
	return -1
}

// worth reports whether a filler is something that origins speak of.
func (a *aligner) worth(f filler) bool {
	for _, e := range f.entities {
		if k := a.Report.Entities[e].Kind; k == news.Person || k == news.Place {
			return false
		}
	}
	return len(f.heads) > 0
}

// Words of judgement, after the evaluative classes of appraisal theory (Martin and White
// 2005).
var (
	calls   = set("call", "describe", "label", "brand", "deem", "consider")
	favours = set("praise", "hail", "welcome", "applaud", "support", "back", "endorse", "defend", "commend", "celebrate", "champion", "laud", "cheer")
	opposes = set("criticize", "criticise", "slam", "blast", "condemn", "denounce", "decry", "oppose", "assail", "lambaste", "deplore", "lament", "bemoan", "mock", "ridicule", "protest")
	lauds   = set("good", "great", "excellent", "effective", "successful", "safe", "fair", "right", "helpful", "useful", "beneficial", "positive", "wonderful", "lawful", "constitutional", "reasonable",
		"appropriate", "exciting", "promising", "confident", "optimistic", "encouraging", "justified", "true", "accurate", "credible", "legitimate", "impressive", "smart", "wise", "necessary", "better", "best",
		"success", "victory", "progress", "achievement", "breakthrough", "improvement", "opportunity", "solution", "triumph", "protect", "help", "improve", "strengthen", "boost", "benefit")
	faults = set("bad", "terrible", "awful", "horrible", "dangerous", "unsafe", "unfair", "wrong", "harmful", "ineffective", "useless", "pointless", "unnecessary", "negative", "illegal", "unlawful", "unconstitutional",
		"unreasonable", "inappropriate", "skeptical", "sceptical", "doubtful", "pessimistic", "worrying", "troubling", "disappointing", "shameful", "disgraceful", "outrageous", "irresponsible", "unjustified", "false",
		"inaccurate", "misleading", "baseless", "illegitimate", "reckless", "cruel", "racist", "discriminatory", "stupid", "foolish", "worse", "worst", "disastrous", "catastrophic", "unacceptable", "absurd", "ridiculous",
		"risky", "alarming", "immoral", "inhumane", "ominous", "failure", "disaster", "mistake", "threat", "danger", "disgrace", "outrage", "betrayal", "scam", "fraud", "hoax", "catastrophe", "violation", "burden",
		"setback", "sham", "hurt", "harm", "endanger", "threaten", "undermine", "weaken", "destroy", "ruin", "jeopardize", "worsen", "violate")
)
