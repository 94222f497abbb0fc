package report

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parallax/news"
)

// A view is a report laid out for people: what the terminal, Markdown and HTML
// renderers share. Everything in it is text that is safe to print.
type view struct {
	Headline string
	Cites    []cite // of the headline
	Summary  string // "5 reports, 4 origins, 14 to 15 March 2024"
	Notes    []string
	Facts    []fact // who, what, when, where, why
	Brief    []statement
	Differ   []quantity // conflicts first, then updates
	Agree    []quantity // agree and compatible
	Alone    []quantity // what one origin only states
	Claims   []claim
	Quotes   []utterance
	Wording  []referent
	Timeline []event
	Unique   []statement
	Names    []name
	Origins  []origin
	Copies   []copied
	Sources  []source
}

// A cite is a numbered pointer to the words of one article.
type cite struct {
	N        int    // number of the article, from 1
	Anchor   string // id of the sentence in the HTML page
	Sentence string // the sentence that holds the words
}

type fact struct {
	Label string
	Text  string
	Cites []cite
}

type statement struct {
	Text  string
	Why   string
	Cites []cite
}

type quantity struct {
	What    string
	Verdict news.Verdict
	Why     string
	Values  []stated
}

// stated is one value of a quantity and everybody who gives it.
type stated struct {
	Value string  // "19", "at least 11", "10:15"
	Size  float64 // share of the largest value of the group, 0..1, for a bar; 0 for none
	Words []part  // exact words of the first who gives it; the figure is marked
	Who   string  // claimant, "" when the reports themselves say so
	AsOf  string
	Cites []cite
}

type claim struct {
	What    string
	Verdict news.Verdict
	Why     string
	Support []supported
}

type supported struct {
	Status news.Status
	Words  string
	Who    string
	Cites  []cite
}

type utterance struct {
	Speaker  string
	Altered  bool
	Why      string
	Variants []worded
}

type worded struct {
	Parts    []part // the words, with what differs from the first variant marked
	Indirect bool
	Cites    []cite
}

// part is a stretch of words with the spaces around it; what the reader should see is marked: words that
// the first variant of a quote lacks, the figure in its sentence.
type part struct {
	Text   string
	Marked bool
}

type referent struct {
	Name   string
	Why    string
	Labels []label
}

type label struct {
	Text  string
	Cites []cite
}

type event struct {
	Date  string
	Text  string
	Cites []cite
}

type name struct {
	Name, Kind string
	Forms      []string
	Mentions   int
	Cites      []cite // first mention in each article
}

type origin struct {
	ID, Name, Why string
	Kind          news.OriginKind
	Articles      []int // numbers, from 1
}

type copied struct {
	A, B           int // article numbers
	ShareA, ShareB string
	Kind           string
	Why            string
	Passages       []pair
}

type pair struct{ A, B cite }

type source struct {
	N                        int
	ID, Title, Outlet        string
	Byline, Agency, Origin   string
	Published, PublishedWhy  string
	URL, Path                string
	Language                 string
	Words, Figures, Speakers int
	Notes                    []string
	doc                      *news.Doc
}

// newView lays out r.
func newView(r *news.Report) *view {
	v := &view{Notes: cleanAll(r.Notes)}
	v.Headline = clean(r.Story.Headline.Text)
	v.Cites = cites(r, r.Story.Headline.Cites)
	if v.Headline == "" && len(r.Articles) > 0 {
		v.Headline = clean(r.Articles[0].Title)
	}
	v.Summary = summary(r)
	v.Facts = facts(r)
	for _, b := range r.Brief {
		v.Brief = append(v.Brief, statement{Text: clean(b.Text), Cites: cites(r, b.Cites)})
	}
	v.quantities(r)
	v.claims(r)
	v.quotes(r)
	for _, w := range r.Wording {
		v.Wording = append(v.Wording, referent{clean(w.Referent), clean(w.Why), labels(r, w.Labels)})
	}
	for _, e := range r.Timeline {
		v.Timeline = append(v.Timeline, event{day(e.Date), clean(e.Text), cites(r, e.Support)})
	}
	for _, u := range r.Unique {
		ref := u.Ref
		v.Unique = append(v.Unique, statement{clean(r.Slice(ref)), clean(u.Why), cites(r, []news.Ref{ref})})
	}
	for _, e := range r.Entities {
		v.Names = append(v.Names, name{clean(e.Name), string(e.Kind), cleanAll(e.Forms), len(e.Mentions), firstOfEach(cites(r, e.Mentions))})
	}
	for _, o := range r.Origins {
		one := origin{ID: o.ID, Name: clean(o.Name), Why: clean(o.Why), Kind: o.Kind}
		for _, a := range o.Articles {
			one.Articles = append(one.Articles, a+1)
		}
		v.Origins = append(v.Origins, one)
	}
	for _, c := range r.Copies {
		one := copied{A: c.A + 1, B: c.B + 1, ShareA: percent(c.ShareA), ShareB: percent(c.ShareB),
			Kind: strings.ReplaceAll(string(c.Kind), "-", " "), Why: clean(c.Why)}
		for _, p := range c.Passages {
			one.Passages = append(one.Passages, pair{citeOf(r, news.Ref{Doc: c.A, Span: p.A}), citeOf(r, news.Ref{Doc: c.B, Span: p.B})})
		}
		v.Copies = append(v.Copies, one)
	}
	for i, d := range r.Articles {
		v.Sources = append(v.Sources, newSource(r, i, d))
	}
	return v
}

