package names

import (
	"slices"
	"strings"
)

// A Person is a personal name taken apart, every word folded.
type Person struct {
	Words  []string // without titles and suffixes, the surname last; at least one unless the name was empty
	Suffix string   // "jr", "sr", "ii", "iii", "iv"
	Nick   string   // nickname in quotation marks or parentheses, folded, "" for none
	Gender Gender   // as an honorific tells it
	lone   bool     // written as one word: "El-Hallam" is a surname
}

// Gender is what an honorific says of a person.
type Gender uint8

const (
	AnyGender Gender = iota
	Male
	Female
)

// ParsePerson takes a personal name apart: leading titles and nicknames in
// quotation marks or parentheses are left out.
func ParsePerson(name string) Person {
	var p Person
	bare, nick := dropNickname(name)
	p.Nick = Key(nick)
	words := Fold(bare)
	for len(words) > 1 {
		g, ok := honorifics[words[0]]
		if !ok && !titleHeads[words[0]] {
			break
		}
		if g != AnyGender {
			p.Gender = g
		}
		words = words[1:]
	}
	if n := len(words); n > 1 && suffixes[words[n-1]] {
		p.Suffix = words[n-1]
		words = words[:n-1]
	}
	if familyFirst(name, words) {
		words = append(slices.Clone(words[1:]), words[0])
	}
	p.Words = words
	p.lone = len(words) < 2 || !strings.ContainsAny(tail(name, len(words)), " \n\t")
	return p
}

// familyFirst reports whether a name is Korean or Chinese of three syllables,
// the surname first: "Han Seo-yun", "Han Seo Yun".
func familyFirst(name string, words []string) bool {
	if len(words) != 3 || particles[words[1]] || !Syllable(words[1]) || !Syllable(words[2]) {
		return false
	}
	field := name[strings.LastIndexAny(name, " \u00a0")+1:]
	_, second, hyphen := strings.Cut(field, "-")
	return hyphen && second != "" && second[0] >= 'a' && second[0] <= 'z' || Syllable(words[0])
}

// tail returns the end of name that holds its last n folded words, as far as
// white space tells.
func tail(name string, n int) string {
	fields := strings.Fields(name)
	for from := len(fields); from > 0; from-- {
		if rest := strings.Join(fields[from-1:], " "); len(Fold(rest)) >= n {
			return rest
		}
	}
	return name
}

var suffixes = set("jr sr ii iii iv junior senior")

// dropNickname cuts a nickname: John "Jack" Miller, John (Jack) Miller.
func dropNickname(name string) (bare, nick string) {
	for _, pair := range [...][2]string{{`"`, `"`}, {"“", "”"}, {"(", ")"}, {"‘", "’"}} {
		open := strings.Index(name, pair[0])
		if open <= 0 {
			continue
		}
		length := strings.Index(name[open+len(pair[0]):], pair[1])
		if length < 0 {
			continue
		}
		from := open + len(pair[0])
		rest := name[from+length+len(pair[1]):]
		return strings.TrimSpace(strings.TrimSpace(name[:open]) + " " + strings.TrimSpace(rest)), name[from : from+length]
	}
	return name, ""
}

// Full reports whether the name has a given name and a surname.
func (p Person) Full() bool { return !p.lone && len(p.Words) > 1 }

// Surname is the last word with the particles before it left out ("van der
// Berg" gives "berg"), "" for an empty name.
func (p Person) Surname() string {
	if len(p.Words) == 0 {
		return ""
	}
	return p.Words[len(p.Words)-1]
}

// Given is the first word of a full name, "" otherwise.
func (p Person) Given() string {
	if !p.Full() {
		return ""
	}
	return p.Words[0]
}

// SamePerson reports whether two full names can be one person's: the surnames
// are written alike (or differ in one letter where both given names agree
// exactly), and the given names agree: equal, one an initial or a usual short
// form of the other, or one letter apart. Two given names, or two suffixes,
// with one surname are two persons, never one.
func SamePerson(a, b Person) bool {
	if !a.Full() || !b.Full() || a.Suffix != "" && b.Suffix != "" && a.Suffix != b.Suffix {
		return false
	}
	if slices.Equal(a.Words, b.Words) {
		return true
	}
	if calledBy(a.Words, b.Words) || calledBy(b.Words, a.Words) || initialsOf(a, b) || initialsOf(b, a) {
		return true
	}
	sameSurname := a.Surname() == b.Surname() || SoundAlike(a.Surname(), b.Surname()) || compound(a, b)
	if !sameSurname && a.Given() != b.Given() {
		return false
	}
	given := givenAgree(a.Given(), b.Given())
	switch {
	case sameSurname && given == exact:
		return middleAgree(a.Words, b.Words)
	case sameSurname && given == near:
		return middleAgree(a.Words, b.Words)
	case sameSurname:
		// A middle name that serves as given name: "J. Edwin Vale", "Edwin Vale".
		return len(a.Words) > 2 && len(b.Words) == 2 && len(a.Given()) == 1 && a.Words[1] == b.Given() ||
			len(b.Words) > 2 && len(a.Words) == 2 && len(b.Given()) == 1 && b.Words[1] == a.Given()
	case given == exact && len(a.Given()) > 1:
		return Misspelt(a.Surname(), b.Surname()) && len(a.Words) == len(b.Words)
	}
	return false
}

