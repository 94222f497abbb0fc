package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// serving is `parallax serve` in a process of its own.
type serving struct {
	t   *testing.T
	URL string
}

// command runs one command line and returns what it prints.
func command(t *testing.T, in string, args ...string) string {
	t.Helper()
	cmd := exec.Command("parallax", args...)
	cmd.Stdin = strings.NewReader(in)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("parallax %v: %v %s", args, err, errs.String())
	}
	return strings.TrimSpace(string(out))
}

func startServe(t *testing.T, db string, args ...string) *serving {
	t.Helper()
	cmd := exec.Command("parallax", append([]string{"serve", "--no-watch", "--addr", "127.0.0.1:0", "--db", db}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("serve: %v %s", err, errs.String())
			}
		case <-time.After(30 * time.Second):
			_ = cmd.Process.Kill()
			t.Error("serve does not stop")
		}
		for _, bad := range []string{"fault", "panic"} {
			if strings.Contains(errs.String(), bad) {
				t.Errorf("serve: %s", errs.String())
			}
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("serve says nothing: %v %s", err, errs.String())
	}
	return &serving{t, strings.TrimSuffix(strings.TrimSpace(line), "/")}
}

// A request, and who sends it.
type request struct {
	method, path string
	body, kind   string
	header       []string
}

