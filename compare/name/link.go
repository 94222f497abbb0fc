package name

import (
	"slices"
	"sort"
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// mostGroups bounds the steps that compare every name with every other: what a
// story has more of are names that one article mentions once.
const mostGroups = 1500

// link puts the entries into groups: full personal names, then the lone
// surnames that can only be one of them, then organisations, places and things
// that are written alike, then acronyms and shortened names.
func (c *comparison) link() {
	c.fullPersons()
	c.sameOffice()
	c.sameSeat()
	c.lonePersons()
	c.alike()
	c.bySurname()
	c.byAlias()
	c.acronyms()
	c.shortened()
	c.bodiesOfState()
	c.tails()
	c.kinded()
	c.homonyms()
	c.misspelt()
	c.acronyms() // what two groups could be short for may be one by now
	c.lastWords()
	c.sites()
	c.owned()
	c.states()
	c.whiteHouse()
}

func (c *comparison) open(e *entry) *group {
	g := &group{kind: e.kind, at: len(c.groups)}
	c.groups = append(c.groups, g)
	g.add(e)
	return g
}

func (g *group) add(e *entry) {
	e.placed = true
	g.entries = append(g.entries, e)
	for _, f := range e.forms {
		g.forms = addForm(g.forms, f.text, f.count)
	}
}

func (g *group) mentions() int {
	n := 0
	for _, e := range g.entries {
		n += len(e.mentions)
	}
	return n
}

// merge puts b into a, or the later opened into the earlier.
func (c *comparison) merge(a, b *group) {
	if a == b {
		return
	}
	if b.at < a.at {
		a, b = b, a
	}
	b.into = a
	if b.kind != a.kind && b.mentions() > a.mentions() {
		a.kind = b.kind
	}
	for _, e := range b.entries {
		a.add(e)
	}
}

// live lists the groups of a kind that stand for themselves.
func (c *comparison) live(want func(news.EntityKind) bool) []*group {
	var out []*group
	for _, g := range c.groups {
		if g.into == nil && want(g.kind) {
			out = append(out, g)
		}
	}
	return out
}

func isPerson(k news.EntityKind) bool { return k == news.Person }
func noPerson(k news.EntityKind) bool { return k != news.Person }

// full returns the entry's fullest personal name.
func (e *entry) full() (names.Person, bool) {
	best := names.ParsePerson(e.name)
	return best, e.kind == news.Person && best.Full()
}

// fullPersons groups persons by their full names, the most usual first. A
// group never holds two names that cannot be one person's, so that a bare
// initial does not join a father with his daughter.
func (c *comparison) fullPersons() {
	type written struct {
		person  names.Person
		entries []*entry
		count   int
	}
	var all []*written
	at := map[string]*written{}
	for _, e := range c.entries {
		p, ok := e.full()
		if !ok {
			continue
		}
		key := strings.Join(p.Words, " ") + "," + p.Suffix
		w := at[key]
		if w == nil {
			w = &written{person: p}
			at[key] = w
			all = append(all, w)
		}
		w.entries = append(w.entries, e)
		w.count += len(e.mentions)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].count > all[j].count })
	namesakes := c.namesakes()
	for _, w := range all {
		var match *group
		for _, g := range c.groups[:min(len(c.groups), mostGroups)] {
			if namesakes[strings.Join(w.person.Words, " ")] && g.suffixed() != (w.person.Suffix != "") {
				continue
			}
			if g.hasName(w.person) {
				match = g
				break
			}
			if match == nil && g.agrees(w.person) {
				match = g
			}
		}
		for _, e := range w.entries {
			if match == nil {
				match = c.open(e)
			} else {
				match.add(e)
			}
		}
	}
}

// namesakes are the full names that one article gives with a suffix ("Jr.")
// and without: father and son.
func (c *comparison) namesakes() map[string]bool {
	type id struct {
		doc  int
		name string
	}
	seen := map[id][2]bool{}
	both := map[string]bool{}
	for _, e := range c.entries {
		p, ok := e.full()
		if !ok {
			continue
		}
		k := id{e.doc, strings.Join(p.Words, " ")}
		s := seen[k]
		if p.Suffix == "" {
			s[0] = true
		} else {
			s[1] = true
		}
		seen[k] = s
		if s[0] && s[1] {
			both[k.name] = true
		}
	}
	return both
}

// suffixed reports whether the group's names have a suffix.
func (g *group) suffixed() bool {
	return slices.ContainsFunc(g.forms, func(f form) bool { return f.person.Suffix != "" })
}

// sameOffice merges two spellings of one person where the articles give both
// the same office: "spokeswoman Mary Vale", "spokeswoman Marie Vale".
func (c *comparison) sameOffice() {
	groups := c.live(isPerson)
	if len(groups) > mostGroups {
		return
	}
	for i, g := range groups {
		for _, other := range groups[:i] {
			if g.into == nil && other.into == nil && g.maybe(other) && c.shareOffice(g, other) {
				c.merge(other, g)
			}
		}
	}
}

