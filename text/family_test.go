package text

import (
	"strings"
	"testing"
)

func TestFamilies(t *testing.T) {
	f, err := ReadFamilies(strings.NewReader("# ours\n\nHarbour House: harbour-post.example, The Strait Radio\nObserver: observer.example\n"))
	if err != nil {
		t.Fatal(err)
	}
	for outlet, want := range map[string]string{
		"harbour-post.example":             "Harbour House",
		"www.harbour-post.example":         "Harbour House",
		"https://m.harbour-post.example/a": "Harbour House",
		"Strait Radio":                     "Harbour House",
		"observer.example":                 "Observer",
		"lunn-gazette.example":             "lunn-gazette.example", // a house of its own
		"":                                 "",
	} {
		if got := f.Of(outlet); got != want {
			t.Errorf("%q is of %q, want %q", outlet, got, want)
		}
	}
	for _, bad := range []string{"no colon", ": nobody.example", "A: x.example\nB: x.example"} {
		if _, err := ReadFamilies(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is let through", bad)
		}
	}
	if KnownFamilies().Of("bbc.co.uk") != KnownFamilies().Of("www.bbc.com") {
		t.Error("families.txt is not read")
	}
}
