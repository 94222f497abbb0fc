package figure

import (
	"strings"

	"parallax/news"
)

// toll reads of the sentence at hand what the end of the article needs, and
// its single victims.
func (s *scanner) toll(span news.Span) {
	hit, deaths := false, 0
	for i := range s.words {
		switch s.entry(i).measure {
		case killed, fatal:
			hit = true
			deaths++
		case injured, shot:
			hit, s.wounds = true, true
		default:
			switch {
			case s.is(i, "homicide", "murder"):
				deaths++
				hit = true
			case s.is(i, "shooting"):
				hit = true
			default:
				s.moreThanOne(i)
			}
		}
	}
	if !hit {
		return
	}
	scope := s.scopeOf(span)
	if scope == here && s.roundup {
		scope = oneOf
	}
	if scope != here {
		if scope == several && !s.began { // a round-up: whom it tells of next are of many events
			s.more = [2]bool{true, true}
		}
		s.began = true
		for i := range s.found {
			switch f := &s.found[i]; f.measure {
			case killed, injured, shot:
				f.scope = scope
			}
		}
		return
	}
	s.began = true
	s.told++
	for i := range s.words {
		if s.is(i, "vigil", "funeral", "memorial") {
			return // whom it remembers may be the victim of another event
		}
	}
	if deaths > 0 && s.deaths == 0 {
		s.dying = s.told
	}
	s.deaths += deaths
	s.victims()
}

// moreThanOne notes at word i what tells of more victims than the single ones:
// "murder-suicide", "before turning the gun on himself", a massacre, a double
// murder, both victims.
func (s *scanner) moreThanOne(i int) {
	e := s.entry(i)
	switch {
	case e.class != noNumber || s.words[i].kind != letters:
	case s.is(i, "suicide") && s.sign(i-1, '-') && s.is(i-2, "murder"),
		s.is(i, "himself", "herself") && (s.is(i-1, "and", "then") || s.is(i-2, "before", "then", "and") || s.is(i-1, "on") && s.is(i-2, "gun")),
		s.is(i, "life") && s.is(i-1, "own") && s.is(i-4, "before", "then", "and"):
		s.more[0] = true
	case s.is(i, "massacre", "rampage", "spree"), s.is(i, "mass") && s.is(i+1, "shooting", "murder", "killing"):
		s.more = [2]bool{true, true}
	case s.is(i, "double", "triple", "quadruple", "quintuple"):
		k := i + 1
		if s.sign(k, '-') {
			k++
		}
		if s.is(k, "murder", "murders", "homicide", "homicides", "killing", "killings", "slaying", "slayings", "fatal", "fatality") {
			s.more[0] = true
		} else if s.is(k, "shooting") {
			s.multiple = true
		}
	case s.is(i, "both") && s.has(i+1, person) && s.plural(i+1):
		s.multiple = true
	}
}

// headline reads the title, which no figure can point at: it tells whether the
// single victims of the text are all there are.
func (s *scanner) headline() {
	title := s.doc.Title
	if title == "" {
		return
	}
	d := &news.Doc{Article: news.Article{Language: s.doc.Language, Text: title}}
	d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(title)}}}
	t := scanner{lexer: lexer{doc: d, text: title}}
	t.lexer.sentence(d.Sentences[0].Span, 0, 0)
	t.scan(d.Sentences[0].Span)
	s.more, s.began, s.deaths = t.counted(), t.began, t.deaths
	s.roundup = t.roundsUp()
	s.survived = t.deaths == 0 && t.wounds
}

// counted tells for the killed, and for the injured or shot, whether a number
// of two or more counts them.
func (s *scanner) counted() [2]bool {
	counted := s.more
	for i := range s.doc.Figures {
		f := &s.doc.Figures[i]
		if f.Unit != "people" || f.Hypothetical || f.Negated || f.HasValue && f.Value < 2 {
			continue
		}
		switch f.Measure {
		case "killed":
			counted[0] = true
		case "injured", "shot":
			counted[1] = true
		}
	}
	return counted
}

