package name

import (
	"iter"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

// formsOf returns the surface forms of a mention: the bare name, and the name
// with the words that belong to it where it stands: a person's titles, the
// article and the state or the side that a place or organisation is named by.
func formsOf(d *news.Doc, m news.Span, kind news.EntityKind) []string {
	bare := oneLine(d.Slice(m))
	out := []string{bare}
	w, ok := standOf(d, m)
	if !ok {
		return out
	}
	first, end := w.first, w.end
	add := func(from, to int) {
		span := news.Span{Start: d.Tokens[from].Start, End: d.Tokens[to-1].End}
		if span.End < m.End {
			span.End = m.End
		}
		f := oneLine(d.Slice(span))
		for _, o := range out {
			if o == f {
				return
			}
		}
		out = append(out, f)
	}
	switch kind {
	case news.Person:
		to := w.seat(end)
		for k, from := range w.titles(first) {
			add(from, end)
			if owner := w.owner(from); k == 0 && owner >= 0 {
				add(owner, end) // "Norway's former President Ann Vale"
			}
			if to > end {
				add(from, to) // "Senator Ann Vale of Ohio", "Sen. Ann Vale, D-Ohio"
			}
		}
		if len(out) == 1 && w.is(end, "of") && to > end && w.placeAt(end+1) {
			add(first, to)
		}
	case news.Place, news.Thing:
		if to := w.state(end); to > end {
			add(first, to)
		}
		if placeNouns[strings.ToLower(w.at(end))] {
			add(first, end+1)
		}
		if to := w.within(end); to > end {
			add(first, to)
		}
		if w.is(first-1, "of") && divisions[strings.ToLower(w.at(first-2))] {
			add(first-2, end)
			for i := first - 3; i >= max(w.sent.First, first-6) && (w.capital(i) || w.nominal(i)) && !text.IsStop(w.at(i)); i-- {
				add(i, end) // "Norwegian fishing village of Vale"
			}
		}
		from := first
		if first > w.sent.First && (sides[strings.ToLower(w.at(first-1))] || compassInitials[w.at(first-1)]) {
			from--
			add(from, end)
		}
		if w.is(first-1, "of") && w.is(first-2, "block") {
			add(max(w.sent.First, first-3), end) // "the 200 block of Vale Street"
		}
		if _, street := names.Street(names.Fold(bare)); street && w.is(end, "and", "at", "&") {
			if e := w.entityAt(end + 1); e != nil && e.Kind == news.Place {
				if _, crossing := names.Street(names.Fold(d.Slice(e.Span))); crossing {
					_, to := d.TokensIn(e.Span)
					add(from, to) // "Vale Avenue and Sixth Street"
				}
			}
		}
	}
	if kind != news.Person && w.is(first-1, "the") && !w.capital(end) && !w.nominal(end) {
		add(first-1, end)
	}
	if short, ok := strings.CutPrefix(bare, "The "); ok && kind != news.Person {
		out = append(out, short)
	}
	if w.is(end, "and") && w.capital(end+1) && siteNouns[strings.ToLower(w.at(end+1))] != "" && siteNouns[strings.ToLower(w.at(end-1))] != "" {
		add(first, end+2) // "Vale Bay Resort and Casino"
	}
	if e := w.entityAt(end + 1); e != nil && e.Kind == news.Place && kind == news.Org &&
		(w.is(end, "at") || w.is(end, "in", "of") && (names.Body(strings.ToLower(w.at(end-1))) || facilities[strings.ToLower(w.at(end-1))])) {
		_, to := d.TokensIn(e.Span)
		add(first, to) // "Vale Medical Center at Hallam", "the Norwegian Embassy in Vale"
	}
	if owner := w.owner(first); owner >= 0 && kind != news.Person {
		add(owner, end) // "Vale's Sixth Street"
	}
	if e := w.entityAt(first - 3); e != nil && kind != news.Person && w.is(first-2, "-") && w.is(first-1, "flagged", "registered", "owned", "based", "backed", "led") {
		from, _ := d.TokensIn(e.Span)
		add(from, end) // "the Norway-flagged Vale Star"
	}
	if kind != news.Person && kindNouns[w.at(first-1)] && first-1 > w.sent.First { // "the airline Vale Air"
		add(first-1, end)
		for i := first - 2; i >= max(w.sent.First, first-4) && w.nominal(i); i-- {
			add(i, end)
		}
	}
	if kind == news.Org || kind == news.Thing {
		if short, ok := names.WithoutLegalForm(bare); ok {
			out = append(out, short)
		}
		switch {
		case w.at(end) == "(" && w.at(end+2) == ")" && names.IsAcronym(w.at(end+1)):
			add(first, end+3)
		case names.Country(w.at(end)) != "" && kindNouns[w.at(end+1)+" "+w.at(end+2)]:
			add(first, end+3) // "the Vale-1 Norwegian space station"
		case kindNouns[w.at(end)+" "+w.at(end+1)]:
			add(first, end+2)
		case kindNouns[w.at(end)]:
			add(first, end+1)
		case w.nominal(end) && !w.capital(end) && kindNouns[w.at(end+1)]:
			add(first, end+2) // "the Vale 12 cyber unit"
		case w.ticker(end):
			add(first, end+1)
			add(end, end+1)
			if w.is(first-1, "the") {
				add(first-1, end+1)
			}
		}
	}
	return out
}

// kindNouns say beside a name what it is of.
var kindNouns = func() map[string]bool {
	m := set(`party union program programme company group agency officials galaxy newspaper movement militia campaign coalition telescope
airline airlines network channel service website site app platform firm bank team club force forces army ministry department school
university college hospital hotel church mosque organization organisation committee council foundation institute festival concert
tower building magazine broadcaster media blog software rocket spacecraft satellite probe rover ship vessel tanker ferry boat plane
aircraft jet helicopter train tram law bill act treaty index exchange index giant maker chain brand label carrier operator
manufacturer retailer startup charity gang cartel tribe unit squad sect regime faction giant conglomerate consortium league tournament`)
	for _, two := range []string{"space station", "news agency", "department store", "power plant", "news channel", "think tank", "news website",
		"cruise ship", "oil tanker", "police force", "police department", "trade union", "rights group", "music festival"} {
		m[two] = true
	}
	return m
}()

// office is the word of office right before a person's name, folded, or "" for
// none or a mere form of address.
func office(d *news.Doc, m news.Span) string {
	first, _ := d.TokensIn(m)
	si := d.SentenceAt(m.Start)
	if si < 0 || first <= d.Sentences[si].First {
		return ""
	}
	word := d.Slice(d.Tokens[first-1].Span)
	if g, address := names.Honorific(word); address && g != names.AnyGender || !names.IsTitleHead(word) {
		return ""
	}
	word = names.Key(word)
	if full, ok := shortOffices[word]; ok {
		return full
	}
	return word
}

// shortOffices are offices abbreviated before names.
var shortOffices = map[string]string{"det": "detective", "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "cpl": "corporal", "ofc": "officer",
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "cmdr": "commander", "insp": "inspector", "supt": "superintendent"}

// oneLine puts a name that a line break splits on one line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// sides are the parts of a place.
var sides = map[string]bool{"downtown": true, "central": true, "north": true, "south": true, "east": true, "west": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "northeastern": true, "northwestern": true,
	"southeastern": true, "northeast": true, "northwest": true, "southeast": true,
	"southwest": true, "mid": true, "southwestern": true, "upper": true, "lower": true, "greater": true}

var compassInitials = map[string]bool{"N.": true, "S.": true, "E.": true, "W.": true}

// divisions are kinds of place that stand before the name: "the town of Vale".
var divisions = set("junction borough enclave settlement neighborhood neighbourhood area hamlet city county district province region state village town island peninsula port resort suburb community " +
	"municipality republic capital")

// placeNouns say behind the name of a place what it is.
var placeNouns = set("city county district province region state village town prefecture galaxy island islands peninsula resort " +
	"suburb area neighborhood neighbourhood community port square river lake bay beach mountain valley forest desert")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// A walker reads the tokens of one sentence.
type walker struct {
	d    *news.Doc
	sent *news.Sentence
}

// A stand is where a mention stands: its sentence, to walk in, and its tokens.
type stand struct {
	walker
	mention    news.Span
	first, end int
}

func standOf(d *news.Doc, m news.Span) (stand, bool) {
	first, end := d.TokensIn(m)
	n := d.SentenceAt(m.Start)
	if n < 0 || first >= end {
		return stand{}, false
	}
	return stand{walker{d, &d.Sentences[n]}, m, first, end}, true
}

// stands are those of all mentions of the entries.
func (c *comparison) stands(entries ...*entry) iter.Seq[stand] {
	return func(yield func(stand) bool) {
		for _, e := range entries {
			for _, m := range e.mentions {
				if s, ok := standOf(c.r.Articles[e.doc], m); ok && !yield(s) {
					return
				}
			}
		}
	}
}

// at returns a token, "" outside the sentence.
func (w walker) at(i int) string {
	if i < w.sent.First || i >= w.sent.Last {
		return ""
	}
	return w.d.Slice(w.d.Tokens[i].Span)
}

func (w walker) is(i int, words ...string) bool {
	s := w.at(i)
	for _, x := range words {
		if strings.EqualFold(s, x) {
			return true
		}
	}
	return false
}

// title returns where the title before the name at token first starts, with
// all that qualifies it ("Norwegian Foreign Minister"), and where its words of
// office start ("Foreign Minister"); both are first where there is no title.
func (w walker) title(first int) (start, roles int) {
	const longest = 10 // tokens: what is longer is a clause that the tagger misread
	i := w.head(first - 1)
	if i < 0 {
		return first, first
	}
	start, roles = i, i
	inRoles := true
	for i--; i >= w.sent.First && first-i <= longest; i-- {
		s := w.at(i)
		switch {
		case w.inPerson(i):
			return start, roles // another person: "Mr. Vale and Ms. Hallam"
		case names.IsTitleHead(s) || names.IsTitleWord(s):
			start = i
			if inRoles {
				roles = i
			}
		case w.capital(i) && (!text.IsStop(s) || strings.ToUpper(s) == s && len(s) > 1), w.nominal(i): // US
			start = i
			inRoles = false
		case (s == "of" || s == "and" || s == "for" || s == "&") && i > w.sent.First && i+1 == start && w.capital(i-1) && w.capital(i+1):
			// goes on before it
		case s == "-" && i+1 == start && i > w.sent.First:
			// vice-president
		default:
			return start, roles
		}
	}
	return start, roles
}

// titles lists where the forms with a title start of the name at token first:
// all of it, and each shorter one that a reader may find elsewhere: "former
// U.S. Sen.", "U.S. Sen.", "Sen.".
func (w walker) titles(first int) []int {
	start, roles := w.title(first)
	if start == first {
		return nil
	}
	out := []int{start}
	for i := start + 1; i < first; i++ {
		switch {
		case i == roles, w.is(i-1, "former", "then", "ex", "late", "democratic", "republican", "gop", "conservative", "labour", "liberal"):
		case w.entityAt(i) != nil && w.entityAt(i) == w.entityAt(i-1) && names.Country(w.at(i-1)) == "", w.at(i) == "-":
			continue
		case i == first-1 && (names.IsHonorific(w.at(i)) || strings.HasSuffix(w.at(i), ".")): // "Sen. Vale", whatever else stands before it
		case w.joins(i), w.joins(i - 1), compassPoint[strings.ToLower(w.at(i-1))] != "", w.is(i-1, "foreign", "prime", "vice", "saudi", "new"):
			continue
		case names.Country(w.at(i-1)) != "", names.State(w.at(i-1)) != "", names.IsAcronym(w.at(i - 1)), w.entityAt(i-1) != nil && w.entityAt(i-1).Kind != news.Person:
			// behind whose office it is: "Norwegian", "U.S.", "Ohio", "Vale Police"
		case w.capital(i) || !w.capital(i-1):
			continue // within the office: "Leader" of "Majority Leader"
		}
		out = append(out, i)
	}
	return out
}

// nominal reports whether the token may qualify a title: a noun or an
// adjective in lower case.
func (w walker) nominal(i int) bool {
	if i < w.sent.First || i >= w.sent.Last {
		return false
	}
	pos := w.d.Tokens[i].POS
	return (pos == news.NOUN || pos == news.ADJ || pos == news.PROPN) && !text.IsStop(w.at(i))
}

// head returns where the word of office that ends at token i starts: "Gov.",
// "Secretary of State", or any noun in lower case right before a name
// ("ferryman"), which nothing else can be in English; -1 for none.
func (w walker) head(i int) int {
	s := w.at(i)
	if s == "" || w.inPerson(i) {
		return -1
	}
	if names.IsTitleHead(s) || names.IsPost(s) || names.IsTitleHead(strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(s), "ex-"), "-elect")) {
		return i
	}
	if s == "staff" && w.is(i-1, "of") && w.is(i-2, "chief", "chiefs") {
		return i - 2
	}
	if s == "elect" && w.at(i-1) == "-" && w.capital(i-2) {
		return i - 2 // "President-elect"
	}
	const within = 4 // tokens: "Secretary of Homeland Security"
	for k := i; k > i-within && w.capital(k); k-- {
		if (w.is(k-1, "of") || w.is(k-1, "for")) && names.IsTitleHead(w.at(k-2)) {
			return k - 2
		}
	}
	if pos := w.d.Tokens[i].POS; w.capital(i) && (pos == news.PROPN && i > w.sent.First || pos == news.NOUN) && w.entityAt(i) == nil && len(s) > 3 && !text.IsStop(s) && !noOffice[strings.ToLower(s)] {
		return i // "Undersheriff": what else is capital before a person
	}
	if t := w.d.Tokens[i]; t.POS == news.NOUN && !w.capital(i) && len(s) > 2 && !text.IsStop(s) && !noOffice[s] && !abstract(s) {
		return i
	}
	return -1
}

