package name

import (
	"math"
	"slices"

	"parallax/model/crf"
	"parallax/model/gazetteer"
	"parallax/news"
)

// A found is a name as the model labels it.
type found struct {
	first, end int // tokens
	class      class
	odds       [classes]float32 // of each class, as the words alone tell it
}

// find labels the article's sentences that ok lets through.
func (s *scene) find(m *crf.Model, ok func(*news.Sentence) bool) []found {
	dec := crf.NewDecoder(m)
	var out []found
	var path []int
	var rows [][mostLabels]int32
	features := make([]uint32, 0, 96)
	known := takeMemory(m)
	defer known.put()
	for i := range s.doc.Sentences {
		sent := &s.doc.Sentences[i]
		if ok != nil && !ok(sent) {
			continue
		}
		for first := sent.First; first < sent.Last; first++ {
			if !s.words[first].near {
				continue
			}
			dec.Reset()
			rows = rows[:0]
			end := first
			for ; end < sent.Last && s.words[end].near; end++ {
				var sums [mostLabels]int32
				for place := range places {
					known.add(&sums, place, s.at(sent, end+offset[place]))
				}
				features = s.featuresOf(sent, end, false, features[:0])
				m.Score(sums[:], features)
				dec.Add(sums[:])
				rows = append(rows, sums)
			}
			path = dec.Labels(path[:0])
			for k := 0; k < len(path); k++ {
				if path[k] == outside {
					continue
				}
				from := k
				for open(path[k]) && k+1 < len(path) {
					k++
				}
				f := found{first: first + from, end: first + k + 1, class: classOf(path[k])}
				f.odds = odds(rows[from:k+1], path[from:k+1], m.Scale())
				out = append(out, f)
			}
			first = end
		}
	}
	return out
}

// odds are how likely each class is for a name of these bounds, by the scores
// of its tokens.
func odds(rows [][mostLabels]int32, path []int, scale float32) (p [classes]float32) {
	var logs [classes]float64
	for i, l := range path {
		for c := range classes {
			logs[c] += float64(rows[i][label(c, partOf(l))])
		}
	}
	top, sum := slices.Max(logs[:]), 0.0
	for c := range logs {
		logs[c] = math.Exp((logs[c] - top) * float64(scale))
		sum += logs[c]
	}
	for c := range p {
		p[c] = float32(logs[c] / sum)
	}
	return p
}

// Find returns the names that a model finds, as a reader would mark them: for
// measuring a model alone.
func Find(d *news.Doc, m *crf.Model, phrases Gazetteer) []Gold {
	var out []Gold
	s := look(d, phrases)
	for _, f := range s.find(m, nil) {
		span := news.Span{Start: d.Tokens[f.first].Start, End: d.Tokens[f.end-1].End}
		for n, c := range classNames {
			if c == f.class {
				out = append(out, Gold{span, n})
			}
		}
	}
	return out
}

// A Known is what the gazetteer counts: a name of a class or a word in a role,
// once an article.
type Known struct {
	Key  uint32 // see model/gazetteer
	What int    // person, org, place, people, thing; of words, see roles
}

// Phrases returns the names that a model finds in the running text of an
// article and the parts that capitalised words play in them, each once: for
// training the gazetteer.
func Phrases(d *news.Doc, m *crf.Model, phrases Gazetteer) (names, words []Known) {
	seen := map[Known]bool{}
	note := func(to *[]Known, k Known) {
		if !seen[k] {
			seen[k] = true
			*to = append(*to, k)
		}
	}
	s := look(d, phrases)
	named := make([]bool, len(s.words))
	for _, f := range s.find(m, nil) {
		for i := f.first; i < f.end; i++ {
			named[i] = true
			if w := &s.words[i]; w.heading == 0 && w.capital {
				note(&words, Known{gazetteer.WordKey(w.lower), roleIn(f, i)})
			}
		}
		if s.words[f.first].heading > 0 || f.end-f.first > gazetteer.MostWords {
			continue
		}
		note(&names, Known{gazetteer.Key(s.hash(f.first, f.end)), int(f.class)})
	}
	for i := range s.words {
		if w := &s.words[i]; w.capital && !named[i] && !w.start && w.heading == 0 {
			note(&words, Known{gazetteer.WordKey(w.lower), gazetteer.Roles - 1})
		}
	}
	return names, words
}

// roleIn is the part that token i plays in the name f: of a person the last
// word or another, of an organisation or a place the only, the last or another;
// a people; a thing. The number after these is a capital without a name.
func roleIn(f found, i int) int {
	end, alone := i == f.end-1, f.end-f.first == 1
	switch f.class {
	case classPerson:
		if end {
			return 1
		}
		return 0
	case classOrg, classPlace:
		r := 2 + 3*int(f.class-classOrg)
		switch {
		case alone:
			return r + 2
		case end:
			return r + 1
		}
		return r
	case classPeople:
		return 8
	}
	return 9
}
