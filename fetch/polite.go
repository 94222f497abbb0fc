package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// A Polite client keeps the manners of a crawler: it asks robots.txt first
// (RFC 9309), sends a host one request at a time with a pause between them,
// and leaves a host alone that asks for it. It is safe for concurrent use.
type Polite struct {
	client *Client
	pause  time.Duration

	mu    sync.Mutex
	hosts map[string]*host
}

// A host is one server, by scheme and authority.
type host struct {
	mu      sync.Mutex // held through a request: one at a time
	rules   *robotstxt.Group
	refused string    // why nothing may be fetched, "" when rules say what may
	expires time.Time // of the rules
	next    time.Time // earliest next request
}

const (
	// maxPause bounds a crawl-delay: some hosts state hours, by mistake or to
	// shut crawlers out; what robots.txt permits is fetched all the same.
	maxPause = 30 * time.Second
	// patience is how long a visit waits for its turn before it gives up and
	// says when to come again.
	patience = time.Minute
	rulesFor = 24 * time.Hour   // RFC 9309 section 2.4: no longer
	rulesErr = 15 * time.Minute // before a server that failed is asked for its rules again
	maxHosts = 10_000
)

// NewPolite wraps a client; pause is the least time between two requests to
// one host, 0 for a second.
func NewPolite(c *Client, pause time.Duration) *Polite {
	if pause <= 0 {
		pause = time.Second
	}
	return &Polite{client: c, pause: pause, hosts: map[string]*host{}}
}

// Visit is [Client.Visit], with manners. What robots.txt forbids is refused.
func (p *Polite) Visit(ctx context.Context, address string, known Validators) (Answer, error) {
	u, err := url.Parse(address)
	if err != nil || checkURL(u) != nil {
		return p.client.Visit(ctx, address, known) // says what is wrong
	}
	h := p.host(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := p.learn(ctx, h, u); err != nil {
		return Answer{}, err
	}
	if h.refused != "" {
		return Answer{}, &Error{Address: address, Kind: Temporary, Detail: h.refused, RetryAfter: time.Until(h.expires)}
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !h.rules.Test(path) {
		return Answer{}, &Error{Address: address, Kind: Refused, Detail: "robots.txt of " + u.Host + " forbids it"}
	}
	if err := p.turn(ctx, h, address); err != nil {
		return Answer{}, err
	}
	a, err := p.client.Visit(ctx, address, known)
	p.rest(h, err)
	return a, err
}

func (p *Polite) host(u *url.URL) *host {
	key := u.Scheme + "://" + u.Host
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.hosts[key]
	if !ok {
		if len(p.hosts) >= maxHosts {
			clear(p.hosts) // their rules are asked for again
		}
		h = &host{}
		p.hosts[key] = h
	}
	return h
}

// learn reads the rules of a host, where they are not known or too old.
func (p *Polite) learn(ctx context.Context, h *host, u *url.URL) error {
	if time.Now().Before(h.expires) {
		return nil
	}
	address := u.Scheme + "://" + u.Host + "/robots.txt"
	if err := p.turn(ctx, h, address); err != nil {
		return err
	}
	a, err := p.client.Visit(ctx, address, Validators{})
	p.rest(h, err)
	var failed *Error
	switch {
	case err == nil:
		rules, err := robotstxt.FromBytes(a.Body)
		if err != nil { // what cannot be read forbids nothing
			rules, _ = robotstxt.FromBytes(nil)
		}
		h.rules, h.refused, h.expires = rules.FindGroup(p.client.opts.UserAgent), "", time.Now().Add(rulesFor)
	case errors.As(err, &failed) && failed.Kind == Refused && failed.Status == 0:
		return err // the address itself is refused
	case errors.As(err, &failed) && (failed.Kind == Gone && failed.Status != 0 || failed.Kind == Refused):
		// No rules (4xx), or rules too large to be any: everything may be fetched.
		rules, _ := robotstxt.FromBytes(nil)
		h.rules, h.refused, h.expires = rules.FindGroup(p.client.opts.UserAgent), "", time.Now().Add(rulesFor)
	case errors.As(err, &failed) && failed.Status != 0:
		// The server fails: nothing may be fetched until it answers.
		h.refused, h.expires = fmt.Sprintf("%s cannot say what may be fetched: robots.txt: %s", u.Host, failed.Detail), time.Now().Add(rulesErr)
	default:
		return err // no connection: the visit fails the same way
	}
	return nil
}

// turn waits until the host may be asked again.
func (p *Polite) turn(ctx context.Context, h *host, address string) error {
	wait := time.Until(h.next)
	if wait <= 0 {
		return ctx.Err()
	}
	if wait > patience {
		return &Error{Address: address, Kind: Temporary, Detail: fmt.Sprintf("the server asked to be left alone for %s more", wait.Round(time.Second)), RetryAfter: wait}
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// rest sets when the host may be asked again.
func (p *Polite) rest(h *host, err error) {
	pause := p.pause
	if h.rules != nil {
		pause = max(pause, min(h.rules.CrawlDelay, maxPause))
	}
	var failed *Error
	if errors.As(err, &failed) {
		pause = max(pause, failed.RetryAfter)
	}
	h.next = time.Now().Add(pause)
}
