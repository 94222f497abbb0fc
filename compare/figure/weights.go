package figure

// weights of the features of a pair, hand-set until they are fitted.
var weights = handWeights()

func handWeights() (w [features]float64) {
	w[fBias] = -4
	w[fMeasureSame], w[fMeasureOther], w[fMeasureOne] = 2, -8, -0.7
	w[fHeadSame], w[fHeadAlike], w[fHeadOther], w[fHeadOne] = 1.5, 1, -1, -0.3
	w[fQualsShared], w[fQualsOther] = 1, -0.8
	w[fContext], w[fNear], w[fSoft] = 3, 2, 1
	w[fNamesShared], w[fOwnerSame], w[fOwnerOther] = 0.5, 1, -0.5
	w[fCopied], w[fOthersShared] = 4, 1
	w[fEqual], w[fEqualDigits], w[fFits] = 1.5, 3, 0.5
	w[fFarApart] = -1
	return w
}
