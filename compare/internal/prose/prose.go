// Package prose lays out the sentences of a report's articles so that they can
// be compared: the rare words of each, its origin, and an index that finds
// sentences with rare words in common without comparing every pair.
package prose

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/model/words"
	"parallax/news"
	"parallax/text"
)

// A Sentence is one sentence of article prose.
type Sentence struct {
	news.Ref
	Number int   // of the sentence in its article
	Place  int   // 0 for the first prose sentence of its article
	Origin int   // index into Report.Origins, or the article where origins are unknown
	Stems  []int // content stems, ascending, each once
	Weight float64
	Norm   float64 // Euclidean length of the stem weights
	Tokens int     // words, without signs
	Title  bool    // reads like a heading: no full stop, or every long word capitalised
	Ends   bool    // ends like a sentence
}

// A Set is every prose sentence of a report.
type Set struct {
	Report    *news.Report
	Sentences []Sentence // by article, then position
	Docs      [][2]int   // per article: its range in Sentences
	Origins   int
	Stems     []string  // by number
	Weights   []float64 // of each stem: inverse document frequency in English news, nats

	captions bool
	numbers  map[string]int // of stems
	forms    map[string]int // stem number of a lower-case form, -1 for a stop word
	postings [][]int32      // sentences with each stem
	docStem  [][]bool       // per article: the stems in it
}

// heaviest caps the weight of a word: a misprint is no better evidence than a
// name that a hundred articles of the background have.
const heaviest = 8.0

// Of lays out the articles of r, without boilerplate.
func Of(r *news.Report) *Set { return of(r, false) }

// WithCaptions lays out the articles of r with the captions of their pictures,
// which state facts too.
func WithCaptions(r *news.Report) *Set { return of(r, true) }

func of(r *news.Report, captions bool) *Set {
	s := &Set{captions: captions, Report: r, numbers: map[string]int{}, forms: map[string]int{}}
	origin := make([]int, len(r.Articles))
	for i := range origin {
		origin[i] = -1
	}
	for o, one := range r.Origins {
		for _, a := range one.Articles {
			if a >= 0 && a < len(origin) {
				origin[a] = o
			}
		}
	}
	s.Origins = len(r.Origins)
	for i := range origin {
		if origin[i] < 0 {
			origin[i] = s.Origins
			s.Origins++
		}
	}
	for i, d := range r.Articles {
		first := len(s.Sentences)
		for n := range d.Sentences {
			s.add(d, i, n, origin[i], len(s.Sentences)-first)
		}
		s.Docs = append(s.Docs, [2]int{first, len(s.Sentences)})
	}
	s.postings = make([][]int32, len(s.Stems))
	s.docStem = make([][]bool, len(r.Articles))
	for i := range s.docStem {
		s.docStem[i] = make([]bool, len(s.Stems))
	}
	for i := range s.Sentences {
		for _, w := range s.Sentences[i].Stems {
			s.postings[w] = append(s.postings[w], int32(i))
			s.docStem[s.Sentences[i].Doc][w] = true
		}
	}
	return s
}

func (s *Set) add(d *news.Doc, doc, number, origin, place int) {
	span := d.Sentences[number].Span
	if d.InBoilerplate(span) && !(s.captions && InCaption(d, span)) {
		return
	}
	one := Sentence{Ref: news.Ref{Doc: doc, Span: span}, Number: number, Place: place, Origin: origin}
	long, capital := 0, 0
	for _, t := range d.Tokens[d.Sentences[number].First:d.Sentences[number].Last] {
		word := d.Slice(t.Span)
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		one.Tokens++
		if len(word) > 3 {
			long++
			if unicode.IsUpper(r) || unicode.IsDigit(r) {
				capital++
			}
		}
		if n := s.Number(word); n >= 0 {
			one.Stems = append(one.Stems, n)
		}
	}
	if one.Tokens == 0 {
		return
	}
	one.Ends = endsSentence(d.Slice(span))
	one.Title = !one.Ends && one.Tokens <= 20 || long >= 4 && capital == long
	slices.Sort(one.Stems)
	one.Stems = slices.Compact(one.Stems)
	for _, w := range one.Stems {
		one.Weight += s.Weights[w]
		one.Norm += s.Weights[w] * s.Weights[w]
	}
	one.Norm = math.Sqrt(one.Norm)
	s.Sentences = append(s.Sentences, one)
}

// InCaption reports whether span lies in a caption.
func InCaption(d *news.Doc, span news.Span) bool {
	i := sort.Search(len(d.Boilerplate), func(i int) bool { return d.Boilerplate[i].End > span.Start })
	return i < len(d.Boilerplate) && d.Boilerplate[i].Kind == news.Caption && d.Boilerplate[i].Contains(span)
}

func endsSentence(t string) bool {
	t = strings.TrimRight(t, " \t\n\r\"'”’)]\u00a0")
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?")
}

// Number is the number of a word's stem, or -1 for a word without content or
// one that no sentence has.
func (s *Set) Number(word string) int {
	if n, ok := s.forms[word]; ok {
		return n
	}
	n := -1
	lower := strings.ToLower(word)
	if !text.IsStop(lower) && lower != "said" && lower != "says" && lower != "say" {
		stem := text.Stem(lower)
		var ok bool
		if n, ok = s.numbers[stem]; !ok && s.postings != nil {
			return -1
		} else if !ok {
			n = len(s.Stems)
			s.numbers[stem] = n
			s.Stems = append(s.Stems, stem)
			s.Weights = append(s.Weights, min(words.Weight(stem), heaviest))
		}
	}
	s.forms[word] = n
	return n
}

// Shared is the weight of the stems that sentences i and j have in common.
func (s *Set) Shared(i, j int) float64 {
	a, b := s.Sentences[i].Stems, s.Sentences[j].Stems
	sum := 0.0
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] < b[y]:
			x++
		case a[x] > b[y]:
			y++
		default:
			sum += s.Weights[a[x]]
			x++
			y++
		}
	}
	return sum
}

// Cosine is how alike sentences i and j are, 0 to 1, by their weighted stems.
func (s *Set) Cosine(i, j int) float64 {
	a, b := &s.Sentences[i], &s.Sentences[j]
	if a.Norm == 0 || b.Norm == 0 {
		return 0
	}
	sum := 0.0
	for x, y := 0, 0; x < len(a.Stems) && y < len(b.Stems); {
		switch {
		case a.Stems[x] < b.Stems[y]:
			x++
		case a.Stems[x] > b.Stems[y]:
			y++
		default:
			w := s.Weights[a.Stems[x]]
			sum += w * w
			x++
			y++
		}
	}
	return sum / (a.Norm * b.Norm)
}

// InDoc reports whether the article has the stem.
func (s *Set) InDoc(doc, stem int) bool { return s.docStem[doc][stem] }

// OriginsWith counts the origins that use each stem.
func (s *Set) OriginsWith() []int {
	count := make([]int, len(s.Stems))
	last := make([]int, len(s.Stems))
	for w, list := range s.postings {
		last[w] = -1
		seen := map[int]bool{}
		for _, i := range list {
			if o := s.Sentences[i].Origin; !seen[o] {
				seen[o] = true
				count[w]++
			}
		}
	}
	return count
}

// At returns the sentence of the set that holds the start of ref, or -1.
func (s *Set) At(ref news.Ref) int {
	lo, hi := s.Docs[ref.Doc][0], s.Docs[ref.Doc][1]
	end := hi
	for lo < hi {
		mid := (lo + hi) / 2
		if s.Sentences[mid].End > ref.Start {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo < end && s.Sentences[lo].Start <= ref.Start {
		return lo
	}
	return -1
}
