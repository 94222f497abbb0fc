package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A rebuttal is a clause in which somebody denies something: "Norland denied that the
// ferry was full", "Holm disputed the claim".
type rebuttal struct {
	ref      news.Ref
	sentence int
	who      string // the denier, as the clause names it
	entities []int  // of the denier
	stems    []int  // of what is denied
	proper   []bool // which of them are names
	pointed  bool   // at what stands before: "denied the allegations"
	own      bool   // a deed of the denier: "denied that he had fled", "denied fleeing"
}

const (
	// mostRebuttals bounds the denials of a story that are shown: those that most
	// origins speak of.
	mostRebuttals = 3
	// mostRead bounds those that are looked for in every other sentence.
	mostRead = 150
	// leastDenied is the weight in nats of the words of a denial that another origin's
	// sentence has, and leastPart the part of what is denied that they make up where it
	// names the denier too; where it does not, they are nearlyAll.
	leastDenied = 3.4
	leastPart   = 0.55
	nearlyAll   = 0.95
)

// denials puts what somebody denies beside what another origin tells of the same.
func (a *aligner) denials(used []bool) []news.ClaimGroup {
	var all []rebuttal
	for i := range a.Sentences {
		for n, cl := range a.clauses[i] {
			if r, ok := a.rebuttal(i, n, cl); ok && len(all) < mostRead {
				all = append(all, r)
			}
		}
	}
	type found struct {
		rebuttal
		told map[int]int // sentence by article
	}
	var answers []found
	for _, r := range all {
		if told := a.toldOf(&r); len(told) > 0 {
			answers = append(answers, found{r, told})
		}
	}
	sort.SliceStable(answers, func(x, y int) bool { return len(answers[x].told) > len(answers[y].told) })
	seen := map[int]bool{} // sentences shown
	var out []news.ClaimGroup
	for _, f := range answers {
		if len(out) == mostRebuttals {
			break
		}
		if seen[f.sentence] {
			continue
		}
		d := a.Report.Articles[f.ref.Doc]
		g := news.ClaimGroup{Verdict: news.Conflict}
		add := func(i int, ref news.Ref, status news.Status, by string) {
			if seen[i] {
				return
			}
			seen[i] = true
			for _, j := range a.bySentence[i] {
				used[j] = true
			}
			g.Support = append(g.Support, news.Claim{Ref: ref, Status: status, ClaimedBy: by})
		}
		add(f.sentence, f.ref, news.Denied, f.who)
		of := map[int]int{f.ref.Doc: 1}
		for k := range all {
			r := &all[k]
			if of[r.ref.Doc] < mostOfSide && a.sameRebuttal(&f.rebuttal, r) && !seen[r.sentence] {
				of[r.ref.Doc]++
				add(r.sentence, r.ref, news.Denied, r.who)
			}
		}
		for doc, e := range a.Report.Articles {
			i, ok := f.told[doc]
			if !ok || seen[i] {
				continue
			}
			ref := a.Core(i)
			status, by := news.Happened, ""
			if over := covering(e, ref.Span); len(over) > 0 {
				status, by = news.Claimed, e.Attributions[over[0]].Speaker
			}
			if g.What == "" {
				g.What = a.excerpt(ref)
				g.Why = fmt.Sprintf("%s: “%s”; %s: “%s”", a.when(doc), a.excerpt(ref), a.when(f.ref.Doc), strings.Join(strings.Fields(d.Slice(f.ref.Span)), " "))
			}
			add(i, ref, status, by)
		}
		if g.What == "" {
			continue
		}
		sort.SliceStable(g.Support, func(x, y int) bool { return g.Support[x].Doc < g.Support[y].Doc })
		out = append(out, g)
	}
	return out
}

// sameRebuttal reports whether two denials are one: of one being, about the same.
func (a *aligner) sameRebuttal(r, s *rebuttal) bool {
	if !share(r.entities, s.entities) {
		return false
	}
	return slices.ContainsFunc(r.stems, func(w int) bool { return slices.ContainsFunc(s.stems, func(v int) bool { return a.kinWords(v, w) }) })
}

// kinWords reports whether two stems are one word or forms of one.
func (a *aligner) kinWords(v, w int) bool {
	return v == w || derived(a.Stems[v], a.Stems[w]) && a.vectors[v].Alike(a.vectors[w]) >= family
}

