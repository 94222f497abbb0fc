// Package quote finds attributions: who says what, and how it is said. Its
// layer is Doc.Attributions, after the scheme of PolNeAR (Newell et al., LREC
// 2018): a source, a cue and a content, the content quoted, reported, or both.
package quote

import (
	"context"
	"sort"

	"parallax/news"
)

// Annotate fills d.Attributions from sentences, tokens, tags and names.
func Annotate(ctx context.Context, d *news.Doc) error {
	f := finders.Get().(*finder)
	defer finders.Put(f)
	return annotate(ctx, d, f)
}

func annotate(ctx context.Context, d *news.Doc, f *finder) error {
	d.Attributions = nil
	if len(d.Tokens) == 0 {
		return nil
	}
	if d.Language != "" && d.Language != "en" {
		d.Note("attributions: in " + d.Language + " only words in quotation marks, and their speaker where a name follows them")
		foreign(d)
		return ctx.Err()
	}
	v := newView(d)
	found := v.find(f)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := range found {
		if f := &found[i]; !f.source.empty() && f.source.end <= f.cue.first && v.undergoes(f.cue) {
			f.source = run{} // "the minister is expected to resign": not the minister says so
		}
	}
	found = joinQuotations(v, found)
	resolveSpeakers(v, found)
	for i := range found {
		if found[i].idle() {
			continue
		}
		d.Attributions = append(d.Attributions, v.attribution(&found[i]))
	}
	sort.SliceStable(d.Attributions, func(i, j int) bool {
		return d.Attributions[i].Content[0].Less(d.Attributions[j].Content[0])
	})
	return nil
}

// A run is a half-open range of token numbers.
type run struct{ first, end int }

func (r run) empty() bool { return r.first >= r.end }

// A finding is an attribution in token numbers.
type finding struct {
	cue, source run
	content     []run // sorted, disjoint, not empty
	speaker     string
}

// idle reports whether a finding is a word or two in quotation marks that
// nobody is named for: a title, a nickname, irony.
func (f *finding) idle() bool {
	const words = 3
	marks := 2
	return f.speaker == "" && f.source.empty() && f.cue.empty() && len(f.content) == 1 && f.content[0].end-f.content[0].first <= words+marks
}

// A view is what the finders look up again and again about one document.
type view struct {
	d          *news.Doc
	quotations []quotation
	low        []string // lower-case form of each token
	in         []int32  // outermost quotation that covers the token, -1 for none
	paragraph  []int32  // number of the paragraph the token stands in
	skip       []bool   // token stands in boilerplate that nobody says
	words      []word   // what the features know of the tokens, with a margin at either end
	cues       []run    // cues found
	inCue      []bool   // token stands in one of cues
}

func newView(d *news.Doc) *view {
	n := len(d.Tokens)
	breaks := paragraphBreaks(d)
	v := &view{
		d: d, quotations: blockQuotations(d.Text, breaks, pairMarks(d.Text, breaks)),
		low: make([]string, n), in: make([]int32, n), paragraph: make([]int32, n), skip: make([]bool, n),
	}
	b, q, p := 0, 0, 0
	outer := make([]int, 0, len(v.quotations))
	for i := range v.quotations {
		if v.quotations[i].depth == 0 {
			outer = append(outer, i)
		}
	}
	for i, t := range d.Tokens {
		v.low[i] = lower(d.Slice(t.Span))
		for p < len(breaks) && breaks[p] <= t.Start {
			p++
		}
		v.paragraph[i] = int32(p)
		for q < len(outer) && v.quotations[outer[q]].End <= t.Start {
			q++
		}
		v.in[i] = -1
		if q < len(outer) && v.quotations[outer[q]].Start < t.End {
			v.in[i] = int32(outer[q])
		}
		for b < len(d.Boilerplate) && d.Boilerplate[b].End <= t.Start {
			b++
		}
		v.skip[i] = b < len(d.Boilerplate) && d.Boilerplate[b].Start < t.End && !spoken(d.Boilerplate[b].Kind)
	}
	return v
}

// spoken tells the boilerplate in which people are still quoted.
func spoken(k news.BoilerplateKind) bool { return k == news.Caption || k == news.Repeat }

// paragraphBreaks lists the offsets just after each newline that ends a
// paragraph: one that no sentence runs across, so that hard-wrapped lines stay
// together.
func paragraphBreaks(d *news.Doc) []int {
	var out []int
	s := 0
	for i := 0; i < len(d.Text); i++ {
		if d.Text[i] != '\n' {
			continue
		}
		for s < len(d.Sentences) && d.Sentences[s].End <= i {
			s++
		}
		if s < len(d.Sentences) && d.Sentences[s].Start < i {
			continue
		}
		out = append(out, i+1)
	}
	return out
}

// lower avoids an allocation for words that are lower case already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return lowerSlow(s)
		}
	}
	return s
}

// span returns the bytes that a run of tokens covers.
func (v *view) span(r run) news.Span {
	return news.Span{Start: v.d.Tokens[r.first].Start, End: v.d.Tokens[r.end-1].End}
}

// attribution turns a finding into the public form.
func (v *view) attribution(f *finding) news.Attribution {
	a := news.Attribution{Speaker: f.speaker}
	if !f.source.empty() {
		a.Source = []news.Span{v.span(f.source)}
	}
	if !f.cue.empty() {
		a.Cue = []news.Span{v.span(f.cue)}
	}
	plain := false
	for _, r := range f.content {
		s := v.span(r)
		a.Content = append(a.Content, s)
		last := int32(-1)
		for i := r.first; i < r.end; i++ {
			q := v.in[i]
			if q < 0 {
				plain = plain || !isPunct(v.low[i])
				continue
			}
			if q != last {
				if in, ok := within(v.quotations[q].inner, s); ok {
					a.Quoted = append(a.Quoted, in)
				}
				last = q
			}
		}
	}
	switch {
	case len(a.Quoted) == 0:
		a.Kind = news.Indirect
	case plain:
		a.Kind = news.Mixed
	default:
		a.Kind = news.Direct
	}
	return a
}

// within cuts a to the part inside b.
func within(a, b news.Span) (news.Span, bool) {
	a.Start, a.End = max(a.Start, b.Start), min(a.End, b.End)
	return a, a.Start < a.End
}
