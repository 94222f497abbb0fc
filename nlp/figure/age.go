package figure

import "parallax/news"

// oldest is the highest age of a person that is believed: the record is 122.
const oldest = 122

// ageAt reads an age: 24-year-old, 10 months old, aged 24, McCray, 24, of, in
// her 30s.
func (s *scanner) ageAt(f *finding) bool {
	if f.vague {
		return false
	}
	j := f.last
	// in her 30s, mid-20s, 20's
	if f.num.digits && f.value >= 10 && f.value <= 90 && int(f.value)%10 == 0 && j < len(s.words) &&
		(s.words[j].kind == mark || s.is(j, "s") && s.glued(j)) {
		if s.is(f.first-1, "her", "his", "their", "my", "early", "mid", "late", "the") || s.sign(f.first-1, '-') || s.is(f.first-1, "in") {
			f.age, f.unit, f.unitKind = true, "years", duration
			f.bound = news.About
			f.high = f.value + 9
			f.last = j + 1
			return true
		}
		return false
	}
	// 24-year-old, 10 months old, 3 years of age, 87 yo
	k := j
	if s.sign(k, '-') {
		k++
	}
	if u := s.entry(k).unit; u != nil && u.kind == duration {
		m := k + 1
		if s.sign(m, '-') {
			m++
		}
		switch {
		case s.is(m, "old", "olds"):
			f.last = m + 1
		case s.is(m, "of") && s.is(m+1, "age"):
			f.last = m + 2
		default:
			return false
		}
		f.age, f.unit, f.unitKind = true, u.name, duration
		return true
	}
	if s.is(k, "yo") && f.num.digits {
		f.age, f.unit, f.unitKind, f.last = true, "years", duration, k+1
		return true
	}
	if s.is(f.first-1, "ages") || s.is(f.first-1, "of") && s.is(f.first-2, "ages") || s.agesGoOn(f) {
		if f.low >= 0 && f.high <= oldest && f.value > 0 && !f.num.scaled {
			f.age, f.unit, f.unitKind = true, "years", duration
			return true
		}
	}
	if f.value < 1 || f.value > oldest || f.value != float64(int(f.value)) || f.num.scaled || f.low < f.high {
		return false
	}
	if s.is(f.first-1, "under", "over") && (s.has(f.first-2, person) || s.is(f.first-2, "those")) && s.bareAge(j) { // children under 15
		f.age, f.unit, f.unitKind = true, "years", duration
		return true
	}
	if s.is(f.first-1, "aged", "age") || s.is(f.first-1, "of") && s.is(f.first-2, "age") {
		f.age, f.unit, f.unitKind = true, "years", duration
		f.first--
		return true
	}
	if s.ageAfterName(f) {
		f.age, f.unit, f.unitKind = true, "years", duration
		return true
	}
	return false
}

// agesGoOn reports whether the number goes on with a list of ages: ages 20, 21
// and 34.
func (s *scanner) agesGoOn(f *finding) bool {
	k := len(s.found) - 1
	if k < 0 || !s.found[k].age || !s.bareAge(f.last) {
		return false
	}
	last := s.found[k].last
	if s.sign(last, ',') {
		last++
	}
	if s.is(last, "and") {
		last++
	}
	return last == f.first && last > s.found[k].last && s.is(s.found[k].numFirst-1, "ages", "and")
}

// bareAge reports whether no noun follows that the number could count.
func (s *scanner) bareAge(j int) bool { return s.alone(j) || s.has(j, function|aux) }

// ageAfterName tells "McCray, 24, is" and "Rooney (44)" from lists and scores:
// a name or a person stands before the comma, and the number is closed by a
// comma, a full stop or a bracket, or by "of" and a place.
func (s *scanner) ageAfterName(f *finding) bool {
	before, j := f.first-1, f.last
	switch {
	case s.sign(before, ','):
	case s.sign(before, '('):
		if !s.sign(j, ')') {
			return false
		}
	default:
		return false
	}
	closed := s.sign(j, ',') || s.sign(j, '.') || s.sign(j, ')') || s.sign(j, ';') || s.sign(j, '-') && !s.glued(j+1) || j >= len(s.words) ||
		s.is(j, "of", "from", "and", "was", "is", "who", "were", "had", "has", "died")
	if !closed {
		return false
	}
	k := before - 1
	if s.sign(k, '"') || s.sign(k, ')') || s.sign(k, '.') { // Jr., a nickname
		k--
	}
	if k < 0 || s.words[k].kind != letters {
		return false
	}
	if s.has(k, month|weekday) || s.has(k, unitWord) {
		return false
	}
	if !s.words[k].upper {
		return s.has(k, person) && f.num.digits && f.value >= 10
	}
	if f.num.digits && s.words[f.num.first].digits > 2 && f.value < 100 {
		return false
	}
	if s.person(k) {
		return true
	}
	if len(s.doc.Entities) == 0 && s.sign(before, ',') && s.sign(j, ',') && f.value >= 10 {
		return true // names have not been looked for
	}
	// Without a recognised name: two capitalised words, not at the start of a
	// list of places ("Paris, 12, London, 14").
	return k > 0 && s.words[k-1].kind == letters && s.words[k-1].upper && f.value >= 10 && !s.entityIs(k, news.Place) && !s.entityIs(k, news.Org)
}

// person reports whether word k stands in the name of a person.
func (s *scanner) person(k int) bool { return s.entityIs(k, news.Person) }

// entityIs reports whether word k stands in a name of the kind.
func (s *scanner) entityIs(k int, kind news.EntityKind) bool {
	e := s.entity(k)
	return e != nil && e.Kind == kind
}

// entity finds the name that word k stands in.
func (s *scanner) entity(k int) *news.Entity {
	if k < 0 || k >= len(s.words) {
		return nil
	}
	at := s.words[k].start
	lo, hi := 0, len(s.doc.Entities)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.doc.Entities[mid].End > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo < len(s.doc.Entities) && s.doc.Entities[lo].Start <= at {
		return &s.doc.Entities[lo]
	}
	return nil
}
