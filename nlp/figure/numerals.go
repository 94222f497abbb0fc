package figure

import (
	"math"

	"parallax/news"
)

// Numbers reads every number of a text taken as one sentence, also those that
// are no figure of anything, so that the number grammar can be measured by
// itself: a bare numeral without a noun is left out of an article's figures.
// Of each, Value, HasValue and Number are set.
func Numbers(text string) []news.Figure {
	d := &news.Doc{Article: news.Article{Text: text}}
	s := scanner{lexer: lexer{doc: d, text: text}}
	s.lexer.sentence(news.Span{End: len(text)}, 0, 0)
	var out []news.Figure
	for i := 0; i < len(s.words); i++ {
		n, ok := s.number(i)
		if !ok || n.indefinite || n.zero || n.vague || n.ordinal || s.is(i, "lone", "sole", "previous", "last") {
			continue
		}
		if n.digits && s.glued(n.last) && s.words[n.last].kind == letters {
			continue // a measure
		}
		if n.digits && (s.monthAt(i-1) || s.monthAt(i+1)) {
			continue
		}
		value := n.value
		if s.sign(i-1, '-') && !s.glued(i-1) || s.is(i-1, "minus", "negative") {
			value = -value
		}
		if f := (finding{num: n, first: i, last: n.last, value: n.value, low: value, high: value}); s.ratio(&f) {
			value, n.last = math.Copysign(f.value, value), f.last
		}
		out = append(out, news.Figure{Value: value, HasValue: true, Number: news.Span{Start: s.words[i].start, End: s.words[n.last-1].end}})
		i = n.last - 1
	}
	return out
}
