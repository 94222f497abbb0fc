package meta

import (
	"fmt"
	"strings"

	"parallax/news"
	"parallax/text"
	"parallax/text/timex"
)

// isDateLine reports a line that is a date and little else.
func isDateLine(s string) bool {
	_, ok := readDateLine(s)
	return ok
}

// maxDateLine bounds a date line: "Published: Tuesday, 12 May 2015 at 11:12 GMT | Updated ..."
const maxDateLine = 140

// fullDate returns the first date with year, month and day of a line.
func fullDate(s string) (timex.Expr, bool) {
	for _, x := range timex.Find(s) {
		if x.Form == timex.Calendar && x.Year > 0 && x.Month > 0 && x.Day > 0 {
			return x, true
		}
	}
	return timex.Expr{}, false
}

// readDateLine returns the full date of a line that holds nothing else but
// words of publishing, hours and signs.
func readDateLine(s string) (timex.Expr, bool) {
	if len(s) > maxDateLine || len(s) < 6 {
		return timex.Expr{}, false
	}
	e, ok := fullDate(s)
	if !ok || e.Year < 1990 {
		return e, false // the web is younger: somebody's birthday
	}
	var rest strings.Builder
	at, dates := 0, 0
	for _, x := range timex.Find(s) {
		if x.Year > 0 && x.Month > 0 && x.Day > 0 {
			dates++
		}
		rest.WriteString(s[at:x.Start])
		at = x.End
	}
	rest.WriteString(s[at:])
	extra, said := 0, false
	for _, w := range strings.FieldsFunc(strings.ToLower(rest.String()), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch w {
		case "published", "updated", "posted", "created", "modified", "issued":
			said = true
		}
		if !stampWords[w] {
			extra++
		}
	}
	return e, extra == 0 && dates == 1 || said && extra <= 3 // two bare dates are a span, or a life
}

var stampWords = map[string]bool{"published": true, "updated": true, "posted": true, "first": true, "last": true, "on": true, "at": true, "modified": true,
	"created": true, "date": true, "gmt": true, "est": true, "edt": true, "et": true, "pt": true, "ist": true, "utc": true, "bst": true, "cet": true, "am": true, "pm": true,
	"p": true, "m": true, "a": true, "time": true, "updates": true, "of": true, "publication": true, "issued": true, "release": true, "released": true, "print": true, "edition": true,
	"original": true, "originally": true, "added": true, "hrs": true, "hours": true, "h": true, "the": true, "and": true}

// dateLine looks for a date line at the head, then for one that calls itself
// published at the foot.
func (p *page) dateLine() (news.Published, bool) {
	update := news.Published{}
	for _, l := range p.head {
		if pub, ok := p.readStamp(l); ok {
			if strings.Contains(strings.ToLower(l.text), "updated") && !strings.Contains(strings.ToLower(l.text), "published") {
				if update.At == "" {
					update = pub // a line of first publication may follow
				}
				continue
			}
			return pub, true
		}
	}
	if update.At != "" {
		return update, true
	}
	for _, l := range p.foot {
		lower := strings.ToLower(l.text)
		if !strings.Contains(lower, "published") && !strings.Contains(lower, "posted") && !strings.Contains(lower, "updated") && l.kind != news.Stamp {
			continue
		}
		if pub, ok := p.readStamp(l); ok {
			return pub, true
		}
	}
	return news.Published{}, false
}

// stampInLine looks for "Posted: Tuesday, May 12, 2015 8:30 AM" run together with
// other words at the head, as pages flattened to text have it. First
// publication goes before an update.
func (p *page) stampInLine() (news.Published, bool) {
	const most = 1500 // bytes
	head := p.doc.Text[:min(len(p.doc.Text), most)]
	var update news.Published
	for _, e := range timex.Find(head) {
		if e.Form != timex.Calendar || e.Year == 0 || e.Month == 0 || e.Day == 0 {
			continue
		}
		const cueBytes = 24
		raw := head[max(0, e.Start-cueBytes):e.Start]
		before := strings.ToLower(raw)
		first, updated := false, false
		for _, cue := range []string{"posted", "published", "posted on", "published on", "created"} {
			first = first || endsWithCue(before, cue)
		}
		for _, cue := range []string{"updated", "updated on", "modified"} {
			updated = updated || endsWithCue(before, cue)
		}
		if !first && !updated {
			continue
		}
		pub, ok := p.stamp(e, lastWords(raw)+head[e.Start:e.End])
		if !ok {
			continue
		}
		if first {
			return pub, true
		}
		if update.At == "" {
			update = pub
		}
	}
	return update, update.At != ""
}

