package figure

import (
	"math"

	"parallax/news"
)

// A limit is what a bound phrase does to a value.
type limit struct {
	bound news.Bound
	near  float64 // how far below the value the true one may lie, as a part of it; for "nearly"
}

// Bound phrases of one word before a number.
var boundWords = map[string]limit{
	"over": {bound: news.AtLeast}, "exceeding": {bound: news.AtLeast}, "above": {bound: news.AtLeast}, "exceeded": {bound: news.AtLeast},
	"topped": {bound: news.AtLeast}, "surpassed": {bound: news.AtLeast}, "beyond": {bound: news.AtLeast}, "after": {bound: news.AtLeast},
	"past":  {bound: news.AtLeast},
	"under": {bound: news.AtMost}, "below": {bound: news.AtMost}, "before": {bound: news.AtMost}, "sub": {bound: news.AtMost},
	"about": {bound: news.About}, "around": {bound: news.About}, "some": {bound: news.About}, "roughly": {bound: news.About},
	"approximately": {bound: news.About}, "circa": {bound: news.About}, "estimated": {bound: news.About}, "approx": {bound: news.About},
	"maybe": {bound: news.About}, "perhaps": {bound: news.About}, "possibly": {bound: news.About}, "probably": {bound: news.About}, "c": {bound: news.About},
	"nearly": {news.About, 0.15}, "almost": {news.About, 0.15}, "practically": {news.About, 0.15}, "virtually": {news.About, 0.15},
}

// boundPhrase reads the bound that ends right before word i and tells where it
// starts; without one, i itself.
func (s *scanner) boundPhrase(i int) (first int, l limit) {
	j := i - 1
	if s.is(j, "a", "an") && s.is(j-1, "estimated", "about", "around", "than", "over", "nearly", "almost") {
		j--
	}
	if j < 0 {
		return i, limit{}
	}
	switch s.lower(j) {
	case "least":
		if s.is(j-1, "at") {
			return j - 1, limit{bound: news.AtLeast}
		}
	case "than":
		switch s.lower(j - 1) {
		case "more", "greater", "higher", "longer", "larger", "better", "bigger", "older", "rather":
			if s.is(j-1, "rather") {
				return i, limit{}
			}
			if s.is(j-2, "no", "not") {
				return j - 2, limit{bound: news.AtMost}
			}
			return j - 1, limit{bound: news.AtLeast}
		case "fewer", "less", "lower", "smaller", "shorter", "younger":
			if s.is(j-2, "no", "not") {
				return j - 2, limit{bound: news.AtLeast}
			}
			return j - 1, limit{bound: news.AtMost}
		}
	case "most":
		if s.is(j-1, "at") {
			return j - 1, limit{bound: news.AtMost}
		}
	case "as":
		if s.is(j-1, "many", "much", "high", "low", "few", "little", "long", "far", "late") && s.is(j-2, "as") {
			if s.is(j-1, "few", "little", "low") {
				return j - 2, limit{bound: news.AtLeast}
			}
			return j - 2, limit{bound: news.AtMost}
		}
	case "to":
		if s.is(j-1, "up") {
			return j - 1, limit{bound: news.AtMost}
		}
		if s.is(j-1, "close", "closer", "near") {
			return j - 1, limit{news.About, 0.15}
		}
	case "of":
		switch {
		case s.is(j-1, "excess") && s.is(j-2, "in"):
			return j - 2, limit{bound: news.AtLeast}
		case s.is(j-1, "upwards", "upward", "north", "excess"):
			return j - 1, limit{bound: news.AtLeast}
		case s.is(j-1, "south", "short", "shy"):
			return j - 1, limit{bound: news.AtMost}
		}
	case "minimum", "maximum":
		if s.is(j, "minimum") {
			return j, limit{bound: news.AtLeast}
		}
		return j, limit{bound: news.AtMost}
	}
	l, ok := boundWords[s.lower(j)]
	if !ok {
		return i, limit{}
	}
	switch s.lower(j) {
	case "over", "under", "above", "below", "past", "after", "before", "beyond":
		if s.is(j, "after", "before") && !s.is(j-1, "just", "shortly", "soon", "right", "immediately", "minutes", "moments") {
			return i, limit{} // only beside a time of day
		}
		if s.is(j-1, "just", "well", "slightly", "shortly", "little", "way", "soon", "right", "immediately", "far") {
			if s.is(j-1, "just", "slightly", "little") && l.bound == news.AtMost {
				l = limit{news.About, 0.05}
			}
			return j - 1, l
		}
		if s.is(j, "past") {
			return i, limit{}
		}
		if s.is(j, "over") && (s.pos(j-1) == news.VERB && s.is(j-1, "took", "take", "turned", "handed", "run", "ran")) {
			return i, limit{}
		}
	case "around":
		if s.is(j-1, "turn", "turns", "turned", "turning") { // back, not about
			return i, limit{}
		}
	case "some":
		if s.is(j-1, "for") {
			return j, l
		}
	case "c":
		return i, limit{}
	}
	if s.is(j-1, "an", "a", "only", "just") && s.is(j, "estimated") {
		return j - 1, l
	}
	return j, l
}

