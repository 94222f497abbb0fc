package pages

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"parallax/desk"
	"parallax/news"
	"parallax/report"
)

// What an editor decides about stories: as the commands merge, split and move.

type orderPage struct {
	Story     int
	Headline  string
	Articles  []member
	Near      []frontCard // stories that this one may belong with
	Decisions []decided
}

type member struct {
	ID, Title, Outlet, Why string
	Record                 news.Record
	Decided                bool
}

type decided struct {
	news.Decision
	Text string
}

func (p *Pages) order(w http.ResponseWriter, r *http.Request) error {
	n, err := storyNumber(r.PathValue("story"))
	if err != nil {
		return err
	}
	if !p.opts.Who(r.Context()).Editor {
		return errForbidden
	}
	page := orderPage{Story: n}
	for record, err := range p.store().Articles(r.Context(), news.ArticleFilter{Story: n}) {
		if err != nil {
			return err
		}
		page.Articles = append(page.Articles, member{record.ID, titleOf(record.Title), report.Plain(record.PublisherName()), report.Plain(record.Why), record, record.Decided})
	}
	if len(page.Articles) == 0 {
		return news.ErrNotFound
	}
	page.Headline = page.Articles[0].Title
	if g, err := p.desk.Digest(r.Context(), n); err == nil && g != nil {
		page.Headline = titleOf(g.Headline)
		// Stories in which the same names stand are the ones to merge with.
		for i := 0; i < min(2, len(g.Names)) && len(page.Near) < 6; i++ {
			var f desk.Filter
			f.Names, f.Limit = []string{g.Names[i]}, 8
			cards, _, err := p.desk.Stories(r.Context(), f)
			if err != nil {
				return err
			}
			for _, c := range cards {
				near := c.Story != n
				for _, other := range page.Near {
					near = near && other.Story != c.Story
				}
				if near && len(page.Near) < 6 {
					page.Near = append(page.Near, newCard(c, c.Last))
				}
			}
		}
	}
	all, err := p.store().Decisions(r.Context(), 0)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.To == n || slices.ContainsFunc(page.Articles, func(m member) bool { return slices.Contains(d.Articles, m.ID) }) {
			page.Decisions = append(page.Decisions, decided{d, report.Plain(fmt.Sprintf("%s: %s", d.Verb, strings.Join(d.Articles, ", ")))})
		}
	}
	return p.render(w, r, http.StatusOK, "order", frame{Title: "Order: " + page.Headline, Here: "/", Page: page})
}

func (p *Pages) merge(w http.ResponseWriter, r *http.Request) error {
	n, err := p.orderForm(w, r)
	if err != nil {
		return err
	}
	d := news.Decision{Verb: "merge", To: n}
	for _, field := range r.PostForm["with"] {
		for _, text := range strings.Fields(field) {
			other, err := storyNumber(text)
			if err != nil {
				return wrong("A story is named by its number, as s12.")
			}
			if other == n {
				return wrong("A story cannot be merged with itself.")
			}
			d.Stories = append(d.Stories, other)
		}
	}
	if len(d.Stories) == 0 {
		return wrong("Choose a story to merge with.")
	}
	return p.decide(w, r, d, append(d.Stories, n))
}

func (p *Pages) split(w http.ResponseWriter, r *http.Request) error {
	n, err := p.orderForm(w, r)
	if err != nil {
		return err
	}
	return p.decide(w, r, news.Decision{Verb: "split", Articles: r.PostForm["article"]}, []int{n})
}

func (p *Pages) move(w http.ResponseWriter, r *http.Request) error {
	n, err := p.orderForm(w, r)
	if err != nil {
		return err
	}
	to, err := storyNumber(strings.TrimSpace(r.PostFormValue("to")))
	if err != nil {
		return wrong("A story is named by its number, as s12.")
	}
	return p.decide(w, r, news.Decision{Verb: "move", Articles: r.PostForm["article"], To: to}, []int{n, to})
}

func (p *Pages) orderForm(w http.ResponseWriter, r *http.Request) (int, error) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		return 0, wrong("The form could not be read.")
	}
	return storyNumber(r.PathValue("story"))
}

// decide carries out a decision and shows the story that it made.
func (p *Pages) decide(w http.ResponseWriter, r *http.Request, d news.Decision, stories []int) error {
	if d.Verb != "merge" && len(d.Articles) == 0 {
		return wrong("Choose the articles first.")
	}
	d.Note, d.At = bounded(r.PostFormValue("note")), p.desk.Now()
	d, err := p.store().Decide(r.Context(), d)
	if err != nil {
		return err
	}
	p.shelf.changed(append(stories, d.To)...)
	http.Redirect(w, r, fmt.Sprintf("/story/%d", d.To), http.StatusSeeOther)
	return nil
}
