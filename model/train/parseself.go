package main

import (
	"context"
	"errors"
	"slices"

	"parallax/news"
	"parallax/nlp/parse"
	"parallax/nlp/tag"
)

// backgroundExamples are sentences of the background corpus, about as many words
// as asked for, without heads.
func backgroundExamples(dir string, words int, know *parse.Words) (out []parseExample, err error) {
	const (
		every             = 8 // the corpus has some outlets at a stretch
		shortest, longest = 5, 50
	)
	tail := parse.Tail()
	enough := errors.New("enough")
	article, n := 0, 0
	err = background(dir, func(d *news.Doc) error {
		if article++; article%every != 0 {
			return nil
		}
		if err := tag.Annotate(context.Background(), d); err != nil {
			return err
		}
		for _, s := range d.Sentences {
			size := s.Last - s.First
			if size < shortest || size > longest {
				continue
			}
			var x parseExample
			for _, t := range d.Tokens[s.First:s.Last] {
				x.words = append(x.words, know.Of(d.Slice(t.Span), t.POS))
			}
			x.words = append(x.words, tail[:]...)
			out = append(out, x)
			n += size
		}
		if n >= words {
			return enough
		}
		return nil
	})
	if err == enough {
		err = nil
	}
	return out, err
}

// A parseEnsemble is networks that decide together, by the sum of their scores.
type parseEnsemble []*parseNet

func (e parseEnsemble) parse(s *parse.State, words []parse.Word) {
	for _, n := range e {
		n.begin(words)
	}
	s.Reset(len(words) - 2)
	var places [parse.Places]int
	var extras [parse.Extras]uint8
	lead := e[0]
	for !s.Done() {
		s.Look(&places, &extras)
		for _, n := range e {
			n.forward(&places, &extras, false)
			if n != lead {
				addTo(lead.scores[:parse.Moves], n.scores)
			}
		}
		m, rel := lead.best(s), uint8(0)
		if m != parse.Shift {
			_, scores := lead.relate(m)
			for _, n := range e[1:] {
				_, more := n.relate(m)
				addTo(scores, more)
			}
			rel = uint8(argmax32(scores)) + 1
		}
		s.Do(m, rel)
	}
	for _, n := range e {
		n.end(false)
	}
}

// setHeads gives the examples the trees that the teachers see.
func (e parseEnsemble) setHeads(examples []parseExample) {
	var s parse.State
	for i := range examples {
		x := &examples[i]
		e.parse(&s, x.words)
		n := len(x.words) - 2
		x.heads = append([]int(nil), s.Heads[:n]...)
		x.rels = append([]uint8(nil), s.Rels[:n]...)
		x.setKids()
	}
}

// selfTrain teaches a network what teachers see in the background corpus, beside
// the gold trees: each epoch another part of it. The last epoch is gold alone.
func selfTrain(n *parseNet, gold, background []parseExample) {
	const epochs = 7
	part := len(background) / (epochs - 1)
	n.train(epochs, parseRate, func(epoch int) []parseExample {
		if epoch == epochs-1 {
			return gold
		}
		return slices.Concat(gold, background[epoch*part:(epoch+1)*part])
	})
}
