package story

import (
	"encoding/gob"
	"fmt"
	"io"
	"maps"
	"slices"
)

// state is what Save writes. What is not in it follows from it.
type state struct {
	Version int
	Days    int
	Vocab   []string
	DF      []int32
	Seen    int
	Latest  []int64
	Base    int32
	Members []member
	Stories []savedStory // by number
	Last    int
}

type savedStory struct {
	Story, Thread int
	Members       []int32
}

// version is raised whenever a saved state would be read wrongly, or the same
// articles would have been decided otherwise.
const version = 3

// Save writes the state of the index. An index that is loaded from it decides
// as this one would have gone on.
func (ix *Index) Save(w io.Writer) error {
	s := state{Version: version, Days: ix.opts.Days, Vocab: ix.vocab, DF: ix.df, Seen: ix.seen, Latest: ix.latest, Base: ix.base, Members: ix.members, Last: ix.last}
	for _, story := range slices.Sorted(maps.Keys(ix.stories)) {
		g := ix.stories[story]
		s.Stories = append(s.Stories, savedStory{story, g.thread, g.members})
	}
	if err := gob.NewEncoder(w).Encode(&s); err != nil {
		return fmt.Errorf("saving the stories: %w", err)
	}
	return nil
}

// Load reads an index that Save wrote; o.Days is taken from the state. A state of another version is refused:
// the articles have to be added anew.
func Load(r io.Reader, o Options) (*Index, error) {
	var s state
	if err := gob.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("loading the stories: %w", err)
	}
	if s.Version != version {
		return nil, fmt.Errorf("loading the stories: the state is of version %d, this program reads %d: add the articles anew", s.Version, version)
	}
	o.Days = s.Days
	ix := New(o)
	ix.vocab, ix.df, ix.seen, ix.latest, ix.base, ix.members, ix.last = s.Vocab, s.DF, s.Seen, s.Latest, s.Base, s.Members, s.Last
	for i, term := range ix.vocab {
		ix.ids[term] = uint32(i)
	}
	for i := range ix.members {
		ix.file(ix.base + int32(i))
	}
	for _, g := range s.Stories {
		ix.stories[g.Story] = &group{g.Thread, g.Members}
	}
	return ix, nil
}
