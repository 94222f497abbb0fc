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

// Schema names the shape of a comparison's JSON. It changes only when a key
// is renamed or dropped.
const Schema = "parallax.report/1"

// The wire types below are the JSON of the contract: spans carry the words
// that they cover, absent values are null, lists are never null.

type wireSpan struct {
	Start int    `json:"start"` // UTF-8 bytes
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type wireRef struct {
	Article string `json:"article"`
	wireSpan
}

type wireRange struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type wireBoilerplate struct {
	wireSpan
	Kind news.BoilerplateKind `json:"kind"`
}

type wireEntity struct {
	wireSpan
	Kind news.EntityKind `json:"kind"`
	Name string          `json:"name"`
}

type wireAttribution struct {
	Kind    news.AttributionKind `json:"kind"`
	Source  []wireSpan           `json:"source"`
	Speaker *string              `json:"speaker"`
	Cue     []wireSpan           `json:"cue"`
	Content []wireSpan           `json:"content"`
	Quoted  []wireSpan           `json:"quoted"`
}

type wireFigure struct {
	wireSpan
	Number       wireSpan   `json:"number"`
	Value        *float64   `json:"value"`
	Low          *float64   `json:"low"`
	High         *float64   `json:"high"`
	Bound        news.Bound `json:"bound"`
	Unit         string     `json:"unit"`
	What         *string    `json:"what"`
	Measure      *string    `json:"measure"`
	ClaimedBy    *string    `json:"claimed_by"`
	Negated      bool       `json:"negated,omitempty"`
	Hypothetical bool       `json:"hypothetical,omitempty"`
}

type wireTime struct {
	wireSpan
	Type   news.TimeType `json:"type"`
	Value  string        `json:"value"`
	Anchor *string       `json:"anchor"`
}

type wireToken struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	POS   string `json:"pos"`
	Lemma string `json:"lemma"`
	Head  int    `json:"head"`
	Dep   string `json:"dep"`
}

type wireDoc struct {
	ID            string            `json:"id"`
	Path          string            `json:"path"`
	URL           *string           `json:"url"`
	Title         *string           `json:"title"`
	Byline        []string          `json:"byline"`
	Outlet        *string           `json:"outlet"`
	Agency        *string           `json:"agency"`
	Published     *string           `json:"published"`
	PublishedFrom *string           `json:"published_from"`
	PublishedWhy  *string           `json:"published_why,omitempty"`
	Language      *string           `json:"language"`
	Origin        string            `json:"origin,omitempty"` // in a comparison
	Text          string            `json:"text"`
	Boilerplate   []wireBoilerplate `json:"boilerplate"`
	Sentences     []wireRange       `json:"sentences"`
	Entities      []wireEntity      `json:"entities"`
	Attributions  []wireAttribution `json:"attributions"`
	Figures       []wireFigure      `json:"figures"`
	Times         []wireTime        `json:"times"`
	Tokens        *[]wireToken      `json:"tokens,omitempty"`
	Notes         []string          `json:"notes"`
}

// DocOptions choose what a line of [WriteDoc] holds beyond the contract's keys.
type DocOptions struct {
	Tokens bool
}

// WriteDoc writes one article's findings as one line of JSON.
func WriteDoc(w io.Writer, d *news.Doc, opts DocOptions) error {
	return encoder(w).Encode(docJSON(d, opts))
}

func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

