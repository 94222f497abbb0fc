package name

import (
	"regexp"
	"slices"
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// known stands between two names of one thing: "Vale Hall, also known as the
// Old Mill".
var known = regexp.MustCompile(`^["”]?,? \(?(((also|better|formerly|previously|otherwise|once|commonly|popularly|now|still|locally) )?known( locally)? as|aka|a\.k\.a\.) (the )?["“‘']?$`)

// byAlias merges two names that an article says to be one thing's: it calls one
// the other, or puts the second in quotation marks behind "or" ("the Hallam, or
// “Long Bridge”").
func (c *comparison) byAlias() {
	const longest = 40 // bytes between the two
	for doc, d := range c.r.Articles {
		for i := 1; i < len(d.Entities); i++ {
			a, b := d.Entities[i-1], d.Entities[i]
			if a.Name == b.Name || b.Start <= a.End || b.Start-a.End > longest || (a.Kind == news.Person) != (b.Kind == news.Person) {
				continue
			}
			between := d.Text[a.End:b.Start]
			or := a.Kind != news.Person && strings.HasPrefix(strings.TrimPrefix(between, ","), " or ") && strings.ContainsAny(between, `"“‘'`) && len(between) < 10
			if !or && !known.MatchString(between) && !c.abbreviated(d, a, b) {
				continue
			}
			if x, y := c.holder(doc, a.Span), c.holder(doc, b.Span); x != nil && y != nil {
				c.merge(x, y)
			}
		}
	}
}

// abbreviated reports whether an article puts an acronym in brackets or behind
// "or" after the name that it is short for, in whatever language its letters
// are: "Vale Workers' League (VAL)", "the Vale Workers' League, or VAL,".
func (c *comparison) abbreviated(d *news.Doc, a, b news.Entity) bool {
	short := d.Slice(b.Span)
	if a.Kind != news.Org && a.Kind != news.Thing || !names.IsAcronym(short) || len(short) < 3 || len(names.Fold(d.Slice(a.Span))) < 2 || names.IsAcronym(d.Slice(a.Span)) || b.End >= len(d.Text) {
		return false
	}
	switch d.Text[a.End:b.Start] {
	case " (", " (the ":
		return d.Text[b.End] == ')'
	case ", or ", ", or the ", " or ":
		return d.Text[b.End] == ',' || d.Text[b.End] == '.'
	}
	return false
}

// holder is the group that has a mention.
func (c *comparison) holder(doc int, mention news.Span) *group {
	for _, g := range c.live(func(news.EntityKind) bool { return true }) {
		for _, e := range g.entries {
			if e.doc == doc && slices.Contains(e.mentions, mention) {
				return g
			}
		}
	}
	return nil
}

// bySurname gives a lone name that was taken for a place, an organisation or a
// thing to the only person of that surname, unless things happen in it or the
// world knows it as a state.
func (c *comparison) bySurname() {
	bearers := map[string]*group{}
	for _, g := range c.live(isPerson) {
		seen := map[string]bool{}
		for _, f := range g.forms {
			s := f.person.Surname()
			if !f.person.Full() || seen[s] {
				continue
			}
			seen[s] = true
			if _, several := bearers[s]; several {
				bearers[s] = nil
			} else {
				bearers[s] = g
			}
		}
	}
	for _, g := range c.live(noPerson) {
		words := g.forms[0].words
		if len(words) != 1 || len(g.forms) > 2 || names.IsAcronym(g.forms[0].text) {
			continue
		}
		key := names.PlaceKey(g.forms[0].text)
		one := bearers[words[0]]
		if one == nil || names.IsCountry(key) || names.Governs(key) != "" || names.State(words[0]) != "" || c.settlement(g) || !c.bare(g) {
			continue
		}
		kind := one.kind
		c.merge(one, g)
		live(one).kind = kind
	}
}

// bare reports whether most mentions stand as persons' names do: without an
// article and not before another capital.
func (c *comparison) bare(g *group) bool {
	n, all := 0, 0
	for s := range c.stands(g.entries...) {
		all++
		if !s.is(s.first-1, "the", "in", "at", "of", "near", "from", "to") && !s.capital(s.end) {
			n++
		}
	}
	return 3*n >= 2*all && all > 0
}

// articled reports whether most mentions have "the" before them: no town does.
func (c *comparison) articled(g *group) bool {
	n, all := 0, 0
	for s := range c.stands(g.entries...) {
		all++
		if s.is(s.first-1, "the") && !s.capital(s.end) && !s.nominal(s.end) {
			n++
		}
	}
	return 2*n >= all && n > 1
}
