package story

import "slices"

// A probe is one article that is compared with many: it tells at once which of
// their terms and runs of words the article has. Merging two sorted lists, of
// which little is shared, takes four times as long.
type probe struct {
	m     *member
	terms filter
	runs  filter
	table []probed // by term
}

// A probed is a term of the article with its weights, 0 where it has none.
type probed struct {
	term               uint32 // 1 + its number, 0 where there is none
	all, inTitle, lead float32
}

// A filter says of most numbers that they are not in a set.
type filter [64]uint64

func (f *filter) add(n uint32)      { f[n>>6&63] |= 1 << (n & 63) }
func (f *filter) may(n uint32) bool { return f[n>>6&63]&(1<<(n&63)) != 0 }

// set makes m the article that is compared.
func (p *probe) set(m *member) {
	p.m, p.terms, p.runs = m, filter{}, filter{}
	size := 256
	for size < 2*(len(m.All)+len(m.InTitle)+len(m.Lead)) {
		size *= 2
	}
	p.table = slices.Grow(p.table[:0], size)[:size]
	clear(p.table)
	for _, t := range m.All {
		p.slot(t.ID).all = t.W
	}
	for _, t := range m.InTitle {
		p.slot(t.ID).inTitle = t.W
	}
	for _, t := range m.Lead {
		p.slot(t.ID).lead = t.W
	}
	for _, h := range m.Prints {
		p.runs.add(h)
	}
}

// slot makes room for a term.
func (p *probe) slot(term uint32) *probed {
	p.terms.add(term)
	mask := uint32(len(p.table) - 1)
	at := term & mask
	for p.table[at].term != 0 && p.table[at].term != term+1 {
		at = (at + 1) & mask
	}
	p.table[at].term = term + 1
	return &p.table[at]
}

var lacking probed

// find returns the weights of a term, none when the article lacks it.
func (p *probe) find(term uint32) *probed {
	if !p.terms.may(term) {
		return &lacking
	}
	mask := uint32(len(p.table) - 1)
	for at := term & mask; p.table[at].term != 0; at = (at + 1) & mask {
		if p.table[at].term == term+1 {
			return &p.table[at]
		}
	}
	return &lacking
}

// cosine is that of everything in two articles.
func (p *probe) cosine(b *member) float64 {
	var sum float32
	for _, t := range b.All {
		sum += p.find(t.ID).all * t.W
	}
	return float64(sum)
}

// shared counts the runs of words that b has too.
func (p *probe) shared(b *member) (n int) {
	for _, h := range b.Prints {
		if p.runs.may(h) {
			if _, ok := slices.BinarySearch(p.m.Prints, h); ok {
				n++
			}
		}
	}
	return n
}

// An overlap is what the vectors of two articles share.
type overlap struct {
	inTitle, lead         float32 // cosines
	titleThere, leadThere float32 // of the title, and the lead, of one, what the other has anywhere
	titleHere, leadHere   float32 // and the other way round
	rarest                float32 // term of both leads
}

func (p *probe) overlap(b *member) (o overlap) {
	for _, t := range b.All {
		if x := p.find(t.ID); x != &lacking {
			o.titleThere += x.inTitle * x.inTitle
			o.leadThere += x.lead * x.lead
		}
	}
	for _, t := range b.InTitle {
		if x := p.find(t.ID); x != &lacking {
			o.inTitle += x.inTitle * t.W
			if x.all > 0 {
				o.titleHere += t.W * t.W
			}
		}
	}
	for _, t := range b.Lead {
		if x := p.find(t.ID); x != &lacking {
			o.lead += x.lead * t.W
			if x.all > 0 {
				o.leadHere += t.W * t.W
			}
			o.rarest = max(o.rarest, min(x.lead, t.W))
		}
	}
	return o
}
