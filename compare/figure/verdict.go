package figure

import (
	"math"
	"strings"
	"time"

	"parallax/news"
)

// judge gives the verdict on one quantity; ok is false for what is not worth
// a line: a lone date or a bare "one" that nobody else mentions.
func (l *ledger) judge(members []*mention) (group, bool) {
	g := group{members: members}
	origins := map[int]bool{}
	docs := map[int]bool{}
	for _, m := range members {
		origins[m.origin] = true
		docs[m.doc] = true
		g.weight = max(g.weight, tellingWeight(m))
	}
	g.origins = len(origins)
	state := l.compare(members)
	switch {
	case state.differ:
		g.verdict, g.undated = l.difference(members, state)
	case g.origins < 2:
		g.verdict = news.Single
		if len(docs) == 1 && !worth(members[0]) {
			return g, false
		}
	case state.fits:
		g.verdict = news.Compatible
	default:
		g.verdict = news.Agree
	}
	switch g.verdict {
	case news.Conflict:
		g.rank = 0
	case news.Update:
		g.rank = 1
	case news.Compatible, news.Agree:
		g.rank = 2
	default:
		g.rank = 3
	}
	if members[0].dim == dateDim && g.rank > 1 {
		g.rank = 4 // the timeline says more about dates
	}
	g.why = l.explain(&g, state)
	return g, true
}

// worth tells which figures of a single report are listed.
func worth(m *mention) bool {
	switch m.dim {
	case dateDim, scoreDim:
		return false
	case otherDim:
		return m.fig.Unit != "" || m.value >= 2
	}
	return true
}

// tellingWeight orders figures of equal standing: what happened to people
// first, then money and other counts, large before small.
func tellingWeight(m *mention) float64 {
	w := 0.0
	switch {
	case m.dim == peopleDim && m.fig.Measure != "":
		w = 6
	case m.dim == moneyDim, m.dim == peopleDim:
		w = 4
	case m.dim == percentDim, m.dim == otherDim:
		w = 3
	case m.dim == rankDim:
		w = 1
	default:
		w = 2
	}
	if m.fig.Hypothetical {
		w--
	}
	return w + (1 - m.place)
}

// A state is how the values of a group stand to each other.
type state struct {
	fits   bool // some articles' values are not equal, all can hold
	differ bool
	told   bool     // an article tells that one value has replaced another
	a, b   *mention // the two that differ most tellingly, a published first where dates are known
}

// compare relates every article to every other: by an equal value where both
// give one, whatever else they give beside it (a conversion, a looser word).
func (l *ledger) compare(members []*mention) state {
	var s state
	best := -2.0
	nearest := map[[2]int]relation{}
	const most = 400 // members; a quantity that is mentioned more often has shown its values by then
	members = members[:min(most, len(members))]
	s.told = l.told(members, l.corrected)
	for i, b := range members {
		for _, a := range members[:i] {
			r := relate(a, b)
			if r == loose && s.told && a.doc != b.doc {
				r = differ
			}
			if r == loose && a.doc != b.doc && a.dim != durationDim && a.dim != pointsDim && a.dim != massDim && (a.fig.Measure != "" || min(a.value, b.value) > 2) && a.fig.HasValue && b.fig.HasValue && l.same(a, b) >= 0.8 && !l.unlikeRivals(a, b) {
				r = differ
			}
			if r == fits && a.doc != b.doc && stated(a, b) && !l.unlikeRivals(a, b) && l.same(a, b) >= 0.8 {
				r = differ
			}
			if r == equal && bounded(a, b) {
				r = fits
			}
			if r == differ && (a.doc != b.doc || a.origin != b.origin || s.differ) {
				s.differ = true
				p := l.same(a, b)
				if a.dim == ageDim && l.aged([]*mention{a, b}) {
					p-- // beside ages that time cannot explain, one that it can says little
				}
				if a.doc != b.doc && p > best {
					best, s.a, s.b = p, a, b
				}
			}
			if a.doc == b.doc {
				continue
			}
			if r == fits && a.doc != b.doc && a.dim != dateDim && a.fig.HasValue && b.fig.HasValue && a.value != b.value && a.fig.Unit == b.fig.Unit {
				s.fits = true // 11 hours, eleven and a half
			}
			key := [2]int{min(a.doc, b.doc), max(a.doc, b.doc)}
			if old, ok := nearest[key]; !ok || r < old {
				nearest[key] = r
			}
		}
	}
	for _, r := range nearest {
		s.fits = s.fits || r != equal
	}
	if s.a == nil {
		s.differ = false
	}
	if s.differ && l.later(s.a, s.b) {
		s.a, s.b = s.b, s.a
	}
	return s
}

