package name

import (
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// states merges what names one state: its government ("the Norwegian
// government"), the capital where it stands for the government ("Oslo said"),
// and "the North" where one country of the story begins with it.
func (c *comparison) states() {
	countries := map[string]*group{}
	for _, g := range c.live(noPerson) {
		for _, f := range g.forms {
			if key := names.PlaceKey(f.text); names.IsCountry(key) && countries[key] == nil {
				countries[key] = g
			}
		}
	}
	if len(countries) == 0 {
		return
	}
	c.halves = map[string]*group{}
	for key, g := range countries {
		half, _, two := strings.Cut(key, " ")
		if !two || compassPoint[half] == "" {
			continue
		}
		if _, several := c.halves[half]; several {
			g = nil
		}
		c.halves[half] = g
	}
	for _, g := range c.live(noPerson) {
		for _, f := range g.forms {
			if state, ok := strings.CutSuffix(f.orgKey(), " government"); ok && countries[state] != nil {
				c.merge(live(countries[state]), live(g))
				break
			}
			if half := c.halves[names.Key(f.text)]; half != nil {
				c.merge(live(half), live(g))
				break
			}
			if country := countries[names.Governs(names.PlaceKey(f.text))]; country != nil && g.kind == news.Place {
				c.governs(g, live(country))
				break
			}
		}
	}
}

var compassPoint = map[string]string{"north": "north", "south": "south", "east": "east", "west": "west"}

// whiteHouse merges the White House with the only administration of the story:
// the president's staff is meant by either.
func (c *comparison) whiteHouse() {
	var house, administration *group
	for _, g := range c.live(noPerson) {
		switch key := names.Key(g.forms[0].text); {
		case key == "white house":
			house = g
		case strings.HasSuffix(key, " administration") && len(g.forms[0].words) == 2 && g.kind == news.Org:
			if administration != nil {
				return
			}
			administration = g
		}
	}
	if house != nil && administration != nil {
		c.merge(house, administration)
	}
}

// bodiesOfState merges a body that no name tells from others ("the Foreign
// Ministry", "the Security Council") with the only one of the story that a
// state or union is named with.
func (c *comparison) bodiesOfState() {
	owned := map[string]*group{}
	groups := c.live(func(k news.EntityKind) bool { return k == news.Org || k == news.Thing })
	for _, g := range groups {
		for _, f := range g.forms {
			body := names.OfState(f.key)
			if body == "" {
				continue
			}
			if other, ok := owned[body]; ok && other != g {
				owned[body] = nil
			} else {
				owned[body] = g
			}
		}
	}
	for _, g := range groups {
		if g.into != nil {
			continue
		}
		if one := owned[g.forms[0].orgKey()]; one != nil && (len(g.forms[0].key) > 1 || oneOfState[g.forms[0].orgKey()]) {
			c.merge(live(one), g)
		}
	}
}

// oneOfState are bodies that a state has one of and that go by one word.
var oneOfState = set("navy army military parliament treasury police congress senate cabinet government")

func (f form) orgKey() string { return strings.Join(f.key, " ") }

// governs moves the mentions of a capital that stand for the government to the
// country: where the articles let it speak, want or refuse, all that are no
// place where something happens.
func (c *comparison) governs(capital, country *group) {
	const enough = 2 // signs: one verb of speech is two, a stand beside or against it is one
	signs := 0
	moved := map[*entry][]bool{}
	for _, e := range capital.entries {
		d := c.r.Articles[e.doc]
		moved[e] = make([]bool, len(e.mentions))
		for i, m := range e.mentions {
			w, ok := standOf(d, m)
			if !ok || shouted(d, w.sent) || !w.actor(w.first, w.end) {
				continue
			}
			first, end := w.first, w.end
			moved[e][i] = true
			switch {
			case speaking[strings.ToLower(w.at(end))], auxiliaries[strings.ToLower(w.at(end))] && speaking[strings.ToLower(w.at(end+1))]:
				signs += enough
			case opponents[strings.ToLower(w.at(first-1))], w.is(end, "and") && w.capitalOf(end+1), w.is(first-1, "and") && w.capitalOf(first-2):
				signs++
			}
		}
	}
	if signs < enough || country.mentions() < capital.mentions() { // else the town is the scene
		return
	}
	for _, e := range append([]*entry(nil), capital.entries...) {
		out := &entry{doc: e.doc, name: e.name, kind: country.kind}
		var stay []news.Span
		for i, m := range e.mentions {
			if moved[e][i] {
				out.mentions = append(out.mentions, m)
				out.forms = addForm(out.forms, oneLine(c.r.Articles[e.doc].Slice(m)), 1)
			} else {
				stay = append(stay, m)
			}
		}
		if e.mentions = stay; len(out.mentions) > 0 {
			country.add(out)
		}
	}
	if capital.mentions() == 0 {
		capital.into = country
	}
}

// actor reports whether the capital at [first, end) may stand for its
// government: it is no place where something happens, no date line, no address
// and no part of another name.
func (w walker) actor(first, end int) bool {
	if locative[strings.ToLower(w.at(first-1))] && !(w.is(first-1, "and") && w.capitalOf(first-2)) {
		return false
	}
	if w.is(first-1, ",") && !w.capitalOf(first-2) || w.is(end, ",", "(", "-", "—", "–", "--", "/") && !w.capitalOf(end+1) || w.is(first-1, "/") {
		return false
	}
	return !w.capital(end) && w.at(first) != strings.ToUpper(w.at(first))
}

// capitalOf reports whether token i is a capital or a country.
func (w walker) capitalOf(i int) bool {
	e := w.entityAt(i)
	if e == nil || e.Kind != news.Place {
		return false
	}
	key := names.PlaceKey(w.d.Slice(e.Span))
	return names.Governs(key) != "" || names.IsCountry(key)
}

// speaking are verbs of which a government is the subject and a town is not.
var speaking = set("said says say insisted insists denied denies accused accuses warned warns wants wanted claimed claims argued argues " +
	"rejected rejects refused refuses condemned condemns announced announces blamed blames believes believed hopes hoped fears feared " +
	"demanded demands urged urges urging threatened threatens vowed vows agreed agrees supports supported opposes opposed imposed imposes " +
	"responded responds retaliated expelled recalled regards considers considered sees views viewed seeks sought signed sent backs backed " +
	"acknowledged admitted pledged promised calls called views maintains maintained annexed intervened recognized recognised proposed")

var auxiliaries = set("has have had also would will could should is was repeatedly")

// locative words stand before a place where something happens.
var locative = set("in at near outside around inside from to into toward towards through across downtown central of and over via")

var opponents = set("with against by between")
