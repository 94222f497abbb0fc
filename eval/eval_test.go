// Package eval measures the analysers and the comparison on the stories and
// corpora that stand beside the project, and holds a floor under each figure.
//
// A floor is pinned beside the hash of the data that it was measured on: a
// score below it fails, a changed data set asks for a new measurement. Floors
// only rise; lowering one takes a page in docs/decisions.
package eval

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"parallax"
	"parallax/read"
	"parallax/report"
)

const shared = "../../shared"

// A measure is one row of floors.json.
type measure struct {
	Data   string             `json:"data"`   // sha256 of the data that the floors were measured on
	Floors map[string]float64 `json:"floors"` // figure -> lowest value that passes
}

func needShared(t *testing.T, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{shared}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("left out: %s is not there, so nothing can be measured on it", path)
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("left out: the scorers need python3")
	}
	return path
}

func floors(t *testing.T) map[string]measure {
	t.Helper()
	raw, err := os.ReadFile("floors.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]measure{}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// hold compares scores with the floors of one data set.
func hold(t *testing.T, name string, data []string, scores map[string]float64) {
	t.Helper()
	m, ok := floors(t)[name]
	if !ok {
		t.Fatalf("floors.json has no entry %q", name)
	}
	hash := sha256.New()
	for _, path := range data {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(hash, f); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	got := fmt.Sprintf("%x", hash.Sum(nil))
	if got != m.Data {
		t.Errorf("%s: the data is not the one that the floors were measured on (now %s): measure again and pin", name, got)
	}
	keys := make([]string, 0, len(m.Floors))
	for k := range m.Floors {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		score, ok := scores[k]
		if !ok {
			t.Errorf("%s: the scorer gives no %q", name, k)
			continue
		}
		if score < m.Floors[k] {
			t.Errorf("%s: %s is %.3f, below its floor %.3f", name, k, score, m.Floors[k])
		}
	}
}

// sections are the figures of score_report.py that count, and which of
// precision, recall and F1 says it.
var sections = []struct {
	name  string
	index int
}{
	{"copies", 5}, {"origins", 5}, {"boilerplate", 5}, {"figure_mentions", 4}, {"figure_links", 5}, {"differences", 3},
	{"verdicts", 3}, {"claims", 4}, {"quotes", 5}, {"altered", 3}, {"speakers", 3}, {"names", 5}, {"wording", 4}, {"timeline", 4},
	{"unique", 4}, {"brief", 5}, {"citations", 3},
}

// scoreStories compares every story of a folder and scores the reports.
func scoreStories(t *testing.T, folder string) (scores map[string]float64, data []string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(folder, "*", "gold.json"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no stories in %s (%v)", folder, err)
	}
	sort.Strings(dirs)
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	args := []string{filepath.Join(shared, "eval", "score_report.py"), "--json"}
	for _, gold := range dirs {
		story := filepath.Dir(gold)
		articles := filepath.Join(story, "articles.jsonl")
		data = append(data, articles, gold)
		result, err := p.Compare(context.Background(), read.Open(context.Background(), []string{articles}, read.Options{}))
		if err != nil {
			t.Fatalf("%s: %v", story, err)
		}
		if err := result.Check(); err != nil {
			t.Errorf("%s: %v", story, err)
		}
		path := filepath.Join(out, filepath.Base(story)+".json")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := report.WriteJSON(f, result); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		args = append(args, story+"="+path)
	}
	var stderr bytes.Buffer
	cmd := exec.Command("python3", args...)
	cmd.Stderr = &stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	if strings.Contains(stderr.String(), "text changed") {
		t.Errorf("the scorer says: %s", stderr.String())
	}
	var result struct{ Total map[string][]float64 }
	if err := json.Unmarshal(raw, &result); err != nil {
		t.Fatal(err)
	}
	scores = map[string]float64{}
	var table strings.Builder
	fmt.Fprintf(&table, "%-16s %6s %6s %6s  %9s %6s %6s\n", filepath.Base(folder), "right", "wrong", "missed", "precision", "recall", "F1")
	for _, s := range sections {
		row := result.Total[s.name]
		if len(row) != 6 {
			t.Fatalf("the scorer gives no row %q", s.name)
		}
		scores[s.name] = row[s.index]
		fmt.Fprintf(&table, "%-16s %6.0f %6.0f %6.0f  %9.3f %6.3f %6.3f\n", s.name, row[0], row[1], row[2], row[3], row[4], row[5])
	}
	scores["differences_recall"] = result.Total["differences"][4]
	t.Log("\n" + table.String())
	return scores, data
}

func TestStories(t *testing.T) {
	scores, data := scoreStories(t, needShared(t, "stories"))
	hold(t, "stories", data, scores)
}

func TestTrainingStories(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: -short")
	}
	scores, data := scoreStories(t, needShared(t, "training-stories"))
	hold(t, "training-stories", data, scores)
}
