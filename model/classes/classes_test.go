package classes

import "testing"

func TestNeighboursShareAClass(t *testing.T) {
	if len(table().slots) < 50_000 {
		t.Fatalf("a table of %d slots", len(table().slots))
	}
	for _, pair := range [][2]string{{"March", "April"}, {"Tuesday", "Thursday"}, {"spokesman", "spokeswoman"}} {
		a, b := Of(pair[0]), Of(pair[1])
		if a.Fine == 0 || a.Coarse != b.Coarse {
			t.Errorf("%s %v and %s %v do not share a class", pair[0], a, pair[1], b)
		}
	}
	if Of("Robert") == Of("Tuesday") {
		t.Error("a given name and a week day share their classes")
	}
	if got := Of("xqzzyv"); got != (Class{}) {
		t.Errorf("an unknown word is in class %v", got)
	}
	if Hash("2015") != Hash("1984") || Hash("will") == Hash("Will") {
		t.Error("digits are told apart, or case is not")
	}
}
