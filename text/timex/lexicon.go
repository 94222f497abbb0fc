package timex

type entry struct {
	cls   class
	val   int32
	flags uint8
}

// lexicon holds the words that time expressions are made of, in lower case.
// Months, weekdays and time zones count only when written with a capital.
var lexicon = map[string]entry{
	"january": {cMonth, 1, 0}, "february": {cMonth, 2, 0}, "march": {cMonth, 3, 0}, "april": {cMonth, 4, 0},
	"may": {cMonth, 5, 0}, "june": {cMonth, 6, 0}, "july": {cMonth, 7, 0}, "august": {cMonth, 8, 0},
	"september": {cMonth, 9, 0}, "october": {cMonth, 10, 0}, "november": {cMonth, 11, 0}, "december": {cMonth, 12, 0},
	"jan": {cMonth, 1, fAbbrev}, "feb": {cMonth, 2, fAbbrev}, "mar": {cMonth, 3, fAbbrev}, "apr": {cMonth, 4, fAbbrev},
	"jun": {cMonth, 6, fAbbrev}, "jul": {cMonth, 7, fAbbrev}, "aug": {cMonth, 8, fAbbrev}, "sep": {cMonth, 9, fAbbrev},
	"sept": {cMonth, 9, fAbbrev}, "oct": {cMonth, 10, fAbbrev}, "nov": {cMonth, 11, fAbbrev}, "dec": {cMonth, 12, fAbbrev},

	"monday": {cWeekday, 1, 0}, "tuesday": {cWeekday, 2, 0}, "wednesday": {cWeekday, 3, 0}, "thursday": {cWeekday, 4, 0},
	"friday": {cWeekday, 5, 0}, "saturday": {cWeekday, 6, 0}, "sunday": {cWeekday, 7, 0},
	"mondays": {cWeekday, 1, fPlural}, "tuesdays": {cWeekday, 2, fPlural}, "wednesdays": {cWeekday, 3, fPlural},
	"thursdays": {cWeekday, 4, fPlural}, "fridays": {cWeekday, 5, fPlural}, "saturdays": {cWeekday, 6, fPlural},
	"sundays": {cWeekday, 7, fPlural},
	"mon":     {cWeekday, 1, fAbbrev}, "tue": {cWeekday, 2, fAbbrev}, "tues": {cWeekday, 2, fAbbrev}, "wed": {cWeekday, 3, fAbbrev},
	"thu": {cWeekday, 4, fAbbrev}, "thur": {cWeekday, 4, fAbbrev}, "thurs": {cWeekday, 4, fAbbrev}, "fri": {cWeekday, 5, fAbbrev},
	"sat": {cWeekday, 6, fAbbrev}, "sun": {cWeekday, 7, fAbbrev},

	"second": {cOrd, 2, 0}, "seconds": {cUnit, int32(Second), fPlural},
	"minute": {cUnit, int32(Minute), 0}, "minutes": {cUnit, int32(Minute), fPlural},
	"hour": {cUnit, int32(Hour), 0}, "hours": {cUnit, int32(Hour), fPlural},
	"day": {cUnit, int32(Day), 0}, "days": {cUnit, int32(Day), fPlural},
	"night": {cPart, int32(Night), 0}, "nights": {cUnit, int32(Day), fPlural},
	"weekend": {cUnit, int32(Weekend), 0}, "weekends": {cUnit, int32(Weekend), fPlural},
	"week": {cUnit, int32(Week), 0}, "weeks": {cUnit, int32(Week), fPlural},
	"fortnight": {cUnit, int32(Fortnight), 0},
	"month":     {cUnit, int32(Month), 0}, "months": {cUnit, int32(Month), fPlural},
	"quarter": {cUnit, int32(Quarter), 0}, "quarters": {cUnit, int32(Quarter), fPlural},
	"year": {cUnit, int32(Year), 0}, "years": {cUnit, int32(Year), fPlural},
	"decade": {cUnit, int32(Decade), 0}, "decades": {cUnit, int32(Decade), fPlural},
	"century": {cUnit, int32(Century), 0}, "centuries": {cUnit, int32(Century), fPlural},
	"millennium": {cUnit, int32(Millennium), 0},

	"spring": {cSeason, int32(Spring), 0}, "summer": {cSeason, int32(Summer), 0}, "autumn": {cSeason, int32(Fall), 0},
	"fall": {cSeason, int32(Fall), 0}, "winter": {cSeason, int32(Winter), 0},
	"springs": {cSeason, int32(Spring), fPlural}, "summers": {cSeason, int32(Summer), fPlural}, "winters": {cSeason, int32(Winter), fPlural},

	"morning": {cPart, int32(Morning), 0}, "afternoon": {cPart, int32(Afternoon), 0}, "evening": {cPart, int32(Evening), 0},
	"midday": {cPart, int32(Midday), 0}, "noon": {cNoon, 12, 0}, "midnight": {cNoon, 24, 0},
	"lunchtime": {cPart, int32(Midday), 0}, "midmorning": {cPart, int32(Morning), 0}, "midafternoon": {cPart, int32(Afternoon), 0},
	"yesterday": {cDay, -1, 0}, "today": {cDay, 0, 0}, "tomorrow": {cDay, 1, 0},
	"tonight": {cTonight, 0, 0}, "overnight": {cOvernight, 0, 0},

	"one": {cCard, 1, 0}, "two": {cCard, 2, 0}, "three": {cCard, 3, 0}, "four": {cCard, 4, 0}, "five": {cCard, 5, 0},
	"six": {cCard, 6, 0}, "seven": {cCard, 7, 0}, "eight": {cCard, 8, 0}, "nine": {cCard, 9, 0}, "ten": {cCard, 10, 0},
	"eleven": {cCard, 11, 0}, "twelve": {cCard, 12, 0}, "thirteen": {cCard, 13, 0}, "fourteen": {cCard, 14, 0},
	"fifteen": {cCard, 15, 0}, "sixteen": {cCard, 16, 0}, "seventeen": {cCard, 17, 0}, "eighteen": {cCard, 18, 0},
	"nineteen": {cCard, 19, 0}, "twenty": {cCard, 20, 0}, "thirty": {cCard, 30, 0}, "forty": {cCard, 40, 0},
	"fifty": {cCard, 50, 0}, "sixty": {cCard, 60, 0}, "seventy": {cCard, 70, 0}, "eighty": {cCard, 80, 0}, "ninety": {cCard, 90, 0},
	"hundred": {cHundred, 100, 0}, "hundreds": {cFew, 0, 0}, "thousand": {cThousand, 1000, 0}, "thousands": {cFew, 0, 0},
	"million": {cMillion, 1000000, 0}, "billion": {cMillion, 1000000000, 0},
	"dozen": {cDozen, 12, 0}, "dozens": {cFew, 0, 0},
	"a": {cA, 1, 0}, "an": {cA, 1, 0}, "half": {cHalf, 0, 0},
	"few": {cFew, 0, 0}, "several": {cFew, 0, 0}, "many": {cFew, 0, 0}, "couple": {cFew, 2, 0},
	"first": {cOrd, 1, 0}, "third": {cOrd, 3, 0}, "fourth": {cOrd, 4, 0}, "fifth": {cOrd, 5, 0}, "sixth": {cOrd, 6, 0},
	"seventh": {cOrd, 7, 0}, "eighth": {cOrd, 8, 0}, "ninth": {cOrd, 9, 0}, "tenth": {cOrd, 10, 0}, "eleventh": {cOrd, 11, 0},
	"twelfth": {cOrd, 12, 0}, "thirteenth": {cOrd, 13, 0}, "fourteenth": {cOrd, 14, 0}, "fifteenth": {cOrd, 15, 0},
	"sixteenth": {cOrd, 16, 0}, "seventeenth": {cOrd, 17, 0}, "eighteenth": {cOrd, 18, 0}, "nineteenth": {cOrd, 19, 0},
	"twentieth": {cOrd, 20, 0},
	"twenties":  {cDecade, 1920, 0}, "thirties": {cDecade, 1930, 0}, "forties": {cDecade, 1940, 0}, "fifties": {cDecade, 1950, 0},
	"sixties": {cDecade, 1960, 0}, "seventies": {cDecade, 1970, 0}, "eighties": {cDecade, 1980, 0}, "nineties": {cDecade, 1990, 0},

	"last": {cLast, 0, 0}, "past": {cPast, 0, 0}, "previous": {cPrevious, 0, 0}, "preceding": {cPrevious, 0, 0}, "prior": {cPrevious, 0, 0},
	"this": {cThis, 0, 0}, "these": {cThese, 0, 0}, "current": {cCurrent, 0, 0}, "next": {cNext, 0, 0},
	"coming": {cComing, 0, 0}, "upcoming": {cComing, 0, 0}, "following": {cFollowing, 0, 0},
	"that": {cThat, 0, 0}, "same": {cSame, 0, 0}, "latest": {cLatest, 0, 0}, "recent": {cRecent, 0, 0},
	"ago": {cAgo, 0, 0}, "earlier": {cBack, 0, 0}, "before": {cBack, 1, 0}, "later": {cLater, 0, 0}, "afterwards": {cLater, 1, 0}, "after": {cLater, 1, 0},
	"early": {cEarly, 0, 0}, "late": {cLate, 0, 0}, "mid": {cMid, 0, 0},
	"the": {cThe, 0, 0}, "its": {cPronoun, 0, 0}, "their": {cPronoun, 0, 0}, "his": {cPronoun, 0, 0}, "her": {cPronoun, 0, 0}, "our": {cPronoun, 0, 0},
	"each": {cEvery, 0, 0}, "every": {cEvery, 0, 0},
	"annually": {cRate, int32(Year), 0}, "yearly": {cRate, int32(Year), 0}, "daily": {cRate, int32(Day), 0}, "weekly": {cRate, int32(Week), 0},
	"monthly": {cRate, int32(Month), 0}, "quarterly": {cRate, int32(Quarter), 0}, "nightly": {cRate, int32(Day), 0}, "hourly": {cRate, int32(Hour), 0},

	"now": {cRef, int32(Present), 0}, "currently": {cRef, int32(Present), 0}, "nowadays": {cRef, int32(Present), 0},
	"presently": {cRef, int32(Present), 0},
	"recently":  {cRef, int32(Past), 0}, "lately": {cRef, int32(Past), 0}, "previously": {cRef, int32(Past), fAbbrev},
	"soon": {cRef, int32(Future), 0}, "future": {cFuture, 0, 0}, "moment": {cMoment, 0, 0},

	"of": {cOf, 0, 0}, "in": {cIn, 0, 0}, "on": {cOn, 0, 0}, "at": {cPrep, 0, 0}, "since": {cPrep, 0, 0}, "until": {cPrep, 0, 0}, "till": {cPrep, 0, 0},
	"by": {cPrep, 0, 0}, "during": {cPrep, 0, 0}, "between": {cPrep, 0, 0}, "through": {cPrep, 0, 0}, "throughout": {cPrep, 0, 0},
	"for": {cPrep, 0, 0}, "within": {cPrep, 0, 0}, "into": {cPrep, 0, 0}, "as": {cPrep, 0, 0}, "from": {cFrom, 0, 0}, "to": {cTo, 0, 0},
	"and": {cAnd, 0, 0}, "or": {cOr, 0, 0}, "so": {cSo, 0, 0},
	"fiscal": {cFiscal, 0, 0}, "end": {cEnd, 3, 0}, "beginning": {cEnd, 1, 0}, "start": {cEnd, 1, 0}, "middle": {cEnd, 2, 0}, "close": {cEnd, 3, 0},
	"old": {cOld, 0, 0}, "more": {cMore, 0, 0}, "additional": {cMore, 0, 0}, "consecutive": {cMore, 0, 0}, "straight": {cMore, 0, 0},
	"full": {cMore, 0, 0}, "trading": {cMore, 0, 0}, "business": {cMore, 0, 0}, "calendar": {cMore, 0, 0}, "successive": {cMore, 0, 0},
	"working": {cMore, 0, 0}, "long": {cMore, 0, 0},
	"about": {cApprox, 0, 0}, "around": {cApprox, 0, 0}, "nearly": {cApprox, 0, 0}, "almost": {cApprox, 0, 0}, "roughly": {cApprox, 0, 0},
	"approximately": {cApprox, 0, 0}, "over": {cApprox, 1, 0}, "under": {cApprox, 1, 0}, "some": {cApprox, 2, 0}, "just": {cApprox, 0, 0}, "only": {cApprox, 0, 0},
	"than": {cThan, 0, 0}, "least": {cLeast, 0, 0}, "most": {cLeast, 0, 0},
	"am": {cAmPm, 0, 0}, "pm": {cAmPm, 12, 0},
	"gmt": {cZone, 0, 0}, "utc": {cZone, 0, 0}, "est": {cZone, 0, 0}, "edt": {cZone, 0, 0}, "et": {cZone, 0, 0}, "cst": {cZone, 0, 0}, "cdt": {cZone, 0, 0},
	"ct": {cZone, 0, 0}, "pst": {cZone, 0, 0}, "pdt": {cZone, 0, 0}, "pt": {cZone, 0, 0}, "mst": {cZone, 0, 0}, "mdt": {cZone, 0, 0}, "bst": {cZone, 0, 0}, "cet": {cZone, 0, 0},
	"period": {cPeriod, 0, 0},

	"christmas": {cHoliday, int32(christmas), 0}, "thanksgiving": {cHoliday, int32(thanksgiving), 0}, "halloween": {cHoliday, int32(halloween), 0},
	"easter": {cHoliday, int32(easter), 0},
	"new":    {cFeast, 0, 0}, "boxing": {cFeast, 0, 0}, "labor": {cFeast, 0, 0}, "labour": {cFeast, 0, 0}, "memorial": {cFeast, 0, 0},
	"martin": {cFeast, 0, 0}, "mlk": {cFeast, 0, 0}, "valentine": {cFeast, 0, 0}, "veterans": {cFeast, 0, 0}, "independence": {cFeast, 0, 0},
}
