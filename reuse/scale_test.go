package reuse

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"parallax/news"
	"parallax/nlp/boilerplate"
	sentences "parallax/nlp/sentence"
)

// corpus reads n articles of a collection of stories told by several outlets.
func corpus(t testing.TB, n int) []*news.Doc {
	f, err := os.Open("../../shared/corpora/allsides/articles.jsonl.gz")
	if err != nil {
		t.Skip("../shared/corpora/allsides is not here: the index cannot be tried on many articles")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	scan := bufio.NewScanner(z)
	scan.Buffer(nil, 1<<24)
	var docs []*news.Doc
	for scan.Scan() && len(docs) < n {
		var a struct{ ID, Title, Text, Publisher string }
		if err := json.Unmarshal(scan.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		d := &news.Doc{Article: news.Article{ID: a.ID, Title: a.Title, Text: a.Text, Publisher: a.Publisher}}
		for _, step := range []func(context.Context, *news.Doc) error{boilerplate.Annotate, sentences.Annotate} {
			if err := step(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		docs = append(docs, d)
	}
	return docs
}

// TestIndexRecall compares the pairs that the index leads to with all pairs.
func TestIndexRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("comparing all pairs takes seconds: left out with -short")
	}
	docs := corpus(t, 400)
	var bodies []*body
	for _, d := range docs {
		bodies = append(bodies, newBody(d))
	}
	found := map[pair]bool{}
	list, _ := candidates(bodies)
	for _, p := range list {
		if _, ok := compare(bodies[p.a], bodies[p.b]); ok {
			found[p] = true
		}
	}
	all, missed := 0, 0
	for a := range bodies {
		for b := a + 1; b < len(bodies); b++ {
			if c, ok := compare(bodies[a], bodies[b]); ok {
				all++
				if !found[pair{a, b}] {
					missed++
				}
				if testing.Verbose() {
					t.Logf("%s %s: %d/%d and %d/%d sentences, %.2f %.2f %d words", docs[a].Publisher, docs[b].Publisher, c.sentX, len(c.x.sentences), c.sentY, len(c.y.sentences), c.shareX, c.shareY, c.words)
				}
			}
		}
	}
	t.Logf("%d articles, %d candidate pairs of %d, %d copies, %d missed by the index", len(docs), len(list), len(docs)*(len(docs)-1)/2, all, missed)
	if float64(missed) > 0.02*float64(all) {
		t.Errorf("the index misses %d of %d copies, more than one in fifty", missed, all)
	}
}

// TestCrowd makes sure that a text which very many articles carry neither
// takes forever nor falls apart into several origins.
func TestCrowd(t *testing.T) {
	var text strings.Builder
	r := &news.Report{}
	for i := range 40 {
		fmt.Fprintf(&text, "Sentence number %d of the report tells of a thing that the other %d do not tell.\n", i, i*i)
	}
	for i := range 200 {
		d := &news.Doc{Article: news.Article{ID: fmt.Sprint(i), Text: text.String()}}
		if err := sentences.Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		r.Articles = append(r.Articles, d)
	}
	for _, step := range []func(context.Context, *news.Report) error{Copies, Origins} {
		if err := step(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.Origins) != 1 || len(r.Copies) > maxPartners*len(r.Articles) || len(r.Notes) == 0 {
		t.Errorf("%d origins, %d copies, notes %q", len(r.Origins), len(r.Copies), r.Notes)
	}
}

func BenchmarkCopies(b *testing.B) {
	docs := corpus(b, 1000)
	for b.Loop() {
		r := &news.Report{Articles: docs}
		if err := Copies(context.Background(), r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(docs))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
