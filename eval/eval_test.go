// Package eval measures the analysers and the comparison on the stories and
// corpora that stand beside the project, and holds a floor under each figure.
//
// A floor is pinned beside the hash of the data that it was measured on: a
// score below it fails, a changed data set asks for a new measurement. Floors
// only rise (go test ./eval -pin raises them); lowering one takes a page in
// docs/decisions.
package eval

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
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

var pin = flag.Bool("pin", false, "raise the floors to what is measured now; a lower score stays a failure")

// hold compares scores with the floors of one data set.
func hold(t *testing.T, name string, data []string, scores map[string]float64) {
	t.Helper()
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
	now := fmt.Sprintf("%x", hash.Sum(nil))
	all := floors(t)
	m := all[name]
	if *pin {
		m.Data = now
		if m.Floors == nil {
			m.Floors = map[string]float64{}
		}
		for k, score := range scores {
			m.Floors[k] = max(m.Floors[k], math.Floor(score*1000)/1000)
		}
		all[name] = m
		raw, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("floors.json", append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.Floors) == 0 {
		t.Fatalf("floors.json has no entry %q (-pin makes one)", name)
	}
	if now != m.Data {
		t.Errorf("%s: the data is not what the floors were measured on: look at the difference, then -pin", name)
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
			t.Errorf("%s: %s is %.4f, below its floor %.3f", name, k, score, m.Floors[k])
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
		if result == nil {
			t.Fatalf("%s: %v", story, err)
		}
		if err != nil {
			t.Log(err) // an article without text fails; the others are compared
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
	fmt.Fprintf(&table, "%-22s %6s %6s %6s  %9s %6s %6s\n", filepath.Base(folder), "right", "wrong", "missed", "precision", "recall", "F1")
	for _, s := range sections {
		row := result.Total[s.name]
		if len(row) != 6 {
			t.Fatalf("the scorer gives no row %q", s.name)
		}
		scores[s.name] = row[s.index]
		if row[0]+row[2] == 0 {
			continue // nothing to find
		}
		fmt.Fprintf(&table, "%-22s %6.0f %6.0f %6.0f  %9.3f %6.3f %6.3f\n", s.name, row[0], row[1], row[2], row[3], row[4], row[5])
	}
	scores["differences_recall"] = result.Total["differences"][4]
	t.Log("\n" + table.String())
	return scores, data
}

// analyze writes the findings of the articles in a file or folder as JSON Lines.
func analyze(t *testing.T, input string, stdin io.Reader) *bytes.Buffer {
	t.Helper()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for doc, err := range p.Analyze(context.Background(), read.Open(context.Background(), []string{input}, read.Options{Stdin: stdin})) {
		if err != nil {
			t.Log(err)
			continue
		}
		if err := report.WriteDoc(&out, doc, report.DocOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	return &out
}

// scorer runs one of the scorers and decodes the JSON that it prints.
func scorer(t *testing.T, stdin io.Reader, into any, name string, args ...string) {
	t.Helper()
	cmd := exec.Command("python3", append([]string{filepath.Join(shared, "eval", name)}, args...)...)
	cmd.Stdin = stdin
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, stderr.String())
	}
	if strings.Contains(stderr.String(), "text changed") {
		t.Errorf("%s says: %s", name, stderr.String())
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Logf("%s:\n%s", name, out)
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	all, err := filepath.Glob(pattern)
	if err != nil || len(all) == 0 {
		t.Fatalf("no files %s (%v)", pattern, err)
	}
	sort.Strings(all)
	return all
}

// TestAttributions scores sources, cues and contents on PolNeAR's development part.
func TestAttributions(t *testing.T) {
	dev := needShared(t, "corpora", "polnear", "dev")
	var got map[string]any
	scorer(t, analyze(t, filepath.Join(dev, "text"), nil), &got, "score_quotes.py", dev)
	scores := map[string]float64{}
	for key, v := range got {
		if row, ok := v.([]any); ok { // precision, recall, F1
			scores[key] = row[2].(float64)
		}
	}
	hold(t, "attributions", append(files(t, filepath.Join(dev, "text", "*.txt")), files(t, filepath.Join(dev, "attributions", "*"))...), scores)
}

// TestTimes scores time expressions on TimeBank and AQUAINT.
func TestTimes(t *testing.T) {
	for _, name := range []string{"TimeBank", "AQUAINT"} {
		dir := needShared(t, "corpora", "tempeval3", name)
		texts, err := exec.Command("python3", filepath.Join(shared, "eval", "score_times.py"), "--texts", dir).Output()
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]float64
		scorer(t, analyze(t, "-", bytes.NewReader(texts)), &got, "score_times.py", dir)
		delete(got, "gold") // counts, no scores
		delete(got, "predicted")
		hold(t, "times "+name, files(t, filepath.Join(dir, "*.tml")), got)
	}
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
