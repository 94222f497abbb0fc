package library_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/store/sqlite"
)

var ctx = context.Background()

func open(t testing.TB) *library.Library {
	t.Helper()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
	return library.New(s, p, func() time.Time { now = now.Add(time.Second); return now })
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