// abstract reports whether a noun is formed as those for acts and states are:
// they stand before names by chance.
func abstract(noun string) bool {
	for _, end := range [...]string{"tion", "sion", "ment", "ness", "ity", "age", "ance", "ence", "ism", "ing", "ure", "th", "ship"} {
		if strings.HasSuffix(noun, end) {
			return true
		}
	}
	return false
}

// noOffice are nouns that stand before names and are no office: kin, whose
// names are told apart by them, and the words of credits.
var noOffice = set("father mother son daughter brother sister husband wife uncle aunt nephew niece cousin grandfather grandmother " +
	"grandson granddaughter stepfather stepmother stepson fiance fiancee partner girlfriend boyfriend friend friends colleague " +
	"colleagues caption photo photograph photographer image picture courtesy credit source video graphic illustration story email " +
	"yesterday today tomorrow tonight morning afternoon evening night day week month year weekend time case claim people speech step " +
	"campaign administration vote poll bill law deal order ban")

func (w walker) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.at(i))
	return unicode.IsUpper(r)
}

// state returns the end of ", State" behind a place, or end.
func (w walker) state(end int) int {
	if w.at(end) != "," {
		return end
	}
	one := w.at(end + 1)
	if names.State(one) != "" && w.capital(end+1) {
		return end + 2
	}
	if two := one + " " + w.at(end+2); names.State(two) != "" {
		return end + 3
	}
	return end
}

