package api

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// An ArticleRecord is what a list shows of an article.
type ArticleRecord struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Outlet    string    `json:"outlet"`
	Publisher string    `json:"publisher" doc:"by name, where one is known"`
	Published *string   `json:"published"`
	Added     time.Time `json:"added"`
	Changed   time.Time `json:"changed" doc:"when its present text arrived"`
	Revision  int       `json:"revision" doc:"from 1"`
	Words     int       `json:"words"`
	Language  string    `json:"language"`
	Story     string    `json:"story,omitempty"`
}

func recordOf(r news.Record) ArticleRecord {
	out := ArticleRecord{ID: r.ID, Title: r.Title, URL: r.URL, Outlet: r.Outlet, Publisher: r.PublisherName(), Added: r.Added, Changed: r.Changed,
		Revision: r.Revision, Words: r.Words, Language: r.Language}
	if r.Published.At != "" {
		out.Published = &r.Published.At
	}
	if r.Story > 0 {
		out.Story = library.StoryName(r.Story)
	}
	return out
}

// A Hit is an article that was found.
type Hit struct {
	ArticleRecord
	Snippet string         `json:"snippet" doc:"a stretch of its text that answers"`
	Hits    []report.Range `json:"hits" doc:"the words that were sought, as bytes of the snippet"`
}

func hitOf(r news.Record) Hit {
	out := Hit{ArticleRecord: recordOf(r), Snippet: r.Snippet, Hits: make([]report.Range, len(r.Hits))}
	for i, h := range r.Hits {
		out.Hits[i] = report.Range{Start: h.Start, End: h.End}
	}
	return out
}

// A StoredQuote is a statement and where it stands.
type StoredQuote struct {
	report.Ref
	Outlet  string               `json:"outlet"`
	At      time.Time            `json:"at" doc:"of publication"`
	Speaker string               `json:"speaker"`
	Kind    news.AttributionKind `json:"kind" enum:"direct,indirect,mixed"`
}

func quoteOf(q news.StoredQuote) StoredQuote {
	return StoredQuote{report.Ref{Article: q.Article, Span: report.Span{Start: q.Start, End: q.End, Text: q.Text}}, q.Outlet, q.At, q.Speaker, q.Kind}
}

// A Revision is a text that an article had.
type Revision struct {
	Revision int       `json:"revision" doc:"from 1"`
	Title    string    `json:"title"`
	Text     string    `json:"text"`
	Seen     time.Time `json:"seen" doc:"when it arrived"`
	Edits    []Edit    `json:"edits" doc:"where the next revision differs"`
}

// An Edit is a stretch of a text that the next revision has otherwise.
type Edit struct {
	Old report.Range `json:"old" doc:"of this text"`
	New report.Range `json:"new" doc:"of the next"`
}

// ArticlePath names an article.
type ArticlePath struct {
	ID string `path:"id" maxLength:"500" doc:"of the article"`
}

// SearchQuery asks for articles.
type SearchQuery struct {
	Q      string `query:"q" maxLength:"500" doc:"words, \"phrases\", -without, start*, name:, speaker:, outlet:, after:, before:"`
	Newest bool   `query:"newest" doc:"the newest first, not the best"`
}

// Found is a page of a search.
type Found struct {
	Offset   int   `json:"offset"`
	Articles []Hit `json:"articles"`
}

// deepest is how far a search can be paged: what stands behind is asked for
// with more words.
const deepest = 1000

