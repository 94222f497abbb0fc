package when

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"time"

	"parallax/news"
)

// Dates in digits with the year in full: 12.05.2015, 12/5/2015, 2015-05-12,
// 2015年5月12日. Outside English the day stands before the month, or the year
// comes first.
var (
	dayFirst  = regexp.MustCompile(`\b(\d{1,2})([./-])\s?(\d{1,2})([./-])\s?(\d{4})\b`)
	yearFirst = regexp.MustCompile(`\b(\d{4})([./-]|年|년 ?)(\d{1,2})([./-]|月|월 ?)(\d{1,2})(?:日|일|\b)`)
)

// numeric finds the dates in digits, for languages whose words are not known.
func numeric(d *news.Doc) {
	add := func(m []int, year, month, day int) {
		number := func(k int) int {
			n, _ := strconv.Atoi(d.Text[m[2*k]:m[2*k+1]]) // digits, few
			return n
		}
		if a, b := d.Text[m[4]:m[5]], d.Text[m[8]:m[9]]; len(a) == 1 && a != b {
			return
		}
		value := fmt.Sprintf("%04d-%02d-%02d", number(year), number(month), number(day))
		if _, err := time.Parse(time.DateOnly, value); err == nil {
			d.Times = append(d.Times, news.Time{Span: news.Span{Start: m[0], End: m[1]}, Type: news.Date, Value: value})
		}
	}
	for _, m := range dayFirst.FindAllStringSubmatchIndex(d.Text, -1) {
		add(m, 5, 3, 1)
	}
	for _, m := range yearFirst.FindAllStringSubmatchIndex(d.Text, -1) {
		add(m, 1, 3, 5)
	}
	sort.SliceStable(d.Times, func(a, b int) bool { return d.Times[a].Less(d.Times[b].Span) })
	// 2015-05-12-2016 may be read twice: the first one counts.
	kept := d.Times[:0]
	for _, t := range d.Times {
		if len(kept) == 0 || kept[len(kept)-1].End <= t.Start {
			kept = append(kept, t)
		}
	}
	d.Times = kept
}
