package prose

import (
	"strings"

	"parallax/news"
)

// Titles gives each stem the share of origins that have it in a title, times
// its rarity.
func (s *Set) Titles() []float64 {
	out := make([]float64, len(s.Stems))
	seen := make([]map[int]bool, s.Origins)
	origin := make([]int, len(s.Docs))
	for a, r := range s.Docs {
		if r[0] < r[1] {
			origin[a] = s.Sentences[r[0]].Origin
		}
	}
	for a, d := range s.Report.Articles {
		o := origin[a]
		if seen[o] == nil {
			seen[o] = map[int]bool{}
		}
		for _, w := range s.Words(d.Title) {
			if !seen[o][w] {
				seen[o][w] = true
				out[w] += s.Weights[w] / float64(max(1, s.Origins))
			}
		}
	}
	return out
}

// Words lists the content stems of t that the articles have, each once.
func (s *Set) Words(t string) []int {
	var out []int
	seen := map[int]bool{}
	for _, word := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(" \t\n,.:;!?\"“”‘’'()-–—|/", r) }) {
		if n := s.Number(word); n >= 0 && !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// Tells scores each sentence by how much it tells of the event: what it shares
// with the other origins, what the titles say, and its place, since news
// stands at the top.
func (s *Set) Tells(reaches []Reach) []float64 {
	concepts, titles := s.Concepts(), s.Titles()
	out := make([]float64, len(s.Sentences))
	for i := range s.Sentences {
		one := &s.Sentences[i]
		sum := 0.0
		for _, w := range one.Stems {
			// Titles count double: an editor chose their few words.
			sum += concepts[w] + 2*titles[w]
		}
		out[i] = sum / float64(one.Tokens+12) * (0.3 + reaches[i].Central) / (1 + 0.1*float64(min(one.Place, 30)))
		if s.Background(i) {
			out[i] *= 0.3 // what happened years ago is not the event
		}
	}
	return out
}

// FirstDay is the day of the earliest report, "" when none has a date.
func (s *Set) FirstDay() string {
	first := ""
	for _, d := range s.Report.Articles {
		if day := d.Published.Day(); day != "" && (first == "" || day < first) {
			first = day
		}
	}
	return first
}

// Lead is the sentence that opens an article and tells the event best, -1
// when there is none.
func (s *Set) Lead(tells []float64) int {
	const (
		top      = 4 // sentences: a dateline, a caption and a teaser may come first
		shortest = 6
		longest  = 60
		// Reports of later days open with what came of the event, and name the
		// event beside it: without this they win by telling both.
		afterwards = 0.6
	)
	first := s.FirstDay()
	best, at := 0.0, -1
	for i := range s.Sentences {
		one := &s.Sentences[i]
		if one.Place > top || one.Tokens < shortest || one.Tokens > longest || !one.Ends || one.Title {
			continue
		}
		score := tells[i]
		if s.LeansBack(i) || s.Quoted(i) {
			score *= 0.4
		}
		if day := s.Report.Articles[one.Doc].Published.Day(); day > first && first != "" {
			score *= afterwards
		}
		if score > best {
			best, at = score, i
		}
	}
	return at
}

// quantified stand for some of those named before, where no noun follows.
var quantified = map[string]bool{"all": true, "most": true, "many": true, "some": true, "several": true, "none": true, "others": true, "another": true}

// Quoted reports whether a sentence lies inside a quotation that runs over
// several sentences, or opens or closes one without its other mark.
func (s *Set) Quoted(i int) bool {
	ref := s.Core(i)
	d := s.Report.Articles[ref.Doc]
	if !Paired(d.Slice(ref.Span)) {
		return true
	}
	for _, a := range d.Attributions {
		for _, q := range a.Quoted {
			if q.Start < ref.Start && ref.Start < q.End {
				return true
			}
		}
	}
	return false
}

// Paired reports whether every quotation mark in t has its other.
func Paired(t string) bool {
	return strings.Count(t, `"`)%2 == 0 && strings.Count(t, "“") == strings.Count(t, "”")
}

// back are the pronouns that stand for somebody named before.
var back = map[string]bool{"he": true, "she": true, "it": true, "they": true, "him": true, "them": true,
	"his": true, "her": true, "their": true, "its": true}

// Unresolved reports whether a pronoun of the sentence comes before any noun
// that it could stand for, or closes it as "he said" does: the sentence before
// is needed.
func (s *Set) Unresolved(i int) bool {
	ref := s.Core(i)
	d := s.Report.Articles[ref.Doc]
	for _, tail := range []string{" he said.", " she said.", " they said.", " it said."} {
		if strings.HasSuffix(d.Slice(ref.Span), tail) {
			return true
		}
	}
	first, last := d.TokensIn(ref.Span)
	for t := first; t+1 < last; t++ {
		if w := strings.ToLower(d.Slice(d.Tokens[t].Span)); w == "said" || w == "says" {
			if back[strings.ToLower(d.Slice(d.Tokens[t+1].Span))] && t > first && d.Tokens[t-1].POS == news.PUNCT {
				return true // “…,” said its owner
			}
		}
	}
	for t := first; t < last; t++ {
		one := d.Tokens[t]
		if back[strings.ToLower(d.Slice(one.Span))] {
			return true
		}
		if t > first && (one.POS == news.NOUN || one.POS == news.PROPN) && !inTime(d, one.Span) {
			return false
		}
		if t == first && one.POS == news.PROPN && !inTime(d, one.Span) {
			return false
		}
	}
	return false
}

func inTime(d *news.Doc, span news.Span) bool {
	for _, t := range d.Times {
		if t.Span.Contains(span) {
			return true
		}
	}
	return false
}

// LeansBack reports whether a sentence needs the one before it: it opens with
// a pronoun or a connective, is a question, or opens with a quotation.
func (s *Set) LeansBack(i int) bool {
	t := s.Report.Slice(s.Core(i))
	first, _, _ := strings.Cut(t, " ")
	switch strings.ToLower(strings.Trim(first, ",.")) {
	case "", "he", "she", "it", "they", "his", "her", "their", "its", "this", "these", "those", "that", "but", "and", "or",
		"so", "however", "also", "still", "yet", "meanwhile", "instead", "then", "there", "such", "both", "i", "we", "you", "my",
		"our", "yes", "no", "what", "how", "why", "if":
		return true
	}
	for _, tail := range []string{" he said.", " she said.", " they said.", " it said."} {
		if strings.HasSuffix(t, tail) {
			return true
		}
	}
	d := s.Report.Articles[s.Sentences[i].Doc]
	if at, last := d.TokensIn(s.Core(i).Span); at+1 < last && quantified[strings.ToLower(first)] && d.Tokens[at+1].POS == news.AUX {
		return true // "All were hurt": who?
	}
	return strings.ContainsRune("“\"'‘|", []rune(t)[0]) || strings.HasSuffix(t, "?")
}
