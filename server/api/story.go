package api

import (
	"context"
	"slices"
	"time"

	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// A StoryCard is a story in a list.
type StoryCard struct {
	Story     string           `json:"story" example:"s12"`
	Thread    string           `json:"thread" doc:"stories of one affair share it"`
	Title     string           `json:"title" doc:"of its first article"`
	Headline  string           `json:"headline" doc:"of the comparison; the title before it was made"`
	Articles  int              `json:"articles"`
	Outlets   int              `json:"outlets"`
	Origins   int              `json:"origins" doc:"outlets with a text of their own"`
	First     time.Time        `json:"first"`
	Last      time.Time        `json:"last"`
	Changed   time.Time        `json:"changed" doc:"when an article last arrived or changed"`
	ByHand    bool             `json:"by_hand" doc:"a person has had a hand in it"`
	Rank      float64          `json:"rank" doc:"origins, halved for every day between its last article and the library's"`
	Compared  bool             `json:"compared" doc:"the keys below are filled"`
	By        []string         `json:"by" doc:"outlets, by name"`
	Coverage  []int            `json:"coverage" doc:"articles in equal spans of time from first to last"`
	Conflicts int              `json:"conflicts"`
	Updates   int              `json:"updates"`
	Sharpest  *desk.Difference `json:"sharpest,omitempty" doc:"what the reports differ on most"`
	Names     []string         `json:"names" doc:"persons and organisations"`
	Places    []string         `json:"places"`
}

func cardOf(c desk.Card) StoryCard {
	out := StoryCard{Story: library.StoryName(c.Story), Thread: library.StoryName(c.Thread), Title: c.Title, Headline: c.Title, Articles: c.Articles, Outlets: c.Outlets,
		Origins: c.Origins, First: c.First, Last: c.Last, Changed: c.Changed, ByHand: c.Decided, Rank: c.Rank,
		By: []string{}, Coverage: []int{}, Names: []string{}, Places: []string{}}
	if g := c.Digest; g != nil {
		out.Compared, out.Headline, out.Origins, out.Conflicts, out.Updates, out.Sharpest = true, g.Headline, g.Origins, g.Conflicts, g.Updates, g.Sharpest
		out.By, out.Coverage = append(out.By, g.Outlets...), append(out.Coverage, g.Coverage...)
		out.Names, out.Places = append(out.Names, g.Names...), append(out.Places, g.Places...)
	}
	return out
}

// StoryQuery chooses stories.
type StoryQuery struct {
	Q        string   `query:"q" maxLength:"500" doc:"words that one of its articles has: words, \"phrases\", -without, start*"`
	Name     []string `query:"name,explode" maxItems:"20" maxLength:"200" doc:"persons, organisations or places that it names"`
	Outlet   string   `query:"outlet" maxLength:"200" doc:"who reports it"`
	After    string   `query:"after" maxLength:"40" doc:"an article of it was published at or after: a day, month, year or RFC 3339 time"`
	Before   string   `query:"before" maxLength:"40" doc:"an article of it was published before"`
	Since    string   `query:"since" maxLength:"40" doc:"something has come to it or changed since"`
	Least    int      `query:"least" minimum:"1" maximum:"100000" default:"1" doc:"articles at least"`
	Disputed bool     `query:"disputed" doc:"only where the reports differ"`
}

func (q *StoryQuery) filter(p Paging) (f desk.Filter, err error) {
	f = desk.Filter{Disputed: q.Disputed, Offset: p.Offset,
		StoryFilter: news.StoryFilter{Words: q.Q, Names: q.Name, Outlet: q.Outlet, Least: q.Least, Limit: p.Limit}}
	for text, to := range map[string]*time.Time{q.After: &f.After, q.Before: &f.Before, q.Since: &f.Since} {
		if *to, err = timeOf(text); err != nil {
			return f, err
		}
	}
	return f, nil
}

// StoryPath names a story.
type StoryPath struct {
	Story string `path:"story" maxLength:"20" example:"s12" doc:"s and its number"`
}

// StoryMember is an article of a story.
type StoryMember struct {
	ArticleRecord
	Why    string `json:"why" doc:"what decided that it belongs here"`
	ByHand bool   `json:"by_hand" doc:"a person did"`
}

// StoryVersion is a moment at which a story changed.
type StoryVersion struct {
	Version  int       `json:"version"`
	Seen     time.Time `json:"seen" doc:"when it changed"`
	At       string    `json:"at" doc:"asks for the report as it was from then: ?at="`
	Articles int       `json:"articles" doc:"so many had arrived"`
	Added    []string  `json:"added" doc:"IDs of articles that came"`
	Edited   []string  `json:"edited" doc:"IDs of articles that got another text"`
}

func (a *API) stories() {
	type listed struct {
		Paged
		Body struct {
			Total   int         `json:"total"`
			Offset  int         `json:"offset"`
			Stories []StoryCard `json:"stories"`
		}
	}
	get(a, "/stories", "list-stories", "stories", "List stories",
		"Those first that many outlets tell independently and that are recent.",
		func(ctx context.Context, in *struct {
			StoryQuery
			Paging
		}) (*listed, error) {
			out := &listed{}
			f, err := in.filter(in.Paging)
			if err != nil {
				return nil, err
			}
			cards, total, err := a.opts.Desk.Stories(ctx, f)
			if err != nil {
				return nil, err
			}
			marks := []any{total}
			out.Body.Total, out.Body.Offset, out.Body.Stories = total, in.Offset, make([]StoryCard, 0, len(cards))
			for _, c := range cards {
				out.Body.Stories = append(out.Body.Stories, cardOf(c))
				marks = append(marks, c.StoryRecord, c.Digest != nil && c.Digest.Mark != "")
				if c.Digest != nil {
					marks = append(marks, c.Digest.Mark)
				}
			}
			if out.ETag, err = a.fresh(ctx, marks...); err != nil {
				return nil, err
			}
			out.Link = in.links(ctx, in.Offset+len(cards) < total)
			return out, nil
		})

	type told struct {
		Tagged
		Where string `header:"Content-Location" doc:"the story that it was merged into, where it was"`
		Body  StoryReport
	}
	get(a, "/stories/{story}", "get-story", "stories", "Compare the reports of a story",
		"The report that “parallax compare” writes, over all articles of the story; or as it was at a time.",
		func(ctx context.Context, in *struct {
			StoryPath
			Sections []string `query:"sections" enum:"story,articles,origins,copies,figures,claims,quotes,entities,wording,timeline,unique,missing,brief,notes" doc:"only these, separated by commas"`
			At       string   `query:"at" maxLength:"40" doc:"as it was told at this time"`
		}) (*told, error) {
			out := &told{}
			var t *library.Told
			var err error
			if out.ETag, t, err = a.tell(ctx, in.Story, in.At); err != nil {
				return nil, err
			}
			out.Body = reportOf(library.StoryName(t.Story), report.Of(t.Report), in.Sections)
			out.Where = Prefix + "/stories/" + library.StoryName(t.Story)
			return out, nil
		})

	type members struct {
		Tagged
		Body struct {
			Story    string        `json:"story"`
			Articles []StoryMember `json:"articles"`
		}
	}
	get(a, "/stories/{story}/articles", "list-story-articles", "stories", "List the articles of a story", "In the order of publication, each with what decided that it belongs there.",
		func(ctx context.Context, in *StoryPath) (*members, error) {
			out := &members{}
			story, records, etag, err := a.members(ctx, in.Story)
			if err != nil {
				return nil, err
			}
			out.ETag, out.Body.Story, out.Body.Articles = etag, library.StoryName(story), make([]StoryMember, 0, len(records))
			for _, r := range records {
				out.Body.Articles = append(out.Body.Articles, StoryMember{recordOf(r), r.Why, r.Decided})
			}
			return out, nil
		})

	type versions struct {
		Tagged
		Body struct {
			Story    string         `json:"story"`
			Versions []StoryVersion `json:"versions"`
		}
	}
	get(a, "/stories/{story}/versions", "list-story-versions", "stories", "List the moments at which a story changed", "",
		func(ctx context.Context, in *StoryPath) (*versions, error) {
			out := &versions{}
			story, records, etag, err := a.members(ctx, in.Story)
			if err != nil {
				return nil, err
			}
			out.ETag, out.Body.Story = etag, library.StoryName(story)
			out.Body.Versions, err = a.versions(ctx, records)
			return out, err
		})

	type changes struct {
		Tagged
		Body struct {
			Story   string             `json:"story"`
			Changes []desk.StoryChange `json:"changes"`
		}
	}
	get(a, "/stories/{story}/changes", "list-story-changes", "stories", "Say what has changed in a story since a time",
		"New reports, texts that were edited, figures, statements, quotes and dates that are new or stand in another light.",
		func(ctx context.Context, in *struct {
			StoryPath
			Since string `query:"since" required:"true" maxLength:"40" doc:"a day, month, year or RFC 3339 time"`
		}) (*changes, error) {
			out := &changes{}
			since, err := timeOf(in.Since)
			if err != nil {
				return nil, err
			}
			story, _, etag, err := a.members(ctx, in.Story)
			if err != nil {
				return nil, err
			}
			t, all, err := a.opts.Desk.Library().Since(ctx, story, since)
			if err != nil {
				return nil, err
			}
			out.ETag, out.Body.Story, out.Body.Changes = etag, library.StoryName(t.Story), desk.StoryChanges(t.Report, all)
			return out, nil
		})
}

// members returns the articles of a story, by publication, and the mark of an
// answer that depends on them; the error says when the caller has it.
func (a *API) members(ctx context.Context, name string) (story int, records []news.Record, etag string, err error) {
	if story, err = storyNumber(name); err != nil {
		return 0, nil, "", err
	}
	story, records, err = a.opts.Desk.Library().Members(ctx, story)
	if err != nil {
		return 0, nil, "", err
	}
	marks := []any{story}
	for _, r := range records {
		marks = append(marks, r.ID, r.Revision, r.Version, r.At.Unix(), r.Changed.Unix(), r.Decided)
	}
	etag, err = a.fresh(ctx, marks...)
	return story, records, etag, err
}

// tell compares the reports of a story, as they are or as they were.
func (a *API) tell(ctx context.Context, name, at string) (etag string, t *library.Told, err error) {
	when, err := timeOf(at)
	if err != nil {
		return "", nil, err
	}
	story, _, etag, err := a.members(ctx, name)
	if err != nil {
		return "", nil, err
	}
	if !when.IsZero() {
		t, err = a.opts.Desk.Library().At(ctx, story, when)
	} else {
		t, err = a.opts.Desk.Library().Story(ctx, story)
	}
	return etag, t, err
}

// versions lists when articles came and changed. Times are whole seconds: what
// came within one is one version, which stands from the next second on.
func (a *API) versions(ctx context.Context, records []news.Record) ([]StoryVersion, error) {
	at := map[int64]*StoryVersion{}
	moment := func(t time.Time) *StoryVersion {
		v := at[t.Unix()]
		if v == nil {
			v = &StoryVersion{Seen: t, At: t.Add(time.Second).UTC().Format(time.RFC3339), Added: []string{}, Edited: []string{}}
			at[t.Unix()] = v
		}
		return v
	}
	for _, r := range records {
		v := moment(r.Added)
		v.Added = append(v.Added, r.ID)
		if r.Revision == 1 {
			continue
		}
		revisions, err := a.opts.Desk.Library().Store().Revisions(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		edited := []time.Time{r.Changed}
		for i := 1; i < len(revisions); i++ {
			edited = append(edited, revisions[i].Seen)
		}
		for _, t := range edited {
			if v := moment(t); !slices.Contains(v.Edited, r.ID) {
				v.Edited = append(v.Edited, r.ID)
			}
		}
	}
	out := make([]StoryVersion, 0, len(at))
	for _, v := range at {
		out = append(out, *v)
	}
	slices.SortFunc(out, func(a, b StoryVersion) int { return a.Seen.Compare(b.Seen) })
	articles := 0
	for i := range out {
		articles += len(out[i].Added)
		out[i].Version, out[i].Articles = i+1, articles
	}
	return out, nil
}

// A StoryReport is the report of the contract; what was not asked for is left out.
type StoryReport struct {
	Schema   string                `json:"schema"`
	ID       string                `json:"id,omitempty" doc:"of the story, where it is one of the library"`
	Story    *report.Story         `json:"story,omitempty"`
	Articles *[]report.Article     `json:"articles,omitempty"`
	Origins  *[]report.Origin      `json:"origins,omitempty"`
	Copies   *[]report.Copy        `json:"copies,omitempty"`
	Figures  *[]report.FigureGroup `json:"figures,omitempty"`
	Claims   *[]report.ClaimGroup  `json:"claims,omitempty"`
	Quotes   *[]report.Quote       `json:"quotes,omitempty"`
	Entities *[]report.EntityGroup `json:"entities,omitempty"`
	Wording  *[]report.Wording     `json:"wording,omitempty"`
	Timeline *[]report.Event       `json:"timeline,omitempty"`
	Unique   *[]report.Unique      `json:"unique,omitempty"`
	Missing  *[]report.Missing     `json:"missing,omitempty"`
	Brief    *[]report.Line        `json:"brief,omitempty"`
	Notes    *[]string             `json:"notes,omitempty"`
}

// reportOf keeps the sections that were asked for; none means all.
func reportOf(id string, r report.Report, ask []string) StoryReport {
	return StoryReport{r.Schema, id, only(ask, "story", &r.Story), only(ask, "articles", &r.Articles), only(ask, "origins", &r.Origins),
		only(ask, "copies", &r.Copies), only(ask, "figures", &r.Figures), only(ask, "claims", &r.Claims), only(ask, "quotes", &r.Quotes),
		only(ask, "entities", &r.Entities), only(ask, "wording", &r.Wording), only(ask, "timeline", &r.Timeline), only(ask, "unique", &r.Unique),
		only(ask, "missing", &r.Missing), only(ask, "brief", &r.Brief), only(ask, "notes", &r.Notes)}
}

func only[T any](ask []string, name string, section *T) *T {
	if len(ask) > 0 && !slices.Contains(ask, name) {
		return nil
	}
	return section
}
