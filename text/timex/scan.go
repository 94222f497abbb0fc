package timex

// parser reads expressions from a list of units, leftmost first. core reads an
// expression from its first decisive word; widen then takes in the words
// before it (the, about, early) that belong to it.
type parser struct {
	text  string
	units []unit
	out   []Expr
	from  int // units before this one belong to an expression already
}

func (p *parser) run() []Expr {
	for i := 0; i < len(p.units); {
		if !starts[p.units[i].cls] {
			i++
			continue
		}
		e, next, ok := p.core(i)
		if next <= i {
			next = i + 1
		}
		if ok {
			start := p.widen(&e, i)
			next = p.widenRight(&e, next)
			e.Start, e.End = p.units[start].start, p.units[next-1].end
			p.out = append(p.out, e)
			p.from = next
		}
		i = next
	}
	return p.out
}

// starts marks the classes that core knows how to begin with.
var starts = func() (s [256]bool) {
	for _, c := range []class{cNum, cOrd, cCard, cHundred, cDozen, cA, cHalf, cFew, cMonth, cWeekday, cUnit, cSeason, cPart,
		cNoon, cDay, cTonight, cOvernight, cLast, cPast, cPrevious, cThis, cThese, cCurrent, cNext, cComing, cFollowing, cThat,
		cSame, cLatest, cEarly, cLate, cMid, cThe, cEvery, cRate, cRef, cRecent, cFuture, cClock, cDate, cDecade, cBack, cLater,
		cHoliday, cFeast, cMoment, cFiscal} {
		s[c] = true
	}
	return s
}()

var none = unit{cls: cPunct}

// at returns unit i, or a sign where a paragraph or the text ends before it.
func (p *parser) at(i int) unit {
	if i < 0 || i >= len(p.units) {
		return none
	}
	return p.units[i]
}

// next returns unit i as the continuation of an expression: not across an
// empty line.
func (p *parser) next(i int) unit {
	if i >= len(p.units) || i < 0 || p.units[i].has(fBreak) {
		return none
	}
	return p.units[i]
}

func (p *parser) cls(i int) class { return p.next(i).cls }

// prev returns the unit before i in the same paragraph.
func (p *parser) prev(i int) unit {
	if i <= 0 || p.units[i].has(fBreak) {
		return none
	}
	return p.units[i-1]
}

// word reports whether unit i is the given lower-case word.
func (p *parser) word(i int, want string) bool {
	u := p.next(i)
	if u.end-u.start != len(want) {
		return false
	}
	for k := range len(want) {
		c := p.text[u.start+k]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != want[k] {
			return false
		}
	}
	return true
}

func calendar() Expr { return Expr{Form: Calendar, Hour: -1} }

func (p *parser) core(i int) (e Expr, next int, ok bool) {
	switch u := p.units[i]; u.cls {
	case cNum:
		return p.number(i)
	case cCard, cHundred, cDozen, cHalf, cFew:
		return p.quantity(i)
	case cA:
		return p.article(i)
	case cOrd:
		return p.ordinal(i)
	case cDate:
		return p.numericDate(i)
	case cClock:
		return p.clock(i)
	case cMonth:
		return p.month(i)
	case cWeekday:
		return p.weekday(i)
	case cDay:
		e = Expr{Form: Shift, Unit: Day, Count: int(u.val), Hour: -1}
		return p.dayPart(e, i+1)
	case cTonight:
		return Expr{Form: Shift, Unit: Day, Hour: -1, Part: Night}, i + 1, true
	case cOvernight:
		e = calendar()
		e.Part = Night
		return e, i + 1, !p.isNoun(i + 1)
	case cNoon:
		e = calendar()
		e.Hour = int(u.val)
		return p.clockDay(e, i+1)
	case cPart:
		return p.part(i)
	case cHoliday:
		e = calendar()
		e.Holiday = Holiday(u.val)
		next = i + 1
		if e.Holiday == christmas && p.word(next, "eve") {
			e.Holiday, next = christmasEve, next+1
		} else if p.word(next, "day") && p.next(next).has(fCapital) {
			next++
		}
		return p.holidayYear(e, next)
	case cFeast:
		if !u.has(fCapital) {
			return e, i + 1, false
		}
		return p.namedHoliday(i)
	case cUnit:
		return p.unitAlone(i)
	case cSeason:
		return p.season(i)
	case cDecade:
		if u.end-u.start == 3 && (u.val < 1960 || p.prev(i).cls == cPronoun) {
			return e, i + 1, false // a woman in her 30s
		}
		e = calendar()
		e.Unit, e.Year = Decade, int(u.val)
		return e, i + 1, true
	case cEvery:
		return p.every(i)
	case cRate:
		e = Expr{Form: Repeat, Unit: Unit(u.val), Count: 1, Hour: -1}
		// daily, monthly and the like are mostly adjectives of kind (a daily
		// paper, monthly rates), which TIMEX3 does not mark.
		return e, i + 1, p.word(i, "annually")
	case cRef:
		// "previously" is a time where it opens a sentence; elsewhere it mostly
		// describes: a previously announced plan
		return Expr{Form: Indefinite, Vague: Vague(u.val), Hour: -1}, i + 1, !u.has(fAbbrev) || u.has(fCapital)
	case cLast, cPast, cPrevious, cThis, cThese, cNext, cComing, cFollowing, cThat, cSame, cLatest, cCurrent, cRecent:
		return p.relative(i)
	case cEarly, cLate, cMid:
		return p.modified(i)
	case cThe:
		return p.the(i)
	case cFuture:
		// "the future", "the near future"; as an adjective it is no time
		e = Expr{Form: Indefinite, Vague: Future, Hour: -1}
		before := p.prev(i)
		return e, i + 1, before.cls == cThe || p.word(i-1, "near") && p.prev(i-1).cls == cThe
	case cBack, cLater:
		return p.earlierLater(i)
	case cFiscal:
		if next, y, ok := p.year(i + 1); ok {
			e = calendar()
			e.Year, e.Fiscal = y, true
			return e, next, true
		}
		return e, i + 1, false
	}
	return e, i + 1, false
}

