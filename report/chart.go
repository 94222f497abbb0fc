package report

import (
	"fmt"
	"math"
	"sort"
	"time"

	"parallax/news"
)

// Drawings are laid out in units of a view box; the page scales them. Every
// number in one also stands in the text beside it.

// A history is how a figure moved: a step line over the days it holds for.
type history struct {
	Points []point
	Path   string // of the step line
	From   string // first and last day
	To     string
}

type point struct {
	X, Y  float64
	Label string // "19, 15 March 2024"
	Value string // "19", "" where the last one that is written is too near
	Side  string // start, middle or end: which end of the value stands at the point
}

const (
	chartWidth  = 320.0
	chartHeight = 76.0
	chartInset  = 8.0  // room for the dots at the borders
	chartLabel  = 10.0 // and for the values above them
)

// newHistory draws the mentions of one quantity that have a value and a day.
// It takes two different days and two different values: nil otherwise.
func newHistory(r *news.Report, g news.FigureGroup) *history {
	type at struct {
		day         time.Time
		value       float64
		text, label string
	}
	var all []at
	for _, m := range g.Mentions {
		if !m.HasValue || !comparable(m.Unit) {
			continue
		}
		date := m.AsOf
		if date == "" {
			date = r.Articles[m.Doc].Published.Day()
		}
		when, err := time.Parse(time.DateOnly, date)
		if err != nil {
			continue
		}
		text := valueText(r, m)
		all = append(all, at{when, m.Value, text, text + ", " + day(date)})
	}
	sort.SliceStable(all, func(i, k int) bool { return all[i].day.Before(all[k].day) })
	if n := len(all); n > 0 { // within a day nobody knows the order: it goes the way of the whole
		rises := all[n-1].value >= all[0].value
		sort.SliceStable(all, func(i, k int) bool {
			if !all[i].day.Equal(all[k].day) {
				return all[i].day.Before(all[k].day)
			}
			return all[i].value != all[k].value && (all[i].value < all[k].value) == rises
		})
	}
	if len(all) < 2 || all[0].day.Equal(all[len(all)-1].day) {
		return nil
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range all {
		low, high = min(low, a.value), max(high, a.value)
	}
	if low == high {
		return nil
	}
	h := &history{From: day(all[0].day.Format(time.DateOnly)), To: day(all[len(all)-1].day.Format(time.DateOnly))}
	whole := all[len(all)-1].day.Sub(all[0].day).Hours()
	free := 0.0 // x from which a value may be written
	for i, a := range all {
		p := point{
			X:     chartInset + (chartWidth-2*chartInset)*a.day.Sub(all[0].day).Hours()/whole,
			Y:     chartInset + chartLabel + (chartHeight-2*chartInset-chartLabel)*(high-a.value)/(high-low),
			Label: a.label, Side: "middle",
		}
		wide := 5.5 * float64(len([]rune(a.text))) // of the value as it is written
		left := p.X - wide/2
		switch {
		case left < 0:
			p.Side, left = "start", p.X
		case left+wide > chartWidth:
			p.Side, left = "end", p.X-wide
		}
		if left >= free && (i == 0 || all[i-1].text != a.text) {
			p.Value, free = a.text, left+wide+4
		}
		if i == 0 {
			h.Path = fmt.Sprintf("M%.1f %.1f", p.X, p.Y)
		} else {
			h.Path += fmt.Sprintf("H%.1fV%.1f", p.X, p.Y)
		}
		h.Points = append(h.Points, p)
	}
	return h
}

// An axis is the timeline drawn: one dot a day, larger where more reports tell
// of it. Days long before the story are background and stand apart at the left.
type axis struct {
	Dots       []dot
	Background int // dots that stand for background
	From, To   string
	Split      float64 // x where the story begins, 0 without background
	begins     string  // day on which the story begins, YYYY-MM-DD, "" when not known
}

// before reports whether a date, YYYY[-MM[-DD]], lies before the story.
func (a axis) before(date string) bool {
	return a.begins != "" && date < a.begins[:min(len(date), len(a.begins))]
}

type dot struct {
	X, R  float64
	Label string // "14 March 2024: 3 events"
	Event int    // the day, an index into the timeline of dates
}

// newAxis lays out events that are dated to the day; those of a month or year
// only are background where they lie before the story, or left out.
func newAxis(events []news.Event) axis {
	type daily struct {
		when         time.Time
		event, count int
		weight       int
	}
	var days []daily
	dates, last := -1, "" // of the list of dates
	for _, e := range events {
		if e.Date != last || dates < 0 {
			dates, last = dates+1, e.Date
		}
		when, err := time.Parse(time.DateOnly, e.Date)
		if err != nil {
			continue
		}
		if n := len(days); n > 0 && days[n-1].when.Equal(when) {
			days[n-1].count++
			days[n-1].weight += len(e.Support)
			continue
		}
		days = append(days, daily{when, dates, 1, len(e.Support)})
	}
	if len(days) == 0 {
		return axis{}
	}
	// The story is the run of days around the one with most support in which
	// no gap is longer than three weeks.
	const gap = 21 * 24 * time.Hour
	most := 0
	for i := range days {
		if days[i].weight > days[most].weight {
			most = i
		}
	}
	first, final := most, most
	for first > 0 && days[first].when.Sub(days[first-1].when) <= gap {
		first--
	}
	for final+1 < len(days) && days[final+1].when.Sub(days[final].when) <= gap {
		final++
	}
	a := axis{begins: days[first].when.Format(time.DateOnly), From: day(days[first].when.Format(time.DateOnly)), To: day(days[final].when.Format(time.DateOnly))}
	if len(days) < 3 {
		return a // nothing to draw
	}
	left := chartInset
	if first > 0 {
		a.Background = first
		a.Split = chartWidth / 4
		left = a.Split + 2*chartInset
	}
	right := chartWidth - chartInset
	if final+1 < len(days) {
		right -= chartWidth / 8 // what lies far ahead
	}
	whole := days[final].when.Sub(days[first].when).Hours()
	for i, d := range days {
		x := left
		switch {
		case i < first:
			x = chartInset + (a.Split-2*chartInset)*float64(i)/float64(max(1, first))
		case i > final:
			x = right + (chartWidth-chartInset-right)*float64(i-final)/float64(len(days)-1-final)
		case whole > 0:
			x = left + (right-left)*d.when.Sub(days[first].when).Hours()/whole
		}
		a.Dots = append(a.Dots, dot{X: x, R: min(2.5+math.Sqrt(float64(d.weight)), 7), Event: d.event,
			Label: day(d.when.Format(time.DateOnly)) + ": " + count(d.count, "event")})
	}
	return a
}
