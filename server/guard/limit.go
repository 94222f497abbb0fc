package guard

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"parallax/news"
	"parallax/recent"
)

// maxClients bounds how many clients are counted at once: who was not seen for
// longest is forgotten first.
const maxClients = 4096

// A limiter gives each of many clients a bucket of tokens of its own.
type limiter struct {
	every   rate.Limit
	burst   int
	mu      sync.Mutex // nobody gets two buckets
	buckets *recent.Cache[string, *rate.Limiter]
}

func newLimiter(perSecond float64, burst int) *limiter {
	return &limiter{every: rate.Limit(perSecond), burst: max(1, burst), buckets: recent.New[string, *rate.Limiter](maxClients, nil)}
}

// wait takes a token and returns 0, or how long there is none.
func (l *limiter) wait(key string, now time.Time) time.Duration {
	if l.every < 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets.Get(key)
	if !ok {
		b = rate.NewLimiter(l.every, l.burst)
		l.buckets.Put(key, b)
	}
	if b.AllowN(now, 1) {
		return 0
	}
	missing := 1 - b.TokensAt(now)
	return time.Duration(missing / float64(l.every) * float64(time.Second))
}

func (l *limiter) forget(key string) { l.buckets.Drop(key) }

// clientKey names who is counted: an account wherever it comes from, else a
// network address; one subscriber commands a whole /64 of IPv6.
func (g *Guard) clientKey(r *http.Request, p Person) string {
	if p.Name != "" {
		return "account " + p.Name
	}
	return network(g.address(r))
}

func network(ip netip.Addr) string {
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}

// tries bounds how often somebody may guess. Each guess is counted by address,
// against one who tries many accounts; by account and address together, so that
// one stranger does not lock an account's owner out; and by account, against
// many who try one. Whether there is such an account makes no difference.
type tries struct {
	both, address, account, tokens *limiter
}

func newTries() *tries {
	return &tries{
		both:    newLimiter(1.0/60, 5),
		address: newLimiter(1.0/15, 20),
		account: newLimiter(1.0/10, 60),
		tokens:  newLimiter(1, 20),
	}
}

// signIn returns how long a guess has to wait, 0 when it may be made now.
func (t *tries) signIn(ip netip.Addr, account string, now time.Time) time.Duration {
	at := network(ip)
	if wait := t.address.wait(at, now); wait > 0 {
		return wait
	}
	if wait := t.both.wait(at+" "+account, now); wait > 0 {
		return wait
	}
	return t.account.wait(account, now)
}

// right forgets the wrong guesses of one who has come in.
func (t *tries) right(ip netip.Addr, account string) {
	t.address.forget(network(ip))
	t.both.forget(network(ip) + " " + account)
}

// token counts a token that is not good.
func (t *tries) token(ip netip.Addr, now time.Time) time.Duration {
	return t.tokens.wait(network(ip), now)
}

func (g *Guard) tooMany(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	seconds := strconv.Itoa(max(1, int(math.Ceil(wait.Seconds()))))
	w.Header().Set("Retry-After", seconds)
	g.refuse(w, r, http.StatusTooManyRequests, "Too many requests", "Try again in "+seconds+" s.")
}

// usedState is where it is kept when each token was last used. Only the server
// writes it.
const usedState = "account/used"

type used struct {
	store   news.Store
	mu      sync.Mutex
	at      map[string]time.Time // by the token's ID
	written time.Time
}

func openUsed(ctx context.Context, store news.Store) (*used, error) {
	at, err := LastUse(ctx, store)
	return &used{store: store, at: at}, err
}

// LastUse returns when each token was last used, by its ID, to about a minute.
func LastUse(ctx context.Context, store news.Store) (map[string]time.Time, error) {
	at := map[string]time.Time{}
	raw, err := store.State(ctx, usedState)
	if err == nil && raw != nil {
		_ = json.Unmarshal(raw, &at) // a token that was never used at worst
	}
	return at, err
}

func (u *used) note(ctx context.Context, id string, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	_, before := u.at[id]
	u.at[id] = now.UTC().Truncate(time.Second)
	if before && now.Sub(u.written) < time.Minute {
		return
	}
	u.written = now
	if raw, err := json.Marshal(u.at); err == nil {
		go func() { // nobody waits for it
			_ = u.store.SetState(context.WithoutCancel(ctx), usedState, raw)
		}()
	}
}
