package name

import (
	"regexp"
	"strings"

	"parallax/news"
	"parallax/text/names"
)

// An entry is one entity of one article.
type entry struct {
	doc      int
	name     string // canonical within the article
	kind     news.EntityKind
	mentions []news.Span
	forms    []form // bare forms as the article writes them
	placed   bool   // in a group
}

// A form is one spelling of an entry's name.
type form struct {
	text   string
	words  []string // folded
	key    []string // words of the key as an organisation
	person names.Person
	count  int
}

// A group is the entries of one entity across the articles.
type group struct {
	kind    news.EntityKind
	entries []*entry
	forms   []form
	at      int    // in comparison.groups
	into    *group // the group that took this one over
}

type comparison struct {
	r        *news.Report
	entries  []*entry
	groups   []*group
	halves   map[string]*group // countries by the half that their name begins with, where one alone has it
	surnames map[string]bool   // of the persons named in full
	owners   map[string]bool   // places that a body may be of, by key
	lower    map[string]bool   // words that some article writes in lower case
	orgs     map[string]*group // by key
	acronym  map[string]*group // what an acronym that no article explains stands for
}

// gather collects the entities of each article.
func gather(r *news.Report) *comparison {
	c := &comparison{r: r}
	for doc, d := range r.Articles {
		type id struct {
			name string
			kind news.EntityKind
		}
		at := map[id]*entry{}
		for i, e := range d.Entities {
			if i+1 < len(d.Entities) && initialed(d, i+1).Contains(e.Span) {
				continue // the first half of a name that the next ends
			}
			if whole := initialed(d, i); whole != e.Span {
				e.Span, e.Name = whole, oneLine(d.Slice(whole))
			}
			k := id{e.Name, e.Kind}
			en := at[k]
			if en == nil {
				en = &entry{doc: doc, name: e.Name, kind: e.Kind}
				at[k] = en
				c.entries = append(c.entries, en)
			}
			en.mentions = append(en.mentions, e.Span)
			en.forms = addForm(en.forms, oneLine(d.Slice(e.Span)), 1)
		}
	}
	return c
}

// given is a given name with an initial, at the end of a text; what stands before it.
var given = regexp.MustCompile(`(?:^|[^\pL])((\pL+\.?) )?(\p{Lu}\p{Ll}+(?: \p{Lu}\.)*) \p{Lu}\. $`)

// initialed is the span of entity i with the given name before it, where a sentence seems to
// end at the initial: "Ann C. | Vale". The given name is known as a person's, or has a title.
func initialed(d *news.Doc, i int) news.Span {
	const longest = 40 // bytes of title, given name and initials
	e := d.Entities[i]
	if n := d.SentenceAt(e.Start); e.Kind != news.Person || n < 0 || d.Sentences[n].Start != e.Start || strings.Contains(d.Slice(e.Span), " ") {
		return e.Span
	}
	from := max(0, e.Start-longest)
	at := given.FindStringSubmatchIndex(d.Text[from:e.Start])
	if at == nil {
		return e.Span
	}
	whole := news.Span{Start: from + at[6], End: e.End}
	if titled := at[4] >= 0 && names.IsTitleHead(strings.TrimSuffix(d.Text[from+at[4]:from+at[5]], ".")); titled {
		return whole
	}
	if i > 0 && d.Entities[i-1].Kind == news.Person && d.Entities[i-1].Start == whole.Start {
		return whole
	}
	return e.Span
}

func addForm(forms []form, text string, count int) []form {
	for i := range forms {
		if forms[i].text == text {
			forms[i].count += count
			return forms
		}
	}
	return append(forms, form{text: text, words: names.Fold(text), key: strings.Fields(names.OrgKey(text)), person: names.ParsePerson(text), count: count})
}

// keyOf is what entries that are written alike have in common.
func keyOf(text string, kind news.EntityKind) string {
	switch kind {
	case news.Place:
		if street, ok := names.Street(names.Fold(text)); ok {
			return street
		}
		return names.PlaceKey(text)
	case news.Org:
		return names.OrgKey(text)
	}
	return names.ThingKey(text)
}

// settleKinds gives entries that are written alike one kind, the one that most
// of their mentions have. Persons of a full name keep theirs, and a lone word
// is a person only where most articles say so.
func (c *comparison) settleKinds() {
	kinds := [...]news.EntityKind{news.Person, news.Org, news.Place, news.Thing}
	type tally [len(kinds)]int
	votes := map[string]*tally{}
	index := func(k news.EntityKind) int {
		for i := range kinds {
			if kinds[i] == k {
				return i
			}
		}
		return len(kinds) - 1
	}
	for _, e := range c.entries {
		if _, street := names.Street(names.Fold(e.name)); street {
			e.kind = news.Place
		}
		if _, firm := names.WithoutLegalForm(e.name); firm && e.kind == news.Place {
			e.kind = news.Org
		}
		if e.kind == news.Place && (c.company(e) || names.WellKnown(e.name)) {
			e.kind = news.Org
		}
		if e.kind == news.Place && numbered(e.name) {
			e.kind = news.Thing
		}
		for _, f := range e.forms {
			key := keyOf(f.text, e.kind)
			if votes[key] == nil {
				votes[key] = new(tally)
			}
			votes[key][index(e.kind)] += f.count
		}
		if key := keyOf(e.name, e.kind); votes[key] == nil {
			votes[key] = new(tally)
		}
	}
	for _, e := range c.entries {
		v := votes[keyOf(e.name, e.kind)]
		several := e.kind != news.Person && strings.Contains(keyOf(e.name, e.kind), " ")
		best := index(e.kind)
		for k := range v {
			// Twice as many, so that a tie leaves each article its own reading.
			// Names of several words have no second reading.
			if (v[k] >= 2*v[index(e.kind)] || several && k > 0) && v[k] > v[best] {
				best = k
			}
		}
		e.kind = kinds[best]
	}
}

// numbered reports whether a name ends in a number behind a hyphen, as crafts'
// do ("Vale-1"); roads have fewer letters ("A-1").
func numbered(name string) bool {
	head, number, ok := strings.Cut(name, "-")
	return ok && len(head) > 3 && !strings.Contains(head, " ") && number != "" && strings.Trim(number, "0123456789") == ""
}

// company reports whether a noun beside a mention says that what was taken for
// a place is a company, and nothing happens in it: "the airline Vale Wings", "a
// Vale Wings plane".
func (c *comparison) company(e *entry) bool {
	signs := 0
	for s := range c.stands(e) {
		switch {
		case s.is(s.first-1, "in", "near", "at", "outside"):
			return false
		case firms[s.at(s.first-1)], holdings[s.at(s.end)]:
			signs++
		}
	}
	return signs > 0 && names.Governs(names.PlaceKey(e.name)) == "" && names.State(e.name) == "" && !names.IsCountry(names.PlaceKey(e.name))
}

// firms say before a name that it is of a company, holdings behind it.
var (
	firms    = set("airline company firm operator maker carrier manufacturer retailer startup broadcaster newspaper charity brand chain")
	holdings = set("plane flight jet airliner shares stock executives spokesman spokeswoman employees customers")
)
