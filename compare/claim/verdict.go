package claim

import (
	"fmt"
	"slices"
	"strings"

	"parallax/news"
)

// level is the place of a status on the ladder from plan to fact.
func level(s news.Status) int {
	switch s {
	case news.Planned, news.Expected:
		return 1
	case news.Unconfirmed:
		return 2
	case news.Claimed:
		return 3
	case news.Confirmed, news.Happened:
		return 4
	}
	return 0 // denied, cancelled: off the ladder
}

// agreed keeps of a group what reads as a statement by itself: with a subject,
// not from a caption. Two origins must be left.
func (a *aligner) agreed(g group) (news.ClaimGroup, bool) {
	var kept group
	for k, m := range g.members {
		s := &a.statements[m]
		if s.headless || a.Report.Articles[s.Doc].InBoilerplate(s.Span) {
			continue
		}
		if len(kept.members) > 0 && !a.agree(&a.statements[kept.members[0]], s) {
			continue
		}
		kept.members = append(kept.members, m)
		kept.sims = append(kept.sims, g.sims[k])
	}
	n := a.origins(kept)
	if n < 2 {
		return news.ClaimGroup{}, false
	}
	seed := &a.statements[kept.members[0]]
	if seed.weight < leastStated || len(strings.Fields(a.Report.Slice(seed.Ref))) < leastWords || seed.verb < 0 {
		return news.ClaimGroup{}, false
	}
	out := news.ClaimGroup{What: a.excerpt(seed.Ref), Verdict: news.Agree, Why: fmt.Sprintf("%d origins state it in words that match", n)}
	for _, m := range kept.members {
		s := &a.statements[m]
		out.Support = append(out.Support, news.Claim{Ref: s.Ref, Status: s.status, ClaimedBy: s.by})
	}
	return out, true
}

// agree reports whether two statements that match may be called the same: not
// about different persons or other numbers, not one a plan or a doubt and the
// other a fact, not one denied.
func (a *aligner) agree(s, t *statement) bool {
	open := func(s *statement) bool { l := level(s.status); return l == 1 || l == 2 }
	if open(s) != open(t) || (level(s.status) == 0) != (level(t.status) == 0) {
		return false
	}
	if len(s.numbers) > 0 && len(t.numbers) > 0 && !shareNumber(s, t) {
		return false
	}
	p, q := a.persons(s), a.persons(t)
	return len(p) == 0 || len(q) == 0 || share(p, q)
}

// persons are the entity groups of the persons that a statement names.
func (a *aligner) persons(s *statement) []int {
	var out []int
	for _, g := range s.entities {
		if a.Report.Entities[g].Kind == news.Person {
			out = append(out, g)
		}
	}
	return out
}

// leastStated is the weight in nats of a statement worth showing where the
// origins agree: less, and it is a turn of phrase.
const leastStated = 8.0

