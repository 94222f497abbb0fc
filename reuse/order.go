package reuse

import "time"

// compareTimes orders two publication times, which are RFC 3339 times or
// dates. A date and a time on that date cannot be ordered.
func compareTimes(a, b string) string {
	const day = len(time.DateOnly)
	if len(a) < day || len(b) < day {
		return ""
	}
	if len(a) > day && len(b) > day {
		ta, errA := parseTime(a)
		tb, errB := parseTime(b)
		if errA == nil && errB == nil {
			switch {
			case ta.Before(tb) && !(midnight(ta) && sameDay(ta, tb)):
				return "a"
			case tb.Before(ta) && !(midnight(tb) && sameDay(ta, tb)):
				return "b"
			}
			return ""
		}
	}
	switch {
	case a[:day] < b[:day]:
		return "a"
	case b[:day] < a[:day]:
		return "b"
	}
	return ""
}

func parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	return time.Parse("2006-01-02T15:04:05", s)
}

// midnight tells a time that is really only a date: many archives fill in
// 00:00:00 where they know the day alone.
func midnight(t time.Time) bool {
	h, m, s := t.Clock()
	return h+m+s == 0
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }
