package guard

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/news"
	"parallax/store/sqlite"
)

var ctx = context.Background()

func newStore(t *testing.T) news.Store {
	t.Helper()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// cheap keeps the tests fast.
var cheap = cost{memory: 64, passes: 1, threads: 1}

const password = "a long password"

// site is a guarded server on a loopback port, and its clock.
type site struct {
	*httptest.Server
	guard    *Guard
	accounts *Accounts
	mu       sync.Mutex
	now      time.Time
}

func (s *site) time() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *site) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// newSite serves a page that carries a form's token, a place that changes
// something, one that only reads what is sent, and one that all may see.
func newSite(t *testing.T, store news.Store, opts Options, people ...Role) *site {
	t.Helper()
	s := &site{now: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	s.accounts = &Accounts{Store: store, Now: s.time, cost: cheap}
	for _, role := range people {
		if err := s.accounts.Add(ctx, "the."+role.String(), role, password, false); err != nil {
			t.Fatal(err)
		}
	}
	opts.Now, opts.Log = s.time, slog.New(slog.DiscardHandler)
	if opts.Address == "" {
		opts.Address = "127.0.0.1:8080"
	}
	opts.Public, opts.Reading = []string{"/static/", "/healthz"}, []string{"/compare", "/api/v1/compare"}
	var err error
	if s.guard, err = Open(ctx, store, opts); err != nil {
		t.Fatal(err)
	}
	s.guard.decoy = newDecoy(cheap)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		p := Who(r.Context())
		fmt.Fprintf(w, "%s|%s|%s", p.Name, p.Role, CSRF(r.Context()))
	})
	mux.Handle("/only-editors", s.guard.Require(Editor, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "in") })))
	s.Server = httptest.NewServer(s.guard.Middleware(mux))
	t.Cleanup(s.Close)
	return s
}

// a browser keeps cookies and follows nothing by itself.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

type answer struct {
	*http.Response
	body string
}

func ask(t *testing.T, c *http.Client, method, address string, body io.Reader, header ...string) answer {
	t.Helper()
	r, err := http.NewRequest(method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, string(b)}
}

func form(fields ...string) io.Reader {
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	return strings.NewReader(v.Encode())
}

const urlencoded = "application/x-www-form-urlencoded"

func want(t *testing.T, what string, a answer, status int) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s: %d, want %d: %s", what, a.StatusCode, status, a.body)
	}
}

// enter signs a browser in and returns the token of its forms.
func (s *site) enter(t *testing.T, c *http.Client, name string) string {
	t.Helper()
	a := ask(t, c, "POST", s.URL+"/signin", form("name", name, "password", password, "next", "/story/3?a=b"), "Content-Type", urlencoded)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/story/3?a=b" {
		t.Fatalf("signing in: %d %q %s", a.StatusCode, a.Header.Get("Location"), a.body)
	}
	return s.token(t, c, name)
}

func (s *site) token(t *testing.T, c *http.Client, name string) string {
	t.Helper()
	a := ask(t, c, "GET", s.URL+"/", nil)
	parts := strings.Split(a.body, "|")
	if len(parts) != 3 || parts[0] != name || parts[2] == "" {
		t.Fatalf("the front page: %d %s", a.StatusCode, a.body)
	}
	return parts[2]
}

func TestOpenOnlyHere(t *testing.T) {
	for address, open := range map[string]bool{
		"127.0.0.1:80": true, "localhost:80": true, "[::1]:80": true, "127.8.9.1:0": true,
		":80": false, "0.0.0.0:80": false, "192.168.1.4:80": false, "desk.example:80": false, "[::]:80": false,
	} {
		_, err := Open(ctx, newStore(t), Options{Address: address})
		if open && err != nil {
			t.Errorf("%s without an account: %v", address, err)
		}
		if !open && (!errors.Is(err, ErrNoAccount) || !strings.Contains(err.Error(), "parallax account add NAME")) {
			t.Errorf("%s without an account: %v, want a refusal that names the remedy", address, err)
		}
	}
	// A name or a proxy makes a loopback address one that others reach.
	for _, opts := range []Options{{Address: "127.0.0.1:80", Hosts: []string{"desk.example"}}, {Address: "127.0.0.1:80", Proxy: true}} {
		if _, err := Open(ctx, newStore(t), opts); !errors.Is(err, ErrNoAccount) {
			t.Errorf("%+v without an account: %v", opts, err)
		}
	}
	if _, err := Open(ctx, newStore(t), Options{Address: "here"}); err == nil || errors.Is(err, ErrNoAccount) {
		t.Errorf("an address without a port: %v", err)
	}
}

