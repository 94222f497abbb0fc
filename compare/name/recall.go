package name

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text/names"
)

// recall adds the mentions of known names that were not seen as names where
// they stand: what one article makes clear ("Ann Vale"), another may give with
// nothing to tell by ("Vale left early").
func (c *comparison) recall() {
	words := c.lowered()
	c.acronym = map[string]*group{}
	known := map[string][]target{} // by first word as written
	add := func(text string, g *group, alone bool) {
		fields := strings.Fields(text)
		first, _, _ := strings.Cut(fields[0], "-")
		for i := range known[first] {
			if t := &known[first][i]; t.text == text {
				if t.group != g {
					t.group = nil
				}
				return
			}
		}
		known[first] = append(known[first], target{text, g, alone})
	}
	for _, g := range c.groups {
		if g.into != nil {
			continue
		}
		for _, f := range g.forms {
			r, _ := utf8.DecodeRuneInString(f.text)
			switch {
			case !unicode.IsUpper(r) || len(f.words) == 0:
			case len(strings.Fields(f.text)) > 1:
				add(f.text, g, false)
				if f.person.Full() && g.kind == news.Person {
					fields := strings.Fields(f.text)
					c.part(fields[len(fields)-1], g, words, add)
					if !names.IsTitleHead(fields[0]) && len(fields[0]) > 3 && !names.WellKnown(fields[0]+"s") {
						c.part(fields[0], g, words, add)
					}
				}
			case (g.mentions() > 1 || g.kind == news.Place) && len(f.text) > 2:
				c.part(f.text, g, words, add)
			}
		}
	}
	places := c.places()
	tails := c.orgTails()
	heads := c.heads()
	common := c.commonSurnames(words)
	c.lower = words
	c.orgs = map[string]*group{}
	for _, g := range c.live(func(k news.EntityKind) bool { return k == news.Org || k == news.Thing }) {
		for _, f := range g.forms {
			c.orgs[f.orgKey()] = g
		}
	}
	for doc, d := range c.r.Articles {
		c.recallIn(doc, d, known, places, tails, heads, common)
	}
}

// places are the states and countries of the story by the key that their
// abbreviations have too.
func (c *comparison) places() map[string]*group {
	m := map[string]*group{}
	for _, g := range c.live(noPerson) {
		for _, f := range g.forms {
			if key := names.PlaceKey(f.text); m[key] == nil {
				m[key] = g
			}
		}
	}
	return m
}

// spelt is the only organisation that an acronym can stand for.
func (c *comparison) spelt(acronym string) *group {
	if g, ok := c.acronym[acronym]; ok {
		return g
	}
	var match *group
	groups := c.live(func(k news.EntityKind) bool { return k == news.Org || k == news.Thing })
	for _, g := range groups[:min(len(groups), mostGroups)] {
		for _, f := range g.forms {
			if len(f.words) > 2 && names.AcronymOf(acronym, f.text) && len(names.Key(acronym)) >= len(f.words)-2 {
				if match != nil && match != g {
					c.acronym[acronym] = nil
					return nil
				}
				match = g
			}
		}
	}
	c.acronym[acronym] = match
	return match
}

// orgTails are the organisations that alone end with two words or more, by the
// last two: an article may call them by these in lower case, "the weather
// service".
func (c *comparison) orgTails() map[string]*group {
	m := map[string]*group{}
	for _, g := range c.live(func(k news.EntityKind) bool { return k == news.Org }) {
		for _, f := range g.forms {
			n := len(f.words)
			if n < 2 || !names.Body(f.words[n-1]) {
				continue
			}
			key := strings.Join(f.words[n-2:], " ")
			if other, ok := m[key]; ok && other != g {
				m[key] = nil
			} else {
				m[key] = g
			}
		}
	}
	return m
}

// commonSurnames are the surnames, as written, that one person of the story alone
// bears and that are words of the language too: "May", "Brown".
func (c *comparison) commonSurnames(lowered map[string]bool) map[string]*group {
	m := map[string]*group{}
	for _, g := range c.live(isPerson) {
		for _, f := range g.forms {
			fields := strings.Fields(f.text)
			last := fields[len(fields)-1]
			if !f.person.Full() || f.person.Suffix != "" || !lowered[strings.ToLower(last)] {
				continue
			}
			if other, ok := m[last]; ok && other != g {
				m[last] = nil
			} else {
				m[last] = g
			}
		}
	}
	return m
}

