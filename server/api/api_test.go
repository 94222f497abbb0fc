package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax"
	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/server/api"
	"parallax/store/sqlite"
	"parallax/watch"
)

var ctx = context.Background()

// ferry is a report of a ferry that struck a pier; hurt is the toll. Each outlet
// tells it in words of its own.
func ferry(outlet, hurt string, hour int) news.Article {
	text := map[string]string{
		"valley": "MARLOW - The ferry Saint Brendan struck a pier in Marlow harbour on Tuesday morning and %s people were injured, port chief Ana Duarte said.\n\n" +
			"The ferry was coming from Tarn Island with 140 passengers aboard. “The crew reported a failure of the steering,” Duarte told reporters.\n",
		"coast": "The harbour of Marlow was closed for three hours on Tuesday after the ferry Saint Brendan hit a pier. Ana Duarte, who runs the port, said that %s people were injured.\n\n" +
			"Coast Lines, which owns the ship, said it would pay for the damage. “The crew reported a failure of the steering,” Duarte said.\n",
		"herald": "At least one passenger was still in hospital on Tuesday evening when port chief Ana Duarte raised the number of injured people from the ferry Saint Brendan to %s.\n\n" +
			"Coast Lines denied that the steering of the ferry had failed. The Saint Brendan had struck a pier at Marlow in the morning.\n",
	}[outlet]
	return news.Article{ID: outlet, URL: "https://www." + outlet + ".example/ferry", Title: "Ferry Saint Brendan strikes pier at Marlow, " + hurt + " hurt",
		Published: news.Published{At: fmt.Sprintf("2026-05-12T%02d:00:00Z", hour), From: news.FromMetadata}, Text: fmt.Sprintf(text, hurt)}
}

// fair is a report of something else.
func fair(outlet, place string) news.Article {
	return news.Article{ID: outlet + "-fair", URL: "https://www." + outlet + ".example/fair", Title: "Book fair opens in " + place,
		Published: news.Published{At: "2026-05-11", From: news.FromMetadata},
		Text:      "The book fair of " + place + " opened on Monday with 300 publishers from twelve countries.\n\nMayor Tomas Rell said: “Reading is a habit that a town has to keep.”\n"}
}

