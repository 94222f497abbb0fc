package tag

import (
	"sync"

	"parallax/model/linear"
	"parallax/news"
)

const labels = int(news.X)

// A tagger is the model with memory that is reused from article to article.
type tagger struct {
	model    *linear.Model
	sure     map[uint64]uint8
	sentence sentence
	memory   []remembered
	features []uint64
	tags     []uint8
}

var taggers = sync.Pool{New: func() any {
	return &tagger{model: load(), sure: loadSure(), memory: make([]remembered, memorySize)}
}}

// memorySize is how many words are remembered, a power of two: an article has
// some hundred different ones, and half a megabyte stays in the fast caches.
const memorySize = 4096

// remembered holds what a word adds to the scores of the labels at each place.
// It saves the most of the way to the model, since few words make up most of a
// text, and changes no result.
type remembered struct {
	exact uint64 // hash of the word, 0 for none
	adds  [places][labels]int16
}

// recall returns what a word adds, computed where it is not remembered.
func (t *tagger) recall(w *word, form string) *remembered {
	r := &t.memory[w.exact>>20%memorySize]
	if r.exact == w.exact {
		return r
	}
	r.exact = w.exact
	for place := range places {
		var scores [labels]int32
		t.features = w.alone(place, form, t.features[:0])
		t.model.Score(scores[:], t.features)
		for l, v := range scores {
			r.adds[place][l] = int16(v) // eleven features of one byte each fit
		}
	}
	return r
}

// decide tags the words of t.sentence.forms.
func (t *tagger) decide() []uint8 {
	s := &t.sentence
	s.prepare()
	n := len(s.forms)
	t.tags = append(t.tags[:0], make([]uint8, n)...)
	for i := range n {
		w := &s.words[i+2]
		if label, ok := t.sure[w.exact]; ok {
			t.tags[i] = label
			continue
		}
		var scores [labels]int32
		t.add(&scores, here, i)
		t.add(&scores, before, i-1)
		t.add(&scores, before2, i-2)
		t.add(&scores, after, i+1)
		t.add(&scores, after2, i+2)
		t.features = s.together(i, t.tags[:i], t.features[:0])
		t.model.Score(scores[:], t.features)
		best := 0
		for l, v := range scores {
			if v > scores[best] {
				best = l
			}
		}
		t.tags[i] = uint8(best)
	}
	return t.tags
}

// add adds what the word at position at contributes from a place. Positions
// before the first and after the last are edges.
func (t *tagger) add(scores *[labels]int32, place, at int) {
	form := ""
	if at >= 0 && at < len(t.sentence.forms) {
		form = t.sentence.forms[at]
	}
	r := t.recall(&t.sentence.words[at+2], form)
	for l, v := range r.adds[place] {
		scores[l] += int32(v)
	}
}