// isNoun guesses that unit i goes on with a noun phrase.
func (p *parser) isNoun(i int) bool { return p.cls(i) == cWord && p.next(i).has(fSpace) }

// year reads a year of four digits.
func (p *parser) year(i int) (next, year int, ok bool) {
	u := p.next(i)
	if u.cls != cNum || u.end-u.start != 4 || u.has(fGroup) || !isYear(u.val) {
		return i, 0, false
	}
	return i + 1, int(u.val), true
}

// number reads an expression that begins with digits: a year, "12 May", "2
// a.m.", "180 days".
func (p *parser) number(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	if b := p.prev(i); b.end == u.start && b.cls == cWord {
		return e, i + 1, false // part of a code: B1231
	}
	if u.val >= 1 && u.val <= 31 && u.end-u.start <= 2 {
		if e, next, ok := p.dayMonth(i, int(u.val), i+1); ok {
			return e, next, true
		}
	}
	if u.val >= 0 && u.val <= 24 && u.end-u.start <= 2 {
		if t := p.next(i + 1); t.cls == cAmPm {
			return p.clock(i)
		} else if p.word(i+1, "o") && p.word(i+3, "clock") {
			e = calendar()
			e.Hour = int(u.val)
			return p.clockDay(e, i+4)
		}
	}
	if q := p.next(i + 1); q.cls == cUnit && !q.has(fPlural) && u.end-u.start == 4 && u.val >= 1900 && u.val < 2100 {
		// the 1988 quarter: read as a year below
	} else if e, next, ok := p.quantity(i); ok || next > i+1 {
		return e, next, ok
	}
	if _, y, ok := p.year(i); ok && p.yearStands(i) {
		e = calendar()
		e.Year = y
		next = i + 1
		switch p.cls(next) {
		case cOrd: // the 1988 second quarter
			if q, n, ok := p.ordinal(next); ok && q.Quarter > 0 {
				q.Year = y
				return q, n, true
			}
		case cPeriod:
			e.Period = true
			next++
		case cUnit:
			if Unit(p.next(next).val) == Quarter && !p.next(next).has(fPlural) {
				e.Period, e.Unit = true, Quarter
				next++
			}
		}
		return e, next, true
	}
	if u.end-u.start == 4 && !u.has(fGroup) && u.val <= 2400 && p.cls(i+1) == cZone && u.val%100 < 60 { // 0700 GMT
		e = calendar()
		e.Hour, e.Minute, e.HasMin = int(u.val/100), int(u.val%100), true
		return p.clockDay(e, i+2)
	}
	return e, i + 1, false
}

