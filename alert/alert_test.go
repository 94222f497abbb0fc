package alert

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
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

// A clock that a test turns.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) time() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) pass(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.now = c.now.Add(d) }

// newsroom is a library with a desk and its alerts.
type newsroom struct {
	t     *testing.T
	clock *clock
	file  string
	lib   *library.Library
	*Alerts
}

func newRoom(t *testing.T, opts Options) *newsroom {
	n := &newsroom{t: t, clock: &clock{now: time.Date(2026, 5, 12, 8, 0, 0, 0, time.UTC)}, file: filepath.Join(t.TempDir(), "l.db")}
	n.open(opts)
	return n
}

// open starts anew on the same library, as after a kill.
func (n *newsroom) open(opts Options) {
	n.t.Helper()
	s, err := sqlite.Open(ctx, n.file)
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() { s.Close() })
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		n.t.Fatal(err)
	}
	n.lib = library.New(s, p, n.clock.time)
	opts.Store, opts.Now = s, n.clock.time
	opts.Errors = func(err error) { n.t.Error(err) }
	if n.Alerts, err = Open(ctx, opts); err != nil {
		n.t.Fatal(err)
	}
}

func (n *newsroom) add(articles ...news.Article) {
	n.t.Helper()
	n.clock.pass(10 * time.Second)
	each := func(yield func(news.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
	if _, err := n.lib.Add(ctx, iter.Seq2[news.Article, error](each), nil, func(err error) { n.t.Error(err) }); err != nil {
		n.t.Fatal(err)
	}
}

// look lets a desk catch up; more is prepared after the alerts.
func (n *newsroom) look(more ...desk.Prepare) error {
	n.t.Helper()
	failed := make(chan error, 100)
	d, err := desk.Open(ctx, desk.Options{Library: n.lib, Now: n.clock.time, Prepare: append([]desk.Prepare{n.Prepare}, more...), Errors: func(err error) { failed <- err }})
	if err != nil {
		n.t.Fatal(err)
	}
	within, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	done := make(chan struct{})
	go func() { defer close(done); _ = d.Run(within) }()
	defer func() { stop(); <-done }()
	for d.Behind() > 0 && within.Err() == nil {
		select {
		case err := <-failed:
			return err
		case <-time.After(5 * time.Millisecond):
		}
	}
	return within.Err()
}

func (n *newsroom) rule(r Rule) Rule {
	n.t.Helper()
	r, _, err := n.Add(ctx, r)
	if err != nil {
		n.t.Fatal(err)
	}
	return r
}

// said lists what a rule has told, the newest first, in one line each.
func (n *newsroom) said(r Rule) (out []string) {
	n.t.Helper()
	all, err := n.Feed(ctx, r.ID, 100)
	if err != nil {
		n.t.Fatal(err)
	}
	for _, one := range all {
		var why []string
		for _, w := range one.Why {
			why = append(why, w.What)
		}
		out = append(out, strings.Join(why, " "))
	}
	return out
}

// ferry is one report of a ferry that struck a pier, in the words of three
// outlets in turn; hurt is the toll.
func ferry(outlet, hurt string, hour int) news.Article {
	texts := []string{
		"MARLOW - The ferry Saint Brendan struck a pier in Marlow harbour on Tuesday morning. Port chief Ana Duarte closed the port. In all %s people were injured in the crash.\n\nThe ferry was coming from Tarn Island with 140 passengers aboard. The crew had reported a steering failure.\n",
		"%s people were injured when the Saint Brendan ran into a pier at Marlow on Tuesday.\n\nWitnesses heard a loud crash. Ambulances took the injured from the Saint Brendan to the hospital in Marlow.\n",
		"The port of Marlow was closed on Tuesday after the Saint Brendan hit a pier. In the crash %s people were injured, and Ana Duarte, the port chief, asked for calm.\n\nDivers looked at the hull of the ferry in the afternoon.\n",
	}
	of, ok := map[string]int{"herald": 0, "courier": 1, "gazette": 2}[outlet]
	if !ok {
		of = hour % 3
	}
	return news.Article{ID: outlet, URL: "https://www." + outlet + ".example/ferry", Title: "Ferry strikes pier at Marlow, " + hurt + " hurt",
		Published: news.Published{At: fmt.Sprintf("2026-05-12T%02d:00:00Z", hour), From: news.FromMetadata}, Text: fmt.Sprintf(texts[of], hurt)}
}

func mill(outlet string, hour int) news.Article {
	return news.Article{ID: outlet + "-mill", URL: "https://www." + outlet + ".example/mill", Title: "Fire guts paper mill in Harlow",
		Published: news.Published{At: fmt.Sprintf("2026-05-12T%02d:00:00Z", hour), From: news.FromMetadata},
		Text:      "HARLOW - A fire destroyed the paper mill of Harlow overnight. Nobody was hurt, fire chief Tomas Lind said. The mill had 80 workers.\n"}
}

func TestWhatFires(t *testing.T) {
	n := newRoom(t, Options{})
	rules := map[string]Rule{}
	for name, r := range map[string]Rule{
		"place": {Place: "Marlow"}, "words": {Words: "steering failure"}, "outlet": {Outlet: "www.courier.example"}, "entity": {Entity: "duarte"},
		"new": {NewStory: true, Place: "marlow"}, "origins": {Origins: 2}, "conflict": {Conflict: true}, "injured": {Figure: "injured", By: 5},
		"percent": {Figure: "injured", By: 200, Percent: true}, "two": {Conflict: true, Origins: 3}, "elsewhere": {Conflict: true, Place: "Harlow"},
		"other words": {Words: "steering strike", NewStory: true}, "denied": {Status: news.Denied},
	} {
		rules[name] = n.rule(r)
	}
	check := func(when string, want map[string]int) {
		t.Helper()
		if err := n.look(); err != nil {
			t.Fatal(err)
		}
		for name, r := range rules {
			if got := n.said(r); len(got) != want[name] {
				t.Errorf("%s, rule %q (%s) has told %q, want %d", when, name, r.String(), got, want[name])
			}
		}
	}
	n.add(ferry("herald", "12", 9), mill("herald", 9))
	first := map[string]int{"place": 1, "words": 1, "entity": 1, "new": 1}
	check("one report each", first)
	n.add(ferry("courier", "19", 9))
	second := map[string]int{"place": 1, "words": 1, "entity": 1, "new": 1, "outlet": 1, "origins": 1, "conflict": 1, "injured": 1}
	check("a second report that differs", second)
	check("nothing new", second)
	n.add(ferry("gazette", "19", 9))
	third := map[string]int{"place": 1, "words": 1, "entity": 1, "new": 1, "outlet": 1, "origins": 1, "conflict": 1, "injured": 1, "two": 1}
	check("a third report", third)
	n.add(mill("courier", 12))
	third["outlet"], third["origins"] = 2, 1 // two of one text are one origin
	check("another story", third)

	all, err := n.Feed(ctx, rules["conflict"].ID, 10)
	if err != nil || len(all) != 1 || len(all[0].Why) != 1 {
		t.Fatalf("%+v %v", all, err)
	}
	why := all[0].Why[0]
	if !strings.Contains(why.What, "12") || !strings.Contains(why.What, "19") || len(why.Cites) != 2 || why.Cites[0].URL == "" {
		t.Errorf("the reason: %+v", why)
	}
	for _, k := range why.Cites {
		for d, err := range n.lib.Store().Docs(ctx, []string{k.Article}) {
			if err != nil || d.Text[k.Start:k.Start+len(k.Words)] != k.Words {
				t.Errorf("%+v is not what the article says: %v", k, err)
			}
		}
	}
}

// What was there before the rule, and what only a new release finds, is no news.
func TestNoNews(t *testing.T) {
	n := newRoom(t, Options{})
	n.add(ferry("herald", "12", 9), ferry("courier", "19", 10))
	n.clock.pass(time.Minute)
	place, conflict, fresh := n.rule(Rule{Place: "Marlow"}), n.rule(Rule{Conflict: true}), n.rule(Rule{NewStory: true})
	if err := n.look(); err != nil {
		t.Fatal(err)
	}
	if a, b, c := n.said(place), n.said(conflict), n.said(fresh); len(a)+len(b)+len(c) > 0 {
		t.Errorf("an old story is told as news: %q %q %q", a, b, c)
	}
	n.add(ferry("gazette", "19", 11))
	if err := n.look(); err != nil {
		t.Fatal(err)
	}
	if a, b, c := n.said(place), n.said(conflict), n.said(fresh); len(a) != 1 || len(b)+len(c) > 0 {
		t.Errorf("a new report in an old story: %q %q %q", a, b, c)
	}
	// The same articles under another digest.
	var after *desk.Digest
	d, err := desk.Open(ctx, desk.Options{Library: n.lib})
	if err != nil {
		t.Fatal(err)
	}
	cards, _, err := d.Stories(ctx, desk.Filter{})
	if err != nil || len(cards) != 1 {
		t.Fatal(cards, err)
	}
	after = cards[0].Digest
	blind := *after
	blind.Figures, blind.Claims, blind.Conflicts = nil, nil, 0
	told, err := n.lib.Story(ctx, after.Story)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Prepare(ctx, &blind, after, told); err != nil {
		t.Fatal(err)
	}
	if got := n.said(conflict); len(got) > 0 {
		t.Errorf("a new release's finding is told as news: %q", got)
	}
	// A rule that is switched off tells nothing, then or later.
	if err := n.Switch(ctx, place.ID, "for the night"); err != nil {
		t.Fatal(err)
	}
	n.add(mill("herald", 12), ferry("mirror", "30", 12))
	if err := n.look(); err != nil {
		t.Fatal(err)
	}
	if got := n.said(place); len(got) != 1 {
		t.Errorf("a rule that is off has told %q", got)
	}
}

// Ended after the outbox was written and before the digest was kept, the desk
// asks again: nothing is told twice, nothing is lost.
func TestAskedAgain(t *testing.T) {
	n := newRoom(t, Options{})
	r := n.rule(Rule{Place: "Marlow", Origins: 1})
	n.add(ferry("herald", "12", 9))
	kill := errors.New("killed")
	if err := n.look(func(context.Context, *desk.Digest, *desk.Digest, *library.Told) error { return kill }); !errors.Is(err, kill) {
		t.Fatal(err)
	}
	before := n.Log(r.ID)
	if len(before) != 1 {
		t.Fatalf("the outbox was not written: %v", before)
	}
	n.open(Options{})
	asked := 0
	if err := n.look(func(_ context.Context, before, _ *desk.Digest, _ *library.Told) error {
		asked++
		if before != nil {
			t.Error("the digest was kept though its alerts were not safe")
		}
		return nil
	}); err != nil || asked != 1 {
		t.Fatalf("asked again %d times: %v", asked, err)
	}
	if again := n.Log(r.ID); !slices.Equal(before, again) {
		t.Errorf("was %v, is %v", before, again)
	}

	// More has arrived meanwhile: what is new is told, what was said is not.
	r2 := n.rule(Rule{Figure: "injured", By: 5})
	n.add(ferry("courier", "19", 10))
	_ = n.look(func(context.Context, *desk.Digest, *desk.Digest, *library.Told) error { return kill })
	n.add(ferry("gazette", "26", 11))
	n.open(Options{})
	if err := n.look(); err != nil {
		t.Fatal(err)
	}
	if got := n.said(r2); len(got) != 2 || !strings.Contains(got[0], "26") || !strings.Contains(got[1], "19") {
		t.Errorf("told %q", got)
	}
}

// TestFigureSteps: a figure that creeps fires as surely as one that leaps, and
// not again while it stays.
func TestFigureSteps(t *testing.T) {
	n := newRoom(t, Options{})
	r := n.rule(Rule{Figure: "injured", By: 10})
	for i, step := range []struct {
		hurt string
		told int
	}{{"12", 0}, {"16", 0}, {"20", 0}, {"23", 1}, {"27", 1}, {"38", 2}, {"38", 2}} {
		n.add(ferry(fmt.Sprint("outlet", i), step.hurt, 9+i))
		if err := n.look(); err != nil {
			t.Fatal(err)
		}
		if got := n.said(r); len(got) != step.told {
			t.Errorf("at %s: %q, want %d", step.hurt, got, step.told)
		}
	}
}

func TestStatusChanges(t *testing.T) {
	verdict := map[int]news.Verdict{1: news.Single, 2: news.Update, 3: news.Update}
	claim := func(status ...news.Status) []desk.Claim {
		return []desk.Claim{{What: "bridge closes", Verdict: verdict[len(status)], Status: status[len(status)-1], Statuses: status, Article: fmt.Sprint("a", len(status)), Start: 3, Words: "closes"}}
	}
	var before *desk.Digest
	c := func(now []desk.Claim) *change {
		after := &desk.Digest{Claims: now}
		out := &change{before: before, after: after}
		before = after
		return out
	}
	for i, step := range []struct {
		now              []desk.Claim
		any, happened    bool
		anyHolds, hapned bool
	}{
		{claim(news.Planned), false, false, false, false},
		{claim(news.Planned, news.Expected), true, false, true, false},
		{claim(news.Planned, news.Expected), false, false, true, false},
		{claim(news.Planned, news.Expected, news.Happened), true, true, true, true},
		{claim(news.Planned, news.Expected, news.Happened), false, false, true, true},
	} {
		x := c(step.now)
		fresh, holds := x.statuses(&Rule{Change: true})
		if (len(fresh) > 0) != step.any || holds != step.anyHolds {
			t.Errorf("step %d: any change: %v %v", i, fresh, holds)
		}
		fresh, holds = x.statuses(&Rule{Change: true, Status: news.Happened})
		if (len(fresh) > 0) != step.happened || holds != step.hapned {
			t.Errorf("step %d: happened: %v %v", i, fresh, holds)
		}
	}
}

// What is told with more or less care, and does not differ, has not changed.
func TestNoChange(t *testing.T) {
	k := desk.Claim{What: "bridge closes", Verdict: news.Agree, Status: news.Claimed, Statuses: []news.Status{news.Happened, news.Claimed}, Article: "a2", Words: "closes"}
	old := k
	old.Status, old.Statuses = news.Happened, old.Statuses[:1]
	c := &change{before: &desk.Digest{Claims: []desk.Claim{old}}, after: &desk.Digest{Claims: []desk.Claim{k}}}
	if fresh, holds := c.statuses(&Rule{Change: true}); len(fresh) > 0 || holds {
		t.Errorf("told as a change: %+v", fresh)
	}
	c.after.Claims[0].Verdict = news.Update
	if fresh, _ := c.statuses(&Rule{Change: true}); len(fresh) != 1 || !strings.Contains(fresh[0].What, "was happened, is claimed") {
		t.Errorf("an update: %+v", fresh)
	}
}

func TestRulesRefused(t *testing.T) {
	n := newRoom(t, Options{})
	for what, r := range map[string]Rule{
		"nothing":      {},
		"only a name":  {Name: "x", Webhook: "https://hook.example/"},
		"no word":      {Words: "..."},
		"long":         {Words: strings.Repeat("harbour ", 40)},
		"no amount":    {Figure: "injured"},
		"no figure":    {NewStory: true, By: 3},
		"status":       {Status: "rumoured"},
		"origins":      {Origins: -1},
		"not the web":  {NewStory: true, Webhook: "ftp://hook.example/"},
		"a script":     {NewStory: true, Webhook: "javascript:alert(1)"},
		"with secrets": {NewStory: true, Webhook: "https://me:pass@hook.example/"},
		"no text":      {Entity: "\xff\xfe"},
	} {
		if _, _, err := n.Add(ctx, r); !errors.Is(err, ErrRule) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if len(n.Rules()) > 0 {
		t.Error("what was refused is kept")
	}
	r := n.rule(Rule{Words: " steering   failure ", Status: news.Denied})
	if !r.Change || r.Name != `a story with the words "steering failure" that has something become denied` {
		t.Errorf("%+v", r)
	}
	n.open(Options{})
	if got := n.Rules(); len(got) != 1 || got[0] != r {
		t.Errorf("kept %+v", got)
	}
	if err := n.Drop(ctx, r.ID); err != nil || len(n.Rules()) != 0 {
		t.Error(err)
	}
	if err := n.Drop(ctx, r.ID); !errors.Is(err, news.ErrNotFound) {
		t.Error(err)
	}
}

func TestFeedToken(t *testing.T) {
	n := newRoom(t, Options{})
	opens := func(token string) bool {
		ok, err := n.OpensFeed(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if opens("") || opens("x") {
		t.Error("open without a token made")
	}
	first, err := n.NewFeedToken(ctx)
	if err != nil || !opens(first) || opens(first+"x") || opens("") {
		t.Error("the token does not open the feed alone", err)
	}
	second, _ := n.NewFeedToken(ctx)
	if opens(first) || !opens(second) {
		t.Error("a new token does not end the old one")
	}
	if raw, _ := n.opts.Store.State(ctx, feedState); strings.Contains(string(raw), second) {
		t.Error("kept in clear")
	}
}
