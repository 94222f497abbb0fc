package figure

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"parallax/model/words"
	"parallax/news"
)

// unlikeRivals names what keeps two different values from being one quantity
// however alike their sentences are. Each line was a false difference in the
// training stories.
func (l *ledger) unlikeRivals(a, b *mention) bool {
	fa, fb := a.fig, b.fig
	vague := !fa.HasValue || !fb.HasValue
	untold := fa.Measure == "" && fb.Measure == "" || onBoard(fa, fb)
	toll := a.dim == peopleDim && fa.Measure != "" && fa.Measure != "affected" && !untold
	if handful(a) || handful(b) {
		return true // "several guests said" are some of the 400
	}
	if a.value > 0 && b.value > 0 && !vague && !toll && math.Abs(math.Log(a.value/b.value)) > farthest {
		return true
	}
	if toll && !vague && a.value > 0 && b.value > 0 && math.Abs(math.Log(a.value/b.value)) > 2*farthest {
		return true // "two or more people" are those of a law, not the dead
	}
	if toll && !vague && min(a.value, b.value) >= hundreds && max(a.value, b.value) > tripled*min(a.value, b.value) {
		return true // the dead of one disaster, the dead of a year
	}
	if a.proper || b.proper || strings.Contains(fa.Measure, " in ") {
		return true // Channel 4 News; the sums of two round-ups
	}
	if l.otherFrame(a, b) {
		return true
	}
	if l.raised(a, b) || l.priced(a, b) {
		return false
	}
	switch a.dim {
	case rankDim, dateDim, scoreDim, timesDim, shareDim, pointsDim:
		return true // the second thing is not the first thing revised; an index moves all day
	case ageDim:
		// Two named persons are excluded already; beside a name, "a 21-year-old"
		// is somebody else, and so it is where an article has several of them.
		return vague || a.partial || b.partial || l.undated(a) || l.undated(b) || (a.owner >= 0) != (b.owner >= 0) ||
			a.owner < 0 && (math.Abs(a.value-b.value) > misjudged || l.near(a, b) < 1.5*wordsShared || l.unnamedAges(a) > 1 && !l.revised(a) || l.unnamedAges(b) > 1 && !l.revised(b))
	case peopleDim, otherDim:
		if !toll && l.besides(a) != l.besides(b) || l.otherPeople(a, b) {
			return true // "six other ships" are not the four ships
		}
		if untold {
			// Eight officers and two people are no rivals, nor are former and top aides.
			return l.unlikeCounts(a, b) || (a.listed || b.listed || l.daysApart(a, b) > lasting) && l.near(a, b) < verbatim || vague && remote(a, b) || a.value == 0 && fa.HasValue || b.value == 0 && fb.HasValue || vague && (l.order(a.doc, b.doc) == 0 || words.Weight(a.head) < telling) || fa.Negated != fb.Negated || a.owner >= 0 && b.owner >= 0 && a.owner != b.owner || l.farDays(a, b)
		}
		if a.dim == otherDim {
			return fa.Measure != fb.Measure || a.head != b.head
		}
		if a.head != "" && b.head != "" && sexes[a.head] != sexes[b.head] {
			return true // four women are a part of five people
		}
		if l.otherScope(a, b) {
			return true // seven were shot: six wounded and one killed
		}
		if l.arrests(a, b) {
			return false
		}
		if fa.Measure == "aboard" && tooFar(a, b) {
			return true // a boat and a ship
		}
		kind := a.head != "" && a.head == b.head && !generic[a.head]
		if vague && fa.Measure != "missing" || l.besides(a) != l.besides(b) && tooFar(a, b) {
			return true // "dozens died", of whatever, while the missing are found; "infected 1,000 others"
		}
		if x, y := l.daily(a), l.daily(b); x != y || x && l.otherDay(a, b) {
			return true // the new deaths of two days
		}
		if fa.Measure == "deployed" && a.owner >= 0 && b.owner >= 0 && a.owner != b.owner {
			return true // the soldiers of two presidents
		}
		return fa.Measure != fb.Measure && akin(fa.Measure, fb.Measure) < oneFate || vague && !toll || fa.Negated != fb.Negated || !l.mainToll(a, kind) || !l.mainToll(b, kind)
	case lengthDim, massDim:
		if a.dim == massDim && len(a.names) > 0 && len(b.names) > 0 && overlap(a.names, b.names) == 0 && overlap(a.names, b.before) == 0 && overlap(a.before, b.names) == 0 {
			return true // two craft
		}
		if a.partial || b.partial || a.head != "" && b.head != "" && a.head != b.head && words.Alike(a.head, b.head) < unlikeHeads {
			return true // another 20-tonne craft; inches of surge and inches of rain
		}
		if a.dim == massDim && l.stuff(a) != l.stuff(b) {
			return true // a bomb of 30 tons, and its ten tons of explosives
		}
		if l.wording(a).planned != l.wording(b).planned {
			return true // miles of a road that is planned, and that is built
		}
		if fa.Measure == "distance" || fb.Measure == "distance" {
			return true // from the coast, from the capital: between what is seldom told beside the number
		}
		return vague || a.dim == massDim && tooFar(a, b) || fa.Measure != fb.Measure || fa.Measure == "" && (l.near(a, b) < wordsShared || !beside(a, b)) || l.farDays(a, b) && a.owner != b.owner
	case durationDim:
		near := l.near(a, b)
		if fa.Unit != fb.Unit || tooFar(a, b) && near < aligned || (a.head == "") != (b.head == "") && near < 1.5*wordsShared {
			return true // hours of speeches, days of a trial; a four-minute video, five minutes of listening
		}
		if a.head != "" && b.head != "" && a.head != b.head && words.Alike(a.head, b.head) < unlikeHeads {
			return true // a four-month quarrel, a three-month loan
		}
		return vague || a.partial || b.partial || otherOwner(a, b) || l.near(a, b) < aligned || !beside(a, b) || l.farDays(a, b) || shared(a, b) < several
	case clockDim:
		const near = 120       // minutes: further apart they time two events
		const week = 7.0 / 365 // of a year: the clock of another week times something else
		return l.verbless(a) || l.verbless(b) || l.otherMoment(a, b) || math.Abs(a.value-b.value) > near || l.near(a, b) < aligned || shared(a, b) < several || math.Abs(l.yearsBetween(a.doc, b.doc)) > week
	}
	if a.dim == percentDim && (l.wording(a).poll || l.wording(b).poll || l.near(a, b) < aligned || !beside(a, b) || shared(a, b) < several || len(a.quals) > 0 && len(b.quals) > 0 && overlap(a.quals, b.quals) == 0 || max(l.beneath(a.left, b.left), l.beneath(a.right, b.right)) < unlikeHeads) {
		return true // polls and thresholds stand side by side
	}
	if a.dim == percentDim && (l.ofWhat(a) == "") != (l.ofWhat(b) == "") {
		return true // half of all households; cut by half
	}
	if a.partial != b.partial || a.dim == moneyDim && l.also(a) != l.also(b) {
		return true
	}
	if l.foreseen(a) != l.foreseen(b) || a.dim == percentDim && l.otherDay(a, b) {
		return true // what came is no rival of what was expected, nor Friday's loss of Thursday's
	}
	if open(a) != open(b) && a.dim == moneyDim && l.report.Articles[a.doc].Published.Day() == l.report.Articles[b.doc].Published.Day() {
		return true // a price that was above a mark and one at another moment of the day
	}
	if a.dim == moneyDim && l.person(a.owner) && l.person(b.owner) && a.owner != b.owner {
		return true // the bail of two men
	}
	if (a.dim == moneyDim || a.dim == percentDim) && (l.undated(a) || l.undated(b)) {
		return true // prices and shares move
	}
	// Money, percentages and measures say little of what they measure: whose
	// they are must not differ.
	return vague || a.owner >= 0 && b.owner >= 0 && a.owner != b.owner || l.near(a, b) < wordsShared && !beside(a, b) || l.farDays(a, b)
}

