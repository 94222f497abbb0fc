// Package figure keeps the ledger of a story: it brings together the mentions
// of one quantity in different reports and says whether they agree.
//
// Two mentions are one quantity when what is counted, what happened to it,
// whom it covers and the words around them fit; a logistic model over these
// features decides, fitted on stories whose quantities careful readers have
// linked (weights.go says how). A verdict counts origins, not articles.
package figure

import (
	"context"
	"slices"
	"strings"

	"parallax/news"
)

// A ledger holds the mentions of one story while they are brought together.
type ledger struct {
	*reader
	weights  *[features]float64      // of a pair
	rivalry  *[rivalFeatures]float64 // of two values
	disputed float64
	likeness map[[2]int]float64
	dayNames map[int][]string // of articles
}

func newLedger(r *news.Report) *ledger {
	return &ledger{reader: newReader(r), weights: &weights, rivalry: &rivalry, disputed: disputed, likeness: map[[2]int]float64{}}
}

// Annotate fills r.Figures: differences first, then what most origins tell.
func Annotate(ctx context.Context, r *news.Report) error {
	return newLedger(r).annotate(ctx)
}

func (l *ledger) annotate(ctx context.Context) error {
	r := l.report
	r.Figures = nil
	all := l.mentions()
	var groups []group
	for _, bucket := range buckets(all) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, members := range l.rivals(l.cluster(bucket)) {
			if g, ok := l.judge(members); ok {
				groups = append(groups, g)
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		switch {
		case a.rank != b.rank:
			return a.rank - b.rank
		case a.origins != b.origins:
			return b.origins - a.origins
		case a.weight != b.weight:
			if a.weight > b.weight {
				return -1
			}
			return 1
		case a.members[0].doc != b.members[0].doc:
			return a.members[0].doc - b.members[0].doc
		}
		return a.members[0].fig.Start - b.members[0].fig.Start
	})
	undated := false
	for _, g := range groups {
		r.Figures = append(r.Figures, l.figure(g))
		undated = undated || g.undated
	}
	if undated {
		r.Note("some reports carry no date of publication, so that which of their figures is the later one is not known")
	}
	return nil
}

// A group is one quantity with its verdict.
type group struct {
	members []*mention
	verdict news.Verdict
	why     string
	origins int
	rank    int // order in the report: differences first
	weight  float64
	undated bool
}

// figure lays a group out for the report.
func (l *ledger) figure(g group) news.FigureGroup {
	out := news.FigureGroup{Verdict: g.verdict, Why: g.why, What: l.title(g.members), Unit: g.members[0].fig.Unit}
	members := slices.Clone(g.members)
	for _, m := range g.members {
		members = append(members, m.aliases...)
	}
	for _, m := range members {
		out.Mentions = append(out.Mentions, news.FigureMention{Doc: m.doc, Figure: *m.fig, AsOf: l.report.Articles[m.doc].Published.Day()})
	}
	slices.SortStableFunc(out.Mentions, func(a, b news.FigureMention) int {
		switch {
		case a.AsOf != b.AsOf:
			return strings.Compare(a.AsOf, b.AsOf)
		case a.Doc != b.Doc:
			return a.Doc - b.Doc
		}
		return a.Start - b.Start
	})
	return out
}

// title names what is counted in source words: the most telling phrase of the
// members, with the measure where the phrase does not say it.
func (l *ledger) title(members []*mention) string {
	best := members[0]
	for _, m := range members[1:] {
		if tells(m) > tells(best) {
			best = m
		}
	}
	d := l.report.Articles[best.doc]
	what := ""
	if best.fig.What.Len() > 0 {
		what = oneLine(d.Slice(best.fig.What))
	}
	measure := best.fig.Measure
	for _, m := range members {
		if measure == "" {
			measure = m.fig.Measure // "have not been found" says no measure; the others do
		}
	}
	switch {
	case best.dim == ageDim:
		for _, m := range members {
			if e := l.ownerWords(m); e != "" {
				return "age of " + e
			}
		}
		return l.clause(best)
	case best.dim == rankDim:
		return oneLine(d.Slice(best.fig.Span))
	case what != "" && (best.dim == otherDim || best.dim == peopleDim || best.dim == shareDim):
		if measure == "" && generic[best.head] {
			return l.clause(best) // "people" alone says nothing
		}
		if measure != "" && !says(what, measure) {
			what += " " + measure
		}
		return what
	case what != "" && measure != "" && measured(best.dim):
		return measure + ": " + what
	case best.dim == peopleDim && measure != "":
		return "people " + measure
	}
	return l.clause(best)
}

