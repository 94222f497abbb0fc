package figure

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"parallax/model/words"
	"parallax/news"
)

// What a clause says of its figure beside the number: at which place, in which
// year, for each or for all, of what. Two clauses that say it differently tell
// of two things, however alike their other words are.

// otherFrame reports whether two figures are told of two years, places, events,
// shares or things.
func (l *ledger) otherFrame(a, b *mention) bool {
	if a.dim == ageDim {
		return false
	}
	x, y := l.wording(a), l.wording(b)
	if x.another != y.another || x.span != y.span && a.dim == peopleDim && a.fig.Measure != "" || x.each(l, a) != y.each(l, b) || len(x.blocks) > 0 && len(y.blocks) > 0 && !slices.ContainsFunc(x.blocks, func(s string) bool { return slices.Contains(y.blocks, s) }) {
		return true
	}
	if l.countsOn(a, b) || l.countsOn(b, a) {
		return true
	}
	if x.global && !y.global && l.namesPlace(b) || y.global && !x.global && l.namesPlace(a) || a.fig.Measure == "killed" && x.scene != y.scene {
		return true // worldwide and in one country; those who died at the scene and all
	}
	// What a thing weighs does not depend on the year, unless two years are told.
	property := (a.dim == massDim || a.dim == lengthDim) && (len(a.times) == 0 || len(b.times) == 0)
	property = property || a.dim == durationDim && l.near(a, b) >= verbatim
	return !property && l.otherEra(a, b) || l.elsewhere(a, b) || l.elsewhere(b, a) || l.ofOther(a, b)
}

var (
	anotherEvent = regexp.MustCompile(`(?i)\b(?:another|previous|earlier|most recent|second|third|separate|unrelated)(?: [\pL-]+){0,2} (?:attack|shooting|incident|bombing|blast|explosion|crash|accident|collision|quake|earthquake|storm|fire|flood|raid|killing|murder|outbreak)\b`)
	streetBlock  = regexp.MustCompile(`\b[\d,]{2,6} block\b`)
	planned      = regexp.MustCompile(`(?i)\b(?:plan(?:s|ned|ning)?|promis(?:e|es|ed|ing)|propos(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|will|would)\b`)
	global       = regexp.MustCompile(`(?i)\b(?:worldwide|globally|(?:around|across) the (?:world|globe))\b`)
	atScene      = regexp.MustCompile(`(?i)\bat the scene\b|\bon the spot\b`)
	rateAfter    = regexp.MustCompile(`^(?: (?:thousand|million|billion|trillion|dollars))*[ -](?:an? (?:hour|day|week|month|year|person|head|share|barrel|gallon|tonne?)|annual(?:ly)?|yearly|monthly|weekly|daily)\b`)
	rateBefore   = regexp.MustCompile(`\b(?:[Aa]nnual|[Yy]early|[Mm]onthly|[Ww]eekly|[Dd]aily|[Hh]ourly) (?:[\pL-]+ ){0,3}$`)
	opensEach    = regexp.MustCompile(`^(?:Each|Every)\b`)
	shareOut     = regexp.MustCompile(`(?i)\b(?:each|apiece|every|per)\b`)
)

// each reports whether m is what one of several gets: 24 hours for each side.
func (w *wording) each(l *ledger, m *mention) bool {
	if m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	s := d.Sentences[m.sentence]
	if m.dim == moneyDim && (rateAfter.MatchString(d.Text[m.fig.Number.End:s.End]) || rateBefore.MatchString(d.Text[s.Start:m.fig.Number.Start])) {
		return true
	}
	if !w.shared {
		return false
	}
	const near = 40 // bytes: further off, "each" belongs to other words
	if opensEach.MatchString(d.Slice(s.Span)) {
		return true
	}
	before := d.Text[max(s.Start, m.fig.Number.Start-near):m.fig.Number.Start]
	after := d.Text[m.fig.Number.End:min(s.End, m.fig.Number.End+near)]
	if cut := strings.IndexAny(after, ",;-–—"); cut > 0 {
		after = after[:cut]
	}
	return shareOut.MatchString(before) || shareOut.MatchString(after)
}

