// Package guard decides who may do what over HTTP. One middleware stands
// before everything that the server shows: it knows the person, refuses what
// comes from a stranger's page, bounds what one client may ask, and sets the
// headers that hold a browser to the pages' own content.
package guard

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/news"
)

// Options say what a guard stands before.
type Options struct {
	// Address is where the server listens, HOST:PORT. On a loopback address
	// nobody has to sign in as long as there is no account.
	Address string
	// Hosts are the names by which the server may be asked from elsewhere, "*"
	// any. On a loopback address no other name is answered but localhost, so
	// that a stranger's page cannot reach it by a name of its own.
	Hosts []string
	// Proxy says that a reverse proxy stands before the server, which sets
	// X-Forwarded-For and X-Forwarded-Proto.
	Proxy bool
	// Public are paths, and below them those that end in a slash, that need no
	// signing in besides the guard's own; what answers there decides itself.
	Public []string
	// Reading are paths, and below them those that end in a slash, to which a
	// reader may send forms: they change nothing that is kept. Anything else
	// that is sent takes an editor.
	Reading []string
	// Rate is how many requests a second one client may make in the long run,
	// with twenty times as many at once; 0: 100, negative: any number.
	Rate float64
	// MaxBody bounds what a request may carry; 0: 16 MiB.
	MaxBody int64
	// Show writes a page in the looks of the others; nil: a plain one.
	Show Show
	Now  func() time.Time // nil: [time.Now]
	Log  *slog.Logger     // nil: [slog.Default]
}

// A Guard stands before a server.
type Guard struct {
	opts     Options
	accounts *Accounts
	sessions *sessions
	loopback bool
	key      []byte // of the tokens in forms
	clients  *limiter
	tries    *tries
	used     *used
	cross    http.CrossOriginProtection
	decoy    func() string // hash of a password that nobody has
	matches  func(phc, password string) bool

	mu    sync.Mutex // of what follows: the accounts as last read
	read  time.Time
	known []Account
	raw   string
}

// ErrNoAccount says that a server would be open to everybody.
var ErrNoAccount = errors.New("there is no account: everybody who reaches this address could read and change the library; 'parallax account add NAME' makes one")

// keyState is where the key of the tokens in forms is kept, so that a form that
// stands open in a browser still works after a restart.
const keyState = "account/key"

