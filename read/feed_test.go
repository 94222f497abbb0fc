package read

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"parallax/news"
)

// web serves documents by address.
func web(pages map[string]string) func(context.Context, string) ([]byte, string, string, error) {
	return func(_ context.Context, address string) ([]byte, string, string, error) {
		page, ok := pages[address]
		if !ok {
			return nil, "", "", errors.New("the server answers 404")
		}
		return []byte(page), "", address, nil
	}
}

func htmlPage(title, body string) string {
	return "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + body + "</p></article></body></html>"
}

var longBody = strings.Repeat("The ferry struck the pier at noon and nobody was hurt, said the harbour office. ", 20)

const rssFeed = `<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Herald</title><link>https://valley.example/</link><language>en-gb</language>
<item><title>Caf` + "\xe9" + ` fire</title><link>/fire</link><dc:creator>By Mara Voss</dc:creator><pubDate>Tue, 12 May 2026 10:00:00 +0200</pubDate>
 <description>A summary.</description><content:encoded><![CDATA[<p>The caf` + "\xe9" + ` burned.</p><p>Nobody was hurt.</p>]]></content:encoded></item>
<item><title>Ferry</title><link>https://valley.example/ferry</link><description>The ferry &lt;b&gt;struck&lt;/b&gt; the pier.</description></item>
<item><title>Bridge</title><link>https://valley.example/bridge</link></item>
<item><guid isPermaLink="false">note 7</guid><description>Short note.</description></item>
</channel></rss>`

func TestFeed(t *testing.T) {
	dir := files(t, map[string]string{"feed.xml": rssFeed})
	lines, got := fates(t, dir, Options{}, "feed.xml")
	expect(t, lines, "valley.example-fire: The café burned.//Nobody was hurt.", "valley.example-ferry: The ferry struck the pier.", "feed.xml[3]: no text", "note 7: Short note.")
	fire, ferry := got[0], got[1]
	if fire.URL != "https://valley.example/fire" || fire.Title != "Café fire" || fire.Published.At != "2026-05-12T10:00:00+02:00" || fmt.Sprint(fire.Byline) != "[Mara Voss]" || news.IsPartial(&fire) {
		t.Errorf("got %+v", fire)
	}
	if !news.IsPartial(&ferry) {
		t.Error("a summary is taken for a text")
	}

	// With the network the pages behind summaries are read, and the feed says when.
	pages := web(map[string]string{"https://valley.example/ferry": htmlPage("Ferry strikes pier", longBody), "https://valley.example/bridge": htmlPage("Bridge", longBody)})
	lines, got = fates(t, dir, Options{Fetch: pages, Follow: true}, "feed.xml")
	if len(got) != 4 || !strings.Contains(got[1].Text, "said the harbour office") || got[1].Title != "Ferry" || news.IsPartial(&got[1]) || got[1].URL != "https://valley.example/ferry" {
		t.Errorf("got %q", lines)
	}
	// A page that is gone leaves the summary and says so; without one it fails.
	lines, got = fates(t, dir, Options{Fetch: web(nil), Follow: true}, "feed.xml")
	expect(t, lines, "valley.example-fire: The café burned.//Nobody was hurt.", "valley.example-ferry: The ferry struck the pier.", "feed.xml[3]: cannot be fetched", "note 7: Short note.")
	if !news.IsPartial(&got[1]) || !strings.Contains(strings.Join(got[1].Notes, " "), "404") {
		t.Errorf("notes %q", got[1].Notes)
	}
	// A feed from the network is followed without being told.
	_, got = fates(t, "", Options{Fetch: web(map[string]string{"https://valley.example/rss": rssFeed, "https://valley.example/ferry": htmlPage("Ferry", longBody)})}, "https://valley.example/rss")
	if len(got) != 3 || !strings.Contains(got[1].Text, "said the harbour office") {
		t.Errorf("got %+v", got)
	}
}