// says reports whether a phrase tells a measure in its own words.
func says(what, measure string) bool {
	what = strings.ToLower(what)
	if strings.Contains(what, measure) {
		return true
	}
	for _, w := range map[string][]string{
		"killed": {"death", "dead", "fatal", "lives", "slain", "homicide", "bod"}, "injured": {"injur", "wound", "hurt"},
		"arrested": {"arrest", "detain"}, "displaced": {"evacu", "homeless"}, "kidnapped": {"abduct"}, "survived": {"surviv"}, "aboard": {"on board"},
	}[measure] {
		if strings.Contains(what, w) {
			return true
		}
	}
	return false
}

// tells is how much the phrase of what is counted says, in bytes; one of more
// than 60 is a parsing slip more often than a name.
func tells(m *mention) int {
	n := m.fig.What.Len()
	if n > 60 {
		n = 60 - n
	}
	if m.fig.Bound == news.Exact {
		n += 5 // between equals, the plain statement
	}
	return n
}

// ownerWords is the name of the person whose age m gives, in source words.
func (l *ledger) ownerWords(m *mention) string {
	if m.owner < 0 || m.sentence < 0 {
		return ""
	}
	if m.owner < len(l.report.Entities) {
		return l.report.Entities[m.owner].Name
	}
	d := l.report.Articles[m.doc]
	for i := firstName(d, d.Sentences[m.sentence].Start); i < len(d.Entities) && d.Entities[i].Start < d.Sentences[m.sentence].End; i++ {
		if l.name(m.doc, d.Entities[i]) == m.owner {
			if d.Entities[i].Name != "" {
				return d.Entities[i].Name
			}
			return d.Slice(d.Entities[i].Span)
		}
	}
	return ""
}

// clause is the figure with the words around it, ended at punctuation and without words
// that lead on to what is cut off.
func (l *ledger) clause(m *mention) string {
	d := l.report.Articles[m.doc]
	if m.sentence < 0 {
		return oneLine(d.Slice(m.fig.Span))
	}
	const left, right = 6, 4 // words: enough for subject and verb
	sent := d.Sentences[m.sentence]
	first, last := d.TokensIn(m.fig.Span)
	stop := func(t int) bool {
		s := d.Slice(d.Tokens[t].Span)
		return len(s) > 0 && strings.ContainsAny(s, ",.;:()\"“”‘—–!?[]|")
	}
	from, to := first, last
	for from > max(sent.First, first-left) && !stop(from-1) {
		from--
	}
	for to < min(sent.Last, last+right) && !stop(to) {
		to++
	}
	for from < first && leads(d, from) {
		from++
	}
	for to > last && (leads(d, to-1) || d.Tokens[to-1].POS == news.ADJ || d.Tokens[to-1].POS == news.ADV) {
		to--
	}
	start, end := m.fig.Start, m.fig.End
	if from < first {
		start = d.Tokens[from].Start
	}
	if to > last {
		end = d.Tokens[to-1].End
	}
	return oneLine(d.Text[start:end])
}

// leads reports whether token t only joins what is on its two sides.
func leads(d *news.Doc, t int) bool {
	switch d.Tokens[t].POS {
	case news.ADP, news.SCONJ, news.CCONJ, news.PART, news.PRON, news.DET, news.AUX:
		return true
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
