package story

// A posting is a member that has a term, and the weight of the term there.
type posting struct {
	member int32
	w      float32
}

// push adds to the postings of a term: the newest stay. They lie side by side,
// since every article reads a thousand of them.
func push(list []posting, p posting) []posting {
	if len(list) == mostPostings {
		copy(list, list[1:])
		list = list[:mostPostings-1]
	}
	return append(list, p)
}

// chains lead from a run of words to the members that have it, newest first.
// Most runs have one member: a link takes a fifth of the memory of a slice.
type chains struct {
	heads map[uint32]int32 // 1 + number of the newest link
	links []link
}

type link struct {
	member int32
	before int32 // 1 + number of the next older link, 0 at the end
}

func newChains() chains { return chains{heads: map[uint32]int32{}} }

func (c *chains) add(key uint32, member int32) {
	c.links = append(c.links, link{member, c.heads[key]})
	c.heads[key] = int32(len(c.links))
}

// each calls yield with the newest members of a key.
func (c *chains) each(key uint32, most int, yield func(member int32)) {
	for at := c.heads[key]; at != 0 && most > 0; most-- {
		l := c.links[at-1]
		yield(l.member)
		at = l.before
	}
}
