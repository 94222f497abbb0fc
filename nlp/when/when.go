// Package when fills Doc.Times: it finds the time expressions of an article
// and gives each its TIMEX3 type and value (TimeML 1.2.1), relative ones
// resolved against the date of publication.
//
// An article without a date of publication keeps what its words say by
// themselves: "Tuesday" is XXXX-WXX-2, "May 12" XXXX-05-12. Once the date is
// known, Annotate may run again; it replaces the layer.
package when

import (
	"context"

	"parallax/news"
	"parallax/text/timex"
)

// Annotate fills d.Times.
func Annotate(_ context.Context, d *news.Doc) error {
	d.Times = nil
	if d.Language != "" && d.Language != "en" {
		d.Note("time expressions: in " + d.Language + " only dates in digits")
		numeric(d)
		return nil
	}
	exprs := timex.Find(d.Text)
	if len(exprs) == 0 {
		return nil
	}
	r := resolver{}
	r.now, r.known = timex.ParseDate(d.Published.At)
	if r.known {
		r.day = r.now.String()
	}
	d.Times = make([]news.Time, 0, len(exprs))
	for i := range exprs {
		e := &exprs[i]
		r.enter(d.Text, e.Start)
		typ, value, relative := r.resolve(e, clause(d, e.Start).TenseOf(e))
		if value == "" {
			continue
		}
		t := news.Time{Span: news.Span{Start: e.Start, End: e.End}, Type: typ, Value: value}
		if relative && r.known {
			t.Anchor = r.day
		}
		d.Times = append(d.Times, t)
	}
	return nil
}

// clause is where the verb of an expression at offset is looked for.
func clause(d *news.Doc, offset int) timex.Clause {
	if s := d.SentenceAt(offset); s >= 0 {
		return timex.Clause{Text: d.Text, From: d.Sentences[s].Start, To: d.Sentences[s].End, Bounded: true}
	}
	return timex.Clause{Text: d.Text, To: len(d.Text)}
}
