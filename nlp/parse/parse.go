// Package parse sets the head and the relation of each token: universal
// dependencies (de Marneffe et al. 2021). A transition parser whose moves a
// small network chooses, as Chen and Manning 2014, taught with a dynamic oracle
// (Goldberg and Nivre 2013).
package parse

import (
	"context"
	"sync"

	"parallax/model/linear"
	"parallax/news"
)

// longest is how many tokens are parsed as one sentence: what has more is a
// table or a list without end, and is parsed in pieces.
const longest = 300

// Annotate sets Head and Dep of d.Tokens. Each sentence has one root.
func Annotate(ctx context.Context, d *news.Doc) error {
	if d.Language != "" && d.Language != "en" {
		d.Note("heads and relations are given for English only; this article is in " + d.Language)
		return nil
	}
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	for _, s := range d.Sentences {
		head := -1
		for from := s.First; from < s.Last; from += longest {
			p.parse(d, from, min(from+longest, s.Last))
			for i, h := range p.state.Heads[:p.state.N] {
				t := &d.Tokens[from+i]
				t.Head, t.Dep = from+h, p.net.relations[p.state.Rels[i]-1]
				if h == p.state.N {
					t.Head = head
					if head >= 0 {
						t.Dep = "parataxis"
					} else {
						head = from + i
					}
				}
			}
		}
	}
	return ctx.Err()
}

// A parser is the network with memory that is reused from article to article.
type parser struct {
	net    *net
	state  State
	tokens []*remembered // of the sentence, with the root and no word behind it
	tail   [2]remembered
	memory []remembered
	now    uint32 // sentence
	extras [Extras][]sum
	start  sum // rows that every decision adds

	hidden sum
	units  [Hidden]active
	active []active
}

// active is a unit that is not 0.
type active struct{ unit, value uint64 }

// memorySize is how many words are remembered, a power of two and more than
// longest.
const memorySize = 2048

// remembered holds what a word adds to the hidden layer at each place, as far
// as that was asked for. Few words make up most of a text.
type remembered struct {
	key  uint64 // hash of the word and its tag, 0 for none
	used uint32 // sentence in which it was asked for last
	have uint32 // places that are computed
	word Word
	adds [Places]sum
}

var parsers = sync.Pool{New: func() any {
	p := &parser{net: load(), memory: make([]remembered, memorySize)}
	for i, w := range p.net.tail {
		p.tail[i].word = w
	}
	l := &p.net.layout
	for e := range l.Extra {
		p.extras[e] = make([]sum, ExtraSize)
		for v := range p.extras[e] {
			p.net.add(&p.extras[e][v], l.Extra[e]+v)
		}
	}
	p.net.add(&p.start, l.Bias)
	return p
}}

// remember finds the memory of a word. A place that a word of the same sentence
// holds is not taken from it.
func (p *parser) remember(form string, tag news.POS) *remembered {
	key := linear.F(uint64(tag), linear.Hash(form)) | 1
	for at := key >> 20; ; at++ {
		r := &p.memory[at%memorySize]
		if r.key != key {
			if r.used == p.now {
				continue
			}
			r.key, r.have, r.word = key, 0, p.net.Of(form, tag)
		}
		r.used = p.now
		return r
	}
}

// add adds what a word at a place contributes to the hidden layer.
func (p *parser) add(r *remembered, place int) {
	s := &r.adds[place]
	if r.have>>place&1 == 0 {
		r.have |= 1 << place
		*s = sum{}
		for slot, row := range p.net.layout.Slots[place] {
			if row >= 0 {
				p.net.add(s, row+int(r.word[slot]))
			}
		}
	}
	addSum(&p.hidden, s)
}

func addSum(to, from *sum) {
	for i := 0; i < width; i += 4 {
		to[i] += from[i]
		to[i+1] += from[i+1]
		to[i+2] += from[i+2]
		to[i+3] += from[i+3]
	}
}

// parse parses the tokens [from, end), which are at most longest.
func (p *parser) parse(d *news.Doc, from, end int) {
	p.now++
	p.tokens = p.tokens[:0]
	for i := from; i < end; i++ {
		p.tokens = append(p.tokens, p.remember(d.Slice(d.Tokens[i].Span), d.Tokens[i].POS))
	}
	p.tokens = append(p.tokens, &p.tail[0], &p.tail[1])
	s := &p.state
	s.Reset(end - from)
	for !s.Done() {
		m := p.move()
		rel := uint8(0)
		if m != Shift {
			rel = p.relation(m)
		}
		s.Do(m, rel)
	}
}

// move chooses the next move.
func (p *parser) move() Move {
	var places [Places]int
	var extras [Extras]uint8
	p.state.Look(&places, &extras)
	p.hidden = p.start
	for place, word := range places {
		p.add(p.tokens[word], place)
	}
	for e, v := range extras {
		addSum(&p.hidden, &p.extras[e][v])
	}
	p.active = p.units[:0]
	var sums [(Moves + 1) / 2]uint64
	zero := uint64(bias * p.net.layout.added)
	for w, x := range p.hidden {
		for lane := range perWord {
			if v := x >> (16 * lane) & 0xffff; v > zero {
				a := active{uint64(unit(w, lane)), min(v-zero, unitMax)}
				p.active = append(p.active, a)
				for i, weights := range &p.net.moves[a.unit] {
					sums[i] += a.value * weights
				}
			}
		}
	}
	best, most := Shift, int64(-1)
	for m := range Moves {
		if v := int64(uint32(sums[m/2] >> (m % 2 * 32))); v > most && p.state.Can(m) {
			best, most = m, v
		}
	}
	return best
}

// relation chooses the relation of the arc that a move makes.
func (p *parser) relation(m Move) uint8 {
	n := p.net
	var sums [32]uint64
	to := sums[:n.pairs]
	rows := n.arcs[m-Left]
	for _, a := range p.active {
		row := rows[int(a.unit)*n.pairs:]
		for i, weights := range row[:len(to)] {
			to[i] += a.value * weights
		}
	}
	best, most := 0, uint32(0)
	for k := range n.relations {
		if v := uint32(to[k/2] >> (k % 2 * 32)); v > most {
			best, most = k, v
		}
	}
	return uint8(best) + 1
}