// countsOn reports whether the sentence of a, or the next, goes on to the number
// that b gives: "four died at once, a fifth in hospital" are five.
func (l *ledger) countsOn(a, b *mention) bool {
	if a.dim != peopleDim && a.dim != otherDim || a.sentence < 0 || b.value != a.value+1 || int(b.value) >= len(ordinals) || a.value < 1 {
		return false
	}
	d := l.report.Articles[a.doc]
	next := d.Sentences[min(a.sentence+1, len(d.Sentences)-1)]
	return strings.Contains(strings.ToLower(d.Text[a.fig.Number.End:max(a.fig.Number.End, next.End)]), " a "+ordinals[int(b.value)])
}

var ordinals = [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}

// namesPlace reports whether the sentence of m names a place.
func (l *ledger) namesPlace(m *mention) bool {
	return slices.ContainsFunc(m.names, func(n int) bool { return n < len(l.report.Entities) && l.report.Entities[n].Kind == news.Place })
}

// otherEra reports whether the sentence of one figure speaks of another year, or
// of a day of which the other report knows nothing: "in 1999 there were 13 of
// them", "the last one was on 28 February".
func (l *ledger) otherEra(a, b *mention) bool { return l.pastOf(a, b) || l.pastOf(b, a) }

// pastOf reports whether every date by the side of a is far from its publication
// and from what dates b. A day is far after a week, unless the article of b names
// that day somewhere; a year after a year.
func (l *ledger) pastOf(a, b *mention) bool {
	published, ok := yearOf(l.report.Articles[a.doc].Published.Day())
	if !ok || len(a.times) == 0 {
		return false
	}
	sentence := b.times
	if len(sentence) == 0 {
		sentence = []string{l.report.Articles[b.doc].Published.Day()}
	}
	const day, week = 10, 7.0 / 365 // letters of a date; years
	for _, t := range a.times {
		far, other := 1.0, sentence
		switch len(t) {
		case day:
			far, other = week, l.days(b.doc)
		case len("2006"):
			far = 0.5 // the middle of a year that is over
		}
		y, ok := yearOf(t)
		if !ok || math.Abs(y-published) < far {
			return false
		}
		for _, u := range other {
			if z, ok := yearOf(u); !ok || math.Abs(y-z) < far {
				return false
			}
		}
	}
	return true
}

// days lists the days that an article names, its publication among them.
func (l *ledger) days(doc int) []string {
	if l.dayNames == nil {
		l.dayNames = map[int][]string{}
	}
	if _, ok := l.dayNames[doc]; !ok {
		d := l.report.Articles[doc]
		out := []string{d.Published.Day()}
		for i := range d.Times {
			if t := &d.Times[i]; t.Type == news.Date && len(t.Value) == 10 && !slices.Contains(out, t.Value) {
				out = append(out, t.Value)
			}
		}
		l.dayNames[doc] = out
	}
	return l.dayNames[doc]
}

// yearOf reads a date of any precision as a year; one of a year is its middle.
func yearOf(s string) (float64, bool) {
	for _, form := range []struct {
		layout string
		middle float64
	}{{"2006-01-02", 0}, {"2006-01", 0.04}, {"2006", 0.5}} {
		if len(s) >= len(form.layout) {
			if t, err := time.Parse(form.layout, s[:len(form.layout)]); err == nil {
				return float64(t.Year()) + float64(t.YearDay()-1)/366 + form.middle, true
			}
		}
	}
	return 0, false
}

// elsewhere reports whether a is the count of a place that b's sentences do not
// name: "Norland has 67 deaths" beside the deaths of another country.
func (l *ledger) elsewhere(a, b *mention) bool {
	p := l.placeBefore(a)
	return p >= 0 && len(b.names) > 0 && !slices.Contains(b.names, p) && !slices.Contains(b.before, p)
}

