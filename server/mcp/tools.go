package mcp

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"parallax/desk"
	"parallax/held"
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

func (s *Server) tools() {
	tool(s, "find_stories", "Find stories",
		"Lists stories of the library, those first that many outlets tell independently and that are recent; each with the sharpest difference between its reports.", s.findStories)
	tool(s, "read_story", "Read a story's differences",
		"Compares all reports of one story: differences first (conflicts, updates, altered quotes, wording), then what is agreed, what one origin has alone, and a brief. Every line has its source words and article ids.", s.readStory)
	tool(s, "compare_texts", "Compare given texts",
		"Compares texts that are given, as reports of one event, in the same way. Nothing is kept.", s.compareTexts)
	tool(s, "quotes_of_speaker", "List what somebody is quoted with", "The newest first: very words and paraphrases, with the articles that have them.", s.quotes)
	tool(s, "verify_sentence", "Verify a sentence against the sources",
		"Says which articles hold a sentence (its names, figures and statement), which contradict it and which have a part, with the exact words. Name a story to look only there.", s.verify)
	tool(s, "search_articles", "Search articles", "Finds articles that have all words of the query, the best first.", s.search)
	tool(s, "read_article", "Read an article", "Returns an article's text, or a stretch of it.", s.readArticle)
}

type storyQuery struct {
	Query    string   `json:"query,omitempty" jsonschema:"words that an article of the story has"`
	Names    []string `json:"names,omitempty" jsonschema:"persons, organisations or places that it names"`
	Outlet   string   `json:"outlet,omitempty" jsonschema:"domain of an outlet that reports it"`
	After    string   `json:"after,omitempty" jsonschema:"published at or after: a day, month, year or RFC 3339 time"`
	Before   string   `json:"before,omitempty" jsonschema:"published before"`
	Disputed bool     `json:"disputed,omitempty" jsonschema:"only stories whose reports differ"`
	Least    int      `json:"least,omitempty" jsonschema:"articles at least"`
	Limit    int      `json:"limit,omitempty" jsonschema:"how many at most, 1 to 50; 10 when not given"`
}

// A Story is a story in a list.
type Story struct {
	Story     string      `json:"story"`
	Headline  string      `json:"headline"`
	Articles  int         `json:"articles"`
	Outlets   int         `json:"outlets"`
	Origins   int         `json:"origins"`
	First     string      `json:"first"`
	Last      string      `json:"last"`
	Conflicts int         `json:"conflicts"`
	Updates   int         `json:"updates"`
	Sharpest  *Difference `json:"sharpest,omitempty"`
}

type storyList struct {
	Total   int     `json:"total"`
	Stories []Story `json:"stories"`
}

func (s *Server) findStories(ctx context.Context, in storyQuery) (out storyList, text string, err error) {
	f := desk.Filter{Disputed: in.Disputed, StoryFilter: news.StoryFilter{Words: in.Query, Names: in.Names, Outlet: in.Outlet, Least: in.Least, Limit: within(in.Limit, 10, 50)}}
	if f.After, f.Before, err = times(in.After, in.Before); err != nil {
		return out, "", err
	}
	if err := s.opts.Desk.Refresh(ctx); err != nil {
		return out, "", err
	}
	cards, total, err := s.opts.Desk.Stories(ctx, f)
	if err != nil {
		return out, "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d stories match.\n", total)
	out = storyList{total, []Story{}}
	for _, c := range cards {
		one := Story{Story: library.StoryName(c.Story), Headline: c.Title, Articles: c.Articles, Outlets: c.Outlets, Origins: c.Origins,
			First: c.First.Format(time.RFC3339), Last: c.Last.Format(time.RFC3339)}
		if g := c.Digest; g != nil {
			one.Headline, one.Origins, one.Conflicts, one.Updates = g.Headline, g.Origins, g.Conflicts, g.Updates
			if d := g.Sharpest; d != nil {
				one.Sharpest = &Difference{What: d.What, Verdict: string(d.Verdict), Why: d.Why, Versions: []Version{}}
				for _, v := range d.Values {
					w := Place{Words: v.Words, Sentence: v.Words, Start: v.Start, End: v.Start + len(v.Words)}
					if len(v.Articles) > 0 {
						w.Article = v.Articles[0]
					}
					one.Sharpest.Versions = append(one.Sharpest.Versions, Version{Place: w, Says: v.Text, ClaimedBy: v.Who, AsOf: v.AsOf})
				}
			}
		}
		out.Stories = append(out.Stories, one)
		fmt.Fprintf(&b, "%s: “%s” (%d articles, %d origins, last %s)\n", one.Story, line(one.Headline), one.Articles, one.Origins, one.Last[:10])
		if one.Sharpest != nil {
			fmt.Fprintf(&b, "  %s: %s\n", one.Sharpest.Verdict, line(one.Sharpest.Why))
		}
	}
	return out, b.String(), nil
}

