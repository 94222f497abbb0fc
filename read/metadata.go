package read

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parallax/news"
	"parallax/text"
)

// metadata is what the head of a page says about its article: schema.org in
// JSON-LD, OpenGraph and other meta elements, link and time elements.
type metadata struct {
	title, url, site, language string
	authors                    []string
	author                     string // from the visible page, when nothing else names one
	published                  news.Published
	body                       string // articleBody of JSON-LD
	notes                      []string
}

// fill sets what the article does not know yet.
func (m metadata) fill(a *news.Article) {
	if a.Title == "" {
		a.Title = m.title
	}
	if a.URL == "" {
		a.URL = m.url
	}
	if a.Publisher == "" {
		a.Publisher = m.site
	}
	if a.Language == "" {
		a.Language = m.language
	}
	if len(a.Byline) == 0 {
		if a.Byline = m.authors; len(a.Byline) == 0 && m.author != "" {
			a.Byline = bylines(m.author)
		}
	}
	if a.Published.At == "" {
		a.Published = m.published
	}
	a.Notes = append(a.Notes, m.notes...)
}

// found collects candidates in one walk over the page; of each list the value
// with the lowest rank, and of these the first in the page, counts.
type found struct {
	title, url, site, date ranked
	language, body         string
	authors                rankedList
}

type ranked struct {
	value string
	rank  int
}

func (r *ranked) offer(value string, rank int) {
	if value = oneLine(value); value != "" && (r.value == "" || rank < r.rank) {
		r.value, r.rank = value, rank
	}
}

type rankedList struct {
	values []string
	rank   int
}

// offer keeps all values of the best rank.
func (r *rankedList) offer(rank int, values ...string) {
	values = slices.DeleteFunc(cleanNames(values), func(s string) bool { return isAddress(s) || strings.Contains(s, "://") })
	switch {
	case len(values) == 0:
	case len(r.values) == 0 || rank < r.rank:
		r.values, r.rank = values, rank
	case rank == r.rank:
		r.values = cleanNames(append(r.values, values...))
	}
}

// Names of meta elements (name, property, itemprop), by rank within a field.
var (
	metaTitle = []string{"og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "headline", "title"}
	metaDate  = []string{"article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date", "og:published_time", "dc.date.issued", "dcterms.created", "dc.date.created",
		"sailthru.date", "publish_date", "publication_date", "publish-date", "published_time", "pubdate", "article_date_original", "article.published", "cxenseparse:recs:publishtime", "ptime", "citation_publication_date", "dc.date", "dcterms.date", "rnews:datepublished", "date"}
	metaAuthor = []string{"author", "byl", "article:author_name", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "authors", "og:article:author"}
	metaSite   = []string{"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher"}
)

const (
	rankLD   = -1  // JSON-LD about the article itself
	rankPage = 100 // visible elements

	unreadable = 1000
)

func readMetadata(doc *html.Node, base *url.URL) metadata {
	var f found
	headings := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			f.language = attr(n, "lang")
		case atom.Meta:
			f.meta(n)
		case atom.Link:
			switch strings.ToLower(attr(n, "rel")) {
			case "canonical":
				f.url.offer(attr(n, "href"), 0)
			}
		case atom.Title:
			if n.Parent != nil && n.Parent.DataAtom == atom.Head {
				f.title.offer(inner(n), rankPage+2)
			}
		case atom.H1:
			if headings++; headings == 1 {
				f.title.offer(inner(n), rankPage+1)
			}
		case atom.Time:
			f.time(n)
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") {
				f.linkedData(inner(n))
			}
		}
		if slices.Contains(strings.Fields(strings.ToLower(attr(n, "itemprop"))), "datepublished") && n.DataAtom != atom.Meta {
			f.date.offer(attr(n, "datetime"), rankPage)
			f.date.offer(attr(n, "content"), rankPage)
		}
	}
	return f.settle(base)
}

func (f *found) meta(n *html.Node) {
	content := attr(n, "content")
	if strings.TrimSpace(content) == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			f.metaNamed(name, content)
		}
	}
	if f.language == "" && strings.EqualFold(attr(n, "http-equiv"), "content-language") {
		f.language = content
	}
}

