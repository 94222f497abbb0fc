package figure

import (
	"slices"
	"strings"
	"time"

	"parallax/news"
)

// settle lists the figures of an article as they are meant among the reports of
// its story; those of the article itself stay as they were read.
func (rd *reader) settle(doc int) []news.Figure {
	d := rd.report.Articles[doc]
	out := slices.Clone(d.Figures)
	for i := range out {
		f := &out[i]
		if f.Unit == "people" && f.Measure == "" {
			f.Measure = measureOfSum(d.Figures, i)
		}
		if one, ok := strings.CutSuffix(f.Measure, anotherMark); ok && rd.ofStory(doc, f) {
			f.Measure = one
		}
	}
	return out
}

// anotherMark ends the measure of a toll that lies long before its article.
const anotherMark = " in another event"

// measureOfSum is what happened to the sum that figure i is a term of: in "nine
// officers and two civilians were hurt" both were.
func measureOfSum(all []news.Figure, i int) string {
	const reach = 4 // figures: the terms of a sum follow it
	for k := max(0, i-reach); k < min(len(all), i+reach); k++ {
		if s := &all[k]; k != i && s.Unit == "people" && s.Measure != "" && s.Number.Contains(all[i].Number) {
			return s.Measure
		}
	}
	return ""
}

// ofStory reports whether a toll that its article dates long ago is that of the
// story: its sentence names a day on which, or shortly after which, another
// report came out.
func (rd *reader) ofStory(doc int, f *news.Figure) bool {
	d := rd.report.Articles[doc]
	k := d.SentenceAt(f.Number.Start)
	if k < 0 {
		return false
	}
	const after = 3 // days
	for from := max(0, k-1); from <= k; from++ {
		for i := range d.Times {
			t := &d.Times[i]
			if !t.Overlaps(d.Sentences[from].Span) || t.Type != news.Date && t.Type != news.TimeOfDay || len(t.Value) < 7 {
				continue
			}
			month := len(t.Value) < 10
			day, err := time.Parse(time.DateOnly, t.Value[:min(10, len(t.Value))]+strings.Repeat("-01", (10-min(10, len(t.Value)))/3))
			if err != nil {
				continue
			}
			for o, other := range rd.report.Articles {
				published, err := time.Parse(time.DateOnly, other.Published.Day())
				if o == doc || err != nil {
					continue
				}
				days := published.Sub(day).Hours() / 24
				if days >= 0 && days <= after || month && published.Year() == day.Year() && published.Month() == day.Month() && alikeToll(other, f) {
					return true
				}
			}
		}
	}
	return false
}

// alikeToll reports whether an article tells about as many of the same.
func alikeToll(d *news.Doc, f *news.Figure) bool {
	const most = 1.2 // times
	measure := strings.TrimSuffix(f.Measure, anotherMark)
	return slices.ContainsFunc(d.Figures, func(o news.Figure) bool {
		return o.Measure == measure && o.HasValue && f.HasValue && o.Value > 2 && f.Value <= most*o.Value && o.Value <= most*f.Value
	})
}
