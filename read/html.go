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
	"golang.org/x/net/html/charset"

	"parallax/news"
	"parallax/text"
)

// Limits of extraction. trafilatura compares siblings with each other: 2,000
// paragraphs take 0.1 s, 8,000 take 0.5 s, 32,000 take 4.5 s and 100,000 a
// minute and 4 GB. The 181 pages of article-extraction-benchmark have 4,017
// nodes at most. readability is linear, but keeps several copies of the tree.
const (
	mostNodes       = 20_000  // for trafilatura
	mostNodesSimple = 400_000 // for readability
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
	head := strings.ToLower(string(b[:min(len(b), 8192)]))
	_, after, ok := strings.Cut(head, "charset=")
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
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil || doc == nil {
		// The parser refuses more than 512 open elements.
		p := page{text: visible(source)}
		if p.text == "" {
			return p, noText()
		}
		p.notes = append(p.notes, "the page nests too deep to be laid out; all its words were taken, navigation with them")
		return p, nil
	}
	nodes := countNodes(doc, mostNodesSimple+1)
	base, _ := url.Parse(address)
	if base != nil && base.Host == "" {
		base = nil
	}
	p := page{}
	if nodes <= mostNodes {
		p.meta = readMetadata(doc, base)
		p.text, p.meta.author = mainText(doc, base, p.meta.body)
	} else if nodes <= mostNodesSimple {
		p.meta = readMetadata(doc, base)
		if n := readable(doc, base); n != nil {
			p.text = render(n)
		}
		p.notes = append(p.notes, "the page is unusually large; its main text was found by a simpler method")
	}
	if p.text == "" && nodes > mostNodes {
		p.text = visible(source)
		p.notes = []string{"the page is too large to find its main text; all its words were taken, navigation with them"}
	}
	if p.text == "" {
		return p, noText()
	}
	return p, nil
}

func noText() *Error {
	return fail(NoText, "the HTML holds no article text", "if a script builds the page, save it from a browser after it has loaded")
}

func countNodes(n *html.Node, most int) int {
	count := 0
	for range n.Descendants() {
		if count++; count >= most {
			break
		}
	}
	return count
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
		author = result.Metadata.Author
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
			if body := renderBody(doc); body != "" {
				text = body
			}
		}
	}
	return text, author
}

// readable is readability's main node, or nil.
func readable(doc *html.Node, base *url.URL) *html.Node {
	parser := readability.NewParser()
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
