// Package report renders what was found: one line of JSON an article
// ([WriteDoc]), and a comparison as JSON, terminal text, Markdown or one HTML
// file ([WriteJSON], [WriteText], [WriteMarkdown], [WriteHTML]).
package report

import (
	"encoding/json"
	"io"
	"math"

	"parallax/news"
)

// DocOptions choose what a line of [WriteDoc] holds beyond the contract's keys.
type DocOptions struct {
	Tokens bool
}

// WriteDoc writes one article's findings as one line of JSON.
func WriteDoc(w io.Writer, d *news.Doc, opts DocOptions) error {
	return encoder(w).Encode(OfDoc(d, opts))
}

func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// OfDoc is an article with what was found in it.
func OfDoc(d *news.Doc, opts DocOptions) Article {
	out := Article{
		ID: d.ID, Path: d.Path, URL: optional(d.URL), Title: optional(d.Title), Byline: list(d.Byline),
		Outlet: optional(d.Outlet), Agency: optional(d.Agency),
		Published: optional(d.Published.At), PublishedFrom: optional(string(d.Published.From)), PublishedWhy: optional(d.Published.Why),
		Language: optional(d.Language), Text: d.Text, Notes: list(d.Notes),
		Boilerplate:  make([]Boilerplate, len(d.Boilerplate)),
		Sentences:    make([]Range, len(d.Sentences)),
		Entities:     make([]Entity, len(d.Entities)),
		Attributions: make([]Attribution, len(d.Attributions)),
		Figures:      make([]Figure, len(d.Figures)),
		Times:        make([]Time, len(d.Times)),
	}
	for i, b := range d.Boilerplate {
		out.Boilerplate[i] = Boilerplate{span(d, b.Span), b.Kind}
	}
	for i, s := range d.Sentences {
		out.Sentences[i] = Range{s.Start, s.End}
	}
	for i, e := range d.Entities {
		out.Entities[i] = Entity{span(d, e.Span), e.Kind, e.Name}
	}
	for i, a := range d.Attributions {
		out.Attributions[i] = Attribution{a.Kind, spans(d, a.Source), optional(a.Speaker), spans(d, a.Cue), spans(d, a.Content), spans(d, a.Quoted)}
	}
	for i, f := range d.Figures {
		out.Figures[i] = figureJSON(d, f)
	}
	for i, t := range d.Times {
		out.Times[i] = Time{span(d, t.Span), t.Type, t.Value, optional(t.Anchor)}
	}
	if opts.Tokens {
		tokens := make([]Token, len(d.Tokens))
		for i, t := range d.Tokens {
			tokens[i] = Token{t.Start, t.End, t.POS.String(), t.Lemma, t.Head, t.Dep}
		}
		out.Tokens = &tokens
	}
	return out
}

func figureJSON(d *news.Doc, f news.Figure) Figure {
	out := Figure{Span: span(d, f.Span), Number: span(d, f.Number), Bound: f.Bound, Unit: f.Unit,
		Low: finite(f.Low), High: finite(f.High), Measure: optional(f.Measure), ClaimedBy: optional(f.ClaimedBy),
		Negated: f.Negated, Hypothetical: f.Hypothetical}
	if f.HasValue {
		out.Value = &f.Value
	}
	if f.What != (news.Span{}) {
		out.What = optional(d.Slice(f.What))
	}
	return out
}

// WriteJSON writes a comparison in the shape [Schema], indented by one space.
func WriteJSON(w io.Writer, r *news.Report) error {
	e := encoder(w)
	e.SetIndent("", " ")
	return e.Encode(Of(r))
}

