package meta

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
)

func annotate(t testing.TB, a news.Article, boilerplate ...news.Boilerplate) *news.Doc {
	t.Helper()
	d := &news.Doc{Article: a, Boilerplate: boilerplate}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ferry runs aground off Larkholm\nA ferry ran aground on Monday.", "Ferry runs aground off Larkholm"},
		{"12/05/2015 11:12\nFerry runs aground off Larkholm\nA ferry ran aground.", "Ferry runs aground off Larkholm"},
		{"Home / World / Ferry runs aground off Larkholm\n\nFerry runs aground off Larkholm\nA ferry ran aground.", "Ferry runs aground off Larkholm"},
		{"By Ada Quill\nFerry runs aground off Larkholm\nA ferry ran aground.", "Ferry runs aground off Larkholm"},
		{"A ferry ran aground off Larkholm on Monday.\nNobody was hurt.", ""},
		{"Will the ferry ever sail again?\nNobody knows.", "Will the ferry ever sail again?"},
		{"The harbour at dusk. (Ada Quill/Meridian)\nFerry runs aground off Larkholm\nIt sank.", "Ferry runs aground off Larkholm"},
		{"Only one line of words", ""},
		{"", ""},
	} {
		if d := annotate(t, news.Article{Text: c.text}); d.Title != c.want {
			t.Errorf("%q: title %q, want %q", c.text, d.Title, c.want)
		}
	}
	if d := annotate(t, news.Article{Title: "Kept", Text: "Another headline here\nText."}); d.Title != "Kept" {
		t.Error("the container's title was replaced")
	}
}

func TestByline(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"By Ada Quill\nA ferry sank.", "Ada Quill"},
		{"By Ada Quill and Bo J. van Dorn, Staff Writers\nA ferry sank.", "Ada Quill|Bo J. van Dorn"},
		{"BY ADA QUILL | THE HARBOUR POST\nA ferry sank.", "ADA QUILL"},
		{"Ada Quill, Reuters\nA ferry sank.", "Ada Quill"},
		{"A ferry sank.\nAll were saved.\n(Reporting by Ada Quill; Editing by Bo Dorn)", "Ada Quill"},
		{"A ferry sank.\nAQ/BD", ""},
		{"By Monday Evening\nthe ferry had sunk.", ""},
		{"By The Associated Press\nA ferry sank.", ""},
		{"By Ada Quill's count, the ferry carried forty people when it sank.\nAll were saved.", ""},
		{"Analysis: Ada Quill, BBC News, Larkholm\nThe ferry was old.", ""},
	} {
		if d := annotate(t, news.Article{Text: c.text}); strings.Join(d.Byline, "|") != c.want {
			t.Errorf("%q: byline %q, want %q", c.text, d.Byline, c.want)
		}
	}
	d := annotate(t, news.Article{Byline: []string{"By Ada Quill", " "}, Text: "x"})
	if strings.Join(d.Byline, "|") != "Ada Quill" {
		t.Errorf("container's byline: %q", d.Byline)
	}
}

