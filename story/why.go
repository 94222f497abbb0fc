package story

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// whyJoined says what the article shares with the likeliest member of a story.
func (ix *Index) whyJoined(m *member, c *choice) string {
	const most = 5 // things that a reader takes in
	b := ix.member(c.best.at)
	var what []string
	if share := float64(c.best.x[fCopy]); share >= 0.5 {
		what = append(what, fmt.Sprintf("about %d %% of its text", int(math.Round(share*100))))
	}
	names := namesShared(m, b)
	what = append(what, names...)
	what = append(what, countsShared(m, b)...)
	what = append(what, wordsShared(m, b, names, most-len(what))...)
	if len(what) == 0 {
		what = append(what, "many words")
	}
	return fmt.Sprintf("shares %s with %s%s", list(what), b.called(), later(m, b))
}

// called names an article to a reader.
func (m *member) called() string {
	if title := m.show(m.Title); title != "" {
		return "“" + title + "”"
	}
	return m.ID
}

// later says when m was published, seen from b.
func later(m, b *member) string {
	if m.Time == 0 || b.Time == 0 {
		return ""
	}
	d, word := m.Time-b.Time, "later"
	if d < 0 {
		d, word = -d, "earlier"
	}
	const hour = 3600
	switch clocks := m.Clock && b.Clock; {
	case clocks && d < hour:
		return ", published within the hour"
	case clocks && d < 2*daySeconds:
		return fmt.Sprintf(", published %d h %s", (d+hour/2)/hour, word)
	case m.Time/daySeconds == b.Time/daySeconds:
		return ", published the same day"
	}
	days := max(1, (d+daySeconds/2)/daySeconds)
	if days == 1 {
		return ", published a day " + word
	}
	return fmt.Sprintf(", published %d days %s", days, word)
}

// namesShared are names that both have and one has in its lead, rarest first.
func namesShared(a, b *member) []string {
	const most = 3
	var both []*named
	sharedNames(a, b, func(x, y *named) {
		if x.Lead || y.Lead {
			both = append(both, x)
		}
	})
	slices.SortStableFunc(both, func(x, y *named) int { return cmp.Compare(y.W, x.W) })
	var out []string
	for _, n := range both[:min(len(both), most)] {
		out = append(out, a.show(n.Show))
	}
	return out
}

// countsShared are numbers that both give of the same: "11 dead".
func countsShared(a, b *member) (out []string) {
	const most = 2
	for _, x := range a.Counts {
		for _, y := range b.Counts {
			show := a.show(x.Number)
			if x.Of != y.Of || show != b.show(y.Number) || x.Rank != y.Rank {
				continue
			}
			if x.Rank {
				show = ordinal(show)
			}
			show = "“" + show + " " + a.show(x.Show) + "”"
			if len(out) < most && !slices.Contains(out, show) {
				out = append(out, show)
			}
			break
		}
	}
	return out
}

func ordinal(n string) string {
	end := "th"
	if !strings.HasSuffix(n, "11") && !strings.HasSuffix(n, "12") && !strings.HasSuffix(n, "13") {
		switch n[len(n)-1] {
		case '1':
			end = "st"
		case '2':
			end = "nd"
		case '3':
			end = "rd"
		}
	}
	return n + end
}

// wordsShared are the heaviest words that both leads have, names left out.
func wordsShared(a, b *member, names []string, most int) (out []string) {
	type word struct {
		show string
		w    float32
	}
	var both []word
	told := strings.ToLower(strings.Join(names, " "))
	a.Lead.shared(b.Lead, func(i, j int) {
		if show := a.show(a.Surface[i]); len(show) > 2 && !strings.Contains(told, show) {
			both = append(both, word{show, min(a.Lead[i].W, b.Lead[j].W)})
		}
	})
	slices.SortStableFunc(both, func(x, y word) int { return cmp.Compare(y.w, x.w) })
	for _, w := range both[:min(len(both), max(most, 0))] {
		out = append(out, w.show)
	}
	return out
}

func list(items []string) string {
	if n := len(items); n > 1 {
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
	return items[0]
}

// whyNew says what keeps the article apart from the likeliest story.
func (ix *Index) whyNew(m *member, all []choice) string {
	const faint = 0.02 // below, nothing worth telling is shared
	if len(all) == 0 || all[0].score < faint {
		return "nothing like it came before"
	}
	c := &all[0]
	b := ix.member(c.best.at)
	why := ix.veto(m, c)
	if why == "" {
		why = difference(m, b, &c.best.x)
	}
	return fmt.Sprintf("nearest is %s, but %s", b.called(), why)
}

// difference names what two articles that look alike do not share.
func difference(a, b *member, x *pairFeatures) string {
	const week = 7
	if s := ranksApart(a, b, false); s != "" {
		return s
	}
	if x[fPersonsApart] > 0 && x[fPersons] == 0 {
		return fmt.Sprintf("this is about %s, not %s", a.foremost(b, person), b.foremost(a, person))
	}
	if x[fPlacesApart] > 0 && x[fPlaces] == 0 {
		return fmt.Sprintf("this is in %s, not %s", a.foremost(b, placed), b.foremost(a, placed))
	}
	if days := math.Expm1(float64(x[fGap])); x[fDated] == 2 && days > week {
		return fmt.Sprintf("this was published %d days apart and shares too little", int(math.Round(days)))
	}
	return "they share too little"
}

// ranksApart says what both rank differently: "12th package" against "13th".
func ranksApart(a, b *member, titles bool) string {
	for _, x := range a.Counts {
		other := ""
		for _, y := range b.Counts {
			if !x.Rank || !y.Rank || x.Of != y.Of {
				continue
			}
			if a.show(x.Number) == b.show(y.Number) {
				other = ""
				break
			}
			if !titles || x.Title && y.Title {
				other = b.show(y.Number)
			}
		}
		if other != "" {
			return fmt.Sprintf("this is the %s %s, not the %s", ordinal(a.show(x.Number)), a.show(x.Show), ordinal(other))
		}
	}
	return ""
}

// foremost is the rarest name of a kind in m's lead that the other lacks.
func (m *member) foremost(other *member, k kind) string {
	best, most := "others", float32(0)
	for _, n := range m.Names {
		lacks := !slices.ContainsFunc(other.Names, func(o named) bool { return o.Key == n.Key && n.agrees(&o) })
		if n.Kind == k && n.Lead && n.W > most && lacks {
			best, most = m.show(n.Show), n.W
		}
	}
	return best
}
