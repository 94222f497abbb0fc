// Package pages shows a desk to people in a browser. Pages are rendered here, whole and
// readable without a script; a little JavaScript of our own adds live updates and keys.
package pages

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"parallax"
	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/report"
	"parallax/watch"
)

// Options say what the pages work with.
type Options struct {
	Parallax *parallax.Parallax // compares texts that are not in the library
	Watch    *watch.Watch       // nil: feeds are not followed here
	// Fetch gets the document at an address; nil: addresses cannot be compared.
	Fetch func(ctx context.Context, address string) (body []byte, contentType, final string, err error)
	Who   func(context.Context) Visitor
	Log   *slog.Logger
}

// A Visitor is whom a page is shown to.
type Visitor struct {
	Name   string // "" without an account
	Editor bool
	CSRF   string // for a hidden field "csrf" of every form
}

// Pages are the pages of one desk.
type Pages struct {
	opts  Options
	desk  *desk.Desk
	shelf *shelf        // fragments of stories
	busy  chan struct{} // comparisons under way
	table outletTable

	closing   chan struct{} // closed when the server stops
	closeOnce func()
}

// New returns pages whose Prepare belongs into the options of the desk that they show: Open hands
// them that desk, before anything is asked of them.
func New(opts Options) *Pages {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Who == nil {
		opts.Who = func(context.Context) Visitor { return Visitor{} }
	}
	closing := make(chan struct{})
	return &Pages{opts: opts, shelf: newShelf(), busy: make(chan struct{}, mostComparisons), closing: closing, closeOnce: sync.OnceFunc(func() { close(closing) })}
}

// Open hands over the desk.
func (p *Pages) Open(d *desk.Desk) { p.desk = d }

// Routes adds every page to mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	get := func(path string, h func(http.ResponseWriter, *http.Request) error) {
		mux.Handle("GET "+path, p.page(h))
	}
	edit := func(path string, h func(http.ResponseWriter, *http.Request) error) {
		mux.Handle("POST "+path, p.page(func(w http.ResponseWriter, r *http.Request) error {
			if !p.opts.Who(r.Context()).Editor {
				return errForbidden
			}
			return h(w, r)
		}))
	}
	get("/{$}", p.front)
	get("/story/{story}", p.story)
	get("/story/{story}/export", p.export)
	get("/story/{story}/order", p.order)
	edit("/story/{story}/merge", p.merge)
	edit("/story/{story}/split", p.split)
	edit("/story/{story}/move", p.move)
	get("/article/{id...}", p.article)
	get("/search", p.search)
	get("/speaker", p.speaker)
	get("/outlets", p.outlets)
	get("/outlet/{name...}", p.outlet)
	get("/compare", p.compareForm)
	mux.Handle("POST /compare", p.page(p.compare))
	get("/add", p.add)
	get("/feeds.opml", p.opml)
	edit("/add/feed", p.follow)
	edit("/add/drop", p.drop)
	edit("/add/opml", p.followList)
	edit("/add/files", p.addFiles)
	mux.Handle("POST /look", p.page(p.look))
	mux.HandleFunc("GET /live", p.live)
	mux.HandleFunc("GET "+scriptPath, asset("text/javascript; charset=utf-8", script))
	mux.HandleFunc("GET "+iconPath, asset("image/svg+xml", icon))
	mux.Handle("/", p.page(func(http.ResponseWriter, *http.Request) error { return news.ErrNotFound }))
}

//go:embed *.html
var files embed.FS

//go:embed desk.css
var deskStyle string

//go:embed desk.js
var script []byte

//go:embed icon.svg
var icon []byte

