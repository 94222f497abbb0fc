package library_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/store/sqlite"
)

var (
	ctx   = context.Background()
	start = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
	ticks atomic.Int64 // of the clock of all libraries
)

func open(t testing.TB) *library.Library { return openFile(t, filepath.Join(t.TempDir(), "l.db")) }

// again opens the same file as another process does.
func again(t testing.TB, l *library.Library) *library.Library {
	return openFile(t, l.Store().(*sqlite.Store).File())
}

func openFile(t testing.TB, file string) *library.Library {
	t.Helper()
	s, err := sqlite.Open(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return library.New(s, p, func() time.Time { return start.Add(time.Duration(ticks.Add(1)) * time.Second) })
}

func each(all ...news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func report(n int, hurt string) news.Article {
	return news.Article{ID: fmt.Sprint("report-", n), URL: fmt.Sprintf("https://www.valley.example/%d", n), Title: fmt.Sprint("Ferry ", n),
		Published: news.Published{At: "2026-05-12", From: news.FromMetadata},
		Text:      fmt.Sprintf("The ferry struck pier %d on Tuesday. Port chief Ana Duarte said that %s people were hurt.\n", n, hurt)}
}

func add(t *testing.T, l *library.Library, articles iter.Seq2[news.Article, error]) library.Tally {
	t.Helper()
	tally, err := l.Add(ctx, articles, nil, func(err error) { t.Log(err) })
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

func TestAdd(t *testing.T) {
	l := open(t)
	if got, want := add(t, l, each(report(1, "two"), report(2, "two"), report(1, "two"))), (library.Tally{Added: 2, Unchanged: 1}); got != want {
		t.Errorf("first: %+v", got)
	}
	again := report(1, "two")
	again.URL = "http://valley.example/1/?utm_source=post#top"
	if got, want := add(t, l, each(again, report(2, "three"))), (library.Tally{Revised: 1, Unchanged: 1}); got != want {
		t.Errorf("again: %+v", got)
	}
	found, err := l.Store().Search(ctx, news.Query{Speakers: []string{"Duarte"}, Words: "three"})
	if err != nil || len(found) != 1 || found[0].ID != "report-2" || found[0].Revision != 2 {
		t.Errorf("search: %+v %v", found, err)
	}
}

// TestTextGoesBack: a page that shows an earlier text again is revised; reading
// an archive that holds two texts of one page again changes nothing.
func TestTextGoesBack(t *testing.T) {
	l := open(t)
	first, edited := report(1, "two"), report(1, "three")
	first.Path, edited.Path = "archive.jsonl", "archive.jsonl"
	add(t, l, each(first, edited))
	if got, want := add(t, l, each(first, edited)), (library.Tally{Unchanged: 2}); got != want {
		t.Errorf("the archive again: %+v", got)
	}
	fetched := first
	fetched.Path = fetched.URL
	if got, want := add(t, l, each(fetched, fetched)), (library.Tally{Revised: 1, Unchanged: 1}); got != want {
		t.Errorf("the page with its first text: %+v", got)
	}
	if known, err := l.Knows(ctx, first.URL); !known || err != nil {
		t.Errorf("the page is not known: %v", err)
	}
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil || r.Revision != 3 {
			t.Errorf("revision %d, want 3: %v", r.Revision, err)
		}
	}
}

// TestAddFails: a broken input fails alone, one fate each.
func TestAddFails(t *testing.T) {
	l := open(t)
	broken := errors.New("line 2 is broken")
	articles := func(yield func(news.Article, error) bool) {
		_ = yield(report(1, "two"), nil) && yield(news.Article{}, broken) && yield(report(2, "two"), nil)
	}
	var failed []error
	tally, err := l.Add(ctx, articles, nil, func(err error) { failed = append(failed, err) })
	if err != nil || tally != (library.Tally{Added: 2, Failed: 1}) || len(failed) != 1 || !errors.Is(failed[0], broken) {
		t.Errorf("%+v %v %v", tally, err, failed)
	}
}

// TestAddIsInterrupted: what was reported done is there, and a second run adds
// the rest.
func TestAddIsInterrupted(t *testing.T) {
	l := open(t)
	const all, stop = 1500, 700
	interrupted, cancel := context.WithCancel(ctx)
	articles := func(yield func(news.Article, error) bool) {
		for i := range all {
			if i == stop {
				cancel()
			}
			if !yield(report(i, "two"), nil) {
				return
			}
		}
	}
	done := 0
	_, err := l.Add(interrupted, articles, func(news.Outcome, *news.Doc) { done++ }, func(error) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted run says %v", err)
	}
	c, err := l.Store().Counts(ctx)
	if err != nil || c.Articles < done {
		t.Errorf("%d articles were reported, %d are there: %v", done, c.Articles, err)
	}
	tally := add(t, l, articles)
	if tally.Added+tally.Unchanged != all || tally.Unchanged != c.Articles || tally.Unchanged == 0 {
		t.Errorf("the second run: %+v after %d", tally, c.Articles)
	}
}

func TestRenew(t *testing.T) {
	l := open(t)
	a := report(1, "two")
	a.Published, a.Notes = news.Published{}, []string{"a note of the input"}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range p.Analyze(ctx, each(a)) {
		if err != nil {
			t.Fatal(err)
		}
		want := len(d.Notes)
		d.Attributions = nil // an old pipeline found none
		source := a
		source.Text = ""
		e := news.Entry{Doc: d, Source: source, Keys: []string{"k", "t"}, Text: "t", Version: parallax.PipelineVersion - 1, Seen: time.Unix(1e9, 0)}
		if _, err := l.Store().Put(ctx, []news.Entry{e}, nil); err != nil {
			t.Fatal(err)
		}
		if n, err := l.Renew(ctx, nil); n != 1 || err != nil {
			t.Fatalf("renewed %d: %v", n, err)
		}
		for got, err := range l.Store().Docs(ctx, []string{a.ID}) {
			if err != nil || len(got.Attributions) != 1 || len(got.Notes) != want {
				t.Errorf("after renewal: %d attributions, notes %q, %v", len(got.Attributions), got.Notes, err)
			}
		}
	}
	if n, err := l.Renew(ctx, nil); n != 0 || err != nil {
		t.Errorf("renewed again: %d %v", n, err)
	}
}

// TestStories: reports come in, one is edited, stories are merged, and what has
// changed is told.
func TestStories(t *testing.T) {
	l := open(t)
	ferry := func(n int, outlet, hurt string) news.Article {
		return news.Article{ID: fmt.Sprint("ferry-", n), URL: fmt.Sprintf("https://%s/ferry-%d", outlet, n), Title: "Ferry strikes pier in Calder Bay",
			Published: news.Published{At: fmt.Sprintf("2026-05-11T%02d:00:00Z", 8+n), From: news.FromMetadata},
			Text: fmt.Sprintf("CALDER BAY - The ferry Saint Orsa struck the north pier of Calder Bay on Monday morning, and %s people were hurt, according to %s.\n\n"+
				"Port chief Ana Duarte said: \"We closed the pier at once.\" The Saint Orsa had come from the island of Lunn with 120 people on board.\n", hurt, outlet)}
	}
	mill := news.Article{ID: "mill", URL: "https://valley.example/mill", Title: "Fire destroys paper mill at Harlow", Published: news.Published{At: "2026-05-11T07:00:00Z", From: news.FromMetadata},
		Text: "HARLOW - A fire destroyed the old paper mill at Harlow on Sunday night. Fire chief Leo Marsh said that two workers were missing. The cause is not known.\n"}
	add(t, l, each(mill, ferry(1, "valley.example", "two"), ferry(2, "coast.example", "two")))
	records := map[string]news.Record{}
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		records[r.ID] = r
	}
	one := records["ferry-1"].Story
	if one == 0 || records["ferry-2"].Story != one || records["mill"].Story == one || records["ferry-2"].Why == "" {
		t.Fatalf("stories: %+v", records)
	}
	since := start.Add(time.Duration(ticks.Add(1)) * time.Second)

	// Another process adds meanwhile; what a person decides holds for both.
	other := again(t, l)
	if d, err := other.Store().Decide(ctx, news.Decision{Verb: "merge", Stories: []int{one}, To: records["mill"].Story, At: since}); err != nil || len(d.Articles) != 2 {
		t.Fatalf("%+v %v", d, err)
	}
	late := ferry(3, "inland.example", "five")
	add(t, l, each(late))
	edited := ferry(2, "coast.example", "four")
	add(t, other, each(edited))
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{IDs: []string{"ferry-3"}}) {
		if err != nil || r.Story != records["mill"].Story {
			t.Errorf("a late report goes to story %d, not to the merged one: %v", r.Story, err)
		}
	}
	told, changes, err := l.Since(ctx, one, since)
	if err != nil || told.Story != records["mill"].Story || len(told.Articles) != 4 {
		t.Fatalf("%+v %v", told, err)
	}
	if err := told.Report.Check(); err != nil {
		t.Error(err)
	}
	var reports, edits []string
	figures := 0
	for _, c := range changes {
		switch c.Section {
		case "report":
			reports = append(reports, c.After)
		case "edit":
			edits = append(edits, c.Edit.Old+" -> "+c.Edit.New)
		case "figure":
			figures++
		}
	}
	if fmt.Sprint(reports) != "[inland.example]" || fmt.Sprint(edits) != "[two -> four]" || figures == 0 {
		t.Errorf("changes: %q %q %d", reports, edits, figures)
	}
	if _, changes, err := l.Since(ctx, one, since.Add(time.Hour)); err != nil || len(changes) > 0 {
		t.Errorf("nothing has changed since, but: %+v %v", changes, err)
	}
	then, err := l.At(ctx, one, since)
	if err != nil || len(then.Articles) != 3 || then.Report.Check() != nil {
		t.Fatalf("the story as it was: %+v %v", then, err)
	}
	for i, r := range then.Articles {
		if d := then.Report.Articles[i]; d.ID != r.ID || strings.Contains(d.Text, "four people") || r.Revision != 1 {
			t.Errorf("%s, %s, revision %d: %q", r.ID, d.ID, r.Revision, d.Text)
		}
	}
	if _, err := l.At(ctx, one, start.Add(-time.Hour)); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("before anything was told: %v", err)
	}
	if _, err := l.Story(ctx, 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
}

