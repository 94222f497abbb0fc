package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"parallax/model/linear"
	"parallax/model/polnear"
	"parallax/news"
	"parallax/nlp/quote"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

// trainQuote builds the models of attributions from PolNeAR's training part.
func trainQuote(dir string) error {
	examples, err := quoteExamples(filepath.Join(dir, "polnear/train"))
	if err != nil {
		return err
	}
	sequences := make([][]linear.Sequence, len(examples))
	for i, e := range examples {
		sequences[i] = e.CueSequences()
	}
	// The argument model must meet the cues that the cue model finds in
	// articles it has not seen: each part is read by a model of the others.
	const parts = 2
	for part := range parts {
		var others []linear.Sequence
		for i := range examples {
			if i%parts != part {
				others = append(others, sequences[i]...)
			}
		}
		m := trainCues(others)
		for i, e := range examples {
			if i%parts == part {
				e.FindCues(m)
			}
		}
	}
	if err := writeQuote("cue.model", trainCues(slices.Concat(sequences...)).Bytes()); err != nil {
		return err
	}
	var arguments []linear.Sequence
	for _, e := range examples {
		arguments = append(arguments, e.ArgumentSequences()...)
	}
	return writeQuote("argument.model", trainArguments(arguments).Bytes())
}

func trainCues(data []linear.Sequence) *linear.Model {
	labels := quote.CueLabels()
	w := learn(labels, 3, []int{5, 0, 0}, data)
	w.Favour(slices.Index(labels, "B"), 1.4)
	return w.Model(labels, cut)
}

func trainArguments(data []linear.Sequence) *linear.Model {
	labels := quote.ArgumentLabels()
	// A sentence stands here once for each cue in it: what is seen less often
	// than six times may be one sentence's own.
	w := learn(labels, 6, nil, data)
	w.Favour(slices.Index(labels, "B-source"), 1.4)
	w.Favour(slices.Index(labels, "B-content"), 0.7)
	return w.Model(labels, cut)
}

// How models are added up, and how much the labels that begin a span are
// favoured, did best on two fifths of the training part, each held out in its
// turn: F1 gains from what is right two times in five.
const (
	learners        = 2    // of either kind
	perceptronShare = 0.08 // whose weights count updates; those of a field are logarithms of odds
	cut             = 0.05 // smaller weights are half of the file, and change nothing
)

// learn adds up conditional random fields and perceptrons, which err in
// different places. In the perceptrons, labels are handicapped by bias.
func learn(labels []string, least int, bias []int, data []linear.Sequence) *linear.Weights {
	sum := linear.NewWeights(len(labels))
	add := func(w *linear.Weights, share float64) {
		sum = sum.Plus(w, share/learners)
	}
	for seed := range uint64(learners) {
		add(linear.TrainCRF(linear.CRFOptions{Labels: len(labels), MinCount: least, Seed: seed, Log: os.Stderr}, data), 1)
		add(linear.TrainPerceptron(linear.Options{
			Labels: labels, Epochs: 5, Viterbi: true, SeenOnly: true, Margin: 1, MinCount: least,
			Bias: bias, Seed: seed, Log: os.Stderr,
		}, withDropout(data)), perceptronShare)
	}
	return sum
}

func writeQuote(name string, model []byte) error {
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", name, len(model))
	return os.WriteFile("nlp/quote/"+name, model, 0o644)
}

// withDropout makes each look at a position miss some of its features, other
// ones each time, so that no feature is relied on alone: words of one article
// would be learnt by heart otherwise.
func withDropout(sequences []linear.Sequence) []linear.Sequence {
	sequences = slices.Clone(sequences)
	const dropped = 20 // percent
	for k := range sequences {
		features := sequences[k].Features
		looks := uint64(k) << 32
		sequences[k].Features = func(i int, done []uint8, buf []uint64) []uint64 {
			n := len(buf)
			buf = features(i, done, buf)
			kept := buf[:n]
			for _, f := range buf[n:] {
				looks++
				if linear.F(0, looks)%100 >= dropped {
					kept = append(kept, f)
				}
			}
			return kept
		}
	}
	return sequences
}

// quoteExamples reads a part of PolNeAR and runs the steps that quote stands on.
func quoteExamples(dir string) ([]*quote.Example, error) {
	articles, err := polnear.Read(dir)
	if err != nil {
		return nil, err
	}
	var out []*quote.Example
	for _, a := range articles {
		d := &news.Doc{Article: news.Article{ID: a.ID, Language: "en", Text: a.Text}}
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate} {
			if err := step(context.Background(), d); err != nil {
				return nil, err
			}
		}
		out = append(out, quote.NewExample(d, a.Attributions))
	}
	return out, nil
}
