package held

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parallax"
	"parallax/news"
	"parallax/report"
	"parallax/text"
)

// Shares of a sentence's telling words, beside names and figures. Tuned on
// sentences that were written for it and on those of training stories: below
// wholly, "the pier was closed" is taken for "the harbour was closed"; below
// partly, any sentence of the same story has something in common; below akin,
// the customers of one company stand against those of another.
const (
	wholly = 0.8
	partly = 0.5
	akin   = 1.0 / 3
)

// weigh reads one article for the sentence.
func (s *claim) weigh(ctx context.Context, p *parallax.Parallax, d *news.Doc, oneStory bool) (Source, Verdict, error) {
	out := Source{Article: d.ID, Outlet: d.PublisherName(), Title: d.Title, Published: d.Published.At, Missing: []string{}, Spans: []report.Span{}}
	best, covered := s.nearest(d)
	missingNames := s.missingNames(d)
	// Another figure for the same thing: only where the article is surely about
	// the same event.
	rivals := len(missingNames) == 0 && (oneStory || len(s.names) > 0) && s.hasRival(d)
	near := len(best) > 0 && (len(s.keys) == 0 || covered >= partly)
	if !near && !rivals {
		return out, NotFound, nil // most articles are: nothing is compared for them
	}
	r, err := s.compare(ctx, p, d)
	if err != nil {
		return out, NotFound, err
	}
	if rivals {
		if m, mine, why := s.otherFigure(r); why != "" {
			out.Why = why
			out.Spans = spansOf(d, sentencesOf(d, m))
			out.Missing = append(out.Missing, mine)
			return out, Contradicted, nil
		}
	}
	if !near {
		return out, NotFound, nil
	}

	figures, missingFigures := s.figuresIn(r, d, best)
	best = together(append(best, figures...))
	out.Spans = spansOf(d, best)
	missingFigures = append(missingFigures, s.missingDigits(d, best)...)
	out.Missing = append(out.Missing, slices.Concat(missingNames, missingFigures, s.missingKeys(d, best))...)
	denied, guarded := s.limits(d, best)
	all := covered >= wholly && len(missingNames)+len(missingFigures) == 0
	switch {
	case all && denied != "":
		out.Why = denied
		return out, Contradicted, nil
	case all && guarded == "":
		out.Why = "Its names, figures and statement stand in these words."
		return out, Held, nil
	case all:
		out.Why = guarded
		return out, PartlyHeld, nil
	case len(s.names) == 0 || len(missingNames) < len(s.names):
		out.Why = "Not in these words: " + strings.Join(out.Missing, ", ") + "."
		return out, PartlyHeld, nil
	}
	return out, NotFound, nil
}

// nearest returns the sentence with most of the telling words, and another one
// when it adds to it, and the share that they have.
func (s *claim) nearest(d *news.Doc) (best []news.Span, covered float64) {
	has := make([]map[string]bool, len(d.Sentences))
	value := func(found map[string]bool) (n int) {
		for _, k := range s.keys {
			if found[k] {
				n++
			}
		}
		return n
	}
	first, most := -1, 0
	for i, sentence := range d.Sentences {
		if d.InBoilerplate(sentence.Span) {
			continue
		}
		has[i] = map[string]bool{}
		for _, k := range keysIn(d, sentence.Span, false) {
			has[i][k] = true
		}
		// Names break ties: "he said" and "Duarte said" are one key apart.
		n := 2 * value(has[i])
		words := wordsOf(d.Slice(sentence.Span))
		for _, name := range s.names {
			if words[lastWord(name)] {
				n++
			}
		}
		if n > most {
			first, most = i, n
		}
	}
	if first < 0 {
		return nil, 0
	}
	best = []news.Span{d.Sentences[first].Span}
	found := has[first]
	if n := value(found); n < len(s.keys) {
		second, more := -1, n
		for i := range has {
			if i == first || has[i] == nil || i < first-2 || i > first+2 { // a statement runs over neighbours at most
				continue
			}
			both := 0
			for _, k := range s.keys {
				if found[k] || has[i][k] {
					both++
				}
			}
			if both > more {
				second, more = i, both
			}
		}
		if second >= 0 {
			best = append(best, d.Sentences[second].Span)
			return best, float64(more) / float64(len(s.keys))
		}
		return best, float64(n) / float64(len(s.keys))
	}
	return best, 1
}