func TestOpenAddress(t *testing.T) {
	store := newStore(t)
	s := newSite(t, store, Options{})
	c := browser(t)
	if a := ask(t, c, "GET", s.URL+"/", nil); !strings.HasPrefix(a.body, "|editor|") {
		t.Errorf("without an account: %s", a.body)
	}
	want(t, "a proxied request", ask(t, c, "GET", s.URL+"/", nil, "X-Forwarded-For", "203.0.113.9"), http.StatusForbidden)
	// The first account closes it at once, without a restart.
	if err := s.accounts.Add(ctx, "mara", Editor, password, false); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	want(t, "after an account was made", ask(t, c, "GET", s.URL+"/", nil), http.StatusSeeOther)
	// Dropping the last one opens it again only because nobody else reaches it.
	if err := s.accounts.Drop(ctx, "mara"); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	want(t, "after it was dropped", ask(t, c, "GET", s.URL+"/", nil), http.StatusOK)

	open := newSite(t, newStore(t), Options{Address: "0.0.0.0:80"}, Reader)
	if err := open.accounts.Drop(ctx, "the.reader"); err != nil {
		t.Fatal(err)
	}
	open.pass(2 * time.Second)
	want(t, "an open address whose last account was dropped", ask(t, c, "GET", open.URL+"/", nil), http.StatusSeeOther)
}

func TestForeignHost(t *testing.T) {
	s := newSite(t, newStore(t), Options{})
	c := browser(t)
	for host, status := range map[string]int{
		"localhost:8080": 200, "LOCALHOST": 200, "127.0.0.1:1": 200, "[::1]:8080": 200, "localhost.": 200,
		"evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example": 421,
		"192.168.0.7": 421, "10.0.0.1:80": 421, "@localhost": 421,
	} {
		want(t, "asked for as "+host, ask(t, c, "GET", s.URL+"/", nil, "Host", host), status)
	}
	named := newSite(t, newStore(t), Options{Hosts: []string{"desk.example"}}, Editor)
	want(t, "by a name that was given", ask(t, c, "GET", named.URL+"/healthz", nil, "Host", "Desk.example:8443"), 200)
	want(t, "by another", ask(t, c, "GET", named.URL+"/healthz", nil, "Host", "other.example"), 421)
}

func TestSigningIn(t *testing.T) {
	store := newStore(t)
	s := newSite(t, store, Options{}, Reader, Editor)
	c := browser(t)
	a := ask(t, c, "GET", s.URL+"/story/3?a=b", nil)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/signin?next=%2Fstory%2F3%3Fa%3Db" {
		t.Errorf("a stranger: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
	a = ask(t, c, "GET", s.URL+"/signin?next=/story/3", nil)
	if a.StatusCode != 200 || !strings.Contains(a.body, `name="next" value="/story/3"`) || !strings.Contains(a.body, `type="password"`) {
		t.Errorf("the sign-in page: %d %s", a.StatusCode, a.body)
	}
	for _, wrong := range [][2]string{{"the.editor", "another password"}, {"nobody.here", password}, {"", ""}, {"the.editor", ""}, {strings.Repeat("x", 9000), password}} {
		a = ask(t, c, "POST", s.URL+"/signin", form("name", wrong[0], "password", wrong[1]), "Content-Type", urlencoded)
		if a.StatusCode != http.StatusUnauthorized || len(a.Cookies()) > 0 || !strings.Contains(a.body, "Name or password is wrong.") {
			t.Errorf("signing in as %.20q: %d %v", wrong[0], a.StatusCode, a.Cookies())
		}
	}
	a = ask(t, c, "POST", s.URL+"/signin", form("name", " The.Editor ", "password", password, "next", "https://evil.example/"), "Content-Type", urlencoded)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/" || len(a.Cookies()) != 1 {
		t.Fatalf("signing in: %d %v %s", a.StatusCode, a.Header, a.body)
	}
	if k := a.Cookies()[0]; !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Secure || k.Path != "/" || k.Domain != "" || k.Name != "parallax" {
		t.Errorf("the cookie: %v", k)
	}
	secret := a.Cookies()[0].Value
	for _, name := range []string{accountState, sessionState, usedState} {
		if raw, err := store.State(ctx, name); err != nil || strings.Contains(string(raw), secret) || strings.Contains(string(raw), password) {
			t.Errorf("%s tells a secret: %s %v", name, raw, err)
		}
	}
	token := s.token(t, c, "the.editor")

	// The library knows who is signed in when the server starts again.
	again := newSite(t, store, Options{})
	a = ask(t, http.DefaultClient, "GET", again.URL+"/", nil, "Cookie", "parallax="+secret)
	if !strings.HasPrefix(a.body, "the.editor|editor|") {
		t.Errorf("after a restart: %s", a.body)
	}
	a = ask(t, http.DefaultClient, "POST", again.URL+"/merge", form("csrf", token), "Cookie", "parallax="+secret, "Content-Type", urlencoded)
	want(t, "a form that stood open over a restart", a, 200)

	want(t, "signing out without the form's token", ask(t, c, "POST", s.URL+"/signout", form(), "Content-Type", urlencoded), http.StatusForbidden)
	want(t, "signing out", ask(t, c, "POST", s.URL+"/signout", form("csrf", token), "Content-Type", urlencoded), http.StatusSeeOther)
	a = ask(t, http.DefaultClient, "GET", s.URL+"/api/v1/stories", nil, "Cookie", "parallax="+secret)
	want(t, "with a cookie that was signed out", a, http.StatusUnauthorized)
}

