package figure

import (
	"math"

	"parallax/news"
)

// A victim is one person whom a sentence tells to be killed, injured or shot
// without a number: "a man was killed", "the shooting death of a teen", "Boy,
// 11, dies". Such words count one at least.
type victim struct {
	span, number, what news.Span
	measure            measure
	sex                sex
	grown              grown
	age                float64 // 0 when not told
	name               string  // canonical name, "" when not told
}

type sex uint8

const (
	anySex sex = iota
	male
	female
)

// sexes lists the words that tell the sex of whom they name.
var sexes = map[string]sex{"man": male, "boy": male, "father": male, "son": male, "brother": male, "husband": male, "uncle": male, "nephew": male,
	"grandfather": male, "grandson": male, "he": male, "him": male, "male": male, "gunman": male, "policeman": male, "businessman": male, "groom": male,
	"woman": female, "girl": female, "mother": female, "daughter": female, "sister": female, "wife": female, "aunt": female, "niece": female,
	"grandmother": female, "granddaughter": female, "she": female, "her": female, "female": female, "bride": female, "girlfriend": female}

// grown tells a child from an adult. Teenagers are called both.
type grown uint8

const (
	anyAge grown = iota
	child
	adult
)

var grownUps = map[string]grown{"child": child, "boy": child, "girl": child, "toddler": child, "infant": child, "baby": child, "newborn": child,
	"man": adult, "woman": adult, "uncle": adult, "aunt": adult, "officer": adult, "deputy": adult, "policeman": adult, "mother": adult,
	"father": adult, "grandmother": adult, "grandfather": adult, "husband": adult, "wife": adult}

// single reads the phrase of one person whose head or last part is word i: a
// noun, an age that stands for a person, a name, he or she.
func (s *scanner) single(i int) (first, last, head int, ok bool) {
	w := &s.words[i]
	if w.kind != letters {
		return
	}
	if w.upper {
		if e := s.entity(i); e != nil {
			if e.Kind != news.Person || e.Start != w.start {
				return
			}
			for last = i; last < len(s.words) && s.words[last].end <= e.End; last++ {
			}
			return s.start(i), last, last - 1, last > i
		}
	}
	switch {
	case s.is(i, "he", "she"), s.is(i, "himself", "herself") && s.is(i-1, "and", "then"):
		return i, i + 1, i, true
	case s.is(i, "him"), s.is(i, "her") && s.alone(i+1): // killing him
		return i, i + 1, i, s.entry(i-1).measure == killed
	case s.has(i, single):
		if s.has(i+1, single) || s.personAt(i+1) || s.pos(i) == news.ADJ {
			return
		}
		if p := s.pos(i + 1); (p == news.NOUN || p == news.PROPN) && !s.entry(i+1).measure.ofPeople() {
			return // minor injuries
		}
	case s.is(i, "old") && s.sign(i-1, '-') && s.is(i-2, "year", "month"):
		if s.sign(i+1, '-') {
			return
		}
		for k := i + 1; k <= i+3; k++ { // a 15-year-old bus driver: the noun is the head
			if s.has(k, person) || s.personAt(k) {
				return
			}
			if p := s.pos(k); p != news.ADJ && p != news.NOUN && p != news.PROPN {
				break
			}
		}
	default:
		return
	}
	return s.start(i), i + 1, i, true
}

// personAt reports whether a person's name starts at word i.
func (s *scanner) personAt(i int) bool {
	return i < len(s.words) && s.words[i].upper && s.person(i)
}

// start is where the noun phrase with head i begins: its article, or the first
// of its adjectives, nouns and ages.
func (s *scanner) start(i int) int {
	k := i - 1
	for ; k >= 0 && k >= i-9; k-- {
		w := &s.words[k]
		switch {
		case s.is(k, "a", "an", "the", "his", "her", "their", "another", "this", "that"):
			return k
		case w.kind == sign && w.sign == '-' && w.glued || w.kind == numeral:
			continue
		case w.kind == mark:
			return k + 1
		case w.kind != letters || s.has(k, function|weekday) || s.entry(k).measure != noMeasure && s.entry(k).flags&verbPeople != 0:
			return k + 1
		}
		switch s.pos(k) {
		case news.ADJ, news.NOUN, news.PROPN, news.NUM, news.NoPOS:
			continue
		}
		return k + 1
	}
	return k + 1
}

