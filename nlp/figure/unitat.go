package figure

import (
	"math"
	"strings"

	"parallax/news"
)

// unitAt reads the unit after the number: 22 percent, 80m, 5 feet 9 inches,
// 40-metre-deep, 3.8 billion light years, half an hour.
func (s *scanner) unitAt(f *finding) bool {
	j := f.last
	if s.is(j, "of") && (f.num.vague || f.num.class(s) == many) && s.has(j+1, unitWord) {
		j++ // thousands of miles, millions of dollars
	}
	u, last := s.unit(j, f)
	if u == nil {
		return false
	}
	if f.num.indefinite && !s.indefiniteUnit(f, u) {
		return false
	}
	f.unit, f.unitKind, f.last = u.name, u.kind, last
	s.factor(f, u)
	switch u.kind {
	case length, mass, duration:
		s.smaller(f, u)
	case money:
		s.moneyTail(f)
	}
	return true
}

func (n number) class(s *scanner) numClass { return s.entry(n.first).class }

// indefiniteUnit tells "more than a year" and "about an hour", which state a
// quantity, from "a year ago" and "twice a day", which do not.
func (s *scanner) indefiniteUnit(f *finding, u *unit) bool {
	if u.kind == money || u.kind == percent || u.name == "points" || u.name == "times" || u.name == "bits" || u.name == "degrees" {
		return false
	}
	_, b := s.boundPhrase(f.first)
	return b.bound != ""
}

// unit reads a unit at word j, which may be joined by a hyphen.
func (s *scanner) unit(j int, f *finding) (*unit, int) {
	hyphen := false
	if s.sign(j, '-') && s.glued(j) && s.glued(j+1) {
		j++
		hyphen = true
	}
	if j >= len(s.words) {
		return nil, 0
	}
	w := &s.words[j]
	if w.kind == sign {
		switch {
		case w.sign == '%':
			return unitPercent, j + 1
		case w.sign == '"' && w.glued && f.num.digits && s.evenQuotes(j):
			return s.entryOf("inches"), j + 1
		case w.sign == '°':
			switch {
			case s.is(j+1, "c"):
				return unitCelsius, j + 2
			case s.is(j+1, "f"):
				return unitFahrenheit, j + 2
			}
			return s.entryOf("degrees"), j + 1
		case w.sign == '€' || w.sign == '£':
			return moneySign(w.sign), j + 1
		case w.sign == '元' || moneySign(w.sign) != nil && !s.glued(j+1):
			return moneySign(w.sign), j + 1
		case (w.sign == '(' || w.sign == '[' || w.sign == '{') && s.has(j+1, unitWord) && s.closes(j+2):
			return s.entry(j + 1).unit, j + 3 // 20 (kg)
		}
		return nil, 0
	}
	if w.kind != letters {
		return nil, 0
	}
	switch s.lower(j) {
	case "per":
		if s.is(j+1, "cent") {
			return s.points(j + 2)
		}
		return nil, 0
	case "percent", "percentage":
		return s.points(j + 1)
	case "light":
		k := j + 1
		if s.sign(k, '-') {
			k++
		}
		if s.is(k, "year", "years") {
			return unitLightYear, k + 1
		}
		return nil, 0
	case "basis":
		if s.is(j+1, "points", "point") {
			return unitBasis, j + 2
		}
		return nil, 0
	case "metric":
		if s.is(j+1, "ton", "tons", "tonnes", "tonne") {
			return unitTonne, j + 2
		}
		return nil, 0
	case "nautical":
		if s.is(j+1, "mile", "miles") {
			return unitNautical, j + 2
		}
		return nil, 0
	case "square", "sq", "cubic":
		k := j + 1
		if s.sign(k, '.') || s.sign(k, '-') {
			k++
		}
		if u := s.entry(k).unit; u != nil && u.kind == length {
			table := squares
			if s.lower(j) == "cubic" {
				table = cubes
			}
			if t := table[u.name]; t != nil {
				return t, k + 1
			}
		}
		return nil, 0
	case "won":
		if f.num.scaled {
			return unitWon, j + 1
		}
		return nil, 0
	}
	// 125 million Australian dollars, 10,000 Swiss francs
	if code := nationalMoney[s.lower(j)]; code != "" && w.end-w.start > 1 {
		k := j + 1
		if s.is(k, "kong") {
			k++
		}
		if s.has(k, moneyWord) {
			u := *s.entry(k).unit
			u.name = code
			return &u, k + 1
		}
		if s.is(k, "pounds", "pound") {
			return &unit{name: code, kind: money}, k + 1
		}
	}
	u := s.entry(j).unit
	if u == nil {
		if s.has(j+1, moneyWord) && (s.pos(j) == news.ADJ && w.upper || demonym(s.lower(j))) { // Dutch guilders
			return s.entry(j + 1).unit, j + 2
		}
		return nil, 0
	}
	if u.glue && !w.glued && (!f.num.digits || w.end-w.start > 1 || w.upper || s.followedByNoun(j)) && !hyphen {
		return nil, 0
	}
	if u.glue && w.glued && w.upper && w.end-w.start == 1 {
		return nil, 0
	}
	if (u.kind == energy || u.kind == information) && !w.glued && w.end-w.start < 3 && !f.num.digits {
		return nil, 0
	}
	if u.name == "lb" && (f.num.scaled || s.hasPound()) && s.is(j, "pound", "pounds") {
		return unitPoundMoney, j + 1
	}
	if w.start > 0 && u.name == "degrees" {
		switch {
		case s.is(j+1, "celsius", "c", "centigrade"):
			return unitCelsius, j + 2
		case s.is(j+1, "fahrenheit", "f"):
			return unitFahrenheit, j + 2
		}
	}
	last := j + 1
	switch {
	case u.kind == length && (s.is(last, "per", "an") && s.is(last+1, "hour") || s.is(last, "a") && s.is(last+1, "hour")):
		return perHour(u), last + 2
	case u.kind == length && s.slash(last) && s.is(last+1, "h", "hr", "hour"):
		return perHour(u), last + 2
	case u.kind == length && w.end < len(s.text) && s.text[w.end] == '2' && squares[u.name] != nil && last < len(s.words) && s.words[last].end == w.end+1:
		return squares[u.name], last + 1
	}
	return u, last
}

