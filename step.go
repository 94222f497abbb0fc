package parallax

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// A Layer names a part of a document or a report that a step gives and others need.
type Layer string

// The layers of one article.
const (
	Language     Layer = "language"
	Boilerplate  Layer = "boilerplate"
	Sentences    Layer = "sentences"
	Tokens       Layer = "tokens"
	Tags         Layer = "tags"
	Heads        Layer = "heads"
	Meta         Layer = "meta"
	Times        Layer = "times"
	Names        Layer = "names"
	Attributions Layer = "attributions"
	Figures      Layer = "figures"
)

// The sections of a report across articles.
const (
	Dates     Layer = "dates"
	Copies    Layer = "copies"
	Origins   Layer = "origins"
	Entities  Layer = "entities"
	Ledger    Layer = "ledger"
	Trees     Layer = "trees"
	Quotes    Layer = "quotes"
	Claims    Layer = "claims"
	Wording   Layer = "wording"
	Timeline  Layer = "timeline"
	Unique    Layer = "unique"
	StoryLine Layer = "story line"
	Brief     Layer = "brief"
)

// A Step is one stage of the pipeline over T, a *news.Doc or a *news.Report.
// Steps do no I/O, read no clock and keep no state between runs.
type Step[T any] struct {
	Name  string
	Needs []Layer
	Gives []Layer
	Run   func(context.Context, T) error
}

// checkOrder refuses a list in which a step needs what no earlier step gives.
func checkOrder[T any](steps []Step[T], given map[Layer]bool) error {
	for _, s := range steps {
		for _, need := range s.Needs {
			if !given[need] {
				return fmt.Errorf("pipeline: step %q needs layer %q, which no earlier step gives", s.Name, need)
			}
		}
		for _, layer := range s.Gives {
			if given[layer] {
				return fmt.Errorf("pipeline: step %q gives layer %q, which has an owner already", s.Name, layer)
			}
			given[layer] = true
		}
	}
	return nil
}

// giving returns the steps that give one of layers, in their order.
func giving[T any](steps []Step[T], layers ...Layer) (some []Step[T]) {
	for _, s := range steps {
		if slices.ContainsFunc(s.Gives, func(l Layer) bool { return slices.Contains(layers, l) }) {
			some = append(some, s)
		}
	}
	return some
}

// runSteps runs steps in order and names the one that fails. observe, when
// set, learns how long each took.
func runSteps[T any](ctx context.Context, steps []Step[T], on T, observe func(string, time.Duration)) error {
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		var start time.Time
		if observe != nil {
			start = time.Now()
		}
		if err := s.Run(ctx, on); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		if observe != nil {
			observe(s.Name, time.Since(start))
		}
	}
	return nil
}
