package parallax

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"parallax/news"
)

func articles(n int) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for i := range n {
			a := news.Article{ID: fmt.Sprint(i), Text: fmt.Sprintf("Report %d: the mayor said %d people were hurt.\n", i, i)}
			var err error
			if i%7 == 3 {
				err = fmt.Errorf("input %d is broken", i)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func TestAnalyzeKeepsOrderAndFates(t *testing.T) {
	const n = 200
	p, err := New(Options{Workers: 4})
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for doc, err := range p.Analyze(context.Background(), articles(n)) {
		switch {
		case i%7 == 3 && (err == nil || err.Error() != fmt.Sprintf("input %d is broken", i)):
			t.Fatalf("item %d: got error %v", i, err)
		case i%7 != 3 && err != nil:
			t.Fatalf("item %d: %v", i, err)
		case err == nil && doc.ID != fmt.Sprint(i):
			t.Fatalf("item %d came as %s", i, doc.ID)
		}
		if err == nil {
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
		}
		i++
	}
	if i != n {
		t.Fatalf("%d of %d items came out", i, n)
	}
}

func TestAnalyzeStopsWhenTheReaderStops(t *testing.T) {
	p, _ := New(Options{Workers: 4})
	seen := 0
	for range p.Analyze(context.Background(), articles(1_000_000)) {
		if seen++; seen == 10 {
			break
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	for range p.Analyze(ctx, articles(1<<40)) {
	}
}

func TestAFaultFailsItsArticleAlone(t *testing.T) {
	old := articleSteps
	defer func() { articleSteps = old }()
	articleSteps = []Step[*news.Doc]{{Name: "faulty", Run: func(_ context.Context, d *news.Doc) error {
		if d.ID == "1" {
			panic("out of range")
		}
		return nil
	}}}
	p := &Parallax{opts: Options{Workers: 2}}
	var fault *InternalError
	good := 0
	for _, err := range p.Analyze(context.Background(), articles(3)) {
		if err == nil {
			good++
		} else if !errors.As(err, &fault) {
			t.Fatal(err)
		}
	}
	if good != 2 || fault == nil || fault.Article != "1" || !strings.Contains(fault.Error(), "out of range") {
		t.Fatalf("good %d, fault %v", good, fault)
	}
}

func TestCompareNothing(t *testing.T) {
	p, _ := New(Options{})
	if _, err := p.Compare(context.Background(), articles(0)); !errors.Is(err, ErrNoArticles) {
		t.Fatalf("got %v", err)
	}
}
