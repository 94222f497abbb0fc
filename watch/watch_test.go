package watch_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax"
	"parallax/fetch"
	"parallax/library"
	"parallax/store/sqlite"
	"parallax/watch"
)

// A site is a small newspaper on loopback.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]func(w http.ResponseWriter, r *http.Request)
	asked []string
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]func(http.ResponseWriter, *http.Request){}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) put(path string, page func(http.ResponseWriter, *http.Request)) {
	s.mu.Lock()
	s.pages[path] = page
	s.mu.Unlock()
}

// visits forgets and returns what was asked, without robots.txt.
func (s *site) visits() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.DeleteFunc(s.asked, func(p string) bool { return p == "/robots.txt" })
	s.asked = nil
	return out
}

// text serves a body that answers conditional requests.
func text(body string) func(http.ResponseWriter, *http.Request) {
	tag := fmt.Sprintf(`"%d-%d"`, len(body), strings.Count(body, "e"))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, body)
	}
}

func (s *site) feed(articles ...int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>`)
	for _, n := range articles {
		fmt.Fprintf(&b, `<item><title>Ferry report %d</title><link>%s/article/%d</link><description>A short word on report %d.</description></item>`, n, s.URL, n, n)
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

func article(n int, hurt string) string {
	return fmt.Sprintf(`<html><head><title>Ferry report %d</title></head><body><article><h1>Ferry report %d</h1>
<p>The ferry struck pier %d on Tuesday morning while it was coming in from the islands, the harbour office said.</p>
<p>Port chief Ana Duarte told reporters that %s people were hurt and that nobody was missing after the accident.</p>
<p>An inquiry into report number %d will begin next week, she said, and the pier stays closed until it is safe again.</p></article></body></html>`, n, n, n, hurt, n)
}

type desk struct {
	*watch.Watch
	store  *sqlite.Store
	lib    *library.Library
	now    time.Time
	visits []watch.Visit
}

func open(t *testing.T, file string) *desk {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{store: s, now: time.Date(2031, 5, 12, 8, 0, 0, 0, time.UTC)}
	d.lib = library.New(s, p, func() time.Time { return d.now })
	client := fetch.New(fetch.Options{AllowPrivate: true, Timeout: 2 * time.Second})
	t.Cleanup(client.CloseIdle)
	d.Watch, err = watch.Open(ctx, watch.Options{Library: d.lib, Visit: fetch.NewPolite(client, time.Millisecond).Visit, Workers: 1,
		Now: func() time.Time { return d.now }, Done: func(v watch.Visit) { d.visits = append(d.visits, v) }})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// round visits what is due after some time and returns the visits.
func (d *desk) round(t *testing.T, later time.Duration) []watch.Visit {
	t.Helper()
	d.now = d.now.Add(later)
	d.visits = nil
	if err := d.Once(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d.visits
}

func (d *desk) count(t *testing.T) int {
	t.Helper()
	c, err := d.store.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return int(c.Articles)
}

func TestFollow(t *testing.T) {
	ctx := context.Background()
	s := newSite(t)
	s.put("/feed", text(s.feed(1, 2)))
	for n := 1; n <= 3; n++ {
		s.put(fmt.Sprint("/article/", n), text(article(n, "three")))
	}
	file := filepath.Join(t.TempDir(), "l.db")
	d := open(t, file)
	if err := d.Follow(ctx, s.URL+"/feed"); err != nil {
		t.Fatal(err)
	}

	v := d.round(t, 0)
	if len(v) != 1 || v[0].Err != nil || v[0].Tally.Added != 2 || len(v[0].Pages) != 0 || d.count(t) != 2 {
		t.Fatalf("first visit: %+v, %d articles", v, d.count(t))
	}
	s.visits()

	if v := d.round(t, time.Minute); len(v) != 0 {
		t.Errorf("visited before it was due: %+v", v)
	}
	if v := d.round(t, time.Hour); len(v) != 1 || v[0].Tally != (library.Tally{}) || v[0].Feed.Every <= 15*time.Minute {
		t.Errorf("unchanged: %+v", v)
	}
	// The feed, and both young articles, each once and unchanged.
	if got := s.visits(); len(got) != 3 {
		t.Errorf("asked for %v", got)
	}

	// A new article, and a silent change of an old one.
	s.put("/feed", text(s.feed(1, 2, 3)))
	s.put("/article/2", text(article(2, "at least eleven")))
	v = d.round(t, 4*time.Hour)
	if len(v) != 1 || v[0].Tally.Added != 1 || v[0].Tally.Revised != 1 || d.count(t) != 3 {
		t.Errorf("news: %+v, %d articles", v, d.count(t))
	}
	if got := s.visits(); slices.Contains(got, "/robots.txt") || len(got) != 4 {
		t.Errorf("asked for %v", got)
	}

	// Another process goes on where this one stopped.
	again := open(t, file)
	again.now = d.now
	if v := again.round(t, time.Minute); len(v) != 0 {
		t.Errorf("visited again at once: %+v", v)
	}
	if feeds := again.Feeds(); len(feeds) != 1 || feeds[0].ETag == "" || len(feeds[0].Pages) == 0 {
		t.Errorf("remembered: %+v", feeds)
	}
	if err := again.Drop(ctx, s.URL+"/feed"); err != nil || len(again.Feeds()) != 0 || again.count(t) != 3 {
		t.Errorf("dropped: %v, %v", again.Feeds(), err)
	}
}

// TestTrouble follows feeds in bad health; none stops the others.
func TestTrouble(t *testing.T) {
	s := newSite(t)
	fail := func(status int, header ...string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
		}
	}
	s.put("/good", text(s.feed(1)))
	s.put("/article/1", text(article(1, "two")))
	s.put("/moved", fail(http.StatusMovedPermanently, "Location", "/good2"))
	s.put("/good2", text(s.feed(1)))
	s.put("/gone", fail(http.StatusGone))
	s.put("/down", fail(http.StatusInternalServerError))
	s.put("/html", text("<html><body><p>Our feeds have moved, dear readers, please look for them elsewhere on this site.</p></body></html>"))
	s.put("/empty", text(""))
	s.put("/deadlinks", text(strings.ReplaceAll(s.feed(7), "A short word on report 7.", "")))
	d := open(t, filepath.Join(t.TempDir(), "l.db"))
	for _, path := range []string{"/good", "/moved", "/gone", "/down", "/html", "/empty", "/deadlinks", "/nowhere"} {
		if err := d.Follow(context.Background(), s.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	got := map[string]watch.Visit{}
	for _, v := range d.round(t, 0) {
		got[strings.TrimPrefix(v.Feed.Address, s.URL)] = v
	}
	for path, fails := range map[string]bool{"/good": false, "/good2": false, "/gone": true, "/down": true, "/empty": true, "/nowhere": true, "/deadlinks": false} {
		v, ok := got[path]
		if !ok || (v.Err != nil) != fails {
			t.Errorf("%s: %+v", path, v)
		}
	}
	if !got["/gone"].Feed.Gone || got["/down"].Feed.Gone || len(got["/deadlinks"].Pages) != 1 {
		t.Errorf("gone %+v, down %+v, dead links %+v", got["/gone"].Feed, got["/down"].Feed, got["/deadlinks"].Pages)
	}
	if n := d.count(t); n != 2 { // the followed page that is no feed is an article itself
		t.Errorf("%d articles", n)
	}
	// A server that fails is asked ever more rarely.
	last := time.Duration(0)
	for range 4 {
		for _, v := range d.round(t, 24*time.Hour) {
			if strings.HasSuffix(v.Feed.Address, "/down") {
				wait := v.Feed.Next.Sub(d.now)
				if wait <= last || wait > 24*time.Hour {
					t.Errorf("after %d failures it is asked again in %s, before in %s", v.Feed.Failures, wait, last)
				}
				last = wait
			}
			if v.Feed.Gone {
				t.Errorf("%s was visited again", v.Feed.Address)
			}
		}
	}
	if last == 0 {
		t.Error("the failing feed was not visited again")
	}
	if err := d.Follow(context.Background(), "file:///etc/hostname"); err == nil {
		t.Error("a file is followed")
	}
}
