// Package held says which articles hold a sentence that somebody else has
// written, which hold it in part, and which say otherwise, each with the words
// that do.
package held

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/report"
	"parallax/text"
)

// A Result is what the sources have for a sentence. Lists are never nil.
type Result struct {
	Sentence    string   `json:"sentence"`
	Verdict     Verdict  `json:"verdict" enum:"held,disputed,contradicted,partly held,not found"`
	Why         string   `json:"why"`
	Origins     int      `json:"origins" doc:"how many independent origins hold it: copies of one text are one witness"`
	Names       []string `json:"names" doc:"of the sentence"`
	Figures     []string `json:"figures" doc:"of the sentence"`
	Holds       []Source `json:"holds" doc:"articles with all of it: names, figures, statement"`
	Contradicts []Source `json:"contradicts" doc:"articles that say otherwise of the same thing"`
	Partly      []Source `json:"partly" doc:"articles with some of it"`
}

// A Verdict sums a result up.
type Verdict string

// What the sources as a whole do with a sentence.
const (
	Held         Verdict = "held"
	Disputed     Verdict = "disputed" // some hold it, some contradict it
	Contradicted Verdict = "contradicted"
	PartlyHeld   Verdict = "partly held"
	NotFound     Verdict = "not found"
)

// A Source is an article and what it has for the sentence.
type Source struct {
	Article   string        `json:"article"`
	Outlet    string        `json:"outlet"`
	Title     string        `json:"title"`
	Published string        `json:"published"`
	Why       string        `json:"why"`
	Missing   []string      `json:"missing" doc:"what of the sentence does not stand in the words below"`
	Spans     []report.Span `json:"spans" doc:"sentences of the article, in its order"`
}

// ErrSentence says that there is nothing to look for.
var ErrSentence = errors.New("this is no sentence to look for: it has no names, figures or other telling words")

// Bounds of one question.
const (
	// MaxLength is how long a sentence may be, in bytes.
	MaxLength = 1000
	// candidates is how many articles are read for it.
	candidates = 24
)

// Ask looks for a sentence in the articles of a story, or, with story 0, in
// those of the library that have most of its words.
func Ask(ctx context.Context, l *library.Library, p *parallax.Parallax, sentence string, story int) (Result, error) {
	s, err := hear(ctx, p, sentence)
	if err != nil {
		return Result{}, err
	}
	var ids []string
	if story > 0 {
		_, records, err := l.Members(ctx, story)
		if err != nil {
			return Result{}, err
		}
		const most = 200 // articles: a larger story says what it says many times
		for _, r := range records[max(len(records)-most, 0):] {
			ids = append(ids, r.ID)
		}
	} else if ids, err = find(ctx, l.Store(), s); err != nil {
		return Result{}, err
	}
	docs, err := l.Docs(ctx, ids)
	if err != nil {
		return Result{}, err
	}
	return s.check(ctx, p, docs, story > 0)
}

// Check looks for a sentence in articles of one story.
func Check(ctx context.Context, p *parallax.Parallax, sentence string, docs []*news.Doc) (Result, error) {
	s, err := hear(ctx, p, sentence)
	if err != nil {
		return Result{}, err
	}
	return s.check(ctx, p, docs, true)
}

// A claim is the sentence, read as an article is.
type claim struct {
	doc     *news.Doc
	keys    []string        // of its telling words beside names and figures
	words   map[string]bool // all of them
	stems   map[string]bool // of those that tell something
	names   []string
	figures []news.Figure
	digits  []string // words with digits that are no figures
}

// asked is the ID that the sentence has beside the articles.
const asked = "\x00asked"

func hear(ctx context.Context, p *parallax.Parallax, sentence string) (*claim, error) {
	sentence = strings.Join(strings.Fields(strings.ToValidUTF8(sentence, "")), " ")
	if len(sentence) > MaxLength {
		return nil, fmt.Errorf("a sentence may have %d bytes", MaxLength)
	}
	s := &claim{words: wordsOf(sentence)}
	for d, err := range p.Analyze(ctx, one(news.Article{ID: asked, Text: sentence + "\n", Language: "en"})) {
		if err != nil {
			return nil, err
		}
		s.doc = d
	}
	if s.doc == nil {
		return nil, ctx.Err()
	}
	for _, f := range s.doc.Figures {
		// "Marlow and three people": the inner one is sure.
		outer := slices.ContainsFunc(s.doc.Figures, func(g news.Figure) bool { return g.Span != f.Span && f.Contains(g.Span) })
		if f.HasValue && !f.Implied && !outer {
			s.figures = append(s.figures, f)
		}
	}
	s.stems = map[string]bool{}
	for w := range s.words {
		if !text.IsStop(w) && !text.IsLimit(w) {
			s.stems[text.Stem(w)] = true
		}
	}
	for _, e := range s.doc.Entities {
		if !slices.Contains(s.names, e.Name) {
			s.names = append(s.names, e.Name)
		}
	}
	for _, t := range s.doc.Tokens {
		for _, w := range text.Words(s.doc.Slice(t.Span)) {
			if strings.ContainsAny(w, "0123456789") && !counted(s.doc, t.Span) {
				s.digits = append(s.digits, w)
			}
		}
	}
	whole := news.Span{End: len(s.doc.Text)}
	for _, k := range keysIn(s.doc, whole, true) {
		if !slices.Contains(s.keys, k) {
			s.keys = append(s.keys, k)
		}
	}
	if len(s.keys)+len(s.names)+len(s.figures) < 2 {
		return nil, ErrSentence
	}
	return s, nil
}

