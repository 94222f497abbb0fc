package parse

// Places are the words that a decision looks at, seen from the stack and the
// next word. Numbers are part of the trained model.
const (
	top = iota // of the stack
	second
	third
	next
	next2
	next3
	topLeft // outermost dependents
	topLeft2
	topRight
	topRight2
	secondLeft
	secondLeft2
	secondRight
	secondRight2
	nextLeft
	nextLeft2
	topRightRight // and their own
	topLeftLeft
	secondRightRight
	afterTop // neighbours in the text
	beforeTop
	afterSecond
	beforeNext
	Places
)

// related are the places whose relation counts.
var related = [...]int{topLeft, topLeft2, topRight, topRight2, secondLeft, secondLeft2, secondRight, secondRight2, nextLeft, nextLeft2, topRightRight, secondRightRight}

// Extras are what a decision looks at beside words.
const (
	topSecond = len(related) + iota // distances
	topNext
	topKids
	secondKids
	nextKids
	Extras
)

// ExtraSize is how many values an extra can have.
const ExtraSize = 64

// Look finds the words at the places, N for the root and N+1 for none, and the
// values of the extras.
func (s *State) Look(places *[Places]int, extras *[Extras]uint8) {
	none := s.N + 1
	for i := range places {
		places[i] = none
	}
	n := len(s.Stack)
	s0, s1, b0 := -1, -1, s.Next
	if n > 0 {
		s0 = s.Stack[n-1]
	}
	if n > 1 {
		s1 = s.Stack[n-2]
	}
	if n > 2 {
		places[third] = s.Stack[n-3]
	}
	word := func(i int16) int {
		if i < 0 {
			return none
		}
		return int(i)
	}
	places[next] = b0
	if b0+1 <= s.N {
		places[next2] = b0 + 1
	}
	if b0+2 <= s.N {
		places[next3] = b0 + 2
	}
	k := &s.kids[b0]
	places[nextLeft], places[nextLeft2] = word(k.left), word(k.left2)
	extras[nextKids] = k.lefts
	extras[topKids], extras[secondKids], extras[topNext], extras[topSecond] = 0, 0, 0, 0
	if b0 > 0 {
		places[beforeNext] = b0 - 1
	}
	if s0 >= 0 {
		places[top] = s0
		k := &s.kids[s0]
		places[topLeft], places[topLeft2], places[topRight], places[topRight2] = word(k.left), word(k.left2), word(k.right), word(k.right2)
		if k.right >= 0 {
			places[topRightRight] = word(s.kids[k.right].right)
		}
		if k.left >= 0 {
			places[topLeftLeft] = word(s.kids[k.left].left)
		}
		places[afterTop] = s0 + 1
		if s0 > 0 {
			places[beforeTop] = s0 - 1
		}
		extras[topKids] = 1 + k.lefts<<2 | k.rights
		extras[topNext] = 1 + distance(b0-s0)
	}
	if s1 >= 0 {
		places[second] = s1
		k := &s.kids[s1]
		places[secondLeft], places[secondLeft2], places[secondRight], places[secondRight2] = word(k.left), word(k.left2), word(k.right), word(k.right2)
		if k.right >= 0 {
			places[secondRightRight] = word(s.kids[k.right].right)
		}
		places[afterSecond] = s1 + 1
		extras[secondKids] = 1 + k.lefts<<2 | k.rights
		extras[topSecond] = 1 + distance(s0-s1)
	}
	for i, p := range related {
		extras[i] = 0
		if w := places[p]; w < s.N {
			extras[i] = s.Rels[w]
		}
	}
}

// distance puts a distance in words into one of few classes.
func distance(d int) uint8 {
	switch {
	case d < 6:
		return uint8(d)
	case d < 8:
		return 6
	case d < 12:
		return 7
	case d < 20:
		return 8
	}
	return 9
}
