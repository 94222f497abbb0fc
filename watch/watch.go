// Package watch follows feeds and sitemaps: it visits each when it is due,
// fetches what it names and puts it into a library, and looks at young articles
// again for silent changes. What it knows of each feed lives in the library,
// so that a run goes on where the last one stopped.
package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/fetch"
	"parallax/library"
	"parallax/news"
	"parallax/read"
)

// Options say what a watch works with.
type Options struct {
	Library *library.Library
	// Visit gets a document politely; the Visit method of a [fetch.Polite] fits.
	Visit   func(ctx context.Context, address string, known fetch.Validators) (fetch.Answer, error)
	Now     func() time.Time // nil: [time.Now]
	Workers int              // feeds visited at the same time; 0: 4
	Done    func(Visit)      // learns of each visit; calls do not overlap
}

// A Visit is what came of visiting one feed.
type Visit struct {
	Feed  Feed
	Tally library.Tally
	Err   error   // of the feed itself
	Pages []error // of what it names
}

// A Watch follows the feeds of one library.
type Watch struct {
	opts  Options
	mu    sync.Mutex
	feeds map[string]*Feed
}

// names of the states in the store.
const (
	listState = "watch"
	feedState = "watch/"
)

// Open reads what is followed.
func Open(ctx context.Context, opts Options) (*Watch, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Workers <= 0 {
		opts.Workers = 4
	}
	w := &Watch{opts: opts, feeds: map[string]*Feed{}}
	raw, err := opts.Library.Store().State(ctx, listState)
	if err != nil {
		return nil, err
	}
	var list []string
	if raw != nil {
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, fmt.Errorf("%w: the list of feeds cannot be read", news.ErrBadStore)
		}
	}
	for _, address := range list {
		f := &Feed{Address: address}
		raw, err := opts.Library.Store().State(ctx, feedState+address)
		if err != nil {
			return nil, err
		}
		if raw != nil {
			// What cannot be read is only what is known of the feed: it is visited anew.
			_ = json.Unmarshal(raw, f)
		}
		w.feeds[address] = f
	}
	return w, nil
}

// ErrAddress says that something to follow is no address of the web.
var ErrAddress = errors.New("only http and https addresses can be followed")

// Follow adds feeds; those that are followed already stay as they are.
func (w *Watch) Follow(ctx context.Context, addresses ...string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range addresses {
		a = strings.TrimSpace(a)
		u, err := url.Parse(a)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("%s: %w", a, ErrAddress)
		}
		if w.feeds[a] == nil {
			w.feeds[a] = &Feed{Address: a}
		}
	}
	return w.saveList(ctx)
}

// Drop stops following a feed. What it brought stays in the library.
func (w *Watch) Drop(ctx context.Context, address string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.feeds[address] == nil {
		return fmt.Errorf("%s: %w", address, news.ErrNotFound)
	}
	delete(w.feeds, address)
	return w.saveList(ctx)
}

// Feeds lists what is followed, by address.
func (w *Watch) Feeds() []Feed {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Feed
	for _, address := range slices.Sorted(maps.Keys(w.feeds)) {
		out = append(out, *w.feeds[address])
	}
	return out
}

func (w *Watch) saveList(ctx context.Context) error {
	raw, err := json.Marshal(slices.Sorted(maps.Keys(w.feeds)))
	if err != nil {
		return err
	}
	return w.opts.Library.Store().SetState(ctx, listState, raw)
}