func (a *aligner) differ(i, j int, sim float64) (news.Verdict, string) {
	s, t := &a.statements[i], &a.statements[j]
	if s.origin == t.origin {
		return "", ""
	}
	x, y := level(s.status), level(t.status)
	if a.day(s.Doc) > a.day(t.Doc) {
		s, t, x, y = t, s, y, x
	}
	if a.otherwise(s, t, sim) {
		return news.Conflict, fmt.Sprintf("%s: “%s” (%s); %s: “%s” (%s)", a.when(s.Doc), a.excerpt(s.Ref), s.day, a.when(t.Doc), a.excerpt(t.Ref), t.day)
	}
	if !a.sameEvent(s, t, sim) {
		return "", ""
	}
	if !a.surely(s, t) && !a.sameTrip(s, t) && t.status != news.Cancelled && !(s.negated && a.soFar(s)) {
		return "", ""
	}
	if t.status == news.Happened && x == 1 && hadBeen(a.Report.Articles[t.Doc], t.Span) {
		return "", "" // "had been serving" was before
	}
	plan, doubt := x == 1 && !s.iffy && !s.old && !t.old, x == 2 && !s.iffy && !s.negated && !s.headless && !anyWord(a.Report.Articles[s.Doc].Slice(s.cue), looks)
	const told = 3 // stems: "she has decided" does not say what
	fact := a.stated(t) && !t.negated && !t.iffy && len(t.stems) >= told
	switch {
	case a.opposite(i, j, sim):
		if a.tellsToo(a.statements[i].Doc, j) || a.tellsToo(a.statements[j].Doc, i) {
			return "", "" // "not one old contract, only new ones": both reports have both halves
		}
		if s.negated && t.past && a.day(s.Doc) < a.day(t.Doc) && a.soFar(s) {
			return news.Update, a.versus(s, t)
		}
		return news.Conflict, a.versus(s, t)
	case plan && !s.halts && t.status == news.Cancelled && a.sameVerb(s, t):
		return news.Update, a.versus(s, t)
	case plan && fact && (a.sameTrip(s, t) || t.past && a.closeVerb(s, t) && a.sameAct(s, t) && (!t.holds || shareNumber(s, t)) && (t.plain || a.alike(s.patient, t.patient) > 0)):
		return news.Update, a.versus(s, t)
	case plan && y == 2 && a.unsettled(t), x == 2 && y == 1 && a.unsettled(s):
		// One report plans on it, another says that it is not confirmed: the
		// later one supersedes, of one day neither does.
		if x == 2 && a.day(s.Doc) < a.day(t.Doc) {
			return news.Update, a.versus(s, t)
		}
		return news.Conflict, a.versus(s, t)
	case doubt && fact && t.past && sim >= same && a.closeVerb(s, t) && a.sameAct(s, t):
		return news.Update, a.versus(s, t)
	case a.stated(s) && s.past && !s.negated && y == 2 && !a.allowed(t) && !t.iffy && !t.negated && a.sameAct(s, t) && a.agrees(s, t) == 2:
		// What an earlier report states as a fact a later one leaves open.
		return news.Conflict, a.versus(s, t)
	case x == 3 && a.doubtful(s) && !s.headless && y == 4 && a.day(s.Doc) <= a.day(t.Doc) && s.plain && !doubtStems[a.Stems[max(0, t.verb)]] && a.sameAct(s, t) && sim >= settled && !a.quotes(s) && !a.quotes(t):
		return news.Update, a.versus(s, t)
	}
	return "", ""
}

// tellsToo reports whether the article states, as surely, what statement i of another says:
// who tells both sees no difference between them.
func (a *aligner) tellsToo(doc, i int) bool {
	const alike = 0.8 // likeness: the same words but for a few
	s := &a.statements[i]
	for j := range a.statements {
		if t := &a.statements[j]; t.Doc == doc && t.negated == s.negated && t.verb == s.verb && a.likeness(i, j) >= alike {
			return true
		}
	}
	return false
}

// allowed reports whether a statement is open by a bare "may", "might" or "could", which
// speaks of what is allowed or to come; "may have" doubts what was.
func (a *aligner) allowed(s *statement) bool {
	d := a.Report.Articles[s.Doc]
	t := s.cueAt(d)
	return t >= 0 && (lower(d, t) == "may" || lower(d, t) == "might" || lower(d, t) == "could") && find(d, t, min(t+3, len(d.Tokens)), set("have")) < 0
}

// hadBeen reports whether a statement tells what went on before: "had been serving".
func hadBeen(d *news.Doc, span news.Span) bool {
	first, last := d.TokensIn(span)
	for t := first; t+2 < last; t++ {
		if lower(d, t) == "had" && lower(d, t+1) == "been" && strings.HasSuffix(lower(d, t+2), "ing") {
			return true
		}
	}
	return false
}

// soFar reports whether a negation holds until the report only: "nobody had been
// arrested as of Sunday".
func (a *aligner) soFar(s *statement) bool {
	said := " " + strings.ToLower(a.Report.Slice(a.Sentences[s.sentence].Ref)) + " "
	return strings.Contains(said, " as of ") || strings.Contains(said, " yet ") || strings.Contains(said, " so far") || strings.Contains(said, " had been ") || strings.Contains(said, " have been ")
}

// looks are the verbs that judge what is known rather than leave it open.
var looks = set("seem", "appear")

// stated reports whether a statement is given as a fact, be it on the word of
// somebody who should know: "said", not "claimed".
func (a *aligner) stated(s *statement) bool {
	return level(s.status) == 4 || s.status == news.Claimed && !a.doubtful(s) && s.cue.Len() > 0 && !anyWord(a.Report.Articles[s.Doc].Slice(s.cue), accuses)
}

// otherwise reports whether two statements give one act to two days.
func (a *aligner) otherwise(s, t *statement, sim float64) bool {
	return a.flat(s) && a.flat(t) && s.verb >= 0 && s.verb == t.verb && s.plain && t.plain && sim >= same &&
		a.alike(s.agent, t.agent) >= 0 && a.alike(s.patient, t.patient) > 0 &&
		s.day != "" && t.day != "" && s.day != t.day && sameWeek(s.day, t.day)
}

