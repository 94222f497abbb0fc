package figure

import "parallax/news"

// A phrase is the noun phrase of what is counted, words[first:last], and its
// head noun. The zero phrase is none.
type phrase struct {
	first, last, head int
}

// nounPhrase finds what the figure counts: the nouns right after it, or after
// "of" (dozens of people, 20% of voters, three of the victims).
func (s *scanner) nounPhrase(f *finding) phrase {
	j := f.last
	if f.age || f.score || f.unit == "clock" || f.unit == "share" && !s.is(j, "of") {
		if f.age {
			return s.agedNoun(j)
		}
		if f.unit != "share" {
			return phrase{}
		}
	}
	if s.sign(j, '-') && s.glued(j) && s.glued(j+1) {
		j++ // 12-week low, 40-metre-deep well
	}
	of := false
	if s.is(j, "of") {
		of = true
		j++
		for s.is(j, "the", "these", "those", "their", "its", "his", "her", "our", "them", "whom", "all", "an", "a", "which") {
			if s.is(j, "them", "those", "whom") && !s.is(j+1, "killed", "who") {
				return phrase{j, j + 1, j}
			}
			j++
		}
		if n, ok := s.number(j); ok && !n.indefinite && !n.ordinal { // one of two victims: the other number counts them
			j = n.last
		}
	}
	if f.unit != "" && f.unit != "share" && !of && f.unitKind != otherUnit {
		// Measures and money stand for themselves; what follows is described, not counted.
		if f.unitKind == money || f.unitKind == percent {
			if !s.is(j, "in", "for") {
				return s.nouns(j, 3)
			}
			return s.nouns(j+1, 4)
		}
		return s.nouns(j, 3)
	}
	return s.nouns(j, 7)
}

// agedNoun is the noun after an age: a 24-year-old bus driver.
func (s *scanner) agedNoun(j int) phrase {
	if s.sign(j, '-') {
		j++
	}
	p := s.nouns(j, 4)
	if p.last > p.first && s.has(p.head, person) {
		return p
	}
	return phrase{}
}

// nouns reads a run of adjectives, participles and nouns from word j and ends
// it at its last noun. At most most words are read.
func (s *scanner) nouns(j, most int) phrase {
	head, k := -1, j
	for ; k < len(s.words) && k < j+most; k++ {
		w := &s.words[k]
		switch w.kind {
		case mark: // possessive: the crew's boats
			if head < 0 {
				return phrase{}
			}
			continue
		case sign:
			if w.sign == '-' && w.glued && s.glued(k+1) && k > j {
				continue
			}
			if w.sign == ',' && head < 0 && k > j && s.pos(k-1) == news.ADJ && s.pos(k+1) == news.ADJ && s.entry(k-1).measure == noMeasure {
				continue // armed, masked men
			}
			goto done
		case letters:
		case numeral:
			if s.glued(k+1) && s.sign(k+1, '-') && head < 0 { // three 10-year-old boys
				continue
			}
			goto done
		default:
			goto done
		}
		if s.has(k, others) && !s.is(k, "more", "those") {
			head = k
			goto done
		}
		if s.compound(k) || s.initials(k) { // off-duty police officers, would-be migrants; US schools
			continue
		}
		if s.is(k, "remain", "remains", "remained") || s.has(k, function) && !s.is(k, "more", "out") || s.has(k, weekday) || s.monthAt(k) {
			goto done
		}
		switch s.pos(k) {
		case news.NOUN:
			head = k
		case news.PROPN:
			if head >= 0 && s.has(head, person) {
				goto done // three officers Bob ...
			}
			head = k
		case news.ADJ, news.ADV:
			if head >= 0 {
				goto done
			}
		case news.VERB:
			if head >= 0 || s.entry(k).measure != noMeasure && !s.nounAfter(k) {
				goto done
			}
			if !s.nounAfter(k) {
				goto done
			}
		case news.NUM:
			if head >= 0 {
				goto done
			}
		case news.NoPOS:
			if e := s.entry(k); e.measure != noMeasure && e.flags&person == 0 {
				goto done
			}
			head = k
			if s.has(k, person) && !s.has(k+1, person) {
				goto done
			}
		default:
			if s.is(k, "more", "other", "additional", "new", "different") {
				continue
			}
			goto done
		}
	}
done:
	if head < 0 {
		return phrase{}
	}
	return phrase{j, head + 1, head}
}

// compound reports whether the function word k is part of a word with hyphens,
// which qualifies a noun behind it.
func (s *scanner) compound(k int) bool {
	if k+2 >= len(s.words) || !s.has(k, function) {
		return false
	}
	return s.sign(k+1, '-') && s.glued(k+1) && s.glued(k+2) && s.words[k+2].kind == letters || k > 1 && s.sign(k-1, '-') && s.glued(k-1) && s.glued(k) && s.words[k-2].kind == letters
}

// initials reports whether word k is the name of a country and no pronoun.
func (s *scanner) initials(k int) bool {
	return s.is(k, "us") && s.text[s.words[k].start:s.words[k].end] == "US"
}

// nounAfter reports whether a noun follows word k within two words: a
// participle before it belongs to the phrase (two suspected gunmen).
func (s *scanner) nounAfter(k int) bool {
	for m := k + 1; m <= k+2; m++ {
		switch s.pos(m) {
		case news.NOUN, news.PROPN:
			return !s.has(m, weekday) && !s.monthAt(m)
		case news.ADJ, news.VERB:
			continue
		}
		return false
	}
	return false
}

// counts decides what a bare number counts and refuses it when nothing does.
func (s *scanner) counts(f *finding) bool {
	p := f.np
	if p.last > p.first {
		switch {
		case s.has(p.head, person):
			f.unit = "people"
		case s.has(p.head, wound):
			f.unit = s.lemma(p.head)
		case s.entry(p.head).measure.ofPeople():
			f.unit = "people"
		default:
			f.unit = s.lemma(p.head)
		}
		return true
	}
	// "12 dead", "four were injured", "killing two": the measure tells.
	for k := f.last; k < f.last+5 && k < len(s.words); k++ {
		if m := s.entry(k).measure; m.ofPeople() {
			f.unit = "people"
			return true
		}
		if !s.has(k, aux) && s.pos(k) != news.ADV {
			break
		}
	}
	for k := f.first - 1; k >= 0 && k >= f.first-2; k-- {
		if m := s.entry(k).measure; m.ofPeople() {
			f.unit = "people"
			return true
		}
	}
	if f.num.fraction || f.num.zero && f.np.last == 0 {
		return f.num.fraction
	}
	if f.num.first == f.num.last-1 && s.is(f.num.first, "one") {
		return false
	}
	return !f.num.indefinite
}

// rank finishes an ordinal: the first time, a fifth victim, the 6th suspect.
func (s *scanner) rank(f finding) (finding, bool) {
	f.rank = true
	f.unit = "rank"
	j := f.last
	if s.sign(j, '-') && s.glued(j) && s.glued(j+1) {
		j++
	}
	if s.is(j, "of") {
		return f, true
	}
	if s.is(j, "ever") {
		j++
	}
	f.np = s.nouns(j, 5)
	if f.np.last <= f.np.first {
		return f, false
	}
	f.last = f.np.last
	// A quarter, half or week that is numbered dates, it does not rank.
	return f, !s.is(f.np.head, "half", "quarter", "place")
}
