package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"parallax/news"
	"parallax/read"
)

// get asks for a page as a browser does.
func (s *site) get(path string, header ...string) (*http.Response, []byte) {
	s.t.Helper()
	r, err := http.NewRequest("GET", s.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	answer, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer, body
}

var everyPath = []string{"/", "/?words=ferry&disputed=on&several=on", "/story/1", "/story/s1", "/story/1?all", "/story/1?at=2030-01-01", "/story/1?since=2020-01-01", "/story/1/order",
	"/search", "/search?q=ferry", "/search?q=speaker:reyl&order=newest", "/speaker", "/speaker?name=Reyl", "/outlets", "/outlets?all", "/outlet/maraviaobserver.example", "/compare", "/add"}

// TestPages asks for every page: it has come whole, in one answer, and light.
func TestPages(t *testing.T) {
	s := open(t)
	s.add(ferry())
	for _, path := range everyPath {
		answer, body := s.get(path)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, answer.Status)
			continue
		}
		if len(body) > 150_000 {
			t.Errorf("%s weighs %d bytes", path, len(body))
		}
		checkPage(t, path, answer, body)

		// The same page again is not sent again.
		tag := answer.Header.Get("ETag")
		again, rest := s.get(path, "If-None-Match", tag)
		if tag == "" || again.StatusCode != http.StatusNotModified || len(rest) != 0 {
			t.Errorf("%s: asked again with %s: %s, %d bytes", path, tag, again.Status, len(rest))
		}
		// And it comes packed.
		packed, small := s.get(path, "Accept-Encoding", "gzip")
		if packed.Header.Get("Content-Encoding") != "gzip" || len(small) > len(body)/2 {
			t.Errorf("%s: %q, %d bytes of %d", path, packed.Header.Get("Content-Encoding"), len(small), len(body))
		}
		if z, err := gzip.NewReader(bytes.NewReader(small)); err != nil {
			t.Errorf("%s: %v", path, err)
		} else if whole, err := io.ReadAll(z); err != nil || len(whole) != len(body) {
			t.Errorf("%s: unpacked %d bytes of %d: %v", path, len(whole), len(body), err)
		}
	}
}

// checkPage holds a page to what no article may change: nothing is loaded from elsewhere, no
// script or style stands in it but our own, no link leaves the web.
func checkPage(t *testing.T, path string, answer *http.Response, body []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	policy := answer.Header.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("%s: policy %q", path, policy)
	}
	if bytes.ContainsAny(body, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x00") {
		t.Errorf("%s: characters that steer came through", path)
	}
	ids := map[string]int{}
	styles := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attr := func(key string) string {
			for _, a := range n.Attr {
				if a.Key == key {
					return a.Val
				}
			}
			return ""
		}
		switch n.Data {
		case "script":
			if n.FirstChild != nil || !strings.HasPrefix(attr("src"), "/static/") {
				t.Errorf("%s: a script stands in the page", path)
			}
		case "style":
			styles++
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(policy, hash) {
				t.Errorf("%s: the policy does not name the page's style", path)
			}
		case "link":
			if !strings.HasPrefix(attr("href"), "/") {
				t.Errorf("%s: the page loads %s", path, attr("href"))
			}
		case "iframe", "img", "object", "embed", "base", "image", "foreignobject", "animate", "set":
			t.Errorf("%s: the page holds a <%s>", path, n.Data)
		case "form":
			if action := attr("action"); !strings.HasPrefix(action, "/") || strings.HasPrefix(action, "//") {
				t.Errorf("%s: a form leads to %q", path, action)
			}
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s> has %s=%q", path, n.Data, a.Key, a.Val)
			case a.Key == "href" || a.Key == "src" || a.Key == "formaction":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || u.Scheme == "" && u.Host != "" {
					t.Errorf("%s: <%s> leads to %q", path, n.Data, a.Val)
				}
			}
		}
	}
	if styles != 1 {
		t.Errorf("%s has %d styles", path, styles)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s: id %q stands %d times", path, id, n)
		}
	}
}