func (s *claim) missingKeys(d *news.Doc, spans []news.Span) (out []string) {
	found := map[string]bool{}
	for _, span := range spans {
		for _, k := range keysIn(d, span, false) {
			found[k] = true
		}
	}
	first, end := s.doc.TokensIn(news.Span{End: len(s.doc.Text)})
	for _, t := range s.doc.Tokens[first:end] {
		for _, k := range keysIn(s.doc, t.Span, true) {
			if w := s.doc.Slice(t.Span); !found[k] && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// missingNames are those that the article does not name anywhere: what is
// "the ferry" in one sentence has its name in another.
func (s *claim) missingNames(d *news.Doc) (out []string) {
	words := wordsOf(d.Text)
	for _, name := range s.names {
		if !words[lastWord(name)] {
			out = append(out, name)
		}
	}
	return out
}

func lastWord(name string) string {
	words := text.Words(name)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// compare puts the sentence beside the article as if it were another report of
// the same time.
func (s *claim) compare(ctx context.Context, p *parallax.Parallax, d *news.Doc) (*news.Report, error) {
	if len(s.figures) == 0 {
		return &news.Report{}, nil
	}
	given, article := *s.doc, *d
	given.Published = d.Published
	return p.CompareDocs(ctx, []*news.Doc{&article, &given})
}

// hasRival reports whether the article gives another figure of the same unit in
// a sentence that is akin.
func (s *claim) hasRival(d *news.Doc) bool {
	for _, f := range s.figures {
		for _, g := range d.Figures {
			if f.Unit == g.Unit && !overlap(f, g) && s.akin(d, g.Span) {
				return true
			}
		}
	}
	return false
}

// akin reports whether the sentence of the article around span has enough of the
// telling words to speak of the same.
func (s *claim) akin(d *news.Doc, span news.Span) bool {
	i := d.SentenceAt(span.Start)
	if i < 0 {
		return false
	}
	found, n := map[string]bool{}, 0
	for _, k := range keysIn(d, d.Sentences[i].Span, false) {
		found[k] = true
	}
	for _, k := range s.keys {
		if found[k] {
			n++
		}
	}
	return float64(n) >= akin*float64(len(s.keys))
}

func overlap(a, b news.Figure) bool { return a.Low <= b.High && b.Low <= a.High }

// otherFigure finds where article 0 of a comparison gives another figure than
// the sentence, and does not give that of the sentence too.
func (s *claim) otherFigure(r *news.Report) (m news.FigureMention, given, why string) {
	for _, g := range r.Figures {
		if g.Verdict != news.Conflict {
			continue
		}
		i := slices.IndexFunc(g.Mentions, func(m news.FigureMention) bool { return m.Doc == 1 })
		if i < 0 {
			continue
		}
		mine := g.Mentions[i]
		theirs := -1
		for k, m := range g.Mentions {
			// The article gives the sentence's figure too, or the sentence two of them.
			if m.Doc == 0 && overlap(m.Figure, mine.Figure) || m.Doc == 1 && m.Span != mine.Span && !overlap(m.Figure, mine.Figure) {
				theirs = -1
				break
			}
			if m.Doc == 0 && theirs < 0 && s.akin(r.Articles[0], m.Span) {
				theirs = k
			}
		}
		if theirs < 0 {
			continue
		}
		m, given = g.Mentions[theirs], r.Articles[1].Slice(mine.Span)
		why = fmt.Sprintf("It gives “%s”", r.Articles[0].Slice(m.Span))
		if m.ClaimedBy != "" {
			why += " (citing " + m.ClaimedBy + ")"
		}
		return m, given, why + fmt.Sprintf(", the sentence “%s”: both cannot hold.", given)
	}
	return m, "", ""
}

// figuresIn finds the sentences of the article that give the sentence's
// figures, and the figures that none gives.
func (s *claim) figuresIn(r *news.Report, d *news.Doc, near []news.Span) (spans []news.Span, missing []string) {
	for _, f := range s.figures {
		var at []news.Span
		for _, g := range d.Figures {
			inside := slices.ContainsFunc(near, func(n news.Span) bool { return n.Contains(g.Span) })
			if inside && g.Unit == f.Unit && same(f, g) {
				at = append(at, g.Span)
			}
		}
		for _, g := range r.Figures {
			mine := slices.ContainsFunc(g.Mentions, func(m news.FigureMention) bool { return m.Doc == 1 && m.Span == f.Span })
			for _, m := range g.Mentions {
				if mine && len(at) == 0 && m.Doc == 0 && same(f, m.Figure) {
					at = append(at, m.Span)
				}
			}
		}
		if len(at) == 0 {
			missing = append(missing, s.doc.Slice(f.Span))
			continue
		}
		spans = append(spans, sentencesOf(d, news.FigureMention{Figure: news.Figure{Span: at[0]}})...)
	}
	return spans, missing
}

// same reports whether the source's figure holds the sentence's: it is that
// value, or says more exactly what the sentence says in bounds.
func same(given, source news.Figure) bool {
	if !source.HasValue || given.Negated != source.Negated {
		return false
	}
	return given.Value == source.Value || source.Low >= given.Low && source.High <= given.High
}

// missingDigits are times, dates and other numbers that are no figures.
func (s *claim) missingDigits(d *news.Doc, spans []news.Span) (out []string) {
	found := map[string]bool{}
	for _, span := range spans {
		for _, w := range text.Words(d.Slice(span)) {
			found[w] = true
		}
	}
	for _, w := range s.digits {
		if !found[w] && !strings.HasPrefix(d.Published.At, w+"-") {
			out = append(out, w)
		}
	}
	return out
}

func sentencesOf(d *news.Doc, m news.FigureMention) []news.Span {
	if i := d.SentenceAt(m.Start); i >= 0 {
		return []news.Span{d.Sentences[i].Span}
	}
	return []news.Span{m.Span}
}

// together puts spans in order and drops doubles.
func together(spans []news.Span) []news.Span {
	slices.SortFunc(spans, func(a, b news.Span) int { return a.Start - b.Start })
	return slices.Compact(spans)
}

func spansOf(d *news.Doc, spans []news.Span) []report.Span {
	out := make([]report.Span, len(spans))
	for i, s := range spans {
		out[i] = report.Span{Start: s.Start, End: s.End, Text: d.Slice(s)}
	}
	return out
}

// limits says when one side denies what the other states, and when the source
// doubts or bounds what the sentence states flatly. Only words count that stand
// among those which match, or shortly before them: another clause may deny
// something else.
func (s *claim) limits(d *news.Doc, spans []news.Span) (denied, guarded string) {
	mine := false
	for w := range s.words {
		mine = mine || text.IsDenial(w)
	}
	theirs, deny := "", false
	for _, span := range spans {
		words, close := s.among(d, span)
		for i, w := range words {
			deny = deny || text.IsDenial(w)
			switch {
			case text.IsDenial(w) && close[i] && theirs == "":
				theirs = w
			case text.IsLimit(w) && !s.words[w] && guarded == "":
				guarded = fmt.Sprintf("These words say it with “%s”, which the sentence leaves out.", w)
			}
		}
	}
	switch {
	case mine && !deny && guarded == "":
		return "The sentence denies what these words state.", ""
	case !mine && theirs != "":
		return fmt.Sprintf("These words say it with “%s”.", theirs), ""
	}
	return "", guarded
}

// among returns the words of a span from shortly before the first that is the
// sentence's too to shortly behind the last, and whether one of these stands
// close behind each.
func (s *claim) among(d *news.Doc, span news.Span) (words []string, close []bool) {
	const before, behind = 4, 1 // "denied that the crew", "told nobody"
	all := text.Words(d.Slice(span))
	matches := make([]bool, len(all))
	first, last := -1, -1
	for i, w := range all {
		if matches[i] = s.stems[text.Stem(w)]; matches[i] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return nil, nil
	}
	from, to := max(first-before, 0), min(last+behind+1, len(all))
	for i := from; i < to; i++ {
		close = append(close, slices.Contains(matches[i:min(i+before, len(all))], true))
	}
	return all[from:to], close
}
