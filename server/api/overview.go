package api

import (
	"bytes"
	"cmp"
	"html/template"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// overview is a page for people who write programs: what can be asked.
func (a *API) overview(w http.ResponseWriter, r *http.Request) {
	type operation struct {
		Method, Path string
		*huma.Operation
	}
	var all []operation
	doc := a.OpenAPI()
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "DELETE": item.Delete} {
			if op != nil {
				all = append(all, operation{method, path, op})
			}
		}
	}
	place := func(o operation) int {
		return slices.IndexFunc(doc.Tags, func(t *huma.Tag) bool { return slices.Contains(o.Tags, t.Name) })
	}
	slices.SortFunc(all, func(a, b operation) int {
		return cmp.Or(place(a)-place(b), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	var body bytes.Buffer
	if err := overview.Execute(&body, map[string]any{"Doc": doc, "Operations": all}); err != nil {
		a.opts.Errors(err)
		writeProblem(w, http.StatusInternalServerError, faultDetail)
		return
	}
	if a.opts.Show != nil {
		a.opts.Show(w, r, http.StatusOK, "For programs", template.HTML(body.String()))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(body.Bytes())
}

var overview = template.Must(template.New("overview").Parse(`<p>{{.Doc.Info.Description}}</p>
<p>The whole description: <a href="/api/v1/openapi.json">OpenAPI, JSON</a> or <a href="/api/v1/openapi.yaml">YAML</a>.
Feeds: stories as <a href="/feeds/stories.atom">Atom</a>, <a href="/feeds/stories.rss">RSS</a> or <a href="/feeds/stories.json">JSON Feed</a>,
any search as <code>/feeds/search.atom?q=</code>. Assistants (MCP): <code>/mcp</code>. Metrics: <a href="/metrics">/metrics</a>.</p>
{{$ops := .Operations}}{{range $tag := .Doc.Tags}}<h2>{{.Name}}</h2>
<p>{{.Description}}</p>
<dl>{{range $ops}}{{if eq (index .Tags 0) $tag.Name}}
<dt><code>{{.Method}} {{.Path}}</code></dt>
<dd>{{.Summary}}.{{with .Description}} {{.}}{{end}}{{if .Parameters}} <span>Asks for:{{range $i, $p := .Parameters}}{{if $i}},{{end}} <code>{{.Name}}</code>{{end}}.</span>{{end}}</dd>{{end}}{{end}}
</dl>
{{end}}`))
