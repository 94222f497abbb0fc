package read

import (
	"fmt"
	"strings"
	"testing"

	"parallax/news"
)

const article = `<p>The harbour master of Orrin, Ann Lee, said on Friday that no ferry would sail before Monday because of the storm that reached the coast in the night.</p>
<p>“We will not put a <b>single</b> passenger at risk,” she&nbsp;said. About 400 travellers waited at the quay.</p><h2>Hotels full</h2>
<ul><li>The Anchor has no rooms left.</li><li>The Gull opened its hall.</li></ul>
<p>First line<br>second line<br><br>After an empty line, the text goes on for a while so that it counts as a paragraph.</p>`

// TestLayout: paragraphs stand apart, list items and breaks have lines.
func TestLayout(t *testing.T) {
	p, err := extract("<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>No ferry before Monday</h1>"+article+article+"</article><footer>Imprint</footer></body></html>", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"in the night.\n\n“We will not put a single passenger at risk,” she said. About",
		"at the quay.\n\nHotels full\n\nThe Anchor has no rooms left.\nThe Gull opened its hall.\n\nFirst line\nsecond line\n\nAfter an empty",
	} {
		if !strings.Contains(p.text, want) {
			t.Errorf("%q is not in\n%q", want, p.text)
		}
	}
	for _, not := range []string{"Imprint", "Home"} {
		if strings.Contains(p.text, not) {
			t.Errorf("%q is in the text", not)
		}
	}
}

func TestMetadata(t *testing.T) {
	for name, test := range map[string]struct {
		page, address string
		want          news.Article
	}{
		"JSON-LD": {page: `<html lang="en-GB"><head><title>No ferry - The Orrin Post</title><link rel=canonical href="/2015/05/12/no-ferry">
			<meta property="og:site_name" content="The Orrin Post">
			<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"No ferry &amp; no hotel","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Day"}],"datePublished":"2015-05-12T11:12:00+01:00","publisher":{"name":"Orrin Media"}}]}</script></head>`,
			address: "https://www.orrinpost.example/x",
			want: news.Article{Title: "No ferry & no hotel", Byline: []string{"Ann Lee", "Bo Day"}, Publisher: "The Orrin Post", URL: "https://www.orrinpost.example/2015/05/12/no-ferry",
				Language: "en", Published: news.Published{At: "2015-05-12T11:12:00+01:00", From: news.FromMetadata}}},
		"OpenGraph": {page: `<html><head><meta property="og:title" content="No ferry | The Orrin Post"><meta property="og:site_name" content="The Orrin Post"><meta property="og:url" content="https://orrinpost.example/a">
			<meta property="article:published_time" content="2015-05-12"><meta name="author" content="By Ann Lee and Bo Day"><meta property="og:locale" content="de_DE">`,
			want: news.Article{Title: "No ferry", Byline: []string{"Ann Lee", "Bo Day"}, Publisher: "The Orrin Post", URL: "https://orrinpost.example/a", Language: "de",
				Published: news.Published{At: "2015-05-12", From: news.FromMetadata}}},
		"microdata": {page: `<html><head><title>No ferry before Monday</title></head><body><time itemprop="datePublished" datetime="2015-05-12T11:12Z">today</time>`,
			want: news.Article{Title: "No ferry before Monday", Published: news.Published{At: "2015-05-12T11:12:00Z", From: news.FromMetadata}}},
		"window title and address": {page: `<html><head><title>No ferry - Orrin Post</title></head>`, address: "http://web.archive.org/web/2016/http://www.orrinpost.com/2015/05/12/no-ferry.html",
			want: news.Article{Title: "No ferry", Publisher: "orrinpost.com"}},
		"unreadable date": {page: `<html><head><title>T</title><meta name=date content="last week">`,
			want: news.Article{Title: "T", Notes: []string{"the page's date of publication cannot be read: last week"}}},
		"author is an address": {page: `<html><head><title>T</title><meta property="article:author" content="https://social.example/annlee"><script type="application/ld+json">{"@type":"NewsArticle","author":{"@id":"x"}}</script>`,
			want: news.Article{Title: "T"}},
		"broken JSON-LD": {page: `<html><head><title>T</title><script type="application/ld+json">{"@type":"NewsArticle",</script>`,
			want: news.Article{Title: "T"}},
		"odd JSON-LD": {page: `<html><head><title>T</title><script type="application/ld+json">[null,1,{"@type":"NewsArticle","headline":5,"author":[1,null,[]],"datePublished":{"a":1},"publisher":[]}]</script>`,
			want: news.Article{Title: "T"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := extract(test.page+"<body>"+article, test.address)
			if err != nil {
				t.Fatal(err)
			}
			var got news.Article
			p.fill(&got)
			got.Text = ""
			if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", test.want); g != w {
				t.Errorf("\n got %s\nwant %s", g, w)
			}
		})
	}
}

// TestJSONOverHTML: what the container of a page says counts before the page.
func TestJSONOverHTML(t *testing.T) {
	dir := files(t, map[string]string{"a.json": `{"title":"From JSON","html":"<html lang=en><title>From HTML</title><meta name=author content='Ann Lee'><p>The ferry was late again.","url":"https://a.example/x"}`})
	_, got := fates(t, dir, Options{}, "a.json")
	if len(got) != 1 || got[0].Title != "From JSON" || got[0].Language != "en" || len(got[0].Byline) != 1 || got[0].Publisher != "a.example" {
		t.Errorf("got %+v", got)
	}
}

func TestBylines(t *testing.T) {
	for in, want := range map[string]string{
		"By Ann Lee and Bo Day":      "Ann Lee|Bo Day",
		"Ann Lee, Bo Day and Cy Poe": "Ann Lee|Bo Day|Cy Poe",
		"Ann Lee, Political Editor":  "Ann Lee, Political Editor",
		"ANN LEE & BO DAY":           "ANN LEE|BO DAY",
		"Ann Lee; Bo Day":            "Ann Lee|Bo Day",
		"  by   Ann  Lee ":           "Ann Lee",
		"":                           "",
		"Andy Brand":                 "Andy Brand",
	} {
		if got := strings.Join(bylines(in), "|"); got != want {
			t.Errorf("bylines(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	page := "<html><body><nav>" + strings.Repeat("<a href=x>News</a> ", 100) + "</nav><article>" + strings.Repeat(article, 10) + "</article></body></html>"
	words := 0
	for b.Loop() {
		p, err := extract(page, "")
		if err != nil {
			b.Fatal(err)
		}
		words += len(strings.Fields(p.text))
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLines(b *testing.B) {
	line := `{"id":"a","url":"https://www.example.com/2015/05/12/x","title":"No ferry","published":"2015-05-12 11:12:00","publisher":"example.com","text":"` + strings.Repeat("The ferry was late. ", 200) + `"}` + "\n"
	in := []byte(strings.Repeat(line, 200))
	words := 0
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for _, err := range Bytes(b.Context(), "x.jsonl", in, "", "", Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			words += 800
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
