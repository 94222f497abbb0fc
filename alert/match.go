package alert

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/report"
	"parallax/text"
)

// A Reason is one thing that has become true, with the words that say so.
type Reason struct {
	What string `json:"what"` // in words for a reader
	// Cites are the words of the sources; the offset is in bytes of the text.
	Cites []Cite `json:"cites,omitempty"`
	key   string // stands for it in the ID: the same whenever the same is found
}

// A Cite is words of an article.
type Cite struct {
	Article string `json:"article"`
	Outlet  string `json:"outlet,omitempty"`
	URL     string `json:"url,omitempty"`
	Start   int    `json:"start"`
	Words   string `json:"words"`
}

// A change is what the desk hands over, with what several rules ask of it.
type change struct {
	before, after *desk.Digest
	told          *library.Told
	order         map[string]int // article -> place in order of publication
	docs          map[string]*news.Doc
	folded        []string // each article's words, made when first asked for
}

func newChange(before, after *desk.Digest, told *library.Told) *change {
	c := &change{before: before, after: after, told: told, order: map[string]int{}, docs: map[string]*news.Doc{}}
	for i, r := range told.Articles {
		c.order[r.ID] = i
	}
	for _, d := range told.Report.Articles {
		c.docs[d.ID] = d
	}
	return c
}

// match returns what has become true for a rule, nothing when it does not fire.
func (c *change) match(r *Rule) []Reason {
	if !c.news(r) || !c.chosen(r) {
		return nil
	}
	if !r.events() {
		// It would be true again with every report: the outbox remembers what it
		// has told of a story.
		return []Reason{{What: "The story is " + strings.TrimPrefix(r.String(), "a story ") + ".", Cites: c.headline(), key: "chosen"}}
	}
	var all []Reason
	for _, part := range []struct {
		on   bool
		find func(*Rule) (fresh []Reason, holds bool)
	}{
		{r.NewStory, c.isNew}, {r.Origins > 0, c.origins}, {r.Conflict, c.conflicts}, {r.Change, c.statuses}, {r.Figure != "", c.figures},
	} {
		if !part.on {
			continue
		}
		fresh, holds := part.find(r)
		if !holds {
			return nil
		}
		all = append(all, fresh...)
	}
	return all
}

// news reports whether the reports have changed since the desk last looked and
// since the rule was made: a new release that finds more in old reports, or an
// old library that is opened for the first time, is no news.
func (c *change) news(r *Rule) bool {
	if b := c.before; b != nil && b.Articles == c.after.Articles && b.Changed.Equal(c.after.Changed) {
		return false
	}
	return slices.ContainsFunc(c.told.Articles, func(a news.Record) bool { return !a.Changed.Before(r.Made) })
}

// since reports whether the whole story has arrived since the rule was made.
func (c *change) since(r *Rule) bool {
	return !slices.ContainsFunc(c.told.Articles, func(a news.Record) bool { return a.Added.Before(r.Made) })
}

// chosen reports whether a story is one of those that the rule is about.
func (c *change) chosen(r *Rule) bool {
	if r.Entity != "" && !c.names(r.Entity, false) || r.Place != "" && !c.names(r.Place, true) {
		return false
	}
	if r.Outlet != "" && !slices.ContainsFunc(c.told.Articles, func(a news.Record) bool { return ofOutlet(&a.Article, r.Outlet) }) {
		return false
	}
	if r.Words != "" {
		if c.folded == nil {
			for _, d := range c.told.Report.Articles {
				c.folded = append(c.folded, " "+strings.Join(fold(d.Title+" "+d.Text), " ")+" ")
			}
		}
		words := fold(r.Words)
		return slices.ContainsFunc(c.folded, func(s string) bool {
			return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(s, " "+w+" ") })
		})
	}
	return true
}

// names reports whether the story names a place, or somebody else, with all
// words of what is asked for. A digest holds the foremost names; the report has
// all, by every form.
func (c *change) names(asked string, place bool) bool {
	foremost := c.after.Names
	if place {
		foremost = c.after.Places
	}
	return anyHas(foremost, asked) || slices.ContainsFunc(c.told.Report.Entities, func(e news.EntityGroup) bool {
		return (e.Kind == news.Place) == place && (anyHas([]string{e.Name}, asked) || anyHas(e.Forms, asked))
	})
}

// fold cuts words for comparison.
func fold(s string) []string { return text.Words(text.Fold(s).Text) }

// anyHas reports whether one of the names has all words of what is asked for.
func anyHas(names []string, asked string) bool {
	words := fold(asked)
	return slices.ContainsFunc(names, func(name string) bool {
		has := fold(name)
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(has, w) })
	})
}