func each(all ...news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// A world is a small library with an API.
type world struct {
	*api.API
	library *library.Library
	clock   time.Time
	faults  []error
}

// page is the network: one page, and nothing else.
func page(_ context.Context, address string) ([]byte, string, string, error) {
	if address != "https://www.dunes.example/ferry" {
		return nil, "", "", errors.New("there is no such host")
	}
	return []byte("<html><head><title>Ferry accident</title></head><body><article><p>The ferry Saint Brendan struck a pier at Marlow and four people were injured, the harbour office of Marlow said on Tuesday.</p>" +
		"<p>It was the second accident of the ship within a year. The harbour office said that the ferry would stay at the pier until its steering was tested.</p></article></body></html>"), "text/html", address, nil
}

// at is when the library of a world was filled.
var at = time.Date(2026, 5, 12, 18, 0, 0, 0, time.UTC)

func newWorld(t testing.TB, set func(*api.Options)) *world {
	t.Helper()
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{clock: at}
	w.library = library.New(store, p, func() time.Time { return w.clock })
	add := func(all ...news.Article) {
		if _, err := w.library.Add(ctx, each(all...), nil, func(err error) { t.Error(err) }); err != nil {
			t.Fatal(err)
		}
	}
	add(ferry("valley", "three", 9), ferry("coast", "three", 10), ferry("herald", "five", 12), fair("valley", "Tarn"), fair("coast", "Oakby"))
	w.clock = at.Add(time.Hour)
	edited := ferry("coast", "three", 10)
	edited.Text = strings.Replace(edited.Text, "three people", "four people", 1)
	add(edited)
	w.clock = at.Add(2 * time.Hour)
	d, err := desk.Open(ctx, desk.Options{Library: w.library, Now: func() time.Time { return w.clock }, Errors: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); d.Run(running) }()
	t.Cleanup(func() { stop(); <-done })
	for range 600 {
		if d.Behind() == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	feeds, err := watch.Open(ctx, watch.Options{Library: w.library})
	if err != nil {
		t.Fatal(err)
	}
	opts := api.Options{Desk: d, Watch: feeds, Fetch: page, Parallax: p, MayEdit: func(context.Context) bool { return true }, Version: "test", Errors: func(err error) { w.faults = append(w.faults, err) }}
	if set != nil {
		set(&opts)
	}
	w.API = api.New(opts)
	return w
}

// ask sends one request and returns the answer with its body.
func (w *world) ask(method, path, body string, header ...string) (*http.Response, []byte) {
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, path, in)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	res := rec.Result()
	b, _ := io.ReadAll(res.Body)
	return res, b
}

// operation finds what the description says of a request.
func operation(doc *huma.OpenAPI, method, path string) (string, *huma.Operation) {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	best, bestLiteral := "", -1
	for template, item := range doc.Paths {
		want := strings.Split(template, "/")
		if len(want) != len(parts) || operationOf(item, method) == nil {
			continue
		}
		literal := 0
		for i, p := range want {
			switch {
			case p == parts[i]:
				literal++
			case !strings.HasPrefix(p, "{"):
				literal = -1000
			}
		}
		if literal > bestLiteral {
			best, bestLiteral = template, literal
		}
	}
	if bestLiteral < 0 {
		return "", nil
	}
	return best, operationOf(doc.Paths[best], method)
}

func operationOf(item *huma.PathItem, method string) *huma.Operation {
	switch method {
	case http.MethodGet, http.MethodHead:
		return item.Get
	case http.MethodPost:
		return item.Post
	case http.MethodPut:
		return item.Put
	case http.MethodDelete:
		return item.Delete
	}
	return nil
}

// valid checks an answer against the description.
func valid(t *testing.T, doc *huma.OpenAPI, method, path string, res *http.Response, body []byte) (operationID string) {
	t.Helper()
	_, op := operation(doc, method, path)
	if op == nil {
		t.Errorf("%s %s: the description has no such operation", method, path)
		return ""
	}
	said := op.Responses[fmt.Sprint(res.StatusCode)]
	if said == nil && res.StatusCode >= 400 {
		said = op.Responses["default"]
	}
	if said == nil {
		t.Errorf("%s %s: the description knows no answer %d of %s", method, path, res.StatusCode, op.OperationID)
		return op.OperationID
	}
	if len(said.Content) == 0 {
		if len(body) > 0 {
			t.Errorf("%s %s: %d has a body: %.200s", method, path, res.StatusCode, body)
		}
		return op.OperationID
	}
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	media := said.Content[kind]
	if media == nil {
		t.Errorf("%s %s: %d comes as %q, which the description does not know", method, path, res.StatusCode, kind)
		return op.OperationID
	}
	if !strings.HasSuffix(kind, "json") {
		return op.OperationID
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Errorf("%s %s: %v in %.200s", method, path, err, body)
		return op.OperationID
	}
	result := &huma.ValidateResult{}
	huma.Validate(doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, result)
	for _, err := range result.Errors {
		t.Errorf("%s %s: %d is not as described: %v", method, path, res.StatusCode, err)
	}
	return op.OperationID
}

// TestAnswersAreAsDescribed asks every operation and checks each answer, errors
// included, against the OpenAPI document.
func TestAnswersAreAsDescribed(t *testing.T) {
	w := newWorld(t, nil)
	doc := w.OpenAPI()
	asked := map[string]bool{}
	for _, c := range requests {
		res, body := w.ask(c.method, api.Prefix+c.path, c.body)
		if res.StatusCode != c.status {
			t.Errorf("%s %s: %d, not %d: %.300s", c.method, c.path, res.StatusCode, c.status, body)
			continue
		}
		id := valid(t, doc, c.method, api.Prefix+c.path, res, body)
		if res.StatusCode < 300 {
			asked[id] = true
		}
		for _, word := range c.has {
			if !bytes.Contains(body, []byte(word)) {
				t.Errorf("%s %s: %q is not in %.600s", c.method, c.path, word, body)
			}
		}
	}
	for path, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil && !asked[op.OperationID] {
				t.Errorf("%s (%s) was never asked", op.OperationID, path)
			}
		}
	}
	if len(w.faults) > 0 {
		t.Errorf("faults: %v", w.faults)
	}
}

