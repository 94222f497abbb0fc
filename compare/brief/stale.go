package brief

import (
	"parallax/compare/internal/prose"
	"parallax/news"
)

// stale are the sentences that tell what a later report has superseded: a plan
// that was called off, a toll that has risen. A brief tells how things stand.
func stale(set *prose.Set) map[int]bool {
	r := set.Report
	day := func(doc int) string { return r.Articles[doc].Published.Day() }
	out := map[int]bool{}
	add := func(ref news.Ref) {
		if i := set.At(ref); i >= 0 {
			out[i] = true
		}
	}
	for _, g := range r.Claims {
		if g.Verdict != news.Update {
			continue
		}
		last := ""
		for _, s := range g.Support {
			last = max(last, day(s.Doc))
		}
		for _, s := range g.Support {
			switch s.Status {
			case news.Planned, news.Expected, news.Unconfirmed:
				if day(s.Doc) < last {
					add(s.Ref)
				}
			}
		}
	}
	for _, f := range r.Figures {
		if f.Verdict != news.Update {
			continue
		}
		last := ""
		for _, m := range f.Mentions {
			last = max(last, day(m.Doc))
		}
		for _, m := range f.Mentions {
			if day(m.Doc) < last && !current(r, f, m.Low, m.High, last) {
				add(news.Ref{Doc: m.Doc, Span: m.Span})
			}
		}
	}
	return out
}

// current reports whether a mention of the last day gives the same range.
func current(r *news.Report, f news.FigureGroup, low, high float64, last string) bool {
	for _, m := range f.Mentions {
		if r.Articles[m.Doc].Published.Day() == last && m.Low == low && m.High == high {
			return true
		}
	}
	return false
}
