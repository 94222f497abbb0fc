package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text/names"
)

// kinded merges a name that a noun in lower case says the sort of ("Halvard
// ferry") with the bare one, and the members of a family with it ("the Vales",
// "the Vale family").
func (c *comparison) kinded() {
	byText := map[string]*group{}
	families := map[string]*group{}
	for _, g := range c.live(func(news.EntityKind) bool { return true }) {
		for _, f := range g.forms {
			if g.kind != news.Person && byText[f.text] == nil {
				byText[f.text] = g
			}
			if n := len(f.words); n > 1 && f.words[n-1] == "family" {
				families[f.words[n-2]+"s"] = g
			}
		}
	}
	for _, g := range c.live(func(news.EntityKind) bool { return true }) {
		if g.into != nil {
			continue
		}
		var home *group
		for _, f := range g.forms {
			to := families[names.Key(f.text)]
			if to == nil {
				to = byText[withoutKind(f.text)]
			}
			if to == nil || home != nil && live(to) != home {
				home = nil
				break
			}
			home = live(to)
		}
		if home != nil && home != g {
			c.merge(home, g)
		}
	}
}

// withoutKind cuts one or two nouns of sort from the end of a name as written,
// "" where there is none. A body's or a building's is of the name: "Vale
// university".
func withoutKind(text string) string {
	fields := strings.Fields(text)
	n := len(fields)
	sort := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(fields[i])
		return unicode.IsLower(r) && (kindNouns[fields[i]] || placeNouns[fields[i]]) && !names.Body(fields[i]) && !facilities[fields[i]] && !apart[fields[i]]
	}
	switch {
	case n > 2 && kindNouns[fields[n-2]+" "+fields[n-1]]:
		return strings.Join(fields[:n-2], " ")
	case n > 1 && sort(n-1):
		return strings.Join(fields[:n-1], " ")
	}
	return ""
}

// apart are nouns of sort behind which another thing stands than the bare name:
// Vale the town, its county and its team.
var apart = set("county city district state team club force forces officials area region campaign coalition hospital college bank act " +
	"bill law treaty lake bay beach mountain river valley island islands festival concert tower building train tram flight plane " +
	"airline airlines")

// homonyms merges what is written alike and was taken for different kinds:
// names of several words and acronyms name one thing in one story.
func (c *comparison) homonyms() {
	at := map[string]*group{}
	for _, g := range c.live(func(news.EntityKind) bool { return true }) {
		for _, f := range g.forms {
			if len(f.words) < 2 && !names.IsAcronym(f.text) {
				continue
			}
			key := names.ThingKey(f.text)
			other := at[key]
			if other == nil {
				at[key] = g
			} else if a, b := live(other), live(g); a != b {
				if a.mentions() < b.mentions() {
					a, b = b, a
				}
				kind := a.kind
				c.merge(a, b)
				live(a).kind = kind
			}
		}
	}
}
