package quote

import (
	"strings"
	"unicode"

	"parallax/news"
	"parallax/text"
)

// A unit is the quoted part of one sentence: the smallest piece that reports
// quote or leave out.
type unit struct {
	news.Ref
	kind     news.AttributionKind
	speaker  int      // number of the speaker, nobody when unknown
	quoted   int      // number of the quotation it stands in, over all articles
	order    int      // place among the units of its quotation
	words    []string // lower case, without signs, spelling folded
	content  []string // stems of the words that are not stop words
	nearby   []string // stems around a quoted phrase, in its sentence
	elliptic bool     // the words show that something was left out
	sentence int
}

// unitsOf cuts the quoted words of every article into units.
func unitsOf(r *news.Report, sp *speakers) []unit {
	var out []unit
	quoted := 0
	for di, d := range r.Articles {
		seen := map[news.Span]bool{}
		for ai := range d.Attributions {
			a := &d.Attributions[ai]
			for _, q := range a.Quoted {
				// Attributions nest; the same words are one quotation.
				if seen[q] || d.InBoilerplate(q) && boilerplateOnly(d, q) {
					continue
				}
				seen[q] = true
				order := 0
				for _, s := range sentencesIn(d, q) {
					u := unit{Ref: news.Ref{Doc: di, Span: s}, kind: a.Kind, quoted: quoted, order: order, speaker: sp.number(a.Speaker)}
					u.read(d)
					if len(u.words) == 0 {
						continue
					}
					out = append(out, u)
					order++
				}
				quoted++
			}
		}
	}
	return out
}

// boilerplateOnly reports whether words stand in boilerplate that nobody says.
func boilerplateOnly(d *news.Doc, s news.Span) bool {
	for _, b := range d.Boilerplate {
		if b.Overlaps(s) {
			return b.Kind != news.Caption
		}
	}
	return false
}

// sentencesIn cuts a quotation at the borders of sentences.
func sentencesIn(d *news.Doc, q news.Span) []news.Span {
	var out []news.Span
	at := q.Start
	for i := d.SentenceAt(q.Start); i >= 0 && i < len(d.Sentences) && at < q.End; i++ {
		s := news.Span{Start: max(at, d.Sentences[i].Start), End: min(q.End, d.Sentences[i].End)}
		if s.Start < s.End {
			out = append(out, s)
			at = s.End
		}
		if d.Sentences[i].Start >= q.End {
			break
		}
	}
	if len(out) == 0 {
		return []news.Span{q}
	}
	return out
}

func (u *unit) read(d *news.Doc) {
	raw := d.Slice(u.Span)
	u.elliptic = strings.Contains(raw, "...") || strings.Contains(raw, "…") || strings.Contains(raw, ". . .") || strings.Contains(raw, "[")
	u.words = wordsOf(raw)
	u.content = stems(u.words)
	if i := d.SentenceAt(u.Start); i >= 0 {
		u.sentence = i
		if s := d.Sentences[i]; len(u.content) <= shortContent {
			u.nearby = append(stems(wordsOf(d.Text[s.Start:max(s.Start, u.Start)])), stems(wordsOf(d.Text[min(u.End, s.End):s.End]))...)
		}
	}
}

// wordsOf folds a text and cuts it into words, so that case, signs, accents
// and US or UK spelling make no difference.
func wordsOf(raw string) []string {
	folded := text.Fold(raw).Text
	var out []string
	start := -1
	for i, r := range folded {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' && start >= 0
		if in && start < 0 {
			start = i
		} else if !in && start >= 0 {
			out = appendWord(out, folded[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = appendWord(out, folded[start:])
	}
	return out
}

func appendWord(out []string, w string) []string {
	if w = strings.Trim(w, "'"); w != "" {
		return append(out, spelling(w))
	}
	return out
}

func stems(words []string) []string {
	var out []string
	for _, w := range words {
		if !text.IsStop(w) {
			out = append(out, text.Stem(strings.TrimSuffix(w, "'s")))
		}
	}
	return out
}