// placeBefore is the place that has, reports or confirms the figure; -1 when
// the sentence is of no such form.
func (l *ledger) placeBefore(m *mention) int {
	if m.sentence < 0 || m.dim != peopleDim && m.dim != otherDim {
		return -1
	}
	d := l.report.Articles[m.doc]
	sent := d.Sentences[m.sentence]
	const reach = 4 // words: has so far reported
	for i := firstName(d, sent.Start); i < len(d.Entities) && d.Entities[i].End <= m.fig.Number.Start; i++ {
		e := &d.Entities[i]
		if e.Kind != news.Place {
			continue
		}
		_, from := d.TokensIn(e.Span)
		to, _ := d.TokensIn(m.fig.Number)
		if to-from < 1 || to-from > reach {
			continue
		}
		verb, other := false, false
		for _, t := range d.Tokens[from:to] {
			switch t.POS {
			case news.VERB, news.AUX:
				verb = true
			case news.ADV, news.ADJ, news.ADP, news.SCONJ:
			default:
				other = true
			}
		}
		if verb && !other {
			return l.name(m.doc, *e)
		}
	}
	return -1
}

// also reports whether an amount comes on top of others: "also includes $7
// million".
func (l *ledger) also(m *mention) bool {
	const near = 24 // bytes
	d := l.report.Articles[m.doc]
	return alsoBefore.MatchString(d.Text[max(0, m.fig.Start-near):m.fig.Start])
}

var alsoBefore = regexp.MustCompile(`(?i)\b(?:also|another|additional|further|more) [^.;]*$`)

// ofOther reports whether two amounts are of unlike things: 25 percent of the
// funds, 41 percent of the patients.
func (l *ledger) ofOther(a, b *mention) bool {
	switch a.dim {
	case percentDim, moneyDim, durationDim:
	default:
		return false
	}
	x, y := l.ofWhat(a), l.ofWhat(b)
	return x != "" && y != "" && x != y && words.Alike(x, y) < unlikeHeads
}

// ofWhat is the stem of the noun that an amount is of: "40 percent of all river
// miles" is of miles, "$5 billion in aid" of aid. "" where none is told.
func (l *ledger) ofWhat(m *mention) string {
	d := l.report.Articles[m.doc]
	_, t := d.TokensIn(m.fig.Number)
	word := func(t int) string { return strings.ToLower(d.Slice(d.Tokens[t].Span)) }
	end := len(d.Tokens)
	if m.sentence >= 0 {
		end = d.Sentences[m.sentence].Last
	}
	for t < end && unitWord[word(t)] {
		t++
	}
	if t >= end || word(t) != "of" && (m.dim != moneyDim || word(t) != "in" && word(t) != "for") {
		return ""
	}
	head := ""
	for t++; t < end; t++ {
		switch d.Tokens[t].POS {
		case news.NOUN, news.PROPN:
			head = word(t)
			continue
		case news.DET, news.ADJ, news.NUM, news.SYM, news.X:
			continue
		case news.PART:
			head = "" // somebody's
			continue
		}
		break
	}
	if head == "" || timeWord[head] {
		return ""
	}
	if n := l.stem(head); n >= 0 {
		return l.stems[n]
	}
	return ""
}

// unitWord stands between a number and what it is of.
var unitWord = map[string]bool{"percent": true, "%": true, "per": true, "cent": true, "million": true, "billion": true, "trillion": true, "dollars": true,
	"euros": true, "pounds": true, "worth": true, "m": true, "bn": true, "hours": true, "days": true, "weeks": true, "months": true, "years": true, "minutes": true,
	"hour": true, "day": true, "week": true, "month": true, "year": true, "minute": true, "-": true}

// timeWord is no thing that an amount is of: "$11 million in the first quarter".
var timeWord = map[string]bool{"day": true, "days": true, "week": true, "weeks": true, "month": true, "months": true, "year": true, "years": true, "quarter": true, "period": true,
	"total": true, "cash": true, "time": true}
