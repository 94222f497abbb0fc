package api

import (
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/report"
)

// A feed is a list of stories or articles for feed readers.
type feed struct {
	title       string
	page, self  string // absolute addresses
	updated     time.Time
	items       []item
	description string
}

type item struct {
	id, link           string // absolute
	title, text        string
	author             string
	published, updated time.Time
}

// formats are the ends of a feed's address, and what each is served as.
var formats = []struct {
	end, kind string
	write     func(io.Writer, feed) error
}{
	{"rss", "application/rss+xml; charset=utf-8", writeRSS},
	{"atom", "application/atom+xml; charset=utf-8", writeAtom},
	{"json", "application/feed+json", writeJSONFeed},
}

// syndicate puts the feeds into a server: every list of stories and every
// search can be followed, with the filters that the API has for it.
func (a *API) syndicate(mux *http.ServeMux) {
	for _, f := range formats {
		mux.HandleFunc("GET /feeds/stories."+f.end, func(w http.ResponseWriter, r *http.Request) { a.serveFeed(w, r, f.kind, f.write, a.storyFeed) })
		mux.HandleFunc("GET /feeds/search."+f.end, func(w http.ResponseWriter, r *http.Request) { a.serveFeed(w, r, f.kind, f.write, a.searchFeed) })
	}
}

func (a *API) serveFeed(w http.ResponseWriter, r *http.Request, kind string, write func(io.Writer, feed) error, make func(context.Context, string, url.Values) (feed, error)) {
	ctx := context.WithValue(r.Context(), requestKey{}, r)
	home := a.home(r)
	etag, err := a.freshLibrary(ctx, home, a.opts.Desk.Behind())
	var f feed
	if err == nil {
		f, err = make(ctx, home, r.URL.Query())
	}
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("ETag", etag)
	if err != nil {
		err = a.problem(err)
		status, detail := http.StatusInternalServerError, faultDetail
		var known huma.StatusError
		if errors.As(err, &known) {
			status, detail = known.GetStatus(), known.Error()
		}
		if status == http.StatusNotModified {
			w.WriteHeader(status)
			return
		}
		w.Header().Del("ETag")
		writeProblem(w, status, detail)
		return
	}
	f.self = home + r.URL.Path
	if r.URL.RawQuery != "" {
		f.self += "?" + r.URL.RawQuery
	}
	w.Header().Set("Content-Type", kind)
	if err := write(w, f); err != nil {
		a.opts.Errors(err)
	}
}

// home is how the server was asked for.
func (a *API) home(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || a.opts.Proxy && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

const inFeed = 50 // items

func (a *API) storyFeed(ctx context.Context, home string, q url.Values) (feed, error) {
	out := feed{title: "Parallax: stories", page: home + "/", description: "What several outlets report, and where they differ."}
	var in StoryQuery
	if err := fill(&in, q); err != nil {
		return out, err
	}
	f, err := in.filter(Paging{Limit: inFeed})
	if err != nil {
		return out, err
	}
	if in.Q != "" {
		out.title += " with " + in.Q
	}
	cards, _, err := a.opts.Desk.Stories(ctx, f)
	if err != nil {
		return out, err
	}
	for _, c := range cards {
		card := cardOf(c)
		one := item{link: home + "/story/" + card.Story, title: card.Headline, published: card.First, updated: card.Changed}
		one.id = one.link
		one.text = fmt.Sprintf("%d outlets, %d origins.", card.Outlets, card.Origins)
		if d := card.Sharpest; d != nil {
			one.text += " " + strings.ToUpper(string(d.Verdict[:1])) + string(d.Verdict[1:]) + " on " + d.What + ": " + d.Why
		}
		out.add(one)
	}
	return out, nil
}

func (a *API) searchFeed(ctx context.Context, home string, q url.Values) (feed, error) {
	out := feed{title: "Parallax: search", page: home + "/search?" + url.Values{"q": {q.Get("q")}}.Encode(), description: "The newest articles that a search finds."}
	in := SearchQuery{Newest: true}
	if err := fill(&in, q); err != nil {
		return out, err
	}
	in.Newest = true
	if in.Q != "" {
		out.title += " for " + in.Q
	}
	hits, _, err := a.search(ctx, in, Paging{Limit: inFeed})
	if err != nil {
		return out, err
	}
	for _, h := range hits {
		one := item{link: home + "/article/" + url.PathEscape(h.ID), title: h.Title, text: strings.TrimSpace(h.Snippet), author: h.Publisher, published: h.Added, updated: h.Changed}
		if h.Published != nil {
			if at, err := timeOf(*h.Published); err == nil {
				one.published = at
			}
		}
		one.id = one.link
		out.add(one)
	}
	return out, nil
}

// add makes the words of an article harmless and puts the item into the feed.
func (f *feed) add(one item) {
	plain := func(s string) string { return strings.Join(strings.Fields(report.Plain(s)), " ") }
	one.title, one.text, one.author = cmp.Or(plain(one.title), "(no title)"), plain(one.text), plain(one.author)
	if one.updated.After(f.updated) {
		f.updated = one.updated
	}
	f.items = append(f.items, one)
}

// fill reads a query as the API does, which has the names and bounds in its tags.
func fill(in any, q url.Values) error {
	v := reflect.ValueOf(in).Elem()
	known := map[string]bool{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("query"), ",")
		known[name] = true
		values := q[name]
		if len(values) == 0 {
			if d := f.Tag.Get("default"); d != "" && v.Field(i).Kind() == reflect.Int {
				n, _ := strconv.Atoi(d)
				v.Field(i).SetInt(int64(n))
			}
			continue
		}
		if most, err := strconv.Atoi(f.Tag.Get("maxLength")); err == nil && len(strings.Join(values, "")) > most {
			return huma.Error422UnprocessableEntity(fmt.Sprintf("%s may have %d letters", name, most))
		}
		switch to := v.Field(i); to.Kind() {
		case reflect.String:
			to.SetString(values[0])
		case reflect.Slice:
			to.Set(reflect.ValueOf(values))
		case reflect.Bool:
			b, err := strconv.ParseBool(values[0])
			if err != nil {
				return huma.Error422UnprocessableEntity(name + " is true or false")
			}
			to.SetBool(b)
		case reflect.Int:
			n, err := strconv.Atoi(values[0])
			if err != nil || n < 0 {
				return huma.Error422UnprocessableEntity(name + " is a number")
			}
			to.SetInt(int64(n))
		}
	}
	for name := range q {
		if !known[name] {
			return huma.Error422UnprocessableEntity(fmt.Sprintf("there is no filter %q", short(name)))
		}
	}
	return nil
}