// requests are asked in order; what one changes the next ones see.
var requests = []struct {
	method, path, body string
	status             int
	has                []string
}{
	{"GET", "/stories", "", 200, []string{`"total":`, `"origins":3`, `"compared":true`, `"sharpest":`, `"conflicts":`}},
	{"GET", "/stories?q=ferry&name=Duarte&least=2&limit=1", "", 200, []string{`"story":"s1"`}},
	{"GET", "/stories?disputed=true", "", 200, []string{`"total":1`}},
	{"GET", "/stories?after=2026-05-12&before=2026-05-13&since=2026&outlet=herald.example", "", 200, []string{`"total":1`}},
	{"GET", "/stories?after=soon", "", 422, []string{"soon"}},
	{"GET", "/stories?limit=0", "", 422, []string{"limit"}},
	{"GET", "/stories?sort=best", "", 422, []string{"sort"}},
	{"GET", "/stories/s1", "", 200, []string{`"schema":"parallax.report/1"`, `"id":"s1"`, "Saint Brendan", `"verdict":"update"`}},
	{"GET", "/stories/s1?sections=figures,brief", "", 200, []string{`"figures":[`, `"brief":[`}},
	{"GET", "/stories/s1?at=2026-05-12T18:30:00Z&sections=articles", "", 200, []string{"that three people"}},
	{"GET", "/stories/s1?at=2026-05-12T17:30:00Z", "", 404, nil},
	{"GET", "/stories/s1?sections=gossip", "", 422, nil},
	{"GET", "/stories/s999", "", 404, []string{"999"}},
	{"GET", "/stories/x", "", 404, nil},
	{"GET", "/stories/s1/articles", "", 200, []string{`"why":"`, `"id":"herald"`}},
	{"GET", "/stories/s1/versions", "", 200, []string{`"edited":["coast"]`, `"version":2`}},
	{"GET", "/stories/s1/changes?since=2026-05-12T18:30:00Z", "", 200, []string{`"section":"edit"`, `"old":"three"`, `"new":"four"`}},
	{"GET", "/stories/s1/changes", "", 422, []string{"since"}},
	{"GET", "/articles/coast", "", 200, []string{`"attributions":[{`, `"figures":[{`, "four people"}},
	{"GET", "/articles/nobody", "", 404, nil},
	{"GET", "/articles/coast/revisions", "", 200, []string{`"revision":2`, `"edits":[{`, "three people"}},
	{"GET", "/search?q=harbour", "", 200, []string{`"hits":[{`, "snippet"}},
	{"GET", "/search?q=harbour&offset=1&limit=1", "", 200, []string{`"offset":1`}},
	{"GET", "/search", "", 200, []string{`"id":"`}},
	{"GET", "/search?q=after:never", "", 422, []string{"never"}},
	{"GET", "/search?q=a&offset=99999", "", 422, []string{"deep"}},
	{"GET", "/quotes?speaker=Duarte", "", 200, []string{`"speaker":"Ana Duarte"`, "failure of the steering"}},
	{"GET", "/quotes?q=steering&direct=true&after=2026&before=2027&limit=1", "", 200, []string{`"quotes":[{`}},
	{"GET", "/quotes", "", 422, []string{"speaker"}},
	{"GET", "/outlets", "", 200, []string{`"total":3`}},
	{"GET", "/outlets/coast.example", "", 200, []string{`"tells":[{`, `"latest":[{`}},
	{"GET", "/outlets/nobody.example", "", 404, nil},
	{"GET", "/names/Ana%20Duarte", "", 200, []string{`"told":[{`, `"quotes":[{`}},
	{"GET", "/names/Nobody%20Whatever", "", 404, nil},
	{"GET", "/decisions", "", 200, []string{`"decisions":[]`}},
	{"GET", "/library", "", 200, []string{`"articles":5`}},
	{"GET", "/export/quotes", "", 200, []string{`"speaker":"Ana Duarte"`}},
	{"GET", "/export/articles?format=csv", "", 200, []string{"id,url,title"}},
	{"GET", "/export/secrets", "", 404, nil},
	{"POST", "/compare", `{"articles":[` + given + `]}`, 200, []string{`"schema":"parallax.report/1"`, `"verdict":"conflict"`, `"article":"one"`}},
	{"POST", "/compare?sections=brief", `{"articles":[` + given + `],"urls":["https://www.dunes.example/ferry","https://nowhere.example/"]}`, 200, []string{`"brief":[`, `"input":"https://nowhere.example/"`}},
	{"POST", "/compare", `{"urls":["https://nowhere.example/"]}`, 422, []string{"no such host"}},
	{"POST", "/compare", `{"urls":["/etc/passwd"]}`, 422, []string{"http"}},
	{"POST", "/compare", `{"urls":["file:///etc/passwd"]}`, 422, []string{"http"}},
	{"POST", "/compare", `{}`, 422, nil},
	{"POST", "/compare", `{"articles":[{"text":" "}]}`, 422, []string{"body.articles[0]"}},
	{"POST", "/compare", `{"articles":[{"text":5}]}`, 422, nil},
	{"POST", "/compare", `{"article":[]}`, 422, nil},
	{"POST", "/compare", `{"articles":`, 400, nil},
	{"POST", "/analyze", `{"articles":[` + given + `]}`, 200, []string{`"attributions":[{`, `"id":"two"`}},
	{"POST", "/analyze", `{"articles":[{"html":"<p></p>"}]}`, 422, nil},
	{"POST", "/verify", `{"sentence":"The ferry Saint Brendan struck a pier in Marlow."}`, 200, []string{`"verdict":"held"`, `"article":"valley"`}},
	{"POST", "/verify", `{"sentence":"Coast Lines did not deny that the steering had failed.","story":"s1"}`, 200, []string{`"verdict":`}},
	{"POST", "/verify", `{"sentence":"The ferry Saint Brendan struck a pier in Marlow.","story":"s99"}`, 404, nil},
	{"POST", "/verify", `{"sentence":"of the"}`, 422, []string{"sentence"}},
	{"POST", "/verify-report", `{"schema":"parallax.report/1","articles":[]}`, 200, []string{`"faults":[]`}},
	{"POST", "/verify-report", `{"schema":"parallax.report/1","articles":[{"id":"a","text":"Yes."}],"unique":[{"article":"a","start":0,"end":3,"text":"No."}]}`, 200, []string{`unique[0]`}},
	{"POST", "/verify-report", `{"schema":"other"}`, 422, nil},
	{"POST", "/articles", `{"articles":[` + given + `],"urls":["https://www.dunes.example/ferry","https://nowhere.example/"]}`, 200, []string{`"added":3`, `"id":"one"`, "no such host"}},
	{"POST", "/articles", `{"articles":[` + given + `]}`, 200, []string{`"unchanged":2`}},
	{"POST", "/decisions/merge", `{"into":"s1","stories":["s2"],"note":"one week in Marlow"}`, 200, []string{`"verb":"merge"`, `"story":"s1"`, `"number":1`}},
	{"POST", "/decisions/merge", `{"into":"s1","stories":["s1"]}`, 422, []string{"itself"}},
	{"POST", "/decisions/merge", `{"into":"s1","stories":["s98"]}`, 404, nil},
	{"GET", "/stories/s2?sections=story", "", 200, []string{`"id":"s1"`}},
	{"POST", "/decisions/split", `{"articles":["valley-fair"]}`, 200, []string{`"verb":"split"`}},
	{"POST", "/decisions/split", `{"articles":[]}`, 422, nil},
	{"POST", "/decisions/move", `{"articles":["valley-fair"],"to":"s1"}`, 200, []string{`"verb":"move"`}},
	{"POST", "/decisions/move", `{"articles":["nobody"],"to":"s1"}`, 404, nil},
	{"GET", "/decisions?after=1", "", 200, []string{`"number":2`, `"number":3`}},
	{"POST", "/feeds", `{"addresses":["https://www.valley.example/feed.xml"]}`, 200, []string{`"health":"not visited yet"`}},
	{"POST", "/feeds", `{"opml":"<opml version='2.0'><body><outline type='rss' xmlUrl='https://www.coast.example/rss'/></body></opml>"}`, 200, []string{"coast.example/rss", "valley.example/feed.xml"}},
	{"POST", "/feeds", `{"addresses":["https://good.example/","file:///etc/passwd"]}`, 422, []string{"http"}},
	{"POST", "/feeds", `{}`, 422, nil},
	{"GET", "/feeds", "", 200, []string{"coast.example/rss"}},
	{"DELETE", "/feeds?address=https://www.coast.example/rss", "", 204, nil},
	{"DELETE", "/feeds?address=https://www.coast.example/rss", "", 404, nil},
}