// onBoard reports whether one of two figures counts who is on board, and nothing is
// told of the other: passengers need no word of it.
func onBoard(a, b *news.Figure) bool {
	return a.Measure == "aboard" && b.Measure == "" || a.Measure == "" && b.Measure == "aboard"
}

const (
	hundreds = 100 // people: the toll of a disaster, which many have counted
	tripled  = 3   // times: it seldom rises further between two reports
)

// otherOwner reports whether two figures are told of two names, neither of which
// stands by the other figure.
func otherOwner(a, b *mention) bool {
	return a.owner >= 0 && b.owner >= 0 && a.owner != b.owner && !slices.Contains(a.names, b.owner) && !slices.Contains(b.names, a.owner)
}

// stuff reports whether a mass is one of something: ten tons of sand, not the weight
// of a lorry.
func (l *ledger) stuff(m *mention) bool {
	return m.fig.What.Len() > 0 && strings.HasSuffix(l.report.Articles[m.doc].Text[:m.fig.What.Start], " of ")
}

// verbatim is the weighted share of near words at which two clauses are almost
// the same: only then may values contend that stand in lists.
const verbatim = 0.6

// daily reports whether m counts what was new on a day.
func (l *ledger) daily(m *mention) bool { return strings.Contains(l.phrase(m)+" ", " new ") }

