package quote

import (
	"context"
	"slices"

	"parallax/model/linear"
	"parallax/model/polnear"
	"parallax/news"
)

// An Example is an annotated document, for training the models. The document
// has sentences, tokens and tags.
type Example struct {
	v     *view
	gold  []polnear.Attribution
	cues  []run // of gold; empty where the annotator marked none
	found []run // cues that a model found
}

// NewExample prepares a document for training.
func NewExample(d *news.Doc, gold []polnear.Attribution) *Example {
	e := &Example{v: newView(d), gold: gold}
	e.v.look()
	for _, g := range gold {
		var r run
		if len(g.Cue) > 0 {
			r.first, r.end = d.TokensIn(g.Cue[0])
			if !r.empty() {
				r.end = min(r.end, e.v.sentenceOf(r.first).end)
			}
		}
		e.cues = append(e.cues, r)
	}
	return e
}

// CueSequences are the training sequences of the cue model.
func (e *Example) CueSequences() []linear.Sequence {
	labels := make([]uint8, len(e.v.d.Tokens))
	for _, r := range e.cues {
		for i := r.first; i < r.end && labels[i] == cueO; i++ {
			labels[i] = cueI
			if i == r.first {
				labels[i] = cueB
			}
		}
	}
	var out []linear.Sequence
	for si := range e.v.d.Sentences {
		s := run{e.v.d.Sentences[si].First, e.v.d.Sentences[si].Last}
		if s.empty() {
			continue
		}
		c := &clause{v: e.v}
		c.set(s)
		out = append(out, linear.Sequence{Gold: labels[s.first:s.end], Features: c.features})
	}
	return out
}

// FindCues notes the cues that a model finds, so that the argument model is
// trained on what it will meet. The model must not have been trained on e.
func (e *Example) FindCues(m *linear.Model) {
	clear(e.v.inCue)
	e.v.findCues(newClause(m))
	e.found = slices.Clone(e.v.cues)
}

// ArgumentSequences are the training sequences of the argument model: each
// gold cue, and each cue found, which has no arguments where it is wrong.
func (e *Example) ArgumentSequences() []linear.Sequence {
	var out []linear.Sequence
	right := make([]bool, len(e.found))
	for k := range e.gold {
		cue := e.cues[k]
		if cue.empty() {
			continue
		}
		for j, f := range e.found {
			if f.first < cue.end && cue.first < f.end {
				right[j] = true
				if f != cue {
					out = append(out, e.arguments(f, &e.gold[k]))
				}
				break
			}
		}
		out = append(out, e.arguments(cue, &e.gold[k]))
	}
	for j, f := range e.found {
		if !right[j] {
			out = append(out, e.arguments(f, &polnear.Attribution{}))
		}
	}
	return out
}

func (e *Example) arguments(cue run, g *polnear.Attribution) linear.Sequence {
	w := &window{}
	w.set(e.v, e.v.sentenceOf(cue.first), cue)
	labels := make([]uint8, w.sentence.end-w.sentence.first)
	put := func(spans []news.Span, begin uint8) {
		for _, s := range spans {
			first, end := e.v.d.TokensIn(s)
			next := begin
			for i := first; i < end; i++ {
				if i < w.sentence.first || i >= w.sentence.end || i >= w.cue.first && i < w.cue.end || labels[i-w.sentence.first] != argO {
					next = begin
					continue
				}
				labels[i-w.sentence.first] = next
				next = begin + 1
			}
		}
	}
	for i := w.cue.first; i < w.cue.end; i++ {
		labels[i-w.sentence.first] = argCue
	}
	put(g.Source, argSourceB)
	put(g.Content, argContentB)
	return linear.Sequence{Gold: labels, Features: w.features}
}

// AnnotateWith is Annotate with models of the caller's choice.
func AnnotateWith(ctx context.Context, d *news.Doc, m Models) error {
	return annotate(ctx, d, newFinder(m))
}
