// Package storetest is what every driver of news.Store must do. A driver's
// test calls [Run].
package storetest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parallax/news"
)

// A Driver makes stores for the suite.
type Driver struct {
	// New makes an empty store that lasts as long as the test.
	New func(t *testing.T) news.Store
	// Again opens the same data a second time, as another process does.
	Again func(t *testing.T, s news.Store) news.Store
}

// Run runs the suite.
func Run(t *testing.T, d Driver) {
	for name, test := range map[string]func(*testing.T, Driver){
		"Fates": fates, "Revision": revision, "Back": back, "Places": places, "Summaries": summaries, "IDs": ids, "Docs": docs,
		"Search": search, "Quotes": quotes, "Filters": filters, "Times": times, "Renew": renew, "State": state, "Latest": latest,
		"Stories": stories, "Decisions": decisions, "Outlets": outlets, "Tables": tables, "AllOrNothing": allOrNothing, "TwoWriters": twoWriters, "Backup": backup,
	} {
		t.Run(name, func(t *testing.T) { test(t, d) })
	}
}

var (
	ctx  = context.Background()
	noon = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
)

// doc is an article with findings; the text says who said what.
func doc(id, outlet, title, speaker, said string) *news.Doc {
	text := title + "\n\n" + speaker + ` said: "` + said + `"`
	d := &news.Doc{Article: news.Article{ID: id, Outlet: outlet, Title: title, Text: text,
		Published: news.Published{At: "2026-05-12T08:00:00Z", From: news.FromMetadata}}}
	at := strings.Index(text, speaker)
	d.Sentences = []news.Sentence{{Span: news.Span{Start: at, End: len(text)}}}
	d.Entities = []news.Entity{{Span: news.Span{Start: at, End: at + len(speaker)}, Kind: news.Person, Name: speaker}}
	start := len(text) - len(said) - 1
	content := news.Span{Start: start, End: start + len(said)}
	d.Attributions = []news.Attribution{{Kind: news.Direct, Source: []news.Span{d.Entities[0].Span}, Content: []news.Span{content}, Quoted: []news.Span{content}, Speaker: speaker}}
	return d
}

// entry is known by an address and by its text.
func entry(d *news.Doc, address string) news.Entry {
	text := "text " + d.Outlet + " " + d.Text
	source := d.Article
	source.Text = ""
	return news.Entry{Doc: d, Source: source, Keys: []string{address, text}, Text: text, Version: 1, Seen: noon}
}

func put(t *testing.T, s news.Store, entries ...news.Entry) []news.Outcome {
	t.Helper()
	o, err := s.Put(ctx, entries, nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func wantFates(t *testing.T, got []news.Outcome, want ...news.Outcome) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outcomes differ (-want +got):\n%s", diff)
	}
}

