package meta

import (
	"fmt"
	"strings"

	"parallax/news"
	"parallax/text/timex"
)

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