// given are two reports of one event, in the keys that the commands read.
const given = `{"id":"one","publisher":"ridge.example","published":"2026-06-01T08:00:00Z","text":"The train from Oakby left the rails at Stone Bridge on Monday and 12 people were injured, the police said."},` +
	`{"id":"two","publisher":"lake.example","published":"2026-06-01T08:00:00Z","text":"Fourteen people were injured when a train left the rails at Stone Bridge on Monday. Mayor Ines Calder said: “We were lucky.”"}`

func TestPaging(t *testing.T) {
	w := newWorld(t, nil)
	for _, path := range []string{"/stories?limit=1", "/search?limit=2", "/outlets?limit=1", "/quotes?speaker=duarte&limit=1"} {
		whole, _ := w.ask("GET", api.Prefix+strings.Replace(strings.Replace(path, "limit=1", "limit=100", 1), "limit=2", "limit=100", 1), "")
		if len(whole.Header.Values("Link")) > 0 {
			t.Errorf("%s: one page links to others: %v", path, whole.Header.Values("Link"))
		}
		var bodies []string
		next := api.Prefix + path
		for pages := 0; next != ""; pages++ {
			if pages > 20 {
				t.Fatalf("%s: no end of pages", path)
			}
			res, body := w.ask("GET", next, "")
			if res.StatusCode != 200 || slices.Contains(bodies, string(body)) {
				t.Fatalf("%s: %d %s", next, res.StatusCode, body)
			}
			bodies = append(bodies, string(body))
			next = ""
			for _, l := range res.Header.Values("Link") {
				if to, ok := strings.CutSuffix(l, `>; rel="next"`); ok {
					next = strings.TrimPrefix(to, "<")
				}
			}
		}
		if len(bodies) < 2 {
			t.Errorf("%s: %d pages", path, len(bodies))
		}
	}
}

