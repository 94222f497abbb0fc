package phrase_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parallax"
	"parallax/fetch"
	"parallax/news"
	"parallax/phrase"
	"parallax/read"
)

// ferry compares the example story.
func ferry(t *testing.T) *news.Report {
	t.Helper()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Compare(context.Background(), read.Open(context.Background(), []string{"../examples/ferry"}, read.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

type message struct{ Role, Content string }

// serve answers every completion with what reply makes of the numbered sources.
func serve(t *testing.T, reply func(sources []string) string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		var asked struct {
			Model    string
			Messages []message
		}
		if err := json.NewDecoder(req.Body).Decode(&asked); err != nil || req.URL.Path != "/v1/chat/completions" || asked.Model != "m" || len(asked.Messages) != 2 ||
			req.Header.Get("Authorization") != "Bearer secret" {
			t.Errorf("asked %s %+v (%v)", req.URL.Path, asked, err)
		}
		var sources []string
		for _, line := range strings.Split(strings.TrimSpace(asked.Messages[1].Content), "\n") {
			_, text, _ := strings.Cut(line, ". ")
			sources = append(sources, text)
		}
		answer := map[string]any{"choices": []any{map[string]any{"message": message{"assistant", reply(sources)}}}}
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

func ask(t *testing.T, r *news.Report, url string) error {
	t.Helper()
	client := fetch.New(fetch.Options{AllowPrivate: true, MaxRedirects: -1, Timeout: 2 * time.Second, MaxBytes: 1 << 20})
	t.Cleanup(client.CloseIdle)
	return phrase.Brief(context.Background(), client.Post, r, phrase.Options{URL: url, Model: "m", Key: "secret"})
}

// with finds the number of the source that holds words.
func with(t *testing.T, sources []string, words string) int {
	t.Helper()
	for i, s := range sources {
		if strings.Contains(s, words) {
			return i + 1
		}
	}
	t.Fatalf("no source holds %q: %q", words, sources)
	return 0
}

// TestLies lets a model mix true sentences with one lie of each kind.
func TestLies(t *testing.T) {
	r := ferry(t)
	type sentence struct {
		Text  string `json:"text"`
		Cites []int  `json:"cites"`
	}
	var truths []string
	url := serve(t, func(sources []string) string {
		arrest := with(t, sources, "Police arrested the ferry's captain")
		denial := with(t, sources, "denied that the ferry carried more people")
		missing := with(t, sources, "Four people are still missing")
		cancelled := with(t, sources, "cancelled a visit to Calder Bay")
		all := []sentence{
			{"Police arrested the ferry's captain on suspicion of negligence, Transport Minister Elena Varga said.", []int{arrest}},
			{"Prime Minister Karel Dovan cancelled a visit to Calder Bay on Friday.", []int{cancelled}},
			{"Four people are still missing, commander Tomas Reyl said.", []int{missing}},
			{"Nine people are still missing, commander Tomas Reyl said.", []int{missing}},                // a number
			{"Police arrested Tomas Reyl on suspicion of negligence, Elena Varga said.", []int{arrest}},  // a name of another sentence
			{"The ferry carried more people than it was allowed to.", []int{denial}},                     // a denial made fact
			{"Transport Minister Elena Varga arrested the ferry's captain, police said.", []int{arrest}}, // the parts changed
			{"Police arrested the ferry's captain on suspicion of negligence.", []int{arrest}},           // who says so is lost
			{"Prime Minister Karel Dovan cancelled a visit to Calder Bay on Friday.", []int{missing}},    // the wrong source
			{"Prime Minister Karel Dovan cancelled a visit to Calder Bay on Friday.", []int{999}},        // no such source
			{"Everybody was saved.", nil}, // no source at all
		}
		for _, s := range all[:3] {
			truths = append(truths, s.Text)
		}
		raw, err := json.Marshal(map[string]any{"sentences": all})
		if err != nil {
			t.Error(err)
		}
		return "Sure! Here it is:\n```json\n" + string(raw) + "\n```"
	})
	if err := ask(t, r, url); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range r.Brief {
		got = append(got, b.Text)
		if len(b.Cites) == 0 {
			t.Errorf("%q cites nothing", b.Text)
		}
	}
	if strings.Join(got, "\n") != strings.Join(truths, "\n") {
		t.Errorf("kept:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(truths, "\n"))
	}
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "of its 11 sentences 8 were dropped") {
		t.Errorf("the notes do not tell: %s", notes)
	}
}

// TestLocalBriefStandsIn covers answers that cannot be used.
func TestLocalBriefStandsIn(t *testing.T) {
	local := ferry(t).Brief
	same := func(r *news.Report) bool {
		if len(r.Brief) != len(local) {
			return false
		}
		for i := range local {
			if r.Brief[i].Text != local[i].Text {
				return false
			}
		}
		return true
	}
	fail := func(status int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(server.Close)
		return server.URL
	}
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body) // the server sees that the caller has left only after the body
		<-req.Context().Done()
	}))
	t.Cleanup(slow.Close)
	for name, test := range map[string]struct{ url, says string }{
		"an error of the server": {fail(500, "oops"), "500"},
		"no key":                 {fail(401, "{}"), "401"},
		"no JSON":                {fail(200, "<html>"), "no chat completion"},
		"an endless answer":      {fail(200, strings.Repeat("x", 2<<20)), "larger than"},
		"a redirect":             {fail(302, ""), "302"},
		"no server":              {"http://127.0.0.1:1", "refused"},
		"no answer":              {slow.URL, "no answer"},
		"talk only":              {serve(t, func([]string) string { return "I cannot help with that." }), "did not answer with the JSON"},
	} {
		r := ferry(t)
		if err := ask(t, r, test.url); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %v, want %q", name, err, test.says)
		}
		if !same(r) {
			t.Errorf("%s: the local brief is gone", name)
		}
	}
	r := ferry(t)
	if err := ask(t, r, serve(t, func([]string) string {
		return `{"sentences":[{"text":"Aliens landed.","cites":[1]},{"text":"All is well.","cites":[2]}]}`
	})); err != nil || !same(r) || !strings.Contains(fmt.Sprint(r.Notes), "the local brief stands in") {
		t.Errorf("a brief of lies: %v, %v", err, r.Notes)
	}
}
