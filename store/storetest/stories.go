package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parallax/news"
)

// placer puts each article into the story that its title begins with.
type placer struct {
	begun    []int64
	stories  map[string]int
	copies   map[string][]news.CopiedFrom
	articles []int64
}

func (p *placer) Begin(_ context.Context, article, decision int64) error {
	p.begun = append(p.begun, article, decision)
	return nil
}

func (p *placer) Place(e *news.Entry, id string, number int64) news.Placement {
	p.articles = append(p.articles, number)
	word, _, _ := strings.Cut(e.Doc.Title, " ")
	if p.stories[word] == 0 {
		p.stories[word] = len(p.stories) + 1
	}
	return news.Placement{Story: p.stories[word], Thread: p.stories[word], Why: "it opens with " + word, Copies: p.copies[id]}
}

// told makes a store of three stories: a ferry by three outlets, of which one
// copies, a fire, and a flood of the day before.
func told(t *testing.T, d Driver) (news.Store, *placer) {
	s := d.New(t)
	p := &placer{stories: map[string]int{}, copies: map[string][]news.CopiedFrom{"f3": {{Article: "f1", Share: 0.9, Other: 0.8}}, "f4": {{Article: "f1", Share: 0.7, Other: 0.7}}}}
	at := func(d *news.Doc, published string) *news.Doc { d.Published.At = published; return d }
	all := []news.Entry{
		entry(at(doc("f1", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt."), "2026-05-12T08:00:00Z"), "url 1"),
		entry(at(doc("m1", "coast.example", "Fire at the mill", "Leo Marsh", "We saw smoke."), "2026-05-12T09:00:00Z"), "url 2"),
		entry(at(doc("f2", "coast.example", "Ferry hits pier", "Ana Duarte", "The pier is closed."), "2026-05-12T09:00:00Z"), "url 3"),
		entry(at(doc("f3", "echo.example", "Ferry strikes the pier again", "Ana Duarte", "Nobody was hurt!"), "2026-05-12T10:00:00Z"), "url 4"),
		entry(at(doc("f4", "valley.example", "Ferry strikes the pier, update", "Ana Duarte", "Nobody was hurt, indeed."), "2026-05-12T11:00:00Z"), "url 5"),
		entry(at(doc("w1", "coast.example", "Flood in the valley", "Eva Lind", "The river rose."), "2026-05-11T08:00:00Z"), "url 6"),
	}
	if _, err := s.Put(ctx, all[:2], p); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(ctx, append(all[2:], all[0]), p); err != nil {
		t.Fatal(err)
	}
	return s, p
}

func stories(t *testing.T, d Driver) {
	s, p := told(t, d)
	if diff := cmp.Diff([]int64{0, 0, 2, 0}, p.begun); diff != "" {
		t.Errorf("the placer was told of other newest articles: %s", diff)
	}
	if len(p.articles) != 6 {
		t.Errorf("the placer was asked for %d articles", len(p.articles))
	}
	all, err := s.Stories(ctx, news.StoryFilter{})
	if err != nil || len(all) != 3 {
		t.Fatalf("%+v %v", all, err)
	}
	ferry := all[0]
	if ferry.Story != 1 || ferry.Articles != 4 || ferry.Outlets != 3 || ferry.Origins != 2 || ferry.Title != "Ferry strikes the pier" || ferry.Decided ||
		ferry.First.Hour() != 8 || ferry.Last.Hour() != 11 {
		t.Errorf("the ferry: %+v", ferry)
	}
	for _, test := range []struct {
		f    news.StoryFilter
		want string
	}{
		{news.StoryFilter{}, "[1 2 3]"},
		{news.StoryFilter{Limit: 1}, "[1]"},
		{news.StoryFilter{Least: 2}, "[1]"},
		{news.StoryFilter{Names: []string{"marsh"}}, "[2]"},
		{news.StoryFilter{Words: "smoke"}, "[2]"},
		{news.StoryFilter{Outlet: "echo.example"}, "[1]"},
		{news.StoryFilter{Before: noon.Add(-24 * time.Hour)}, "[3]"},
		{news.StoryFilter{Outlet: "valley.example", Before: noon.Add(-24 * time.Hour)}, "[]"},
		{news.StoryFilter{Stories: []int{3, 2}}, "[2 3]"},
		{news.StoryFilter{Since: noon.Add(time.Hour)}, "[]"},
	} {
		all, err := s.Stories(ctx, test.f)
		if err != nil {
			t.Fatal(err)
		}
		got := []int{}
		for _, r := range all {
			got = append(got, r.Story)
		}
		if fmt.Sprint(got) != test.want {
			t.Errorf("%+v gives %v, not %s", test.f, got, test.want)
		}
	}
	if got := idsOf(records(t, s, news.ArticleFilter{Story: 1})); got != "f1 f2 f3 f4" {
		t.Errorf("the ferry has %q", got)
	}
	if r := records(t, s, news.ArticleFilter{IDs: []string{"m1"}})[0]; r.Story != 2 || r.Why != "it opens with Fire" || r.Decided {
		t.Errorf("%+v", r)
	}
	undated := doc("u1", "delta.example", "Unrest in the north", "Eva Lind", "Nothing is known.")
	undated.Published = news.Published{}
	late := entry(undated, "url 7")
	late.Seen = noon.Add(1000 * time.Hour)
	if _, err := s.Put(ctx, []news.Entry{late}, p); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Stories(ctx, news.StoryFilter{}); err != nil || len(r) != 4 || r[3].Story != 4 {
		t.Errorf("a story without a date is not the last: %+v %v", r, err)
	}
	sound(t, s)
}

func decisions(t *testing.T, d Driver) {
	s, _ := told(t, d)
	decide := func(d news.Decision) news.Decision {
		t.Helper()
		d.At = noon
		got, err := s.Decide(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := decide(news.Decision{Verb: "split", Articles: []string{"f2"}, Note: "another pier"}); got.To != 4 || got.Number != 1 {
		t.Errorf("split: %+v", got)
	}
	if got := decide(news.Decision{Verb: "merge", Stories: []int{2}, To: 3}); fmt.Sprint(got.Articles) != "[m1]" {
		t.Errorf("merge: %+v", got)
	}
	decide(news.Decision{Verb: "move", Articles: []string{"f3", "f4"}, To: 4})
	for story, want := range map[int]string{1: "f1", 2: "", 3: "m1 w1", 4: "f2 f3 f4"} {
		if got := idsOf(records(t, s, news.ArticleFilter{Story: story})); got != want {
			t.Errorf("story %d has %q, not %q", story, got, want)
		}
	}
	if r := records(t, s, news.ArticleFilter{IDs: []string{"f2"}})[0]; !r.Decided || r.Thread != 1 {
		t.Errorf("the record does not say that a person decided: %+v", r)
	}
	// A new text and new findings do not undo it.
	edited := entry(doc("f2", "coast.example", "Ferry hits pier", "Ana Duarte", "The pier is open."), "url 3")
	if _, err := s.Put(ctx, []news.Entry{edited}, &placer{stories: map[string]int{}}); err != nil {
		t.Fatal(err)
	}
	if r := records(t, s, news.ArticleFilter{IDs: []string{"f2"}})[0]; r.Story != 4 || !r.Decided {
		t.Errorf("a new text undid a decision: %+v", r)
	}
	all, err := s.Decisions(ctx, 1)
	if err != nil || len(all) != 2 || all[0].Verb != "merge" || fmt.Sprint(all[0].Stories, all[0].Articles) != "[2] [m1]" || !all[0].At.Equal(noon) {
		t.Errorf("decisions: %+v %v", all, err)
	}
	// A story that is gone is not counted again, and nothing half-done stays.
	if got := decide(news.Decision{Verb: "split", Articles: []string{"f4"}}); got.To != 5 {
		t.Errorf("the new story is %d", got.To)
	}
	for _, wrong := range []news.Decision{
		{Verb: "move", Articles: []string{"f1", "nobody"}, To: 3},
		{Verb: "move", Articles: []string{"f1"}, To: 2},
		{Verb: "merge", Stories: []int{77}, To: 3},
	} {
		if _, err := s.Decide(ctx, wrong); !errors.Is(err, news.ErrNotFound) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	if r := records(t, s, news.ArticleFilter{IDs: []string{"f1"}})[0]; r.Story != 1 || r.Decided {
		t.Errorf("a refused decision left %+v", r)
	}
	sound(t, s)
}

func outlets(t *testing.T, d Driver) {
	s, _ := told(t, d)
	all, err := s.Outlets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]news.OutletRecord{}
	for _, o := range all {
		got[o.Outlet] = o
	}
	if o := got["valley.example"]; o.Articles != 2 || o.Copies != 0 || o.Stories != 1 || o.Firsts != 1 || o.Quotes != 2 {
		t.Errorf("who copies itself copies nobody: %+v", o)
	}
	if o := got["echo.example"]; o.Articles != 1 || o.Copies != 1 || o.Copied < 0.85 || o.Firsts != 0 {
		t.Errorf("who copies: %+v", o)
	}
	if o := got["coast.example"]; o.Articles != 3 || o.Stories != 1 || o.Firsts != 0 {
		t.Errorf("a story that nobody else has makes nobody first: %+v", o)
	}
}

func tables(t *testing.T, d Driver) {
	s, _ := told(t, d)
	rows := map[string]int{}
	for _, name := range s.Tables() {
		columns, all, err := s.Table(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range all {
			if err != nil {
				t.Fatal(err)
			}
			if len(row) != len(columns) {
				t.Errorf("%s: %d values for %d columns", name, len(row), len(columns))
			}
			for i, v := range row {
				switch v.(type) {
				case string, int64, float64, nil:
				default:
					t.Errorf("%s: %s is a %T", name, columns[i], v)
				}
				if name == "quotes" && columns[i] == "text" && rows[name] == 0 && v != "Nobody was hurt." {
					t.Errorf("the first quote is %q", v)
				}
			}
			rows[name]++
		}
	}
	if rows["articles"] != 6 || rows["quotes"] != 6 || rows["names"] != 6 || rows["members"] != 6 || rows["copies"] != 2 {
		t.Errorf("rows: %v", rows)
	}
	if _, _, err := s.Table(ctx, "sqlite_master"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a table that is none: %v", err)
	}
}
