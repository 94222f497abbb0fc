package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text/names"
)

// bodies adds what articles name after a place or a person with a noun in lower
// case: "Vale police", as much an organisation as the Vale Police Department,
// "the Hallam administration", "Vale airport", which is not Vale.
func (c *comparison) bodies() {
	for doc, d := range c.r.Articles {
		at := map[string]*entry{}
		add := func(kind news.EntityKind, span news.Span) {
			text := oneLine(d.Slice(span))
			en := at[text]
			if en == nil {
				en = &entry{doc: doc, name: text, kind: kind}
				at[text] = en
				c.entries = append(c.entries, en)
			}
			en.mentions = append(en.mentions, span)
			en.forms = addForm(en.forms, text, 1)
		}
		for i, e := range d.Entities {
			first, end := d.TokensIn(e.Span)
			if e.Kind == news.Place && first > 1 && d.Slice(d.Tokens[first-1].Span) == "in" && strings.EqualFold(d.Slice(d.Tokens[first-2].Span), "police") {
				add(news.Org, news.Span{Start: d.Tokens[first-2].Start, End: e.End}) // "police in Vale"
			}
			if end >= len(d.Tokens) || d.SentenceAt(e.Start) != d.SentenceAt(d.Tokens[end].Start) {
				continue
			}
			if span, ok := glued(d, e, end); ok {
				add(news.Person, span)
			}
			noun := strings.ToLower(d.Slice(d.Tokens[end].Span))
			police := e.Kind == news.Place && noun == "police" && !strings.Contains(names.PlaceKey(d.Slice(e.Span)), " of ")
			kind := news.Org
			switch {
			case e.Kind == news.Place && ofState[noun] && names.IsCountry(names.PlaceKey(d.Slice(e.Span))):
			case police, e.Kind == news.Person && (noun == "administration" || noun == "campaign"), noun == "family" && (e.Kind == news.Person || c.surname(e)):
			case e.Kind == news.Place && facilities[noun], e.Kind != news.Person && noun == "station" && first > 0 && strings.EqualFold(d.Slice(d.Tokens[first-1].Span), "at"):
				kind = news.Place
			case noun == "international" && end+1 < len(d.Tokens) && e.Kind != news.Person && d.Slice(d.Tokens[end+1].Span) == "airport":
				kind = news.Place
				end++
			case e.Kind == news.Place && end+1 < len(d.Tokens) && d.Tokens[end].POS == news.NOUN && facilities[d.Slice(d.Tokens[end+1].Span)]:
				kind = news.Place // "Vale tram stop"
				end++
			default:
				continue
			}
			span := news.Span{Start: e.Start, End: d.Tokens[end].End}
			if i+1 < len(d.Entities) && d.Entities[i+1].Start < span.End {
				continue // "Vale Police Department" has its own
			}
			if head, tail, cut := strings.Cut(d.Slice(e.Span), ","); cut && names.State(tail) == "" && head != "" {
				continue // "Vale Hospital, Vale police": an address came before
			}
			add(kind, span)
		}
	}
}

// glued is the full name that a page's card about a person leaves behind the
// mention, run into the headline of the card: "Sen. Ann Vale Ann Mary ValeBoats
// may leave again".
func glued(d *news.Doc, e news.Entity, end int) (news.Span, bool) {
	const longest = 4 // words
	if e.Kind != news.Person {
		return news.Span{}, false
	}
	fields := strings.Fields(d.Slice(e.Span))
	surname := fields[len(fields)-1]
	for t := end; t < min(len(d.Tokens), end+longest); t++ {
		word := d.Slice(d.Tokens[t].Span)
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			break
		}
		if rest, ok := strings.CutPrefix(word, surname); ok && t > end && rest != "" && unicode.IsUpper(rune(rest[0])) {
			return news.Span{Start: d.Tokens[end].Start, End: d.Tokens[t].Start + len(surname)}, true
		}
	}
	return news.Span{}, false
}

// surname reports whether what was taken for no person is the surname of one.
func (c *comparison) surname(e news.Entity) bool {
	if c.surnames == nil {
		c.surnames = map[string]bool{}
		for _, en := range c.entries {
			if p, ok := en.full(); ok {
				c.surnames[p.Surname()] = true
			}
		}
	}
	return c.surnames[names.Key(e.Name)]
}

