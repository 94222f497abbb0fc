package reuse_test

import (
	"strings"
	"testing"

	"parallax/news"
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
