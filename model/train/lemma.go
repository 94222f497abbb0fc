package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parallax/model/conllu"
)

// A lemmaCase is a form with its tag; all are in lower case.
type lemmaCase struct{ pos, form string }

// lemmaEdit is how a form becomes its lemma, as nlp/tag applies it.
type lemmaEdit struct {
	cut int
	add string
}

func editBetween(form, lemma string) lemmaEdit {
	k := 0
	for k < len(form) && k < len(lemma) && form[k] == lemma[k] {
		k++
	}
	// Do not cut within a character.
	for k > 0 && (k < len(form) && form[k]&0xc0 == 0x80 || k < len(lemma) && lemma[k]&0xc0 == 0x80) {
		k--
	}
	return lemmaEdit{len(form) - k, lemma[k:]}
}

// goldLemmas returns the most frequent lemma of each form and tag.
func goldLemmas(docs []conllu.Doc) map[lemmaCase]string {
	counts := make(map[lemmaCase]map[string]int)
	for _, d := range docs {
		for _, s := range d.Sentences {
			for _, w := range s.Words {
				switch w.UPOS {
				case "PROPN", "PUNCT", "NUM", "SYM", "X", "INTJ", "_":
					continue // the form is the lemma
				}
				c := lemmaCase{w.UPOS, strings.ReplaceAll(strings.ToLower(w.Form), "’", "'")}
				if counts[c] == nil {
					counts[c] = make(map[string]int)
				}
				counts[c][strings.ToLower(w.Lemma)]++
			}
		}
	}
	best := make(map[lemmaCase]string)
	for c, lemmas := range counts {
		for l, n := range lemmas {
			if b, ok := best[c]; !ok || n > lemmas[b] || n == lemmas[b] && l < b {
				best[c] = l
			}
		}
	}
	return best
}

const longestEnding = 5 // as in nlp/tag

// lemmaLines finds endings that decide the edit of most forms that have them,
// and lists the forms for which they fail.
func lemmaLines(gold map[lemmaCase]string) []byte {
	cases := make([]lemmaCase, 0, len(gold))
	for c := range gold {
		cases = append(cases, c)
	}
	slices.SortFunc(cases, func(a, b lemmaCase) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.form, b.form))
	})
	open := map[string]bool{"NOUN": true, "VERB": true, "ADJ": true, "ADV": true}
	votes := make(map[lemmaCase]map[lemmaEdit]int) // by ending
	for _, c := range cases {
		if !open[c.pos] {
			continue
		}
		e := editBetween(c.form, gold[c])
		for n := range min(longestEnding, len(c.form)-1) + 1 {
			end := lemmaCase{c.pos, c.form[len(c.form)-n:]}
			if votes[end] == nil {
				votes[end] = make(map[lemmaEdit]int)
			}
			votes[end][e]++
		}
	}
	ends := make([]lemmaCase, 0, len(votes))
	for end := range votes {
		ends = append(ends, end)
	}
	slices.SortFunc(ends, func(a, b lemmaCase) int { // short ones first: longer ones are exceptions to them
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(len(a.form), len(b.form)), cmp.Compare(a.form, b.form))
	})
	rules := make(map[lemmaCase]lemmaEdit)
	lookup := func(c lemmaCase) lemmaEdit {
		if open[c.pos] {
			for n := min(longestEnding, len(c.form)-1); n >= 0; n-- {
				if e, ok := rules[lemmaCase{c.pos, c.form[len(c.form)-n:]}]; ok {
					return e
				}
			}
		}
		return lemmaEdit{}
	}
	var out bytes.Buffer
	for _, end := range ends {
		best, n, total := lemmaEdit{}, 0, 0
		for e, k := range votes[end] {
			total += k
			if k > n || k == n && (e.cut < best.cut || e.cut == best.cut && e.add < best.add) {
				best, n = e, k
			}
		}
		// A rule must hold for three forms at least and for two thirds of those
		// that end so; what it replaces is looked up one byte shorter.
		if now := lookup(lemmaCase{end.pos, "." + end.form}); best == now || best.cut > len(end.form) || n < 3 || n*3 < total*2 {
			continue
		}
		rules[end] = best
		fmt.Fprintf(&out, "%s\t%s\t%d\t%s\n", end.pos, end.form, best.cut, best.add)
	}
	for _, c := range cases {
		if e := editBetween(c.form, gold[c]); e != lookup(c) {
			fmt.Fprintf(&out, "%s\t^%s\t%d\t%s\n", c.pos, c.form, e.cut, e.add)
		}
	}
	return out.Bytes()
}
