package names

import (
	"slices"
	"strings"
)

// OrgKey returns the one folded form that stands for the forms of an
// organisation's name that differ by legal form, article or spelling only
// ("The Vale Organisation", "Vale Organization Ltd.").
func OrgKey(name string) string {
	words := Respell(Fold(name))
	if n := len(words); n > 1 && domains[words[n-1]] && strings.Contains(name, ".") && !strings.ContainsAny(name, " \u00a0") {
		words = words[:n-1] // "Vale.com"
	}
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) > 2 && words[0] == "police" && words[1] == "in" {
		words = append(slices.Clone(words[2:]), "police")
	}
	words = forces(inverted(nation(words)))
	if n := len(words); n > 2 && words[n-2] == "police" && (words[n-1] == "department" || words[n-1] == "dept") {
		words = words[:n-1] // "Vale police"
	}
	if n := len(words); n > 2 && words[n-1] == "police" && (words[n-2] == "metropolitan" || words[n-2] == "metro" || words[n-2] == "municipal") {
		words = append(slices.Clone(words[:n-2]), "police")
	}
	if n := len(words); n > 1 && (words[n-1] == "airways" || words[n-1] == "airline") {
		words = append(slices.Clone(words[:n-1]), "airlines")
	}
	if n := len(words); n > 1 && words[n-1] == "fc" {
		words = append(slices.Clone(words[:n-1]), "football", "club")
	}
	key := strings.Join(words, " ")
	if to, ok := countries[key]; ok {
		return to // "UN", "EU": organisations as often as places
	}
	if to, ok := aliases[key]; ok {
		return to
	}
	return key
}

// nation puts the country that a name begins with in one form: "Chinese space
// agency", "US space agency", "American space agency".
func nation(words []string) []string {
	for n := min(3, len(words)-1); n > 0; n-- {
		head := strings.Join(words[:n], " ")
		to := demonyms[head]
		if to == "" {
			to = countries[head]
		}
		if to != "" {
			return append(strings.Fields(to), words[n:]...)
		}
	}
	return words
}

// forces gives a state's army the name of its military. The armies of the USA
// and the United Kingdom are branches among others.
func forces(words []string) []string {
	for n := 1; n < len(words); n++ {
		state := strings.Join(words[:n], " ")
		if !nations[state] || !militaries[strings.Join(words[n:], " ")] {
			continue
		}
		if words[n] == "army" && n == len(words)-1 && (state == "united states" || state == "united kingdom") {
			return words
		}
		return append(slices.Clone(words[:n]), "military")
	}
	return words
}

var militaries = map[string]bool{"army": true, "military": true, "armed forces": true, "defense forces": true, "defence forces": true,
	"self defense forces": true, "military forces": true}

// OfState returns what is left of an organisation's key behind the state or
// union that it begins with ("security council"), or "".
func OfState(key []string) string {
	for n := min(3, len(key)-1); n > 0; n-- {
		if head := strings.Join(key[:n], " "); nations[head] || nations[countries[head]] || unions[countries[head]] {
			return strings.Join(key[n:], " ")
		}
	}
	return ""
}

var unions = map[string]bool{"united nations": true, "european union": true}

// inverted gives a part of government the form that ends with what it is: "Ministry
// of Fisheries" is the "Fisheries Ministry". (A "University of Vale" is not
// the "Vale University".)
func inverted(words []string) []string {
	for i := 0; i+2 < len(words); i++ {
		if !offices[words[i]] || words[i+1] != "of" && words[i+1] != "for" {
			continue
		}
		rest := words[i+2:]
		if rest[0] == "the" {
			rest = rest[1:]
		}
		if slices.Contains(rest, "of") || len(rest) == 0 {
			return words
		}
		out := append(slices.Clone(words[:i]), rest...)
		for k, w := range out {
			if w == "affairs" && k == len(out)-1 && k > i {
				out = out[:k] // "Ministry of Foreign Affairs", "Foreign Ministry"
			}
		}
		return append(out, words[i])
	}
	return words
}

var offices = set("ministry department government parliament embassy")

// WithoutLegalForm cuts a legal form from the end of a name as written: "Vale"
// of "Vale Corp."; ok is false where there is none.
func WithoutLegalForm(name string) (short string, ok bool) {
	at := strings.LastIndexAny(name, " \u00a0")
	if at <= 0 || !isLegalForm(strings.TrimLeft(name[at:], " \u00a0")) {
		return name, false
	}
	return strings.TrimRight(name[:at], " ,\u00a0"), true
}

