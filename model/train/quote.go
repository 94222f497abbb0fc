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
		sequences[i] = withDropout(e.CueSequences())
	}
	cues := linear.Options{
		Labels: quote.CueLabels(), Epochs: 7, Viterbi: true, SeenOnly: true,
		Margin: 1, MinCount: 3, Prune: 0.4,
		// A cue that is missed loses the whole attribution; a false one that
		// finds no content costs nothing.
		Bias: []int{9, 0, 0},
		Log:  os.Stderr,
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
		o := cues
		o.Epochs = 4
		m := linear.TrainSequences(o, others)
		for i, e := range examples {
			if i%parts == part {
				e.FindCues(m)
			}
		}
	}
	if err := writeQuote("cue.model", linear.TrainSequences(cues, slices.Concat(sequences...)).Bytes()); err != nil {
		return err
	}
	var arguments []linear.Sequence
	for _, e := range examples {
		arguments = append(arguments, withDropout(e.ArgumentSequences())...)
	}
	return writeQuote("argument.model", linear.TrainSequences(linear.Options{
		Labels: quote.ArgumentLabels(), Epochs: 6, Viterbi: true, SeenOnly: true,
		// A sentence stands here once for each cue in it: what is seen less often
		// than this may be one sentence's own.
		MinCount: 6, Margin: 1, Prune: 0.6,
		Log: os.Stderr,
	}, arguments).Bytes())
}

func writeQuote(name string, model []byte) error {
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", name, len(model))
	return os.WriteFile("nlp/quote/"+name, model, 0o644)
}

// withDropout makes each look at a position miss some of its features, other
// ones each time, so that no feature is relied on alone: words of one article
// would be learnt by heart otherwise.
func withDropout(sequences []linear.Sequence) []linear.Sequence {
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
