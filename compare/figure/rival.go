package figure

import (
	"math"
	"slices"
	"strings"

	"parallax/news"
)

// Two clusters with different values are one quantity only if more speaks for
// it than likeness of context: the articles that give one value do not give
// the other as well, nothing else in them competes for it, and both are told
// of the same noun, measure or owner. A second logistic model decides; its
// weights are fitted with those of pairs.
const (
	rBias       = iota
	rBest       // log-odds of the likeliest pair
	rMean       // mean log-odds of the pairs
	rShared     // part of the smaller cluster's articles that give both values
	rSole       // few other values of the same noun or measure in the articles
	rHead       // same head noun, by rarity
	rMeasure    // same measure
	rOwner      // same owner
	rOwnerOther // another owner
	rAgeOf      // ages of one named person
	rNear       // weighted share of near words
	rNames      // names in common
	rBeside     // the nearest content word is the same
	rFar        // how far the values lie apart, logarithmic
	rDays       // published on different days
	rSize       // how many articles give the values
	rLead       // both stand in the lead
	rHypothetical
	rRevised // words of revision: earlier, initially, rose, so far
	rKinds
)

const rivalFeatures = rKinds + int(dimensions)

// rival is one pair of clusters that may be one quantity.
type rival struct {
	x, y int
	p    float64
}

const (
	// disputed is the probability at which two values are shown as one
	// quantity. A false difference costs more trust than a miss.
	disputed = 0.25
	// contested is the same for two values of one day, which will be called a
	// conflict: the heaviest thing to say needs the best evidence.
	contested = 0.45
	// hopeless is the probability below which no pair is looked at again: no
	// difference that readers marked in the training stories lies there.
	hopeless = 0.003
	// contenders bounds the pairs of clusters that are scored for each mention.
	contenders = 6
)

// rivals joins clusters with different values of one quantity.
func (l *ledger) rivals(clusters [][]*mention) [][]*mention {
	found := l.contend(clusters)
	var joined []rival
	for _, r := range found {
		var x [rivalFeatures]float64
		l.rivalPair(clusters[r.x], clusters[r.y], clusters, &x)
		z := 0.0
		for i := range x {
			z += l.rivalry[i] * x[i]
		}
		least := l.disputed
		if x[rDays] == 0 && x[rMeasure] == 0 {
			least = max(least, contested) // tolls and ages are told in like words everywhere: they need no more
		}
		if r.p = sigmoid(z); r.p >= least {
			joined = append(joined, r)
		}
	}
	slices.SortStableFunc(joined, func(a, b rival) int {
		switch {
		case a.p > b.p:
			return -1
		case a.p < b.p:
			return 1
		case a.x != b.x:
			return a.x - b.x
		}
		return a.y - b.y
	})
	of := make([]int, len(clusters))
	out := make([][]*mention, len(clusters))
	for i := range of {
		of[i] = i
		out[i] = clusters[i]
	}
	for _, r := range joined {
		x, y := of[r.x], of[r.y]
		if x == y || slices.ContainsFunc(out[x], func(m *mention) bool {
			return slices.ContainsFunc(out[y], func(n *mention) bool { return excluded(m, n) })
		}) || l.givesBoth(out[x], out[y]) {
			continue
		}
		for i := range of {
			if of[i] == y {
				of[i] = x
			}
		}
		out[x] = append(slices.Clone(out[x]), out[y]...)
		out[y] = nil
	}
	return slices.DeleteFunc(out, func(c []*mention) bool { return len(c) == 0 })
}

