package claim

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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
	main     bool  // the deed that the story is about: "the move"
	definite bool
}

// stances finds things that somebody in one origin speaks well of and somebody else, in
// another, ill.
func (a *aligner) stances() []news.ClaimGroup {
	var all []stance
	mains, wide := a.deeds(), a.OriginsWith()
	for i := range a.Sentences {
		if a.Sentences[i].Title {
			continue
		}
		for k, cl := range a.clauses[i] {
			s, ok := a.stance(i, k, cl)
			if ok && !opines(s.by) {
				continue
			}
			if ok && s.good && s.status == news.Unconfirmed {
				continue // what could be good is not called so; what could be bad is
			}
			if ok && a.heldHere(&s, mains, wide) {
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

// opines reports whether a name may be that of somebody with an opinion: a name, or many; not
// "the job", "her decision".
func opines(by string) bool {
	words := strings.Fields(by)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	first, _ := utf8.DecodeRuneInString(last)
	return unicode.IsUpper(first) || strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") || people[strings.ToLower(last)]
}

// people are those who hold opinions, other than by the plural.
var people = set("president", "minister", "senator", "leader", "spokesman", "spokeswoman", "spokesperson", "official", "lawyer", "judge", "critic", "expert", "mayor",
	"governor", "secretary", "chief", "director", "professor", "analyst", "union", "government", "ministry", "party", "company", "group", "administration", "police", "association",
	"he", "she", "man", "woman", "people", "chairman", "chairwoman", "commissioner", "advocate", "activist", "author", "officer", "mother", "father", "family", "council", "board", "agency", "republican", "democrat")

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

// nobodies are the subjects that hold nothing: "with no deputies to back the bill".
var nobodies = set("no", "few", "neither", "nobody", "none")

// duties say what should be, not what is thought of what is.
var duties = set("must", "should", "need", "needs")

// disputes are the verbs whose clause is not held to be true.
var disputes = set("reject", "deny", "dismiss", "dispute", "doubt", "question", "rebut", "refute")

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
	if cl.Verb == cl.GroupFirst && strings.HasSuffix(lower(d, cl.Verb), "ing") {
		return stance{}, false // "hurting trade": who or what does is not said
	}
	if k > 0 && a.clauses[i][k-1].Verb >= 0 && disputes[lemma(d, a.clauses[i][k-1].Verb)] {
		return stance{}, false // "rejected the idea that it would hurt trade"
	}
	if find(d, cl.First, cl.GroupFirst, nobodies) >= 0 || find(d, cl.GroupFirst, cl.Verb, duties) >= 0 || cl.Verb > 1 && lower(d, cl.Verb-1) == "to" && lower(d, cl.Verb-2) == "have" {
		return stance{}, false
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
			case "about", "of", "with", "over", "by", "in", "at":
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
	wary    = set("skeptical", "sceptical", "skepticism", "scepticism", "doubtful", "doubts", "critical", "worried", "concerned", "alarmed", "dismayed", "disappointed", "disappointment", "frustration", "outrage", "anger", "wary", "outraged", "appalled", "troubled", "suspicious")
)

// judged is the word of judgement that the clause's copula joins to its subject, -1 for
// none: "is dangerous", "would be a big mistake".
func judged(d *news.Doc, cl clause.Clause) int {
	const reach = 5 // words: "is a very big mistake"
	for t := cl.Verb + 1; t < min(cl.Last, cl.Verb+1+reach); t++ {
		switch w := lemma(d, t); {
		case (w == "better" || w == "worse" || w == "bad" || w == "good") && find(d, t, min(cl.Last, t+2), set("than")) >= 0:
			return -1 // compared, not judged
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
		"appropriate", "exciting", "promising", "honest", "responsible", "meaningful", "confident", "optimistic", "encouraging", "justified", "true", "accurate", "credible", "legitimate", "impressive", "smart", "wise", "necessary", "better", "best",
		"success", "victory", "progress", "achievement", "breakthrough", "improvement", "opportunity", "solution", "triumph", "improve", "strengthen")
	faults = set("bad", "terrible", "awful", "horrible", "dangerous", "unsafe", "unfair", "wrong", "harmful", "ineffective", "useless", "pointless", "unnecessary", "negative", "illegal", "unlawful", "unconstitutional",
		"unreasonable", "inappropriate", "skeptical", "sceptical", "doubtful", "pessimistic", "worrying", "troubling", "disappointing", "shameful", "disgraceful", "outrageous", "irresponsible", "unjustified", "false",
		"inaccurate", "misleading", "baseless", "illegitimate", "reckless", "cruel", "racist", "discriminatory", "stupid", "foolish", "worse", "worst", "disastrous", "catastrophic", "unacceptable", "absurd", "ridiculous",
		"avoidable", "unhelpful", "disrespectful", "insulting", "hypocritical", "mess", "madness", "insanity", "travesty", "nonsense", "farce", "joke", "insult", "overreach", "giveaway", "risky", "alarming", "immoral", "inhumane", "ominous", "failure", "disaster", "mistake", "threat", "danger", "disgrace", "outrage", "betrayal", "scam", "fraud", "hoax", "catastrophe", "violation", "burden",
		"setback", "sham", "hurt", "harm", "endanger", "threaten", "undermine", "weaken", "ruin", "jeopardize", "worsen", "violate")
)
