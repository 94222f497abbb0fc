package timex

// month reads an expression that begins with a month: "May 12, 2015",
// "February 1947", "October".
func (p *parser) month(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	e = calendar()
	e.Month = int(u.val)
	next = i + 1
	if d := p.next(next); (d.cls == cNum || d.cls == cOrd) && d.val >= 1 && d.val <= 31 && d.end-d.start <= 4 && !d.has(fGroup) {
		isDay := d.cls == cOrd && d.end-d.start <= 4 && isDigit(p.text[d.start]) || d.cls == cNum && d.end-d.start <= 2
		if isDay && !p.dayIsNot(next+1) {
			e.Day = int(d.val)
			return p.yearOf(e, next+1)
		}
	}
	if p.cls(next) == cThe && p.cls(next+1) == cOrd && !p.isNounWord(next+2) { // May the 12th
		e.Day = int(p.next(next + 1).val)
		return p.yearOf(e, next+2)
	}
	e, next, _ = p.yearOf(e, next)
	if e.Year > 0 || e.HasYearRef {
		return e, next, true
	}
	if u.has(fAbbrev) {
		return e, next, p.timeCue(i)
	}
	switch u.val {
	case 3, 4, 5, 6, 8: // March, April, May, June, August are names and words too
		return e, next, p.timeCue(i) && !p.isName(next)
	}
	return e, next, !p.isName(next) || p.timeCue(i)
}

// dayIsNot reports that the number before unit i is no day of the month: "May
// 12 people", "May 2.5".
func (p *parser) dayIsNot(i int) bool {
	u := p.next(i)
	switch u.cls {
	case cMillion, cThousand, cHundred, cAmPm, cUnit:
		return u.cls != cUnit || u.has(fPlural)
	}
	return p.word(i, "percent") || p.word(i, "people")
}

// isName reports that unit i continues a name: a capitalised word that follows
// without a sign.
func (p *parser) isName(i int) bool {
	u := p.next(i)
	return u.cls == cWord && u.has(fCapital) && u.has(fSpace)
}

// timeCue reports that the word before i can stand before a time.
func (p *parser) timeCue(i int) bool {
	switch b := p.prev(i); b.cls {
	case cIn, cOf, cPrep, cFrom, cTo, cAnd, cOr, cEarly, cLate, cMid, cLast, cPast, cThis, cNext, cComing, cFollowing, cEvery,
		cOn, cSeason, cPrevious, cLater, cBack, cEnd, cThe, cApprox, cThan, cThat, cSame:
		return true
	case cHyphen:
		return p.cls(i-2) == cMid || p.cls(i-2) == cMonth
	case cComma:
		return p.cls(i-2) == cMonth
	}
	return false
}

// weekday reads "Tuesday", "Tuesday morning", "Tuesday, May 12, 2015", "Sunday
// at 10 p.m.".
func (p *parser) weekday(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	e = calendar()
	e.Weekday = int(u.val)
	next = i + 1
	if b := p.prev(i); b.cls == cWord && b.has(fCapital) && namedDays[p.text[b.start:b.end]] {
		return e, next, false
	}
	if u.has(fPlural) {
		e.Form, e.Unit, e.Count = Repeat, Week, 1
		return e, next, true
	}
	j := next
	if p.cls(j) == cComma {
		j++
	}
	if p.cls(j) == cThe && p.cls(j+1) == cOrd {
		j++
	}
	switch d := p.next(j); {
	case d.cls == cMonth:
		if m, n, ok := p.month(j); ok && m.Day > 0 {
			m.Weekday = e.Weekday
			return p.dayPart(m, n)
		}
	case (d.cls == cNum || d.cls == cOrd) && d.val >= 1 && d.val <= 31:
		if m, n, ok := p.dayMonth(j, int(d.val), j+1); ok {
			m.Weekday = e.Weekday
			return p.dayPart(m, n)
		}
		if p.at(j-1).cls == cThe && d.cls == cOrd { // Tuesday the 12th
			e.Day = int(d.val)
			return e, j + 1, true
		}
	case d.cls == cDate:
		if m, n, ok := p.numericDate(j); ok {
			m.Weekday = e.Weekday
			return m, n, true
		}
	}
	if u.has(fAbbrev) && u.end-u.start < 5 && p.text[u.end-1] != '.' {
		return e, next, false // sun, sat, wed: words and names
	}
	if p.isName(next) && !p.timeCue(i) && p.prev(i).cls == cWord && p.prev(i).has(fCapital) {
		return e, next, false // Black Friday Deals
	}
	return p.dayPart(e, next)
}

