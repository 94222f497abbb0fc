// Package name finds which names in the articles of a story are one person,
// organisation or place, and lists every form in which the articles write it.
package name

import (
	"context"
	"sort"

	"parallax/news"
)

// Annotate fills r.Entities from the entities of the articles: most mentions
// first, names that one article mentions once last.
func Annotate(ctx context.Context, r *news.Report) error {
	r.Entities = nil
	c := gather(r)
	c.settleKinds()
	c.bodies()
	c.spellings()
	c.link()
	c.handles()
	c.recall()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, g := range c.groups {
		if g.into == nil {
			r.Entities = append(r.Entities, g.entity(r))
		}
	}
	sort.SliceStable(r.Entities, func(i, j int) bool {
		return len(r.Entities[i].Mentions) > len(r.Entities[j].Mentions)
	})
	return nil
}

// entity is the group as the report shows it.
func (g *group) entity(r *news.Report) news.EntityGroup {
	out := news.EntityGroup{Name: g.canonical(), Kind: g.kind}
	counts := map[string]int{}
	for _, e := range g.entries {
		for _, m := range e.mentions {
			out.Mentions = append(out.Mentions, news.Ref{Doc: e.doc, Span: m})
			for _, f := range formsOf(r.Articles[e.doc], m, g.kind) {
				if counts[f] == 0 {
					out.Forms = append(out.Forms, f)
				}
				counts[f]++
			}
		}
	}
	sort.SliceStable(out.Forms, func(i, j int) bool {
		a, b := out.Forms[i], out.Forms[j]
		if counts[a] != counts[b] {
			return counts[a] > counts[b]
		}
		return a < b
	})
	sort.Slice(out.Mentions, func(i, j int) bool {
		a, b := out.Mentions[i], out.Mentions[j]
		return a.Doc < b.Doc || a.Doc == b.Doc && a.Span.Less(b.Span)
	})
	return out
}