// Run visits feeds as they fall due, until the context ends or the library
// fails.
func (w *Watch) Run(ctx context.Context) error {
	for {
		if err := w.Once(ctx); err != nil {
			return err
		}
		timer := time.NewTimer(w.pause())
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// pause is how long nothing is due; a minute at most, so that feeds that
// another process adds are seen.
func (w *Watch) pause() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	wait := time.Minute
	for _, f := range w.feeds {
		if !f.Gone {
			wait = min(wait, f.Next.Sub(w.opts.Now()))
		}
	}
	return max(wait, time.Second)
}

// Once visits every feed that is due.
func (w *Watch) Once(ctx context.Context) error {
	now := w.opts.Now()
	var due []string
	w.mu.Lock()
	for _, address := range slices.Sorted(maps.Keys(w.feeds)) {
		if f := w.feeds[address]; !f.Gone && !f.Next.After(now) {
			due = append(due, address)
		}
	}
	w.mu.Unlock()

	work := make(chan string)
	var wait sync.WaitGroup
	var failure error
	for range min(w.opts.Workers, len(due)) {
		wait.Go(func() {
			for address := range work {
				if err := w.visit(ctx, address); err != nil {
					w.mu.Lock()
					failure = errors.Join(failure, err)
					w.mu.Unlock()
				}
			}
		})
	}
	for _, address := range due {
		if ctx.Err() != nil {
			break
		}
		work <- address
	}
	close(work)
	wait.Wait()
	return errors.Join(failure, ctx.Err())
}

// visit visits one feed, its new articles and the young ones that are due. Its
// error is one of the library, or the context's; those of the network are the
// feed's.
func (w *Watch) visit(ctx context.Context, address string) error {
	w.mu.Lock()
	f := *w.feeds[address]
	f.Pages = maps.Clone(f.Pages)
	w.mu.Unlock()

	v := Visit{}
	answer, err := w.opts.Visit(ctx, f.Address, f.Validators)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && !answer.Unchanged {
		err = w.take(ctx, &f, &answer, &v)
	}
	if err == nil {
		err = w.look(ctx, &f, &v)
	}
	now := w.opts.Now()
	var page *read.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err() // visited again from the start: what was added is known
	case err == nil:
		f.went(now, answer, v.Tally.Added+v.Tally.Revised > 0)
	case isNetwork(err) || errors.As(err, &page):
		v.Err = err
		f.failed(now, err)
	default:
		return err
	}
	v.Feed = f

	w.mu.Lock()
	defer w.mu.Unlock()
	if w.feeds[address] == nil {
		return nil // dropped meanwhile
	}
	if f.Address != address {
		delete(w.feeds, address)
	}
	w.feeds[f.Address] = &f
	if f.Address != address {
		if err := w.saveList(ctx); err != nil {
			return err
		}
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := w.opts.Library.Store().SetState(ctx, feedState+f.Address, raw); err != nil {
		return err
	}
	if w.opts.Done != nil {
		w.opts.Done(v)
	}
	return nil
}

func isNetwork(err error) bool {
	var e *fetch.Error
	return errors.As(err, &e)
}

const (
	// maxNew bounds how many pages one visit fetches; the others follow at
	// the next one. A sitemap may list fifty thousand.
	maxNew = 200
	// maxLooks bounds how many known pages one visit looks at again.
	maxLooks = 20
)

// errLater marks a page that this visit does not fetch.
var errLater = errors.New("not fetched at this visit")

// take reads what the feed holds and adds what is new. Its error is the
// feed's or the library's.
func (w *Watch) take(ctx context.Context, f *Feed, answer *fetch.Answer, v *Visit) error {
	left := map[string]bool{} // pages that were not fetched: known, or too many
	fetched, more := 0, false
	get := func(ctx context.Context, address string) ([]byte, string, string, error) {
		if address == f.Address {
			return answer.Body, answer.ContentType, answer.Final, nil
		}
		known, err := w.opts.Library.Knows(ctx, address)
		if err != nil {
			return nil, "", "", err
		}
		if known || fetched >= maxNew {
			more = more || !known
			left[address] = true
			return nil, "", "", errLater
		}
		fetched++
		a, err := w.opts.Visit(ctx, address, fetch.Validators{})
		if err == nil {
			f.seen(address, w.opts.Now(), a.Validators)
		}
		return a.Body, a.ContentType, a.Final, err
	}
	var broken error
	articles := func(yield func(news.Article, error) bool) {
		for a, err := range read.Open(ctx, []string{f.Address}, read.Options{Fetch: get}) {
			var e *read.Error
			switch {
			case err == nil && left[a.URL]:
				// Its summary alone stands in for the page that was left out.
			case errors.Is(err, errLater):
			case errors.As(err, &e) && e.Input == f.Address && e.Fate == read.Failed:
				broken = err
			default:
				if !yield(a, err) {
					return
				}
			}
		}
	}
	if err := w.add(ctx, articles, v); err != nil {
		return err
	}
	if more {
		answer.Validators = fetch.Validators{} // there is more to take, changed or not
	}
	return broken
}

// look visits the pages again that are due, and adds those that have changed.
func (w *Watch) look(ctx context.Context, f *Feed, v *Visit) error {
	now := w.opts.Now()
	var due []string
	for _, address := range slices.Sorted(maps.Keys(f.Pages)) {
		if !f.Pages[address].Next.After(now) && len(due) < maxLooks {
			due = append(due, address)
		}
	}
	for _, address := range due {
		a, err := w.opts.Visit(ctx, address, f.Pages[address].Validators)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			f.seen(address, now, f.Pages[address].Validators)
			v.Pages = append(v.Pages, fmt.Errorf("%s: %w", address, err))
			continue
		}
		f.seen(address, now, a.Validators)
		if a.Unchanged {
			continue
		}
		get := func(context.Context, string) ([]byte, string, string, error) {
			return a.Body, a.ContentType, a.Final, nil
		}
		if err := w.add(ctx, read.Open(ctx, []string{address}, read.Options{Fetch: get}), v); err != nil {
			return err
		}
	}
	return nil
}

// add puts articles into the library and sums up what became of them.
func (w *Watch) add(ctx context.Context, articles iter.Seq2[news.Article, error], v *Visit) error {
	t, err := w.opts.Library.Add(ctx, articles, nil, func(err error) { v.Pages = append(v.Pages, err) })
	v.Tally.Added += t.Added
	v.Tally.Revised += t.Revised
	v.Tally.Unchanged += t.Unchanged
	v.Tally.Failed += t.Failed
	return err
}
