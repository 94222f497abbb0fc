package alerts

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"

	"parallax/alert"
	"parallax/report"
	"parallax/server/guard"
)

//go:embed alerts.html
var files embed.FS

var templates = template.Must(template.New("").Funcs(functions).ParseFS(files, "alerts.html"))

// shownInFeed is how many alerts a feed lists: readers look hourly at best.
const shownInFeed = 100

// feed answers with the newest alerts: to those who are signed in, and to who
// has the token of the feed in the address.
func (p *Pages) feed(write func(base string, all []*alert.Alert) (contentType string, body []byte, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if guard.Who(r.Context()).Role < guard.Reader {
			ok, err := p.opts.Alerts.OpensFeed(r.Context(), r.URL.Query().Get("token"))
			if err != nil {
				p.fail(w, r, err)
				return
			}
			if !ok {
				http.Error(w, "This feed opens with the address that the page of alerts makes.", http.StatusUnauthorized)
				return
			}
		}
		all, err := p.opts.Alerts.Feed(r.Context(), r.URL.Query().Get("rule"), shownInFeed)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		kind, body, err := write(base(r), all)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		sum := sha256.Sum256(body)
		tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "private, no-cache")
		w.Header().Set("ETag", tag)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(body)
	}
}

// title is an alert in one line.
func title(one *alert.Alert) string { return report.Plain(one.Headline) }

// content says why an alert fired, with the words of the sources.
func content(one *alert.Alert) string {
	var b strings.Builder
	for _, w := range one.Why {
		b.WriteString(report.Plain(w.What) + "\n")
		for _, c := range w.Cites {
			from := c.Outlet
			if from == "" {
				from = c.Article
			}
			fmt.Fprintf(&b, "  %s: “%s”\n", report.Plain(from), report.Plain(c.Words))
		}
	}
	if one.Story > 0 {
		fmt.Fprintf(&b, "%s, %s. ", count(one.Articles, "article"), count(one.Origins, "origin"))
	}
	fmt.Fprintf(&b, "Rule: %s\n", report.Plain(one.RuleName))
	return b.String()
}

func count(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return fmt.Sprint(n, " ", of, "s")
}

func link(base string, one *alert.Alert) string {
	if one.Story == 0 {
		return base + "/alerts"
	}
	return fmt.Sprintf("%s/story/%d", base, one.Story)
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Link    atomLink    `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Content string   `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

func writeAtom(base string, all []*alert.Alert) (string, []byte, error) {
	f := atomFeed{ID: "urn:parallax:alerts", Title: "Parallax alerts", Author: "Parallax", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Link: atomLink{"alternate", base + "/alerts"}}
	for i, one := range all {
		at := one.At.UTC().Format(time.RFC3339)
		if i == 0 {
			f.Updated = at
		}
		f.Entries = append(f.Entries, atomEntry{"urn:parallax:" + one.ID, title(one), at, atomLink{"alternate", link(base, one)}, content(one)})
	}
	body, err := xml.MarshalIndent(f, "", " ")
	return "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...), err
}

type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Published string       `json:"date_published"`
	Text      string       `json:"content_text"`
	Alert     *alert.Alert `json:"_parallax"`
}

func writeJSONFeed(base string, all []*alert.Alert) (string, []byte, error) {
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: "Parallax alerts", Home: base + "/alerts", Items: []jsonItem{}}
	for _, one := range all {
		f.Items = append(f.Items, jsonItem{one.ID, link(base, one), title(one), one.At.UTC().Format(time.RFC3339), content(one), one})
	}
	body, err := json.MarshalIndent(f, "", " ")
	return "application/feed+json; charset=utf-8", body, err
}
