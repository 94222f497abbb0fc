package date_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"parallax/compare/date"
	"parallax/news"
	"parallax/nlp/boilerplate"
	"parallax/nlp/meta"
	"parallax/nlp/sentence"
	"parallax/text/timex"
)

// stories is data beside the project; it is not part of it.
const stories = "../../../shared/training-stories/*/articles.jsonl"

// TestHiddenDates hides one date of each story in turn and asks for it. The
// floors only rise; what is inferred must be right more often than complete.
func TestHiddenDates(t *testing.T) {
	files, _ := filepath.Glob(stories)
	if len(files) == 0 {
		t.Skip("left out: inferring hidden dates, ../shared/training-stories is not here")
	}
	asked, inferred, within1, within3 := 0, 0, 0, 0
	for _, f := range files {
		for hide := 0; ; hide++ {
			r := readStory(t, f)
			if hide >= len(r.Articles) {
				break
			}
			d := r.Articles[hide]
			want, ok := timex.ParseDate(d.Published.At)
			if !ok {
				continue
			}
			asked++
			d.Published, d.URL = news.Published{}, ""
			settleAll(t, r)
			got, ok := timex.ParseDate(d.Published.At)
			if !ok {
				continue
			}
			inferred++
			if off := got.Sub(want); off >= -3 && off <= 3 {
				within3++
				if off >= -1 && off <= 1 {
					within1++
				}
			}
		}
	}
	t.Logf("%d hidden, %d inferred, %d to within a day, %d to within three", asked, inferred, within1, within3)
	const floor1, floor3 = 0.75, 0.85
	if asked != 88 || inferred < 64 || float64(within1) < floor1*float64(inferred) || float64(within3) < floor3*float64(inferred) {
		t.Errorf("the floor is 64 inferred of 88, %.2f of them to within a day, %.2f to within three", floor1, floor3)
	}
}

func settleAll(t *testing.T, r *news.Report) {
	t.Helper()
	ctx := context.Background()
	for _, d := range r.Articles {
		for _, step := range []func(context.Context, *news.Doc) error{boilerplate.Annotate, sentence.Annotate, meta.Annotate} {
			if err := step(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := date.Annotate(ctx, r); err != nil {
		t.Fatal(err)
	}
}

func readStory(t *testing.T, file string) *news.Report {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := &news.Report{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a struct{ ID, URL, Title, Publisher, Published, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		r.Articles = append(r.Articles, &news.Doc{Article: news.Article{ID: a.ID, URL: a.URL, Title: a.Title, Publisher: a.Publisher,
			Language: "en", Text: a.Text, Published: news.Published{At: a.Published}}})
	}
	return r
}