// yearStands tells a year from a count of four digits. Years of the last
// hundred years stand without a unit behind them; older ones need a
// preposition.
func (p *parser) yearStands(i int) bool {
	u, before := p.units[i], p.prev(i)
	switch before.cls {
	case cMoney:
		return false
	case cPrep:
		if p.word(i-1, "at") && p.isName(i+1) {
			return false // at 1903 Mill Street
		}
	case cHyphen, cDot:
		if !u.has(fSpace) {
			first := p.at(i - 2)
			return before.cls == cHyphen && first.cls == cNum && first.val >= 1900 && first.val < u.val && u.val < 2100
		}
	}
	switch p.cls(i + 1) {
	case cMillion, cHundred, cThousand:
		return false
	case cHyphen, cDot, cPunct:
		if n := p.next(i + 1); !n.has(fSpace) && p.cls(i+2) == cWord && !p.next(i+2).has(fSpace) && n.cls == cHyphen {
			return false // 2000-member
		}
	}
	prep := false
	switch before.cls {
	case cIn, cOf, cPrep, cFrom, cFiscal, cEarly, cLate, cMid, cMonth, cSeason:
		prep = true
	}
	if u.val < 1900 || u.val > 2060 {
		switch before.cls {
		case cIn, cFrom, cFiscal, cMonth:
			return !p.counts(i + 1)
		case cPrep:
			return (p.word(i-1, "since") || p.word(i-1, "until") || p.word(i-1, "by")) && !p.counts(i+1)
		}
		return false
	}
	return prep || !p.counts(i+1)
}

// counts reports that unit i reads as the thing a number counts: a plural
// noun in lower case.
func (p *parser) counts(i int) bool {
	u := p.next(i)
	if u.cls != cWord || u.has(fCapital) || !u.has(fSpace) || u.end-u.start < 4 {
		return p.word(i, "people")
	}
	return p.text[u.end-1] == 's' && p.text[u.end-2] != 's' || p.word(i, "people")
}

// dayMonth reads "12 May 2015", "12th of May", whose day is already read.
func (p *parser) dayMonth(i, day, next int) (e Expr, after int, ok bool) {
	if p.cls(next) == cOf {
		next++
	}
	m := p.next(next)
	if m.cls != cMonth || !m.has(fSpace) && p.at(next-1).cls != cHyphen || day < 1 || day > 31 {
		return e, i + 1, false
	}
	if b := p.prev(i); b.cls == cMonth && !p.units[i].has(fQuote) && p.cls(next+1) == cNum && p.next(next+1).val <= 31 {
		return e, i + 1, false // "May 3 June 5"
	}
	e = calendar()
	e.Day, e.Month = day, int(m.val)
	next++
	return p.yearOf(e, next)
}

// yearOf reads the year behind a month or a day: "2015", ", 2015", "of last
// year", "last year".
func (p *parser) yearOf(e Expr, next int) (Expr, int, bool) {
	j := next
	if p.cls(j) == cComma {
		j++
	}
	if n, y, ok := p.year(j); ok && !p.counts(n) {
		e.Year = y
		next = n
		if p.cls(next) == cComma && p.isNoun(next+1) && e.Day > 0 {
			return e, next, true
		}
		return e, next, true
	}
	if n, shift, focus, ok := p.yearRef(next); ok {
		e.YearShift, e.YearFocus, e.HasYearRef = shift, focus, true
		return e, n, true
	}
	if p.cls(next) == cCard {
		n, k := p.words(next)
		if k2, y, ok := p.spelledYear(next, k, n); ok {
			e.Year = y
			return e, k2, true
		}
	}
	return e, next, true
}

// yearRef reads "of last year", "this year", "next year's", "that year".
func (p *parser) yearRef(i int) (next, shift int, focus, ok bool) {
	j := i
	if p.cls(j) == cOf {
		j++
	}
	switch p.cls(j) {
	case cLast, cPrevious:
		shift = -1
	case cThis:
	case cNext:
		shift = 1
	case cThat, cSame:
		focus = true
	default:
		return i, 0, false, false
	}
	if u := p.next(j + 1); u.cls == cUnit && Unit(u.val) == Year && !u.has(fPlural) {
		return j + 2, shift, focus, true
	}
	return i, 0, false, false
}

func (p *parser) numericDate(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	if p.prev(i).cls == cMoney {
		return e, i + 1, false
	}
	e = calendar()
	at := u.start
	var n [3]int
	var width [3]int
	for k := range n {
		end, v := digits(p.text, at)
		n[k], width[k] = int(v), end-at
		at = end + 1
	}
	if width[0] == 4 {
		e.Year, e.Month, e.Day = n[0], n[1], n[2]
	} else {
		e.Month, e.Day, e.Year = n[0], n[1], n[2]
		if width[2] == 2 {
			e.TwoDigit = true
			e.Year += 2000
			if n[2] > 50 {
				e.Year -= 100
			}
		}
		switch {
		case e.Month > 12:
			e.Month, e.Day = e.Day, e.Month
		case e.Day <= 12:
			e.Alt = e.Day != e.Month
		}
	}
	next = i + 1
	if c := p.next(next); c.cls == cClock || c.cls == cNum && p.cls(next+1) == cAmPm {
		if t, n, ok := p.clock(next); ok && t.Month == 0 {
			e.Hour, e.Minute, e.HasMin = t.Hour, t.Minute, t.HasMin
			next = n
		}
	}
	return e, next, true
}