func (a *API) articles() {
	type one struct {
		Tagged
		Body report.Article
	}
	get(a, "/articles/{id}", "get-article", "articles", "Read an article and what was found in it", "What “parallax analyze” prints.",
		func(ctx context.Context, in *ArticlePath) (*one, error) {
			out := &one{}
			r, err := a.record(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			if out.ETag, err = a.fresh(ctx, r.Revision, r.Version, r.Changed.Unix()); err != nil {
				return nil, err
			}
			docs, err := a.opts.Desk.Library().Docs(ctx, []string{in.ID})
			if err != nil {
				return nil, err
			}
			out.Body = report.OfDoc(docs[0], report.DocOptions{})
			return out, nil
		})

	type revisions struct {
		Tagged
		Body struct {
			Article   string     `json:"article"`
			Revisions []Revision `json:"revisions" doc:"the first one first; the present text is the last"`
		}
	}
	get(a, "/articles/{id}/revisions", "list-article-revisions", "articles", "List the texts that an article had", "",
		func(ctx context.Context, in *ArticlePath) (*revisions, error) {
			out := &revisions{}
			r, err := a.record(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			if out.ETag, err = a.fresh(ctx, r.Revision, r.Changed.Unix()); err != nil {
				return nil, err
			}
			store := a.opts.Desk.Library().Store()
			all, err := store.Revisions(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			for d, err := range store.Sources(ctx, []string{in.ID}) {
				if err != nil {
					return nil, err
				}
				all = append(all, news.Revision{Number: r.Revision, Title: d.Title, Text: d.Text, Seen: r.Changed})
			}
			out.Body.Article, out.Body.Revisions = r.ID, make([]Revision, 0, len(all))
			for _, v := range all {
				rev := Revision{Revision: v.Number, Title: v.Title, Text: v.Text, Seen: v.Seen, Edits: make([]Edit, len(v.Edits))}
				for i, e := range v.Edits {
					rev.Edits[i] = Edit{report.Range{Start: e.Old.Start, End: e.Old.End}, report.Range{Start: e.New.Start, End: e.New.End}}
				}
				out.Body.Revisions = append(out.Body.Revisions, rev)
			}
			return out, nil
		})

	type found struct {
		Paged
		Body Found
	}
	get(a, "/search", "search-articles", "articles", "Find articles by their words",
		"Without words the newest articles. A search goes "+fmt.Sprint(deepest)+" articles deep.",
		func(ctx context.Context, in *struct {
			SearchQuery
			Paging
		}) (*found, error) {
			out := &found{}
			var err error
			if out.ETag, err = a.freshLibrary(ctx); err != nil {
				return nil, err
			}
			hits, more, err := a.search(ctx, in.SearchQuery, in.Paging)
			if err != nil {
				return nil, err
			}
			out.Body = Found{in.Offset, hits}
			out.Link = in.links(ctx, more)
			return out, nil
		})

	type quotes struct {
		Paged
		Body struct {
			Offset int           `json:"offset"`
			Quotes []StoredQuote `json:"quotes"`
		}
	}
	get(a, "/quotes", "list-quotes", "articles", "List who said what", "The newest first. A speaker, or words that were said, must be given.",
		func(ctx context.Context, in *struct {
			Speaker string `query:"speaker" maxLength:"200" doc:"words of the name of who said it"`
			Q       string `query:"q" maxLength:"500" doc:"words that were said"`
			Direct  bool   `query:"direct" doc:"only with words in quotation marks"`
			After   string `query:"after" maxLength:"40" doc:"published at or after"`
			Before  string `query:"before" maxLength:"40" doc:"published before"`
			Paging
		}) (*quotes, error) {
			out := &quotes{}
			if strings.TrimSpace(in.Speaker+in.Q) == "" {
				return nil, huma.Error422UnprocessableEntity("name a speaker, or words that were said")
			}
			f := news.QuoteFilter{Speaker: in.Speaker, Words: in.Q, DirectOnly: in.Direct}
			var err error
			if f.After, err = timeOf(in.After); err != nil {
				return nil, err
			}
			if f.Before, err = timeOf(in.Before); err != nil {
				return nil, err
			}
			if out.ETag, err = a.freshLibrary(ctx); err != nil {
				return nil, err
			}
			all, more, err := page(a.opts.Desk.Library().Store().Quotes(ctx, f), in.Paging)
			if err != nil {
				return nil, err
			}
			out.Body.Offset, out.Body.Quotes = in.Offset, make([]StoredQuote, 0, len(all))
			for _, q := range all {
				out.Body.Quotes = append(out.Body.Quotes, quoteOf(q))
			}
			out.Link = in.links(ctx, more)
			return out, nil
		})
}

// record is what the library knows of one article.
func (a *API) record(ctx context.Context, id string) (news.Record, error) {
	for r, err := range a.opts.Desk.Library().Store().Articles(ctx, news.ArticleFilter{IDs: []string{id}}) {
		return r, err
	}
	return news.Record{}, fmt.Errorf("article %q: %w", short(id), news.ErrNotFound)
}

// search returns a page of a search, and whether there is more.
func (a *API) search(ctx context.Context, in SearchQuery, p Paging) ([]Hit, bool, error) {
	q, err := library.ParseQuery(in.Q)
	if err != nil {
		return nil, false, err
	}
	if p.Offset+p.Limit > deepest {
		return nil, false, fmt.Errorf("%w: a search goes %d articles deep", news.ErrQuery, deepest)
	}
	q.Newest, q.Limit, q.Offset = in.Newest, p.Limit+1, p.Offset
	records, err := a.opts.Desk.Library().Store().Search(ctx, q)
	if err != nil {
		return nil, false, err
	}
	more := len(records) > p.Limit
	hits := make([]Hit, 0, len(records))
	for _, r := range records[:min(len(records), p.Limit)] {
		hits = append(hits, hitOf(r))
	}
	return hits, more, nil
}
