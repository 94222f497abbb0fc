package api

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// An Outlet is what the library tells about who publishes.
type Outlet struct {
	Outlet   string  `json:"outlet"`
	Articles int     `json:"articles"`
	Copies   int     `json:"copies" doc:"articles of which at least half stands in an earlier one of another outlet"`
	Copied   float64 `json:"copied" doc:"share of all its text that stands in earlier articles of others"`
	Stories  int     `json:"shared_stories" doc:"that others report too"`
	Firsts   int     `json:"firsts" doc:"of these, where it was the first"`
	Edited   int     `json:"edited" doc:"articles whose text has changed"`
	Quotes   int     `json:"quotes"`
}

// A Decision is what a person has said about stories.
type Decision struct {
	Number   int64     `json:"number"`
	At       time.Time `json:"at"`
	Verb     string    `json:"verb" enum:"merge,split,move"`
	Articles []string  `json:"articles" doc:"IDs of all that were moved"`
	Stories  []string  `json:"stories" doc:"that were taken in whole"`
	Story    string    `json:"story" doc:"where they belong since"`
	Note     string    `json:"note"`
}

func decisionOf(d news.Decision) Decision {
	out := Decision{Number: d.Number, At: d.At, Verb: d.Verb, Articles: append([]string{}, d.Articles...), Stories: []string{}, Story: library.StoryName(d.To), Note: d.Note}
	for _, s := range d.Stories {
		out.Stories = append(out.Stories, library.StoryName(s))
	}
	return out
}

// Holdings is how much the library holds.
type Holdings struct {
	Articles  int   `json:"articles"`
	Revisions int   `json:"revisions" doc:"earlier texts"`
	Stories   int   `json:"stories"`
	Names     int   `json:"names"`
	Quotes    int   `json:"quotes"`
	Figures   int   `json:"figures"`
	Words     int64 `json:"words"`
	Bytes     int64 `json:"bytes" doc:"on disk"`
	Waiting   int   `json:"waiting" doc:"stories that are yet to be compared"`
}

func (a *API) library() {
	store := a.opts.Desk.Library().Store()

	type outlets struct {
		Paged
		Body struct {
			Total   int      `json:"total"`
			Offset  int      `json:"offset"`
			Outlets []Outlet `json:"outlets"`
		}
	}
	get(a, "/outlets", "list-outlets", "library", "List outlets", "Those with most articles first: how much each copies and how often it is first.",
		func(ctx context.Context, in *Paging) (*outlets, error) {
			out := &outlets{}
			all, etag, err := a.outlets(ctx)
			if err != nil {
				return nil, err
			}
			out.ETag = etag
			from := min(in.Offset, len(all))
			to := min(from+in.Limit, len(all))
			out.Body.Total, out.Body.Offset, out.Body.Outlets = len(all), in.Offset, make([]Outlet, 0, to-from)
			for _, o := range all[from:to] {
				out.Body.Outlets = append(out.Body.Outlets, Outlet(o))
			}
			out.Link = in.links(ctx, to < len(all))
			return out, nil
		})

	type outlet struct {
		Tagged
		Body struct {
			Outlet
			Latest []Hit       `json:"latest" doc:"its newest articles"`
			Tells  []StoryCard `json:"tells" doc:"stories that it reports"`
		}
	}
	get(a, "/outlets/{outlet}", "get-outlet", "library", "Show one outlet", "",
		func(ctx context.Context, in *struct {
			Outlet string `path:"outlet" maxLength:"200" doc:"registrable domain, or name where there is none"`
		}) (*outlet, error) {
			out := &outlet{}
			all, etag, err := a.outlets(ctx)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(all, func(o news.OutletRecord) bool { return strings.EqualFold(o.Outlet, in.Outlet) })
			if i < 0 {
				return nil, fmt.Errorf("outlet %q: %w", short(in.Outlet), news.ErrNotFound)
			}
			out.ETag, out.Body.Outlet = etag, Outlet(all[i])
			out.Body.Latest, out.Body.Tells, err = a.about(ctx, news.Query{Outlet: all[i].Outlet}, news.StoryFilter{Outlet: all[i].Outlet})
			return out, err
		})

	type name struct {
		Tagged
		Body struct {
			Name   string        `json:"name"`
			Latest []Hit         `json:"latest" doc:"newest articles that name it"`
			Told   []StoryCard   `json:"told" doc:"stories that name it"`
			Quotes []StoredQuote `json:"quotes" doc:"what it was last quoted with"`
		}
	}
	get(a, "/names/{name}", "get-name", "library", "Show where a person, organisation or place is named", "",
		func(ctx context.Context, in *struct {
			Name string `path:"name" maxLength:"200" doc:"words of the name"`
		}) (*name, error) {
			out := &name{}
			var err error
			if out.ETag, err = a.freshLibrary(ctx, a.opts.Desk.Behind()); err != nil {
				return nil, err
			}
			out.Body.Name, out.Body.Quotes = in.Name, []StoredQuote{}
			if out.Body.Latest, out.Body.Told, err = a.about(ctx, news.Query{Names: []string{in.Name}}, news.StoryFilter{Names: []string{in.Name}}); err != nil {
				return nil, err
			}
			if len(out.Body.Latest) == 0 {
				return nil, fmt.Errorf("name %q: %w", short(in.Name), news.ErrNotFound)
			}
			quotes, _, err := page(store.Quotes(ctx, news.QuoteFilter{Speaker: in.Name}), Paging{Limit: few})
			for _, q := range quotes {
				out.Body.Quotes = append(out.Body.Quotes, quoteOf(q))
			}
			return out, err
		})

	type decisions struct {
		Tagged
		Body struct {
			Decisions []Decision `json:"decisions"`
		}
	}
	get(a, "/decisions", "list-decisions", "library", "List what persons have decided about stories", "In the order in which they did.",
		func(ctx context.Context, in *struct {
			After int64 `query:"after" minimum:"0" doc:"only those behind this number"`
		}) (*decisions, error) {
			out := &decisions{}
			all, err := store.Decisions(ctx, in.After)
			if err != nil {
				return nil, err
			}
			if out.ETag, err = a.fresh(ctx, len(all)); err != nil {
				return nil, err
			}
			out.Body.Decisions = make([]Decision, 0, len(all))
			for _, d := range all {
				out.Body.Decisions = append(out.Body.Decisions, decisionOf(d))
			}
			return out, nil
		})

	type holdings struct {
		Tagged
		Body Holdings
	}
	get(a, "/library", "get-library", "library", "Say how much the library holds", "",
		func(ctx context.Context, _ *struct{}) (*holdings, error) {
			out := &holdings{}
			waiting := a.opts.Desk.Behind()
			var err error
			if out.ETag, err = a.freshLibrary(ctx, waiting); err != nil {
				return nil, err
			}
			c, err := store.Counts(ctx)
			out.Body = Holdings{c.Articles, c.Revisions, c.Stories, c.Names, c.Quotes, c.Figures, c.Words, c.Bytes, waiting}
			return out, err
		})

	a.export(store)
}

