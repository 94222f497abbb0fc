// Package name finds the names of persons, organisations, places and other
// things, and says which mentions in one article are one entity.
//
// A trained chain of labels finds them (features.go, model/names); what the
// article shows of a word elsewhere settles headings and doubtful kinds
// (settle.go, recall.go); surnames, titles, acronyms and shortened names are then linked
// to the fullest form (link.go). A mention is the bare name: titles and
// possessive endings stand outside. Names of peoples ("Norwegian") are no
// entities.
package name

import (
	"context"

	"parallax/model/gazetteer"
	"parallax/model/names"
	"parallax/news"
)

// Annotate sets d.Entities.
func Annotate(ctx context.Context, d *news.Doc) error {
	d.Entities = d.Entities[:0]
	if d.Language != "" && d.Language != "en" {
		d.Note("names were not looked for: the model knows English only")
		return ctx.Err()
	}
	s := look(d, gazetteer.Of)
	prose := func(sent *news.Sentence) bool { return !skipped(d, sent.Span) }
	all := s.settle(s.find(names.Model(), prose), prose)
	for _, m := range s.link(all) {
		d.Entities = append(d.Entities, news.Entity{Span: m.span, Kind: m.kind, Name: m.name})
	}
	return ctx.Err()
}

// skipped reports whether a sentence is of the page rather than of the
// article: prompts to share, pleas, links to other stories. The names in
// captions, credits and stamps are real.
func skipped(d *news.Doc, sent news.Span) bool {
	if !d.InBoilerplate(sent) {
		return false
	}
	for _, b := range d.Boilerplate {
		if b.Start >= sent.End {
			break
		}
		if b.Overlaps(sent) {
			switch b.Kind {
			case news.Share, news.Plea, news.Related, news.Breadcrumb, news.Legal:
				return true
			}
		}
	}
	return false
}
