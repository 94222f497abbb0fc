package figure

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"parallax/model/words"
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
	disputed = 0.45
	// contested is the same for two values of one day, which will be called a
	// conflict: the heaviest thing to say needs the best evidence, and most of all
	// where an amount says little of what it measures.
	contested     = 0.5
	contestedSums = 0.55
	// hopeless is the probability below which no pair is looked at again: nearly
	// all that lies there are tolls of other places.
	hopeless = 0.01
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
			least = max(least, contest(clusters[r.x][0].dim)) // tolls and ages are told in like words everywhere: they need no more
		}
		if r.p = sigmoid(z); r.p < least && l.oneThing(clusters[r.x], clusters[r.y], clusters) {
			r.p = least
		}
		if r.p >= least {
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
			return slices.ContainsFunc(out[y], func(n *mention) bool {
				return apart(m, n) || l.withoutKiller(m, n) || l.withoutKiller(n, m)
			})
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

// halfShared is the weighted share of near words at which two clauses about
// money say the same of it.
const halfShared = 0.5

// contest is the probability at which two values of one day are in conflict.
func contest(d dimension) float64 {
	switch d {
	case moneyDim, percentDim, lengthDim, massDim, durationDim, clockDim:
		return contestedSums
	}
	return contested
}

// telling is the rarity in English news, in nats, at which a noun names what
// few things are: passengers and excavators, not officers and reports.
const telling = 3.5

// oneThing reports whether two values are plainly of one thing, which needs no
// weighing: the same property (the depth, the weight) or the same telling noun,
// in like words, of which each article gives one value only.
func (l *ledger) oneThing(x, y []*mention, clusters [][]*mention) bool {
	for _, a := range x[:min(len(x), 12)] {
		for _, b := range y[:min(len(y), 12)] {
			if l.opposed(a, b) || l.corrected(a, b) {
				return true
			}
			if l.priced(a, b) || l.raised(a, b) && l.values(a, clusters) == 1 && l.values(b, clusters) == 1 {
				return true
			}
			if a.doc == b.doc || a.partial || b.partial || a.fig.Hypothetical != b.fig.Hypothetical || l.unlikeRivals(a, b) || l.values(a, clusters) > 1 || l.values(b, clusters) > 1 {
				continue
			}
			switch a.dim {
			case lengthDim, massDim:
				if a.fig.Measure != "" && a.fig.Measure != "distance" && a.fig.Measure == b.fig.Measure && l.near(a, b) >= wordsShared {
					return true
				}
			case moneyDim:
				if l.near(a, b) >= halfShared && shared(a, b) > several && l.daysApart(a, b) <= lasting {
					return true
				}
			case otherDim, peopleDim:
				if a.fig.Measure == b.fig.Measure && a.head != "" && a.head == b.head && words.Weight(a.head) >= telling && l.near(a, b) >= wordsShared {
					return true
				}
			}
		}
	}
	return false
}

// apart reports whether two mentions cannot stand in one group of rivals.
func apart(m, n *mention) bool {
	return excluded(m, n) || m.dim == durationDim && otherOwner(m, n)
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
	var out []rival
	seen := map[[2]int]bool{}
	add := func(x, y int) {
		if x, y = min(x, y), max(x, y); !seen[[2]int{x, y}] {
			seen[[2]int{x, y}] = true
			out = append(out, rival{x: x, y: y})
		}
	}
	for _, c := range candidates(l, all) {
		a, b := all[c[0]], all[c[1]]
		if of[c[0]] != of[c[1]] && (l.opposed(a, b) || l.corrected(a, b)) {
			add(of[c[0]], of[c[1]])
			continue
		}
		if of[c[0]] == of[c[1]] || a.doc == b.doc || relate(a, b) != differ || vagueDuration(clusters[of[c[0]]]) || vagueDuration(clusters[of[c[1]]]) || l.unlikeRivals(a, b) || l.givesBoth(clusters[of[c[0]]], clusters[of[c[1]]]) {
			continue
		}
		p := l.same(a, b)
		if p < hopeless || met(l, clusters, a, b, p) || met(l, clusters, b, a, p) {
			continue
		}
		best[c[0]] = append(best[c[0]], scored{of[c[1]], p})
		best[c[1]] = append(best[c[1]], scored{of[c[0]], p})
	}
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
			add(of[m], s.other)
		}
	}
	return out
}

// met reports whether the article of b gives the value of a as well, in words that
// fit at least as well as those of b: then b is something else. A headline may be
// older than its text.
func met(l *ledger, clusters [][]*mention, a, b *mention, p float64) bool {
	for _, c := range clusters {
		for _, o := range c {
			if o.doc == b.doc && o != b && a.dim != ageDim && (l.inTitle(o) == l.inTitle(b) || tooFar(o, b)) && a.fig.HasValue && o.fig.HasValue && (relate(a, o) == equal || a.dim == percentDim && relate(a, o) == fits) && l.same(a, o) >= p {
				return true
			}
		}
	}
	return false
}

