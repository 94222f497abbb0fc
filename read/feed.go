package read

import (
	"bufio"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"parallax/news"
	"parallax/text"
)

const (
	// mostEntries keeps a feed that never ends from being followed forever;
	// the longest real ones, of whole archives, have some thousands.
	mostEntries = 10_000
	// wholeText is how many words make a description a text. News feeds give
	// one to three sentences; those that put the article there give all of it.
	wholeText = 200
)

// feed reads the entries of RSS, Atom or a JSON feed. An entry that carries its
// article's text is that article; of the others the page is fetched where the
// network may be used, or the summary stands for it.
func (r *reader) feed(src source, br *bufio.Reader, size int64) bool {
	b, e := r.all(br, size)
	if e != nil {
		return r.error(e, src.name)
	}
	f, notes, e := parseFeed(b, src.contentType)
	if e != nil {
		return r.error(e, src.name)
	}
	if len(f.Items) == 0 {
		return r.error(skip(NoEntries, ""), src.name)
	}
	base, err := url.Parse(src.address)
	if err != nil || base.Host == "" {
		if base, err = url.Parse(f.Link); err != nil {
			base = &url.URL{}
		}
	}
	for i, item := range f.Items[:min(len(f.Items), mostEntries)] {
		if !r.going() {
			return false
		}
		a := entryArticle(f, item, base)
		a.Notes = append(a.Notes, notes...)
		src := src
		if a.URL != "" {
			src.base = baseOf(a.URL)
		}
		if a.Text == "" || news.IsPartial(&a) {
			if e := r.fill(src, &a); e != nil && a.Text == "" {
				if !r.error(e, element(src, i+1)) {
					return false
				}
				continue
			}
		}
		ordinal := 0
		if a.URL == "" {
			ordinal = i + 1
		}
		if !r.article(a, src, ordinal) {
			return false
		}
	}
	if more := len(f.Items) - mostEntries; more > 0 {
		return r.error(fail(TooLarge, fmt.Sprintf("%d entries of %d were read", mostEntries, len(f.Items)), ""), src.name)
	}
	return true
}

// fill fetches the page of an article of which only a summary is known.
func (r *reader) fill(src source, a *news.Article) *Error {
	switch {
	case a.URL == "":
		return fail(NoText, "the entry has neither text nor link", "")
	case !r.follows(src):
		return fail(NoText, "the entry is only a link", "give --follow to fetch the pages that a feed lists")
	}
	whole := *a
	whole.Text, whole.Notes = "", nil
	for _, n := range a.Notes {
		if n != news.SummaryOnly {
			whole.Notes = append(whole.Notes, n)
		}
	}
	e := r.fetchPage(&whole)
	if e == nil {
		*a = whole
		return nil
	}
	a.Notes = append(a.Notes, "its page: "+string(e.Reason)+": "+e.Detail)
	return e
}

// entryArticle is what a feed says about one article.
func entryArticle(f *gofeed.Feed, item *gofeed.Item, base *url.URL) news.Article {
	a := news.Article{Title: plainText(item.Title)}
	link := strings.TrimSpace(item.Link)
	if link == "" && isAddress(strings.TrimSpace(item.GUID)) {
		link = strings.TrimSpace(item.GUID)
	}
	if u, err := base.Parse(link); err == nil && link != "" && (u.Scheme == "http" || u.Scheme == "https") {
		a.URL = u.String()
	}
	if a.URL == "" {
		a.ID = oneLine(item.GUID)
		a.Publisher = plainText(f.Title)
	}
	for _, date := range []string{item.Published, item.Updated} {
		if p, ok := published(date); ok {
			a.Published = p
			break
		}
	}
	if a.Published.At == "" && item.PublishedParsed != nil && inRange(*item.PublishedParsed) {
		a.Published = publishedAt(*item.PublishedParsed, zoneOffset)
	}
	var names []string
	for _, p := range item.Authors {
		if p != nil && p.Name != "" {
			names = append(names, plainText(p.Name))
		}
	}
	a.Byline = cleanNames(names)
	var ignored []string
	a.Language = languageCode(f.Language, &ignored) // a feed's language is a habit of its software as often as not

	body, summary := fragment(item.Content), fragment(item.Description)
	switch {
	case body != "" && len(strings.Fields(body)) >= len(strings.Fields(summary)):
		a.Text = body
	case len(strings.Fields(summary)) >= wholeText:
		a.Text = summary
	case summary != "":
		a.Text = summary
		a.Notes = append(a.Notes, news.SummaryOnly)
	}
	return a
}

// fragment lays out a piece of HTML, or of text.
func fragment(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	if len(s) > mostParsed {
		return visible(s)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil || doc == nil {
		return visible(s)
	}
	return render(doc)
}

func plainText(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = visible(s)
	}
	return oneLine(s)
}

// parseFeed reads a feed in any state of health: it is turned into UTF-8 first,
// mended when the XML is broken, and read tag by tag when mending does not help.
func parseFeed(b []byte, contentType string) (*gofeed.Feed, []string, *Error) {
	label := charsetOf(contentType)
	if label == "" {
		label = xmlEncoding(b)
	}
	d, err := text.Decode(b, label)
	if err != nil {
		return nil, nil, notText(err)
	}
	s := declaration.ReplaceAllString(strings.TrimLeft(d.Text, "\uFEFF \t\r\n"), "")
	notes := decodingNotes(d)
	parse := func(s string) (*gofeed.Feed, error) {
		return guarded(func() (*gofeed.Feed, error) { return gofeed.NewParser().ParseString(s) })
	}
	f, err := parse(s)
	if err == nil && f != nil {
		return f, notes, nil
	}
	if strings.HasPrefix(s, "{") {
		return nil, nil, fail(BadJSON, "the JSON feed is broken", "").because(err)
	}
	notes = append(notes, "the feed is not well-formed XML; it was read as far as it goes")
	if f, err := parse(mendXML(s)); err == nil && f != nil {
		return f, notes, nil
	}
	if f := soup(s); f != nil {
		return f, notes, nil
	}
	return nil, nil, fail(BadFeed, "it is not XML", "").because(err)
}

// declaration opens an XML document; what it says of the encoding is no longer
// true.
var declaration = regexp.MustCompile(`^(?:\s*<!--(?s:.*?)-->)*\s*<\?xml[^>]*\?>`)

var encodingName = regexp.MustCompile(`^\s*(?:<!--(?s:.*?)-->\s*)*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// xmlEncoding is the encoding that the declaration names.
func xmlEncoding(b []byte) string {
	if m := encodingName.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}
