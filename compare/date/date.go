// Package date settles when the articles of a story were published, where
// their containers are silent: the reports of one event date each other. It
// decides the order of day and month in a date line by the days that other
// reports name, and infers the day of an undated report from the days that it
// tells of as past and as to come, next to the dated report most like it.
package date

import (
	"context"
	"fmt"

	"parallax/news"
	"parallax/text/timex"
)

// Annotate sets Published of articles whose date is missing or written in an
// order that can be read in two ways. Times resolved against the old date must
// be resolved again by the caller.
func Annotate(ctx context.Context, r *news.Report) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	open := false
	for _, d := range r.Articles {
		open = open || d.Published.From != news.FromMetadata || d.Published.At == ""
	}
	if !open {
		return nil
	}
	s := newStory(r)
	s.settleOrder()
	s.inferDays()
	missing := 0
	for _, d := range r.Articles {
		if d.Published.At == "" {
			missing++
		}
	}
	if missing > 0 {
		r.Note(fmt.Sprintf("%d of %d articles have no date of publication, and none could be inferred", missing, len(r.Articles)))
	}
	return nil
}

// An article is a report with the times it speaks of.
type article struct {
	*news.Doc
	said  []timex.Said
	day   timex.Date // of publication; zero when unknown
	words map[string]bool
}

type story struct {
	articles []*article
}

func newStory(r *news.Report) *story {
	s := &story{articles: make([]*article, len(r.Articles))}
	for i, d := range r.Articles {
		a := &article{Doc: d}
		a.day, _ = timex.ParseDate(d.Published.At)
		if d.Language == "" || d.Language == "en" {
			for _, e := range timex.Find(d.Text) {
				a.said = append(a.said, timex.Said{Expr: e, Tense: clause(d, e.Start).TenseOf(&e)})
			}
		}
		s.articles[i] = a
	}
	return s
}

// clause is where the verb of an expression at offset is looked for.
func clause(d *news.Doc, offset int) timex.Clause {
	if s := d.SentenceAt(offset); s >= 0 {
		return timex.Clause{Text: d.Text, From: d.Sentences[s].Start, To: d.Sentences[s].End, Bounded: true}
	}
	return timex.Clause{Text: d.Text, To: len(d.Text)}
}

// near is how many days apart days that belong to one event may lie.
const near = 7

// settleOrder reads date lines such as 12/05/2015 in the order that the other
// reports allow.
func (s *story) settleOrder() {
	for _, a := range s.articles {
		if a.Published.From != news.FromText || a.day.Day > 12 || a.day.Day == a.day.Month {
			continue
		}
		stamp, ok := ambiguous(a)
		if !ok {
			continue
		}
		swapped := timex.Date{Year: a.day.Year, Month: a.day.Day, Day: a.day.Month}
		asRead, why := s.support(a, a.day)
		other, otherWhy := s.support(a, swapped)
		raw := a.Text[stamp.Start:stamp.End]
		switch {
		case other > asRead:
			a.day = swapped
			a.Published = news.Published{At: swapped.String(), From: news.FromText,
				Why: fmt.Sprintf("the date line says %q; it is %s because %s", raw, swapped, otherWhy)}
		case asRead > other:
			a.Published.Why += fmt.Sprintf("; %s", why)
		}
	}
}

// ambiguous finds the numeric date that the article was dated by.
func ambiguous(a *article) (timex.Expr, bool) {
	for i := range a.said {
		e := &a.said[i].Expr
		if e.Alt && e.Year == a.day.Year && (e.Month == a.day.Month && e.Day == a.day.Day || e.Month == a.day.Day && e.Day == a.day.Month) {
			return *e, true
		}
	}
	return timex.Expr{}, false
}

// support counts what the other reports say for a reading: their own dates
// (which count most) and the days they name near it.
func (s *story) support(of *article, day timex.Date) (votes int, why string) {
	for i, b := range s.articles {
		if b == of {
			continue
		}
		if b.day != (timex.Date{}) && b.Published.From != news.FromText && abs(b.day.Sub(day)) <= near {
			votes += 3
			if why == "" {
				why = fmt.Sprintf("%s is dated %s", s.name(i), b.day)
			}
		}
		most := 3 // one report's repetitions are one voice
		for k := range b.said {
			e := &b.said[k].Expr
			if e.Form != timex.Calendar || e.Day == 0 || e.Month == 0 || e.Alt || e.Year > 0 && e.Year != day.Year {
				continue
			}
			if d := (timex.Date{Year: day.Year, Month: e.Month, Day: e.Day}); d.Valid() && abs(d.Sub(day)) <= near && most > 0 {
				votes++
				most--
				if why == "" {
					why = fmt.Sprintf("%s speaks of %q", s.name(i), b.Text[e.Start:e.End])
				}
			}
		}
	}
	return votes, why
}

// name is how a reason names an article.
func (s *story) name(i int) string {
	d := s.articles[i].Doc
	switch {
	case d.PublisherName() != "":
		return d.PublisherName()
	case d.Title != "":
		return "“" + d.Title + "”"
	case d.ID != "":
		return d.ID
	}
	return fmt.Sprintf("report %d", i+1)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
