// Package api answers programs: everything that the pages show, as JSON in the
// shapes that the commands print, described by an OpenAPI document that is made
// from this code. Feeds of stories and searches and the metrics stand beside.
package api

import (
	"context"
	"html/template"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"parallax"
	"parallax/alert"
	"parallax/desk"
	"parallax/news"
	"parallax/watch"
)

// Options say what an API works with.
type Options struct {
	Desk     *desk.Desk
	Parallax *parallax.Parallax
	// Watch is what follows feeds; without it there are none to be seen.
	Watch *watch.Watch
	// Alerts are the rules and what they told; without them there are none to be set.
	Alerts *alert.Alerts
	// Fetch gets the page at an address; without it addresses are refused.
	Fetch func(ctx context.Context, address string) (body []byte, contentType, finalAddress string, err error)
	// MayEdit tells whether whoever asks may change the library; nil: nobody may.
	MayEdit func(ctx context.Context) bool
	// Proxy says that a proxy stands before the server, which tells by which
	// scheme it was asked.
	Proxy bool
	// Show writes a page in the looks of the other pages.
	Show func(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML)
	// Version is the program's.
	Version string
	// Errors learns of faults that a caller is told nothing more about than that
	// there was one; nil: nobody.
	Errors func(error)
}

// An API is an [http.Handler] for everything below /api.
type API struct {
	opts  Options
	mux   *http.ServeMux
	huma  huma.API
	busy  chan struct{} // one token for each comparison that may run at once
	cache struct {
		sync.Mutex
		latest  news.Latest
		outlets []news.OutletRecord
	}
}

// Prefix is the path below which the API stands.
const Prefix = "/api/v1"

// atOnce is how many requests may analyse texts at the same time: the others
// wait, so that pages still answer.
const atOnce = 2

// New returns the API of a desk.
func New(opts Options) *API {
	if opts.Errors == nil {
		opts.Errors = func(error) {}
	}
	if opts.MayEdit == nil {
		opts.MayEdit = func(context.Context) bool { return false }
	}
	a := &API{opts: opts, mux: http.NewServeMux(), busy: make(chan struct{}, atOnce)}
	// Lists are never null (CONTRACT); the library asks for that by a variable.
	noNullLists.Do(func() { huma.DefaultArrayNullable = false })
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Parallax", Version: "1", Description: about,
				License: &huma.License{Name: "MIT", Identifier: "MIT"}},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"token": {Type: "http", Scheme: "bearer", Description: "A token of an account; not needed at the machine itself while there are no accounts."},
				},
			},
			Security: []map[string][]string{{}, {"token": {}}},
			Tags: []*huma.Tag{
				{Name: "stories", Description: "What the library tells, story by story."},
				{Name: "articles", Description: "Single reports: what stands in them, what they said before."},
				{Name: "texts", Description: "Texts that need not be in the library."},
				{Name: "library", Description: "Outlets, tables, what persons have decided."},
				{Name: "feeds", Description: "What is followed."},
				{Name: "alerts", Description: "What is told of, and to whom."},
			},
		},
		OpenAPIPath:                  Prefix + "/openapi",
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true, // a filter with a typo must not pass for one that holds
		Transformers:                 []huma.Transformer{shortValues},
	}
	a.huma = humago.New(a.mux, config)
	a.stories()
	a.articles()
	a.library()
	a.texts()
	a.changes()
	if opts.Alerts != nil {
		a.alerts(opts.Alerts)
	}
	return a
}

var noNullLists sync.Once

const about = `Everything that the pages show, for programs. Offsets are UTF-8 bytes, half open, into the text of the article that
is named; whatever is shown carries the words that say it. Errors are problems (RFC 9457). Lists are paged by limit and offset,
with Link headers to the next and previous page. Answers have an ETag: ask again with If-None-Match.`

// Reading are the paths at which a request that looks like a change is none:
// texts that are sent to be read, not to be kept.
var Reading = []string{Prefix + "/compare", Prefix + "/analyze", Prefix + "/verify", Prefix + "/verify-report"}

// Routes puts the API into a server.
func (a *API) Routes(mux *http.ServeMux) {
	// One by one: with any method, it would stand against the "GET /" of the pages.
	for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		mux.Handle(method+" /api/", a)
	}
	a.syndicate(mux)
	mux.HandleFunc("GET /api", a.overview)
}

// OpenAPI is the description of the API.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

// maxBody is the largest request that is read.
const maxBody = 4 << 20

// answerWithin is how long a request may take, a comparison of many texts included.
const answerWithin = time.Minute

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	handler, pattern := a.mux.Handler(r)
	if pattern == "" { // neither path nor method is known: the mux would answer in plain text
		refuse(w, r, handler)
		return
	}
	r.Pattern = pattern // for whoever counts requests by what answers them
	if !readBody(w, r) {
		return
	}
	ctx := r.Context()
	if !strings.HasPrefix(r.URL.Path, Prefix+"/export/") { // a table takes as long as its reader does
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, answerWithin)
		defer cancel()
	}
	r = r.WithContext(context.WithValue(ctx, requestKey{}, r))
	defer func() {
		if fault := recover(); fault != nil {
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			a.opts.Errors(&parallax.InternalError{Article: r.Method + " " + r.URL.Path, Fault: fault})
			writeProblem(w, http.StatusInternalServerError, faultDetail)
		}
	}()
	a.mux.ServeHTTP(w, r)
}

type requestKey struct{}

// requestOf is the request that is answered.
func requestOf(ctx context.Context) *http.Request { return ctx.Value(requestKey{}).(*http.Request) }
