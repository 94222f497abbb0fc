package alerts

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parallax/alert"
	"parallax/desk"
	"parallax/fetch"
	"parallax/library"
	"parallax/news"
	"parallax/server/guard"
	"parallax/store/sqlite"
)

var ctx = context.Background()

const password = "a long password"

// site serves the pages behind a guard with a reader and an editor.
type site struct {
	*httptest.Server
	t      *testing.T
	alerts *alert.Alerts
}

func newSite(t *testing.T) *site {
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	people := guard.Accounts{Store: store}
	for name, role := range map[string]guard.Role{"rhea": guard.Reader, "edda": guard.Editor} {
		if err := people.Add(ctx, name, role, password, false); err != nil {
			t.Fatal(err)
		}
	}
	post := fetch.New(fetch.Options{AllowPrivate: true, MaxRedirects: -1}).Post
	s := &site{t: t}
	if s.alerts, err = alert.Open(ctx, alert.Options{Store: store, Post: post}); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	g, err := guard.Open(ctx, store, guard.Options{Address: "127.0.0.1:8080", Public: Public, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	show := func(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<h1>"+template.HTMLEscapeString(title)+"</h1>"+string(body))
	}
	mux := http.NewServeMux()
	New(Options{Alerts: s.alerts, Show: show, Log: log}).Routes(mux)
	s.Server = httptest.NewServer(g.Middleware(mux))
	t.Cleanup(s.Close)
	return s
}

// a visitor is a browser, maybe signed in.
type visitor struct {
	*http.Client
	s    *site
	csrf string
}

var csrfField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func (s *site) visitor(name string) *visitor {
	jar, _ := cookiejar.New(nil)
	v := &visitor{&http.Client{Jar: jar}, s, ""}
	if name != "" {
		resp, err := v.PostForm(s.URL+"/signin", url.Values{"name": {name}, "password": {password}, "next": {"/alerts"}})
		if err != nil {
			s.t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		if m := csrfField.FindSubmatch(body); m != nil {
			v.csrf = string(m[1])
		}
	}
	return v
}

func (v *visitor) get(path string, status int, header ...string) string {
	v.s.t.Helper()
	r, _ := http.NewRequest("GET", v.s.URL+path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := v.Do(r)
	if err != nil {
		v.s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != status {
		v.s.t.Errorf("GET %s: %d, want %d: %s", path, resp.StatusCode, status, body)
	}
	return string(body)
}

func (v *visitor) post(path string, status int, fields ...string) string {
	v.s.t.Helper()
	form := url.Values{"csrf": {v.csrf}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	resp, err := v.PostForm(v.s.URL+path, form)
	if err != nil {
		v.s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != status {
		v.s.t.Errorf("POST %s: %d, want %d: %s", path, resp.StatusCode, status, body)
	}
	return string(body)
}

func has(t *testing.T, what, page string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(page, part) {
			t.Errorf("%s lacks %q:\n%s", what, part, page)
		}
	}
}

func hasNot(t *testing.T, what, page string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(page, part) {
			t.Errorf("%s has %q:\n%s", what, part, page)
		}
	}
}

// TestWay goes the whole way of an editor, by plain forms.
func TestWay(t *testing.T) {
	s := newSite(t)
	got := make(chan string, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got <- r.Header.Get("webhook-id") + r.Header.Get("webhook-signature")
	}))
	defer hook.Close()
	v := s.visitor("edda")
	page := v.get("/alerts", 200)
	has(t, "the page", page, "No rule is set yet", `action="/alerts/add"`)
	page = v.post("/alerts/add", 200, "name", `<script>alert(1)</script> `+"\u202e", "place", "Marlow", "origins", "3", "figure", "injured", "by", "2.5", "webhook", hook.URL+"/x")
	has(t, "the new rule", page, "whsec_", "a story in Marlow that has 3 origins and moves its figure of injured by 2.5", "&lt;script&gt;", "by edda")
	hasNot(t, "the new rule", page, "<script>", "\u202e")
	id := s.alerts.Rules()[0].ID
	page = v.get("/alerts/"+id, 200)
	hasNot(t, "the rule, seen again", page, "whsec_")
	has(t, "the log", v.post("/alerts/"+id+"/test", 200), "waiting", "a test", "A test is on its way")
	s.alerts.Once(ctx)
	if sent := <-got; !strings.HasPrefix(sent, "al_") || !strings.Contains(sent, "v1,") {
		t.Errorf("sent %q", sent)
	}
	has(t, "the log", v.get("/alerts/"+id, 200), "delivered")
	has(t, "switched off", v.post("/alerts/"+id+"/switch", 200, "off", "yes"), "This rule is off: switched off by hand.", "Switch on")
	hasNot(t, "switched on", v.post("/alerts/"+id+"/switch", 200), "This rule is off")
	has(t, "dropped", v.post("/alerts/"+id+"/drop", 200), "The rule is dropped.", "No rule is set yet")
	v.get("/alerts/"+id, 404)
	v.post("/alerts/"+id+"/test", 404)
	v.post("/alerts/x/drop", 404)
	for what, fields := range map[string][]string{
		"neither which stories": {"name", "x"}, "no number": {"place", "x", "origins", "many"}, "number above 0": {"figure", "killed", "by", "-1"},
		"no status": {"status", "rumoured"}, "http or https address": {"place", "x", "webhook", "file:///etc/passwd"}, "NaN": {"figure", "killed", "by", "NaN"},
	} {
		page := v.post("/alerts/add", 422, fields...)
		if what != "NaN" {
			has(t, "a refusal", page, what)
		}
	}
}

func TestWhoMay(t *testing.T) {
	s := newSite(t)
	rule, _, err := s.alerts.Add(ctx, alert.Rule{Place: "Marlow", Webhook: "https://hook.example/a-secret-path"})
	if err != nil {
		t.Fatal(err)
	}
	reader, stranger, editor := s.visitor("rhea"), s.visitor(""), s.visitor("edda")
	for _, path := range []string{"/alerts", "/alerts/" + rule.ID} {
		page := reader.get(path, 200)
		hasNot(t, "a reader's page", page, `action="/alerts/`, "a-secret-path")
		has(t, "a stranger's page", stranger.get(path, 200), `action="/signin"`)
	}
	for _, path := range []string{"/alerts/add", "/alerts/feed", "/alerts/" + rule.ID + "/drop", "/alerts/" + rule.ID + "/switch", "/alerts/" + rule.ID + "/test"} {
		stranger.post(path, 401)
		reader.post(path, 403)
		forger := *editor
		forger.csrf = ""
		forger.post(path, 403)
	}
	if len(s.alerts.Rules()) != 1 || len(s.alerts.Log(rule.ID)) > 0 {
		t.Error("something was done")
	}
}

func TestFeeds(t *testing.T) {
	s := newSite(t)
	rule, _, err := s.alerts.Add(ctx, alert.Rule{Place: "Marlow"})
	if err != nil {
		t.Fatal(err)
	}
	words := "A fire <b>broke</b> out & 3\u202e people"
	doc := &news.Doc{Article: news.Article{ID: "a1", Outlet: "herald.example", Text: words}, Sentences: []news.Sentence{{Span: news.Span{End: len(words)}}}}
	told := &library.Told{Story: 7, Articles: []news.Record{{Article: doc.Article, Changed: time.Now().Add(time.Hour)}}, Report: &news.Report{Articles: []*news.Doc{doc}}}
	if err := s.alerts.Prepare(ctx, nil, &desk.Digest{Story: 7, Headline: "Fire & smoke <i>\u202e", Articles: 1, Origins: 1, Places: []string{"Marlow"}}, told); err != nil {
		t.Fatal(err)
	}
	editor, stranger := s.visitor("edda"), s.visitor("")
	stranger.get("/alerts/feed.atom", 401)
	stranger.get("/alerts/feed.json?token=x", 401)
	page := editor.post("/alerts/feed", 200)
	has(t, "the page", page, "Fire &amp; smoke &lt;i&gt;", "/story/7")
	hasNot(t, "the page", page, "\u202e", "<i>")
	address := regexp.MustCompile(`<code>http://[^/]+(/alerts/feed\.atom\?token=[\w-]+)</code>`).FindStringSubmatch(page)
	if address == nil {
		t.Fatal(page)
	}
	body := stranger.get(address[1], 200)
	var feed struct {
		Entry []struct {
			Title   string `xml:"title"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(body), &feed); err != nil || len(feed.Entry) != 1 || feed.Entry[0].Title != "Fire & smoke <i>" || !strings.Contains(feed.Entry[0].Content, "<b>broke</b> out & 3 people") {
		t.Errorf("%v %s", err, body)
	}
	hasNot(t, "the feed", body, "\u202e")
	resp, _ := http.Get(s.URL + address[1])
	stranger.get(address[1], 304, "If-None-Match", resp.Header.Get("ETag"))
	body = editor.get("/alerts/feed.json?rule="+rule.ID, 200)
	var items struct {
		Items []struct {
			ID, URL string
			Alert   alert.Alert `json:"_parallax"`
		}
	}
	if err := json.Unmarshal([]byte(body), &items); err != nil || len(items.Items) != 1 || items.Items[0].URL != s.URL+"/story/7" || items.Items[0].Alert.Why[0].Cites[0].Article != "a1" {
		t.Errorf("%v %s", err, body)
	}
	if body = editor.get("/alerts/feed.json?rule=other", 200); strings.Contains(body, "Fire") {
		t.Errorf("of another rule: %s", body)
	}
	editor.post("/alerts/feed", 200)
	stranger.get(address[1], 401)
	// The token opens the feed and nothing else.
	has(t, "another page", stranger.get("/alerts?token="+strings.Split(address[1], "=")[1], 200), `action="/signin"`)
}
