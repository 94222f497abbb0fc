package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parallax/model/linear"
	"parallax/news"
	"parallax/nlp/quote"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

// trainQuote builds the models of attributions from PolNeAR's training part.
func trainQuote(dir string) error {
	examples, err := readPolNeAR(filepath.Join(dir, "polnear/train"))
	if err != nil {
		return err
	}
	m := trainQuoteModels(examples)
	for name, model := range map[string]*linear.Model{"cue": m.Cue, "argument": m.Argument} {
		fmt.Fprintf(os.Stderr, "%s: %d bytes\n", name, len(model.Bytes()))
		if err := os.WriteFile("nlp/quote/"+name+".model", model.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func trainQuoteModels(examples []*quote.Example) quote.Models {
	cueOptions := linear.Options{
		Labels: quote.CueLabels(), Epochs: 6, Viterbi: true, SeenOnly: true,
		Margin: 1, MinCount: 3, Prune: 0.4,
		// A cue that is missed loses the whole attribution; a false one that
		// finds no content costs nothing.
		Bias: []int{6, 0, 0},
		Log:  os.Stderr,
	}
	// The argument model must meet the cues that the cue model finds in
	// articles it has not seen: each part is read by a model of the others.
	const parts = 2
	sequences := make([][]linear.Sequence, len(examples))
	for i, e := range examples {
		sequences[i] = withDropout(e.CueSequences())
	}
	for part := range parts {
		var others []linear.Sequence
		for i := range examples {
			if i%parts != part {
				others = append(others, sequences[i]...)
			}
		}
		o := cueOptions
		o.Epochs /= 2
		m := linear.TrainSequences(o, others)
		for i, e := range examples {
			if i%parts == part {
				e.FindCues(m)
			}
		}
	}
	var arguments []linear.Sequence
	for _, e := range examples {
		arguments = append(arguments, withDropout(e.ArgumentSequences())...)
	}
	return quote.Models{
		Cue: linear.TrainSequences(cueOptions, slices.Concat(sequences...)),
		Argument: linear.TrainSequences(linear.Options{
			Labels: quote.ArgumentLabels(), Epochs: 6, Viterbi: true, SeenOnly: true,
			Margin: 1, MinCount: 4, Prune: 0.6, Log: os.Stderr,
		}, arguments),
	}
}

// withDropout makes each look at a position miss some of its features, other
// ones each time, so that no feature is relied on alone: words of one article
// would be learnt by heart otherwise.
func withDropout(sequences []linear.Sequence) []linear.Sequence {
	const dropped = 15 // percent
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

// readPolNeAR reads a part of PolNeAR: text/*.txt and, in brat's format,
// attributions/*.ann. Where an article has two annotators, the first counts.
func readPolNeAR(dir string) ([]*quote.Example, error) {
	files, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no articles in %s: %v", dir, err)
	}
	var out []*quote.Example
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(filepath.Base(f), ".txt")
		annotations, err := filepath.Glob(filepath.Join(dir, "attributions", id+"*"))
		if err != nil || len(annotations) == 0 {
			continue
		}
		ann, err := os.ReadFile(annotations[0])
		if err != nil {
			return nil, err
		}
		d := &news.Doc{Article: news.Article{ID: id, Language: "en", Text: string(text)}}
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate} {
			if err := step(context.Background(), d); err != nil {
				return nil, err
			}
		}
		out = append(out, quote.NewExample(d, readBrat(string(ann), d.Text)))
	}
	return out, nil
}

// readBrat reads the attributions of a brat file, whose offsets count characters.
func readBrat(ann, text string) []quote.Gold {
	var bytes []int // by character
	for i := range text {
		bytes = append(bytes, i)
	}
	bytes = append(bytes, len(text))
	spans := map[string][]news.Span{}
	var out []quote.Gold
	for _, line := range strings.Split(ann, "\n") {
		columns := strings.Split(line, "\t")
		if len(columns) < 2 {
			continue
		}
		switch name := columns[0]; name[0] {
		case 'T': // T1	Source 0 4;9 12	words
			_, places, _ := strings.Cut(columns[1], " ")
			for _, p := range strings.Split(places, ";") {
				from, to, _ := strings.Cut(p, " ")
				a, errA := strconv.Atoi(from)
				b, errB := strconv.Atoi(to)
				if errA == nil && errB == nil && a < b && b < len(bytes) {
					spans[name] = append(spans[name], news.Span{Start: bytes[a], End: bytes[b]})
				}
			}
		case 'E': // E1	Attribution:T4 Content:T3 Content2:T7 Cue:T2 Source:T1
			var g quote.Gold
			for _, part := range strings.Fields(columns[1]) {
				role, span, _ := strings.Cut(part, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Source":
					g.Source = append(g.Source, spans[span]...)
				case "Cue":
					g.Cue = append(g.Cue, spans[span]...)
				case "Content":
					g.Content = append(g.Content, spans[span]...)
				}
			}
			for _, s := range [][]news.Span{g.Source, g.Cue, g.Content} {
				slices.SortFunc(s, func(a, b news.Span) int {
					if a.Less(b) {
						return -1
					}
					return 1
				})
			}
			out = append(out, g)
		}
	}
	return out
}