func docJSON(d *news.Doc, opts DocOptions) wireDoc {
	out := wireDoc{
		ID: d.ID, Path: d.Path, URL: optional(d.URL), Title: optional(d.Title), Byline: list(d.Byline),
		Outlet: optional(d.Outlet), Agency: optional(d.Agency),
		Published: optional(d.Published.At), PublishedFrom: optional(string(d.Published.From)), PublishedWhy: optional(d.Published.Why),
		Language: optional(d.Language), Text: d.Text, Notes: list(d.Notes),
		Boilerplate:  make([]wireBoilerplate, len(d.Boilerplate)),
		Sentences:    make([]wireRange, len(d.Sentences)),
		Entities:     make([]wireEntity, len(d.Entities)),
		Attributions: make([]wireAttribution, len(d.Attributions)),
		Figures:      make([]wireFigure, len(d.Figures)),
		Times:        make([]wireTime, len(d.Times)),
	}
	for i, b := range d.Boilerplate {
		out.Boilerplate[i] = wireBoilerplate{span(d, b.Span), b.Kind}
	}
	for i, s := range d.Sentences {
		out.Sentences[i] = wireRange{s.Start, s.End}
	}
	for i, e := range d.Entities {
		out.Entities[i] = wireEntity{span(d, e.Span), e.Kind, e.Name}
	}
	for i, a := range d.Attributions {
		out.Attributions[i] = wireAttribution{a.Kind, spans(d, a.Source), optional(a.Speaker), spans(d, a.Cue), spans(d, a.Content), spans(d, a.Quoted)}
	}
	for i, f := range d.Figures {
		out.Figures[i] = figureJSON(d, f)
	}
	for i, t := range d.Times {
		out.Times[i] = wireTime{span(d, t.Span), t.Type, t.Value, optional(t.Anchor)}
	}
	if opts.Tokens {
		tokens := make([]wireToken, len(d.Tokens))
		for i, t := range d.Tokens {
			tokens[i] = wireToken{t.Start, t.End, t.POS.String(), t.Lemma, t.Head, t.Dep}
		}
		out.Tokens = &tokens
	}
	return out
}