func TestOtherFeeds(t *testing.T) {
	dir := files(t, map[string]string{
		"atom.xml": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title type="html">Fire &amp;amp; smoke</title><link href="https://valley.example/a"/>
			<updated>2026-05-12T10:00:00Z</updated><author><name>Mara Voss</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mill burned.</p></div></content></entry></feed>`,
		"feed.json": `{"version":"https://jsonfeed.org/version/1.1","title":"Herald","items":[{"id":"1","url":"https://valley.example/b","title":"Flood","content_html":"<p>The river rose.</p>","date_published":"2026-05-12T10:00:00Z"}]}`,
		"broken.xml": `<rss version="2.0"><channel><title>Herald & Sons</title><item><title>Smith & Sons close</title><link>https://valley.example/c?x=1&y=2</link>
			<description><p>The works close.<br>So they said.</p></description></item><item><title>Cut`,
		"rdf.xml":  `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>H</title></channel><item><title>One</title><link>https://valley.example/d</link><description>First.</description></item></rdf:RDF>`,
		"page.xml": "<html><body><p>This address has moved. Please read the new page of the harbour office.</p></body></html>",
		"none.xml": `<rss version="2.0"><channel><title>Herald</title></channel></rss>`,
	})
	for in, want := range map[string][]string{
		"atom.xml":   {"valley.example-a: The mill burned."},
		"feed.json":  {"valley.example-b: The river rose."},
		"broken.xml": {"valley.example-c: The works close.//So they said.", "broken.xml[2]: no text"},
		"rdf.xml":    {"valley.example-d: First."},
		"none.xml":   {"none.xml: the list is empty"},
	} {
		lines, got := fates(t, dir, Options{}, in)
		for i := range lines {
			lines[i] = strings.ReplaceAll(lines[i], "close./So", "close.//So")
		}
		expect(t, lines, want...)
		if in == "atom.xml" && (got[0].Title != "Fire & smoke" || got[0].Published.At != "2026-05-12T10:00:00Z") {
			t.Errorf("got %+v", got[0])
		}
	}
}

// TestEndlessFeed stops at the limit of bytes.
func TestEndlessFeed(t *testing.T) {
	in := strings.NewReader("<rss><channel>" + strings.Repeat("<item><title>More</title><description>More.</description></item>", 100_000))
	lines, _ := fates(t, "", Options{Stdin: in, MaxBytes: 1 << 20}, "-")
	expect(t, lines, "-: too large")
}

func TestLists(t *testing.T) {
	news := `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
		<url><loc>https://valley.example/one</loc><news:news><news:publication><news:name>Valley Herald</news:name><news:language>en</news:language></news:publication>
		<news:publication_date>2026-05-12</news:publication_date><news:title>One &amp; only</news:title></news:news></url>
		<url><loc>https://valley.example/gone</loc></url><url><loc>ftp://valley.example/x</loc></url></urlset>`
	pages := map[string]string{
		"https://valley.example/one":  htmlPage("Other title", longBody),
		"https://valley.example/news": news,
		"https://valley.example/index": `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://valley.example/news</loc></sitemap>
			<sitemap><loc>https://valley.example/news</loc></sitemap><sitemap><loc>https://valley.example/index2</loc></sitemap></sitemapindex>`,
		"https://valley.example/index2": `<sitemapindex><sitemap><loc>https://valley.example/index3</loc></sitemap></sitemapindex>`,
		"https://valley.example/index3": `<sitemapindex><sitemap><loc>https://valley.example/index4</loc></sitemap></sitemapindex>`,
		"https://valley.example/index4": `<sitemapindex><sitemap><loc>https://valley.example/index5</loc></sitemap></sitemapindex>`,
		"https://valley.example/rss":    `<rss version="2.0"><channel><item><title>Feed</title><link>/fed</link><description>` + longBody + `</description></item></channel></rss>`,
	}
	dir := files(t, map[string]string{
		"news.xml":   news,
		"feeds.opml": `<opml version="2.0"><body><outline text="Region"><outline type="rss" xmlUrl="https://valley.example/rss"/></outline><outline xmlUrl="https://valley.example/one"/></body></opml>`,
		"cut.xml":    news[:strings.Index(news, "<url><loc>ftp")+20],
	})
	lines, _ := fates(t, dir, Options{Fetch: web(pages)}, "news.xml")
	expect(t, lines, "news.xml: unsupported kind")
	lines, got := fates(t, dir, Options{Fetch: web(pages), Follow: true}, "news.xml")
	if len(got) != 1 || got[0].Title != "One & only" || got[0].Published.At != "2026-05-12" || got[0].Publisher != "Valley Herald" || !strings.Contains(got[0].Text, "harbour office") {
		t.Errorf("got %+v", got)
	}
	expect(t, lines[1:], "https://valley.example/gone: cannot be fetched", "ftp://valley.example/x: cannot be fetched")
	lines, got = fates(t, dir, Options{Fetch: web(pages), Follow: true}, "feeds.opml")
	if len(got) != 1 || got[0].URL != "https://valley.example/fed" {
		t.Errorf("got %+v", got)
	}
	expect(t, lines[1:], "https://valley.example/one: broken feed")
	_, got = fates(t, dir, Options{Fetch: web(pages), Follow: true}, "cut.xml")
	if len(got) != 1 {
		t.Errorf("of a list that breaks off %d pages are read", len(got))
	}
	lines, got = fates(t, "", Options{Fetch: web(pages)}, "https://valley.example/index")
	if len(got) != 1 || !strings.Contains(lines[len(lines)-1], "index4: unsupported kind") {
		t.Errorf("an index of indexes: %q", lines)
	}
}