func ofOutlet(a *news.Article, asked string) bool {
	if domain := text.Outlet(asked); domain != "" && (text.Outlet(a.URL) == domain || strings.EqualFold(a.Outlet, domain)) {
		return true
	}
	return slices.Equal(fold(a.PublisherName()), fold(asked)) || strings.EqualFold(a.Outlet, asked)
}

func (c *change) isNew(r *Rule) ([]Reason, bool) {
	if !c.since(r) {
		return nil, false
	}
	if c.before != nil {
		return nil, true
	}
	return []Reason{{What: "The story is new.", Cites: c.headline(), key: "new"}}, true
}

func (c *change) origins(r *Rule) ([]Reason, bool) {
	if c.after.Origins < r.Origins {
		return nil, false
	}
	if c.before != nil && c.before.Origins >= r.Origins {
		return nil, true
	}
	return []Reason{{What: fmt.Sprintf("%d origins tell it.", c.after.Origins), Cites: c.latest(), key: fmt.Sprint("origins ", r.Origins)}}, true
}

func (c *change) conflicts(*Rule) ([]Reason, bool) {
	var fresh []Reason
	holds := false
	for _, f := range c.after.Figures {
		if f.Verdict != news.Conflict {
			continue
		}
		holds = true
		if old := c.figureBefore(f); old != nil && old.Verdict == news.Conflict {
			continue
		}
		fresh = append(fresh, Reason{What: fmt.Sprintf("%s: %s.", plain(f.What), against(f.Values)), Cites: c.cites(f.Values), key: "conflict " + f.Unit + " " + f.What})
	}
	for _, k := range c.after.Claims {
		if k.Verdict != news.Conflict {
			continue
		}
		holds = true
		if old := c.claimBefore(k); old != nil && old.Verdict == news.Conflict {
			continue
		}
		fresh = append(fresh, Reason{What: fmt.Sprintf("The reports contradict each other: %s.", plain(k.What)), Cites: []Cite{c.cite(k.Article, k.Start, k.Words)}, key: "conflict claim " + k.What})
	}
	// A digest holds the foremost figures and claims: the sharpest difference
	// may be behind them.
	if s := c.after.Sharpest; !holds && s != nil && s.Verdict == news.Conflict {
		holds = true
		if c.before == nil || c.before.Conflicts == 0 {
			fresh = append(fresh, Reason{What: fmt.Sprintf("%s: %s.", plain(s.What), against(s.Values)), Cites: c.cites(s.Values), key: "conflict " + s.What})
		}
	}
	return fresh, holds
}

func (c *change) statuses(r *Rule) ([]Reason, bool) {
	var fresh []Reason
	holds := false
	for _, k := range c.after.Claims {
		if k.Verdict != news.Update && k.Verdict != news.Conflict {
			continue // told in other words, or with more or less care: nothing has changed
		}
		from := news.Status("")
		if n := len(k.Statuses); n > 1 {
			from = k.Statuses[n-2]
		}
		is := from != "" && (r.Status == "" || k.Status == r.Status)
		old := c.claimBefore(k)
		if old != nil {
			from = old.Status
		}
		now := from != "" && from != k.Status && (r.Status == "" || k.Status == r.Status)
		holds = holds || is || now
		if now {
			fresh = append(fresh, Reason{What: fmt.Sprintf("%s: was %s, is %s.", plain(k.What), from, k.Status), Cites: []Cite{c.cite(k.Article, k.Start, k.Words)},
				key: fmt.Sprint("status ", k.What, " ", from, " ", k.Status)})
		}
	}
	return fresh, holds
}

// figures finds those of the kind that have moved. Moves are counted from what
// the first report says, in whole steps of the rule's amount: so a figure that
// creeps up fires as surely as one that leaps, and only the two states at hand
// decide.
func (c *change) figures(r *Rule) ([]Reason, bool) {
	var fresh []Reason
	holds := false
	for _, f := range c.after.Figures {
		if !strings.EqualFold(f.Measure, r.Figure) && !anyHas([]string{f.What, f.Measure, f.Unit}, r.Figure) {
			continue
		}
		first, ok := c.level(f, false)
		last, ok2 := c.level(f, true)
		if !ok || !ok2 {
			continue
		}
		was := 0.0
		if old := c.figureBefore(f); old != nil {
			if v, ok := c.level(*old, true); ok {
				was = r.steps(*first.Value, *v.Value)
			}
		}
		is := r.steps(*first.Value, *last.Value)
		holds = holds || is >= 1
		if is > was {
			fresh = append(fresh, Reason{What: fmt.Sprintf("%s: %s in the first report, %s now.", plain(f.What), plain(first.Text), plain(last.Text)), Cites: c.cites([]desk.Value{first, last}),
				key: fmt.Sprint("figure ", f.Unit, " ", f.What, " ", strconv.FormatFloat(*last.Value, 'g', -1, 64))})
		}
	}
	return fresh, holds
}

