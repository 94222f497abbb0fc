package timex

// A Said is an expression with the tense it stands in.
type Said struct {
	Expr
	Tense Tense
}

// Written says between which days a text was written, to judge by the days it
// speaks of near a reference day.
type Written struct {
	Day Date // the likeliest day
	// After is the latest day that the text tells of, Until the first that it
	// looks forward to; the zero Date where there is none.
	After, Until Date
	Past, Ahead  *Expr // the expressions that say so
}

// horizon is how far from the reference, in days, a day of month that a news
// report names can be and still belong to the event at hand.
const horizon = 10

// WrittenOn infers when a text was written, next to a reference day on which
// something like it was. Weekdays and days without a year are those nearest to
// ref, told ones rather before it and planned ones rather after it; a weekday
// that falls on one of days, which other texts speak of, is that day. What is
// told in the past tense had happened, what is planned had not: a report that
// looks forward is written between the two, and otherwise on the day it last
// tells of or on ref, whichever is later. It returns false when the text names
// no day near ref.
func WrittenOn(said []Said, ref Date, days []Date) (w Written, ok bool) {
	var none Date
	for i := range said {
		if said[i].Tense == FutureTense {
			continue
		}
		d, ok := said[i].day(ref, days)
		// without a tense, only a day with its year is surely not a plan
		if said[i].Tense == NoTense && (said[i].Year == 0 || ref.Before(d)) {
			continue
		}
		if ok && (w.After == none || w.After.Before(d)) {
			w.After, w.Past = d, &said[i].Expr
		}
	}
	for i := range said {
		if said[i].Tense != FutureTense {
			continue
		}
		if d, ok := said[i].day(ref, days); ok && (w.After == none || !d.Before(w.After)) && (w.Until == none || d.Before(w.Until)) {
			w.Until, w.Ahead = d, &said[i].Expr
		}
	}
	switch {
	case w.After != none && w.Until != none:
		w.Day = w.After.AddDays(w.Until.Sub(w.After) / 2)
	case w.After != none:
		w.Day = w.After
		if w.After.Before(ref) {
			w.Day = ref
		}
	case w.Until != none:
		w.Day = w.Until.AddDays(-1)
		if ref.Before(w.Day) {
			w.Day = ref
		}
	default:
		return w, false
	}
	return w, true
}

// day is the day that is spoken of, when one within the horizon of ref is.
func (s *Said) day(ref Date, days []Date) (Date, bool) {
	d, ok := s.nearest(ref, days)
	return d, ok && abs(d.Sub(ref)) <= horizon
}

// nearest is the day that the expression names nearest to ref, when it names one
// at all.
func (s *Said) nearest(ref Date, days []Date) (Date, bool) {
	e := &s.Expr
	switch {
	case e.Form != Calendar || e.Side != AnySide || e.Holiday != NoHoliday || e.HasYearRef:
		return Date{}, false
	case e.Day > 0 && e.Month > 0 && e.Year > 0:
		d := Date{e.Year, e.Month, e.Day}
		if swapped := (Date{e.Year, e.Day, e.Month}); e.Alt && swapped.Valid() && abs(swapped.Sub(ref)) < abs(d.Sub(ref)) {
			d = swapped
		}
		return d, d.Valid()
	case e.Day > 0 && e.Month > 0:
		best, ok := Date{}, false
		for year := ref.Year - 1; year <= ref.Year+1; year++ {
			d := Date{year, e.Month, e.Day}
			if d.Valid() && (e.Weekday == 0 || d.Weekday() == e.Weekday) && (!ok || abs(d.Sub(ref)) < abs(best.Sub(ref))) {
				best, ok = d, true
			}
		}
		return best, ok
	case e.Weekday > 0 && e.Day == 0:
		best, ok := Date{}, false
		for _, d := range days {
			if d.Weekday() == e.Weekday && abs(d.Sub(ref)) <= horizon && (!ok || abs(d.Sub(ref)) < abs(best.Sub(ref))) {
				best, ok = d, true
			}
		}
		if ok {
			return best, true
		}
		// days after ref that a weekday may mean: fewer of those told of
		most := 3
		switch s.Tense {
		case PastTense:
			most = 2
		case FutureTense:
			most = 5
		}
		off := (e.Weekday - ref.Weekday() + 7) % 7
		if off > most {
			off -= 7
		}
		return ref.AddDays(off), true
	}
	return Date{}, false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
