package date

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
)

// settle runs the step over articles given as date (or "") and text.
func settle(t testing.TB, articles ...news.Article) *news.Report {
	t.Helper()
	r := &news.Report{}
	for _, a := range articles {
		if a.Published.At != "" && a.Published.From == "" {
			a.Published.From = news.FromMetadata
		}
		a.Language = "en"
		r.Articles = append(r.Articles, &news.Doc{Article: a})
	}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return r
}

func days(r *news.Report) string {
	var out []string
	for _, d := range r.Articles {
		out = append(out, d.Published.At)
	}
	return strings.Join(out, " ")
}

func stamped(text string) news.Article {
	return news.Article{Text: text, Published: news.Published{At: "2015-12-05", From: news.FromText, Why: "the date line"}}
}

func TestSettle(t *testing.T) {
	const dated = "The envoy Quill is to meet the governor in Larkholm on May 12. The ferry talks had stalled."
	for _, c := range []struct {
		name     string
		articles []news.Article
		want     string
	}{
		{"the others name May", []news.Article{stamped("12/05/2015 11:12\nThe envoy Quill meets the governor."), {ID: "b", Text: dated}}, "2015-05-12 2015-05-11"},
		{"the others are from December", []news.Article{stamped("12/05/2015\nThe envoy Quill meets the governor."), {Text: "Talks.", Published: news.Published{At: "2015-12-06"}}}, "2015-12-05 2015-12-06"},
		{"between what is past and what is to come", []news.Article{{Text: dated, Published: news.Published{At: "2015-05-12"}},
			{Text: "The envoy Quill will meet the governor in Larkholm on May 12. He visited Sarn on Sunday."}}, "2015-05-12 2015-05-11"},
		{"told of on the day", []news.Article{{Text: dated, Published: news.Published{At: "2015-05-12"}},
			{Text: "The envoy Quill arrived in Larkholm on Tuesday to meet the governor."}}, "2015-05-12 2015-05-12"},
		{"a weekday that another report has dated", []news.Article{{Text: "The envoy Quill fell ill in Larkholm on Sunday.", Published: news.Published{At: "2015-05-15"}},
			{Text: "The envoy Quill, who fell ill on Sunday, will leave Larkholm on Wednesday."}}, "2015-05-15 2015-05-15"},
		{"no day is named", []news.Article{{Text: dated, Published: news.Published{At: "2015-05-12"}}, {Text: "The envoy Quill likes ferries."}}, "2015-05-12 "},
		{"no report is dated, but day and weekday agree in one year", []news.Article{{Text: "The envoy Quill came in 2014 and will visit Larkholm on May 12."},
			{Text: "The envoy Quill arrived in Larkholm on Tuesday."}}, "2015-05-11 2015-05-12"},
		{"no report is dated and nothing agrees", []news.Article{{Text: "The envoy Quill will visit."}, {Text: "Quill arrived on Tuesday."}}, " "},
		{"metadata stands", []news.Article{{Text: "On May 1, 2010, he left.", Published: news.Published{At: "2016-01-01"}}}, "2016-01-01"},
	} {
		if got := days(settle(t, c.articles...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSaysWhy(t *testing.T) {
	r := settle(t, news.Article{ID: "a", Text: "The envoy will meet him on May 12.", Published: news.Published{At: "2015-05-11"}},
		news.Article{ID: "b", Text: "The envoy arrived on Tuesday.", Notes: []string{news.NoDate}}, news.Article{ID: "c", Text: "Ferries."})
	p := r.Articles[1].Published
	if p.From != news.FromContext || !strings.Contains(p.Why, `"Tuesday", 2015-05-12`) {
		t.Errorf("%+v", p)
	}
	if len(r.Articles[1].Notes) != 0 {
		t.Errorf("an inferred date is noted as missing: %q", r.Articles[1].Notes)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "1 of 3") {
		t.Errorf("%q", r.Notes)
	}
}

var seeds = []string{
	"On Tuesday, May 12, 2015 he left; Feb. 30; 31/12/2015; 29 February.", "12/05/2015", "Sunday Sunday Sunday", "in 9999 on May 12 and on December 31, 2099",
	"May 1, 1000 was a Tuesday", "",
}

// FuzzAnnotate: whatever the texts, dates that come out are days, with a reason.
func FuzzAnnotate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "He arrived on Tuesday.", "2015-05-12", true)
		f.Add(s, s, "", false)
	}
	f.Fuzz(func(t *testing.T, a, b, day string, fromText bool) {
		from := news.FromMetadata
		if fromText {
			from = news.FromText
		}
		r := settle(t, news.Article{Text: strings.ToValidUTF8(a, "?"), Published: news.Published{At: day, From: from}}, news.Article{Text: strings.ToValidUTF8(b, "?")})
		for _, d := range r.Articles {
			if d.Published.From == news.FromContext && (len(d.Published.At) != 10 || d.Published.Why == "") {
				t.Fatalf("%+v", d.Published)
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
	text := strings.Repeat("The envoy Quill arrived in Larkholm on Tuesday to meet the governor, who had sailed from Sarn on May 9. ", 40)
	words := 0
	var articles []news.Article
	for i := range 10 {
		a := news.Article{Text: text}
		if i%2 == 0 {
			a.Published.At = "2015-05-12"
		}
		articles = append(articles, a)
		words += len(strings.Fields(text))
	}
	for b.Loop() {
		settle(b, articles...)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