// rebuttal reads clause n of sentence i.
func (a *aligner) rebuttal(i, n int, cl clause.Clause) (rebuttal, bool) {
	one := &a.Sentences[i]
	d := a.Report.Articles[one.Doc]
	if cl.Verb < 0 || !rejects[lemma(d, cl.Verb)] || cl.Conditional || negation(d, cl) >= 0 || passive(d, cl) || d.Tokens[cl.Verb].POS != news.VERB {
		return rebuttal{}, false
	}
	for t := cl.GroupFirst; t < cl.Verb; t++ {
		switch lower(d, t) {
		case "to", "will", "would", "could", "should", "may", "might", "must", "can":
			return rebuttal{}, false // nothing is denied yet
		}
	}
	r := rebuttal{sentence: i, who: a.denier(d, cl)}
	span, what := cl.Span, news.Span{Start: d.Tokens[cl.Verb].End, End: cl.End}
	if all := a.clauses[i]; n+1 < len(all) && (complement(d, cl, all[n+1]) || all[n+1].Complement && all[n+1].First == cl.Last) {
		what.End, span.End = all[n+1].End, all[n+1].End
	}
	r.ref = news.Ref{Doc: one.Doc, Span: span}
	sub := cl
	if cl.Subject < len(a.clauses[i]) && cl.Subject != n {
		sub = a.clauses[i][cl.Subject]
		if r.who == "" {
			r.who = a.denier(d, sub)
		}
	}
	for t := sub.First; t < sub.GroupFirst; t++ {
		if g, ok := a.entityAt[one.Doc][d.Tokens[t].Start]; ok {
			r.entities = append(r.entities, g)
		}
	}
	first, last := d.TokensIn(what)
	if find(d, first, last, grants) >= 0 {
		return rebuttal{}, false
	}
	retort := find(d, first, min(last, first+8), spoken)
	if lemma(d, cl.Verb) != "deny" && retort < 0 {
		return rebuttal{}, false // bills, motions and requests are rejected too
	}
	if t := find(d, first, last, relatives); t >= 0 && lower(d, t) == "that" {
		first = t + 1
	}
	if t := first; t < last {
		w := lower(d, t)
		r.own = w == "he" || w == "she" || w == "they" || strings.HasSuffix(w, "ing") && d.Tokens[t].POS == news.VERB
	}
	for t := first; t < last; t++ {
		if w := lower(d, t); (w == "and" || w == "but" || w == "," || w == "as" || w == "while") && len(r.stems) > 0 {
			break // what follows is not denied
		}
		a.takeStem(d, t, &r)
	}
	if len(r.stems) == 0 && r.who != "" {
		// "Denied the allegations": they stand before.
		r.pointed = true
		a.before(i, cl.First, &r)
	}
	return r, r.who != "" && len(r.stems) > 0
}

// before takes for what is denied the words of the same sentence before token at that
// accuse somebody, or those of the sentence before.
func (a *aligner) before(i, at int, r *rebuttal) {
	d := a.Report.Articles[r.ref.Doc]
	s := d.Sentences[a.Sentences[i].Number]
	first, last := s.First, at
	if !accusing(d, first, last) {
		if i == a.Docs[r.ref.Doc][0] {
			return
		}
		s = d.Sentences[a.Sentences[i-1].Number]
		if first, last = s.First, s.Last; !accusing(d, first, last) {
			return
		}
	}
	for t := first; t < last; t++ {
		a.takeStem(d, t, r)
	}
}

// accusing reports whether a word of tokens first to last lays something at somebody's
// door.
func accusing(d *news.Doc, first, last int) bool {
	for t := first; t < last; t++ {
		if l := lemma(d, t); accuses[l] || l == "claim" || l == "charge" || l == "suspect" || l == "conclude" || spoken[lower(d, t)] {
			return true
		}
	}
	return false
}

func (a *aligner) takeStem(d *news.Doc, t int, r *rebuttal) {
	if p := d.Tokens[t].POS; p != news.NOUN && p != news.VERB && p != news.PROPN && p != news.ADJ && p != news.NUM {
		return
	}
	if w := lower(d, t); spoken[w] || frames[w] || hollow[lemma(d, t)] {
		return
	}
	if n := a.Number(d.Slice(d.Tokens[t].Span)); n >= 0 && !slices.Contains(r.stems, n) {
		r.stems = append(r.stems, n)
		r.proper = append(r.proper, d.Tokens[t].POS == news.PROPN)
	}
}