// demonym reports whether a word has the ending of a people's adjective; only
// asked of a word between a number and a currency.
func demonym(w string) bool {
	for _, end := range [...]string{"ish", "ian", "ean", "ese", "utch", "ench"} {
		if len(w) > len(end)+1 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return w == "dutch"
}

func perHour(u *unit) *unit {
	switch u.name {
	case "mi":
		return unitMPH
	case "km":
		return unitKMH
	}
	return &unit{name: u.name + "/h", kind: speed}
}

func (s *scanner) points(j int) (*unit, int) {
	if s.is(j, "point", "points") {
		return unitPoints, j + 1
	}
	return unitPercent, j
}

func (s *scanner) entryOf(w string) *unit { return vocabulary[w].unit }

func (s *scanner) closes(j int) bool { return s.sign(j, ')') || s.sign(j, ']') || s.sign(j, '}') }

// evenQuotes reports whether no quotation is open before word j, so that a
// mark glued to a numeral means inches.
func (s *scanner) evenQuotes(j int) bool {
	even := true
	const back = 400 // words; a longer "sentence" is a table, which has no quotations
	for k := max(0, j-back); k < j; k++ {
		if s.sign(k, '"') {
			even = !even
		}
	}
	return even
}

// hasPound reports whether the sentence shows a pound sign, so that its
// pounds are money.
func (s *scanner) hasPound() bool {
	return s.pound.get(func() bool {
		for i := range s.words {
			if s.sign(i, '£') {
				return true
			}
		}
		return false
	})
}

func (s *scanner) followedByNoun(j int) bool {
	p := s.pos(j + 1)
	return p == news.NOUN || p == news.PROPN
}

// factor converts parts of a unit: cents to dollars.
func (s *scanner) factor(f *finding, u *unit) {
	if u.factor != 0 {
		f.value *= u.factor
		f.low *= u.factor
		f.high *= u.factor
	}
}

// How many of the smaller unit make one of the larger, where English names
// both in one measure.
var smallerUnits = map[string]map[string]float64{
	"ft": {"in": 12}, "lb": {"oz": 16}, "st": {"lb": 14}, "hours": {"minutes": 60}, "minutes": {"seconds": 60},
	"m": {"cm": 100}, "km": {"m": 1000}, "years": {"months": 12}, "weeks": {"days": 7}, "days": {"hours": 24}, "kg": {"g": 1000},
}

// smaller adds the smaller unit of 5 feet 9 inches, an hour and 20 minutes,
// and the half of an hour and a half.
func (s *scanner) smaller(f *finding, u *unit) {
	if f.vague || f.low < f.high {
		return
	}
	j := f.last
	if s.is(j, "and") && s.is(j+1, "a") && s.is(j+2, "half") {
		f.value += 0.5
		f.low, f.high = f.value, f.value
		f.last, f.numLast = j+3, j+3
		return
	}
	if s.is(j, "and") || s.sign(j, ',') {
		j++
	}
	n, ok := s.number(j)
	if !ok || n.vague || n.ordinal || n.indefinite {
		return
	}
	inner := finding{num: n, first: j, last: n.last, numLast: n.last}
	v, last := s.unit(n.last, &inner)
	if v == nil {
		if u.name == "ft" && n.digits && n.value < 12 && n.last == len(s.words) || f.last == j {
			return
		}
		return
	}
	if per := smallerUnits[u.name][v.name]; per > 0 && n.value < per {
		f.value += n.value / per
		f.low, f.high = f.value, f.value
		f.last, f.numLast = last, n.last
	}
}

// moneyTail adds cents: 3 dollars 50 cents, thirteen dollars forty-five.
func (s *scanner) moneyTail(f *finding) {
	if f.vague || f.low < f.high {
		return
	}
	j := f.last
	if s.is(j, "and") {
		j++
	}
	n, ok := s.number(j)
	if !ok || n.vague || n.ordinal || n.indefinite || n.value >= 100 || n.value != math.Trunc(n.value) {
		return
	}
	if s.is(n.last, "cent", "cents", "pence", "penny") {
		f.value += n.value / 100
		f.low, f.high = f.value, f.value
		f.last, f.numLast = n.last+1, n.last
	}
}

// ratio reads one in five, nine out of 10, one over three: a share.
func (s *scanner) ratio(f *finding) bool {
	j := f.last
	switch {
	case s.is(j, "out") && s.is(j+1, "of"):
		j += 2
	case s.is(j, "in"), s.is(j, "over"):
		j++
	default:
		return false
	}
	n, ok := s.number(j)
	if !ok || n.vague || n.ordinal || n.indefinite || f.vague || n.value <= f.value || f.value <= 0 || n.value > 1e6 || s.has(n.last, unitWord) || s.has(n.last, month) {
		return false
	}
	in := s.is(j-1, "in")
	if in && (f.num.digits && n.digits && n.value > 100 || f.value > 9 || s.isYear(n.first, n)) {
		return false // 3 in 2015
	}
	if s.is(j-1, "over") && !s.alone(n.last) {
		return false
	}
	f.value /= n.value
	f.low, f.high = f.value, f.value
	f.last, f.numLast = n.last, n.last
	f.unit = "share"
	return true
}

// alone reports whether nothing but a sign stands at j.
func (s *scanner) alone(j int) bool { return j >= len(s.words) || s.words[j].kind == sign }
