package figure

import (
	"sort"
	"strings"

	"parallax/news"
)

// scope tells which events a count of the dead, the injured or the shot covers.
// Tolls of different scope must not be held against each other.
type scope uint8

const (
	here    scope = iota // the event that the article reports
	several              // a sum over events: a weekend's shootings, this year's killings
	another              // another event: last summer's shooting
	oneOf                // one of the events that a round-up tells of
)

// scopeNames follow the name of a measure.
var scopeNames = [...]string{here: "", several: " in several events", another: " in another event", oneOf: " in one of several events"}

// scopeOf reads the scope of the sentence at hand.
func (s *scanner) scopeOf(span news.Span) scope {
	for i := range s.words {
		w := &s.words[i]
		if w.kind != letters {
			continue
		}
		switch {
		case s.eventsAt(i):
			return several
		case s.is(i, "unrelated") && s.is(i+1, "shooting", "incident", "attack", "crash", "case"):
			return another
		case s.is(i, "alone") && (s.monthAt(i-1) || s.is(i-1, "weekend", "month", "year")), s.is(i, "citywide", "nationwide", "statewide", "annually", "yearly"):
			return several
		case s.is(i, "year") && s.is(i-1, "this", "each", "every", "per", "a") && (!s.is(i-1, "a") || s.is(i+1, "in", "on", "by") || s.alone(i+1) && !s.is(i-2, "half", "and", "than", "for")):
			return several
		case s.is(i, "far") && s.is(i-1, "so") && (s.is(i+1, "this", "in") || s.alone(i+1)) && s.is(i+2, "year", "month"):
			return several
		case s.is(i, "years", "months", "decade", "decades", "year", "weeks") && s.pastSpan(i):
			return several
		case s.is(i, "months", "years", "month", "year", "decade", "decades") && s.is(i+1, "earlier", "before", "after", "ago"):
			if !s.is(i+1, "after", "ago") || s.began {
				return another
			}
		case s.is(i, "hours", "day", "days", "week", "weeks") && s.is(i+1, "after", "before") && s.comes(i):
			return another
		}
	}
	if s.began {
		return s.dated(span)
	}
	return here
}

// eventsAt reports whether word i is a plural that names events told together.
func (s *scanner) eventsAt(i int) bool {
	return s.is(i, "shootings", "homicides", "murders", "killings", "incidents", "attacks", "slayings", "scenes", "crashes") && s.manyEvents(i)
}

// roundsUp reports whether the sentence, a headline, tells of several events.
// "Overnight shootings" may be one, "weekend shootings" hardly.
func (s *scanner) roundsUp() bool {
	for i := range s.words {
		if i == 0 && s.is(i, "shootings", "homicides", "murders", "killings") || s.eventsAt(i) && !s.is(i-1, "overnight") && !s.is(i+1, "overnight") {
			return true
		}
	}
	return false
}

// manyEvents reports whether the plural noun i names events that are told
// together: in separate shootings, shootings across the city, two shootings.
func (s *scanner) manyEvents(i int) bool {
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.words[k].kind == sign && s.words[k].sign != '-' && s.words[k].sign != ',' {
			break
		}
		if s.is(k, "separate", "different", "unrelated", "weekend", "city", "overnight", "other", "several") {
			return true
		}
		if s.is(k, "in", "at", "after", "during", "from", "for", "by", "on", "with") {
			break // the number before counts something else
		}
		if s.is(k, "series", "string", "spate", "wave", "rash") && s.is(k+1, "of") {
			return true
		}
		if s.is(k, "the", "of") && !s.is(k+1, "weekend") && !s.is(k-1, "series", "string", "spate", "wave", "rash") {
			break
		}
		if n, ok := s.number(k); ok && !n.indefinite && !n.ordinal && !n.zero && n.last <= i && (n.vague || n.value >= 2) && s.is(i, "shootings", "homicides", "incidents", "scenes") {
			return k == 0 || !s.sign(k-1, '-')
		}
	}
	for k := i + 1; k < i+8 && k < len(s.words); k++ {
		if s.words[k].kind == sign {
			return false
		}
		if s.is(k, "across", "citywide", "since", "overnight", "throughout", "between", "over", "last") {
			return true
		}
		if s.is(k, "around", "in") && s.is(k+1, "the") && s.is(k+2, "city", "country", "nation", "state", "u") {
			return true
		}
	}
	return false
}

// comes finds "the shooting came hours before", after which another event is told.
func (s *scanner) comes(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		if s.is(k, "come", "comes", "came") {
			return true
		}
	}
	return false
}

// pastSpan finds "over the past two years", "in the last three months".
func (s *scanner) pastSpan(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if s.is(k, "past", "last") && s.is(k-1, "the") && s.is(k-2, "over", "in", "during", "within") {
			return !s.is(i, "year") || k == i-1
		}
	}
	return false
}

// dated reads the scope from the dates of the sentence: a whole year sums its
// events, a day well before the article's own is another event's. 45 days are
// well before, for "last month" is still close and a season is not.
func (s *scanner) dated(span news.Span) scope {
	const well = 45
	published, _, ok := days(s.doc.Published.Day())
	if !ok {
		return here
	}
	times := s.doc.Times
	for i := sort.Search(len(times), func(i int) bool { return times[i].Start >= span.Start }); i < len(times) && times[i].Start < span.End; i++ {
		t := &times[i]
		if t.Type != news.Date && t.Type != news.TimeOfDay {
			continue
		}
		value := t.Value
		if k := strings.IndexByte(value, 'T'); k > 0 {
			value = value[:k]
		}
		if len(value) == 4 {
			return several
		}
		if len(value) == 7 && value[5] > '9' { // a season or a week: its year tells enough
			value = value[:4]
		}
		if _, last, ok := days(value); ok && last < published-well {
			return another
		}
	}
	return here
}
