package name

import (
	"slices"
	"sort"
	"strings"

	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

// shortened merges a group of shortened names with the only group of its kind
// that they can be short for.
func (c *comparison) shortened() {
	groups := c.live(func(k news.EntityKind) bool { return k == news.Org || k == news.Thing })
	if len(groups) > mostGroups {
		c.r.Note("too many names to look for shortened forms")
		return
	}
	named := map[string]bool{}
	for _, g := range groups {
		for _, f := range g.forms {
			named[f.orgKey()] = true
		}
	}
	// The longer first, so that "Vale Bay" sees one "Vale Bay Harbour Trust"
	// where "Vale Bay Harbour" has joined it.
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].longest() > groups[j].longest() })
	for _, g := range groups {
		var match *group
		several := false
		for _, other := range groups {
			root := live(other)
			if root == live(g) || !g.shortOf(other) || g.two(other, named) {
				continue
			}
			several = several || match != nil && match != root
			match = root
		}
		if match != nil && !several {
			c.merge(match, live(g))
		}
	}
}

// tails merges a name of any kind with the only longer one that it ends, which
// only adds whose or which: "Hallam Space Center", "Norland's Hallam Space
// Center". A lone word that nobody bears as a surname may begin it too:
// "Hallam" of "Hallam X-ray Observatory".
func (c *comparison) tails() {
	groups := c.live(func(news.EntityKind) bool { return true })
	if len(groups) > mostGroups {
		return
	}
	const most = 2                  // times as often as the full name: a name is not known by the word that a caption puts it behind
	byWord := map[string][]*group{} // by last word
	for _, g := range groups {
		seen := map[string]bool{}
		for _, f := range g.forms {
			if n := len(f.words); n > 1 && g.kind != news.Person && !seen[f.words[n-1]] {
				seen[f.words[n-1]] = true
				byWord[f.words[n-1]] = append(byWord[f.words[n-1]], g)
			}
		}
	}
	for _, g := range groups {
		words := g.forms[0].words
		n := len(words)
		if g.into != nil || n == 0 || g.kind == news.Person && n > 1 || g.kind != news.Person && n == 1 && !strings.ContainsAny(words[0], "0123456789") && !c.articled(g) ||
			g.kind == news.Place && c.settlement(g) || c.addressed(g) {
			continue
		}
		var match *group
		several := false
		for _, other := range byWord[words[n-1]] {
			root := live(other)
			if root == g || !g.ends(other) || n == 1 && g.mentions() > most*root.mentions() || c.branch(g, other) {
				continue
			}
			several = several || match != nil && match != root
			match = root
		}
		if match != nil && !several {
			c.merge(match, g)
		}
	}
}

// ends reports whether every form of g ends a longer form of other.
func (g *group) ends(other *group) bool {
	for _, f := range g.forms {
		n := len(f.words)
		if n == 0 || !names.Distinct(f.words) || !slices.ContainsFunc(other.forms, func(l form) bool {
			m := len(l.words)
			return n < m && slices.Equal(l.words[m-n:], f.words) && l.words[m-n-1] != "and" && l.words[m-n-1] != "of"
		}) {
			return false
		}
	}
	return true
}

// longest is how many words the longest form has.
func (g *group) longest() int {
	n := 0
	for _, f := range g.forms {
		n = max(n, len(f.key))
	}
	return n
}

func (g *group) shortOf(long *group) bool {
	for _, f := range g.forms {
		if !slices.ContainsFunc(long.forms, func(l form) bool { return names.ShortOf(f.key, l.key) }) {
			return false
		}
	}
	return len(g.forms) > 0
}