// calledBy reports whether a full name is the tail of a longer one: a person
// called by the middle name or by a double surname ("Ana Lena Ruiz Calder",
// "Lena Ruiz Calder", "Ruiz Calder"), or a word that a caption put before the name.
func calledBy(short, long []string) bool {
	n := len(short)
	return n > 1 && n < len(long) && len(short[0]) > 1 && slices.Equal(long[len(long)-n:], short)
}

// initialsOf reports whether a person goes by the initials of the given names
// that a longer form writes out, one of them at least: "A.J. Vale", "Armando J. Vale".
func initialsOf(short, long Person) bool {
	n := len(long.Words) - 1
	if len(short.Words) != 2 || n < 2 || len(short.Words[0]) != n || short.Surname() != long.Surname() {
		return false
	}
	for i, w := range long.Words[:n] {
		if w[0] != short.Words[0][i] {
			return false
		}
	}
	return true
}

// SoundAlike reports whether two words are ways of writing one name of another
// script in Roman letters.
func SoundAlike(a, b string) bool {
	return spelling(a) == spelling(b) || len(a) > 4 && len(b) > 4 && romanised(a) == romanised(b)
}

// compound allows a double surname to be cut: "Ana Ruiz Calder", "Ana Ruiz".
// The given name must be a whole word that both share, and so must the
// surname, so that a father's and a daughter's names stay apart.
func compound(a, b Person) bool {
	long, short := a.Words, b.Words
	if len(long) < len(short) {
		long, short = short, long
	}
	if n := len(short); n > 2 && n < len(long) && slices.Equal(long[:n], short) {
		return true // "Ana Lena Ruiz Calder", "Ana Lena Ruiz"
	}
	return len(short) == 2 && len(long) >= 3 && long[0] == short[0] && len(short[0]) > 1 && slices.Contains(long[1:], short[1])
}

type agreement uint8

const (
	differ agreement = iota
	near
	exact
)

func givenAgree(a, b string) agreement {
	switch {
	case a == "" || b == "":
		return differ
	case a == b:
		return exact
	case len(a) == 1 || len(b) == 1:
		if a[0] == b[0] {
			return near
		}
		return differ
	case shortForm(a, b):
		return near
	case otherGender(a, b):
		return differ
	case Misspelt(a, b):
		return near
	case len(a) >= 3 && len(b) >= 3 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)):
		return near // "Dan" and "Daniel"
	}
	return differ
}

// otherGender reports whether two given names differ as a man's and a woman's
// do: "Paul" and "Paula", "Mario" and "Maria", "Louis" and "Louise".
func otherGender(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if rest, ok := strings.CutPrefix(b, a); ok {
		switch rest {
		case "a", "e", "o", "ia", "ie", "ina", "ine", "ette":
			return true
		}
	}
	n := len(a) - 1
	return len(a) == len(b) && n > 0 && a[:n] == b[:n] && strings.Contains("ao oa ae ea eo oe", a[n:]+b[n:])
}

// MaybeSamePerson reports whether two full names that [SamePerson] keeps apart
// may still be one person's, misspelt, where more speaks for it (the same
// office): one surname, and given names that begin alike ("Mary", "Marie").
func MaybeSamePerson(a, b Person) bool {
	if !a.Full() || !b.Full() || a.Suffix != b.Suffix || a.Surname() != b.Surname() {
		return false
	}
	x, y := a.Given(), b.Given()
	return len(x) > 3 && len(y) > 3 && x[:3] == y[:3] && max(len(x), len(y))-min(len(x), len(y)) <= 1
}

// middleAgree refuses two different middle names.
func middleAgree(a, b []string) bool {
	if len(a) < 3 || len(b) < 3 {
		return true
	}
	x, y := a[1], b[1]
	return x[0] == y[0] && (len(x) == 1 || len(y) == 1 || x == y || Misspelt(x, y)) || slices.Contains(a, y) || slices.Contains(b, x)
}

// Misspelt reports whether two folded words differ as a slip or another
// transliteration would have it: one letter in a word of five or more, two
// neighbours swapped, a known alternate spelling, or what sounds alike in Roman
// letters ("Saleh", "Salih").
func Misspelt(a, b string) bool {
	if spelling(a) == spelling(b) || len(a) > 3 && len(b) > 3 && romanised(a) == romanised(b) {
		return true
	}
	const shortest = 5 // letters: below that other words are a letter away ("Dean", "Dead")
	if len(a) < shortest || len(b) < shortest {
		return false
	}
	const long = 7 // letters: a word that one letter and its vowels' spelling make no other name
	return withinOneEdit(a, b) || len(a) >= long && len(b) >= long && withinOneEdit(romanised(a), romanised(b))
}

