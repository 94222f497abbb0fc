package words

import (
	"math"
	"slices"
	"testing"
)

func TestTable(t *testing.T) {
	table, err := decode(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(table.index); n < 15_000 {
		t.Errorf("only %d stems", n)
	}
}

func TestWeight(t *testing.T) {
	// Each stem is rarer than the one before it.
	order := []string{"year", "polic", "gunman", "earthquak", "zzyzzyva"}
	for i := 1; i < len(order); i++ {
		if Weight(order[i-1]) >= Weight(order[i]) {
			t.Errorf("%q weighs %.2f, %q %.2f", order[i-1], Weight(order[i-1]), order[i], Weight(order[i]))
		}
	}
}

func TestAlike(t *testing.T) {
	tests := []struct{ word, near, far string }{
		{"rebel", "separatist", "bank"},
		{"gunman", "shooter", "inflat"},
		{"arrest", "detain", "rainfal"},
		{"plung", "tumbl", "minist"},
		{"migrant", "refuge", "goal"},
	}
	for _, tt := range tests {
		if n, f := Alike(tt.word, tt.near), Alike(tt.word, tt.far); n < 0.5 || f > 0.35 {
			t.Errorf("%s: %s %.2f, %s %.2f", tt.word, tt.near, n, tt.far, f)
		}
	}
	if Alike("zzyzzyva", "year") != 0 || Alike("zzyzzyva", "zzyzzyva") != 1 {
		t.Error("a stem without a vector is like itself alone")
	}
}

func TestEncode(t *testing.T) {
	raw := Raw{Articles: 100, Stems: []string{"boat", "quay"}, Counts: []int{50, 2}, Vectors: [][]float32{make([]float32, Dims)}}
	raw.Vectors[0][3] = -2
	data, err := Encode(raw)
	if err != nil {
		t.Fatal(err)
	}
	table, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if table.index["quay"] != 1 || math.Abs(table.weights[0]-0.7) > 1e-9 || math.Abs(table.weights[1]-3.9) > 1e-9 || table.vectors[3] != -127 {
		t.Errorf("got %v %v", table.weights, table.vectors[:4])
	}
	if _, err := decode(data[:len(data)-1]); err == nil {
		t.Error("a table that was cut short is read")
	}
}

func TestForms(t *testing.T) {
	got := slices.Collect(Forms("The ÖBB's 2-hour delay…"))
	if want := []string{"the", "öbb", "s", "2", "hour", "delay"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func BenchmarkWeight(b *testing.B) {
	for b.Loop() {
		Weight("gunman")
	}
}

func TestSlots(t *testing.T) {
	if table, err := decode(slots); err != nil || len(table.index) < 10_000 {
		t.Fatalf("%v, %d words", err, len(table.index))
	}
	// The far ones stand near the word in texts, and never in its place.
	tests := []struct{ word, near, far, pos string }{
		{"gunman", "attacker", "ambush", "NOUN"},
		{"plane", "jet", "airport", "NOUN"},
		{"migrant", "refugee", "border", "NOUN"},
		{"protest", "demonstration", "police", "NOUN"},
		{"criticize", "slam", "win", "VERB"},
	}
	for _, tt := range tests {
		v := SlotOf(tt.word, tt.pos)
		if n, f := v.Alike(SlotOf(tt.near, tt.pos)), v.Alike(SlotOf(tt.far, tt.pos)); n < 0.7 || f > 0.6 {
			t.Errorf("%s: %s %.2f, %s %.2f", tt.word, tt.near, n, tt.far, f)
		}
	}
	if SlotOf("zzyzzyva", "NOUN").Alike(SlotOf("plane", "NOUN")) != 0 {
		t.Error("an unknown word is like another")
	}
}

func TestListed(t *testing.T) {
	for _, tt := range []struct {
		a, b, pos string
		want      bool
	}{
		{"buy", "sell", "VERB", true},
		{"sell", "buy", "VERB", true},
		{"kill", "injure", "VERB", true},
		{"train", "bus", "NOUN", true},
		{"gunman", "shooter", "NOUN", false},
		{"slam", "blast", "VERB", false},
		{"buy", "sell", "NOUN", false},
	} {
		if got := Listed(tt.a, tt.b, tt.pos); got != tt.want {
			t.Errorf("Listed(%q, %q, %s) = %v", tt.a, tt.b, tt.pos, got)
		}
	}
}
