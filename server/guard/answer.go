package guard

import (
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Show writes a page: a title and what stands below it.
type Show func(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML)

var plain = template.Must(template.New("plain").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} – Parallax</title></head>
<body><main><h1>{{.Title}}</h1>
{{.Body}}
</main></body></html>
`))

func plainPage(w http.ResponseWriter, _ *http.Request, status int, title string, body template.HTML) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = plain.Execute(w, map[string]any{"Title": title, "Body": body})
}

// forPrograms reports whether a request comes from a program, which wants data
// and no page. Somebody may look at the API in a browser.
func forPrograms(r *http.Request) bool {
	under := strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/mcp" || strings.HasPrefix(r.URL.Path, "/mcp/") || r.URL.Path == "/metrics"
	return under && !(safe(r.Method) && strings.Contains(r.Header.Get("Accept"), "text/html"))
}

// refuse answers in the form that the asker understands: a page, or a problem
// (RFC 9457).
func (g *Guard) refuse(w http.ResponseWriter, r *http.Request, status int, title, detail string) {
	w.Header().Set("Cache-Control", "no-store")
	if !forPrograms(r) {
		g.opts.Show(w, r, status, title, template.HTML("<p>"+template.HTMLEscapeString(detail)+"</p>"))
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": title, "status": status, "detail": detail})
}

func shorten(s string) string {
	if len(s) > 80 {
		return s[:80] + "…"
	}
	return s
}

func escape(s string) string { return url.QueryEscape(s) }

// Limits sets how long a client may take for each part of a request, so that
// slow ones hold nothing up. Answers may take long: a stream of events does.
func Limits(s *http.Server) {
	s.ReadHeaderTimeout = 10 * time.Second
	s.ReadTimeout = 2 * time.Minute
	s.IdleTimeout = 2 * time.Minute
	s.MaxHeaderBytes = 64 << 10
}