func newSource(r *news.Report, i int, d *news.Doc) source {
	s := source{N: i + 1, ID: d.ID, Title: clean(d.Title), Outlet: clean(d.PublisherName()), Byline: clean(strings.Join(d.Byline, ", ")),
		Agency: clean(d.Agency), Published: day(d.Published.At), PublishedWhy: clean(d.Published.Why), URL: safeURL(d.URL), Path: clean(d.Path),
		Language: d.Language, Notes: cleanAll(d.Notes), Figures: len(d.Figures), doc: d}
	if s.Title == "" {
		s.Title = clean(d.ID)
	}
	for _, t := range d.Tokens {
		if t.POS != news.PUNCT {
			s.Words++
		}
	}
	speakers := map[string]bool{}
	for _, a := range d.Attributions {
		if a.Speaker != "" {
			speakers[a.Speaker] = true
		}
	}
	s.Speakers = len(speakers)
	if o := r.OriginOf(i); o >= 0 {
		s.Origin = r.Origins[o].ID
	}
	return s
}

func summary(r *news.Report) string {
	parts := []string{count(len(r.Articles), "report"), count(len(r.Origins), "independent origin")}
	first, last := "", ""
	for _, d := range r.Articles {
		if at := d.Published.Day(); at != "" {
			if first == "" || at < first {
				first = at
			}
			last = max(last, at)
		}
	}
	switch {
	case first == "":
	case first == last:
		parts = append(parts, day(first))
	default:
		parts = append(parts, day(first)+" to "+day(last))
	}
	return strings.Join(parts, ", ")
}

func facts(r *news.Report) []fact {
	var out []fact
	add := func(label string, lines ...news.Line) {
		f := fact{Label: label}
		var texts []string
		for _, l := range lines {
			if l.Text != "" {
				texts = append(texts, clean(l.Text))
				f.Cites = append(f.Cites, cites(r, l.Cites)...)
			}
		}
		if len(texts) > 0 {
			f.Text = strings.Join(texts, "; ")
			f.Cites = firstOfEach(f.Cites)
			out = append(out, f)
		}
	}
	when := r.Story.When
	when.Text = day(when.Text)
	add("Who", r.Story.Who...)
	add("What", r.Story.What)
	add("When", when)
	add("Where", r.Story.Where...)
	add("Why", r.Story.Why)
	return out
}

func (v *view) quantities(r *news.Report) {
	for _, g := range r.Figures {
		q := quantity{What: clean(g.What), Verdict: g.Verdict, Why: clean(g.Why)}
		largest := 0.0
		for _, m := range g.Mentions {
			if m.HasValue && comparable(m.Unit) {
				largest = max(largest, math.Abs(m.Value))
			}
		}
		at := map[string]int{}
		for _, m := range g.Mentions {
			value := valueText(r, m)
			key := value + "\x00" + m.ClaimedBy
			i, ok := at[key]
			if !ok {
				i = len(q.Values)
				at[key] = i
				s := stated{Value: value, Words: inContext(r.Articles[m.Doc], m.Span), Who: clean(m.ClaimedBy), AsOf: day(m.AsOf)}
				if m.HasValue && comparable(m.Unit) && largest > 0 {
					s.Size = math.Abs(m.Value) / largest
				}
				q.Values = append(q.Values, s)
			}
			q.Values[i].Cites = append(q.Values[i].Cites, citeOf(r, news.Ref{Doc: m.Doc, Span: m.Span}))
		}
		for i := range q.Values {
			q.Values[i].Cites = firstOfEach(q.Values[i].Cites)
		}
		switch g.Verdict {
		case news.Conflict, news.Update:
			v.Differ = append(v.Differ, q)
		case news.Single:
			v.Alone = append(v.Alone, q)
		default:
			v.Agree = append(v.Agree, q)
		}
	}
	sort.SliceStable(v.Differ, func(i, k int) bool {
		return v.Differ[i].Verdict == news.Conflict && v.Differ[k].Verdict != news.Conflict
	})
}

