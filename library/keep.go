package library

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"parallax"
	"parallax/news"
	"parallax/store/pack"
)

// Comparing ten reports takes less time than a reader notices, a hundred take
// seconds. The reports on large stories are therefore kept, and made again
// when articles have come.
const (
	largeStory = 16 // articles
	mostFresh  = 20 // stories made again after one Add, by rank; the others when somebody asks
)

// mark tells whether a kept report is of these very articles.
func mark(records []news.Record) string {
	h := sha256.New()
	fmt.Fprintln(h, parallax.PipelineVersion)
	for _, r := range records {
		fmt.Fprintln(h, r.ID, r.Revision, r.Version, r.At.Unix())
	}
	return string(h.Sum(nil)[:16])
}

func keptName(story int) string { return fmt.Sprint("report ", story) }

// kept returns the report that was kept of a story, nil when it is of other
// articles than these.
func (l *Library) kept(ctx context.Context, story int, records []news.Record) (*news.Report, error) {
	b, err := l.store.State(ctx, keptName(story))
	m := mark(records)
	if err != nil || len(b) < len(m) || string(b[:len(m)]) != m {
		return nil, err
	}
	r := &news.Report{}
	if pack.Unpack(b[len(m):], r) != nil {
		return nil, nil // of another version: it is made again
	}
	return r, nil
}

// keep keeps the report of a story for whoever asks next. Where the library
// cannot be written, it is made again.
func (l *Library) keep(ctx context.Context, t *Told) {
	_ = l.store.SetState(ctx, keptName(t.Story), append([]byte(mark(t.Articles)), pack.Pack(t.Report)...))
}

// refresh makes the reports on large stories anew to which something has come
// since a time.
func (l *Library) refresh(ctx context.Context, since time.Time) error {
	all, err := l.store.Stories(ctx, news.StoryFilter{Since: since, Least: largeStory, Limit: mostFresh})
	if err != nil {
		return err
	}
	for _, s := range all {
		if _, err := l.Story(ctx, s.Story); err != nil {
			return err
		}
	}
	return nil
}

// compare compares articles as they are in the library now.
func (l *Library) compare(ctx context.Context, records []news.Record) (*news.Report, error) {
	docs, err := l.docs(ctx, records)
	if err != nil {
		return nil, err
	}
	return l.parallax.CompareDocs(ctx, docs)
}