func one(a news.Article) func(func(news.Article, error) bool) {
	return func(yield func(news.Article, error) bool) { yield(a, nil) }
}

func wordsOf(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range text.Words(s) {
		out[w] = true
	}
	return out
}

// keysIn are the stems of the telling words in a span; without names and
// figures, which are matched by themselves, where the sentence is read.
func keysIn(d *news.Doc, s news.Span, bare bool) []string {
	var out []string
	first, end := d.TokensIn(s)
	for _, t := range d.Tokens[first:end] {
		word := strings.ToLower(d.Slice(t.Span))
		if t.POS == news.PUNCT || t.POS == news.SYM || text.IsStop(word) || text.IsLimit(word) || bare && (named(d, t.Span) || counted(d, t.Span)) {
			continue
		}
		out = append(out, text.Stem(cmp.Or(t.Lemma, word)))
	}
	return out
}

func named(d *news.Doc, s news.Span) bool {
	return slices.ContainsFunc(d.Entities, func(e news.Entity) bool { return e.Overlaps(s) })
}

func counted(d *news.Doc, s news.Span) bool {
	return slices.ContainsFunc(d.Figures, func(f news.Figure) bool { return f.Number.Overlaps(s) })
}

// find returns articles that have most of the sentence's words: all of them
// first, then fewer and fewer, the longest words last to go.
func find(ctx context.Context, store news.Store, s *claim) ([]string, error) {
	words := slices.Clone(s.keys)
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	var ids []string
	ask := func(q news.Query) error {
		q.Limit = candidates
		records, err := store.Search(ctx, q)
		for _, r := range records {
			if !slices.Contains(ids, r.ID) && len(ids) < candidates {
				ids = append(ids, r.ID)
			}
		}
		return err
	}
	for n := min(len(words), 6); n >= 0 && len(ids) < candidates; n-- {
		q := news.Query{Names: s.names}
		for _, w := range words[:n] {
			q.Words += w + "* "
		}
		if n == 0 && len(s.names) == 0 || n == 1 && len(s.names) == 0 && len(words) > 2 {
			break // one word alone finds everything
		}
		if err := ask(q); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// check reads every article for the sentence.
func (s *claim) check(ctx context.Context, p *parallax.Parallax, docs []*news.Doc, oneStory bool) (Result, error) {
	out := Result{Sentence: strings.TrimSpace(s.doc.Text), Names: append([]string{}, s.names...), Figures: []string{}, Holds: []Source{}, Contradicts: []Source{}, Partly: []Source{}}
	for _, f := range s.figures {
		out.Figures = append(out.Figures, s.doc.Slice(f.Span))
	}
	var holding []*news.Doc
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		source, verdict, err := s.weigh(ctx, p, d, oneStory)
		if err != nil {
			return out, err
		}
		switch verdict {
		case Held:
			out.Holds, holding = append(out.Holds, source), append(holding, d)
		case Contradicted:
			out.Contradicts = append(out.Contradicts, source)
		case PartlyHeld:
			out.Partly = append(out.Partly, source)
		}
	}
	slices.SortStableFunc(out.Partly, func(a, b Source) int { return len(a.Missing) - len(b.Missing) })
	if len(holding) > 0 {
		r, err := p.CompareDocs(ctx, holding)
		if err != nil {
			return out, err
		}
		out.Origins = len(r.Origins)
	}
	out.Verdict, out.Why = out.sum()
	return out, nil
}

func (r *Result) sum() (Verdict, string) {
	of := func(n int, one, more string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprint(n, " ", more)
	}
	against := of(len(r.Contradicts), "article says otherwise", "articles say otherwise")
	holds := of(len(r.Holds), "article holds it", "articles hold it") + " (" + of(r.Origins, "origin", "independent origins") + ")"
	switch {
	case len(r.Holds) > 0 && len(r.Contradicts) > 0:
		return Disputed, holds + "; " + against + "."
	case len(r.Holds) > 0:
		return Held, holds + "; none says otherwise."
	case len(r.Contradicts) > 0:
		return Contradicted, "No article holds it; " + against + "."
	case len(r.Partly) > 0:
		return PartlyHeld, "No article holds all of it; " + of(len(r.Partly), "article has a part", "articles have a part") + "."
	}
	return NotFound, "No article that was read has it. That does not make it wrong."
}
