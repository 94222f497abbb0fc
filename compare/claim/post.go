package claim

import (
	"fmt"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// ranks are modifiers that make one post another: an assistant professor is
// not a professor.
var ranks = set("assistant", "associate", "deputy", "vice", "acting", "interim", "junior", "co-owner")

// holdings are the posts that somebody holds of a house, a firm or a team, of
// which articles mix up one with another.
var holdings = set("owner", "manager", "director", "founder", "chairman", "chairwoman", "chair", "president", "chief", "head", "leader",
	"captain", "coach", "clerk", "secretary", "treasurer", "principal", "editor", "professor", "lecturer", "tenant", "landlord")

// A post is one article's word for what a person is.
type post struct {
	ref    news.Ref
	head   string // lemma
	rank   string // modifier of rank, "" for none
	origin int
}

// posts finds persons to whom two origins give different posts.
func (c *corpus) posts() []news.ClaimGroup {
	found := map[int][]post{}
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		var chunks []clause.Chunk
		for t := s.First; t < s.Last; t++ {
			g, ok := c.entityAt[one.Doc][d.Tokens[t].Start]
			if !ok || c.Report.Entities[g].Kind != news.Person {
				continue
			}
			if chunks == nil {
				chunks = clause.Chunks(d, one.Number)
			}
			for _, ch := range clause.Descriptions(d, chunks, t, s) {
				head := lemma(d, ch.Head)
				if !holdings[head] {
					continue
				}
				p := post{ref: news.Ref{Doc: one.Doc, Span: ch.Span(d)}, head: head, origin: one.Origin}
				for u := ch.First; u < ch.Head; u++ {
					if ranks[lower(d, u)] {
						p.rank = lower(d, u)
					}
				}
				found[g] = append(found[g], p)
			}
		}
	}
	var named []int
	for g := range found {
		named = append(named, g)
	}
	sort.Ints(named)
	var out []news.ClaimGroup
	for _, g := range named {
		if group, ok := c.postConflict(c.Report.Entities[g].Name, found[g]); ok {
			out = append(out, group)
		}
	}
	return out
}

// postConflict compares the posts of one person. An origin that gives two
// posts knows that the person holds both.
func (c *corpus) postConflict(name string, posts []post) (news.ClaimGroup, bool) {
	given := map[int]string{}
	for _, p := range posts {
		key := p.rank + " " + p.head
		if k := given[p.origin]; k != "" && k != key {
			return news.ClaimGroup{}, false
		}
		given[p.origin] = key
	}
	for i, a := range posts {
		for _, b := range posts[i+1:] {
			if a.origin == b.origin || a.head == b.head && a.rank == b.rank {
				continue
			}
			g := news.ClaimGroup{
				What:    "the post of " + name,
				Verdict: news.Conflict,
				Why: fmt.Sprintf("%s has “%s”, %s “%s”", c.when(a.ref.Doc), strings.Join(strings.Fields(c.Report.Slice(a.ref)), " "),
					c.when(b.ref.Doc), strings.Join(strings.Fields(c.Report.Slice(b.ref)), " ")),
			}
			for _, p := range posts {
				g.Support = append(g.Support, news.Claim{Ref: p.ref, Status: news.Happened})
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}
