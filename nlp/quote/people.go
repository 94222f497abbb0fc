package quote

import (
	"parallax/news"
)

// gender of a person as the article shows it.
type gender uint8

const (
	anyone gender = iota
	male
	female
)

// A mention is a person or an organisation named in the text.
type mention struct {
	run
	name   string
	kind   news.EntityKind
	quoted bool // within quotation marks
}

// people is who the article names, and what it tells of them.
type people struct {
	mentions []mention
	persons  map[string]bool   // names of persons
	gender   map[string]gender // by name
	// roles are the words that stand beside a name (Senator Marn; Marn, the
	// harbour master): a later "the senator" means that name.
	roles map[string]string
}

func (v *view) readPeople() people {
	p := people{persons: map[string]bool{}, gender: map[string]gender{}, roles: map[string]string{}}
	next := 0
	for _, e := range v.d.Entities {
		if e.Kind != news.Person && e.Kind != news.Org || len(e.Name) < 2 {
			continue
		}
		for next < len(v.d.Tokens) && v.d.Tokens[next].End <= e.Start {
			next++
		}
		m := mention{run: run{next, next}, name: e.Name, kind: e.Kind}
		for m.end < len(v.d.Tokens) && v.d.Tokens[m.end].Start < e.End {
			m.end++
		}
		if m.empty() {
			continue
		}
		m.quoted = v.in[m.first] >= 0
		p.mentions = append(p.mentions, m)
		if e.Kind == news.Person {
			p.persons[e.Name] = true
			v.describe(&p, m)
		}
	}
	return p
}

// describe reads the words before and after a person's name.
func (v *view) describe(p *people, m mention) {
	g := firstNames[v.low[m.first]]
	note := func(i int) {
		w := v.low[i]
		if t := titleGender(w); t != anyone {
			g = t
		}
		if v.d.Tokens[i].POS == news.NOUN || v.d.Tokens[i].POS == news.PROPN {
			if other, ok := p.roles[w]; ok && other != m.name {
				p.roles[w] = "" // two mayors: neither is "the mayor"
			} else {
				p.roles[w] = m.name
			}
		}
	}
	const reach = 6 // tokens of a title: "former deputy prime minister"
	for i := m.first - 1; i >= max(0, m.first-reach) && v.in[i] == v.in[m.first]; i-- {
		t := v.d.Tokens[i].POS
		if v.low[i] != "." && t != news.NOUN && t != news.PROPN && t != news.ADJ || v.d.Tokens[i].End < v.d.Tokens[m.first].Start-80 {
			break
		}
		note(i)
	}
	if m.end+1 < len(v.low) && v.low[m.end] == "," {
		for i := m.end + 1; i < min(len(v.low), m.end+2+reach); i++ {
			t := v.d.Tokens[i].POS
			if t == news.ADP || t == news.PUNCT || t == news.VERB || t == news.AUX || t == news.PRON {
				break
			}
			note(i)
		}
	}
	if g != anyone && p.gender[m.name] == anyone {
		p.gender[m.name] = g
	}
}

// titleGender is the gender that a title or a noun of role tells.
func titleGender(w string) gender {
	switch w {
	case "mr", "mr.", "sir", "lord", "king", "prince", "pope", "father", "son", "brother", "husband", "uncle", "boy":
		return male
	case "mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "dame", "mother", "daughter", "sister", "wife", "aunt", "girl", "actress":
		return female
	}
	const shortest = len("woman")
	switch n := len(w); {
	case n >= shortest && w[n-5:] == "woman":
		return female
	case n > shortest && w[n-3:] == "man" && w != "german" && w != "human":
		return male
	}
	return anyone
}

// fits reports whether a pronoun may stand for a name.
func (p *people) fits(name string, g gender) bool {
	known := p.gender[name]
	return g == anyone || known == anyone || known == g
}
