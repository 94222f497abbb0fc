package parallax

import (
	"context"
	"errors"
	"iter"

	"parallax/news"
	"parallax/story"
)

// Features yields what a story.Index knows of each article, in the order of
// the input. Errors stand in the place of their articles, as in Analyze.
func (p *Parallax) Features(ctx context.Context, articles iter.Seq2[news.Article, error]) iter.Seq2[story.Features, error] {
	return func(yield func(story.Features, error) bool) {
		for doc, err := range p.each(ctx, clusterSteps, articles) {
			var f story.Features
			if err == nil {
				f = story.Read(doc)
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// A Clustered is an article and the story that it was put into.
type Clustered struct {
	ID    string
	House string // who owns its outlet; the outlet itself when that is not known
	story.Decision
}

// ClusterOptions set how Cluster works.
type ClusterOptions struct {
	story.Options
	// Final revises the stories once all articles are there.
	Final bool
}

// Cluster decides which articles are one story, as if they arrived in the
// order of their publication; those without a date arrive last. The result is
// in the order of the input. Articles that cannot be analysed are left out;
// their errors come back joined. It holds the features of all articles, some
// kilobytes for each.
func (p *Parallax) Cluster(ctx context.Context, articles iter.Seq2[news.Article, error], opts ClusterOptions) ([]Clustered, error) {
	var all []story.Features
	var failed []error
	for f, err := range p.Features(ctx, articles) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		all = append(all, f)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.Join(append(failed, ErrNoArticles)...)
	}
	index := story.New(opts.Options)
	out := make([]Clustered, len(all))
	place := map[string]int{}
	for _, i := range story.Order(all) {
		out[i] = Clustered{all[i].ID, index.House(all[i].Outlet), index.Add(all[i])}
		place[all[i].ID] = i
	}
	if opts.Final {
		for _, r := range index.Revise() {
			d := &out[place[r.Article]].Decision
			r.Copies = d.Copies
			*d = r.Decision
		}
	}
	return out, errors.Join(failed...)
}
