package timex

// widen returns the first unit of the expression whose core begins at i: the
// article, approximations and "early", "the end of" belong to its extent.
func (p *parser) widen(e *Expr, i int) int {
	for range 4 {
		k := p.widenOnce(e, i)
		if k == i {
			break
		}
		i = k
	}
	return i
}

func (p *parser) widenOnce(e *Expr, i int) int {
	if i <= p.from || p.units[i].has(fBreak) {
		return i
	}
	b := p.prev(i)
	c := p.units[i].cls
	switch b.cls {
	case cThe:
		if p.takesThe(e, i) && i-1 >= p.from {
			return i - 1
		}
	case cPronoun:
		if e.Period && e.Form == Calendar && e.Quarter > 0 {
			return i - 1
		}
	case cMore: // more recently
		if e.Form == Indefinite && e.Vague == Past && p.word(i-1, "more") {
			return i - 1
		}
	case cWord:
		switch {
		case c == cFuture && p.word(i-1, "near"), c == cRef && e.Vague == Present && p.word(i-1, "right"):
			return i - 1
		}
	case cEarly, cLate:
		if c != cThe && (e.Form == Calendar || e.Form == Shift) {
			return i - 1
		}
	case cBack, cLater:
		if b.val == 0 && (c == cThis || c == cLast || c == cDay || c == cWeekday || c == cNext) {
			return i - 1
		}
	case cHyphen:
		if p.cls(i-2) == cMid && i-2 >= p.from {
			return i - 2
		}
	case cFiscal:
		return i - 1
	case cApprox:
		switch e.Form {
		case Length, Shift:
			if c == cNum || c == cCard || c == cA || c == cFew || c == cHalf || c == cHundred || c == cDozen {
				return i - 1
			}
		case Calendar:
			if b.val == 0 && e.Hour < 0 && (e.Day > 0 || e.Month > 0) && !p.word(i-1, "just") && !p.word(i-1, "only") {
				return i - 1
			}
		}
	case cThan:
		if (e.Form == Length || e.Form == Shift) && i-2 >= p.from && (p.word(i-2, "more") || p.word(i-2, "less") || p.word(i-2, "fewer")) {
			if i-3 >= p.from && p.word(i-3, "no") {
				return i - 3
			}
			return i - 2
		}
	case cLeast:
		if (e.Form == Length || e.Form == Shift) && c != cThe && i-2 >= p.from && p.word(i-2, "at") {
			return i - 2
		}
	case cTo:
		if e.Form == Length && i-2 >= p.from && p.word(i-2, "up") {
			return i - 2
		}
	case cOf:
		if e.Form == Calendar || e.Form == Shift {
			return p.widenEnd(i)
		}
	case cA:
		if e.Form == Length && e.Count == Unknown && (c == cFew) {
			return i - 1
		}
		if e.Form == Length && c == cHalf {
			return i - 1
		}
	}
	return i
}

// widenEnd takes in "the end of" before i.
func (p *parser) widenEnd(i int) int {
	if j := i - 2; j >= p.from && p.at(j).cls == cEnd && !p.units[i-1].has(fBreak) {
		if j-1 >= p.from && p.at(j-1).cls == cThe {
			return j - 1
		}
		return j
	}
	return i
}

// takesThe reports that "the" before i belongs to the expression: it does not
// when the expression only describes another noun ("the 1987 crash", "the
// third-quarter loss").
func (p *parser) takesThe(e *Expr, i int) bool {
	switch e.Form {
	case Calendar:
		switch {
		case e.Period && e.Year > 0:
			return true
		case e.Quarter > 0 || e.Half > 0:
			return p.cls(i+1) != cHyphen && !(p.cls(i) == cFiscal && p.cls(i+2) == cHyphen)
		case e.Season != NoSeason:
			return true
		case e.Unit == Decade || e.Unit == Century:
			return true
		case e.Part != NoPart && e.Weekday == 0 && e.Month == 0:
			return true
		case e.Side != AnySide:
			return true
		case p.cls(i) == cOrd && e.Day > 0:
			return true
		case p.cls(i) == cEarly || p.cls(i) == cLate:
			return true
		}
		return false
	case Shift:
		// "the year-ago period" is a time, "the year-ago results" are results
		return p.cls(i) != cUnit || !e.Focus || e.Period
	case Length:
		c := p.cls(i)
		return p.cls(i+1) != cHyphen || c == cLast || c == cPast || c == cNext
	case Indefinite:
		return p.cls(i) == cPast || p.cls(i) == cFuture || p.word(i, "near")
	}
	return false
}

// widenRight takes in "or so" and "old".
func (p *parser) widenRight(e *Expr, next int) int {
	if (e.Form == Length || e.Form == Shift) && p.cls(next) == cOr && p.cls(next+1) == cSo {
		return next + 2
	}
	return next
}
