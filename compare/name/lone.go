package name

import (
	"slices"
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// lonePersons gives an article's lone surname to the person who can bear it:
// the only one, or the one whom the story clearly is about or calls by it.
func (c *comparison) lonePersons() {
	juniors := map[string]bool{} // surnames that some article gives with a suffix alone
	for _, e := range c.entries {
		for _, f := range e.forms {
			if e.kind == news.Person && f.person.Suffix != "" && len(f.person.Words) == 1 {
				juniors[f.person.Words[0]] = true
			}
		}
	}
	full := c.live(isPerson)
	full = full[:min(len(full), mostGroups)]
	called, guests := c.called(full)
	for _, one := range guests {
		c.regain(one.entry, one.group, called[one.surname])
	}
	lone := map[string]*group{}
	for _, e := range c.entries {
		if e.kind != news.Person || e.placed {
			continue
		}
		p := names.ParsePerson(e.name)
		if g := c.bearer(full, p, juniors, called[p.Surname()]); g != nil {
			g.add(e)
			continue
		}
		key := names.Key(e.name)
		if g := lone[key]; g != nil {
			g.add(e)
		} else {
			lone[key] = c.open(e)
		}
	}
}

// A guest is a person whom an article names in full only after it has called
// somebody by the surname alone.
type guest struct {
	entry   *entry
	group   *group
	surname string
}

// called counts how often each person goes by a surname alone where the article
// itself tells who is meant: it gives the full name first. guests are where it
// does not, or where a common word or the name of something else stands for the
// given name ("Team Vale", "Norway Vale").
func (c *comparison) called(full []*group) (map[string]map[*group]int, []guest) {
	called := map[string]map[*group]int{}
	var guests []guest
	words := c.lowered()
	for _, e := range c.entries {
		if e.kind != news.Person {
			words[names.Key(e.name)] = true
		}
	}
	for _, g := range full {
		for _, e := range g.entries {
			p, ok := e.full()
			if !ok {
				continue
			}
			s := p.Surname()
			whole, alone, before := -1, 0, 0
			for _, m := range e.mentions {
				switch words := names.Fold(c.r.Articles[e.doc].Slice(m)); {
				case len(words) == 1 && words[0] == s:
					alone++
					if whole < 0 {
						before++
					}
				case len(words) > 1:
					whole = m.Start
				}
			}
			if alone == 0 {
				continue
			}
			word := words[p.Given()]
			if word || before > 1 { // once may be the heading
				guests = append(guests, guest{e, g, s})
			}
			if word {
				continue
			}
			if called[s] == nil {
				called[s] = map[*group]int{}
			}
			called[s][g] += alone
		}
	}
	return called, guests
}

// regain moves the lone surnames of an article from a guest to the person whom
// the other articles clearly call so.
func (c *comparison) regain(e *entry, g *group, called map[*group]int) {
	const clearly = 3 // times as often as the next
	var best *group
	most, next := 0, 0
	for other, n := range called {
		if n > most || n == most && best != nil && other.at < best.at {
			best, most, next = other, n, most
		} else {
			next = max(next, n)
		}
	}
	if best == nil || best == g || next > 0 && most < clearly*next {
		return
	}
	if slices.ContainsFunc(best.entries, func(o *entry) bool { return o.doc == e.doc }) {
		return // the article knows both
	}
	d := c.r.Articles[e.doc]
	out := &entry{doc: e.doc, kind: news.Person}
	var stay []news.Span
	for _, m := range e.mentions {
		text := oneLine(d.Slice(m))
		if strings.Contains(text, " ") {
			stay = append(stay, m)
			continue
		}
		out.name = names.TrimPossessive(text)
		out.mentions = append(out.mentions, m)
		out.forms = addForm(out.forms, text, 1)
	}
	e.mentions = stay
	for _, f := range out.forms {
		e.forms = addForm(e.forms, f.text, -f.count)
		g.forms = addForm(g.forms, f.text, -f.count)
	}
	none := func(f form) bool { return f.count <= 0 }
	e.forms, g.forms = slices.DeleteFunc(e.forms, none), slices.DeleteFunc(g.forms, none)
	best.add(out)
}

// bearer returns the person for a lone name, or nil when none or several fit: of
// several, the one whom the other articles call so, or who is mentioned most
// where they call nobody so ("Vale" is the mayor, however often his wife is named).
func (c *comparison) bearer(full []*group, p names.Person, juniors map[string]bool, called map[*group]int) *group {
	const clearly = 3 // times as many mentions as the next: the story is about this one
	var best *group
	bestFit, most, next := names.NoFit, 0, 0
	for _, g := range full {
		fit := names.NoFit
		for _, f := range g.forms {
			if len(p.Words) == 1 {
				fit = max(fit, f.person.FitsSuffixed(p, juniors[p.Words[0]]))
			} else if f.person.FitsTail(p.Words) {
				fit = names.BySurname
			}
		}
		n := g.mentions()
		if len(called) > 0 {
			n = called[g]
		}
		switch {
		case fit == names.NoFit:
		case fit > bestFit:
			best, bestFit, most, next = g, fit, n, 0
		case fit == bestFit && n > most:
			best, most, next = g, n, most
		case fit == bestFit:
			next = max(next, n)
		}
	}
	if best == nil || next > 0 && most < clearly*next {
		return nil
	}
	return best
}