// comparable tells whether the size of a quantity says something to the eye.
func comparable(unit string) bool {
	switch unit {
	case "date", "year", "clock", "rank":
		return false
	}
	return true
}

// inContext returns the sentence around s, cut to some words on either side
// where it is long, with s marked.
func inContext(d *news.Doc, s news.Span) []part {
	const before, after, whole = 60, 80, 150 // bytes; a line and a half in the terminal
	sentence := news.Span{Start: s.Start, End: s.End}
	if i := d.SentenceAt(s.Start); i >= 0 {
		sentence.Start = d.Sentences[i].Start
		sentence.End = max(s.End, d.Sentences[i].End)
	}
	lead, tail := "", ""
	if sentence.Len() > whole {
		if from := s.Start - before; from > sentence.Start {
			if i := strings.IndexAny(d.Text[from:s.Start], " \n"); i >= 0 {
				sentence.Start, lead = from+i+1, "… "
			}
		}
		if to := s.End + after; to < sentence.End {
			if i := strings.LastIndexAny(d.Text[s.End:to], " \n"); i >= 0 {
				sentence.End, tail = s.End+i, " …"
			}
		}
	}
	var out []part
	if text := lead + strings.TrimLeft(printable(d.Text[sentence.Start:s.Start]), " "); text != "" {
		out = append(out, part{Text: text})
	}
	out = append(out, part{Text: clean(d.Slice(s)), Marked: true})
	if text := strings.TrimRight(printable(d.Text[s.End:sentence.End]), " ") + tail; text != "" {
		out = append(out, part{Text: text})
	}
	return out
}

// join writes parts as one string; mark dresses the marked ones.
func join(parts []part, plain, mark func(string) string) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Marked {
			b.WriteString(mark(p.Text))
		} else {
			b.WriteString(plain(p.Text))
		}
	}
	return b.String()
}

func (v *view) claims(r *news.Report) {
	for _, g := range r.Claims {
		c := claim{What: clean(g.What), Verdict: g.Verdict, Why: clean(g.Why)}
		for _, s := range g.Support {
			c.Support = append(c.Support, supported{s.Status, clean(r.Slice(s.Ref)), clean(s.ClaimedBy), cites(r, []news.Ref{s.Ref})})
		}
		v.Claims = append(v.Claims, c)
	}
	rank := map[news.Verdict]int{news.Conflict: 0, news.Update: 1, news.Compatible: 2, news.Agree: 2, news.Single: 3}
	sort.SliceStable(v.Claims, func(i, k int) bool { return rank[v.Claims[i].Verdict] < rank[v.Claims[k].Verdict] })
}

func (v *view) quotes(r *news.Report) {
	for _, q := range r.Quotes {
		u := utterance{Speaker: clean(q.Speaker), Altered: q.Altered, Why: clean(q.Why)}
		first := ""
		at := map[string]int{}
		for _, variant := range q.Variants {
			words := clean(r.Slice(variant.Ref))
			if first == "" {
				first = words
			}
			i, ok := at[words]
			if !ok {
				i = len(u.Variants)
				at[words] = i
				u.Variants = append(u.Variants, worded{Parts: difference(first, words), Indirect: variant.Kind == news.Indirect})
			}
			u.Variants[i].Cites = append(u.Variants[i].Cites, citeOf(r, variant.Ref))
		}
		for i := range u.Variants {
			u.Variants[i].Cites = firstOfEach(u.Variants[i].Cites)
		}
		v.Quotes = append(v.Quotes, u)
	}
}

