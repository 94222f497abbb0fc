// Package fetch gets documents from http and https addresses. It is the only
// code that touches the network, and it trusts no address: private networks,
// long waits, large bodies and long chains of redirects are refused.
package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Options limit what a client does. Zero fields have the defaults named.
type Options struct {
	MaxBytes     int64         // of a decompressed body; 16 MiB, three times the largest page that extraction takes
	Timeout      time.Duration // for one document with its redirects; 30 s
	MaxRedirects int           // 5; -1 for none
	UserAgent    string        // "parallax"
	// AllowPrivate permits loopback, private and other special addresses, and
	// any port. Meant for tests and for a newsroom's own network; a server
	// that takes addresses from strangers must not set it.
	AllowPrivate bool
	// AllowHosts are names of hosts that may have such addresses, and any
	// port, though others may not: a newsroom's own wiki.
	AllowHosts []string
}

// A Client gets documents. It is safe for concurrent use.
type Client struct {
	http *http.Client
	opts Options
}

// New returns a client.
func New(opts Options) *Client {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = 16 << 20
	}
	if opts.Timeout <= 0 {
		opts.Timeout = 30 * time.Second
	}
	if opts.MaxRedirects == 0 {
		opts.MaxRedirects = 5
	}
	if opts.UserAgent == "" {
		opts.UserAgent = "parallax"
	}
	open := &net.Dialer{Timeout: 10 * time.Second}
	dialer := &net.Dialer{Timeout: open.Timeout}
	if !opts.AllowPrivate {
		// Checked on the address that is dialled, so neither a name that
		// resolves to a private address nor a redirect passes.
		dialer.Control = ssrf.New().Safe
	}
	c := &Client{opts: opts}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy: nil, // a proxy would dial for us, past the guard
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if name, _, err := net.SplitHostPort(address); err == nil && slices.Contains(opts.AllowHosts, name) {
					return open.DialContext(ctx, network, address)
				}
				return dialer.DialContext(ctx, network, address)
			},
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  opts.Timeout * 2 / 3,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        30 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > max(opts.MaxRedirects, 0) {
				return errRedirects
			}
			if way, ok := req.Context().Value(trailKey{}).(*trail); ok {
				way.hop(req.Response)
			}
			return checkURL(req.URL)
		},
	}
	return c
}

// CloseIdle closes connections that are kept open for reuse.
func (c *Client) CloseIdle() { c.http.CloseIdleConnections() }

// Kind sorts errors by what the caller does with them.
type Kind string

const (
	Refused   Kind = "refused"   // this address will never be fetched: not http, private, too large
	Gone      Kind = "gone"      // the server says that it has no such document (4xx)
	Temporary Kind = "temporary" // may work later: server error, time-out, no connection
)

// An Error is why a document could not be fetched.
type Error struct {
	Address string
	Kind    Kind
	Status  int // of HTTP, 0 when none came
	Detail  string
	Err     error
	// RetryAfter is how long the server asks to be left alone, 0 when it does not say.
	RetryAfter time.Duration
}

func (e *Error) Error() string { return e.Detail }
func (e *Error) Unwrap() error { return e.Err }

var (
	errRedirects = errors.New("too many redirects")
	errScheme    = errors.New("only http and https addresses are fetched")
	errHost      = errors.New("the address names no host")
)

func checkURL(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return errScheme
	}
	if u.Hostname() == "" {
		return errHost
	}
	return nil
}

// Get returns the body of the document at address, its media type as the
// server names it, and the address it was found at after redirects. Its error
// is an [*Error] or the context's.
func (c *Client) Get(ctx context.Context, address string) (body []byte, contentType, final string, err error) {
	a, err := c.Visit(ctx, address, Validators{})
	return a.Body, a.ContentType, a.Final, err
}