// TestUnchanged: what the caller has is not sent again, until something changes.
func TestUnchanged(t *testing.T) {
	w := newWorld(t, nil)
	for _, c := range requests {
		if c.method != "GET" || c.status != 200 || strings.HasPrefix(c.path, "/export") {
			continue
		}
		res, _ := w.ask("GET", api.Prefix+c.path, "")
		etag := res.Header.Get("ETag")
		if etag == "" {
			t.Errorf("%s has no ETag", c.path)
			continue
		}
		again, body := w.ask("GET", api.Prefix+c.path, "", "If-None-Match", `"other", `+etag)
		if again.StatusCode != 304 || len(body) > 0 || again.Header.Get("ETag") != etag {
			t.Errorf("%s: %d %.100s", c.path, again.StatusCode, body)
		}
	}
	res, _ := w.ask("GET", api.Prefix+"/stories/s1", "")
	edited := ferry("herald", "six", 12)
	w.clock = at.Add(3 * time.Hour)
	if _, err := w.library.Add(ctx, each(edited), nil, func(err error) { t.Error(err) }); err != nil {
		t.Fatal(err)
	}
	if again, body := w.ask("GET", api.Prefix+"/stories/s1", "", "If-None-Match", res.Header.Get("ETag")); again.StatusCode != 200 || !bytes.Contains(body, []byte("Brendan to six")) {
		t.Errorf("another text goes unnoticed: %d", again.StatusCode)
	}
}

