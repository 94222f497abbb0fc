package feature

import "testing"

func TestShape(t *testing.T) {
	same := [][]string{
		{"Quill", "Marshes", "Émile"}, {"the", "dams"}, {"UN", "NATO"}, {"12", "1999"}, {"o’er", "o'er"},
	}
	seen := make(map[uint64]string)
	for _, group := range same {
		shape := Shape(group[0])
		if other, ok := seen[shape]; ok {
			t.Errorf("%s and %s have one shape", group[0], other)
		}
		seen[shape] = group[0]
		for _, w := range group[1:] {
			if Shape(w) != shape {
				t.Errorf("%s and %s differ in shape", group[0], w)
			}
		}
	}
}

func TestAffixes(t *testing.T) {
	if Suffix("Running", 3) != Suffix("sing", 3) || Suffix("ab", 3) != 0 || Suffix("xab", 2) == Suffix("xba", 2) {
		t.Error("suffix")
	}
	if Prefix("Unseen", 2) != Prefix("under", 2) || Prefix("a", 2) != 0 {
		t.Error("prefix")
	}
}