func inTime(d *news.Doc, span news.Span) bool {
	return slices.ContainsFunc(d.Times, func(t news.Time) bool { return t.Overlaps(span) })
}

// A target is a form and the group that alone has it; nil when several do.
type target struct {
	text  string
	group *group
	alone bool // one word
}

// heads are the nouns, as written, that one name of the story alone ends with:
// "the Strip" where the story has a "Vale Strip".
func (c *comparison) heads() map[string]*group {
	m := map[string]*group{}
	for _, g := range c.live(noPerson) {
		for _, f := range g.forms {
			fields := strings.Fields(f.text)
			n := len(fields)
			if n < 2 || len(f.words) < 2 || strings.Contains(f.text, ",") {
				continue
			}
			if other, ok := m[fields[n-1]]; ok && other != g {
				m[fields[n-1]] = nil
			} else if r, _ := utf8.DecodeRuneInString(fields[n-1]); unicode.IsUpper(r) {
				m[fields[n-1]] = g
			}
		}
	}
	return m
}

// ownWord reports whether a word that ends an organisation's name tells it by
// itself: no article writes it in lower case, and no other sort of name has it.
func (c *comparison) ownWord(word string, g *group) bool {
	const shortest = 5 // letters
	lower := strings.ToLower(word)
	return g.kind != news.Place && len(word) >= shortest && !c.lower[lower] && names.Distinct([]string{lower}) && !names.IsTitleHead(word) &&
		!names.Body(lower) && names.Country(word) == "" && names.State(word) == ""
}

// part adds a lone word, unless it is a word of the language too: an article
// has it in lower case.
func (c *comparison) part(word string, g *group, lowered map[string]bool, add func(string, *group, bool)) {
	const shortest = 3 // letters
	r, _ := utf8.DecodeRuneInString(word)
	if len(word) < shortest || !unicode.IsUpper(r) || lowered[strings.ToLower(word)] || generationOf(word) {
		return
	}
	add(word, g, true)
}

