package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"parallax/desk"
	"parallax/library"
	"parallax/report"
)

// pageCards is how many stories the front shows at once: what fits a page that is readable when
// its first packets have come.
const pageCards = 30

type frontPage struct {
	Cards            []frontCard
	Total            int
	Form             frontForm
	Filtered         bool
	Seen             time.Time // end of the last visit, zero on the first one
	Previous, Next   string    // addresses
	From, To, Behind int
}

// A frontForm is the filter as it was typed.
type frontForm struct {
	Words, Name, Outlet, After, Before string
	Disputed, New, Several             bool
}

type frontCard struct {
	Story     int
	Headline  string
	Reports   string // "14 outlets, 3 origins"
	First     time.Time
	Last      time.Time
	Coverage  []int
	Conflicts int
	Updates   int
	Sharpest  *difference
	New       bool
	Decided   bool
}

type difference struct {
	What    string
	Verdict string // class
	Word    string
	Values  []answer
	More    int
}

type answer struct {
	Text, Who string
	Reports   int
}

func (p *Pages) front(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	form := frontForm{Words: q.Get("words"), Name: q.Get("name"), Outlet: q.Get("outlet"), After: q.Get("after"), Before: q.Get("before"),
		Disputed: q.Has("disputed"), New: q.Has("new"), Several: q.Has("several")}
	seen := p.visit(w, r)
	f := desk.Filter{Disputed: form.Disputed}
	f.Words, f.Outlet = bounded(form.Words), bounded(form.Outlet)
	if form.Name != "" {
		f.Names = []string{bounded(form.Name)}
	}
	for text, to := range map[string]*time.Time{form.After: &f.After, form.Before: &f.Before} {
		if text != "" {
			var err error
			if *to, err = library.ParseTime(text); err != nil {
				return wrong("A date is written as 2026-05-12.")
			}
		}
	}
	if form.New {
		f.Since = seen
	}
	if form.Several {
		f.Least = 2
	}
	f.Offset, _ = strconv.Atoi(q.Get("from"))
	f.Offset = min(max(f.Offset, 0), 1<<20)
	f.Limit = pageCards
	cards, total, err := p.desk.Stories(r.Context(), f)
	if err != nil {
		return err
	}
	page := frontPage{Total: total, Form: form, Filtered: form != frontForm{}, Seen: seen, From: f.Offset + 1, To: f.Offset + len(cards)}
	for _, c := range cards {
		page.Cards = append(page.Cards, newCard(c, seen))
	}
	turn := func(from int) string {
		q.Set("from", strconv.Itoa(from))
		return "/?" + q.Encode()
	}
	if f.Offset > 0 {
		page.Previous = turn(max(f.Offset-pageCards, 0))
	}
	if f.Offset+len(cards) < total {
		page.Next = turn(f.Offset + pageCards)
	}
	return p.render(w, r, http.StatusOK, "front", frame{Title: "Stories", Here: "/", Page: page})
}

// bounded keeps a question short enough to be asked.
func bounded(s string) string {
	const most = 300 // characters
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return strings.ToValidUTF8(s, "")
}

func newCard(c desk.Card, seen time.Time) frontCard {
	out := frontCard{Story: c.Story, Headline: clip(report.Plain(c.Title), 220), First: c.First, Last: c.Last, Decided: c.Decided,
		New: !seen.IsZero() && c.Changed.After(seen)}
	outlets, origins := c.Outlets, c.Origins
	if g := c.Digest; g != nil {
		out.Headline = clip(report.Plain(g.Headline), 220)
		if c.Articles > 1 {
			out.Coverage = g.Coverage
		}
		out.Conflicts, out.Updates = g.Conflicts, g.Updates
		if g.Origins > 0 {
			origins = g.Origins
		}
		if d := g.Sharpest; d != nil {
			out.Sharpest = newDifference(d)
		}
	}
	switch {
	case c.Articles == 1:
		out.Reports = "1 report"
	case outlets <= 1, outlets < origins: // of some reports nobody knows who published them
		out.Reports = fmt.Sprintf("%s, %s", count(c.Articles, "report"), count(origins, "origin"))
	default:
		out.Reports = fmt.Sprintf("%s, %s", count(outlets, "outlet"), count(origins, "origin"))
	}
	return out
}

// newDifference is one line: the answers that most reports give first come first.
func newDifference(d *desk.Difference) *difference {
	const most = 3
	out := &difference{What: clip(report.Plain(d.What), 90), Verdict: string(d.Verdict), Word: report.VerdictWord(d.Verdict)}
	for _, v := range d.Values {
		same := false
		for i := range out.Values {
			if out.Values[i].Text == report.Plain(v.Text) {
				out.Values[i].Reports += len(v.Articles)
				same = true
			}
		}
		if !same {
			out.Values = append(out.Values, answer{clip(report.Plain(v.Text), 60), clip(report.Plain(v.Who), 40), len(v.Articles)})
		}
	}
	if len(out.Values) > most {
		out.More = len(out.Values) - most
		out.Values = out.Values[:most]
	}
	return out
}

func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most-1]), " ") + "…"
	}
	return s
}

// A visit ends with half an hour without a page.
const visitPause = 30 * time.Minute

// visit notes that somebody is here and returns when the last visit ended. The cookie holds two
// times: the end of the last visit and the last page of this one.
func (p *Pages) visit(w http.ResponseWriter, r *http.Request) time.Time {
	now := p.desk.Now()
	var before, last time.Time
	if c, err := r.Cookie("visit"); err == nil {
		a, b, _ := strings.Cut(c.Value, ".")
		before, last = unix(a), unix(b)
	}
	if last.After(now) {
		before, last = time.Time{}, time.Time{}
	}
	if !last.IsZero() && now.Sub(last) > visitPause {
		before = last
	}
	if now.Sub(last) > time.Minute { // often enough
		value := fmt.Sprintf("%d.%d", max(before.Unix(), 0), now.Unix())
		http.SetCookie(w, &http.Cookie{Name: "visit", Value: url.QueryEscape(value), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: 365 * 24 * 3600})
	}
	return before
}

func unix(s string) time.Time {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
