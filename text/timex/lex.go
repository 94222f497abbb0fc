package timex

import "unicode/utf8"

// class is what a unit can be in a time expression.
type class uint8

const (
	cWord class = iota // any other word
	cPunct
	cComma
	cDot
	cHyphen // hyphen or dash
	cMoney  // a currency sign
	cPoss   // 's
	cNum    // digits: val is the number, -1 when it has a fraction
	cOrd    // first, 12th: val
	cCard   // one, twelve: val
	cHundred
	cThousand
	cMillion
	cDozen
	cA
	cHalf
	cFew // few, several, couple: a vague count
	cMonth
	cWeekday
	cUnit // year, weeks: val is the Unit, flag fPlural
	cSeason
	cPart      // morning, night: val is the Part
	cNoon      // noon, midnight: val is the hour
	cDay       // yesterday, today, tomorrow: val is the shift in days
	cTonight   // tonight
	cOvernight // overnight
	cLast
	cPast
	cPrevious
	cThis
	cThese
	cCurrent
	cNext
	cComing
	cFollowing
	cThat
	cSame
	cLatest
	cAgo
	cBack // earlier, before
	cLater
	cEarly
	cLate
	cMid
	cThe
	cPronoun // its, their, his
	cEvery
	cRate // annually, daily: val is the Unit
	cRef  // now, recently: val is the Vague
	cRecent
	cFuture
	cOf
	cIn
	cPrep // at, since, until, by ...: stands before a time
	cTo
	cAnd
	cOr
	cFrom
	cFiscal
	cEnd // end, beginning, start, middle
	cOld
	cMore // more, additional, straight, trading ...: may stand between a count and its unit
	cApprox
	cThan
	cLeast
	cAmPm // val is 0 or 12
	cClock
	cDate
	cDecade // 1990s, '90s, nineties: val is the first year
	cZone
	cPeriod // period
	cHoliday
	cFeast // first word of a holiday's name
	cMoment
	cOn
	cSo
)

const (
	fSpace   = 1 << iota // white space stands before
	fBreak               // an empty line stands before
	fCapital             // begins with a capital
	fPlural
	fAbbrev // a shortened name
	fQuote  // an apostrophe stands right before
	fGroup  // a number with separators or a fraction
)

// A unit is a word, a number or a sign. Numbers with inner signs (2:15,
// 12/05/2015, 1990s) are one unit, because their signs are part of what they say.
type unit struct {
	start, end int
	val        int32
	cls        class
	flags      uint8
}

func (u unit) has(flag uint8) bool { return u.flags&flag != 0 }

// longest is the longest word in the lexicon, in bytes.
const longest = 14

// lex splits text into units. It appends to units, so that a caller may reuse
// the memory.
func lex(text string, units []unit) []unit {
	var flags uint8
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			flags |= fSpace
			i++
		case c == '\n':
			if flags&fBreak == 0 && emptyLineAfter(text, i) {
				flags |= fBreak
			}
			flags |= fSpace
			i++
		case '0' <= c && c <= '9':
			u := lexNumber(text, i)
			u.flags |= flags
			units = append(units, u)
			i, flags = u.end, 0
		case isLetter(c):
			end := i + 1
			for end < len(text) && isLetter(text[end]) {
				end++
			}
			u := lexWord(text, i, end)
			u.flags |= flags
			units = append(units, u)
			i, flags = u.end, 0
		default:
			u, space := lexSign(text, i)
			if space {
				flags |= fSpace
			} else {
				u.flags |= flags
				if u.cls == cWord { // a word that begins with a letter outside ASCII
					for u.end < len(text) && isLetter(text[u.end]) {
						u.end++
					}
				}
				units = append(units, u)
				flags = 0
			}
			i = u.end
		}
	}
	return units
}

