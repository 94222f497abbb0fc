package library

import (
	"context"
	"time"

	"parallax/news"
	"parallax/story"
)

// stories is the index that decides which story an article belongs to, and how
// far it has followed the library. Another process may add and decide too: at
// the start of every batch, when nobody else can write, the index takes over
// what it has missed.
type stories struct {
	index    *story.Index
	article  int64 // number of the newest article that the index knows
	decision int64
	kept     kept
}

// options bound the memory of the index: reports of a trial go back to the
// crime two years before, seldom longer.
var options = story.Options{Days: 730}

// placer decides for one batch.
type placer struct {
	library  *Library
	features map[*news.Doc]story.Features
}

// put commits a batch with the decisions on its stories.
func (l *Library) put(ctx context.Context, entries []news.Entry, features map[*news.Doc]story.Features) ([]news.Outcome, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	outcomes, err := l.store.Put(ctx, entries, &placer{library: l, features: features})
	if err != nil {
		l.stories = stories{} // it has decided on articles that are not there
	}
	return outcomes, err
}

// Begin brings the index up to date.
func (p *placer) Begin(ctx context.Context, article, decision int64) error {
	return p.library.follow(ctx, article, decision)
}

// Place asks the index.
func (p *placer) Place(e *news.Entry, id string, number int64) news.Placement {
	s := &p.library.stories
	f, ok := p.features[e.Doc]
	if !ok {
		f = story.Read(e.Doc)
	}
	f.ID = id
	notAfter(&f, e.Seen)
	d := s.index.Add(f)
	s.article = number
	out := news.Placement{Story: d.Story, Thread: d.Thread, Why: d.Why}
	for _, c := range d.Copies {
		out.Copies = append(out.Copies, news.CopiedFrom{Article: c.Article, Share: c.Share, Other: c.Other})
	}
	return out
}

// notAfter keeps an article that says it is from the future from pushing all
// others out of the window of time.
func notAfter(f *story.Features, seen time.Time) {
	if f.Time > seen.Unix() {
		f.Time = seen.Unix()
	}
}

// follow takes over what the index does not know yet.
func (l *Library) follow(ctx context.Context, article, decision int64) error {
	s := &l.stories
	if s.index == nil {
		if err := l.loadStories(ctx); err != nil {
			return err
		}
	}
	if s.article < article {
		const few = 256
		var batch []news.Record
		take := func() error {
			ids := make([]string, len(batch))
			for i, r := range batch {
				ids[i] = r.ID
			}
			i := 0
			for d, err := range l.store.Docs(ctx, ids) {
				if err != nil {
					return err
				}
				if r := &batch[i]; r.Story > 0 {
					f := story.Read(d)
					notAfter(&f, r.Added)
					s.index.Put(f, r.Story, r.Thread)
				}
				i++
			}
			batch = batch[:0]
			return nil
		}
		for r, err := range l.store.Articles(ctx, news.ArticleFilter{From: s.article + 1}) {
			if err != nil {
				return err
			}
			if batch = append(batch, r); len(batch) == few {
				if err := take(); err != nil {
					return err
				}
			}
		}
		if err := take(); err != nil {
			return err
		}
		s.article = article
	}
	if s.decision < decision {
		all, err := l.store.Decisions(ctx, s.decision)
		if err != nil {
			return err
		}
		for _, d := range all {
			for _, id := range d.Articles {
				s.index.Move(id, d.To, 0)
			}
		}
		s.decision = decision
	}
	return nil
}
