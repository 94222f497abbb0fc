package library_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/store/sqlite"
	"parallax/story"
)

// filled opens the library that $PARALLAX_DB names: script/library makes one
// of the background corpus.
func filled(b *testing.B) *library.Library {
	file := os.Getenv("PARALLAX_DB")
	if file == "" {
		b.Skip("left out: PARALLAX_DB names no library")
	}
	s, err := sqlite.OpenExisting(ctx, file)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return library.New(s, p, nil)
}

// times reports the median and the 95th percentile in milliseconds.
func times(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1e3
	}
	b.ReportMetric(at(0.5), "ms-median")
	b.ReportMetric(at(0.95), "ms-95%")
	b.ReportMetric(at(1), "ms-most")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSearch asks for what articles of the library have: a word of a
// title, two, a phrase, somebody who is named, somebody who is quoted, all with
// the time that a person sees, snippets included.
func BenchmarkSearch(b *testing.B) {
	l := filled(b)
	var queries []string
	n := 0
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n%97 != 0 {
			continue
		}
		var words []string
		for _, w := range strings.FieldsFunc(r.Title, func(r rune) bool { return r < 'A' || r > 'z' }) {
			if len(w) > 4 {
				words = append(words, w)
			}
		}
		if len(words) < 3 {
			continue
		}
		queries = append(queries, words[0], words[1]+" "+words[2], fmt.Sprintf(`"%s %s"`, words[0], words[1]), words[2]+" outlet:"+r.Outlet, words[0]+" after:2016 before:2018")
		for d, err := range l.Store().Docs(ctx, []string{r.ID}) {
			if err != nil {
				b.Fatal(err)
			}
			if len(d.Entities) > 0 {
				queries = append(queries, fmt.Sprintf("name:%q", d.Entities[len(d.Entities)/2].Name))
			}
			for _, a := range d.Attributions {
				if a.Speaker != "" {
					queries = append(queries, fmt.Sprintf("speaker:%q %s", a.Speaker, words[1]))
					break
				}
			}
		}
	}
	if len(queries) == 0 {
		b.Fatal("the library has nothing to ask for")
	}
	var took []time.Duration
	for b.Loop() {
		for _, text := range queries {
			q, err := library.ParseQuery(text)
			if err != nil {
				continue // a name with a quotation mark
			}
			start := time.Now()
			if _, err := l.Store().Search(ctx, q); err != nil {
				b.Fatal(text, err)
			}
			took = append(took, time.Since(start))
		}
	}
	times(b, took)
	b.ReportMetric(float64(len(queries)), "queries")
}

// BenchmarkStory makes the reports of the 40 most reported stories and of 60 others.
func BenchmarkStory(b *testing.B) {
	l := filled(b)
	all, err := l.Store().Stories(ctx, news.StoryFilter{Least: 2})
	if err != nil || len(all) == 0 {
		b.Fatal(len(all), err)
	}
	slices.SortStableFunc(all, func(a, b news.StoryRecord) int { return b.Articles - a.Articles })
	ask := all[:min(40, len(all))]
	for i := 40; i < len(all); i += max(len(all)/60, 1) {
		ask = append(ask, all[i])
	}
	var took []time.Duration
	articles := 0
	for b.Loop() {
		for _, s := range ask {
			start := time.Now()
			if _, err := l.Story(ctx, s.Story); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
			articles = max(articles, s.Articles)
		}
	}
	times(b, took)
	b.ReportMetric(float64(articles), "articles-most")
}

// BenchmarkPlace decides the story of every article of the library anew and sets
// what one costs while 3,600 others are there beside what it costs at 36,000.
func BenchmarkPlace(b *testing.B) {
	l := filled(b)
	var ids []string
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	const around = 1000 // articles before and behind
	few, many := 3600, min(len(ids)-around, 36000-around)
	if many < 2*few {
		b.Skipf("left out: %d articles are too few", len(ids))
	}
	for b.Loop() {
		index := story.New(story.Options{})
		took := map[int]time.Duration{}
		n := 0
		for chunk := range slices.Chunk(ids, 256) {
			var features []story.Features
			for d, err := range l.Store().Docs(ctx, chunk) {
				if err != nil {
					b.Fatal(err)
				}
				if len(d.Sentences) == 0 {
					b.Fatalf("%s has no findings of this version: 'parallax renew' first", d.ID)
				}
				features = append(features, story.Read(d))
			}
			for _, f := range features {
				start := time.Now()
				index.Add(f)
				since := time.Since(start)
				for _, at := range []int{few, many} {
					if n >= at-around && n < at+around {
						took[at] += since
					}
				}
				n++
			}
		}
		small, large := float64(took[few].Microseconds())/2e3/around, float64(took[many].Microseconds())/2e3/around
		b.ReportMetric(small, "ms-at-3600")
		b.ReportMetric(large, "ms-at-36000")
		b.ReportMetric(large/small, "times")
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkStories lists the stories of the first page.
func BenchmarkStories(b *testing.B) {
	l := filled(b)
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := l.Store().Stories(ctx, news.StoryFilter{Limit: 20}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	times(b, took)
}