func emptyLineAfter(text string, newline int) bool {
	for i := newline + 1; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lexWord classifies the ASCII word text[start:end]; month and weekday
// abbreviations take their full stop with them.
func lexWord(text string, start, end int) unit {
	u := unit{start: start, end: end}
	if c := text[start]; 'A' <= c && c <= 'Z' {
		u.flags = fCapital
	}
	if end-start == 1 && end+2 < len(text) && text[end] == '.' && (text[end+1]|0x20) == 'm' {
		if c := text[start] | 0x20; c == 'a' || c == 'p' { // a.m., p.m.
			u.cls, u.end = cAmPm, end+2
			if c == 'p' {
				u.val = 12
			}
			if u.end < len(text) && text[u.end] == '.' {
				u.end++
			}
			return u
		}
	}
	if end-start > longest || end-start < 1 {
		return u
	}
	var buf [longest]byte
	for k := start; k < end; k++ {
		c := text[k]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[k-start] = c
	}
	e, ok := lexicon[string(buf[:end-start])]
	if !ok {
		return u
	}
	switch e.cls {
	case cMonth, cWeekday, cZone:
		if !u.has(fCapital) { // may, march, sat, est
			return u
		}
	}
	u.cls, u.val, u.flags = e.cls, e.val, u.flags|e.flags
	if e.flags&fAbbrev != 0 && end < len(text) && text[end] == '.' {
		u.end++
	}
	return u
}

// lexSign reads one sign; signs outside ASCII are dashes, quotes, spaces or
// letters.
func lexSign(text string, i int) (u unit, space bool) {
	u = unit{start: i, end: i + 1, cls: cPunct}
	switch text[i] {
	case ',':
		u.cls = cComma
	case '.':
		u.cls = cDot
	case '-':
		u.cls = cHyphen
	case '$', '#':
		u.cls = cMoney
	case '\'':
		return lexApostrophe(text, i, i+1), false
	}
	if text[i] < utf8.RuneSelf {
		return u, false
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	u.end = i + size
	switch r {
	case '’', '‘':
		return lexApostrophe(text, i, u.end), false
	case '–', '—', '‑':
		u.cls = cHyphen
	case '£', '€', '¥':
		u.cls = cMoney
	case '\u00a0', '\u202f', '\u2009':
		return u, true
	case '“', '”', '…', '•', '·', utf8.RuneError:
	default:
		u.cls = cWord
	}
	return u, false
}

// lexApostrophe tells a possessive 's from other apostrophes, and takes '90s
// as a decade.
func lexApostrophe(text string, start, end int) unit {
	u := unit{start: start, end: end, cls: cPunct}
	if end < len(text) && (text[end]|0x20) == 's' && (end+1 == len(text) || !isLetter(text[end+1]) && !isDigit(text[end+1])) {
		u.cls, u.end = cPoss, end+1
		return u
	}
	if end+3 <= len(text) && isDigit(text[end]) && text[end+1] == '0' && text[end+2] == 's' {
		u.cls, u.end, u.val = cDecade, end+3, 1900+10*int32(text[end]-'0')
	}
	return u
}

// lexNumber reads a number and what is written on to it: 1,500, 2.5, 12th,
// 1990s, 2:15, 12/05/2015, 2015-05-12.
func lexNumber(text string, i int) unit {
	u := unit{start: i, cls: cNum}
	end, val := digits(text, i)
	u.end, u.val = end, val
	switch n := end - i; {
	case end == len(text):
	case text[end] == ':' && n <= 2 && val < 25 && twoDigits(text, end+1):
		u.cls = cClock
		u.end = end + 3
		u.val = val*60 + number2(text, end+1)
		if u.end < len(text) && text[u.end] == ':' && twoDigits(text, u.end+1) {
			u.end += 3
		}
		if u.val%60 > 59 || number2(text, end+1) > 59 {
			u.cls, u.val = cNum, -1
		}
	case text[end] == '/' || text[end] == '-':
		if e := dateEnd(text, i, end); e > 0 {
			u.cls, u.end = cDate, e
		} else if text[end] == '/' {
			u.val, u.flags = -1, fGroup // a fraction: 1/4
			u.end, _ = digits(text, end+1)
		}
	case text[end] == ',' || text[end] == '.':
		clock := n <= 2 && val < 24 && text[end] == '.' && twoDigits(text, end+1) && number2(text, end+1) < 60
		minutes := val*60 + number2(text, min(end+1, len(text)))
		for u.end+1 < len(text) && (text[u.end] == ',' && threeDigits(text, u.end+1) || text[u.end] == '.' && isDigit(text[u.end+1])) {
			u.val = -1
			u.flags |= fGroup
			u.end, _ = digits(text, u.end+1)
		}
		if clock && u.end == end+3 && followsAmPm(text, u.end) { // 6.44am
			u.cls, u.val, u.flags = cClock, minutes, 0
		}
	case n == 4 && text[end] == 's' && text[end-1] == '0' && !letterAt(text, end+1):
		u.cls, u.end = cDecade, end+1
	case n == 2 && text[end] == 's' && text[end-1] == '0' && !letterAt(text, end+1):
		u.cls, u.end, u.val = cDecade, end+1, 1900+val
	case n <= 2 && end+1 < len(text) && isOrdinalEnd(text[end:end+2]) && !letterAt(text, end+2):
		u.cls, u.end = cOrd, end+2
	}
	return u
}

func letterAt(text string, i int) bool { return i < len(text) && isLetter(text[i]) }

func isOrdinalEnd(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

func followsAmPm(text string, i int) bool {
	if i < len(text) && text[i] == ' ' {
		i++
	}
	return i+1 < len(text) && (text[i]|0x20 == 'a' || text[i]|0x20 == 'p') && (text[i+1]|0x20 == 'm' || text[i+1] == '.')
}

// digits reads the run of digits at i; a number that does not fit is -1.
func digits(text string, i int) (end int, val int32) {
	for end = i; end < len(text) && isDigit(text[end]); end++ {
		if end-i < 9 {
			val = val*10 + int32(text[end]-'0')
		} else {
			val = -1
		}
	}
	return end, val
}

func twoDigits(text string, i int) bool {
	return i+1 < len(text) && isDigit(text[i]) && isDigit(text[i+1]) && (i+2 == len(text) || !isDigit(text[i+2]))
}

func number2(text string, i int) int32 {
	_, v := digits(text, i)
	return v
}

func threeDigits(text string, i int) bool {
	return i+2 < len(text) && isDigit(text[i]) && isDigit(text[i+1]) && isDigit(text[i+2]) && (i+3 == len(text) || !isDigit(text[i+3]))
}

// dateEnd returns the end of a numeric date (three numbers with the same sign
// between) that begins at i and whose first number ends at end, or 0.
func dateEnd(text string, i, end int) int {
	sign := text[end]
	e2, v2 := digits(text, end+1)
	if e2 == end+1 || e2-end > 3 || e2 == len(text) || text[e2] != sign {
		return 0
	}
	e3, v3 := digits(text, e2+1)
	if e3 == e2+1 {
		return 0
	}
	_, v1 := digits(text, i)
	n1, n3 := end-i, e3-e2-1
	switch {
	case n1 == 4 && n3 <= 2 && isYear(v1) && v2 >= 1 && v2 <= 12 && v3 >= 1 && v3 <= 31:
		return e3
	case n1 <= 2 && (n3 == 4 && isYear(v3) || n3 == 2) && v1 >= 1 && v2 >= 1 && v1 <= 31 && v2 <= 31 && (v1 <= 12 || v2 <= 12):
		return e3
	}
	return 0
}

func isYear(v int32) bool { return 1000 <= v && v <= 2100 }
