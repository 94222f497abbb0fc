package claim

import (
	"fmt"
	"maps"
	"slices"

	"parallax/news"
)

// partners are the words for whom somebody lives with, by what they say of the
// tie. "Partner" fits all of them and contradicts none.
var partners = map[string]string{"wife": "married", "husband": "married", "spouse": "married",
	"fiance": "engaged", "fiancee": "engaged", "fiancé": "engaged", "fiancée": "engaged",
	"girlfriend": "going out", "boyfriend": "going out",
	"ex-wife": "parted", "ex-husband": "parted", "ex-girlfriend": "parted", "ex-boyfriend": "parted"}

type tie struct {
	ref    news.Ref
	kind   string
	origin int
}

// ties finds persons whose partner one origin calls wife or husband and another
// fiancée or girlfriend.
func (c *corpus) ties() []news.ClaimGroup {
	found := map[int][]tie{}
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		for t := s.First + 1; t < s.Last; t++ {
			kind := partners[lower(d, t)]
			if kind == "" || lower(d, t-1) != "her" && lower(d, t-1) != "his" {
				continue
			}
			if g := c.owner(i, t-1); g != nobody {
				span := news.Span{Start: d.Tokens[t-1].Start, End: d.Tokens[t].End}
				found[g] = append(found[g], tie{news.Ref{Doc: one.Doc, Span: span}, kind, one.Origin})
			}
		}
	}
	var out []news.ClaimGroup
	for _, g := range slices.Sorted(maps.Keys(found)) {
		if group, ok := c.tieConflict(c.Report.Entities[g].Name, found[g]); ok {
			out = append(out, group)
		}
	}
	return out
}

// owner is the person whom a possessive at token t means: the one named last
// before it in the sentence, else first in one of the three sentences before.
func (c *corpus) owner(i, t int) int {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	s := d.Sentences[one.Number]
	for u := t - 1; u >= s.First; u-- {
		if g, ok := c.entityAt[one.Doc][d.Tokens[u].Start]; ok && c.Report.Entities[g].Kind == news.Person {
			return g
		}
	}
	for k := i - 1; k >= max(c.Docs[one.Doc][0], i-3); k-- {
		s := d.Sentences[c.Sentences[k].Number]
		for u := s.First; u < s.Last; u++ {
			if g, ok := c.entityAt[one.Doc][d.Tokens[u].Start]; ok && c.Report.Entities[g].Kind == news.Person {
				return g
			}
		}
	}
	return nobody
}

func (c *corpus) tieConflict(name string, ties []tie) (news.ClaimGroup, bool) {
	for i, a := range ties {
		for _, b := range ties[i+1:] {
			if a.kind == b.kind || a.origin == b.origin {
				continue
			}
			g := news.ClaimGroup{
				What:    "what the partner of " + name + " is called",
				Verdict: news.Conflict,
				Why:     fmt.Sprintf("%s writes “%s”, %s “%s”", c.when(a.ref.Doc), c.Report.Slice(a.ref), c.when(b.ref.Doc), c.Report.Slice(b.ref)),
			}
			kinds := map[int]string{}
			for _, s := range ties {
				if k := kinds[s.origin]; k != "" && k != s.kind {
					return news.ClaimGroup{}, false // one origin knows two of them
				}
				kinds[s.origin] = s.kind
				g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: news.Happened})
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}