func figureJSON(d *news.Doc, f news.Figure) wireFigure {
	out := wireFigure{wireSpan: span(d, f.Span), Number: span(d, f.Number), Bound: f.Bound, Unit: f.Unit,
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

type wireLine struct {
	Text  string    `json:"text"`
	Cites []wireRef `json:"cites"`
}

// wireStory keeps the contract's plain answers; *_cites stand beside them.
type wireStory struct {
	Headline *string              `json:"headline"`
	Who      []string             `json:"who"`
	What     *string              `json:"what"`
	When     *string              `json:"when"`
	Where    []string             `json:"where"`
	Why      *string              `json:"why"`
	Cites    map[string][]wireRef `json:"cites"` // encoding/json sorts the keys
}

type wireOrigin struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Kind     news.OriginKind `json:"kind"`
	Articles []string        `json:"articles"`
	Evidence []wireRef       `json:"evidence"`
	Cites    []wireCited     `json:"cites"`
	Why      string          `json:"why"`
}

type wireCited struct {
	Name     string    `json:"name"`
	Mentions []wireRef `json:"mentions"`
}

type wirePassage struct {
	A wireRange `json:"a"`
	B wireRange `json:"b"`
}

type wireChange struct {
	Kind news.ChangeKind `json:"kind"`
	A    *wireSpan       `json:"a,omitempty"`
	B    *wireSpan       `json:"b,omitempty"`
	Why  string          `json:"why,omitempty"`
}

type wireCopy struct {
	A        string        `json:"a"`
	B        string        `json:"b"`
	Kind     news.CopyKind `json:"kind"`
	ShareA   float64       `json:"share_a"`
	ShareB   float64       `json:"share_b"`
	Earlier  *string       `json:"earlier"`
	Passages []wirePassage `json:"passages"`
	Changes  []wireChange  `json:"changes"`
	Why      string        `json:"why"`
}

type wireMention struct {
	Article string `json:"article"`
	wireFigure
	AsOf *string `json:"as_of"`
}

type wireFigureGroup struct {
	What     string        `json:"what"`
	Unit     string        `json:"unit"`
	Verdict  news.Verdict  `json:"verdict"`
	Why      string        `json:"why"`
	Mentions []wireMention `json:"mentions"`
}

type wireClaim struct {
	wireRef
	Status    news.Status `json:"status"`
	ClaimedBy *string     `json:"claimed_by"`
}

type wireClaimGroup struct {
	What    string       `json:"what"`
	Verdict news.Verdict `json:"verdict"`
	Why     string       `json:"why"`
	Support []wireClaim  `json:"support"`
}

type wireVariant struct {
	wireRef
	Kind    news.AttributionKind `json:"kind"`
	Version news.QuoteVersion    `json:"version"`
	Merged  bool                 `json:"merged,omitempty"`
	Speaker string               `json:"speaker,omitempty"` // where this article names another one
}

type wireQuote struct {
	Speaker     *string       `json:"speaker"`
	Altered     bool          `json:"altered"`
	Variants    []wireVariant `json:"variants"`
	Paraphrases []wireRef     `json:"paraphrases"`
	Why         string        `json:"why"`
}

type wireEntityGroup struct {
	Name     string          `json:"name"`
	Kind     news.EntityKind `json:"kind"`
	Forms    []string        `json:"forms"`
	Mentions []wireRef       `json:"mentions"`
}

type wireWording struct {
	Referent string    `json:"referent"`
	Labels   []wireRef `json:"labels"`
	Why      string    `json:"why"`
}

type wireEvent struct {
	Date    string    `json:"date"`
	Event   string    `json:"event"`
	Support []wireRef `json:"support"`
}

type wireUnique struct {
	wireRef
	Why string `json:"why"`
}

// wireMissing is what every other origin tells and one leaves out.
type wireMissing struct {
	Origin   string    `json:"origin"`
	Articles []string  `json:"articles"`
	Support  []wireRef `json:"support"`
	Why      string    `json:"why"`
}

type wireReport struct {
	Schema   string            `json:"schema"`
	Story    wireStory         `json:"story"`
	Articles []wireDoc         `json:"articles"`
	Origins  []wireOrigin      `json:"origins"`
	Copies   []wireCopy        `json:"copies"`
	Figures  []wireFigureGroup `json:"figures"`
	Claims   []wireClaimGroup  `json:"claims"`
	Quotes   []wireQuote       `json:"quotes"`
	Entities []wireEntityGroup `json:"entities"`
	Wording  []wireWording     `json:"wording"`
	Timeline []wireEvent       `json:"timeline"`
	Unique   []wireUnique      `json:"unique"`
	Missing  []wireMissing     `json:"missing"`
	Brief    []wireLine        `json:"brief"`
	Notes    []string          `json:"notes"`
}

// WriteJSON writes a comparison in the shape [Schema], indented by one space.
func WriteJSON(w io.Writer, r *news.Report) error {
	e := encoder(w)
	e.SetIndent("", " ")
	return e.Encode(reportJSON(r))
}

func reportJSON(r *news.Report) wireReport {
	out := wireReport{
		Schema:   Schema,
		Story:    storyJSON(r),
		Articles: make([]wireDoc, len(r.Articles)),
		Origins:  make([]wireOrigin, len(r.Origins)),
		Copies:   make([]wireCopy, len(r.Copies)),
		Figures:  make([]wireFigureGroup, len(r.Figures)),
		Claims:   make([]wireClaimGroup, len(r.Claims)),
		Quotes:   make([]wireQuote, len(r.Quotes)),
		Entities: make([]wireEntityGroup, len(r.Entities)),
		Wording:  make([]wireWording, len(r.Wording)),
		Timeline: make([]wireEvent, len(r.Timeline)),
		Unique:   make([]wireUnique, len(r.Unique)),
		Missing:  make([]wireMissing, len(r.Missing)),
		Brief:    make([]wireLine, len(r.Brief)),
		Notes:    list(r.Notes),
	}
	id := func(doc int) string { return r.Articles[doc].ID }
	for i, d := range r.Articles {
		out.Articles[i] = docJSON(d, DocOptions{})
		if o := r.OriginOf(i); o >= 0 {
			out.Articles[i].Origin = r.Origins[o].ID
		}
	}
	for i, o := range r.Origins {
		ids := make([]string, len(o.Articles))
		for k, a := range o.Articles {
			ids[k] = id(a)
		}
		out.Origins[i] = wireOrigin{o.ID, o.Name, o.Kind, ids, refs(r, o.Evidence), cited(r, o.Cites), o.Why}
	}
	for i, c := range r.Copies {
		passages := make([]wirePassage, len(c.Passages))
		for k, p := range c.Passages {
			passages[k] = wirePassage{wireRange{p.A.Start, p.A.End}, wireRange{p.B.Start, p.B.End}}
		}
		out.Copies[i] = wireCopy{id(c.A), id(c.B), c.Kind, round3(c.ShareA), round3(c.ShareB), optional(c.Earlier), passages, changes(r, c), c.Why}
	}
	for i, g := range r.Figures {
		mentions := make([]wireMention, len(g.Mentions))
		for k, m := range g.Mentions {
			mentions[k] = wireMention{id(m.Doc), figureJSON(r.Articles[m.Doc], m.Figure), optional(m.AsOf)}
		}
		out.Figures[i] = wireFigureGroup{g.What, g.Unit, g.Verdict, g.Why, mentions}
	}
	for i, g := range r.Claims {
		support := make([]wireClaim, len(g.Support))
		for k, s := range g.Support {
			support[k] = wireClaim{ref(r, s.Ref), s.Status, optional(s.ClaimedBy)}
		}
		out.Claims[i] = wireClaimGroup{g.What, g.Verdict, g.Why, support}
	}
	for i, q := range r.Quotes {
		variants := make([]wireVariant, len(q.Variants))
		for k, v := range q.Variants {
			variants[k] = wireVariant{ref(r, v.Ref), v.Kind, v.Version, v.Merged, v.Speaker}
		}
		out.Quotes[i] = wireQuote{optional(q.Speaker), q.Altered, variants, refs(r, q.Paraphrases), q.Why}
	}
	for i, e := range r.Entities {
		out.Entities[i] = wireEntityGroup{e.Name, e.Kind, list(e.Forms), refs(r, e.Mentions)}
	}
	for i, w := range r.Wording {
		out.Wording[i] = wireWording{w.Referent, refs(r, w.Labels), w.Why}
	}
	for i, e := range r.Timeline {
		out.Timeline[i] = wireEvent{e.Date, e.Text, refs(r, e.Support)}
	}
	for i, u := range r.Unique {
		out.Unique[i] = wireUnique{ref(r, u.Ref), u.Why}
	}
	for i, m := range r.Missing {
		w := wireMissing{Articles: []string{}, Support: refs(r, m.Support), Why: m.Why}
		if m.Origin < len(r.Origins) {
			w.Origin = r.Origins[m.Origin].ID
			for _, a := range r.Origins[m.Origin].Articles {
				w.Articles = append(w.Articles, id(a))
			}
		}
		out.Missing[i] = w
	}
	for i, b := range r.Brief {
		out.Brief[i] = wireLine{b.Text, refs(r, b.Cites)}
	}
	return out
}

func storyJSON(r *news.Report) wireStory {
	s := r.Story
	out := wireStory{Headline: optional(s.Headline.Text), What: optional(s.What.Text), When: optional(s.When.Text), Why: optional(s.Why.Text),
		Who: []string{}, Where: []string{}, Cites: map[string][]wireRef{}}
	cite := func(key string, l news.Line) {
		if l.Text != "" {
			out.Cites[key] = append(out.Cites[key], refs(r, l.Cites)...)
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

func span(d *news.Doc, s news.Span) wireSpan { return wireSpan{s.Start, s.End, d.Slice(s)} }

func spans(d *news.Doc, all []news.Span) []wireSpan {
	out := make([]wireSpan, len(all))
	for i, s := range all {
		out[i] = span(d, s)
	}
	return out
}

func ref(r *news.Report, one news.Ref) wireRef {
	d := r.Articles[one.Doc]
	return wireRef{d.ID, span(d, one.Span)}
}

func refs(r *news.Report, all []news.Ref) []wireRef {
	out := make([]wireRef, len(all))
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
func changes(r *news.Report, c news.Copy) []wireChange {
	out := make([]wireChange, len(c.Changes))
	for i, ch := range c.Changes {
		out[i] = wireChange{Kind: ch.Kind, Why: ch.Why}
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

func cited(r *news.Report, all []news.Cited) []wireCited {
	out := make([]wireCited, len(all))
	for i, c := range all {
		out[i] = wireCited{c.Name, refs(r, c.Mentions)}
	}
	return out
}