// writeRSS writes RSS 2.0 (rssboard.org/rss-specification).
func writeRSS(w io.Writer, f feed) error {
	type link struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
	}
	type entry struct {
		Title       string `xml:"title"`
		Link        string `xml:"link"`
		GUID        string `xml:"guid"`
		Date        string `xml:"pubDate"`
		Description string `xml:"description"`
		Creator     string `xml:"dc:creator,omitempty"`
	}
	type channel struct {
		Title       string  `xml:"title"`
		Link        string  `xml:"link"`
		Self        link    `xml:"atom:link"`
		Description string  `xml:"description"`
		Built       string  `xml:"lastBuildDate,omitempty"`
		Items       []entry `xml:"item"`
	}
	type rss struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Atom    string   `xml:"xmlns:atom,attr"`
		DC      string   `xml:"xmlns:dc,attr"`
		Channel channel  `xml:"channel"`
	}
	out := rss{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Channel: channel{Title: f.title, Link: f.page, Self: link{f.self, "self", "application/rss+xml"}, Description: f.description}}
	if !f.updated.IsZero() {
		out.Channel.Built = f.updated.UTC().Format(time.RFC1123Z)
	}
	for _, i := range f.items {
		// Readers show a description as HTML: what stands for a tag must not be one.
		out.Channel.Items = append(out.Channel.Items, entry{i.title, i.link, i.id, i.published.UTC().Format(time.RFC1123Z), escapeHTML.Replace(i.text), i.author})
	}
	return writeXML(w, out)
}

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// writeAtom writes Atom (RFC 4287).
func writeAtom(w io.Writer, f feed) error {
	type link struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
	}
	type text struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	type person struct {
		Name string `xml:"name"`
	}
	type entry struct {
		Title     text    `xml:"title"`
		Link      link    `xml:"link"`
		ID        string  `xml:"id"`
		Published string  `xml:"published"`
		Updated   string  `xml:"updated"`
		Author    *person `xml:"author"`
		Summary   text    `xml:"summary"`
	}
	type atom struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   text     `xml:"title"`
		Links   []link   `xml:"link"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Author  person   `xml:"author"`
		Entries []entry  `xml:"entry"`
	}
	stamp := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	out := atom{Title: text{"text", f.title}, Links: []link{{f.self, "self"}, {f.page, "alternate"}}, ID: f.self, Updated: stamp(f.updated), Author: person{"Parallax"}}
	for _, i := range f.items {
		one := entry{text{"text", i.title}, link{i.link, "alternate"}, i.id, stamp(i.published), stamp(i.updated), nil, text{"text", i.text}}
		if i.author != "" {
			one.Author = &person{i.author}
		}
		out.Entries = append(out.Entries, one)
	}
	return writeXML(w, out)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(v)
}

// writeJSONFeed writes JSON Feed 1.1 (jsonfeed.org/version/1.1).
func writeJSONFeed(w io.Writer, f feed) error {
	type author struct {
		Name string `json:"name"`
	}
	type entry struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Published string   `json:"date_published"`
		Updated   string   `json:"date_modified"`
		Authors   []author `json:"authors,omitempty"`
	}
	out := struct {
		Version string  `json:"version"`
		Title   string  `json:"title"`
		Page    string  `json:"home_page_url"`
		Self    string  `json:"feed_url"`
		About   string  `json:"description"`
		Items   []entry `json:"items"`
	}{"https://jsonfeed.org/version/1.1", f.title, f.page, f.self, f.description, []entry{}}
	for _, i := range f.items {
		one := entry{i.id, i.link, i.title, i.text, i.published.UTC().Format(time.RFC3339), i.updated.UTC().Format(time.RFC3339), nil}
		if i.author != "" {
			one.Authors = []author{{i.author}}
		}
		out.Items = append(out.Items, one)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}
