package name

import (
	"slices"
	"strings"

	"parallax/model/gazetteer"
	"parallax/news"
	"parallax/text/names"
)

// A group is the mentions of one entity.
type group struct {
	kind   news.EntityKind
	forms  []*form
	gender names.Gender
	last   int  // position of the latest mention seen so far, in mentions
	called int  // how often so far the lone surname outside headings stood for it
	plain  bool // what stands before the surname is no common word: "Ann Vale", not "Never Vale"
	kin    bool // introduced as a relative: "his wife, Ann Vale"
	count  int
	merged int // index of the group that took this one over, or -1
}

// A form is one way in which the article writes a name.
type form struct {
	text   string // as first written
	words  []string
	person names.Person
	count  int
	group  int
}

// A linker puts the mentions of an article into groups.
type linker struct {
	scene  *scene
	all    []mention
	groups []group
	of     []int // group of each mention
	forms  map[string]*form

	juniors map[string]bool // surnames that the article gives with a suffix alone: "Vale Jr."
}

// link gives each mention the name of its entity.
func (s *scene) link(all []mention) []mention {
	all = inOrder(all)
	for i := range all {
		s.syllables(&all[i])
	}
	l := &linker{scene: s, all: all, of: make([]int, len(all)), forms: map[string]*form{}}
	for i := range l.of {
		l.of[i] = -1
	}
	l.fullPersons()
	l.lonePersons()
	l.others()
	l.acronyms()
	l.shortForms()
	names := make([]string, len(l.groups))
	for i := range l.groups {
		if l.groups[i].merged < 0 {
			names[i] = l.groups[i].canonical()
		}
	}
	for i := range all {
		all[i].name = names[l.root(l.of[i])]
	}
	return all
}

func (l *linker) root(g int) int {
	for l.groups[g].merged >= 0 {
		g = l.groups[g].merged
	}
	return g
}

// newGroup opens a group.
func (l *linker) newGroup(kind news.EntityKind) int {
	l.groups = append(l.groups, group{kind: kind, merged: -1, last: -1})
	return len(l.groups) - 1
}

// put adds mention i to group g.
func (l *linker) put(i, g int) {
	m := &l.all[i]
	l.of[i] = g
	gr := &l.groups[g]
	gr.count++
	gr.last = i
	if m.gender != names.AnyGender && gr.gender == names.AnyGender {
		gr.gender = m.gender
	}
	for _, f := range gr.forms {
		if f.text == m.text {
			f.count++
			return
		}
	}
	gr.forms = append(gr.forms, &form{text: m.text, words: m.words, person: names.ParsePerson(m.text), count: 1, group: g})
}

// merge puts group b into group a.
func (l *linker) merge(a, b int) {
	a, b = l.root(a), l.root(b)
	if a == b {
		return
	}
	if a > b {
		a, b = b, a // the earlier keeps its number: output does not depend on the order of merging
	}
	l.groups[b].merged = a
	l.groups[a].forms = append(l.groups[a].forms, l.groups[b].forms...)
	l.groups[a].count += l.groups[b].count
}

// mostGroups bounds the steps that compare every name with every other: an
// article of more names is a list, and only names written alike are put
// together in it.
const mostGroups = 400

// fullPersons groups the mentions that have a given name and a surname.
func (l *linker) fullPersons() {
	alike := map[string]int{}
	for i := range l.all {
		m := &l.all[i]
		if m.kind != news.Person {
			continue
		}
		p := names.ParsePerson(m.text)
		if !p.Full() {
			continue
		}
		if g, ok := alike[m.key]; ok {
			l.put(i, g)
			continue
		}
		best, bestExact := -1, false
		for g := range l.groups[:min(len(l.groups), mostGroups)] {
			for _, f := range l.groups[g].forms {
				if (f.person.Suffix == "") != (p.Suffix == "") {
					continue // an article that writes "Jr." once means the father where it does not
				}
				exact := sameWords(f.person.Words, p.Words)
				if exact && !bestExact || !bestExact && names.SamePerson(f.person, p) {
					best, bestExact = g, exact
				}
			}
		}
		if best < 0 {
			best = l.newGroup(news.Person)
			l.groups[best].kin = l.scene.relative(m.first)
		}
		alike[m.key] = best
		l.put(i, best)
		l.groups[best].plain = l.groups[best].plain || l.scene.givenName(m.first)
	}
	for g := range l.groups {
		l.groups[g].last = -1
	}
}

// relative reports whether the name at token first is given as a relative's:
// "his wife, Dr. Ann Vale", "first lady Ann Vale".
func (s *scene) relative(first int) bool {
	const within = 3 // tokens: a comma and a title
	for k := first - 1; k >= max(0, first-within); k-- {
		w := &s.words[k]
		if kin[w.lower] && !w.capital {
			return true
		}
		if w.shape != shapeComma && w.title == 0 {
			return false
		}
	}
	return false
}