func TestSessionsEnd(t *testing.T) {
	s := newSite(t, newStore(t), Options{}, Reader, Editor)
	c := browser(t)
	s.enter(t, c, "the.reader")
	s.pass(sessionIdle - time.Minute)
	want(t, "before the idle time is over", ask(t, c, "GET", s.URL+"/", nil), 200)
	s.pass(sessionIdle - time.Minute)
	want(t, "a visit begins it anew", ask(t, c, "GET", s.URL+"/", nil), 200)
	s.pass(sessionIdle)
	want(t, "after the idle time", ask(t, c, "GET", s.URL+"/", nil), 303)

	s.enter(t, c, "the.reader")
	for range 2 * 14 {
		s.pass(sessionIdle - time.Second)
		ask(t, c, "GET", s.URL+"/", nil)
	}
	s.pass(time.Minute)
	want(t, "after two weeks of visits", ask(t, c, "GET", s.URL+"/", nil), 303)

	s.enter(t, c, "the.reader")
	if err := s.accounts.Add(ctx, "the.reader", Reader, "another password", true); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	want(t, "after the password was changed", ask(t, c, "GET", s.URL+"/", nil), 303)

	s.enter(t, c, "the.editor")
	if err := s.accounts.Drop(ctx, "the.editor"); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	want(t, "after the account was dropped", ask(t, c, "GET", s.URL+"/", nil), 303)

	first := browser(t)
	if err := s.accounts.Add(ctx, "the.reader", Reader, password, true); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	s.enter(t, first, "the.reader")
	for range sessionsEach {
		s.pass(time.Minute)
		s.enter(t, browser(t), "the.reader")
	}
	want(t, "the browser not seen longest", ask(t, first, "GET", s.URL+"/", nil), 303)
}

