package read

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"parallax/news"
	"parallax/text"
)

// Limits of lists that lead to other documents.
const (
	mostListed = 50_000 // pages of one sitemap, as the protocol allows
	mostLists  = 5_000  // sitemaps of an index, feeds of a list
	deepest    = 3      // a list of lists of lists
)

// follows reports whether the addresses that src names may be fetched: it came
// from the network itself, or the user says so.
func (r *reader) follows(src source) bool {
	return r.opts.Fetch != nil && (r.opts.Follow || src.address != "") && src.depth < deepest
}

// fetchPage gets the page at the article's address and fills in what is not
// known yet, its text first of all.
func (r *reader) fetchPage(a *news.Article) *Error {
	body, contentType, final, err := r.opts.Fetch(r.ctx, a.URL)
	if err != nil {
		return fail(NotFetched, err.Error(), "").because(err)
	}
	if final == "" {
		final = a.URL
	}
	return r.pageInto(a, body, contentType, final)
}

// pageInto reads an HTML page, or a plain text, into an article.
func (r *reader) pageInto(a *news.Article, body []byte, contentType, address string) *Error {
	if len(body) == 0 {
		return fail(Empty, "it holds no bytes", "")
	}
	switch k := sniff(body[:min(len(body), sniffed)], "", contentType); k.format {
	case formatHTML:
		d, err := text.Decode(body, declaredCharset(body, contentType))
		if err != nil {
			return notText(err)
		}
		p, e := extract(d.Text, address)
		if e != nil {
			return e
		}
		a.Notes = append(a.Notes, decodingNotes(d)...)
		p.fill(a)
	case formatText:
		d, err := text.Decode(body, charsetOf(contentType))
		if err != nil {
			return notText(err)
		}
		if strings.TrimSpace(d.Text) == "" {
			return fail(Empty, "it holds only white space", "")
		}
		a.Text = d.Text
		a.Notes = append(a.Notes, decodingNotes(d)...)
	default:
		what := k.what
		if what == "" {
			what = "it is no page"
		}
		return fail(Unsupported, what, "")
	}
	return nil
}

// A listed is a document that a sitemap or a list of feeds names.
type listed struct {
	address string
	list    bool // leads to another list, or a feed
	article news.Article
}

// list reads a sitemap, an index of sitemaps or an OPML list of feeds, and then
// what they name.
func (r *reader) list(src source, br *bufio.Reader, size int64) bool {
	b, e := r.all(br, size)
	if e != nil {
		return r.error(e, src.name)
	}
	label := charsetOf(src.contentType)
	if label == "" {
		label = xmlEncoding(b)
	}
	d, err := text.Decode(b, label)
	if err != nil {
		return r.error(notText(err), src.name)
	}
	all, err := parseList(d.Text)
	if err != nil && len(all) == 0 {
		return r.error(fail(BadFeed, "it is not well-formed XML", "").because(err), src.name)
	}
	if err != nil && !r.error(fail(BadFeed, fmt.Sprintf("it breaks off after %s", plural(len(all), "address", "addresses")), "").because(err), src.name) {
		return false
	}
	if len(all) == 0 {
		return r.error(skip(NoEntries, ""), src.name)
	}
	if !r.follows(src) {
		what := "it lists " + plural(len(all), "address", "addresses") + " and has no text itself"
		if src.depth >= deepest {
			return r.error(fail(Unsupported, "lists name lists that name lists", ""), src.name)
		}
		return r.error(fail(Unsupported, what, "give --follow to fetch what it lists"), src.name)
	}
	base, err := url.Parse(src.address)
	if err != nil {
		base = &url.URL{}
	}
	lists := 0
	for _, l := range all {
		if !r.going() {
			return false
		}
		u, err := base.Parse(strings.TrimSpace(l.address))
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			if !r.error(fail(NotFetched, "it is no http address", ""), shortened(l.address, 100)) {
				return false
			}
			continue
		}
		if l.list {
			if lists++; lists > mostLists {
				return r.error(fail(TooLarge, fmt.Sprintf("%d lists of %d were read", mostLists, len(all)), ""), src.name)
			}
			if !r.fetchList(src, u.String()) {
				return false
			}
			continue
		}
		if !r.first(u.String()) {
			continue // a page that two lists name
		}
		a := l.article
		a.URL = u.String()
		if e := r.fetchPage(&a); e != nil {
			if !r.error(e, a.URL) {
				return false
			}
			continue
		}
		if !r.article(a, source{name: a.URL, base: baseOf(a.URL), address: a.URL}, 0) {
			return false
		}
	}
	return true
}

// Outlines returns the addresses of the feeds that an OPML list names, none for
// a document of another kind.
func Outlines(b []byte, contentType string) []string {
	label := charsetOf(contentType)
	if label == "" {
		label = xmlEncoding(b)
	}
	d, err := text.Decode(b, label)
	if err != nil || !strings.Contains(d.Text[:min(len(d.Text), sniffed)], "<opml") {
		return nil
	}
	all, _ := parseList(d.Text) // what stands before a fault is kept
	var out []string
	for _, l := range all {
		if l.list {
			out = append(out, strings.TrimSpace(l.address))
		}
	}
	return out
}

// fetchList fetches a sitemap or feed that a list names.
func (r *reader) fetchList(from source, address string) bool {
	if !r.first(address) {
		return true
	}
	body, contentType, final, err := r.opts.Fetch(r.ctx, address)
	if err != nil {
		return r.error(fail(NotFetched, err.Error(), "").because(err), address)
	}
	if final == "" {
		final = address
	}
	src := source{name: address, base: baseOf(address), address: final, contentType: contentType, depth: from.depth + 1, listed: true}
	return r.stream(src, bytes.NewReader(body), int64(len(body)))
}

// parseList reads what a sitemap, an index or an OPML document names. Behind a
// fault of the XML it returns what was read before it.
func parseList(s string) (all []listed, err error) {
	dec := xml.NewDecoder(strings.NewReader(mendXML(declaration.ReplaceAllString(strings.TrimLeft(s, "\uFEFF \t\r\n"), ""))))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 already
	var path []string
	var now listed
	open := false
	for len(all) < mostListed {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			path = append(path, name)
			switch name {
			case "url":
				now, open = listed{}, true
			case "sitemap":
				now, open = listed{list: true}, true
			case "outline":
				for _, a := range t.Attr {
					if strings.EqualFold(a.Name.Local, "xmlUrl") && strings.TrimSpace(a.Value) != "" {
						all = append(all, listed{address: a.Value, list: true})
					}
				}
			}
			if len(path) > 500 {
				return all, errors.New("elements nest too deep")
			}
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
			if name := strings.ToLower(t.Name.Local); (name == "url" || name == "sitemap") && open {
				if open = false; now.address != "" {
					all = append(all, now)
				}
			}
		case xml.CharData:
			if !open || len(path) < 2 {
				continue
			}
			value := strings.TrimSpace(string(t))
			switch parent, name := path[len(path)-2], path[len(path)-1]; {
			case value == "":
			case name == "loc" && (parent == "url" || parent == "sitemap"):
				now.address += value
			case name == "title" && parent == "news":
				now.article.Title = oneLine(now.article.Title + " " + value)
			case name == "publication_date" && parent == "news":
				if p, ok := published(value); ok {
					now.article.Published = p
				}
			case name == "name" && parent == "publication":
				now.article.Publisher = oneLine(value)
			case name == "language" && parent == "publication":
				var ignored []string
				now.article.Language = languageCode(value, &ignored)
			}
		}
	}
	return all, nil
}
