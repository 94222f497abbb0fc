package figure

import "math"

// A number is a numeral or number words: words[first:last].
type number struct {
	first, last int
	value       float64
	vague       bool    // dozens, several: no value, only the range low..high
	low, high   float64 // range that the words allow
	ordinal     bool
	fraction    bool // a part of one: half, two-thirds
	scaled      bool // carries a scale word: 5 million
	digits      bool // starts with a numeral
	zero        bool // no, none
	indefinite  bool // a, an: one only beside a unit
}

func exactly(first, last int, value float64) number {
	return number{first: first, last: last, value: value, low: value, high: value}
}

// number reads the number that starts at word i.
func (l *lexer) number(i int) (number, bool) {
	if i >= len(l.words) {
		return number{}, false
	}
	w := l.words[i]
	switch w.kind {
	case numeral:
		return l.numeralNumber(i), true
	case vulgar:
		n := exactly(i, i+1, w.num)
		n.fraction, n.digits = true, true
		return l.scaleUp(n), true
	case letters:
		return l.wordNumber(i)
	}
	return number{}, false
}

// numeralNumber reads a number that starts with digits: 6,100; 1½; 10 1/2;
// 40 000; 3/4; 6th; 121 billion; 500m.
func (l *lexer) numeralNumber(i int) number {
	n := exactly(i, i+1, l.words[i].num)
	n.digits = true
	// Spaces as thousands separators: 40 000, and the slip "1, 600".
	for w := l.words[i]; w.digits <= 3 && !w.decimals && !w.grouped && w.num >= 1; {
		j := n.last
		if j < len(l.words) && l.words[j].kind == numeral && l.words[j].digits == 3 && !l.words[j].grouped && !l.words[j].glued &&
			!l.has(i-1, month) && !l.sign(i-1, '-') && !l.sign(i-1, ',') {
			n.value = n.value*1000 + l.words[j].num
			n.last++
			if l.words[j].decimals {
				break
			}
			continue
		}
		break
	}
	j := n.last
	switch {
	case l.glued(j) && l.is(j, "st", "nd", "rd", "th") && !l.words[i].decimals:
		n.ordinal = true
		n.last = j + 1
		return n.fix()
	case j < len(l.words) && l.words[j].kind == vulgar: // 1½
		n.value += l.words[j].num
		n.last = j + 1
	case l.slash(j) && j+1 < len(l.words) && l.words[j+1].kind == numeral && l.glued(j+1):
		if d := l.words[j+1].num; commonDenominator(d) && !l.words[i].decimals && !l.words[j+1].decimals && !l.slash(j+2) {
			n.value /= d
			n.fraction = n.value < 1
			n.last = j + 2
		}
	case j+2 < len(l.words) && l.words[j].kind == numeral && !l.glued(j) && l.slash(j+1) && l.words[j+2].kind == numeral &&
		l.words[j].num < l.words[j+2].num && commonDenominator(l.words[j+2].num): // 10 1/2
		n.value += l.words[j].num / l.words[j+2].num
		n.last = j + 3
	}
	if l.glued(n.last) && l.words[n.last].kind == letters {
		if f := l.magnitude(i, n.last); f > 0 {
			n.value *= f
			n.scaled = true
			n.last++
			return n.fix()
		}
	}
	if l.is(n.last, "k") && !l.words[n.last].upper && (n.last+1 >= len(l.words) || l.words[n.last+1].kind == sign) { // 2.33 k
		n.value *= 1e3
		n.scaled = true
		n.last++
	}
	return l.tail(l.scaleUp(n.fix()))
}

// magnitude reads the letter glued to a numeral as a scale: 10k, $500m, 1.2bn.
// A bare m is a million only beside money, another unit or people, or as a
// capital (metres elsewhere).
func (l *lexer) magnitude(i, j int) float64 {
	s := l.text[l.words[j].start:l.words[j].end]
	money := i > 0 && l.words[i].glued && (l.words[i-1].kind == sign && moneySign(l.words[i-1].sign) != nil || l.words[i-1].kind == letters)
	switch s {
	case "k", "K":
		return 1e3
	case "M", "MM", "mn", "mil", "mln", "Mn":
		return 1e6
	case "mm":
		if money || l.has(j+1, moneyWord) {
			return 1e6
		}
	case "m":
		if money || l.has(j+1, unitWord) || l.has(j+1, person) && !l.is(j+1, "runner", "runners", "swimmer", "swimmers") {
			return 1e6
		}
	case "bn", "Bn", "BN", "bln":
		return 1e9
	case "b", "B":
		if money || l.words[i].decimals {
			return 1e9
		}
	case "tn", "trn", "tln":
		return 1e12
	case "t", "T":
		if money {
			return 1e12
		}
	}
	return 0
}

