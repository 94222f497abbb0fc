package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parallax/news"
)

// explain says in one sentence what decided the verdict.
func (l *ledger) explain(g *group, s state) string {
	switch g.verdict {
	case news.Single:
		if docs := l.articles(g.members); docs > 1 {
			return fmt.Sprintf("One origin only: %d articles carry it, copied from one text or run by one outlet.", docs)
		}
		return fmt.Sprintf("Only %s gives it.", l.report.Label(g.members[0].doc))
	case news.Agree:
		why := fmt.Sprintf("%d independent reports (%s) give %s", g.origins, l.outlets(g.members), l.says(l.telling(g.members)))
		if by := oneSource(g.members); by != "" {
			return why + "; all cite " + oneLine(by) + ", so that one source stands behind it."
		}
		return why + "."
	case news.Compatible:
		a, b := l.unlike(g.members)
		return fmt.Sprintf("%s and %s can both hold: %s.", l.witness(a), l.witness(b), reason(a, b))
	case news.Update:
		if s.told && s.a.dim != ageDim {
			return fmt.Sprintf("%s and %s: a report tells itself that the one replaced the other.", l.witness(s.a), l.witness(s.b))
		}
		if l.order(s.a.doc, s.b.doc) == 0 {
			switch {
			case l.raised(s.a, s.b):
				return fmt.Sprintf("%s and %s: the one is told as what the other was changed to.", l.witness(s.a), l.witness(s.b))
			case l.settled(g.members, s.a, s.b):
				return fmt.Sprintf("%s and %s on one day: later reports give only one of the two.", l.witness(s.a), l.witness(s.b))
			case counting(s.a, s.b):
				return fmt.Sprintf("%s and %s on one day: a toll that was still being counted.", l.witness(s.a), l.witness(s.b))
			}
			return fmt.Sprintf("%s and %s on one day: told as a state of the moment, which moved.", l.witness(s.a), l.witness(s.b))
		}
		return fmt.Sprintf("%s, then %s: the later report %s.", l.witness(s.a), l.witness(s.b), moved(s.a, s.b))
	}
	why := fmt.Sprintf("%s, but %s", l.witness(s.a), l.witness(s.b))
	switch {
	case risen(s.a, s.b):
		return why + ": two accounts of one toll, too far apart for rounding."
	case g.undated:
		return why + "; no date of publication tells which is the later, and both cannot hold."
	case s.a.fig.ClaimedBy != "" && s.b.fig.ClaimedBy != "" && s.a.fig.ClaimedBy != s.b.fig.ClaimedBy:
		return why + ": rival accounts that cannot both hold."
	}
	return why + ": both cannot hold."
}

// oneSource is the claimant whom every member cites, "" when there is none:
// reporters who ask one spokesman are several witnesses of what was said, but
// one of what it says.
func oneSource(members []*mention) string {
	by := members[0].fig.ClaimedBy
	for _, m := range members[1:] {
		if m.fig.ClaimedBy != by {
			return ""
		}
	}
	return by
}

// moved says how the value changed from a to b.
func moved(a, b *mention) string {
	switch {
	case !a.fig.HasValue || !b.fig.HasValue:
		return "says it anew"
	case a.dim == ageDim:
		return "gives another age"
	case a.value < b.value:
		return "puts it higher"
	}
	return "puts it lower"
}

// outlets names who gives a figure, each origin once, three at most.
func (l *ledger) outlets(members []*mention) string {
	var names []string
	var origins []int
	for _, m := range members {
		if !slices.Contains(origins, m.origin) {
			origins = append(origins, m.origin)
			names = append(names, l.report.Label(m.doc))
		}
	}
	const shown = 3
	if len(names) > shown {
		return strings.Join(names[:shown], ", ") + " and others"
	}
	return strings.Join(names, ", ")
}

// telling is the member whose words say most about what is counted.
func (l *ledger) telling(members []*mention) *mention {
	for _, m := range members {
		if m.fig.What.Len() > 0 {
			return m
		}
	}
	return members[0]
}

// articles counts the articles of the members.
func (l *ledger) articles(members []*mention) int {
	var docs []int
	for _, m := range members {
		if !slices.Contains(docs, m.doc) {
			docs = append(docs, m.doc)
		}
	}
	return len(docs)
}

// says is a figure in the words of its source, short.
func (l *ledger) says(m *mention) string {
	words := oneLine(l.report.Articles[m.doc].Slice(m.fig.Span))
	const longest = 60 // bytes
	if len(words) > longest {
		words = oneLine(l.report.Articles[m.doc].Slice(m.fig.Number))
	}
	return "“" + words + "”"
}

// witness is an outlet with its date, claimant and words.
func (l *ledger) witness(m *mention) string {
	var b strings.Builder
	b.WriteString(l.report.Label(m.doc))
	if day := l.report.Articles[m.doc].Published.Day(); day != "" {
		fmt.Fprintf(&b, " (%s)", day)
	}
	b.WriteString(" gives " + l.says(m))
	if by := m.fig.ClaimedBy; by != "" {
		b.WriteString(" (citing " + oneLine(by) + ")")
	}
	return b.String()
}

// unlike finds the two members of different articles that lie furthest apart.
func (l *ledger) unlike(members []*mention) (a, b *mention) {
	most := -1.0
	a, b = members[0], members[len(members)-1]
	const enough = 60 // members; more do not change who lies furthest apart for a reader
	members = members[:min(enough, len(members))]
	for i, y := range members {
		for _, x := range members[:i] {
			if x.doc == y.doc || relate(x, y) == equal && !bounded(x, y) {
				continue
			}
			far := 0.0
			if x.value > 0 && y.value > 0 && x.fig.HasValue && y.fig.HasValue {
				far = math.Abs(math.Log(x.value / y.value))
			}
			if far > most {
				most, a, b = far, x, y
			}
		}
	}
	if l.later(a, b) {
		a, b = b, a
	}
	return a, b
}

// reason says why two values that are not equal can both hold.
func reason(a, b *mention) string {
	switch {
	case !a.fig.HasValue || !b.fig.HasValue:
		return "a vague word covers the number"
	case a.fig.Unit != b.fig.Unit && (measured(a.dim) || a.dim == durationDim || a.dim == percentDim):
		return "the units differ, the quantity does not"
	case a.fig.Bound == news.AtLeast || b.fig.Bound == news.AtLeast || a.fig.Bound == news.AtMost || b.fig.Bound == news.AtMost:
		return "one is a bound"
	case a.fig.Bound == news.About || b.fig.Bound == news.About:
		return "one is approximate"
	}
	return "one is rounded"
}
