package pages

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"parallax/news"
	"parallax/report"
)

type articlePage struct {
	Record     news.Record
	Title      string
	Byline     string
	Address    string // of the original, "" when there is none on the web
	Paragraphs []paragraph
	Layers     []layer
	Quotes     []quoted
	Figures    []figure
	Revisions  []revision
	Notes      []string
}

// A layer is a kind of finding that the reader switches on and off.
type layer struct {
	ID, Name string
	N        int
	On       bool
}

type quoted struct{ Speaker, Text, Anchor string }

type figure struct{ Text, What, Who, Anchor string }

type revision struct {
	Number int
	Title  string
	Seen   time.Time
}

// A paragraph is a line of the text, cut where sentences and findings begin and end.
type paragraph struct {
	Sentences []marked
}

type marked struct {
	ID     string // "s14"; "here" goes to the sentence that was asked for
	Here   bool
	Pieces []piece
}

// A piece is a stretch of text with the findings that cover it, as classes.
type piece struct {
	Text, Class, Title string
}

// find returns what the library knows of one article.
func (p *Pages) find(r *http.Request, id string) (news.Record, error) {
	for record, err := range p.store().Articles(r.Context(), news.ArticleFilter{IDs: []string{id}}) {
		return record, err
	}
	return news.Record{}, news.ErrNotFound
}