func (s *serving) do(c *http.Client, r request, header ...string) (status int, body string, h http.Header) {
	s.t.Helper()
	req, err := http.NewRequest(r.method, s.URL, strings.NewReader(r.body))
	if err != nil {
		s.t.Fatal(err)
	}
	path, query, _ := strings.Cut(r.path, "?")
	req.URL.Opaque, req.URL.RawQuery = path, query // as it stands, not cleaned
	if r.kind != "" {
		req.Header.Set("Content-Type", r.kind)
	}
	all := append(append([]string{}, r.header...), header...)
	for i := 0; i < len(all); i += 2 {
		if all[i] == "Host" {
			req.Host = all[i+1]
		}
		req.Header.Set(all[i], all[i+1])
	}
	resp, err := c.Do(req)
	if err != nil {
		s.t.Fatalf("%s %.80s: %v", r.method, r.path, err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if resp.StatusCode >= 500 && resp.StatusCode != http.StatusServiceUnavailable {
		s.t.Errorf("%s %.80s: %d %s", r.method, r.path, resp.StatusCode, b)
	}
	return resp.StatusCode, string(b), resp.Header
}

func newBrowser(t *testing.T) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

const formKind = "application/x-www-form-urlencoded"

var csrfValue = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// signIn returns a browser that is signed in, and the token of its forms.
func (s *serving) signIn(name, password string) (*http.Client, string) {
	s.t.Helper()
	c := newBrowser(s.t)
	status, body, _ := s.do(c, request{"POST", "/signin", url.Values{"name": {name}, "password": {password}}.Encode(), formKind, nil})
	if status != http.StatusSeeOther {
		s.t.Fatalf("signing in: %d %s", status, body)
	}
	_, body, _ = s.do(c, request{"GET", "/", "", "", nil})
	m := csrfValue.FindStringSubmatch(body)
	if m == nil {
		s.t.Fatalf("no form on the front page: %s", body)
	}
	return c, m[1]
}

// surface lists what the server answers to: the pages, and every operation
// that the API describes.
func (s *serving) surface(token string) []request {
	var out []request
	for _, path := range []string{"/", "/story/1", "/story/1/export", "/story/1/order", "/article/x", "/search?q=ferry", "/speaker?name=x", "/outlets", "/outlet/x", "/compare",
		"/add", "/feeds.opml", "/live", "/alerts", "/alerts/x", "/feeds/stories.rss", "/feeds/search.atom?q=x", "/api", "/api/v1/openapi.json", "/metrics", "/api/v1/nowhere", "/nowhere"} {
		out = append(out, request{"GET", path, "", "", nil})
	}
	for _, path := range []string{"/story/1/merge", "/story/1/split", "/story/1/move", "/add/feed", "/add/drop", "/add/opml", "/add/files",
		"/alerts/add", "/alerts/feed", "/alerts/x/drop", "/alerts/x/switch", "/alerts/x/test", "/nowhere", "/api/v1/nowhere"} {
		out = append(out, request{"POST", path, "articles=x&to=2&address=https://feed.example/x&place=x", formKind, nil})
	}
	status, body, _ := s.do(http.DefaultClient, request{"GET", "/api/v1/openapi.json", "", "", []string{"Authorization", "Bearer " + token}})
	var doc struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal([]byte(body), &doc); status != 200 || err != nil || len(doc.Paths) < 5 {
		s.t.Fatalf("the description of the API: %d %v %.200s", status, err, body)
	}
	hole := regexp.MustCompile(`\{[^}]+\}`)
	for path, methods := range doc.Paths {
		for method := range methods {
			if m := strings.ToUpper(method); m == "GET" || m == "POST" || m == "PUT" || m == "DELETE" || m == "PATCH" {
				out = append(out, request{m, hole.ReplaceAllString(path, "1"), "{}", "application/json", nil})
			}
		}
	}
	return out
}

// reading are the paths to which a reader may send texts.
var reading = map[string]bool{"/compare": true, "/look": true, "/api/v1/compare": true, "/api/v1/analyze": true, "/api/v1/verify": true, "/api/v1/verify-report": true, "/mcp": true}

// TestRefused asks a whole server, over HTTP, for everything it has: as a
// stranger, as a reader, from a stranger's page and under a stranger's name.
func TestRefused(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	examples, _ := filepath.Abs("../../examples/ferry")
	command(t, "", "add", "--db", db, examples)
	command(t, "kestrel over the bay\n", "account", "add", "--db", db, "rhea")
	command(t, "kestrel over the bay\n", "account", "add", "--db", db, "edda", "--role", "editor")
	readToken := command(t, "", "account", "token", "--db", db, "rhea")
	s := startServe(t, db)

	bearer := []string{"Authorization", "Bearer " + readToken}
	before := s.state(bearer)
	surface := s.surface(readToken)
	stranger := newBrowser(t)
	editor, csrf := s.signIn("edda", "kestrel over the bay")
	reader, readerForm := s.signIn("rhea", "kestrel over the bay")
	safe := func(r request) bool { return r.method == "GET" }
	program := func(r request) bool {
		return strings.HasPrefix(r.path, "/api/") || r.path == "/mcp" || r.path == "/metrics"
	}
	for _, r := range surface {
		name := r.method + " " + r.path
		want := http.StatusUnauthorized
		if safe(r) && !program(r) {
			want = http.StatusSeeOther
		}
		if status, body, h := s.do(stranger, r); status != want || want == http.StatusSeeOther && !strings.HasPrefix(h.Get("Location"), "/signin?next=") {
			t.Errorf("a stranger, %s: %d, want %d %.100s", name, status, want, body)
		}
		if status, _, _ := s.do(stranger, r, "Authorization", "Bearer plx_000000000000_AAAA"); status != http.StatusUnauthorized && status != http.StatusTooManyRequests {
			t.Errorf("a made-up token, %s: %d", name, status)
		}
		if status, _, _ := s.do(editor, r, "Host", "evil.example"); status != http.StatusMisdirectedRequest {
			t.Errorf("under a stranger's name, %s: %d", name, status)
		}
		if safe(r) {
			if r.path == "/live" || r.path == "/story/1/order" {
				continue // never ends; is for editors
			}
			if status, body, _ := s.do(reader, r); status == 401 || status == 403 {
				t.Errorf("a reader, %s: %d %.100s", name, status, body)
			}
			continue
		}
		if !reading[r.path] {
			if status, _, _ := s.do(reader, r, "X-CSRF-Token", readerForm); status != http.StatusForbidden {
				t.Errorf("a reader, %s: %d, want 403", name, status)
			}
			if status, _, _ := s.do(http.DefaultClient, r, bearer...); status != http.StatusForbidden {
				t.Errorf("a reader's token, %s: %d, want 403", name, status)
			}
		}
		for what, header := range map[string][]string{
			"a stranger's page": {"Origin", "https://evil.example", "X-CSRF-Token", csrf},
			"another port":      {"Sec-Fetch-Site", "same-site", "X-CSRF-Token", csrf},
			"a sandboxed frame": {"Origin", "null", "Sec-Fetch-Site", "cross-site", "X-CSRF-Token", csrf},
		} {
			if status, _, _ := s.do(editor, r, header...); status != http.StatusForbidden {
				t.Errorf("%s in an editor's browser, %s: %d, want 403", what, name, status)
			}
		}
		plain := r
		plain.kind = "text/plain"
		if r.method == "POST" {
			if status, _, _ := s.do(editor, plain); status != http.StatusForbidden {
				t.Errorf("a form without its token, %s: %d, want 403", name, status)
			}
		}
	}
	if after := s.state(bearer); after != before {
		t.Errorf("something was changed:\n%s\n%s", before, after)
	}
	// The same as an editor with the form's token goes through.
	if status, body, _ := s.do(editor, request{"POST", "/alerts/add", "place=Harbour&csrf=" + csrf, formKind, nil}); status != 200 {
		t.Errorf("an editor sets a rule: %d %s", status, body)
	}

	// Ways around, and what is too much.
	long := strings.Repeat("a", 200<<10)
	for _, r := range []struct {
		request
		want []int
	}{
		{request{"GET", "/static/../story/1", "", "", nil}, []int{301, 303, 307, 400, 404}},
		{request{"GET", "/static/%2e%2e/story/1", "", "", nil}, []int{301, 303, 307, 400, 404}},
		{request{"GET", "/static//story/1", "", "", nil}, []int{301, 303, 307, 404}},
		{request{"GET", "/alerts/feed.atom/../../story/1", "", "", nil}, []int{301, 303, 307, 404}},
		{request{"GET", "//api/v1/stories", "", "", nil}, []int{421}}, // "api" is a host there
		{request{"GET", "/API/v1/stories", "", "", nil}, []int{303, 404}},
		{request{"GET", "/api/v1/stories%00", "", "", nil}, []int{401, 404}},
		{request{"GET", "/alerts/feed.atom?token=x", "", "", nil}, []int{401}},
		{request{"GET", "/signin?next=" + url.QueryEscape("https://evil.example/"), "", "", nil}, []int{200}},
		{request{"GET", "/" + long, "", "", nil}, []int{431}},
		{request{"GET", "/", "", "", []string{"X-Long", long}}, []int{431}},
		{request{"POST", "/signin", "name=" + strings.Repeat("a", 20<<10), formKind, nil}, []int{400, 413}},
		{request{"POST", "/signin", "name=%zz&password=%", formKind, nil}, []int{400, 401}},
		{request{"BREW", "/", "", "", nil}, []int{401, 405}},
	} {
		status, body, h := s.do(newBrowser(t), r.request)
		good := false
		for _, w := range r.want {
			good = good || status == w
		}
		if !good || strings.Contains(h.Get("Location"), "evil.example") || strings.Contains(body, "Saint") || strings.Contains(body, `value="https://evil`) {
			t.Errorf("%s %.60s: %d %.200s", r.method, r.path, status, body)
		}
	}
	for _, path := range []string{"/compare", "/api/v1/compare"} {
		kind := formKind
		if program(request{path: path}) {
			kind = "application/json"
		}
		if status, _, _ := s.do(reader, request{"POST", path, strings.Repeat("a", 65<<20), kind, []string{"X-CSRF-Token", readerForm}}); status < 400 {
			t.Errorf("65 MB to %s: %d", path, status)
		}
	}
	for _, path := range []string{"/", "/signin", "/api/v1/stories", "/nowhere", "/alerts"} {
		_, _, h := s.do(reader, request{"GET", path, "", "", nil})
		p := h.Get("Content-Security-Policy")
		if !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") || !strings.Contains(p, "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("headers of %s: %v", path, h)
		}
	}
}

var summary = regexp.MustCompile(`(?s)<p class="summary">.*?</p>`)

// state is what strangers must not change.
func (s *serving) state(bearer []string) string {
	var out []string
	for _, path := range []string{"/api/v1/decisions", "/api/v1/library", "/alerts", "/add"} {
		status, body, _ := s.do(http.DefaultClient, request{"GET", path, "", "", bearer})
		if status != 200 {
			s.t.Fatalf("%s: %d %s", path, status, body)
		}
		body = summary.ReplaceAllString(csrfValue.ReplaceAllString(body, ""), "") // which says how far the desk is
		if strings.HasPrefix(path, "/api/v1/library") {
			var counts struct{ Articles, Stories int }
			if err := json.Unmarshal([]byte(body), &counts); err != nil {
				s.t.Fatal(err)
			}
			body = fmt.Sprint(counts)
		}
		out = append(out, body)
	}
	return strings.Join(out, "\n")
}

// TestTooMany: who asks too much is told when to come again; who may ask any
// number is not.
func TestTooMany(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	for rate, refused := range map[string]bool{"1": true, "0": false} {
		s := startServe(t, db, "--rate", rate)
		count := 0
		for range 60 {
			status, body, h := s.do(http.DefaultClient, request{"GET", "/api/v1/library", "", "", nil})
			if status == http.StatusTooManyRequests {
				count++
				if h.Get("Retry-After") == "" || h.Get("Content-Type") != "application/problem+json" || !strings.Contains(body, `"status":429`) {
					t.Fatalf("%v %s", h, body)
				}
			}
		}
		if (count > 0) != refused {
			t.Errorf("at a rate of %s, %d of 60 are refused", rate, count)
		}
	}
}

// TestOpenHere: without an account the server is open to this machine, and to
// nothing that only goes through it.
func TestOpenHere(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	s := startServe(t, db)
	c := newBrowser(t)
	get := request{"GET", "/", "", "", nil}
	if status, body, _ := s.do(c, get); status != 200 || !strings.Contains(body, "</html>") {
		t.Fatalf("%d %s", status, body)
	}
	for what, r := range map[string]struct {
		request
		header []string
		want   int
	}{
		"a stranger's name":           {get, []string{"Host", "evil.example"}, 421},
		"a name that looks like it":   {get, []string{"Host", "127.0.0.1.evil.example"}, 421},
		"localhost":                   {get, []string{"Host", "localhost:8080"}, 200},
		"a proxy":                     {get, []string{"X-Forwarded-For", "203.0.113.9"}, 403},
		"a stranger's form":           {request{"POST", "/add/feed", "address=https://feed.example/", formKind, nil}, []string{"Origin", "https://evil.example"}, 403},
		"a form without its token":    {request{"POST", "/add/feed", "address=https://feed.example/", formKind, nil}, nil, 403},
		"a stranger's JSON":           {request{"POST", "/api/v1/compare", "{}", "application/json", nil}, []string{"Origin", "https://evil.example"}, 403},
		"JSON that calls itself text": {request{"POST", "/api/v1/compare", "{}", "text/plain", nil}, nil, 403},
	} {
		if status, body, _ := s.do(c, r.request, r.header...); status != r.want {
			t.Errorf("%s: %d, want %d %.200s", what, status, r.want, body)
		}
	}
	// The first account closes it without a restart.
	command(t, "kestrel over the bay\n", "account", "add", "--db", db, "edda", "--role", "editor")
	time.Sleep(1500 * time.Millisecond)
	if status, _, h := s.do(c, get); status != 303 || h.Get("Location") != "/signin?next=%2F" {
		t.Errorf("after an account was made: %d", status)
	}
	s.signIn("edda", "kestrel over the bay")
}
