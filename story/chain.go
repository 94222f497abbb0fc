package story

import "slices"

// A posting is a member that has a term, and the weight of the term there.
type posting struct {
	member int32
	w      float32
}

// postings are the newest members that have each term. Those of one term lie
// side by side, since every article reads a thousand of them, in blocks of 1,
// 2, 4 ... mostPostings.
type postings struct {
	lists []postingList // by term
	pool  []posting
	free  [8][]uint32 // blocks that were outgrown, by the logarithm of their size
}

type postingList struct {
	at   uint32 // in the pool
	n    uint8
	size uint8 // 1 + logarithm of the size of the block, 0 when there is none
}

// of returns the postings of a term, oldest first. They hold until the next push.
func (p *postings) of(term uint32) []posting {
	if int(term) >= len(p.lists) {
		return nil
	}
	l := p.lists[term]
	return p.pool[l.at:][:l.n]
}

func (p *postings) push(term uint32, add posting) {
	if more := int(term) + 1 - len(p.lists); more > 0 {
		p.lists = append(p.lists, make([]postingList, more)...)
	}
	l := &p.lists[term]
	switch {
	case l.n == mostPostings: // the oldest goes
		block := p.pool[l.at:][:l.n]
		copy(block, block[1:])
		l.n--
	case l.size == 0 || l.n == 1<<(l.size-1):
		p.grow(l)
	}
	p.pool[l.at+uint32(l.n)] = add
	l.n++
}

// grow moves a list to a block of twice the size.
func (p *postings) grow(l *postingList) {
	var at uint32
	if free := p.free[l.size]; len(free) > 0 {
		at = free[len(free)-1]
		p.free[l.size] = free[:len(free)-1]
	} else {
		at = uint32(len(p.pool))
		p.pool = append(p.pool, make([]posting, 1<<l.size)...)
	}
	copy(p.pool[at:], p.pool[l.at:][:l.n])
	if l.size > 0 {
		p.free[l.size-1] = append(p.free[l.size-1], l.at)
	}
	l.at = at
	l.size++
}

// runs lead from a run of words to the members that have it, newest first.
// There are some 250 of an article, most of one member only, so that they are
// most of the memory of an index: 20 bytes each. The table of them is built when
// enough has been asked: until then all keys are looked through, which for a few
// articles takes a tenth of the time.
type runs struct {
	heads []uint32 // by key: 1 + place of the newest link, 0 where there is none
	used  int      // of heads
	keys  [][]uint32
	links [][]link // of each key
	asked int      // before the table was built
}

type link struct {
	member int32
	before uint32 // 1 + place of the next older link of the key, 0 at the end
}

// A place is the number of a chunk and the place in it.
const (
	chunkBits = 16
	mostRuns  = 1 << chunkBits // of one member, and keys of a chunk
	mostAsked = 32             // articles for which all keys are looked through
)

func (r *runs) key(place uint32) uint32 { return r.keys[place>>chunkBits][place%mostRuns] }

// slot is where a key stands in heads, or belongs. Keys are hashes already.
func (r *runs) slot(key uint32) uint32 {
	mask := uint32(len(r.heads) - 1)
	at := key & mask
	for r.heads[at] != 0 && r.key(r.heads[at]-1) != key {
		at = (at + 1) & mask
	}
	return at
}

// add files a member under its keys and returns them as they are kept.
func (r *runs) add(keys []uint32, member int32) []uint32 {
	keys = keys[:min(len(keys), mostRuns)]
	if len(keys) == 0 {
		return nil
	}
	last := len(r.keys) - 1
	if last < 0 || len(r.keys[last])+len(keys) > mostRuns {
		r.keys = append(r.keys, make([]uint32, 0, mostRuns))
		r.links = append(r.links, make([]link, 0, mostRuns))
		last++
	}
	from := len(r.keys[last])
	r.keys[last] = append(r.keys[last], keys...)
	for i := range keys {
		r.links[last] = append(r.links[last], link{member: member})
		if r.heads != nil {
			r.file(uint32(last<<chunkBits + from + i))
		}
	}
	return r.keys[last][from : from+len(keys) : from+len(keys)]
}

// file enters a place into the table.
func (r *runs) file(place uint32) {
	if 4*r.used >= 3*len(r.heads) {
		r.grow()
	}
	at := r.slot(r.key(place))
	if r.heads[at] == 0 {
		r.used++
	}
	r.links[place>>chunkBits][place%mostRuns].before = r.heads[at]
	r.heads[at] = place + 1
}

func (r *runs) build() {
	total := 0
	for _, chunk := range r.keys {
		total += len(chunk)
	}
	r.resize(tableFor(total, 1))
	for c, chunk := range r.keys {
		for i := range chunk {
			r.file(uint32(c<<chunkBits + i))
		}
	}
}

func (r *runs) grow() { r.resize(max(1<<14, 2*len(r.heads))) }

func (r *runs) resize(n int) {
	old := r.heads
	r.heads = make([]uint32, n)
	for _, head := range old {
		if head != 0 {
			r.heads[r.slot(r.key(head-1))] = head
		}
	}
}

// each calls yield with the newest members of each key; the keys rise.
func (r *runs) each(keys []uint32, most int, yield func(member int32)) {
	if r.heads == nil {
		if len(r.keys) > 1 && r.asked < mostAsked {
			r.asked++
			r.look(keys, most, yield)
			return
		}
		r.build()
	}
	for _, key := range keys {
		left := most
		for head := r.heads[r.slot(key)]; head != 0 && left > 0; left-- {
			l := r.links[(head-1)>>chunkBits][(head-1)%mostRuns]
			yield(l.member)
			head = l.before
		}
	}
}

// look does what each does without the table.
func (r *runs) look(keys []uint32, most int, yield func(member int32)) {
	var wanted [1 << 10]uint64 // one bit of 65,536 for each key
	for _, key := range keys {
		wanted[key>>6%(1<<10)] |= 1 << (key % 64)
	}
	found := make([]int, len(keys))
	for c := len(r.keys) - 1; c >= 0; c-- {
		chunk := r.keys[c]
		for i := len(chunk) - 1; i >= 0; i-- {
			key := chunk[i]
			if wanted[key>>6%(1<<10)]&(1<<(key%64)) == 0 {
				continue
			}
			if k, ok := slices.BinarySearch(keys, key); ok && found[k] < most {
				found[k]++
				yield(r.links[c][i].member)
			}
		}
	}
}
