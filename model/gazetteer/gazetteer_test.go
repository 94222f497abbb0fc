package gazetteer

import (
	"strings"
	"testing"

	"parallax/model/classes"
)

// of asks for a phrase in lower case, as the name step does.
func of(phrase string) uint8 {
	h := uint64(0)
	for _, w := range strings.Fields(phrase) {
		x := classes.Start
		for _, r := range w {
			x = (x ^ uint64(r)) * classes.Prime
		}
		h = Join(h, x)
	}
	return Of(Key(h))
}

func TestKnowsTheWorld(t *testing.T) {
	const person, org, place = 0, 1, 2
	for phrase, want := range map[string]int{"france": place, "new york": place, "angela merkel": person, "supreme court": org} {
		code := of(phrase)
		if code == 0 {
			t.Errorf("%q is unknown", phrase)
			continue
		}
		if got, _ := Class(code); got != want {
			t.Errorf("%q is of class %d, want %d", phrase, got, want)
		}
	}
	if code := of("zqx vrrt"); code != 0 {
		t.Errorf("an invented phrase has code %d", code)
	}
}

func TestCode(t *testing.T) {
	for _, test := range []struct {
		articles []int
		class    int
		sure     bool
	}{{[]int{0, 0, 3, 0, 0}, 2, true}, {[]int{500, 20, 0, 0, 0}, 0, true}, {[]int{6, 5, 4, 0, 0}, 0, false}, {[]int{0, 8, 3, 0, 1}, 1, false}} {
		class, sure := Class(Code(test.articles))
		if class != test.class || sure != test.sure {
			t.Errorf("%v: class %d sure %v, want %d %v", test.articles, class, sure, test.class, test.sure)
		}
	}
	if Code([]int{1, 1, 0, 0, 0}) != 0 {
		t.Error("what two articles name is known")
	}
}
