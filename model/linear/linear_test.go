package linear

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

var bio = []string{"O", "B", "I"}

// toy makes sequences in which a word's label follows from the word and its
// neighbour: two capitalised words in a row are B I, one is B.
func toy(n int, seed uint64) (data []Sequence, words [][]string) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for range n {
		var ws []string
		var gold []uint8
		for range 5 + rng.IntN(10) {
			w := fmt.Sprintf("w%d", rng.IntN(200))
			var l uint8
			if rng.IntN(3) == 0 {
				w = "W" + w[1:]
				l = 1
				if len(gold) > 0 && gold[len(gold)-1] != 0 {
					l = 2
				}
			}
			ws, gold = append(ws, w), append(gold, l)
		}
		words = append(words, ws)
		data = append(data, Sequence{Gold: gold, Features: extract(ws)})
	}
	return data, words
}

func extract(ws []string) Extractor {
	return func(i int, done []uint8, buf []uint64) []uint64 {
		buf = append(buf, F(1, Hash(ws[i])), F(2, uint64(ws[i][0])))
		if len(done) > 0 {
			buf = append(buf, F(3, Pair(uint64(done[i-1]), uint64(ws[i][0]))))
		}
		return buf
	}
}

func mistakes(m *Model, data []Sequence, viterbi bool) (wrong, total int) {
	var s Scratch
	for _, q := range data {
		decode := m.Greedy
		if viterbi {
			decode = m.Viterbi
		}
		for i, l := range decode(len(q.Gold), q.Features, &s) {
			total++
			if l != q.Gold[i] {
				wrong++
			}
		}
	}
	return wrong, total
}

func TestLearns(t *testing.T) {
	train, _ := toy(300, 1)
	test, _ := toy(100, 2)
	for _, viterbi := range []bool{false, true} {
		m := TrainSequences(Options{Labels: bio, Epochs: 5, Viterbi: viterbi, SeenOnly: viterbi, Margin: 1}, train)
		if wrong, total := mistakes(m, test, viterbi); wrong*100 > total {
			t.Errorf("viterbi %v: %d of %d wrong", viterbi, wrong, total)
		}
	}
}

func TestSeenOnly(t *testing.T) {
	train, _ := toy(200, 1)
	m := TrainSequences(Options{Labels: bio, Epochs: 1, Viterbi: true, SeenOnly: true}, train)
	var s Scratch
	for range 200 {
		n := 1 + rand.IntN(20)
		got := m.Viterbi(n, func(i int, _ []uint8, buf []uint64) []uint64 {
			return append(buf, F(1, rand.Uint64N(200)), F(2, 'W'))
		}, &s)
		for i, l := range got {
			if l == 2 && (i == 0 || got[i-1] == 0) {
				t.Fatalf("I follows O: %v", got)
			}
		}
	}
}

func TestDeterministicAndLoads(t *testing.T) {
	train, _ := toy(100, 1)
	o := Options{Labels: bio, Epochs: 3, Viterbi: true, MinCount: 2, Prune: 0.1}
	a, b := TrainSequences(o, train), TrainSequences(o, train)
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two trainings differ")
	}
	file := string(a.Bytes())
	back, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(back.Labels(), " ") != "O B I" || back.Label("I") != 2 || back.Label("x") != -1 {
		t.Errorf("labels %v", back.Labels())
	}
	w1, _ := mistakes(a, train, true)
	w2, _ := mistakes(back, train, true)
	if w1 != w2 {
		t.Errorf("%d wrong before saving, %d after", w1, w2)
	}
	for cut := range len(file) {
		if _, err := Load(file[:cut]); err == nil {
			t.Fatalf("a file cut at %d of %d loads", cut, len(file))
		}
	}
}

func TestBest(t *testing.T) {
	tr := NewTrainer(2)
	f := []uint64{F(1, 7)}
	tr.Tick()
	tr.Update(f, 1, 0)
	tr.Tick()
	m := tr.Model([]string{"no", "yes"}, 0)
	var s Scratch
	if l, margin := m.Best(f, &s); l != 1 || margin <= 0 {
		t.Errorf("label %d, margin %d", l, margin)
	}
	if l, margin := m.Best([]uint64{F(1, 8)}, &s); l != 0 || margin != 0 {
		t.Errorf("unseen: label %d, margin %d", l, margin)
	}
}

func TestHash(t *testing.T) {
	if HashLower("Quill") != Hash("quill") || HashLower("ABCDEFGHIJK") != Hash("abcdefghijk") {
		t.Error("HashLower differs from Hash of the lower-case word")
	}
	seen := make(map[uint64]string)
	for i := range 200_000 {
		w := fmt.Sprint("w", i)
		f := F(uint64(i%7), Hash(w))
		if other, ok := seen[f]; ok {
			t.Fatalf("%s and %s collide", w, other)
		}
		seen[f] = w
	}
}

func FuzzLoad(f *testing.F) {
	train, _ := toy(5, 1)
	f.Add(string(TrainSequences(Options{Labels: bio, Epochs: 1, Viterbi: true}, train).Bytes()))
	f.Fuzz(func(t *testing.T, file string) {
		if m, err := Load(file); err == nil && len(m.Labels()) == 0 {
			t.Error("a model without labels loads")
		}
	})
}

func BenchmarkViterbi(b *testing.B) {
	train, _ := toy(500, 1)
	m := TrainSequences(Options{Labels: bio, Epochs: 2, Viterbi: true}, train)
	bench(b, train, m.Viterbi)
}

func BenchmarkGreedy(b *testing.B) {
	train, _ := toy(500, 1)
	m := TrainSequences(Options{Labels: bio, Epochs: 2}, train)
	bench(b, train, m.Greedy)
}

func bench(b *testing.B, data []Sequence, decode func(int, Extractor, *Scratch) []uint8) {
	words := 0
	var s Scratch
	b.ReportAllocs()
	for b.Loop() {
		for _, q := range data {
			words += len(decode(len(q.Gold), q.Features, &s))
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