// toldOf are the sentences of other origins that tell what is denied, the best of each
// article.
func (a *aligner) toldOf(r *rebuttal) map[int]int {
	total, common := 0.0, 0.0 // of common nouns, verbs and adjectives
	for k, w := range r.stems {
		total += a.Weights[w]
		if !r.proper[k] {
			common += a.Weights[w]
		}
	}
	origin := a.Sentences[r.sentence].Origin
	out, best := map[int]int{}, map[int]float64{}
	for i := range a.Sentences {
		one := &a.Sentences[i]
		if one.Origin == origin || one.Title || one.Tokens < 6 {
			continue
		}
		sum, did, proper, n := 0.0, 0.0, false, 0
		for k, w := range r.stems {
			if slices.ContainsFunc(one.Stems, func(v int) bool { return a.kinWords(v, w) }) {
				sum += a.Weights[w]
				n++
				proper = proper || r.proper[k]
				if !r.proper[k] {
					did += a.Weights[w]
				}
			}
		}
		if sum < leastDenied || sum < leastPart*total || did < leastPart*common || sum <= best[one.Doc] {
			continue
		}
		// Somebody else may have done the like: the sentence names the denier, or a name
		// in what is denied.
		if !a.sentenceNames(i, r.entities) && (r.pointed || r.own && len(r.entities) > 0 || sum < nearlyAll*total || len(r.entities) > 0 && !proper) {
			continue
		}
		if a.opens(i) {
			continue
		}
		d := a.Report.Articles[one.Doc]
		if s := d.Sentences[one.Number]; (common == 0 || n == 1) && !accusing(d, s.First, s.Last) || find(d, s.First, s.Last, maybes) >= 0 {
			continue // "denied Varga's account": what it was is not said; "denied any fraud": a fraud inquiry finds none yet
		}
		out[one.Doc], best[one.Doc] = i, sum
	}
	return out
}

// sentenceNames reports whether sentence i names one of the entities.
func (a *aligner) sentenceNames(i int, entities []int) bool {
	for _, j := range a.bySentence[i] {
		for _, g := range a.statements[j].entities {
			if slices.Contains(entities, g) {
				return true
			}
		}
	}
	return false
}

// opens reports whether sentence i denies or asks rather than tells.
func (a *aligner) opens(i int) bool {
	d := a.Report.Articles[a.Sentences[i].Doc]
	if strings.HasSuffix(strings.TrimRight(d.Slice(a.Sentences[i].Span), " \"”’"), "?") {
		return true
	}
	if s := d.Sentences[a.Sentences[i].Number]; find(d, s.First, s.Last, disclaims) >= 0 {
		return true
	}
	for _, cl := range a.clauses[i] {
		if cl.Verb >= 0 && (rejects[lemma(d, cl.Verb)] || negation(d, cl) >= 0) {
			return true
		}
	}
	return false
}

var (
	// spoken are the nouns for what somebody has said: they are rejected as untrue.
	spoken = set("accusation", "accusations", "allegation", "allegations", "claim", "claims", "charge", "charges", "report", "reports", "suggestion", "suggestions",
		"notion", "assertion", "assertions", "characterization", "rumor", "rumors", "rumour", "rumours", "speculation", "account", "accounts", "concerns", "fears", "conclusion", "story", "stories")
	// hollow are words of denials that do not say what is denied.
	hollow = set("any", "all", "such", "be", "have", "do", "make", "repeatedly", "strongly", "vehemently", "categorically", "deny", "reject", "dispute", "dismiss", "refute",
		"that", "this", "those", "these", "wrongdoing", "whole", "entire", "time", "man", "woman", "people")
	// disclaims are the words of who denies without the verb: "I had no knowledge of it".
	disclaims = set("no", "never", "nothing", "nor", "innocent", "innocence", "denial", "denials")
	// maybes leave open whether there was what they stand before.
	maybes = set("possible", "potential", "whether", "if", "probe", "investigation", "investigations", "inquiry", "investigate", "investigating")
	// grants are what is denied to somebody.
	grants = set("entry", "access", "consent", "request", "requests", "bail", "permission", "visa", "visas", "asylum", "motion", "petition", "appeal",
		"bid", "service", "services", "coverage", "right", "rights", "bond", "parole", "release", "funding", "funds", "money", "aid", "benefits", "care", "treatment", "status", "citizenship", "food", "water", "housing", "chance", "opportunity")
)
