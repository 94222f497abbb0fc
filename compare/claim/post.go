package claim

import (
	"fmt"
	"slices"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

var (
	// ranks before a post make it another one: an assistant professor is none yet.
	ranks = set("assistant", "associate", "deputy", "vice", "junior")
	// passing are the words for a post that somebody no longer or not fully holds:
	// people have held several.
	passing = set("former", "acting", "interim", "then", "onetime", "ex", "retired", "late")
	// stakes are what somebody may be to a house, one at a time as a rule.
	stakes = set("owner", "manager", "employee", "clerk", "tenant")
)

// A post is how an article calls the office of somebody: with its rank, or without.
type post struct {
	ref    news.Ref
	origin int
	head   string
	rank   string
}

// posts finds persons to whom one origin gives a lower rank of the same post than
// another, or whom one calls the owner and another the manager.
func (c *corpus) posts() []news.ClaimGroup {
	var out []news.ClaimGroup
	for g, e := range c.Report.Entities {
		if e.Kind != news.Person {
			continue
		}
		var all []post
		for _, m := range e.Mentions {
			d := c.Report.Articles[m.Doc]
			i := c.At(m)
			if i < 0 {
				continue
			}
			t, _ := d.TokensIn(m.Span)
			n := c.Sentences[i].Number
			for _, ch := range clause.Descriptions(d, clause.Chunks(d, n), t, d.Sentences[n]) {
				p := post{ref: news.Ref{Doc: m.Doc, Span: ch.Span(d)}, origin: c.Sentences[i].Origin, head: lemma(d, ch.Head)}
				past := false
				for u := ch.First; u < ch.Head; u++ {
					w := lower(d, u)
					past = past || passing[w]
					if ranks[w] {
						p.rank = w
					}
				}
				if past {
					continue
				}
				if p.ref.Start > m.Start {
					p.ref.Start = m.Start
				} else {
					p.ref.End = m.End
				}
				all = append(all, p)
			}
		}
		if one, ok := c.postConflict(c.Report.Entities[g].Name, all); ok {
			out = append(out, one)
		}
	}
	return out
}

func (c *corpus) postConflict(name string, all []post) (news.ClaimGroup, bool) {
	for i, p := range all {
		for _, q := range all[i+1:] {
			if p.origin == q.origin || !rivalPosts(p, q) || c.knowsBoth(all, p, q) {
				continue
			}
			g := news.ClaimGroup{What: "the post of " + name, Verdict: news.Conflict,
				Why: fmt.Sprintf("%s: “%s”; %s: “%s”", c.when(p.ref.Doc), c.excerpt(p.ref), c.when(q.ref.Doc), c.excerpt(q.ref))}
			for _, r := range all {
				if r.head == p.head || r.head == q.head {
					g.Support = append(g.Support, news.Claim{Ref: r.ref, Status: news.Happened})
				}
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}

func rivalPosts(p, q post) bool {
	if p.head == q.head {
		return (p.rank == "") != (q.rank == "")
	}
	return stakes[p.head] && stakes[q.head]
}

// knowsBoth reports whether one origin gives both.
func (c *corpus) knowsBoth(all []post, p, q post) bool {
	has := func(origin int, x post) bool {
		return slices.ContainsFunc(all, func(r post) bool { return r.origin == origin && r.head == x.head && strings.EqualFold(r.rank, x.rank) })
	}
	for _, r := range all {
		if has(r.origin, p) && has(r.origin, q) {
			return true
		}
	}
	return false
}