func TestAgency(t *testing.T) {
	for _, c := range []struct{ text, url, want string }{
		{"LARKHOLM (Reuters) - A ferry sank.", "", "Reuters"},
		{"LARKHOLM, Norland, May 4 (Island News Agency) - A ferry sank.", "", "Island News Agency"},
		{"LARKHOLM (Northern Press) — A ferry sank.", "", "Northern Press"},
		{"LARKHOLM (Harbour Wire Photo) — A ferry sank.", "", ""},
		{"The mayor (Party of the Press) - a friend - spoke.", "", ""},
		{"LARKHOLM, Dec 29 (Thomson Reuters Foundation) - A ferry sank.", "", "Reuters"},
		{"LARKHOLM, Calif. (AP) — A ferry sank.", "", "Associated Press"},
		{"A ferry sinks in the night\nLARKHOLM - Agence France-Presse\nA ferry sank.", "", "Agence France-Presse"},
		{"A ferry sank, BBC News reports.\nAll were saved.", "", "BBC News"},
		{"A ferry sank.\n\nAll were saved.\nAnalysis: Ada Quill, BBC News, Larkholm\nIt was old.", "", "BBC News"},
		{"A ferry sank.\nCopyright 2015 The Associated Press. All rights reserved.", "", "Associated Press"},
		{"A ferry sank.\nThe Associated Press contributed to this report.", "", "Associated Press"},
		{"A ferry sank.\nHarbour TV's Ada Quill and The Associated Press contributed to this report.", "", ""},
		{"A ferry sank.\nAll were saved.\nReuters", "", "Reuters"},
		{"A ferry sank.", "https://post.example/aponline/2015/05/12/ferry.html", "Associated Press"},

		{"The ferry at noon. (AFP Photo)\nA ferry sank.", "", ""},
		{"A ferry sinks\n\nReuters Photo\n\nA ferry sank.", "", ""},
		{"The ferry at noon. REUTERS/Ada Quill\nA ferry sank.", "", ""},
		{"A ferry sank, an official told Reuters on Monday.", "", ""},
		{"The owner (pictured by AFP in May) - a sailor - swam.", "", ""},
		{"(CNN) A ferry sank.", "https://edition.cnn.com/2015/05/12/ferry", ""},
		{"(CNN) A ferry sank.", "https://post.example/a", "CNN"},
	} {
		if d := annotate(t, news.Article{Text: c.text, URL: c.url}); d.Agency != c.want {
			t.Errorf("%q: agency %q, want %q", c.text, d.Agency, c.want)
		}
	}
}

