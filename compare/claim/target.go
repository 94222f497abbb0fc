package claim

import (
	"slices"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// declines govern an infinitive that does not come true: "refused to sign".
var declines = set("decline", "refuse", "fail")

// governed is the status that the words before the verb at token `at` give it:
// "to charge", "should be charged", "has not been charged". "" for none.
func governed(d *news.Doc, cl clause.Clause, at int) news.Status {
	const reach = 4 // "has not yet been formally charged"
	for t := at - 1; t >= max(cl.First, at-reach); t-- {
		switch w := lower(d, t); w {
		case "not", "never", "no", "without", "n't", "n’t":
			return news.Denied
		case "to":
			if t > cl.First && declines[lemma(d, t-1)] {
				return news.Denied
			}
			if find(d, max(cl.First, t-3), t, set("forced", "made", "led", "got", "caused", "prompted", "pressured")) >= 0 {
				return "" // "forced him to plead guilty": he did
			}
			if t == at-1 || lower(d, t+1) == "be" {
				return news.Planned
			}
		case "will", "shall", "'ll", "’ll":
			return news.Planned
		case "should", "could", "would", "may", "might", "must", "can":
			return news.Unconfirmed
		default:
			if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
				return news.Denied
			}
		}
	}
	return ""
}

// targets are the persons whom the word at token `at` is about: the subject of
// a passive, else the object, which begins at token `after`.
func (c *corpus) targets(way course, i int, cl clause.Clause, r, at, after int) []int {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	chunks := clause.Chunks(d, one.Number)
	w := lower(d, at)
	passive := stative[w]
	for t := at - 1; t >= cl.First && t >= at-4; t-- {
		w := lower(d, t)
		passive = passive || isBe(w) || w == "been" || w == "being" || w == "get" || w == "got"
	}
	switch w {
	case "no":
		return []int{nobody} // "no arrests have been made"
	case "searching", "search", "looking", "hunt", "hunting", "manhunt":
		passive = false
		if lower(d, after-1) != "for" {
			after = forWhom(d, after, d.Sentences[one.Number].Last)
			if after < 0 {
				return []int{nobody} // "the search continues"
			}
		}
	}
	if passive {
		return c.subject(way, i, cl, at, chunks)
	}
	k := c.object(way, d, one.Doc, after, chunks)
	if r == 0 && k >= 0 {
		return c.listed(way, d, one.Doc, after, d.Sentences[one.Number].Last)
	}
	if k != other {
		return []int{k}
	}
	// A reduced passive, "the man arrested on Monday"; not "the man released a
	// statement".
	if r > 0 && at > cl.First && (after >= cl.Last || !opensPhrase(d, after)) {
		if k := c.person(way, d, one.Doc, at-1); k >= nobody {
			return []int{k}
		}
	}
	return nil
}

// forWhom is the token after the next "for", or -1.
func forWhom(d *news.Doc, t, last int) int {
	for ; t+1 < last; t++ {
		if lower(d, t) == "for" {
			return t + 1
		}
	}
	return -1
}

func opensPhrase(d *news.Doc, t int) bool {
	switch d.Tokens[t].POS {
	case news.DET, news.ADJ, news.NOUN, news.PROPN, news.PRON, news.NUM:
		return true
	}
	return false
}

// object is the person that the noun phrase or pronoun at token t names.
func (c *corpus) object(way course, d *news.Doc, doc, t int, chunks []clause.Chunk) int {
	if t >= len(d.Tokens) {
		return other
	}
	for _, ch := range chunks {
		if ch.First <= t && t < ch.Last {
			return c.person(way, d, doc, ch.Head)
		}
	}
	return c.person(way, d, doc, t)
}

