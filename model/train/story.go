package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"parallax"
	"parallax/model/forest"
	"parallax/read"
	"parallax/story"
)

// storyCorpora tell of each article what event it is about.
var storyCorpora = []string{"multioutlet", "allsides", "gunviolence", "ecbplus"}

// trainStory learns which two articles are about one event, from the half of
// the events whose hash is even; eval measures on the other half.
func trainStory(dir string) error {
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		return err
	}
	var data []forest.Sample
	for _, name := range storyCorpora {
		stream, err := readStories(p, filepath.Join(dir, name, "articles.jsonl.gz"))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		stream = slices.DeleteFunc(stream, func(a story.Labelled) bool { return !story.ForTraining(a.Event) })
		samples := story.Samples(stream)
		fmt.Printf("%s: %d articles, %d pairs\n", name, len(stream), len(samples))
		data = append(data, samples...)
	}
	model := forest.Train(data, forest.Options{Trees: 150, Depth: 4, Rate: 0.1, Least: 1})
	return os.WriteFile("story/pair.forest", model.Bytes(), 0o644)
}

// readStories reads a corpus in the order of arrival.
func readStories(p *parallax.Parallax, path string) ([]story.Labelled, error) {
	events, err := readEvents(path)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	var all []story.Features
	for f, err := range p.Features(ctx, read.Open(ctx, []string{path}, read.Options{})) {
		if err == nil { // some lines have no text
			all = append(all, f)
		}
	}
	var stream []story.Labelled
	for _, i := range story.Order(all) {
		stream = append(stream, story.Labelled{Features: all[i], Event: events[all[i].ID]})
	}
	return stream, nil
}

// readEvents maps the IDs of a corpus to events.
func readEvents(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	events := map[string]string{}
	for lines := json.NewDecoder(z); lines.More(); {
		var a struct{ ID, Event string }
		if err := lines.Decode(&a); err != nil {
			return nil, err
		}
		events[a.ID] = a.Event
	}
	return events, nil
}