// stated reports whether two counts, taken at their word, lie further apart than
// rounding brings them: about 50,000, and 45,000.
func stated(a, b *mention) bool {
	const (
		rounding = 0.09
		counted  = 100 // below, "about" goes as far as it likes
	)
	if a.dim != peopleDim && a.dim != otherDim || !a.fig.HasValue || !b.fig.HasValue || open(a) || open(b) || a.fig.Low != a.fig.Value && a.fig.Bound == news.Exact || b.fig.Low != b.fig.Value && b.fig.Bound == news.Exact {
		return false
	}
	return min(a.value, b.value) >= counted && math.Abs(a.value-b.value) > rounding*max(a.value, b.value)
}

// bounded reports whether equal values are bounded differently: "84" beside
// "at least 84". "Hundreds" and "hundreds" may stand for two numbers, "several" and
// "several" for hardly more than one.
func bounded(a, b *mention) bool {
	return a.fig.Bound != b.fig.Bound && a.dim != ageDim || !a.fig.HasValue && (!handful(a) || a.dim == durationDim)
}

// later reports whether a was published after b.
func (l *ledger) later(a, b *mention) bool {
	return l.order(a.doc, b.doc) > 0
}

// order compares the times of publication; 0 where they are equal or unknown.
func (l *ledger) order(a, b int) int {
	x, y := l.report.Articles[a].Published.At, l.report.Articles[b].Published.At
	if x == "" || y == "" {
		return 0
	}
	if len(x) == 10 || len(y) == 10 {
		x, y = x[:min(10, len(x))], y[:min(10, len(y))]
	}
	return strings.Compare(x, y)
}

// difference decides between update and conflict: a value that may move and
// that the later report gives is an update; a fact that stands still, or two
// values of one time, is a conflict.
func (l *ledger) difference(members []*mention, s state) (v news.Verdict, undated bool) {
	a, b := s.a, s.b
	x, y := l.report.Articles[a.doc].Published, l.report.Articles[b.doc].Published
	if x.At == "" || y.At == "" {
		return news.Conflict, true
	}
	switch a.dim {
	case clockDim, dateDim, rankDim, scoreDim:
		return news.Conflict, false
	case ageDim:
		if l.aged(members) {
			return news.Update, false
		}
		return news.Conflict, false
	}
	switch a.fig.Measure {
	case "weight", "height", "width", "length", "aboard":
		if !l.revised(a) && !l.revised(b) {
			return news.Conflict, false // things do not grow between two reports, nor does who was on board
		}
	}
	if a.fig.Measure == "killed" && l.order(a.doc, b.doc) != 0 && a.value > b.value && a.fig.HasValue && b.fig.HasValue && !l.revised(a) && !l.revised(b) {
		return news.Conflict, false // the dead do not become fewer; a count that is corrected says so
	}
	if l.told(members, l.opposed) {
		return news.Conflict, false
	}
	if s.told {
		return news.Update, false
	}
	if l.order(a.doc, b.doc) != 0 && l.restored(members, a, b) {
		return news.Conflict, false // what a later report gives again has not been overtaken
	}
	if l.order(a.doc, b.doc) != 0 || l.settled(members, a, b) || l.moving(b) || l.raised(a, b) || counting(a, b) {
		return news.Update, false
	}
	return news.Conflict, false
}

