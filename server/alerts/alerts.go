// Package alerts shows the alerts of a library to people: their rules, what has
// become of each delivery, and a feed for readers of news.
package alerts

import (
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"parallax/alert"
	"parallax/news"
	"parallax/report"
	"parallax/server/guard"
)

// Public are the paths that open by a token in the address, so the guard lets
// them through.
var Public = []string{atomPath, jsonPath}

const (
	atomPath = "/alerts/feed.atom"
	jsonPath = "/alerts/feed.json"
)

// Options say what the pages work with.
type Options struct {
	Alerts *alert.Alerts
	Show   guard.Show // a page in the looks of the others
	Log    *slog.Logger
}

// Pages are the pages of the alerts.
type Pages struct{ opts Options }

// New returns the pages of the alerts.
func New(opts Options) *Pages {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	return &Pages{opts}
}

// Routes adds the pages to mux. The guard stands before them.
func (p *Pages) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /alerts", p.list)
	mux.HandleFunc("GET /alerts/{rule}", p.rule)
	for path, h := range map[string]http.HandlerFunc{
		"/alerts/add": p.add, "/alerts/feed": p.newFeed,
		"/alerts/{rule}/drop": p.drop, "/alerts/{rule}/switch": p.turn, "/alerts/{rule}/test": p.test,
	} {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			if guard.Who(r.Context()).Role < guard.Editor {
				p.fail(w, r, errNotEditor)
				return
			}
			h(w, r)
		})
	}
	mux.HandleFunc("GET "+atomPath, p.feed(writeAtom))
	mux.HandleFunc("GET "+jsonPath, p.feed(writeJSONFeed))
}

var errNotEditor = errors.New("alerts are set by editors")

// fail answers with what went wrong, sorted by what the visitor can do about it.
func (p *Pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, title, text := http.StatusInternalServerError, "Something went wrong here", "It has been written to the log."
	switch {
	case errors.Is(err, news.ErrNotFound):
		status, title, text = http.StatusNotFound, "There is no such rule", "It may have been dropped."
	case errors.Is(err, alert.ErrRule):
		status, title, text = http.StatusUnprocessableEntity, "This cannot be a rule", sentence(err.Error())
	case errors.Is(err, errNotEditor):
		status, title, text = http.StatusForbidden, "You may not do this", sentence(err.Error())
	case errors.Is(err, news.ErrBusyStore), errors.Is(err, news.ErrFullStore):
		status, title, text = http.StatusServiceUnavailable, "The library cannot be written to", sentence(err.Error())
	default:
		p.opts.Log.Error("alerts", "path", r.URL.Path, "error", err)
	}
	p.show(w, r, status, title, "failed", text)
}

