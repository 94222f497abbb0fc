package figure

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"parallax/model/words"
	"parallax/news"
)

// What two values of like words cover may differ though no word of what is
// counted says so: with the dead or without, with the attacker or without, one
// event or several, the act or the call about it.

const (
	// aligned is the weighted share of near words at which two clauses say the
	// same: what has no measure, no owner and no noun of its own needs it.
	aligned = 0.4
	// thousands of people are seldom a part of other thousands in like words.
	thousands = 1000
	// likely is the probability, learnt from all that is told beside the values, at
	// which two large counts of people need no further words in common.
	likely = 0.7
	// doubled is how far a weight or a count of things may be corrected: the
	// logarithm of two.
	doubled = 0.7
)

// unlikeCounts reports whether two counts of things that nothing befell lack
// the evidence of being one: the same noun, and a qualifier in common or a noun
// of few uses, or clauses in the same words.
func (l *ledger) unlikeCounts(a, b *mention) bool {
	if a.head == "" || a.head != b.head || generic[a.head] && (a.partial || b.partial || l.near(a, b) < verbatim) || a.value == 1 || b.value == 1 || l.ratio(a) || l.ratio(b) || tooFar(a, b) && a.fig.HasValue && b.fig.HasValue {
		return true // "one officer" is some officer
	}
	near := l.near(a, b)
	switch {
	case len(a.quals) > 0 && len(b.quals) > 0:
		return near < wordsShared || overlap(a.quals, b.quals) == 0
	case len(a.quals) > 0 || len(b.quals) > 0:
		return near < aligned || !beside(a, b) // two Democratic members are a part of the four
	case a.dim == peopleDim && min(a.value, b.value) >= thousands:
		return near < wordsShared && l.same(a, b) < likely
	case words.Weight(a.head) >= telling:
		return near < wordsShared
	}
	return near < aligned
}

// ratio reports whether m is the second number of a ratio: one in ten.
func (l *ledger) ratio(m *mention) bool {
	return inTen.MatchString(l.report.Articles[m.doc].Text[max(0, m.fig.Start-24):m.fig.Number.Start])
}

var inTen = regexp.MustCompile(`(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of)(?: every)? $`)

// otherScope reports whether one of two tolls takes in whom the other leaves
// out: those who died, or the attacker; or whether it is of several events.
func (l *ledger) otherScope(a, b *mention) bool {
	if a.value < b.value {
		a, b = b, a
	}
	if l.several(a) != l.several(b) || kin[a.head] != kin[b.head] {
		return true // two brothers are a part of the three men
	}
	if w := l.phrase(a); b.head != "" && strings.Contains(w, " and ") && strings.Contains(w, b.head) {
		return true // "two children and their father" beside the two children
	}
	more := a.value - b.value
	if more == 1 && a.fig.Measure != "killed" && l.besidesIn(b) && !l.besidesIn(a) {
		return true // four were shot; three others were wounded
	}
	if a.fig.Measure == "injured" || a.fig.Measure == "shot" || a.fig.Measure == "hospitalised" {
		if !l.besidesIn(a) && !l.toldBeside(a, more) && (l.dead(a.doc, more) || l.dead(b.doc, more)) {
			return true
		}
	}
	if more != 1 {
		return false
	}
	within, without := l.wording(a), l.wording(b)
	return within.withAttacker || without.besideAttacker && !within.besideAttacker
}

// arrests reports whether no arrest had been made when one report was written,
// and some had when a later one was.
func (l *ledger) arrests(a, b *mention) bool {
	if a.fig.Measure != "arrested" || b.fig.Measure != "arrested" || a.dim != peopleDim || l.order(a.doc, b.doc) == 0 {
		return false
	}
	if l.later(a, b) {
		a, b = b, a
	}
	some := slices.ContainsFunc(l.figures[a.doc], func(f news.Figure) bool { return f.Measure == "arrested" && f.HasValue && f.Value > 0 })
	return a.value == 0 && a.fig.HasValue && !some && b.value > 0 && l.mainToll(b, false)
}

// withoutKiller reports whether m is the dead of an attacker whose own death its
// sentence tells beside, and n one more: the attacker with them.
func (l *ledger) withoutKiller(m, n *mention) bool {
	return m.fig.Measure == "killed" && n.fig.Measure == "killed" && n.value == m.value+1 && l.wording(m).besideAttacker
}

// besidesIn reports whether the article of m tells its value as that of others,
// in the figure itself or in another one.
func (l *ledger) besidesIn(m *mention) bool {
	return slices.ContainsFunc(l.figures[m.doc], func(f news.Figure) bool {
		return f.Unit == "people" && f.HasValue && f.Value == m.value && l.besides(&mention{doc: m.doc, fig: &f})
	})
}

