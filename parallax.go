// Package parallax reads many news reports of one event and shows what they
// agree on, where they differ, who said what, which are copies of which and
// how the story moved. Every line of what it shows leads back to the exact
// words in the source.
//
// [Parallax.Analyze] finds what each article says; [Parallax.Compare] puts the
// articles of one story side by side. Both are deterministic: the same bytes
// in give the same answer, whatever the number of workers. Neither touches the
// network, and both are safe for concurrent use.
package parallax

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"parallax/news"
)

// ErrNoArticles is returned by Compare when there is nothing to compare.
var ErrNoArticles = errors.New("no articles to compare")

// An InternalError is a fault of Parallax itself while it read one article.
// The other articles are not affected.
type InternalError struct {
	Article string // ID
	Fault   any
	Stack   []byte
}

func (e *InternalError) Error() string {
	return fmt.Sprintf("%s: internal fault: %v (please report it with the article)", e.Article, e.Fault)
}

// Options set how Parallax works. The zero value is ready for use.
type Options struct {
	// Workers is how many articles are analysed at the same time; 0 means
	// one for each CPU. It never changes the result.
	Workers int
	// Parse adds the parse step: head and relation of each token.
	Parse bool
	// Done, when set, is called after each article, from one goroutine.
	Done func(*news.Doc)
	// Observe, when set, is called after each step with its time. Workers call
	// it at the same time.
	Observe func(step string, took time.Duration)
}

// Parallax analyses and compares articles.
type Parallax struct {
	opts Options
}

// New checks the pipeline and returns a Parallax.
func New(opts Options) (*Parallax, error) {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	given := map[Layer]bool{}
	if err := checkOrder(opts.articleSteps(), given); err != nil {
		return nil, err
	}
	if err := checkOrder(clusterSteps, map[Layer]bool{}); err != nil {
		return nil, err
	}
	if err := checkOrder(storySteps, given); err != nil {
		return nil, err
	}
	return &Parallax{opts: opts}, nil
}

// Analyze yields the findings of each article, in the order of the input. An
// error of the input is handed on in its place; an article that cannot be
// analysed yields an error in its place. At most a few articles for each
// worker are held at a time, however long the input is.
func (p *Parallax) Analyze(ctx context.Context, articles iter.Seq2[news.Article, error]) iter.Seq2[*news.Doc, error] {
	return p.each(ctx, p.opts.articleSteps(), articles)
}

// each runs steps on every article.
func (p *Parallax) each(ctx context.Context, steps []Step[*news.Doc], articles iter.Seq2[news.Article, error]) iter.Seq2[*news.Doc, error] {
	return func(yield func(*news.Doc, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		type job struct {
			article news.Article
			doc     *news.Doc
			err     error
			done    chan struct{}
		}
		work := make(chan *job)
		order := make(chan *job, 4*p.opts.Workers) // bounds what is held

		running.Add(1 + p.opts.Workers)
		go func() {
			defer running.Done()
			defer close(order)
			defer close(work)
			for article, err := range articles {
				j := &job{article: article, err: err, done: make(chan struct{})}
				select {
				case order <- j:
				case <-ctx.Done():
					return
				}
				if err != nil {
					close(j.done)
					continue
				}
				select {
				case work <- j:
				case <-ctx.Done():
					j.err = ctx.Err()
					close(j.done)
					return
				}
			}
		}()
		for range p.opts.Workers {
			go func() {
				defer running.Done()
				for j := range work {
					j.doc, j.err = p.analyze(ctx, steps, j.article)
					close(j.done)
				}
			}()
		}
		for j := range order {
			<-j.done
			if j.err == nil && p.opts.Done != nil {
				p.opts.Done(j.doc)
			}
			if !yield(j.doc, j.err) {
				return
			}
		}
	}
}

// analyze runs steps on one article. A step that panics fails its article
// alone.
func (p *Parallax) analyze(ctx context.Context, steps []Step[*news.Doc], article news.Article) (doc *news.Doc, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			doc, err = nil, &InternalError{Article: article.ID, Fault: fault, Stack: debug.Stack()}
		}
	}()
	doc = &news.Doc{Article: article}
	if err := runSteps(ctx, steps, doc, p.opts.Observe); err != nil {
		return nil, fmt.Errorf("%s: %w", article.ID, err)
	}
	return doc, nil
}

// Compare analyses the articles and compares them as reports of one story.
// Articles that cannot be analysed are left out of the report; their errors
// come back joined, beside the report of the others.
func (p *Parallax) Compare(ctx context.Context, articles iter.Seq2[news.Article, error]) (*news.Report, error) {
	report := &news.Report{}
	var failed []error
	for doc, err := range p.Analyze(ctx, articles) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		report.Articles = append(report.Articles, doc)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(report.Articles) == 0 {
		return nil, errors.Join(append(failed, ErrNoArticles)...)
	}
	if err := p.compare(ctx, report); err != nil {
		return nil, err
	}
	return report, errors.Join(failed...)
}

// CompareDocs compares articles that were analysed before, as reports of one
// story. It may date them by each other, and reads their times anew then.
func (p *Parallax) CompareDocs(ctx context.Context, docs []*news.Doc) (*news.Report, error) {
	if len(docs) == 0 {
		return nil, ErrNoArticles
	}
	report := &news.Report{Articles: docs}
	if err := p.compare(ctx, report); err != nil {
		return nil, err
	}
	return report, nil
}

func (p *Parallax) compare(ctx context.Context, report *news.Report) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &InternalError{Article: "comparison", Fault: fault, Stack: debug.Stack()}
		}
	}()
	if err := runSteps(ctx, storySteps, report, p.opts.Observe); err != nil {
		return err
	}
	if len(report.Articles) == 1 {
		report.Note("only one report was given: there is nothing to compare it with")
	}
	return nil
}