// within returns the end of ", Place" behind a place, which says where it lies,
// or end: a list of places goes on.
func (w walker) within(end int) int {
	in := end + 1
	for k := 0; k < 3 && (sides[strings.ToLower(w.at(in))] || w.at(in) == "-" && in > end+1); k++ {
		in++ // "south-east Vale"
	}
	if w.at(end) != "," || !w.placeAt(in) {
		return end
	}
	_, to := w.d.TokensIn(w.entityAt(in).Span)
	if w.is(to, "and", "or", "&") || w.at(to) == "," && (w.placeAt(to+1) || w.is(to+1, "and", "or")) {
		return end
	}
	return to
}

// joins reports whether token i joins the words of a title: "Secretary of State".
func (w walker) joins(i int) bool { return w.is(i, "of", "for", "and", "&", "-", "the") }

// entityAt returns the entity that covers token i, or nil.
func (w walker) entityAt(i int) *news.Entity {
	if i < w.sent.First || i >= w.sent.Last {
		return nil
	}
	at := w.d.Tokens[i].Span
	k := sort.Search(len(w.d.Entities), func(k int) bool { return w.d.Entities[k].End > at.Start })
	if k < len(w.d.Entities) && w.d.Entities[k].Overlaps(at) {
		return &w.d.Entities[k]
	}
	return nil
}

