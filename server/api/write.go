package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/library"
	"parallax/news"
	"parallax/read"
	"parallax/watch"
)

// An Addition is what became of one article.
type Addition struct {
	ID   string `json:"id" doc:"in the library"`
	Fate string `json:"fate" enum:"added,revised,unchanged"`
}

// A Feed is something that is followed, and how it fares.
type Feed struct {
	Address  string     `json:"address"`
	Health   string     `json:"health" enum:"good,not visited yet,failing,gone"`
	Error    string     `json:"error" doc:"of the last visit"`
	Failures int        `json:"failures" doc:"in a row"`
	Every    int        `json:"every" doc:"seconds between visits"`
	Visited  *time.Time `json:"visited" doc:"last visit that was answered"`
	News     *time.Time `json:"news" doc:"last visit that brought something"`
	Next     *time.Time `json:"next" doc:"visit"`
}

func feedOf(f watch.Feed) Feed {
	when := func(t time.Time) *time.Time {
		if t.IsZero() {
			return nil
		}
		return &t
	}
	out := Feed{f.Address, "good", f.Error, f.Failures, int(f.Every.Seconds()), when(f.Visited), when(f.News), when(f.Next)}
	switch {
	case f.Gone:
		out.Health, out.Next = "gone", nil
	case f.Failures > 0:
		out.Health = "failing"
	case f.Visited.IsZero():
		out.Health = "not visited yet"
	}
	return out
}

// may lets only editors through.
func (a *API) may(ctx context.Context) error {
	if !a.opts.MayEdit(ctx) {
		return huma.Error403Forbidden("only an editor may change the library")
	}
	return nil
}

func (a *API) changes() {
	type added struct {
		Body struct {
			Added     int        `json:"added"`
			Revised   int        `json:"revised" doc:"known articles with another text"`
			Unchanged int        `json:"unchanged"`
			Articles  []Addition `json:"articles"`
			Unread    []Unread   `json:"unread" doc:"inputs that gave no article"`
		}
	}
	post(a, "/articles", "add-articles", "articles", "Put articles into the library", "What “parallax add” does. Needs an editor.",
		func(ctx context.Context, in *struct{ Body Given }) (*added, error) {
			if err := a.may(ctx); err != nil {
				return nil, err
			}
			out := &added{}
			out.Body.Articles, out.Body.Unread = []Addition{}, []Unread{}
			failed := func(err error) { out.Body.Unread = append(out.Body.Unread, unreadOf(err)) }
			articles, err := a.read(ctx, in.Body, failed)
			if err != nil {
				return nil, err
			}
			done, err := a.turn(ctx)
			if err != nil {
				return nil, err
			}
			defer done()
			// What was fetched and analysed is kept, even when the caller has gone.
			tally, err := a.opts.Desk.Library().Add(ctx, articles, func(o news.Outcome, _ *news.Doc) {
				out.Body.Articles = append(out.Body.Articles, Addition{o.ID, string(o.Fate)})
			}, failed)
			if err != nil {
				return nil, err
			}
			out.Body.Added, out.Body.Revised, out.Body.Unchanged = tally.Added, tally.Revised, tally.Unchanged
			return out, a.opts.Desk.Refresh(ctx)
		})

	type decided struct{ Body Decision }
	decide := func(ctx context.Context, d news.Decision) (*decided, error) {
		if err := a.may(ctx); err != nil {
			return nil, err
		}
		d.At = a.opts.Desk.Now()
		d, err := a.opts.Desk.Library().Store().Decide(ctx, d)
		if err != nil {
			return nil, err
		}
		return &decided{decisionOf(d)}, a.opts.Desk.Refresh(ctx)
	}
	const holds = " The decision holds: no later analysis undoes it. Needs an editor."
	post(a, "/decisions/merge", "merge-stories", "stories", "Make one story of several", "All articles of the stories go into the first one."+holds,
		func(ctx context.Context, in *struct {
			Body struct {
				Into    string   `json:"into" maxLength:"20" example:"s12" doc:"story that takes the others in"`
				Stories []string `json:"stories" minItems:"1" maxItems:"100" maxLength:"20"`
				Note    string   `json:"note,omitempty" maxLength:"2000" doc:"why"`
			}
		}) (*decided, error) {
			d := news.Decision{Verb: "merge", Note: in.Body.Note}
			var err error
			if d.To, err = storyNumber(in.Body.Into); err != nil {
				return nil, err
			}
			for _, name := range in.Body.Stories {
				story, err := storyNumber(name)
				if err != nil {
					return nil, err
				}
				if story == d.To {
					return nil, huma.Error422UnprocessableEntity(library.StoryName(story) + " would be merged with itself")
				}
				d.Stories = append(d.Stories, story)
			}
			return decide(ctx, d)
		})
	post(a, "/decisions/split", "split-story", "stories", "Make a story of its own of some articles", "They are taken out of their story."+holds,
		func(ctx context.Context, in *struct {
			Body struct {
				Articles []string `json:"articles" minItems:"1" maxItems:"1000" maxLength:"500" doc:"IDs"`
				Note     string   `json:"note,omitempty" maxLength:"2000" doc:"why"`
			}
		}) (*decided, error) {
			return decide(ctx, news.Decision{Verb: "split", Articles: in.Body.Articles, Note: in.Body.Note})
		})
	post(a, "/decisions/move", "move-articles", "stories", "Put articles into another story", "They are taken out of theirs."+holds,
		func(ctx context.Context, in *struct {
			Body struct {
				Articles []string `json:"articles" minItems:"1" maxItems:"1000" maxLength:"500" doc:"IDs"`
				To       string   `json:"to" maxLength:"20" example:"s12"`
				Note     string   `json:"note,omitempty" maxLength:"2000" doc:"why"`
			}
		}) (*decided, error) {
			to, err := storyNumber(in.Body.To)
			if err != nil {
				return nil, err
			}
			return decide(ctx, news.Decision{Verb: "move", Articles: in.Body.Articles, To: to, Note: in.Body.Note})
		})

	if a.opts.Watch != nil {
		a.followed(a.opts.Watch)
	}
}

