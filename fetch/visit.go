package fetch

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Validators are what a server gave along with a document. Sent back, they let
// it answer that nothing has changed (RFC 9110, section 13).
type Validators struct {
	ETag         string
	LastModified string
}

// An Answer is a document, or the word that it has not changed.
type Answer struct {
	Body        []byte
	ContentType string // as the server names it
	Final       string // address after redirects
	Moved       string // where the document has moved for good, "" when it has not
	Unchanged   bool   // since the validators that were sent; there is no body then
	Validators
	Fresh time.Duration // how long the server says that the answer holds, 0 when it does not say
}

// Visit gets a document, or learns that it is unchanged. Its error is an
// [*Error] or the context's.
func (c *Client) Visit(ctx context.Context, address string, known Validators) (Answer, error) {
	h := http.Header{"Accept": {"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.1"}}
	if known.ETag != "" {
		h.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		h.Set("If-Modified-Since", known.LastModified)
	}
	return c.send(ctx, http.MethodGet, address, h, nil)
}

// A trail remembers by what redirects a document was reached.
type trail struct {
	hops      int
	permanent bool // every one of them
}

type trailKey struct{}

func (t *trail) hop(by *http.Response) {
	t.hops++
	if by == nil || by.StatusCode != http.StatusMovedPermanently && by.StatusCode != http.StatusPermanentRedirect {
		t.permanent = false
	}
}

// freshness reads how long an answer holds: Cache-Control's max-age less the
// age that it has already, else Expires less Date (RFC 9111, section 4.2).
func freshness(h http.Header) time.Duration {
	for _, part := range strings.Split(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.ToLower(name) {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			age, _ := strconv.Atoi(h.Get("Age"))
			return seconds(strings.Trim(value, `"`), age)
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return max(0, expires.Sub(date))
}

// retryAfter reads how long a server asks to be left alone, in seconds or as
// the time when it may be asked again.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return seconds(value, 0)
}

// seconds reads a number of seconds less some, at most a week: a server that
// asks for more is believed to be mistaken.
func seconds(value string, less int) time.Duration {
	const week = 7 * 24 * 3600
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(max(0, min(n, week)-max(0, less))) * time.Second
}