// few is how much of a list stands on a page about something else.
const few = 20

// about returns the newest articles and the stories that are about somebody.
func (a *API) about(ctx context.Context, q news.Query, f news.StoryFilter) ([]Hit, []StoryCard, error) {
	q.Newest, q.Limit, f.Limit = true, few, few
	records, err := a.opts.Desk.Library().Store().Search(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	hits, told := make([]Hit, len(records)), []StoryCard{}
	for i, r := range records {
		hits[i] = hitOf(r)
	}
	cards, _, err := a.opts.Desk.Stories(ctx, desk.Filter{StoryFilter: f})
	for _, c := range cards {
		told = append(told, cardOf(c))
	}
	return hits, told, err
}

// outlets counts over the whole library, once for each of its states.
func (a *API) outlets(ctx context.Context) (all []news.OutletRecord, etag string, err error) {
	store := a.opts.Desk.Library().Store()
	latest, err := store.Latest(ctx)
	if err != nil {
		return nil, "", err
	}
	if etag, err = a.fresh(ctx, latest, a.opts.Desk.Behind()); err != nil {
		return nil, etag, err
	}
	a.cache.Lock()
	defer a.cache.Unlock()
	if a.cache.outlets == nil || a.cache.latest != latest {
		if all, err = store.Outlets(ctx); err != nil {
			return nil, "", err
		}
		a.cache.latest, a.cache.outlets = latest, all
	}
	return a.cache.outlets, etag, nil
}

// export streams a table.
func (a *API) export(store news.Store) {
	type table struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body func(huma.Context)
	}
	names := make([]any, 0, 8)
	for _, t := range store.Tables() {
		names = append(names, t)
	}
	op := huma.Operation{Method: http.MethodGet, Path: Prefix + "/export/{table}", OperationID: "export-table", Tags: []string{"library"},
		Summary: "Write a table of the library as JSON Lines or CSV", Description: "What “parallax export” writes, as it is read.",
		Parameters: []*huma.Param{{Name: "table", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: names}}},
		Errors:     []int{http.StatusNotFound},
		Responses: map[string]*huma.Response{"200": {Description: "The table", Content: map[string]*huma.MediaType{
			"application/jsonl": {Schema: &huma.Schema{Type: huma.TypeString}}, "text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}}}}
	huma.Register(a.huma, op, func(ctx context.Context, in *struct {
		Table  string `path:"table" maxLength:"40" hidden:"true"`
		Format string `query:"format" enum:"jsonl,csv" default:"jsonl"`
	}) (*table, error) {
		columns, rows, err := store.Table(ctx, in.Table)
		if err != nil {
			return nil, a.problem(err)
		}
		write, kind := report.WriteTableJSON, "application/jsonl"
		if in.Format == "csv" {
			write, kind = report.WriteTableCSV, "text/csv; charset=utf-8"
		}
		return &table{kind, fmt.Sprintf("attachment; filename=%q", in.Table+"."+in.Format), func(hc huma.Context) {
			hc.SetStatus(http.StatusOK)
			out := bufio.NewWriterSize(hc.BodyWriter(), 1<<16)
			if err = write(out, columns, rows); err == nil {
				err = out.Flush()
			}
			if err != nil {
				a.opts.Errors(err)
				panic(http.ErrAbortHandler) // half a table must not pass for a whole one
			}
		}}, nil
	})
}
