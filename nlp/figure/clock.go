package figure

import (
	"math"

	"parallax/news"
)

// clock reads a time of day: 2:15 a.m., 5.10am, 7 p.m., 07:59 UTC, noon. Its
// value is in minutes after midnight.
func (s *scanner) clock(i int) (finding, bool) {
	w := &s.words[i]
	f := finding{first: i, last: i + 1, numFirst: i, numLast: i + 1, bound: news.Exact, unit: "clock"}
	var minutes float64
	switch w.kind {
	case clock:
		h, m, ok := hourMinute(s.text[w.start:w.end], ':')
		if !ok {
			return f, false
		}
		half, last := s.halfDay(i + 1)
		switch {
		case half >= 0 && h >= 1 && h <= 12:
			minutes = float64(h%12*60+m) + half
			f.numLast = last
		case half >= 0:
			minutes = float64(h*60 + m)
			f.numLast = last
		case s.is(i+1, "gmt", "utc", "local", "hours", "hrs", "bst", "cet", "est", "edt", "pt", "et", "ist"),
			s.is(i-1, "at", "around", "about", "by", "until", "till", "from", "after", "before", "since", "approximately"):
			minutes = float64(h*60 + m)
		default:
			return f, false
		}
	case numeral:
		half, last := s.halfDay(i + 1)
		if half < 0 && w.digits == 4 && !w.grouped && !w.decimals && s.is(i+1, "gmt", "utc", "hrs") && w.num < 2400 && math.Mod(w.num, 100) < 60 {
			minutes = math.Floor(w.num/100)*60 + math.Mod(w.num, 100) // 2107 GMT
			break
		}
		if half < 0 || w.grouped {
			return f, false
		}
		h, m := int(w.num), 0
		if w.decimals {
			var ok bool
			if h, m, ok = hourMinute(s.text[w.start:w.end], '.'); !ok {
				return f, false
			}
		}
		if h < 1 || h > 12 {
			return f, false
		}
		minutes = float64(h%12*60+m) + half
		f.numLast = last
	case letters:
		if !s.is(i-1, "at", "around", "about", "by", "until", "till", "from", "after", "before", "since", "approximately", "past") {
			return f, false
		}
		minutes = 12 * 60
		if w.v.word == "midnight" {
			minutes = 0
		}
	default:
		return f, false
	}
	f.last = f.numLast
	f.value, f.low, f.high = minutes, minutes, minutes
	s.boundBefore(&f)
	// Words like "shortly after 2 a.m." leave room on one side; how much is
	// never said. An hour is more than a reader would accept.
	const room = 60.0
	switch f.bound {
	case news.AtLeast:
		f.high = minutes + room
		f.bound = news.About
	case news.AtMost:
		f.low = minutes - room
		f.bound = news.About
	case news.About:
		// The rounder a time is told, the more "about" leaves open.
		around := 5.0
		switch math.Mod(minutes, 60) {
		case 0:
			around = 20
		case 30:
			around = 7
		}
		f.low, f.high = minutes-around, minutes+around
	}
	f.value = math.Max(0, minutes)
	return f, true
}

// halfDay reads a.m. or p.m. at word j: the minutes to add, -1 for neither.
func (s *scanner) halfDay(j int) (float64, int) {
	switch s.lower(j) {
	case "am", "a.m", "a.m.":
		if s.lower(j) == "am" && s.pos(j) == news.AUX && !s.glued(j) && j > 0 && s.words[j-1].kind == letters {
			return -1, j
		}
		return 0, j + 1
	case "pm", "p.m", "p.m.":
		return 12 * 60, j + 1
	}
	return -1, j
}

func hourMinute(t string, sep byte) (h, m int, ok bool) {
	k := 0
	for k < len(t) && isDigit(t[k]) {
		h = h*10 + int(t[k]-'0')
		k++
	}
	if k == 0 || k > 2 || len(t) != k+3 || t[k] != sep || !isDigit(t[k+1]) || !isDigit(t[k+2]) {
		return 0, 0, false
	}
	m = int(t[k+1]-'0')*10 + int(t[k+2]-'0')
	return h, m, h <= 24 && m < 60
}