// fate tells what happened to the one person of words[first:last].
func (s *scanner) fate(first, last, head int) measure {
	if m := s.fateBefore(first); m != noMeasure {
		return m
	}
	f := finding{first: first, last: s.skipAside(last)}
	f.np = phrase{first, last, head}
	if last < len(s.words) && s.words[last].kind == mark { // the boy's death
		if s.is(last+1, "death", "killing", "murder", "slaying") || s.is(last+1, "shooting") && s.is(last+2, "death") {
			return killed
		}
		return noMeasure
	}
	if s.is(f.last, "said", "says", "told", "tells", "reported", "confirmed", "believed") || s.words[first].kind == letters && s.is(head, "officer", "officers", "sheriff") && s.is(f.last, "also") {
		return noMeasure
	}
	if s.is(last, "who", "that") && s.hasDied(last+1) {
		return killed
	}
	m := s.after(&f)
	switch m {
	case killed:
	case injured, shot:
		if s.diesLater(f.last) {
			m = killed
		}
	default:
		return noMeasure
	}
	if s.unreal(first, f.last) {
		return noMeasure
	}
	return m
}

// fateBefore reads the verb or noun before the person: killed a man, the
// shooting death of a teen.
func (s *scanner) fateBefore(first int) measure {
	k := first - 1
	m := noMeasure
	if s.is(k, "of") {
		switch {
		case s.is(k-2, "attempted"):
		case s.is(k-1, "lives") && s.is(k-2, "the") && s.is(k-3, "took", "taken", "takes", "taking", "claimed", "claims", "claiming", "cost", "costing"):
			m = killed
		case s.is(k-1, "death", "deaths", "killing", "killings", "murder", "murders", "slaying", "slayings", "homicide"):
			m = killed
		case s.is(k-1, "shooting", "shootings") && s.is(k-2, "fatal", "deadly"):
			m = killed
		case s.is(k-1, "shooting", "shootings"):
			m = shot
		}
	} else if s.is(k-1, "fatally") && s.is(k, "shot", "shooting", "shoots", "wounding", "wounded", "injuring", "injured", "striking", "struck", "stabbing", "stabbed") {
		m = killed
	} else if e := s.entry(k); e.flags&verbPeople != 0 && !s.passiveBefore(k) && !s.is(k, "kill", "injure", "wound") {
		switch m = e.measure; m {
		case killed, injured:
		case shot:
			if s.is(k-1, "was", "were", "got", "are", "is") {
				m = noMeasure
			}
		default:
			m = noMeasure
		}
	}
	if m != noMeasure && s.unreal(first, first) {
		return noMeasure
	}
	return m
}

// hasDied finds the main clause behind a relative one: a teen who was caught in
// the crossfire has died.
func (s *scanner) hasDied(k int) bool {
	for end := min(k+20, len(s.words)); k < end; k++ {
		if s.words[k].kind == sign && s.words[k].sign != ',' && s.words[k].sign != '-' {
			return false
		}
		if s.is(k, "has", "had") && s.is(k+1, "died") {
			return true
		}
	}
	return false
}

// diesLater reports whether a sentence that tells of a wound goes on to the
// death of the same person: was shot in the head and died.
func (s *scanner) diesLater(k int) bool {
	for m := k; m < k+16 && m < len(s.words); m++ {
		if s.words[m].kind == sign && s.words[m].sign != ',' && s.words[m].sign != '-' {
			return false
		}
		if !s.is(m, "and", "but", "later") && !s.sign(m, ',') {
			continue
		}
		n := m + 1
		for s.is(n, "later", "has", "was", "since", "then", "subsequently", "eventually", "pronounced", "have", "had", "who", "and") {
			n++
		}
		if s.is(n, "died", "dies", "killed", "dead") && !s.isActive(n, s.is(n-1, "was")) {
			return true
		}
	}
	return false
}

