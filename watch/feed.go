package watch

import (
	"errors"
	"time"

	"parallax/fetch"
)

// A Feed is one feed, sitemap or page that is followed, and how it fares.
type Feed struct {
	Address  string
	Next     time.Time     // when it is visited again
	Every    time.Duration // between visits, as it turned out to be worth while
	Visited  time.Time     // last visit that the server answered
	News     time.Time     // last visit that brought something
	Failures int           // in a row
	Error    string        // of the last visit, "" when it went well
	Gone     bool          // the server says it is no more: it is not visited again
	fetch.Validators
	// Pages are the articles that the feed led to lately; they are visited
	// again for changes of their text.
	Pages map[string]Page `json:",omitempty"`
}

// A Page is an article that is visited again, ever more rarely.
type Page struct {
	Next   time.Time
	Visits int
	fetch.Validators
}

const (
	soonest = 5 * time.Minute // a server that is asked more often has reason to complain
	latest  = 6 * time.Hour   // also a feed that sleeps may wake up today
	first   = 15 * time.Minute
	// Failures are answered with a longer and longer wait.
	firstRetry = 10 * time.Minute
	lastRetry  = 24 * time.Hour
	// Corrections come within the first day or two: pages are visited again
	// after one hour, three, nine and 27.
	firstLook = time.Hour
	looks     = 4
	// maxPages bounds what is remembered of one feed.
	maxPages = 2000
)

// went plans the next visit after one that went well.
func (f *Feed) went(now time.Time, a fetch.Answer, brought bool) {
	f.Failures, f.Error, f.Visited, f.Validators = 0, "", now, a.Validators
	if a.Moved != "" {
		f.Address = a.Moved
	}
	switch {
	case f.Every == 0:
		f.Every = first
	case brought:
		f.Every /= 2
	default:
		f.Every += f.Every / 2
	}
	if brought {
		f.News = now
	}
	f.Every = min(max(f.Every, soonest), latest)
	// What the server says about its cache is a lower bound, but one that
	// says a week does not know what a news feed is.
	f.Next = now.Add(max(f.Every, min(a.Fresh, latest)))
}

// failed plans the next visit after one that did not go well.
func (f *Feed) failed(now time.Time, err error) {
	f.Error = err.Error()
	f.Failures++
	wait := firstRetry << min(f.Failures-1, 10)
	var e *fetch.Error
	if errors.As(err, &e) {
		wait = max(wait, e.RetryAfter)
		if e.Status == 410 {
			f.Gone = true
		}
	}
	f.Next = now.Add(min(wait, max(lastRetry, retryAfter(e))))
}

func retryAfter(e *fetch.Error) time.Duration {
	if e == nil {
		return 0
	}
	return e.RetryAfter
}

// seen plans the next look at a page, or forgets it after the last one.
func (f *Feed) seen(address string, now time.Time, v fetch.Validators) {
	p := f.Pages[address]
	p.Visits++
	p.Validators = v
	if p.Visits > looks || len(f.Pages) >= maxPages {
		delete(f.Pages, address)
		return
	}
	wait := firstLook
	for range p.Visits - 1 {
		wait *= 3
	}
	p.Next = now.Add(wait)
	if f.Pages == nil {
		f.Pages = map[string]Page{}
	}
	f.Pages[address] = p
}
