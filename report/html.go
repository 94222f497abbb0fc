package report

import (
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strings"

	"parallax/news"
)

//go:embed sections.html
var sectionsTemplate string

//go:embed page.html
var pageTemplate string

//go:embed page.css
var pageStyle string

// sections are what every page about a report shows; html/template escapes everything that
// articles hold.
var sections = template.Must(template.New("sections.html").Funcs(template.FuncMap{
	"verdict": func(v news.Verdict) string { return verdictWords[v] },
	"bar":     func(size float64) int { return max(1, int(size*100+0.5)) },
	"rest":    func(all []string, not string) []string { return without(all, not) },
	"upTo":    func(n int, all []referent) []referent { return all[:min(n, len(all))] },
	"after":   func(n int, all []referent) []referent { return all[min(n, len(all)):] },
	"style":   func() template.CSS { return template.CSS(pageStyle) },
}).Parse(sectionsTemplate))

var page = template.Must(template.Must(sections.Clone()).New("page").Parse(pageTemplate))

// WriteHTML writes a comparison as one HTML file that loads nothing from
// anywhere: a citation leads to the source sentence in its article, which
// stands in the same file. It needs no script.
func WriteHTML(w io.Writer, r *news.Report) error {
	v := newView(r)
	return page.ExecuteTemplate(w, "page", struct {
		*view
		Texts []articleText
	}{v, articleTexts(v)})
}

// An articleText is one article cut into paragraphs of sentences.
type articleText struct {
	Source     source
	Paragraphs []paragraph
}

type paragraph struct {
	Boilerplate string // kind, when the whole line is not article prose
	Pieces      []piece
}

// A piece is a sentence, or the part of it that stands on one line.
type piece struct {
	Anchor string // "" for what is no start of a sentence
	Text   string
	Kind   string // kind of boilerplate, "" for prose
}

func articleTexts(v *view) []articleText {
	var out []articleText
	for i, s := range v.Sources {
		out = append(out, articleText{Source: s, Paragraphs: paragraphs(s.doc, i)})
	}
	return out
}

func paragraphs(d *news.Doc, number int) []paragraph {
	var out []paragraph
	for start := 0; start < len(d.Text); {
		end := len(d.Text)
		if i := strings.IndexByte(d.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := news.Span{Start: start, End: end}
		start = end + 1
		if strings.TrimSpace(d.Slice(line)) == "" {
			continue
		}
		p := paragraph{Pieces: pieces(d, number, line)}
		p.Boilerplate = p.Pieces[0].Kind
		for _, one := range p.Pieces {
			if one.Kind == "" {
				p.Boilerplate = ""
			}
		}
		out = append(out, p)
	}
	return out
}

// pieces cuts a line where sentences begin and where boilerplate begins or ends.
func pieces(d *news.Doc, number int, line news.Span) []piece {
	cuts := map[int]string{line.Start: ""} // offset -> anchor
	var order []int
	cut := func(at int, anchor string) {
		if at < line.Start || at >= line.End {
			return
		}
		if old, ok := cuts[at]; !ok || old == "" {
			cuts[at] = anchor
		}
		order = append(order, at)
	}
	order = append(order, line.Start)
	for i, s := range d.Sentences {
		if s.Start >= line.End {
			break
		}
		if s.Start >= line.Start {
			cut(s.Start, anchor(number, i))
		}
	}
	for _, b := range d.Boilerplate {
		if b.Start >= line.End {
			break
		}
		cut(b.Start, "")
		cut(b.End, "")
	}
	slices.Sort(order)
	order = slices.Compact(order)
	var out []piece
	for i, at := range order {
		end := line.End
		if i+1 < len(order) {
			end = order[i+1]
		}
		out = append(out, piece{Anchor: cuts[at], Text: printable(d.Text[at:end]), Kind: boilerplateAt(d, at)})
	}
	return out
}

func boilerplateAt(d *news.Doc, at int) string {
	for _, b := range d.Boilerplate {
		if b.Start <= at && at < b.End {
			return string(b.Kind)
		}
	}
	return ""
}

// printable is clean, but keeps the spaces at both ends: pieces are joined again.
func printable(s string) string {
	out := clean(s)
	if out == "" {
		return out
	}
	if strings.TrimLeft(s, " \t\u00a0") != s {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\r\u00a0") != s {
		out += " "
	}
	return out
}

func without(all []string, not string) []string {
	var out []string
	for _, s := range all {
		if s != not {
			out = append(out, s)
		}
	}
	return out
}
