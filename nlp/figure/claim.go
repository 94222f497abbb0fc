package figure

import (
	"math"
	"sort"
	"strings"

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
				best, size = sourceName(a), c.Len()
			}
		}
	}
	return best
}

// sourceName is who speaks. A source that no speaker was made of (its head is
// nothing that speaks) claims nothing: a wrong claimant costs more than none.
func sourceName(a *news.Attribution) string {
	return strings.TrimSuffix(strings.TrimSuffix(a.Speaker, "’s"), "'s")
}
