package timex

// relative reads what begins with last, this, next, that and their like.
func (p *parser) relative(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	side, focus := sideOf(u.cls)
	if u.cls == cFollowing && p.prev(i).cls != cThe {
		return e, i + 1, false // following Thursday's storm: after it
	}
	if b := p.prev(i); b.cls == cThe && (u.cls == cNext || u.cls == cPrevious) {
		focus = true // the next day, the previous year: next to what is told
	}
	k := i + 1
	if u.cls == cPast && b4The(p, i) && p.word(i-2, "in") && !p.timeWord(k) {
		return Expr{Form: Indefinite, Vague: Past, Hour: -1}, i + 1, true
	}
	if c := p.cls(k); c == cMore || c == cFiscal || c == cHyphen && p.cls(k+1) != cPunct && !p.next(k).has(fSpace) {
		k++
	}
	w := p.next(k)
	switch w.cls {
	case cUnit:
		return p.relativeUnit(i, k, side, focus)
	case cNum, cCard, cFew, cDozen, cHalf, cHundred:
		return p.relativeCount(i, k, side)
	case cMonth:
		if u.cls == cCurrent || u.cls == cRecent || u.cls == cThese || u.cls == cThat && p.cls(k+1) != cNum {
			return e, i + 1, false
		}
		m, n, ok := p.month(k)
		if !ok {
			m, n = calendar(), k+1
			m.Month = int(w.val)
		}
		m.Side, m.Focus = side, focus
		return m, n, u.cls != cThat
	case cWeekday:
		if w.has(fPlural) || u.cls == cThat && !p.timeCue(i) { // hoping that Tuesday's talks ...
			return e, i + 1, false
		}
		d, n, ok := p.weekday(k)
		d.Side, d.Focus = side, focus
		return d, n, ok && d.Form == Calendar
	case cSeason:
		if w.has(fPlural) {
			return e, i + 1, false
		}
		e = calendar()
		e.Season, e.Side, e.Focus = Season(w.val), side, focus
		return e, k + 1, true
	case cPart:
		return p.relativePart(i, k, side, focus)
	case cHoliday:
		e = calendar()
		e.Holiday, e.Side = Holiday(w.val), side
		return e, k + 1, true
	case cPeriod:
		if u.cls == cLatest || u.cls == cSame || u.cls == cPrevious || u.cls == cCurrent {
			e = Expr{Form: Shift, Unit: Quarter, Period: true, Focus: u.cls == cSame, Hour: -1}
			if u.cls == cPrevious {
				e.Count = -1
			}
			if n, shift, f, ok := p.yearRef(k + 1); ok {
				e.YearShift, e.YearFocus, e.HasYearRef = shift, f, true
				return e, n, true
			}
			return e, k + 1, u.cls == cLatest
		}
	case cMoment:
		if u.cls == cThis || u.cls == cCurrent {
			return Expr{Form: Indefinite, Vague: Present, Hour: -1}, k + 1, true
		}
	}
	switch u.cls {
	case cCurrent:
		return Expr{Form: Indefinite, Vague: Present, Hour: -1}, i + 1, true
	case cRecent:
		return Expr{Form: Indefinite, Vague: Past, Hour: -1}, i + 1, p.cls(i+1) == cWord
	}
	if u.cls == cNext || u.cls == cThis || u.cls == cLast {
		if h, n, ok := p.namedHoliday(k); ok {
			h.Side = side
			return h, n, true
		}
	}
	return e, i + 1, false
}

func b4The(p *parser, i int) bool { return p.prev(i).cls == cThe }

// timeWord reports that unit i can go on a time expression after "past".
func (p *parser) timeWord(i int) bool {
	switch p.cls(i) {
	case cUnit, cNum, cCard, cFew, cDozen, cMonth, cWeekday, cSeason, cHalf, cMore, cHundred, cPart:
		return true
	}
	return p.cls(i) == cAnd
}

func sideOf(c class) (side Side, focus bool) {
	switch c {
	case cLast, cPast:
		return Before, false
	case cPrevious:
		return Before, true
	case cThis, cCurrent, cLatest, cThese:
		return Within, false
	case cNext, cComing:
		return Following, false
	case cFollowing:
		return Following, true
	case cThat, cSame:
		return Within, true
	}
	return AnySide, false
}

