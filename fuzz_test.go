package parallax_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"parallax"
	"parallax/news"
)

// FuzzCompare holds the laws of the data over the whole pipeline: whatever the
// texts of two articles are, no step fails and every span fits.
func FuzzCompare(f *testing.F) {
	seeds, err := filepath.Glob("examples/ferry/*.txt")
	if err != nil || len(seeds) < 3 {
		f.Fatalf("%d example articles to start from (%v)", len(seeds), err)
	}
	var texts []string
	for _, path := range seeds {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	texts = append(texts, "", " \n\n", "\"", "“‘", "At least US$ 5 bn or a dozen, U.S. 1/2 said; 12/05/2015 at 2:15 p.m.\n\n-- \n",
		"EUR per cent of 210 US\n$ £5m pounds", "Кто сказал «да»? 5 человек.", "a\u0301\u200b\U0001F600 said 3\u00a0000 people")
	for i, a := range texts {
		f.Add(a, texts[(i+1)%len(texts)])
	}
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip("a text is valid UTF-8 once it is read")
		}
		report, err := p.Compare(context.Background(), each([]news.Article{{ID: "a", Text: a}, {ID: "b", Text: b,
			Published: news.Published{At: "2024-03-14", From: news.FromMetadata}}}))
		if err != nil {
			t.Fatal(err)
		}
		if err := report.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
