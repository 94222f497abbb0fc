package story

import (
	"math"

	"parallax/news"
)

// The features of a pair of articles.
const (
	fAll         = iota // cosine of everything
	fTitle              // cosine of the titles
	fLead               // cosine of title and lead
	fTitleWithin        // how much of either title the other article has, the smaller
	fLeadWithin         // the same of the lead
	fTitleWithinMax
	fLeadWithinMax
	fNames     // cosine of names
	fLeadNames // how much of the lead's names the other has, the smaller
	fLeadNamesMax
	fPersons      // weight of the lead's persons that the other has
	fPersonsApart // and lacks, the smaller
	fPlaces
	fPlacesApart
	fRare    // weight of the rarest term in both leads
	fNumbers // numbers in both leads
	fNumbersApart
	fTopic // likeness of what they are about
	fCopy  // share of the shorter text
	fDated // how many of the two have a date
	fGap   // days between them, or from the days that one names, logarithm
	fDays  // days named in both
	fDaysApart
	fLength     // words of the shorter, logarithm
	fHouse      // outlets of one house
	fRanks      // ordinals of one thing, the same in both leads
	fRanksApart // and different
	fBest       // cosine over the best cosine that the newer article has with any
	numPair
)

type pairFeatures [numPair]float32

// pairOf compares the article of a probe, which arrives, with an earlier one;
// all is their cosine, best the highest of all that it is compared with.
func pairOf(p *probe, b *member, all, best float64) (x pairFeatures) {
	a := p.m
	set := func(i int, v float64) { x[i] = float32(v) }
	set(fAll, all)
	o := p.overlap(b)
	x[fTitle], x[fLead] = o.inTitle, o.lead
	x[fTitleWithin] = min(o.titleThere, o.titleHere)
	x[fTitleWithinMax] = max(o.titleThere, o.titleHere)
	x[fLeadWithin] = min(o.leadThere, o.leadHere)
	x[fLeadWithinMax] = max(o.leadThere, o.leadHere)
	namePair(a, b, &x)
	x[fRare] = o.rarest
	onlyA, onlyB, both := shares(a.Numbers, b.Numbers)
	set(fNumbers, float64(both))
	set(fNumbersApart, float64(min(onlyA, onlyB)))
	same, apart := ranks(a, b)
	set(fRanks, float64(same))
	set(fRanksApart, float64(apart))
	set(fTopic, similar(a.Topic, b.Topic))
	if n := min(len(a.Prints), len(b.Prints)); n > 0 {
		set(fCopy, float64(p.shared(b))/float64(n))
	}
	if a.Time != 0 || b.Time != 0 {
		set(fDated, 1)
	}
	switch {
	case a.Time != 0 && b.Time != 0:
		set(fDated, 2)
		set(fGap, math.Log1p(math.Abs(float64(a.Time-b.Time))/daySeconds))
	case a.Time != 0:
		set(fGap, nearest(b.Days, a.Time))
	case b.Time != 0:
		set(fGap, nearest(a.Days, b.Time))
	default:
		set(fGap, noGap)
	}
	const manyDays = 4
	onlyA, onlyB, both = shares(a.Days, b.Days)
	set(fDays, float64(min(both, manyDays)))
	if both == 0 {
		set(fDaysApart, float64(min(onlyA, onlyB, manyDays)))
	}
	set(fLength, math.Log(float64(max(min(a.Words, b.Words), 10))))
	if a.House != "" && a.House == b.House {
		set(fHouse, 1)
	}
	if best > 0 {
		set(fBest, all/best)
	}
	return x
}

// noGap stands for days between two articles of which nothing is known.
const noGap = -1

// nearest is how far a publication is from the nearest of the days that an
// article without a date names.
func nearest(days []int32, published int64) float64 {
	gap := math.Inf(1)
	for _, d := range days {
		gap = min(gap, math.Abs(float64(published-int64(d)*daySeconds)/daySeconds))
	}
	if len(days) == 0 {
		return noGap
	}
	return math.Log1p(gap)
}

// shares counts what is only in a, only in b, and in both of two sorted lists.
func shares[T int32 | uint32](a, b []T) (onlyA, onlyB, both int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return len(a) - both, len(b) - both, both
}

// ranks counts the things that both rank, alike and differently.
func ranks(a, b *member) (same, apart int) {
	for _, x := range a.Counts {
		alike, other := false, false
		for _, y := range b.Counts {
			if x.Rank && y.Rank && x.Of == y.Of {
				same := a.show(x.Number) == b.show(y.Number)
				alike = alike || same
				other = other || !same
			}
		}
		if alike {
			same++
		} else if other {
			apart++
		}
	}
	return same, apart
}

// A named is a name of a member.
type named struct {
	Key, Given uint32 // Given 0: unknown
	W          float32
	Show       shown
	Kind       kind
	Lead       bool
}

// A kind is a news.EntityKind as a number.
type kind uint8

const (
	otherKind kind = iota
	person
	placed
)

func kindOf(k news.EntityKind) kind {
	switch k {
	case news.Person:
		return person
	case news.Place:
		return placed
	}
	return otherKind
}

// agrees reports that two names with one key can be the same: of two persons
// with one surname the given names decide.
func (n *named) agrees(o *named) bool {
	return n.Given == 0 || o.Given == 0 || n.Given == o.Given
}

// sharedNames calls yield with the names that a and b share.
func sharedNames(a, b *member, yield func(x, y *named)) {
	for i, j := 0, 0; i < len(a.Names) && j < len(b.Names); {
		switch x, y := &a.Names[i], &b.Names[j]; {
		case x.Key < y.Key:
			i++
		case x.Key > y.Key:
			j++
		default:
			if x.agrees(y) {
				yield(x, y)
			}
			i++
			j++
		}
	}
}

// A load is the weight of the names of one article, those of its lead by kind.
type load struct {
	square, lead, persons, places float64
}

func (l *load) add(n *named) {
	w := float64(n.W)
	l.square += w * w
	if !n.Lead {
		return
	}
	l.lead += w
	switch n.Kind {
	case person:
		l.persons += w
	case placed:
		l.places += w
	}
}

func namePair(a, b *member, x *pairFeatures) {
	var allA, allB, inA, inB load // inA: those of a that b has
	for i := range a.Names {
		allA.add(&a.Names[i])
	}
	for i := range b.Names {
		allB.add(&b.Names[i])
	}
	both := 0.0
	sharedNames(a, b, func(n, o *named) {
		both += float64(n.W) * float64(o.W)
		inA.add(n)
		inB.add(o)
	})
	if allA.square > 0 && allB.square > 0 {
		x[fNames] = float32(both / math.Sqrt(allA.square*allB.square))
	}
	ratio := func(part, all float64) float64 {
		if all == 0 {
			return 0
		}
		return part / all
	}
	const unit = 10 // about the weight of a rare name
	in, back := ratio(inA.lead, allA.lead), ratio(inB.lead, allB.lead)
	x[fLeadNames] = float32(min(in, back))
	x[fLeadNamesMax] = float32(max(in, back))
	x[fPersons] = float32(max(inA.persons, inB.persons) / unit)
	x[fPersonsApart] = float32(min(allA.persons-inA.persons, allB.persons-inB.persons) / unit)
	x[fPlaces] = float32(max(inA.places, inB.places) / unit)
	x[fPlacesApart] = float32(min(allA.places-inA.places, allB.places-inB.places) / unit)
}
