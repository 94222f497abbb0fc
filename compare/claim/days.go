package claim

import (
	"fmt"
	"sort"
	"time"

	"parallax/news"
)

// once are the steps that happen to a person on one day: who is booked or
// charged may be so again.
var once = set("arrest", "capture", "apprehend", "detain", "surrender", "rescue")

// days finds a step that two origins give different days for.
func (c *corpus) days(way course, name string, steps []step) (news.ClaimGroup, bool) {
	type dated struct {
		step
		day string
	}
	var all []dated
	for _, s := range steps {
		if s.rung == 0 || s.status != news.Happened {
			continue
		}
		d := c.Report.Articles[s.ref.Doc]
		first, last := d.TokensIn(s.ref.Span)
		if day := dayIn(d, s.ref.Span); day != "" && hasLemma(d, first, last, once) {
			all = append(all, dated{s, day})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].ref.Doc < all[j].ref.Doc })
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.rung != b.rung || a.origin == b.origin || a.day == b.day || !sameWeek(a.day, b.day) {
				continue
			}
			g := news.ClaimGroup{
				What:    "the day " + name + " was " + way.rungs[a.rung].name,
				Verdict: news.Conflict,
				Why:     fmt.Sprintf("%s: “%s” (%s); %s: “%s” (%s)", c.when(a.ref.Doc), c.excerpt(a.ref), a.day, c.when(b.ref.Doc), c.excerpt(b.ref), b.day),
			}
			for _, s := range all {
				if s.rung == a.rung {
					g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
				}
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}

// sameWeek reports whether two days lie within a week: farther apart, they are two
// events.
func sameWeek(x, y string) bool {
	n, ok := daysBetween(x, y)
	return ok && n <= 7
}

// sameFortnight reports whether two days lie within two weeks, or may: an act of a later day may
// be another one of its kind.
func sameFortnight(x, y string) bool {
	n, ok := daysBetween(x, y)
	return !ok || n <= 14
}

// daysBefore is how many days day x lies before day y.
func daysBefore(x, y string) int {
	n, ok := daysBetween(x, y)
	if !ok || x >= y {
		return 0
	}
	return n
}

// daysBetween counts the days from one date to another, whichever is first.
func daysBetween(x, y string) (n int, ok bool) {
	a, err := time.Parse(time.DateOnly, x)
	b, err2 := time.Parse(time.DateOnly, y)
	return int(a.Sub(b).Abs() / (24 * time.Hour)), err == nil && err2 == nil
}

func hasLemma(d *news.Doc, first, last int, words map[string]bool) bool {
	for t := first; t < last; t++ {
		if words[lemma(d, t)] {
			return true
		}
	}
	return false
}
