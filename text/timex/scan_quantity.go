package timex

// count reads a count: digits, number words, "a dozen", "several", "a couple
// of", "two to three" (the first is kept), "six and a half".
func (p *parser) count(i int) (n int, half bool, next int, ok bool) {
	switch u := p.next(i); u.cls {
	case cNum:
		switch {
		case u.val >= 0 && u.val < 1e6:
			n, next = int(u.val), i+1
		case u.has(fGroup) && fraction(p.text[u.start:u.end]) == ".5":
			_, whole := digits(p.text, u.start)
			n, half, next = int(whole), true, i+1
		default:
			return Unknown, false, i + 1, u.has(fGroup)
		}
		if c := p.cls(next); c == cHundred || c == cThousand || c == cMillion {
			n *= int(p.next(next).val)
			next++
		}
	case cCard, cHundred, cDozen:
		n, next = p.words(i)
	case cFew:
		next = i + 1
		n = Unknown
		if u.val == 2 { // a couple of
			if p.cls(next) == cOf {
				next++
			}
			n = 2
		} else if p.cls(next) == cOf {
			next++
		}
		if c := p.cls(next); c == cDozen || c == cHundred || c == cThousand {
			n = Unknown
			next++
		}
	case cHalf:
		next = i + 1
		if p.cls(next) == cA || p.cls(next) == cHyphen {
			next++
		} else if p.cls(next) == cPunct {
			return 0, false, i, false
		}
		return 0, true, next, true
	default:
		return 0, false, i, false
	}
	if p.cls(next) == cAnd && p.cls(next+1) == cA && p.cls(next+2) == cHalf {
		half = true
		next += 3
	}
	return n, half, next, true
}

func fraction(number string) string {
	for i := range len(number) {
		if number[i] == '.' {
			return number[i:]
		}
	}
	return ""
}

// words reads number words: "twenty four", "twenty-four", "one hundred and ten".
func (p *parser) words(i int) (n, next int) {
	total, current := 0, 0
	next = i
	for next < len(p.units) {
		u := p.next(next)
		switch u.cls {
		case cCard:
			if current%100 != 0 && (current%10 != 0 || u.val >= 10) || current%100 == 0 && current%10 != 0 {
				return total + current, next
			}
			current += int(u.val)
		case cHundred:
			current = max(current, 1) * 100
		case cThousand:
			total += max(current, 1) * 1000
			current = 0
		case cDozen:
			current = max(current, 1) * 12
		case cHyphen:
			if n := p.next(next + 1); n.cls != cCard || n.has(fSpace) || u.has(fSpace) || current%10 != 0 || n.val > 9 {
				return total + current, next
			}
		case cAnd:
			if p.cls(next+1) != cCard || current < 100 || next == i {
				return total + current, next
			}
		default:
			return total + current, next
		}
		if total > 1e7 || current > 1e7 {
			return Unknown, next + 1
		}
		next++
	}
	return total + current, next
}

// quantity reads a count of units and what it is used for: a length, or a
// shift when ago, earlier, later or "from now" follows.
func (p *parser) quantity(i int) (e Expr, next int, ok bool) {
	n, half, j, ok := p.count(i)
	if !ok {
		return e, i + 1, false
	}
	// two to three weeks, 12 to 18 months, two or three days, 10-12 years
	if c := p.cls(j); (c == cTo || c == cOr || c == cHyphen) && (n < 1900 || n > 2100) {
		if _, _, k, ok := p.count(j + 1); ok && p.at(j+1).cls != cHalf {
			if m := p.skipMore(k); p.cls(m) == cUnit {
				j = k
			}
		}
	}
	if spelled, year, ok := p.spelledYear(i, j, n); ok { // nineteen ninety-one
		e = calendar()
		e.Year = year
		return e, spelled, true
	}
	k := p.skipMore(j)
	u := p.next(k)
	if u.cls == cPart && Part(u.val) == Night { // one night
		return e, k + 1, false
	}
	if u.cls == cSeason && u.has(fPlural) {
		e = Expr{Form: Length, Unit: Year, Count: n, Plural: true, Hour: -1}
		return e, k + 1, true
	}
	if u.cls == cUnit && Unit(u.val) == Quarter && u.has(fPlural) && (p.cls(k-1) == cHyphen || p.cls(k+1) == cOf) {
		return e, k + 1, false // three-quarters of it
	}
	if u.cls != cUnit || Unit(u.val) == Weekend && !u.has(fPlural) {
		return e, max(j, i+1), false
	}
	if Unit(u.val) == Second && n == Unknown {
		return e, k + 1, false
	}
	if b := p.prev(i); b.cls == cMoney {
		return e, k + 1, false
	}
	e = Expr{Form: Length, Unit: Unit(u.val), Count: n, AndHalf: half, Plural: u.has(fPlural), Hour: -1}
	next = k + 1
	if p.cls(next) == cAnd && p.cls(next+1) == cA && p.cls(next+2) == cHalf { // a year and a half
		e.AndHalf = true
		next += 3
	}
	if c := p.next(next); c.cls == cHyphen && !c.has(fSpace) || c.cls == cOld {
		o := next
		if c.cls == cHyphen {
			o++
		}
		if p.cls(o) == cOld || p.word(o, "olds") {
			// ages of people and things in years are not times; a month-old
			// truce is
			return e, o + 1, e.Unit != Year
		}
		if c.cls == cHyphen && p.word(o, "long") {
			return e, o + 1, true
		}
	}
	if p.word(next, "of") && p.word(next+1, "age") {
		return e, next + 2, false
	}
	return p.shifted(e, next)
}

