package library

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parallax/news"
)

// A Told is a story with the articles that tell it, in the order of
// publication.
type Told struct {
	Story    int
	Articles []news.Record
	Report   *news.Report // of all of them
}

// Story compares the articles of a story as they are in the library now. A
// story that was merged into another is that other one.
func (l *Library) Story(ctx context.Context, story int) (*Told, error) {
	t := &Told{}
	var err error
	if t.Story, t.Articles, err = l.Members(ctx, story); err != nil {
		return nil, err
	}
	if len(t.Articles) >= largeStory {
		if t.Report, err = l.kept(ctx, t.Story, t.Articles); t.Report != nil || err != nil {
			return t, err
		}
	}
	if t.Report, err = l.compare(ctx, t.Articles); err == nil && len(t.Articles) >= largeStory {
		l.keep(ctx, t)
	}
	return t, err
}

// Members returns the articles of a story, in the order of publication. A story
// that was merged into another is that other one.
func (l *Library) Members(ctx context.Context, story int) (int, []news.Record, error) {
	for range 100 { // merges of merges; a circle would need somebody who splits between
		var all []news.Record
		for r, err := range l.store.Articles(ctx, news.ArticleFilter{Story: story}) {
			if err != nil {
				return 0, nil, err
			}
			all = append(all, r)
		}
		if len(all) > 0 {
			slices.SortStableFunc(all, func(a, b news.Record) int { return a.At.Compare(b.At) })
			return story, all, nil
		}
		decisions, err := l.store.Decisions(ctx, 0)
		if err != nil {
			return 0, nil, err
		}
		next := 0
		for _, d := range decisions {
			if slices.Contains(d.Stories, story) {
				next = d.To
			}
		}
		if next == 0 {
			break
		}
		story = next
	}
	return 0, nil, fmt.Errorf("story %d: %w", story, news.ErrNotFound)
}

// StoryName is how a story is called everywhere: s12.
func StoryName(story int) string { return "s" + strconv.Itoa(story) }

// ParseStory reads s12 or 12.
func ParseStory(name string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(name), "s"))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%.60q is no story: they are called s1, s2 and so on", name)
	}
	return n, nil
}

// docs loads articles with their findings.
func (l *Library) docs(ctx context.Context, records []news.Record) ([]*news.Doc, error) {
	ids := make([]string, len(records))
	for i, r := range records {
		ids[i] = r.ID
	}
	return l.Docs(ctx, ids)
}

// Docs loads articles with their findings, in the order of their IDs. Findings
// of another shape than this program's are found anew, so that an old library
// can be read at once.
func (l *Library) Docs(ctx context.Context, ids []string) ([]*news.Doc, error) {
	var docs []*news.Doc
	var old []string
	for d, err := range l.store.Docs(ctx, ids) {
		if err != nil {
			return nil, err
		}
		if len(d.Sentences) == 0 {
			old = append(old, d.ID)
		}
		docs = append(docs, d)
	}
	if len(old) == 0 {
		return docs, nil
	}
	for d, err := range l.parallax.Analyze(ctx, l.store.Sources(ctx, old)) {
		if err != nil {
			return nil, err
		}
		docs[slices.Index(ids, d.ID)] = d
	}
	return docs, nil
}

// A Change is what a story has now that it had not, or had otherwise, at an
// earlier time.
type Change struct {
	Section string     // report, edit, figure, claim, quote, event
	What    string     // in words of the sources
	Before  string     // verdict or words, "" when it is new
	After   string     // verdict or words
	Why     string     // one sentence, may be empty
	Cites   []news.Ref // into the present report; empty for words that are gone
	Edit    *Edited    // for an edit
}

// Edited is a stretch of an article's text that was otherwise before.
type Edited struct {
	Article  string
	Old, New string
	At       time.Time // when the new text arrived
}

// Since returns the story as it is and what has changed since a time.
func (l *Library) Since(ctx context.Context, story int, since time.Time) (*Told, []Change, error) {
	t, err := l.Story(ctx, story)
	if err != nil {
		return nil, nil, err
	}
	var out []Change
	for i, r := range t.Articles {
		if !r.Added.Before(since) {
			out = append(out, Change{Section: "report", What: r.Title, After: r.PublisherName(), Cites: []news.Ref{opening(t.Report, i)}})
			continue
		}
		if r.Changed.Before(since) || r.Revision == 1 {
			continue
		}
		revisions, err := l.store.Revisions(ctx, r.ID)
		if err != nil {
			return nil, nil, err
		}
		texts := make([]string, 0, len(revisions)+1)
		for _, v := range revisions {
			texts = append(texts, v.Text)
		}
		texts = append(texts, t.Report.Articles[i].Text)
		for k := standing(revisions, since); k < len(revisions); k++ {
			at := r.Changed
			if k+1 < len(revisions) {
				at = revisions[k+1].Seen
			}
			for _, e := range revisions[k].Edits {
				out = append(out, Change{Section: "edit", What: r.Title, Edit: &Edited{Article: r.ID, Old: texts[k][e.Old.Start:e.Old.End], New: texts[k+1][e.New.Start:e.New.End], At: at}})
			}
		}
	}
	old, err := l.at(ctx, t.Articles, since)
	if err != nil {
		return nil, nil, err
	}
	return t, append(out, differences(old.Report, t.Report)...), nil
}