type storyInput struct {
	Story string `json:"story" jsonschema:"as find_stories calls it: s12"`
}

func (s *Server) readStory(ctx context.Context, in storyInput) (out Told, text string, err error) {
	number, err := library.ParseStory(in.Story)
	if err != nil {
		return out, "", err
	}
	done, err := s.turn(ctx)
	if err != nil {
		return out, "", err
	}
	defer done()
	t, err := s.opts.Desk.Library().Story(ctx, number)
	if err != nil {
		return out, "", err
	}
	out = tell(library.StoryName(t.Story), t.Report)
	return out, out.text(), nil
}

type textsInput struct {
	Texts []givenText `json:"texts" jsonschema:"two or more reports of one event"`
}

type givenText struct {
	ID        string `json:"id,omitempty" jsonschema:"what the answer calls it"`
	Text      string `json:"text"`
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty" jsonschema:"who published it"`
	Published string `json:"published,omitempty" jsonschema:"when: RFC 3339 time or day"`
}

func (s *Server) compareTexts(ctx context.Context, in textsInput) (out Told, text string, err error) {
	const most, mostBytes = 30, 1 << 20
	if len(in.Texts) == 0 || len(in.Texts) > most {
		return out, "", fmt.Errorf("give 1 to %d texts", most)
	}
	var articles []news.Article
	size, seen := 0, map[string]bool{}
	for i, t := range in.Texts {
		if strings.TrimSpace(t.Text) == "" {
			return out, "", fmt.Errorf("text %d is empty", i+1)
		}
		a := news.Article{ID: cmp.Or(t.ID, fmt.Sprint("text-", i+1)), Title: t.Title, Publisher: t.Outlet, Text: strings.ToValidUTF8(t.Text, "�")}
		if seen[a.ID] {
			return out, "", fmt.Errorf("two texts are called %q", a.ID)
		}
		seen[a.ID] = true
		if t.Published != "" {
			at, err := library.ParseTime(t.Published)
			if err != nil {
				return out, "", err
			}
			a.Published = news.Published{At: at.Format(time.RFC3339), From: news.FromMetadata}
			if len(t.Published) == len(time.DateOnly) {
				a.Published.At = t.Published
			}
		}
		if size += len(a.Text); size > mostBytes {
			return out, "", fmt.Errorf("the texts may have %d bytes together", mostBytes)
		}
		articles = append(articles, a)
	}
	done, err := s.turn(ctx)
	if err != nil {
		return out, "", err
	}
	defer done()
	r, err := s.opts.Parallax.Compare(ctx, func(yield func(news.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	})
	if err != nil {
		return out, "", err
	}
	out = tell("", r)
	return out, out.text(), nil
}

type quotesInput struct {
	Speaker string `json:"speaker" jsonschema:"words of the name"`
	Words   string `json:"words,omitempty" jsonschema:"words that were said"`
	Direct  bool   `json:"direct,omitempty" jsonschema:"only with words in quotation marks"`
	After   string `json:"after,omitempty" jsonschema:"published at or after: a day, month, year or RFC 3339 time"`
	Before  string `json:"before,omitempty" jsonschema:"published before"`
	Limit   int    `json:"limit,omitempty" jsonschema:"how many at most, 1 to 100; 20 when not given"`
}

// A Quote is a statement, where it stands.
type Quote struct {
	Speaker   string `json:"speaker"`
	Kind      string `json:"kind" jsonschema:"direct, indirect or mixed"`
	Article   string `json:"article"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Start     int    `json:"start" jsonschema:"byte offset in the article's text"`
	End       int    `json:"end"`
	Words     string `json:"words"`
}

type quoteList struct {
	Quotes []Quote `json:"quotes"`
}

func (s *Server) quotes(ctx context.Context, in quotesInput) (out quoteList, text string, err error) {
	if strings.TrimSpace(in.Speaker) == "" {
		return out, "", fmt.Errorf("name a speaker")
	}
	f := news.QuoteFilter{Speaker: in.Speaker, Words: in.Words, DirectOnly: in.Direct, Limit: within(in.Limit, 20, 100)}
	if f.After, f.Before, err = times(in.After, in.Before); err != nil {
		return out, "", err
	}
	var b strings.Builder
	out.Quotes = []Quote{}
	for q, err := range s.opts.Desk.Library().Store().Quotes(ctx, f) {
		if err != nil {
			return out, "", err
		}
		out.Quotes = append(out.Quotes, Quote{q.Speaker, string(q.Kind), q.Article, q.Outlet, q.At.Format(time.RFC3339), q.Start, q.End, q.Text})
		fmt.Fprintf(&b, "%s (%s, %s, %s [%s]): “%s”\n", line(q.Speaker), q.Kind, q.At.Format(time.DateOnly), line(q.Outlet), line(q.Article), line(q.Text))
	}
	if len(out.Quotes) == 0 {
		b.WriteString("Nothing was found.\n")
	}
	return out, b.String(), nil
}

type sentenceInput struct {
	Sentence string `json:"sentence" jsonschema:"one statement, with its names and figures"`
	Story    string `json:"story,omitempty" jsonschema:"look only in this story: s12"`
}

func (s *Server) verify(ctx context.Context, in sentenceInput) (out held.Result, text string, err error) {
	story := 0
	if in.Story != "" {
		if story, err = library.ParseStory(in.Story); err != nil {
			return out, "", err
		}
	}
	done, err := s.turn(ctx)
	if err != nil {
		return out, "", err
	}
	defer done()
	if out, err = held.Ask(ctx, s.opts.Desk.Library(), s.opts.Parallax, in.Sentence, story); err != nil {
		return out, "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", strings.ToUpper(string(out.Verdict)), out.Why)
	for _, part := range []struct {
		title   string
		sources []held.Source
	}{{"Held by", out.Holds}, {"Contradicted by", out.Contradicts}, {"In part in", out.Partly}} {
		for i, source := range part.sources {
			const most = 8
			if i == most {
				fmt.Fprintf(&b, "... and %d more in the data.\n", len(part.sources)-i)
				break
			}
			fmt.Fprintf(&b, "%s %s [%s], %s %s\n", part.title, line(cmp.Or(source.Outlet, "no outlet")), line(source.Article), line(source.Published), line(source.Why))
			for _, span := range source.Spans {
				fmt.Fprintf(&b, "  bytes %d to %d: “%s”\n", span.Start, span.End, line(span.Text))
			}
		}
	}
	return out, b.String(), nil
}

type searchInput struct {
	Query  string `json:"query" jsonschema:"words, \"phrases\", -without, start*, name:, speaker:, outlet:, after:, before:"`
	Newest bool   `json:"newest,omitempty" jsonschema:"the newest first, not the best"`
	Limit  int    `json:"limit,omitempty" jsonschema:"how many at most, 1 to 50; 10 when not given"`
}

// A Hit is an article that was found.
type Hit struct {
	Article   string `json:"article"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Story     string `json:"story,omitempty"`
	Snippet   string `json:"snippet"`
}

type hitList struct {
	Articles []Hit `json:"articles"`
}

func (s *Server) search(ctx context.Context, in searchInput) (out hitList, text string, err error) {
	q, err := library.ParseQuery(in.Query)
	if err != nil {
		return out, "", err
	}
	q.Newest, q.Limit = in.Newest, within(in.Limit, 10, 50)
	records, err := s.opts.Desk.Library().Store().Search(ctx, q)
	if err != nil {
		return out, "", err
	}
	var b strings.Builder
	out.Articles = []Hit{}
	for _, r := range records {
		h := Hit{Article: r.ID, Outlet: r.PublisherName(), Title: r.Title, Published: r.Published.At, URL: r.URL, Snippet: r.Snippet}
		if r.Story > 0 {
			h.Story = library.StoryName(r.Story)
		}
		out.Articles = append(out.Articles, h)
		fmt.Fprintf(&b, "[%s] %s, %s, story %s: “%s”\n  “%s”\n", line(r.ID), line(h.Outlet), line(h.Published), cmp.Or(h.Story, "none"), line(r.Title), line(r.Snippet))
	}
	if len(out.Articles) == 0 {
		b.WriteString("Nothing was found.\n")
	}
	return out, b.String(), nil
}

type articleInput struct {
	Article string `json:"article" jsonschema:"id of the article"`
	Start   int    `json:"start,omitempty" jsonschema:"byte offset to read from"`
}

// An Article is an article's text, or a stretch of it.
type Article struct {
	ID        string   `json:"id"`
	Outlet    string   `json:"outlet"`
	Title     string   `json:"title"`
	Byline    []string `json:"byline"`
	Published string   `json:"published"`
	URL       string   `json:"url"`
	Start     int      `json:"start" jsonschema:"where the stretch starts, in bytes"`
	End       int      `json:"end"`
	Length    int      `json:"length" jsonschema:"of the whole text, in bytes"`
	Text      string   `json:"text"`
	Notes     []string `json:"notes"`
}

func (s *Server) readArticle(ctx context.Context, in articleInput) (out Article, text string, err error) {
	docs, err := s.opts.Desk.Library().Docs(ctx, []string{in.Article})
	if err != nil {
		return out, "", err
	}
	d := docs[0]
	const most = 20000 // bytes
	start := min(max(in.Start, 0), len(d.Text))
	for start < len(d.Text) && !utf8.RuneStart(d.Text[start]) {
		start++
	}
	end := min(start+most, len(d.Text))
	for end < len(d.Text) && !utf8.RuneStart(d.Text[end]) {
		end--
	}
	out = Article{ID: d.ID, Outlet: d.PublisherName(), Title: d.Title, Byline: append([]string{}, d.Byline...), Published: d.Published.At, URL: report.SafeURL(d.URL),
		Start: start, End: end, Length: len(d.Text), Text: d.Text[start:end], Notes: append([]string{}, d.Notes...)}
	text = fmt.Sprintf("“%s”, %s, %s\n%s\n", line(d.Title), line(out.Outlet), line(out.Published), material(d.ID, out.Text))
	if end < len(d.Text) {
		text += fmt.Sprintf("The text goes on: ask again with start %d of %d.\n", end, len(d.Text))
	}
	return out, text, nil
}

// within bounds a number that was given, or takes the usual one.
func within(n, usual, most int) int {
	if n <= 0 {
		return usual
	}
	return min(n, most)
}

func times(after, before string) (a, b time.Time, err error) {
	if after != "" {
		if a, err = library.ParseTime(after); err != nil {
			return a, b, err
		}
	}
	if before != "" {
		b, err = library.ParseTime(before)
	}
	return a, b, err
}
