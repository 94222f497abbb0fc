package story

// chains lead from a key to the members that have it, newest first. Most keys
// have one member: a link takes a quarter of the memory of a slice.
type chains struct {
	heads map[uint32]int32 // 1 + number of the newest link
	links []link
}

type link struct {
	member int32
	before int32 // 1 + number of the next older link, 0 at the end
	w      float32
}

func newChains() chains { return chains{heads: map[uint32]int32{}} }

func (c *chains) add(key uint32, member int32, w float32) {
	c.links = append(c.links, link{member, c.heads[key], w})
	c.heads[key] = int32(len(c.links))
}

// each calls yield with the newest members of a key.
func (c *chains) each(key uint32, most int, yield func(member int32, w float32)) {
	for at := c.heads[key]; at != 0 && most > 0; most-- {
		l := c.links[at-1]
		yield(l.member, l.w)
		at = l.before
	}
}
