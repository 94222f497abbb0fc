package pages

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
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
	cards, _, err := p.desk.Stories(r.Context(), f)
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
