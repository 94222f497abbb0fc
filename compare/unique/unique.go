// Package unique finds what only one origin tells: sentences whose news no
// other origin has, ranked by how much they matter to the story. Its
// counterpart is what all other origins tell and one leaves out (missing.go).
package unique

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"

	"parallax/compare/internal/prose"
	"parallax/news"
)

const (
	// most bounds the list: a reader scans fifteen lines, not a hundred. A
	// larger story may show two for each article.
	most       = 15
	perArticle = 2
	// A sentence is told elsewhere when one sentence of another origin has
	// this part of its weight. Tuned on the training stories' unique facts:
	// of those nine in ten lie below.
	told = 0.55
	// A sentence this near the top of its article that tells this part of what
	// the best one tells of the event is its telling of it. Unique facts of the
	// training stories seldom stand there.
	opening = 2
	event   = 0.35
	// Shorter sentences are fragments: "It was over.".
	leastWords = 7
)

// Annotate fills r.Unique and r.Missing. With one origin there is nothing to
// tell apart and the sections stay empty.
func Annotate(_ context.Context, r *news.Report) error {
	r.Unique, r.Missing = nil, nil
	set := prose.Of(r)
	if set.Origins < 2 {
		return nil
	}
	list := candidates(set)
	for _, c := range pick(set, list) {
		r.Unique = append(r.Unique, news.Unique{Ref: set.Core(c.sentence), Why: why(set, c)})
	}
	r.Missing = missing(set)
	return nil
}

type candidate struct {
	sentence int
	score    float64
	reach    prose.Reach
	news     []int // stems that no other origin has, heaviest first
}

func candidates(set *prose.Set) []candidate {
	reaches := set.Reaches()
	concepts := set.Concepts()
	origins := set.OriginsWith()
	tells := set.Tells(reaches)
	most := 0.0
	for _, x := range tells {
		most = max(most, x)
	}
	var out []candidate
	for i := range set.Sentences {
		one := &set.Sentences[i]
		if one.Tokens < leastWords || one.Title || reaches[i].Told > told {
			continue
		}
		if one.Place <= opening && tells[i] >= event*most {
			continue // it tells the event, in other words than the others
		}
		c := candidate{sentence: i, reach: reaches[i]}
		fresh, anchor := 0.0, 0.0
		for _, w := range one.Stems {
			anchor += concepts[w]
			if origins[w] == 1 {
				fresh += set.Weights[w]
				c.news = append(c.news, w)
			}
		}
		if len(c.news) == 0 {
			continue
		}
		sort.SliceStable(c.news, func(a, b int) bool { return set.Weights[c.news[a]] > set.Weights[c.news[b]] })
		c.score = score(set, i, fresh, anchor, reaches[i])
		out = append(out, c)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].score > out[b].score })
	return out
}

// score weighs how new a sentence is by how close it stays to the story: new
// words alone favour digressions, story words alone favour retellings.
func score(set *prose.Set, i int, fresh, anchor float64, reach prose.Reach) float64 {
	one := &set.Sentences[i]
	d := set.Report.Articles[one.Doc]
	facts := 0.0
	for _, f := range d.Figures {
		if one.Contains(f.Span) && !f.Implied {
			facts++
		}
	}
	for _, e := range d.Entities {
		if one.Contains(e.Span) {
			facts += 0.5
		}
	}
	out := math.Sqrt(min(fresh, 40)) * math.Sqrt(1+min(anchor, 25)) * (1 - reach.Told) * (1 + 0.15*min(facts, 4))
	// Readers of the training stories chose what somebody states rather than the
	// words he said it in, and sentences that stand alone, near the top.
	if set.LeansBack(i) {
		out *= 0.8
	}
	quoted, attributed := false, false
	for _, a := range d.Attributions {
		attributed = attributed || a.Content[0].Overlaps(one.Span)
		for _, q := range a.Quoted {
			quoted = quoted || q.Overlaps(one.Span)
		}
	}
	if quoted {
		out *= 0.8
	}
	if attributed {
		out *= 1.15
	}
	return out * (1 - 0.002*float64(min(one.Place, 100)))
}

// pick takes the best candidates, each article in turn less readily.
func pick(set *prose.Set, list []candidate) []candidate {
	bound := max(most, perArticle*len(set.Docs))
	taken := make([]int, len(set.Docs))
	used := make([]bool, len(list))
	var out []candidate
	for len(out) < bound {
		best, at := 0.0, -1
		for i, c := range list {
			if used[i] {
				continue
			}
			doc := set.Sentences[c.sentence].Doc
			if s := c.score * math.Pow(0.8, float64(taken[doc])); s > best {
				best, at = s, i
			}
			if c.score < best {
				break // the rest score no higher
			}
		}
		if at < 0 {
			break
		}
		used[at] = true
		c := list[at]
		if repeats(set, out, c) {
			continue
		}
		taken[set.Sentences[c.sentence].Doc]++
		out = append(out, c)
	}
	return out
}

// repeats reports whether an article of the same origin has told it already.
func repeats(set *prose.Set, out []candidate, c candidate) bool {
	for _, o := range out {
		if set.Sentences[o.sentence].Origin == set.Sentences[c.sentence].Origin && set.Cosine(o.sentence, c.sentence) > 0.6 {
			return true
		}
	}
	return false
}

func why(set *prose.Set, c candidate) string {
	one := &set.Sentences[c.sentence]
	d := set.Report.Articles[one.Doc]
	first, last := d.TokensIn(one.Span)
	var shown []string
	for _, w := range c.news[:min(3, len(c.news))] {
		for _, t := range d.Tokens[first:last] {
			if word := d.Slice(t.Span); set.Number(word) == w {
				shown = append(shown, "“"+word+"”")
				break
			}
		}
	}
	others := set.Origins - 1
	noun := "origins have"
	if others == 1 {
		noun = "origin has"
	}
	return fmt.Sprintf("None of the %d other %s %s; the nearest sentence elsewhere shares %d %% of what this one says.",
		others, noun, strings.Join(shown, ", "), int(math.Round(100*c.reach.Told)))
}