// flat reports whether a statement tells of something done, without doubt.
func (a *aligner) flat(s *statement) bool { return a.stated(s) && s.past && !s.negated }

// quotes reports whether a statement is somebody's very words, or has some in it.
func (a *aligner) quotes(s *statement) bool {
	d := a.Report.Articles[s.Doc]
	return quoted(d, s.Span) || strings.ContainsAny(d.Slice(s.Span), "\"“”")
}

// unsettled reports whether a statement says in so many words that it is not
// confirmed.
func (a *aligner) unsettled(s *statement) bool {
	return s.status == news.Unconfirmed && anyWord(a.Report.Articles[s.Doc].Slice(s.cue), confirms)
}

// settled is the likeness from which what an earlier report lays at somebody's
// door and a later one states as a fact is called settled.
const settled = 0.5

// doubtful reports whether the words of attribution leave the matter open:
// "claims", "alleged", "suggested", not "said".
func (a *aligner) doubtful(s *statement) bool {
	return !relatives[s.by] && s.cue.Len() > 0 && anyWord(a.Report.Articles[s.Doc].Slice(s.cue), doubts)
}

// versus puts the two statements side by side, each with what decided its
// status.
func (a *aligner) versus(s, t *statement) string {
	return a.version(s) + "; " + a.version(t)
}

func (a *aligner) version(s *statement) string {
	return a.held(s.Doc, a.around(s), s.status, s.cue)
}

// held puts words of an article with their status and the cue that makes it, if there is one.
func (c *corpus) held(doc int, words string, status news.Status, cue news.Span) string {
	out := fmt.Sprintf("%s: “%s”, %s", c.when(doc), words, status)
	if cue.Len() > 0 {
		out += " by “" + oneLine(c.Report.Articles[doc].Slice(cue)) + "”"
	}
	return out
}

// around is the excerpt of a statement that shows its cue.
func (a *aligner) around(s *statement) string {
	out := a.excerpt(s.Ref)
	cue := strings.Join(strings.Fields(a.Report.Articles[s.Doc].Slice(s.cue)), " ")
	words := strings.Fields(a.Report.Slice(s.Ref))
	if len(words) > mostExcerpt && s.Contains(s.cue) && !strings.Contains(out, cue) {
		return "… " + strings.Join(words[len(words)-mostExcerpt:], " ")
	}
	return out
}

// sameAct reports whether two statements with one verb may tell of one act:
// where both give numbers, or days, they share one.
func (a *aligner) sameAct(s, t *statement) bool {
	if a.oneAct(s, t) {
		return true
	}
	if s.verb < 0 || s.verb != t.verb || s.day != "" && t.day != "" && s.day != t.day {
		return false
	}
	return len(s.numbers) == 0 || len(t.numbers) == 0 || shareNumber(s, t)
}

// closeVerb reports whether the verbs are one, forms of one, or near synonyms:
// "require" and "prohibit" are used alike, and are not.
func (a *aligner) closeVerb(s, t *statement) bool {
	const synonym = 0.62 // "captured", "arrested"
	return s.verb >= 0 && t.verb >= 0 && (s.verb == t.verb || derived(a.Stems[s.verb], a.Stems[t.verb]) ||
		float64(a.vectors[s.verb].Alike(a.vectors[t.verb])) >= synonym || a.agrees(s, t) == 1 && shareNumber(s, t))
}

// sameTrip reports whether two statements of coming and going name one place, or
// share another word beside who goes.
func (a *aligner) sameTrip(s, t *statement) bool {
	if !s.trip || !t.trip {
		return false
	}
	for _, w := range s.stems {
		if w != s.verb && !slices.Contains(s.agent.heads, w) && !slices.Contains(t.agent.heads, w) && slices.Contains(t.stems, w) && !a.inNames(w, s.agent.entities) {
			return true
		}
	}
	return false
}

// inNames reports whether stem w is part of the name of one of the entities.
func (a *aligner) inNames(w int, entities []int) bool {
	for _, g := range entities {
		for _, f := range a.Words(a.Report.Entities[g].Name) {
			if f == w {
				return true
			}
		}
	}
	return false
}

func (a *aligner) sameVerb(s, t *statement) bool {
	return s.trip && t.trip || s.verb >= 0 && s.verb == t.verb || s.verb >= 0 && t.verb >= 0 && a.match(s.verb, t.verb) > 0
}

func (a *aligner) origins(g group) int {
	seen := map[int]bool{}
	for _, m := range g.members {
		seen[a.statements[m].origin] = true
	}
	return len(seen)
}
