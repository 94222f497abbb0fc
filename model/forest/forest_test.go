package forest

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// ring says yes inside a ring: no single cut tells it.
func ring(n int) []Sample {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([]Sample, n)
	for i := range out {
		x, y := rng.Float32()*2-1, rng.Float32()*2-1
		out[i] = Sample{X: []float32{x, y, rng.Float32()}, Yes: x*x+y*y < 0.6 && x*x+y*y > 0.1, Weight: 1}
	}
	return out
}

func TestLearnsWhatNoSingleCutTells(t *testing.T) {
	data := ring(4000)
	f := Train(data[:3000], Options{Trees: 80, Depth: 4, Rate: 0.2, Least: 1})
	right := 0
	for _, d := range data[3000:] {
		if f.Score(d.X) > 0.5 == d.Yes {
			right++
		}
	}
	if right < 930 {
		t.Errorf("%d of 1000 right, want 930", right)
	}
}

func TestFile(t *testing.T) {
	data := ring(500)
	o := Options{Trees: 5, Depth: 3, Rate: 0.2, Least: 1}
	f := Train(data, o)
	if !bytes.Equal(f.Bytes(), Train(data, o).Bytes()) {
		t.Error("the same data gave another forest")
	}
	g, err := Load(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range data {
		if f.Score(d.X) != g.Score(d.X) {
			t.Fatal("the file scores differently")
		}
	}
	file := f.Bytes()
	for i := range file { // cut short anywhere, it is refused
		if _, err := Load(file[:i]); err == nil {
			t.Fatalf("a file cut at %d of %d bytes is let through", i, len(file))
		}
	}
	file[len(magic)+10]++ // a child that does not exist, or a feature
	if _, err := Load(append(file, 0)); err == nil {
		t.Error("a file with a tail is let through")
	}
}
