package figure

import (
	"math"
	"sort"

	"parallax/news"
)

// claimant tells who the article says a figure at span comes from: the source
// of the innermost attribution whose content holds it.
func claimant(d *news.Doc, span news.Span) string {
	best, size := "", math.MaxInt
	// They are sorted by the first content span and nest a few deep; how far
	// back one is looked for is bounded.
	const back = 24
	after := sort.Search(len(d.Attributions), func(i int) bool {
		c := d.Attributions[i].Content
		return len(c) > 0 && c[0].Start > span.Start
	})
	for i := max(0, after-back); i < after; i++ {
		a := &d.Attributions[i]
		for _, c := range a.Content {
			if c.Contains(span) && c.Len() < size {
				best, size = sourceName(d, a), c.Len()
			}
		}
	}
	return best
}

func sourceName(d *news.Doc, a *news.Attribution) string {
	if a.Speaker != "" {
		return a.Speaker
	}
	if len(a.Source) > 0 {
		return d.Slice(a.Source[0])
	}
	return ""
}
