package figure

import (
	"strings"

	"parallax/news"
)

// isName reports whether a number is no quantity but part of a name, a code, a
// date, an address, a telephone number or a list: Boeing 737, Highway 11,
// Section 8, 555-0134, Feb. 12, 24/7, Sixth Street.
func (s *scanner) isName(n number) bool {
	i, j := n.first, n.last
	if n.digits {
		return s.isCode(i, j) || s.isDate(i, j, n) || s.isLabelled(i, j, n) || s.isAddress(j, n)
	}
	e := s.entry(i)
	switch {
	case n.ordinal:
		return s.isOrdinalName(i, j, n) || s.isAddress(j, n)
	case n.zero:
		return !s.statesNone(i, j)
	case n.indefinite:
		return false
	case e.word == "one" && j == i+1:
		return !s.countsOne(i)
	case s.is(j, "o") && s.sign(j+1, '\''), s.is(j, "clock"):
		return true
	case s.sign(j, '-') && s.is(j+1, "figure", "star", "way", "fold", "handed", "legged"): // a six-figure sum
		return true
	case e.class == zero:
		return s.is(j, "tolerance", "sum") || s.is(i-1, "ground")
	}
	// Number words in names: Three Mile Island, Big Ten, Ocean's Eleven.
	if s.words[i].upper && i > 0 && s.words[i-1].kind == letters && s.words[i-1].upper && !s.has(i-1, function) {
		return true
	}
	if s.words[i].upper && i > 0 && j < len(s.words) && s.words[j].kind == letters && s.words[j].upper && !n.scaled &&
		!s.sign(i-1, '"') && !s.sign(i-1, ':') && !s.sign(i-1, '.') && s.pos(j) == news.PROPN && !s.has(j, person|unitWord) {
		return !s.titleCase()
	}
	return false
}

// isCode finds digits that belong to a code: MH17, #3, 3D, 24703L202,
// 555-0134, 9/11, addresses on the web.
func (s *scanner) isCode(i, j int) bool {
	if s.glued(i) {
		p := s.words[i-1]
		switch {
		case p.kind == letters:
			return true
		case p.kind == sign && (p.sign == '#' || p.sign == '@' || p.sign == '/' || p.sign == '_' || p.sign == '=' || p.sign == '&' || p.sign == '.' || p.sign == '\\' || p.sign == '%'):
			return true
		case p.kind == sign && p.sign == '+' && s.glued(i-1):
			return true // P5+1
		case p.kind == sign && p.sign == ':' && i >= 2 && s.glued(i-1):
			return true
		case p.kind == sign && p.sign == '-' && s.glued(i-1) && i >= 2:
			q := s.words[i-2]
			if q.kind == letters && !s.is(i-2, "mid", "early", "late", "sub", "pre", "post") {
				return true // COVID-19
			}
			if q.kind == numeral || q.kind == garbled { // the tail of a telephone number or a score
				return true
			}
		case p.kind == numeral || p.kind == clock || p.kind == garbled:
			return true
		}
	}
	if s.glued(j) {
		q := s.words[j]
		switch {
		case q.kind == letters && s.words[j-1].kind != letters:
			if _, ok := s.suffix(j); !ok {
				return true
			}
		case q.kind == sign && (q.sign == '/' || q.sign == '_' || q.sign == '@') && s.glued(j+1) && s.words[j+1].kind != letters:
			return true // 24/7
		case q.kind == sign && q.sign == '-' && s.glued(j+1) && s.words[j+1].kind == numeral:
			if s.glued(j+2) && s.sign(j+2, '-') && s.glued(j+3) && s.words[j+3].kind == numeral {
				return true // 800-555-0134, 2018-02-06
			}
			if s.glued(j+2) && s.sign(j+2, '-') && s.glued(j+3) && s.capitals(j+3) {
				return true // 555-474-TIPS
			}
			if s.words[i].digits == 3 && s.words[j+1].digits == 4 && !s.words[j+1].grouped {
				return true // 555-0134
			}
		case q.kind == sign && q.sign == '-' && s.glued(j+1) && s.words[i].digits == 3 && s.capitals(j+1):
			return true // 474-TIPS
		case q.kind == numeral:
			return true
		}
	}
	// The counter of a gallery: "Image 6 of 9", "9 of 35 Photos", "1 of / 9".
	if s.is(j, "of") && s.sign(j+1, '/') || s.sign(i-1, '/') && s.is(i-2, "of") {
		return true
	}
	if s.is(j, "of") && j+1 < len(s.words) && s.words[j+1].kind == numeral && s.words[j+1].num >= s.words[i].num && s.words[i].digits <= 3 &&
		(s.is(j+2, "photo", "photos", "image", "images", "slide", "slides") || j+2 >= len(s.words) || s.words[j+2].upper || s.words[j+2].kind == sign) &&
		(i == 0 || s.words[i-1].upper || s.words[i-1].kind == sign) {
		return true
	}
	if s.is(i-1, "of") && i >= 2 && s.words[i-2].kind == numeral && s.words[i-2].num <= s.words[i].num &&
		(j >= len(s.words) || s.words[j].upper || s.words[j].kind == sign) && (i == 2 || s.words[i-3].upper || s.words[i-3].kind == sign) {
		return true
	}
	if s.sign(i-1, '(') && s.sign(j, ')') && s.words[i].digits == 3 && j+1 < len(s.words) && s.words[j+1].kind == numeral {
		return true // (555) 555-0134
	}
	// The number of a list or a footnote: "3. ", "(2) ", "1)".
	if i == 0 && (s.sign(j, '.') || s.sign(j, ')')) && s.words[i].digits <= 2 && j+1 < len(s.words) {
		return true
	}
	if len(s.words) == 1 && !s.words[i].grouped && !s.words[i].decimals {
		return true // a page number alone on its line
	}
	return false
}

