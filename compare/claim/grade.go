package claim

import (
	"strings"

	"parallax/news"
)

// grade finds storms that one origin knows to have weakened further than another.
func (c *corpus) grade() (news.ClaimGroup, bool) {
	var all []answer
	weakest := map[int]uint{}
	c.telling(set("tropical"), func(i int, text string) {
		origin := c.Sentences[i].Origin
		for k, grade := range []string{"tropical depression", "tropical storm"} {
			if !strings.Contains(strings.ToLower(text), grade) {
				continue
			}
			value := uint(1) << k
			if w := weakest[origin]; w == 0 || value < w {
				weakest[origin] = value
			}
			all = append(all, c.answer(i, c.Sentences[i].Span, "", value))
			break
		}
	})
	kept := all[:0]
	for _, a := range all {
		if a.values == weakest[a.origin] {
			kept = append(kept, a)
		}
	}
	return c.contest(question{what: "the strength of the storm", rivals: disjoint, update: true}, kept)
}