// relativeUnit reads "last week", "this year's third quarter", "recent
// months", "these days", "the latest quarter".
func (p *parser) relativeUnit(i, k int, side Side, focus bool) (e Expr, next int, ok bool) {
	u, w := p.units[i], p.next(k)
	unit := Unit(w.val)
	next = k + 1
	if w.has(fPlural) {
		switch {
		case u.cls == cThese && unit == Day:
			return Expr{Form: Indefinite, Vague: Present, Hour: -1}, next, true
		case u.cls == cRecent, u.cls == cComing, u.cls == cPast, u.cls == cNext, u.cls == cFollowing, u.cls == cPrevious:
			return Expr{Form: Length, Unit: unit, Count: Unknown, Plural: true, Hour: -1}, next, true
		}
		return e, next, false
	}
	e = Expr{Form: Shift, Unit: unit, Focus: focus, Hour: -1}
	switch side {
	case Before:
		e.Count = -1
	case Following:
		e.Count = 1
	}
	switch u.cls {
	case cThese, cRecent:
		return e, next, false
	case cThat, cSame:
		if unit < Day {
			return e, next, false
		}
	case cLatest:
		if unit != Quarter && unit != Week && unit != Month && unit != Year {
			return e, next, false
		}
		e.Period = unit == Quarter
	case cPast:
		if unit < Week {
			e = Expr{Form: Length, Unit: unit, Count: 1, Hour: -1}
			return e, next, true
		}
	}
	if unit == Minute || unit == Second || unit == Hour && side != Before {
		return e, next, false
	}
	e.Fiscal = p.at(k-1).cls == cFiscal
	if unit == Year && p.cls(next) == cPoss { // last year's third quarter
		j := next + 1
		if p.cls(j) == cOrd {
			if q, n, ok := p.ordinal(j); ok && q.Quarter+q.Half > 0 && q.Year == 0 {
				q.YearShift, q.YearFocus, q.HasYearRef = e.Count, focus, true
				return q, n, true
			}
		}
		if c := p.next(j); c.cls == cUnit && Unit(c.val) == Quarter && !c.has(fPlural) {
			return Expr{Form: Shift, Unit: Quarter, Period: true, YearShift: e.Count, HasYearRef: true, Hour: -1}, j + 1, true
		}
	}
	if (unit == Week || unit == Month || unit == Year) && p.cls(next) == cOr && p.cls(next+1) == cSo {
		return e, next, true
	}
	if unit == Day || unit == Weekend {
		return p.dayPart(e, next)
	}
	return e, next, true
}

// relativeCount reads "the past three months", "the last five years", "the
// next few days".
func (p *parser) relativeCount(i, k int, side Side) (e Expr, next int, ok bool) {
	e, next, ok = p.quantity(k)
	if !ok || e.Form != Length {
		return e, k, false
	}
	switch p.units[i].cls {
	case cThat, cSame, cCurrent, cRecent, cThis:
		return e, k, false
	}
	return e, next, true
}

// relativePart reads "this morning", "last night", "that evening".
func (p *parser) relativePart(i, k int, side Side, focus bool) (e Expr, next int, ok bool) {
	switch p.units[i].cls {
	case cLast, cThis, cThat, cSame, cFollowing, cNext, cPrevious:
	default:
		return e, i + 1, false
	}
	e = Expr{Form: Shift, Unit: Day, Part: Part(p.next(k).val), Focus: focus, Hour: -1}
	switch side {
	case Before:
		e.Count = -1
	case Following:
		e.Count = 1
	}
	return e, k + 1, true
}