func (a *API) followed(w *watch.Watch) {
	type feeds struct {
		Tagged
		Body struct {
			Feeds []Feed `json:"feeds"`
		}
	}
	list := func() *feeds {
		out := &feeds{}
		out.Body.Feeds = []Feed{}
		for _, f := range w.Feeds() {
			out.Body.Feeds = append(out.Body.Feeds, feedOf(f))
		}
		return out
	}
	get(a, "/feeds", "list-feeds", "feeds", "List what is followed, and how it fares", "", func(ctx context.Context, _ *struct{}) (*feeds, error) {
		out := list()
		var err error
		out.ETag, err = a.fresh(ctx, fmt.Sprintf("%+v", w.Feeds()))
		return out, err
	})
	post(a, "/feeds", "follow-feeds", "feeds", "Follow feeds and news sitemaps", "Those that are followed already stay as they are. Answers with the whole list. Needs an editor.",
		func(ctx context.Context, in *struct {
			Body struct {
				Addresses []string `json:"addresses,omitempty" maxItems:"500" maxLength:"2000"`
				OPML      string   `json:"opml,omitempty" doc:"a list of feeds, as other readers write it"`
			}
		}) (*feeds, error) {
			if err := a.may(ctx); err != nil {
				return nil, err
			}
			all := in.Body.Addresses
			if in.Body.OPML != "" {
				all = append(all, read.Outlines([]byte(in.Body.OPML), "text/x-opml")...)
			}
			if len(all) == 0 {
				return nil, huma.Error422UnprocessableEntity("name an address, or give a list of feeds (OPML) that has one")
			}
			for _, address := range all { // all or none
				if !isWeb(strings.TrimSpace(address)) {
					return nil, fmt.Errorf("%s: %w", short(address), watch.ErrAddress)
				}
			}
			if err := w.Follow(ctx, all...); err != nil {
				return nil, err
			}
			return list(), nil
		})
	op := huma.Operation{Method: http.MethodDelete, Path: Prefix + "/feeds", OperationID: "drop-feed", Tags: []string{"feeds"}, Summary: "Stop following a feed",
		Description: "What it brought stays in the library. Needs an editor.", Errors: []int{http.StatusForbidden, http.StatusNotFound}}
	huma.Register(a.huma, op, func(ctx context.Context, in *struct {
		Address string `query:"address" required:"true" maxLength:"2000"`
	}) (*struct{}, error) {
		if err := a.may(ctx); err != nil {
			return nil, err
		}
		return nil, a.problem(w.Drop(ctx, in.Address))
	})
}