func generationOf(word string) bool {
	switch strings.TrimSuffix(strings.ToLower(word), ".") {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// lowered are the words that some article writes in lower case.
func (c *comparison) lowered() map[string]bool {
	m := map[string]bool{}
	for _, d := range c.r.Articles {
		for _, t := range d.Tokens {
			if b := d.Text[t.Start]; b >= 'a' && b <= 'z' {
				m[d.Slice(t.Span)] = true
			}
		}
	}
	return m
}

func (c *comparison) recallIn(doc int, d *news.Doc, known map[string][]target, places, tails, heads, common map[string]*group) {
	taken := make([]bool, len(d.Tokens))
	for _, e := range d.Entities {
		first, end := d.TokensIn(e.Span)
		for t := first; t < end; t++ {
			taken[t] = true
		}
	}
	at := map[*group]*entry{}
	for si := range d.Sentences {
		s := &d.Sentences[si]
		if shouted(d, s) {
			continue
		}
		for t := s.First; t < s.Last; t++ {
			if taken[t] {
				continue
			}
			word := d.Slice(d.Tokens[t].Span)
			g, end := c.longest(doc, s, t, known[word], taken)
			if g == nil && names.IsAcronym(word) && len(names.Key(word)) < len(names.PlaceKey(word)) && (t == s.First || !taken[t-1]) && (t+1 == s.Last || !taken[t+1]) {
				g, end = places[names.PlaceKey(word)], t+1 // "N.C."
			}
			if g == nil && names.IsAcronym(word) && len(word) > 2 && (t == s.First || !taken[t-1]) && (t+1 == s.Last || !taken[t+1]) {
				g, end = c.spelt(word), t+1 // "VPC", where another article has the "Vale Park Commission"
			}
			if next := (walker{d: d, sent: s}); g == nil && t+1 < s.Last && !taken[t+1] && next.capital(t) && (next.is(t+1, "government") || next.is(t+2, "government")) {
				// "the Norwegian government", "South Korean Government"
				if g, end = places[names.ThingKey(names.Country(word))], t+2; !next.is(t+1, "government") {
					g, end = places[names.ThingKey(names.Country(word+" "+next.at(t+1)))], t+3
				}
			}
			if one := common[word]; g == nil && one != nil && t > s.First && d.Tokens[t].POS == news.PROPN && !(walker{d: d, sent: s}).capital(t+1) && !inTime(d, d.Tokens[t].Span) {
				if w := (walker{d: d, sent: s}); !w.capital(t-1) || names.IsTitleHead(w.at(t-1)) {
					g, end = live(one), t+1 // "Prime Minister May"
				}
			}
			if half := c.halves[strings.ToLower(word)]; g == nil && half != nil && word[0] < 'a' {
				if w := (walker{d: d, sent: s}); w.is(t-1, "the") && !w.capital(t+1) {
					g, end = live(half), t+1 // "the North"
				}
			}
			if first := t - 1; g == nil && t+1 < s.Last && !taken[t+1] && first >= s.First {
				w := walker{d: d, sent: s}
				if w.is(first, "the") || w.is(first, "'s", "’s") && first > s.First && taken[first-1] {
					g, end = tails[strings.ToLower(word+" "+w.at(t+1))], t+2
				}
			}
			if w := (walker{d: d, sent: s}); g == nil && heads[word] != nil && !w.capital(t-1) && !w.capital(t+1) && (w.is(t-1, "the") && !w.nominal(t+1) || c.ownWord(word, heads[word])) {
				g, end = live(heads[word]), t+1 // "the Strip"
			}
			if key := names.OrgKey(word); g == nil && c.orgs[key] != nil && strings.Contains(key, " ") {
				if w := (walker{d: d, sent: s}); names.IsAcronym(word) && c.orgs[key].kind == news.Org || w.capital(t) && w.is(t-1, "the") && !w.capital(t+1) {
					g, end = live(c.orgs[key]), t+1 // "IS", "the Fed"
				}
			}
			if g == nil || d.InBoilerplate(d.Tokens[t].Span) {
				continue
			}
			e := at[g]
			if e == nil {
				e = &entry{doc: doc, name: g.forms[0].text, kind: g.kind}
				at[g] = e
				g.entries = append(g.entries, e)
			}
			span := news.Span{Start: d.Tokens[t].Start, End: d.Tokens[end-1].End}
			e.mentions = append(e.mentions, span)
			t = end - 1
		}
	}
}

// longest is the known name of most words that stands at token t.
func (c *comparison) longest(doc int, s *news.Sentence, t int, targets []target, taken []bool) (*group, int) {
	d := c.r.Articles[doc]
	var best *group
	length, to := 0, t
	for _, one := range targets {
		start := d.Tokens[t].Start
		if one.group == nil || len(one.text) <= length {
			continue
		}
		if !strings.HasPrefix(d.Text[start:], one.text) {
			if end := slip(d, s, t, one.text); end > 0 && !taken[end-1] {
				best, length, to = one.group, len(one.text), end
			}
			continue
		}
		end := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= start+len(one.text) })
		if end > s.Last || d.Tokens[end-1].End != start+len(one.text) || taken[end-1] {
			continue
		}
		w := walker{d: d, sent: s}
		if one.alone && one.group.mentions() == 1 && !(one.group.kind == news.Person && one.group.entries[0].doc == doc) && !w.is(t-1, "in", "of", "near", "at", "from", "outside") {
			continue // one mention may be a mistake
		}
		if one.alone && (w.capital(t-1) && t > s.First && !names.IsTitleHead(w.at(t-1)) || w.capital(end) || w.is(end, "-") || w.is(t-1, "-", "@", "#")) {
			continue // part of another name
		}
		best, length, to = one.group, len(one.text), end
	}
	return best, to
}

// slip returns the token where a name of several words ends that stands at
// token t with its last word misspelt ("Vale Winmoor", "Vale Winmore"), or 0.
func slip(d *news.Doc, s *news.Sentence, t int, name string) int {
	fields := strings.Fields(name)
	n := len(fields)
	if n < 2 || t+n > s.Last || len(fields[n-1]) < 6 {
		return 0
	}
	for i, f := range fields[:n-1] {
		if d.Slice(d.Tokens[t+i].Span) != f {
			return 0
		}
	}
	last := d.Slice(d.Tokens[t+n-1].Span)
	if last[0] != fields[n-1][0] || last == fields[n-1] || !names.Misspelt(names.Key(last), names.Key(fields[n-1])) {
		return 0
	}
	return t + n
}

// shouted reports whether most words of the sentence are capital: there,
// capitals tell nothing.
func shouted(d *news.Doc, s *news.Sentence) bool {
	upper, lower := 0, 0
	for t := s.First; t < s.Last; t++ {
		r, _ := utf8.DecodeRuneInString(d.Slice(d.Tokens[t].Span))
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > lower
}