// scaleUp multiplies by the scale words that follow: 1.5 million, 3 dozen,
// 13 lakh, $9-billion.
func (l *lexer) scaleUp(n number) number {
	for {
		j := n.last
		if l.sign(j, '-') && l.glued(j) && l.glued(j+1) {
			j++
		}
		e := l.entry(j)
		if e.class != hundred && e.class != scale && e.class != dozen && (e.class != many || n.scaled || e.value < 12) {
			return n
		}
		if len(e.word) <= 3 && !l.words[j].glued && e.class == scale && !n.digits {
			return n // "two mm" is a length
		}
		if e.word == "mm" {
			return n
		}
		n.value *= e.value
		n.last = j + 1
		n.scaled = true
		n = n.fix()
	}
}

// fix sets the range to the value.
func (n number) fix() number {
	n.low, n.high = n.value, n.value
	return n
}

// tail adds a fraction said after a whole number: two and a half, three and
// two thirds, five point five.
func (l *lexer) tail(n number) number {
	j := n.last
	if l.is(j, "point") && !n.digits {
		if v, last, ok := l.spokenDecimals(j + 1); ok {
			n.value += v
			n.last = last
			return n.fix()
		}
	}
	hyphen := l.sign(j, '-') && l.glued(j)
	if hyphen && l.is(j+1, "and") {
		j++ // two-and-a-half
	}
	if !l.is(j, "and") {
		return n
	}
	k := j + 1
	if l.sign(k, '-') {
		k++
	}
	if part, last, ok := l.part(k); ok {
		n.value += part
		n.last = last
		return n.fix()
	}
	if l.words[j].kind == letters && j+1 < len(l.words) && l.words[j+1].kind == vulgar {
		n.value += l.words[j+1].num
		n.last = j + 2
		return n.fix()
	}
	return n
}

// part reads a fraction in words at k: a half, two thirds, three-quarters, a fifth.
func (l *lexer) part(k int) (value float64, last int, ok bool) {
	count := 1.0
	if e := l.entry(k); e.class == article {
		k++
	} else if e.class == ones || e.class == teens {
		count = e.value
		k++
	} else {
		return 0, 0, false
	}
	if l.sign(k, '-') {
		k++
	}
	e := l.entry(k)
	switch {
	case e.class == half:
		return count / 2, k + 1, true
	case e.class == quarter:
		return count / 4, k + 1, true
	case e.class == fracPlural && count > 1:
		return count / e.ordinal, k + 1, true
	case e.class == ordOnes && e.ordinal >= 3 && count == 1, e.class == ordScale && count == 1:
		return 1 / e.ordinal, k + 1, true
	}
	return 0, 0, false
}

// spokenDecimals reads what follows "point": zero three, seventy-one, nought four.
func (l *lexer) spokenDecimals(i int) (value float64, last int, ok bool) {
	step := 0.1
	for ; ; i++ {
		e := l.entry(i)
		switch e.class {
		case zero, ones:
			value += e.value * step
			step /= 10
		case teens:
			value += e.value * step / 10
			step /= 100
		case tens:
			v := e.value
			if l.sign(i+1, '-') && l.entry(i+2).class == ones {
				v += l.entry(i + 2).value
				i += 2
			}
			value += v * step / 10
			step /= 100
		default:
			return value, i, ok
		}
		ok = true
	}
}

// wordNumber reads a number in words.
func (l *lexer) wordNumber(i int) (number, bool) {
	e := l.entry(i)
	switch e.class {
	case zero, ones, teens, tens:
		return l.cardinal(i)
	case article:
		return l.articleNumber(i)
	case hundred, scale, dozen:
		if len(e.word) > 4 && l.pos(i) != 0 && (l.has(i-1, function) || i == 0) && e.class != scale {
			n := l.scaleUp(exactly(i, i, 1))
			n.first = i
			return n, true
		}
	case half:
		return l.halfNumber(i)
	case couple:
		n := number{first: i, last: i + 1, value: 2, low: 2, high: 3}
		return l.vagueScale(n), l.is(i+1, "of", "hundred", "dozen", "thousand") || i > 0 && l.is(i-1, "a")
	case many:
		return l.manyNumber(i)
	case vague:
		if e.word == "few" && !(i > 0 && l.is(i-1, "a", "past", "last", "next", "first", "coming", "quite")) {
			return number{}, false
		}
		r := vagueRanges[e.word]
		return l.vagueScale(number{first: i, last: i + 1, vague: true, low: r.low, high: r.high}), true
	case lone:
		return exactly(i, i+1, 1), true
	case none:
		n := exactly(i, i+1, 0)
		n.zero = true
		return n, true
	case ordOnes, ordTens, ordScale:
		n := exactly(i, i+1, e.ordinal)
		n.ordinal = true
		return n, true
	}
	return number{}, false
}