// At returns the story as it was told at a time: the articles that had arrived
// before it, with the texts that they had then. Which articles belong to the
// story is as it is now. ErrNotFound when none had arrived.
func (l *Library) At(ctx context.Context, story int, at time.Time) (*Told, error) {
	story, records, err := l.Members(ctx, story)
	if err != nil {
		return nil, err
	}
	t, err := l.at(ctx, records, at)
	if err != nil {
		return nil, err
	}
	if len(t.Articles) == 0 {
		return nil, fmt.Errorf("story %d before %s: %w", story, at.UTC().Format(time.RFC3339), news.ErrNotFound)
	}
	t.Story = story
	return t, nil
}

// at compares articles as they stood before a time. Texts that have been
// edited since are analysed again.
func (l *Library) at(ctx context.Context, records []news.Record, at time.Time) (*Told, error) {
	t := &Told{Report: &news.Report{}}
	var same []news.Record
	var old []news.Article
	for _, r := range records {
		if !r.Added.Before(at) {
			continue
		}
		if r.Changed.Before(at) || r.Revision == 1 {
			t.Articles, same = append(t.Articles, r), append(same, r)
			continue
		}
		revisions, err := l.store.Revisions(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		was := standing(revisions, at)
		r.Revision, r.Changed = was+1, revisions[was].Seen
		t.Articles = append(t.Articles, r)
		a := r.Article
		a.Text = revisions[was].Text
		old = append(old, a)
	}
	if len(t.Articles) == 0 {
		return t, nil
	}
	docs, err := l.docs(ctx, same)
	if err != nil {
		return nil, err
	}
	for d, err := range l.parallax.Analyze(ctx, func(yield func(news.Article, error) bool) {
		for _, a := range old {
			if !yield(a, nil) {
				return
			}
		}
	}) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	slices.SortStableFunc(docs, func(a, b *news.Doc) int {
		place := func(d *news.Doc) int {
			return slices.IndexFunc(t.Articles, func(r news.Record) bool { return r.ID == d.ID })
		}
		return place(a) - place(b)
	})
	t.Report, err = l.parallax.CompareDocs(ctx, docs)
	return t, err
}

// standing is the index of the earlier text that stood there before a time.
func standing(revisions []news.Revision, at time.Time) int {
	was := 0
	for k, v := range revisions {
		if k > 0 && v.Seen.Before(at) {
			was = k
		}
	}
	return was
}

// opening is the first sentence of an article.
func opening(r *news.Report, doc int) news.Ref {
	d := r.Articles[doc]
	for _, s := range d.Sentences {
		if !d.InBoilerplate(s.Span) {
			return news.Ref{Doc: doc, Span: s.Span}
		}
	}
	return news.Ref{Doc: doc, Span: news.Span{Start: 0, End: len(d.Text)}}
}

// place is a span of an article, comparable over two reports.
type place struct {
	article string
	span    news.Span
}

func placesOf(r *news.Report, refs []news.Ref) []place {
	out := make([]place, len(refs))
	for i, ref := range refs {
		out[i] = place{r.Articles[ref.Doc].ID, ref.Span}
	}
	return out
}

// A finding is one line of a report, reduced to what can be compared.
type finding struct {
	section, what, verdict, why string
	refs                        []news.Ref
}

func findings(r *news.Report) (all []finding) {
	for _, g := range r.Figures {
		f := finding{section: "figure", what: g.What, verdict: string(g.Verdict), why: g.Why}
		for _, m := range g.Mentions {
			f.refs = append(f.refs, news.Ref{Doc: m.Doc, Span: m.Span})
		}
		all = append(all, f)
	}
	for _, g := range r.Claims {
		if g.Verdict == news.Single {
			continue // most sentences are: the new reports say so
		}
		f := finding{section: "claim", what: g.What, verdict: string(g.Verdict), why: g.Why}
		for _, s := range g.Support {
			f.refs = append(f.refs, s.Ref)
		}
		all = append(all, f)
	}
	for _, g := range r.Quotes {
		f := finding{section: "quote", what: g.Speaker, verdict: "as quoted", why: g.Why}
		if g.Altered {
			f.verdict = "altered"
		}
		for _, v := range g.Variants {
			f.refs = append(f.refs, v.Ref)
		}
		all = append(all, f)
	}
	for _, e := range r.Timeline {
		all = append(all, finding{section: "event", what: e.Text, verdict: e.Date, refs: e.Support})
	}
	return all
}

// differences compares two reports of one story. Findings that share a place
// are the same finding.
func differences(old, now *news.Report) (out []Change) {
	type key struct {
		section string
		place   place
	}
	before := map[key]*finding{}
	section := func(f *finding) string {
		if f.section == "event" { // a sentence may stand under two dates
			return f.section + f.verdict
		}
		return f.section
	}
	olds := findings(old)
	for i := range olds {
		for _, p := range placesOf(old, olds[i].refs) {
			before[key{section(&olds[i]), p}] = &olds[i]
		}
	}
	for _, f := range findings(now) {
		var was *finding
		for _, p := range placesOf(now, f.refs) {
			if was = before[key{section(&f), p}]; was != nil {
				break
			}
		}
		switch {
		case was == nil:
			out = append(out, Change{Section: f.section, What: f.what, After: f.verdict, Why: f.why, Cites: f.refs})
		case was.verdict != f.verdict:
			out = append(out, Change{Section: f.section, What: f.what, Before: was.verdict, After: f.verdict, Why: f.why, Cites: f.refs})
		}
	}
	return out
}
