package table

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// random makes a table of n features with weights for so many labels; every
// third feature has few of them.
func random[F Feature](n, labels int, rng *rand.Rand) (features []F, weights []int8) {
	seen := map[F]bool{}
	for len(features) < n {
		if f := F(rng.Uint64()); !seen[f] {
			seen[f] = true
			features = append(features, f)
		}
	}
	slices.Sort(features)
	for i := range features {
		for range labels {
			w := int8(rng.IntN(256) - 128)
			if i%3 == 0 && rng.IntN(labels) > 1 {
				w = 0
			}
			weights = append(weights, w)
		}
	}
	return features, weights
}

func check[F Feature](t *testing.T, n, labels int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), uint64(labels)))
	features, weights := random[F](n, labels, rng)
	file := Append([]byte("head"), labels, features, weights)
	table, rest, err := Parse(append(file, "tail"...)[4:], labels)
	if err != nil || string(rest) != "tail" {
		t.Fatalf("%d features, %d labels: rest %q, %v", n, labels, rest, err)
	}
	for _, many := range []int{0, 1, batch, batch + 1, 700} {
		want, got := make([]int32, labels), make([]int32, labels)
		var seen []F
		for range many {
			if rng.IntN(4) == 0 || n == 0 {
				seen = append(seen, F(rng.Uint64()))
				continue
			}
			k := rng.IntN(n)
			seen = append(seen, features[k])
			for l, w := range weights[k*labels:][:labels] {
				want[l] += int32(w)
			}
		}
		Add(table, got, seen)
		if !slices.Equal(got, want) {
			t.Fatalf("%d features, %d labels, %d seen: got %v, want %v", n, labels, many, got, want)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, labels := range []int{1, 2, 3, 5, 6, 7, 8, 9, 16, 17, 21, 63, 64, 65, MostLabels} {
		for _, n := range []int{0, 1, 2, 40_000} {
			if n*labels <= 1_000_000 {
				check[uint64](t, n, labels)
			}
		}
	}
	// So few absent features share a bucket and 16 bits with one of 40,000 that
	// the seeds above meet none. With 32 bits and 2^16 buckets none can.
	check[uint32](t, 140_000, 6)
	check[uint32](t, 140_000, 7)
}

func TestParseRefusesCutFiles(t *testing.T) {
	features, weights := random[uint64](20, 3, rand.New(rand.NewPCG(1, 1)))
	file := Append(nil, 3, features, weights)
	for cut := range file {
		if _, _, err := Parse(file[:cut], 3); err == nil {
			t.Fatalf("a table cut at %d of %d is read", cut, len(file))
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	const n, labels = 300_000, 17
	rng := rand.New(rand.NewPCG(1, 1))
	features, weights := random[uint64](n, labels, rng)
	table, _, err := Parse(Append(nil, labels, features, weights), labels)
	if err != nil {
		b.Fatal(err)
	}
	seen := make([]uint64, 36)
	sums := make([]int32, labels)
	for b.Loop() {
		for i := range seen {
			seen[i] = features[rng.IntN(n)]
		}
		Add(table, sums, seen)
	}
	b.ReportMetric(float64(len(seen)*b.N)/b.Elapsed().Seconds(), "features/s")
}