// boundBefore applies the bound that stands before the figure.
func (s *scanner) boundBefore(f *finding) {
	start := f.first
	for range 2 { // "an estimated 40 to ...", "at least some 40"
		first, l := s.boundPhrase(start)
		if l.bound == "" {
			break
		}
		if s.is(first, "before", "after") && f.unit != "clock" {
			break
		}
		s.limit(f, l)
		start = first
	}
	if start < f.first {
		f.first = start
	}
}

// boundAfter applies a bound that follows: 60 or more, 100-plus, 50+, 40 or so.
func (s *scanner) boundAfter(f *finding) {
	j := f.last
	switch {
	case s.sign(j, '+'):
		s.limit(f, limit{bound: news.AtLeast})
		f.last = j + 1
	case s.sign(j, '-') && s.is(j+1, "plus"):
		s.limit(f, limit{bound: news.AtLeast})
		f.last = j + 2
	case s.sign(j, '-') && s.is(j+1, "odd"), s.sign(j, '-') && s.is(j+1, "ish"):
		s.limit(f, limit{bound: news.About})
		f.last = j + 2
	case s.is(j, "or") && s.is(j+1, "more", "higher", "above", "longer", "older", "greater", "better"):
		s.limit(f, limit{bound: news.AtLeast})
		f.last = j + 2
	case s.is(j, "or") && s.is(j+1, "less", "fewer", "lower", "below", "under", "younger"):
		s.limit(f, limit{bound: news.AtMost})
		f.last = j + 2
	case s.is(j, "or") && s.is(j+1, "so", "thereabouts"):
		s.limit(f, limit{bound: news.About})
		f.last = j + 2
	}
}

// limit narrows what the figure states. A vague word keeps its range.
func (s *scanner) limit(f *finding, l limit) {
	switch {
	case f.vague:
		if l.bound == news.AtLeast {
			f.high = math.Inf(1)
		}
		return
	case l.near > 0:
		f.bound = news.About
		f.low = f.value * (1 - l.near)
	case l.bound == news.AtLeast:
		f.bound = news.AtLeast
		f.high = math.Inf(1)
	case l.bound == news.AtMost:
		f.bound = news.AtMost
		f.low = math.Inf(-1)
		if f.value >= 0 {
			f.low = 0
		}
	case l.bound == news.About && f.bound == news.Exact:
		f.bound = news.About
		// "About 100" is rarely used for less than 85 or more than 115.
		f.low, f.high = f.value-0.15*math.Abs(f.value), f.value+0.15*math.Abs(f.value)
	}
}

// between reports whether "between" opens a range at word i: between 10 and,
// between the ages of 10 and.
func (s *scanner) between(i int) bool {
	if s.is(i-1, "of") && s.is(i-2, "ages") {
		i -= 2
		if s.is(i-1, "the") {
			i--
		}
	}
	return s.is(i-1, "between") || s.is(i-2, "between")
}

// upTo reads the second number of a range: 10 to 15, six or seven, 40-50,
// between 3 and 4 million. The figure then holds both; its value is the middle.
func (s *scanner) upTo(f *finding, currency *unit) {
	j := f.last
	if f.vague || f.num.indefinite || f.num.zero {
		return
	}
	k := j
	joiner := ""
	// The unit may stand on both sides: 5 percent to 6 percent, $3 to $4.
	var first *unit
	if u, last := s.unit(j, f); u != nil && currency == nil && (s.is(last, "to") || s.sign(last, '-') ||
		s.is(last, "and") && s.between(f.first)) {
		k, first = last, u
	}
	switch {
	case s.is(k, "to") && !s.is(f.first-1, "from") && !s.is(f.first-2, "from"), s.is(k, "or"):
		joiner = s.lower(k)
	case s.is(k, "and") && s.between(f.first):
		joiner = "and"
	case s.sign(k, '-') && s.glued(k) == s.glued(k+1):
		joiner = "-"
	default:
		return
	}
	m := k + 1
	if m < len(s.words) && s.words[m].kind == sign && moneySign(s.words[m].sign) != nil && currency != nil {
		m++
	}
	n, ok := s.number(m)
	if !ok || n.vague || n.ordinal || n.indefinite || n.zero || n.fraction != f.num.fraction || n.value <= 0 {
		return
	}
	if first != nil { // "rose 5 percent to 300 people" is no range
		if u, _ := s.unit(n.last, &finding{num: n, first: m, last: n.last}); u == nil || u.kind != first.kind || u.name != first.name {
			return
		}
	}
	a := f.value
	if !f.num.scaled && n.scaled && f.num.digits && n.digits { // 10 to 15 million
		if mantissa := s.words[n.first].num; a < mantissa && mantissa > 0 {
			a *= n.value / mantissa
		}
	}
	if a >= n.value || joiner == "or" && n.value > 4*a {
		return
	}
	if joiner == "or" && s.is(n.last, "more", "fewer", "less") {
		return
	}
	f.low, f.high = a, n.value
	f.value = (a + n.value) / 2
	f.bound = news.About
	f.last, f.numLast = n.last, n.last
	f.num.scaled = f.num.scaled || n.scaled
	if joiner == "and" && s.is(f.first-1, "between") {
		f.first--
	}
}
