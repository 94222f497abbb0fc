package story

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"os"

	"parallax/model/forest"
)

// Labelled is an article of which it is known what event it is about.
type Labelled struct {
	Features
	Event string
}

// Training is how the forest of pairs is trained. Trees of depth 3 lose a
// point, of depth 2 a point and a half; twice as many at half the rate win
// nothing.
var Training = forest.Options{Trees: 150, Depth: 4, Rate: 0.1, Least: 1}

// Samples are what the forest of pairs learns from: each article, in the order
// given, with the earlier ones that the index finds near it. Every stream
// weighs the same, and so does every article in it.
func Samples(stream []Labelled) []forest.Sample {
	const weight = 1000
	ix := New(Options{})
	var out []forest.Sample
	for i := range stream {
		m := ix.admit(&stream[i].Features)
		ix.probe.set(&m)
		near, best := ix.near(&m, none, ix.copied(&m, none))
		for _, n := range near {
			x := pairOf(&ix.probe, ix.member(n.at), n.cosine, best)
			out = append(out, forest.Sample{X: x[:], Yes: stream[n.at].Event == stream[i].Event,
				Weight: weight * float32(mostNear) / float32(len(stream)*len(near))})
		}
		ix.enter(m, i+1, 0)
	}
	return out
}

// Label puts articles into the order of arrival and says of each its event.
func Label(all []Features, events map[string]string) []Labelled {
	out := make([]Labelled, 0, len(all))
	for _, i := range Order(all) {
		out = append(out, Labelled{all[i], events[all[i].ID]})
	}
	return out
}

// HalfOf returns the articles of one half of the events, 0 or 1, by a hash.
// What is trained on one half is measured on the other.
func HalfOf(stream []Labelled, half int) []Labelled {
	var out []Labelled
	for _, a := range stream {
		if Half(a.Event) == half {
			out = append(out, a)
		}
	}
	return out
}

// Half is the half that an event belongs to.
func Half(event string) int {
	sum := sha256.Sum256([]byte(event))
	return int(sum[0] % 2)
}

// ReadEvents reads the "id" and "event" of a gzipped file of JSON Lines.
func ReadEvents(path string) (map[string]string, error) {
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