// givesBoth reports whether an article gives both values and so knows them as
// two quantities: unless it tells of a revision somewhere, sets two sources
// against each other in one sentence, or gives both as ages of one person.
func (l *ledger) givesBoth(x, y []*mention) bool {
	both := false
	for _, m := range x {
		for _, n := range y {
			if m.doc != n.doc || m.dim == ageDim && m.owner >= 0 && m.owner == n.owner {
				continue
			}
			if l.opposed(m, n) || l.corrected(m, n) {
				return false // where one article sets two accounts against each other, others may give both too
			}
			if d := l.report.Articles[m.doc]; d.InBoilerplate(m.fig.Span) || d.InBoilerplate(n.fig.Span) {
				continue // a caption may be older than the text
			}
			if l.inTitle(m) != l.inTitle(n) {
				continue // and so may a headline
			}
			if m.sentence == n.sentence && m.fig.ClaimedBy != n.fig.ClaimedBy && m.dim == peopleDim {
				continue
			}
			if m.dim == percentDim || m.dim == pointsDim || m.dim == moneyDim && !l.moving(m) && !l.moving(n) {
				return true // "up from 3 percent" is told of another month
			}
			both = both || !l.revisedIn(x, m.doc) && !l.revisedIn(y, m.doc)
		}
	}
	return both
}

// opposed reports whether an article sets two accounts of one thing against each
// other: two claimants, close together, of the same telling noun or toll.
func (l *ledger) opposed(m, n *mention) bool {
	if m.doc != n.doc || m.fig.Number.Overlaps(n.fig.Number) || m.dim != n.dim || m.dim != peopleDim && m.dim != otherDim || m.fig.Measure != n.fig.Measure || m.partial || n.partial || relate(m, n) != differ || l.otherScope(m, n) || l.otherFrame(m, n) || l.otherPeople(m, n) {
		return false
	}
	if m.head != n.head || m.head == "" || words.Weight(m.head) < telling {
		if m.fig.Measure != "killed" && m.fig.Measure != "injured" && m.fig.Measure != "missing" || sexes[m.head] != sexes[n.head] {
			return false
		}
	}
	const (
		close = 3   // sentences
		reach = 1.8 // times: accounts further apart count different people
	)
	if !m.fig.HasValue || !n.fig.HasValue || m.value <= 0 || n.value <= 0 || max(m.value, n.value) > reach*min(m.value, n.value) {
		return false
	}
	if m.sentence > n.sentence {
		m, n = n, m
	}
	if n.sentence-m.sentence > close {
		return false
	}
	if m.source != "" && n.source != "" && m.source != n.source && (m.fig.ClaimedBy == "" || m.fig.ClaimedBy != n.fig.ClaimedBy) {
		return true
	}
	if m.sentence != n.sentence {
		return false
	}
	d := l.report.Articles[m.doc]
	between := d.Text[min(m.fig.Number.End, n.fig.Number.End):max(m.fig.Number.Start, n.fig.Number.Start)]
	return contrast.MatchString(between)
}

// contrast opens the account that another source gives in the same sentence.
var contrast = regexp.MustCompile(`\b(?:though|although|but|while)\b.*\b(?:report|say|said|put|count|estimat|claim)`)

// inTitle reports whether m stands in a headline at the top of the text.
func (l *ledger) inTitle(m *mention) bool {
	if m.sentence != 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	return !strings.HasSuffix(strings.TrimSpace(d.Slice(d.Sentences[0].Span)), ".")
}

// revisedIn reports whether a member that the article gives is told as revised.
func (l *ledger) revisedIn(members []*mention, doc int) bool {
	return slices.ContainsFunc(members, func(m *mention) bool { return m.doc == doc && l.revised(m) })
}

// mainToll reports whether m is the first or the largest figure with its
// measure in its article, or of all of its kind of people: the toll, not a part
// of it.
func (l *ledger) mainToll(m *mention, kind bool) bool {
	if m.dim != peopleDim || m.fig.Measure == "" || m.partial {
		return false
	}
	d := l.report.Articles[m.doc]
	first, largest := true, true
	for i := range l.figures[m.doc] {
		f := &l.figures[m.doc][i]
		if f.Measure != m.fig.Measure || f.Unit != "people" || f.Hypothetical || f.Implied || f.Number == m.fig.Number || kind && !strings.Contains(strings.ToLower(d.Slice(f.Span)), m.head) {
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
	"rose to", "rose from", "revised to", "revised from", "revised up", "revised down", "revised the", "revised its", "updated", "so far", "corrected", "climbed to", "earlier said", "had earlier", "first reported", "up from", "down from"}

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