// ofState are nouns of what a state has one of, behind its name: "US embassy".
var ofState = set("embassy consulate military army navy parliament police")

// facilities are nouns of what stands in a place and is called by it.
var facilities = set("airport airfield station stop hotel casino mall park playground street road avenue bridge tunnel stadium " +
	"arena hospital prison jail school university church mosque temple cathedral museum theater theatre campus base plant mine dam " +
	"junction harbor harbour court courthouse embassy consulate")

// handles gives an address on social media ("@AnnVale", "@SenVale") to the
// name before it, as posts are signed ("Ann Vale (@valley7)"), or to the one
// person or organisation whose name it spells.
func (c *comparison) handles() {
	type owner struct {
		group   *group
		several bool
	}
	owners := map[string]*owner{}
	claim := func(spelt string, g *group) {
		const shortest = 3 // letters
		if len(spelt) < shortest {
			return
		}
		o := owners[spelt]
		if o == nil {
			owners[spelt] = &owner{group: g}
		} else if o.group != g {
			o.several = true
		}
	}
	for _, g := range c.groups {
		if g.into != nil || g.kind == news.Place || g.kind == news.Thing {
			continue
		}
		for _, f := range g.forms {
			if g.kind == news.Org {
				claim(strings.Join(f.words, ""), g)
				key := strings.ReplaceAll(names.OrgKey(f.text), " ", "")
				claim(key, g)
				if place, ok := strings.CutSuffix(key, "police"); ok && place != "" {
					claim(place+"pd", g)
				}
				continue
			}
			if f.person.Full() {
				claim(strings.Join(f.person.Words, ""), g)
				claim(f.person.Given()+f.person.Surname(), g)
			}
			for _, title := range [...]string{"sen", "rep", "gov", "mayor", "president", "senator"} {
				claim(title+f.person.Surname(), g)
			}
		}
	}
	signed := c.signed()
	for doc, d := range c.r.Articles {
		for _, t := range d.Tokens {
			if t.Len() < 4 || d.Text[t.Start] != '@' || d.InBoilerplate(t.Span) {
				continue
			}
			text := d.Slice(t.Span)
			add := func(g *group, spelt string) {
				g.add(&entry{doc: doc, name: text, kind: g.kind, mentions: []news.Span{t.Span},
					forms: []form{{text: text, words: []string{spelt}, key: []string{spelt}, count: 1}}})
			}
			if g := signed[text]; g != nil {
				add(g, strings.ToLower(text[1:]))
				continue
			}
			spelt := strings.ToLower(strings.Trim(strings.ReplaceAll(text[1:], "_", ""), "0123456789"))
			spelt = strings.TrimPrefix(spelt, "real")
			if o := owners[spelt]; o != nil && !o.several {
				add(o.group, spelt)
			}
		}
	}
}

// signed are the addresses behind a name in brackets, with whose they are.
func (c *comparison) signed() map[string]*group {
	m := map[string]*group{}
	for doc, d := range c.r.Articles {
		for i, t := range d.Tokens {
			if t.Len() < 4 || d.Text[t.Start] != '@' || i < 2 || d.Slice(d.Tokens[i-1].Span) != "(" || !strings.HasPrefix(d.Text[t.End:], ")") {
				continue
			}
			w := walker{d: d, sent: &news.Sentence{First: 0, Last: len(d.Tokens)}}
			e := w.entityAt(i - 2)
			if e == nil || e.Kind != news.Person && e.Kind != news.Org || e.End != d.Tokens[i-2].End {
				continue
			}
			if first, _ := d.TokensIn(e.Span); w.capital(first-1) && !names.IsTitleHead(w.at(first-1)) {
				continue // "Friends of Vale"
			}
			text := d.Slice(t.Span)
			if g, ok := m[text]; !ok {
				m[text] = c.holder(doc, e.Span)
			} else if g != c.holder(doc, e.Span) {
				m[text] = nil
			}
		}
	}
	return m
}
