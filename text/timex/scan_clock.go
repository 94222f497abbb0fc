package timex

// clock reads "2:15 a.m. EST on Tuesday", "10 p.m. Wednesday", "11:12".
func (p *parser) clock(i int) (e Expr, next int, ok bool) {
	u := p.units[i]
	e = calendar()
	if u.cls == cClock {
		e.Hour, e.Minute, e.HasMin = int(u.val)/60, int(u.val)%60, true
	} else {
		e.Hour = int(u.val)
	}
	next = i + 1
	if t := p.next(next); t.cls == cAmPm {
		if e.Hour > 12 && t.val == 12 && e.Hour < 24 {
			t.val = 0 // "14:30 pm"
		}
		if e.Hour == 12 {
			e.Hour = 0
		}
		e.Hour += int(t.val)
		next++
	} else if u.cls == cClock {
		// 3:2 is a score, a verse or a race time unless something says it is a clock
		if b := p.prev(i); b.cls == cHyphen || b.cls == cMoney || e.Hour > 24 {
			return e, i + 1, false
		}
		if p.text[u.start+1] == ':' && p.cls(i+1) != cZone && p.prev(i).cls != cPrep && p.prev(i).cls != cApprox && u.end-u.start > 5 {
			return e, i + 1, false
		}
	}
	if e.Hour > 24 {
		return e, i + 1, false
	}
	return p.clockDay(e, next)
}

// clockDay reads the zone and the day behind a clock time.
func (p *parser) clockDay(e Expr, next int) (Expr, int, bool) {
	for {
		if p.cls(next) == cZone {
			next++
			continue
		}
		if p.word(next, "local") && p.word(next+1, "time") {
			next += 2
			continue
		}
		break
	}
	j := next
	if p.cls(j) == cComma {
		j++
	}
	if p.cls(j) == cOn {
		j++
	}
	switch c := p.cls(j); c {
	case cWeekday, cMonth, cDay, cTonight, cDate, cNum:
		if c == cNum && (p.next(j).val < 1 || p.next(j).val > 31 || p.cls(j+1) != cMonth) {
			break
		}
		if j > next && p.at(next).cls == cComma && c == cDay {
			break
		}
		d, n, ok := p.core(j)
		if ok && d.Hour < 0 && (d.Form == Calendar && (d.Weekday > 0 || d.Day > 0) || d.Form == Shift) {
			d.Hour, d.Minute, d.HasMin = e.Hour, e.Minute, e.HasMin
			return d, n, true
		}
	case cIn:
		if p.cls(j+1) == cThe && p.cls(j+2) == cPart && e.Hour <= 12 {
			part := Part(p.next(j + 2).val)
			if part != Morning && e.Hour < 12 {
				e.Hour += 12
			}
			return e, j + 3, true
		}
	}
	return e, next, true
}

// dayPart reads the part of a day behind a day: "Tuesday morning", "yesterday
// evening", "Friday night".
func (p *parser) dayPart(e Expr, next int) (Expr, int, bool) {
	j := next
	if c := p.cls(j); c == cEarly || c == cLate {
		j++
	}
	if c := p.next(j); c.cls == cPart && c.has(fSpace) {
		e.Part = Part(c.val)
		return e, j + 1, true
	}
	switch c := p.next(next); {
	case c.cls == cNoon && c.has(fSpace):
		e.Hour = int(c.val)
		return e, next + 1, true
	case p.word(next, "at"):
		// "Sunday at 10 p.m." is one expression
		if t := p.next(next + 1); t.cls == cClock || t.cls == cNum && p.cls(next+2) == cAmPm {
			if c, n, ok := p.clock(next + 1); ok && c.Weekday == 0 && c.Day == 0 && c.Form == Calendar {
				e.Hour, e.Minute, e.HasMin = c.Hour, c.Minute, c.HasMin
				return e, n, true
			}
		}
	}
	return e, next, true
}

// part reads a part of the day that stands without its day: "in the morning",
// "mid-afternoon yesterday".
func (p *parser) part(i int) (e Expr, next int, ok bool) {
	e = calendar()
	e.Part = Part(p.units[i].val)
	next = i + 1
	if d := p.next(next); d.cls == cDay || d.cls == cWeekday {
		if day, n, ok := p.core(next); ok && day.Part == 0 && day.Hour < 0 {
			day.Part = e.Part
			return day, n, true
		}
	}
	if p.cls(next) == cOf {
		if c := p.cls(next + 1); c == cWeekday || c == cMonth || c == cNum {
			if day, n, ok := p.core(next + 1); ok && day.Form == Calendar && (day.Weekday > 0 || day.Day > 0) && day.Hour < 0 {
				day.Part = e.Part
				return day, n, true
			}
		}
	}
	b := p.prev(i)
	switch {
	case b.cls == cThe, b.cls == cThat, b.cls == cSame, b.cls == cMid:
		return e, next, !p.isNounWord(next)
	case b.cls == cHyphen && p.cls(i-2) == cMid:
		return e, next, true
	case b.cls == cEarly || b.cls == cLate:
		return e, next, false
	}
	return e, next, false
}

// isNounWord guesses that unit i is a noun that the word before it modifies
// ("the morning session"): a lower-case word that is not a function word.
func (p *parser) isNounWord(i int) bool {
	u := p.next(i)
	if u.cls != cWord || u.has(fCapital) || !u.has(fSpace) {
		return false
	}
	return u.end-u.start > 3 && !p.word(i, "when") && !p.word(i, "with") && !p.word(i, "that") && !p.word(i, "were") && !p.word(i, "where")
}
