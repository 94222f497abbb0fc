package news

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// Check states the laws of the data: the text is valid UTF-8, every span lies
// in it on rune boundaries, layers are sorted, disjoint where they must be,
// and cross-references hold. It returns every breach, joined.
func (d *Doc) Check() error {
	c := checker{doc: d}
	if !utf8.ValidString(d.Text) {
		c.fail("text is not valid UTF-8")
	}
	checkLayer(&c, "boilerplate", d.Boilerplate, func(b Boilerplate) Span { return b.Span }, true)
	checkLayer(&c, "sentence", d.Sentences, func(s Sentence) Span { return s.Span }, true)
	checkLayer(&c, "token", d.Tokens, func(t Token) Span { return t.Span }, true)
	checkLayer(&c, "entity", d.Entities, func(e Entity) Span { return e.Span }, true)
	checkLayer(&c, "time", d.Times, func(t Time) Span { return t.Span }, true)
	checkLayer(&c, "figure", d.Figures, func(f Figure) Span { return f.Span }, false)
	c.sentences()
	c.tokens()
	c.attributions()
	c.figures()
	return errors.Join(c.errs...)
}

type checker struct {
	doc  *Doc
	errs []error
}

func (c *checker) fail(format string, args ...any) {
	const most = 20 // a broken offset map breaks everything: enough to see the pattern
	if len(c.errs) < most {
		c.errs = append(c.errs, fmt.Errorf("%s: %s", c.doc.ID, fmt.Sprintf(format, args...)))
	}
}

// span checks one non-empty span.
func (c *checker) span(what string, i int, s Span) bool {
	text := c.doc.Text
	switch {
	case s.Start < 0 || s.End > len(text) || s.Start >= s.End:
		c.fail("%s %d: span [%d,%d) does not fit a text of %d bytes", what, i, s.Start, s.End, len(text))
		return false
	case !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]):
		c.fail("%s %d: span [%d,%d) cuts a character", what, i, s.Start, s.End)
		return false
	}
	return true
}

func checkLayer[T any](c *checker, what string, items []T, span func(T) Span, disjoint bool) {
	for i := range items {
		s := span(items[i])
		c.span(what, i, s)
		if i == 0 {
			continue
		}
		prev := span(items[i-1])
		if s.Less(prev) {
			c.fail("%s %d: [%d,%d) stands before its predecessor [%d,%d)", what, i, s.Start, s.End, prev.Start, prev.End)
		} else if disjoint && s.Start < prev.End {
			c.fail("%s %d: [%d,%d) overlaps its predecessor [%d,%d)", what, i, s.Start, s.End, prev.Start, prev.End)
		}
	}
}

func (c *checker) sentences() {
	next := 0
	for i, s := range c.doc.Sentences {
		if len(c.doc.Tokens) == 0 && s.First == 0 && s.Last == 0 {
			continue // the token step has not run
		}
		if s.First != next || s.Last < s.First || s.Last > len(c.doc.Tokens) {
			c.fail("sentence %d: tokens [%d,%d) do not follow on %d", i, s.First, s.Last, next)
			return
		}
		for t := s.First; t < s.Last; t++ {
			if !s.Contains(c.doc.Tokens[t].Span) {
				c.fail("sentence %d: token %d lies outside", i, t)
				return
			}
		}
		next = s.Last
	}
	if next != len(c.doc.Tokens) {
		c.fail("%d tokens stand in no sentence", len(c.doc.Tokens)-next)
	}
}

func (c *checker) tokens() {
	for i, s := range c.doc.Sentences {
		if s.First < 0 || s.First > s.Last || s.Last > len(c.doc.Tokens) {
			return // the sentences have failed
		}
		c.tree(i, c.doc.Tokens[s.First:s.Last], s.First)
	}
}

// tree checks the heads of a sentence whose first token has number first: each
// lies in the sentence, and without a parse none is set; with one, one token is
// the root, and every other leads to it.
func (c *checker) tree(sentence int, tokens []Token, first int) {
	roots, parsed := 0, 0
	for i, t := range tokens {
		if t.Head != -1 && (t.Head < first || t.Head >= first+len(tokens)) {
			c.fail("token %d: head %d lies outside its sentence", first+i, t.Head)
			return
		}
		if t.Head == -1 {
			roots++
		}
		if t.Dep != "" {
			parsed++
		}
	}
	switch {
	case parsed == 0 && roots == len(tokens):
		return
	case parsed < len(tokens):
		c.fail("sentence %d: %d of %d tokens have a relation", sentence, parsed, len(tokens))
	case roots != 1:
		c.fail("sentence %d has %d roots", sentence, roots)
	}
	// Every token is passed once: what an earlier way has passed leads to the root.
	passed := make([]int, len(tokens))
	for i := range tokens {
		for at := i; passed[at] == 0 || passed[at] == i+1; {
			if passed[at] == i+1 {
				c.fail("token %d: its heads go in a circle", first+at)
				return
			}
			passed[at] = i + 1
			if tokens[at].Head == -1 {
				break
			}
			at = tokens[at].Head - first
		}
	}
}

