package story

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRuns: what is found by looking through all keys is what the table finds.
func TestRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var r runs
	with := map[uint32][]int32{} // members of each key, oldest first
	for member := range int32(700) {
		var keys []uint32
		for range 50 + random.IntN(300) {
			keys = append(keys, uint32(random.IntN(1<<30))%uint32(1+random.IntN(200_000)))
		}
		slices.Sort(keys)
		keys = slices.Compact(keys)
		for _, k := range keys {
			with[k] = append(with[k], member)
		}
		if got := r.add(keys, member); !slices.Equal(got, keys) {
			t.Fatalf("member %d is kept with other keys", member)
		}
	}
	if len(r.keys) < 2 {
		t.Fatal("too few keys for a second chunk")
	}
	const most = 5
	for try := range 2 * mostAsked {
		var keys []uint32
		for range 200 {
			keys = append(keys, uint32(random.IntN(1000)))
		}
		keys = append(keys, 1<<31)
		slices.Sort(keys)
		keys = slices.Compact(keys)
		var want, got []int32
		for _, k := range keys {
			all := with[k]
			want = append(want, all[max(0, len(all)-most):]...)
		}
		r.each(keys, most, func(member int32) { got = append(got, member) })
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Fatalf("try %d finds %d members, want %d", try, len(got), len(want))
		}
		if built := r.heads != nil; built != (try >= mostAsked) {
			t.Fatalf("try %d: the table is there: %v", try, built)
		}
	}
}

// TestPostings: the newest members of each term, oldest first.
func TestPostings(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var p postings
	want := map[uint32][]posting{}
	for member := range int32(5000) {
		term := uint32(random.IntN(1 + random.IntN(200)))
		add := posting{member, random.Float32()}
		p.push(term, add)
		want[term] = append(want[term], add)
	}
	for term, all := range want {
		if got := p.of(term); !slices.Equal(got, all[max(0, len(all)-mostPostings):]) {
			t.Errorf("term %d has %d postings, want the newest of %d", term, len(got), len(all))
		}
	}
	if len(p.of(1<<20)) > 0 {
		t.Error("a term that never came has postings")
	}
}