// two reports whether what follows the one word of g in a longer name is a name
// of the story too, and no sort of organisation: "Vale-Hallam", "Vale on Hallam",
// the "Vale Falcon" of the maker Vale.
func (g *group) two(long *group, named map[string]bool) bool {
	word := g.forms[0].key
	if len(word) != 1 {
		return false
	}
	return slices.ContainsFunc(long.forms, func(f form) bool {
		if len(f.key) < 2 || f.key[0] != word[0] || names.Describes(f.key[1:]) || kindNouns[f.key[len(f.key)-1]] {
			return false
		}
		rest := f.key[1:]
		for len(rest) > 1 && text.IsStop(rest[0]) {
			rest = rest[1:]
		}
		return named[strings.Join(rest, " ")]
	})
}

// branch reports whether a longer name gives a well-known body to a place other
// than a nation: the Federal Reserve is not the Vale Federal Reserve.
func (c *comparison) branch(g, long *group) bool {
	short := g.forms[0]
	if !names.WellKnown(short.text) {
		return false
	}
	if c.owners == nil {
		c.owners = set("state county city")
		for _, e := range c.entries {
			if e.kind == news.Place {
				c.owners[names.Key(e.name)] = true
			}
		}
	}
	return slices.ContainsFunc(long.forms, func(f form) bool {
		whose, ok := strings.CutSuffix(strings.Join(f.words, " "), " "+strings.Join(short.words, " "))
		return ok && !names.IsCountry(names.PlaceKey(whose)) && (c.owners[whose] || names.State(whose) != "")
	})
}

// lastWords merges a lone word that was taken for a name with the only longer
// name that it ends or, where it is a common word ("United"), begins, if every
// article that has the word gives the longer name before it. With the article
// in capitals any word may end the name: "The Times", "Norland Times".
func (c *comparison) lastWords() {
	groups := c.live(noPerson)
	if len(groups) > mostGroups {
		return
	}
	for _, g := range groups {
		words := g.forms[0].words
		article := strings.HasPrefix(g.forms[0].text, "The ")
		if g.into != nil || len(words) != 1 || strings.Contains(g.forms[0].text, " ") && !article || len(g.forms) > 1 || names.IsAcronym(g.forms[0].text) || names.Country(words[0]) != "" ||
			names.State(words[0]) != "" || names.IsCountry(words[0]) || names.WellKnown(words[0]) || c.settlement(g) || c.addressed(g) {
			continue
		}
		var match *group
		several := false
		for _, other := range groups {
			root := live(other)
			if root == g || !other.beginsOrEnds(words[0], article) {
				continue
			}
			several = several || match != nil && match != root
			match = root
		}
		if match != nil && !several && c.follows(g, match) {
			c.merge(match, g)
		}
	}
}

// beginsOrEnds reports whether a form of two words or more ends with a word that
// tells it from others, or is a common word and one that says its sort.
func (g *group) beginsOrEnds(word string, article bool) bool {
	common := !names.Distinct([]string{word}) && !article
	if article && g.kind == news.Place {
		return false // "The Hill" is no Capitol Hill
	}
	return slices.ContainsFunc(g.forms, func(f form) bool {
		n := len(f.words)
		switch {
		case n < 2:
			return false
		case common:
			return n == 2 && f.words[0] == word && kindNouns[f.words[1]]
		}
		return f.words[n-1] == word && !text.IsStop(f.words[n-2]) && !strings.Contains(f.text, ",")
	})
}

// follows reports whether an article has g behind long, and none g before it.
func (c *comparison) follows(g, long *group) bool {
	first := map[int]int{} // offset of the first mention of a form of several words, by article
	for _, e := range long.entries {
		for _, m := range e.mentions {
			if at, ok := first[e.doc]; strings.ContainsAny(c.r.Articles[e.doc].Slice(m), " \n") && (!ok || m.Start < at) {
				first[e.doc] = m.Start
			}
		}
	}
	seen := false
	for _, e := range g.entries {
		at, ok := first[e.doc]
		seen = seen || ok
		if ok && slices.ContainsFunc(e.mentions, func(m news.Span) bool { return m.Start < at }) {
			return false
		}
	}
	return seen
}