// contend lists pairs of clusters with different values whose mentions are
// likely enough one quantity: the best few for each mention of a small bucket,
// those that share a key in a large one.
func (l *ledger) contend(clusters [][]*mention) []rival {
	var all []*mention
	var of []int
	for c, members := range clusters {
		for _, m := range members {
			all = append(all, m)
			of = append(of, c)
		}
	}
	if len(all) > 0 && all[0].dim == dateDim {
		return nil // the timeline weighs dates against each other
	}
	type scored struct {
		other int
		p     float64
	}
	best := make([][]scored, len(all))
	for _, c := range candidates(l, all) {
		a, b := all[c[0]], all[c[1]]
		if of[c[0]] == of[c[1]] || a.doc == b.doc || relate(a, b) != differ || vagueDuration(clusters[of[c[0]]]) || vagueDuration(clusters[of[c[1]]]) || l.unlikeRivals(a, b) || l.givesBoth(clusters[of[c[0]]], clusters[of[c[1]]]) {
			continue
		}
		p := l.same(a, b)
		if p < hopeless {
			continue
		}
		best[c[0]] = append(best[c[0]], scored{of[c[1]], p})
		best[c[1]] = append(best[c[1]], scored{of[c[0]], p})
	}
	var out []rival
	seen := map[[2]int]bool{}
	for m, list := range best {
		slices.SortStableFunc(list, func(a, b scored) int {
			switch {
			case a.p > b.p:
				return -1
			case a.p < b.p:
				return 1
			}
			return a.other - b.other
		})
		for _, s := range list[:min(contenders, len(list))] {
			x, y := min(of[m], s.other), max(of[m], s.other)
			if !seen[[2]int{x, y}] {
				seen[[2]int{x, y}] = true
				out = append(out, rival{x: x, y: y})
			}
		}
	}
	return out
}

// unlikeRivals names what keeps two different values from being one quantity
// however alike their sentences are. Each line was a false difference in the
// training stories.
func (l *ledger) unlikeRivals(a, b *mention) bool {
	fa, fb := a.fig, b.fig
	vague := !fa.HasValue || !fb.HasValue
	toll := a.dim == peopleDim && fa.Measure != "" && fa.Measure != "affected"
	if a.value > 0 && b.value > 0 && !vague && !toll && math.Abs(math.Log(a.value/b.value)) > farthest {
		return true
	}
	switch a.dim {
	case rankDim, dateDim, scoreDim, timesDim, shareDim:
		return true // the second thing is not the first thing revised
	case ageDim:
		// Two named persons are excluded already; beside a name, "a 21-year-old"
		// is somebody else, and so it is where an article has several of them.
		return vague || a.partial || b.partial || (a.owner >= 0) != (b.owner >= 0) ||
			a.owner < 0 && (math.Abs(a.value-b.value) > misjudged || l.near(a, b) < 1.5*wordsShared || l.unnamedAges(a) > 1 && !l.revised(a) || l.unnamedAges(b) > 1 && !l.revised(b))
	case peopleDim, otherDim:
		if !toll && l.besides(a) != l.besides(b) {
			return true // "six other ships" are not the four ships
		}
		if fa.Measure == "" && fb.Measure == "" {
			// Eight officers and two people are no rivals, nor are former and top aides.
			return a.head == "" || a.head != b.head || generic[a.head] || len(a.quals) > 0 && len(b.quals) > 0 && overlap(a.quals, b.quals) == 0 || vague && a.dim == otherDim ||
				fa.Negated != fb.Negated || l.near(a, b) < wordsShared || a.owner >= 0 && b.owner >= 0 && a.owner != b.owner || l.farDays(a, b)
		}
		if a.dim == otherDim {
			return fa.Measure != fb.Measure || a.head != b.head
		}
		return fa.Measure != fb.Measure || vague && !toll || fa.Negated != fb.Negated || !l.mainToll(a) || !l.mainToll(b)
	case lengthDim, massDim:
		return vague || fa.Measure != fb.Measure || fa.Measure == "" && (l.near(a, b) < wordsShared || !beside(a, b)) || l.farDays(a, b) && a.owner != b.owner
	case durationDim:
		return vague || a.partial || b.partial || a.owner >= 0 && b.owner >= 0 && a.owner != b.owner || l.near(a, b) < wordsShared || !beside(a, b) || l.farDays(a, b)
	case clockDim:
		const near = 120       // minutes: further apart they time two events
		const week = 7.0 / 365 // of a year: the clock of another week times something else
		return math.Abs(a.value-b.value) > near || l.near(a, b) < wordsShared || math.Abs(l.yearsBetween(a.doc, b.doc)) > week
	}
	// Money, percentages and measures say little of what they measure: whose
	// they are must not differ.
	return vague || a.owner >= 0 && b.owner >= 0 && a.owner != b.owner && !beside(a, b) || l.near(a, b) < wordsShared && !beside(a, b) || l.farDays(a, b)
}

