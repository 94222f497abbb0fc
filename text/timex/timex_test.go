package timex

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestFindExtent: the expressions stand in brackets; nothing else is one.
func TestFindExtent(t *testing.T) {
	for _, marked := range []string{
		"The ferry sank [on?] [Tuesday] off Larkholm.",
		"It left [early Tuesday morning], [May 12, 2015], with 40 aboard.",
		"He arrived [12 May] and left [14th of May 2015].",
		"The accord of [February 1997] and the [1987] crash; sales in [August].",
		"She may march in [May], said Ms. May and April Dunn.",
		"The bridge closed [at?] [2:15 a.m. on Sunday]; it reopened at [10 p.m. Wednesday].",
		"The score was 3-2, 1,500 people came and 2000 members paid $1990 each.",
		"It rained for [the past three months], [nearly forty years] after [the last flood?].",
		"Profit fell in [the third quarter] and [the third quarter of 1990]; the [third-quarter] loss grew.",
		"It had closed [two years ago], [a year earlier] than planned, and reopened [three days later].",
		"It costs $33 million [a year]; he runs twice [a week], [every Sunday] and [each July].",
		"He is 26 years old, she is a 31-year-old nurse; the [8-month-old] truce held.",
		"[Earlier this month] he left; [late last week] he returned; [earlier in the day] it rained.",
		"In [the 1990s] and in [the '60s] it thrived; women in their 30s came.",
		"[New Year's Eve] and [Christmas Eve] are near; [Thanksgiving] was not.",
		"The Days Inn on Black Friday, at 1903 Mill Street, lens B1131-1231.",
		"[12/05/2015 11:12]: it opened on [2015-05-12].",
		"It is open [now]; [recently] it was not; [soon] it will not be.",
		"[Weeks] of rain, [a few days] of sun, [between?] [two to three weeks] of snow.",
		"[In?] [early 2014], [mid-February], [late April] and [the end of November].",
		"[Last May], [next Tuesday], [this summer], [last year's third quarter], [the summer of 1991].",
		"About three-quarters of it, one of [two quarters]. No light-years.",
		"[nineteen ninety-one] was good, [the year two thousand] better.",
		"They hope that [Tuesday]'s talks help; on [that Tuesday] it rained.",
		"[Yesterday] it was [6.44am GMT] when [tonight]'s show ended.",
	} {
		want, text := unmark(marked)
		var got []string
		for _, e := range Find(text) {
			got = append(got, text[e.Start:e.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// unmark takes the brackets out; "[word?]" is a word that must not be found.
func unmark(s string) (want []string, text string) {
	var b strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:open])
		closing := open + strings.IndexByte(s[open:], ']')
		in := s[open+1 : closing]
		if not, ok := strings.CutSuffix(in, "?"); ok {
			b.WriteString(not)
		} else {
			b.WriteString(in)
			want = append(want, in)
		}
		s = s[closing+1:]
	}
	return want, b.String()
}

func TestHolidays(t *testing.T) {
	for _, c := range []struct {
		h          Holiday
		year, m, d int
	}{
		{easter, 2015, 4, 5}, {easter, 2000, 4, 23}, {easter, 2038, 4, 25},
		{thanksgiving, 2019, 11, 28}, {mlkDay, 2019, 1, 21}, {laborDay, 2016, 9, 5}, {memorialDay, 2016, 5, 30},
	} {
		if m, d := c.h.In(c.year); m != c.m || d != c.d {
			t.Errorf("holiday %d in %d: %d-%d, want %d-%d", c.h, c.year, m, d, c.m, c.d)
		}
	}
}

func TestDate(t *testing.T) {
	d, ok := ParseDate("2016-02-29T11:12:00Z")
	if !ok || d != (Date{2016, 2, 29}) || d.Weekday() != 1 || d.Quarter() != 1 {
		t.Fatalf("%v %v", d, ok)
	}
	if got := d.AddDays(1).String(); got != "2016-03-01" {
		t.Error(got)
	}
	if got := (Date{2015, 3, 31}).AddMonths(-1); got != (Date{2015, 2, 28}) {
		t.Error(got)
	}
	if (Date{2015, 2, 29}).Valid() || (Date{2015, 13, 1}).Valid() || !(Date{2015, 12, 31}).Valid() {
		t.Error("Valid")
	}
	if got := (Date{1970, 1, 1}).Sub(Date{1969, 12, 31}); got != 1 {
		t.Error(got)
	}
	for _, bad := range []string{"", "2015", "2015-02-30", "0000-01-01", "12/05/2015"} {
		if _, ok := ParseDate(bad); ok {
			t.Errorf("ParseDate(%q) accepted", bad)
		}
	}
}

// FuzzFind asserts the law of the scanner: expressions are in order, disjoint,
// not empty and on character boundaries, whatever the bytes.
func FuzzFind(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, e := range Find(text) {
			if e.Start < last || e.End <= e.Start || e.End > len(text) {
				t.Fatalf("%q: [%d,%d) after %d", text, e.Start, e.End, last)
			}
			if utf8.ValidString(text) && (!utf8.RuneStart(text[e.Start]) || e.End < len(text) && !utf8.RuneStart(text[e.End])) {
				t.Fatalf("%q: [%d,%d) cuts a character", text, e.Start, e.End)
			}
			last = e.End
		}
	})
}

var fuzzSeeds = []string{
	"at 2:15 a.m. on Tuesday, May 12, 2015", "the last two and a half years", "12/05/2015 11:12", "’90s’s", "the the the end of the",
	"nineteen ninety-", "two thousand thousand thousand thousand years", "a year a year ago", "mid-mid-1990s", "\xe2\x80", "99999999999 years",
	"00:00:00", "31/31/31", "every two every", "of of of year's", "May", "early", "the quarter a year ago",
}

func TestFuzzSeedsExist(t *testing.T) {
	if len(fuzzSeeds) < 10 {
		t.Fatal("the seeds of FuzzFind are gone")
	}
}
