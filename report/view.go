package report

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

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
	Board    board
	Brief    []statement
	Differ   []quantity  // conflicts first, then updates
	Agree    []quantity  // agree and compatible
	Alone    []quantity  // what one origin only states
	Claims   []claim     // statements that reports give differently
	Stated   []claim     // statements that they share, or that one alone has
	Quotes   []utterance // quoted by two or more reports
	Said     []speaker   // what one report alone quotes
	Wording  []referent
	Timeline []dated
	Axis     axis // the timeline, drawn
	Unique   []statement
	Missing  []missing // what one origin alone leaves out
	Names    []name
	Origins  []origin
	Copies   []copied
	Graph    *graph // the copies, drawn
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

// missing is what every origin tells but one.
type missing struct {
	Origin   string
	Articles []int // numbers of the origin's articles
	Text     string
	Why      string
	Cites    []cite
}

type quantity struct {
	What    string
	Verdict news.Verdict
	Why     string
	Values  []stated
	History *history // how an updated figure moved; nil for the others
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
	Ladder  *ladder // how far it has come, where reports differ on that
	Support []supported
}

type supported struct {
	Status news.Status // "" where all reports tell it as a fact: then it says nothing
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

type speaker struct {
	Name   string
	Quotes []worded
}

type worded struct {
	Parts    []part // the words, with what differs from the first variant marked
	Indirect bool   // a paraphrase, without quotation marks
	Became   string // what became of the utterance, "" where it is the first version or the same
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

// dated is what happened on one date.
type dated struct {
	Date       string
	Background bool // before the story
	Events     []statement
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
	Articles      []int  // numbers, from 1
	Sources       string // whom it cites, the most cited first
}

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
	v.Board = newBoard(r)
	for _, w := range r.Wording {
		v.Wording = append(v.Wording, referent{clean(w.Referent), clean(w.Why), labels(r, w.Labels)})
	}
	v.Axis = newAxis(r.Timeline)
	for _, e := range r.Timeline {
		if n := len(v.Timeline); n == 0 || v.Timeline[n-1].Date != day(e.Date) {
			v.Timeline = append(v.Timeline, dated{Date: day(e.Date), Background: v.Axis.before(e.Date)})
		}
		last := &v.Timeline[len(v.Timeline)-1]
		last.Events = append(last.Events, statement{Text: clean(e.Text), Cites: cites(r, e.Support)})
	}
	for _, u := range r.Unique {
		ref := u.Ref
		v.Unique = append(v.Unique, statement{clean(r.Slice(ref)), clean(u.Why), cites(r, []news.Ref{ref})})
	}
	for _, m := range r.Missing {
		if m.Origin >= 0 && m.Origin < len(r.Origins) && len(m.Support) > 0 {
			o := r.Origins[m.Origin]
			v.Missing = append(v.Missing, missing{Origin: originName(o), Articles: numbers(o.Articles), Text: clean(r.Slice(m.Support[0])), Why: clean(m.Why), Cites: cites(r, m.Support)})
		}
	}
	for _, e := range r.Entities {
		v.Names = append(v.Names, name{clean(e.Name), string(e.Kind), cleanAll(e.Forms), len(e.Mentions), firstOfEach(cites(r, e.Mentions))})
	}
	for _, o := range r.Origins {
		one := origin{ID: o.ID, Name: originName(o), Why: clean(o.Why), Kind: o.Kind}
		one.Articles = numbers(o.Articles)
		one.Sources = sourceNames(o.Cites)
		v.Origins = append(v.Origins, one)
	}
	for _, c := range r.Copies {
		v.Copies = append(v.Copies, newCopied(r, c))
	}
	v.Graph = newGraph(r)
	for i, d := range r.Articles {
		v.Sources = append(v.Sources, newSource(r, i, d))
	}
	return v
}

func newSource(r *news.Report, i int, d *news.Doc) source {
	s := source{N: i + 1, ID: d.ID, Title: clean(d.Title), Outlet: clean(d.PublisherName()), Byline: clean(strings.Join(d.Byline, ", ")),
		Agency: clean(d.Agency), Published: day(d.Published.At), PublishedWhy: clean(d.Published.Why), URL: SafeURL(d.URL), Path: clean(d.Path),
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

// numbers are articles as a reader counts them, from 1.
func numbers(articles []int) []int {
	out := make([]int, len(articles))
	for i, a := range articles {
		out[i] = a + 1
	}
	return out
}

// sourceNames lists whom an origin cites, a few of them.
func sourceNames(all []news.Cited) string {
	const most = 6
	var names []string
	for _, c := range all[:min(len(all), most)] {
		names = append(names, clean(c.Name))
	}
	if more := len(all) - most; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
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
			f.Cites = onceEach(f.Cites)
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
		if g.Verdict == news.Update {
			q.History = newHistory(r, g)
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

func (v *view) claims(r *news.Report) {
	for _, g := range r.Claims {
		c := claim{What: clean(g.What), Verdict: g.Verdict, Why: clean(g.Why), Ladder: newLadder(g)}
		plain := !slices.ContainsFunc(g.Support, func(s news.Claim) bool { return s.Status != news.Happened })
		for _, s := range g.Support {
			one := supported{s.Status, clean(r.Slice(s.Ref)), clean(s.ClaimedBy), cites(r, []news.Ref{s.Ref})}
			if plain {
				one.Status = ""
			}
			same := slices.IndexFunc(c.Support, func(o supported) bool { return o.Status == one.Status && o.Words == one.Words && o.Who == one.Who })
			if same < 0 {
				c.Support = append(c.Support, one)
			} else {
				c.Support[same].Cites = onceEach(append(c.Support[same].Cites, one.Cites...))
			}
		}
		if g.Verdict == news.Conflict || g.Verdict == news.Update {
			v.Claims = append(v.Claims, c)
		} else {
			v.Stated = append(v.Stated, c)
		}
	}
	sort.SliceStable(v.Claims, func(i, k int) bool {
		return v.Claims[i].Verdict == news.Conflict && v.Claims[k].Verdict != news.Conflict
	})
	sort.SliceStable(v.Stated, func(i, k int) bool {
		return v.Stated[i].Verdict != news.Single && v.Stated[k].Verdict == news.Single
	})
}

func (v *view) quotes(r *news.Report) {
	speakers := map[string]int{} // speaker -> index in v.Said
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
				u.Variants = append(u.Variants, worded{Parts: difference(first, words), Indirect: variant.Kind == news.Indirect, Became: became(variant)})
			}
			u.Variants[i].Cites = append(u.Variants[i].Cites, citeOf(r, variant.Ref))
		}
		for i := range u.Variants {
			u.Variants[i].Cites = firstOfEach(u.Variants[i].Cites)
		}
		for _, p := range q.Paraphrases {
			u.Variants = append(u.Variants, worded{Parts: []part{{Text: clean(r.Slice(p))}}, Indirect: true, Became: "in its own words", Cites: cites(r, []news.Ref{p})})
		}
		articles := map[int]bool{}
		for _, p := range q.Paraphrases {
			articles[p.Doc] = true
		}
		for _, variant := range q.Variants {
			articles[variant.Doc] = true
		}
		if len(articles) > 1 {
			v.Quotes = append(v.Quotes, u)
			continue
		}
		i, ok := speakers[u.Speaker]
		if !ok {
			i = len(v.Said)
			speakers[u.Speaker] = i
			v.Said = append(v.Said, speaker{Name: u.Speaker})
		}
		v.Said[i].Quotes = append(v.Said[i].Quotes, u.Variants...)
	}
	sort.SliceStable(v.Said, func(i, k int) bool { return v.Said[i].Name != "" && v.Said[k].Name == "" })
}

// becameWords say to a reader what became of an utterance.
var becameWords = map[news.QuoteVersion]string{
	news.Trimmed: "trimmed", news.Fuller: "longer", news.Rephrased: "reworded", news.Retold: "in other words: another translation, or a retelling",
}

func became(v news.QuoteVariant) string {
	var all []string
	for _, s := range []string{becameWords[v.Version], map[bool]string{true: "runs together what others quote apart"}[v.Merged]} {
		if s != "" {
			all = append(all, s)
		}
	}
	if v.Speaker != "" {
		all = append(all, "given to "+clean(v.Speaker))
	}
	return strings.Join(all, "; ")
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
