package when

import (
	"strings"

	"parallax/news"
	"parallax/text/timex"
)

// resolver turns expressions into values, in the order of the text: some
// refer to the time spoken of before.
type resolver struct {
	now   timex.Date // publication
	known bool
	day   string // now, written

	at       int        // where the last expression stood
	focus    timex.Date // day, month (Day 0) or year (Month 0) last spoken of
	dayFocus timex.Date // day last spoken of in this paragraph
	lastDay  timex.Date // day last spoken of
	quarter  timex.Date // quarter last spoken of: Year and Month (its first)
}

// enter moves on to the expression at offset: what is spoken of in one
// paragraph does not tell the hour of the next.
func (r *resolver) enter(text string, offset int) {
	if strings.IndexByte(text[r.at:offset], '\n') >= 0 {
		r.dayFocus = timex.Date{}
	}
	r.at = offset
}

// resolve returns type and value of e; relative tells that the date of
// publication decided the value.
func (r *resolver) resolve(e *timex.Expr, t timex.Tense) (typ news.TimeType, value string, relative bool) {
	switch e.Form {
	case timex.Calendar:
		return r.calendar(e, t)
	case timex.Shift:
		return r.shift(e, t)
	case timex.Length:
		if e.Unit == timex.Month && e.Count >= 6 { // results for nine months are compared with nine months
			r.quarter = timex.Date{}
		}
		return news.Duration, length(e), false
	case timex.Repeat:
		return news.Set, repeat(e), false
	case timex.Indefinite:
		switch e.Vague {
		case timex.Past:
			return news.Date, "PAST_REF", false
		case timex.Future:
			return news.Date, "FUTURE_REF", false
		}
		return news.Date, "PRESENT_REF", false
	}
	return "", "", false
}

// calendar resolves a date that names at least one of its parts.
func (r *resolver) calendar(e *timex.Expr, t timex.Tense) (news.TimeType, string, bool) {
	if e.Unit == timex.Decade || e.Unit == timex.Century {
		var b [4]byte
		year := pad(b[:0], e.Year, 4)
		if e.Unit == timex.Decade {
			return news.Date, string(year[:3]), false
		}
		return news.Date, string(year[:2]), false
	}
	if e.Focus && e.Unit == timex.Day { // the eighth day
		return news.Date, r.dayValue(r.dayFocus, e), r.known
	}
	year := e.Year
	if e.HasYearRef {
		year = r.yearRef(e)
	}
	switch {
	case e.Holiday != timex.NoHoliday:
		return r.holiday(e, year, t)
	case e.Day > 0:
		return r.monthDay(e, year, t)
	case e.Weekday > 0:
		return r.weekday(e, t)
	case e.Month > 0:
		return r.month(e, year, t)
	case e.Quarter > 0:
		if year == 0 {
			year = r.nearQuarter(e.Quarter, t)
		}
		r.report(timex.Date{Year: year, Month: e.Quarter*3 - 2})
		return news.Date, quarterValue(year, e.Quarter), e.Year == 0
	case e.Half > 0:
		if year == 0 {
			year = r.now.Year
		}
		return news.Date, yearValue(year) + "-H" + string(byte('0'+e.Half)), e.Year == 0
	case e.Season != timex.NoSeason:
		if year == 0 {
			year = r.nearSeason(e, t)
		}
		return news.Date, yearValue(year) + "-" + seasonCode[e.Season], e.Year == 0
	case e.Hour >= 0 || e.Part != timex.NoPart:
		day := r.dayFocus
		if day.Day == 0 {
			day = r.now
			// the hours of a report are those of the day it tells of
			const week = 7
			if n := r.now.Sub(r.lastDay); r.lastDay.Year > 0 && n > 0 && n < week {
				day = r.lastDay
			}
		}
		return typeOf(e), r.dayValue(day, e), r.known
	case year > 0:
		if e.Period && e.Unit == timex.Quarter && r.quarter.Month > 0 { // the 1988 quarter
			return news.Date, quarterValue(year, r.quarter.Quarter()), false
		}
		r.focus = timex.Date{Year: year}
		if !e.Period {
			r.quarter = timex.Date{}
		}
		return news.Date, yearValue(year), e.Year == 0
	}
	return "", "", false
}

// typeOf is the type of a day with or without an hour.
func typeOf(e *timex.Expr) news.TimeType {
	if e.Hour >= 0 || e.Part != timex.NoPart {
		return news.TimeOfDay
	}
	return news.Date
}