// cardinal reads one to nine hundred ninety-nine trillion in words, with the
// fraction, decimals or ordinal at its end.
func (l *lexer) cardinal(i int) (number, bool) {
	total, cur := 0.0, 0.0
	lastClass := noNumber
	lastScale := math.Inf(1)
	j := i
	scaled := false
loop:
	for {
		k := j
		if lastClass != noNumber {
			switch {
			case l.sign(k, '-'):
				k++
			case l.is(k, "and") && (lastClass == hundred || lastClass == scale):
				if c := l.entry(k + 1).class; c != ones && c != teens && c != tens {
					break loop
				}
				if l.ofAfterAnd(k + 1) {
					break loop // one hundred and three fifths: the fraction is the tail's
				}
				k++
			}
		}
		e := l.entry(k)
		switch e.class {
		case zero:
			if lastClass != noNumber {
				break loop
			}
		case ones:
			if lastClass != noNumber && lastClass != tens && lastClass != hundred && lastClass != scale {
				break loop
			}
			cur += e.value
		case teens, tens:
			if lastClass != noNumber && lastClass != hundred && lastClass != scale {
				break loop
			}
			cur += e.value
		case hundred:
			if cur == 0 {
				break loop
			}
			cur *= 100
			scaled = true
		case dozen:
			if cur == 0 {
				break loop
			}
			cur *= 12
			scaled = true
		case many:
			if cur == 0 || e.value < 12 || lastClass == noNumber {
				break loop
			}
			cur *= e.value
			j = k + 1
			break loop
		case scale:
			if len(e.word) < 4 && e.word != "mil" || lastClass == noNumber {
				break loop
			}
			scaled = true
			switch {
			case cur == 0 && lastClass == scale: // three lakh crore
				total *= e.value
			case e.value > lastScale: // two hundred and two thousand
				total = (total + cur) * e.value
			default:
				total += cur * e.value
			}
			cur, lastScale = 0, e.value
		case ordOnes, ordTens, fracPlural, half, quarter:
			if lastClass == noNumber {
				break loop
			}
			whole := total + cur
			switch {
			case e.class == fracPlural && whole >= 1:
				n := exactly(i, k+1, whole/e.ordinal)
				n.fraction = n.value < 1
				return n, true
			case (e.class == half || e.class == quarter) && whole == 1 && !l.is(k-1, "and"):
				n := exactly(i, k+1, e.value)
				n.fraction = true
				return n, true
			case e.class == ordOnes && whole == 1 && e.ordinal >= 3, e.class == ordTens && whole == 1:
				n := exactly(i, k+1, 1/e.ordinal)
				n.fraction = true
				return n, true
			case e.class == ordOnes && (lastClass == tens || lastClass == hundred || lastClass == scale) && e.ordinal < 10 || e.class == ordOnes && lastClass == hundred:
				n := exactly(i, k+1, whole+e.ordinal)
				n.ordinal = true
				return n, true
			}
			break loop
		default:
			break loop
		}
		lastClass = e.class
		j = k + 1
		if lastClass == zero {
			break
		}
	}
	if j == i {
		return number{}, false
	}
	n := exactly(i, j, total+cur)
	n.scaled = scaled
	if den, last, ok := l.denominator(j, n.value > 1); ok {
		n.value, n.last, n.fraction = n.value/den, last, n.value < den
		return n.fix(), true
	}
	return l.tail(n), true
}

// denominator reads the twenty-fifths of three twenty-fifths. In the singular
// it must close the phrase or go on with "of": a twenty-first birthday is none.
func (l *lexer) denominator(j int, plural bool) (value float64, last int, ok bool) {
	e := l.entry(j)
	if e.class != tens {
		return 0, 0, false
	}
	k := j + 1
	if l.sign(k, '-') {
		k++
	}
	o := l.entry(k)
	switch {
	case o.ordinal == 0 || o.ordinal >= 10:
		return 0, 0, false
	case plural && (o.class == fracPlural || l.is(k, "firsts", "seconds")):
	case !plural && o.class == ordOnes && (k+1 >= len(l.words) || l.is(k+1, "of")):
	default:
		return 0, 0, false
	}
	return e.value + o.ordinal, k + 1, true
}

// ofAfterAnd reports whether a fraction in words starts at k.
func (l *lexer) ofAfterAnd(k int) bool {
	_, _, ok := l.part(k)
	return ok
}