// The style stands in every page, so that a page is readable when it has come: it is named to
// the browser by its hash, and nothing else in a page may style it. The script is a file under a
// name that changes with it.
var (
	style      = report.Style() + deskStyle
	styleHash  = hashOf(style)
	scriptPath = Static + "desk-" + short(script) + ".js"
	iconPath   = Static + "icon-" + short(icon) + ".svg"

	// policy lets a page load what it needs and nothing else.
	policy = "default-src 'none'; style-src 'sha256-" + styleHash + "'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

// What the guard before the pages has to know of them.
const (
	Static    = "/static/" // needs no signing in
	MostBytes = addBytes   // that a request may carry
)

// Reading are the forms that change nothing that is kept.
var Reading = []string{"/compare", "/look"}

// Show writes a page of somebody else in the looks of these.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML) {
	if err := p.render(w, r, status, "shown", frame{Title: title, Here: r.URL.Path, Page: body}); err != nil && !errors.Is(err, errGone) {
		p.opts.Log.Error("page failed", "path", r.URL.Path, "error", err)
	}
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func short(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

func asset(contentType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Write(body)
	}
}

// templates has one tree a page: the layout, and what the page puts into it.
var templates = func() map[string]*template.Template {
	layout := template.Must(template.New("layout.html").Funcs(functions).ParseFS(files, "layout.html"))
	all := map[string]*template.Template{}
	for _, name := range []string{"front", "story", "changes", "order", "article", "revisions", "search", "speaker", "outlets", "outlet", "compare", "add", "error", "shown"} {
		all[name] = template.Must(template.Must(layout.Clone()).ParseFS(files, name+".html"))
	}
	return all
}()

// A frame is what the layout shows around every page.
type frame struct {
	Title   string
	Here    string // path of the menu's entry
	Query   string // what was searched for
	Watched string // story that the page is about, for live updates
	Look    string // "", light or dark
	Back    string // where setting the look leads back to
	Visitor Visitor
	Page    any
}

// render writes one page, or that the browser has it.
func (p *Pages) render(w http.ResponseWriter, r *http.Request, status int, name string, f frame) error {
	f.Visitor = p.opts.Who(r.Context())
	token := f.Visitor.CSRF
	f.Visitor.CSRF = tokenPlace
	f.Look = lookOf(r)
	f.Back = r.URL.RequestURI()
	var b bytes.Buffer
	if err := templates[name].ExecuteTemplate(&b, "layout.html", f); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Cookie")
	if status == http.StatusOK && r.Method == http.MethodGet {
		sum := sha256.Sum256(b.Bytes()) // without the token: it has other letters each time
		tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	w.WriteHeader(status)
	if _, err := w.Write(bytes.ReplaceAll(b.Bytes(), []byte(tokenPlace), []byte(token))); err != nil {
		return errGone
	}
	return nil
}

// tokenPlace stands for the token in a form until the page is sent. Nobody can know it.
var tokenPlace = "token-" + rand.Text()

// Errors of requests.
var (
	errForbidden = errors.New("this needs an account of an editor")
	errGone      = errors.New("the browser has gone") // there is nobody to tell
)

// A problem is a mistake of the visitor, in words for him.
type problem struct {
	Status int
	Text   string
}

func (e *problem) Error() string { return e.Text }

func wrong(text string) error { return &problem{http.StatusBadRequest, text} }

// page serves one page, and errors as pages.
func (p *Pages) page(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || errors.Is(err, errGone) || r.Context().Err() != nil {
			return
		}
		p.Fail(w, r, err)
	})
}

// Fail shows an error as a page.
func (p *Pages) Fail(w http.ResponseWriter, r *http.Request, err error) {
	one := problem{http.StatusInternalServerError, "Something went wrong here. It has been written to the log."}
	var mistake *problem
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &mistake):
		one = *mistake
	case errors.As(err, &large):
		one = problem{http.StatusRequestEntityTooLarge, "That is more than this page takes."}
	case errors.Is(err, errForbidden):
		one = problem{http.StatusForbidden, "This needs an account of an editor."}
	case errors.Is(err, news.ErrNotFound):
		one = problem{http.StatusNotFound, "There is nothing under this address."}
	case errors.Is(err, news.ErrQuery), errors.Is(err, news.ErrDecision), errors.Is(err, watch.ErrAddress):
		one = problem{http.StatusBadRequest, sentence(err.Error())}
	case errors.Is(err, news.ErrBusyStore):
		one = problem{http.StatusServiceUnavailable, "Another program is writing to the library. Try again."}
	default:
		p.opts.Log.Error("page failed", "path", r.URL.Path, "error", err)
	}
	if err := p.render(w, r, one.Status, "error", frame{Title: http.StatusText(one.Status), Page: one}); err != nil && !errors.Is(err, errGone) {
		p.opts.Log.Error("page failed", "path", r.URL.Path, "error", err)
	}
}

// sentence makes the words of an error one.
func sentence(s string) string {
	s = report.Plain(s)
	if word, _, _ := strings.Cut(s, " "); !strings.ContainsAny(word, ".:/") { // else it is a name
		s = strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):]
	}
	return strings.TrimSuffix(s, ".") + "."
}

// look keeps whether pages are light or dark.
func (p *Pages) look(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<14)
	look := r.PostFormValue("look")
	if look != "light" && look != "dark" {
		look = ""
	}
	http.SetCookie(w, &http.Cookie{Name: "look", Value: look, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: 365 * 24 * 3600})
	http.Redirect(w, r, local(r.PostFormValue("back")), http.StatusSeeOther)
	return nil
}

func lookOf(r *http.Request) string {
	if c, err := r.Cookie("look"); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}

// local lets only addresses of this server through.
func local(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

func (p *Pages) library() *library.Library { return p.desk.Library() }

func (p *Pages) store() news.Store { return p.library().Store() }
