package guard

import (
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

var signInForm = template.Must(template.New("signin").Parse(`{{with .Problem}}<p role="alert">{{.}}</p>
{{end}}<form method="post" action="/signin" class="signin">
<input type="hidden" name="next" value="{{.Next}}">
<p><label for="name">Name</label><br><input id="name" name="name" value="{{.Name}}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"{{if not .Name}} autofocus{{end}}></p>
<p><label for="password">Password</label><br><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1024"{{if .Name}} autofocus{{end}}></p>
<p><button type="submit">Sign in</button></p>
</form>
`))

type signInData struct{ Problem, Next, Name string }

func (g *Guard) showSignIn(w http.ResponseWriter, r *http.Request, status int, d signInData) {
	var b strings.Builder
	_ = signInForm.Execute(&b, d)
	w.Header().Set("Cache-Control", "no-store")
	g.opts.Show(w, r, status, "Sign in", template.HTML(b.String()))
}

func (g *Guard) signInPage(w http.ResponseWriter, r *http.Request) {
	next := local(r.URL.Query().Get("next"))
	if Who(r.Context()).Role > Nobody {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	g.showSignIn(w, r, http.StatusOK, signInData{Next: next})
}

// guesses bounds how many passwords are hashed at once: each takes 64 MiB.
var guesses = make(chan struct{}, 2)

// newDecoy makes what the password of an account that does not exist is
// compared with, so that its answer takes as long.
func newDecoy(c cost) func() string {
	return sync.OnceValue(func() string { return hashPassword(random(tokenBytes), c) })
}

// maxSignIn bounds what a stranger may send.
const maxSignIn = 16 << 10

func (g *Guard) signIn(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxSignIn)
	if err := r.ParseForm(); err != nil {
		g.refuse(w, r, http.StatusBadRequest, "The form cannot be read", "Load the page again.")
		return
	}
	name, password := strings.ToLower(strings.TrimSpace(r.PostFormValue("name"))), r.PostFormValue("password")
	d := signInData{Next: local(r.PostFormValue("next")), Name: name}
	now := g.opts.Now()
	if len(name) > 64 || len(password) > maxPassword {
		name, password = "", "" // no account: counted and answered like any other
	}
	if wait := g.tries.signIn(g.address(r), name, now); wait > 0 {
		g.opts.Log.Warn("too many attempts to sign in", "account", name, "address", network(g.address(r)))
		g.tooMany(w, r, wait)
		return
	}
	known, err := g.people(r.Context())
	if err != nil {
		g.refuse(w, r, http.StatusServiceUnavailable, "The accounts cannot be read", "Try again in a moment.")
		return
	}
	phc, account := g.decoy(), (*Account)(nil)
	if i := find(known, name); i >= 0 {
		account, phc = &known[i], known[i].Password
	}
	select {
	case guesses <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	good := g.matches(phc, password)
	<-guesses
	if account == nil || !good {
		g.opts.Log.Warn("refused to sign in", "account", name, "address", network(g.address(r)))
		d.Problem = "Name or password is wrong."
		g.showSignIn(w, r, http.StatusUnauthorized, d)
		return
	}
	g.tries.right(g.address(r), name)
	secure := g.secure(r)
	if old := sessionCookie(r, secure); old != "" {
		_ = g.sessions.end(r.Context(), old, now) // one browser, one session
	}
	secret, err := g.sessions.begin(r.Context(), account.ID, now)
	if err != nil {
		g.opts.Log.Error("keeping a session", "error", err)
		g.refuse(w, r, http.StatusServiceUnavailable, "You could not be signed in", "The library cannot be written to at the moment.")
		return
	}
	setCookie(w, secret, secure)
	http.Redirect(w, r, d.Next, http.StatusSeeOther)
}

func (g *Guard) signOut(w http.ResponseWriter, r *http.Request) {
	if p := Who(r.Context()); p.session != "" {
		if err := g.sessions.end(r.Context(), p.session, g.opts.Now()); err != nil {
			g.opts.Log.Error("ending a session", "error", err)
		}
	}
	setCookie(w, "", g.secure(r))
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
}

// local returns the address to go on to, "/" unless it is one of this server.
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") ||
		strings.ContainsAny(next, "\\\r\n\t") || strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, "/signin") {
		return "/"
	}
	return next
}