// hostile are articles that try to get out of every page.
func hostile() iter.Seq2[news.Article, error] {
	const run = `<script>window.hacked=true</script>`
	evil := `"><img src=x onerror="window.hacked=true">` + run + "\u202eReversed\u202c \x1b[31mred {{.}} ${1} javascript:alert(1)"
	return func(yield func(news.Article, error) bool) {
		for i, text := range []string{
			evil + "\n\nTen people died in the fire at Osthal" + run + ", mayor Ida <b onclick=hacked()>Lorn</b> said. \"It " + evil + "\" Lorn said.\n",
			"Osthal fire\n\n<svg onload=window.hacked=true><animate attributeName=href values=javascript:window.hacked=true></svg> Twelve people died in the fire at Osthal, mayor Ida Lorn said. \"It burned at once,\" Lorn said.\n",
			strings.Repeat("title without an end ", 20_000) + "\n\nEleven people died in the fire at Osthal, mayor Ida Lorn said.\n",
		} {
			title, _, _ := strings.Cut(text, "\n")
			a := news.Article{ID: []string{`a"><script>window.hacked=true</script>`, "../../b?x=1#y/ü", "javascript:c"}[i], Title: title, Byline: []string{evil},
				URL: []string{"javascript:window.hacked=true", "data:text/html," + run, "https://post.example/" + evil}[i], Publisher: evil, Outlet: []string{evil, "post.example/../x", "c.example"}[i],
				Published: news.Published{At: "2026-05-12T10:00:00Z", From: news.FromMetadata}, Text: text}
			if !yield(a, nil) {
				return
			}
		}
	}
}

// hostilePaths are the pages that show what hostile adds, as other pages link to them.
func hostilePaths(t *testing.T, s *site) []string {
	t.Helper()
	paths := append([]string{}, everyPath...)
	for r, err := range s.Library.Store().Articles(context.Background(), news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, "/article/"+url.PathEscape(r.ID), "/outlet/"+url.PathEscape(r.Outlet))
	}
	return append(paths, "/search?q=osthal", "/speaker?name=lorn", "/story/2", "/story/3", "/search?q="+url.QueryEscape(`"><script>window.hacked=true</script>`), "/speaker?name="+url.QueryEscape(`"><script>x`))
}

func TestHostileWords(t *testing.T) {
	s := open(t)
	s.add(hostile())
	opened := 0
	for _, path := range hostilePaths(t, s) {
		answer, body := s.get(path)
		if answer.StatusCode == http.StatusNotFound && (strings.HasPrefix(path, "/outlet/maravia") || strings.HasPrefix(path, "/story/")) {
			continue
		}
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, answer.Status)
			continue
		}
		opened++
		checkPage(t, path, answer, body)
		limit := 150_000
		if strings.HasPrefix(path, "/article/") {
			limit = 2_000_000 // the whole text stands there
		}
		if len(body) > limit {
			t.Errorf("%s weighs %d bytes", path, len(body))
		}
	}
	if opened < 20 {
		t.Errorf("only %d pages were opened", opened)
	}
}

func TestRefused(t *testing.T) {
	s := open(t)
	s.add(ferry())
	for path, want := range map[string]int{"/story/0": 404, "/story/x": 404, "/story/99": 404, "/story/99999999999999999999": 404, "/article/none": 404, "/article/": 404, "/outlet/none": 404,
		"/nothing": 404, "/?after=yesterday": 400, "/story/1?at=x": 400, "/story/1?since=x": 400, "/story/1?at=1990-01-01": 404, "/story/1/export": 400, "/story/1/export?format=exe": 400,
		"/search?q=" + strings.Repeat("x", 5000): 200, "/search?q=%22%22%22*(AND": 200, "/search?q=after:never": 400, "/search?q=%ff%fe": 200, "/?from=-7&words=%00": 200, "/article/a%00b": 404} {
		answer, body := s.get(path)
		if answer.StatusCode != want {
			t.Errorf("%.60s: %s, want %d: %.200s", path, answer.Status, want, body)
		}
	}
	// Forms without the token of a page change nothing.
	for _, path := range []string{"/story/1/merge", "/story/1/split", "/story/1/move", "/add/feed", "/add/drop", "/add/opml", "/add/files", "/compare", "/look"} {
		answer, err := http.PostForm(s.URL+path, url.Values{"with": {"2"}, "article": {"a"}, "to": {"2"}})
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden {
			t.Errorf("POST %s without a token: %s", path, answer.Status)
		}
	}
}

