// Package library collects articles for months and answers questions about
// them: it puts what [parallax.Parallax] finds into a [news.Store], knows an
// article when it comes again, and brings old findings up to date.
package library

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"parallax"
	"parallax/news"
	"parallax/story"
)

// A Library is a store and the analysis that fills it. It is safe for
// concurrent use.
type Library struct {
	store    news.Store
	parallax *parallax.Parallax
	now      func() time.Time

	mu      sync.Mutex // of stories
	stories stories
}

// New returns the library that is kept in store. now is the clock that says
// when an article arrived; nil means [time.Now].
func New(store news.Store, p *parallax.Parallax, now func() time.Time) *Library {
	if now == nil {
		now = time.Now
	}
	return &Library{store: store, parallax: p, now: now}
}

// Store is where the library is kept.
func (l *Library) Store() news.Store { return l.store }

// Knows reports whether the library has an article from the page at address.
func (l *Library) Knows(ctx context.Context, address string) (bool, error) {
	at, page := canonical(address)
	if !page {
		return false, nil
	}
	texts, err := l.store.Known(ctx, []string{key("url", at)})
	return texts > 0, err
}

// Tally is what became of the articles of one Add.
type Tally struct {
	Added, Revised, Unchanged, Failed int
}

// A batch is committed at once: large enough that a commit (3 ms) and the
// merging of the full text do not count, small enough that little is lost
// when the process is killed, and that a slow input shows up soon.
const (
	batchArticles = 512
	batchBytes    = 8 << 20
	batchAge      = 2 * time.Second
)

// Add puts articles into the library. What is there already is passed over
// without analysis. done, when set, learns of each article in order, after it
// is safe; failed of each that could not be read or analysed. When Add is
// ended early, what was reported done is in the library, and adding the same
// again goes on where it stopped.
func (l *Library) Add(ctx context.Context, articles iter.Seq2[news.Article, error], done func(news.Outcome, *news.Doc), failed func(error)) (Tally, error) {
	var tally Tally
	whole, began := ctx, l.now()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	// The analysis hands on one result for each article, in order; this queue
	// says which identity it belongs to.
	ids := &queue{}
	var unchanged []news.Outcome
	var mu sync.Mutex // of unchanged and lookupErr: the analysis reads ahead
	var lookupErr error
	fresh := func(yield func(news.Article, error) bool) {
		for a, err := range articles {
			var id identity
			if err == nil {
				id = identify(&a)
				texts, err := l.store.Known(ctx, id.keys)
				if err != nil {
					mu.Lock()
					lookupErr = err
					mu.Unlock()
					return
				}
				if texts == 1 || texts > 1 && !id.live { // of several, this may be an earlier one: the store tells
					mu.Lock()
					unchanged = append(unchanged, news.Outcome{Fate: news.Unchanged, ID: a.ID})
					mu.Unlock()
					continue
				}
			}
			ids.push(arrival{id, bare(a)})
			if !yield(a, err) {
				return
			}
		}
	}
	report := func() {
		mu.Lock()
		passed := unchanged
		unchanged = nil
		mu.Unlock()
		tally.Unchanged += len(passed)
		for _, o := range passed {
			if done != nil {
				done(o, nil)
			}
		}
	}

	w := l.startWriter(ctx)
	finish := func(o []news.Outcome, entries []news.Entry) {
		for i := range o {
			switch o[i].Fate {
			case news.Added:
				tally.Added++
			case news.Revised:
				tally.Revised++
			case news.Unchanged:
				tally.Unchanged++
			}
			if done != nil {
				done(o[i], entries[i].Doc)
			}
		}
	}
	for doc, err := range l.parallax.Analyze(ctx, fresh) {
		from := ids.pop()
		report()
		if err != nil {
			if ctx.Err() != nil {
				break
			}
			tally.Failed++
			failed(err)
			continue
		}
		e := news.Entry{Doc: doc, Source: from.source, Keys: from.id.keys, Text: from.id.text, Place: from.id.place, Live: from.id.live,
			Version: parallax.PipelineVersion, Seen: l.now()}
		if err := w.add(e, finish); err != nil {
			cancel()
			break
		}
	}
	err := w.end(finish) // also when the input has been interrupted: what is analysed is kept
	report()
	if err == nil {
		err = l.saveStories(context.WithoutCancel(ctx))
	}
	if err == nil && whole.Err() == nil && tally.Added+tally.Revised > 0 {
		err = l.refresh(ctx, began)
	}
	mu.Lock()
	defer mu.Unlock()
	return tally, errors.Join(err, lookupErr, whole.Err())
}