var domains = set("com org net io co tv")

var legalForms = set("inc incorporated co corp corporation company ltd limited llc plc ag gmbh sa nv bv spa oyj ab asa lp llp pty")

// ThingKey returns the folded, respelt name: for names of no other kind.
func ThingKey(name string) string { return strings.Join(Respell(Fold(name)), " ") }

// ShortOf reports whether short is what is left of the folded name long when
// its qualifiers are dropped: its first words ("Hallam" of "Hallam Research
// Institute"), its last ("Transport Board" of "Northern Transport Board"), its
// ends ("Vale Police" of "Vale Norland Police"), or its first word cut short
// ("Gov" of "Government Press Office"). A lone common noun ("Bank", "Senate")
// is no short form.
func ShortOf(short, long []string) bool {
	n, m := len(short), len(long)
	switch {
	case n == 0 || n >= m || allGeneric(short):
		return false
	case slices.Equal(long[:n], short):
		if countries[strings.Join(short, " ")] != "" {
			return false // the UN is not its Security Council
		}
		return long[n] != "and" && (n > 1 || len(short[0]) > 2 && len(long[n]) > 1) // "Vale and Marsh Inn" are two, and so are "Vale-K" and Vale
	case slices.Equal(long[m-n:], short):
		if known[strings.Join(short, " ")] {
			return false // the Federal Reserve is not the Vale Federal Reserve
		}
		return long[m-n-1] != "and" && (n > 1 || len(short[0]) > 2)
	case n == 1:
		return Truncates(short[0], long[0])
	}
	return CutInside(short, long)
}

// CutInside reports whether short is long without inner words, both with the
// same ends: "Vale Statesman", "Vale American Statesman".
func CutInside(short, long []string) bool {
	n, m := len(short), len(long)
	return n > 1 && n < m && short[0] == long[0] && short[n-1] == long[m-1] && within(short, long) && !allGeneric(short)
}

// Describes reports whether the folded words behind the first of a name say what
// sort of organisation that is, or for what ("News", "News Norland", "Motors Norland", "for Clean
// Harbours"), rather than what it makes or has.
func Describes(rest []string) bool {
	n := len(rest)
	if n > 1 && nations[rest[n-1]] {
		n--
	}
	last := rest[n-1]
	return rest[0] == "for" || rest[0] == "of" || trades[rest[0]] || trades[last] || bodies[last] || generic[last] || strings.Trim(last, "0123456789") == ""
}

// trades end the names of firms.
var trades = set(`news tv dc technologies technology telecom telecommunications politics online systems industries motors pictures studios
entertainment holdings enterprises partners capital energy pharmaceuticals records sports sciences services solutions airways airlines
airline bros brothers sons firm program programme network channel inc co`)

// Truncates reports whether short is the first letters of a common word, as "Fed" is.
func Truncates(short, word string) bool {
	return len(short) >= 3 && len(short) <= 5 && len(word) >= len(short)+3 && strings.HasPrefix(word, short) && !generic[short] && generic[word]
}

// within reports whether short is long with words left out.
func within(short, long []string) bool {
	i := 0
	for _, w := range long {
		if i < len(short) && w == short[i] {
			i++
		}
	}
	return i == len(short)
}

func allGeneric(words []string) bool {
	for _, w := range words {
		if !generic[w] {
			return false
		}
	}
	return true
}

// Body reports whether a folded word is of a sort of organisation: the last
// word of most names of such.
func Body(word string) bool { return bodies[word] }

var bodies = set(`administration agency army association authority bank board branch brigade bureau cabinet commission committee company
corporation council court department directorate district force foundation guard institute institution laboratory league ministry
observatory office organization parliament party patrol police service society union university center`)

// Distinct reports whether folded words hold one that tells a name from others
// of its sort.
func Distinct(words []string) bool { return !allGeneric(words) }

// generic words name a sort of organisation or place, or qualify one; alone
// they name none.
var generic = set(`
agency airport army assembly association authority bank board bureau cabinet campaign capitol center central church city
club coalition college commission committee communist company conference congress conservative council county court
department democratic district division east eastern embassy exchange executive federal federation first foreign forum foundation fund
general government group guard health high hospital hotel house institute institution intelligence international
joint justice kingdom labor league liberal library local mall market media metropolitan military ministry movement municipal museum
national navy network new news north northern office old organization palace park parliament party people police
post press prison programme public radio regional republic republican research resort road royal school second security
senate service services social society south southern square state states station street supreme team television temple
times tower town treasury tribune union united university village west western white world
american british french german russian chinese european african asian australian canadian israeli japanese indian
saint san santa los las el la al north south great
`)

