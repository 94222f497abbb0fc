package read

import (
	"bufio"
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"parallax/news"
	"parallax/text"
)

// Limits of extraction. trafilatura compares siblings with each other: 2,000
// paragraphs take 0.1 s, 8,000 take 0.5 s, 32,000 take 4.5 s and 100,000 a
// minute and 4 GB. The 181 pages of article-extraction-benchmark have 4,017
// nodes at most. readability is linear in nodes, but both run regular
// expressions over every text, 2 s for one of 5 MB.
const (
	mostParsed      = 16 << 20 // bytes of source; a tree takes up to 25 times as much memory
	mostBytes       = 5 << 20  // of source, for trafilatura
	mostNodes       = 12_000   // for trafilatura
	mostNodesSimple = 400_000  // for readability
	longestText     = 1 << 20  // bytes in one node, for both; more than any article has
	longestAttr     = 4 << 10  // bytes; longer ones are images and data for scripts
)

// page is what an HTML document gives for an article.
type page struct {
	text  string
	meta  metadata
	notes []string
}

// fill puts the page into an article; what the article knows already stays.
func (p page) fill(a *news.Article) {
	a.Text = p.text
	p.meta.fill(a)
	a.Notes = append(a.Notes, p.notes...)
}

// page reads an HTML document.
func (r *reader) page(src source, br *bufio.Reader, size int64) bool {
	b, e := r.all(br, size)
	if e != nil {
		return r.error(e, src.name)
	}
	d, err := text.Decode(b, declaredCharset(b, src.contentType))
	if err != nil {
		return r.error(notText(err), src.name)
	}
	p, e := extract(d.Text, src.address)
	if e != nil {
		return r.error(e, src.name)
	}
	a := news.Article{Notes: decodingNotes(d)}
	p.fill(&a)
	if a.URL == "" {
		a.URL = src.address
	}
	return r.article(a, src, 0)
}

// declaredCharset is the charset of the HTTP header, else of a meta element.
func declaredCharset(b []byte, contentType string) string {
	if label := charsetOf(contentType); label != "" {
		return label
	}
	if _, name, certain := charset.DetermineEncoding(b[:min(len(b), 1024)], ""); certain {
		return name
	}
	// The standard looks at 1,024 bytes; many pages declare it further down.
	// XHTML may declare it in its first line only.
	head := strings.ToLower(string(b[:min(len(b), 8192)]))
	_, after, ok := strings.Cut(head, "charset=")
	if xml, isXML := strings.CutPrefix(head, "<?xml "); !ok && isXML {
		xml, _, _ = strings.Cut(xml, "?>")
		_, after, ok = strings.Cut(xml, "encoding=")
	}
	if !ok {
		return ""
	}
	after = strings.TrimLeft(after, `"' `)
	if end := strings.IndexAny(after, `"'/> ;`); end > 0 {
		return after[:end]
	}
	return ""
}

