package metrics

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"parallax/library"
	"parallax/watch"
)

func TestMetrics(t *testing.T) {
	m := New("1.2")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /story/{story}", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("yes")) })
	mux.HandleFunc("GET /fault", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
	m.Routes(mux)
	refusing := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") == "" {
				w.WriteHeader(401)
				return
			}
			next.ServeHTTP(w, r.WithContext(r.Context())) // as a guard does: another request
		})
	}
	server := m.Count(refusing(Route(mux)))
	ask := func(method, path, who string) string {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("Authorization", who)
		rec := httptest.NewRecorder()
		server.ServeHTTP(rec, r)
		return rec.Body.String()
	}
	ask("GET", "/story/s1", "me")
	ask("GET", "/story/s2", "me")
	ask("GET", "/fault", "me")
	ask("GET", "/nowhere", "me")
	ask("GET", "/story/s1", "")
	ask("BREW", "/story/s1", "me")
	m.Visited(watch.Visit{Tally: library.Tally{Added: 3}, Pages: []error{errors.New("no")}})
	m.Visited(watch.Visit{Err: errors.New("no")})
	body := ask("GET", "/metrics", "me")
	for _, line := range []string{
		`parallax_http_requests_total{method="GET",route="GET /story/{story}",status="200"} 2`,
		`parallax_http_requests_total{method="GET",route="GET /fault",status="500"} 1`,
		`parallax_http_requests_total{method="GET",route="refused",status="401"} 1`,
		`parallax_http_requests_total{method="other",route="refused",status="405"} 1`,
		`parallax_http_request_duration_seconds_count{route="GET /story/{story}"} 2`,
		`parallax_feed_visits_total{outcome="new"} 1`,
		`parallax_feed_visits_total{outcome="failed"} 1`,
		`parallax_feed_articles_total{fate="added"} 3`,
		`parallax_build_info{version="1.2"} 1`,
	} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("%s is not in\n%s", line, body)
		}
	}
	problems, err := promlint.New(strings.NewReader(body)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "parallax_") {
			t.Error(p)
		}
	}
}
