package storyline

import (
	"slices"
	"strings"

	"parallax/compare/internal/prose"
	"parallax/news"
)

// causes are the words that open a stated reason, the surest first. "After"
// and "amid" give the occasion only and count when nothing surer is found.
var causes = []struct {
	words    []string
	strength float64
}{
	{[]string{"because"}, 1},
	{[]string{"due", "to"}, 1},
	{[]string{"caused", "by"}, 1},
	{[]string{"motivated", "by"}, 1},
	{[]string{"in", "response", "to"}, 0.9},
	{[]string{"in", "retaliation", "for"}, 1},
	{[]string{"in", "protest"}, 0.9},
	{[]string{"in", "an", "attempt", "to"}, 0.9},
	{[]string{"in", "an", "effort", "to"}, 0.9},
	{[]string{"in", "order", "to"}, 0.8},
	{[]string{"as", "a", "result", "of"}, 1},
	{[]string{"prompted", "by"}, 0.9},
	{[]string{"triggered", "by"}, 0.9},
	{[]string{"sparked", "by"}, 0.9},
	{[]string{"blamed", "on"}, 0.9},
	{[]string{"aimed", "at"}, 0.7},
	{[]string{"amid"}, occasion},
	{[]string{"following"}, occasion},
	{[]string{"after"}, occasion},
}

// occasion is the strength of a word that names what went before, not why. It
// counts in an opening sentence only: elsewhere "after" tells the time.
const occasion = 0.4

// central is the part of the best sentence's score that a sentence with a
// reason needs: the reason of a side event is not the story's.
const central = 0.25

// why is the clause of a central sentence that a word of cause opens.
func (s *story) why() news.Line {
	best, ref := 0.0, news.Ref{}
	most := 0.0
	for _, x := range s.score {
		most = max(most, x)
	}
	for i := range s.Sentences {
		one := &s.Sentences[i]
		if one.Place > 15 || one.Tokens < 6 || s.score[i] < central*most {
			continue
		}
		d := s.Report.Articles[one.Doc]
		first, last := d.Sentences[one.Number].First, d.Sentences[one.Number].Last
		for t := first; t < last; t++ {
			strength, n := cause(d, t, last)
			if strength == occasion && (one.Place > 2 || !opensClause(d, t+n, last)) {
				continue
			}
			if n == 0 || s.score[i]*strength <= best {
				continue
			}
			end := clauseEnd(d, first, t+n, last)
			if end-t-n < 3 || !whole(d, t, t+n, end) ||
				strength == occasion && s.Origins > 1 && (timed(d, t, t+n, end) || s.circular(one.Doc, t+n, end)) {
				continue
			}
			best = s.score[i] * strength
			ref = news.Ref{Doc: one.Doc, Span: news.Span{Start: d.Tokens[t].Start, End: d.Tokens[end-1].End}}
		}
	}
	if best == 0 {
		return news.Line{}
	}
	d := s.Report.Articles[ref.Doc]
	return prose.Join(s.Report, []news.Ref{prose.Trim(d, ref)})
}

// cause tells whether the tokens at t open a reason, and how many they are.
func cause(d *news.Doc, t, last int) (strength float64, n int) {
	for _, c := range causes {
		if t+len(c.words) > last {
			continue
		}
		match := true
		for k, w := range c.words {
			if !strings.EqualFold(d.Slice(d.Tokens[t+k].Span), w) {
				match = false
				break
			}
		}
		if match {
			return c.strength, len(c.words)
		}
	}
	return 0, 0
}

// clauseEnd is the token at which the clause that holds token t ends: a comma
// that a finite tail follows, a dash, a semicolon, the mark that closes a quotation
// around it, or the end of the sentence.
func clauseEnd(d *news.Doc, first, t, last int) int {
	inside := false // of a quotation that opens before t
	for i := first; i < t; i++ {
		switch d.Slice(d.Tokens[i].Span) {
		case "“":
			inside = true
		case "”":
			inside = false
		case "\"":
			inside = !inside
		}
	}
	for i := t + 4; i < last; i++ {
		switch d.Slice(d.Tokens[i].Span) {
		case "”", "\"":
			if inside {
				return i
			}
		case ",", ";", "—", "–", "--", ":":
			return i
		}
	}
	if last > t {
		if e := d.Slice(d.Tokens[last-1].Span); e == "." || e == "!" || e == "?" {
			return last - 1
		}
	}
	return last
}

// whole reports whether the words from t to end can stand alone as a reason: "because"
// opens a clause with a verb, and "caused by" is what a verb says, not what a noun is told apart by
// ("outages caused by wind are over").
func whole(d *news.Doc, t, first, end int) bool {
	switch word := strings.ToLower(d.Slice(d.Tokens[t].Span)); {
	case word == "because" && strings.EqualFold(d.Slice(d.Tokens[first].Span), "of"):
		return true
	case word == "because":
		return verbal(d.Tokens[first:end])
	case strings.HasSuffix(word, "ed"):
		return t == 0 || d.Tokens[t-1].POS != news.NOUN
	}
	return true
}

func verbal(tokens []news.Token) bool {
	return slices.ContainsFunc(tokens, func(t news.Token) bool { return t.POS == news.AUX || t.POS == news.VERB })
}

// timed reports whether an occasion only tells when: "after the parade", "after leaving
// two dead". One report alone tells its reason so; where several tell the event, what went
// before it has a subject and a verb of its own.
func timed(d *news.Doc, t, first, end int) bool {
	if strings.EqualFold(d.Slice(d.Tokens[t].Span), "amid") {
		return false
	}
	for i := first; i < end; i++ {
		switch word := strings.ToLower(d.Slice(d.Tokens[i].Span)); {
		case word == "that" || word == "which" || word == "who":
			return true
		case !verbal(d.Tokens[i : i+1]):
		case i == first:
			return true
		case !strings.HasSuffix(word, "ing"):
			return false
		}
	}
	return true
}

// circle is the part of an occasion's weight that the headline and the event have from which
// it is the event itself.
const circle = 0.7

// circular reports whether a reason mostly tells the event again: "after the shooting".
func (s *story) circular(doc, first, end int) bool {
	d := s.Report.Articles[doc]
	reason := d.Text[d.Tokens[first].Start:d.Tokens[end-1].End]
	told := map[int]bool{}
	for _, t := range []string{s.Report.Story.Headline.Text, strings.Replace(s.Report.Story.What.Text, reason, "", 1)} {
		for _, w := range s.Words(t) {
			told[w] = true
		}
	}
	again, all := 0.0, 0.0
	for _, w := range s.Words(reason) {
		all += s.Weights[w]
		if told[w] {
			again += s.Weights[w]
		}
	}
	return again >= circle*all
}

// opensClause is false where a number or a day follows: "after 9 p.m.".
func opensClause(d *news.Doc, t, last int) bool {
	if t >= last {
		return false
	}
	word := d.Slice(d.Tokens[t].Span)
	if word[0] >= '0' && word[0] <= '9' {
		return false
	}
	for _, time := range d.Times {
		if time.Overlaps(d.Tokens[t].Span) {
			return false
		}
	}
	return !strings.EqualFold(word, "which") && !strings.EqualFold(word, "that")
}
