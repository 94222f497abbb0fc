// Package figure finds the quantities that an article states: counts, money,
// percentages, measures, ages, durations, ranks and times of day, each with
// its value, its bound, what is counted, and what happened to what is counted.
//
// It reads the sentences of a document; tags, times and attributions are used
// where they are present. Grammar and vocabulary are English.
package figure

import (
	"context"
	"sort"
	"strings"

	"parallax/news"
)

// Annotate fills d.Figures.
func Annotate(ctx context.Context, d *news.Doc) error {
	d.Figures = nil
	if d.Language != "" && d.Language != "en" {
		d.Note("figures: in " + d.Language + " only numbers in digits, without what they count")
		inDigits(d)
		return ctx.Err()
	}
	s := scanner{lexer: lexer{doc: d, text: d.Text}}
	s.headline()
	for i, sent := range d.Sentences {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if skipped(d, sent.Span) || playlist(d.Slice(sent.Span)) {
			continue
		}
		s.lexer.sentence(sent.Span, sent.First, sent.Last)
		s.scan(sent.Span)
	}
	s.settle()
	s.dates()
	sort.SliceStable(d.Figures, func(a, b int) bool { return d.Figures[a].Span.Less(d.Figures[b].Span) })
	return nil
}

// skipped reports whether a sentence stands in boilerplate that states no
// facts of the story: pleas, share prompts, links to other stories, the time of
// an update. Captions are read, their facts are real.
func skipped(d *news.Doc, span news.Span) bool {
	if !d.InBoilerplate(span) {
		return false
	}
	first := sort.Search(len(d.Boilerplate), func(i int) bool { return d.Boilerplate[i].End > span.Start })
	for _, b := range d.Boilerplate[first:] {
		if b.Start >= span.End {
			break
		}
		switch b.Kind {
		case news.Share, news.Plea, news.Related, news.Bio, news.Legal, news.Credit, news.Breadcrumb, news.Stamp:
			return true
		}
	}
	return false
}

// playlist reports whether a line is the entry of a list of videos, its length
// before its title: "0:41 Ferry burns off Norport".
func playlist(line string) bool {
	k := strings.IndexByte(line, ':')
	if k < 1 || k > 2 || len(line) < k+5 || line[k+3] != ' ' || line[k+4] < 'A' || line[k+4] > 'Z' {
		return false
	}
	for _, i := range []int{0, k - 1, k + 1, k + 2} {
		if line[i] < '0' || line[i] > '9' {
			return false
		}
	}
	return !strings.HasPrefix(line[k+4:], "AM") && !strings.HasPrefix(line[k+4:], "PM") && !strings.HasPrefix(line[k+4:], "A.M") && !strings.HasPrefix(line[k+4:], "P.M")
}

// A scanner finds the figures of one document, sentence by sentence.
type scanner struct {
	lexer
	found []finding // of the sentence at hand
	title answer    // is the sentence a headline in title case?
	pound answer    // does it show a pound sign?

	items    []item   // of the sentence: people, one by one or counted
	ones     []victim // of the article
	more     [2]bool  // single victims, killed or else, are not the only ones
	multiple bool     // a double shooting, both victims
	roundup  bool     // the headline tells of several events
	told     int      // sentences that tell of somebody killed, injured or shot
	dying    int      // the first of them that tells of a death, from 1; 0 for none
	wounds   bool     // somebody is injured or shot
	survived bool     // the headline tells of wounds and no death
	began    bool     // a sentence has told of somebody killed, injured or shot
	deaths   int      // sentences of the article that tell of a death
}

// An answer about the sentence at hand is worked out once, when it is asked for.
type answer uint8

const (
	unasked answer = iota
	no
	yes
)

func (a *answer) get(ask func() bool) bool {
	if *a == unasked {
		*a = no
		if ask() {
			*a = yes
		}
	}
	return *a == yes
}

// A finding is a figure in the making: words of the sentence instead of bytes.
type finding struct {
	num         number
	first, last int // words of the whole phrase, half open
	numFirst    int // words of the numeral; a currency sign belongs to it
	numLast     int
	value       float64
	low, high   float64
	vague       bool
	bound       news.Bound
	unit        string
	unitKind    unitKind
	rank        bool
	age         bool
	score       bool
	np          phrase
	measure     measure
	scope       scope
	subset      bool // stands in "including 3 children": a part of the count before it
	negated     bool
	hypothetic  bool
}

// scan finds the figures of the sentence that the lexer holds.
func (s *scanner) scan(span news.Span) {
	s.found, s.title, s.pound = s.found[:0], unasked, unasked
	for i := 0; i < len(s.words); {
		f, ok := s.at(i)
		if !ok || f.last <= i {
			i++
			continue
		}
		s.found = append(s.found, f)
		i = max(f.numLast, i+1)
		if f.unitKind != otherUnit || f.age {
			i = max(i, f.last)
		}
	}
	for i := range s.found {
		s.measure(i)
	}
	s.toll(span)
	for i := range s.found {
		s.emit(&s.found[i])
	}
}

