package figure

import "parallax/news"

// claimant tells who the article says a figure at span comes from: the source
// of the innermost attribution whose content holds it.
func claimant(d *news.Doc, span news.Span) string {
	best, size := "", int(^uint(0)>>1)
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if len(a.Content) == 0 || a.Content[0].Start > span.Start {
			break // sorted by the first content span
		}
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
