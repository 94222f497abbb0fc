package main

import (
	"fmt"
	"math"
	"os"
	"slices"

	"parallax/nlp/parse"
)

// costs counts the gold arcs that each possible move makes unreachable
// (Goldberg and Nivre 2013); impossible moves cost much.
func (x *parseExample) costs(s *parse.State) (cost [parse.Moves]int) {
	const never = 1 << 20
	for m := range parse.Moves {
		if !s.Can(m) {
			cost[m] = never
		}
	}
	n := len(s.Stack)
	onStack := func(w, below int) bool { // open words below a depth
		for _, t := range s.Stack[:n-below] {
			if t == w {
				return true
			}
		}
		return false
	}
	if cost[parse.Shift] == 0 {
		b := s.Next
		if n > 0 && (onStack(x.heads[b], 1) || x.heads[b] == s.N) { // the root takes none but the last
			cost[parse.Shift]++
		}
		for _, k := range x.kids[b] {
			if k < b && onStack(k, 0) {
				cost[parse.Shift]++
			}
		}
	}
	if n == 0 {
		return cost
	}
	top := s.Stack[n-1]
	lost := 0 // dependents still to come
	for _, k := range x.kids[top] {
		if k >= s.Next {
			lost++
		}
	}
	head := x.heads[top]
	if head == s.N && n > 1 {
		head = -1 // out of reach since it was pushed
	}
	if cost[parse.Left] == 0 {
		cost[parse.Left] = lost
		if head != s.Next && (head > s.Next || n > 1 && head == s.Stack[n-2]) {
			cost[parse.Left]++
		}
	}
	if cost[parse.Right] == 0 {
		cost[parse.Right] = lost
		if head >= s.Next {
			cost[parse.Right]++
		}
	}
	return cost
}

// train teaches the network. Each epoch goes once through the examples that it is
// given.
func (n *parseNet) train(epochs int, rate float64, examples func(epoch int) []parseExample) {
	var state parse.State
	for epoch := range epochs {
		explore := 0.9
		if epoch == 0 {
			explore = 0 // its moves are no guide yet
		}
		data := examples(epoch)
		loss, arcs := 0.0, 0
		for done, k := range n.rng.Perm(len(data)) {
			n.lr = float32(rate * (1 - (float64(epoch)+float64(done)/float64(len(data)))/float64(epochs)))
			loss += n.learn(&state, &data[k], explore)
			arcs += len(data[k].heads)
		}
		fmt.Fprintf(os.Stderr, "epoch %d: loss %.4f an arc\n", epoch+1, loss/float64(arcs))
	}
	for row, seen := range n.seen {
		if seen == 0 { // it has learnt nothing: keep it from guessing
			clear(n.rows[row*n.hidden : (row+1)*n.hidden])
		}
	}
}

// learn goes through a sentence once and returns the loss. explore is how often
// a wrong move is made rather than the best of the right ones.
func (n *parseNet) learn(s *parse.State, x *parseExample, explore float64) (loss float64) {
	n.begin(x.words)
	s.Reset(len(x.heads))
	var places [parse.Places]int
	var extras [parse.Extras]uint8
	for !s.Done() {
		s.Look(&places, &extras)
		n.forward(&places, &extras, true)
		cost := x.costs(s)
		least := slices.Min(cost[:])
		best := n.best(s)
		// Softmax over the possible moves; those of least cost share the right part.
		var p, grad [parse.Moves]float32
		var all, right float32
		move := parse.Moves
		for m := range parse.Moves {
			if !s.Can(m) {
				continue
			}
			p[m] = exp(n.scores[m] - n.scores[best])
			all += p[m]
			if cost[m] == least {
				right += p[m]
				if move == parse.Moves || n.scores[m] > n.scores[move] {
					move = m
				}
			}
		}
		for m := range parse.Moves {
			grad[m] = p[m] / all
			if cost[m] == least {
				grad[m] -= p[m] / right
			}
		}
		loss -= math.Log(float64(right / all))
		n.backOut(0, grad[:])
		if best != move && explore > 0 && n.rng.Float64() < explore {
			move = best
		}
		rel := uint8(0)
		if move != parse.Shift {
			rel = n.learnRelation(s, x, move, explore == 0)
		}
		n.backward(&places, &extras)
		s.Do(move, rel)
	}
	n.end(true)
	return loss
}

// learnRelation learns the relation of the arc that a move is about to make, if
// it is a right one, and returns what the network takes it for, or the right one.
func (n *parseNet) learnRelation(s *parse.State, x *parseExample, m parse.Move, correct bool) uint8 {
	first, scores := n.relate(m)
	best := argmax32(scores)
	word, head := s.Stack[len(s.Stack)-1], s.Next
	if m == parse.Right {
		head = s.Stack[len(s.Stack)-2]
	}
	if x.heads[word] != head {
		return uint8(best) + 1
	}
	var all float32
	n.grad = n.grad[:0]
	for _, v := range scores {
		p := exp(v - scores[best])
		n.grad = append(n.grad, p)
		all += p
	}
	for i := range n.grad {
		n.grad[i] /= all
	}
	n.grad[x.rels[word]-1]--
	n.backOut(first, n.grad)
	if correct {
		return x.rels[word]
	}
	return uint8(best) + 1
}

// best returns the possible move of the highest score.
func (n *parseNet) best(s *parse.State) parse.Move {
	best := parse.Moves
	for m := range parse.Moves {
		if s.Can(m) && (best == parse.Moves || n.scores[m] > n.scores[best]) {
			best = m
		}
	}
	return best
}

func exp(v float32) float32 { return float32(math.Exp(float64(v))) }

func argmax32(v []float32) (best int) {
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}