// modified reads "early 2014", "late April", "mid-February", "early next
// week", "late Friday", "early in the day".
func (p *parser) modified(i int) (e Expr, next int, ok bool) {
	k := i + 1
	if h := p.next(k); h.cls == cHyphen && !h.has(fSpace) {
		k++
	}
	switch w := p.next(k); w.cls {
	case cNum:
		if n, y, ok := p.year(k); ok {
			e = calendar()
			e.Year = y
			return e, n, !p.counts(n)
		}
	case cMonth, cWeekday, cDay, cDecade, cLast, cThis, cNext, cSeason, cPart, cTonight:
		e, next, ok = p.core(k)
		if !ok && w.cls == cMonth {
			e = calendar()
			e.Month = int(w.val)
			return e, k + 1, true
		}
		return e, next, ok
	case cUnit:
		if w.has(fPlural) && p.prev(i).cls == cThe { // the early years
			return Expr{Form: Length, Unit: Unit(w.val), Count: Unknown, Plural: true, Hour: -1}, k + 1, true
		}
	case cIn:
		return p.inThe(k)
	case cOn:
		if p.cls(k+1) == cWeekday {
			return p.weekday(k + 1)
		}
	}
	return e, i + 1, false
}

// inThe reads the rest of "earlier in the day", "late in the year".
func (p *parser) inThe(i int) (e Expr, next int, ok bool) {
	if p.cls(i+1) != cThe {
		if m := p.next(i + 1); m.cls == cMonth || m.cls == cNum {
			return p.core(i + 1)
		}
		return e, i, false
	}
	u := p.next(i + 2)
	if u.cls == cUnit && !u.has(fPlural) && Unit(u.val) >= Day {
		return Expr{Form: Shift, Unit: Unit(u.val), Hour: -1}, i + 3, true
	}
	return e, i, false
}

// the reads what "the" makes a time: "the week", "the quarter", "the weekend",
// "the day before", "the moment"; all else is read from the next word.
func (p *parser) the(i int) (e Expr, next int, ok bool) {
	u := p.next(i + 1)
	if (u.cls == cMore || u.cls == cFiscal) && p.cls(i+2) == cUnit {
		if w := p.next(i + 2); Unit(w.val) == Year && !w.has(fPlural) { // the full year, the fiscal year
			if u.cls == cFiscal {
				return Expr{Form: Length, Unit: Year, Count: 1, Hour: -1}, i + 3, true
			}
			return Expr{Form: Shift, Unit: Year, Hour: -1}, i + 3, p.word(i+1, "full")
		}
	}
	if u.cls == cMoment {
		return Expr{Form: Indefinite, Vague: Present, Hour: -1}, i + 2, p.word(i-1, "at") || p.word(i-1, "for")
	}
	if u.cls != cUnit || u.has(fPlural) {
		if u.has(fCapital) {
			return e, i + 1, false
		}
		if u.cls == cUnit && u.has(fPlural) && Unit(u.val) >= Day && (p.word(i-1, "over") || p.word(i-1, "in")) {
			return Expr{Form: Length, Unit: Unit(u.val), Count: Unknown, Plural: true, Hour: -1}, i + 2, true
		}
		if u.cls == cNum || u.cls == cWord || u.cls == cCard {
			return e, i + 1, false
		}
		return e, i + 1, false
	}
	next = i + 2
	unit := Unit(u.val)
	switch {
	case u.has(fCapital), unit < Day, unit > Century, p.next(next).cls == cHyphen && !p.next(next).has(fSpace):
		return e, i + 1, false
	case unit == Year:
		if n, y, ok := p.year(next); ok { // the year 2000
			e = calendar()
			e.Year = y
			return e, n, true
		}
		if p.cls(next) == cCard {
			if y, n, ok := p.quantity(next); ok && y.Year > 0 {
				return y, n, true
			}
			if y, n := p.words(next); y >= 1000 && y < 2100 {
				e = calendar()
				e.Year = y
				return e, n, true
			}
		}
	case unit == Day:
		if c := p.next(next); c.cls == cBack || c.cls == cLater { // the day before, the day after
			e = Expr{Form: Shift, Unit: Day, Count: -1, Focus: true, Hour: -1}
			if c.cls == cLater {
				e.Count = 1
			}
			if c.val == 1 && (p.isNounWord(next+1) || p.cls(next+1) == cThe || p.cls(next+1) == cPronoun || p.isName(next+1)) {
				e.Count = 0
				return e, next, true // the day before the plunge: the words name no date
			}
			return e, next + 1, true
		}
		return Expr{Form: Shift, Unit: Day, Focus: true, Hour: -1}, next, false
	case unit == Decade || unit == Century:
		return e, next, false
	case (p.cls(next) == cBack || p.cls(next) == cLater) && p.next(next).val == 1:
		return e, next, false // the week before Christmas
	}
	e = Expr{Form: Shift, Unit: unit, Hour: -1, Period: unit == Quarter}
	if unit == Quarter && p.cls(next) == cA { // the quarter a year ago
		if s, n, ok := p.article(next); ok && s.Form == Shift && s.Unit == Year {
			e.YearShift, e.HasYearRef = -1, true
			return e, n, true
		}
	}
	if unit == Year && (p.word(next, "ended") || p.word(next, "ending") || p.word(next, "to")) {
		return Expr{Form: Length, Unit: Year, Count: 1, Hour: -1}, next, true
	}
	if unit == Weekend && p.prev(i).cls == cOf {
		return e, next, true
	}
	if p.isNounWord(next) && unit != Weekend && !p.word(next, "ended") && !p.word(next, "ending") && !p.verbish(next) {
		return e, next, false // the week ahead, the year-long project
	}
	return e, next, true
}

