package wording

import (
	"context"
	"fmt"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/nlp/tag"
)

// The budget is 10 s for all comparisons of a hundred articles, 100 ms for
// those of twelve.
func BenchmarkAnnotate(b *testing.B) {
	for _, n := range []int{12, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := prosetest.Large(n, 1000)
			for _, d := range r.Articles {
				if err := tag.Annotate(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			words := 0
			for _, d := range r.Articles {
				words += len(d.Tokens)
			}
			for b.Loop() {
				r.Wording = nil
				if err := Annotate(context.Background(), r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