func (f *found) metaNamed(name, content string) {
	if rank := slices.Index(metaTitle, name); rank >= 0 {
		f.title.offer(content, rank)
	}
	if rank := slices.Index(metaDate, name); rank >= 0 {
		f.offerDate(content, rank)
	}
	if rank := slices.Index(metaAuthor, name); rank >= 0 {
		f.authors.offer(rank, bylines(content)...)
	}
	if rank := slices.Index(metaSite, name); rank >= 0 {
		f.site.offer(content, rank)
	}
	switch name {
	case "og:url":
		f.url.offer(content, 1)
	case "og:locale", "content-language", "dc.language", "dcterms.language":
		if f.language == "" {
			f.language = content
		}
	}
}

// offerDate prefers any date that can be read; another is kept for a note.
// Years like 0001 are how databases print "none".
func (f *found) offerDate(s string, rank int) {
	if _, ok := published(s); ok {
		f.date.offer(s, rank)
	} else if !strings.HasPrefix(strings.TrimSpace(s), "000") {
		f.date.offer(s, rank+unreadable)
	}
}

func (f *found) time(n *html.Node) {
	at := attr(n, "datetime")
	if at == "" {
		return
	}
	if _, ok := published(at); !ok {
		return
	}
	if _, marked := lookup(n, "pubdate"); marked || strings.EqualFold(attr(n, "itemprop"), "datepublished") {
		f.date.offer(at, rankPage)
		return
	}
	// WordPress and its kind: <time class="entry-date published">.
	class := strings.ToLower(attr(n, "class"))
	if strings.Contains(class, "publish") || strings.Contains(class, "entry-date") || strings.Contains(class, "pubdate") {
		f.date.offer(at, rankPage+1)
	}
}

// bylines splits "By Ann Lee and Bo Day; Cy Poe" into names.
func bylines(s string) []string {
	s = oneLine(s)
	for _, by := range []string{"By ", "by ", "BY "} {
		s = strings.TrimPrefix(s, by)
	}
	s = strings.NewReplacer(" and ", ";", " & ", ";", ", and ", ";", "|", ";", " And ", ";", " AND ", ";").Replace(s)
	names := strings.Split(s, ";")
	// A comma divides names only when each part is one: "Ann Lee, Bo Day", but
	// not "Ann Lee, Political Editor" or "Lee, Ann".
	if len(names) > 1 {
		var split []string
		for _, n := range names {
			split = append(split, strings.Split(n, ", ")...)
		}
		names = split
	}
	return cleanNames(names)
}

// settle chooses among what was found.
func (f *found) settle(base *url.URL) metadata {
	m := metadata{title: f.title.value, site: f.site.value, authors: f.authors.values, body: plainBody(f.body)}
	m.url = absolute(f.url.value, base)
	address := m.url
	if address == "" && base != nil {
		address = base.String()
	}
	if m.site == "" {
		m.site = text.Outlet(address)
	}
	m.title = withoutSite(m.title, m.site, address, f.title.rank > rankPage)
	m.language = languageCode(f.language, &[]string{}) // pages declare nonsense; the language step decides then
	if f.date.value != "" {
		p, ok := published(f.date.value)
		if !ok {
			m.notes = append(m.notes, "the page's date of publication cannot be read: "+shortened(f.date.value, 60))
		}
		if ok {
			m.published = p
		}
	}
	return m
}

// plainBody is an articleBody as text; some hold HTML.
func plainBody(s string) string {
	if strings.Contains(s, "</") {
		return visible(s)
	}
	l := layout{}
	l.preformatted(s)
	return l.text()
}

// withoutSite cuts the outlet's name off a title: " | The Daily Example". In a
// window title it may be part of the address ("dailyexample") as well.
func withoutSite(title, site, address string, window bool) string {
	domain, _, _ := strings.Cut(text.Outlet(address), ".")
	for _, sign := range []string{" | ", " - ", " – ", " — ", " · ", " » ", " :: "} {
		i := strings.LastIndex(title, sign)
		if i <= 0 {
			continue
		}
		tail := strings.TrimSpace(title[i+len(sign):])
		squeezed := strings.ToLower(strings.ReplaceAll(tail, " ", ""))
		const shortest = 4 // letters, so that "US" is not found in an address
		inAddress := domain != "" && (strings.Contains(squeezed, domain) || len(squeezed) >= shortest && strings.Contains(domain, squeezed))
		if strings.EqualFold(tail, site) || window && inAddress {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// absolute resolves an address of the page; "" when it is none of the web.
func absolute(address string, base *url.URL) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	if !isAddress(u.String()) || u.Host == "" {
		return ""
	}
	return u.String()
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	v, _ := lookup(n, key)
	return v
}

// inner is the text below n.
func inner(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
