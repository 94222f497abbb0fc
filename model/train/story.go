package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parallax"
	"parallax/model/forest"
	"parallax/read"
	"parallax/story"
)

// storyCorpora tell of each article what event it is about.
var storyCorpora = []string{"multioutlet", "allsides", "gunviolence", "ecbplus"}

// trainStory learns which two articles are about one event.
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
		for half := range 2 {
			samples := story.Samples(story.HalfOf(stream, half))
			fmt.Printf("%s, half %d: %d pairs\n", name, half, len(samples))
			data = append(data, samples...)
		}
	}
	return os.WriteFile("story/pair.forest", forest.Train(data, story.Training).Bytes(), 0o644)
}

// readStories reads a corpus in the order of arrival.
func readStories(p *parallax.Parallax, path string) ([]story.Labelled, error) {
	events, err := story.ReadEvents(path)
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
	return story.Label(all, events), nil
}
