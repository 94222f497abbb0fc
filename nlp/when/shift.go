package when

import (
	"parallax/news"
	"parallax/text/timex"
)

// shift resolves an expression that counts from publication or from the time
// last spoken of.
func (r *resolver) shift(e *timex.Expr, t timex.Tense) (news.TimeType, string, bool) {
	if e.Count == timex.Unknown {
		return r.vagueShift(e)
	}
	if most := mostUnits[e.Unit]; abs(e.Count) > most { // 10,000 years ago: no date of a calendar
		if e.Count < 0 {
			return news.Date, "PAST_REF", false
		}
		return news.Date, "FUTURE_REF", false
	}
	if !r.known {
		return r.unknownShift(e)
	}
	base := r.now
	if e.Focus && r.focus.Year > 0 && !e.Period {
		base = r.focus
		if e.Unit <= timex.Weekend && base.Day == 0 {
			base = r.now
		}
	}
	switch e.Unit {
	case timex.Second, timex.Minute, timex.Hour:
		return news.TimeOfDay, base.String(), true
	case timex.Day:
		d := base.AddDays(e.Count)
		r.spoke(d)
		return typeOf(e), r.dayValue(d, e), true
	case timex.Weekend:
		return news.Date, r.weekend(e, base, t), true
	case timex.Week, timex.Fortnight:
		days := 7
		if e.Unit == timex.Fortnight {
			days = 14
		}
		d := base.AddDays(days * e.Count)
		if e.Counted {
			r.spoke(d)
			return news.Date, d.String(), true
		}
		if e.Count == -1 && base.Weekday() == 7 && !e.Focus {
			d = base // on a Sunday the week that is ending is last week
		}
		return news.Date, weekValue(d), true
	case timex.Month:
		m := timex.Date{Year: base.Year, Month: base.Month}
		if m.Month == 0 {
			m.Month = r.now.Month
		}
		m = timex.MakeDate(m.Year, m.Month+e.Count, 1)
		r.focus = timex.Date{Year: m.Year, Month: m.Month}
		return news.Date, monthValue(m), true
	case timex.Quarter:
		return news.Date, r.quarterShift(e), true
	case timex.Year:
		return r.yearShift(e, base)
	case timex.Decade:
		var b [4]byte
		return news.Date, string(pad(b[:0], base.Year+10*e.Count, 4)[:3]), true
	case timex.Century:
		var b [4]byte
		return news.Date, string(pad(b[:0], base.Year+100*e.Count, 4)[:2]), true
	}
	return "", "", false
}

// mostUnits bounds the counts of each unit that stay within a calendar of four
// digits from any year that a text names.
var mostUnits = [...]int{timex.NoUnit: 0, timex.Second: 1e6, timex.Minute: 1e6, timex.Hour: 1e6, timex.Day: 300_000, timex.Weekend: 40_000, timex.Week: 40_000,
	timex.Fortnight: 20_000, timex.Month: 10_000, timex.Quarter: 3_000, timex.Year: 900, timex.Decade: 90, timex.Century: 9, timex.Millennium: 0}

// vagueShift is "years ago", "months later".
func (r *resolver) vagueShift(e *timex.Expr) (news.TimeType, string, bool) {
	if e.Focus {
		return news.Duration, length(e), false
	}
	return news.Date, "PAST_REF", false
}

// unknownShift is what is left of a shift when publication is unknown.
func (r *resolver) unknownShift(e *timex.Expr) (news.TimeType, string, bool) {
	switch {
	case e.Unit <= timex.Hour || e.Part != timex.NoPart:
		return news.TimeOfDay, r.dayValue(timex.Date{}, e), false
	case e.Unit == timex.Day:
		return news.Date, "XXXX-XX-XX", false
	case e.Unit <= timex.Fortnight:
		return news.Date, "XXXX-WXX", false
	case e.Unit == timex.Month:
		return news.Date, "XXXX-XX", false
	case e.Unit == timex.Quarter:
		return news.Date, "XXXX-QX", false
	}
	return news.Date, "XXXX", false
}

// weekend is the ISO week whose Saturday and Sunday are meant.
func (r *resolver) weekend(e *timex.Expr, base timex.Date, t timex.Tense) string {
	d := base.AddDays(7 * e.Count)
	wd := base.Weekday()
	if e.Count == 0 && wd < 5 && t != timex.FutureTense { // on a weekday, "the weekend" is the last one
		d = base.AddDays(-7)
	}
	return weekValue(d) + "-WE"
}

// quarterShift is a reporting period: the quarter spoken of, else the last
// complete one; with a year, the same quarter of that year.
func (r *resolver) quarterShift(e *timex.Expr) string {
	first := timex.Date{Year: r.now.Year, Month: r.now.Quarter()*3 - 2}
	switch {
	case e.Period && r.quarter.Month > 0:
		first = timex.Date{Year: r.quarter.Year, Month: r.quarter.Month}
	case e.Period:
		first = timex.MakeDate(first.Year, first.Month-3, 1)
		r.quarter = timex.Date{Year: first.Year, Month: first.Month}
	}
	if e.HasYearRef {
		return quarterValue(first.Year+e.YearShift, (first.Month+2)/3)
	}
	if e.Count == 0 && !e.Period && r.quarter.Month > 0 { // this quarter
		first = r.quarter
	}
	first = timex.MakeDate(first.Year, first.Month+3*e.Count, 1)
	return quarterValue(first.Year, (first.Month+2)/3)
}

// yearShift is "last year", "two years ago"; beside a quarter, "a year
// earlier" is the same quarter of the year before.
func (r *resolver) yearShift(e *timex.Expr, base timex.Date) (news.TimeType, string, bool) {
	if e.Period || e.Counted && e.Count == -1 && r.quarter.Month > 0 {
		q := r.quarter
		if q.Month == 0 {
			return news.Date, yearValue(r.now.Year + e.Count), true
		}
		return news.Date, quarterValue(q.Year+e.Count, q.Quarter()), true
	}
	year := base.Year + e.Count
	if year < 1 {
		return "", "", false
	}
	r.focus = timex.Date{Year: year}
	if e.Fiscal {
		r.quarter = timex.Date{}
	}
	return news.Date, yearValue(year), true
}