func sentence(s string) string {
	s = report.Plain(strings.TrimPrefix(s, alert.ErrRule.Error()+": "))
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, title, name string, data any) {
	var b strings.Builder
	who := guard.Who(r.Context())
	if err := templates.ExecuteTemplate(&b, name, page{Editor: who.Role >= guard.Editor, CSRF: guard.CSRF(r.Context()), Data: data}); err != nil {
		p.opts.Log.Error("alerts", "path", r.URL.Path, "error", err)
		http.Error(w, "Something went wrong here.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-store") // the forms carry a token
	p.opts.Show(w, r, status, title, template.HTML(b.String()))
}

type page struct {
	Editor bool
	CSRF   string
	Data   any
}

// shownAlerts is how many of the newest alerts the page lists.
const shownAlerts = 20

func (p *Pages) list(w http.ResponseWriter, r *http.Request) { p.showList(w, r, "") }

func (p *Pages) showList(w http.ResponseWriter, r *http.Request, feed string) {
	newest, err := p.opts.Alerts.Feed(r.Context(), "", shownAlerts)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	d := listPage{Rules: p.opts.Alerts.Rules(), Newest: newest, Statuses: alert.Statuses(), Feed: feed}
	if r.URL.Query().Get("done") == "dropped" {
		d.Said = "The rule is dropped."
	}
	p.show(w, r, http.StatusOK, "Alerts", "list", d)
}

type listPage struct {
	Rules    []alert.Rule
	Newest   []*alert.Alert
	Statuses []news.Status
	Feed     string // address, when it was just made
	Said     string
}

type rulePage struct {
	alert.Rule
	Log          []alert.Delivery
	Secret, Said string
}

func (p *Pages) rule(w http.ResponseWriter, r *http.Request) {
	said := map[string]string{"test": "A test is on its way: it shows below.", "on": "The rule is on.", "off": "The rule is off."}
	p.showRule(w, r, r.PathValue("rule"), "", said[r.URL.Query().Get("done")])
}

func (p *Pages) showRule(w http.ResponseWriter, r *http.Request, id, secret, said string) {
	rule, err := p.opts.Alerts.Rule(id)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.show(w, r, http.StatusOK, "Alert: "+report.Plain(rule.Name), "rule", rulePage{rule, p.opts.Alerts.Log(id), secret, said})
}

// add makes a rule. Its secret stands in the answer and nowhere else, so there
// is no redirect; sent again, the form makes another rule.
func (p *Pages) add(w http.ResponseWriter, r *http.Request) {
	rule, err := ruleOf(r)
	if err == nil {
		var secret string
		if rule, secret, err = p.opts.Alerts.Add(r.Context(), rule); err == nil {
			p.showRule(w, r, rule.ID, secret, "The rule is set.")
			return
		}
	}
	p.fail(w, r, err)
}

// ruleOf reads the form of a rule.
func ruleOf(r *http.Request) (alert.Rule, error) {
	if err := r.ParseForm(); err != nil {
		return alert.Rule{}, errors.Join(alert.ErrRule, errors.New("the form cannot be read"))
	}
	rule := alert.Rule{
		Name: r.PostFormValue("name"), Maker: guard.Who(r.Context()).Name,
		Entity: r.PostFormValue("entity"), Place: r.PostFormValue("place"), Outlet: r.PostFormValue("outlet"), Words: r.PostFormValue("words"),
		NewStory: r.PostFormValue("new_story") != "", Conflict: r.PostFormValue("conflict") != "",
		Figure: r.PostFormValue("figure"), Percent: r.PostFormValue("percent") != "", Webhook: r.PostFormValue("webhook"),
	}
	var err error
	if s := strings.TrimSpace(r.PostFormValue("origins")); s != "" {
		if rule.Origins, err = strconv.Atoi(s); err != nil {
			return rule, errors.Join(alert.ErrRule, errors.New("the number of origins is no number"))
		}
	}
	if s := strings.TrimSpace(r.PostFormValue("by")); s != "" {
		if rule.By, err = strconv.ParseFloat(s, 64); err != nil {
			return rule, errors.Join(alert.ErrRule, errors.New("the amount is no number"))
		}
	}
	if rule.Figure == "" {
		rule.By, rule.Percent = 0, false
	}
	switch s := r.PostFormValue("status"); s {
	case "":
	case "any":
		rule.Change = true
	default:
		rule.Change, rule.Status = true, news.Status(s)
	}
	return rule, nil
}

// after answers a form whose work is done: the browser goes on to a page that
// may be loaded again.
func (p *Pages) after(w http.ResponseWriter, r *http.Request, err error, to string) {
	if err != nil {
		p.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (p *Pages) drop(w http.ResponseWriter, r *http.Request) {
	p.after(w, r, p.opts.Alerts.Drop(r.Context(), r.PathValue("rule")), "/alerts?done=dropped")
}

func (p *Pages) test(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("rule")
	p.after(w, r, p.opts.Alerts.Test(r.Context(), id), "/alerts/"+url.PathEscape(id)+"?done=test")
}

func (p *Pages) turn(w http.ResponseWriter, r *http.Request) {
	id, off, done := r.PathValue("rule"), "", "on"
	if r.PostFormValue("off") != "" {
		off, done = "switched off by hand", "off"
	}
	p.after(w, r, p.opts.Alerts.Switch(r.Context(), id, off), "/alerts/"+url.PathEscape(id)+"?done="+done)
}

func (p *Pages) newFeed(w http.ResponseWriter, r *http.Request) {
	token, err := p.opts.Alerts.NewFeedToken(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.showList(w, r, base(r)+atomPath+"?token="+token)
}

// base is the address of the server as the visitor knows it.
func base(r *http.Request) string {
	scheme := "http://"
	if r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https://"
	}
	return scheme + r.Host
}

var functions = template.FuncMap{
	"plain": report.Plain,
	"at":    func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") },
	"stamp": func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
}
