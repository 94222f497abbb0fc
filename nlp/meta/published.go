package meta

import (
	"fmt"
	"strings"

	"parallax/news"
	"parallax/text"
	"parallax/text/timex"
)

// published sets d.Published: the container's date, the address, a date line,
// and last what the days that the text names allow.
func (p *page) published() {
	d := p.doc
	if d.Published.At != "" {
		if d.Published.From == "" {
			d.Published.From = news.FromMetadata
		}
		return
	}
	if day, ok := dayInAddress(text.Unwrap(d.URL)); ok {
		d.Published = news.Published{At: day.String(), From: news.FromMetadata, Why: "the article's address names the day"}
		return
	}
	if pub, ok := p.dateLine(); ok {
		d.Published = pub
		return
	}
	if pub, ok := p.fromContext(); ok {
		d.Published = pub
		return
	}
	d.Note(news.NoDate)
}

// dayInAddress reads /2017/12/29/ or /2017/dec/29/ in a path.
func dayInAddress(address string) (timex.Date, bool) {
	parts := strings.Split(address, "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) != 4 || !digitsOnly(parts[i]) || len(parts[i+2]) < 1 || len(parts[i+2]) > 2 || !digitsOnly(parts[i+2]) {
			continue
		}
		month := number(parts[i+1])
		if !digitsOnly(parts[i+1]) || len(parts[i+1]) > 2 {
			month = monthNumber[strings.ToLower(parts[i+1])]
		}
		day := timex.Date{Year: number(parts[i]), Month: month, Day: number(parts[i+2])}
		if day.Year >= 1990 && day.Valid() {
			return day, true
		}
	}
	return timex.Date{}, false
}

var monthNumber = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

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
	if !ok {
		return e, false
	}
	var rest strings.Builder
	at := 0
	for _, x := range timex.Find(s) {
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
	return e, extra == 0 || said && extra <= 3
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

// readStamp turns a date line into a date of publication.
func (p *page) readStamp(l line) (news.Published, bool) {
	e, ok := readDateLine(l.text)
	if !ok {
		return news.Published{}, false
	}
	day := timex.Date{Year: e.Year, Month: e.Month, Day: e.Day}
	why := fmt.Sprintf("the date line says %q", l.text)
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

// fromContext infers the day from what the article tells: the latest day that
// it names in full, at its head or in a caption, is near publication; weekdays
// and days around it say the rest.
func (p *page) fromContext() (news.Published, bool) {
	d := p.doc
	if d.Language != "" && d.Language != "en" {
		return news.Published{}, false
	}
	said := make([]timex.Said, 0, 16)
	latestYear := 0
	for _, e := range timex.Find(d.Text) {
		if e.Year > 0 && e.Unit == timex.NoUnit {
			latestYear = max(latestYear, e.Year)
		}
		said = append(said, timex.Said{Expr: e, Tense: clause(d, e.Start).TenseOf(&e)})
	}
	ref, refText := p.latestDay(said, latestYear)
	if ref == (timex.Date{}) {
		return news.Published{}, false
	}
	w, ok := timex.WrittenOn(said, ref, nil)
	// The day in full alone may be an old one, of a file photo or an earlier
	// event; a weekday that the lead tells of, on it or right after it, ties the
	// article to it. Of 3,996 background articles without their dates this dates
	// 102, of which 84 to within a day; weekdays anywhere dated 170, 108 of them.
	const close = 2 // days
	if !ok || w.Past == nil || w.After.Before(ref) || w.After.Sub(ref) > close+1 || !p.leadTells(said, ref, close) {
		return news.Published{}, false
	}
	why := fmt.Sprintf("no date is given; the text names %s", refText)
	if w.Past != nil {
		if raw := d.Text[w.Past.Start:w.Past.End]; raw != refText {
			why += fmt.Sprintf(" and tells of %s, %s, as past", raw, w.After)
		}
	}
	if w.Ahead != nil {
		why += fmt.Sprintf(" and of %s, %s, as to come", d.Text[w.Ahead.Start:w.Ahead.End], w.Until)
	}
	return news.Published{At: w.Day.String(), From: news.FromContext, Why: why}, true
}

// latestDay is the latest day that the article tells of in full, with its year,
// at its head or in marked boilerplate such as a caption.
func (p *page) latestDay(said []timex.Said, latestYear int) (latest timex.Date, raw string) {
	headEnd := 0
	if n := len(p.head); n > 0 {
		headEnd = p.head[min(n, 8)-1].End
	}
	for i := range said {
		e := &said[i].Expr
		if e.Form != timex.Calendar || e.Year == 0 || e.Month == 0 || e.Day == 0 || e.Alt || e.Year < latestYear || said[i].Tense == timex.FutureTense {
			continue
		}
		span := news.Span{Start: e.Start, End: e.End}
		if e.Start > headEnd && kindOf(p.doc, span) == "" {
			continue
		}
		if strings.HasPrefix(p.doc.Text[e.End:], " file photo") {
			continue
		}
		if day := (timex.Date{Year: e.Year, Month: e.Month, Day: e.Day}); day.Valid() && (latest == timex.Date{} || latest.Before(day)) {
			latest, raw = day, p.doc.Slice(span)
		}
	}
	return latest, raw
}

// leadTells reports that the first sentences tell of a weekday that falls on ref
// or up to days after it.
func (p *page) leadTells(said []timex.Said, ref timex.Date, days int) bool {
	const lead = 3 // sentences
	end, seen := 0, 0
	for _, s := range p.doc.Sentences {
		if p.doc.InBoilerplate(s.Span) {
			continue
		}
		if end, seen = s.End, seen+1; seen == lead {
			break
		}
	}
	if len(p.doc.Sentences) == 0 && p.prose < len(p.head) {
		end = p.head[p.prose].End
	}
	for i := range said {
		if said[i].Start >= end {
			break
		}
		if wd := said[i].Weekday; said[i].Form == timex.Calendar && wd > 0 && said[i].Day == 0 && said[i].Tense == timex.PastTense && (wd-ref.Weekday()+7)%7 <= days {
			return true
		}
	}
	return false
}

// clause is where the verb of an expression at offset is looked for.
func clause(d *news.Doc, offset int) timex.Clause {
	if s := d.SentenceAt(offset); s >= 0 {
		return timex.Clause{Text: d.Text, From: d.Sentences[s].Start, To: d.Sentences[s].End, Bounded: true}
	}
	return timex.Clause{Text: d.Text, To: len(d.Text)}
}
