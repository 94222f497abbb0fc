package figure

import (
	"math"
	"slices"

	"parallax/model/words"
	"parallax/news"
)

// The features of a pair of mentions: what speaks for and against both being
// one quantity. Their weights are fitted (weights.go); each is within about
// -1..1, so that weights can be compared.
const (
	fBias = iota
	fMeasureSame
	fMeasureOther // both have a measure, not the same
	fMeasureOne   // only one has
	fHeadSame
	fHeadAlike // cosine of the head nouns' vectors where they differ
	fHeadOther // both have a head, and they are little alike
	fHeadOne
	fQualsShared
	fQualsOther // both are qualified, by nothing in common
	fQualsOne
	fContext // cosine of the sentences' words, weighed by rarity and nearness
	fNear    // cosine within reach
	fSoft    // likeness of the near words, by their vectors
	fLeft    // likeness of the nearest words before both
	fRight   // and behind both
	fNamesShared
	fNamesOther
	fOwnerSame
	fOwnerOther
	fAgeOwnerSame
	fAgeOwnerOne // only one age is somebody's by name
	fCopied      // the sentences are the same
	fOthersShared
	fOthersNone // both sentences have other figures, none in common
	fLead
	fHypothetical
	fNegated
	fTimeShared
	fTimeOther
	fSameArticle
	// The value.
	fEqual
	fEqualDigits // equal, and given with many digits
	fFits        // not equal but can both hold: bounds, rounding
	fVague
	fLoose    // only an open bound lets both hold
	fFarApart // differ: how far, logarithmic
	fClose    // differ by less than a tenth
	fEqualNear
	fEqualSole // equal, and each article gives the value once
	fDifferContext
	fDifferNear
	fDifferMeasure
	fDifferHead
	fDifferSameArticle
	// What kind of quantity.
	fKinds // + dimension
)

const features = fKinds + 2*int(dimensions) // for equal and for differing values

// relation tells how two values stand to each other.
type relation uint8

const (
	equal  relation = iota
	fits            // not equal, yet both can hold: bounds, rounding, units, vague words
	loose           // an open bound allows the other value, which lies far from it
	differ          // cannot both hold
)

// relate compares the values of two mentions of one dimension.
func relate(a, b *mention) relation {
	switch {
	case a.fig.HasValue && b.fig.HasValue:
		scale := math.Max(math.Abs(a.value), math.Abs(b.value))
		if math.Abs(a.value-b.value) <= 1e-9*math.Max(scale, 1e-9) {
			return equal
		}
	case !a.fig.HasValue && !b.fig.HasValue && a.low == b.low && a.high == b.high:
		return equal // dozens and dozens
	}
	if risen(a, b) {
		return differ
	}
	converted := a.fig.Unit != b.fig.Unit && (measured(a.dim) || a.dim == durationDim)
	la, ha := a.span(converted)
	lb, hb := b.span(converted)
	if la > hb || lb > ha {
		if a.dim == percentDim && a.value != math.Trunc(a.value) && b.value != math.Trunc(b.value) && math.Abs(a.value-b.value) < 0.11 {
			return fits // 5.9 and 5.8 are one percentage, rounded and cut off
		}
		if a.dim == percentDim && (a.value == math.Trunc(a.value)) != (b.value == math.Trunc(b.value)) && roundsTo(a, b) {
			return fits // 48.9 percent and 49 percent
		}
		if measured(a.dim) && roundsTo(a, b) || a.dim == durationDim && halves(a, b) {
			return fits
		}
		return differ
	}
	if a.high == b.high && (a.fig.Bound == news.AtMost || b.fig.Bound == news.AtMost) {
		return fits // up to 99 years, 10 to 99 years
	}
	// An open bound allows much that its author did not mean.
	const reach = 1.6 // "more than 1 million" stands beside "about 1.5 million", seldom beside more
	if open := math.IsInf(a.high, 1) || math.IsInf(b.high, 1) || a.fig.Bound == news.AtMost || b.fig.Bound == news.AtMost; open && a.value > 0 && b.value > 0 {
		if r := a.value / b.value; r > reach || r < 1/reach {
			return loose
		}
	}
	return fits
}

// measured dimensions are read off an instrument or converted, and rounded in print.
func measured(d dimension) bool { return d >= lengthDim && d <= temperatureDim }

