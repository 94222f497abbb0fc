package parallax_test

import (
	"context"
	"fmt"
	"log"

	"parallax"
	"parallax/news"
	"parallax/read"
)

// Compare the reports of one story and list what has no second witness and
// what is disputed.
func ExampleParallax_Compare() {
	ctx := context.Background()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		log.Fatal(err)
	}
	report, err := p.Compare(ctx, read.Open(ctx, []string{"examples/ferry"}, read.Options{}))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(report.Articles), "reports,", len(report.Origins), "origins")
	for _, c := range report.Copies {
		fmt.Println(report.Label(c.A), "and", report.Label(c.B), "are a", c.Kind)
	}
	for _, f := range report.Figures {
		if f.Verdict == news.Conflict {
			fmt.Println("conflict:", f.What)
		}
	}
	// Output:
	// 5 reports, 4 origins
	// [1] and The Inland Herald [2] are a duplicate
	// conflict: passengers aboard
	// conflict: age of Peter Amsel
}

// Analyze one text and read who said what.
func ExampleParallax_Analyze() {
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		log.Fatal(err)
	}
	articles := func(yield func(news.Article, error) bool) {
		yield(news.Article{ID: "note", Text: "The bridge is closed. \"Nobody may cross,\" mayor Ida Lorn said on Monday."}, nil)
	}
	for doc, err := range p.Analyze(context.Background(), articles) {
		if err != nil {
			log.Fatal(err)
		}
		for _, a := range doc.Attributions {
			for _, quoted := range a.Quoted {
				fmt.Printf("%s: %s\n", a.Speaker, doc.Slice(quoted))
			}
		}
	}
	// Output: Ida Lorn: Nobody may cross,
}
