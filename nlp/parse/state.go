package parse

// A Move is a step of the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011).
type Move uint8

const (
	Shift Move = iota // push the next word
	Left              // the next word is the head of the top of the stack, which goes
	Right             // the second word of the stack is the head of the top, which goes
	Moves             // how many there are
)

// A State is a sentence in work: a stack of words whose heads are open, the
// next word, and what has been attached. The word behind the last, N, is the
// root: it is next when all others are done with.
type State struct {
	N     int
	Next  int
	Stack []int
	Heads []int   // of each word, -1 while it is open
	Rels  []uint8 // relation to the head, by number from 1; 0 while it is open
	kids  []kids
}

// kids are the outermost dependents of a word on each side, -1 for none, and how
// many there are.
type kids struct {
	left, left2, right, right2 int16
	lefts, rights              uint8
}

// Reset begins a sentence of n words.
func (s *State) Reset(n int) {
	s.N, s.Next, s.Stack = n, 0, s.Stack[:0]
	s.Heads, s.Rels, s.kids = s.Heads[:0], s.Rels[:0], s.kids[:0]
	for range n + 1 {
		s.Heads, s.Rels, s.kids = append(s.Heads, -1), append(s.Rels, 0), append(s.kids, kids{-1, -1, -1, -1, 0, 0})
	}
}

// Done reports whether every word has its head.
func (s *State) Done() bool { return s.Next == s.N && len(s.Stack) == 0 }

// Can reports whether a move is possible. The root takes one word alone.
func (s *State) Can(m Move) bool {
	switch m {
	case Shift:
		return s.Next < s.N
	case Left:
		return len(s.Stack) > 0 && (s.Next < s.N || len(s.Stack) == 1)
	default:
		return len(s.Stack) > 1
	}
}

// Do makes a move that is possible; rel is the relation of an arc.
func (s *State) Do(m Move, rel uint8) {
	if m == Shift {
		s.Stack = append(s.Stack, s.Next)
		s.Next++
		return
	}
	top := len(s.Stack) - 1
	word := s.Stack[top]
	s.Stack = s.Stack[:top]
	s.Rels[word] = rel
	if m == Left {
		s.Heads[word] = s.Next
		k := &s.kids[s.Next]
		k.left, k.left2 = int16(word), k.left
		k.lefts = min(k.lefts+1, most)
		return
	}
	head := s.Stack[top-1]
	s.Heads[word] = head
	k := &s.kids[head]
	k.right, k.right2 = int16(word), k.right
	k.rights = min(k.rights+1, most)
}

const most = 3 // dependents of a side that are counted