func (c *checker) attributions() {
	for i, a := range c.doc.Attributions {
		if len(a.Content) == 0 {
			c.fail("attribution %d has no content", i)
			continue
		}
		if i > 0 && len(c.doc.Attributions[i-1].Content) > 0 && a.Content[0].Start < c.doc.Attributions[i-1].Content[0].Start {
			c.fail("attribution %d stands before its predecessor", i)
		}
		for name, spans := range map[string][]Span{"source": a.Source, "cue": a.Cue, "content": a.Content, "quoted": a.Quoted} {
			checkLayer(c, fmt.Sprintf("attribution %d %s", i, name), spans, func(s Span) Span { return s }, true)
		}
	}
}

func (c *checker) figures() {
	for i, f := range c.doc.Figures {
		c.span("figure number", i, f.Number)
		if !f.Contains(f.Number) {
			c.fail("figure %d: its number lies outside", i)
		}
		if f.What != (Span{}) {
			c.span("figure what", i, f.What)
		}
		if math.IsNaN(f.Value) || math.IsNaN(f.Low) || math.IsNaN(f.High) || f.HasValue && (f.Low > f.Value || f.Value > f.High) {
			c.fail("figure %d: value %v is not within %v..%v", i, f.Value, f.Low, f.High)
		}
	}
}

// Check states the laws of a report: every reference points into its article,
// nothing is shown without a source, every article belongs to one origin.
func (r *Report) Check() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	ref := func(what string, i int, ref Ref) {
		if ref.Doc < 0 || ref.Doc >= len(r.Articles) {
			fail("%s %d: article %d of %d", what, i, ref.Doc, len(r.Articles))
			return
		}
		c := checker{doc: r.Articles[ref.Doc]}
		c.span(what, i, ref.Span)
		errs = append(errs, c.errs...)
	}
	refs := func(what string, i int, all []Ref) {
		if len(all) == 0 {
			fail("%s %d has no source", what, i)
		}
		for _, one := range all {
			ref(what, i, one)
		}
	}
	line := func(what string, i int, l Line) {
		if l.Text != "" {
			refs(what, i, l.Cites)
		}
	}
	for _, d := range r.Articles {
		if err := d.Check(); err != nil {
			errs = append(errs, err)
		}
	}
	owned := make([]int, len(r.Articles))
	for i, o := range r.Origins {
		for _, a := range o.Articles {
			if a < 0 || a >= len(owned) {
				fail("origin %d: article %d of %d", i, a, len(owned))
				continue
			}
			owned[a]++
		}
		for _, e := range o.Evidence {
			ref("origin evidence", i, e)
		}
		for _, c := range o.Cites {
			refs("cited", i, c.Mentions)
		}
	}
	for a, n := range owned {
		if len(r.Origins) > 0 && n != 1 {
			fail("article %d belongs to %d origins", a, n)
		}
	}
	for i, c := range r.Copies {
		if c.A >= c.B {
			fail("copy %d: articles %d and %d are not in order", i, c.A, c.B)
		}
		for _, p := range c.Passages {
			ref("copy passage", i, Ref{c.A, p.A})
			ref("copy passage", i, Ref{c.B, p.B})
		}
		for _, ch := range c.Changes {
			if ch.Kind != OnlyB {
				ref("copy change", i, Ref{c.A, ch.A})
			}
			if ch.Kind != OnlyA {
				ref("copy change", i, Ref{c.B, ch.B})
			}
		}
	}
	for i, f := range r.Figures {
		if len(f.Mentions) == 0 {
			fail("figure %d has no source", i)
		}
		for _, m := range f.Mentions {
			ref("figure mention", i, Ref{m.Doc, m.Span})
			ref("figure number", i, Ref{m.Doc, m.Number})
		}
	}
	for i, g := range r.Claims {
		if len(g.Support) == 0 {
			fail("claim %d has no source", i)
		}
		for _, s := range g.Support {
			ref("claim", i, s.Ref)
		}
	}
	for i, q := range r.Quotes {
		if len(q.Variants) == 0 {
			fail("quote %d has no source", i)
		}
		for _, v := range q.Variants {
			ref("quote", i, v.Ref)
		}
		for _, p := range q.Paraphrases {
			ref("paraphrase", i, p)
		}
	}
	for i, e := range r.Entities {
		refs("entity", i, e.Mentions)
	}
	for i, w := range r.Wording {
		refs("wording", i, w.Labels)
	}
	for i, e := range r.Timeline {
		refs("event", i, e.Support)
	}
	for i, u := range r.Unique {
		ref("unique", i, u.Ref)
	}
	for i, m := range r.Missing {
		refs("missing", i, m.Support)
		if m.Origin < 0 || len(r.Origins) > 0 && m.Origin >= len(r.Origins) {
			fail("missing %d: origin %d of %d", i, m.Origin, len(r.Origins))
		}
	}
	for i, b := range r.Brief {
		refs("brief sentence", i, b.Cites)
	}
	line("headline", 0, r.Story.Headline)
	line("what", 0, r.Story.What)
	line("when", 0, r.Story.When)
	line("why", 0, r.Story.Why)
	for i, l := range r.Story.Who {
		line("who", i, l)
	}
	for i, l := range r.Story.Where {
		line("where", i, l)
	}
	return errors.Join(errs...)
}