var kin = hashes("wife", "husband", "widow", "widower", "spouse", "son", "daughter", "brother", "sister", "mother", "father", "parents", "uncle",
	"aunt", "nephew", "niece", "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "stepson", "stepdaughter", "stepfather",
	"stepmother", "lady", "son-in-law", "daughter-in-law", "brother-in-law", "sister-in-law", "ex-wife", "ex-husband")

// givenName reports whether a capitalised word begins personal names, or is
// unknown and the article has it in capitals alone: "Ann", and not "Never".
func (s *scene) givenName(t int) bool {
	w := &s.words[t]
	if w.role == 0 {
		return w.doc < 0 || s.known[w.doc].lower == 0
	}
	switch gazetteer.Role(w.role) {
	case gazetteer.PersonFirst, gazetteer.PersonLast, gazetteer.PlaceFirst, gazetteer.PlaceLast, gazetteer.PlaceOnly:
		return true // "Paris Vale"
	}
	return false
}

func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// lonePersons gives each lone surname, given name or tail of a name to the
// person that it can stand for: of several, the one who has gone by it so far,
// since papers name the others of a family in full; else the one spoken of
// last. Reading in order, a full name moves the person to the fore.
func (l *linker) lonePersons() {
	full := len(l.groups)
	l.juniors = map[string]bool{}
	for i := range l.all {
		if m := &l.all[i]; m.kind == news.Person && len(m.words) == 2 {
			if p := names.ParsePerson(m.text); p.Suffix != "" {
				l.juniors[p.Words[0]] = true
			}
		}
	}
	for i := range l.all {
		m := &l.all[i]
		if l.of[i] >= 0 {
			l.groups[l.of[i]].last = i
			continue
		}
		if m.kind != news.Person && !l.maybePerson(m) {
			continue
		}
		p := names.ParsePerson(m.text)
		best, bestFit, top := -1, names.NoFit, [4]int{-1}
		for g := range l.groups[:min(len(l.groups), mostGroups)] {
			gr := &l.groups[g]
			if gr.gender != names.AnyGender && m.gender != names.AnyGender && gr.gender != m.gender {
				continue
			}
			fit := l.fit(gr, p)
			if fit == names.NoFit || gr.last < 0 && gr.kin {
				continue // whose name came before the relative's is another
			}
			recent := gr.last
			if recent < 0 {
				recent = gr.count - len(l.all) // none yet: the one spoken of most
			}
			plain := 0
			if gr.plain {
				plain = 1
			}
			if rank := [...]int{int(fit), plain, gr.called, recent}; slices.Compare(rank[:], top[:]) > 0 {
				best, bestFit, top = g, fit, rank
			}
		}
		switch {
		case best >= 0 && (m.kind == news.Person || best < full && bestFit == names.BySurname):
		case m.kind == news.Person:
			best = l.newGroup(news.Person)
			l.groups[best].plain, bestFit = true, names.BySurname
		default:
			continue
		}
		m.kind = news.Person
		l.put(i, best)
		if bestFit == names.BySurname && !m.heading {
			l.groups[best].called++
		}
	}
}

// maybePerson reports whether a lone word that the model took for something
// else may be a surname: a title before it, or no sign of a place.
func (l *linker) maybePerson(m *mention) bool {
	return len(m.words) == 1 && m.end == m.first+1 && m.titled
}

// fit is how well p, a lone word or a tail, stands for the person of gr.
func (l *linker) fit(gr *group, p names.Person) names.Fit {
	best := names.NoFit
	for _, f := range gr.forms {
		switch {
		case sameWords(f.person.Words, p.Words) && f.person.Suffix == p.Suffix:
			return names.BySurname
		case len(p.Words) == 1:
			best = max(best, f.person.FitsSuffixed(p, l.juniors[p.Words[0]]))
		}
	}
	return best
}

// others groups organisations, places and things that are written alike.
func (l *linker) others() {
	byKey := map[string]int{}
	for i := range l.all {
		m := &l.all[i]
		if l.of[i] >= 0 {
			continue
		}
		var key string
		switch m.kind {
		case news.Place:
			if street, ok := names.Street(m.words); ok {
				key = street
			} else {
				key = names.PlaceKey(m.text)
			}
		case news.Org:
			key = names.OrgKey(m.text)
		default:
			key = names.ThingKey(m.text)
		}
		key = string(m.kind) + key
		g, ok := byKey[key]
		if !ok {
			g = l.newGroup(m.kind)
			byKey[key] = g
		}
		l.put(i, g)
	}
}

// acronyms links an acronym to the name it stands for: the one that a
// parenthesis puts beside it, else the only one whose initials fit.
func (l *linker) acronyms() {
	if len(l.groups) > mostGroups {
		return
	}
	for i := range l.all {
		short := &l.all[i]
		if !names.IsAcronym(short.text) || short.kind == news.Person {
			continue
		}
		g := l.root(l.of[i])
		if l.expanded(g) {
			continue
		}
		if j, ok := l.beside(i); ok {
			l.merge(g, l.of[j])
			continue
		}
		match := -1
		for j := range l.groups {
			if l.groups[j].merged >= 0 || j == g || l.groups[j].kind == news.Person {
				continue
			}
			for _, f := range l.groups[j].forms {
				if names.AcronymOf(short.text, f.text) {
					if match >= 0 && match != j {
						match = -2
					} else if match == -1 {
						match = j
					}
				}
			}
		}
		if match >= 0 {
			l.merge(g, match)
		}
	}
}

