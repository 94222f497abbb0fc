// Package timex finds English time expressions in text and reads what they
// say, without deciding which day they mean: "last May" is a May before some
// reference, "two weeks ago" a shift by two weeks. Who knows the reference (the
// date of publication, the tense of the sentence) turns an [Expr] into a date.
//
// It is a hand-written scanner over words; the inventory of expressions follows
// the TIMEX3 guidelines (TimeML 1.2.1; Pustejovsky et al. 2003).
package timex

// Form is the kind of statement an expression makes about time.
type Form uint8

const (
	// Calendar names a date or a part of one: Year, Month, Day, Weekday,
	// Quarter, Season, Hour ...; what is not named is left open.
	Calendar Form = iota + 1
	// Shift is Count Units after (before, when negative) a reference, rounded
	// to the unit: last week, tomorrow, two years ago, this month (Count 0).
	Shift
	// Length is a stretch of Count Units: three weeks, 24 hours.
	Length
	// Repeat recurs: every Sunday, each year, annually.
	Repeat
	// Indefinite points to the past, the present or the future as such.
	Indefinite
)

// Unit is a unit of time, ordered by length.
type Unit uint8

const (
	NoUnit Unit = iota
	Second
	Minute
	Hour
	Day
	Weekend
	Week
	Fortnight
	Month
	Quarter
	Year
	Decade
	Century
	Millennium
)

// Part is a part of the day.
type Part uint8

const (
	NoPart Part = iota
	Morning
	Midday
	Afternoon
	Evening
	Night
)

// Season is a quarter of the year as the northern hemisphere names it.
type Season uint8

const (
	NoSeason Season = iota
	Spring
	Summer
	Fall
	Winter
)

// Side says on which side of its reference an expression lies.
type Side uint8

const (
	AnySide   Side = iota // not said: Tuesday, in May
	Before                // last May, last Tuesday
	Within                // this May, this morning
	Following             // next Tuesday
)

// Vague is the direction of an indefinite expression.
type Vague uint8

const (
	Past Vague = iota + 1
	Present
	Future
)

// Unknown stands for a count that the text leaves open: several, years.
const Unknown = -1 << 15

// An Expr is one time expression, as read. Zero fields are not named, except
// that Hour is -1 when no clock time is named.
type Expr struct {
	Start, End int // bytes
	Form       Form

	// Calendar, and what a Repeat recurs on.
	Year     int // 1990; with Unit Decade or Century the first year of it
	Month    int
	Day      int
	Weekday  int // ISO 8601: Monday 1 ... Sunday 7
	Quarter  int // 1..4
	Half     int // 1, 2
	Season   Season
	Part     Part
	Hour     int // 0..24, or -1
	Minute   int // 0..59
	HasMin   bool
	Holiday  Holiday
	Side     Side
	Alt      bool // Month and Day of a numeric date may be the other way round
	TwoDigit bool // the year was written with two digits

	// Shift, Length, Repeat; Unit also with Calendar (Decade, Century).
	Unit    Unit
	Count   int // Unknown when open
	AndHalf bool

	// Focus: the reference is the time last spoken of, not now: that day, a
	// year earlier, the following month.
	Focus bool
	// Period: stands for a reporting period: the latest period, the quarter.
	Period bool
	Fiscal bool
	Plural bool
	// HasYearRef: the calendar part belongs to a year told by reference, as in
	// "last year's third quarter": YearShift years from now, or with YearFocus
	// the year last spoken of.
	HasYearRef bool
	YearShift  int
	YearFocus  bool
	Vague      Vague
	// Counted: a shift by a counted length ("two weeks ago") rather than to a
	// named unit ("last week").
	Counted bool
}

// Find returns the time expressions of text, in order and disjoint.
func Find(text string) []Expr {
	p := parser{text: text, units: lex(text, make([]unit, 0, len(text)/5+8))}
	return p.run()
}
