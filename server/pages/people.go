package pages

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"parallax/news"
	"parallax/report"
)

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
	if latest := p.desk.Latest(); t.all == nil || t.latest != latest {
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
