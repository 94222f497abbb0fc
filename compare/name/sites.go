package name

import (
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// siteNouns are the sorts of building and ground that a site's name may be
// given with or without, each with the sort that it stands for: the "Vale
// Hotel" is the "Vale Resort and Casino" and may be just "the Vale".
var siteNouns = map[string]string{
	"hotel": "hotel", "resort": "hotel", "casino": "hotel", "inn": "hotel", "motel": "hotel", "lodge": "hotel",
	"park": "park", "playground": "park", "gardens": "park", "grounds": "park",
	"mall": "mall", "plaza": "mall", "shopping": "mall", "outlets": "mall",
	"prison": "prison", "jail": "prison", "penitentiary": "prison",
	"station": "station", "stop": "station", "terminal": "station", "junction": "station", "interchange": "station",
	"airport": "airport", "airfield": "airport", "airstrip": "airport", "aerodrome": "airport",
	"hospital": "hospital", "clinic": "hospital", "infirmary": "hospital", "festival": "festival",
	"stadium": "stadium", "arena": "stadium", "club": "club", "nightclub": "club", "bar": "club",
	"church": "church", "cathedral": "church", "mosque": "mosque", "tower": "tower", "building": "tower",
	"store": "store", "supermarket": "store", "theater": "theater", "cinema": "theater",
}

// sites merges the names of one building or ground. A town that sites are
// called after is none: "Vale" the town is not "Vale Hotel".
func (c *comparison) sites() {
	type site struct {
		group *group
		sort  string
	}
	bare := map[string]*group{}
	named := map[string][]site{}
	var cores []string
	for _, g := range c.live(noPerson) {
		for _, f := range g.forms {
			core, sort := siteOf(f.words)
			if sort == "" {
				if bare[core] == nil {
					bare[core] = g
				}
				continue
			}
			if named[core] == nil {
				cores = append(cores, core)
			}
			named[core] = append(named[core], site{g, sort})
		}
	}
	for _, core := range cores {
		all := named[core]
		g := bare[core]
		if g != nil && c.settlement(g) {
			continue
		}
		if g == nil && !strings.Contains(core, " ") {
			continue // one word may name many things
		}
		if g != nil && g.kind != news.Place && g.mentions() > all[0].group.mentions() {
			continue // what the site is called after
		}
		for _, s := range all[1:] {
			if s.sort == all[0].sort {
				c.merge(live(all[0].group), live(s.group))
			}
		}
		if g != nil && oneSort(len(all), func(i int) string { return all[i].sort }) {
			c.merge(live(all[0].group), live(g))
		}
	}
}

func oneSort(n int, sort func(int) string) bool {
	for i := range n {
		if sort(i) != sort(0) {
			return false
		}
	}
	return true
}

func live(g *group) *group {
	for g.into != nil {
		g = g.into
	}
	return g
}

// siteOf cuts the nouns of site from the end of a folded name and returns the
// rest and the sort of the first of them.
func siteOf(words []string) (core, sort string) {
	n := len(words)
	for n > 1 && (siteNouns[words[n-1]] != "" || sort != "" && (words[n-1] == "and" || words[n-1] == "international")) {
		if s := siteNouns[words[n-1]]; s != "" {
			sort = s
		}
		n--
	}
	return strings.Join(words[:n], " "), sort
}

// owned merges "Vale airport" with the only airport that some article gives to
// Vale: "Vale's Hallam Airport".
func (c *comparison) owned() {
	type claim struct{ owner, sort string }
	of := map[claim]*group{}
	groups := c.live(noPerson)
	for _, g := range groups {
		for s := range c.stands(g.entries...) {
			at := s.owner(s.first)
			_, sort := siteOf(names.Fold(s.d.Slice(s.mention)))
			if at < 0 || sort != "airport" && sort != "hospital" {
				continue
			}
			k := claim{names.Key(s.d.Text[s.d.Tokens[at].Start:s.d.Tokens[s.first-2].End]), sort}
			if other, ok := of[k]; ok && other != nil && live(other) != live(g) {
				of[k] = nil
			} else if !ok {
				of[k] = g
			}
		}
	}
	for _, g := range groups {
		if g.into != nil || len(g.forms[0].words) < 2 {
			continue
		}
		core, sort := siteOf(g.forms[0].words)
		if one := of[claim{core, sort}]; one != nil {
			c.merge(live(one), g)
		}
	}
}

// settlement reports whether things happen "in" the place rather than at it, or
// it stands with its state, as towns do and hotels do not.
func (c *comparison) settlement(g *group) bool {
	const often = 4 // every fourth mention: now and then something happens "in" a hotel
	in, all := 0, 0
	for s := range c.stands(g.entries...) {
		if s.state(s.end) > s.end || strings.Contains(s.d.Slice(s.mention), ",") {
			return true
		}
		all++
		if s.is(s.first-1, "in", "downtown", "near") {
			in++
		}
	}
	for _, f := range g.forms {
		if names.State(f.text) != "" {
			return true
		}
	}
	return in*often >= all && in > 0
}
