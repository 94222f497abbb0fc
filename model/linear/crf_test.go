package linear

import (
	"bytes"
	"slices"
	"testing"
)

func TestCRFLearns(t *testing.T) {
	train, _ := toy(300, 1)
	test, _ := toy(100, 2)
	o := CRFOptions{Labels: len(bio), Dropout: 0.1, MinCount: 1}
	field := TrainCRF(o, train)
	if wrong, total := mistakes(field.Model(bio, 0), test, true); wrong*100 > total {
		t.Errorf("%d of %d labels are wrong", wrong, total)
	}
	if !bytes.Equal(field.Model(bio, 0).Bytes(), TrainCRF(o, train).Model(bio, 0).Bytes()) {
		t.Error("the same sequences gave two models")
	}
	// The sum with another learner knows what either does.
	p := TrainPerceptron(Options{Labels: bio, Epochs: 3, Viterbi: true, SeenOnly: true, Seed: 7}, train)
	if wrong, total := mistakes(NewWeights(len(bio)).Plus(field, 1).Plus(p, 0.1).Model(bio, 0), test, true); wrong*100 > total {
		t.Errorf("sum: %d of %d labels are wrong", wrong, total)
	}
}

// A label that is favoured is given more often, and never where it may not stand.
func TestFavour(t *testing.T) {
	train, _ := toy(300, 1)
	count := func(by float64) (begins int) {
		m := TrainCRF(CRFOptions{Labels: len(bio), Dropout: 0.1, MinCount: 1, Epochs: 2}, train).Model(bio, 0)
		m.Favour(1, by)
		var s Scratch
		for _, q := range train[:50] {
			labels := slices.Clone(m.Viterbi(len(q.Gold), q.Features, &s))
			for i, l := range labels {
				if l == 1 {
					begins++
				}
				if l == 2 && (i == 0 || labels[i-1] == 0) {
					t.Fatalf("I after O in %v", labels)
				}
			}
		}
		return begins
	}
	if few, many := count(-20), count(20); few >= many {
		t.Errorf("%d begin when disfavoured, %d when favoured", few, many)
	}
}