// capitals reports whether word i is four letters or more, all capitals: a
// telephone number that is spelt.
func (s *scanner) capitals(i int) bool {
	w := s.words[i]
	if w.kind != letters || w.end-w.start < 4 {
		return false
	}
	for k := w.start; k < w.end; k++ {
		if s.text[k] < 'A' || s.text[k] > 'Z' {
			return false
		}
	}
	return true
}

// suffix tells which letters may be glued to a numeral.
func (s *scanner) suffix(j int) (*entry, bool) {
	e := s.entry(j)
	if e.unit != nil || e.flags&clockWord != 0 || e.class == scale {
		return e, true
	}
	return e, s.is(j, "st", "nd", "rd", "th", "s", "k", "m", "b", "bn", "t", "x", "yo")
}

// isDate finds days of a month, years and decades; the dates step has them.
func (s *scanner) isDate(i, j int, n number) bool {
	w := s.words[i]
	if w.grouped || w.decimals || n.scaled || n.fraction {
		return false
	}
	small := n.value >= 1 && n.value <= 31
	if small && (s.monthAt(i-1) || s.sign(i-1, '.') && s.monthAt(i-2)) && !s.has(j, unitWord) {
		return true // Feb. 12
	}
	if small && (s.monthAt(j) || s.is(j, "of") && s.monthAt(j+1)) {
		return true // 12 February, 4th of July
	}
	if small && (s.sign(i-1, '-') || s.is(i-1, "and", "to") || s.sign(i-1, ',')) && s.words[i].digits <= 2 && i >= 3 && s.words[i-2].kind == numeral &&
		(s.monthAt(i-3) || s.sign(i-3, '.') && s.monthAt(i-4)) && !s.has(j, unitWord|person) && s.pos(j) != news.NOUN {
		return true // May 12-14
	}
	if small && s.has(i-1, weekday) && s.words[i-1].upper && (s.alone(j) || s.monthAt(j)) {
		return true
	}
	if n.value >= 1000 && j < len(s.words) && (s.words[j].kind == mark || s.is(j, "s") && s.glued(j)) {
		return true // the 1990s
	}
	if s.sign(i-1, '\'') && s.glued(i) && w.digits == 2 {
		return true // '98
	}
	return s.isYear(i, n)
}

// monthAt reports whether word i names a month; May and March only with a capital.
func (s *scanner) monthAt(i int) bool {
	return s.has(i, month) && s.words[i].upper
}