// at reads a figure whose numeral, or currency sign, is word i.
func (s *scanner) at(i int) (finding, bool) {
	w := &s.words[i]
	switch w.kind {
	case clock:
		return s.clock(i)
	case numeral, vulgar:
		if f, ok := s.clock(i); ok {
			return f, true
		}
		return s.quantity(i, i, nil)
	case sign:
		if u := moneySign(w.sign); u != nil {
			return s.money(i, u)
		}
		return finding{}, false
	case letters:
		if w.v == nil {
			return finding{}, false
		}
		if w.v.flags&moneyWord != 0 && w.v.unit != nil && i+1 < len(s.words) && s.words[i+1].kind == numeral && w.end-w.start <= 3 {
			u := *w.v.unit
			return s.quantity(i, i+1, &u)
		}
		if w.v.word == "noon" || w.v.word == "midnight" {
			return s.clock(i)
		}
		if w.v.class == noNumber {
			return s.percentOf(i)
		}
		return s.quantity(i, i, nil)
	}
	return finding{}, false
}

// percentOf reads the unit before its number, which only a heading has: "Per
// cent of 210".
func (s *scanner) percentOf(i int) (finding, bool) {
	if i > 0 || !s.is(i, "percent", "percents", "per") {
		return finding{}, false
	}
	j := i + 1
	if s.is(i, "per") {
		if !s.is(j, "cent") {
			return finding{}, false
		}
		j++
	}
	n, ok := s.number(j + 1)
	if !ok || !s.is(j, "of") || n.vague || n.ordinal || n.indefinite || !s.alone(n.last) {
		return finding{}, false
	}
	return finding{num: n, first: i, last: n.last, numFirst: n.first, numLast: n.last, value: n.value, low: n.low, high: n.high,
		bound: news.Exact, unit: unitPercent.name, unitKind: percent}, true
}

// money reads an amount after a currency sign: $2 million, US$150, $US6,562, C $ 16.4 million.
func (s *scanner) money(i int, u *unit) (finding, bool) {
	amount := *u
	first, j := i, i+1
	if code := nationalMoney[s.lower(j)]; code != "" && s.glued(j) {
		amount.name = code
		j++
	} else if code := nationalMoney[s.lower(i-1)]; code != "" && (s.glued(i) || s.lower(i-1) == "c" || s.lower(i-1) == "us" || s.lower(i-1) == "hk") {
		amount.name = code
		first--
	} else if s.is(i-2, "u") && s.is(i-1, "s") {
		amount.name = "USD"
		first -= 2
	} else if s.is(i-3, "u") && s.is(i-1, "s") {
		amount.name = "USD"
		first -= 3
	}
	if j >= len(s.words) || s.words[j].kind != numeral && s.words[j].kind != vulgar {
		return finding{}, false
	}
	return s.quantity(max(first, 0), j, &amount)
}

// quantity reads the figure whose number starts at word i. first is the word
// where its currency stands, i without one.
func (s *scanner) quantity(first, i int, currency *unit) (finding, bool) {
	n, ok := s.number(i)
	if !ok || currency == nil && s.isName(n) {
		return finding{}, false
	}
	f := finding{num: n, first: first, last: n.last, numFirst: first, numLast: n.last, bound: news.Exact,
		value: n.value, low: n.low, high: n.high, vague: n.vague}
	if n.vague || n.low < n.high {
		f.bound = news.About
	}
	if n.ordinal {
		return s.rank(f)
	}
	if currency == nil && n.digits && s.isScore(&f) {
		return f, true
	}
	s.upTo(&f, currency)
	switch {
	case currency != nil:
		f.unit, f.unitKind = currency.name, money
		s.factor(&f, currency)
		s.moneyTail(&f)
	case s.ageAt(&f):
	case s.unitAt(&f):
	case n.indefinite:
		return f, false
	case s.ratio(&f):
	}
	s.minus(&f)
	s.boundBefore(&f)
	s.boundAfter(&f)
	f.np = s.nounPhrase(&f)
	if f.np.last > f.last {
		f.last = f.np.last
	}
	if f.unit == "" && !s.counts(&f) {
		return finding{}, false
	}
	return f, true
}

// minus reads a negative number: minus five percent, -40 degrees.
func (s *scanner) minus(f *finding) {
	k := f.first - 1
	sign := s.sign(k, '-') && s.glued(f.first) && !s.glued(k) && f.num.digits
	if !sign && !s.is(k, "minus", "negative") || f.vague || f.value <= 0 || s.is(k-1, "plus") || s.is(k-1, "or") && s.is(k-2, "plus") {
		return
	}
	f.value, f.low, f.high = -f.value, -f.high, -f.low
	f.first, f.numFirst = k, k
}

// emit turns a finding into a figure of the document.
func (s *scanner) emit(f *finding) {
	if f.last <= f.first || f.first < 0 {
		return
	}
	fig := news.Figure{
		Span:   news.Span{Start: s.words[f.first].start, End: s.words[f.last-1].end},
		Number: news.Span{Start: s.words[f.numFirst].start, End: s.words[f.numLast-1].end},
		Bound:  f.bound, Unit: f.unit, Measure: f.measure.String() + scopeNames[f.scope],
		HasValue: !f.vague, Negated: f.negated, Hypothetical: f.hypothetic,
		Low: f.low, High: f.high,
	}
	if fig.HasValue {
		fig.Value = f.value
		fig.Low, fig.High = min(fig.Low, fig.Value), max(fig.High, fig.Value)
	}
	if f.np.last > f.np.first {
		fig.What = news.Span{Start: s.words[f.np.first].start, End: s.words[f.np.last-1].end}
	}
	if fig.Unit == "" && fig.Measure != "" && f.measure.ofPeople() {
		fig.Unit = "people"
	}
	fig.ClaimedBy = claimant(s.doc, fig.Number)
	s.doc.Figures = append(s.doc.Figures, fig)
}
