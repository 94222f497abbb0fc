package claim

import (
	"slices"
	"sort"

	"parallax/news"
)

// A move is one act that an origin plans, expects or leaves open and another tells as done.
type move struct {
	low, high int // events
	score     float64
}

const (
	// mostMoves bounds the moves of a story that are shown.
	mostMoves = 3
	// mostKin bounds the verbs, mostAlike the events of like verbs, to which an event is
	// compared.
	mostKin   = 400
	mostAlike = 200
	// near is the part of its score from which further reports are listed with a move.
	near = 0.75
	// rareName is the weight in nats from which a word makes two names one: "Bank" does not.
	rareName = 4.5
	// copied is the cosine from which two sentences are one in which the parser has seen
	// different things.
	copied = 0.8
	// retold is the cosine from which two sentences may be one quotation, read in two ways.
	retold = 0.5
)

// moves groups the acts whose certainty differs between origins, the surest first, that the
// differences so far do not tell.
func (a *aligner) moves(told []news.ClaimGroup) []news.ClaimGroup {
	events := a.events()
	all := a.pairMoves(events)
	shown := map[int]bool{} // sentences
	var out []news.ClaimGroup
	for _, m := range all {
		e, f := &events[m.low], &events[m.high]
		if len(out) == mostMoves {
			break
		}
		if shown[e.sentence] || shown[f.sentence] || a.tells(told, e.sentence, f.sentence) {
			continue
		}
		members := []int{m.low, m.high}
		of := map[int]int{e.doc: 1, f.doc: 1}
		for _, n := range all {
			other := -1
			if n.score < near*m.score {
				break
			}
			if n.low == m.low || n.low == m.high || n.high == m.low || n.high == m.high {
				other = n.low
				if slices.Contains(members, other) {
					other = n.high
				}
			}
			if other >= 0 && !slices.Contains(members, other) && of[events[other].doc] < mostOfSide && !shown[events[other].sentence] {
				members = append(members, other)
				of[events[other].doc]++
			}
		}
		g := news.ClaimGroup{What: a.excerpt(a.deed(f)), Verdict: news.Update, Why: a.told(e) + "; " + a.told(f)}
		if level(e.status) == 2 && a.day(e.doc) > a.day(f.doc) {
			g.Verdict = news.Conflict // a later report still leaves it open
		}
		sort.Slice(members, func(x, y int) bool {
			s, t := &events[members[x]], &events[members[y]]
			return s.sentence < t.sentence || s.sentence == t.sentence && s.token < t.token
		})
		for _, i := range members {
			if one := &events[i]; !shown[one.sentence] {
				shown[one.sentence] = true
				g.Support = append(g.Support, news.Claim{Ref: a.Core(one.sentence), Status: one.status, ClaimedBy: one.by})
			}
		}
		out = append(out, g)
	}
	return out
}

// told puts an event with what decided its status.
func (a *aligner) told(e *event) string {
	cue := news.Span{}
	if e.cue >= 0 {
		cue = a.Report.Articles[e.doc].Tokens[e.cue].Span
	}
	return a.held(e.doc, a.excerpt(a.deed(e)), e.status, cue)
}

// deed is the clause that tells of an event, or its sentence where the clause says little.
func (a *aligner) deed(e *event) news.Ref {
	const least = 5 // words
	d := a.Report.Articles[e.doc]
	for _, cl := range a.clauses[e.sentence] {
		if cl.First <= e.token && e.token < cl.Last && cl.Last-cl.First >= least {
			return news.Ref{Doc: e.doc, Span: cl.Bare(d)}
		}
	}
	return a.Core(e.sentence)
}

// pairMoves are the pairs of events that tell one act with different certainty, best first.
func (a *aligner) pairMoves(events []event) []move {
	done := map[int][]int{} // events told as done, by predicate
	for i := range events {
		if e := &events[i]; level(e.status) >= 3 && e.past && !e.negated && !e.old {
			done[e.pred] = append(done[e.pred], i)
		}
	}
	preds := make([]int, 0, len(done))
	for p := range done {
		preds = append(preds, p)
	}
	sort.Ints(preds)
	kin := map[int][]int{} // predicates that are forms of one word
	var out []move
	for i := range events {
		e := &events[i]
		if l := level(e.status); l != 1 && l != 2 || e.negated || e.again {
			continue
		}
		forms, ok := kin[e.pred]
		if !ok && len(kin) < mostKin {
			for _, p := range preds {
				if a.kinWords(e.pred, p) {
					forms = append(forms, p)
				}
			}
			kin[e.pred] = forms
		}
		n := 0
		for _, p := range forms {
			for _, j := range done[p] {
				if n++; n > mostAlike {
					break
				}
				if s := a.oneDeed(e, &events[j]); s > 0 {
					out = append(out, move{i, j, s})
				}
			}
		}
	}
	sort.SliceStable(out, func(x, y int) bool { return out[x].score > out[y].score })
	return out
}

