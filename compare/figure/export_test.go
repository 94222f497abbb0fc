package figure

import (
	"context"

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
				out = append(out, p)
			}
		}
	}
	return out
}

// AnnotateWith is Annotate with other weights.
func AnnotateWith(r *news.Report, w *[features]float64) error {
	l := newLedger(r)
	l.weights = w
	return l.annotate(context.Background())
}

// FeatureNames are the names of the constants, in order.
func FeatureNames() []string {
	names := []string{"fBias", "fMeasureSame", "fMeasureOther", "fMeasureOne", "fHeadSame", "fHeadAlike", "fHeadOther", "fHeadOne", "fQualsShared",
		"fQualsOther", "fQualsOne", "fContext", "fNear", "fSoft", "fNamesShared", "fNamesOther", "fOwnerSame", "fOwnerOther", "fCopied", "fOthersShared",
		"fOthersNone", "fLead", "fHypothetical", "fNegated", "fTimeShared", "fTimeOther", "fSameArticle", "fEqual", "fEqualDigits", "fFits", "fVague",
		"fFarApart", "fClose", "fEqualNear", "fDifferContext", "fDifferNear", "fDifferMeasure", "fDifferHead", "fDifferSameArticle"}
	dims := []string{"otherDim", "peopleDim", "moneyDim", "percentDim", "ageDim", "clockDim", "durationDim", "rankDim", "dateDim", "lengthDim", "massDim",
		"areaDim", "volumeDim", "speedDim", "temperatureDim", "shareDim", "scoreDim", "pointsDim", "timesDim"}
	for _, d := range dims {
		names = append(names, "fKinds + int("+d+")")
	}
	for _, d := range dims {
		names = append(names, "fKinds + int(dimensions) + int("+d+")")
	}
	return names
}
