package desk_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"parallax"
	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/store/sqlite"
)

var ctx = context.Background()

func openLibrary(t *testing.T, file string) *library.Library {
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
	return library.New(s, p, nil)
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

// report is one report of a ferry that struck a pier; hurt is the toll.
func report(outlet, hurt string, hour int) news.Article {
	return news.Article{ID: outlet, URL: "https://www." + outlet + ".example/ferry", Title: "Ferry strikes pier at Marlow, " + hurt + " hurt",
		Published: news.Published{At: fmt.Sprintf("2026-05-12T%02d:00:00Z", hour), From: news.FromMetadata},
		Text: fmt.Sprintf("MARLOW - The ferry Saint Brendan struck a pier in Marlow harbour on Tuesday morning and %s people were injured, port chief Ana Duarte said.\n\n"+
			"The ferry was coming from Tarn Island with 140 passengers aboard. Duarte told %s that the crew had reported a failure of the steering.\n", hurt, outlet)}
}

func add(t *testing.T, l *library.Library, articles ...news.Article) {
	t.Helper()
	if _, err := l.Add(ctx, each(articles...), nil, func(err error) { t.Error(err) }); err != nil {
		t.Fatal(err)
	}
}

// told collects what Prepare was called with.
type told struct {
	mu    sync.Mutex
	calls []string
	fail  error
}

func (p *told) prepare(_ context.Context, before, after *desk.Digest, _ *library.Told) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	if before != nil {
		n = before.Articles
	}
	p.calls = append(p.calls, fmt.Sprintf("%d>%d", n, after.Articles))
	return p.fail
}

func (p *told) seen() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.calls)
}

// run lets a desk follow its library until the test ends, or stop is called.
func run(t *testing.T, d *desk.Desk) (stop func()) {
	within, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := d.Run(within); err != nil {
			t.Error(err)
		}
	}()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return stop
}

// await waits until what holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 600 {
		if holds() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s: waited for in vain", what)
}

func TestFollow(t *testing.T) {
	file := filepath.Join(t.TempDir(), "l.db")
	l := openLibrary(t, file)
	add(t, l, report("herald", "12", 9), report("courier", "19", 10))
	p := &told{}
	d, err := desk.Open(ctx, desk.Options{Library: l, Prepare: []desk.Prepare{p.prepare}})
	if err != nil {
		t.Fatal(err)
	}
	events, cancel := d.Subscribe()
	defer cancel()
	run(t, d)
	await(t, "the first digest", func() bool { return d.Behind() == 0 })
	cards, total, err := d.Stories(ctx, desk.Filter{Disputed: true})
	if err != nil || total != 1 || len(cards) != 1 {
		t.Fatalf("disputed stories: %d of %d, %v", len(cards), total, err)
	}
	g := cards[0].Digest
	if g == nil || g.Sharpest == nil || len(g.Sharpest.Values) != 2 || g.Sharpest.Values[0].Text == g.Sharpest.Values[1].Text {
		t.Fatalf("the sharpest difference should be 12 against 19: %+v", g)
	}
	if v := g.Sharpest.Values[0]; len(v.Articles) != 1 || v.Words == "" {
		t.Errorf("a value must lead back to its words: %+v", v)
	}
	if e := <-events; e.Story != cards[0].Story || !e.New || e.Number != 1 {
		t.Errorf("event %+v", e)
	}

	// What another process adds is noticed.
	add(t, openLibrary(t, file), report("gazette", "19", 11))
	await(t, "the third report", func() bool { return slices.Contains(p.seen(), "2>3") })
	if e := <-events; e.New || e.Number != 2 {
		t.Errorf("second event %+v", e)
	}
	cards, _, _ = d.Stories(ctx, desk.Filter{})
	if len(cards) != 1 || cards[0].Articles != 3 {
		t.Errorf("%+v", cards)
	}
	if got := p.seen(); !slices.Equal(got, []string{"0>2", "2>3"}) {
		t.Errorf("prepared %v", got)
	}
}

// What Prepare could not do is tried again by the next run, with the same before.
func TestPrepareFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "l.db")
	l := openLibrary(t, file)
	add(t, l, report("herald", "12", 9))
	broken := &told{fail: errors.New("no room")}
	var mu sync.Mutex
	var errs []error
	d, err := desk.Open(ctx, desk.Options{Library: l, Prepare: []desk.Prepare{broken.prepare}, Errors: func(err error) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	}})
	if err != nil {
		t.Fatal(err)
	}
	stop := run(t, d)
	await(t, "the failure", func() bool { mu.Lock(); defer mu.Unlock(); return len(errs) > 0 })
	stop()
	if d.Behind() != 1 {
		t.Errorf("a story that was not prepared counts as done")
	}
	whole := &told{}
	d, err = desk.Open(ctx, desk.Options{Library: l, Prepare: []desk.Prepare{whole.prepare}})
	if err != nil {
		t.Fatal(err)
	}
	stop = run(t, d)
	await(t, "the second try", func() bool { return d.Behind() == 0 })
	stop()
	if got := whole.seen(); !slices.Equal(got, []string{"0>1"}) {
		t.Errorf("prepared %v", got)
	}

	// A third desk finds everything done.
	d, err = desk.Open(ctx, desk.Options{Library: l, Prepare: []desk.Prepare{whole.prepare}})
	if err != nil {
		t.Fatal(err)
	}
	if n := d.Behind(); n != 0 {
		t.Errorf("%d stories are behind after a restart", n)
	}
}

// A person's decision reaches the lists.
func TestDecide(t *testing.T) {
	l := openLibrary(t, filepath.Join(t.TempDir(), "l.db"))
	add(t, l, report("herald", "12", 9), report("courier", "19", 10))
	d, err := desk.Open(ctx, desk.Options{Library: l})
	if err != nil {
		t.Fatal(err)
	}
	run(t, d)
	if _, err := l.Store().Decide(ctx, news.Decision{Verb: "split", Articles: []string{"courier"}}); err != nil {
		t.Fatal(err)
	}
	await(t, "the split", func() bool {
		cards, total, _ := d.Stories(ctx, desk.Filter{})
		return total == 2 && d.Behind() == 0 && cards[0].Digest != nil && cards[0].Digest.Articles == 1
	})
	page, total, err := d.Stories(ctx, desk.Filter{Offset: 1, StoryFilter: news.StoryFilter{Limit: 1}})
	if err != nil || total != 2 || len(page) != 1 {
		t.Errorf("second page: %d of %d, %v", len(page), total, err)
	}
	if _, err := d.Record(99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
	if _, total, _ := d.Stories(ctx, desk.Filter{Disputed: true}); total != 0 {
		t.Errorf("single reports cannot differ: %d", total)
	}
}