// roundsTo reports whether one value is the other with fewer digits: 130 feet
// and 131 feet, 12 inches and 11.8.
func roundsTo(a, b *mention) bool {
	if a.digits == b.digits || a.fig.Unit != b.fig.Unit {
		return false
	}
	if a.digits > b.digits {
		a, b = b, a
	}
	const most = 0.03 // of the value: "10" is no rounding of "14"
	step := math.Pow(10, math.Floor(math.Log10(math.Max(math.Abs(a.fig.Value), 1e-9)))-float64(a.digits-1))
	return math.Abs(a.fig.Value-b.fig.Value) <= min(step/2, most*math.Abs(a.fig.Value))
}

// halves reports whether one value is the other rounded to whole units: a video of
// three and a half minutes is one of four.
func halves(a, b *mention) bool {
	x, y := a.fig.Value, b.fig.Value
	return a.fig.Unit == b.fig.Unit && (x == math.Trunc(x)) != (y == math.Trunc(y)) && math.Abs(x-y) <= 0.5
}

// risen tells "at least 8 dead" and "at least 14 dead": as bounds both can hold,
// as tolls they are two accounts, or the one has been overtaken. Bounds of what
// is no toll, and tolls that differ by less than a fifth ("more than 6,000",
// "more than 6,100"), are left as roundings.
func risen(a, b *mention) bool {
	if a.fig.Bound != news.AtLeast || b.fig.Bound != news.AtLeast || a.dim != peopleDim || a.fig.Measure == "" || a.fig.Measure != b.fig.Measure {
		return false
	}
	low, high := min(a.value, b.value), max(a.value, b.value)
	return low > 1 && high > low*1.2
}

// span is the range that a mention's words allow, rounding included: "6,000"
// beside "6,100" is a rounded figure, "5" beside "6" is another one. A value
// that is compared across units is given to its last digit, no further.
func (m *mention) span(converted bool) (low, high float64) {
	low, high = m.low, m.high
	if !m.fig.HasValue || m.dim == ageDim || m.dim == rankDim || m.dim == dateDim || m.dim == scoreDim || m.dim == clockDim {
		return low, high
	}
	if converted || m.digits <= 2 && math.Abs(m.fig.Value) >= 1000 && m.fig.Unit == "people" || m.scaled() {
		// A round figure stands for what rounds to it, half a step either way.
		step := math.Pow(10, math.Floor(math.Log10(math.Max(math.Abs(m.fig.Value), 1e-9)))-float64(m.digits-1))
		if m.fig.Value != 0 {
			step *= m.value / m.fig.Value
		}
		const most = 0.08 // of the value: "$10 million" does not round 14
		half := min(step/2, most*math.Abs(m.value))
		low, high = low-half, high+half
	}
	return low, high
}

// scaled reports whether the value is so large that its last digits are left out.
func (m *mention) scaled() bool { return math.Abs(m.fig.Value) >= 1e5 && m.digits <= 3 }

