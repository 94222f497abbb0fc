package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A log of what a server was asked, and when.
type log struct {
	mu    sync.Mutex
	paths []string
	at    []time.Time
}

func (l *log) serve(t *testing.T, handle http.HandlerFunc) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		l.paths, l.at = append(l.paths, r.URL.Path), append(l.at, time.Now())
		l.mu.Unlock()
		handle(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func polite(t *testing.T, pause time.Duration) *Polite {
	c := New(Options{AllowPrivate: true, UserAgent: "parallax/test", Timeout: 2 * time.Second})
	t.Cleanup(c.CloseIdle)
	return NewPolite(c, pause)
}

func kind(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

func TestConditionalVisit(t *testing.T) {
	var l log
	s := l.serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
		case "/detour":
			http.Redirect(w, r, "/feed", http.StatusFound)
		default:
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Cache-Control", "public, max-age=600")
			w.Header().Set("Age", "60")
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, "news")
		}
	})
	c := New(Options{AllowPrivate: true})
	defer c.CloseIdle()
	a, err := c.Visit(context.Background(), s.URL+"/old", Validators{})
	if err != nil || string(a.Body) != "news" || a.ETag != `"v1"` || a.Fresh != 9*time.Minute || a.Moved != s.URL+"/feed" || a.Unchanged {
		t.Errorf("first visit: %+v, %v", a, err)
	}
	b, err := c.Visit(context.Background(), s.URL+"/detour", a.Validators)
	if err != nil || !b.Unchanged || b.Body != nil || b.Moved != "" || b.ETag != `"v1"` {
		t.Errorf("second visit: %+v, %v", b, err)
	}
}

func TestRobots(t *testing.T) {
	var l log
	s := l.serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			io.WriteString(w, "User-agent: *\nDisallow: /\n\nUser-agent: parallax\nDisallow: /private\nAllow: /private/press\nDisallow: /*.pdf$\n")
			return
		}
		io.WriteString(w, "page")
	})
	p := polite(t, time.Millisecond)
	for path, want := range map[string]Kind{"/": "", "/news?id=1": "", "/private/x": Refused, "/private/press/1": "", "/a.pdf": Refused, "/a.pdf.html": ""} {
		if _, err := p.Visit(context.Background(), s.URL+path, Validators{}); kind(err) != want {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if n := len(slices.DeleteFunc(slices.Clone(l.paths), func(p string) bool { return p != "/robots.txt" })); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	if slices.Contains(l.paths, "/private/x") || slices.Contains(l.paths, "/a.pdf") {
		t.Errorf("forbidden pages were asked for: %v", l.paths)
	}
	for status, want := range map[int]Kind{404: "", 403: "", 500: Temporary, 503: Temporary} {
		s := l.serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(status)
			}
		})
		if _, err := polite(t, time.Millisecond).Visit(context.Background(), s.URL+"/page", Validators{}); kind(err) != want {
			t.Errorf("robots.txt answers %d: %v, want %q", status, err, want)
		}
	}
}

func TestPacing(t *testing.T) {
	var l log
	s := l.serve(t, func(w http.ResponseWriter, r *http.Request) {})
	const pause = 30 * time.Millisecond
	p := polite(t, pause)
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			if _, err := p.Visit(context.Background(), fmt.Sprint(s.URL, "/", i), Validators{}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for i := 1; i < len(l.at); i++ {
		if gap := l.at[i].Sub(l.at[i-1]); gap < pause {
			t.Errorf("only %s between two requests", gap)
		}
	}
	if len(l.at) != 5 {
		t.Errorf("%d requests: %v", len(l.at), l.paths)
	}
}

func TestRetryAfter(t *testing.T) {
	var l log
	s := l.serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	p := polite(t, time.Millisecond)
	for range 2 { // the second time the server is left alone
		var e *Error
		if _, err := p.Visit(context.Background(), s.URL+"/feed", Validators{}); !errors.As(err, &e) || e.Kind != Temporary || e.RetryAfter < 59*time.Minute {
			t.Errorf("error %+v", err)
		}
	}
	if len(l.paths) != 2 {
		t.Errorf("asked for %v", l.paths)
	}
}

func TestCacheHints(t *testing.T) {
	now := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, test := range []struct {
		header, value string
		fresh, retry  time.Duration
	}{
		{"Cache-Control", "max-age=90", 90 * time.Second, 0},
		{"Cache-Control", `private, Max-Age="5"`, 5 * time.Second, 0},
		{"Cache-Control", "no-cache, max-age=90", 0, 0},
		{"Cache-Control", "max-age=-1", 0, 0},
		{"Cache-Control", "max-age=99999999999999999999", 0, 0},
		{"Cache-Control", "max-age=999999999", 7 * 24 * time.Hour, 0},
		{"Retry-After", "120", 0, 2 * time.Minute},
		{"Retry-After", "Wed, 02 Jan 2030 03:05:05 GMT", 0, time.Minute},
		{"Retry-After", "Wed, 02 Jan 2020 03:05:05 GMT", 0, 0},
		{"Retry-After", "soon", 0, 0},
	} {
		h := http.Header{test.header: {test.value}}
		if got := freshness(h); got != test.fresh {
			t.Errorf("%v: fresh for %s, want %s", h, got, test.fresh)
		}
		if got := retryAfter(h, now); got != test.retry {
			t.Errorf("%v: retry after %s, want %s", h, got, test.retry)
		}
	}
}

// TestAllowedHost reaches one private host and no other, whatever redirects say.
func TestAllowedHost(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	t.Cleanup(inner.Close)
	_, port, _ := strings.Cut(strings.TrimPrefix(inner.URL, "http://"), ":")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "http://localhost:"+port+"/", http.StatusFound)
			return
		}
		io.WriteString(w, "page")
	}))
	t.Cleanup(s.Close)
	c := New(Options{AllowHosts: []string{"127.0.0.1"}})
	defer c.CloseIdle()
	if body, _, _, err := c.Get(context.Background(), s.URL+"/page"); err != nil || string(body) != "page" {
		t.Errorf("the allowed host: %q, %v", body, err)
	}
	if body, _, _, err := c.Get(context.Background(), s.URL+"/away"); kind(err) != Refused {
		t.Errorf("another name for loopback: %q, %v", body, err)
	}
}
