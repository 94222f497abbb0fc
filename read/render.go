package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// render lays out a node as text: an empty line between paragraphs, a line for
// each list item and table row, white space as a browser shows it.
func render(n *html.Node) string {
	if n == nil {
		return ""
	}
	l := layout{}
	l.node(n, false, 0)
	return l.text()
}

// renderBody lays out a whole page without what frames its content.
func renderBody(doc *html.Node) string {
	l := layout{frameless: true}
	l.node(doc, false, 0)
	return l.text()
}

// visible is the text of an HTML source that cannot be parsed: its words in
// order, laid out by the tags alone.
func visible(source string) string {
	z := html.NewTokenizer(strings.NewReader(source))
	l := layout{}
	var hidden atom.Atom // element whose content is not shown
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l.text()
		case html.TextToken:
			if hidden == 0 {
				l.words(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if hidden == 0 && unseen(a) && a != atom.Svg {
				hidden = a
			}
			l.gap(gapOf(a))
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == hidden {
				hidden = 0
			}
			l.gap(gapOf(a))
		}
	}
}

// layout builds text from words and gaps. Of adjacent gaps the widest counts.
type layout struct {
	b         strings.Builder
	pending   gap
	frameless bool // leave out navigation, header and footer
}

type gap int

const (
	noGap gap = iota
	space
	line
	paragraph
)

func (l *layout) gap(g gap) { l.pending = max(l.pending, g) }

func (l *layout) flush() {
	if l.b.Len() > 0 {
		l.b.WriteString([...]string{"", " ", "\n", "\n\n"}[l.pending])
	}
	l.pending = noGap
}

// words adds text in which every run of white space is one space. Characters
// that show nothing (soft hyphens, zero-width spaces) are left out.
func (l *layout) words(s string) {
	for _, r := range s {
		switch {
		case r == 0xAD || r == 0x200B || r == 0xFEFF || r == 0x2060:
		case r == breakMark:
			l.gap(paragraph)
		case unicode.IsSpace(r):
			l.gap(space)
		case unicode.IsControl(r):
		default:
			l.flush()
			l.b.WriteRune(r)
		}
	}
}

// preformatted adds text whose lines stay lines.
func (l *layout) preformatted(s string) {
	for i, one := range strings.Split(s, "\n") {
		if i > 0 {
			if strings.TrimSpace(one) == "" {
				l.gap(paragraph)
			} else {
				l.gap(line)
			}
		}
		l.words(one)
	}
}

func (l *layout) text() string { return l.b.String() }

func (l *layout) node(n *html.Node, pre bool, depth int) {
	const deepest = 1000 // the parser ends at 512; extractors hardly add levels
	switch {
	case depth > deepest:
		return
	case n.Type == html.TextNode:
		if pre {
			l.preformatted(n.Data)
		} else {
			l.words(n.Data)
		}
		return
	case n.Type == html.ElementNode && (unseen(n.DataAtom) || l.frameless && frame(n.DataAtom)):
		return
	}
	g := noGap
	if n.Type == html.ElementNode {
		a := n.DataAtom
		if a == 0 {
			a = atom.Lookup([]byte(n.Data))
		}
		if g = gapOf(a); a == atom.Br {
			if l.pending >= line { // two breaks are how old pages end a paragraph
				g = paragraph
			}
		}
		pre = pre || a == atom.Pre
	}
	l.gap(g)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.node(c, pre, depth+1)
	}
	l.gap(g)
}

// unseen are elements whose content is not text of the page.
func unseen(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Object,
		atom.Svg, atom.Math, atom.Textarea, atom.Select, atom.Option, atom.Button, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

func frame(a atom.Atom) bool {
	return a == atom.Nav || a == atom.Header || a == atom.Footer || a == atom.Aside || a == atom.Menu || a == atom.Dialog
}

// gapOf is the gap that an element makes before and after itself.
func gapOf(a atom.Atom) gap {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
		atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Hr, atom.Address, atom.Form, atom.Fieldset, atom.Details, atom.Body,
		atom.Hgroup, atom.Caption:
		return paragraph
	case atom.Li, atom.Tr, atom.Br, atom.Dt, atom.Dd, atom.Summary, atom.Thead, atom.Tbody, atom.Tfoot, atom.Legend:
		return line
	case atom.Td, atom.Th:
		return space
	}
	return noGap
}
