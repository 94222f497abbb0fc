package pages

import (
	"encoding/xml"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"parallax/news"
	"parallax/read"
	"parallax/report"
	"parallax/watch"
)

// Limits of what an editor may send at once; "parallax add" has none.
const (
	addBytes = 64 << 20
	addFeeds = 2000
)

type addPage struct {
	Feeds    []feed
	Watching bool
	Counts   news.Counts
	Behind   int
	Said     []string // what came of the form before
	Failures []string
}

type feed struct {
	Address, Link string
	Health        string // good, failing, gone, new
	Error         string
	Failures      int
	News, Next    string // "3 h ago", "in 5 min"
}

func (p *Pages) add(w http.ResponseWriter, r *http.Request) error {
	page := addPage{}
	switch done := r.URL.Query().Get("done"); done {
	case "followed":
		page.Said = append(page.Said, "The feed is followed; it is visited within a minute.")
	case "dropped":
		page.Said = append(page.Said, "The feed is not followed any more. What it brought stays in the library.")
	}
	return p.showAdd(w, r, http.StatusOK, page)
}

func (p *Pages) showAdd(w http.ResponseWriter, r *http.Request, status int, page addPage) error {
	var err error
	if page.Counts, err = p.store().Counts(r.Context()); err != nil {
		return err
	}
	page.Behind = p.desk.Behind()
	if page.Watching = p.opts.Watch != nil; page.Watching {
		now := p.desk.Now()
		for _, f := range p.opts.Watch.Feeds() {
			page.Feeds = append(page.Feeds, newFeed(f, now))
		}
	}
	return p.render(w, r, status, "add", frame{Title: "Add", Here: "/add", Page: page})
}

func newFeed(f watch.Feed, now time.Time) feed {
	out := feed{Address: report.Plain(f.Address), Link: web(f.Address), Health: "good", Error: clip(report.Plain(f.Error), 200), Failures: f.Failures, News: "never", Next: "now"}
	if !f.News.IsZero() {
		out.News = rough(now.Sub(f.News)) + " ago"
	}
	if f.Next.After(now) {
		out.Next = "in " + rough(f.Next.Sub(now))
	}
	switch {
	case f.Gone:
		out.Health, out.Next = "gone", "never"
	case f.Failures > 0:
		out.Health = "failing"
	case f.Visited.IsZero():
		out.Health = "new"
	}
	return out
}

var errNoWatch = &problem{http.StatusConflict, "Feeds are not followed by this server: it was started with --no-watch."}

func (p *Pages) follow(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if p.opts.Watch == nil {
		return errNoWatch
	}
	addresses := strings.Fields(r.PostFormValue("address"))
	if len(addresses) == 0 {
		return wrong("Name the address of a feed.")
	}
	if err := p.opts.Watch.Follow(r.Context(), addresses...); err != nil {
		return err
	}
	http.Redirect(w, r, "/add?done=followed#feeds", http.StatusSeeOther)
	return nil
}

func (p *Pages) drop(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if p.opts.Watch == nil {
		return errNoWatch
	}
	if err := p.opts.Watch.Drop(r.Context(), r.PostFormValue("address")); err != nil && !errors.Is(err, news.ErrNotFound) {
		return err
	}
	http.Redirect(w, r, "/add?done=dropped#feeds", http.StatusSeeOther)
	return nil
}

// followList follows the feeds of a list in OPML.
func (p *Pages) followList(w http.ResponseWriter, r *http.Request) error {
	if p.opts.Watch == nil {
		return errNoWatch
	}
	page := addPage{}
	for b, err := range p.uploads(w, r, "list", 4<<20) {
		if err != nil {
			return err
		}
		feeds := read.Outlines(b.body, "")
		if len(feeds) == 0 {
			page.Failures = append(page.Failures, b.name+" is no list of feeds (OPML).")
			continue
		}
		if len(feeds) > addFeeds {
			page.Failures = append(page.Failures, fmt.Sprintf("Only the first %d feeds of %s are followed.", addFeeds, b.name))
			feeds = feeds[:addFeeds]
		}
		taken := 0
		for _, address := range feeds {
			if err := p.opts.Watch.Follow(r.Context(), address); err != nil {
				page.Failures = append(page.Failures, sentence(err.Error()))
				continue
			}
			taken++
		}
		page.Said = append(page.Said, fmt.Sprintf("%s of %s followed.", count(taken, "feed"), b.name))
	}
	if len(page.Said)+len(page.Failures) == 0 {
		return wrong("Choose a list of feeds (OPML).")
	}
	return p.showAdd(w, r, http.StatusOK, page)
}

// addFiles puts articles of uploaded files into the library.
func (p *Pages) addFiles(w http.ResponseWriter, r *http.Request) error {
	page := addPage{}
	var broken error
	read := func(yield func(news.Article, error) bool) {
		for b, err := range p.uploads(w, r, "files", addBytes) {
			if err != nil {
				broken = err
				return
			}
			for a, err := range read.Bytes(r.Context(), b.name, b.body, "", "", read.Options{MaxBytes: addBytes}) {
				if !yield(a, err) {
					return
				}
			}
		}
	}
	tally, err := p.library().Add(r.Context(), read, nil, func(err error) {
		if len(page.Failures) < 50 {
			page.Failures = append(page.Failures, sentence(err.Error()))
		}
	})
	if err = errors.Join(err, broken); err != nil {
		return err
	}
	if tally.Added+tally.Revised+tally.Unchanged+tally.Failed == 0 && len(page.Failures) == 0 {
		return wrong("Choose files with articles.")
	}
	page.Said = append(page.Said, fmt.Sprintf("%s added, %d revised, %d known already.", count(tally.Added, "article"), tally.Revised, tally.Unchanged))
	return p.showAdd(w, r, http.StatusOK, page)
}

type upload struct {
	name string
	body []byte
}

// uploads yields the files of a form's field.
func (p *Pages) uploads(w http.ResponseWriter, r *http.Request, field string, most int64) iter.Seq2[upload, error] {
	return func(yield func(upload, error) bool) {
		r.Body = http.MaxBytesReader(w, r.Body, most)
		if err := r.ParseMultipartForm(8 << 20); err != nil {
			var large *http.MaxBytesError
			if !errors.As(err, &large) {
				err = wrong("The form could not be read.")
			}
			yield(upload{}, err)
			return
		}
		defer r.MultipartForm.RemoveAll()
		for _, h := range r.MultipartForm.File[field] {
			if h.Filename == "" {
				continue
			}
			b, err := uploaded(h)
			if !yield(upload{report.Plain(h.Filename), b}, err) || err != nil {
				return
			}
		}
	}
}

// opml sends the list of feeds for other programs.
func (p *Pages) opml(w http.ResponseWriter, r *http.Request) error {
	type outline struct {
		Type   string `xml:"type,attr"`
		Text   string `xml:"text,attr"`
		XMLURL string `xml:"xmlUrl,attr"`
	}
	var list struct {
		XMLName xml.Name  `xml:"opml"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"head>title"`
		Feeds   []outline `xml:"body>outline"`
	}
	list.Version, list.Title = "2.0", "Feeds of Parallax"
	if p.opts.Watch != nil {
		for _, f := range p.opts.Watch.Feeds() {
			name := f.Address
			if u, err := url.Parse(f.Address); err == nil {
				name = u.Host
			}
			list.Feeds = append(list.Feeds, outline{"rss", name, f.Address})
		}
	}
	b, err := xml.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="feeds.opml"`)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "private, no-cache")
	if _, err := w.Write(append([]byte(xml.Header), b...)); err != nil {
		return errGone
	}
	return nil
}
