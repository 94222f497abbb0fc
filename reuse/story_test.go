package reuse_test

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"parallax/news"
	"parallax/nlp/boilerplate"
	"parallax/nlp/meta"
	"parallax/nlp/sentence"
	"parallax/reuse"
)

var wrongs = flag.Bool("wrongs", false, "list the wrong and missed pairs")

const shared = "../../shared"

// compareArticles runs the steps that lead to origins on the articles of one
// story.
func compareArticles(t testing.TB, articles []news.Article) *news.Report {
	ctx := context.Background()
	r := &news.Report{}
	for _, a := range articles {
		d := &news.Doc{Article: a}
		for _, step := range []func(context.Context, *news.Doc) error{boilerplate.Annotate, sentence.Annotate, meta.Annotate} {
			if err := step(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		r.Articles = append(r.Articles, d)
	}
	for _, step := range []func(context.Context, *news.Report) error{reuse.Copies, reuse.Origins} {
		if err := step(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

type goldStory struct {
	Copies             []struct{ A, B, Kind string }
	IndependentOrigins int `json:"independent_origins"`
	dir                string
	report             *news.Report
}

func stories(t testing.TB, root string) []*goldStory {
	files, _ := filepath.Glob(filepath.Join(shared, root, "*", "gold.json"))
	if len(files) == 0 {
		t.Skipf("%s is not here: copies cannot be compared with the marks of readers", filepath.Join(shared, root))
	}
	sort.Strings(files)
	var out []*goldStory
	for _, file := range files {
		g := &goldStory{dir: filepath.Base(filepath.Dir(file))}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, g); err != nil {
			t.Fatal(err)
		}
		raw, err = os.ReadFile(filepath.Join(filepath.Dir(file), "articles.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		var articles []news.Article
		scan := bufio.NewScanner(strings.NewReader(string(raw)))
		scan.Buffer(nil, 1<<24)
		for scan.Scan() {
			var a struct{ ID, Title, Text, Publisher, Published string }
			if err := json.Unmarshal(scan.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			articles = append(articles, news.Article{ID: a.ID, Title: a.Title, Text: a.Text,
				Publisher: a.Publisher, Published: news.Published{At: a.Published}})
		}
		g.report = compareArticles(t, articles)
		out = append(out, g)
	}
	return out
}

func scoreStories(t *testing.T, root string) (copies, origins float64) {
	var right, wrong, missed, oRight, oMany, oFew float64
	for _, g := range stories(t, root) {
		r := g.report
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		want := map[[2]string]string{}
		for _, c := range g.Copies {
			want[[2]string{min(c.A, c.B), max(c.A, c.B)}] = c.Kind
		}
		for _, c := range r.Copies {
			a, b := r.Articles[c.A].ID, r.Articles[c.B].ID
			key := [2]string{min(a, b), max(a, b)}
			kind, ok := want[key]
			delete(want, key)
			if ok {
				right++
			} else {
				wrong++
			}
			if *wrongs {
				t.Logf("%s %s gold %q got %q %.2f %.2f %s", a, b, kind, c.Kind, c.ShareA, c.ShareB, c.Why)
			}
		}
		missed += float64(len(want))
		if *wrongs && len(want) > 0 {
			t.Logf("missed %v", want)
		}
		got, gold := float64(len(r.Origins)), float64(g.IndependentOrigins)
		oRight += math.Min(got, gold)
		oMany += math.Max(0, got-gold)
		oFew += math.Max(0, gold-got)
		if *wrongs {
			t.Logf("%s: %v origins, want %v", g.dir, got, gold)
			for _, o := range r.Origins {
				for _, a := range o.Articles {
					t.Logf("   %s %s %q: %s", o.ID, r.Articles[a].ID, r.Articles[a].Agency, o.Why)
				}
			}
		}
	}
	f1 := func(right, wrong, missed float64) float64 { return 2 * right / math.Max(1, 2*right+wrong+missed) }
	t.Logf("copies right %v wrong %v missed %v F1 %.3f; origins right %v too many %v too few %v F1 %.3f",
		right, wrong, missed, f1(right, wrong, missed), oRight, oMany, oFew, f1(oRight, oMany, oFew))
	return f1(right, wrong, missed), f1(oRight, oMany, oFew)
}

func TestTrainingStories(t *testing.T) {
	copies, origins := scoreStories(t, "training-stories")
	if copies < 0.92 {
		t.Errorf("copies: F1 %.3f is below the floor of 0.92", copies)
	}
	if origins < 0.92 {
		t.Errorf("origins: F1 %.3f is below the floor of 0.92", origins)
	}
}

func TestStories(t *testing.T) {
	copies, origins := scoreStories(t, "stories")
	if copies < 0.90 {
		t.Errorf("copies: F1 %.3f is below the floor of 0.90", copies)
	}
	if origins < 0.90 {
		t.Errorf("origins: F1 %.3f is below the floor of 0.90", origins)
	}
}