// isYear tells the year 2018 from 2,018 or 2000 planets: four digits without
// separators, unless a bound stands before it or a plural noun follows that
// no preposition or month claims it from.
func (s *scanner) isYear(i int, n number) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	w := s.words[i]
	if w.kind != numeral || w.digits != 4 || w.grouped || w.decimals || n.scaled || n.value < 1500 || n.value > 2100 {
		return false
	}
	j := i + 1
	if s.sign(j, '%') || s.sign(j, '°') {
		return false
	}
	if s.monthAt(i-1) || s.sign(i-1, ',') && i >= 2 && s.words[i-2].kind == numeral {
		return true
	}
	if s.is(i-1, "in", "since", "until", "during", "from", "by", "of", "before", "after", "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "between", "year", "circa") {
		return !s.has(j, person)
	}
	if _, l := s.boundPhrase(i); l.bound != "" {
		return false
	}
	if s.has(j, unitWord) && !s.has(j, moneyWord) {
		return false
	}
	if s.has(j, person) && int(n.value)%50 == 0 {
		return false
	}
	p := s.pos(j)
	if (p == news.NOUN || p == news.NoPOS) && int(n.value)%50 == 0 && s.plural(j) && !s.is(i-1, "the", "its", "their", "his", "her", "this") {
		return false
	}
	return true
}

// plural reports whether word i looks like a plural.
func (s *scanner) plural(i int) bool {
	w := s.lower(i)
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") || w == "people" || w == "men" || w == "women" || w == "children"
}

// isLabelled finds numbers that name things: Highway 11, No. 3, Boeing 737.
func (s *scanner) isLabelled(i, j int, n number) bool {
	if n.scaled || s.words[i].grouped || s.words[i].decimals || n.fraction {
		return false
	}
	p := i - 1
	if s.sign(p, '.') && s.has(p-1, label) {
		p--
	}
	if p < 0 || s.words[p].kind != letters {
		return false
	}
	if n.ordinal {
		return false
	}
	if s.is(p, "top", "bottom") && !s.has(j, unitWord) {
		return true // the top 10
	}
	if s.has(p, label) && !s.sign(j, '%') && !s.has(j, unitWord) {
		if s.words[p].upper || !s.countable(j) {
			return true
		}
	}
	if !s.words[p].upper || s.has(p, function|month|weekday) || s.glued(j) && (s.sign(j, '%') || s.sign(j, '-')) {
		return false
	}
	if s.has(j, unitWord|person) || s.has(j, clockWord) {
		return false
	}
	if _, l := s.boundPhrase(i); l.bound != "" {
		return false
	}
	// A capitalised word right before digits makes a name, unless it only
	// starts the sentence or the headline is in capitals throughout.
	if p == 0 && s.entity(p) == nil && s.pos(p) != news.PROPN && (s.pos(p) != news.NoPOS || s.plural(j)) {
		return false
	}
	if s.titleCase() {
		return false
	}
	return s.pos(p) == news.PROPN || s.pos(p) == news.NoPOS || s.pos(p) == news.NOUN
}

// countable reports whether word j can be a counted noun.
func (s *scanner) countable(j int) bool {
	p := s.pos(j)
	return p == news.NOUN || p == news.ADJ || s.has(j, person) || p == news.NoPOS && s.plural(j)
}

// titleCase reports whether most longer words of the sentence are capitalised:
// a headline, in which capitals say nothing.
func (s *scanner) titleCase() bool { return s.title.get(s.isTitle) }

func (s *scanner) isTitle() bool {
	upper, all := 0, 0
	for i := range s.words {
		if w := &s.words[i]; w.kind == letters && w.end-w.start > 3 {
			all++
			if w.upper {
				upper++
			}
		}
	}
	return all >= 3 && upper*4 >= all*3
}

// isAddress finds house numbers and numbered streets: 208 East 6th St, Sixth Street.
func (s *scanner) isAddress(j int, n number) bool {
	if n.scaled {
		return false
	}
	for k := j; k < j+5 && k < len(s.words); k++ {
		w := &s.words[k]
		if s.sign(k, '.') && k > j && s.words[k-1].end-s.words[k-1].start <= 2 || s.glued(k) && s.is(k, "th", "st", "nd", "rd") {
			continue // 212 E. Sixth, 208 East 6th St
		}
		if w.kind == sign || w.kind == letters && !w.upper && !(k == j && n.ordinal) {
			return false
		}
		if k > j && s.entry(k).ordinal > 0 && s.is(k-1, "east", "west", "north", "south", ".") {
			return true
		}
		if k > j && w.kind == letters && s.has(k, street) || k == j && w.kind == letters && s.has(k, street) && (n.ordinal || n.digits) {
			return !s.titleCase() || n.ordinal
		}
	}
	return false
}