// namedDays are words that make a weekday the name of an event.
var namedDays = map[string]bool{"Black": true, "Good": true, "Super": true, "Cyber": true, "Ash": true, "Bloody": true,
	"Holy": true, "Easter": true, "Palm": true, "Giving": true}

// ordinal reads "third quarter", "the first nine months", "20th century",
// "12th of May", "first half of 2015".
func (p *parser) ordinal(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	n := int(u.val)
	if n < 1 {
		return e, i + 1, false // 0th
	}
	if e, next, isDay := p.dayMonth(i, n, i+1); isDay && (p.prev(i).cls == cThe || p.cls(i+1) == cOf || isDigit(p.text[u.start])) {
		return e, next, true
	}
	k := p.skipMore(i + 1)
	switch w := p.next(k); w.cls {
	case cUnit:
		unit := Unit(w.val)
		e = calendar()
		switch {
		case unit == Quarter && n <= 4 && !w.has(fPlural):
			e.Quarter, e.Period = n, true
			return p.partOfYear(e, k+1)
		case unit == Century && n <= 30:
			e.Unit, e.Year = Century, (n-1)*100
			return e, k + 1, true
		case unit == Year || unit == Month || unit == Day || unit == Week:
			if p.prev(i).cls == cThe && !w.has(fPlural) && unit == Day {
				// the eighth day of something is a day that the text does not name
				return Expr{Form: Calendar, Hour: -1, Focus: true, Unit: Day}, k + 1, p.cls(k+1) == cOf || p.cls(k+1) == cPunct || p.cls(k+1) == cDot
			}
		}
	case cHalf:
		if n <= 2 && (p.prev(i).cls == cThe || p.cls(k+1) == cOf || p.prev(i).cls == cFiscal) {
			e = calendar()
			e.Half = n
			e, next, _ = p.partOfYear(e, k+1)
			return e, next, e.Year > 0 || e.HasYearRef || p.cls(k-1) == cHyphen
		}
	case cNum, cCard, cFew, cDozen:
		if n == 1 { // the first nine months
			if e, next, ok = p.quantity(k); ok && e.Form == Length {
				if e.Unit == Quarter {
					e, next, _ = p.partOfYear(e, next)
				}
				return e, next, true
			}
		}
	}
	return e, i + 1, false
}

// partOfYear reads the year behind a quarter or a half: "of 1990", "of last
// year", "this year", "1990".
func (p *parser) partOfYear(e Expr, next int) (Expr, int, bool) {
	j := next
	if p.cls(j) == cOf || p.cls(j) == cIn {
		j++
	}
	if p.cls(j) == cFiscal {
		j++
		e.Fiscal = true
	}
	if n, y, ok := p.year(j); ok && !p.counts(n) {
		e.Year = y
		return e, n, true
	}
	if n, shift, focus, ok := p.yearRef(next); ok {
		e.YearShift, e.YearFocus, e.HasYearRef = shift, focus, true
		return e, n, true
	}
	if p.cls(next) == cA && p.next(next+1).cls == cUnit && Unit(p.next(next+1).val) == Year && (p.cls(next+2) == cAgo || p.word(next+2, "earlier")) {
		e.YearShift, e.HasYearRef = -1, true // the third quarter a year ago
		return e, next + 3, true
	}
	return e, next, true
}

func (p *parser) holidayYear(e Expr, next int) (Expr, int, bool) {
	if n, y, ok := p.year(next); ok && !p.counts(n) {
		e.Year = y
		return e, n, true
	}
	if n, shift, focus, ok := p.yearRef(next); ok {
		e.YearShift, e.YearFocus, e.HasYearRef = shift, focus, true
		return e, n, true
	}
	return e, next, true
}

