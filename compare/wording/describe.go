package wording

import (
	"math"
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/model/words"
	"parallax/news"
	"parallax/text/names"
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
	f.called, f.bearers = map[int][]description{}, map[int]map[int]bool{}
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
			if t > s.First {
				f.bears(f.number(d, t-1), g)
			}
			add := func(c clause.Chunk, span news.Span) {
				l := lemma(d, c.Head)
				switch f.Report.Entities[g].Kind {
				case news.Person:
					if !onePerson(d, c.Head) {
						return
					}
				case news.Org:
					if like(words.SlotOf(l, "NOUN"), bodies) < leastPerson {
						return
					}
				}
				if n := f.number(d, c.Head); n >= 0 && !empty[l] {
					f.bears(n, g)
					f.called[g] = append(f.called[g], description{news.Ref{Doc: one.Doc, Span: span}, kind{word: n, agent: agentive(l)}, one.Origin})
				}
			}
			if t == s.First+1 && d.Tokens[s.First].POS == news.PROPN && !names.IsTitleHead(lower(d, s.First)) && onePerson(d, s.First) {
				add(clause.Chunk{First: s.First, Last: t, Head: s.First}, d.Tokens[s.First].Span) // "Manager Ilse Varga said"
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

// bears notes that an article puts a word beside the name of an entity.
func (f *finder) bears(word, entity int) {
	if word < 0 || f.Report.Entities[entity].Kind != news.Person {
		return
	}
	if f.bearers[word] == nil {
		f.bearers[word] = map[int]bool{}
	}
	f.bearers[word][entity] = true
}

// bearer reports whether two words stand beside the name of one person, and
// whether both stand beside names and never of the same person.
func (f *finder) bearer(a, b int) (one, two bool) {
	x, y := f.bearers[a], f.bearers[b]
	for g := range x {
		if y[g] {
			return true, false
		}
	}
	return false, len(x) > 0 && len(y) > 0
}

// onePerson reports whether the noun at token t may describe one person.
func onePerson(d *news.Doc, t int) bool {
	l := strings.ToLower(lemma(d, t))
	if lower(d, t) != l {
		return false // several
	}
	x := like(words.SlotOf(l, "NOUN"), people)
	return x >= leastPerson || agentive(l) && x >= leastPerson/2
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

// descriptions are the entities that origins describe by different words.
func (f *finder) descriptions() []ranked {
	const (
		sure     = 0.4 // that two descriptions beside one name are of one thing: surer than most links
		modified = 0.5 // part of it where one noun is only modified differently
	)
	var out []ranked
	for _, g := range f.describedInOrder() {
		heads, origins := map[int]bool{}, map[int]bool{}
		seen := map[string]bool{}
		labels := map[string]map[int]bool{} // origins by label
		weight := 0.0
		var r ranked
		for _, l := range f.called[g] {
			text := strings.ToLower(f.Report.Slice(l.ref))
			if labels[text] == nil {
				labels[text] = map[int]bool{}
			}
			labels[text][l.origin] = true
			origins[l.origin] = true
			if !heads[l.word.word] {
				heads[l.word.word] = true
				weight += f.words[l.word.word].weight
			}
			if key := f.Report.Articles[l.ref.Doc].ID + text; !seen[key] {
				seen[key] = true
				r.Labels = append(r.Labels, l.ref)
			}
		}
		if len(origins) < 2 || !differs(labels, origins) {
			continue
		}
		r.Referent = f.Report.Entities[g].Name
		r.score = sure * weight / math.Sqrt(float64(len(heads))) * math.Log(1+float64(len(f.called[g]))) * float64(len(origins)) / float64(f.Origins)
		if len(heads) == 1 {
			r.score *= modified
		}
		r.Why = "The articles describe " + r.Referent + " by different words beside the name."
		out = append(out, r)
	}
	return out
}
