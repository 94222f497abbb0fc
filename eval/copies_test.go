package eval

import (
	"context"
	"path/filepath"
	"testing"

	"parallax/news"
	"parallax/nlp/boilerplate"
	"parallax/nlp/language"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
	"parallax/read"
	"parallax/reuse"
	"parallax/story"
)

// TestCopiesFound holds the pairs of copies that a story.Index names, as the
// articles arrive, against those that package reuse finds with all runs of
// words of all articles at hand.
func TestCopiesFound(t *testing.T) {
	scores := map[string]float64{}
	var data []string
	ctx := context.Background()
	for _, name := range []string{"allsides", "gunviolence"} {
		path := needShared(t, "corpora", name, "articles.jsonl.gz")
		data = append(data, path)
		report := &news.Report{}
		for a, err := range read.Open(ctx, []string{path}, read.Options{}) {
			if err != nil {
				continue // lines without text
			}
			d := &news.Doc{Article: a}
			for _, step := range []func(context.Context, *news.Doc) error{language.Annotate, boilerplate.Annotate, sentence.Annotate, token.Annotate} {
				if err := step(ctx, d); err != nil {
					t.Fatal(err)
				}
			}
			report.Articles = append(report.Articles, d)
		}
		if err := reuse.Copies(ctx, report); err != nil {
			t.Fatal(err)
		}
		type pair struct{ a, b string }
		named := map[pair]bool{}
		index := story.New(story.Options{})
		most, all := 0, 0
		for _, d := range report.Articles {
			copies := index.Add(story.Read(d)).Copies
			for _, c := range copies {
				named[pair{c.Article, d.ID}] = true
			}
			most, all = max(most, len(copies)), all+len(copies)
		}
		found := 0
		for _, c := range report.Copies {
			if named[pair{report.Articles[c.A].ID, report.Articles[c.B].ID}] {
				found++
			}
		}
		scores[name] = float64(found) / float64(len(report.Copies))
		t.Logf("%s: %d of %d pairs of copies found (%.4f) among %.1f candidates an article, %d at most",
			filepath.Base(filepath.Dir(path)), found, len(report.Copies), scores[name], float64(all)/float64(len(report.Articles)), most)
	}
	hold(t, "copies found", data, scores)
}