// namedHoliday reads holidays of several words that begin at i.
func (p *parser) namedHoliday(i int) (e Expr, next int, ok bool) {
	e = calendar()
	for _, h := range namedHolidays {
		j := i
		for _, w := range h.words {
			if p.next(j).cls == cPoss && w == "'s" {
				j++
				continue
			}
			if !p.word(j, w) || !p.next(j).has(fCapital) {
				j = -1
				break
			}
			j++
			if p.cls(j) == cDot && w == "jr" {
				j++
			}
		}
		if j > 0 {
			e.Holiday = h.holiday
			return p.holidayYear(e, j)
		}
	}
	return e, i + 1, false
}

var namedHolidays = []struct {
	words   []string
	holiday Holiday
}{
	{[]string{"new", "year", "'s", "eve"}, newYearsEve},
	{[]string{"new", "years", "eve"}, newYearsEve},
	{[]string{"new", "year", "'s", "day"}, newYearsDay},
	{[]string{"new", "year", "'s"}, newYearsDay},
	{[]string{"boxing", "day"}, boxingDay},
	{[]string{"labor", "day"}, laborDay},
	{[]string{"memorial", "day"}, memorialDay},
	{[]string{"martin", "luther", "king", "jr", "day"}, mlkDay},
	{[]string{"martin", "luther", "king", "day"}, mlkDay},
	{[]string{"mlk", "day"}, mlkDay},
	{[]string{"valentine", "'s", "day"}, valentines},
	{[]string{"veterans", "day"}, veteransDay},
	{[]string{"independence", "day"}, independenceDay},
}

// season reads a season that stands without "last" or "this": "the summer of
// 1991", "in the fall", "summer 1990".
func (p *parser) season(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	e = calendar()
	e.Season = Season(u.val)
	e, next, _ = p.partOfYear(e, i+1)
	if p.cls(i+1) == cIn && e.Year == 0 {
		next = i + 1
	}
	if e.Year > 0 || e.HasYearRef {
		return e, next, true
	}
	if u.has(fPlural) {
		return e, i + 1, false
	}
	switch b := p.prev(i); b.cls {
	case cIn, cPrep:
		return e, i + 1, !p.isNounWord(i+1) && !p.word(i-1, "for") && !p.word(i-1, "to")
	case cThe:
		switch bb := p.prev(i - 1); bb.cls {
		case cIn, cPrep, cOf, cLate, cEarly, cFrom:
			return e, i + 1, !p.isNounWord(i + 1)
		}
	case cEarly, cLate, cMid, cOf:
		return e, i + 1, !p.isNounWord(i + 1)
	case cHyphen:
		return e, i + 1, p.cls(i-2) == cMid
	}
	return e, i + 1, false
}

// every reads "every day", "each July", "every two weeks", "every Sunday".
func (p *parser) every(i int) (e Expr, next int, ok bool) {
	e = Expr{Form: Repeat, Count: 1, Hour: -1}
	switch u := p.next(i + 1); u.cls {
	case cUnit:
		if u.has(fPlural) {
			return e, i + 1, false
		}
		e.Unit = Unit(u.val)
		return e, i + 2, true
	case cPart:
		e.Unit, e.Part = Day, Part(u.val)
		return e, i + 2, true
	case cWeekday:
		e.Unit, e.Weekday = Week, int(u.val)
		return e, i + 2, true
	case cMonth:
		e.Unit, e.Month = Year, int(u.val)
		return e, i + 2, true
	case cSeason:
		e.Unit, e.Season = Year, Season(u.val)
		return e, i + 2, true
	case cNum, cCard, cFew:
		if q, n, ok := p.quantity(i + 1); ok && q.Form == Length {
			e.Unit, e.Count, e.AndHalf = q.Unit, q.Count, q.AndHalf
			return e, n, true
		}
	case cOf:
	}
	return e, i + 1, false
}