// pair fills x with the features of a and b, all but fSoft, which costs more
// than the others together.
func (l *ledger) pair(a, b *mention, x *[features]float64) {
	*x = [features]float64{}
	x[fBias] = 1
	fa, fb := a.fig, b.fig
	switch {
	case fa.Measure == "" && fb.Measure == "":
	case fa.Measure == fb.Measure:
		x[fMeasureSame] = 1
	case onBoard(fa, fb):
	case fa.Measure == "" || fb.Measure == "":
		x[fMeasureOne] = 1
	default:
		x[fMeasureOther] = 1 - akin(fa.Measure, fb.Measure)
	}
	switch {
	case a.head == "" && b.head == "":
	case a.head == b.head:
		x[fHeadSame] = 1
	case a.head == "" || b.head == "":
		x[fHeadOne] = 1
	default:
		like := words.Alike(a.head, b.head)
		x[fHeadAlike] = max(0, like)
		if like < unlikeHeads && (a.dim != peopleDim || b.dim != peopleDim) {
			x[fHeadOther] = 1
		}
	}
	switch shared := overlap(a.quals, b.quals); {
	case len(a.quals) == 0 && len(b.quals) == 0:
	case len(a.quals) == 0 || len(b.quals) == 0:
		x[fQualsOne] = 1
	case shared == 0:
		x[fQualsOther] = 1
	default:
		x[fQualsShared] = shared
	}
	x[fContext] = a.context.cosine(&b.context)
	x[fLeft], x[fRight] = l.beneath(a.left, b.left), l.beneath(a.right, b.right)
	x[fNear] = l.near(a, b)
	switch shared := overlap(a.names, b.names); {
	case shared > 0:
		x[fNamesShared] = shared
	case len(a.names) > 0 && len(b.names) > 0:
		x[fNamesOther] = 1
	}
	switch {
	case a.dim == ageDim && a.owner >= 0 && a.owner == b.owner:
		x[fAgeOwnerSame] = 1
	case a.dim == ageDim && (a.owner >= 0) != (b.owner >= 0):
		x[fAgeOwnerOne] = 1
	case a.owner < 0 || b.owner < 0:
	case a.owner == b.owner:
		x[fOwnerSame] = 1
	default:
		x[fOwnerOther] = 1
	}
	if a.copyKey != "" && a.copyKey == b.copyKey {
		x[fCopied] = 1
	}
	if len(a.others) > 0 && len(b.others) > 0 {
		x[fOthersNone] = 1
		for _, v := range a.others {
			if slices.Contains(b.others, v) {
				x[fOthersShared], x[fOthersNone] = 1, 0
				break
			}
		}
	}
	if a.sentence < 3 && b.sentence < 3 {
		x[fLead] = 1
	}
	if fa.Hypothetical != fb.Hypothetical {
		x[fHypothetical] = 1
	}
	if fa.Negated != fb.Negated {
		x[fNegated] = 1
	}
	if len(a.times) > 0 && len(b.times) > 0 {
		x[fTimeOther] = 1
		for _, t := range a.times {
			if slices.ContainsFunc(b.times, func(u string) bool { return sameTime(t, u) }) {
				x[fTimeShared], x[fTimeOther] = 1, 0
				break
			}
		}
	}
	if a.doc == b.doc {
		x[fSameArticle] = 1
	}
	kind := fKinds + int(a.dim)
	switch relate(a, b) {
	case equal:
		x[fEqual] = 1
		x[fEqualDigits] = float64(min(a.digits, b.digits, 4)-1) / 3
		x[fEqualNear] = x[fNear]
		if a.sole && b.sole {
			x[fEqualSole] = 1
		}
	case fits, loose:
		x[fFits] = 1
		if relate(a, b) == loose {
			x[fLoose] = 1
		}
		x[fEqualNear] = x[fNear]
		if !fa.HasValue || !fb.HasValue {
			x[fVague] = 1
		}
	default:
		kind += int(dimensions)
		if fa.HasValue && fb.HasValue && a.value > 0 && b.value > 0 {
			far := math.Abs(math.Log(a.value / b.value))
			x[fFarApart] = min(far, 3) / 3
			if far < 0.1 {
				x[fClose] = 1
			}
		}
		x[fDifferContext] = x[fContext]
		x[fDifferNear] = x[fNear]
		x[fDifferMeasure] = x[fMeasureSame]
		x[fDifferHead] = x[fHeadSame]
		x[fDifferSameArticle] = x[fSameArticle]
	}
	x[kind] = 1
}

// oneFate is the kinship of two words for what befell the same people: shot, injured.
const oneFate = 0.8

// akin tells how far two measures may stand for each other: those shot and
// those injured are counted as one by many reports.
func akin(a, b string) float64 {
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "injured shot", "hospitalised injured", "rescued survived":
		return oneFate
	case "aboard killed", "aboard rescued", "aboard missing", "aboard injured", "aboard survived", "aboard trapped":
		return 0.4 // who was on board was hit
	case "arrested charged", "hospitalised shot", "killed shot", "depth length", "height length", "distance height", "charged convicted":
		return 0.4
	}
	return 0
}

// sameTime reports whether one date contains the other.
func sameTime(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] == b[:n]
}

// overlap is the share of the shorter list that stands in the other.
func overlap(a, b []int) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for _, v := range a {
		if slices.Contains(b, v) {
			n++
		}
	}
	return float64(n) / float64(min(len(a), len(b)))
}

// near is the weighted share of near words that both have.
func (l *ledger) near(a, b *mention) float64 {
	if len(a.near) == 0 || len(b.near) == 0 {
		return 0
	}
	shared, all := 0.0, 0.0
	for _, n := range a.near {
		w := l.weight[n]
		all += w
		if slices.Contains(b.near, n) {
			shared += 2 * w
		}
	}
	for _, n := range b.near {
		all += l.weight[n]
	}
	return shared / all
}

