package timex

import "time"

// A Date is a day of the Gregorian calendar. The zero Date is no day.
type Date struct{ Year, Month, Day int }

// MakeDate returns the day, normalised as time.Date does (31 April is 1 May).
func MakeDate(year, month, day int) Date {
	y, m, d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Date()
	return Date{y, int(m), d}
}

// ParseDate reads the day at the start of an RFC 3339 time or date.
func ParseDate(s string) (Date, bool) {
	if len(s) < 10 {
		return Date{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:10])
	if err != nil || t.Year() < 1 {
		return Date{}, false
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// String writes the day as ISO 8601 has it.
func (d Date) String() string {
	var b [10]byte
	return string(d.Append(b[:0]))
}

// Append appends the day to b as ISO 8601 has it.
func (d Date) Append(b []byte) []byte {
	b = appendPadded(b, d.Year, 4)
	b = append(b, '-')
	b = appendPadded(b, d.Month, 2)
	b = append(b, '-')
	return appendPadded(b, d.Day, 2)
}

func appendPadded(b []byte, n, width int) []byte {
	var digits [8]byte
	for i := width - 1; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, digits[:width]...)
}

// Valid reports whether the day exists.
func (d Date) Valid() bool {
	return d.Year > 0 && d.Year < 10000 && MakeDate(d.Year, d.Month, d.Day) == d
}

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return MakeDate(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day of the month n months later, or the last day
// of a shorter month.
func (d Date) AddMonths(n int) Date {
	first := MakeDate(d.Year, d.Month+n, 1)
	last := MakeDate(first.Year, first.Month+1, 0).Day
	return Date{first.Year, first.Month, min(d.Day, last)}
}

// Sub is the number of days from o to d.
func (d Date) Sub(o Date) int { return d.number() - o.number() }

// Before reports whether d comes before o.
func (d Date) Before(o Date) bool { return d.Sub(o) < 0 }

// number counts days from 1970-01-01.
func (d Date) number() int {
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Weekday returns the ISO 8601 weekday, Monday 1 to Sunday 7.
func (d Date) Weekday() int { return Weekday(d.Year, d.Month, d.Day) }

// Weekday returns the ISO 8601 weekday of a day, Monday 1 to Sunday 7.
func Weekday(year, month, day int) int {
	wd := int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday())
	if wd == 0 {
		wd = 7
	}
	return wd
}

// ISOWeek returns the ISO 8601 week that the day lies in.
func (d Date) ISOWeek() (year, week int) {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).ISOWeek()
}

// Quarter returns the quarter of the year, 1 to 4.
func (d Date) Quarter() int { return (d.Month + 2) / 3 }
