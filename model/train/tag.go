package main

import (
	"fmt"
	"os"
	"path/filepath"

	"parallax/model/conllu"
	"parallax/model/linear"
	"parallax/news"
	"parallax/nlp/tag"
)

// trainTag builds the tagger from EWT's training part and GUM; EWT dev
// measures it.
func trainTag(dir string) error {
	docs, err := conllu.ReadFiles(
		filepath.Join(dir, "ud/ewt/sources-train.conllu.gz"),
		filepath.Join(dir, "ud/gum/*.conllu"))
	if err != nil {
		return err
	}
	if err := writeLemmas(goldLemmas(docs)); err != nil {
		return err
	}
	m := linear.TrainSequences(linear.Options{
		Labels: tag.Labels(),
		Epochs: 10,
		Margin: 2,
		Prune:  0.1,
		Log:    os.Stderr,
	}, tagSequences(docs))
	fmt.Fprintf(os.Stderr, "%d bytes\n", len(m.Bytes()))
	return os.WriteFile("nlp/tag/tag.model", m.Bytes(), 0o644)
}

func tagSequences(docs []conllu.Doc) (out []linear.Sequence) {
	for _, d := range docs {
		for _, s := range d.Sentences {
			var forms []string
			var gold []uint8
			for _, w := range s.Words {
				forms = append(forms, w.Form)
				gold = append(gold, uint8(news.ParsePOS(w.UPOS)-1))
			}
			out = append(out, linear.Sequence{Gold: gold, Features: tag.Features(forms)})
		}
	}
	return out
}
