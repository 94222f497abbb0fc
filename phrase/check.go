package phrase

import (
	"slices"
	"strings"

	"parallax/news"
	"parallax/text"
)

// Why a sentence is dropped, in a reader's words.
const (
	noSource  = "it cites no source"
	newWord   = "a name, number or word that its citations do not hold"
	newOrder  = "words put together anew"
	lostHedge = "a denial, doubt, bound or speaker left out"
)

// check turns a phrased sentence into one of the brief, or says why not.
//
// A sentence stands when every word of it stands in a sentence that it cites;
// when it is made of runs of those sentences, a run for each at most, with the
// words in the order that they have there (so that nobody changes places with
// whom he accused); and when no sentence that it uses loses a word that limits
// what it says.
func check(r *news.Report, sources []news.Ref, l phrased) (news.BriefSentence, string) {
	line := news.BriefSentence{Text: strings.Join(strings.Fields(l.Text), " ")}
	words := text.Words(line.Text)
	seen := map[int]bool{}
	var cited []citation
	for _, n := range l.Cites {
		if n < 1 || n > len(sources) {
			return line, noSource
		}
		if !seen[n] {
			seen[n] = true
			cited = append(cited, read(r, sources[n-1]))
		}
	}
	if len(cited) == 0 || len(words) == 0 {
		return line, noSource
	}
	for _, w := range words {
		held := false
		for _, c := range cited {
			held = held || slices.Contains(c.words, w)
		}
		if !held {
			return line, newWord
		}
	}
	used := runs(words, cited)
	if used == nil {
		return line, newOrder
	}
	shown := map[string]bool{}
	for _, w := range words {
		shown[w] = true
	}
	for _, k := range used {
		for _, w := range cited[k].keep {
			if !shown[w] {
				return line, lostHedge
			}
		}
		line.Cites = append(line.Cites, cited[k].Ref)
	}
	return line, ""
}

// A citation is a source sentence as words.
type citation struct {
	news.Ref
	words []string
	keep  []string // words that must not get lost
}

// read splits a source sentence into words and finds those to keep: words that
// limit it, and of each attribution in it the cue and the last word of the
// source ("Elena Varga said": said, Varga).
func read(r *news.Report, one news.Ref) citation {
	d := r.Articles[one.Doc]
	c := citation{Ref: one, words: text.Words(r.Slice(one))}
	for _, w := range c.words {
		if text.IsLimit(w) {
			c.keep = append(c.keep, w)
		}
	}
	within := func(s news.Span) bool { return s.Start >= one.Start && s.End <= one.End }
	for _, a := range d.Attributions {
		for _, s := range a.Cue {
			if within(s) {
				c.keep = append(c.keep, text.Words(d.Slice(s))...)
			}
		}
		for _, s := range a.Source {
			if words := text.Words(d.Slice(s)); within(s) && len(words) > 0 {
				c.keep = append(c.keep, words[len(words)-1])
			}
		}
	}
	return c
}

// runs cuts words into runs, each in the order of one citation, no citation
// twice, and returns the citations used in order; nil when there is no such
// cut. The search tries the longest run first; briefs cite a few sentences.
func runs(words []string, cited []citation) []int {
	taken := make([]bool, len(cited))
	var out []int
	steps := 0
	var cut func(at int) bool
	cut = func(at int) bool {
		if at == len(words) {
			return true
		}
		if steps++; steps > 10000 {
			return false
		}
		for k := range cited {
			if taken[k] {
				continue
			}
			reach := ordered(words[at:], cited[k].words)
			for n := reach; n > 0; n-- {
				taken[k] = true
				out = append(out, k)
				if cut(at + n) {
					return true
				}
				out = out[:len(out)-1]
				taken[k] = false
			}
		}
		return false
	}
	if !cut(0) {
		return nil
	}
	return out
}

// ordered is how many of the first words stand in source in the same order.
func ordered(words, source []string) int {
	at := 0
	for n, w := range words {
		for at < len(source) && source[at] != w {
			at++
		}
		if at == len(source) {
			return n
		}
		at++
	}
	return len(words)
}
