package figure

import (
	"regexp"
	"strings"

	"parallax/news"
)

// Whose age an age is, by the forms in which news gives it. Ages stand in lists
// ("Ada Quill, 24, Bo Marsh, 31, and 19-year-old Cy Lund"), so that nearness
// alone gives half of them to the wrong person; what fits no form is nobody's.
var (
	// beforeAge stands between a name and its age: "Quill, 24", "Quill, age 24",
	// "Quill (24", "Quill Jr., 24", "Quill, a 24-year-old", "Quill is 24".
	beforeAge = regexp.MustCompile(`^["”’']?(?:,? (?:Jr|Sr)\.|,? I{1,3})?(?:,? ?\(|,| (?:is|was|turned|,? who (?:is|was)))? ?(?:an? |the )?(?:age |aged )?$`)
	// afterAge stands between "24-year-old" and its name: a title or a role.
	afterAge = regexp.MustCompile(`^ (?:[\pL'’.-]+ ){0,4}["“]?$`)
	// pronounAge is what "he" or "she" is told to be: "she is 24", "he, 24".
	pronounAge = regexp.MustCompile(`(?i)\b(?:he|she)(?: (?:is|was|had been|turned|has turned|had turned)|['’]s)(?: (?:just|only|now|about|an?))* $`)
)

// ageOwner is the person whose age m gives; left and right are the persons
// named next to it in the sentence.
func (rd *reader) ageOwner(d *news.Doc, m *mention, left, right *news.Entity) int {
	end := max(m.fig.Number.End, m.fig.End)
	if m.fig.What.Len() > 0 && m.fig.What.Start < end {
		end = m.fig.Number.End // the phrase goes on to what is described
	}
	attributive := false
	if rest := d.Text[m.fig.Number.End:min(len(d.Text), m.fig.Number.End+12)]; hyphenAge.MatchString(rest) {
		attributive = true
		end = m.fig.Number.End + len(hyphenAge.FindString(rest))
	}
	if attributive && right != nil && right.Start >= end && afterAge.MatchString(d.Text[end:right.Start]) && !rd.modifies(d, *right) {
		if rd.acts(d, news.Span{Start: end, End: right.Start}) {
			return -1
		}
		return rd.name(m.doc, *right)
	}
	if attributive && newMember.MatchString(d.Text[max(0, m.fig.Number.Start-5):m.fig.Number.Start]) && capitalised.MatchString(d.Text[end:min(len(d.Text), end+8)]) {
		return -1
	}
	if kin[m.head] { // "her 18-year-old daughter" is not her age
		return -1
	}
	if left != nil && beforeAge.MatchString(d.Text[left.End:m.fig.Number.Start]) {
		if rd.sharesSurname(d, *left) {
			return -1
		}
		return rd.name(m.doc, *left)
	}
	if sent := d.Sentences[m.sentence]; pronounAge.MatchString(d.Text[sent.Start:m.fig.Number.Start]) {
		return rd.lastPerson(d, m, left)
	}
	return -1
}

// hyphenAge is what makes an age an adjective.
var hyphenAge = regexp.MustCompile(`^[- –]?years?[- –]old`)

// modifies reports whether a name only describes the noun behind it: a Norport
// woman.
func (rd *reader) modifies(d *news.Doc, e news.Entity) bool {
	_, after := d.TokensIn(e.Span)
	if after >= len(d.Tokens) || strings.TrimSpace(d.Text[e.End:d.Tokens[after].Start]) != "" {
		return false
	}
	return d.Tokens[after].POS == news.NOUN || d.Tokens[after].POS == news.ADJ
}

// kin nouns, as stems, name a person by somebody else.
var kin = map[string]bool{"mother": true, "father": true, "son": true, "daughter": true, "brother": true, "sister": true, "wife": true, "husband": true,
	"child": true, "children": true, "girlfriend": true, "boyfriend": true, "uncl": true, "aunt": true, "cousin": true, "nephew": true, "niec": true,
	"grandmoth": true, "grandfath": true, "grandson": true, "granddaught": true, "fianc": true, "stepson": true, "stepdaught": true, "friend": true}

// pronounOwner is the person that a pronoun before a figure stands for.
func (rd *reader) pronounOwner(d *news.Doc, m *mention) int {
	sent := d.Sentences[m.sentence]
	at, _ := d.TokensIn(m.fig.Number)
	pronoun := false
	for t := sent.First; t < at; t++ {
		switch strings.ToLower(d.Slice(d.Tokens[t].Span)) {
		case "he", "she", "his", "her":
			pronoun = true
		case "man", "woman", "person":
			return -1 // somebody else is described
		}
	}
	if !pronoun {
		return -1
	}
	return rd.lastPerson(d, m, nil)
}

// lastPerson is the person last named before a figure, in its sentence or
// shortly before.
func (rd *reader) lastPerson(d *news.Doc, m *mention, left *news.Entity) int {
	if left != nil {
		return rd.name(m.doc, *left)
	}
	const back = 3 // sentences: further back a pronoun's person is a guess
	from := d.Sentences[max(0, m.sentence-back)].Start
	for i := firstName(d, d.Sentences[m.sentence].Start) - 1; i >= 0 && d.Entities[i].Start >= from; i-- {
		if d.Entities[i].Kind == news.Person {
			return rd.name(m.doc, d.Entities[i])
		}
	}
	return -1
}

// newMember opens the next member of a list ("Ada Quill, 20-year-old Bo Marsh"),
// where an apposition would have an article ("Ada Quill, a 20-year-old").
var (
	newMember   = regexp.MustCompile(`(?:,|;| and) $`)
	capitalised = regexp.MustCompile(`^ \p{Lu}`)
)

// acts reports whether the words of span do more than describe: a man of 46 who
// sued somebody is not the one whom he sued, nor is a boy from a town the town.
func (rd *reader) acts(d *news.Doc, span news.Span) bool {
	first, last := d.TokensIn(span)
	for _, t := range d.Tokens[first:last] {
		switch t.POS {
		case news.VERB, news.AUX, news.ADP, news.SCONJ, news.CCONJ, news.PRON:
			return true
		}
	}
	return false
}

// sharesSurname reports whether a name is a bare surname that the reports give to
// two people: husband and wife, brothers.
func (rd *reader) sharesSurname(d *news.Doc, e news.Entity) bool {
	form := d.Slice(e.Span)
	if strings.ContainsAny(form, " \n") {
		return false
	}
	people := 0
	for i := range rd.report.Entities {
		g := &rd.report.Entities[i]
		if g.Kind == news.Person && strings.HasSuffix(g.Name, " "+form) {
			people++
		}
	}
	return people > 1
}
