package api_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"parallax/alert"
	"parallax/server/api"
	"parallax/store/sqlite"
)

// hostile are values that somebody may send where a name, a number, a time or a
// text is asked for.
var hostile = []string{"", " ", "0", "-1", "1", "s1", "s0", "s-1", "s1e3", "s99999999999999999999", "99999999999999999999", "1e309", "NaN", "-0.0", "0x10", "null", "true", "[]", "{}", "[[[[[[",
	"'", `"`, `""`, `"""`, "\x00", "a\x00b", "\xff\xfe\xfd", "%00", "%", "%zz", "../../../../etc/passwd", "..", ".", "/", "a/b", "\\", "s1' OR '1'='1", "; DROP TABLE article; --",
	"*", "**", "-", "--", "- -", "-ferry", "-*", "ferry*", "ferry OR", "AND", "NOT", "NEAR(", "NEAR(a b)", "title:", "body : x", "{title body} : x", "^ferry", "(", ")", "+", "name:", `name:"`, `name:""`, `name:"?!"`, "speaker:-", "outlet:%",
	"outlet:_", "after:0000", "after:9999-12-31T23:59:59Z", "before:0001", "2026-02-30", "0000-00-00", "9999-12-31T23:59:59Z", "0001-01-01", "-292277022399", "2026", "2026-05", "2026-05-12T25:00:00Z",
	"?!", "…", "\u200b", "\u202e\u2066", "e\u0301\u0301\u0301", "ﬁ", "İ", "ẞ", "𝔽𝕖𝕣𝕣𝕪", "渡船", "🚢", "🏴\U000e0067\U000e0062", "\ufeff", "\u2028", "\ud7ff", "\U0010ffff",
	"javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "https://user:pw@host:99999/", "//host", "http://127.0.0.1/", "ferry", "Ana Duarte", "coast", "coast.example", "articles", "csv", "figures,brief", ",,,",
	strings.Repeat("a", 5000), strings.Repeat("ferry ", 900), strings.Repeat("“", 900), strings.Repeat("(", 3000), strings.Repeat("e\u0301", 2000)}

// A call is one operation of the description.
type call struct {
	method, path string
	op           *huma.Operation
}

func calls(doc *huma.OpenAPI) (all []call) {
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete} {
			if op != nil {
				all = append(all, call{method, path, op})
			}
		}
	}
	slices.SortFunc(all, func(a, b call) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method)) })
	return all
}

// request fills an operation with values of value, and a body that body makes
// of its schema.
func (c call) request(doc *huma.OpenAPI, value func(*huma.Schema) string, sent func(*huma.Param) bool, body func(*huma.Schema) string) (*http.Request, string) {
	path, query := c.path, url.Values{}
	for _, p := range c.op.Parameters {
		v := value(p.Schema)
		switch p.In {
		case "path":
			if v == "" || strings.Trim(v, ".") == "" {
				v = "x" // another address
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(v))
		case "query":
			if sent(p) {
				query.Add(p.Name, v)
			}
		}
	}
	target := path
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	var in io.Reader
	text := ""
	if c.op.RequestBody != nil {
		schema := c.op.RequestBody.Content["application/json"].Schema
		text = body(schema)
		in = strings.NewReader(text)
	}
	r := httptest.NewRequest(c.method, "http://desk.example/", in)
	u, err := url.Parse("http://desk.example" + target)
	if err != nil {
		panic(err)
	}
	r.URL, r.RequestURI = u, target
	r.Header.Set("Content-Type", "application/json")
	return r, text
}

// send answers a request and says what is wrong with the answer.
func (w *world) send(t testing.TB, doc *huma.OpenAPI, c call, r *http.Request, body string) {
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s %.300s %.500s: %s", r.Method, r.URL, body, fmt.Sprintf(format, args...))
	}
	if rec.Code >= 500 || len(w.faults) > 0 {
		fail("%d, faults %v", rec.Code, w.faults)
		w.faults = nil
		return
	}
	said := c.op.Responses[fmt.Sprint(rec.Code)]
	if said == nil {
		said = c.op.Responses["default"]
	}
	if rec.Code == http.StatusBadRequest || rec.Code == http.StatusNotFound && said == nil {
		return // of the way there
	}
	if said == nil {
		fail("%d is not described", rec.Code)
		return
	}
	kind, _, _ := strings.Cut(rec.Header().Get("Content-Type"), ";")
	if !strings.HasSuffix(kind, "json") || len(said.Content) == 0 {
		return
	}
	var v any
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		fail("%v", err)
		return
	}
	media := said.Content[kind]
	if media == nil {
		fail("%d comes as %s", rec.Code, kind)
		return
	}
	result := &huma.ValidateResult{}
	huma.Validate(doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, result)
	for _, err := range result.Errors {
		fail("%d is not as described: %v", rec.Code, err)
	}
}

