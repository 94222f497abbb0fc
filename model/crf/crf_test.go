package crf

import (
	"bytes"
	"slices"
	"testing"
)

// Three labels: outside, first and next of a pair; next only follows first.
var scheme = Scheme{
	Labels: 3,
	Begins: func(l int) bool { return l != 2 },
	Ends:   func(l int) bool { return l != 1 },
	Joins:  func(a, b int) bool { return (a == 1) == (b == 2) },
}

// Word 7 begins a pair before word 9 only, so the chain must look ahead.
func sequences() []Sequence {
	var out []Sequence
	for i := range 40 {
		filler := uint32(20 + i%5)
		out = append(out,
			Sequence{Features: [][]uint32{{filler}, {7}, {9}, {filler}}, Labels: []int{0, 1, 2, 0}},
			Sequence{Features: [][]uint32{{7}, {filler}, {9}}, Labels: []int{0, 0, 0}})
	}
	return out
}

func learn(t testing.TB) []byte {
	t.Helper()
	return Train(scheme, sequences(), Options{Epochs: 20, Dropout: 0.1})
}

func label(m *Model, features ...[]uint32) []int {
	d := NewDecoder(m)
	for range 2 { // a decoder may be used again
		d.Reset()
		for _, f := range features {
			sums := make([]int32, m.labels)
			m.Score(sums, f)
			d.Add(sums)
		}
	}
	return d.Labels(nil)
}

func TestLearnsAChain(t *testing.T) {
	m, err := Read(learn(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range sequences()[:6] {
		if got := label(m, q.Features...); !slices.Equal(got, q.Labels) {
			t.Errorf("%v is labelled %v, want %v", q.Features, got, q.Labels)
		}
	}
	if got := label(m); len(got) != 0 {
		t.Errorf("an empty sequence is labelled %v", got)
	}
	// Whatever the features, the order of the labels holds.
	for _, q := range [][][]uint32{{{7}}, {{9}}, {{9}, {7}}, {{7}, {7}, {9}, {9}}, {nil, nil}} {
		got := label(m, q...)
		if !scheme.Begins(got[0]) || !scheme.Ends(got[len(got)-1]) {
			t.Errorf("%v is labelled %v", q, got)
		}
		for i := 1; i < len(got); i++ {
			if !scheme.Joins(got[i-1], got[i]) {
				t.Errorf("%v is labelled %v", q, got)
			}
		}
	}
}

func TestTrainingRepeats(t *testing.T) {
	if !bytes.Equal(learn(t), learn(t)) {
		t.Error("the same sequences gave two models")
	}
}

func TestReadRefusesDamage(t *testing.T) {
	file := learn(t)
	for _, bad := range [][]byte{nil, []byte("crf"), []byte("crf1"), file[:len(file)/2], append([]byte("crf9"), file[4:]...)} {
		if m, err := Read(bad); err == nil && m.labels == 3 && len(bad) < len(file) {
			t.Errorf("%d of %d bytes were read as a whole model", len(bad), len(file))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(learn(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(data); err == nil && m == nil {
			t.Error("no model and no error")
		}
	})
}
