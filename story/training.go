package story

import (
	"crypto/sha256"

	"parallax/model/forest"
)

// Labelled is an article of which it is known what event it is about.
type Labelled struct {
	Features
	Event string
}

// Samples are what the forest of pairs learns from: each article, in the order
// given, with the earlier ones that the index finds near it. Every stream
// weighs the same, and so does every article in it.
func Samples(stream []Labelled) []forest.Sample {
	const weight = 1000
	ix := New(Options{})
	var out []forest.Sample
	for i := range stream {
		m := ix.admit(&stream[i].Features)
		near, best := ix.near(&m)
		for _, at := range near {
			x := pairOf(&m, ix.member(at), best)
			out = append(out, forest.Sample{X: x[:], Yes: stream[at].Event == stream[i].Event,
				Weight: weight * mostNear / float32(len(stream)*len(near))})
		}
		ix.enter(m, i+1, 0)
	}
	return out
}

// ForTraining tells the events that the forest is trained on; the others, about
// half, measure it.
func ForTraining(event string) bool {
	sum := sha256.Sum256([]byte(event))
	return sum[0]%2 == 0
}
