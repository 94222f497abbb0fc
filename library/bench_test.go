package library_test

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/read"
	"parallax/store/sqlite"
)

// sample reads up to n articles of the background corpus, where it stands
// beside the project.
func sample(b testing.TB, n int) (all []news.Article) {
	b.Helper()
	const file = "../../shared/corpora/background/articles.jsonl.zst"
	if _, err := os.Stat(file); err != nil {
		b.Skip("left out: the background corpus does not stand beside the project")
	}
	for a, err := range read.Open(ctx, []string{file}, read.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		if all = append(all, a); len(all) == n {
			break
		}
	}
	return all
}

func wordsOf(all []news.Article) (n int) {
	for _, a := range all {
		n += len(strings.Fields(a.Text))
	}
	return n
}

// BenchmarkAdd puts articles into an empty library, BenchmarkAnalyze only
// analyses them: the difference is what keeping them costs.
func BenchmarkAdd(b *testing.B) {
	all := sample(b, 1000)
	for b.Loop() {
		add1(b, all)
	}
	b.ReportMetric(float64(wordsOf(all)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func add1(b *testing.B, all []news.Article) {
	s, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "l.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if tally, err := library.New(s, p, nil).Add(ctx, each(all...), nil, func(err error) { b.Error(err) }); err != nil || tally.Added == 0 {
		b.Fatal(tally, err)
	}
}

func BenchmarkAnalyze(b *testing.B) {
	all := sample(b, 1000)
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, err := range p.Analyze(context.Background(), iter.Seq2[news.Article, error](each(all...))) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(wordsOf(all)*b.N)/b.Elapsed().Seconds(), "words/s")
}
