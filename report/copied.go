package report

import (
	"fmt"
	"sort"
	"strings"

	"parallax/news"
)

// A copied is what two articles share and where they part. Where it is known
// which came first, From is that one.
type copied struct {
	From, To           int // article numbers
	Ordered            bool
	ShareFrom, ShareTo string
	Kind               string
	Why                string
	Cut, Added         []statement // sentences that only From, only To has
	Reworded           []rewording
	Passages           []pair
}

type rewording struct {
	From, To         []part // what the other lacks is marked
	CiteFrom, CiteTo cite
}

type pair struct{ From, To cite }

func newCopied(r *news.Report, c news.Copy) copied {
	turned := c.Earlier == "b"
	out := copied{From: c.A + 1, To: c.B + 1, Ordered: c.Earlier != "", ShareFrom: percent(c.ShareA), ShareTo: percent(c.ShareB),
		Kind: strings.ReplaceAll(string(c.Kind), "-", " "), Why: clean(c.Why)}
	if turned {
		out.From, out.To, out.ShareFrom, out.ShareTo = out.To, out.From, out.ShareTo, out.ShareFrom
	}
	for _, p := range c.Passages {
		one := pair{citeOf(r, news.Ref{Doc: c.A, Span: p.A}), citeOf(r, news.Ref{Doc: c.B, Span: p.B})}
		if turned {
			one.From, one.To = one.To, one.From
		}
		out.Passages = append(out.Passages, one)
	}
	for _, ch := range c.Changes {
		a, b := news.Ref{Doc: c.A, Span: ch.A}, news.Ref{Doc: c.B, Span: ch.B}
		switch {
		case ch.Kind == news.Reworded:
			if turned {
				a, b = b, a
			}
			from, to := clean(r.Slice(a)), clean(r.Slice(b))
			if one := (rewording{difference(to, from), difference(from, to), citeOf(r, a), citeOf(r, b)}); marked(one.From) || marked(one.To) {
				out.Reworded = append(out.Reworded, one)
			}
		case (ch.Kind == news.OnlyA) != turned:
			out.Cut = append(out.Cut, changed(r, a, b, ch))
		default:
			out.Added = append(out.Added, changed(r, a, b, ch))
		}
	}
	for _, side := range [][]statement{out.Cut, out.Added} { // what stands out first
		sort.SliceStable(side, func(i, k int) bool { return side[i].Why != "" && side[k].Why == "" })
	}
	return out
}

// changed is a sentence that one of the two articles lacks.
func changed(r *news.Report, a, b news.Ref, ch news.Change) statement {
	if ch.Kind == news.OnlyB {
		a = b
	}
	return statement{Text: clean(r.Slice(a)), Why: clean(ch.Why), Cites: cites(r, []news.Ref{a})}
}

func marked(parts []part) bool {
	for _, p := range parts {
		if p.Marked {
			return true
		}
	}
	return false
}

// Summary says in one line what became of the text.
func (c copied) Summary() string {
	var parts []string
	say := func(n int, some string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(some, count(n, "sentence")))
		}
	}
	if c.Ordered {
		say(len(c.Cut), "%s cut")
		say(len(c.Added), "%s added")
	} else {
		say(len(c.Cut), fmt.Sprintf("%%s only in [%d]", c.From))
		say(len(c.Added), fmt.Sprintf("%%s only in [%d]", c.To))
	}
	say(len(c.Reworded), "%s reworded")
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}

// CutHead and AddedHead name the lists of sentences that one side lacks.
func (c copied) CutHead() string {
	if c.Ordered {
		return "Cut"
	}
	return fmt.Sprintf("Only in [%d]", c.From)
}

func (c copied) AddedHead() string {
	if c.Ordered {
		return "Added"
	}
	return fmt.Sprintf("Only in [%d]", c.To)
}

// Arrow leads from the earlier article to the later one.
func (c copied) Arrow() string {
	if c.Ordered {
		return "→"
	}
	return "and"
}
