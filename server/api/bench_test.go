//go:build unix

package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"parallax"
	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/server/api"
	"parallax/store/sqlite"
)

// filled is the API of the library that $PARALLAX_DB names.
func filled(b *testing.B) (*api.API, *library.Library) {
	file := os.Getenv("PARALLAX_DB")
	if file == "" {
		b.Skip("left out: PARALLAX_DB names no library")
	}
	store, err := sqlite.OpenMapped(ctx, file)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	p, err := parallax.New(parallax.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	l := library.New(store, p, nil)
	start := time.Now()
	d, err := desk.Open(ctx, desk.Options{Library: l})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("opened within %v", time.Since(start))
	return api.New(api.Options{Desk: d, Parallax: p, Errors: func(err error) { b.Error(err) }}), l
}

// answers asks for every address over a connection, one behind the other, and
// reports how long the answers took, the last byte included.
func answers(b *testing.B, a *api.API, paths []string, header ...string) {
	server := httptest.NewServer(a)
	defer server.Close()
	var took, busy []time.Duration
	bytes := int64(0)
	for b.Loop() {
		for _, path := range paths {
			r, err := http.NewRequestWithContext(context.Background(), "GET", server.URL+api.Prefix+path, nil)
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; i+1 < len(header); i += 2 {
				r.Header.Set(header[i], header[i+1])
			}
			start, used := time.Now(), processor()
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				b.Fatal(err)
			}
			n, _ := discard(res)
			took, busy = append(took, time.Since(start)), append(busy, processor()-used)
			bytes += n
			if res.StatusCode >= 400 {
				b.Errorf("%s: %d", path, res.StatusCode)
			}
		}
	}
	report(b, "ms", took)
	report(b, "cpu-ms", busy) // what a quiet core would take
	b.ReportMetric(float64(len(took)), "requests")
	b.ReportMetric(float64(bytes)/float64(len(took))/1e3, "kB/answer")
	b.ReportMetric(0, "ns/op")
}

// processor is the time that this process has had of the processor.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func report(b *testing.B, unit string, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1e3
	}
	b.ReportMetric(at(0.5), unit+"-median")
	b.ReportMetric(at(0.95), unit+"-95%")
	b.ReportMetric(at(1), unit+"-most")
}

func discard(res *http.Response) (n int64, err error) {
	defer res.Body.Close()
	buf := make([]byte, 32<<10)
	for {
		k, err := res.Body.Read(buf)
		n += int64(k)
		if err != nil {
			return n, err
		}
	}
}

// BenchmarkSearch asks for what articles of the library have: a word of a
// title, two, a phrase, a word of an outlet, within years, a name, a speaker.
func BenchmarkSearch(b *testing.B) {
	a, l := filled(b)
	var paths []string
	ask := func(q string) { paths = append(paths, "/search?q="+url.QueryEscape(q)) }
	n := 0
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n%97 != 0 {
			continue
		}
		var words []string
		for _, w := range strings.FieldsFunc(r.Title, func(r rune) bool { return r < 'A' || r > 'z' }) {
			if len(w) > 4 {
				words = append(words, w)
			}
		}
		if len(words) < 3 {
			continue
		}
		ask(words[0])
		ask(words[1] + " " + words[2])
		ask(fmt.Sprintf(`"%s %s"`, words[0], words[1]))
		ask(words[2] + " outlet:" + r.Outlet)
		ask(words[0] + " after:2016 before:2018")
		for d, err := range l.Store().Docs(ctx, []string{r.ID}) {
			if err != nil {
				b.Fatal(err)
			}
			if len(d.Entities) > 0 && !strings.Contains(d.Entities[len(d.Entities)/2].Name, `"`) {
				ask(fmt.Sprintf("name:%q", d.Entities[len(d.Entities)/2].Name))
			}
			for _, one := range d.Attributions {
				if one.Speaker != "" && !strings.Contains(one.Speaker, `"`) {
					ask(fmt.Sprintf("speaker:%q %s", one.Speaker, words[1]))
					break
				}
			}
		}
	}
	answers(b, a, paths)
}

// BenchmarkLists asks for the first pages of stories, plain and filtered.
func BenchmarkLists(b *testing.B) {
	a, _ := filled(b)
	var paths []string
	for i := range 20 {
		paths = append(paths, fmt.Sprintf("/stories?offset=%d", 20*i), fmt.Sprintf("/stories?least=2&offset=%d", 20*i), fmt.Sprintf("/stories?disputed=true&offset=%d", 20*i), "/outlets")
	}
	answers(b, a, paths)
}

// BenchmarkReports asks for the reports of the first stories.
func BenchmarkReports(b *testing.B) {
	a, l := filled(b)
	all, err := l.Store().Stories(ctx, news.StoryFilter{Limit: 100})
	if err != nil {
		b.Fatal(err)
	}
	var paths []string
	for _, s := range all {
		paths = append(paths, fmt.Sprintf("/stories/s%d", s.Story))
	}
	answers(b, a, paths)
}

// BenchmarkVerify looks for titles of articles, as sentences, in the library.
func BenchmarkVerify(b *testing.B) {
	a, l := filled(b)
	server := httptest.NewServer(a)
	defer server.Close()
	var titles []string
	n := 0
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n%601 == 0 && len(r.Title) > 30 {
			titles = append(titles, r.Title)
		}
	}
	var took, busy []time.Duration
	for b.Loop() {
		for _, title := range titles {
			body := strings.NewReader(fmt.Sprintf(`{"sentence":%q}`, strings.ToValidUTF8(title, "")))
			start, used := time.Now(), processor()
			res, err := http.Post(server.URL+api.Prefix+"/verify", "application/json", body)
			if err != nil {
				b.Fatal(err)
			}
			discard(res)
			took, busy = append(took, time.Since(start)), append(busy, processor()-used)
		}
	}
	report(b, "ms", took)
	report(b, "cpu-ms", busy)
	b.ReportMetric(0, "ns/op")
}
