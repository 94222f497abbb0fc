// Package meta reads what an article says about itself where its container is
// silent: title, byline, outlet, the agency that its text is credited to, and
// the day of publication. It looks at the first and last lines and at marked
// boilerplate, where such things stand.
package meta

import (
	"context"
	"strings"

	"parallax/news"
	"parallax/text"
)

// Annotate fills the empty fields of d.Article. What the container gave stands.
func Annotate(_ context.Context, d *news.Doc) error {
	p := readPage(d)
	tidyByline(d)
	if d.Title == "" {
		d.Title = p.title()
	}
	if len(d.Byline) == 0 {
		d.Byline = p.byline()
	}
	if d.Agency == "" {
		d.Agency = p.agency()
	}
	if d.Outlet == "" {
		d.Outlet = outlet(d, p)
	}
	p.published()
	return nil
}

// outlet is the registrable domain of the article's address or publisher, else
// the publisher's name, else the name that its boilerplate gives.
func outlet(d *news.Doc, p *page) string {
	if o := text.Outlet(d.URL); o != "" {
		return o
	}
	if o := text.Outlet(d.Publisher); o != "" {
		return o
	}
	if name := strings.TrimSpace(d.Publisher); name != "" {
		return name
	}
	return p.outletName()
}

// The parts of an article where it speaks of itself: this many lines with
// words at its head and at its foot.
const (
	headLines = 14
	footLines = 8
)

// A line is one line of text with words in it.
type line struct {
	news.Span
	text string // trimmed
	kind news.BoilerplateKind
}

// A page is what meta reads of an article.
type page struct {
	doc        *news.Doc
	head, foot []line // they overlap in a short article
	prose      int    // the first line of head that is prose, len(head) when none is
}

func readPage(d *news.Doc) *page {
	p := &page{doc: d}
	at := 0
	for at < len(d.Text) && len(p.head) < headLines {
		end := at + indexOrEnd(d.Text[at:], '\n')
		p.head = p.add(p.head, at, end)
		at = end + 1
	}
	p.prose = len(p.head)
	for i, l := range p.head {
		if prose(l.text) && l.kind != news.Caption && !captionLike(l.text) {
			p.prose = i
			break
		}
	}
	for end := len(d.Text); end > 0 && len(p.foot) < footLines; {
		start := strings.LastIndexByte(d.Text[:end], '\n') + 1
		p.foot = p.add(p.foot, start, end)
		end = start - 1
	}
	for i, j := 0, len(p.foot)-1; i < j; i, j = i+1, j-1 {
		p.foot[i], p.foot[j] = p.foot[j], p.foot[i]
	}
	return p
}

// prose reports a line that is a sentence or more.
func prose(s string) bool {
	const words = 10 // shorter ones are labels with a full stop
	if strings.Count(s, " ") < words {
		return false
	}
	s = strings.TrimRight(s, `"'”’)» `)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

func indexOrEnd(s string, c byte) int {
	if i := strings.IndexByte(s, c); i >= 0 {
		return i
	}
	return len(s)
}

func (p *page) add(lines []line, start, end int) []line {
	s := p.doc.Text[start:end]
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return lines
	}
	start += strings.Index(s, trimmed)
	span := news.Span{Start: start, End: start + len(trimmed)}
	return append(lines, line{Span: span, text: trimmed, kind: kindOf(p.doc, span)})
}

// kindOf is the kind of boilerplate that covers at least half of span, or "".
func kindOf(d *news.Doc, span news.Span) news.BoilerplateKind {
	for _, b := range d.Boilerplate {
		if b.Start >= span.End {
			break
		}
		if b.Overlaps(span) && 2*(min(b.End, span.End)-max(b.Start, span.Start)) >= span.Len() {
			return b.Kind
		}
	}
	return ""
}
