package pages

import (
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

type storyPage struct {
	Story             int
	Headline, Summary string
	Body              template.HTML
	Short, Full       bool
	Coverage          []int
	First, Last       time.Time
	Permalink         string
	At                time.Time // the version that is shown, zero for the present one
	Seen              time.Time // end of the last visit, when something has come since
	Query             string    // of the export links
}

func (p *Pages) story(w http.ResponseWriter, r *http.Request) error {
	n, err := storyNumber(r.PathValue("story"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	switch {
	case q.Has("since"):
		return p.changes(w, r, n)
	case q.Has("at"), q.Has("all"):
		return p.version(w, r, n)
	}
	record, err := p.desk.Record(n)
	if err != nil || p.shelf.isStale(n) {
		to, _, err := p.library().Members(r.Context(), n)
		if err != nil {
			return err
		}
		if to != n {
			http.Redirect(w, r, fmt.Sprintf("/story/%d", to), http.StatusSeeOther)
			return nil
		}
	}
	l, err := p.leaf(r.Context(), n)
	if err != nil {
		return err
	}
	page := storyPage{Story: n, Headline: l.Headline, Summary: l.Summary, Body: l.Body, Short: l.Short, First: record.First, Last: record.Last}
	if g, err := p.desk.Digest(r.Context(), n); err == nil && g != nil && g.Articles > 1 {
		page.Coverage = g.Coverage
	}
	if !record.Changed.IsZero() {
		page.Permalink = versionPath(n, record.Changed.Add(time.Second))
		if seen := p.visit(w, r); !seen.IsZero() && record.Changed.After(seen) {
			page.Seen = seen
		}
	}
	return p.render(w, r, http.StatusOK, "story", frame{Title: page.Headline, Here: "/", Watched: fmt.Sprint(n), Page: page})
}

// versionPath is the address of a story as it stood before a moment.
func versionPath(story int, at time.Time) string {
	return fmt.Sprintf("/story/%d?at=%s", story, at.UTC().Format(time.RFC3339))
}

// version shows a story at another time, or without anything cut.
func (p *Pages) version(w http.ResponseWriter, r *http.Request, n int) error {
	done, err := p.turn(r.Context())
	if err != nil {
		return err
	}
	defer done()
	told, at, err := p.told(r, n)
	if err != nil {
		return err
	}
	full := r.URL.Query().Has("all")
	l, err := newLeaf(told, "", full)
	if err != nil {
		return err
	}
	page := storyPage{Story: told.Story, Headline: l.Headline, Summary: l.Summary, Body: l.Body, Short: l.Short, Full: full, At: at}
	if !at.IsZero() {
		page.Query = "&at=" + at.UTC().Format(time.RFC3339)
	}
	return p.render(w, r, http.StatusOK, "story", frame{Title: page.Headline, Here: "/", Page: page})
}

// told is the story that a request asks for: as it is, or at a time.
func (p *Pages) told(r *http.Request, n int) (*library.Told, time.Time, error) {
	text := r.URL.Query().Get("at")
	if text == "" {
		told, err := p.library().Story(r.Context(), n)
		return told, time.Time{}, err
	}
	at, err := library.ParseTime(text)
	if err != nil {
		return nil, at, wrong("A time is written as 2026-05-12T14:00.")
	}
	told, err := p.library().At(r.Context(), n, at)
	return told, at, err
}

type changesPage struct {
	Story    int
	Headline string
	Since    time.Time
	Sections []changedSection
}

type changedSection struct {
	Title   string
	Changes []changed
}

type changed struct {
	What, Before, After, Why string
	Article                  string // address
	Old, New                 string // of an edit
	Edit                     bool
	At                       time.Time
	Words                    []saying
}

type saying struct{ Who, Text, Address string }

// changes shows what a story has now that it had not at a time.
func (p *Pages) changes(w http.ResponseWriter, r *http.Request, n int) error {
	since, err := library.ParseTime(r.URL.Query().Get("since"))
	if err != nil {
		return wrong("A time is written as 2026-05-12T14:00.")
	}
	done, err := p.turn(r.Context())
	if err != nil {
		return err
	}
	defer done()
	told, all, err := p.library().Since(r.Context(), n, since)
	if err != nil {
		return err
	}
	page := changesPage{Story: told.Story, Headline: titleOf(told.Report.Story.Headline.Text), Since: since}
	titles := map[string]string{"report": "New reports", "edit": "Texts that were edited", "figure": "Figures", "claim": "Statements", "quote": "Quotes", "event": "Timeline"}
	for _, c := range all {
		one := changed{What: report.Plain(c.What), Before: report.Plain(c.Before), After: report.Plain(c.After), Why: report.Plain(c.Why)}
		if c.Edit != nil {
			one.Edit, one.Article, one.Old, one.New, one.At = true, articlePath(c.Edit.Article), report.Plain(c.Edit.Old), report.Plain(c.Edit.New), c.Edit.At
		}
		for i, ref := range c.Cites {
			if i == 6 {
				break
			}
			d := told.Report.Articles[ref.Doc]
			one.Words = append(one.Words, saying{report.Plain(told.Report.Label(ref.Doc)), clip(report.Plain(d.Slice(ref.Span)), 300), fmt.Sprintf("%s?at=%d#here", articlePath(d.ID), ref.Start)})
		}
		if k := len(page.Sections); k == 0 || page.Sections[k-1].Title != titles[c.Section] {
			page.Sections = append(page.Sections, changedSection{Title: titles[c.Section]})
		}
		last := &page.Sections[len(page.Sections)-1]
		last.Changes = append(last.Changes, one)
	}
	return p.render(w, r, http.StatusOK, "changes", frame{Title: "Changes: " + page.Headline, Here: "/", Page: page})
}

var exports = map[string]struct {
	contentType, suffix string
	write               func(io.Writer, *news.Report) error
}{
	"html": {"text/html; charset=utf-8", "html", report.WriteHTML},
	"json": {"application/json", "json", report.WriteJSON},
	"md":   {"text/markdown; charset=utf-8", "md", report.WriteMarkdown},
	"text": {"text/plain; charset=utf-8", "txt", func(w io.Writer, r *news.Report) error {
		var b strings.Builder
		if err := report.WriteText(&b, r, report.TextOptions{Width: 100, Full: true}); err != nil {
			return err
		}
		_, err := io.WriteString(w, ansi.Strip(b.String()))
		return err
	}},
}

// export sends the report as a file, as "parallax story" writes it.
func (p *Pages) export(w http.ResponseWriter, r *http.Request) error {
	n, err := storyNumber(r.PathValue("story"))
	if err != nil {
		return err
	}
	format, ok := exports[r.URL.Query().Get("format")]
	if !ok {
		return wrong("Formats are html, md, json and text.")
	}
	done, err := p.turn(r.Context())
	if err != nil {
		return err
	}
	defer done()
	told, _, err := p.told(r, n)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := format.write(&b, told.Report); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", format.contentType)
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="story-%d.%s"`, told.Story, format.suffix))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-cache")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return errGone
	}
	return nil
}
