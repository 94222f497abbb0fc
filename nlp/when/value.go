package when

import (
	"strconv"

	"parallax/text/timex"
)

// The codes of TIMEX3 values.
var (
	seasonCode = [...]string{timex.Spring: "SP", timex.Summer: "SU", timex.Fall: "FA", timex.Winter: "WI"}
	partCode   = [...]string{timex.Morning: "MO", timex.Midday: "MI", timex.Afternoon: "AF", timex.Evening: "EV", timex.Night: "NI"}
)

// pad appends n with leading zeros.
func pad(b []byte, n, width int) []byte {
	var digits [8]byte
	for i := width - 1; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, digits[:width]...)
}

func yearValue(year int) string {
	if year <= 0 {
		return "XXXX"
	}
	var b [4]byte
	return string(pad(b[:0], year, 4))
}

func monthValue(d timex.Date) string {
	var b [7]byte
	v := pad(b[:0], d.Year, 4)
	v = append(v, '-')
	return string(pad(v, d.Month, 2))
}

func weekValue(d timex.Date) string {
	y, w := d.ISOWeek()
	var b [8]byte
	v := pad(b[:0], y, 4)
	v = append(v, "-W"...)
	return string(pad(v, w, 2))
}

func quarterValue(year, quarter int) string {
	return yearValue(year) + "-Q" + string(byte('0'+quarter))
}

// length writes a duration as TIMEX3 has it: P3M, PT24H, PXW, P2.5Y.
func length(e *timex.Expr) string {
	n, unit := e.Count, e.Unit
	if n == 0 && e.AndHalf { // half an hour, half a year, half a century
		switch unit {
		case timex.Hour:
			return "PT30M"
		case timex.Minute:
			return "PT30S"
		case timex.Year:
			return "P6M"
		case timex.Decade:
			return "P5Y"
		case timex.Century:
			return "P50Y"
		case timex.Day:
			return "PT12H"
		}
	}
	count := "X"
	if n != timex.Unknown {
		if unit == timex.Fortnight {
			n, unit = 2*n, timex.Week
		}
		count = strconv.Itoa(n)
		if e.AndHalf {
			count += ".5"
		}
	}
	switch unit {
	case timex.Second:
		return "PT" + count + "S"
	case timex.Minute:
		return "PT" + count + "M"
	case timex.Hour:
		return "PT" + count + "H"
	case timex.Day:
		return "P" + count + "D"
	case timex.Weekend:
		return "P" + count + "WE"
	case timex.Week, timex.Fortnight:
		return "P" + count + "W"
	case timex.Month:
		return "P" + count + "M"
	case timex.Quarter:
		return "P" + count + "Q"
	case timex.Year:
		return "P" + count + "Y"
	case timex.Decade:
		if n != timex.Unknown && !e.AndHalf {
			return "P" + strconv.Itoa(10*n) + "Y"
		}
		return "P" + count + "DE"
	case timex.Century:
		if n != timex.Unknown && !e.AndHalf {
			return "P" + strconv.Itoa(100*n) + "Y"
		}
		return "P" + count + "CE"
	}
	return "P" + count + "Y"
}

// repeat writes what recurs: XXXX-WXX-7, XXXX-07, P1Y.
func repeat(e *timex.Expr) string {
	switch {
	case e.Weekday > 0:
		return "XXXX-WXX-" + strconv.Itoa(e.Weekday)
	case e.Month > 0:
		var b [8]byte
		return string(pad(append(b[:0], "XXXX-"...), e.Month, 2))
	case e.Season != timex.NoSeason:
		return "XXXX-" + seasonCode[e.Season]
	case e.Part != timex.NoPart:
		return "XXXX-XX-XXT" + partCode[e.Part]
	}
	return length(e)
}