// endsWithCue reports that s ends in the cue, with or without a colon.
func endsWithCue(s, cue string) bool {
	s = strings.TrimRight(s, " :\t\n\u00a0")
	return strings.HasSuffix(s, cue) && (len(s) == len(cue) || !wordByte(s[len(s)-len(cue)-1]))
}

// lastWords is the last word of s, or the last two when it ends in a small one.
func lastWords(s string) string {
	t := strings.TrimRight(s, " :\t\n")
	i := strings.LastIndexAny(t, " \n") + 1
	if len(t)-i <= 2 && i > 0 {
		i = strings.LastIndexAny(strings.TrimRight(t[:i], " "), " \n") + 1
	}
	return s[i:]
}

// readStamp turns a date line into a date of publication.
func (p *page) readStamp(l line) (news.Published, bool) {
	e, ok := readDateLine(l.text)
	if !ok {
		return news.Published{}, false
	}
	return p.stamp(e, l.text)
}

// stamp turns a date that stands in raw words of publishing into a date of
// publication.
func (p *page) stamp(e timex.Expr, raw string) (news.Published, bool) {
	day := timex.Date{Year: e.Year, Month: e.Month, Day: e.Day}
	why := fmt.Sprintf("the date line says %q", raw)
	if swapped := (timex.Date{Year: e.Year, Month: e.Day, Day: e.Month}); e.Alt {
		if reason := p.dayFirst(day, swapped); reason != "" {
			day = swapped
			why += ", day first: " + reason
		} else {
			why += ", month first"
		}
	}
	if !day.Valid() {
		return news.Published{}, false
	}
	at := day.String()
	if e.Hour >= 0 && e.Hour < 24 && e.HasMin {
		// At is the day: without a zone the hour is no moment in time
		why += fmt.Sprintf("; the hour, %02d:%02d, has no zone", e.Hour, e.Minute)
	}
	return news.Published{At: at, From: news.FromText, Why: why}, true
}

// dayFirst decides the order of an ambiguous numeric date by the article's own
// evidence: the months it names, days it names near one reading, numeric dates
// that allow one order only, spelling and address. It returns the reason for
// reading the day first, or "".
func (p *page) dayFirst(monthFirst, dayFirst timex.Date) string {
	votesDay, votesMonth := 0, 0
	reason := ""
	vote := func(day bool, weight int, why string) {
		if day {
			votesDay += weight
			if reason == "" {
				reason = why
			}
		} else {
			votesMonth += weight
		}
	}
	for _, e := range timex.Find(p.doc.Text) {
		if e.Form != timex.Calendar || e.Month == 0 || e.Alt {
			continue
		}
		if e.Year > 0 && e.Year != monthFirst.Year {
			continue
		}
		raw := p.doc.Text[e.Start:e.End]
		if e.Day > 0 && raw[0] >= '0' && raw[0] <= '9' && strings.ContainsAny(raw, "/.") {
			vote(strings.HasPrefix(raw, fmt.Sprint(e.Day)), 2, fmt.Sprintf("%q allows no other order", raw))
			continue
		}
		if e.Month == monthFirst.Month || e.Month == dayFirst.Month {
			weight := 1
			if e.Day > 0 {
				weight = 2
			}
			vote(e.Month == dayFirst.Month, weight, fmt.Sprintf("the text speaks of %q", raw))
		}
	}
	if votesDay == votesMonth {
		if domain := text.Outlet(p.doc.URL); domain != "" {
			switch {
			case strings.HasSuffix(domain, ".uk"), strings.HasSuffix(domain, ".au"), strings.HasSuffix(domain, ".ie"), strings.HasSuffix(domain, ".in"), strings.HasSuffix(domain, ".nz"):
				vote(true, 1, "its address is in a country that writes the day first")
			case strings.HasSuffix(domain, ".us"):
				vote(false, 1, "")
			}
		}
	}
	if votesDay == votesMonth {
		british, american := spelling(p.doc.Text)
		if british > american {
			vote(true, 1, "its spelling is British")
		} else if american > british {
			vote(false, 1, "")
		}
	}
	if votesDay > votesMonth {
		return reason
	}
	return ""
}

// spelling counts words that British and American English spell apart, and the
// British habit of titles without a full stop.
func spelling(s string) (british, american int) {
	for _, w := range []string{"isation", "ise ", "ising ", "ised ", "our ", "centre", "defence", " Mr ", " Mrs ", "programme", "travell", "labour", "neighbour"} {
		if w == "our " || w == "ise " {
			continue // hour, your, rise
		}
		british += strings.Count(s, w)
	}
	for _, w := range []string{"ization", "izing ", "ized ", "center", "defense", " Mr. ", " Mrs. ", "labor ", "neighbor"} {
		american += strings.Count(s, w)
	}
	return british, american
}
