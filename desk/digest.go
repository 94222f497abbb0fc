package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// A Digest is what is known of a story at a glance. It is kept in the library,
// so that lists need no comparison and a change can be told from what was.
type Digest struct {
	Story     int         `json:"story"`
	Mark      string      `json:"mark"` // of the articles and the program that it was made from
	Headline  string      `json:"headline"`
	Articles  int         `json:"articles"`
	Origins   int         `json:"origins"` // by comparison, not by the estimate of a list
	Outlets   []string    `json:"outlets"`
	First     time.Time   `json:"first"`
	Last      time.Time   `json:"last"`
	Changed   time.Time   `json:"changed"`  // when a report last arrived or changed
	Coverage  []int       `json:"coverage"` // articles in equal spans of time from First to Last
	Conflicts int         `json:"conflicts"`
	Updates   int         `json:"updates"`
	Sharpest  *Difference `json:"sharpest,omitempty"`
	Figures   []Figure    `json:"figures,omitempty"`
	Claims    []Claim     `json:"claims,omitempty"`
	Names     []string    `json:"names,omitempty"` // persons and organisations
	Places    []string    `json:"places,omitempty"`
}

// A Difference is one thing that the reports tell differently.
type Difference struct {
	What    string       `json:"what"`
	Verdict news.Verdict `json:"verdict"`
	Why     string       `json:"why"`
	Values  []Value      `json:"values"`
}

// A Value is one answer and who gives it.
type Value struct {
	Text     string   `json:"text"`
	Articles []string `json:"articles"` // IDs
	Who      string   `json:"who,omitempty"`
	AsOf     string   `json:"as_of,omitempty"`
	Words    string   `json:"words"` // of the first article, exactly
	Start    int      `json:"start"` // of the words in the text of Articles[0], in bytes
	Value    *float64 `json:"value,omitempty"`
}

// A Figure is a quantity as the reports give it.
type Figure struct {
	What    string       `json:"what"`
	Unit    string       `json:"unit"`
	Measure string       `json:"measure,omitempty"`
	Verdict news.Verdict `json:"verdict"`
	Values  []Value      `json:"values"`
}

// A Claim is a statement and how far it has come.
type Claim struct {
	What     string        `json:"what"`
	Verdict  news.Verdict  `json:"verdict"`
	Status   news.Status   `json:"status"`   // in the latest report
	Statuses []news.Status `json:"statuses"` // in the order of the reports
	Words    string        `json:"words"`    // of the latest report
	Article  string        `json:"article"`
	Start    int           `json:"start"`
}

// mark tells what a list says of a story from what it said before.
func mark(r news.StoryRecord) string {
	return fmt.Sprint(digestVersion, ".", parallax.PipelineVersion, ".", r.Articles, ".", r.Outlets, ".", r.Origins, ".",
		r.First.Unix(), ".", r.Last.Unix(), ".", r.Changed.Unix(), ".", r.Decided)
}

// digestVersion counts the shapes of a Digest.
const digestVersion = 2

// Bounds of what is held of a story.
const (
	mostFigures = 40
	mostClaims  = 20
	mostNames   = 40
	coverage    = 24 // bars
)

// digest reads from a report what is to be known at a glance.
func digest(r news.StoryRecord, told *library.Told) *Digest {
	rep := told.Report
	g := &Digest{Story: r.Story, Mark: mark(r), Headline: rep.Story.Headline.Text, Articles: len(told.Articles), Origins: len(rep.Origins),
		First: r.First, Last: r.Last, Changed: r.Changed, Outlets: []string{}}
	if g.Headline == "" {
		g.Headline = r.Title
	}
	for _, a := range told.Articles {
		if name := a.PublisherName(); name != "" && !slices.Contains(g.Outlets, name) {
			g.Outlets = append(g.Outlets, name)
		}
	}
	g.Coverage = bars(told.Articles, r.First, r.Last)
	for _, e := range rep.Entities {
		switch {
		case e.Kind == news.Place && len(g.Places) < mostNames:
			g.Places = append(g.Places, e.Name)
		case e.Kind != news.Place && len(g.Names) < mostNames:
			g.Names = append(g.Names, e.Name)
		}
	}
	var differences []Difference
	lesser := map[int]bool{}
	for _, f := range rep.Figures {
		values := figureValues(rep, f)
		if f.Verdict == news.Conflict || f.Verdict == news.Update {
			differences = append(differences, Difference{f.What, f.Verdict, f.Why, values})
		}
		if len(g.Figures) < mostFigures && (f.Verdict != news.Single || len(rep.Origins) == 1) {
			g.Figures = append(g.Figures, Figure{f.What, f.Unit, f.Mentions[0].Measure, f.Verdict, values})
		}
	}
	for _, c := range rep.Claims {
		if c.Verdict == news.Conflict || c.Verdict == news.Update {
			differences = append(differences, Difference{c.What, c.Verdict, c.Why, claimValues(rep, c)})
			if !moved(c) {
				lesser[len(differences)-1] = true
			}
		}
		if len(g.Claims) < mostClaims && len(c.Support) > 0 {
			g.Claims = append(g.Claims, claimOf(rep, c))
		}
	}
	for _, one := range differences {
		if one.Verdict == news.Conflict {
			g.Conflicts++
		} else {
			g.Updates++
		}
	}
	// The report has them in the order of their weight.
	best := -1
	for i, one := range differences {
		if best < 0 || sharpness(one, lesser[i]) > sharpness(differences[best], lesser[best]) {
			best = i
		}
	}
	if best >= 0 {
		g.Sharpest = &differences[best]
	}
	return g
}