// undated reports whether it is not known when the article of m came out: an age
// or a price in it may be that of another year.
func (l *ledger) undated(m *mention) bool { return l.report.Articles[m.doc].Published.At == "" }

// lasting is for how many days like words count one thing: after a week "a
// 14-page complaint" is another complaint.
const lasting = 5

// daysApart is how many days lie between two publications.
func (l *ledger) daysApart(a, b *mention) float64 {
	return math.Abs(l.yearsBetween(a.doc, b.doc)) * 365.25
}

// remote reports whether two values, one of them vague, lie so far apart that no
// correction leads from one to the other: two refugees, thousands of refugees.
func remote(a, b *mention) bool {
	const far = 10
	return a.low > far*b.high || b.low > far*a.high
}

// several is how many words beside an amount two reports must share: one alone
// ("level", "cost") stands beside amounts of everything.
const several = 2

// shared counts the near words that both have.
func shared(a, b *mention) int {
	n := 0
	for _, w := range a.near {
		if slices.Contains(b.near, w) {
			n++
		}
	}
	return n
}

// named reports whether m counts those who come on top of somebody who is named
// before it: "Ada Quill and three sailors".
func (l *ledger) named(m *mention) bool {
	if m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	from := d.Sentences[m.sentence].Start
	for i := firstName(d, from); i < len(d.Entities) && d.Entities[i].End <= m.fig.Number.Start; i++ {
		if e := d.Entities[i]; e.Kind == news.Person && andCount.MatchString(d.Text[e.End:m.fig.Number.Start]) {
			return true
		}
	}
	return l.besides(m) && andOthers.MatchString(d.Text[from:m.fig.Number.Start])
}

var (
	andCount  = regexp.MustCompile(`(?i)^,? and (?:the |at least |as many as |about |some |another )*$`)
	andOthers = regexp.MustCompile(`(?i)\S and (?:the |at least |as many as |about |some |another )*$`)
)

// otherPeople reports whether two counts are of people or things of two kinds
// told in unlike words, or whether one leaves out who is named beside it: "the
// captain and three sailors" are four.
func (l *ledger) otherPeople(a, b *mention) bool {
	if a.value > b.value {
		a, b = b, a
	}
	const most = 2 // persons named beside a count
	if b.value > a.value && b.value <= a.value+most && l.named(a) {
		return true
	}
	return a.head != b.head && a.head != "" && b.head != "" && !generic[a.head] && !generic[b.head] && words.Alike(a.head, b.head) < sameKind && l.near(a, b) < aligned
}

// sameKind is the cosine at which two nouns are used for one kind of people:
// protesters and demonstrators lie above, gunmen and hostages below.
const sameKind = 0.65

// handful reports whether m is a vague word for a few.
func handful(m *mention) bool { return !m.fig.HasValue && m.fig.High > 0 && m.fig.High <= 12 }