// sameSeat merges two persons of one surname whose given names begin alike where
// the articles give both the whole of one office: "Vale Board Chairman Bill
// Hallam", "Vale Board Chairman Bartholomew Hallam". No article has both.
func (c *comparison) sameSeat() {
	type seat struct{ office, surname, initial string }
	at := map[seat]*group{}
	for _, g := range c.live(isPerson) {
		for _, e := range g.entries {
			p, ok := e.full()
			if !ok {
				continue
			}
			for s := range c.stands(e) {
				start, _ := s.title(s.first)
				if s.first-start < 2 || !names.IsTitleHead(s.at(s.first-1)) || !s.capital(start) {
					continue
				}
				k := seat{names.Key(s.d.Text[s.d.Tokens[start].Start:s.mention.Start]), p.Surname(), p.Given()[:1]}
				if other := at[k]; other == nil {
					at[k] = g
				} else if a, b := live(other), live(g); a != b && !together(a, b) {
					c.merge(a, b)
				}
			}
		}
	}
}

// maybe reports whether every full name of g may be one of other's, misspelt.
func (g *group) maybe(other *group) bool {
	for _, a := range g.forms {
		for _, b := range other.forms {
			if a.person.Full() && b.person.Full() && !names.MaybeSamePerson(a.person, b.person) {
				return false
			}
		}
	}
	return len(g.forms) > 0 && len(other.forms) > 0 && !together(g, other)
}

func (c *comparison) shareOffice(a, b *group) bool {
	offices := map[string]bool{}
	for _, e := range a.entries {
		for _, m := range e.mentions {
			offices[office(c.r.Articles[e.doc], m)] = true
		}
	}
	for _, e := range b.entries {
		for _, m := range e.mentions {
			if o := office(c.r.Articles[e.doc], m); o != "" && offices[o] {
				return true
			}
		}
	}
	return false
}

func (g *group) hasName(p names.Person) bool {
	for _, f := range g.forms {
		if slices.Equal(f.person.Words, p.Words) && (f.person.Suffix == "" || p.Suffix == "" || f.person.Suffix == p.Suffix) {
			return true
		}
	}
	return false
}

// agrees reports whether p can be the person of every full name in the group.
// A form that leaves words of a fuller one out has no say beside it.
func (g *group) agrees(p names.Person) bool {
	any := false
	for _, f := range g.forms {
		if !f.person.Full() {
			continue
		}
		if names.SamePerson(f.person, p) {
			any = true
		} else if !slices.ContainsFunc(g.forms, func(l form) bool {
			return len(l.person.Words) > len(f.person.Words) && subset(f.person.Words, l.person.Words) && names.SamePerson(l.person, p)
		}) {
			return false
		}
	}
	return any
}