func TestStrangersPage(t *testing.T) {
	for _, people := range [][]Role{nil, {Reader, Editor}} { // open to this machine; with accounts
		s := newSite(t, newStore(t), Options{}, people...)
		c := browser(t)
		var token string
		if people == nil {
			token = s.token(t, c, "")
		} else {
			token = s.enter(t, c, "the.editor")
		}
		evil := []string{"Origin", "https://evil.example", "Content-Type", urlencoded}
		for what, r := range map[string]struct {
			method, path string
			body         io.Reader
			header       []string
			status       int
		}{
			"a form of the page itself":           {"POST", "/merge", form("csrf", token), []string{"Content-Type", urlencoded, "Origin", s.URL, "Sec-Fetch-Site", "same-origin"}, 200},
			"a fetch of the page itself":          {"POST", "/merge", nil, []string{"X-CSRF-Token", token, "Origin", s.URL}, 200},
			"JSON of the page itself":             {"POST", "/api/v1/merge", strings.NewReader("{}"), []string{"Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"}, 200},
			"JSON of a program":                   {"POST", "/api/v1/merge", strings.NewReader("{}"), []string{"Content-Type", "application/json; charset=utf-8"}, 200},
			"a program takes something away":      {"DELETE", "/api/v1/rule", nil, nil, 200},
			"a link on a stranger's page":         {"GET", "/story/1", nil, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
			"a stranger loads an image":           {"GET", "/story/1", nil, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
			"an extension loads what is public":   {"GET", "/healthz", nil, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"}, 200},
			"another port loads data":             {"GET", "/api/v1/stories", nil, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
			"a stranger's form":                   {"POST", "/merge", form(), evil, 403},
			"with a token stolen elsewhere":       {"POST", "/merge", form("csrf", token), evil, 403},
			"from another port of this machine":   {"POST", "/merge", form("csrf", token), []string{"Content-Type", urlencoded, "Sec-Fetch-Site", "same-site"}, 403},
			"a stranger's fetch":                  {"POST", "/merge", form(), []string{"Content-Type", urlencoded, "Sec-Fetch-Site", "cross-site"}, 403},
			"a sandboxed frame":                   {"POST", "/merge", form("csrf", token), []string{"Content-Type", urlencoded, "Origin", "null"}, 403},
			"a stranger's JSON":                   {"POST", "/api/v1/merge", strings.NewReader("{}"), []string{"Content-Type", "application/json", "Origin", "https://evil.example"}, 403},
			"JSON that calls itself text":         {"POST", "/api/v1/merge", strings.NewReader("{}"), []string{"Content-Type", "text/plain"}, 403},
			"a stranger's DELETE":                 {"DELETE", "/api/v1/rule", nil, []string{"Origin", "https://evil.example"}, 403},
			"an old browser that says nothing":    {"POST", "/merge", form(), []string{"Content-Type", urlencoded}, 403},
			"a made-up token":                     {"POST", "/merge", form("csrf", strings.Repeat("A", len(token))), []string{"Content-Type", urlencoded}, 403},
			"a stranger signs the user in as him": {"POST", "/signin", form("name", "the.reader", "password", password), evil, 403},
			"a stranger signs the user out":       {"POST", "/signout", form(), evil, 403},
		} {
			want(t, what, ask(t, c, r.method, s.URL+r.path, r.body, r.header...), r.status)
		}
		uploads := t.TempDir()
		t.Setenv("TMPDIR", uploads)
		var b strings.Builder
		m := multipart.NewWriter(&b)
		f, _ := m.CreateFormFile("file", "a.txt")
		fmt.Fprint(f, strings.Repeat("The ferry is late. ", 200_000))
		_ = m.WriteField("csrf", token)
		m.Close()
		want(t, "a form with a file", ask(t, c, "POST", s.URL+"/add", strings.NewReader(b.String()), "Content-Type", m.FormDataContentType()), 200)
		if left, err := os.ReadDir(uploads); err != nil || len(left) > 0 {
			t.Errorf("uploads are left behind: %v %v", left, err)
		}
		if people != nil {
			other := browser(t)
			theirs := s.enter(t, other, "the.editor")
			want(t, "the token of another session", ask(t, c, "POST", s.URL+"/merge", form("csrf", theirs), "Content-Type", urlencoded), 403)
		}
		if again := s.token(t, c, ask(t, c, "GET", s.URL+"/", nil).bodyName()); again == token {
			t.Error("the token has the same letters twice: compression tells it")
		}
	}
}

func (a answer) bodyName() string { name, _, _ := strings.Cut(a.body, "|"); return name }

func TestRoles(t *testing.T) {
	s := newSite(t, newStore(t), Options{}, Reader, Editor)
	reader, editor, stranger := browser(t), browser(t), browser(t)
	rt, et := s.enter(t, reader, "the.reader"), s.enter(t, editor, "the.editor")
	for _, r := range []struct {
		what                     string
		method, path             string
		stranger, reader, editor int
	}{
		{"a page", "GET", "/story/1", 303, 200, 200},
		{"data", "GET", "/api/v1/stories", 401, 200, 200},
		{"merging", "POST", "/story/1/merge", 401, 403, 200},
		{"merging by the API", "POST", "/api/v1/merge", 401, 403, 200},
		{"dropping", "DELETE", "/api/v1/rules/x", 401, 403, 200},
		{"putting", "PUT", "/compare/x", 401, 403, 200},
		{"comparing texts of one's own", "POST", "/compare", 401, 200, 200},
		{"what asks for an editor itself", "GET", "/only-editors", 303, 403, 200},
		{"what all may see", "GET", "/healthz", 200, 200, 200},
		{"a style sheet", "GET", "/static/a.css", 200, 200, 200},
		{"a way around", "GET", "/static/%2e%2e/api/v1/stories", 303, 200, 200},
		{"not quite below", "GET", "/staticx", 303, 200, 200},
	} {
		want(t, r.what+", a stranger", ask(t, stranger, r.method, s.URL+r.path, nil), r.stranger)
		want(t, r.what+", a reader", ask(t, reader, r.method, s.URL+r.path, nil, "X-CSRF-Token", rt), r.reader)
		want(t, r.what+", an editor", ask(t, editor, r.method, s.URL+r.path, nil, "X-CSRF-Token", et), r.editor)
	}
	want(t, "the API in a browser", ask(t, stranger, "GET", s.URL+"/api/v1/stories", nil, "Accept", "text/html,*/*;q=0.8"), 303)
	a := ask(t, stranger, "GET", s.URL+"/api/v1/stories", nil)
	var problem struct {
		Title  string
		Status int
	}
	if err := json.Unmarshal([]byte(a.body), &problem); err != nil || problem.Status != 401 || a.Header.Get("Content-Type") != "application/problem+json" || a.Header.Get("WWW-Authenticate") == "" {
		t.Errorf("a program that may not: %v %s", a.Header, a.body)
	}
}

func TestTokens(t *testing.T) {
	s := newSite(t, newStore(t), Options{Address: "0.0.0.0:80"}, Reader, Editor)
	read, err := s.accounts.NewToken(ctx, "the.editor", "the wall screen", Reader)
	if err != nil {
		t.Fatal(err)
	}
	edit, err := s.accounts.NewToken(ctx, "the.editor", "", Editor)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.accounts.NewToken(ctx, "the.reader", "", Editor); err == nil {
		t.Error("a reader's token is an editor")
	}
	if raw, _ := s.accounts.Store.State(ctx, accountState); strings.Contains(string(raw), strings.SplitN(edit, "_", 3)[2]) {
		t.Error("the token is kept in clear")
	}
	s.pass(2 * time.Second)
	c := http.DefaultClient
	with := func(token, method string) answer {
		return ask(t, c, method, s.URL+"/api/v1/x", nil, "Authorization", "Bearer "+token)
	}
	want(t, "reading", with(read, "GET"), 200)
	want(t, "changing with a reader's token", with(read, "POST"), 403)
	want(t, "changing", with(edit, "POST"), 200) // no form's token: nobody sends this unasked
	basic := func(token, method string) answer {
		return ask(t, c, method, s.URL+"/api/v1/x", nil, "Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("feeds:"+token)))
	}
	want(t, "a reader of feeds", basic(read, "GET"), 200)
	want(t, "a reader of feeds with a password", basic(password, "GET"), 401)
	want(t, "changing as a reader of feeds", basic(edit, "POST"), 401)
	for _, wrong := range []string{"", "x", read + "x", read[:len(read)-1], "plx_" + strings.Repeat("0", 12) + "_" + strings.Split(read, "_")[2], strings.Replace(read, "plx_", "PLX_", 1)} {
		want(t, "a wrong token "+wrong, with(wrong, "GET"), 401)
	}
	for range 20 {
		with("plx_wrong", "GET")
	}
	if a := with("plx_wrong", "GET"); a.StatusCode != 429 || a.Header.Get("Retry-After") == "" {
		t.Errorf("after many wrong tokens: %d", a.StatusCode)
	}
	want(t, "a good one meanwhile", with(read, "GET"), 200)
	for waited := 0; ; waited++ {
		used, err := LastUse(ctx, s.accounts.Store)
		if err != nil || waited > 500 {
			t.Fatalf("last use: %v %v", used, err)
		}
		if len(used) == 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	id, _, _ := parseToken(edit)
	if err := s.accounts.DropToken(ctx, id); err != nil {
		t.Fatal(err)
	}
	// The account becomes a reader: its tokens cannot be more.
	if err := s.accounts.Add(ctx, "the.editor", Reader, password, true); err != nil {
		t.Fatal(err)
	}
	s.pass(2 * time.Second)
	want(t, "a dropped token", with(edit, "GET"), 401)
	want(t, "one that is left", with(read, "GET"), 200)
}

func TestThrottle(t *testing.T) {
	s := newSite(t, newStore(t), Options{}, Editor)
	c := browser(t)
	try := func(name, pass string) answer {
		return ask(t, c, "POST", s.URL+"/signin", form("name", name, "password", pass), "Content-Type", urlencoded)
	}
	for _, name := range []string{"the.editor", "no.such"} { // existing or not: the same
		for i := range 5 {
			want(t, fmt.Sprint(name, " guess ", i), try(name, "wrong guess"), 401)
		}
		a := try(name, password)
		if a.StatusCode != 429 || a.Header.Get("Retry-After") == "" || a.Header.Get("Retry-After") == "0" {
			t.Errorf("%s, sixth guess: %d %s", name, a.StatusCode, a.Header.Get("Retry-After"))
		}
	}
	s.pass(61 * time.Second)
	want(t, "after a minute", try("the.editor", password), 303)
	for i := range 12 {
		c = browser(t)
		want(t, fmt.Sprint("right again ", i), try("the.editor", password), 303)
	}
}

// TestUnknownCostsTheSame: for an account that does not exist as much is hashed
// as for a wrong password, and the same is answered.
func TestUnknownCostsTheSame(t *testing.T) {
	g, err := Open(ctx, newStore(t), Options{Address: "127.0.0.1:80"})
	if err != nil {
		t.Fatal(err)
	}
	if c, _, _, ok := parsePHC(g.decoy()); !ok || c != usualCost {
		t.Errorf("the decoy costs %+v", c)
	}
	if c, _, _, ok := parsePHC(g.accounts.hash(password)); !ok || c != usualCost {
		t.Errorf("an account costs %+v", c)
	}
	s := newSite(t, newStore(t), Options{}, Editor)
	var hashed []string
	s.guard.matches = func(phc, password string) bool {
		c, salt, hash, ok := parsePHC(phc)
		hashed = append(hashed, fmt.Sprint(ok, c, len(salt), len(hash), password))
		return false
	}
	var bodies []string
	for _, name := range []string{"the.editor", "no.such", "", strings.Repeat("x", 65)} {
		a := ask(t, http.DefaultClient, "POST", s.URL+"/signin", form("name", name, "password", "wrong guess"), "Content-Type", urlencoded)
		want(t, "guessing as "+name, a, 401)
		if name != "" {
			a.body = strings.ReplaceAll(a.body, `value="`+name+`"`, `value=""`)
		}
		bodies = append(bodies, strings.ReplaceAll(a.body, " autofocus", ""))
	}
	if len(hashed) != 4 || hashed[0] != hashed[1] || hashed[0] != hashed[2] || bodies[0] != bodies[1] || bodies[0] != bodies[2] || bodies[0] != bodies[3] {
		t.Errorf("known and unknown differ: %q %q", hashed, bodies)
	}
}

func TestRate(t *testing.T) {
	s := newSite(t, newStore(t), Options{Rate: 1}, Reader)
	for i := range 20 {
		want(t, fmt.Sprint("request ", i), ask(t, http.DefaultClient, "GET", s.URL+"/api/v1/x", nil), 401)
	}
	a := ask(t, http.DefaultClient, "GET", s.URL+"/api/v1/x", nil)
	if a.StatusCode != 429 || a.Header.Get("Retry-After") != "1" || a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("too many: %d %v", a.StatusCode, a.Header)
	}
	a = ask(t, http.DefaultClient, "GET", s.URL+"/", nil)
	if a.StatusCode != 429 || !strings.Contains(a.body, "<h1>Too many requests</h1>") {
		t.Errorf("too many, a page: %d %s", a.StatusCode, a.body)
	}
	s.pass(time.Second)
	want(t, "a second later", ask(t, http.DefaultClient, "GET", s.URL+"/api/v1/x", nil), 401)

	l := newLimiter(1, 1)
	for i := range 3 * maxClients {
		l.wait(fmt.Sprint(i), s.time())
	}
	if n := l.buckets.Len(); n != maxClients {
		t.Errorf("%d clients are remembered", n)
	}
}

func TestLimitsAndHeaders(t *testing.T) {
	s := newSite(t, newStore(t), Options{MaxBody: 1000})
	a := ask(t, http.DefaultClient, "POST", s.URL+"/api/v1/add", strings.NewReader(strings.Repeat("x", 1001)), "Content-Type", "application/json")
	want(t, "a body that is too large", a, http.StatusRequestEntityTooLarge)
	a = ask(t, http.DefaultClient, "GET", s.URL+"/", nil)
	for name, value := range map[string]string{"Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": ""} {
		if a.Header.Get(name) != value {
			t.Errorf("%s: %q, want %q", name, a.Header.Get(name), value)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Error("the policy lets something unsafe in")
	}
	source, policy := StyleHash("p{}")
	if !strings.Contains(policy, "style-src 'self' "+source+";") {
		t.Errorf("policy with a style: %s", policy)
	}
}

// TestProxy: behind one, the client is who the proxy says, and cookies are
// bound to encryption.
func TestProxy(t *testing.T) {
	s := newSite(t, newStore(t), Options{Proxy: true, Hosts: []string{"desk.example"}}, Editor)
	via := []string{"Host", "desk.example", "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.7, 198.51.100.2", "Content-Type", urlencoded, "Origin", "https://desk.example"}
	for range 5 {
		ask(t, http.DefaultClient, "POST", s.URL+"/signin", form("name", "the.editor", "password", "wrong guess"), via...)
	}
	want(t, "the sixth guess", ask(t, http.DefaultClient, "POST", s.URL+"/signin", form("name", "the.editor", "password", "wrong guess"), via...), 429)
	via[5] = "198.51.100.2, 203.0.113.7"
	a := ask(t, browser(t), "POST", s.URL+"/signin", form("name", "the.editor", "password", password), via...)
	if len(a.Cookies()) != 1 || !a.Cookies()[0].Secure || a.Cookies()[0].Name != "__Host-parallax" || a.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("over an encrypted connection: %d %v", a.StatusCode, a.Header)
	}
}

func TestLocal(t *testing.T) {
	for next, want := range map[string]string{
		"/": "/", "/story/1?x=y#z": "/story/1?x=y#z", "": "/", "//evil.example": "/", "https://evil.example": "/", "/\\evil.example": "/",
		"javascript:alert(1)": "/", "/%2F%2Fevil": "/", "/signin?next=/signin": "/", "/\tx": "/", "story": "/",
	} {
		if got := local(next); got != want {
			t.Errorf("local(%q) = %q, want %q", next, got, want)
		}
	}
}

// TestSlowStore: while another process holds the library, who is signed in goes
// on reading.
func TestSlowStore(t *testing.T) {
	store := &slowStore{Store: newStore(t)}
	s := newSite(t, store, Options{}, Reader)
	c := browser(t)
	s.enter(t, c, "the.reader")
	release := store.hold()
	s.pass(seenEvery + time.Second)
	began := time.Now()
	for range 3 {
		want(t, "reading meanwhile", ask(t, c, "GET", s.URL+"/", nil), 200)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("three pages took %v", took)
	}
	release()
}

// A slowStore writes only when it is let.
type slowStore struct {
	news.Store
	mu sync.RWMutex
}

func (s *slowStore) hold() (release func()) { s.mu.Lock(); return s.mu.Unlock }

func (s *slowStore) SetState(ctx context.Context, name string, value []byte) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.Store.SetState(ctx, name, value)
}

// BenchmarkMiddleware is what the guard costs each request.
func BenchmarkMiddleware(b *testing.B) {
	store, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "l.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	accounts := &Accounts{Store: store, cost: cheap}
	if err := accounts.Add(ctx, "mara", Editor, password, false); err != nil {
		b.Fatal(err)
	}
	g, err := Open(ctx, store, Options{Address: "127.0.0.1:80", Rate: -1})
	if err != nil {
		b.Fatal(err)
	}
	all, _ := accounts.List(ctx)
	secret, err := g.sessions.begin(ctx, all[0].ID, time.Now())
	if err != nil {
		b.Fatal(err)
	}
	h := g.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if Who(r.Context()).Role != Editor || CSRF(r.Context()) == "" {
			b.Fatal("refused")
		}
	}))
	r := httptest.NewRequest("GET", "http://127.0.0.1/story/1", nil)
	r.AddCookie(&http.Cookie{Name: "parallax", Value: secret})
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
}
