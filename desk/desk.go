// Package desk follows a library and knows of every story at a glance: how many
// tell it, what they differ on most, what has just changed. Web pages, the API,
// assistants and alerts all ask it.
package desk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"parallax/library"
	"parallax/news"
	"parallax/recent"
)

// Options say what a desk works with.
type Options struct {
	Library *library.Library
	Now     func() time.Time // nil: [time.Now]
	Prepare []Prepare
	// Errors learns of stories that could not be brought up to date, nil: nobody.
	// They are tried again.
	Errors func(error)
}

// Prepare is told of each story that has a new report, before its digest is
// kept: ended in between, a desk calls it again. before is nil for a story that
// the desk had not seen. An error leaves the story as it was known.
type Prepare func(ctx context.Context, before, after *Digest, told *library.Told) error

// A Desk is safe for concurrent use.
type Desk struct {
	opts    Options
	mu      sync.RWMutex
	board   []news.StoryRecord // by rank
	marks   []string           // of the stories in board
	place   map[int]int        // story -> index in board
	known   map[int]glance     // what stands in the digests that are kept
	digests *recent.Cache[int, *Digest]
	latest  news.Latest
	readAt  time.Time // when board was read
	events  hub
}

// A glance is what of a digest is held for every story.
type glance struct {
	mark      string
	conflicts int
	updates   int
}

// held is how many digests are held in memory: several pages of the front.
const held = 2000

// Open reads which stories there are.
func Open(ctx context.Context, opts Options) (*Desk, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Errors == nil {
		opts.Errors = func(error) {}
	}
	d := &Desk{opts: opts, digests: recent.New[int, *Digest](held, nil), known: map[int]glance{}}
	if err := d.Refresh(ctx); err != nil {
		return nil, err
	}
	for _, r := range d.board {
		g, err := loadDigest(ctx, opts.Library.Store(), r.Story)
		if err != nil {
			return nil, err
		}
		if g != nil {
			d.known[r.Story] = glance{g.Mark, g.Conflicts, g.Updates}
		}
	}
	return d, nil
}

// Library is what the desk follows.
func (d *Desk) Library() *library.Library { return d.opts.Library }

// Now is the desk's clock.
func (d *Desk) Now() time.Time { return d.opts.Now() }

// A Card is a story in a list.
type Card struct {
	news.StoryRecord
	Digest *Digest // nil until its reports have been compared
}

// A Filter chooses stories for a list.
type Filter struct {
	news.StoryFilter      // Limit: 0 for all
	Disputed         bool // its reports differ
	Offset           int
}

// Stories lists what the filter chooses, by rank, and how many there are in
// all. Filters by time, size and dispute are answered from memory.
func (d *Desk) Stories(ctx context.Context, f Filter) ([]Card, int, error) {
	var all []news.StoryRecord
	if f.Words != "" || len(f.Names) > 0 || f.Outlet != "" || !f.After.IsZero() || !f.Before.IsZero() {
		whole := f.StoryFilter
		whole.Limit = 0
		var err error
		if all, err = d.opts.Library.Store().Stories(ctx, whole); err != nil {
			return nil, 0, err
		}
	} else {
		d.mu.RLock()
		all = d.board
		d.mu.RUnlock()
	}
	var out []Card
	total := 0
	d.mu.RLock()
	known := d.known
	for _, r := range all {
		g := known[r.Story]
		switch {
		case r.Articles < f.Least, r.Changed.Before(f.Since), f.Disputed && g.conflicts+g.updates == 0:
			continue
		case len(f.StoryFilter.Stories) > 0 && !slices.Contains(f.StoryFilter.Stories, r.Story):
			continue
		}
		if total >= f.Offset && (f.Limit <= 0 || len(out) < f.Limit) {
			out = append(out, Card{StoryRecord: r})
		}
		total++
	}
	d.mu.RUnlock()
	for i := range out {
		var err error
		if out[i].Digest, err = d.Digest(ctx, out[i].Story); err != nil {
			return nil, 0, err
		}
	}
	return out, total, nil
}

// Record returns a story as the lists show it; ErrNotFound when there is none.
func (d *Desk) Record(story int) (news.StoryRecord, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	i, ok := d.place[story]
	if !ok {
		return news.StoryRecord{}, news.ErrNotFound
	}
	return d.board[i], nil
}