func subset(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// alike groups what is written alike.
func (c *comparison) alike() {
	type id struct {
		key  string
		kind news.EntityKind
	}
	at := map[id]*group{}
	// Organisations and things are one family: an index or a paper is read as
	// either.
	of := func(text string, kind news.EntityKind) id {
		if kind == news.Thing {
			kind = news.Org
		}
		return id{keyOf(text, kind), kind}
	}
	for _, e := range c.entries {
		if e.kind == news.Person {
			continue
		}
		var home *group
		for _, f := range e.forms {
			g := at[of(f.text, e.kind)]
			if g == nil {
				continue
			}
			for g.into != nil {
				g = g.into
			}
			if home == nil {
				home = g
			} else if home != g {
				c.merge(home, g)
				for home.into != nil {
					home = home.into
				}
			}
		}
		if home == nil {
			home = c.open(e)
		} else {
			home.add(e)
		}
		for _, f := range e.forms {
			k := of(f.text, e.kind)
			if at[k] == nil {
				at[k] = home
			}
		}
	}
}

// acronyms merges a group of acronyms only with the one group whose name has
// these initials.
func (c *comparison) acronyms() {
	groups := c.live(noPerson)
	if len(groups) > mostGroups {
		return
	}
	for _, g := range groups {
		if g.into != nil || slices.ContainsFunc(g.forms, func(f form) bool {
			return !names.Abbreviates(f.text) || g.kind == news.Place && names.State(f.text) != ""
		}) {
			continue
		}
		const clearly = 3 // times as many mentions as the next: the story is about this one
		var match *group
		most, next := 0, 0
		for _, other := range groups {
			if other == g || other.into != nil || !other.abbreviates(g) {
				continue
			}
			switch n := other.mentions(); {
			case n > most:
				match, most, next = other, n, most
			default:
				next = max(next, n)
			}
		}
		if match != nil && (next == 0 || most >= clearly*next && together(match, g)) {
			c.merge(match, g)
		}
	}
}

func (g *group) abbreviates(short *group) bool {
	for _, f := range g.forms {
		for _, s := range short.forms {
			if names.AcronymOf(s.text, f.text) {
				return true
			}
			if n := len(f.words); n > 1 && f.words[n-1] == "police" && names.AcronymOf(s.text, f.text+" Department") {
				return true // "VPD": no article need write the department out
			}
		}
	}
	return false
}

// addressed reports whether a title or a form of address stands before a
// mention: a person is meant.
func (c *comparison) addressed(g *group) bool {
	for _, e := range g.entries {
		d := c.r.Articles[e.doc]
		for _, m := range e.mentions {
			first, _ := d.TokensIn(m)
			if first > 0 && names.IsTitleHead(d.Slice(d.Tokens[first-1].Span)) {
				return true
			}
		}
	}
	return false
}

// misspelt merges long names of organisations and places that differ in one
// misspelt word.
func (c *comparison) misspelt() {
	groups := c.live(noPerson)
	if len(groups) > mostGroups {
		return
	}
	for i, g := range groups {
		for _, other := range groups[:i] {
			if g.into != nil || other.into != nil || !g.resembles(other) || c.branch(g, other) || c.branch(other, g) {
				continue
			}
			// What one article takes for a place and another for an organisation
			// (a hospital, a paper) must share its first and last words or
			// all but one letter.
			alike := names.SameLong
			if g.kind == news.Place || other.kind == news.Place {
				alike = func(a, b []string) bool {
					if len(a) == 1 && len(b) == 1 {
						return g.kind == other.kind && !together(g, other) && names.SoundAlike(a[0], b[0])
					}
					return names.SameLong(a, b) || names.CutInside(a, b) || names.CutInside(b, a) || quarter(a, b) || quarter(b, a)
				}
			}
			if slices.ContainsFunc(g.forms, func(f form) bool {
				return slices.ContainsFunc(other.forms, func(o form) bool { return !strings.Contains(f.text+o.text, ",") && alike(f.words, o.words) })
			}) {
				c.merge(other, g)
			}
		}
	}
}

// together reports whether one article has both: it knows them apart.
func together(g, other *group) bool {
	for _, e := range g.entries {
		for _, o := range other.entries {
			if e.doc == o.doc {
				return true
			}
		}
	}
	return false
}

// quarter reports whether short is the end of a longer name and says what it
// is: "Harbour District", "Vale Harbour District".
func quarter(short, long []string) bool {
	n := len(short)
	return n > 1 && n < len(long) && slices.Equal(long[len(long)-n:], short) && (quarters[short[n-1]] || facilities[short[n-1]])
}

// resembles reports whether two forms begin with one letter or end with one
// word: all that misspelt goes by do, and most groups do not.
func (g *group) resembles(other *group) bool {
	for _, f := range g.forms {
		for _, o := range other.forms {
			n, m := len(f.words), len(o.words)
			if n > 0 && m > 0 && (f.words[0][0] == o.words[0][0] || f.words[n-1] == o.words[m-1] || f.words[0] == o.words[m-1] || f.words[n-1] == o.words[0]) {
				return true
			}
		}
	}
	return false
}

// quarters are parts of a town: a province or county behind the name of a town
// is not the town.
var quarters = set("area district square neighborhood neighbourhood quarter gate market beach")

// canonical is the name that most mentions of the fullest forms give.
func (g *group) canonical() string {
	best := g.forms[0]
	for _, f := range g.forms[1:] {
		if g.better(&f, &best) {
			best = f
		}
	}
	return best.text
}

// heading reports whether a form is one in capitals that took in more than the name.
func heading(f *form) bool { return len(f.words) > 1 && f.text == strings.ToUpper(f.text) }

// lastOf reports whether a form is the last word of another: "The Times" of
// "Norland Times".
func (f *form) lastOf(long *form) bool {
	n := len(long.words)
	return len(f.words) == 1 && n > 1 && f.words[0] == long.words[n-1] && !names.Distinct(f.words) && strings.HasPrefix(f.text, "The ")
}

// spells reports whether a form writes out another, an acronym: "CNN Health"
// does not.
func (f *form) spells(short *form) bool {
	return names.IsAcronym(short.text) && !names.IsAcronym(f.text) && len(short.words) > 0 && !slices.Contains(f.words, short.words[0])
}

func (g *group) better(a, b *form) bool {
	if x, y := heading(a) || a.lastOf(b), heading(b) || b.lastOf(a); x != y {
		return y
	}
	if g.kind == news.Person {
		if a.person.Full() != b.person.Full() {
			return a.person.Full()
		}
	} else if a.spells(b) != b.spells(a) {
		return a.spells(b)
	}
	if a.count != b.count {
		return a.count > b.count
	}
	return len(a.words) > len(b.words)
}
