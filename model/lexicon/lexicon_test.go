package lexicon

import (
	"testing"

	"parallax/model/linear"
)

func look(word string) Entry { return Look(linear.HashLower(word)) }

func TestLook(t *testing.T) {
	for _, pair := range [][2]string{{"january", "september"}, {"three", "four"}, {"brother", "sister"}} {
		a, b := look(pair[0]), look(pair[1])
		if a.Class() == 0 || a.Class() != b.Class() {
			t.Errorf("%s and %s are of classes %d and %d", pair[0], pair[1], a.Class(), b.Class())
		}
	}
	if c := look("london").Caps(); c != 4 {
		t.Errorf("london: caps %d", c)
	}
	if c := look("bridge").Caps(); c != 1 && c != 2 {
		t.Errorf("bridge: caps %d", c)
	}
	if r := look("the").Rarity(); r > 1 {
		t.Errorf("the: rarity %d", r)
	}
	if e := look("qzxvkjq"); e != 0 {
		t.Errorf("no word: %v", e)
	}
}

func TestEncode(t *testing.T) {
	e := Pack(200, 3, 7)
	if e.Class() != 200 || e.Caps() != 3 || e.Rarity() != 7 {
		t.Errorf("packed %d %d %d", e.Class(), e.Caps(), e.Rarity())
	}
	if b := Encode([]uint64{1, 2, 3, 4}, []Entry{e, e, e, e}); len(b) != 8*slot {
		t.Errorf("%d bytes", len(b))
	}
}

func BenchmarkLook(b *testing.B) {
	h := linear.HashLower("bridge")
	for b.Loop() {
		Look(h)
	}
}