func TestOutlet(t *testing.T) {
	for _, c := range []struct{ url, publisher, text, want string }{
		{"http://web.archive.org/web/20170313015946/http://apps.post.example:80/x", "www.other.example", "", "post.example"},
		{"", "www.post.example:80", "", "post.example"},
		{"", "The Harbour Post", "", "The Harbour Post"},
		{"", "", "Support The Harbour Post!", "The Harbour Post"},
		{"", "", "© 2019 The Harbour Post, LLC. All rights reserved.", "The Harbour Post"},
		{"", "", "Follow us on Twitter and Subscribe to Facebook.", ""},
		{"", "", "Copyright 2015 The Associated Press. All rights reserved.", ""},
	} {
		var b []news.Boilerplate
		if c.text != "" {
			b = []news.Boilerplate{{Span: news.Span{End: len(c.text)}, Kind: news.Plea}}
		}
		if d := annotate(t, news.Article{URL: c.url, Publisher: c.publisher, Text: c.text}, b...); d.Outlet != c.want {
			t.Errorf("%+v: outlet %q", c, d.Outlet)
		}
	}
	if d := annotate(t, news.Article{Text: "A ferry sank.\nHarbour TV’s website can be reached elsewhere:"}); d.Outlet != "Harbour TV" {
		t.Errorf("outlet %q", d.Outlet)
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct {
		name, url, text, want string
		from                  news.PublishedFrom
	}{
		{"address", "https://post.example/2017/dec/29/ferry", "A ferry sank.", "2017-12-29", news.FromMetadata},
		{"stamp", "", "Published: Tuesday, 12 May 2015 at 11:12 GMT\nA ferry sank.", "2015-05-12", news.FromText},
		{"first of two stamps", "", "Updated May 13, 2015\nPublished May 12, 2015\nA ferry sank.", "2015-05-12", news.FromText},
		{"stamp at the foot", "", "A ferry sank.\nPublished on May 12, 2015", "2015-05-12", news.FromText},
		{"one order only", "", "25/05/2015\nA ferry sank.", "2015-05-25", news.FromText},
		{"month first by default", "", "12/05/2015\nA ferry sank.", "2015-12-05", news.FromText},
		{"a month named in the text", "", "12/05/2015\nA ferry is to sail on May 14.", "2015-05-12", news.FromText},
		{"another numeric date", "", "12/05/2015\nA ferry sank; one sank on 25/04/2015 too.", "2015-05-12", news.FromText},
		{"British spelling", "", "12/05/2015\nMr Quill spoke of the normalisation of the ferry.", "2015-05-12", news.FromText},
		{"address in Britain", "http://post.co.uk/a", "12/05/2015\nA ferry sank.", "2015-05-12", news.FromText},
		{"context", "", "Ferry leaves Larkholm\nThe ferry leaves Larkholm, May 11, 2015.\nThe ferry reached the harbour of Sarn on Tuesday with forty people on board.", "2015-05-12", news.FromContext},
		{"an old day is not enough", "", "Ferry leaves Larkholm\nThe ferry was built on May 11, 2013.\nIt is white.", "", ""},
		{"run together with other words", "", "Ferry sinks Posted: Tuesday, May 12, 2015 8:30 AM Updated: Wednesday, May 13, 2015 LARKHOLM A ferry sank.", "2015-05-12", news.FromText},
		{"an update alone", "", "Ferry sinks Last updated May 13, 2015 LARKHOLM A ferry sank on May 1, 2015.", "2015-05-13", news.FromText},
		{"a life is no stamp", "", "May 1, 1952\nMay 1, 2001 - May 12, 2015\nShe was a sailor.", "", ""},
		{"a death is no stamp", "", "Died July 31, 2016\nShe was a sailor.", "", ""},
		{"nothing", "", "A ferry sank on Tuesday.", "", ""},
	} {
		d := annotate(t, news.Article{URL: c.url, Text: c.text})
		if d.Published.At != c.want || d.Published.From != c.from {
			t.Errorf("%s: %+v, want %s from %s", c.name, d.Published, c.want, c.from)
		}
		if c.want != "" && d.Published.Why == "" {
			t.Errorf("%s: no reason given", c.name)
		}
		if c.want == "" && len(d.Notes) == 0 {
			t.Errorf("%s: the missing date is not noted", c.name)
		}
	}
	d := annotate(t, news.Article{Published: news.Published{At: "2015-05-12T11:12:00Z"}, Text: "Published May 1, 2014\nx"})
	if d.Published.At != "2015-05-12T11:12:00Z" || d.Published.From != news.FromMetadata {
		t.Errorf("metadata: %+v", d.Published)
	}
}

var seeds = []string{
	"By \n(\n(AP)\n12/05/2015\n©", "A, B, C and D, Reuters\n\n\n", "LARKHOLM (Reuters) -", "’s website\n's website", "Support \n© 2019", "Home /",
	"By Ada Quill, \n, reports.\nReuters reports.", "(Reporting by ", "31/31/2015\n00/00/0000\n1/1/99", "\xe2\x80\x99s website",
}

// FuzzAnnotate: no input makes meta fail, and the article's text stays.
func FuzzAnnotate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "http://web.archive.org/web/2015/post.example/2015/05/12/a", "")
	}
	f.Fuzz(func(t *testing.T, text, url, publisher string) {
		text = strings.ToValidUTF8(text, "?")
		d := &news.Doc{Article: news.Article{Text: text, URL: url, Publisher: publisher}}
		if len(text) > 3 {
			d.Boilerplate = []news.Boilerplate{{Span: news.Span{End: len(text)}, Kind: news.Legal}}
		}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if d.Text != text {
			t.Fatal("the text changed")
		}
	})
}

func TestSeedsExist(t *testing.T) {
	if len(seeds) < 10 {
		t.Fatal("the seeds of FuzzAnnotate are gone")
	}
}

func BenchmarkAnnotate(b *testing.B) {
	text := "Ferry runs aground off Larkholm\nBy Ada Quill\n\n" + strings.Repeat("The harbour board said on Tuesday that the ferry would sail again, two years "+
		"after the storm that tore its moorings. Officials declined to say who pays.\n\n", 60)
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		d := &news.Doc{Article: news.Article{Text: text, URL: "https://post.example/a"}}
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