// dayValue writes a day, with the hour or the part of the day that e names.
func (r *resolver) dayValue(day timex.Date, e *timex.Expr) string {
	var buf [24]byte
	b := buf[:0]
	if day.Year > 0 {
		b = day.Append(b)
	} else if day.Month > 0 {
		b = append(b, "XXXX-"...)
		b = pad(b, day.Month, 2)
		b = append(b, '-')
		b = pad(b, day.Day, 2)
	} else if e.Weekday > 0 {
		b = append(b, "XXXX-WXX-"...)
		b = append(b, byte('0'+e.Weekday))
	} else {
		b = append(b, "XXXX-XX-XX"...)
	}
	switch {
	case e.Hour >= 0:
		b = append(b, 'T')
		b = pad(b, e.Hour, 2)
		b = append(b, ':')
		b = pad(b, e.Minute, 2)
	case e.Part != timex.NoPart:
		b = append(b, 'T')
		b = append(b, partCode[e.Part]...)
	}
	return string(b)
}

// report remembers the quarter that results were given for: one that is over.
func (r *resolver) report(quarter timex.Date) {
	if !r.known || timex.MakeDate(quarter.Year, quarter.Month+3, 1).Sub(r.now) <= 0 {
		r.quarter = quarter
	}
}

// spoke remembers the day that was spoken of.
func (r *resolver) spoke(day timex.Date) {
	r.focus, r.dayFocus, r.lastDay = day, day, day
}

func (r *resolver) monthDay(e *timex.Expr, year int, t timex.Tense) (news.TimeType, string, bool) {
	month, day := e.Month, e.Day
	if month == 0 { // Tuesday the 12th
		if !r.known {
			return typeOf(e), r.dayValue(timex.Date{}, e), false
		}
		month = r.now.Month
	}
	if e.Alt && year > 0 && r.known {
		// 12/05/2015 is May or December: the reading nearer to publication
		a, b := timex.Date{Year: year, Month: month, Day: day}, timex.Date{Year: year, Month: day, Day: month}
		if abs(b.Sub(r.now)) < abs(a.Sub(r.now)) {
			month, day = day, month
		}
	}
	d := timex.Date{Year: year, Month: month, Day: day}
	if year == 0 && r.known {
		d = r.nearDay(month, day, e, t)
	}
	if d.Year > 0 && !d.Valid() {
		return "", "", false
	}
	r.spoke(d)
	return typeOf(e), r.dayValue(d, e), year == 0
}

// nearDay finds the year of a day without one: a weekday beside it settles it,
// else the tense, else the nearer.
func (r *resolver) nearDay(month, day int, e *timex.Expr, t timex.Tense) timex.Date {
	if e.Weekday > 0 {
		for _, off := range []int{0, -1, 1, -2, 2, -3, 3} {
			d := timex.Date{Year: r.now.Year + off, Month: month, Day: day}
			if d.Valid() && d.Weekday() == e.Weekday {
				return d
			}
		}
	}
	past := timex.Date{Year: r.now.Year, Month: month, Day: day}
	if r.now.Before(past) {
		past.Year--
	}
	next := past
	next.Year++
	if past == r.now {
		return past
	}
	return pick(r.now, past, next, t, e.Side, false)
}

// pick chooses between the last and the next date of a kind. Tense decides,
// unless its choice lies far away and the other is near: then the verb that
// was found speaks of something else.
func pick(now, past, next timex.Date, t timex.Tense, side timex.Side, feast bool) timex.Date {
	switch side {
	case timex.Before:
		return past
	case timex.Following:
		return next
	}
	back, ahead := now.Sub(past), next.Sub(now)
	const far, near = 270, 90 // days
	switch t {
	case timex.PastTense:
		if back > far && ahead < near && !feast {
			return next
		}
		return past
	case timex.FutureTense:
		if ahead > far && back < near && !feast {
			return past
		}
		return next
	}
	if ahead < back {
		return next
	}
	return past
}

func (r *resolver) weekday(e *timex.Expr, t timex.Tense) (news.TimeType, string, bool) {
	if !r.known {
		return typeOf(e), r.dayValue(timex.Date{}, e), false
	}
	base := r.now
	if e.Focus && r.focus.Day > 0 {
		base = r.focus
	}
	back := (base.Weekday() - e.Weekday + 7) % 7
	var d timex.Date
	switch {
	case e.Side == timex.Before:
		if back == 0 {
			back = 7
		}
		d = base.AddDays(-back)
	case e.Side == timex.Following || e.Side == timex.Within && t != timex.PastTense:
		if back == 0 && e.Side == timex.Following {
			back = 7
		}
		d = base.AddDays((7 - back) % 7)
		if back == 7 {
			d = base.AddDays(7)
		}
	case t == timex.FutureTense && back > 0:
		d = base.AddDays(7 - back)
	case back == 6:
		// Nobody calls a day six days gone by its bare name: it is tomorrow, or
		// the report was brought up to date a day after the date it carries.
		d = base.AddDays(1)
	default:
		d = base.AddDays(-back)
	}
	r.spoke(d)
	return typeOf(e), r.dayValue(d, e), true
}

