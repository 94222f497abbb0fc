// Command deskload asks a server of "parallax serve" for pages at a steady rate, as many readers
// do, and says how long the answers took. A request counts from the moment at which it was due:
// a server that falls behind cannot hide it.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"sync"
	"time"
)

var (
	base    = flag.String("url", "http://127.0.0.1:8080", "the server")
	rate    = flag.Float64("rate", 50, "requests a second")
	length  = flag.Duration("for", 30*time.Second, "how long")
	seed    = flag.Uint64("seed", 1, "of the order of the requests")
	mix     = flag.String("mix", "front,front,story,story,story", "kinds of requests, each as often as it is named: front, story, cold, search, api, article, still")
	listed  = flag.Int("stories", 600, "stories that are known from the front pages")
	queries = flag.String("queries", "", "file of queries, one a line, for search and api; default: words of headlines")
)

// An asker makes the addresses of one kind of request.
type asker struct {
	random  *rand.Rand
	stories []string // by rank
	words   []string
	all     int // stories of the library
}

func (a *asker) path(kind string) string {
	switch kind {
	case "front": // the first page most of the time
		if n := a.random.IntN(10); n >= 6 {
			return fmt.Sprintf("/?from=%d", 30*(n-5))
		}
		return "/"
	case "story": // the higher a story stands, the more read it (Zipf)
		z := rand.NewZipf(a.random, 1.1, 5, uint64(len(a.stories)-1))
		return a.stories[z.Uint64()]
	case "cold": // any story of the library
		return fmt.Sprintf("/story/%d", 1+a.random.IntN(a.all))
	case "search":
		return "/search?q=" + url.QueryEscape(a.word())
	case "api":
		return "/api/v1/search?q=" + url.QueryEscape(a.word())
	case "still":
		return "/healthz"
	}
	fmt.Fprintln(os.Stderr, "there is no kind", kind)
	os.Exit(2)
	return ""
}

func (a *asker) word() string { return a.words[a.random.IntN(len(a.words))] }

type answer struct {
	kind  string
	took  time.Duration
	bytes int
	code  int
}

func main() {
	flag.Parse()
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 200, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	get := func(path string) (int, []byte, error) {
		r, err := http.NewRequest("GET", *base+path, nil)
		if err != nil {
			return 0, nil, err
		}
		r.Header.Set("Accept-Encoding", "gzip")
		answer, err := client.Do(r)
		if err != nil {
			return 0, nil, err
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		return answer.StatusCode, b, err
	}
	a, err := learn()
	if err != nil {
		fmt.Fprintln(os.Stderr, "deskload:", err)
		os.Exit(1)
	}
	kinds := regexp.MustCompile(`,`).Split(*mix, -1)
	var mu sync.Mutex
	var answers []answer
	failed := map[string]int{}
	var wait sync.WaitGroup
	start := time.Now()
	every := time.Duration(float64(time.Second) / *rate)
	for i := 0; ; i++ {
		due := start.Add(time.Duration(i) * every)
		if due.Sub(start) > *length {
			break
		}
		kind := kinds[a.random.IntN(len(kinds))]
		path := a.path(kind)
		time.Sleep(time.Until(due))
		wait.Go(func() {
			code, b, err := get(path)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed[err.Error()]++
				return
			}
			answers = append(answers, answer{kind, time.Since(due), len(b), code})
		})
	}
	wait.Wait()
	tell(answers)
	for why, n := range failed {
		fmt.Printf("failed %d times: %s\n", n, why)
	}
	if len(failed) > 0 {
		os.Exit(1)
	}
}

// learn reads which stories there are from the first pages of the front.
func learn() (*asker, error) {
	a := &asker{random: rand.New(rand.NewPCG(*seed, 0))}
	story := regexp.MustCompile(`<h2><a href="(/story/\d+)">([^<]*)</a>`)
	total := regexp.MustCompile(`of ([\d,]+) stor`)
	word := regexp.MustCompile(`[A-Z][a-z]{4,}`)
	for from := 0; len(a.stories) < *listed; from += 30 {
		answer, err := http.Get(fmt.Sprintf("%s/?from=%d", *base, from))
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			return nil, err
		}
		found := story.FindAllSubmatch(b, -1)
		for _, m := range found {
			a.stories = append(a.stories, string(m[1]))
			a.words = append(a.words, word.FindAllString(string(m[2]), -1)...)
		}
		if m := total.FindSubmatch(b); m != nil {
			fmt.Sscan(regexp.MustCompile(`,`).ReplaceAllString(string(m[1]), ""), &a.all)
		}
		if len(found) < 30 {
			break
		}
	}
	if len(a.stories) == 0 {
		return nil, fmt.Errorf("%s shows no stories", *base)
	}
	if *queries != "" {
		b, err := os.ReadFile(*queries)
		if err != nil {
			return nil, err
		}
		a.words = regexp.MustCompile(`\n+`).Split(string(b), -1)
	}
	return a, nil
}

// tell writes one line for each kind: how many, how long they took, how much they weigh.
func tell(all []answer) {
	by := map[string][]answer{"all": all}
	for _, one := range all {
		by[one.kind] = append(by[one.kind], one)
	}
	var kinds []string
	for k := range by {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	for _, kind := range kinds {
		some := by[kind]
		slices.SortFunc(some, func(x, y answer) int { return cmp.Compare(x.took, y.took) })
		at := func(share float64) time.Duration { return some[min(int(share*float64(len(some))), len(some)-1)].took }
		codes := map[int]int{}
		bytes, most := 0, 0
		for _, one := range some {
			codes[one.code]++
			bytes += one.bytes
			most = max(most, one.bytes)
		}
		told, _ := json.Marshal(codes)
		fmt.Printf("%-8s %6d requests  p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f ms  packed %d kB on average, %d at most  %s\n", kind, len(some),
			ms(at(0.5)), ms(at(0.95)), ms(at(0.99)), ms(at(1)), bytes/max(len(some), 1)/1000, most/1000, told)
	}
}