// oneDeed tells whether what e leaves open is what f tells as done, and how sure that is: by
// the weight in nats of the predicate, the participants and the other words that they
// share. It is 0 where it is not.
func (a *aligner) oneDeed(e, f *event) float64 {
	const settled = 1 // day by which reports of a plan may lag behind the act
	coming := level(e.status) == 1 || e.chance
	switch {
	case e.origin == f.origin, a.state(e), a.state(f), e.quoted && f.quoted, e.day != "" && f.day != "" && e.day != f.day:
		return 0
	case coming && f.before, e.chance && a.day(e.doc) >= a.day(f.doc), coming && (a.day(e.doc) > a.day(f.doc) || f.day != "" && daysBefore(f.day, a.day(e.doc)) > settled):
		return 0 // it was done before it was planned
	case f.status == news.Claimed && !f.said && !coming && (f.quoted || a.Cosine(e.sentence, f.sentence) >= retold):
		return 0 // one quotation, read in two ways
	}
	agent, agentWeight := a.sameParticipant(e.agent, f.agent)
	patient, patientWeight := a.sameParticipant(e.patient, f.patient)
	if agent < 0 || patient < 0 {
		return 0
	}
	if len(e.numbers) > 0 && len(f.numbers) > 0 && agent+patient < 2 && !share(e.numbers, f.numbers) {
		return 0
	}
	rest, pred := a.besidesRoles(e, f), a.Weights[e.pred]
	same := false
	switch {
	case agent == 1 && patient == 1:
		same = pred+agentWeight+patientWeight+rest >= 9 && (rest > 0 || sameFortnight(a.day(e.doc), a.day(f.doc)))
	case a.framed(e) || a.framed(f):
		same = agent == 1 && rest >= 10 // "to announce" may be of anything
	case patient == 1 && !e.agent.empty() && !f.agent.empty():
		same = rest >= 6 && patientWeight >= 4 // two who act, by words that do not tell them apart
	case patient == 1:
		same = rest >= 6 || patientWeight >= 5 && pred >= 2
	case agent == 1 && e.patient.empty() && f.patient.empty():
		same = rest >= 3
	case agent == 1:
		same = rest >= 4 && !e.patient.named && !f.patient.named || rest >= 6 // "will vote", "voted for Holm"
	}
	if !coming && rest < 2 {
		same = false // the doubt may be about what else is said
	}
	if patient < 1 && a.somebodyElse(e, f) {
		same = false // "will vote to acquit", "voted to acquit Holm"
	}
	if e.chance && !share(e.agent.entities, f.agent.entities) && !share(e.patient.entities, f.patient.entities) {
		same = false // what may happen to somebody happens to others
	}
	if !same || a.Cosine(e.sentence, f.sentence) >= copied {
		return 0
	}
	return pred + agentWeight + patientWeight + rest/2
}

// sameParticipant tells whether two fillers may name one thing, 1 that they do, -1 that they
// do not, and the weight of the words that say so.
func (a *aligner) sameParticipant(f, g filler) (int, float64) {
	const (
		named  = 5 // nats of one name
		common = 1 // nats below which a word may stand for anything: "time", "month"
	)
	if f.empty() || g.empty() {
		return 0, 0
	}
	for _, e := range f.entities {
		if slices.Contains(g.entities, e) {
			return 1, named
		}
	}
	names := f.named && g.named
	if len(f.entities) > 0 && len(g.entities) > 0 && (names || a.people(f.entities) && a.people(g.entities)) {
		return -1, 0
	}
	best := 0.0
	for _, v := range f.heads {
		for _, w := range g.heads {
			if v == w && f.named == g.named && (!names || a.Weights[v] >= rareName) {
				best = max(best, a.Weights[v])
			} else if !f.named && !g.named && a.kinWords(v, w) {
				best = max(best, min(a.Weights[v], a.Weights[w]))
			}
		}
	}
	for _, v := range f.names {
		if a.Weights[v] >= rareName && slices.Contains(g.names, v) {
			best = max(best, a.Weights[v])
		}
	}
	switch {
	case best >= common:
		return 1, best
	case best > 0 || f.named != g.named:
		return 0, 0 // "the company" may be any
	}
	return -1, 0
}

// somebodyElse reports whether what f tells names a person whom the sentence of e does not.
func (a *aligner) somebodyElse(e, f *event) bool {
	ref, known := a.deed(f), a.namedIn(e.sentence)
	for _, g := range a.namedIn(f.sentence) {
		if a.Report.Entities[g].Kind != news.Person || slices.Contains(known, g) || slices.Contains(f.agent.entities, g) {
			continue
		}
		if slices.ContainsFunc(a.Report.Entities[g].Mentions, func(m news.Ref) bool { return m.Doc == ref.Doc && ref.Contains(m.Span) }) {
			return true
		}
	}
	return false
}

// people reports whether all of the entities are persons.
func (a *aligner) people(entities []int) bool {
	return !slices.ContainsFunc(entities, func(g int) bool { return a.Report.Entities[g].Kind != news.Person })
}

// besidesRoles is the weight of the words that two events share beside their predicate and
// participants.
func (a *aligner) besidesRoles(e, f *event) float64 {
	weight := 0.0
	for _, w := range e.stems {
		if slices.Contains(e.agent.heads, w) || slices.Contains(e.patient.heads, w) || slices.Contains(e.agent.names, w) || slices.Contains(e.patient.names, w) {
			continue
		}
		if _, ok := slices.BinarySearch(f.stems, w); ok {
			weight += a.Weights[w]
		}
	}
	return weight
}

// state reports whether the verb tells what holds, not what is done.
func (a *aligner) state(e *event) bool { return states[lemma(a.Report.Articles[e.doc], e.token)] }

// framed reports whether the verb is one of speech or thought and not of an act.
func (a *aligner) framed(e *event) bool {
	l := lemma(a.Report.Articles[e.doc], e.token)
	return speaks[l] || seems[l] || doubting[l] || expects[l]
}

// states are the verbs that tell what holds, not what is done.
var states = set("show", "want", "intend", "plan", "include", "contain", "have", "mean", "remain", "involve", "represent", "know", "live", "belong", "need", "like", "decline", "refuse", "fail", "try", "call", "continue", "suppose", "wear", "see", "seek", "allow")
