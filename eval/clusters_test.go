package eval

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"parallax"
	"parallax/model/forest"
	"parallax/read"
	"parallax/story"
)

var clusterCorpora = []string{"multioutlet", "allsides", "gunviolence", "ecbplus"}

// TestClusters decides the stories of four corpora with one setting. The
// forest of the program is trained on all of them; here one is trained on half
// of the events and measured on the other half, both ways. The figures are the
// means of both: of the other half alone, and arriving among all articles.
func TestClusters(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: -short")
	}
	corpora := needShared(t, "corpora")
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	streams := map[string][]story.Labelled{}
	var data []string
	for _, name := range clusterCorpora {
		path := filepath.Join(corpora, name, "articles.jsonl.gz")
		data = append(data, path)
		events, err := story.ReadEvents(path)
		if err != nil {
			t.Fatal(err)
		}
		var all []story.Features
		for f, err := range p.Features(ctx, read.Open(ctx, []string{path}, read.Options{})) {
			if err == nil { // lines without text are left out
				all = append(all, f)
			}
		}
		streams[name] = story.Label(all, events)
	}
	scores := map[string]float64{}
	for half := range 2 {
		var samples []forest.Sample
		for _, name := range clusterCorpora {
			samples = append(samples, story.Samples(story.HalfOf(streams[name], half))...)
		}
		opts := story.Options{Pairs: forest.Train(samples, story.Training)}
		for _, name := range clusterCorpora {
			gold := filepath.Join(t.TempDir(), name)
			other := story.HalfOf(streams[name], 1-half)
			writeGold(t, gold, other)
			scores[name] += scoreClusters(t, opts, other, false, gold) / 2
			scores[name+" final"] += scoreClusters(t, opts, other, true, gold) / 2
			scores[name+" among all"] += scoreClusters(t, opts, streams[name], false, gold) / 2
		}
	}
	for _, name := range clusterCorpora {
		t.Logf("%-12s alone %.4f, among all %.4f, revised at the end %.4f", name, scores[name], scores[name+" among all"], scores[name+" final"])
	}
	hold(t, "clusters", data, scores)
}

func writeGold(t *testing.T, path string, stream []story.Labelled) {
	t.Helper()
	var gold bytes.Buffer
	for _, a := range stream {
		fmt.Fprintf(&gold, "{\"id\":%q,\"event\":%q}\n", a.ID, a.Event)
	}
	if err := os.WriteFile(path, gold.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// scoreClusters is BCubed F1 of what an index makes of a stream.
func scoreClusters(t *testing.T, opts story.Options, stream []story.Labelled, final bool, gold string) float64 {
	t.Helper()
	index := story.New(opts)
	at := map[string]int{}
	for _, a := range stream {
		at[a.ID] = index.Add(a.Features).Story
	}
	if final {
		for _, r := range index.Revise() {
			at[r.Article] = r.Story
		}
	}
	var lines bytes.Buffer
	for _, a := range stream {
		fmt.Fprintf(&lines, "{\"id\":%q,\"story\":%d}\n", a.ID, at[a.ID])
	}
	var got map[string]float64
	scorer(t, &lines, &got, "score_clusters.py", gold)
	return got["bcubed_f1"]
}