// scribble makes a JSON value after a schema, mostly wrong.
func scribble(doc *huma.OpenAPI, rnd *rand.Rand, s *huma.Schema, deep int) any {
	for s.Ref != "" {
		s = doc.Components.Schemas.SchemaFromRef(s.Ref)
	}
	if deep > 6 {
		return nil
	}
	if rnd.IntN(6) == 0 { // something else altogether
		return []any{nil, true, -1, 1e300, 12.5, "", hostile[rnd.IntN(len(hostile))], []any{}, map[string]any{}, []any{nil}, map[string]any{"id": 1}}[rnd.IntN(11)]
	}
	switch s.Type {
	case huma.TypeObject:
		out := map[string]any{}
		for name, p := range s.Properties {
			if rnd.IntN(4) > 0 || slices.Contains(s.Required, name) && rnd.IntN(8) > 0 {
				out[name] = scribble(doc, rnd, p, deep+1)
			}
		}
		if rnd.IntN(10) == 0 {
			out[hostile[rnd.IntN(len(hostile))]] = 1
		}
		return out
	case huma.TypeArray:
		out := []any{}
		for range rnd.IntN(4) {
			out = append(out, scribble(doc, rnd, s.Items, deep+1))
		}
		return out
	case huma.TypeString:
		return []string{hostile[rnd.IntN(len(hostile))], "s1", "coast", "The ferry Saint Brendan struck a pier and 3 people were injured, Ana Duarte said."}[rnd.IntN(4)]
	case huma.TypeInteger, huma.TypeNumber:
		return []any{0, -1, 1 << 40, 1e300, 0.5}[rnd.IntN(5)]
	case huma.TypeBoolean:
		return rnd.IntN(2) == 0
	}
	return map[string]any{"schema": "parallax.report/1", "articles": []any{map[string]any{"id": "a", "text": hostile[rnd.IntN(len(hostile))]}},
		"brief": []any{map[string]any{"text": "x", "cites": []any{map[string]any{"article": "a", "start": rnd.IntN(9) - 3, "end": rnd.Float64() * 1e18, "text": "x"}}}}}
}

// withAlerts gives an API rules of its own.
func withAlerts(t testing.TB) func(*api.Options) {
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "alerts.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	all, err := alert.Open(ctx, alert.Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	return func(o *api.Options) { o.Alerts = all }
}

// TestHostile asks every operation for what nobody should ask: wrong types, long
// strings, names that do not exist, all of Unicode. Whatever comes, the answer is
// described, and no fault of the program.
func TestHostile(t *testing.T) {
	const rounds = 60 // of each operation
	w := newWorld(t, withAlerts(t))
	doc := w.OpenAPI()
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 0
	for _, c := range calls(doc) {
		for round := range rounds {
			value := func(s *huma.Schema) string {
				if s.Type == huma.TypeArray {
					s = s.Items
				}
				switch {
				case rnd.IntN(4) == 0 && len(s.Enum) > 0:
					return fmt.Sprint(s.Enum[rnd.IntN(len(s.Enum))])
				case rnd.IntN(3) == 0 && s.Type == huma.TypeInteger:
					return fmt.Sprint(rnd.IntN(30))
				case rnd.IntN(3) == 0 && s.Type == huma.TypeBoolean:
					return "true"
				}
				return hostile[(round+rnd.IntN(3)*37)%len(hostile)]
			}
			sent := func(p *huma.Param) bool { return p.Required || rnd.IntN(len(c.op.Parameters)) < 2 }
			r, body := c.request(doc, value, sent, func(s *huma.Schema) string {
				b, err := json.Marshal(scribble(doc, rnd, s, 0))
				if err != nil {
					t.Fatal(err)
				}
				if rnd.IntN(12) == 0 {
					b = b[:rnd.IntN(len(b)+1)]
				}
				return string(b)
			})
			w.send(t, doc, c, r, body)
			n++
		}
	}
	// Addresses by their own.
	for _, path := range hostile {
		for _, method := range []string{"GET", "POST", "BREW"} {
			r := httptest.NewRequest(method, "http://desk.example/", strings.NewReader("{}"))
			r.URL.Path = "/api/v1/" + path
			rec := httptest.NewRecorder()
			w.ServeHTTP(rec, r)
			if rec.Code >= 500 || rec.Code >= 400 && rec.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %q: %d %s", method, path, rec.Code, rec.Header().Get("Content-Type"))
			}
		}
	}
	t.Logf("%d requests", n)
}

// FuzzAPI sends what the fuzzer finds to every operation.
func FuzzAPI(f *testing.F) {
	w := newWorld(f, withAlerts(f))
	doc := w.OpenAPI()
	all := calls(doc)
	for i := range all {
		f.Add(i, hostile[i%len(hostile)], "s1", `{"articles":[`+given+`]}`)
	}
	for _, c := range requests {
		for i, one := range all {
			if _, op := operation(doc, c.method, "/api/v1"+c.path); op == one.op && c.body != "" {
				f.Add(i, "s1", "2026", c.body)
			}
		}
	}
	f.Fuzz(func(t *testing.T, n int, a, b, body string) {
		c := all[uint(n)%uint(len(all))]
		odd := false
		value := func(*huma.Schema) string {
			odd = !odd
			if odd {
				return a
			}
			return b
		}
		r, _ := c.request(doc, value, func(p *huma.Param) bool { return true }, func(*huma.Schema) string { return body })
		w.send(t, doc, c, r, body)
	})
}