// expanded reports whether the group has a form that is no acronym already.
func (l *linker) expanded(g int) bool {
	for _, f := range l.groups[g].forms {
		if !names.IsAcronym(f.text) {
			return true
		}
	}
	return false
}

// beside finds the long form next to an acronym in parentheses: "Vale Fishery
// Office (VFO)" or "VFO (Vale Fishery Office)". The first letter must agree.
func (l *linker) beside(i int) (int, bool) {
	d := l.scene.doc
	text := func(t int) string {
		if t < 0 || t >= len(d.Tokens) {
			return ""
		}
		return d.Slice(d.Tokens[t].Span)
	}
	short := &l.all[i]
	check := func(j int) bool {
		long := &l.all[j]
		if long.kind == news.Person || len(long.words) < 2 {
			return false
		}
		return names.AcronymOf(short.text, long.text) || strings.EqualFold(short.text[:1], long.text[:1])
	}
	if i > 0 && text(short.first-1) == "(" && text(short.end) == ")" && l.all[i-1].end == short.first-1 && check(i-1) {
		return i - 1, true
	}
	if i+1 < len(l.all) && text(short.end) == "(" && l.all[i+1].first == short.end+1 && text(l.all[i+1].end) == ")" && check(i+1) {
		return i + 1, true
	}
	return 0, false
}

// shortForms links a shortened name of an organisation or thing to the only
// longer one of its kind that it can be short for.
func (l *linker) shortForms() {
	if len(l.groups) > mostGroups {
		return
	}
	first := make([]int, len(l.groups)) // mention of each group
	for i := len(l.of) - 1; i >= 0; i-- {
		first[l.root(l.of[i])] = i
	}
	for g := range l.groups {
		gr := &l.groups[g]
		if gr.merged >= 0 || gr.kind == news.Person || gr.kind == news.Place {
			continue
		}
		match := -1
		for j := range l.groups {
			other := &l.groups[j]
			if j == g || other.merged >= 0 || other.kind != gr.kind {
				continue
			}
			if shortOf(gr, other, first[j] < first[g]) {
				if match >= 0 {
					match = -2
					break
				}
				match = j
			}
		}
		if match >= 0 {
			l.merge(match, g)
		}
	}
}

// shortOf reports whether every form of a is short for a form of b. A word that
// the article has before the longer name is no short form of what it makes: a
// maker, its "Vale Falcon".
func shortOf(a, b *group, behind bool) bool {
	for _, f := range a.forms {
		ok := false
		for _, long := range b.forms {
			ok = ok || names.ShortOf(f.words, long.words) && (behind || len(f.words) > 1 || f.words[0] != long.words[0] || names.Describes(long.words[1:]))
		}
		if !ok {
			return false
		}
	}
	return true
}

// canonical is the form to call the entity by: the fullest that is usual for a
// person, the longest that is no acronym for anything else; a place is called
// as it mostly is.
func (g *group) canonical() string {
	best := g.forms[0]
	for _, f := range g.forms[1:] {
		if g.better(f, best) {
			best = f
		}
	}
	return clean(names.TrimPossessive(best.text))
}

func (g *group) better(a, b *form) bool {
	if g.kind == news.Person {
		if af, bf := a.person.Full(), b.person.Full(); af != bf {
			return af
		}
		return a.count > b.count
	}
	if aa, ba := names.IsAcronym(a.text), names.IsAcronym(b.text); aa != ba {
		return ba
	}
	if g.kind == news.Place {
		return a.count > b.count
	}
	return len(a.words) > len(b.words) || len(a.words) == len(b.words) && a.count > b.count
}

// clean puts a name that a line break splits on one line.
func clean(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// syllables takes the second syllable of a given name of Korea or China, which
// stands in lower case behind a hyphen, into the name: "Han Seo-yun".
func (s *scene) syllables(m *mention) {
	hyphen, last := m.end, m.end+1
	if m.class != classPerson || m.end-m.first > 2 || last >= len(s.words) || s.words[hyphen].shape != shapeHyphen || s.words[last].shape != shapeLower {
		return
	}
	d := s.doc
	if d.Tokens[hyphen].Start != m.span.End || d.Tokens[last].Start != d.Tokens[hyphen].End {
		return
	}
	if !names.Syllable(strings.ToLower(d.Slice(d.Tokens[m.end-1].Span))) || !names.Syllable(d.Slice(d.Tokens[last].Span)) {
		return
	}
	kind, gender, titled := m.kind, m.gender, m.titled
	*m = s.mention(found{first: m.first, end: last + 1, class: m.class})
	m.kind, m.gender, m.titled = kind, gender, titled
}
