package pages

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// Search shows twenty articles at a time, and the few best of the rest beside them.
const (
	pageHits    = 20
	mostHits    = 200 // as far as one can leaf
	sideResults = 5
)

type searchPage struct {
	Query    string
	Newest   bool
	Hits     []hit
	From, To int
	Previous string
	Next     string
	Stories  []frontCard
	Quotes   []speakerQuote
	Speaker  string
}

type hit struct {
	Record  news.Record
	Title   string
	Snippet []part
}

func (p *Pages) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	page := searchPage{Query: strings.TrimSpace(bounded(q.Get("q"))), Newest: q.Get("order") == "newest"}
	f := frame{Title: "Search", Here: "/search", Query: page.Query}
	if page.Query == "" {
		f.Page = page
		return p.render(w, r, http.StatusOK, "search", f)
	}
	f.Title = "Search: " + page.Query
	query, err := library.ParseQuery(page.Query)
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(q.Get("from"))
	from = min(max(from, 0), mostHits-pageHits)
	query.Newest, query.Limit = page.Newest, from+pageHits+1
	found, err := p.store().Search(r.Context(), query)
	if err != nil {
		return err
	}
	turn := func(from int) string {
		q.Set("from", strconv.Itoa(from))
		return "/search?" + q.Encode()
	}
	if from > 0 {
		page.Previous = turn(max(from-pageHits, 0))
	}
	if len(found) > from+pageHits {
		if from+pageHits < mostHits {
			page.Next = turn(from + pageHits)
		}
		found = found[:from+pageHits]
	}
	found = found[min(from, len(found)):]
	if err := p.placed(r, found); err != nil {
		return err
	}
	for _, record := range found {
		one := hit{Record: record, Title: titleOf(record.Title), Snippet: snippet(record)}
		if one.Title == "" {
			one.Title = record.ID
		}
		page.Hits = append(page.Hits, one)
	}
	page.From, page.To = from+1, from+len(found)
	if from == 0 {
		if page.Stories, err = p.storiesOf(r, found); err != nil {
			return err
		}
		page.Speaker = query.Words
		if len(query.Speakers) > 0 {
			page.Speaker = query.Speakers[0]
		}
		if len(strings.Fields(page.Speaker)) > 4 || strings.ContainsAny(page.Speaker, `"-*`) {
			page.Speaker = "" // no name
		}
		if page.Speaker != "" {
			if page.Quotes, err = p.saidBy(r.Context(), page.Speaker, query); err != nil {
				return err
			}
		}
	}
	f.Page = page
	return p.render(w, r, http.StatusOK, "search", f)
}

// saidPatience is how long a search waits for what somebody by that name said: of those who are
// quoted every day there is a page of its own, to which the search leads.
const saidPatience = 80 * time.Millisecond

func (p *Pages) saidBy(ctx context.Context, speaker string, q news.Query) ([]speakerQuote, error) {
	short, cancel := context.WithTimeout(ctx, saidPatience)
	defer cancel()
	var out []speakerQuote
	for s, err := range p.store().Quotes(short, news.QuoteFilter{Speaker: speaker, After: q.After, Before: q.Before, Limit: sideResults}) {
		if short.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if isCalled(s.Speaker, speaker) {
			out = append(out, newQuote(s))
		}
	}
	return out, nil
}

// isCalled reports whether a speaker goes by a name, and is not only described by its words:
// "Reyl" is what Tomas Reyl goes by, "ferry" is not what "the ferry's operator" goes by.
func isCalled(speaker, name string) bool {
	words := strings.Fields(speaker)
	first, _ := utf8.DecodeRuneInString(speaker)
	return len(words) <= len(strings.Fields(name))+1 && unicode.IsUpper(first)
}

// placed adds to articles which story they belong to.
func (p *Pages) placed(r *http.Request, found []news.Record) error {
	if len(found) == 0 {
		return nil
	}
	at := map[string]int{}
	var ids []string
	for i, record := range found {
		at[record.ID] = i
		ids = append(ids, record.ID)
	}
	for record, err := range p.store().Articles(r.Context(), news.ArticleFilter{IDs: ids}) {
		if err != nil {
			return err
		}
		found[at[record.ID]].Story = record.Story
	}
	return nil
}

// storiesOf returns a few stories of these articles, which others report too: no second search
// is made for them.
func (p *Pages) storiesOf(r *http.Request, found []news.Record) ([]frontCard, error) {
	var f desk.Filter
	f.Least, f.Limit = 2, sideResults
	for _, record := range found {
		if record.Story > 0 && !slices.Contains(f.StoryFilter.Stories, record.Story) {
			f.StoryFilter.Stories = append(f.StoryFilter.Stories, record.Story)
		}
	}
	if len(f.StoryFilter.Stories) == 0 {
		return nil, nil
	}
	cards, _, err := p.opts.Desk.Stories(r.Context(), f)
	if err != nil {
		return nil, err
	}
	var out []frontCard
	for _, c := range cards {
		out = append(out, newCard(c, time.Time{}))
	}
	return out, nil
}