// phrase is what m counts, in lower case.
func (l *ledger) phrase(m *mention) string {
	return strings.ToLower(l.report.Articles[m.doc].Slice(m.fig.Span))
}

// toldBeside reports whether the sentence of m counts n dead by the side of the
// hurt, and so not among them: "killed one man and injured 16".
func (l *ledger) toldBeside(m *mention, n float64) bool {
	if m.fig.Measure != "injured" || m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	return slices.ContainsFunc(l.figures[m.doc], func(f news.Figure) bool {
		if f.Measure != "killed" || !f.HasValue || f.Value != n || f.Number == m.fig.Number || d.SentenceAt(f.Number.Start) != m.sentence {
			return false
		}
		between := d.Text[min(f.Number.End, m.fig.Number.End):max(f.Number.Start, m.fig.Number.Start)]
		return joins.MatchString(between) && !ofThem.MatchString(d.Slice(d.Sentences[m.sentence].Span))
	})
}

// dead reports whether an article gives n dead.
func (l *ledger) dead(doc int, n float64) bool {
	return slices.ContainsFunc(l.figures[doc], func(f news.Figure) bool {
		return f.Measure == "killed" && f.HasValue && f.Value == n
	})
}

// several reports whether the sentence of m tells of more than one event.
func (l *ledger) several(m *mention) bool { return l.wording(m).several }

// foreseen reports whether m is a value that somebody expects.
func (l *ledger) foreseen(m *mention) bool { return l.wording(m).foreseen }

// reports reports whether a time of day is that of a call or a message about
// the event, or of those who answered it.
func (l *ledger) reports(m *mention) bool { return l.wording(m).call }

var (
	severalEvents = regexp.MustCompile(`(?i)\b(?:two|three|four|five|six|seven|several|multiple|separate|[2-9]) (?:[\pL-]+ ){0,3}(?:attacks|shootings|incidents|bombings|blasts|explosions|crashes|quakes|storms)\b|\bin (?:[\pL-]+ ){0,3}(?:shootings|crashes|accidents|stabbings)\b`)
	// Attacks in one place and in another are told of as one sum.
	listedEvents = regexp.MustCompile(`\b(?:attacks|shootings|bombings|blasts|explosions|crashes|quakes|storms|killings|raids) (?:in|on|at) \p{Lu}[^.;]*\band(?: in| at)? \p{Lu}`)
	severalDays  = regexp.MustCompile(`(?i)\b(?:in|over|during|after|across) (?:the )?(?:past |last |first )?(?:two|three|four|five|six|seven|several|[2-9]) (?:straight |consecutive )?(?:nights|days|weeks|months|years)\b`)
	polling      = regexp.MustCompile(`(?i)\b(?:polls?|polled|polling|survey(?:s|ed)?|respondents|approv(?:e|es|al)|favorab\w+|(?:voters|americans|democrats|republicans|independents) (?:say|said|think|believe|want|support|oppose))\b`)
	// The attacker is one of those who are counted, or is told of beside them.
	withAttacker   = regexp.MustCompile(`(?i)\b(?:including|plus|along with|as well as) (?:the |a |an |his |her |one )?(?:alleged |suspected )?(?:gunman|shooter|suspect|attacker|assailant|bomber|perpetrator|himself|herself)\b`)
	besideAttacker = regexp.MustCompile(`(?i)\b(?:himself|herself)\b|\bbefore (?:he|she|they|being) (?:was |were )?(?:shot|killed|wounded|fatally)`)
	foreseen       = regexp.MustCompile(`(?i)\b(?:forecast|expect|predict|project|anticipat)(?:ed|s|ing)?\b|\b(?:will|would|could|may|might) (?:be|reach|hit|rise|fall|grow|cost|bring)\b|\bpotentially\b`)
	joins          = regexp.MustCompile(`\b(?:and|while|as well as)\b`)
	ofThem         = regexp.MustCompile(`\b(?:of (?:them|whom|the)|including|among)\b`)
	callTime       = regexp.MustCompile(`(?i)\b(?:calls?|called|calling|911|dispatched|responded|respond|reported|tweeted|twitter|facebook|posted|received|arrived|notified)\b`)
)

// A wording is what the sentence of a figure says of its scope.
type wording struct {
	several, withAttacker, besideAttacker, foreseen, call bool
	another, shared, planned, price, global, scene, span  bool // another event; something is shared out; somebody plans; of prices; of the world; at the scene; over several days
	poll                                                  bool // of those who were asked
	days, blocks                                          []string
}

