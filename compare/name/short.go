package name

import (
	"slices"
	"strings"

	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

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
