// Package tag sets the part of speech and the lemma of each token.
package tag

import (
	"context"
	_ "embed"
	"strings"
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

// sure.tsv lists the forms whose tag is always the same, tag first.
//
//go:embed sure.tsv
var sureFile string

// loadSure maps the hash of a form to its label.
var loadSure = sync.OnceValue(func() map[uint64]uint8 {
	m := make(map[uint64]uint8, strings.Count(sureFile, "\n"))
	for rest := sureFile; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		pos, form, _ := strings.Cut(line, "\t")
		m[linear.Hash(form)] = uint8(news.ParsePOS(pos) - 1)
	}
	return m
})

// Annotate sets POS and Lemma of d.Tokens.
func Annotate(ctx context.Context, d *news.Doc) error {
	if d.Language != "" && d.Language != "en" {
		d.Note("parts of speech and lemmas are given for English only; this article is in " + d.Language)
		return nil
	}
	t := taggers.Get().(*tagger)
	defer taggers.Put(t)
	lem := loadLemmas()
	s := &t.sentence
	for _, sent := range d.Sentences {
		tokens := d.Tokens[sent.First:sent.Last]
		s.forms = s.forms[:0]
		for i := range tokens {
			s.forms = append(s.forms, d.Slice(tokens[i].Span))
		}
		for i, l := range t.decide() {
			tokens[i].POS = news.POS(l) + 1
			tokens[i].Lemma = lem.lemma(s.forms[i], tokens[i].POS)
		}
	}
	return ctx.Err()
}