// moved reports whether the reports give a statement more than one status. Those
// that do not differ on words: how a name is spelt, who is called what.
func moved(c news.ClaimGroup) bool {
	return slices.ContainsFunc(c.Support, func(s news.Claim) bool { return s.Status != c.Support[0].Status })
}

// sharpness orders differences: figures and statuses before words, conflicts
// before updates, then by how many articles stand against each other.
func sharpness(d Difference, lesser bool) int {
	n := 0
	for _, v := range d.Values {
		n += len(v.Articles)
	}
	if d.Verdict == news.Conflict {
		n += 1_000
	}
	if !lesser {
		n += 1_000_000
	}
	return n
}

func figureValues(r *news.Report, f news.FigureGroup) []Value {
	var out []Value
	for _, m := range f.Mentions {
		text, id := report.FigureText(r, m), r.Articles[m.Doc].ID
		i := slices.IndexFunc(out, func(v Value) bool { return v.Text == text && v.Who == m.ClaimedBy })
		if i < 0 {
			v := Value{Text: text, Who: m.ClaimedBy, AsOf: m.AsOf, Words: r.Slice(news.Ref{Doc: m.Doc, Span: m.Span}), Start: m.Start}
			if m.HasValue {
				v.Value = &m.Value
			}
			i = len(out)
			out = append(out, v)
		}
		if !slices.Contains(out[i].Articles, id) {
			out[i].Articles = append(out[i].Articles, id)
		}
	}
	return out
}

func claimValues(r *news.Report, c news.ClaimGroup) []Value {
	var out []Value
	for _, s := range c.Support {
		text := report.ClaimText(r, c, s)
		i := slices.IndexFunc(out, func(v Value) bool { return v.Text == text && v.Who == s.ClaimedBy })
		if i < 0 {
			i = len(out)
			out = append(out, Value{Text: text, Who: s.ClaimedBy, Words: r.Slice(s.Ref), Start: s.Start})
		}
		if id := r.Articles[s.Doc].ID; !slices.Contains(out[i].Articles, id) {
			out[i].Articles = append(out[i].Articles, id)
		}
	}
	return out
}

func claimOf(r *news.Report, c news.ClaimGroup) Claim {
	latest := c.Support[0]
	out := Claim{What: c.What, Verdict: c.Verdict}
	for _, s := range c.Support {
		if s.Doc >= latest.Doc { // articles stand in the order of publication
			latest = s
		}
		if n := len(out.Statuses); n == 0 || out.Statuses[n-1] != s.Status {
			out.Statuses = append(out.Statuses, s.Status)
		}
	}
	out.Status, out.Words, out.Article, out.Start = latest.Status, r.Slice(latest.Ref), r.Articles[latest.Doc].ID, latest.Start
	return out
}

// bars counts articles over time.
func bars(articles []news.Record, first, last time.Time) []int {
	span := last.Sub(first)
	if span <= 0 {
		return []int{len(articles)}
	}
	out := make([]int, coverage)
	for _, a := range articles {
		at := a.At.Sub(first)
		out[min(max(int(at*coverage/(span+1)), 0), coverage-1)]++
	}
	return out
}

func digestName(story int) string { return fmt.Sprint("desk/digest ", story) }

func keepDigest(ctx context.Context, s news.Store, g *Digest) error {
	raw, err := json.Marshal(g)
	if err != nil {
		return err
	}
	return s.SetState(ctx, digestName(g.Story), raw)
}

// loadDigest returns nil when none is kept, or one that cannot be read: it is
// made again.
func loadDigest(ctx context.Context, s news.Store, story int) (*Digest, error) {
	raw, err := s.State(ctx, digestName(story))
	if err != nil || raw == nil {
		return nil, err
	}
	g := &Digest{}
	if json.Unmarshal(raw, g) != nil {
		return nil, nil
	}
	return g, nil
}