// extract finds title, date, authors and main text of an HTML document.
func extract(source, address string) (page, *Error) {
	if len(source) > mostParsed {
		return allWords(source, "is too large")
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil || doc == nil {
		// The parser refuses more than 512 open elements.
		return allWords(source, "nests too deep")
	}
	base, _ := url.Parse(address)
	if base != nil && base.Host == "" {
		base = nil
	}
	p := page{meta: readMetadata(doc, base)}
	switch nodes, longest := lighten(doc); {
	case longest > longestText || nodes > mostNodesSimple:
	case nodes > mostNodes || len(source) > mostBytes:
		if n := readable(doc, base); n != nil {
			p.text = render(n)
		}
		p.notes = append(p.notes, "the page is unusually large; its main text was found by a simpler method")
	default:
		p.text, p.meta.author = mainText(doc, base, p.meta.body)
		if p.text == "" {
			return p, noText()
		}
	}
	if p.text == "" {
		all, err := allWords(source, "is too large")
		p.text, p.notes = all.text, all.notes
		return p, err
	}
	return p, nil
}

// allWords is the last resort.
func allWords(source, why string) (page, *Error) {
	p := page{text: visible(source)}
	if p.text == "" {
		return p, noText()
	}
	p.notes = []string{"the page " + why + " to find its main text; all its words were taken, navigation with them"}
	return p, nil
}

func noText() *Error {
	return fail(NoText, "the HTML holds no article text", "if a script builds the page, save it from a browser after it has loaded")
}

// lighten drops what extraction does not need and its time depends on: scripts,
// styles and huge attributes. It returns the number of nodes that are left and
// the length of the longest text in bytes.
func lighten(doc *html.Node) (nodes, longest int) {
	var drop, breaks []*html.Node
	for n := range doc.Descendants() {
		nodes++
		switch {
		case n.Type == html.TextNode:
			longest = max(longest, len(n.Data))
		case n.Type == html.CommentNode:
			drop = append(drop, n)
		case n.DataAtom == atom.Br && brFollows(n):
			breaks = append(breaks, n)
		case n.DataAtom == atom.Script, n.DataAtom == atom.Style:
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
			}
			drop = append(drop, n)
		}
		for i := range n.Attr {
			if len(n.Attr[i].Val) > longestAttr {
				n.Attr[i].Val = ""
			}
		}
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
	for _, n := range breaks {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: string(breakMark)}, n)
	}
	return nodes - len(drop), longest
}

// breakMark stands where two line breaks follow each other, the paragraph end
// of old pages: trafilatura drops the second. It is a noncharacter of Unicode;
// render turns it into an empty line.
const breakMark = '\uFDD0'

// brFollows reports whether only white space parts n from a line break.
func brFollows(n *html.Node) bool {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		switch {
		case n.DataAtom == atom.Br:
			return true
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
		case n.Type == html.CommentNode:
		default:
			return false
		}
	}
	return false
}

// mainText is trafilatura's text, with readability's as its only fallback
// candidate: of the combinations measured on article-extraction-benchmark the
// best (F1 0.965; trafilatura's own fallbacks 0.960, at half the speed).
// author is what trafilatura reads from the page's visible byline.
func mainText(doc *html.Node, base *url.URL, stated string) (text, author string) {
	candidate := readable(doc, base)
	if candidate == nil {
		candidate = &html.Node{Type: html.ElementNode, Data: "div"}
	}
	simple := render(candidate) // before trafilatura edits it
	options := trafilatura.Options{
		OriginalURL:     base,
		ExcludeComments: true,
		EnableFallback:  true,
		FallbackCandidates: &trafilatura.FallbackCandidates{
			Readability: candidate,
			Distiller:   &html.Node{Type: html.ElementNode, Data: "div"}, // none
		},
		HtmlDateMode: trafilatura.Disabled, // dates are read by metadata
	}
	result, err := guarded(func() (*trafilatura.ExtractResult, error) { return trafilatura.ExtractDocument(doc, options) })
	if err == nil && result != nil {
		text = render(result.ContentNode)
		author = strings.ReplaceAll(result.Metadata.Author, string(breakMark), " ")
	}
	// Where trafilatura finds less than 250 characters it takes what it can
	// get, in one paragraph and sometimes twice. Readability's text, or that
	// in the JSON-LD, or the page without its frame is better then.
	if err != nil || !strings.Contains(text, "\n\n") || utf8.RuneCountInString(text) < 250 {
		switch {
		case len(stated) >= 250 && len(stated) > len(simple):
			text = stated
		case simple != "":
			text = simple
		default:
			text = renderBody(doc)
		}
	}
	return text, author
}

// readable is readability's main node, or nil.
func readable(doc *html.Node, base *url.URL) *html.Node {
	parser := readability.NewParser()
	parser.DisableJSONLD = true // only the text is asked for
	article, err := guarded(func() (readability.Article, error) { return parser.ParseDocument(doc, base) })
	if err != nil {
		return nil
	}
	return article.Node
}

var errPanic = errors.New("the extractor gave up")

// guarded turns a panic of an extractor, which meets any HTML of the world,
// into an error.
func guarded[T any](f func() (T, error)) (result T, err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	return f()
}
