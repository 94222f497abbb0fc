package wording

import (
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A description is what an article calls an entity beside its name.
type description struct {
	ref    news.Ref
	word   kind // its head
	origin int
}

// describe finds what the articles call persons and things beside their names:
// before the name ("motel owner Ilse Varga", "the chairman of the board, Ilse
// Varga,", "the far-left Vale Party") or after it ("Ilse Varga, a manager,").
func (f *finder) describe() {
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
	f.called = map[int][]description{}
	for i := range f.Sentences {
		one := &f.Sentences[i]
		d := f.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		chunks := clause.Chunks(d, one.Number)
		for t := s.First; t < s.Last; t++ {
			g, ok := at[one.Doc][d.Tokens[t].Start]
			if !ok {
				continue
			}
			add := func(c clause.Chunk, span news.Span) {
				l := lemma(d, c.Head)
				if n := f.number(d, c.Head); n >= 0 && !empty[l] {
					f.called[g] = append(f.called[g], description{news.Ref{Doc: one.Doc, Span: span}, kind{stem: n, agent: agentive(l)}, one.Origin})
				}
			}
			for _, c := range clause.Descriptions(d, chunks, t, s) {
				add(c, c.Span(d))
			}
			if c, span, ok := apposed(d, chunks, t, s); ok {
				add(c, span)
			}
		}
	}
}

// apposed is the noun phrase that a name stands in apposition to: "the chairman
// of the board, Ilse Varga, said".
func apposed(d *news.Doc, chunks []clause.Chunk, t int, s news.Sentence) (c clause.Chunk, span news.Span, ok bool) {
	if t-2 < s.First || d.Slice(d.Tokens[t-1].Span) != "," {
		return c, span, false
	}
	k := slices.IndexFunc(chunks, func(c clause.Chunk) bool { return c.Last == t-1 })
	if k < 0 {
		return c, span, false
	}
	last := chunks[k].Last
	for k > 0 && chunks[k].First-1 == chunks[k-1].Last && d.Tokens[chunks[k].First-1].POS == news.ADP {
		k-- // "of the board"
	}
	c = chunks[k]
	if d.Tokens[c.First].POS != news.DET || d.Tokens[c.Head].POS != news.NOUN || !agentive(lemma(d, c.Head)) {
		return c, span, false
	}
	c = c.Bare(d)
	return c, news.Span{Start: d.Tokens[c.First].Start, End: d.Tokens[last-1].End}, true
}

func (f *finder) describedInOrder() []int {
	var order []int
	for g := range f.called {
		order = append(order, g)
	}
	sort.Ints(order)
	return order
}

// descriptions are the entities that origins describe by different nouns.
func (f *finder) descriptions() []ranked {
	var out []ranked
	for _, g := range f.describedInOrder() {
		stems, origins := map[int]bool{}, map[int]bool{}
		seen := map[string]bool{}
		var r ranked
		for _, l := range f.called[g] {
			key := f.Report.Articles[l.ref.Doc].ID + strings.ToLower(f.Report.Slice(l.ref))
			if seen[key] {
				continue
			}
			seen[key] = true
			stems[l.word.stem] = true
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
