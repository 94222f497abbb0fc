package reuse

import (
	"context"
	"fmt"
	"strings"

	"parallax/news"
)

const (
	// duplicateShare is the part of the shorter body that must stand in the
	// longer for a duplicate, as readers who marked stories were told.
	duplicateShare = 0.60
	// wholeShare is the part of a sentence's words outside quotation marks that
	// must stand in the other article for the sentence to count as taken over.
	wholeShare = 0.75
	// partnerShare is how far (Dice) one sentence there must be the same, for a
	// sentence that a clause was put into, or taken out of.
	partnerShare = 0.65
	// minSentence is how many words outside quotation marks a sentence needs
	// to count at all: "he said on Tuesday" proves nothing.
	minSentence = 7
	// minSentences are needed, and so many shared words outside quotation
	// marks: two sentences of usual length (20 words). One sentence may be an
	// official's, or the only way to say it. Where a sentence was split or two
	// were joined, one side counts one: then it is enough that the other has
	// two. Where both count one, the rest of the words stands in pieces of
	// sentences: it takes more than two sentences' worth, and one piece as long
	// as a sentence, since the formulas of police reports recur in small ones.
	minSentences   = 2
	minWords       = 40
	minPiecesWords = 48
	minPiece       = 20
)

// Copies fills r.Copies: the pairs of articles that share sentences nearly
// word for word, outside boilerplate and outside quotation marks.
func Copies(ctx context.Context, r *news.Report) error {
	bodies := make([]*body, len(r.Articles))
	for i, d := range r.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		bodies[i] = newBody(d)
	}
	r.Copies = nil
	pairs, all := candidates(bodies)
	if !all {
		r.Note(fmt.Sprintf("Some texts stand in more than %d articles: not every pair of copies is listed.", maxPartners))
	}
	for _, p := range pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if c, ok := compare(bodies[p.a], bodies[p.b]); ok {
			r.Copies = append(r.Copies, c.report(r, p))
		}
	}
	return nil
}

// A comparison is what two bodies share.
type comparison struct {
	x, y *body
	*alignment
	sentX, sentY   int     // sentences of each that stand in the other
	shareX, shareY float64 // of each one's words
	words          int     // shared, in neither between quotation marks
	double         bool
	verbatim       bool // no gap in any passage
	shorterIsX     bool
}

// compare decides whether one body copies from the other.
func compare(x, y *body) (comparison, bool) {
	al := align(x, y)
	c := comparison{x: x, y: y, alignment: al, shorterIsX: len(x.words) <= len(y.words)}
	c.sentX, c.shareX = covered(x, y, al.toY)
	c.sentY, c.shareY = covered(y, x, al.toX)
	for i, j := range al.toY {
		if j >= 0 && !x.words[i].quoted && !y.words[j].quoted {
			c.words++
		}
	}
	shorter := c.shareY
	if c.shorterIsX {
		shorter = c.shareX
	}
	c.double = shorter >= duplicateShare && min(c.sentX, c.sentY) >= 1
	c.verbatim = true
	for _, t := range c.tiles {
		c.verbatim = c.verbatim && t.n == t.m
	}
	return c, c.double || c.sharesPassages()
}

func (c *comparison) sharesPassages() bool {
	switch {
	case min(c.sentX, c.sentY) == 0:
		return false
	case max(c.sentX, c.sentY) >= minSentences:
		return c.words >= minWords
	}
	longest := 0
	for _, t := range c.tiles {
		longest = max(longest, t.n)
	}
	return c.words >= minPiecesWords && longest >= minPiece
}

// covered counts the sentences of b that stand in other, given the word there
// that each of b's words stands for, and the share of its words.
func covered(b, other *body, to []int32) (sentences int, share float64) {
	all := 0
	for _, s := range b.sentences {
		words, shared, capitals := 0, 0, 0
		for i := s.first; i < s.last; i++ {
			if to[i] >= 0 {
				all++
			}
			if b.words[i].quoted || to[i] >= 0 && other.words[to[i]].quoted {
				continue // what one of them quotes, the other may have heard too
			}
			words++
			if to[i] >= 0 {
				shared++
			}
			if b.words[i].capital {
				capitals++
			}
		}
		// A list of names reads the same everywhere.
		if words < minSentence || capitals*10 >= words*6 {
			continue
		}
		if float64(shared) >= wholeShare*float64(words) || partner(b, other, s, to) >= partnerShare {
			sentences++
		}
	}
	return sentences, float64(all) / float64(max(1, len(b.words)))
}

