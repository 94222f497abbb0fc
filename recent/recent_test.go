package recent

import (
	"fmt"
	"testing"
)

func TestCache(t *testing.T) {
	c := New[string](5, func(s string) int { return len(s) })
	held := func() (out string) {
		for _, k := range []string{"a", "b", "c", "d"} {
			if e, ok := c.at[k]; ok { // looked at without being used
				out += fmt.Sprint(k, e.Value.(pair[string, string]).value, " ")
			}
		}
		return out
	}
	c.Put("a", "11")
	c.Put("b", "22")
	if v, ok := c.Get("a"); v != "11" || !ok {
		t.Errorf("a is %q, %v", v, ok)
	}
	c.Put("c", "33") // b was not used for longest
	if got := held(); got != "a11 c33 " {
		t.Errorf("held: %s", got)
	}
	c.Put("a", "1") // what it weighed before does not count
	c.Put("d", "44")
	if got := held(); got != "a1 c33 d44 " {
		t.Errorf("held: %s", got)
	}
	c.Put("b", "too heavy")
	if got := held(); got != "btoo heavy " {
		t.Errorf("held: %s", got)
	}
	c.Drop("b")
	if v, ok := c.Get("b"); ok || c.weight != 0 || c.Len() != 0 {
		t.Errorf("dropped, and still %q; weight %d", v, c.weight)
	}
}