// Open returns the guard of a library's server. It fails with [ErrNoAccount]
// where the address can be reached from elsewhere and nobody could sign in.
func Open(ctx context.Context, store news.Store, opts Options) (*Guard, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	if opts.MaxBody == 0 {
		opts.MaxBody = 16 << 20
	}
	if opts.Rate == 0 {
		opts.Rate = 100
	}
	if opts.Show == nil {
		opts.Show = plainPage
	}
	g := &Guard{opts: opts, accounts: &Accounts{Store: store, Now: opts.Now}, clients: newLimiter(opts.Rate, int(20*opts.Rate)), tries: newTries(), decoy: newDecoy(usualCost), matches: matches}
	host, _, err := net.SplitHostPort(opts.Address)
	if err != nil {
		return nil, fmt.Errorf("%s: an address to listen at is HOST:PORT: %w", opts.Address, err)
	}
	g.loopback = isLoopback(host)
	known, err := g.people(ctx)
	if err != nil {
		return nil, err
	}
	if len(known) == 0 && !g.mayBeOpen() {
		return nil, fmt.Errorf("%s: %w", opts.Address, ErrNoAccount)
	}
	if g.sessions, err = openSessions(ctx, store); err != nil {
		return nil, err
	}
	if g.used, err = openUsed(ctx, store); err != nil {
		return nil, err
	}
	if g.key, err = store.State(ctx, keyState); err != nil {
		return nil, err
	}
	if len(g.key) != 32 {
		g.key = make([]byte, 32)
		rand.Read(g.key)
		if err := store.SetState(ctx, keyState, g.key); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// mayBeOpen reports whether only people at this machine can reach the server.
// One that goes by another name, or behind a proxy, is reached from elsewhere.
func (g *Guard) mayBeOpen() bool { return g.loopback && len(g.opts.Hosts) == 0 && !g.opts.Proxy }

// InClear reports whether passwords may cross a network unencrypted.
func (g *Guard) InClear() bool { return !g.loopback && !g.opts.Proxy }

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// freshFor is how long accounts that were read are taken for true: so long may
// somebody who was dropped go on.
const freshFor = time.Second

// people returns the accounts as they are now.
func (g *Guard) people(ctx context.Context) ([]Account, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.opts.Now()
	if !g.read.IsZero() && now.Sub(g.read).Abs() < freshFor {
		return g.known, nil
	}
	raw, err := g.accounts.Store.State(ctx, accountState)
	if err != nil {
		return nil, err
	}
	if string(raw) != g.raw {
		known, err := readAccounts(raw)
		if err != nil {
			return nil, err
		}
		g.known, g.raw = known, string(raw)
	}
	g.read = now
	return g.known, nil
}

// A Person is who asks.
type Person struct {
	Name     string // of the account, "" where nobody has to sign in
	Role     Role
	Loopback bool   // nobody has to sign in here
	Token    string // ID of the token that a program came with
	session  string // what the browser holds
}

type personKey struct{}

type visit struct {
	Person
	csrf func() string
}

// Who returns the person that asks; nobody where no guard stands before.
func Who(ctx context.Context) Person {
	if v, ok := ctx.Value(personKey{}).(*visit); ok {
		return v.Person
	}
	return Person{}
}

// CSRF returns the token that every form carries in its field "csrf", and every
// fetch in the header X-CSRF-Token. It has other letters each time, so that
// compression tells nothing about it.
func CSRF(ctx context.Context) string {
	if v, ok := ctx.Value(personKey{}).(*visit); ok {
		return v.csrf()
	}
	return ""
}

// As returns a context in which p asks, for the tests of what stands behind.
func As(ctx context.Context, p Person) context.Context {
	return context.WithValue(ctx, personKey{}, &visit{Person: p, csrf: func() string { return "" }})
}

// Middleware stands before next.
func (g *Guard) Middleware(next http.Handler) http.Handler {
	own := http.NewServeMux()
	own.HandleFunc("GET /signin", g.signInPage)
	own.HandleFunc("POST /signin", g.signIn)
	own.HandleFunc("POST /signout", g.signOut)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure := g.secure(r)
		setHeaders(w.Header(), secure)
		if !g.knownHost(r) {
			g.refuse(w, r, http.StatusMisdirectedRequest, "This server does not go by that name",
				fmt.Sprintf("It was asked for as %q. Names beside localhost are given when the server is started.", shorten(r.Host)))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, g.opts.MaxBody)
		p, ok := g.person(w, r, secure)
		if !ok {
			return
		}
		if wait := g.clients.wait(g.clientKey(r, p), g.opts.Now()); wait > 0 {
			g.tooMany(w, r, wait)
			return
		}
		within, cancel := context.WithTimeout(r.Context(), longest)
		defer cancel()
		r = r.WithContext(context.WithValue(within, personKey{}, &visit{p, func() string { return g.formToken(p) }}))
		defer func() { // the server clears away uploads of its own request, not of this copy
			if r.MultipartForm != nil {
				_ = r.MultipartForm.RemoveAll()
			}
		}()
		if why := g.crossSite(r, p); why != "" {
			g.refuse(w, r, http.StatusForbidden, "This was not sent from a page of this server", why)
			return
		}
		if _, pattern := own.Handler(r); pattern != "" && (r.URL.Path == "/signin" || r.URL.Path == "/signout") {
			own.ServeHTTP(w, r)
			return
		}
		if !under(g.opts.Public, r.URL.Path) && !g.allow(w, r, g.needs(r)) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// longest bounds an answer: a stream of events to somebody who was signed out
// or dropped ends, and the browser that asks for it again is refused.
const longest = time.Hour

// needs is the least role that a request takes. What changes something takes
// an editor, wherever nobody has said otherwise: a handler that forgets to ask
// is not open to all.
func (g *Guard) needs(r *http.Request) Role {
	if safe(r.Method) || under(g.opts.Reading, r.URL.Path) {
		return Reader
	}
	return Editor
}

// Require lets only those pass who have the role.
func (g *Guard) Require(role Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.allow(w, r, role) {
			next.ServeHTTP(w, r)
		}
	})
}

// allow answers for who may not pass: people are shown the way to sign in.
func (g *Guard) allow(w http.ResponseWriter, r *http.Request, role Role) bool {
	p := Who(r.Context())
	switch {
	case p.Role >= role:
		return true
	case p.Role == Nobody && safe(r.Method) && !forPrograms(r):
		http.Redirect(w, r, "/signin?next="+escape(r.URL.RequestURI()), http.StatusSeeOther)
	case p.Role == Nobody:
		if forPrograms(r) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="parallax"`)
		}
		g.refuse(w, r, http.StatusUnauthorized, "Sign in first", "This needs an account, or a token in the header Authorization: Bearer.")
	default:
		g.refuse(w, r, http.StatusForbidden, "You may not do this", fmt.Sprintf("It takes an %s; you are signed in as %s, a %s.", role, p.Name, p.Role))
	}
	return false
}

// person finds out who asks. It answers itself, and reports false, where that
// cannot be known.
func (g *Guard) person(w http.ResponseWriter, r *http.Request, secure bool) (Person, bool) {
	known, err := g.people(r.Context())
	if err != nil {
		g.opts.Log.Error("reading the accounts", "error", err)
		g.refuse(w, r, http.StatusServiceUnavailable, "The accounts cannot be read", "Try again in a moment.")
		return Person{}, false
	}
	if token, ok := bearer(r); ok {
		a, t := byToken(known, token)
		if a == nil {
			wait := g.tries.token(g.address(r), g.opts.Now())
			if wait > 0 {
				g.tooMany(w, r, wait)
				return Person{}, false
			}
			w.Header().Set("WWW-Authenticate", `Bearer realm="parallax", error="invalid_token"`)
			g.refuse(w, r, http.StatusUnauthorized, "There is no such token", "It may have been dropped: 'parallax account list' shows those that are good.")
			return Person{}, false
		}
		g.used.note(r.Context(), t.ID, g.opts.Now())
		return Person{Name: a.Name, Role: a.role(t), Token: t.ID}, true
	}
	if len(known) == 0 && g.mayBeOpen() {
		if proxied(r) {
			g.refuse(w, r, http.StatusForbidden, "This server is for this machine only",
				"The request came by a proxy. To serve others, make an account ('parallax account add NAME') and start the server with the name it goes by.")
			return Person{}, false
		}
		return Person{Role: Editor, Loopback: true}, true
	}
	if secret := sessionCookie(r, secure); secret != "" {
		id := g.sessions.find(r.Context(), secret, g.opts.Now())
		if i := slices.IndexFunc(known, func(a Account) bool { return id != "" && a.ID == id }); i >= 0 {
			return Person{Name: known[i].Name, Role: known[i].Role, session: secret}, true
		}
	}
	return Person{}, true
}

// bearer returns the token that a program comes with. Readers of feeds can
// only send a name and a password: there it is the password, for reading alone,
// since a browser that has once got such an address sends it unasked.
func bearer(r *http.Request) (string, bool) {
	if _, password, ok := r.BasicAuth(); ok && safe(r.Method) {
		return password, true
	}
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), ok && strings.EqualFold(scheme, "Bearer")
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// under reports whether path is one of list, or below one that ends in a slash.
// A path that would be read otherwise by what stands behind is none of them.
func under(list []string, path string) bool {
	if strings.Contains(path, "/.") || strings.Contains(path, "//") {
		return false
	}
	return slices.ContainsFunc(list, func(s string) bool {
		return path == s || strings.HasSuffix(s, "/") && strings.HasPrefix(path, s)
	})
}
