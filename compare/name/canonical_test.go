package name

import (
	"strings"
	"testing"

	"parallax/news"
	"parallax/text/names"
)

// TestCanonical: a heading in capitals is not shown for a name.
func TestCanonical(t *testing.T) {
	for _, tt := range []struct {
		kind  news.EntityKind
		forms map[string]int
		want  string
	}{
		{news.Person, map[string]int{"Varga": 20, "Ilse Varga": 1}, "Ilse Varga"},
		{news.Org, map[string]int{"NFB": 9, "SEEN NOW": 4, "National Fisheries Board": 1}, "National Fisheries Board"},
	} {
		g := &group{kind: tt.kind}
		for text, n := range tt.forms {
			g.forms = append(g.forms, form{text: text, words: strings.Fields(strings.ToLower(text)), count: n, person: names.ParsePerson(text)})
		}
		if got := g.canonical(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.forms, got, tt.want)
		}
	}
}