// misjudged is how many years two reports may differ on the age of somebody
// whom neither names: more, and they tell of two people.
const misjudged = 3

// besides reports whether m counts what comes on top of something else.
func (l *ledger) besides(m *mention) bool {
	for _, word := range strings.Fields(l.report.Articles[m.doc].Slice(m.fig.Span)) {
		switch strings.ToLower(word) {
		case "other", "others", "more", "another", "additional", "further":
			return word != "more" || m.fig.Bound == news.Exact // "more than four" is a bound
		}
	}
	return false
}

// unnamedAges counts the different ages that the article of m gives of nobody
// by name.
func (l *ledger) unnamedAges(m *mention) int { return len(l.ages[m.doc]) }

// farDays reports whether the reports lie so far apart that like words tell of
// another event: a third of a year.
func (l *ledger) farDays(a, b *mention) bool {
	return math.Abs(l.yearsBetween(a.doc, b.doc)) > 1.0/3
}

// beside reports whether one of the nearest content words, a word on either
// side and one more, is the same.
func beside(a, b *mention) bool {
	return overlap(a.near[:min(3, len(a.near))], b.near[:min(3, len(b.near))]) > 0
}

// farthest is the logarithm of 5: a value that is not the toll of a disaster is
// seldom corrected by more.
const farthest = 1.61

// wordsShared is the weighted share of near words that two amounts need in
// common: about one content word in five.
const wordsShared = 0.2

// vagueDuration reports whether a cluster holds "a few days" and the like, which
// join too much.
func vagueDuration(members []*mention) bool {
	return slices.ContainsFunc(members, func(m *mention) bool { return m.dim == durationDim && !m.fig.HasValue })
}

// generic nouns name nobody in particular.
var generic = map[string]bool{"peopl": true, "person": true, "man": true, "men": true, "woman": true, "women": true, "other": true, "child": true, "children": true,
	"victim": true, "one": true, "thing": true, "time": true, "way": true, "case": true, "part": true, "member": true, "block": true, "individu": true}

// givesBoth reports whether an article gives both values and so knows them as
// two quantities: unless it tells of a revision somewhere, sets two sources
// against each other in one sentence, or gives both as ages of one person.
func (l *ledger) givesBoth(x, y []*mention) bool {
	for _, m := range x {
		for _, n := range y {
			if m.doc != n.doc || m.dim == ageDim && m.owner >= 0 && m.owner == n.owner {
				continue
			}
			if d := l.report.Articles[m.doc]; d.InBoilerplate(m.fig.Span) || d.InBoilerplate(n.fig.Span) {
				continue // a caption may be older than the text
			}
			if m.sentence == n.sentence && m.fig.ClaimedBy != n.fig.ClaimedBy && m.dim == peopleDim {
				continue
			}
			if !l.revisedIn(x, m.doc) && !l.revisedIn(y, m.doc) {
				return true
			}
		}
	}
	return false
}

// revisedIn reports whether a member that the article gives is told as revised.
func (l *ledger) revisedIn(members []*mention, doc int) bool {
	return slices.ContainsFunc(members, func(m *mention) bool { return m.doc == doc && l.revised(m) })
}

// mainToll reports whether m is the first or the largest figure with its
// measure in its article: the toll, not a part of it.
func (l *ledger) mainToll(m *mention) bool {
	if m.dim != peopleDim || m.fig.Measure == "" || m.partial {
		return false
	}
	d := l.report.Articles[m.doc]
	first, largest := true, true
	for i := range d.Figures {
		f := &d.Figures[i]
		if f.Measure != m.fig.Measure || f.Unit != "people" || f.Hypothetical || f.Implied || f.Number == m.fig.Number {
			continue
		}
		first = first && f.Start > m.fig.Start
		largest = largest && f.Value <= m.fig.Value
	}
	return first || largest
}