// verbish guesses that a word after "the quarter" is a verb or an adverb.
func (p *parser) verbish(i int) bool {
	u := p.next(i)
	w := p.text[u.start:u.end]
	n := len(w)
	return n > 3 && (w[n-2:] == "ed" || w[n-2:] == "ly" || w == "from" || w == "will" || w == "have")
}

// unitAlone reads a unit without a count: "weeks", "year-end", "a year-ago
// quarter", "months later".
func (p *parser) unitAlone(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	unit := Unit(u.val)
	next = i + 1
	if u.has(fPlural) {
		b := p.prev(i)
		if u.has(fCapital) && p.isName(i+1) {
			return e, next, false // part of a name
		}
		if b.cls == cHyphen && !u.has(fSpace) || p.word(i-1, "light") || p.word(i-1, "man") || unit == Second {
			return e, next, false
		}
		e = Expr{Form: Length, Unit: unit, Count: Unknown, Plural: true, Hour: -1}
		e, next, ok = p.shifted(e, next)
		if e.Form == Length && (b.cls == cPronoun || b.cls == cPoss) {
			return e, next, false // her teenage years, his days as ...
		}
		return e, next, ok
	}
	if unit != Year && unit != Month && unit != Quarter && unit != Week {
		return e, next, false
	}
	h := p.next(next)
	hyphen := h.cls == cHyphen && !h.has(fSpace)
	j := next
	if hyphen || h.cls == cPoss {
		j++
	}
	switch w := p.next(j); {
	case w.cls == cEnd && w.val == 3 && (hyphen || h.cls == cPoss || !p.isNounWord(j+1)) && p.word(j, "end"):
		e = Expr{Form: Shift, Unit: unit, Hour: -1}
		return e, j + 1, unit == Year || unit == Month || hyphen
	case hyphen && (w.cls == cAgo || p.word(j, "earlier")):
		e = Expr{Form: Shift, Unit: unit, Count: -1, Focus: true, Counted: true, Hour: -1}
		next = j + 1
		switch t := p.next(next); {
		case t.cls == cPeriod:
			e.Period = true
			next++
		case t.cls == cUnit && Unit(t.val) == Quarter && !t.has(fPlural):
			e.Period = true
			next++
		case t.cls == cOrd:
			if q, n, ok := p.ordinal(next); ok && q.Quarter > 0 {
				q.YearShift, q.HasYearRef = -1, true
				return q, n, true
			}
		}
		return e, next, true
	}
	return e, i + 1, false
}

// earlierLater reads "earlier this month", "later yesterday", "earlier in the
// day", and the bare adverb at the head of a sentence.
func (p *parser) earlierLater(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	if u.val == 1 { // before, after
		return e, i + 1, false
	}
	switch w := p.next(i + 1); w.cls {
	case cThis, cLast, cDay, cWeekday, cTonight:
		return p.core(i + 1)
	case cIn:
		return p.inThe(i + 1)
	case cOn:
		if p.cls(i+2) == cWeekday {
			return p.core(i + 2)
		}
	case cComma:
		if u.cls == cBack && u.has(fCapital) {
			return Expr{Form: Indefinite, Vague: Past, Hour: -1}, i + 1, true
		}
	}
	return e, i + 1, false
}