// inPerson reports whether token i is of a person's name.
func (w walker) inPerson(i int) bool {
	e := w.entityAt(i)
	return e != nil && e.Kind == news.Person
}

// placeAt reports whether token i is of a place's name.
func (w walker) placeAt(i int) bool {
	e := w.entityAt(i)
	return e != nil && e.Kind == news.Place
}

// owner returns the first token of the name that owns what starts at token
// first, or -1.
func (w walker) owner(first int) int {
	if !w.is(first-1, "'s", "’s") {
		return -1
	}
	e := w.entityAt(first - 2)
	if e == nil && w.capital(first-2) && first-2 > w.sent.First {
		return first - 2
	}
	if e == nil || e.Kind == news.Person {
		return -1
	}
	at, _ := w.d.TokensIn(e.Span)
	return at
}

// ticker reports whether token i is a stock's ticker as market reports print
// it: "Vale Corp. VLE, +1.2%".
func (w walker) ticker(i int) bool {
	return names.IsAcronym(w.at(i)) && w.at(i+1) == "," && (strings.HasPrefix(w.at(i+2), "+") || strings.HasPrefix(w.at(i+2), "-"))
}

// seat returns the end of "of State" or ", D-State" behind a lawmaker's name.
func (w walker) seat(end int) int {
	switch {
	case w.is(end, "of") && w.capital(end+1):
		to := end + 2
		for w.capital(to) {
			to++
		}
		return to
	case w.at(end) == "," && w.is(end+1, "d", "r", "i") && w.at(end+2) == "-" && w.capital(end+3):
		return end + 4
	case w.at(end) == "," && len(w.at(end+1)) > 3 && w.at(end + 1)[1] == '-' && strings.Contains("DRI", w.at(end + 1)[:1]):
		return end + 2
	}
	return end
}