// wording reads the sentence of m once, however many figures m is held against.
func (l *ledger) wording(m *mention) *wording {
	if m.wording == nil {
		s := l.sentenceOf(m)
		m.wording = &wording{several: severalEvents.MatchString(s) || listedEvents.MatchString(s), span: severalDays.MatchString(s), poll: polling.MatchString(s), withAttacker: withAttacker.MatchString(s), besideAttacker: besideAttacker.MatchString(s),
			foreseen: foreseen.MatchString(s), call: callTime.MatchString(s), days: weekday.FindAllString(s, -1),
			another: anotherEvent.MatchString(s), shared: shareOut.MatchString(s), planned: planned.MatchString(s), price: pricing.MatchString(s), global: global.MatchString(s), scene: atScene.MatchString(s), blocks: streetBlock.FindAllString(s, -1)}
	}
	return m.wording
}

func (l *ledger) sentenceOf(m *mention) string {
	if m.sentence < 0 {
		return ""
	}
	d := l.report.Articles[m.doc]
	return d.Slice(d.Sentences[m.sentence].Span)
}

// otherMoment reports whether two times of day are of two steps of an event, or
// of two days. A call cannot come before what it tells of: that is a conflict.
func (l *ledger) otherMoment(a, b *mention) bool {
	if l.reports(a) {
		a, b = b, a
	}
	if l.reports(b) && (l.reports(a) && l.near(a, b) < aligned || !l.reports(a) && b.value > a.value) {
		return true
	}
	return l.otherDay(a, b)
}

// otherDay reports whether the sentences of two figures name days of the week,
// and none in common.
func (l *ledger) otherDay(a, b *mention) bool {
	x, y := l.wording(a).days, l.wording(b).days
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(day string) bool { return slices.Contains(y, day) })
}

var weekday = regexp.MustCompile(`\b(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b`)

// tooFar reports whether two values are too far apart to be of one thing.
func tooFar(a, b *mention) bool {
	return a.value > 0 && b.value > 0 && math.Abs(math.Log(a.value/b.value)) > doubled
}

// raised reports whether one of two amounts is told as what the other was raised
// or lowered to, in like words: "the reward has been increased to $5,000".
func (l *ledger) raised(a, b *mention) bool {
	if a.dim != moneyDim || a.doc == b.doc || !a.fig.HasValue || !b.fig.HasValue || relate(a, b) == equal {
		return false
	}
	if l.changedTo(a) {
		a, b = b, a
	}
	return l.changedTo(b) && !l.changedTo(a) && beside(a, b) && l.near(a, b) >= wordsShared
}

// changedTo reports whether m is told as the outcome of a change.
func (l *ledger) changedTo(m *mention) bool {
	const near = 60 // bytes: a clause
	d := l.report.Articles[m.doc]
	return outcome.MatchString(d.Text[max(0, m.fig.Start-near):m.fig.Number.Start])
}

var outcome = regexp.MustCompile(`(?i)\b(?:increas|rais|upp|boost|doubl|lower|reduc|cut|bring)[a-z]*\b[^.;]*\bto (?:a total of |about |nearly |almost |more than |up to |\pS|US\$)*$`)

// priced reports whether two amounts are the price of one thing on two days: a
// word of price beside both, and before both the same rare word.
func (l *ledger) priced(a, b *mention) bool {
	if a.dim != moneyDim || a.doc == b.doc || !a.fig.HasValue || !b.fig.HasValue || l.order(a.doc, b.doc) == 0 || relate(a, b) == equal {
		return false
	}
	return l.pricing(a) && l.pricing(b) && slices.ContainsFunc(l.leftOf(a), func(n int) bool {
		return words.Weight(l.stems[n]) >= rareName && slices.Contains(l.leftOf(b), n)
	})
}

// rareName is the rarity, in nats, of the name of a ware or a paper.
const rareName = 5

// leftOf lists the stems of the two content words before m, in its clause.
func (l *ledger) leftOf(m *mention) []int {
	if m.sentence < 0 {
		return nil
	}
	d := l.report.Articles[m.doc]
	at, _ := d.TokensIn(m.fig.Number)
	var out []int
	for t := at - 1; t >= d.Sentences[m.sentence].First && len(out) < 2; t-- {
		word := d.Slice(d.Tokens[t].Span)
		if strings.ContainsAny(word, ",;$0123456789") {
			break
		}
		if n := l.stem(word); n >= 0 && n < len(l.stems) {
			out = append(out, n)
		}
	}
	return out
}

// pricing reports whether the sentence of m tells of prices.
func (l *ledger) pricing(m *mention) bool { return l.wording(m).price }

var pricing = regexp.MustCompile(`(?i)\b(?:pric(?:e|es|ed|ing)|trad(?:ed|es|ing)|selling|sold|worth|valued|a (?:barrel|share|coin|tonne?|ounce|gallon))\b`)