// SameLong reports whether two long names differ by one misspelt word ("Vale
// Bureau of Fisheries", "Vale Bureau Fisheries", "Bureua") or by small words.
func SameLong(a, b []string) bool {
	// "Sky Lab", "Skylab": eight letters, below which two words may meet by chance.
	if x, y := strings.Join(a, ""), strings.Join(b, ""); x == y && len(x) >= 6 || len(a) != len(b) && len(x) >= 8 && withinOneEdit(x, y) {
		return true
	}
	a, b = content(a), content(b)
	if len(a) > 2 && len(a) == len(b) && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) {
		return true // "Vale University Hospital", "University Hospital Vale"
	}
	if abbreviatedTail(a, b) || abbreviatedTail(b, a) || abbreviatedHead(a, b) || abbreviatedHead(b, a) {
		return true
	}
	if len(a) < 2 || len(a) != len(b) {
		return false
	}
	differing := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if !Misspelt(a[i], b[i]) && a[i]+"s" != b[i] && b[i]+"s" != a[i] {
			return false
		}
		differing++
	}
	return differing <= 1
}

// abbreviatedTail reports whether a is b with its last words, three or more,
// as an acronym: "Vale County EMS", "Vale County Emergency Medical Services".
func abbreviatedTail(a, b []string) bool {
	const least = 3 // letters
	n := len(a) - 1
	if n < 1 || len(a[n]) < least || len(b) != n+len(a[n]) || !slices.Equal(a[:n], b[:n]) {
		return false
	}
	for i := range len(a[n]) {
		if b[n+i][0] != a[n][i] {
			return false
		}
	}
	return true
}

// abbreviatedHead reports whether a is b with its first words, three or more,
// as an acronym: "VMC Hallam", "Vale Medical Center Hallam".
func abbreviatedHead(a, b []string) bool {
	const least = 3 // letters
	b = slices.DeleteFunc(slices.Clone(b), func(w string) bool { return suffixes[w] || w == "memorial" })
	if len(a) < 2 || len(a[0]) < least || len(b) != len(a)-1+len(a[0]) || !slices.Equal(a[1:], b[len(a[0]):]) {
		return false
	}
	for i := range len(a[0]) {
		if b[i][0] != a[0][i] {
			return false
		}
	}
	return true
}

// content drops the small words.
func content(words []string) []string {
	out := words[:0:0]
	for _, w := range words {
		if !smallWords[w] {
			out = append(out, w)
		}
	}
	return out
}

// Street returns the folded words of a street's or ward's name in one form:
// ordinals in digits, kinds of street in full, a leading compass point left
// out ("E. Sixth St." gives "6th street"); ok is false for other names.
func Street(words []string) (key string, ok bool) {
	out := make([]string, 0, len(words))
	for i, w := range words {
		if i == 0 && len(words) > 1 && compass[w] {
			continue
		}
		if to, is := ordinals[w]; is {
			w = to
		}
		if len(words) == 2 && i == 1 && len(out) == 0 && Ordinal(w) {
			return w + " street", true // "East 52nd", "E. Sixth"
		}
		if to, is := streets[w]; is && i == len(words)-1 && i > 0 {
			w, ok = to, true
		}
		out = append(out, w)
	}
	return strings.Join(out, " "), ok
}

// Ordinal reports whether a word in lower case is a number in order, in digits
// or, to twelve, in letters: "6th", "sixth".
func Ordinal(word string) bool {
	if ordinals[word] != "" {
		return true
	}
	n := len(word) - 2
	if n < 1 || word[n-1] < '0' || word[n-1] > '9' {
		return false
	}
	switch word[n:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

var compass = set("north south east west n s e w ne nw se sw northeast northwest southeast southwest upper lower")

var ordinals = func() map[string]string {
	m := map[string]string{}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth") {
		m[w] = strings.Fields("1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th")[i]
	}
	return m
}()

var streets = rowsWhole(`street st; avenue ave av; road rd; boulevard blvd; drive dr; lane ln; highway hwy; parkway pkwy; square sq;
ward; place pl; court ct; plaza; district; circuit; terrace; bridge`)

// rowsWhole is rows with each first word mapped to itself.
func rowsWhole(table string) map[string]string {
	m := rows(table)
	for _, row := range strings.Split(table, ";") {
		if words := strings.Fields(row); len(words) > 0 {
			m[words[0]] = words[0]
		}
	}
	return m
}
