package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<p>"+r.UserAgent()+"</p>")
	})
	mux.HandleFunc("/packed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, strings.Repeat("a", 5000)) // packs to far below the limit
		z.Close()
	})
	mux.HandleFunc("/brotli", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		io.WriteString(w, "\x0b\x02\x80abc\x03")
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("a", 1001)) })
	mux.HandleFunc("/once", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/forever", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/forever", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/hostname")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
	})
	mux.HandleFunc("/drip", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			io.WriteString(w, "a")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "too short")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := site(t)
	c := New(Options{AllowPrivate: true, MaxBytes: 1000, Timeout: 500 * time.Millisecond, UserAgent: "tester", MaxRedirects: 2})
	defer c.CloseIdle()
	for _, path := range []string{"/page", "/once"} {
		body, contentType, final, err := c.Get(context.Background(), s.URL+path)
		if err != nil || string(body) != "<p>tester</p>" || contentType != "text/html; charset=utf-8" || final != s.URL+"/page" {
			t.Errorf("%s: %q %q %q %v", path, body, contentType, final, err)
		}
	}
	for path, want := range map[string]struct {
		kind   Kind
		status int
		says   string
	}{
		"/nothing": {Gone, 404, "404"},
		"/busy":    {Temporary, 503, "503"},
		"/large":   {Refused, 200, "larger than 1000 bytes"},
		"/packed":  {Refused, 200, "larger than 1000 bytes"},
		"/forever": {Refused, 0, "more than 2 redirects"},
		"/file":    {Refused, 0, "only http and https"},
		"/brotli":  {Refused, 200, `packs the document as "br"`},
		"/slow":    {Temporary, 0, "no answer within"},
		"/drip":    {Temporary, 0, "no answer within"},
		"/broken":  {Temporary, 0, "EOF"},
	} {
		_, _, _, err := c.Get(context.Background(), s.URL+path)
		checkError(t, path, err, want.kind, want.status, want.says)
	}
}

func checkError(t *testing.T, what string, err error, kind Kind, status int, says string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%s: error %v", what, err)
		return
	}
	if e.Kind != kind || e.Status != status || !strings.Contains(e.Error(), says) {
		t.Errorf("%s: %s %d %q, want %s %d %q", what, e.Kind, e.Status, e, kind, status, says)
	}
}

// TestRefused asks for addresses that must not be dialled. None of them needs
// a network: the guard stands before the connection.
func TestRefused(t *testing.T) {
	s := site(t)
	c := New(Options{Timeout: 2 * time.Second})
	defer c.CloseIdle()
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for address, says := range map[string]string{
		s.URL + "/page":               "port",
		"http://localhost" + port:     "port",
		"http://127.0.0.1/":           "private",
		"http://[::1]/":               "private",
		"http://[::ffff:127.0.0.1]/":  "private",
		"http://10.0.0.1/":            "private",
		"http://169.254.169.254/meta": "private",
		"http://0.0.0.0/":             "private",
		"https://192.168.1.1/":        "private",
		"file:///etc/hostname":        "only http and https",
		"ftp://example.com/":          "only http and https",
		"http:///nothing":             "no host",
		"http://%zz/":                 "address is wrong",
		"":                            "only http and https",
	} {
		_, _, _, err := c.Get(context.Background(), address)
		checkError(t, address, err, Refused, 0, says)
	}
}

// TestProxyIgnored: a proxy of the environment would dial past the guard.
func TestProxyIgnored(t *testing.T) {
	if New(Options{}).http.Transport.(*http.Transport).Proxy != nil {
		t.Error("the client uses a proxy")
	}
}

func TestCancelled(t *testing.T) {
	s := site(t)
	c := New(Options{AllowPrivate: true})
	defer c.CloseIdle()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, _, _, err := c.Get(ctx, s.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}