// rivalPair fills f with the features of clusters x and y.
func (l *ledger) rivalPair(x, y []*mention, clusters [][]*mention, f *[rivalFeatures]float64) {
	*f = [rivalFeatures]float64{}
	f[rBias] = 1
	best, sum, count := math.Inf(-1), 0.0, 0
	var a, b *mention
	for _, m := range x[:min(len(x), 12)] {
		for _, n := range y[:min(len(y), 12)] {
			if m.doc == n.doc {
				continue
			}
			z := logit(l.same(m, n))
			sum += z
			count++
			if z > best {
				best, a, b = z, m, n
			}
		}
	}
	if a == nil {
		return
	}
	f[rBest] = best / 4
	f[rMean] = sum / float64(count) / 4
	dx, dy := docsOf(x), docsOf(y)
	both := 0
	for _, d := range dx {
		if slices.Contains(dy, d) {
			both++
		}
	}
	f[rShared] = float64(both) / float64(min(len(dx), len(dy)))
	f[rSole] = 1 / float64(max(l.values(a, clusters), l.values(b, clusters)))
	if a.head != "" && a.head == b.head {
		if n, ok := l.numbers[a.head]; ok && n < len(l.weight) {
			f[rHead] = l.weight[n] / 5
		}
	}
	if a.fig.Measure != "" && a.fig.Measure == b.fig.Measure {
		f[rMeasure] = 1
	}
	switch {
	case a.owner < 0 || b.owner < 0:
	case a.owner == b.owner && a.dim == ageDim:
		f[rAgeOf] = 1
	case a.owner == b.owner:
		f[rOwner] = 1
	default:
		f[rOwnerOther] = 1
	}
	f[rNear] = l.near(a, b)
	f[rNames] = overlap(a.names, b.names)
	if beside(a, b) {
		f[rBeside] = 1
	}
	if a.value > 0 && b.value > 0 && a.fig.HasValue && b.fig.HasValue {
		f[rFar] = min(3, math.Abs(math.Log(a.value/b.value)))
	}
	if l.report.Articles[a.doc].Published.Day() != l.report.Articles[b.doc].Published.Day() {
		f[rDays] = 1
	}
	f[rSize] = math.Log(float64(len(dx) + len(dy) - 1))
	if a.sentence < 4 && b.sentence < 4 {
		f[rLead] = 1
	}
	if a.fig.Hypothetical || b.fig.Hypothetical {
		f[rHypothetical] = 1
	}
	if l.revised(a) || l.revised(b) {
		f[rRevised] = 1
	}
	f[rKinds+int(a.dim)] = 1
}

// values counts the different values that the article of m gives for what m
// counts: the same noun, or the same measure.
func (l *ledger) values(m *mention, clusters [][]*mention) int {
	n := 0
	for _, c := range clusters {
		for _, o := range c {
			if o.doc != m.doc || o.dim != m.dim {
				continue
			}
			if o == m || o.head == m.head && o.fig.Measure == m.fig.Measure && (m.dim != ageDim || o.owner == m.owner) {
				n++
				break
			}
		}
	}
	return max(1, n)
}

// Words that tell of a value replaced by another.
var revisions = []string{"earlier reports", "earlier report", "previously reported", "previously been", "previously said", "initially", "originally reported", "originally said", "had been put", "increased to", "increased from", "raised to", "raised from",
	"rose to", "rose from", "revised", "updated", "so far", "corrected", "climbed to", "earlier said", "had earlier", "first reported", "up from", "down from"}

// revised reports whether the sentence of m tells of a revision.
func (l *ledger) revised(m *mention) bool {
	if m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	s := strings.ToLower(d.Slice(d.Sentences[m.sentence].Span))
	for _, w := range revisions {
		if at := strings.Index(s, w); at >= 0 && (at == 0 || s[at-1] == ' ') {
			return true
		}
	}
	return false
}

func docsOf(members []*mention) []int {
	var docs []int
	for _, m := range members {
		if !slices.Contains(docs, m.doc) {
			docs = append(docs, m.doc)
		}
	}
	return docs
}

// logit is the log-odds of p, kept finite.
func logit(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}