// An arrival is what is known of an article before the analysis.
type arrival struct {
	id     identity
	source news.Article
}

// bare is an article without its text.
func bare(a news.Article) news.Article {
	a.Text = ""
	a.Notes = slices.Clone(a.Notes) // the steps add to it
	return a
}

// A queue hands arrivals from the reader to the writer.
type queue struct {
	mu  sync.Mutex
	all []arrival
}

func (q *queue) push(a arrival) {
	q.mu.Lock()
	q.all = append(q.all, a)
	q.mu.Unlock()
}

func (q *queue) pop() arrival {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := q.all[0]
	q.all = q.all[1:]
	return a
}

// A writer commits batches while the analysis goes on.
type writer struct {
	library *Library
	ctx     context.Context
	batch   batch
	bytes   int
	opened  time.Time
	work    chan batch
	results chan result
	err     error // the first that a commit gave
}

type batch struct {
	entries  []news.Entry
	features map[*news.Doc]story.Features
}

type result struct {
	entries  []news.Entry
	outcomes []news.Outcome
	err      error
}

func (l *Library) startWriter(ctx context.Context) *writer {
	// A batch that was begun is committed even when the run is interrupted.
	w := &writer{library: l, ctx: context.WithoutCancel(ctx), work: make(chan batch, 1), results: make(chan result, 4)}
	go func() {
		defer close(w.results)
		broken := false
		for b := range w.work {
			if broken {
				continue
			}
			outcomes, err := l.put(w.ctx, b.entries, b.features)
			broken = err != nil
			w.results <- result{b.entries, outcomes, err}
		}
	}()
	return w
}

func (w *writer) add(e news.Entry, finish func([]news.Outcome, []news.Entry)) error {
	if len(w.batch.entries) == 0 {
		w.opened = time.Now()
		w.batch.features = map[*news.Doc]story.Features{}
	}
	w.batch.entries = append(w.batch.entries, e)
	w.batch.features[e.Doc] = story.Read(e.Doc)
	w.bytes += len(e.Doc.Text)
	if len(w.batch.entries) < batchArticles && w.bytes < batchBytes && time.Since(w.opened) < batchAge {
		return nil
	}
	return w.flush(finish)
}

// flush hands the batch over and takes the results that have come.
func (w *writer) flush(finish func([]news.Outcome, []news.Entry)) error {
	full := w.batch
	w.batch, w.bytes = batch{}, 0
	for {
		select {
		case w.work <- full:
			return nil
		case r := <-w.results:
			if r.err != nil {
				w.err = r.err
				return r.err
			}
			finish(r.outcomes, r.entries)
		}
	}
}

func (w *writer) end(finish func([]news.Outcome, []news.Entry)) error {
	if len(w.batch.entries) > 0 && w.err == nil {
		w.flush(finish) // keeps its error
	}
	close(w.work)
	for r := range w.results {
		if r.err != nil && w.err == nil {
			w.err = r.err
		}
		finish(r.outcomes, r.entries)
	}
	return w.err
}

// Renew brings findings of older versions up to date, a few articles at a
// time; the library can be read and added to meanwhile. It reports how many it
// has renewed.
func (l *Library) Renew(ctx context.Context, progress func(renewed int)) (int, error) {
	const few = 200
	renewed := 0
	for {
		ids, err := l.store.Stale(ctx, parallax.PipelineVersion, few)
		if err != nil || len(ids) == 0 {
			return renewed, err
		}
		var docs []*news.Doc
		for d, err := range l.parallax.Analyze(ctx, l.store.Sources(ctx, ids)) {
			if err != nil {
				return renewed, err
			}
			docs = append(docs, d)
		}
		if err := l.store.Renew(ctx, parallax.PipelineVersion, docs); err != nil {
			return renewed, err
		}
		renewed += len(docs)
		if progress != nil {
			progress(renewed)
		}
	}
}
