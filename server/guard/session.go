package guard

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/news"
)

// How long somebody stays signed in: over a working day without a visit, two
// weeks at most; and how many browsers one account may be signed in with
// before the one not seen longest is signed out.
const (
	sessionIdle  = 12 * time.Hour
	sessionWhole = 14 * 24 * time.Hour
	sessionsEach = 20
	// seenEvery bounds how often being seen is written down.
	seenEvery = 5 * time.Minute
)

// sessionState is where the sessions are kept. Only the server writes it.
const sessionState = "account/sessions"

// A session is one browser that is signed in. It is kept under the hash of
// what the browser holds, so that a copy of the library lets nobody in.
type session struct {
	Account string // ID
	Since   time.Time
	Seen    time.Time
}

func (s *session) ended(now time.Time) bool {
	return now.Sub(s.Seen) >= sessionIdle || now.Sub(s.Since) >= sessionWhole
}

type sessions struct {
	store   news.Store
	writing sync.Mutex // held before mu: the last to write writes the latest
	mu      sync.Mutex // never held while the store works, which may wait for others
	byHash  map[string]*session
	written time.Time
}

func openSessions(ctx context.Context, store news.Store) (*sessions, error) {
	s := &sessions{store: store, byHash: map[string]*session{}}
	raw, err := store.State(ctx, sessionState)
	if err != nil {
		return nil, err
	}
	if raw != nil {
		// What cannot be read means only that people sign in again.
		_ = json.Unmarshal(raw, &s.byHash)
	}
	maps.DeleteFunc(s.byHash, func(_ string, v *session) bool { return v == nil })
	return s, nil
}

// begin starts a session and returns what the browser is to hold.
func (s *sessions) begin(ctx context.Context, account string, now time.Time) (string, error) {
	secret := random(tokenBytes)
	s.add(hashSecret(secret), account, now)
	return secret, s.write(ctx, now)
}

func (s *sessions) add(as, account string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var same []string
	for hash, v := range s.byHash {
		if v.ended(now) {
			delete(s.byHash, hash)
		} else if v.Account == account {
			same = append(same, hash)
		}
	}
	if len(same) >= sessionsEach {
		delete(s.byHash, slices.MinFunc(same, func(a, b string) int {
			if c := s.byHash[a].Seen.Compare(s.byHash[b].Seen); c != 0 {
				return c
			}
			return strings.Compare(a, b)
		}))
	}
	s.byHash[as] = &session{Account: account, Since: now, Seen: now}
}

// find returns the account that a browser is signed in to, "" when it is not.
func (s *sessions) find(ctx context.Context, secret string, now time.Time) string {
	if !validSecret(secret) {
		return ""
	}
	hash := hashSecret(secret)
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.byHash[hash]
	if v == nil {
		return ""
	}
	if v.ended(now) {
		delete(s.byHash, hash)
		return ""
	}
	v.Seen = now
	if now.Sub(s.written) >= seenEvery {
		// Nobody waits for it; failing costs an earlier sign-in at worst.
		s.written = now
		go func() { _ = s.write(ctx, now) }()
	}
	return v.Account
}

// end signs a browser out.
func (s *sessions) end(ctx context.Context, secret string, now time.Time) error {
	s.mu.Lock()
	delete(s.byHash, hashSecret(secret))
	s.mu.Unlock()
	return s.write(ctx, now)
}

func (s *sessions) write(ctx context.Context, now time.Time) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	raw, err := json.Marshal(s.byHash)
	s.written = now
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.store.SetState(context.WithoutCancel(ctx), sessionState, raw)
}

// cookieName ties a cookie of an encrypted connection to this host and to
// encryption, which browsers enforce for the prefix.
func cookieName(secure bool) string {
	if secure {
		return "__Host-parallax"
	}
	return "parallax"
}

// sessionCookie returns what the browser holds, "" when there is nothing that
// could be a session.
func sessionCookie(r *http.Request, secure bool) string {
	c, err := r.Cookie(cookieName(secure))
	if err != nil || !validSecret(c.Value) {
		return ""
	}
	return c.Value
}

func setCookie(w http.ResponseWriter, secret string, secure bool) {
	c := &http.Cookie{Name: cookieName(secure), Value: secret, Path: "/", HttpOnly: true, Secure: secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(sessionWhole.Seconds())}
	if secret == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}
