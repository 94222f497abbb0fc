package report

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parallax/news"
)

// A graph is the copies drawn: a lane for each origin, the articles in the order of
// publication from left to right, a bow from each text to what was made of it.
// Origins that share no text with anybody are only counted: every one of them would
// be a lane with a dot.
type graph struct {
	Width, Height float64
	Lanes         []lane
	Bows          []bow
	Knots         []knot
	Alone         int // origins that are not drawn
}

type lane struct {
	Y    float64
	Name string
}

type knot struct {
	X, Y  float64
	N     int // article number
	Label string
}

type bow struct {
	Path   string
	Stroke float64 // width, by the share of the later text
	Label  string
	Copy   int // index into the list of copies
}

const (
	laneHeight = 46.0
	laneName   = 132.0 // width of the names' column
	knotStep   = 42.0
	mostKnots  = 40 // what a wide screen can show apart
)

// newGraph draws the copies of a report, the widest first where there are more articles than
// fit; nil without any.
func newGraph(r *news.Report) *graph {
	if len(r.Copies) == 0 {
		return nil
	}
	shown := map[int]bool{}
	for _, c := range r.Copies {
		if len(shown) >= mostKnots && !(shown[c.A] && shown[c.B]) {
			continue
		}
		shown[c.A], shown[c.B] = true, true
	}
	order := make([]int, 0, len(shown))
	for a := range shown {
		order = append(order, a)
	}
	sort.Slice(order, func(i, k int) bool {
		a, b := r.Articles[order[i]].Published.At, r.Articles[order[k]].Published.At
		if a != b && a != "" && b != "" {
			return a < b
		}
		return order[i] < order[k]
	})
	column := map[int]int{}
	for i, a := range order {
		column[a] = i
	}
	g := &graph{}
	row := map[int]int{} // article -> lane
	for _, o := range r.Origins {
		drawn := false
		for _, a := range o.Articles {
			if shown[a] {
				row[a], drawn = len(g.Lanes), true
			}
		}
		if !drawn {
			g.Alone++
			continue
		}
		g.Lanes = append(g.Lanes, lane{Y: laneHeight*float64(len(g.Lanes)) + laneHeight*0.7, Name: clip(originName(o), 22)})
	}
	if len(g.Lanes) == 0 {
		return nil // no origins are known: nothing to stand the articles on
	}
	at := func(a int) (x, y float64) {
		return laneName + knotStep*(float64(column[a])+0.5), g.Lanes[row[a]].Y
	}
	for i, c := range r.Copies {
		if !shown[c.A] || !shown[c.B] {
			continue
		}
		from, to, share := c.A, c.B, c.ShareB
		if c.Earlier == "b" {
			from, to, share = c.B, c.A, c.ShareA
		}
		x1, y1 := at(from)
		x2, y2 := at(to)
		lift := min(laneHeight*0.62, 10+math.Abs(x2-x1)*0.16)
		if y1 != y2 {
			lift = 0
		}
		made := newCopied(r, c)
		g.Bows = append(g.Bows, bow{
			Path:   fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", x1, y1, x1+(x2-x1)*0.25, y1-lift*1.33, x1+(x2-x1)*0.75, y2-lift*1.33, x2, y2),
			Stroke: 1 + 3*min(max(share, 0), 1),
			Label:  fmt.Sprintf("%d %s %d: %s of %d, %s", made.From, made.Arrow(), made.To, made.ShareTo, made.To, made.Summary()),
			Copy:   i,
		})
	}
	for _, a := range order {
		x, y := at(a)
		d := r.Articles[a]
		parts := []string{clean(d.PublisherName()), clean(d.Title), day(d.Published.At)}
		g.Knots = append(g.Knots, knot{X: x, Y: y, N: a + 1, Label: strings.Join(nonEmpty(parts), ", ")})
	}
	g.Width = laneName + knotStep*float64(len(order)) + 8
	g.Height = laneHeight*float64(len(g.Lanes)) + 8
	return g
}

func nonEmpty(all []string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// clip cuts s to some characters.
func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most-1]), " ") + "…"
	}
	return s
}

// A ladder is how far a statement has come, drawn: the statuses from plan to fact, and on each
// how many reports stand there.
type ladder struct {
	Rungs []rung
}

type rung struct {
	X, R, Y float64 // Y is the base line of the label: neighbours stand above and below
	Status  news.Status
	Reports int
}

// statuses in the order of their certainty.
var statuses = []news.Status{news.Planned, news.Expected, news.Unconfirmed, news.Claimed, news.Denied, news.Confirmed, news.Happened, news.Cancelled}

// newLadder draws the statuses of a statement; nil where all reports give it the same.
func newLadder(g news.ClaimGroup) *ladder {
	articles := map[news.Status]map[int]bool{}
	for _, s := range g.Support {
		if articles[s.Status] == nil {
			articles[s.Status] = map[int]bool{}
		}
		articles[s.Status][s.Doc] = true
	}
	if len(articles) < 2 {
		return nil
	}
	l := &ladder{}
	for i, s := range statuses {
		one := rung{X: 24 + float64(i)*39, R: 2.5, Status: s, Reports: len(articles[s]), Y: 11}
		if i%2 == 1 {
			one.Y = 45
		}
		if one.Reports > 0 {
			one.R = min(4+1.5*math.Sqrt(float64(one.Reports)), 9)
		}
		l.Rungs = append(l.Rungs, one)
	}
	return l
}
