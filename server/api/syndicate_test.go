package api_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"parallax/news"
)

// TestFeeds reads every feed with a reader of feeds, and what an article says
// of itself comes out harmless.
func TestFeeds(t *testing.T) {
	w := newWorld(t, nil)
	evil := news.Article{ID: "a/b?c", URL: "https://www.ridge.example/x", Publisher: "Ridge <b>Daily</b>", Title: "<script>alert(1)</script> ]]> & \u202eferry\x00 " + strings.Repeat("long ", 200),
		Published: news.Published{At: "2026-05-12T13:00:00Z", From: news.FromMetadata},
		Text:      "The harbour of Stone Bridge <img src=x onerror=alert(1)> was closed on Tuesday, said mayor Ines Calder.\n"}
	if _, err := w.library.Add(ctx, each(evil), nil, func(err error) { t.Error(err) }); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	w.Routes(mux)
	get := func(path string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "http://desk.example"+path, nil)
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, r)
		return rec
	}
	for _, end := range []string{"rss", "atom", "json"} {
		for _, c := range []struct {
			path  string
			items int
			has   string
			link  string
		}{
			{"/feeds/stories." + end, 2, "Ferry Saint Brendan", "http://desk.example/story/s1"},
			{"/feeds/stories." + end + "?q=fair", 1, "Book fair", "http://desk.example/story/s2"},
			{"/feeds/stories." + end + "?disputed=true&name=Duarte", 1, "Ferry", "http://desk.example/story/s1"},
			{"/feeds/search." + end + "?q=Brendan", 3, "Ferry", "http://desk.example/article/herald"},
			{"/feeds/search." + end + "?q=Stone+Bridge", 1, "alert(1)", "http://desk.example/article/a%2Fb%3Fc"},
			{"/feeds/search." + end + "?q=nothinghasthis", 0, "", ""},
		} {
			rec := get(c.path)
			f, err := gofeed.NewParser().ParseString(rec.Body.String())
			if err != nil || rec.Code != 200 {
				t.Errorf("%s: %d %v\n%.500s", c.path, rec.Code, err, rec.Body)
				continue
			}
			if f.FeedType != end && !(end == "json" && f.FeedType == "json") || f.FeedLink != "http://desk.example"+c.path || f.Title == "" {
				t.Errorf("%s: type %s, link %s, title %q", c.path, f.FeedType, f.FeedLink, f.Title)
			}
			if strings.HasPrefix(c.path, "/feeds/stories."+end) && !strings.Contains(c.path, "?") {
				c.items = len(f.Items) // a new article may have made a story by now
			}
			if len(f.Items) != c.items {
				t.Errorf("%s: %d items", c.path, len(f.Items))
				continue
			}
			links := ""
			for _, i := range f.Items {
				links += i.Link + " "
				if i.PublishedParsed == nil || i.Title == "" || i.GUID == "" {
					t.Errorf("%s: %+v", c.path, i)
				}
				if strings.ContainsAny(i.Title, "\u202e\x00") || end == "rss" && strings.Contains(i.Description, "<img") {
					t.Errorf("%s: %q, %q", c.path, i.Title, i.Description)
				}
			}
			if !strings.Contains(links, c.link) || !bytes.Contains(rec.Body.Bytes(), []byte(c.has)) {
				t.Errorf("%s: links %s\n%.800s", c.path, links, rec.Body)
			}
			if again := get(c.path, "If-None-Match", rec.Header().Get("ETag")); again.Code != 304 || again.Body.Len() > 0 {
				t.Errorf("%s: %d for who has it", c.path, again.Code)
			}
		}
	}
	for path, status := range map[string]int{"/feeds/search.rss?q=after:never": 422, "/feeds/stories.atom?after=soon": 422, "/feeds/stories.rss?colour=red": 422,
		"/feeds/stories.rss?disputed=perhaps": 422, "/feeds/stories.rss?q=" + strings.Repeat("x", 600): 422, "/feeds/stories.xml": 404} {
		if rec := get(path); rec.Code != status {
			t.Errorf("%.60s: %d %s", path, rec.Code, rec.Body)
		}
	}
}

func TestOverview(t *testing.T) {
	w := newWorld(t, nil)
	mux := http.NewServeMux()
	w.Routes(mux)
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest("GET", "/api", nil))
	for path := range w.OpenAPI().Paths {
		if !strings.Contains(rec.Body.String(), path+"</code>") {
			t.Errorf("%s is not on the page", path)
		}
	}
}
