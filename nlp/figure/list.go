package figure

import (
	"math"

	"parallax/news"
)

// An item is one person or a count of people in a list: "his wife and four daughters".
type item struct {
	first, last, head int
	found             int // finding that counts it, -1 for one person
}

// victims looks for single victims in the sentence, and for lists of people
// who share what happened to them.
func (s *scanner) victims() {
	s.items = s.items[:0]
	next := 0 // finding
	for i := 0; i < len(s.words); i++ {
		for next < len(s.found) && (s.found[next].first < i || s.found[next].age) {
			next++
		}
		if next < len(s.found) && s.found[next].first == i && s.found[next].counted(s) {
			f := &s.found[next]
			s.items = append(s.items, item{f.first, f.last, f.last - 1, next})
			i = f.last - 1
			continue
		}
		if first, last, head, ok := s.single(i); ok {
			if k := len(s.items) - 1; k >= 0 && first < s.items[k].last {
				first = s.items[k].last
			}
			s.items = append(s.items, item{first, last, head, -1})
			i = last - 1
		}
	}
	for i := 0; i+1 < len(s.words); i++ {
		if s.is(i, "both") && s.has(i+1, person) && s.plural(i+1) {
			s.both(i)
		}
	}
	for i := 0; i < len(s.items); {
		j := i + 1
		for j < len(s.items) && s.listed(&s.items[j-1], &s.items[j]) {
			j++
		}
		if j > i+1 {
			var before *item
			if i > 0 {
				before = &s.items[i-1]
			}
			s.list(s.items[i:j], before)
		} else if one := s.items[i]; one.found < 0 {
			if m := s.fate(one.first, one.last, one.head); m != noMeasure {
				s.keepVictim(one.first, one.last, one.head, m)
			}
		}
		i = j
	}
}

// both reads "both boys died" at word i as two.
func (s *scanner) both(i int) {
	m := s.fate(i, i+2, i+1)
	if m != killed && m != injured && m != shot {
		return
	}
	f := finding{first: i, last: i + 2, numFirst: i, numLast: i + 1, value: 2, low: 2, high: 2, bound: news.Exact, unit: "people", measure: m}
	f.np = phrase{i + 1, i + 2, i + 1}
	s.found = append(s.found, f)
}

// counted reports whether the finding counts people.
func (f *finding) counted(s *scanner) bool {
	return f.unit == "people" && !f.rank && !f.age && f.unitKind == otherUnit && f.last > f.first &&
		(s.has(f.last-1, person|others) || !s.entry(f.last-1).measure.ofPeople())
}

// listed reports whether b follows a in a list.
func (s *scanner) listed(a, b *item) bool {
	k := a.last
	if !s.is(k, "and") {
		k = s.skipAside(k)
	}
	if k == b.first {
		return s.sign(k-1, ',') || s.is(k-1, "and")
	}
	if s.sign(k, ',') || s.sign(k, ';') {
		k++
	}
	if s.is(k, "and") {
		k++
		if s.is(k, "then") {
			k++ // and then himself
		}
	}
	if k > a.last && b.found >= 0 && s.is(k, "their", "his", "her", "its", "the") {
		k++
	}
	return k == b.first && k > a.last
}

// list counts the people of a list that share one fate: "killing his wife and
// four daughters" is five killed. A list that only spells out its first item
// ("two people, a man and a woman,") or the item before it adds nothing.
func (s *scanner) list(items []item, before *item) {
	first, last := items[0], items[len(items)-1]
	if !s.is(last.first-1, "and") { // names, and counts, that meet at a comma are no list
		joined := s.is(last.first-2, "and")
		if !joined && first.first > 0 {
			return // only a headline opens with "Man, woman killed"
		}
		for i := range items {
			if items[i].found >= 0 && !joined || s.entity(items[i].head) != nil {
				return
			}
		}
	}
	for i := range items { // "three dead suspects and two residents": the word is of one item
		if it := &items[i]; it.found >= 0 && s.qualified(it) {
			return
		}
	}
	m := noMeasure
	if first.found >= 0 {
		m = s.found[first.found].measure
	} else {
		m = s.fateBefore(first.first)
	}
	if m == noMeasure && !s.is(s.skipAside(last.last), "was", "is", "has") { // that predicate is of one
		if last.found >= 0 {
			m = s.found[last.found].measure
		} else {
			m = s.fate(last.first, last.last, last.head)
		}
	}
	if m != killed && m != injured && m != shot {
		return
	}
	total, named, bound := 0.0, 0, news.Exact
	for n, it := range items {
		v := 1.0
		if it.found >= 0 {
			f := &s.found[it.found]
			if f.vague || f.bound != news.Exact && f.bound != news.AtLeast || f.subset || f.hypothetic || f.negated || f.measure != noMeasure && f.measure != m {
				return
			}
			v = f.value
			if f.bound == news.AtLeast {
				bound = f.bound
			}
		} else if n > 0 && s.sameOne(&items[n-1], &it) {
			continue
		}
		total += v
		named++
	}
	head := 0.0
	if first.found >= 0 {
		head = s.found[first.found].value
	}
	if named < 2 || len(items) > 2 && head >= 2 && (total == 2*head || !s.is(items[1].first-1, "and") && s.has(first.head, generic)) {
		if named < 2 && first.found < 0 && m != noMeasure {
			s.keepVictim(first.first, first.last, first.head, m)
		}
		return
	}
	if before != nil && before.found >= 0 && before.last+1 == first.first && s.sign(before.last, ',') {
		if f := &s.found[before.found]; f.value == total && !f.vague {
			f.measure = m
			return
		}
	}
	for _, it := range items {
		if it.found >= 0 {
			s.found[it.found].measure = noMeasure
		}
	}
	f := finding{first: first.first, last: last.last, numFirst: first.first, numLast: last.head + 1, value: total, low: total, high: total,
		bound: bound, unit: "people", measure: m}
	if bound == news.AtLeast {
		f.high = math.Inf(1)
	}
	f.np = phrase{first.first, last.last, last.head}
	s.found = append(s.found, f)
}

// qualified reports whether the phrase of a count tells what happened to those
// it counts before their noun.
func (s *scanner) qualified(it *item) bool {
	for k := s.found[it.found].numLast; k < it.head; k++ {
		if s.entry(k).measure.ofPeople() || s.is(k, "uninjured", "unhurt", "unharmed") {
			return true
		}
	}
	return false
}

// sameOne reports whether b only describes or names a: "his wife, Ada Quill,".
func (s *scanner) sameOne(a, b *item) bool {
	if a.found >= 0 {
		return false
	}
	if s.is(b.first-1, "and") { // a father and coach; a man and woman are two
		x, y := sexes[s.lower(a.head)], sexes[s.lower(b.head)]
		return b.found < 0 && s.is(a.first, "a", "an") && !s.is(b.first, "a", "an", "the", "his", "her", "their", "another") && s.words[b.first].kind == letters && !s.words[b.first].upper && (x == anySex || y == anySex || x == y)
	}
	an, bn := s.entity(a.head) != nil, s.entity(b.head) != nil
	return an != bn || an && bn && s.entity(a.head).Name == s.entity(b.head).Name
}
