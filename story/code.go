package story

import (
	"encoding/binary"
	"math"
)

// encoder appends numbers as varints.
type encoder struct{ b []byte }

func (w *encoder) number(n int) { w.b = binary.AppendVarint(w.b, int64(n)) }

func (w *encoder) string(s string) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

func (w *encoder) flags(a, b bool) {
	n := byte(0)
	if a {
		n |= 1
	}
	if b {
		n |= 2
	}
	w.b = append(w.b, n)
}

func (w *encoder) float(x float32) {
	w.b = binary.LittleEndian.AppendUint32(w.b, math.Float32bits(x))
}

func (w *encoder) shown(s shown) {
	w.number(int(s.At))
	w.number(int(s.End - s.At))
}

func (w *encoder) vector(v vector) {
	w.number(len(v))
	last := uint32(0)
	for _, t := range v {
		w.number(int(t.ID - last))
		w.float(t.W)
		last = t.ID
	}
}

// keep appends a slice, each element by one.
func keep[T any](w *encoder, all []T, one func(T)) {
	w.number(len(all))
	for _, x := range all {
		one(x)
	}
}

func (w *encoder) member(m *member) {
	id := func(n uint32) { w.number(int(n)) }
	w.string(m.ID)
	w.string(m.House)
	w.string(m.Text)
	w.number(int(m.Time))
	w.number(int(m.Seen))
	w.number(int(m.Words))
	w.flags(m.Clock, false)
	w.shown(m.Title)
	w.vector(m.All)
	w.vector(m.InTitle)
	w.vector(m.Lead)
	keep(w, m.Surface, w.shown)
	keep(w, m.Keys, id)
	keep(w, m.Names, func(n named) {
		id(n.Key)
		id(n.Given)
		w.float(n.W)
		w.shown(n.Show)
		w.b = append(w.b, byte(n.Kind))
		w.flags(n.Lead, false)
	})
	keep(w, m.Numbers, id)
	keep(w, m.Counts, func(c counted) {
		id(c.Of)
		w.shown(c.Number)
		w.shown(c.Show)
		w.flags(c.Title, c.Rank)
	})
	keep(w, m.Days, func(d int32) { w.number(int(d)) })
	keep(w, m.Prints, func(h uint32) { w.b = binary.LittleEndian.AppendUint32(w.b, h) })
	keep(w, m.Topic, w.float)
}

// decoder takes off b what encoder wrote; it panics where that is not there.
type decoder struct {
	b      []byte
	houses map[string]string // one string for all of a house
	prints []uint32
}

func (r *decoder) number() int {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		panic(errBroken)
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *decoder) bytes(n int) []byte {
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *decoder) string() string { return string(r.bytes(r.number())) }
func (r *decoder) byte() byte     { return r.bytes(1)[0] }
func (r *decoder) flags() (a, b bool) {
	n := r.byte()
	return n&1 != 0, n&2 != 0
}
func (r *decoder) id() uint32     { return uint32(r.number()) }
func (r *decoder) uint32() uint32 { return binary.LittleEndian.Uint32(r.bytes(4)) }
func (r *decoder) float() float32 { return math.Float32frombits(r.uint32()) }

func (r *decoder) shown() shown {
	at := r.id()
	return shown{at, at + r.id()}
}

func (r *decoder) vector(in *arena[weight]) vector {
	last := uint32(0)
	return take(r, in, func() weight {
		last += r.id()
		return weight{last, r.float()}
	})
}

// take reads a slice, each element by one.
func take[T any](r *decoder, in *arena[T], one func() T) []T {
	n := r.number()
	if n > len(r.b) { // every element takes a byte at least
		panic(errBroken)
	}
	out := in.take(n)
	for i := range out {
		out[i] = one()
	}
	return out
}

func (r *decoder) member(in *arenas) (m member) {
	m.ID = r.string()
	house := r.bytes(r.number())
	if m.House = r.houses[string(house)]; m.House == "" && len(house) > 0 {
		m.House = string(house)
		r.houses[m.House] = m.House
	}
	m.Text = r.string()
	m.Time, m.Seen, m.Words = int64(r.number()), int64(r.number()), int32(r.number())
	m.Clock, _ = r.flags()
	m.Title = r.shown()
	m.All, m.InTitle, m.Lead = r.vector(&in.weights), r.vector(&in.weights), r.vector(&in.weights)
	m.Surface = take(r, &in.shown, r.shown)
	m.Keys = take(r, &in.numbers, r.id)
	m.Names = take(r, &in.names, func() (n named) {
		n.Key, n.Given, n.W, n.Show, n.Kind = r.id(), r.id(), r.float(), r.shown(), kind(r.byte())
		n.Lead, _ = r.flags()
		return n
	})
	m.Numbers = take(r, &in.numbers, r.id)
	m.Counts = take(r, &in.counts, func() (c counted) {
		c.Of, c.Number, c.Show = r.id(), r.shown(), r.shown()
		c.Title, c.Rank = r.flags()
		return c
	})
	m.Days = take(r, &in.days, func() int32 { return int32(r.number()) })
	r.prints = r.prints[:0]
	for range r.number() {
		r.prints = append(r.prints, r.uint32())
	}
	m.Prints = r.prints // filing moves them to their place
	m.Topic = take(r, &in.topics, r.float)
	return m
}