// Ordinals that rank nothing when these words follow.
var ordinalIdioms = map[string]bool{
	"lady": true, "ladies": true, "amendment": true, "name": true, "names": true, "aid": true, "responder": true, "responders": true,
	"degree": true, "class": true, "hand": true, "minister": true, "thought": true, "thoughts": true, "guess": true, "party": true,
	"parties": true, "estate": true, "world": true, "grade": true, "grader": true, "graders": true, "baptist": true, "person": true,
	"century": true, "rate": true, "generation": true, "floor": true, "foremost": true, "blush": true, "glance": true, "place": true,
	"nature": true, "home": true, "nations": true, "nation": true, "cousin": true, "street": true, "avenue": true, "ward": true, "precinct": true,
	"district": true, "circuit": true, "family": true, "son": true, "base": true, "mate": true, "reading": true, "gear": true, "term": true,
	"division": true, "regiment": true, "battalion": true, "army": true, "fleet": true, "brigade": true, "tier": true, "story": true,
}

// isOrdinalName finds ordinals that rank nothing: First Amendment, at first,
// first reported, second-degree murder, the 21st century.
func (s *scanner) isOrdinalName(i, j int, n number) bool {
	k := j
	if s.sign(k, '-') {
		k++
	}
	if ordinalIdioms[s.lower(k)] {
		return true
	}
	if s.is(i-1, "at") || s.is(i-1, "every") || s.monthAt(i-1) || s.monthAt(j) || s.is(j, "of") && s.monthAt(j+1) {
		return true
	}
	if s.is(j, "of", "and") && s.is(j+1, "all", "foremost") {
		return true
	}
	if n.value == 2 && s.is(i, "second") && (s.entry(i-1).class == ones || s.is(i-1, "a", "per", "split", "each") && s.countableUnit(j)) {
		return true // one second, a second of time
	}
	if e := s.entry(j); j < len(s.words) && (s.words[j].kind == numeral || e.class == ones || e.class == teens || e.class == couple || e.class == vague) {
		return true // the first two
	}
	p := s.pos(j)
	if s.pos(i) == news.ADV && (p == news.VERB || p == news.AUX || p == news.PUNCT || j >= len(s.words)) || p == news.VERB && !s.is(i-1, "the", "a", "his", "her", "its", "their") {
		return true // first reported
	}
	if s.sign(j, ',') && s.is(i-1, "and", ";") || s.sign(i-1, '"') && s.sign(j, ',') || i == 0 && s.sign(j, ',') {
		return true // first, second: a list
	}
	if s.words[i].upper && j < len(s.words) && s.words[j].kind == letters && s.words[j].upper && !s.titleCase() {
		return true // First Church
	}
	if s.words[i].upper && i > 0 && s.words[i-1].kind == letters && s.words[i-1].upper && !s.has(i-1, function) && !s.titleCase() {
		return true
	}
	return false
}

func (s *scanner) countableUnit(j int) bool { return s.alone(j) || s.has(j, function) }

// statesNone tells "no passengers" and "none were hurt", a count of zero, from
// "no idea" and "no one knows".
func (s *scanner) statesNone(i, j int) bool {
	if s.is(i, "none") { // "none of the injuries is serious" does not count injuries
		if s.is(j, "of") {
			for k := j + 1; k < j+6; k++ { // none of the men's wounds is deadly
				if s.has(k, wound) || s.is(k, "injury", "injuries", "deaths") {
					return false
				}
			}
			return !s.is(j+1, "the", "these", "those", "their") || s.has(j+2, person) || s.has(j+3, person)
		}
		return s.has(j, aux)
	}
	if s.is(j, "one", "longer", "more", "matter", "doubt", "way", "sign", "idea", "comment", "such", "further") && !s.is(j, "one") {
		return false
	}
	if s.is(j, "one") {
		return false
	}
	for k := j; k < j+4 && k < len(s.words); k++ {
		if s.words[k].kind != letters || s.has(k, function) {
			return false
		}
		if s.has(k, person) && (s.plural(k) || s.lower(k) == "person") {
			return true
		}
		if m := s.entry(k).measure; m != noMeasure && s.plural(k) {
			return true
		}
	}
	return false
}