// withinOneEdit reports whether one insertion, deletion, substitution or swap
// of neighbours turns a into b.
func withinOneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// Fits reports whether a lone word can stand for a person of full name p, and
// how well: as surname, as given name, or not at all.
func (p Person) Fits(word string) Fit {
	if !p.Full() {
		return NoFit
	}
	if p.Surname() == word {
		return BySurname
	}
	if p.Words[0] == word || shortForm(word, p.Words[0]) && len(word) > 2 || p.Nick == word && len(word) > 1 {
		return ByGiven
	}
	// The inner words: a double surname ("Ruiz" of "Ana Ruiz Calder"), a
	// particle's tail. Initials and particles themselves stand for nobody.
	if len(word) > 2 && !particles[word] && slices.Contains(p.Words[1:], word) {
		return ByInner
	}
	return NoFit
}

// FitsSuffixed is Fits for a lone name that may have a suffix: "Vale Jr." is
// the son alone, and "Vale" the father rather than him; not the son at all
// where the writer calls him "Vale Jr.", as told tells.
func (p Person) FitsSuffixed(lone Person, told bool) Fit {
	fit := p.Fits(lone.Words[0])
	switch {
	case lone.Suffix == p.Suffix:
		return fit
	case lone.Suffix != "", told && fit == BySurname:
		return NoFit
	case fit == BySurname:
		return ByInner
	}
	return fit
}

// FitsTail reports whether words are the tail of the full name, as "de Vries"
// of "Anna de Vries".
func (p Person) FitsTail(words []string) bool {
	n := len(words)
	return n < len(p.Words) && slices.Equal(p.Words[len(p.Words)-n:], words)
}

// Fit grades how a lone word stands for a full name.
type Fit uint8

const (
	NoFit Fit = iota
	ByInner
	ByGiven
	BySurname
)

var particles = set("van von der den de da di del della dos das du la le el al bin ibn ben bint abu abd ter ten zu y e san st")

// shortForm reports whether two given names are usual forms of one.
func shortForm(a, b string) bool {
	for _, x := range givenForms[a] {
		if x == b {
			return true
		}
		for _, y := range givenForms[b] {
			if x == y {
				return true
			}
		}
	}
	return slices.Contains(givenForms[b], a)
}

// givenForms gives the full names that a usual short English form stands for.
var givenForms = forms(`
abby abigail; al albert alan alfred alexander; alex alexander alexandra alexis; andy andrew; angie angela; art arthur;
barb barbara; becky rebecca; ben benjamin; bernie bernard; bert albert herbert; beth elizabeth; betsy elizabeth;
betty elizabeth; bill william; billy william; bob robert; bobby robert; brad bradley; cathy catherine; charlie charles;
chris christopher christian christine christina; chuck charles; cindy cynthia; dan daniel; danny daniel; dave david;
deb deborah debra; debbie deborah debra; debby deborah; dick richard; don donald; donny donald; doug douglas; drew andrew;
ed edward edwin edmund; eddie edward; ellie eleanor; fran francis frances; frank francis franklin; fred frederick alfred;
gabe gabriel; gene eugene; greg gregory; hank henry; harry harold henry; jack john jackson; jake jacob; jamie james;
jeff jeffrey geoffrey; jen jennifer; jenny jennifer; jerry gerald jerome; jim james; jimmy james; joe joseph; joey joseph;
jon jonathan; johnny john; josh joshua; kate katherine catherine kathryn; kathy katherine kathleen; katie katherine;
ken kenneth; kenny kenneth; kim kimberly; larry lawrence; len leonard; leo leonard leonardo; liz elizabeth; lou louis;
maggie margaret; mandy amanda; marc marcus; marty martin; matt matthew; max maximilian maxwell; meg margaret;
mel melvin melissa; mickey michael; mike michael; mitch mitchell; nancy ann; nate nathan nathaniel; ned edward;
nick nicholas; norm norman; pam pamela; pat patrick patricia; patty patricia; peg margaret; peggy margaret; pete peter;
phil philip phillip; rafa rafael; ray raymond; rich richard; rick richard eric; ricky richard; rob robert; robbie robert;
ron ronald; ronnie ronald; russ russell; sam samuel samantha; sandy sandra alexander; stan stanley; steph stephanie;
steve steven stephen; sue susan; susie susan; ted edward theodore; teddy edward theodore; terry terence theresa;
tim timothy; timmy timothy; toby tobias; tom thomas; tommy thomas; tony anthony antonio; tori victoria; vicky victoria;
vince vincent; walt walter; wes wesley; will william; zach zachary; zack zachary
`)

func forms(table string) map[string][]string {
	m := map[string][]string{}
	for _, row := range strings.Split(table, ";") {
		if words := strings.Fields(row); len(words) > 1 {
			m[words[0]] = words[1:]
		}
	}
	return m
}