// Of is a comparison in the shape [Schema].
func Of(r *news.Report) Report {
	out := Report{
		Schema:   Schema,
		Story:    storyJSON(r),
		Articles: make([]Article, len(r.Articles)),
		Origins:  make([]Origin, len(r.Origins)),
		Copies:   make([]Copy, len(r.Copies)),
		Figures:  make([]FigureGroup, len(r.Figures)),
		Claims:   make([]ClaimGroup, len(r.Claims)),
		Quotes:   make([]Quote, len(r.Quotes)),
		Entities: make([]EntityGroup, len(r.Entities)),
		Wording:  make([]Wording, len(r.Wording)),
		Timeline: make([]Event, len(r.Timeline)),
		Unique:   make([]Unique, len(r.Unique)),
		Missing:  make([]Missing, len(r.Missing)),
		Brief:    make([]Line, len(r.Brief)),
		Notes:    list(r.Notes),
	}
	id := func(doc int) string { return r.Articles[doc].ID }
	for i, d := range r.Articles {
		out.Articles[i] = OfDoc(d, DocOptions{})
		if o := r.OriginOf(i); o >= 0 {
			out.Articles[i].Origin = r.Origins[o].ID
		}
	}
	for i, o := range r.Origins {
		ids := make([]string, len(o.Articles))
		for k, a := range o.Articles {
			ids[k] = id(a)
		}
		out.Origins[i] = Origin{o.ID, o.Name, o.Kind, ids, Refs(r, o.Evidence), cited(r, o.Cites), o.Why}
	}
	for i, c := range r.Copies {
		passages := make([]Passage, len(c.Passages))
		for k, p := range c.Passages {
			passages[k] = Passage{Range{p.A.Start, p.A.End}, Range{p.B.Start, p.B.End}}
		}
		out.Copies[i] = Copy{id(c.A), id(c.B), c.Kind, round3(c.ShareA), round3(c.ShareB), optional(c.Earlier), passages, changes(r, c), c.Why}
	}
	for i, g := range r.Figures {
		mentions := make([]Mention, len(g.Mentions))
		for k, m := range g.Mentions {
			mentions[k] = Mention{id(m.Doc), figureJSON(r.Articles[m.Doc], m.Figure), optional(m.AsOf)}
		}
		out.Figures[i] = FigureGroup{g.What, g.Unit, g.Verdict, g.Why, mentions}
	}
	for i, g := range r.Claims {
		support := make([]Claim, len(g.Support))
		for k, s := range g.Support {
			support[k] = Claim{ref(r, s.Ref), s.Status, optional(s.ClaimedBy)}
		}
		out.Claims[i] = ClaimGroup{g.What, g.Verdict, g.Why, support}
	}
	for i, q := range r.Quotes {
		variants := make([]Variant, len(q.Variants))
		for k, v := range q.Variants {
			variants[k] = Variant{ref(r, v.Ref), v.Kind, v.Version, v.Merged, v.Speaker}
		}
		out.Quotes[i] = Quote{optional(q.Speaker), q.Altered, variants, Refs(r, q.Paraphrases), q.Why}
	}
	for i, e := range r.Entities {
		out.Entities[i] = EntityGroup{e.Name, e.Kind, list(e.Forms), Refs(r, e.Mentions)}
	}
	for i, w := range r.Wording {
		out.Wording[i] = Wording{w.Referent, Refs(r, w.Labels), w.Why}
	}
	for i, e := range r.Timeline {
		out.Timeline[i] = Event{e.Date, e.Text, Refs(r, e.Support)}
	}
	for i, u := range r.Unique {
		out.Unique[i] = Unique{ref(r, u.Ref), u.Why}
	}
	for i, m := range r.Missing {
		w := Missing{Articles: []string{}, Support: Refs(r, m.Support), Why: m.Why}
		if m.Origin < len(r.Origins) {
			w.Origin = r.Origins[m.Origin].ID
			for _, a := range r.Origins[m.Origin].Articles {
				w.Articles = append(w.Articles, id(a))
			}
		}
		out.Missing[i] = w
	}
	for i, b := range r.Brief {
		out.Brief[i] = Line{b.Text, Refs(r, b.Cites)}
	}
	return out
}

func storyJSON(r *news.Report) Story {
	s := r.Story
	out := Story{Headline: optional(s.Headline.Text), What: optional(s.What.Text), When: optional(s.When.Text), Why: optional(s.Why.Text),
		Who: []string{}, Where: []string{}, Cites: map[string][]Ref{}}
	cite := func(key string, l news.Line) {
		if l.Text != "" {
			out.Cites[key] = append(out.Cites[key], Refs(r, l.Cites)...)
		}
	}
	cite("headline", s.Headline)
	cite("what", s.What)
	cite("when", s.When)
	cite("why", s.Why)
	for _, l := range s.Who {
		out.Who = append(out.Who, l.Text)
		cite("who", l)
	}
	for _, l := range s.Where {
		out.Where = append(out.Where, l.Text)
		cite("where", l)
	}
	return out
}

func span(d *news.Doc, s news.Span) Span { return Span{s.Start, s.End, d.Slice(s)} }

func spans(d *news.Doc, all []news.Span) []Span {
	out := make([]Span, len(all))
	for i, s := range all {
		out[i] = span(d, s)
	}
	return out
}

func ref(r *news.Report, one news.Ref) Ref {
	d := r.Articles[one.Doc]
	return Ref{d.ID, span(d, one.Span)}
}

// Refs gives references with their words.
func Refs(r *news.Report, all []news.Ref) []Ref {
	out := make([]Ref, len(all))
	for i, one := range all {
		out[i] = ref(r, one)
	}
	return out
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// finite turns an open end into null: JSON has no infinity.
func finite(v float64) *float64 {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return &v
}

func round3(v float64) float64 { return math.Round(v*1000) / 1000 }

// changes lists where two articles that share text part.
func changes(r *news.Report, c news.Copy) []TextChange {
	out := make([]TextChange, len(c.Changes))
	for i, ch := range c.Changes {
		out[i] = TextChange{Kind: ch.Kind, Why: ch.Why}
		if ch.Kind != news.OnlyB {
			s := span(r.Articles[c.A], ch.A)
			out[i].A = &s
		}
		if ch.Kind != news.OnlyA {
			s := span(r.Articles[c.B], ch.B)
			out[i].B = &s
		}
	}
	return out
}

func cited(r *news.Report, all []news.Cited) []Cited {
	out := make([]Cited, len(all))
	for i, c := range all {
		out[i] = Cited{c.Name, Refs(r, c.Mentions)}
	}
	return out
}