// steps is how many whole amounts lie between two values.
func (r *Rule) steps(from, to float64) float64 {
	way := math.Abs(to - from)
	if r.Percent {
		if from == 0 {
			return 0 // no share of nothing
		}
		way *= 100 / math.Abs(from)
	}
	return math.Floor(way/r.By + 1e-9) // 0.3 is three times 0.1
}

// level is the value that the first article gives, or the last one; among
// several of one article the largest.
func (c *change) level(f desk.Figure, last bool) (out desk.Value, ok bool) {
	at := 0
	for _, v := range f.Values {
		if v.Value == nil {
			continue
		}
		for _, id := range v.Articles {
			i, known := c.order[id]
			if !known {
				continue
			}
			better := !ok || i == at && *v.Value > *out.Value || last && i > at || !last && i < at
			if better {
				out, at, ok = v, i, true
			}
		}
	}
	return out, ok
}

// figureBefore finds the figure as it was known: by its words in an article,
// else by its name.
func (c *change) figureBefore(f desk.Figure) *desk.Figure {
	if c.before == nil {
		return nil
	}
	for i, old := range c.before.Figures {
		if old.Unit == f.Unit && slices.ContainsFunc(old.Values, func(o desk.Value) bool {
			return slices.ContainsFunc(f.Values, func(v desk.Value) bool {
				return v.Start == o.Start && len(v.Articles) > 0 && len(o.Articles) > 0 && v.Articles[0] == o.Articles[0]
			})
		}) {
			return &c.before.Figures[i]
		}
	}
	i := slices.IndexFunc(c.before.Figures, func(old desk.Figure) bool {
		return old.Unit == f.Unit && old.Measure == f.Measure && strings.EqualFold(old.What, f.What)
	})
	if i < 0 {
		return nil
	}
	return &c.before.Figures[i]
}

func (c *change) claimBefore(k desk.Claim) *desk.Claim {
	if c.before == nil {
		return nil
	}
	i := slices.IndexFunc(c.before.Claims, func(old desk.Claim) bool {
		return old.Article == k.Article && old.Start == k.Start || strings.EqualFold(old.What, k.What)
	})
	if i < 0 {
		return nil
	}
	return &c.before.Claims[i]
}

// maxCites bounds what one reason cites.
const maxCites = 6

func (c *change) cites(values []desk.Value) (out []Cite) {
	for _, v := range values {
		if len(out) < maxCites && len(v.Articles) > 0 {
			out = append(out, c.cite(v.Articles[0], v.Start, v.Words))
		}
	}
	return out
}

func (c *change) cite(article string, start int, words string) Cite {
	out := Cite{Article: article, Start: start, Words: words}
	if d := c.docs[article]; d != nil {
		out.Outlet, out.URL = d.PublisherName(), d.URL
	}
	return out
}

// headline cites the words that the story goes by.
func (c *change) headline() []Cite {
	rep := c.told.Report
	if cites := rep.Story.Headline.Cites; len(cites) > 0 {
		ref := cites[0]
		return []Cite{c.cite(rep.Articles[ref.Doc].ID, ref.Start, rep.Slice(ref))}
	}
	return c.opening(0)
}

// latest cites how the report that came last begins.
func (c *change) latest() []Cite {
	if len(c.told.Articles) == 0 {
		return nil
	}
	newest := slices.MaxFunc(c.told.Articles, func(a, b news.Record) int { return cmp.Compare(a.Number, b.Number) })
	return c.opening(slices.IndexFunc(c.told.Report.Articles, func(d *news.Doc) bool { return d.ID == newest.ID }))
}

func (c *change) opening(doc int) []Cite {
	if doc < 0 || doc >= len(c.told.Report.Articles) || len(c.told.Report.Articles[doc].Sentences) == 0 {
		return nil
	}
	d := c.told.Report.Articles[doc]
	s := d.Sentences[0]
	return []Cite{c.cite(d.ID, s.Start, d.Slice(news.Span{Start: s.Start, End: s.End}))}
}

// against sets values side by side.
func against(values []desk.Value) string {
	var out []string
	for _, v := range values {
		if s := plain(v.Text); !slices.Contains(out, s) && len(out) < maxCites {
			out = append(out, s)
		}
	}
	return strings.Join(out, " against ")
}

// plain takes out of an article's words what would act on a reader's screen.
func plain(s string) string { return report.Plain(s) }