// soft is how alike the near words are where they are not the same: each word
// beside its best match, weighed by rarity.
func (l *ledger) soft(a, b *mention) float64 {
	if len(a.near) == 0 || len(b.near) == 0 {
		return 0
	}
	sum, all := 0.0, 0.0
	half := func(from, to []int) {
		for _, n := range from {
			best := 0.0
			for _, m := range to {
				best = max(best, l.alike(n, m))
			}
			sum += l.weight[n] * best
			all += l.weight[n]
		}
	}
	half(a.near, b.near)
	half(b.near, a.near)
	return sum / all
}

// beneath is the likeness of two words in the same place; none is no likeness.
func (l *ledger) beneath(a, b int) float64 {
	if a < 0 || b < 0 {
		return 0
	}
	return max(0, l.alike(a, b))
}

// alike is the likeness of two stems, remembered.
func (l *ledger) alike(a, b int) float64 {
	if a == b {
		return 1
	}
	if a > b {
		a, b = b, a
	}
	key := [2]int{a, b}
	v, ok := l.likeness[key]
	if !ok {
		v = words.Alike(l.stems[a], l.stems[b])
		l.likeness[key] = v
	}
	return v
}

// same is the probability that a and b are mentions of one quantity.
func (l *ledger) same(a, b *mention) float64 {
	if a.dim != b.dim || a.kind != b.kind || l.apartForSure(a, b) {
		return 0
	}
	if repeats(a, b) {
		return 1
	}
	var x [features]float64
	l.pair(a, b, &x)
	z := dot(l.weights, &x)
	if l.weights[fSoft] > 0 && z+l.weights[fSoft] < logit(hopeless) {
		return sigmoid(z) // no likeness of words could bring them together
	}
	return sigmoid(z + l.weights[fSoft]*l.soft(a, b))
}

// repeats reports whether an article says one figure twice: the same value of
// what happened to people, or of the same noun with more than one digit.
func repeats(a, b *mention) bool {
	if a.doc != b.doc || a.dim != b.dim || !a.fig.HasValue || relate(a, b) != equal || a.fig.Measure != b.fig.Measure {
		return false
	}
	if a.dim == peopleDim && a.fig.Measure != "" {
		return a.head == b.head || generic[a.head] || generic[b.head] || a.head == "" || b.head == ""
	}
	return (a.dim == otherDim || a.dim == peopleDim) && a.head != "" && a.head == b.head && min(a.digits, b.digits) > 1
}

// unlikeHeads is the cosine below which two nouns are not used alike: diggers
// and excavators lie above, trucks and quotes below.
const unlikeHeads = 0.35

// apartForSure names what no likeness of context outweighs: what excluded
// says, two figures of one sentence in one unit, and two nouns that one article
// counts apart.
func (l *ledger) apartForSure(a, b *mention) bool {
	if a.dim == otherDim && a.head != b.head && a.head != "" && b.head != "" {
		if l.heads[a.doc][b.head] || l.heads[b.doc][a.head] {
			return true // an article that counts excavators does not mean them by its trucks
		}
		// "Several cars" is no seven of anything else, nor are two tanks two tides;
		// a value of many digits is the same whatever it is called.
		if common := !a.fig.HasValue || !b.fig.HasValue || min(a.digits, b.digits) < 3; common && words.Alike(a.head, b.head) < unlikeHeads {
			return true
		}
	}
	if a.dim == rankDim && a.value <= 2 && (a.head == "" || a.head != b.head) {
		return true // "the first shot" is no first officer; "third-largest" says more
	}
	return excluded(a, b) || otherSex(a, b) || l.lawful(a) != l.lawful(b) || a.doc == b.doc && a.sentence == b.sentence && a.fig.Unit == b.fig.Unit
}

// excluded reports whether two mentions name things that exclude each other:
// the killed and the injured, the ages of two persons.
func excluded(a, b *mention) bool {
	if a.fig.Measure != "" && b.fig.Measure != "" && a.fig.Measure != b.fig.Measure && akin(a.fig.Measure, b.fig.Measure) == 0 {
		return true
	}
	if (a.dim == peopleDim || a.dim == otherDim) && a.partial != b.partial && relate(a, b) == differ {
		return true
	}
	return a.dim == ageDim && a.owner >= 0 && b.owner >= 0 && a.owner != b.owner
}

func dot(w, x *[features]float64) float64 {
	s := 0.0
	for i := range w {
		s += w[i] * x[i]
	}
	return s
}

func sigmoid(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