func records(t *testing.T, s news.Store, f news.ArticleFilter) (all []news.Record) {
	t.Helper()
	for r, err := range s.Articles(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func idsOf(all []news.Record) string {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func load(t *testing.T, s news.Store, ids ...string) (all []*news.Doc) {
	t.Helper()
	for d, err := range s.Docs(ctx, ids) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

// sound asks the store to look for damage.
func sound(t *testing.T, s news.Store) {
	t.Helper()
	found, err := s.Check(ctx)
	if err != nil || len(found) > 0 {
		t.Errorf("the store is damaged: %q %v", found, err)
	}
}

func fates(t *testing.T, d Driver) {
	s := d.New(t)
	ferry := entry(doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt."), "url 1")
	fire := entry(doc("fire", "valley.example", "Fire at the mill", "Leo Marsh", "We saw smoke."), "url 2")
	if texts, err := s.Known(ctx, ferry.Keys); texts != 0 || err != nil {
		t.Errorf("an empty store knows an article: %v %v", texts, err)
	}
	wantFates(t, put(t, s, ferry, fire, ferry), news.Outcome{Fate: news.Added, ID: "ferry"}, news.Outcome{Fate: news.Added, ID: "fire"}, news.Outcome{Fate: news.Unchanged, ID: "ferry"})
	wantFates(t, put(t, s, fire), news.Outcome{Fate: news.Unchanged, ID: "fire"})
	if texts, err := s.Known(ctx, ferry.Keys); texts != 1 || err != nil {
		t.Errorf("the article is not known: %v %v", texts, err)
	}
	// The same text of the same outlet under a second address is the same article.
	second := ferry
	second.Keys = []string{"url 3", ferry.Text}
	wantFates(t, put(t, s, second), news.Outcome{Fate: news.Unchanged, ID: "ferry"})
	if texts, err := s.Known(ctx, second.Keys); texts != 1 || err != nil {
		t.Errorf("the second address is not known: %v %v", texts, err)
	}
	if got := idsOf(records(t, s, news.ArticleFilter{})); got != "ferry fire" {
		t.Errorf("the store has %q", got)
	}
	sound(t, s)
}

func revision(t *testing.T, d Driver) {
	s := d.New(t)
	first := entry(doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt."), "url 1")
	edited := entry(doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Two people were hurt."), "url 1")
	edited.Seen = noon.Add(time.Hour)
	put(t, s, first)
	wantFates(t, put(t, s, edited), news.Outcome{Fate: news.Revised, ID: "ferry"})
	wantFates(t, put(t, s, edited, first), news.Outcome{Fate: news.Unchanged, ID: "ferry"}, news.Outcome{Fate: news.Unchanged, ID: "ferry"})
	r := records(t, s, news.ArticleFilter{})
	if len(r) != 1 || r[0].Revision != 2 || !r[0].Changed.Equal(edited.Seen) || !r[0].Added.Equal(noon) {
		t.Errorf("the record does not say that the text has changed: %+v", r)
	}
	if got := load(t, s, "ferry")[0]; got.Text != edited.Doc.Text || got.Slice(got.Attributions[0].Content[0]) != "Two people were hurt." {
		t.Errorf("the present text is %q", got.Text)
	}
	old, err := s.Revisions(ctx, "ferry")
	if err != nil || len(old) != 1 {
		t.Fatalf("earlier texts: %+v %v", old, err)
	}
	if old[0].Text != first.Doc.Text || !old[0].Seen.Equal(noon) || old[0].Number != 1 {
		t.Errorf("the earlier text is not kept as it was: %+v", old[0])
	}
	if len(old[0].Edits) != 1 {
		t.Fatalf("changes: %+v", old[0].Edits)
	}
	c := old[0].Edits[0]
	if was, is := old[0].Text[c.Old.Start:c.Old.End], edited.Doc.Text[c.New.Start:c.New.End]; was != `"Nobody was` || is != `"Two people were` {
		t.Errorf("the difference is %q -> %q", was, is)
	}
	if hits, err := s.Search(ctx, news.Query{Words: "nobody"}); err != nil || len(hits) > 0 {
		t.Errorf("the search finds words that were taken out: %v %v", idsOf(hits), err)
	}
	if hits, err := s.Search(ctx, news.Query{Words: "two"}); err != nil || len(hits) != 1 {
		t.Errorf("the search does not find new words: %v", err)
	}
	sound(t, s)
}

// back: a page goes back to an earlier text, which an archive that still has it
// does not say.
func back(t *testing.T, d Driver) {
	s := d.New(t)
	first := entry(doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt."), "url 1")
	edited := entry(doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Two people were hurt."), "url 1")
	revised, unchanged := news.Outcome{Fate: news.Revised, ID: "ferry"}, news.Outcome{Fate: news.Unchanged, ID: "ferry"}
	put(t, s, first)
	wantFates(t, put(t, s, edited, first), revised, unchanged)
	if texts, err := s.Known(ctx, first.Keys); texts != 2 || err != nil {
		t.Errorf("an article of two texts has %d: %v", texts, err)
	}
	live := first
	live.Live, live.Seen = true, noon.Add(2*time.Hour)
	wantFates(t, put(t, s, live, live, edited), revised, unchanged, unchanged)
	elsewhere := live
	elsewhere.Keys = []string{"url 2", first.Text}
	edited.Live, edited.Seen = true, noon.Add(3*time.Hour)
	wantFates(t, put(t, s, edited, elsewhere), revised, unchanged)
	if got := load(t, s, "ferry")[0]; got.Text != edited.Doc.Text {
		t.Errorf("the present text is %q", got.Text)
	}
	old, err := s.Revisions(ctx, "ferry")
	if err != nil || len(old) != 3 || old[2].Text != first.Doc.Text || !old[2].Seen.Equal(live.Seen) {
		t.Errorf("earlier texts: %+v %v", old, err)
	}
	if hits, err := s.Search(ctx, news.Query{Words: "nobody"}); err != nil || len(hits) > 0 {
		t.Errorf("the search finds words that were taken out again: %v %v", idsOf(hits), err)
	}
	sound(t, s)
}

// places: a file has another article today than it had yesterday, or the same
// with a word mended.
func places(t *testing.T, d Driver) {
	s := d.New(t)
	at := func(e news.Entry) news.Entry { e.Place = e.Keys[0]; return e }
	ferry := at(entry(doc("report", "", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt when the ferry struck the old pier at noon."), "file 1"))
	mended := at(entry(doc("report", "", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt when the ferry hit the old pier at noon."), "file 1"))
	other := at(entry(doc("report", "", "Fire at the mill", "Leo Marsh", "We saw smoke over the roof and called for help at once."), "file 1"))
	other2 := at(entry(doc("report", "", "Fire at the mill", "Leo Marsh", "We saw smoke over the roof and called for aid at once."), "file 1"))
	put(t, s, ferry)
	wantFates(t, put(t, s, mended, other, other2), news.Outcome{Fate: news.Revised, ID: "report"}, news.Outcome{Fate: news.Added, ID: "report-2"}, news.Outcome{Fate: news.Revised, ID: "report-2"})
	sound(t, s)
}

func summaries(t *testing.T, d Driver) {
	s := d.New(t)
	summary := doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt.")
	summary.Notes = []string{news.SummaryOnly}
	whole := doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody was hurt, and the ferry sails again tomorrow.")
	put(t, s, entry(summary, "url 1"))
	wantFates(t, put(t, s, entry(whole, "url 1")), news.Outcome{Fate: news.Revised, ID: "ferry"})
	later := doc("ferry", "valley.example", "Ferry strikes the pier", "Ana Duarte", "Nobody hurt.")
	later.Notes = []string{news.SummaryOnly}
	wantFates(t, put(t, s, entry(later, "url 1")), news.Outcome{Fate: news.Unchanged, ID: "ferry"})
	if got := load(t, s, "ferry")[0]; got.Text != whole.Text {
		t.Errorf("a summary took the place of the text")
	}
	if old, err := s.Revisions(ctx, "ferry"); err != nil || len(old) > 0 {
		t.Errorf("a summary counts as an edited text: %v %v", old, err)
	}
	sound(t, s)
}

func ids(t *testing.T, d Driver) {
	s := d.New(t)
	var entries []news.Entry
	for i := range 40 {
		entries = append(entries, entry(doc("index", "valley.example", fmt.Sprint("Report ", i), "Ana Duarte", "Yes."), fmt.Sprint("url ", i)))
	}
	seen := map[string]bool{}
	for _, o := range put(t, s, entries...) {
		if o.Fate != news.Added || seen[o.ID] {
			t.Errorf("%s: %s", o.ID, o.Fate)
		}
		seen[o.ID] = true
	}
	if !seen["index"] || !seen["index-2"] {
		t.Error("the first two are not index and index-2")
	}
	for _, err := range s.Docs(ctx, []string{"nobody"}) {
		if !errors.Is(err, news.ErrNotFound) {
			t.Errorf("an unknown ID gives %v", err)
		}
	}
}

func docs(t *testing.T, d Driver) {
	s := d.New(t)
	a := doc("a", "valley.example", "Ferry strikes the pier", "Ana Duarte", "“Très” — 🚢 nobody was hurt.")
	a.Byline, a.Notes, a.URL, a.Language, a.Agency = []string{"Mara Voss", "Tom Hale"}, []string{"a note"}, "https://valley.example/a", "en", "Coast Wire"
	b := doc("b", "", "", "Leo Marsh", "Yes.")
	e := entry(a, "url 1")
	e.Source = news.Article{ID: "a", URL: a.URL}
	put(t, s, e, entry(b, "url 2"))
	got := load(t, s, "b", "a")
	if diff := cmp.Diff([]*news.Doc{b, a}, got); diff != "" {
		t.Errorf("articles come back changed (-want +got):\n%s", diff)
	}
	for _, one := range got {
		if err := one.Check(); err != nil {
			t.Error(err)
		}
	}
	for source, err := range s.Sources(ctx, []string{"a"}) {
		if diff := cmp.Diff(news.Article{ID: "a", URL: a.URL, Text: a.Text}, source); diff != "" || err != nil {
			t.Errorf("the source comes back changed: %s %v", diff, err)
		}
	}
}

func search(t *testing.T, d Driver) {
	s := d.New(t)
	a := doc("a", "valley.example", "Harbor ferry strikes the old pier", "Ana Duarte", "The port authority closed the pier.")
	b := doc("b", "coast.example", "Mill fire", "José Marçal", "The authority of the port sent a ferry.")
	c := doc("c", "coast.example", "Council votes", "Ana Marsh", "Nothing was decided about the ferry strike.")
	c.Published.At = "2026-05-10"
	text := c.Text + "\n\nRead more: Harbor murder trial opens"
	c.Boilerplate = []news.Boilerplate{{Span: news.Span{Start: len(c.Text) + 2, End: len(text)}, Kind: news.Related}}
	c.Text = text
	put(t, s, entry(a, "url 1"), entry(b, "url 2"), entry(c, "url 3"))
	may := func(d int) time.Time { return time.Date(2026, 5, d, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		q    news.Query
		want string
	}{
		{news.Query{Words: "port authority"}, "a b"},
		{news.Query{Words: `"port authority"`}, "a"},
		{news.Query{Words: `"Port Authority!"`}, "a"},
		{news.Query{Words: "ferry -pier"}, "b c"},
		{news.Query{Words: "harb*"}, "a"},
		{news.Query{Words: "marcal"}, "b"},
		{news.Query{Words: "murder"}, ""},
		{news.Query{Words: "AND OR NOT NEAR("}, ""},
		{news.Query{Words: `"unclosed phrase of words`}, ""},
		{news.Query{Speakers: []string{"Marçal"}}, "b"},
		{news.Query{Speakers: []string{"ana"}}, "a c"},
		{news.Query{Speakers: []string{"Ana Marsh"}, Words: "ferry"}, "c"},
		{news.Query{Names: []string{"Duarte"}}, "a"},
		{news.Query{Names: []string{"?!"}}, ""},
		{news.Query{Words: "ferry", Outlet: "coast.example"}, "b c"},
		{news.Query{Words: "ferry", Before: may(12)}, "c"},
		{news.Query{Words: "ferry", After: may(12)}, "a b"},
		{news.Query{Outlet: "coast.example", Newest: true}, "b c"},
	} {
		hits, err := s.Search(ctx, test.q)
		if err != nil {
			t.Errorf("%+v: %v", test.q, err)
			continue
		}
		got := strings.Fields(idsOf(hits))
		if len(got) > 1 && got[0] > got[1] {
			got[0], got[1] = got[1], got[0] // the order is the driver's
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v finds %q, not %q", test.q, got, test.want)
		}
	}
	hits, err := s.Search(ctx, news.Query{Words: `"port authority"`})
	if err != nil || len(hits) != 1 || len(hits[0].Hits) != 1 {
		t.Fatalf("%+v %v", hits, err)
	}
	if h := hits[0].Hits[0]; hits[0].Snippet[h.Start:h.End] != "port authority" {
		t.Errorf("the snippet marks %q", hits[0].Snippet[h.Start:h.End])
	}
	if hits, _ := s.Search(ctx, news.Query{Words: "ferry", Newest: true, Limit: 1}); idsOf(hits) != "b" && idsOf(hits) != "a" {
		t.Errorf("the newest is %q", idsOf(hits))
	}
}

func quotes(t *testing.T, d Driver) {
	s := d.New(t)
	late := doc("late", "valley.example", "Pier closed", "Ana Duarte", "The pier is closed.")
	late.Published.At = "2026-05-12T10:00:00Z"
	put(t, s, entry(doc("early", "valley.example", "Ferry", "Ana Duarte", "Nobody was hurt."), "url 1"), entry(late, "url 2"),
		entry(doc("other", "coast.example", "Fire", "Ana Marsh", "We saw Duarte."), "url 3"))
	want := func(f news.QuoteFilter, want ...string) {
		t.Helper()
		var got []string
		for q, err := range s.Quotes(ctx, f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, q.Article+": "+q.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v: %s", f, diff)
		}
	}
	want(news.QuoteFilter{Speaker: "duarte"}, "late: The pier is closed.", "early: Nobody was hurt.")
	want(news.QuoteFilter{Speaker: "duarte", Words: "pier"}, "late: The pier is closed.")
	want(news.QuoteFilter{Speaker: "Ana", Limit: 1}, "late: The pier is closed.")
	want(news.QuoteFilter{Speaker: "100%"})
	want(news.QuoteFilter{Speaker: "?!"})
	want(news.QuoteFilter{Words: "-pier"}, "other: We saw Duarte.", "early: Nobody was hurt.")
}

func filters(t *testing.T, d Driver) {
	s := d.New(t)
	a := entry(doc("a", "valley.example", "One", "Ana Duarte", "Yes."), "url 1")
	b := entry(doc("b", "coast.example", "Two", "Ana Duarte", "No."), "url 2")
	b.Seen = noon.Add(2 * time.Hour)
	put(t, s, a, b)
	for _, test := range []struct {
		f    news.ArticleFilter
		want string
	}{
		{news.ArticleFilter{}, "a b"},
		{news.ArticleFilter{Outlet: "coast.example"}, "b"},
		{news.ArticleFilter{Since: noon.Add(time.Hour)}, "b"},
		{news.ArticleFilter{IDs: []string{"b", "a", "z"}}, "a b"},
		{news.ArticleFilter{From: 2}, "b"},
		{news.ArticleFilter{Before: noon.Add(-24 * time.Hour)}, ""},
	} {
		if got := idsOf(records(t, s, test.f)); got != test.want {
			t.Errorf("%+v gives %q, not %q", test.f, got, test.want)
		}
	}
}

func times(t *testing.T, d Driver) {
	s := d.New(t)
	for i, c := range []struct{ published, want string }{
		{"2026-05-12T10:00:00+02:00", "2026-05-12T08:00:00Z"},
		{"2026-05-11", "2026-05-11T00:00:00Z"},
		{"2031-01-01", "2026-05-12T12:00:00Z"}, // from the future: it has arrived by now
		{"", "2026-05-12T12:00:00Z"},
		{"yesterday", "2026-05-12T12:00:00Z"},
	} {
		a := doc(fmt.Sprint(i), "valley.example", fmt.Sprint("Report ", i), "Ana Duarte", "Yes.")
		a.Published.At = c.published
		put(t, s, entry(a, fmt.Sprint("url ", i)))
		r := records(t, s, news.ArticleFilter{IDs: []string{a.ID}})
		if len(r) != 1 || r[0].At.Format(time.RFC3339) != c.want || r[0].Published.At != c.published {
			t.Errorf("%q stands at %+v", c.published, r)
		}
	}
}

func renew(t *testing.T, d Driver) {
	s := d.New(t)
	a, b := doc("a", "valley.example", "One", "Ana Duarte", "Yes."), doc("b", "valley.example", "Two", "Leo Marsh", "No.")
	put(t, s, entry(a, "url 1"), entry(b, "url 2"))
	stale, err := s.Stale(ctx, 2, 10)
	if err != nil || strings.Join(stale, " ") != "a b" {
		t.Fatalf("stale: %v %v", stale, err)
	}
	renewed := *a
	renewed.Attributions, renewed.Entities = nil, nil
	moved := *b // its text has changed while it was analysed
	moved.Text = "Something else."
	if err := s.Renew(ctx, 2, []*news.Doc{&renewed, &moved}); err != nil {
		t.Fatal(err)
	}
	if stale, _ = s.Stale(ctx, 2, 10); strings.Join(stale, " ") != "b" {
		t.Errorf("after renewing a, stale are %v", stale)
	}
	if got := load(t, s, "a")[0]; len(got.Attributions) != 0 {
		t.Error("old findings are still there")
	}
	if hits, _ := s.Search(ctx, news.Query{Speakers: []string{"duarte"}}); len(hits) != 0 {
		t.Error("an old speaker is still found")
	}
	// An older program does not put its findings in the place of newer ones.
	if err := s.Renew(ctx, 1, []*news.Doc{a}); err != nil {
		t.Fatal(err)
	}
	if got := load(t, s, "a")[0]; len(got.Attributions) != 0 {
		t.Error("older findings took the place of newer ones")
	}
	sound(t, s)
}

func state(t *testing.T, d Driver) {
	s := d.New(t)
	if b, err := s.State(ctx, "index"); b != nil || err != nil {
		t.Errorf("an empty store has state %q %v", b, err)
	}
	for _, v := range []string{"one", "two"} {
		if err := s.SetState(ctx, "index", []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := s.State(ctx, "index"); string(b) != "two" || err != nil {
		t.Errorf("the state is %q %v", b, err)
	}
	if err := s.SetState(ctx, "index", nil); err != nil {
		t.Fatal(err)
	}
	if b, err := s.State(ctx, "index"); b != nil || err != nil {
		t.Errorf("a removed state is %q %v", b, err)
	}
}

// latest: whatever a list of stories may show differently is told.
func latest(t *testing.T, d Driver) {
	s := d.New(t)
	last, err := s.Latest(ctx)
	if err != nil || last != (news.Latest{Changed: time.Unix(0, 0).UTC()}) {
		t.Fatalf("an empty store: %+v %v", last, err)
	}
	changed := func(what string) {
		t.Helper()
		now, err := s.Latest(ctx)
		if err != nil || now == last {
			t.Errorf("%s leaves no trace: %+v %v", what, now, err)
		}
		last = now
	}
	a := entry(doc("a", "valley.example", "One", "Ana Duarte", "Yes."), "url 1")
	put(t, s, a)
	changed("an article")
	b := entry(doc("a", "valley.example", "One", "Ana Duarte", "No."), "url 1")
	b.Seen = a.Seen.Add(time.Minute)
	put(t, s, b)
	changed("another text")
	if now, err := s.Latest(ctx); err != nil || now != last {
		t.Errorf("nothing has changed: %+v %v", now, err)
	}
}

func allOrNothing(t *testing.T, d Driver) {
	s := d.New(t)
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	a := entry(doc("a", "valley.example", "One", "Ana Duarte", "Yes."), "url 1")
	if _, err := s.Put(cancelled, []news.Entry{a}, nil); err == nil {
		t.Error("a cancelled Put reports success")
	}
	if got := idsOf(records(t, s, news.ArticleFilter{})); got != "" {
		t.Errorf("a cancelled Put left %q", got)
	}
	sound(t, s)
}

// twoWriters adds the same articles from two sides at the same time.
func twoWriters(t *testing.T, d Driver) {
	one := d.New(t)
	two := d.Again(t, one)
	const n, size = 20, 5
	var wg sync.WaitGroup
	added := make([]int, 2)
	for side, s := range []news.Store{one, two} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < n; i += size {
				var batch []news.Entry
				for k := i; k < i+size; k++ {
					batch = append(batch, entry(doc(fmt.Sprint("a", k), "valley.example", fmt.Sprint("Report ", k), "Ana Duarte", "Yes."), fmt.Sprint("url ", k)))
				}
				o, err := s.Put(ctx, batch, nil)
				if err != nil {
					t.Error(err)
					return
				}
				for _, one := range o {
					if one.Fate == news.Added {
						added[side]++
					}
				}
			}
		}()
	}
	wg.Wait()
	if added[0]+added[1] != n || len(records(t, one, news.ArticleFilter{})) != n {
		t.Errorf("two writers added %d and %d of %d articles", added[0], added[1], n)
	}
	sound(t, two)
}

func backup(t *testing.T, d Driver) {
	s := d.New(t)
	put(t, s, entry(doc("a", "valley.example", "One", "Ana Duarte", "Yes."), "url 1"))
	file := filepath.Join(t.TempDir(), "copy")
	if err := s.Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, file); err == nil {
		t.Error("a backup was written over another")
	}
}