// settle decides, with the whole article read, what single victims and people
// who were shot count as.
func (s *scanner) settle() {
	d := s.doc
	s.sameEvent()
	counted := s.counted()
	const late = 2
	if s.survived && s.dying > late {
		// A death that the headline does not know and two sentences on the
		// wounded do not tell is another event's.
		s.deaths, counted[0] = 0, true
	}
	if s.multiple && s.deaths == 0 {
		counted[1] = true
	}
	if s.shotMany() && s.shooterDies() {
		counted[0] = true // how many of those shot died with the shooter is not told
	}
	if s.deaths == 0 {
		for i := range d.Figures {
			if f := &d.Figures[i]; f.Measure == "shot" && f.Unit == "people" {
				f.Measure = "injured"
			}
		}
		for i := range s.ones {
			if s.ones[i].measure == shot {
				s.ones[i].measure = injured
			}
		}
	}
	for n, m := range [...]measure{killed, injured} {
		if counted[n] || s.several(m) {
			continue
		}
		for i := range s.ones {
			if v := &s.ones[i]; v.measure == m && (m == killed || s.deaths == 0 || s.apart(v)) {
				d.Figures = append(d.Figures, s.figureOf(v))
			}
		}
	}
}

// shotMany reports whether several people are told to be shot, dead or not.
func (s *scanner) shotMany() bool {
	for i := range s.doc.Figures {
		if f := &s.doc.Figures[i]; f.Measure == "shot" && f.Unit == "people" && f.HasValue && f.Value >= 2 {
			return true
		}
	}
	return false
}

// shooterDies reports whether a single victim who was killed is the attacker.
func (s *scanner) shooterDies() bool {
	for i := range s.ones {
		if v := &s.ones[i]; v.measure == killed {
			switch what := strings.ToLower(s.doc.Slice(v.what)); {
			case strings.HasSuffix(what, "gunman"), strings.HasSuffix(what, "shooter"), strings.HasSuffix(what, "suspect"), strings.HasSuffix(what, "attacker"), what == "himself", what == "herself":
				return true
			}
		}
	}
	return false
}

// several reports whether the single victims of a measure are more than one
// person: two names, two ages, a man and a woman.
func (s *scanner) several(m measure) bool {
	var all victim
	for i := range s.ones {
		v := &s.ones[i]
		if v.measure != m {
			continue
		}
		if v.differs(&all) {
			return true
		}
		if v.sex != anySex {
			all.sex = v.sex
		}
		if v.age > 0 {
			all.age = v.age
		}
		if v.grown != anyAge {
			all.grown = v.grown
		}
		if v.name != "" {
			all.name = v.name
		}
	}
	return false
}

// differs reports whether two victims are told to be two persons.
func (v *victim) differs(w *victim) bool {
	return v.sex != anySex && w.sex != anySex && v.sex != w.sex || v.grown != anyAge && w.grown != anyAge && v.grown != w.grown || v.age > 0 && w.age > 0 && v.age != w.age ||
		v.name != "" && w.name != "" && v.name != w.name
}

// apart reports whether an injured person is somebody else than every single
// victim who was killed: who dies was often said to be injured before.
func (s *scanner) apart(v *victim) bool {
	any := false
	for i := range s.ones {
		if w := &s.ones[i]; w.measure == killed {
			any = true
			if !v.differs(w) {
				return false
			}
		}
	}
	return any
}

// sameEvent takes a dated toll for the event's own after all when it is the one
// that the article gives without a date, or the only one: a report on a trial
// dates the crime.
func (s *scanner) sameEvent() {
	alone := len(s.ones) == 0
	for i := range s.doc.Figures {
		switch s.doc.Figures[i].Measure {
		case "killed", "injured", "shot":
			alone = false
		}
	}
	for _, m := range [...]measure{killed, injured, shot} {
		own := map[float64]bool{}
		for i := range s.doc.Figures {
			if f := &s.doc.Figures[i]; f.Measure == m.String() {
				own[f.Value] = f.HasValue && f.Value > 1
			}
		}
		for i := range s.doc.Figures {
			if f := &s.doc.Figures[i]; f.Measure == m.String()+scopeNames[another] && (alone || f.HasValue && own[f.Value]) {
				f.Measure = m.String()
			}
		}
	}
}