func labels(r *news.Report, refs []news.Ref) []label {
	var out []label
	at := map[string]int{}
	for _, one := range refs {
		text := clean(r.Slice(one))
		key := strings.ToLower(text)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, label{Text: text})
		}
		out[i].Cites = append(out[i].Cites, citeOf(r, one))
	}
	for i := range out {
		out[i].Cites = firstOfEach(out[i].Cites)
	}
	return out
}

func cites(r *news.Report, refs []news.Ref) []cite {
	out := make([]cite, 0, len(refs))
	for _, one := range refs {
		out = append(out, citeOf(r, one))
	}
	return firstOfEach(out)
}

func citeOf(r *news.Report, one news.Ref) cite {
	d := r.Articles[one.Doc]
	c := cite{N: one.Doc + 1, Anchor: fmt.Sprintf("a%d", one.Doc+1), Sentence: clean(r.Slice(one))}
	if s := d.SentenceAt(one.Start); s >= 0 {
		c.Anchor = anchor(one.Doc, s)
		c.Sentence = clean(d.Slice(d.Sentences[s].Span))
	}
	return c
}

// anchor is the id of a sentence in the HTML page.
func anchor(doc, sentence int) string { return fmt.Sprintf("a%d-s%d", doc+1, sentence+1) }

// firstOfEach keeps the first cite of each sentence, in order of the articles.
func firstOfEach(all []cite) []cite {
	seen := map[string]bool{}
	var out []cite
	for _, c := range all {
		if !seen[c.Anchor] {
			seen[c.Anchor] = true
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].N < out[k].N })
	return out
}

var boundWords = map[news.Bound]string{news.AtLeast: "at least ", news.AtMost: "at most ", news.About: "about "}

// valueText is the value of a mention in digits, or its own words when it has none.
func valueText(r *news.Report, m news.FigureMention) string {
	words := clean(r.Slice(news.Ref{Doc: m.Doc, Span: m.Number}))
	if !m.HasValue || m.Unit == "date" || m.Unit == "year" {
		return words
	}
	number := digits(m.Value)
	if m.Low != m.High && m.Bound == news.Exact && !math.IsInf(m.Low, 0) && !math.IsInf(m.High, 0) {
		number = digits(m.Low) + " to " + digits(m.High)
	}
	switch m.Unit {
	case "clock":
		number = fmt.Sprintf("%d:%02d", int(m.Value)/60, int(m.Value)%60)
	case "percent":
		number += " %"
	case "rank":
		return words
	default:
		if len(m.Unit) == 3 && m.Unit == strings.ToUpper(m.Unit) {
			number = m.Unit + " " + number
		} else if m.Unit != "" && m.Unit != "people" {
			number += " " + m.Unit
		}
	}
	return boundWords[m.Bound] + number
}

// digits writes v with separators between thousands and at most two decimals.
func digits(v float64) string {
	switch {
	case math.Abs(v) >= 1e12:
		return trimZeros(strconv.FormatFloat(v/1e12, 'f', 2, 64)) + " trillion"
	case math.Abs(v) >= 1e9:
		return trimZeros(strconv.FormatFloat(v/1e9, 'f', 2, 64)) + " billion"
	case math.Abs(v) >= 1e6:
		return trimZeros(strconv.FormatFloat(v/1e6, 'f', 2, 64)) + " million"
	}
	s := trimZeros(strconv.FormatFloat(v, 'f', 2, 64))
	whole, rest, _ := strings.Cut(s, ".")
	sign := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if sign {
		whole = "-" + whole
	}
	return whole
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// day writes a date or time as people read it; what is no date comes back as it is.
func day(at string) string {
	for _, layout := range []struct{ in, out string }{
		{time.RFC3339, "2 January 2006, 15:04"}, {"2006-01-02T15:04", "2 January 2006, 15:04"}, {"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"},
	} {
		if t, err := time.Parse(layout.in, at); err == nil {
			return t.Format(layout.out)
		}
	}
	return clean(at)
}

// clean makes article text safe and short enough to print: white space becomes
// one space, control characters and bidirectional overrides go, so that no
// article can steer a terminal or turn a line around.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, c := range s {
		switch {
		case unicode.IsSpace(c):
			space = b.Len() > 0
			continue
		case unicode.IsControl(c), c == unicode.ReplacementChar, c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069, c == 0x200e, c == 0x200f, c == 0xfeff:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(c)
	}
	return b.String()
}

func cleanAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, clean(s))
	}
	return out
}

// safeURL lets only links to the web through.
func safeURL(u string) string {
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return clean(u)
	}
	return ""
}
