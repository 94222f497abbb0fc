// Package timeline fills Report.Timeline: the dated events that the reports
// tell of, each once, in order. An event is a clause with a verb and a time
// whose value is a day, a month or a year; times told by "Tuesday" or "last
// May" have been resolved by the steps before. The same event in several
// reports is one entry with a source in each.
package timeline

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"parallax/compare/internal/prose"
	"parallax/news"
)

// Annotate fills r.Timeline.
func Annotate(ctx context.Context, r *news.Report) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.Timeline = nil
	set := prose.Of(r)
	var tellings []telling
	for i := range r.Articles {
		tellings = collect(tellings, set, i)
	}
	weigh(set, tellings)
	for _, group := range merge(tellings) {
		r.Timeline = append(r.Timeline, event(r, tellings, group))
	}
	return nil
}

// A telling is one place where a report dates an event.
type telling struct {
	doc      int
	spans    []news.Span // the words that tell it, of one sentence, in order
	time     string      // TIMEX3 value, orders what falls on one date
	date     string      // YYYY[-MM[-DD]]
	sentence int         // number in its article
	stems    []int       // content words of the sentence, ascending
	weights  []float64
	norm     float64
}

func (t *telling) refs() []news.Ref {
	refs := make([]news.Ref, len(t.spans))
	for i, s := range t.spans {
		refs[i] = news.Ref{Doc: t.doc, Span: s}
	}
	return refs
}

// whole is the stretch from the first word to the last: one source.
func (t *telling) whole() news.Ref {
	return news.Ref{Doc: t.doc, Span: news.Span{Start: t.spans[0].Start, End: t.spans[len(t.spans)-1].End}}
}

func (t *telling) length() (bytes int) {
	for _, s := range t.spans {
		bytes += s.Len()
	}
	return bytes
}

// cosine is how alike the sentences of two tellings are by their weighted
// words, 0 to 1.
func cosine(a, b *telling) float64 {
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	sum := 0.0
	for x, y := 0, 0; x < len(a.stems) && y < len(b.stems); {
		switch {
		case a.stems[x] < b.stems[y]:
			x++
		case a.stems[x] > b.stems[y]:
			y++
		default:
			sum += a.weights[x] * b.weights[y]
			x++
			y++
		}
	}
	return sum / (a.norm * b.norm)
}

// read fills the stems of a telling from its words; those of the time itself
// are the same in all tellings of a date and are left out.
func (t *telling) read(set *prose.Set, d *news.Doc, time news.Span) {
	for _, span := range t.spans {
		first, end := d.TokensIn(span)
		for _, tok := range d.Tokens[first:end] {
			if tok.Overlaps(time) {
				continue
			}
			if n := set.Number(d.Slice(tok.Span)); n >= 0 {
				t.stems = append(t.stems, n)
			}
		}
	}
	slices.Sort(t.stems)
	t.stems = slices.Compact(t.stems)
}

// weigh weights the stems: by their rarity in the language, and by that among
// the tellings, whose common words are the story's and tell no events apart.
func weigh(set *prose.Set, tellings []telling) {
	with := make([]int, len(set.Stems))
	for i := range tellings {
		for _, n := range tellings[i].stems {
			with[n]++
		}
	}
	all := math.Log(float64(1 + len(tellings)))
	for i := range tellings {
		t := &tellings[i]
		for _, n := range t.stems {
			w := set.Weights[n]
			if all > 0 {
				w *= math.Pow(1-math.Log(float64(with[n]))/all, storyShare)
			}
			t.weights = append(t.weights, w)
			t.norm += w * w
		}
		t.norm = math.Sqrt(t.norm)
	}
}

// event makes the entry of one group: the words of the telling that is most
// like the others, the sources in order.
func event(r *news.Report, tellings []telling, group []int) news.Event {
	best, most := group[0], -1.0
	for _, i := range group[:min(len(group), mostCompared)] {
		sum := 0.0
		for _, j := range group[:min(len(group), mostCompared)] {
			if i != j {
				sum += cosine(&tellings[i], &tellings[j])
			}
		}
		sum -= overlong(tellings[i].length())
		if sum > most+1e-9 {
			best, most = i, sum
		}
	}
	e := news.Event{Date: tellings[group[0]].date} // the finest: coarser tellings were folded in behind
	for _, i := range group {
		if ref := tellings[i].whole(); !slices.Contains(e.Support, ref) {
			e.Support = append(e.Support, ref)
		}
	}
	slices.SortFunc(e.Support, func(a, b news.Ref) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Start, b.Start))
	})
	e.Text = words(r, &tellings[best])
	return e
}

// words are the words of a telling as a line, with an ellipsis where words
// between its stretches are left out.
func words(r *news.Report, t *telling) string {
	var b strings.Builder
	for i, ref := range t.refs() {
		part := prose.Join(r, []news.Ref{ref}).Text
		if i == 0 {
			b.WriteString(part)
			continue
		}
		d := r.Articles[t.doc]
		before := strings.TrimRight(b.String(), ".,; ")
		raw := strings.Join(strings.Fields(d.Slice(ref.Span)), " ")
		b.Reset()
		b.WriteString(before)
		if gap := d.Text[t.spans[i-1].End:ref.Start]; strings.ContainsFunc(gap, unicode.IsLetter) {
			b.WriteString(" … ")
		} else {
			b.WriteString(strings.Join(strings.Fields(gap), " "))
			b.WriteString(" ")
		}
		b.WriteString(raw)
	}
	return b.String()
}

// overlong is what a telling loses against one of readable length.
func overlong(bytes int) float64 {
	const readable = 160 // bytes: two lines of a terminal
	if bytes <= readable {
		return 0
	}
	return float64(bytes-readable) / (4 * readable)
}