// skipAside skips the age, the home or the description between commas behind a
// person: "Ada Quill, 24, of Norport, was".
func (s *scanner) skipAside(j int) int {
	for range 3 {
		if s.sign(j, '(') && j+2 < len(s.words) && s.words[j+1].kind == numeral && s.sign(j+2, ')') {
			j += 3
			continue
		}
		if s.sign(j, '(') { // the victim (Ada Quill)
			end := 0
			for k := j + 1; k < j+8 && end == 0; k++ {
				if s.sign(k, ')') {
					end = k + 1
				}
			}
			if end == 0 {
				return j
			}
			j = end
			continue
		}
		if !s.sign(j, ',') {
			return j
		}
		if s.is(j+1, "who", "and", "was", "were", "is", "has", "later") {
			return j + 1
		}
		end := 0
		for k := j + 1; k < j+12 && k < len(s.words); k++ {
			if s.sign(k, ',') {
				end = k
				break
			}
			if p := s.pos(k); p == news.VERB && !s.is(k, "identified", "known", "named", "described", "called") || p == news.AUX || s.words[k].kind == sign && s.words[k].sign != '-' && s.words[k].sign != '.' {
				break
			}
			if s.words[k].kind == numeral && k == j+1 && !s.sign(k+1, ',') && !s.sign(k+1, '-') && !s.is(k+1, "of", "from") {
				end = k // a headline leaves the second comma out: Boy, 11 killed
				return end + 1
			}
		}
		if end == 0 {
			return j
		}
		j = end
		if !s.sign(j+1, ',') {
			// The comma closes this aside and may open the next: ", 24, of Norport, was".
			if s.is(j+1, "of", "from", "a", "an", "the") {
				continue
			}
			return j + 1
		}
	}
	return j
}

// unreal reports whether what happens to the person has not happened: it is
// feared, tried, denied or said to be nearly so.
func (s *scanner) unreal(first, last int) bool {
	for k := max(0, first-8); k < min(len(s.words), last+6); k++ {
		if k >= first && k < last {
			continue
		}
		if (s.has(k, modal) || s.has(k, attempt) && s.is(k+1, "to")) && !s.monthAt(k) && !s.is(k, "will", "can", "may") || s.is(k, "not", "never", "nearly", "almost", "without") {
			return true
		}
	}
	return false
}

// keepVictim notes a victim for the end of the article, which decides whether
// it is the only one.
func (s *scanner) keepVictim(first, last, head int, m measure) {
	v := victim{measure: m}
	v.span = news.Span{Start: s.words[first].start, End: s.words[last-1].end}
	v.what, v.number = v.span, v.span
	if s.also(first, last) || s.is(first-1, "and") && head > 0 || s.is(first, "another") && s.known(m) || s.ordinalIn(first, head) {
		s.more[measureSlot(m)] = true
	}
	if e := s.entity(head); e != nil {
		v.name = e.Name
	} else if s.is(first, "a", "an") {
		v.number.End = s.words[first].end
		v.what.Start = s.words[min(first+1, last-1)].start
	} else {
		v.number.Start = s.words[head].start
	}
	for k := first; k < last; k++ {
		if x := sexes[s.lower(k)]; x != anySex && (k == head || !s.is(k, "her")) {
			v.sex = x
		}
		if g := grownUps[s.lower(k)]; g != anyAge {
			v.grown = g
		}
		if s.words[k].kind == numeral && s.sign(k+1, '-') && s.is(k+2, "year") {
			v.age = s.words[k].num
		}
	}
	if s.sign(last, ',') && last+1 < len(s.words) && s.words[last+1].kind == numeral && s.words[last+1].num <= oldest {
		v.age = s.words[last+1].num
	}
	s.ones = append(s.ones, v)
}

// also reports whether "also" stands with what happened to words[first:last]:
// he also killed a man; she also died.
func (s *scanner) also(first, last int) bool {
	for k := first - 1; k >= first-4; k-- {
		if s.is(k, "also") {
			return true
		}
	}
	return s.is(last, "also") || s.is(last+1, "also")
}

// figure is the victim as a figure: one at least.
func (s *scanner) figureOf(v *victim) news.Figure {
	return news.Figure{Span: v.span, Number: v.number, What: v.what, HasValue: true, Value: 1, Low: 1, High: math.Inf(1), Bound: news.AtLeast,
		Unit: "people", Measure: v.measure.String(), Implied: true, ClaimedBy: claimant(s.doc, v.number)}
}

// known reports whether a single victim of the measure was told before.
func (s *scanner) known(m measure) bool {
	for i := range s.ones {
		if s.ones[i].measure == m {
			return true
		}
	}
	return false
}

// ordinalIn reports whether an ordinal after the first stands in the phrase: a
// third victim.
func (s *scanner) ordinalIn(first, last int) bool {
	for k := first; k < last; k++ {
		if s.entry(k).ordinal >= 2 {
			return true
		}
	}
	return false
}

func measureSlot(m measure) int {
	if m == killed {
		return 0
	}
	return 1
}
