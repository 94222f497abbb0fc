package wording

import (
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// descriptions finds persons and things that origins describe by different nouns, before
// the name ("motel owner Ilse Varga") or after it ("Ilse Varga, a manager,").
func (f *finder) descriptions() []ranked {
	at := make([]map[int]int, len(f.Report.Articles)) // entity group by start
	for i := range at {
		at[i] = map[int]int{}
	}
	for g, e := range f.Report.Entities {
		if e.Kind == news.Place {
			continue // what stands beside it mostly says where it lies
		}
		for _, m := range e.Mentions {
			at[m.Doc][m.Start] = g
		}
	}
	type label struct {
		ref    news.Ref
		stem   int
		origin int
	}
	found := map[int][]label{}
	for i := range f.Sentences {
		one := &f.Sentences[i]
		d := f.Report.Articles[one.Doc]
		if len(at[one.Doc]) == 0 {
			break
		}
		s := d.Sentences[one.Number]
		chunks := clause.Chunks(d, one.Number)
		for t := s.First; t < s.Last; t++ {
			g, ok := at[one.Doc][d.Tokens[t].Start]
			if !ok {
				continue
			}
			for _, c := range clause.Descriptions(d, chunks, t, s) {
				if !empty[lemma(d, c.Head)] {
					found[g] = append(found[g], label{news.Ref{Doc: one.Doc, Span: c.Span(d)}, f.number(d, c.Head), one.Origin})
				}
			}
		}
	}
	var order []int
	for g := range found {
		order = append(order, g)
	}
	sort.Ints(order)
	var out []ranked
	for _, g := range order {
		stems, origins := map[int]bool{}, map[int]bool{}
		seen := map[string]bool{}
		var r ranked
		for _, l := range found[g] {
			key := f.Report.Articles[l.ref.Doc].ID + strings.ToLower(f.Report.Slice(l.ref))
			if l.stem < 0 || seen[key] {
				continue
			}
			seen[key] = true
			stems[l.stem] = true
			origins[l.origin] = true
			r.Labels = append(r.Labels, l.ref)
		}
		if len(stems) < 2 || len(origins) < 2 {
			continue
		}
		r.Referent = f.Report.Entities[g].Name
		r.score = 2 * float64(len(stems)) * float64(len(origins)) / float64(f.Origins)
		r.Why = "The articles describe " + r.Referent + " by different words beside the name."
		out = append(out, r)
	}
	return out
}
