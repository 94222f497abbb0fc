// Package metrics counts what a server does, for Prometheus
// (prometheus.io/docs/instrumenting/exposition_formats).
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parallax/desk"
	"parallax/watch"
)

// Metrics are those of one server.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	visits   *prometheus.CounterVec
	brought  *prometheus.CounterVec
}

// New returns metrics that count from zero. version is the program's.
func New(version string) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parallax_http_requests_total", Help: "Requests that were answered."}, []string{"method", "route", "status"}),
		// Bounds around what is promised: pages within 100 ms, searches within 60.
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "parallax_http_request_duration_seconds", Help: "How long answers took.",
			Buckets: []float64{.005, .01, .02, .04, .06, .1, .2, .5, 1, 2, 5, 10, 30}}, []string{"route"}),
		visits:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parallax_feed_visits_total", Help: "Visits to feeds."}, []string{"outcome"}),
		brought: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parallax_feed_articles_total", Help: "Articles that feeds brought."}, []string{"fate"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "parallax_build_info", Help: "The program.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.took, m.visits, m.brought, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, outcome := range []string{"new", "nothing new", "failed"} {
		m.visits.WithLabelValues(outcome) // so that a rate can be taken from the start
	}
	return m
}

// Library adds how much the desk's library holds; w may be nil.
func (m *Metrics) Library(d *desk.Desk, w *watch.Watch) {
	latest := func(name, help string, value func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
	}
	latest("parallax_articles", "Articles in the library.", func() float64 { return float64(d.Latest().Article) })
	latest("parallax_stories", "Stories in the library.", func() float64 { return float64(d.Count()) })
	latest("parallax_stories_waiting", "Stories that are yet to be compared.", func() float64 { return float64(d.Behind()) })
	latest("parallax_library_changed_seconds", "When an article last arrived or changed, in seconds since 1970.", func() float64 { return float64(d.Latest().Changed.Unix()) })
	if w == nil {
		return
	}
	for health, is := range map[string]func(watch.Feed) bool{
		"good": func(f watch.Feed) bool { return !f.Gone && f.Failures == 0 }, "failing": func(f watch.Feed) bool { return !f.Gone && f.Failures > 0 }, "gone": func(f watch.Feed) bool { return f.Gone }} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parallax_feeds", Help: "Feeds that are followed.", ConstLabels: prometheus.Labels{"health": health}}, func() float64 {
			n := 0
			for _, f := range w.Feeds() {
				if is(f) {
					n++
				}
			}
			return float64(n)
		}))
	}
}

// Visited counts a visit to a feed.
func (m *Metrics) Visited(v watch.Visit) {
	outcome := "nothing new"
	switch {
	case v.Err != nil:
		outcome = "failed"
	case v.Tally.Added+v.Tally.Revised > 0:
		outcome = "new"
	}
	m.visits.WithLabelValues(outcome).Inc()
	m.brought.WithLabelValues("added").Add(float64(v.Tally.Added))
	m.brought.WithLabelValues("revised").Add(float64(v.Tally.Revised))
	m.brought.WithLabelValues("unread").Add(float64(len(v.Pages)))
}

// Routes puts the metrics into a server.
func (m *Metrics) Routes(mux *http.ServeMux) {
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
}

// A route is what answers a request, found by whoever stands nearest to it.
type route struct{ pattern string }

type routeKey struct{}

// Count counts what passes, refusals of those behind it included.
func (m *Metrics) Count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := &route{}
		seen := &status{ResponseWriter: w}
		start := time.Now()
		defer func() { // also when the connection is cut
			code := seen.code
			if code == 0 {
				code = http.StatusOK
			}
			pattern := found.pattern
			if pattern == "" {
				pattern = "refused"
			}
			m.requests.WithLabelValues(method(r.Method), pattern, strconv.Itoa(code)).Inc()
			m.took.WithLabelValues(pattern).Observe(time.Since(start).Seconds())
		}()
		next.ServeHTTP(seen, r.WithContext(context.WithValue(r.Context(), routeKey{}, found)))
	})
}

// Route stands next to the mux and tells Count what answered.
func Route(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if found, ok := r.Context().Value(routeKey{}).(*route); ok {
				found.pattern = r.Pattern
			}
		}()
		mux.ServeHTTP(w, r)
	})
}

// method bounds what a caller may write into the metrics.
func method(s string) string {
	switch s {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return s
	}
	return "other"
}

// status remembers what was answered.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) {
	if s.code == 0 {
		s.code = code
	}
	s.ResponseWriter.WriteHeader(code)
}

// Unwrap lets a stream be passed on at once.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }
