package story

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// version is raised whenever a saved state would be read wrongly, or the same
// articles would have been decided otherwise.
const version = 5

var errBroken = errors.New("loading the stories: the state is damaged or of another version: add the articles anew")

// A Mark is how far a state goes that was saved.
type Mark struct {
	Member int32
	Term   int
}

// Mark is how far the index goes now.
func (ix *Index) Mark() Mark { return Mark{ix.base + int32(len(ix.members)), len(ix.vocab.ends)} }

// Pieces are what has come after a mark, some megabytes each. What was saved of
// an index stays as it is; only the head changes. A piece holds until the next.
func (ix *Index) Pieces(after Mark) iter.Seq[[]byte] {
	const enough = 4 << 20 // bytes
	return func(yield func([]byte) bool) {
		var w encoder
		at, term := max(after.Member, ix.base), after.Term
		for first := true; first || int(at-ix.base) < len(ix.members); first = false {
			w.b = w.b[:0]
			w.number(len(ix.vocab.ends) - term) // all of them stand in the first piece
			for ; term < len(ix.vocab.ends); term++ {
				w.string(string(ix.vocab.term(uint32(term))))
			}
			w.number(int(at))
			for ; int(at-ix.base) < len(ix.members) && len(w.b) < enough; at++ {
				w.b = append(w.b, 1)
				w.member(ix.member(at))
			}
			w.b = append(w.b, 0)
			if !yield(w.b) {
				return
			}
		}
	}
}

// Head is the rest of what the index knows. A head and all pieces before it are
// a state: an index that is loaded from it decides as this one would have.
func (ix *Index) Head() []byte {
	w := encoder{b: []byte{version}}
	for _, n := range []int{ix.opts.Days, ix.seen, ix.last, int(ix.base), len(ix.members), len(ix.latest)} {
		w.number(n)
	}
	for _, at := range ix.latest {
		w.number(int(at))
	}
	w.number(len(ix.vocab.df))
	for _, n := range ix.vocab.df {
		w.number(int(n))
	}
	for i := range ix.members {
		w.flags(ix.members[i].Pinned, false)
	}
	w.number(len(ix.stories))
	for _, story := range slices.Sorted(maps.Keys(ix.stories)) {
		g := ix.stories[story]
		w.number(story)
		w.number(g.thread)
		w.number(len(g.members))
		for _, at := range g.members { // in this order the newest are looked at
			w.number(int(at - ix.base))
		}
	}
	return w.b
}

// Load makes an index of a head and the pieces before it; o.Days is taken from
// the state. One of another version is refused: the articles have to be added
// anew.
func Load(head []byte, pieces iter.Seq2[[]byte, error], o Options) (ix *Index, err error) {
	defer func() {
		if recover() != nil { // a number that leads out of a slice
			ix, err = nil, errBroken
		}
	}()
	if len(head) == 0 || head[0] != version {
		return nil, errBroken
	}
	r := decoder{b: head[1:]}
	o.Days = r.number()
	ix = New(o)
	ix.seen, ix.last, ix.base = r.number(), r.number(), int32(r.number())
	ix.members = make([]member, 0, r.number())
	ix.latest = make([]int64, r.number())
	for i := range ix.latest {
		ix.latest[i] = int64(r.number())
	}
	terms := r.number()
	ix.vocab.resize(tableFor(terms, 2))
	houses := map[string]string{}
	for piece, err := range pieces {
		if err != nil {
			return nil, fmt.Errorf("loading the stories: %w", err)
		}
		ix.load(&decoder{b: piece, houses: houses})
	}
	if len(ix.members) != cap(ix.members) || len(ix.vocab.ends) != terms {
		return nil, errBroken
	}
	for i := range ix.vocab.df {
		ix.vocab.df[i] = int32(r.number())
	}
	for i := range ix.members {
		ix.members[i].Pinned, _ = r.flags()
	}
	for range r.number() {
		story, thread := r.number(), r.number()
		for range r.number() {
			ix.join(ix.base+int32(r.number()), story, thread)
		}
	}
	return ix, nil
}

// tableFor is a power of two of at least by times n, and of some size.
func tableFor(n, by int) int {
	size := 1 << 14
	for size <= by*n {
		size *= 2
	}
	return size
}

// load takes a piece over; what has left the window is passed over.
func (ix *Index) load(r *decoder) {
	for range r.number() {
		ix.vocab.id(r.string())
	}
	for at := int32(r.number()); r.byte() == 1; at++ {
		m := r.member(&ix.kept)
		if at >= ix.base && len(ix.members) < cap(ix.members) {
			ix.members = append(ix.members, m)
			ix.file(at)
		}
	}
}
