package figure

import (
	"context"
	"fmt"

	"parallax/news"
)

// For the fit, which runs the whole pipeline and so stands outside the package.

const Features = features

// A Mention is where a figure stands.
type Mention struct {
	Doc    int
	Number news.Span
}

// A Pair is two comparable mentions with the features of their being one quantity.
type Pair struct {
	A, B   Mention
	X      [features]float64
	Differ bool
}

// Pairs lists every comparable pair of the report.
func Pairs(r *news.Report) []Pair {
	l := newLedger(r)
	var out []Pair
	for _, bucket := range buckets(l.mentions()) {
		for j, b := range bucket {
			for _, a := range bucket[:j] {
				p := Pair{A: Mention{a.doc, a.fig.Number}, B: Mention{b.doc, b.fig.Number}, Differ: relate(a, b) == differ}
				l.pair(a, b, &p.X)
				p.X[fSoft] = l.soft(a, b)
				out = append(out, p)
			}
		}
	}
	return out
}

const RivalFeatures = rivalFeatures

// A Rivalry is two clusters of different values with the features of their
// being one quantity.
type Rivalry struct {
	A, B []Mention
	X    [rivalFeatures]float64
}

// Rivalries lists the pairs of clusters that contend, clustered with weights w.
func Rivalries(r *news.Report, w *[features]float64) []Rivalry {
	l := newLedger(r)
	l.weights = w
	var out []Rivalry
	for _, bucket := range buckets(l.mentions()) {
		clusters := l.cluster(bucket)
		for _, c := range l.contend(clusters) {
			var one Rivalry
			l.rivalPair(clusters[c.x], clusters[c.y], clusters, &one.X)
			for _, m := range clusters[c.x] {
				one.A = append(one.A, Mention{m.doc, m.fig.Number})
			}
			for _, m := range clusters[c.y] {
				one.B = append(one.B, Mention{m.doc, m.fig.Number})
			}
			out = append(out, one)
		}
	}
	return out
}

// AnnotateWith is Annotate with other weights.
func AnnotateWith(r *news.Report, w *[features]float64, v *[rivalFeatures]float64, disputed float64) error {
	l := newLedger(r)
	l.weights, l.rivalry = w, v
	if disputed > 0 {
		l.disputed = disputed
	}
	return l.annotate(context.Background())
}

// Obstacle tells what keeps two mentions from contending.
func Obstacle(r *news.Report, w *[features]float64, a, b Mention) string {
	l := newLedger(r)
	l.weights = w
	for _, bucket := range buckets(l.mentions()) {
		clusters := l.cluster(bucket)
		var x, y *mention
		var cx, cy []*mention
		for _, c := range clusters {
			for _, m := range c {
				switch (Mention{m.doc, m.fig.Number}) {
				case a:
					x, cx = m, c
				case b:
					y, cy = m, c
				}
			}
		}
		if x == nil || y == nil {
			continue
		}
		why := fmt.Sprintf("p %.4f near %.2f heads %q %q measures %q %q owners %d %d partial %v %v", l.same(x, y), l.near(x, y), x.head, y.head, x.fig.Measure, y.fig.Measure, x.owner, y.owner, x.partial, y.partial)
		if excluded(x, y) {
			why += ", excluded"
		}
		if l.unlikeRivals(x, y) {
			why += ", unlike"
		}
		if l.givesBoth(cx, cy) {
			why += ", one gives both"
		}
		var f [rivalFeatures]float64
		l.rivalPair(cx, cy, clusters, &f)
		z := 0.0
		for i := range f {
			z += l.rivalry[i] * f[i]
		}
		why += fmt.Sprintf(", rival %.3f", sigmoid(z))
		return why
	}
	return "not comparable"
}

// FeatureNames are the names of the constants, in order.
func FeatureNames() []string {
	names := []string{"fBias", "fMeasureSame", "fMeasureOther", "fMeasureOne", "fHeadSame", "fHeadAlike", "fHeadOther", "fHeadOne", "fQualsShared",
		"fQualsOther", "fQualsOne", "fContext", "fNear", "fSoft", "fLeft", "fRight", "fNamesShared", "fNamesOther", "fOwnerSame", "fOwnerOther", "fAgeOwnerSame", "fAgeOwnerOne", "fCopied", "fOthersShared",
		"fOthersNone", "fLead", "fHypothetical", "fNegated", "fTimeShared", "fTimeOther", "fSameArticle", "fEqual", "fEqualDigits", "fFits", "fVague", "fLoose",
		"fFarApart", "fClose", "fEqualNear", "fEqualSole", "fDifferContext", "fDifferNear", "fDifferMeasure", "fDifferHead", "fDifferSameArticle"}
	for _, d := range dims {
		names = append(names, "fKinds + int("+d+")")
	}
	for _, d := range dims {
		names = append(names, "fKinds + int(dimensions) + int("+d+")")
	}
	return names
}

// RivalNames are the names of the constants, in order.
func RivalNames() []string {
	names := []string{"rBias", "rBest", "rMean", "rShared", "rSole", "rHead", "rMeasure", "rOwner", "rOwnerOther", "rAgeOf", "rNear", "rNames", "rBeside", "rFar", "rDays", "rSize", "rLead",
		"rHypothetical", "rRevised"}
	for _, d := range dims {
		names = append(names, "rKinds + int("+d+")")
	}
	return names
}

var dims = []string{"otherDim", "peopleDim", "moneyDim", "percentDim", "ageDim", "clockDim", "durationDim", "rankDim", "dateDim", "lengthDim", "massDim",
	"areaDim", "volumeDim", "speedDim", "temperatureDim", "shareDim", "scoreDim", "pointsDim", "timesDim"}
