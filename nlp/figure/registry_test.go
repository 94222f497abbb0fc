package figure_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"parallax"
	"parallax/news"
)

// TestRegistry holds the killed and injured of reports of shootings against
// the registry that people keep of them: how often the count that an article
// gives most often is the registered one. Many reports count a whole weekend,
// and some are early, so 1 cannot be reached. The floors only rise.
func TestRegistry(t *testing.T) {
	const dir = "../../../shared/corpora/gunviolence"
	if testing.Short() {
		t.Skip("left out: reads 800 articles")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("left out: the registry is not here:", err)
	}
	type record struct {
		Event           string
		Killed, Injured float64
	}
	records := map[string]record{}
	lines(t, filepath.Join(dir, "registry.jsonl.gz"), func(line []byte) bool {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		records[r.Event] = r
		return true
	})
	events := map[string]string{}
	var read []news.Article
	lines(t, filepath.Join(dir, "articles.jsonl.gz"), func(line []byte) bool {
		var a struct{ ID, Title, Text, Published, Event string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		events[a.ID] = a.Event
		read = append(read, news.Article{ID: a.ID, Title: a.Title, Text: a.Text, Published: news.Published{At: a.Published, From: news.FromMetadata}})
		const most = 800
		return len(read) < most
	})
	articles := func(yield func(news.Article, error) bool) { // called from another goroutine
		for _, a := range read {
			if !yield(a, nil) {
				return
			}
		}
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]float64{}, map[string]float64{}
	for d, err := range p.Analyze(context.Background(), iter.Seq2[news.Article, error](articles)) {
		if err != nil {
			t.Fatal(err)
		}
		r, ok := records[events[d.ID]]
		if !ok {
			continue
		}
		for measure, want := range map[string]float64{"killed": r.Killed, "injured": r.Injured} {
			if got, ok := count(d, measure); ok {
				all[measure]++
				if got == want {
					right[measure]++
				}
			}
		}
	}
	for measure, floor := range map[string]float64{"killed": 0.87, "injured": 0.78} {
		share := right[measure] / max(1, all[measure])
		t.Logf("%s: %.0f of %.0f counts are the registered one: %.3f", measure, right[measure], all[measure], share)
		if share < floor {
			t.Errorf("%s: %.3f, want at least %.2f", measure, share, floor)
		}
	}
}

// count is the value that the article gives most often for a measure, the
// first of equals.
func count(d *news.Doc, measure string) (value float64, ok bool) {
	times := map[float64]int{}
	for _, f := range d.Figures {
		if f.Measure == measure && f.HasValue {
			times[f.Value]++
		}
	}
	for _, f := range d.Figures {
		if f.Measure == measure && f.HasValue && times[f.Value] > times[value] {
			value, ok = f.Value, true
		}
	}
	return value, ok
}

func lines(t *testing.T, path string, each func([]byte) bool) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<26)
	for s.Scan() && each(s.Bytes()) {
	}
}
