package timex

// Holiday is a feast with a fixed place in the year.
type Holiday uint8

const (
	NoHoliday Holiday = iota
	newYearsDay
	newYearsEve
	christmas
	christmasEve
	thanksgiving
	halloween
	easter
	independenceDay
	laborDay
	memorialDay
	mlkDay
	valentines
	veteransDay
	boxingDay
)

// In returns the month and day of the holiday in a year, in the Gregorian
// calendar.
func (h Holiday) In(year int) (month, day int) {
	switch h {
	case newYearsDay:
		return 1, 1
	case newYearsEve:
		return 12, 31
	case christmas:
		return 12, 25
	case christmasEve:
		return 12, 24
	case boxingDay:
		return 12, 26
	case halloween:
		return 10, 31
	case independenceDay:
		return 7, 4
	case valentines:
		return 2, 14
	case veteransDay:
		return 11, 11
	case thanksgiving:
		return 11, nth(year, 11, 4, 4)
	case laborDay:
		return 9, nth(year, 9, 1, 1)
	case mlkDay:
		return 1, nth(year, 1, 1, 3)
	case memorialDay:
		for day = 31; Weekday(year, 5, day) != 1; day-- {
		}
		return 5, day
	case easter:
		return gregorianEaster(year)
	}
	return 0, 0
}

// nth is the day of the n-th weekday of a month.
func nth(year, month, weekday, n int) int {
	return 1 + (weekday-Weekday(year, month, 1)+7)%7 + 7*(n-1)
}

// gregorianEaster is the anonymous Gregorian computus (Meeus 1991, chapter 8).
func gregorianEaster(y int) (month, day int) {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return n / 31, n%31 + 1
}