// TestFeedparserFeeds reads the feeds of feedparser's own tests, in every state
// of health, and says how many of its expectations hold. Nothing may crash.
func TestFeedparserFeeds(t *testing.T) {
	all := feedparserFeeds(t)
	if len(all) < 2000 {
		t.Fatalf("%d feeds: the archive is incomplete", len(all))
	}
	wanted := regexp.MustCompile(`(?m)^\s*Expect:\s*(?:(not )?bozo and )?(feed|entries\[0\])\['(title|link|description|summary|author|id|guid|content)'\](\[0\]\['value'\])? == u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$`)
	read, held, asked := 0, map[string]int{}, map[string]int{}
	for name, b := range all {
		f, _, e := parseFeed(b, "")
		if e == nil {
			read++
		}
		for range Bytes(context.Background(), name, b, "", "", Options{}) { // nothing crashes
		}
		m := wanted.FindStringSubmatch(string(b[:min(len(b), 4000)]))
		if m == nil || strings.Contains(name, "sanitize") || m[2] == "feed" && m[3] != "title" && m[3] != "link" {
			continue
		}
		want, ok := pythonString(m[5])
		if !ok {
			continue
		}
		key := m[2] + " " + m[3]
		asked[key]++
		if e != nil {
			continue
		}
		got := ""
		switch {
		case m[2] == "feed" && m[3] == "title":
			got = f.Title
		case m[2] == "feed":
			got = f.Link
		case len(f.Items) > 0:
			i := f.Items[0]
			switch m[3] {
			case "title":
				got = i.Title
			case "link":
				if got = i.Link; got == "" {
					got = i.GUID // as entryArticle does
				}
			case "description", "summary":
				got = i.Description
			case "content":
				got = i.Content
			case "id", "guid":
				got = i.GUID
			case "author":
				if len(i.Authors) > 0 && i.Authors[0] != nil {
					got = i.Authors[0].Name
				}
				want, _, _ = strings.Cut(want, " (")
			}
		}
		if plainText(got) == plainText(want) {
			held[key]++
		}
	}
	sumHeld, sumAsked := 0, 0
	for key, n := range asked {
		t.Logf("%-24s %4d of %4d", key, held[key], n)
		sumHeld += held[key]
		sumAsked += n
	}
	t.Logf("%d of %d feeds are read; %d of %d expectations hold", read, len(all), sumHeld, sumAsked)
	if sumAsked < 400 {
		t.Errorf("only %d expectations were understood", sumAsked)
	}
	const floorRead, floorHeld = 0.99, 0.92
	if float64(read) < floorRead*float64(len(all)) || float64(sumHeld) < floorHeld*float64(sumAsked) {
		t.Errorf("fewer than before: the floors are %.0f %% of the feeds and %.0f %% of the expectations", 100*floorRead, 100*floorHeld)
	}
}

func pythonString(s string) (string, bool) {
	if s[0] == '\'' {
		s = `"` + strings.ReplaceAll(strings.ReplaceAll(s[1:len(s)-1], `\'`, `'`), `"`, `\"`) + `"`
	}
	out, err := strconv.Unquote(s)
	if err != nil || utf8.ValidString(out) {
		return out, err == nil
	}
	var b strings.Builder // \xe7 is a character there, a byte here
	for len(out) > 0 {
		r, size := utf8.DecodeRuneInString(out)
		if r == utf8.RuneError && size == 1 {
			r = rune(out[0])
		}
		b.WriteRune(r)
		out = out[size:]
	}
	return b.String(), true
}

func feedparserFeeds(t testing.TB) map[string][]byte {
	t.Helper()
	const archive = "../../shared/corpora/feeds-feedparser.tar.zst"
	f, err := os.Open(archive)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("left out: feedparser's feeds do not stand beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return untar(t, z, func(name string) bool { return filepath.Ext(name) == ".xml" || filepath.Ext(name) == ".json" })
}
