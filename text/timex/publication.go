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

// WrittenOn infers when a text was written. Weekdays and days without a year
// are those nearest to ref. What is told in the past tense had happened, what
// is planned had not; a report is written on the day it last tells of, unless
// it looks forward to a day further off: then between the two. It returns
// false when the text names no day near ref.
func WrittenOn(said []Said, ref Date) (w Written, ok bool) {
	var none Date
	for i := range said {
		d, ok := nearest(&said[i].Expr, ref)
		if !ok || abs(d.Sub(ref)) > horizon {
			continue
		}
		if said[i].Tense == PastTense && (w.After == none || w.After.Before(d)) {
			w.After, w.Past = d, &said[i].Expr
		}
	}
	for i := range said {
		d, ok := nearest(&said[i].Expr, ref)
		if !ok || abs(d.Sub(ref)) > horizon || said[i].Tense != FutureTense || w.After != none && d.Before(w.After) {
			continue
		}
		if w.Until == none || d.Before(w.Until) {
			w.Until, w.Ahead = d, &said[i].Expr
		}
	}
	switch {
	case w.After != none && w.Until != none:
		w.Day = w.After.AddDays(w.Until.Sub(w.After) / 2)
	case w.After != none:
		w.Day = w.After
	case w.Until != none:
		w.Day = w.Until.AddDays(-1)
		if !w.Until.Before(ref) {
			w.Day = ref
		}
	default:
		return w, false
	}
	return w, true
}

// nearest is the day that e names nearest to ref, when it names one at all.
func nearest(e *Expr, ref Date) (Date, bool) {
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
		off := (e.Weekday - ref.Weekday() + 7) % 7
		if off > 3 {
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
