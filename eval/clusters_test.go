package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"parallax"
	"parallax/read"
	"parallax/story"
)

// TestClusters decides the stories of four corpora with one setting and scores
// the events that the forest was not trained on: once with their articles
// alone, once with all articles arriving.
func TestClusters(t *testing.T) {
	corpora := needShared(t, "corpora")
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	var data []string
	for _, name := range []string{"multioutlet", "allsides", "gunviolence", "ecbplus"} {
		path := filepath.Join(corpora, name, "articles.jsonl.gz")
		data = append(data, path)
		events := readEvents(t, path)
		gold := filepath.Join(t.TempDir(), "gold.jsonl")
		heldOut := writeGold(t, gold, events)
		var all, half []story.Features
		ctx := context.Background()
		for f, err := range p.Features(ctx, read.Open(ctx, []string{path}, read.Options{})) {
			if err != nil {
				continue // lines without text count as lost in the scorer
			}
			all = append(all, f)
			if heldOut[f.ID] {
				half = append(half, f)
			}
		}
		scores[name] = scoreClusters(t, half, gold)
		scores[name+" among all"] = scoreClusters(t, all, gold)
	}
	hold(t, "clusters", data, scores)
}

func readEvents(t *testing.T, path string) map[string]string {
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
	events := map[string]string{}
	for lines := json.NewDecoder(bufio.NewReader(z)); lines.More(); {
		var a struct{ ID, Event string }
		if err := lines.Decode(&a); err != nil {
			t.Fatal(err)
		}
		events[a.ID] = a.Event
	}
	return events
}

// writeGold writes the events that were not trained on.
func writeGold(t *testing.T, path string, events map[string]string) (heldOut map[string]bool) {
	t.Helper()
	var gold bytes.Buffer
	heldOut = map[string]bool{}
	for id, event := range events {
		if !story.ForTraining(event) {
			heldOut[id] = true
			fmt.Fprintf(&gold, "{\"id\":%q,\"event\":%q}\n", id, event)
		}
	}
	if err := os.WriteFile(path, gold.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return heldOut
}

func scoreClusters(t *testing.T, all []story.Features, gold string) float64 {
	t.Helper()
	index := story.New(story.Options{})
	var lines bytes.Buffer
	for _, i := range story.Order(all) {
		fmt.Fprintf(&lines, "{\"id\":%q,\"story\":%d}\n", all[i].ID, index.Add(all[i]).Story)
	}
	var got map[string]float64
	scorer(t, &lines, &got, "score_clusters.py", gold)
	return got["bcubed_f1"]
}