var tokenField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// post sends a form with the token of a page.
func (s *site) post(path string, form map[string]string, files map[string][]byte) (int, string) {
	s.t.Helper()
	_, page := s.get("/compare")
	m := tokenField.FindSubmatch(page)
	if m == nil {
		s.t.Fatal("the page's form has no token")
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	w.WriteField("csrf", string(m[1]))
	for k, v := range form {
		w.WriteField(k, v)
	}
	for name, body := range files {
		field, file, _ := strings.Cut(name, ":")
		f, err := w.CreateFormFile(field, file)
		if err != nil {
			s.t.Fatal(err)
		}
		f.Write(body)
	}
	w.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Post(s.URL+path, w.FormDataContentType(), &b)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestCompareForm(t *testing.T) {
	s := open(t)
	for _, one := range []struct {
		name  string
		form  map[string]string
		files map[string][]byte
		want  int
		words string
	}{
		{"nothing", nil, nil, 422, "nothing to compare yet"},
		{"one text", map[string]string{"text": "Fire at Osthal\n\nNine people died in the fire at Osthal on Monday."}, nil, 200, "1 report"},
		{"files", nil, map[string][]byte{"files:a.txt": []byte("Fire at Osthal\n\nNine people died."), "files:b.json": []byte(`{"id":"b","title":"Osthal","text":"Fire at Osthal\n\nTen people died."}`)}, 200, "2 reports"},
		{"a binary file", nil, map[string][]byte{"files:a.bin": bytes.Repeat([]byte{0, 1, 2, 3}, 3000)}, 422, "a.bin"},
		{"a path", map[string]string{"addresses": "/etc/passwd file:///etc/passwd"}, nil, 422, "not fetched here"},
		{"too much", nil, map[string][]byte{"files:a.txt": bytes.Repeat([]byte("word "), 17<<20/5)}, 413, "more than 16 MB"},
	} {
		status, body := s.post("/compare", one.form, one.files)
		if status != one.want || !strings.Contains(body, one.words) {
			t.Errorf("%s: %d, want %d with %q", one.name, status, one.want, one.words)
		}
	}
	if c, err := s.Library.Store().Counts(context.Background()); err != nil || c.Articles != 0 {
		t.Errorf("comparing kept %d articles: %v", c.Articles, err)
	}
}

func TestFeeds(t *testing.T) {
	s := open(t)
	list := `<opml version="2.0"><body><outline text="b" xmlUrl="https://b.example/feed"/><outline text="evil" xmlUrl="javascript:alert(1)"/><outline text="c" xmlUrl="https://c.example/?a=1&amp;b=2"/></body></opml>`
	for _, one := range []struct {
		path   string
		form   map[string]string
		files  map[string][]byte
		status int
		words  string
	}{
		{"/add/feed", map[string]string{"address": "https://a.example/feed"}, nil, 303, ""},
		{"/add/feed", map[string]string{"address": "file:///etc/passwd"}, nil, 400, "only http and https"},
		{"/add/feed", nil, nil, 400, "Name the address"},
		{"/add/opml", nil, map[string][]byte{"list:feeds.opml": []byte(list)}, 200, "2 feeds of feeds.opml followed"},
		{"/add/opml", nil, map[string][]byte{"list:feeds.opml": []byte("nothing")}, 200, "is no list of feeds"},
		{"/add/drop", map[string]string{"address": "https://b.example/feed"}, nil, 303, ""},
		{"/add/files", nil, map[string][]byte{"files:a.txt": []byte("Fire at Osthal\n\nNine people died in the fire at Osthal on Monday.")}, 200, "1 article added"},
		{"/add/files", nil, map[string][]byte{"files:a.txt": []byte("Fire at Osthal\n\nNine people died in the fire at Osthal on Monday.")}, 200, "0 articles added, 0 revised, 1 known"},
		{"/add/files", nil, map[string][]byte{"files:a.bin": bytes.Repeat([]byte{0, 1, 2, 3}, 3000)}, 200, "a.bin"},
		{"/add/files", nil, nil, 400, "Choose files"},
	} {
		if status, body := s.post(one.path, one.form, one.files); status != one.status || !strings.Contains(body, one.words) {
			t.Errorf("%s %v: %d, want %d with %q", one.path, one.form, status, one.status, one.words)
		}
	}
	_, page := s.get("/add")
	_, saved := s.get("/feeds.opml")
	if feeds := read.Outlines(saved, ""); len(feeds) != 2 || feeds[0] != "https://a.example/feed" || feeds[1] != "https://c.example/?a=1&b=2" {
		t.Errorf("the list that is saved is %q", feeds)
	}
	if !bytes.Contains(page, []byte("https://c.example/?a=1&amp;b=2")) || bytes.Contains(page, []byte("b.example")) {
		t.Error("the page does not list what is followed")
	}
}

func TestVersionsAndExports(t *testing.T) {
	s := open(t)
	s.add(ferry())
	edit(t, s)
	_, now := s.get("/story/2")
	if !bytes.Contains(now, []byte("Four people died")) || bytes.Contains(now, []byte("Three people died")) {
		t.Error("the story does not show the present text")
	}
	link := regexp.MustCompile(`/story/2\?at=[^"]+`).Find(now)
	if link == nil {
		t.Fatal("the story has no link to this version")
	}
	if answer, page := s.get(string(link)); answer.StatusCode != 200 || !bytes.Contains(page, []byte("as it was told before")) {
		t.Errorf("%s: %s", link, answer.Status)
	}
	if _, page := s.get("/article/edited?against=1"); !bytes.Contains(page, []byte("<del>Three</del>")) || !bytes.Contains(page, []byte("<ins>Four</ins>")) {
		t.Error("the two texts of an article do not show what was changed")
	}
	for format, words := range map[string]string{"json": `"schema": "parallax.report/1"`, "html": "<!DOCTYPE html>", "md": "# ", "text": "5 reports"} {
		answer, body := s.get("/story/1/export?format=" + format)
		if answer.StatusCode != 200 || !bytes.Contains(body, []byte(words)) || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %s, %.80q", format, answer.Status, body)
		}
		if bytes.Contains(body, []byte("\x1b")) {
			t.Errorf("%s has control characters", format)
		}
	}
}

// TestVisit comes back after an hour: what has changed meanwhile is marked.
func TestVisit(t *testing.T) {
	s := open(t)
	s.add(ferry())
	for cookie, fresh := range map[string]bool{
		"": false, // a first visit: nothing is new, everything is
		"visit=0." + unixText(time.Now().Add(-time.Hour)):   true,
		"visit=0." + unixText(time.Now().Add(-time.Minute)): false, // this visit goes on
		"visit=0." + unixText(time.Now().Add(time.Hour)):    false,
		"visit=x.y": false,
	} {
		_, page := s.get("/", "Cookie", cookie)
		if got := bytes.Contains(page, []byte(`class="badge"`)); got != fresh {
			t.Errorf("%q: marked as new: %v", cookie, got)
		}
	}
}

func unixText(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func TestLive(t *testing.T) {
	s := open(t)
	answer, err := http.Get(s.URL + "/live")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("the stream is %q", got)
	}
	read := make(chan string)
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := answer.Body.Read(b)
			if n > 0 {
				read <- string(b[:n])
			}
			if err != nil {
				close(read)
				return
			}
		}
	}()
	if first := <-read; !strings.HasPrefix(first, "retry:") {
		t.Errorf("the stream begins with %q", first)
	}
	s.add(ferry())
	select {
	case event := <-read:
		if !strings.Contains(event, "event: story\ndata: {\"story\":1,") {
			t.Errorf("the event is %q", event)
		}
	case <-time.After(time.Minute):
		t.Error("no event comes")
	}
}

func TestHealth(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		if answer, body := s.get(path); answer.StatusCode != 200 || len(body) > 20 {
			t.Errorf("%s: %s %q", path, answer.Status, body)
		}
	}
}

// BenchmarkPage asks for a page without the network in between: what it costs the processor.
func BenchmarkPage(b *testing.B) {
	s := open(b)
	s.add(ferry())
	for _, path := range []string{"/", "/story/1", "/search?q=ferry", "/article/" + url.PathEscape(s.first())} {
		b.Run(strings.Trim(path, "/"), func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				s.Server.Handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// first is the ID of the first article.
func (s *site) first() string {
	for r, err := range s.Library.Store().Articles(context.Background(), news.ArticleFilter{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		return r.ID
	}
	return ""
}