func (p *Pages) article(w http.ResponseWriter, r *http.Request) error {
	record, err := p.find(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.URL.Query().Has("against") {
		return p.revisions(w, r, record)
	}
	var doc *news.Doc
	for d, err := range p.store().Docs(r.Context(), []string{record.ID}) {
		if err != nil {
			return err
		}
		doc = d
	}
	if doc == nil {
		return news.ErrNotFound
	}
	at := -1
	if n, err := strconv.Atoi(r.URL.Query().Get("at")); err == nil && n >= 0 && n < len(doc.Text) {
		at = n
	}
	page := articlePage{Record: record, Title: titleOf(record.Title), Byline: report.Plain(strings.Join(record.Byline, ", ")), Address: web(record.URL)}
	if page.Title == "" {
		page.Title = record.ID
	}
	for _, n := range doc.Notes {
		page.Notes = append(page.Notes, report.Plain(n))
	}
	page.Paragraphs = paragraphs(doc, at)
	page.Layers = []layer{{"quotes", "Quotes", len(doc.Attributions), true}, {"figures", "Figures", len(doc.Figures), true}, {"names", "Names", len(doc.Entities), false},
		{"times", "Times", len(doc.Times), false}, {"boiler", "Not part of the article", len(doc.Boilerplate), true}}
	anchor := func(offset int) string { return fmt.Sprint("#s", doc.SentenceAt(offset)+1) }
	for _, a := range doc.Attributions {
		whole := news.Span{Start: a.Content[0].Start, End: a.Content[len(a.Content)-1].End}
		page.Quotes = append(page.Quotes, quoted{report.Plain(a.Speaker), clip(report.Plain(doc.Slice(whole)), 300), anchor(whole.Start)})
	}
	for _, f := range doc.Figures {
		if f.Implied {
			continue
		}
		page.Figures = append(page.Figures, figure{report.Plain(doc.Slice(f.Span)), report.Plain(doc.Slice(f.What)), report.Plain(f.ClaimedBy), anchor(f.Start)})
	}
	if record.Revision > 1 {
		all, err := p.store().Revisions(r.Context(), record.ID)
		if err != nil {
			return err
		}
		for _, v := range all {
			page.Revisions = append(page.Revisions, revision{v.Number, titleOf(v.Title), v.Seen})
		}
	}
	return p.render(w, r, http.StatusOK, "article", frame{Title: page.Title, Page: &page})
}

// paragraphs cuts a text into lines, sentences and pieces. at is a byte whose sentence is
// marked, -1 for none.
func paragraphs(d *news.Doc, at int) []paragraph {
	type layered struct {
		news.Span
		class, title string
	}
	var findings []layered
	add := func(s news.Span, class, title string) {
		if s.Start < s.End {
			findings = append(findings, layered{s, class, title})
		}
	}
	for _, b := range d.Boilerplate {
		add(b.Span, "boiler", string(b.Kind))
	}
	for _, a := range d.Attributions {
		for _, c := range a.Content {
			add(c, "quotes", a.Speaker)
		}
	}
	for _, f := range d.Figures {
		add(f.Span, "figures", strings.Trim(f.Measure+", "+f.ClaimedBy, ", "))
	}
	for _, e := range d.Entities {
		add(e.Span, "names", e.Name)
	}
	for _, t := range d.Times {
		add(t.Span, "times", t.Value)
	}
	slices.SortStableFunc(findings, func(a, b layered) int { return a.Start - b.Start })

	here := -1
	if at >= 0 {
		here = d.SentenceAt(at)
	}
	var out []paragraph
	open := 0 // findings before it have ended
	for start := 0; start < len(d.Text); {
		end := len(d.Text)
		if i := strings.IndexByte(d.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := news.Span{Start: start, End: end}
		start = end + 1
		if report.Plain(d.Slice(line)) == "" {
			continue
		}
		for open < len(findings) && findings[open].End <= line.Start {
			open++
		}
		cuts := []int{line.Start, line.End}
		cut := func(n int) {
			if n > line.Start && n < line.End {
				cuts = append(cuts, n)
			}
		}
		var over []layered
		for _, f := range findings[open:] {
			if f.Start >= line.End {
				break
			}
			if f.End > line.Start {
				over = append(over, f)
				cut(f.Start)
				cut(f.End)
			}
		}
		first := max(d.SentenceAt(line.Start), 0)
		for i := first; i < len(d.Sentences) && d.Sentences[i].Start < line.End; i++ {
			cut(d.Sentences[i].Start)
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		var para paragraph
		for i := 0; i+1 < len(cuts); i++ {
			s := d.SentenceAt(cuts[i])
			if s < 0 { // between two sentences
				s = d.SentenceAt(min(cuts[i+1], len(d.Text)-1))
			}
			starts := s >= 0 && d.Sentences[s].Start >= cuts[i] && d.Sentences[s].Start < cuts[i+1]
			if n := len(para.Sentences); n == 0 || starts {
				one := marked{Here: s >= 0 && s == here}
				if starts {
					one.ID = fmt.Sprint("s", s+1)
				}
				para.Sentences = append(para.Sentences, one)
			}
			last := &para.Sentences[len(para.Sentences)-1]
			pc := piece{Text: spaced(d.Text[cuts[i]:cuts[i+1]])}
			for _, f := range over {
				if f.Start <= cuts[i] && cuts[i+1] <= f.End && !strings.Contains(" "+pc.Class+" ", " "+f.class+" ") {
					pc.Class = strings.TrimSpace(pc.Class + " " + f.class)
					if t := clip(report.Plain(f.title), 80); t != "" && pc.Title == "" {
						pc.Title = t
					}
				}
			}
			last.Pieces = append(last.Pieces, pc)
		}
		out = append(out, para)
	}
	return out
}

// spaced is safe to show and keeps the spaces at both ends: pieces are joined again.
func spaced(s string) string {
	out := report.Plain(s)
	if out == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	const space = " \t\r\n\u00a0"
	if strings.TrimLeft(s, space) != s {
		out = " " + out
	}
	if strings.TrimRight(s, space) != s {
		out += " "
	}
	return out
}

type revisionsPage struct {
	Record     news.Record
	Title      string
	Number     int // of the earlier text
	All        []revision
	Left       side
	Right      side
	Rows       []revisedRow
	Changes    int
	Previous   int
	Next       int
	NextNewest bool
}

type side struct {
	Name, Title string
	Seen        time.Time
}

// A revisedRow is a paragraph before and after; one of the sides may be empty.
type revisedRow struct {
	Old, New []part
	Changed  bool
}

type part struct {
	Text   string
	Marked bool
}

// revisions shows two texts that followed each other side by side.
func (p *Pages) revisions(w http.ResponseWriter, r *http.Request, record news.Record) error {
	all, err := p.store().Revisions(r.Context(), record.ID)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.URL.Query().Get("against"))
	if err != nil || n < 1 || n > len(all) {
		return news.ErrNotFound
	}
	old := all[n-1]
	page := revisionsPage{Record: record, Title: titleOf(record.Title), Number: n, Previous: n - 1}
	for _, v := range all {
		page.All = append(page.All, revision{v.Number, titleOf(v.Title), v.Seen})
	}
	page.Left = side{fmt.Sprintf("Text %d", n), titleOf(old.Title), old.Seen}
	next := ""
	if n < len(all) {
		next = all[n].Text
		page.Next = n + 1
		page.Right = side{fmt.Sprintf("Text %d", n+1), titleOf(all[n].Title), all[n].Seen}
	} else {
		for d, err := range p.store().Docs(r.Context(), []string{record.ID}) {
			if err != nil {
				return err
			}
			next = d.Text
		}
		page.Right = side{"Present text", page.Title, record.Changed}
	}
	page.Rows = sideBySide(old.Text, next, old.Edits)
	for _, row := range page.Rows {
		if row.Changed {
			page.Changes++
		}
	}
	return p.render(w, r, http.StatusOK, "revisions", frame{Title: "Texts of " + page.Title, Page: page})
}

// sideBySide lays two texts beside each other, a row for each run of lines that belong together:
// rows end where both texts end a line outside of every edit.
func sideBySide(old, now string, edits []news.Edit) []revisedRow {
	var rows []revisedRow
	var row revisedRow
	flush := func() {
		if len(row.Old) > 0 || len(row.New) > 0 {
			rows = append(rows, row)
		}
		row = revisedRow{}
	}
	write := func(to *[]part, s string, mark bool) {
		if s = spaced(s); s != "" && (s != " " || len(*to) > 0) {
			*to = append(*to, part{s, mark})
		}
	}
	same := func(s string) {
		for {
			i := strings.IndexByte(s, '\n')
			if i < 0 {
				write(&row.Old, s, false)
				write(&row.New, s, false)
				return
			}
			write(&row.Old, s[:i], false)
			write(&row.New, s[:i], false)
			flush()
			s = s[i+1:]
		}
	}
	at := 0
	for _, e := range edits {
		if e.Old.Start < at || e.Old.End > len(old) || e.New.End > len(now) {
			break // of another text: what follows is shown as it is
		}
		same(old[at:e.Old.Start])
		row.Changed = true
		write(&row.Old, old[e.Old.Start:e.Old.End], true)
		write(&row.New, now[e.New.Start:e.New.End], true)
		if strings.HasSuffix(old[e.Old.Start:e.Old.End], "\n") || strings.HasSuffix(now[e.New.Start:e.New.End], "\n") {
			flush()
		}
		at = e.Old.End
	}
	same(old[at:])
	flush()
	return rows
}