// snippet marks the words of the query.
func snippet(r news.Record) []part {
	var out []part
	at := 0
	for _, h := range r.Hits {
		if h.Start < at || h.End > len(r.Snippet) {
			continue
		}
		if text := spaced(r.Snippet[at:h.Start]); text != "" {
			out = append(out, part{Text: text})
		}
		out = append(out, part{Text: report.Plain(r.Snippet[h.Start:h.End]), Marked: true})
		at = h.End
	}
	if text := spaced(r.Snippet[at:]); text != "" {
		out = append(out, part{Text: text})
	}
	return out
}

type speakerPage struct {
	Name   string
	Words  string
	Direct bool
	Quotes []speakerQuote
	Days   []daily
	More   bool
	Months barChart
	From   time.Time
	To     time.Time
}

// daily is what was said in the articles of one day.
type daily struct {
	Day    string
	Quotes []speakerQuote
}

type speakerQuote struct {
	Speaker, Text, Outlet string
	At                    time.Time
	Direct                bool
	Address               string
}

func newQuote(q news.StoredQuote) speakerQuote {
	return speakerQuote{report.Plain(q.Speaker), clip(report.Plain(q.Text), 600), report.Plain(q.Outlet), q.At, q.Kind == news.Direct, fmt.Sprintf("%s?at=%d#here", articlePath(q.Article), q.Start)}
}

// speaker lists all that somebody is quoted with, the newest first.
func (p *Pages) speaker(w http.ResponseWriter, r *http.Request) error {
	const most = 200
	q := r.URL.Query()
	page := speakerPage{Name: report.Plain(bounded(q.Get("name"))), Words: bounded(q.Get("words")), Direct: q.Has("direct")}
	f := frame{Title: "Who said what", Here: "/speaker"}
	if page.Name != "" {
		f.Title = "What " + page.Name + " said"
		counts := map[string]int{}
		for s, err := range p.store().Quotes(r.Context(), news.QuoteFilter{Speaker: page.Name, Words: page.Words, DirectOnly: page.Direct, Limit: most + 1}) {
			if err != nil {
				return err
			}
			if len(page.Quotes) == most {
				page.More = true
				break
			}
			one := newQuote(s)
			page.Quotes = append(page.Quotes, one)
			day := s.At.UTC().Format("2 January 2006")
			if n := len(page.Days); n == 0 || page.Days[n-1].Day != day {
				page.Days = append(page.Days, daily{Day: day})
			}
			last := &page.Days[len(page.Days)-1]
			last.Quotes = append(last.Quotes, one)
			counts[day]++
		}
		if n := len(page.Quotes); n > 0 {
			page.From, page.To = page.Quotes[n-1].At, page.Quotes[0].At
			if span := page.To.Sub(page.From); span > 0 {
				const steps = 24
				bars := make([]int, steps)
				for _, s := range page.Quotes {
					bars[min(int(s.At.Sub(page.From)*steps/(span+1)), steps-1)]++
				}
				page.Months = newBars(bars)
			}
		}
	}
	f.Page = page
	return p.render(w, r, http.StatusOK, "speaker", f)
}

// outletTable is the table of outlets as it was when the library last changed: it takes a pass
// over all articles.
type outletTable struct {
	mu     sync.Mutex
	latest news.Latest
	all    []news.OutletRecord
}

func (p *Pages) outletRecords(r *http.Request) ([]news.OutletRecord, error) {
	t := &p.table
	t.mu.Lock()
	defer t.mu.Unlock()
	if latest := p.opts.Desk.Latest(); t.all == nil || t.latest != latest {
		all, err := p.store().Outlets(r.Context())
		if err != nil {
			return nil, err
		}
		t.all, t.latest = all, latest
	}
	return t.all, nil
}

type outletsPage struct {
	Outlets []news.OutletRecord
	Total   int
	All     bool
}

func (p *Pages) outlets(w http.ResponseWriter, r *http.Request) error {
	const most = 100
	all, err := p.outletRecords(r)
	if err != nil {
		return err
	}
	page := outletsPage{Outlets: all, Total: len(all), All: r.URL.Query().Has("all")}
	if len(all) > most && !page.All {
		page.Outlets = all[:most]
	}
	return p.render(w, r, http.StatusOK, "outlets", frame{Title: "Outlets", Here: "/outlets", Page: page})
}

type outletPage struct {
	Outlet   news.OutletRecord
	Name     string
	Articles []hit
	Stories  []frontCard
}

func (p *Pages) outlet(w http.ResponseWriter, r *http.Request) error {
	all, err := p.outletRecords(r)
	if err != nil {
		return err
	}
	name := r.PathValue("name")
	page := outletPage{Name: report.Plain(name)}
	for _, o := range all {
		if o.Outlet == name {
			page.Outlet = o
		}
	}
	if page.Outlet.Outlet == "" {
		return news.ErrNotFound
	}
	records, err := p.store().Search(r.Context(), news.Query{Outlet: name, Newest: true, Limit: pageHits})
	if err != nil {
		return err
	}
	if err := p.placed(r, records); err != nil {
		return err
	}
	for _, record := range records {
		page.Articles = append(page.Articles, hit{Record: record, Title: titleOf(record.Title)})
	}
	if page.Stories, err = p.storiesOf(r, records); err != nil {
		return err
	}
	return p.render(w, r, http.StatusOK, "outlet", frame{Title: page.Name, Here: "/outlets", Page: page})
}