// counting reports whether two values of one day are states of a toll that, as one of
// them says by "at least", is still being counted; not where two who count are named.
func counting(a, b *mention) bool {
	if a.fig.Bound != news.AtLeast && b.fig.Bound != news.AtLeast {
		return false
	}
	switch a.fig.Measure {
	case "killed", "injured", "shot", "hospitalised", "missing", "displaced", "affected", "infected", "arrested", "rescued", "survived":
		return a.dim == peopleDim && (a.fig.ClaimedBy == "" || b.fig.ClaimedBy == "" || a.fig.ClaimedBy == b.fig.ClaimedBy)
	}
	return false
}

// moving reports whether the sentence of m gives the state of a moment: still at
// 3 mph, now at 12. On one day such values are two moments.
func (l *ledger) moving(m *mention) bool {
	if m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	at, _ := d.TokensIn(m.fig.Number)
	const near = 8 // words: further off, "now" tells of something else
	for t := max(d.Sentences[m.sentence].First, at-near); t < min(d.Sentences[m.sentence].Last, at+near); t++ {
		switch strings.ToLower(d.Slice(d.Tokens[t].Span)) {
		case "now", "currently", "still":
			return true
		}
	}
	return false
}

// told reports whether an article tells of two of the values what pair asks.
func (l *ledger) told(members []*mention, pair func(a, b *mention) bool) bool {
	const most = 60 // members; it shows among the first
	members = members[:min(most, len(members))]
	for i, b := range members {
		for _, a := range members[:i] {
			if pair(a, b) {
				return true
			}
		}
	}
	return false
}

// aged reports whether every difference between ages is the time that passed
// between the reports: the later one gives the higher age, and a birthday had
// time to fall between them. Within a week a misprint is likelier.
func (l *ledger) aged(members []*mention) bool {
	const week = 7.0 / 365
	for i, b := range members {
		for _, a := range members[:i] {
			if a.doc == b.doc || relate(a, b) != differ {
				continue // within one article an old caption may stand beside new text
			}
			if a.fig.Bound != news.Exact || b.fig.Bound != news.Exact {
				continue // "in his 20s" is what a first report can see
			}
			years := l.yearsBetween(a.doc, b.doc)
			if years < 0 {
				a, b, years = b, a, -years
			}
			if years < week || b.value < a.value || b.value-a.value > years+1 {
				return false
			}
		}
	}
	return true
}

// yearsBetween is the time between two publications.
func (l *ledger) yearsBetween(a, b int) float64 {
	x, y := l.report.Articles[a].Published.Day(), l.report.Articles[b].Published.Day()
	t, err := time.Parse(time.DateOnly, x)
	u, err2 := time.Parse(time.DateOnly, y)
	if err != nil || err2 != nil {
		return 0
	}
	return u.Sub(t).Hours() / 8766
}

// restored reports whether a report of a later day than b gives the value of a again.
func (l *ledger) restored(members []*mention, a, b *mention) bool {
	for _, m := range members {
		if m.origin != a.origin && m.fig.HasValue && relate(m, a) == equal && l.report.Articles[m.doc].Published.Day() > l.report.Articles[b.doc].Published.Day() {
			return true
		}
	}
	return false
}

// settled reports whether, of two values given on one day, later reports give
// only one: the other was a state on the way.
func (l *ledger) settled(members []*mention, a, b *mention) bool {
	forA, forB := false, false
	for _, m := range members {
		if l.order(m.doc, a.doc) <= 0 || l.order(m.doc, b.doc) <= 0 {
			continue
		}
		forA = forA || relate(m, a) == equal
		forB = forB || relate(m, b) == equal
	}
	return forA != forB
}
