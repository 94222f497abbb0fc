package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

// grades of tropical cyclones, the weakest first.
var grades = []struct {
	value uint
	words *regexp.Regexp
}{
	{1, regexp.MustCompile(`\btropical depression`)},
	{2, regexp.MustCompile(`\btropical storm`)},
	{4, regexp.MustCompile(`\b(hurricane|typhoon)\b`)},
}

// grade finds storms that one origin knows to have weakened further than another.
func (c *corpus) grade() (news.ClaimGroup, bool) {
	var all []answer
	weakest := map[int]uint{}
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		t := find(d, s.First, s.Last, set("tropical"))
		if t < 0 || d.InBoilerplate(one.Span) {
			continue
		}
		text := strings.ToLower(oneLine(d.Slice(one.Span)))
		for _, g := range grades[:2] {
			if g.words.MatchString(text) {
				if w := weakest[one.Origin]; w == 0 || g.value < w {
					weakest[one.Origin] = g.value
				}
				all = append(all, c.answer(i, one.Span, "", g.value))
				break
			}
		}
	}
	kept := all[:0]
	for _, a := range all {
		if a.values == weakest[a.origin] {
			kept = append(kept, a)
		}
	}
	return c.contest("the strength of the storm", kept, disjoint, true, false)
}
