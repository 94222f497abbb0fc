package reuse_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parallax/news"
	"parallax/reuse"
)

// TestChanges reads what a copy cut, added and reworded.
func TestChanges(t *testing.T) {
	r := compareArticles(t, articles(agencyText, copyText))
	if len(r.Copies) != 1 {
		t.Fatalf("%d copies", len(r.Copies))
	}
	c := r.Copies[0]
	got := map[news.ChangeKind][]string{}
	for _, ch := range c.Changes {
		words := ""
		if ch.Kind != news.OnlyB {
			words = r.Articles[c.A].Slice(ch.A)
		}
		if ch.Kind != news.OnlyA {
			words += " => " + r.Articles[c.B].Slice(ch.B)
		}
		got[ch.Kind] = append(got[ch.Kind], words)
	}
	for _, want := range []struct {
		kind  news.ChangeKind
		words string
	}{
		{news.OnlyA, "ran aground off the island of Sarn"},
		{news.OnlyB, "All 212 people were saved"},
		{news.Reworded, "very first distress call"},
	} {
		if all := got[want.kind]; len(all) != 1 || !strings.Contains(all[0], want.words) {
			t.Errorf("%s: %q, want one with %q", want.kind, all, want.words)
		}
	}
}

// TestCited lists whom an origin cites: a name and its last part are one person.
func TestCited(t *testing.T) {
	r := compareArticles(t, articles(agencyText, copyText, ownText))
	for doc, names := range [][]string{{"the coast guard", "Brenna"}, {"Odd Brenna"}, {"Mara Tolvanen"}} {
		for i, name := range names {
			r.Articles[doc].Attributions = append(r.Articles[doc].Attributions, news.Attribution{Speaker: name, Source: []news.Span{{Start: i, End: i + 1}}})
		}
	}
	if err := reuse.Origins(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range r.Origins {
		for _, c := range o.Cites {
			got = append(got, fmt.Sprintf("%s %s %d", o.ID, c.Name, len(c.Mentions)))
		}
	}
	if want := "o1 Odd Brenna 2, o1 the coast guard 1, o2 Mara Tolvanen 1"; strings.Join(got, ", ") != want {
		t.Errorf("cited: %s, want %s", strings.Join(got, ", "), want)
	}
}