// TestFutureClock: an article from the future does not hide the past.
func TestFutureClock(t *testing.T) {
	l := open(t)
	a, b, c := report(1, "two"), report(2, "two"), report(1, "two")
	b.Published.At = "2199-01-01"
	c.URL, c.ID, c.Text = "https://coast.example/1", "copy", c.Text+"The pier is closed.\n"
	add(t, l, each(a))
	add(t, l, each(b))
	add(t, l, each(c))
	stories := map[string]int{}
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		stories[r.ID] = r.Story
	}
	if stories["copy"] != stories["report-1"] {
		t.Errorf("stories %v", stories)
	}
}

// TestLargeStory: the report on a large story is kept, and never an old one.
func TestLargeStory(t *testing.T) {
	l := open(t)
	outlets := []string{"valley", "coast", "inland", "echo", "delta", "harbor"}
	told := func(n int) news.Article {
		return news.Article{ID: fmt.Sprint("ferry-", n), URL: fmt.Sprintf("https://%s.example/ferry-%d", outlets[n%6], n), Title: "Ferry Saint Orsa strikes pier in Calder Bay",
			Published: news.Published{At: fmt.Sprintf("2026-05-11T%02d:00:00Z", n), From: news.FromMetadata},
			Text: fmt.Sprintf("CALDER BAY - The ferry Saint Orsa struck the north pier of Calder Bay on Monday morning, and %d people were hurt, the port authority said.\n\n"+
				"Report %d: Port chief Ana Duarte said the pier was closed at once. The Saint Orsa had come from the island of Lunn.\n", 2+n/10, n)}
	}
	var all []news.Article
	for n := range 18 {
		all = append(all, told(n))
	}
	add(t, l, each(all...))
	ask := func(n int) {
		t.Helper()
		got, err := l.Story(ctx, 1)
		if err != nil || len(got.Articles) != n || len(got.Report.Articles) != n {
			t.Fatalf("%d articles, %d in the report: %v", len(got.Articles), len(got.Report.Articles), err)
		}
		if err := got.Report.Check(); err != nil {
			t.Error(err)
		}
		kept, err := l.Store().State(ctx, "report 1")
		if err != nil || kept == nil {
			t.Fatalf("no report is kept: %v", err)
		}
		if err := l.Store().SetState(ctx, "report 1", nil); err != nil {
			t.Fatal(err)
		}
		anew, err := l.Story(ctx, 1)
		if diff := cmp.Diff(anew.Report, got.Report); diff != "" || err != nil {
			t.Errorf("the kept report is another one (-made anew +kept): %v\n%s", err, diff)
		}
		if err := l.Store().SetState(ctx, "report 1", kept); err != nil {
			t.Fatal(err)
		}
	}
	ask(18)
	add(t, l, each(told(18)))
	ask(19)
	edited := told(3)
	edited.Text += "Divers will look at the hull.\n"
	add(t, l, each(edited))
	ask(19)
}
