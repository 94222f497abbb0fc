package brief

import (
	"parallax/compare/internal/prose"
	"parallax/news"
)

// tolls are what an event does to people, the gravest first.
var tolls = []string{"killed", "injured", "missing"}

// retelling is the cosine from which two sentences of a brief tell one thing.
const retelling = 0.35

// toll is the sentence that states plainly how many people the event killed,
// or else hurt, as the last reports have it; -1 where the opening says so or
// fewer than two origins count.
func toll(set *prose.Set, tells []float64, old, taken map[int]bool) int {
	r := set.Report
	for _, measure := range tolls {
		var main *news.FigureGroup
		for i := range r.Figures {
			f := &r.Figures[i]
			if len(f.Mentions) > 0 && f.Mentions[0].Measure == measure && f.Mentions[0].Unit == "people" && origins(r, f) > 1 &&
				(main == nil || origins(r, f) > origins(r, main)) {
				main = f
			}
		}
		if main == nil {
			continue
		}
		last := ""
		for _, m := range main.Mentions {
			last = max(last, r.Articles[m.Doc].Published.Day())
		}
		best, at := 0.0, -1
		for _, m := range main.Mentions {
			i := set.At(news.Ref{Doc: m.Doc, Span: m.Span})
			if i < 0 || !m.HasValue || r.Articles[m.Doc].Published.Day() != last && !current(r, *main, m.Low, m.High, last) {
				continue
			}
			if taken[i] {
				return -1
			}
			if old[i] || !fits(set, i) || set.LeansBack(i) {
				continue
			}
			if retells(set, i, taken) {
				continue // the opening counts in other words
			}
			// Short and early: the figure is what the sentence is about.
			if score := (1 + tells[i]) / float64(set.Sentences[i].Tokens+10) / (1 + float64(m.Start-set.Core(i).Start)/30); score > best {
				best, at = score, i
			}
		}
		return at
	}
	return -1
}

func retells(set *prose.Set, i int, taken map[int]bool) bool {
	for c := range taken {
		if set.Cosine(i, c) >= retelling {
			return true
		}
	}
	return false
}

func origins(r *news.Report, f *news.FigureGroup) int {
	seen := map[int]bool{}
	for _, m := range f.Mentions {
		seen[r.OriginOf(m.Doc)] = true
	}
	return len(seen)
}
