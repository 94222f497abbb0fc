package date

import (
	"fmt"
	"slices"
	"strings"

	"parallax/news"
	"parallax/text/timex"
)

// inferDays dates the articles that have no date.
func (s *story) inferDays() {
	dated := make([]int, 0, len(s.articles))
	for i, a := range s.articles {
		if a.day != (timex.Date{}) && a.Published.From != news.FromContext {
			dated = append(dated, i)
		}
	}
	if len(dated) == 0 { // what one article alone allowed is better than nothing
		for i, a := range s.articles {
			if a.day != (timex.Date{}) {
				dated = append(dated, i)
			}
		}
	}
	if len(dated) == 0 {
		s.inferFromCoincidence()
		return
	}
	days := s.days(dated)
	for i, a := range s.articles {
		if a.Published.At != "" { // meta found it in the article itself
			continue
		}
		k := s.likest(i, dated)
		ref := s.articles[k].day
		why := fmt.Sprintf("no date is given; %s, the dated report most like it, is from %s", s.name(k), ref)
		s.infer(a, ref, days, why)
	}
}

// days lists the days that the dated reports tell of by their weekday.
func (s *story) days(dated []int) (days []timex.Date) {
	for _, i := range dated {
		a := s.articles[i]
		for k := range a.said {
			e := &a.said[k]
			if e.Form != timex.Calendar || e.Weekday == 0 || e.Day > 0 || e.Side != timex.AnySide || e.Tense != timex.PastTense {
				continue
			}
			d := a.day.AddDays(-((a.day.Weekday() - e.Weekday + 7) % 7))
			if !slices.Contains(days, d) {
				days = append(days, d)
			}
		}
	}
	return days
}

// infer dates the article by the days it names near ref.
func (s *story) infer(a *article, ref timex.Date, days []timex.Date, why string) {
	if later, ok := latestTold(a, ref); ok {
		ref = later
		why += fmt.Sprintf("; the text tells of %s", later)
	}
	w, ok := timex.WrittenOn(a.said, ref, days)
	if !ok {
		return
	}
	if w.Past != nil {
		why += fmt.Sprintf("; %q, %s, is told as past", a.Text[w.Past.Start:w.Past.End], w.After)
	}
	if w.Ahead != nil {
		why += fmt.Sprintf("; %q, %s, is still to come", a.Text[w.Ahead.Start:w.Ahead.End], w.Until)
	}
	a.day = w.Day
	a.Published = news.Published{At: w.Day.String(), From: news.FromContext, Why: why}
	a.Notes = slices.DeleteFunc(a.Notes, func(note string) bool { return note == news.NoDate })
}

// latestTold is a day after ref that the article names in full as past: then
// it is a later report than the one it is likest.
func latestTold(a *article, ref timex.Date) (latest timex.Date, ok bool) {
	for i := range a.said {
		e := &a.said[i]
		if e.Form != timex.Calendar || e.Year == 0 || e.Month == 0 || e.Day == 0 || e.Alt || e.Tense != timex.PastTense {
			continue
		}
		d := timex.Date{Year: e.Year, Month: e.Month, Day: e.Day}
		const year = 366 // beyond it the date is a slip of the pen
		if n := d.Sub(ref); d.Valid() && n > near && n < year && (!ok || latest.Before(d)) {
			latest, ok = d, true
		}
	}
	return latest, ok
}

// likest is the dated article that shares most of its words with article i.
func (s *story) likest(i int, dated []int) int {
	words := s.articles[i].wordSet()
	best, most := dated[0], -1.0
	for _, k := range dated {
		other := s.articles[k].wordSet()
		shared := 0
		for w := range words { // only counted: the order of the map does not matter
			if other[w] {
				shared++
			}
		}
		if share := float64(shared) / float64(len(words)+len(other)-shared+1); share > most {
			best, most = k, share
		}
	}
	return best
}

// wordSet is the article's words of five letters and more, in lower case.
func (a *article) wordSet() map[string]bool {
	if a.words != nil {
		return a.words
	}
	a.words = map[string]bool{}
	for _, w := range strings.Fields(a.Title + " " + a.Text) {
		w = strings.ToLower(strings.Trim(w, ".,;:!?\"'“”‘’()[]"))
		if len(w) >= 5 {
			a.words[w] = true
		}
	}
	return a.words
}

// inferFromCoincidence dates a story without any dated report: a day of month
// that the reports name falls on a weekday that they name in one of the years
// they can be from only.
func (s *story) inferFromCoincidence() {
	latest := 0
	var weekdays [8]int
	type dayMonth struct{ month, day int }
	counts := map[dayMonth]int{}
	var order []dayMonth
	for _, a := range s.articles {
		for i := range a.said {
			e := &a.said[i].Expr
			if e.Form != timex.Calendar || e.Side != timex.AnySide {
				continue
			}
			if e.Unit == timex.NoUnit && e.Year > latest && e.Year < 2100 && a.said[i].Tense != timex.FutureTense {
				latest = e.Year
			}
			if e.Weekday > 0 && e.Day == 0 {
				weekdays[e.Weekday]++
			}
			if e.Day > 0 && e.Month > 0 && e.Year == 0 {
				k := dayMonth{e.Month, e.Day}
				if counts[k] == 0 {
					order = append(order, k)
				}
				counts[k]++
			}
		}
	}
	if latest == 0 || len(order) == 0 {
		return
	}
	top := order[0]
	for _, k := range order {
		if counts[k] > counts[top] {
			top = k
		}
	}
	var ref timex.Date
	for year := latest; year <= latest+1; year++ {
		d := timex.Date{Year: year, Month: top.month, Day: top.day}
		if !d.Valid() || weekdays[d.Weekday()] == 0 {
			continue
		}
		if ref != (timex.Date{}) {
			return // both years fit
		}
		ref = d
	}
	if ref == (timex.Date{}) {
		return
	}
	why := fmt.Sprintf("no report is dated; %d is the last year they name, and %s falls on a weekday they name", latest, ref)
	for _, a := range s.articles {
		s.infer(a, ref, nil, why)
	}
}
