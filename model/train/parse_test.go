package main

import (
	"math/rand/v2"
	"slices"
	"testing"

	"parallax/nlp/parse"
)

// after is the state of a sentence of n words after moves.
func after(n int, moves []parse.Move) *parse.State {
	s := &parse.State{}
	s.Reset(n)
	for _, m := range moves {
		s.Do(m, 1)
	}
	return s
}

func possible(s *parse.State) (moves []parse.Move) {
	for m := range parse.Moves {
		if s.Can(m) {
			moves = append(moves, m)
		}
	}
	return moves
}

// reach is how many arcs of x can be right at the end, by trying all ways.
func reach(x *parseExample, moves []parse.Move) (most int) {
	s := after(len(x.heads), moves)
	if s.Done() {
		for i, h := range x.heads {
			if s.Heads[i] == h {
				most++
			}
		}
		return most
	}
	for _, m := range possible(s) {
		most = max(most, reach(x, append(slices.Clip(moves), m)))
	}
	return most
}

// TestCosts compares what the oracle says that a move costs with what it does,
// in random states of short sentences with random trees.
func TestCosts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	walk := func(n int, each func([]parse.Move)) *parse.State {
		var moves []parse.Move
		for {
			s := after(n, moves)
			if s.Done() {
				return s
			}
			if each != nil {
				each(moves)
			}
			next := possible(s)
			moves = append(moves, next[rng.IntN(len(next))])
		}
	}
	for range 60 {
		n := 1 + rng.IntN(5)
		x := &parseExample{heads: walk(n, nil).Heads[:n]}
		x.setKids()
		walk(n, func(moves []parse.Move) {
			s := after(n, moves)
			cost, now := x.costs(s), reach(x, moves)
			for _, m := range possible(s) {
				if want := now - reach(x, append(slices.Clip(moves), m)); cost[m] != want {
					t.Errorf("heads %v, after %v: move %d costs %d, the oracle says %d", x.heads, moves, m, want, cost[m])
				}
			}
		})
	}
}