// skipMore skips what may stand between a count and its unit: "20 more years",
// "eight trading days", "four-day".
func (p *parser) skipMore(i int) int {
	for k := 0; k < 2; k++ {
		switch c := p.next(i); {
		case c.cls == cMore, c.cls == cFiscal, c.cls == cHyphen && !c.has(fSpace):
			i++
		default:
			return i
		}
	}
	return i
}

// shifted turns the length e into a shift when what follows says so.
func (p *parser) shifted(e Expr, next int) (Expr, int, bool) {
	switch c := p.next(next); c.cls {
	case cAgo:
		e.Form, e.Count, e.Counted = Shift, negative(e.Count), true
		return e, next + 1, true
	case cBack:
		if c.val == 0 { // earlier
			e.Form, e.Count, e.Focus, e.Counted = Shift, negative(e.Count), true, true
			return e, next + 1, true
		}
	case cLater:
		if c.val == 0 {
			e.Form, e.Focus, e.Counted = Shift, true, true
			return e, next + 1, true
		}
	case cFrom:
		if p.word(next+1, "now") {
			e.Form, e.Counted = Shift, true
			return e, next + 2, true
		}
		if t := p.next(next + 1); t.cls == cDay && t.val == 0 {
			e.Form, e.Counted = Shift, true
			return e, next + 2, true
		}
	}
	return e, next, true
}

func negative(n int) int {
	if n == Unknown {
		return Unknown
	}
	return -n
}

// spelledYear reads a year in words, whose first two digits [i:j) are n:
// nineteen ninety-one, two thousand.
func (p *parser) spelledYear(i, j, n int) (next, year int, ok bool) {
	if p.units[i].cls != cCard {
		return i, 0, false
	}
	if n >= 17 && n <= 20 {
		if b := p.next(j); b.cls == cCard && b.val >= 10 {
			tail, k := p.words(j)
			if tail >= 10 && tail <= 99 && p.cls(k) != cUnit {
				return k, n*100 + tail, true
			}
		}
	}
	if n >= 2000 && n <= 2030 {
		b := p.prev(i)
		if (b.cls == cIn || b.cls == cUnit) && !p.counts(j) && p.cls(j) != cUnit {
			return j, n, true
		}
	}
	return i, 0, false
}

// article reads an expression that begins with a or an: "a year ago", "a few
// days", "a year" as a rate, "a later date".
func (p *parser) article(i int) (e Expr, next int, ok bool) {
	switch u := p.next(i + 1); u.cls {
	case cFew, cDozen, cHundred, cThousand, cHalf:
		if e, next, ok = p.quantity(i + 1); ok {
			return e, next, true
		}
		if u.cls == cHundred || u.cls == cThousand {
			return e, i + 2, false
		}
	case cUnit, cMore:
		k := i + 1
		if u.cls == cMore {
			k++
		}
		w := p.next(k)
		if w.cls != cUnit || w.has(fPlural) {
			return e, i + 1, false
		}
		unit := Unit(w.val)
		next = k + 1
		e = Expr{Form: Length, Unit: unit, Count: 1, Hour: -1}
		if h := p.next(next); h.cls == cHyphen && !h.has(fSpace) {
			if p.cls(next+1) == cBack || p.cls(next+1) == cAgo { // a year-earlier loss
				return e, i + 1, false // read from the unit: the article belongs to the loss
			}
			if p.word(next+1, "long") {
				return e, next + 2, true
			}
			return e, next, false // a year-end sale, a day-long trip: read from the unit
		}
		if p.cls(next) == cAnd && p.cls(next+1) == cA && p.cls(next+2) == cHalf {
			e.AndHalf = true
			next += 3
		}
		if p.cls(next) == cOr && p.word(next+1, "two") { // a year or two
			e.Count = Unknown
			next += 2
		}
		if e, next, ok = p.shifted(e, next); e.Form == Shift {
			return e, next, ok
		}
		if unit == Quarter {
			return e, next, false
		}
		if p.isRate(i) {
			e.Form = Repeat
			return e, next, true
		}
		if unit <= Minute && p.cls(next) != cPunct && !p.lengthCue(i) {
			return e, next, false
		}
		return e, next, p.lengthCue(i) || e.AndHalf || e.Count == Unknown
	case cLater:
		if p.word(i+2, "date") || p.word(i+2, "time") {
			return Expr{Form: Indefinite, Vague: Future, Hour: -1}, i + 3, true
		}
	}
	return e, i + 1, false
}

// isRate reports that the article at i stands for "per": "$33 million a year",
// "twice a week", "50,000 discs a year".
func (p *parser) isRate(i int) bool {
	switch b := p.prev(i); b.cls {
	case cNum, cCard, cMillion, cHundred, cThousand, cDozen:
		return true
	case cUnit:
		return b.has(fPlural)
	case cWord:
		w := p.text[b.start:b.end]
		switch w {
		case "once", "twice", "times", "percent", "apiece", "cents", "dollars", "euros", "pounds":
			return true
		}
		n := len(w)
		return n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && !p.units[i].has(fBreak)
	case cPunct:
		return p.text[b.start] == '%'
	}
	return false
}

// lengthCue reports that what stands before i introduces a length.
func (p *parser) lengthCue(i int) bool {
	b := p.prev(i)
	switch b.cls {
	case cIn, cApprox, cThan, cLeast, cOf:
		return true
	case cPrep:
		return p.word(i-1, "for") || p.word(i-1, "within") || p.word(i-1, "during") || p.word(i-1, "throughout") || p.word(i-1, "through")
	case cLater, cBack:
		return true
	case cHalf, cTo:
		return true
	case cWord:
		for _, w := range []string{"lasted", "last", "lasts", "took", "take", "takes", "spent", "spend", "once", "per", "half", "waited", "wait", "within"} {
			if p.word(i-1, w) {
				return true
			}
		}
	}
	return false
}
