package when

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
)

func annotate(t testing.TB, published, text string) *news.Doc {
	t.Helper()
	d := &news.Doc{Article: news.Article{ID: "a", Text: text, Language: "en", Published: news.Published{At: published}}}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestValues(t *testing.T) {
	const tuesday = "2015-05-12" // the day of publication unless another is given
	for _, c := range []struct{ published, text, want string }{
		{tuesday, "The minister arrived on Tuesday.", "DATE 2015-05-12"},
		{tuesday, "The minister arrived on Thursday.", "DATE 2015-05-07"},
		{tuesday, "The minister arrived early Wednesday.", "DATE 2015-05-13"}, // the report was brought up to date
		{tuesday, "The minister will arrive on Wednesday.", "DATE 2015-05-13"},
		{tuesday, "On Friday the panel will vote.", "DATE 2015-05-15"},
		{tuesday, "He will visit the United Shires on Friday.", "DATE 2015-05-15"},
		{tuesday, "Quill to visit Larkholm on Friday", "DATE 2015-05-15"},
		{tuesday, "Police continue to investigate after a storm late Friday.", "DATE 2015-05-08"},
		{tuesday, "He was treated following Friday night's storm.", "TIME 2015-05-08TNI"},
		{tuesday, "The would-be robber ran on Friday.", "DATE 2015-05-08"},
		{tuesday, "The panel voted last Tuesday.", "DATE 2015-05-05"},
		{tuesday, "They are expected to flock to the “lake mile” on Sunday.", "DATE 2015-05-17"},
		{tuesday, "Talks took place last May.", "DATE 2014-05"},
		{tuesday, "They met in March.", "DATE 2015-03"},
		{tuesday, "They met in November.", "DATE 2014-11"},
		{tuesday, "They will meet in November.", "DATE 2015-11"},
		{tuesday, "It fell earlier in the day, and two years ago.", "DATE 2015-05-12 | DATE 2013"},
		{tuesday, "Since early 2014 it had peace; five months ago it broke.", "DATE 2014 | DATE 2014-12"},
		{tuesday, "The truce of 12 May; that of May 12, 2013.", "DATE 2015-05-12 | DATE 2013-05-12"},
		{tuesday, "It opened on 12/05/2015.", "DATE 2015-05-12"},
		{"2015-12-06", "It opened on 12/05/2015.", "DATE 2015-12-05"},
		{tuesday, "It opened on 25/05/2015 and 05/25/15.", "DATE 2015-05-25 | DATE 2015-05-25"},
		{tuesday, "A shot rang out at 2:15 a.m. Sunday.", "TIME 2015-05-10T02:15"},
		{tuesday, "On Sunday she left. At 2:15 a.m. she fell.", "DATE 2015-05-10 | TIME 2015-05-10T02:15"},
		{tuesday, "On Sunday she left.\n\nAt 9 p.m. it rained.", "DATE 2015-05-10 | TIME 2015-05-10T21:00"},
		{tuesday, "On April 2 she left.\n\nAt 9 p.m. it rained.", "DATE 2015-04-02 | TIME 2015-05-12T21:00"},
		{tuesday, "He won on Christmas Eve; the storm of Jan. 5 tore it.", "DATE 2014-12-24 | DATE 2015-01-05"},
		{tuesday, "Now it holds; in the past 24 hours it did not.", "DATE PRESENT_REF | DURATION PT24H"},
		{tuesday, "She left last night and sings this evening.", "TIME 2015-05-11TNI | TIME 2015-05-12TEV"},
		{tuesday, "He ran every Sunday for half an hour, six and a half years long.", "SET XXXX-WXX-7 | DURATION PT30M | DURATION P6.5Y"},
		{tuesday, "It grew last week, last year and in the 1990s.", "DATE 2015-W19 | DATE 2014 | DATE 199"},
		{tuesday, "On New Year's Eve it burned; in 2016, it did not.", "DATE 2014-12-31 | DATE 2016"},
		{tuesday, "The fair closed on Monday, Jan. 19.", "DATE 2015-01-19"},
		{tuesday, "It was shut on Friday, Dec. 7.", "DATE 2012-12-07"},
		{tuesday, "Net rose in the first quarter; a year earlier it fell.", "DATE 2015-Q1 | DATE 2014-Q1"},
		{tuesday, "In 2010 she won; two years later she lost.", "DATE 2010 | DATE 2012"},
		{tuesday, "Drivers waited for hours, days and two decades.", "DURATION PTXH | DURATION PXD | DURATION P20Y"},
		{tuesday, "It ends over the weekend, and ended at the weekend.", "DATE 2015-W19-WE | DATE 2015-W19-WE"},
		{tuesday, "It froze 10,000 years ago and thawed 300 years ago.", "DATE PAST_REF | DATE 1715"},
		{"2015-05-10", "It began last week.", "DATE 2015-W19"},
		{"2016-02-29", "It began on Feb. 30, 2015.", ""},

		{"", "He came on Tuesday, May 12.", "DATE XXXX-05-12"},
		{"", "He came on Tuesday morning, in May 2013.", "TIME XXXX-WXX-2TMO | DATE 2013-05"},
		{"", "He came yesterday, last week, in March.", "DATE XXXX-XX-XX | DATE XXXX-WXX | DATE XXXX-03"},
	} {
		d := annotate(t, c.published, c.text)
		var got []string
		for _, x := range d.Times {
			got = append(got, string(x.Type)+" "+x.Value)
		}
		if g := strings.Join(got, " | "); g != c.want {
			t.Errorf("%s (%s)\n got %s\nwant %s", c.text, c.published, g, c.want)
		}
	}
}

func TestRunsAgain(t *testing.T) {
	d := annotate(t, "", "He came on Tuesday.")
	d.Published.At = "2015-05-12"
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if len(d.Times) != 1 || d.Times[0].Value != "2015-05-12" || d.Times[0].Anchor != "2015-05-12" {
		t.Errorf("%+v", d.Times)
	}
}

func TestOtherLanguage(t *testing.T) {
	d := &news.Doc{Article: news.Article{Text: "am 12 May 2015", Language: "de"}}
	if err := Annotate(context.Background(), d); err != nil || d.Times != nil || len(d.Notes) != 1 {
		t.Errorf("%v %v %v", err, d.Times, d.Notes)
	}
}

var seeds = []string{
	"The ferry sank on Tuesday at 2:15 a.m., two days after May 12; the third quarter a year ago.",
	"Thanksgiving, Easter 2014, the 20th century, the 1988 quarter, 31/12/99, 0700 GMT, the eighth day.",
	"31 February, the year two thousand, XXXX, ’’’, last last last year's fourth quarter of 1 of 2001",
	"500 decades ago, 900 centuries later, 99 millennia ago, 4000 weeks before now, 1000 AD, 12000 months earlier",
	"years ago millennia centuries later a fortnight ago, the next day, 10000 years ago, that year",
}

// FuzzAnnotate: whatever the text and the date, the layer obeys Doc.Check.
func FuzzAnnotate(f *testing.F) {
	for _, s := range seeds {
		f.Add("2015-05-12", s)
		f.Add("", s)
	}
	f.Fuzz(func(t *testing.T, published, text string) {
		d := &news.Doc{Article: news.Article{Text: strings.ToValidUTF8(text, "?"), Published: news.Published{At: published}}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, x := range d.Times {
			if x.Value == "" || x.Type == "" || strings.Trim(x.Value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-:.") != "" {
				t.Fatalf("empty value: %+v", x)
			}
		}
	})
}

func TestSeedsExist(t *testing.T) {
	if len(seeds) < 4 {
		t.Fatal("the seeds of FuzzAnnotate are gone")
	}
}

func BenchmarkAnnotate(b *testing.B) {
	text := strings.Repeat("The harbour board said on Tuesday that the ferry Larkholm would sail again in May 2016, two years "+
		"after the storm that tore its moorings. Officials declined to say when repairs had begun, or who pays.\n\n", 50)
	d := &news.Doc{Article: news.Article{Text: text, Published: news.Published{At: "2015-05-12"}}}
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
