package figure

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

// crowd makes a story of n articles that give ten figures each.
func crowd(n int) *news.Report {
	var texts []string
	for i := range n {
		var b strings.Builder
		for k := range 10 {
			fmt.Fprintf(&b, "The ferry fire number%d off Norport killed %d people on deck%d and hurt the crew of ship%d. ", k, 10+k+i%3, k*7%5, (i+k)%17)
		}
		texts = append(texts, b.String())
	}
	r := prosetest.Report(texts...)
	for i, d := range r.Articles {
		d.Published.At = fmt.Sprintf("2024-03-%02d", 1+i%28)
		at := 0
		for k := range 10 {
			value := 10 + k + i%3
			phrase := fmt.Sprintf("%d people", value)
			p := at + strings.Index(d.Text[at:], phrase)
			at = p + len(phrase)
			d.Figures = append(d.Figures, news.Figure{Span: news.Span{Start: p, End: at}, Number: news.Span{Start: p, End: p + 2}, What: news.Span{Start: p + 3, End: at},
				HasValue: true, Value: float64(value), Low: float64(value), High: float64(value), Bound: news.Exact, Unit: "people", Measure: "killed"})
		}
	}
	return r
}

func BenchmarkAnnotate(b *testing.B) {
	for _, n := range []int{5, 50, 500} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			r := crowd(n)
			for b.Loop() {
				if err := Annotate(context.Background(), r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(10*n*b.N)/b.Elapsed().Seconds(), "figures/s")
		})
	}
}