// countsOne tells the number from the pronoun: one person, killing one, one of
// the victims; not no one, one another, one day, this one.
func (s *scanner) countsOne(i int) bool {
	if s.is(i-1, "that", "which") && s.has(i+1, person) && !s.plural(i+1) {
		return true // said that one person is dead
	}
	if s.is(i-1, "no", "any", "every", "each", "this", "that", "which", "the", "another", "only", "some") {
		if s.is(i-1, "only") || s.is(i-1, "the", "another") && s.has(i+1, person) {
			return s.has(i+1, person) || s.entry(i+1).measure != noMeasure
		}
		return false
	}
	if s.is(i+1, "another", "day", "thing", "way", "hand", "side", "point", "by", "time", "can", "may", "should", "would", "might", "must", "could", "like", "such", "who", "that", "which", "to", "at", "from", "another's") {
		return s.is(i+1, "who", "from", "at") && s.entry(i-1).measure != noMeasure
	}
	if s.is(i-1, "minus", "negative") {
		return true
	}
	if n, ok := s.number(i + 3); ok && !n.indefinite && s.is(i+1, "out") && s.is(i+2, "of") { // one out of three
		return true
	}
	if n, ok := s.number(i + 2); ok && !n.indefinite && s.is(i+1, "over") && s.alone(n.last) { // one over three
		return true
	}
	if s.adjPron(i) {
		return false
	}
	if s.entry(i-1).measure != noMeasure { // killing one
		return true
	}
	if s.sign(i+1, '-') && s.glued(i+1) {
		return true
	}
	e := s.entry(i + 1)
	if e.flags&person != 0 || e.measure != noMeasure || e.flags&unitWord != 0 || e.class != noNumber {
		return true
	}
	if s.is(i+1, "of") {
		return false
	}
	if s.has(i+1, aux) { // one was killed, one is dead
		for k := i + 2; k < i+5 && k < len(s.words); k++ {
			if s.entry(k).measure != noMeasure {
				return true
			}
		}
		return false
	}
	p := s.pos(i + 1)
	return p == news.NOUN || p == news.PROPN || p == news.ADJ && (s.pos(i+2) == news.NOUN || s.pos(i+2) == news.PROPN)
}

// adjPron finds "a good one", "the first one".
func (s *scanner) adjPron(i int) bool {
	return (s.pos(i-1) == news.ADJ || s.entry(i-1).ordinal > 0) && s.entry(i-1).measure == noMeasure && !s.has(i+1, person|unitWord) && !s.is(i-1, "least")
}

// Words of sport: between them two numbers are a score.
var scoreWords = map[string]bool{
	"won": true, "win": true, "wins": true, "winning": true, "beat": true, "beats": true, "beating": true, "lost": true, "lose": true,
	"loss": true, "lead": true, "led": true, "leading": true, "victory": true, "defeat": true, "defeated": true, "draw": true, "drew": true,
	"tie": true, "tied": true, "score": true, "scored": true, "game": true, "vote": true, "voted": true, "ruled": true, "ruling": true,
	"record": true, "against": true, "final": true, "decision": true, "trail": true, "trailed": true, "down": true, "passed": true, "approved": true,
}

// isScore reads 3-1 and 5-4: two numerals with a dash where the first is the
// greater, or where the sentence tells of a match or a vote. Its value is
// 1000 a + b, so that equal scores have equal values.
func (s *scanner) isScore(f *finding) bool {
	j := f.last
	if !s.sign(j, '-') || !s.glued(j) || !s.glued(j+1) || j+1 >= len(s.words) || s.words[j+1].kind != numeral || s.words[j+1].decimals {
		return false
	}
	a, b := f.num, s.words[j+1]
	if a.scaled || a.fraction || s.words[a.first].decimals || a.last != a.first+1 || s.has(j+2, unitWord|moneyWord) || s.sign(j+2, '"') && s.glued(j+2) {
		return false
	}
	if s.glued(j+2) && (s.sign(j+2, '-') || s.sign(j+2, '%')) {
		return false
	}
	game := a.value >= b.num
	for k := max(0, f.first-6); k < min(len(s.words), j+7) && !game; k++ {
		game = scoreWords[s.lower(k)]
	}
	if !game {
		return false
	}
	f.last, f.numLast = j+2, j+2
	f.value = a.value*1000 + b.num
	f.low, f.high = f.value, f.value
	f.unit, f.score = "score", true
	return true
}
