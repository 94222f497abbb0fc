package parallax_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax"
	"parallax/news"
	"parallax/read"
	"parallax/report"
	"parallax/story"
)

// sampleArticles reads up to n articles of the background corpus where it
// stands beside the project, else of the example story, over and over.
func sampleArticles(b testing.TB, n int) []news.Article {
	b.Helper()
	path := "../shared/corpora/background/articles.jsonl.zst"
	if _, err := os.Stat(path); err != nil {
		path = "examples/ferry"
	}
	var all []news.Article
	for a, err := range read.Open(context.Background(), []string{path}, read.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		if all = append(all, a); len(all) == n {
			break
		}
	}
	for i := 0; len(all) < n; i++ {
		all = append(all, all[i])
	}
	return all
}

func each(articles []news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func words(articles []news.Article) (n int) {
	for _, a := range articles {
		n += len(strings.Fields(a.Text))
	}
	return n
}

// BenchmarkAnalyze reads articles with one worker: words/s is a core's speed.
// It includes writing the findings as JSON.
func BenchmarkAnalyze(b *testing.B) {
	articles := sampleArticles(b, 500)
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for b.Loop() {
		for doc, err := range p.Analyze(context.Background(), each(articles)) {
			if err != nil {
				b.Fatal(err)
			}
			if err := report.WriteDoc(io.Discard, doc, report.DocOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(words(articles)*b.N)/seconds, "words/s")
	b.ReportMetric(float64(len(articles)*b.N)/seconds, "articles/s")
}

// BenchmarkCompare compares the example story, or the seeds where they stand beside the project.
func BenchmarkCompare(b *testing.B) {
	input := "../shared/seeds"
	if _, err := os.Stat(input); err != nil {
		input = "examples/ferry"
	}
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	n := 0
	for b.Loop() {
		r, err := p.Compare(context.Background(), read.Open(context.Background(), []string{input}, read.Options{}))
		if err != nil {
			b.Fatal(err)
		}
		n = len(r.Articles)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// aboutOneAffair returns n articles of about 1,000 words each that tell of one
// affair: those of the background corpus that name its main person most, else
// the example story, over and over.
func aboutOneAffair(b testing.TB, n int) []news.Article {
	b.Helper()
	var all []news.Article
	for _, a := range sampleArticles(b, 35_000) {
		if strings.Count(a.Text, "Manafort") >= 3 {
			all = append(all, a)
		}
	}
	if len(all) < n {
		all = sampleArticles(b, n)
	}
	off := func(a news.Article) int { return max(len(a.Text)-6000, 6000-len(a.Text)) } // bytes from 1,000 words
	slices.SortStableFunc(all, func(a, c news.Article) int { return cmp.Compare(off(a), off(c)) })
	return all[:n]
}

// BenchmarkCompareMany shows how the cost of one report grows with its articles.
func BenchmarkCompareMany(b *testing.B) {
	articles := aboutOneAffair(b, 100)
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, n := range []int{12, 25, 50, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Compare(context.Background(), each(articles[:n])); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words(articles[:n])), "words")
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/report")
		})
	}
}

// TestSameBytesInSameBytesOut compares with different numbers of workers, twice each.
func TestSameBytesInSameBytesOut(t *testing.T) {
	inputs := []string{filepath.Join("examples", "ferry")}
	var want []byte
	for _, workers := range []int{1, 2, 7, 7} {
		p, err := parallax.New(parallax.Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Compare(context.Background(), read.Open(context.Background(), inputs, read.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		for _, write := range []func(io.Writer, *news.Report) error{report.WriteJSON, report.WriteHTML, report.WriteMarkdown} {
			if err := write(&got, r); err != nil {
				t.Fatal(err)
			}
		}
		if want == nil {
			want = got.Bytes()
		} else if !bytes.Equal(want, got.Bytes()) {
			t.Fatalf("%d workers give another report", workers)
		}
	}
}

// BenchmarkCluster decides the stories of the background corpus, as it comes:
// what an article costs when 3,600 have arrived, and when 36,000 have. Reading
// the articles, some four minutes of a core, is not in the figures.
func BenchmarkCluster(b *testing.B) {
	const few, many, window = 3600, 36000, 600
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var all []story.Features
	for f, err := range p.Features(context.Background(), each(sampleArticles(b, many))) {
		if err != nil {
			b.Fatal(err)
		}
		f.ID = fmt.Sprint(len(all)) // the example story comes over and over where there is no corpus
		all = append(all, f)
	}
	order := story.Order(all)
	runtime.GC()
	for b.Loop() {
		index := story.New(story.Options{Days: 20_000}) // nothing leaves: the worst case
		cost := map[int]float64{}
		var start time.Time
		for n, i := range order {
			if n == few-window || n == len(order)-window {
				start = time.Now()
			}
			index.Add(all[i])
			if n+1 == few || n+1 == len(order) {
				cost[n+1] = time.Since(start).Seconds() * 1000 / window
			}
		}
		b.ReportMetric(cost[few], "ms/article-at-3600")
		b.ReportMetric(cost[len(order)], "ms/article-at-36000")
		b.ReportMetric(cost[len(order)]/cost[few], "times-as-much")
	}
}
