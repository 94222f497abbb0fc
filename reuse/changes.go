package reuse

import (
	"slices"

	"parallax/news"
)

const (
	// sameSentence is the part of a sentence's words that must stand in one
	// sentence of the other article for the two to be one sentence, however
	// else it was reworded. Below it a reader sees two sentences.
	sameSentence = 0.5
	// minTold is how many words a sentence needs to be listed as cut or added:
	// shorter ones are headings and what is left of captions.
	minTold = 5
)

// changes lists, sentence by sentence, where two articles that share text
// part: what only one has, and what was reworded.
func (c *comparison) changes(a, b *news.Doc) []news.Change {
	var out []news.Change
	toB := partners(c.x, c.y, c.toY)
	toA := partners(c.y, c.x, c.toX)
	met := make([]bool, len(c.y.sentences)) // sentences of b that stand in a
	for i, s := range c.x.sentences {
		switch j := toB[i]; {
		case j < 0 && slices.Contains(toA, i):
			// Part of a longer sentence there.
		case j < 0:
			if s.last-s.first >= minTold && a.Slice(s.span) != a.Title {
				out = append(out, news.Change{Kind: news.OnlyA, A: s.span, Why: outstanding(a, s.span)})
			}
		default:
			met[j] = true
			if t := c.y.sentences[j]; !c.equal(s, t) {
				out = append(out, news.Change{Kind: news.Reworded, A: s.span, B: t.span})
			}
		}
	}
	for j, t := range c.y.sentences {
		if !met[j] && toA[j] < 0 && t.last-t.first >= minTold && b.Slice(t.span) != b.Title {
			out = append(out, news.Change{Kind: news.OnlyB, B: t.span, Why: outstanding(b, t.span)})
		}
	}
	return out
}

// partners gives for each sentence of x the sentence of y that has most of its
// words, or -1 where no sentence has sameSentence of them.
func partners(x, y *body, to []int32) []int {
	out := make([]int, len(x.sentences))
	for i, s := range x.sentences {
		best, most := -1, 0
		for k := s.first; k < s.last; {
			if to[k] < 0 {
				k++
				continue
			}
			j, n := int(y.words[to[k]].sentence), 0
			for ; k < s.last && (to[k] < 0 || int(y.words[to[k]].sentence) == j); k++ {
				if to[k] >= 0 {
					n++
				}
			}
			if n > most {
				best, most = j, n
			}
		}
		if float64(most) < sameSentence*float64(s.last-s.first) {
			best = -1
		}
		out[i] = best
	}
	return out
}

// equal reports whether two sentences have the same words in the same order.
func (c *comparison) equal(s, t sentence) bool {
	if s.last-s.first != t.last-t.first {
		return false
	}
	for k := 0; k < s.last-s.first; k++ {
		if c.toY[s.first+k] != int32(t.first+k) {
			return false
		}
	}
	return true
}

// denials are the cues of a denial, as lemmas.
var denials = map[string]bool{"deny": true, "reject": true, "refute": true, "dismiss": true, "dispute": true}

// outstanding says what a reader would miss most in a sentence: a denial, or
// who is heard in it.
func outstanding(d *news.Doc, s news.Span) string {
	said := ""
	for _, at := range d.Attributions {
		if at.Speaker == "" || len(at.Cue) == 0 || at.Cue[0].Start < s.Start || at.Cue[0].End > s.End {
			continue
		}
		for _, cue := range at.Cue {
			first, last := d.TokensIn(cue)
			for _, t := range d.Tokens[first:last] {
				if denials[t.Lemma] {
					return "a denial by " + at.Speaker
				}
			}
		}
		if said == "" {
			said = "what " + at.Speaker + " said"
		}
	}
	return said
}