// articleNumber reads a number that starts with a or an: a million, a dozen,
// a third of, a few hundred. A bare article is one only beside a unit.
func (l *lexer) articleNumber(i int) (number, bool) {
	j := i + 1
	e := l.entry(j)
	switch e.class {
	case hundred, scale, dozen:
		if e.class == scale && len(e.word) < 4 {
			return number{}, false
		}
		n := exactly(i, j, 1)
		n = l.scaleUp(n)
		if f := l.entry(n.last); f.class == fracPlural && f.ordinal > 10 { // a hundred trillionths
			n.value, n.last, n.fraction = n.value/f.ordinal, n.last+1, n.value < f.ordinal
			return n.fix(), true
		}
		return l.tail(n), n.last > j
	case half:
		if l.is(j+1, "dozen", "million", "billion", "trillion") {
			n := exactly(i, j+1, 0.5)
			return l.scaleUp(n), true
		}
		n := exactly(i, j+1, 0.5)
		n.fraction = true
		return n, !l.hyphenAfter(j)
	case quarter, ordOnes, ordTens, ordScale:
		if e.class == ordOnes && e.ordinal < 3 {
			return number{}, false // the ordinal stands for itself
		}
		after := j + 1
		if after == len(l.words) || l.is(after, "of", "to", "or", "than", "in") || l.words[after].kind == sign && !l.sign(after, '-') ||
			e.class == quarter && l.has(after, unitWord) {
			value := e.value // a quarter
			if e.class != quarter {
				value = 1 / e.ordinal
			}
			n := exactly(i, after, value)
			n.fraction = true
			return n, true
		}
		if e.class == ordScale || e.class == ordOnes || e.class == ordTens {
			return number{}, false
		}
	case couple:
		n, ok := l.wordNumber(j)
		n.first = i
		return n, ok
	case vague:
		if e.word == "few" {
			r := vagueRanges["few"]
			return l.vagueScale(number{first: i, last: j + 1, vague: true, low: r.low, high: r.high}), true
		}
	}
	if den, last, ok := l.denominator(j, false); ok { // a twenty-first of
		n := exactly(i, last, 1/den)
		n.fraction = true
		return n, true
	}
	n := exactly(i, i+1, 1)
	n.indefinite = true
	return n, true
}

// halfNumber reads half, half a million, half-dozen, half of.
func (l *lexer) halfNumber(i int) (number, bool) {
	if l.entry(i-1).ordinal > 0 || l.is(i-1, "last", "final", "other", "better") {
		return number{}, false // the second half
	}
	n := exactly(i, i+1, 0.5)
	j := i + 1
	switch {
	case l.is(j, "a", "an"):
		n.last = j + 1
		n = l.scaleUp(n)
	case l.sign(j, '-') && l.entry(j+1).class == dozen, l.entry(j).class == dozen, l.sign(j, '-') && l.entry(j+1).class == scale:
		n = l.scaleUp(n)
	case l.hyphenAfter(i):
		return number{}, false // half-brother
	}
	n.fraction = !n.scaled
	return n, true
}

// hyphenAfter reports whether word i is the first part of a hyphenated word.
func (l *lexer) hyphenAfter(i int) bool { return l.sign(i+1, '-') && l.glued(i+1) && l.glued(i+2) }

// manyNumber reads a plural scale: dozens, hundreds of thousands.
func (l *lexer) manyNumber(i int) (number, bool) {
	e := l.entry(i)
	r := vagueRanges[e.word]
	n := number{first: i, last: i + 1, vague: true, low: r.low, high: r.high}
	if l.is(i+1, "of") {
		if f := l.entry(i + 2); f.class == many && f.value > e.value {
			n.last = i + 3
			n.low, n.high = e.value*f.value, 10*e.value*f.value
		}
	}
	if e.word == "tens" && n.last == i+1 || e.word == "scores" && !l.is(i+1, "of") {
		return number{}, false
	}
	return n, true
}

// vagueScale multiplies a vague word by the scale after it: several hundred,
// a few thousand, a couple dozen.
func (l *lexer) vagueScale(n number) number {
	for {
		e := l.entry(n.last)
		if e.class != hundred && e.class != dozen && (e.class != scale || len(e.word) < 4) {
			return n
		}
		n.value *= e.value
		n.low *= e.value
		n.high *= e.value
		n.last++
		n.scaled = true
	}
}

func (l *lexer) glued(i int) bool { return i >= 0 && i < len(l.words) && l.words[i].glued }

func (l *lexer) slash(i int) bool { return (l.sign(i, '/') || l.sign(i, '⁄')) && l.glued(i) }

// commonDenominator keeps 9/11 and 24/7 from being fractions.
func commonDenominator(d float64) bool {
	switch d {
	case 2, 3, 4, 5, 6, 8, 10, 16, 32, 100:
		return true
	}
	return false
}
