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
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !opts.AllowPrivate {
		// Checked on the address that is dialled, so neither a name that
		// resolves to a private address nor a redirect passes.
		dialer.Control = ssrf.New().Safe
	}
	c := &Client{opts: opts}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, past the guard
			DialContext:            dialer.DialContext,
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
	u, err := url.Parse(strings.TrimSpace(address))
	if err == nil {
		err = checkURL(u)
	}
	if err != nil {
		return nil, "", "", &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	timed, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", "", &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.1")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, "", "", c.failed(ctx, address, err)
	}
	return c.body(ctx, address, resp)
}

// body reads an answer within the limits.
func (c *Client) body(ctx context.Context, address string, resp *http.Response) (body []byte, contentType, final string, err error) {
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 || resp.StatusCode == http.StatusNoContent {
		return nil, "", "", &Error{Address: address, Kind: kindOf(resp.StatusCode), Status: resp.StatusCode, Detail: "the server answers " + resp.Status}
	}
	body, err = io.ReadAll(io.LimitReader(resp.Body, c.opts.MaxBytes+1))
	if err != nil {
		return nil, "", "", c.failed(ctx, address, err)
	}
	if int64(len(body)) > c.opts.MaxBytes {
		return nil, "", "", &Error{Address: address, Kind: Refused, Status: resp.StatusCode, Detail: fmt.Sprintf("the document is larger than %d bytes", c.opts.MaxBytes)}
	}
	return body, resp.Header.Get("Content-Type"), resp.Request.URL.String(), nil
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

// Post sends body as JSON and returns the answer's body. It follows the limits
// of the client; its error is an [*Error] or the context's.
func (c *Client) Post(ctx context.Context, address string, header map[string]string, body []byte) ([]byte, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err == nil {
		err = checkURL(u)
	}
	if err != nil {
		return nil, &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	timed, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, &Error{Address: address, Kind: Refused, Detail: "the address is wrong: " + err.Error(), Err: err}
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Content-Type", "application/json")
	for k, v := range header {
		req.Header.Set(k, v)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.failed(ctx, address, err)
	}
	answer, _, _, err := c.body(ctx, address, resp)
	return answer, err
}