// Post sends body as JSON and returns the answer's body. It keeps the limits
// of the client; its error is an [*Error] or the context's.
func (c *Client) Post(ctx context.Context, address string, header map[string]string, body []byte) ([]byte, error) {
	h := http.Header{"Content-Type": {"application/json"}}
	for k, v := range header {
		h.Set(k, v)
	}
	a, err := c.send(ctx, http.MethodPost, address, h, bytes.NewReader(body))
	return a.Body, err
}

// send does one request and reads the answer within the limits.
func (c *Client) send(ctx context.Context, method, address string, header http.Header, body io.Reader) (Answer, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err == nil {
		err = checkURL(u)
	}
	if err != nil {
		return Answer{}, &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	way := &trail{permanent: true}
	timed, cancel := context.WithTimeout(context.WithValue(ctx, trailKey{}, way), c.opts.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, method, u.String(), body)
	if err != nil {
		return Answer{}, &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	req.Header = header
	req.Header.Set("User-Agent", c.opts.UserAgent)
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, c.failed(ctx, address, err)
	}
	defer resp.Body.Close()
	a := Answer{ContentType: resp.Header.Get("Content-Type"), Final: resp.Request.URL.String(), Fresh: freshness(resp.Header),
		Validators: Validators{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")}}
	if way.hops > 0 && way.permanent {
		a.Moved = a.Final
	}
	if resp.StatusCode == http.StatusNotModified {
		a.Unchanged = true
		return a, nil
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 || resp.StatusCode == http.StatusNoContent {
		return Answer{}, &Error{Address: address, Kind: kindOf(resp.StatusCode), Status: resp.StatusCode, RetryAfter: retryAfter(resp.Header, time.Now()),
			Detail: "the server answers " + resp.Status}
	}
	// What was asked for is unpacked by now; the reader opens two more kinds.
	switch packing := strings.ToLower(resp.Header.Get("Content-Encoding")); packing {
	case "", "identity", "gzip", "x-gzip", "zstd":
	default:
		return Answer{}, &Error{Address: address, Kind: Refused, Status: resp.StatusCode,
			Detail: fmt.Sprintf("the server packs the document as %q, which it was not asked to and which cannot be opened: save the page with a browser and add the file", packing)}
	}
	a.Body, err = io.ReadAll(io.LimitReader(resp.Body, c.opts.MaxBytes+1))
	if err != nil {
		return Answer{}, c.failed(ctx, address, err)
	}
	if int64(len(a.Body)) > c.opts.MaxBytes {
		return Answer{}, &Error{Address: address, Kind: Refused, Status: resp.StatusCode, Detail: fmt.Sprintf("the document is larger than %d bytes", c.opts.MaxBytes)}
	}
	return a, nil
}

// kindOf sorts a status: what the server asks to repeat is temporary.
func kindOf(status int) Kind {
	switch {
	case status >= 500, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status == http.StatusTooEarly:
		return Temporary
	}
	return Gone
}

// failed says why no answer came.
func (c *Client) failed(ctx context.Context, address string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e := &Error{Address: address, Kind: Temporary, Err: err}
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		e.Kind, e.Detail = Refused, "the host has a private or special network address"
	case errors.Is(err, ssrf.ErrProhibitedPort):
		e.Kind, e.Detail = Refused, "only ports 80 and 443 are fetched from"
	case errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		e.Kind, e.Detail = Refused, "the network address is not one of the internet"
	case errors.Is(err, errRedirects):
		e.Kind, e.Detail = Refused, fmt.Sprintf("more than %d redirects", max(c.opts.MaxRedirects, 0))
	case errors.Is(err, errScheme), errors.Is(err, errHost):
		e.Kind, e.Detail = Refused, "it redirects to an address that is not fetched: "+errors.Unwrap(err).Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Kind, e.Detail = Gone, "no such host: "+dns.Name
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Detail = fmt.Sprintf("no answer within %s", c.opts.Timeout)
	default:
		e.Detail = err.Error()
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			e.Detail = wrapped.Err.Error()
		}
	}
	return e
}