// lawful reports whether m is the least that a law asks for: two or more.
func (l *ledger) lawful(m *mention) bool {
	return m.fig.Bound == news.AtLeast && m.fig.HasValue && m.value <= 3 && strings.Contains(l.phrase(m), " or more")
}

// verbless reports whether the sentence of m tells nothing: a stamp, a heading.
func (l *ledger) verbless(m *mention) bool {
	d := l.report.Articles[m.doc]
	if m.sentence < 0 {
		return true
	}
	for _, t := range d.Tokens[d.Sentences[m.sentence].First:d.Sentences[m.sentence].Last] {
		if t.POS == news.VERB {
			return false
		}
	}
	return len(d.Tokens) > 0
}

// person reports whether a name is that of a person whom the reports share.
func (l *ledger) person(name int) bool {
	return name >= 0 && name < len(l.report.Entities) && l.report.Entities[name].Kind == news.Person
}

// open reports whether the value of m is only a bound.
func open(m *mention) bool { return m.fig.Bound == news.AtLeast || m.fig.Bound == news.AtMost }

// misjudged is how many years two reports may differ on the age of somebody
// whom neither names: more, and they tell of two people as often as not.
const misjudged = 1

// besides reports whether m counts what comes on top of something else.
func (l *ledger) besides(m *mention) bool {
	for _, word := range strings.Fields(l.phrase(m)) {
		switch word {
		case "other", "others", "more", "another", "additional", "further":
			return word != "more" || m.fig.Bound == news.Exact // "more than four" is a bound
		}
	}
	return false
}

// unnamedAges counts the different ages that the article of m gives of nobody
// by name.
func (l *ledger) unnamedAges(m *mention) int { return len(l.ages[m.doc]) }

// farDays reports whether the reports lie so far apart that like words tell of
// another event: a third of a year.
func (l *ledger) farDays(a, b *mention) bool {
	return math.Abs(l.yearsBetween(a.doc, b.doc)) > 1.0/3
}

// beside reports whether one of the nearest content words, a word on either
// side and one more, is the same.
func beside(a, b *mention) bool {
	return overlap(a.near[:min(3, len(a.near))], b.near[:min(3, len(b.near))]) > 0
}

// farthest is the logarithm of 5: a value that is not the toll of a disaster is
// seldom corrected by more.
const farthest = 1.61

// wordsShared is the weighted share of near words that two amounts need in
// common: about one content word in five.
const wordsShared = 0.2

// vagueDuration reports whether a cluster holds "a few days" and the like, which
// join too much.
func vagueDuration(members []*mention) bool {
	return slices.ContainsFunc(members, func(m *mention) bool { return m.dim == durationDim && !m.fig.HasValue })
}

// sexes and ages tell a part of those who were hit from all of them, as stems.
var sexes = map[string]string{"woman": "women", "women": "women", "man": "men", "men": "men", "boy": "boys", "girl": "girls", "child": "children", "children": "children",
	"teenag": "teens", "teen": "teens", "infant": "children", "toddler": "children", "babi": "children", "femal": "women", "male": "men"}

// otherSex reports whether what one counts are women or girls and what the other
// counts are men or boys.
func otherSex(a, b *mention) bool {
	return female[a.head] && male[b.head] || male[a.head] && female[b.head]
}

// female and male nouns, as stems.
var (
	female = map[string]bool{"woman": true, "women": true, "girl": true, "femal": true, "sister": true, "daughter": true, "mother": true, "wife": true, "wive": true, "niec": true, "granddaught": true}
	male   = map[string]bool{"man": true, "men": true, "boy": true, "male": true, "brother": true, "son": true, "father": true, "husband": true, "nephew": true, "grandson": true}
)

// generic nouns name nobody in particular.
var generic = map[string]bool{"peopl": true, "person": true, "man": true, "men": true, "woman": true, "women": true, "other": true, "child": true, "children": true,
	"victim": true, "one": true, "thing": true, "time": true, "way": true, "case": true, "part": true, "member": true, "block": true, "individu": true}
