package quote

import (
	"cmp"
	"slices"
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
	forms    []string // the same words as they stand in the text
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
		for _, q := range quotationsOf(d) {
			if d.InBoilerplate(q.Span) && boilerplateOnly(d, q.Span) {
				continue
			}
			order := 0
			for _, s := range sentencesIn(d, q.Span) {
				u := unit{Ref: news.Ref{Doc: di, Span: s}, kind: q.by.Kind, quoted: quoted, order: order, speaker: sp.number(q.by.Speaker)}
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
	return out
}

// A quotation is words between marks and the attribution that they belong to.
type quotation struct {
	news.Span
	by *news.Attribution
}

// quotationsOf lists the quotations of an article, disjoint, by position.
// Attributions nest: “interesting” in "the daily reported that Marn called it
// ‘interesting’" is Marn's, so the narrowest one counts; but one within the
// words of a quotation ("I think that ...") says nothing of who is quoted.
func quotationsOf(d *news.Doc) []quotation {
	var quoted []news.Span
	for i := range d.Attributions {
		quoted = append(quoted, d.Attributions[i].Quoted...)
	}
	slices.SortFunc(quoted, order)
	var all []quotation
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if len(a.Cue) > 0 && anyContains(quoted, a.Cue[0]) {
			continue
		}
		for _, q := range a.Quoted {
			all = append(all, quotation{q, a})
		}
	}
	slices.SortStableFunc(all, func(a, b quotation) int {
		if c := cmp.Compare(length(a.by.Content), length(b.by.Content)); c != 0 {
			return c
		}
		return order(a.Span, b.Span)
	})
	var out []quotation
	for _, q := range all {
		at, _ := slices.BinarySearchFunc(out, q.Span, func(o quotation, s news.Span) int { return cmp.Compare(o.End, s.Start+1) })
		if at == len(out) || !out[at].Overlaps(q.Span) {
			out = slices.Insert(out, at, q)
		}
	}
	return out
}

func order(a, b news.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func length(spans []news.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// anyContains reports whether one of the sorted spans holds s.
func anyContains(spans []news.Span, s news.Span) bool {
	const back = 8 // spans that start before s and may reach over it
	at, _ := slices.BinarySearchFunc(spans, s.Start+1, func(o news.Span, start int) int { return cmp.Compare(o.Start, start) })
	for k := at - 1; k >= max(0, at-back); k-- {
		if spans[k].Contains(s) {
			return true
		}
	}
	return false
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
	u.words, u.forms = split(raw)
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
	words, _ := split(raw)
	return words
}

// split is wordsOf with each word as it stands in the text.
func split(raw string) (words, forms []string) {
	folded := text.Fold(raw)
	start := -1
	add := func(end int) {
		w := strings.TrimRight(folded.Text[start:end], "'-")
		from, to := folded.Span(start, start+len(w))
		words, forms = append(words, spelling(strings.ReplaceAll(w, "-", ""))), append(forms, raw[from:to])
		start = -1
	}
	for i, r := range folded.Text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' && start >= 0 ||
			r == '-' && start >= 0 && i-start == 2 && folded.Text[start:i] == "co" // co-operation, cooperation
		if in && start < 0 {
			start = i
		} else if !in && start >= 0 {
			add(i)
		}
	}
	if start >= 0 {
		add(len(folded.Text))
	}
	return words, forms
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