// partner is how far a sentence of b and the one sentence of other that shares
// most words with it are the same: twice the shared words over the words of
// both (Dice), words in quotation marks left out.
func partner(b, other *body, s sentence, to []int32) float64 {
	best := 0.0
	for i := s.first; i < s.last; {
		if to[i] < 0 || b.words[i].quoted || other.words[to[i]].quoted {
			i++
			continue
		}
		p := other.words[to[i]].sentence
		shared := 0
		for ; i < s.last && (to[i] < 0 || other.words[to[i]].sentence == p); i++ {
			if to[i] >= 0 && !b.words[i].quoted && !other.words[to[i]].quoted {
				shared++
			}
		}
		best = max(best, 2*float64(shared)/float64(b.unquoted(s)+other.unquoted(other.sentences[p])))
	}
	return best
}

// unquoted counts the words of a sentence outside quotation marks.
func (b *body) unquoted(s sentence) int {
	n := 0
	for _, w := range b.words[s.first:s.last] {
		if !w.quoted {
			n++
		}
	}
	return n
}

func (c *comparison) report(r *news.Report, p pair) news.Copy {
	out := news.Copy{A: p.a, B: p.b, Kind: news.SharedPassages, ShareA: c.shareX, ShareB: c.shareY}
	if c.double {
		out.Kind = news.Duplicate
	}
	for _, t := range c.tiles {
		out.Passages = append(out.Passages, news.Passage{A: c.x.span(t.a, t.n), B: c.y.span(t.b, t.m)})
	}
	a, b := r.Articles[p.a], r.Articles[p.b]
	var order string
	out.Earlier, order = earlier(a, b)
	out.Changes = c.changes(a, b)
	out.Why = c.why(a, b, order)
	return out
}

// span covers n words from number first on.
func (b *body) span(first, n int) news.Span {
	return news.Span{Start: int(b.words[first].start), End: int(b.words[first+n-1].end)}
}

// why says in a reader's words what two articles share.
func (c *comparison) why(a, b *news.Doc, order string) string {
	from, to, body, n := a, b, c.x, c.sentX // of the shorter, in the longer
	if !c.shorterIsX {
		from, to, body, n = b, a, c.y, c.sentY
	}
	how := "word for word"
	if !c.verbatim {
		how = "almost word for word"
	}
	nameFrom, nameTo := labels(from, to)
	verb := "sentences"
	if len(body.sentences) == 1 {
		verb = "sentence"
	}
	var w strings.Builder
	fmt.Fprintf(&w, "%d of %d %s of %s stand in %s, %s", n, len(body.sentences), verb, nameFrom, nameTo, how)
	for i, d := range [2]*news.Doc{from, to} {
		if d.Agency != "" && d.Agency != label(d) {
			fmt.Fprintf(&w, "; %s credits %s", [2]string{nameFrom, nameTo}[i], d.Agency)
		}
	}
	if order != "" {
		fmt.Fprintf(&w, "; %s", order)
	}
	w.WriteByte('.')
	return w.String()
}

// label is how a reader would call an article: by its outlet, else by its
// headline.
func label(d *news.Doc) string {
	switch {
	case d.PublisherName() != "":
		return d.PublisherName()
	case d.Title != "":
		return "“" + d.Title + "”"
	}
	return d.ID
}

// labels tells two articles apart, also those of one outlet.
func labels(a, b *news.Doc) (string, string) {
	switch la, lb := label(a), label(b); {
	case la != lb:
		return la, lb
	case a.Title != "" && b.Title != "" && a.Title != b.Title:
		return "“" + a.Title + "”", "“" + b.Title + "”"
	}
	return a.ID, b.ID
}

// earlier tells which of two articles was published first, and how that is
// known: "a", "b", or "" when it is not.
func earlier(a, b *news.Doc) (which, why string) {
	nameA, nameB := labels(a, b)
	switch which = compareTimes(a.Published.At, b.Published.At); which {
	case "a":
		return which, nameA + " was published first"
	case "b":
		return which, nameB + " was published first"
	}
	// The same day or no date: an article that credits the other's publisher
	// came after it.
	switch creditA, creditB := credits(a, b), credits(b, a); {
	case creditA && !creditB:
		return "b", nameA + " credits " + nameB
	case creditB && !creditA:
		return "a", nameB + " credits " + nameA
	}
	return "", ""
}

// credits reports whether a names b's publisher as the agency of its text.
func credits(a, b *news.Doc) bool {
	return a.Agency != "" && a.Agency != b.Agency && (sameName(a.Agency, b.Publisher) || sameName(a.Agency, b.Outlet))
}