func (r *resolver) month(e *timex.Expr, year int, t timex.Tense) (news.TimeType, string, bool) {
	if year == 0 && r.known {
		year = r.now.Year
		switch {
		case e.Side == timex.Within:
		case e.Side == timex.Before:
			if e.Month >= r.now.Month {
				year--
			}
		case e.Side == timex.Following:
			if e.Month <= r.now.Month {
				year++
			}
		case e.Month != r.now.Month:
			past := timex.Date{Year: year, Month: e.Month, Day: 15}
			if e.Month > r.now.Month {
				past.Year--
			}
			next := past
			next.Year++
			year = pick(timex.Date{Year: r.now.Year, Month: r.now.Month, Day: 15}, past, next, t, e.Side, false).Year
		}
	}
	r.focus = timex.Date{Year: year, Month: e.Month}
	var b [8]byte
	v := b[:0]
	if year > 0 {
		v = pad(v, year, 4)
	} else {
		v = append(v, "XXXX"...)
	}
	v = append(v, '-')
	v = pad(v, e.Month, 2)
	return news.Date, string(v), e.Year == 0
}

func (r *resolver) holiday(e *timex.Expr, year int, t timex.Tense) (news.TimeType, string, bool) {
	var d timex.Date
	switch {
	case year > 0:
		m, day := e.Holiday.In(year)
		d = timex.Date{Year: year, Month: m, Day: day}
	case r.known:
		m, day := e.Holiday.In(r.now.Year)
		past := timex.Date{Year: r.now.Year, Month: m, Day: day}
		next := past
		if r.now.Before(past) {
			m, day = e.Holiday.In(r.now.Year - 1)
			past = timex.Date{Year: r.now.Year - 1, Month: m, Day: day}
		} else {
			m, day = e.Holiday.In(r.now.Year + 1)
			next = timex.Date{Year: r.now.Year + 1, Month: m, Day: day}
		}
		d = pick(r.now, past, next, t, e.Side, true)
	default:
		m, day := e.Holiday.In(2001)
		if m2, day2 := e.Holiday.In(2002); m2 != m || day2 != day {
			return "", "", false // a movable feast without a year
		}
		d = timex.Date{Month: m, Day: day}
	}
	r.spoke(d)
	return typeOf(e), r.dayValue(d, e), e.Year == 0
}

// yearRef is the year that "last year's" or "that year's" names, 0 if unknown.
func (r *resolver) yearRef(e *timex.Expr) int {
	switch {
	case e.YearFocus && r.focus.Year > 0:
		return r.focus.Year
	case r.known:
		return r.now.Year + e.YearShift
	}
	return 0
}

// nearQuarter is the year of a quarter without one: the quarter of the report
// is the latest that has begun, or the next when the sentence looks ahead.
func (r *resolver) nearQuarter(q int, t timex.Tense) int {
	if !r.known {
		return 0
	}
	switch cur := r.now.Quarter(); {
	case q <= cur && t == timex.FutureTense && cur-q >= 2:
		return r.now.Year + 1
	case q > cur+1, q > cur && t == timex.PastTense:
		return r.now.Year - 1
	}
	return r.now.Year
}

// nearSeason is the year of a season without one.
func (r *resolver) nearSeason(e *timex.Expr, t timex.Tense) int {
	if !r.known {
		return 0
	}
	year, now := r.now.Year, r.now.Month
	middle := seasonMiddle[e.Season]
	switch {
	case e.Side == timex.Before && middle+1 >= now:
		return year - 1
	case e.Side == timex.Following && middle <= now:
		return year + 1
	case e.Side == timex.AnySide && t == timex.PastTense && middle > now+1:
		return year - 1
	case e.Side == timex.AnySide && t == timex.FutureTense && middle < now-1:
		return year + 1
	}
	return year
}

// seasonMiddle is the middle month of each season.
var seasonMiddle = [...]int{timex.Spring: 4, timex.Summer: 7, timex.Fall: 10, timex.Winter: 1}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
