package prose

import "strings"

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
	}
	return out
}

// Lead is the sentence that opens an article and tells the event best, -1
// when there is none.
func (s *Set) Lead(tells []float64) int {
	const (
		top      = 4 // sentences: a dateline, a caption and a teaser may come first
		shortest = 6
		longest  = 60
	)
	best, at := 0.0, -1
	for i := range s.Sentences {
		one := &s.Sentences[i]
		if one.Place > top || one.Tokens < shortest || one.Tokens > longest || !one.Ends || one.Title {
			continue
		}
		score := tells[i]
		if s.LeansBack(i) {
			score *= 0.6
		}
		if score > best {
			best, at = score, i
		}
	}
	return at
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
	return strings.ContainsRune("“\"'‘", []rune(t)[0]) || strings.HasSuffix(t, "?")
}
