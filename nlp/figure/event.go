package figure

// toll reads of the sentence at hand what the end of the article needs, and
// its single victims.
func (s *scanner) toll() {
	any := false
	for i := range s.words {
		switch s.entry(i).measure {
		case killed, fatal:
			any = true
			s.deaths++
		case injured, shot:
			any = true
		default:
			if s.is(i, "homicide", "murder") {
				s.deaths++
				any = true
			}
			any = any || s.is(i, "shooting")
			s.suicide(i)
		}
	}
	if any {
		s.victims()
	}
}

// suicide finds "murder-suicide" and "before turning the gun on himself": one
// more is dead than the victims.
func (s *scanner) suicide(i int) {
	switch {
	case s.is(i, "suicide") && s.sign(i-1, '-') && s.is(i-2, "murder"),
		s.is(i, "himself", "herself") && s.is(i-1, "on") && s.is(i-2, "gun"),
		s.is(i, "himself", "herself") && (s.is(i-2, "before", "then", "and") || s.is(i-1, "and", "then")),
		s.is(i, "life") && s.is(i-1, "own") && (s.is(i-4, "before", "then", "and")):
		s.more[0] = true
	}
}

// settle decides, with the whole article read, what single victims and people
// who were shot count as.
func (s *scanner) settle() {
	d := s.doc
	counted := s.more // of killed, of injured or shot: by a number of two or more
	for i := range d.Figures {
		f := &d.Figures[i]
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
		if v.name != "" {
			all.name = v.name
		}
	}
	return false
}

// differs reports whether two victims are told to be two persons.
func (v *victim) differs(w *victim) bool {
	return v.sex != anySex && w.sex != anySex && v.sex != w.sex || v.age > 0 && w.age > 0 && v.age != w.age ||
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