// listed are the persons of the list that begins at token t: "searching for A, 22;
// B, 20; and C".
func (c *corpus) listed(way course, d *news.Doc, doc, t, last int) []int {
	var out []int
	for ; t < last; t++ {
		k := c.person(way, d, doc, t)
		if k == other {
			switch d.Tokens[t].POS {
			case news.VERB, news.AUX, news.ADP, news.SCONJ, news.NOUN:
				return out
			}
			continue
		}
		if t+1 < last && (lower(d, t+1) == "'s" || lower(d, t+1) == "’s") {
			return out // "Varga, Holm's deputy"
		}
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// subject is the person before the verb at token `at`: the first of the clause
// that has the subject, not behind a preposition ("the suspect in the robbery");
// for a relative clause the noun phrase that it follows.
func (c *corpus) subject(way course, i int, cl clause.Clause, at int, chunks []clause.Chunk) []int {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	if relatives[lower(d, cl.First)] && cl.GroupFirst == cl.First+1 {
		return c.antecedents(way, d, one.Doc, cl.First, chunks)
	}
	// "The men who were held and are being freed": the relative's second predicate.
	if k := slices.IndexFunc(c.clauses[i], func(o clause.Clause) bool { return o.First == cl.First }); k > 0 && cl.GroupFirst == cl.First+1 && d.Tokens[cl.First].POS == news.CCONJ {
		if before := c.clauses[i][k-1]; relatives[lower(d, before.First)] && before.GroupFirst == before.First+1 {
			return c.antecedents(way, d, one.Doc, before.First, chunks)
		}
	}
	first, last := cl.First, at
	if cl.GroupFirst <= cl.First+1 && cl.Subject < len(c.clauses[i]) {
		if sub := c.clauses[i][cl.Subject]; sub.First < cl.First && sub.GroupFirst > sub.First {
			if relatives[lower(d, sub.First)] && sub.GroupFirst == sub.First+1 {
				return c.antecedents(way, d, one.Doc, sub.First, chunks)
			}
			first, last = sub.First, sub.GroupFirst
		}
	}
	for _, ch := range chunks {
		if ch.First < first || ch.Last > last || ch.First > 0 && d.Tokens[ch.First-1].POS == news.ADP && !conjunctions[lower(d, ch.First-1)] {
			continue
		}
		switch k := c.person(way, d, one.Doc, ch.Head); {
		case k >= 0:
			return c.listed(way, d, one.Doc, ch.First, last)
		case k == nobody:
			if named := c.identified(way, i, at, cl.Last, chunks); named >= 0 {
				return []int{named}
			}
			return []int{k}
		case k != other:
			return []int{k}
		}
	}
	for t := first; t < last; t++ {
		if d.Tokens[t].POS == news.PRON {
			if k := c.person(way, d, one.Doc, t); k != other {
				return []int{k}
			}
		}
	}
	return nil
}

// conjunctions that the tagger may take for prepositions.
var conjunctions = set("before", "after", "since", "until", "as")

// identified is the person whom the clause gives as the one described: "the last
// suspect at large is Varga". other for none.
func (c *corpus) identified(way course, i, at, last int, chunks []clause.Chunk) int {
	d := c.Report.Articles[c.Sentences[i].Doc]
	for t := at; t+1 < last; t++ {
		if !isBe(lower(d, t)) {
			continue
		}
		for _, ch := range chunks {
			if ch.First <= t+1 && t+1 < ch.Last {
				return c.person(way, d, c.Sentences[i].Doc, t+1)
			}
		}
	}
	return other
}

// antecedents is the person of the noun phrase before token t, or of the one that
// it stands in apposition to: "Varga, a lawyer, who".
func (c *corpus) antecedents(way course, d *news.Doc, doc, t int, chunks []clause.Chunk) []int {
	for n := len(chunks) - 1; n >= 0; n-- {
		ch := chunks[n]
		if ch.Last > t {
			continue
		}
		if k := c.person(way, d, doc, ch.Head); k != other {
			return []int{k}
		}
		if ch.First == 0 || lower(d, ch.First-1) != "," {
			return nil
		}
		t = ch.First
	}
	return nil
}

// person is the entity group of the person that token t names, nobody for a
// word like "suspect", pronoun, or other.
func (c *corpus) person(way course, d *news.Doc, doc, t int) int {
	span := d.Tokens[t].Span
	i := sort.Search(len(d.Entities), func(i int) bool { return d.Entities[i].End > span.Start })
	if i < len(d.Entities) && d.Entities[i].Contains(span) {
		if g, ok := c.entityAt[doc][d.Entities[i].Start]; ok && c.Report.Entities[g].Kind == news.Person {
			return g
		}
		return other
	}
	switch w := lower(d, t); {
	case w == "he" || w == "she" || w == "him":
		return pronoun
	case w == "her" && (t+1 >= len(d.Tokens) || d.Tokens[t+1].POS != news.NOUN && d.Tokens[t+1].POS != news.ADJ):
		return pronoun
	case way.who[w]:
		return nobody
	}
	return other
}