// Latest differs whenever the library does: for conditional requests.
func (d *Desk) Latest() news.Latest {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.latest
}

// Digest returns what is known of a story at a glance, nil when its reports
// have not been compared yet. It may be of a moment ago.
func (d *Desk) Digest(ctx context.Context, story int) (*Digest, error) {
	if g, ok := d.digests.Get(story); ok {
		return g, nil
	}
	g, err := loadDigest(ctx, d.opts.Library.Store(), story)
	if g != nil {
		d.digests.Put(story, g)
	}
	return g, err
}

// Behind is how many stories wait to be compared.
func (d *Desk) Behind() int { return len(d.stale()) }

// Run follows the library until ctx ends: what this process adds and what
// others do. It compares the stories that have changed, those first that most
// origins tell.
func (d *Desk) Run(ctx context.Context) error {
	failed := map[int]string{} // story -> mark that could not be compared
	for {
		if err := d.Refresh(ctx); err != nil && ctx.Err() == nil {
			d.opts.Errors(err)
		}
		until := time.Now().Add(lookAgain)
		worked := false
		for _, r := range d.stale() {
			if ctx.Err() != nil {
				return nil
			}
			if failed[r.Story] == mark(r) {
				continue
			}
			worked = true
			if err := d.bring(ctx, r); err != nil && ctx.Err() == nil {
				failed[r.Story] = mark(r)
				d.opts.Errors(err)
			}
			if time.Now().After(until) {
				break
			}
		}
		if worked {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(lookAgain):
		}
	}
}

// lookAgain is how long a change by another process may stay unnoticed.
const lookAgain = time.Second

// Refresh reads the list of stories when the library has changed. Times in it
// are whole seconds: what has changed a moment ago may have changed again.
func (d *Desk) Refresh(ctx context.Context) error {
	latest, err := d.opts.Library.Store().Latest(ctx)
	if err != nil {
		return err
	}
	now := d.opts.Now()
	d.mu.RLock()
	settled := d.readAt.Sub(latest.Changed) > 2*time.Second || latest.Changed.After(now)
	same := d.board != nil && latest == d.latest && settled
	d.mu.RUnlock()
	if same {
		return nil
	}
	all, err := d.opts.Library.Store().Stories(ctx, news.StoryFilter{})
	if err != nil {
		return err
	}
	place, marks := make(map[int]int, len(all)), make([]string, len(all))
	for i, r := range all {
		place[r.Story], marks[i] = i, mark(r)
	}
	d.mu.Lock()
	if all == nil {
		all = []news.StoryRecord{}
	}
	d.board, d.marks, d.place, d.latest, d.readAt = all, marks, place, latest, now
	d.mu.Unlock()
	return nil
}

// stale lists the stories whose digest is of an earlier state, by rank.
func (d *Desk) stale() []news.StoryRecord {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var out []news.StoryRecord
	for i, r := range d.board {
		if d.known[r.Story].mark != d.marks[i] {
			out = append(out, r)
		}
	}
	return out
}

// bring compares the reports of one story and keeps what is to be known of it.
func (d *Desk) bring(ctx context.Context, r news.StoryRecord) error {
	before, err := d.Digest(ctx, r.Story)
	if err != nil {
		return err
	}
	told, err := d.opts.Library.Story(ctx, r.Story)
	if errors.Is(err, news.ErrNotFound) {
		return nil // merged into another meanwhile: it is gone from the next list
	}
	if err != nil {
		return err
	}
	after := digest(r, told)
	for _, prepare := range d.opts.Prepare {
		if err := prepare(ctx, before, after, told); err != nil {
			return err
		}
	}
	if err := keepDigest(ctx, d.opts.Library.Store(), after); err != nil {
		return err
	}
	d.digests.Put(r.Story, after)
	d.mu.Lock()
	d.known[r.Story] = glance{after.Mark, after.Conflicts, after.Updates}
	d.mu.Unlock()
	d.events.send(Event{Story: r.Story, Title: after.Headline, New: before == nil, At: d.opts.Now()})
	return nil
}

// Count is how many stories there are.
func (d *Desk) Count() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.board)
}