// TestRefused: every refusal is a problem in JSON that says what to do.
func TestRefused(t *testing.T) {
	w := newWorld(t, nil)
	for _, c := range []struct {
		method, path, kind, body string
		status                   int
		has                      string
	}{
		{"GET", "/api/v1/nothing", "", "", 404, "openapi.json"},
		{"GET", "/api/", "", "", 404, "openapi.json"},
		{"DELETE", "/api/v1/stories", "", "", 405, "GET"},
		{"POST", "/api/v1/stories/s1", "application/json", "{}", 405, "GET"},
		{"POST", "/api/v1/compare", "text/plain", "{}", 415, "application/json"},
		{"POST", "/api/v1/compare", "", "{}", 415, "application/json"},
		{"POST", "/api/v1/compare", "multipart/form-data; boundary=x", "{}", 415, "application/json"},
		{"POST", "/api/v1/compare", "application/json", `{"articles":[{"text":"` + strings.Repeat("x", 5<<20) + `"}]}`, 413, "bytes"},
		{"POST", "/api/v1/compare", "application/json", `["` + strings.Repeat("é", 1000) + `"]`, 422, "…"},
	} {
		var in io.Reader
		if c.body != "" {
			in = strings.NewReader(c.body)
		}
		r := httptest.NewRequest(c.method, c.path, in)
		r.Header.Set("Content-Type", c.kind)
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		var problem huma.ErrorModel
		if err := json.Unmarshal(rec.Body.Bytes(), &problem); err != nil || rec.Code != c.status || problem.Status != c.status ||
			rec.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(problem.Detail+rec.Body.String(), c.has) {
			t.Errorf("%s %s: %d %s %s", c.method, c.path, rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
		if c.status == 405 && rec.Header().Get("Allow") == "" {
			t.Errorf("%s %s: nothing says what is allowed", c.method, c.path)
		}
	}
}

// TestReaders: who may not edit changes nothing, but may have texts compared.
func TestReaders(t *testing.T) {
	w := newWorld(t, func(o *api.Options) { o.MayEdit = nil })
	for _, c := range requests {
		if c.method == "GET" || c.status > 299 {
			continue
		}
		want := http.StatusForbidden
		path, _, _ := strings.Cut(c.path, "?")
		if slices.Contains(api.Reading, api.Prefix+path) {
			want = c.status
		}
		res, body := w.ask(c.method, api.Prefix+c.path, c.body)
		if res.StatusCode != want {
			t.Errorf("%s %s: %d %.200s", c.method, c.path, res.StatusCode, body)
		}
		valid(t, w.OpenAPI(), c.method, api.Prefix+c.path, res, body)
	}
	if res, body := w.ask("GET", api.Prefix+"/library", ""); !bytes.Contains(body, []byte(`"articles":5,`)) {
		t.Errorf("%d %s", res.StatusCode, body)
	}
}
