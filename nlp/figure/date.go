package figure

import (
	"parallax/news"
)

// dates lists the dates that name a month or a year in their own words as
// figures with unit "date": the day number of their first day since 1970, the
// range being the days that they cover. Weekdays and relative dates are no
// figures; the timeline has them.
func (s *scanner) dates() {
	d := s.doc
	for i := range d.Times {
		t := &d.Times[i]
		if t.Type != news.Date {
			continue
		}
		low, high, ok := days(t.Value)
		if !ok || !namesDate(d.Slice(t.Span)) || skipped(d, t.Span) {
			continue
		}
		bound := news.Exact
		if high > low {
			bound = news.About
		}
		d.Figures = append(d.Figures, news.Figure{
			Span: t.Span, Number: t.Span, HasValue: true, Value: low, Low: low, High: high,
			Bound: bound, Unit: "date", ClaimedBy: claimant(d, t.Span),
		})
	}
}

// namesDate reports whether words name a month or a year.
func namesDate(text string) bool {
	digits := 0
	for i := 0; i < len(text); i++ {
		if isDigit(text[i]) {
			digits++
			if digits == 4 {
				return true
			}
			continue
		}
		digits = 0
		if isLetter(text[i]) {
			j := i
			for j < len(text) && isLetter(text[j]) {
				j++
			}
			if e := lookUp(text[i:j]); e != nil && e.flags&month != 0 && text[i] < 'a' {
				return true
			}
			i = j - 1
		}
	}
	return false
}

// days reads YYYY, YYYY-MM or YYYY-MM-DD as the first and last day, counted
// from 1970-01-01.
func days(value string) (low, high float64, ok bool) {
	y, m, d := 0, 0, 0
	switch len(value) {
	case 10:
		if value[7] != '-' {
			return 0, 0, false
		}
		if d, ok = digits(value[8:10]); !ok || d < 1 || d > 31 {
			return 0, 0, false
		}
		fallthrough
	case 7:
		if value[4] != '-' {
			return 0, 0, false
		}
		if m, ok = digits(value[5:7]); !ok || m < 1 || m > 12 {
			return 0, 0, false
		}
		fallthrough
	case 4:
		if y, ok = digits(value[:4]); !ok || y < 1000 {
			return 0, 0, false
		}
	default:
		return 0, 0, false
	}
	switch {
	case m == 0:
		return float64(dayNumber(y, 1, 1)), float64(dayNumber(y+1, 1, 1) - 1), true
	case d == 0:
		return float64(dayNumber(y, m, 1)), float64(dayNumber(y, m+1, 1) - 1), true
	}
	n := float64(dayNumber(y, m, d))
	return n, n, true
}

func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// dayNumber counts the days from 1970-01-01 in the Gregorian calendar
// (days_from_civil of Howard Hinnant's chrono-compatible algorithms). m may be 13.
func dayNumber(y, m, d int) int {
	if m > 12 {
		y, m = y+1, m-12
	}
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}
