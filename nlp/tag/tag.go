// Package tag sets the part of speech and the lemma of each token.
package tag

import (
	"context"
	_ "embed"
	"sync"

	"parallax/model/linear"
	"parallax/news"
)

//go:embed tag.model
var file string

var load = sync.OnceValue(func() *linear.Model { return linear.MustLoad(file) })

// Labels are the tags as the model numbers them: the tag's value less one.
func Labels() []string {
	var names []string
	for p := news.ADJ; p <= news.X; p++ {
		names = append(names, p.String())
	}
	return names
}

// Annotate sets POS and Lemma of d.Tokens.
func Annotate(ctx context.Context, d *news.Doc) error {
	if d.Language != "" && d.Language != "en" {
		d.Note("parts of speech and lemmas are given for English only; this article is in " + d.Language)
		return nil
	}
	m, lem := load(), loadLemmas()
	scratch := linear.GetScratch()
	defer scratch.Put()
	var s sentence
	extract := s.features
	for _, sent := range d.Sentences {
		tokens := d.Tokens[sent.First:sent.Last]
		s.forms = s.forms[:0]
		for i := range tokens {
			s.forms = append(s.forms, d.Slice(tokens[i].Span))
		}
		s.prepare()
		for i, l := range m.Greedy(len(tokens), extract, scratch) {
			tokens[i].POS = news.POS(l) + 1
			tokens[i].Lemma = lem.lemma(s.forms[i], tokens[i].POS)
		}
	}
	return ctx.Err()
}
