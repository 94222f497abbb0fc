package timeline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parallax/compare/timeline"
	"parallax/news"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
	"parallax/nlp/when"
)

// report runs the steps before the timeline over texts published on the day
// of their first ten bytes.
func report(t testing.TB, texts ...string) *news.Report {
	t.Helper()
	ctx := context.Background()
	r := &news.Report{}
	for i, s := range texts {
		d := &news.Doc{Article: news.Article{ID: fmt.Sprintf("a%d", i+1), Language: "en"}}
		d.Published.At, d.Text, _ = strings.Cut(s, " ")
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, when.Annotate} {
			if err := step(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		r.Articles = append(r.Articles, d)
	}
	return r
}

func annotate(t testing.TB, r *news.Report) {
	t.Helper()
	if err := timeline.Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestTimeline(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  []string // date, number of sources, beginning of the words
	}{
		{"one event of two reports, others by themselves", []string{
			"2015-05-12 The ferry Halvard ran aground near Tornvik on Sunday with 80 people on board. The harbour board will meet on Thursday.",
			"2015-05-11 The Halvard, a ferry with 80 people on board, ran aground near Tornvik on Sunday. It had been built in 1987.",
		}, []string{"1987 1 It had been built", "2015-05-10 2 The ferry Halvard ran", "2015-05-14 1 The harbour board will"}},
		{"the words have lost the frame of the report", []string{
			"2015-05-12 The ferry ran aground near Tornvik on Sunday, police said. ",
		}, []string{"2015-05-10 1 The ferry ran aground near Tornvik on Sunday"}},
		{"two dates in one sentence are two events", []string{
			"2015-05-12 She was arrested in Tornvik on Monday after the ferry had burned out on May 2.",
		}, []string{"2015-05-02 1 She was arrested", "2015-05-11 1 She was arrested"}},
		{"what has no date of a calendar is none", []string{
			"2015-05-12 The ferry sails now. It sailed for three days. It sails every Sunday. Nobody lives there since 1987. The 2020 race is far away.",
		}, nil},
		{"a week counts as the month that holds it", []string{
			"2015-05-15 The ferry was sold last week.",
		}, []string{"2015-05 1 The ferry was sold"}},
		{"a coarse date joins the day that is told in the same words", []string{
			"2015-05-12 The ferry Halvard ran aground near Tornvik on March 3.",
			"2015-05-12 The ferry Halvard ran aground near Tornvik in March.",
		}, []string{"2015-03-03 2 The ferry Halvard"}},
		{"no verb, no event", []string{"2015-05-12 Tornvik, May 2"}, nil},
	} {
		r := report(t, c.texts...)
		annotate(t, r)
		var got []string
		for _, e := range r.Timeline {
			got = append(got, fmt.Sprintf("%s %d %s", e.Date, len(e.Support), e.Text))
		}
		ok := len(got) == len(c.want)
		for i := 0; ok && i < len(got); i++ {
			ok = strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
		if !slices.IsSortedFunc(r.Timeline, func(a, b news.Event) int { return strings.Compare(a.Date, b.Date) }) {
			t.Errorf("%s: not in order of date", c.name)
		}
	}
}

func TestFrame(t *testing.T) {
	r := report(t, "2015-05-12 The ferry ran aground near Tornvik on Sunday, police said.")
	annotate(t, r)
	if len(r.Timeline) != 1 || strings.Contains(r.Timeline[0].Text, "police") {
		t.Errorf("%+v", r.Timeline)
	}
}

func TestBoilerplateTellsNothing(t *testing.T) {
	r := report(t, "2015-05-12 The page was updated on May 3, 2014.")
	d := r.Articles[0]
	d.Boilerplate = []news.Boilerplate{{Span: news.Span{End: len(d.Text)}, Kind: news.Stamp}}
	annotate(t, r)
	if len(r.Timeline) != 0 {
		t.Errorf("%+v", r.Timeline)
	}
	d.Boilerplate[0].Kind = news.Caption
	annotate(t, r)
	if len(r.Timeline) != 1 {
		t.Errorf("a caption's facts are facts: %+v", r.Timeline)
	}
}

var seeds = []string{
	"2015-05-12 On Tuesday he left, said she, who came in 2014, and that on May 3, 2013 was when https://post.example/a May 4, 2013 it rained.",
	"2015-05-12 and on Monday and on Monday and that on Monday said on Monday", "2015-05-12 He left on Monday\n\n— Ada (@ada) May 4, 2013", "", "2015-05-12 ",
	"2015-05-12 " + strings.Repeat("The ferry, which on Monday sailed, ", 20) + "sank.",
}

// FuzzAnnotate: whatever the texts, the report obeys its laws and every entry
// has a date and words.
func FuzzAnnotate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "2015-05-11 The ferry sank on Sunday.")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		r := report(t, strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		annotate(t, r)
		for _, e := range r.Timeline {
			if len(e.Date) < 4 || e.Text == "" {
				t.Fatalf("%+v", e)
			}
		}
	})
}

func TestSeedsExist(t *testing.T) {
	if len(seeds) < 6 {
		t.Fatal("the seeds of FuzzAnnotate are gone")
	}
}

func BenchmarkAnnotate(b *testing.B) {
	var texts []string
	words := 0
	for i := range 10 {
		s := strings.Repeat(fmt.Sprintf("The ferry Halvard ran aground near Tornvik on Sunday with %d people on board, the harbour board said. "+
			"It had been built in 1987 and repaired after the storm. Nobody was hurt. ", 80+i), 15)
		words += len(strings.Fields(s))
		texts = append(texts, "2015-05-12 "+s)
	}
	r := report(b, texts...)
	for b.Loop() {
		annotate(b, r)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
