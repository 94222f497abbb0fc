package name

import (
	"parallax/model/crf"
	"parallax/news"
)

// A class is what the model tells apart: the kinds of news.Entity, and the
// names of peoples, parties and faiths ("Norwegian"), which are adjectives as
// often as nouns and no entities of their own.
type class uint8

const (
	classPerson class = iota
	classOrg
	classPlace
	classPeople
	classThing
	classes
)

// Labels after BILOU (Ratinov and Roth 2009): 0 is outside, then for each
// class the begin, inside, last and only token of a name.
const (
	outside = 0
	begin   = 0
	inside  = 1
	last    = 2
	only    = 3
	parts   = 4
	labels  = 1 + parts*int(classes)
)

func label(c class, part int) int { return 1 + int(c)*parts + part }

func classOf(l int) class { return class((l - 1) / parts) }
func partOf(l int) int    { return (l - 1) % parts }

// open reports whether the name of l goes on behind it.
func open(l int) bool { return l != outside && (partOf(l) == begin || partOf(l) == inside) }

// goesOn reports whether the name of l began before it.
func goesOn(l int) bool { return l != outside && (partOf(l) == inside || partOf(l) == last) }

// Scheme is the order that labels keep.
func Scheme() crf.Scheme {
	return crf.Scheme{
		Labels: labels,
		Begins: func(l int) bool { return !goesOn(l) },
		Ends:   func(l int) bool { return !open(l) },
		Joins: func(a, b int) bool {
			if open(a) {
				return goesOn(b) && classOf(a) == classOf(b)
			}
			return !goesOn(b)
		},
	}
}

// A Gold is a name that a reader marked, for training. Class is person, org,
// place, people or thing.
type Gold struct {
	news.Span
	Class string
}

var classNames = map[string]class{"person": classPerson, "org": classOrg, "place": classPlace, "people": classPeople, "thing": classThing}

// Examples turns an article with sentences and tokens and the names that a
// reader marked in it, disjoint and in order, into what the model learns from.
func Examples(d *news.Doc, gold []Gold, phrases Gazetteer) []crf.Sequence {
	right := make([]int, len(d.Tokens))
	s := look(d, phrases)
	for _, g := range gold {
		c, ok := classNames[g.Class]
		first, end := d.TokensIn(g.Span)
		// Tokens that are no candidates are outside whatever a reader says.
		for first < end && !s.words[first].near {
			first++
		}
		for end > first && !s.words[end-1].near {
			end--
		}
		if !ok || first == end || d.SentenceAt(d.Tokens[first].Start) != d.SentenceAt(d.Tokens[end-1].Start) {
			continue
		}
		gap := false
		for i := first; i < end; i++ {
			gap = gap || !s.words[i].near
		}
		if gap {
			continue
		}
		if end == first+1 {
			right[first] = label(c, only)
			continue
		}
		for i := first; i < end; i++ {
			right[i] = label(c, inside)
		}
		right[first], right[end-1] = label(c, begin), label(c, last)
	}
	var out []crf.Sequence
	var buf []uint32
	for i := range d.Sentences {
		sent := &d.Sentences[i]
		for first := sent.First; first < sent.Last; {
			end := first
			var q crf.Sequence
			for ; end < sent.Last && s.words[end].near; end++ {
				buf = s.features(sent, end, buf[:0])
				q.Features = append(q.Features, append([]uint32(nil), buf...))
				q.Labels = append(q.Labels, right[end])
			}
			if len(q.Labels) > 0 {
				out = append(out, q)
			}
			first = max(end, first+1)
		}
	}
	return out
}
