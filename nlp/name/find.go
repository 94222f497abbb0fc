package name

import (
	"parallax/model/crf"
	"parallax/model/gazetteer"
	"parallax/news"
)

// A found is a name as the model labels it.
type found struct {
	first, end int // tokens
	class      class
}

// find labels the article's sentences that ok lets through.
func (s *scene) find(m *crf.Model, ok func(*news.Sentence) bool) []found {
	dec := crf.NewDecoder(m)
	var out []found
	var path []int
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
			end := first
			for ; end < sent.Last && s.words[end].near; end++ {
				var sums [mostLabels]int32
				for place := range places {
					known.add(&sums, place, s.at(sent, end+offset[place]))
				}
				features = s.featuresOf(sent, end, false, features[:0])
				m.Score(sums[:], features)
				dec.Add(sums[:])
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
				out = append(out, found{first + from, first + k + 1, classOf(path[k])})
			}
			first = end
		}
	}
	return out
}

// Find returns the names that a model finds, as a reader would mark them: for
// measuring a model alone.
func Find(d *news.Doc, m *crf.Model) []Gold {
	var out []Gold
	s := look(d)
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

// A Phrase is a name as the gazetteer counts it: once an article and class.
type Phrase struct {
	Key   uint32 // see model/gazetteer
	Class int    // person, org, place, people, thing
}

// Phrases returns the names that a model finds in the running text of an
// article, each once: for training the gazetteer.
func Phrases(d *news.Doc, m *crf.Model) []Phrase {
	var out []Phrase
	seen := map[Phrase]bool{}
	s := look(d)
	for _, f := range s.find(m, nil) {
		if s.words[f.first].heading > 0 || f.end-f.first > gazetteer.MostWords {
			continue
		}
		h := uint64(0)
		for i := f.first; i < f.end; i++ {
			h = gazetteer.Join(h, s.words[i].lower)
		}
		if p := (Phrase{gazetteer.Key(h), int(f.class)}); !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
