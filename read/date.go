package read

import (
	"strconv"
	"strings"
	"time"

	"parallax/news"
)

// published normalises a date that a container states: to RFC 3339 where it
// has a time of day, else to a date. It reports false for what is no date, or
// could be two (5/6/2015). A time without a zone is taken as UTC and says so:
// reports of one event need an order, and the day stays as it is written.
func published(s string) (news.Published, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 80 {
		return news.Published{}, false
	}
	for _, l := range layouts {
		t, err := time.Parse(l.layout, s)
		if err != nil {
			continue
		}
		// Zones by name: Go knows UTC and the local zone only.
		if l.zone == zoneNamed {
			name, offset := t.Zone()
			if offset == 0 && name != "UTC" && name != "GMT" {
				hours, known := zones[name]
				if !known {
					l.zone = zoneNone
				}
				t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.FixedZone("", hours*3600))
			}
		}
		return publishedAt(t, l.zone), inRange(t)
	}
	if t, ok := slashed(s); ok {
		return publishedAt(t, zoneDate), true
	}
	return news.Published{}, false
}

// slashed reads 10/24/16 and 24.10.2016: the order is told by the number above
// 12. A two-digit year below 70 is of this century, as in POSIX.
func slashed(s string) (time.Time, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' })
	if len(parts) != 3 || len(s) > len("10/24/2016") {
		return time.Time{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return time.Time{}, false
		}
		n[i] = int(v)
	}
	month, day, year := n[0], n[1], n[2]
	switch {
	case month == day:
	case day > 12 && month <= 12:
	case month > 12 && day <= 12:
		month, day = day, month
	default:
		return time.Time{}, false
	}
	switch {
	case len(parts[2]) == 4:
	case len(parts[2]) == 2 && year < 70:
		year += 2000
	case len(parts[2]) == 2:
		year += 1900
	default:
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day && int(t.Month()) == month && inRange(t)
}

// publishedUnix is a time in seconds or milliseconds since 1970.
func publishedUnix(n float64) (news.Published, bool) {
	if n > 1e11 { // milliseconds: as seconds it would be the year 5138
		n /= 1000
	}
	if !(n > 0 && n < 1e11) {
		return news.Published{}, false
	}
	t := time.Unix(int64(n), 0).UTC()
	return publishedAt(t, zoneOffset), inRange(t)
}

func publishedAt(t time.Time, zone zoneKind) news.Published {
	p := news.Published{From: news.FromMetadata}
	midnight := t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0
	switch {
	case zone == zoneDate, zone == zoneNone && midnight:
		// Midnight without a zone is how databases store a day.
		p.At = t.Format(time.DateOnly)
	case zone == zoneNone:
		p.At = t.Format("2006-01-02T15:04:05Z")
		p.Why = "the input states no time zone; taken as UTC"
	default:
		p.At = t.Format(time.RFC3339)
	}
	return p
}

// inRange refuses what cannot be when a report was published: printed news
// begins in 1605, and years like 0001 and 9999 stand for "unknown".
func inRange(t time.Time) bool { return t.Year() >= 1605 && t.Year() < 2200 }

type zoneKind int

const (
	zoneDate   zoneKind = iota // no time of day
	zoneNone                   // a time of day without a zone
	zoneOffset                 // +02:00, Z
	zoneNamed                  // EST
)

// layouts are the dates of JSON, HTML metadata, HTTP, e-mail and feeds. Go's
// parser takes fractions of a second behind any seconds.
var layouts = []struct {
	layout string
	zone   zoneKind
}{
	{time.RFC3339, zoneOffset},
	{time.DateOnly, zoneDate},
	{"2006-01-02 15:04:05", zoneNone},
	{"2006-01-02T15:04:05", zoneNone},
	{"2006-01-02T15:04:05Z0700", zoneOffset},
	{"2006-01-02 15:04:05Z07:00", zoneOffset},
	{"2006-01-02 15:04:05 Z07:00", zoneOffset},
	{"2006-01-02 15:04:05Z0700", zoneOffset},
	{"2006-01-02 15:04:05 -0700", zoneOffset},
	{"2006-01-02 15:04:05 -0700 MST", zoneOffset},
	{"2006-01-02T15:04:05-07", zoneOffset},
	{"2006-01-02 15:04:05-07", zoneOffset},
	{"2006-01-02 15:04:05 MST", zoneNamed},
	{"2006-01-02T15:04Z07:00", zoneOffset},
	{"2006-01-02T15:04Z0700", zoneOffset},
	{"2006-01-02 15:04Z07:00", zoneOffset},
	{"2006-01-02T15:04", zoneNone},
	{"2006-01-02 15:04", zoneNone},
	{"20060102T150405Z0700", zoneOffset},
	{"20060102T150405", zoneNone},
	{"20060102150405", zoneNone},
	{"20060102", zoneDate},
	{"2006/01/02", zoneDate},
	{"2006/1/2", zoneDate},
	{"2006-1-2", zoneDate},
	{"2006/01/02 15:04:05", zoneNone},
	{"2006/01/02 15:04", zoneNone},
	{"2006.01.02", zoneDate},
	{"Mon, 2 Jan 2006 15:04:05 -0700", zoneOffset},
	{"Mon, 2 Jan 2006 15:04:05 MST", zoneNamed},
	{"Mon, 2 Jan 2006 15:04 MST", zoneNamed},
	{"Mon, 2 Jan 2006 15:04:05", zoneNone},
	{"Mon, 2 Jan 2006", zoneDate},
	{"2 Jan 2006 15:04:05 -0700", zoneOffset},
	{"2 Jan 2006 15:04:05 MST", zoneNamed},
	{"2 Jan 2006 15:04:05", zoneNone},
	{"2 Jan 2006 15:04", zoneNone},
	{"2 Jan 2006 15:04 MST", zoneNamed},
	{"Mon Jan 2 2006 15:04:05 GMT-0700", zoneOffset},
	{"2006-Jan-2", zoneDate},
	{"2 Jan 2006", zoneDate},
	{"2 January 2006", zoneDate},
	{"2 January 2006 15:04", zoneNone},
	{"Monday, 2 January 2006", zoneDate},
	{"Monday 2 January 2006", zoneDate},
	{"Jan 2, 2006", zoneDate},
	{"Jan. 2, 2006", zoneDate},
	{"January 2, 2006", zoneDate},
	{"January 2 2006", zoneDate},
	{"Monday, January 2, 2006", zoneDate},
	{"Mon, Jan 2, 2006", zoneDate},
	{"Jan 2, 2006 15:04", zoneNone},
	{"Jan 2, 2006 3:04 PM", zoneNone},
	{"Jan 2, 2006 3:04 PM MST", zoneNamed},
	{"January 2, 2006 15:04", zoneNone},
	{"January 2, 2006 3:04 PM", zoneNone},
	{"January 2, 2006 3:04 PM MST", zoneNamed},
	{"January 2, 2006, 3:04 PM", zoneNone},
	{"January 2, 2006, 3:04 PM MST", zoneNamed},
	{"January 2, 2006 at 3:04 PM", zoneNone},
	{"January 2, 2006 at 3:04 PM MST", zoneNamed},
	{"Monday, January 2, 2006 3:04 PM", zoneNone},
	{"Mon Jan 2 15:04:05 2006", zoneNone},
	{"Mon Jan 2 15:04:05 MST 2006", zoneNamed},
	{"Mon Jan 2 15:04:05 -0700 2006", zoneOffset},
}

// zones are the abbreviations of English-language newsrooms, in hours.
var zones = map[string]int{"Z": 0, "UT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
	"AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "JST": 9, "SGT": 8, "HKT": 8}
