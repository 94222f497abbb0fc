// Package table holds the weights of trained models: for each of many hashed
// features, a signed byte for each of a few labels. A table is read where its
// file lies, without start-up cost. It knows nothing of how models are trained.
package table

import (
	"encoding/binary"
	"errors"
	"unsafe"
)

// A Feature is the hash of what was seen. Its first bits choose a bucket, its
// last 16 tell it from others there: exact for uint32 in a table of 65,536
// buckets or more.
type Feature interface{ ~uint32 | ~uint64 }

// A Table is read-only and safe for concurrent use.
type Table struct {
	labels int
	width  uint // bits of the number of buckets
	// Where the buckets lie in rows: groups has, for each group of buckets, where
	// it begins (a little-endian uint32); index has, for each group, where its
	// buckets begin in it and where the last ends (uint16). So the index is half
	// the size, and more of it stays near.
	groups, index []byte
	// rows holds the features of a bucket one after the other, each led by its
	// last 16 bits. In a narrow table its weights follow, each 128 too high. In
	// others a byte n comes first: full, and the weights follow like that; else
	// n pairs of label and weight.
	rows []byte
}

// MostLabels is how many labels a table can have.
const MostLabels = full - 1

const (
	narrow = 6    // labels whose weights fit in one word with the feature's bits
	widest = 64   // labels that a full row may have
	full   = 0xff // stands for the number of pairs
	bias   = 128

	groupSize = 32
	pad       = 8 // bytes behind the rows, so that words can be read at their end
)

// lanes keeps every other byte of a word: four sums grow side by side in it.
const lanes = 0x00ff00ff00ff00ff

// batch is how many features are looked up together.
const batch = 32

// Add adds the weights of the features to sums, one for each label.
//
// A table is larger than the caches near the core, so Add goes over the
// features three times: for where their buckets lie, for the first words of the
// buckets, and to add up. The first two passes wait for nothing, so that the
// processor fetches from many places at once.
func Add[F Feature](t *Table, sums []int32, features []F) {
	sums = sums[:t.labels]
	if t.labels <= narrow {
		addNarrow(t, sums, features)
	} else {
		addWide(t, sums, features)
	}
}

func addNarrow[F Feature](t *Table, sums []int32, features []F) {
	var at, head [batch]uint64
	var even, odd uint64
	hits := int32(0)
	shift := bits[F]() - t.width
	stride := uint32(2 + t.labels)
	for {
		some := features[:min(batch, len(features))]
		features = features[len(some):]
		for i, f := range some {
			at[i] = t.bucket(uint64(f >> shift))
		}
		for i := range some {
			head[i] = word(t.rows[uint32(at[i]):])
		}
		for i, f := range some {
			from, to, w := uint32(at[i]), uint32(at[i]>>32), head[i]
			for from < to {
				if uint16(w) == uint16(f) {
					even += w >> 16 & lanes
					odd += w >> 24 & lanes
					hits++
					break
				}
				from += stride
				w = word(t.rows[from:])
			}
		}
		if hits > mostHits || len(features) == 0 {
			spread(sums, even, 0, hits)
			spread(sums, odd, 1, hits)
			even, odd, hits = 0, 0, 0
			if len(features) == 0 {
				return
			}
		}
	}
}

func addWide[F Feature](t *Table, sums []int32, features []F) {
	var at, head [batch]uint64
	var lane [widest / 4]uint64
	hits := int32(0)
	shift := bits[F]() - t.width
	words := min((t.labels+7)/8, widest/8)
	for {
		some := features[:min(batch, len(features))]
		features = features[len(some):]
		for i, f := range some {
			at[i] = t.bucket(uint64(f >> shift))
		}
		for i := range some {
			head[i] = word(t.rows[uint32(at[i]):])
		}
		for i, f := range some {
			from, to, w := uint32(at[i]), uint32(at[i]>>32), head[i]
			for from < to {
				n := uint32(uint8(w >> 16))
				if uint16(w) != uint16(f) {
					if n == full {
						from += 3 + uint32(t.labels)
					} else {
						from += 3 + 2*n
					}
					w = word(t.rows[from:])
					continue
				}
				row := t.rows[from+3:]
				if n == full {
					for k := range words {
						w := word(row[8*k:])
						lane[2*k] += w & lanes
						lane[2*k+1] += w >> 8 & lanes
					}
					hits++
				} else {
					for row = row[:2*n]; len(row) >= 2; row = row[2:] {
						sums[row[0]] += int32(int8(row[1]))
					}
				}
				break
			}
		}
		if hits > mostHits || len(features) == 0 {
			if hits > 0 {
				for k := range words {
					spread(sums[8*k:], lane[2*k], 0, hits)
					spread(sums[8*k:], lane[2*k+1], 1, hits)
				}
				clear(lane[:])
				hits = 0
			}
			if len(features) == 0 {
				return
			}
		}
	}
}

// bucket returns where a bucket begins in rows, and in the high half where it
// ends.
func (t *Table) bucket(b uint64) uint64 {
	g := b / groupSize
	in := uint64(binary.LittleEndian.Uint32(t.index[2*(b+g):]))
	return uint64(binary.LittleEndian.Uint32(t.groups[4*g:]))*(1<<32+1) + in>>16<<32 + in&0xffff
}

// mostHits keeps the lanes, of 16 bits, from running over in the next batch.
const mostHits = 0xffff/0xff - batch

// spread adds the four lanes of a word to every other sum from first on.
func spread(sums []int32, word uint64, first int, hits int32) {
	for i := first; i < min(8, len(sums)); i += 2 {
		sums[i] += int32(uint16(word)) - bias*hits
		word >>= 16
	}
}

// bits is the size of a feature.
func bits[F Feature]() uint { return 8 * uint(unsafe.Sizeof(F(0))) }

func word(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

var errFormat = errors.New("table: damaged or cut short")

// Parse finds a table for so many labels at the start of file, where it stays,
// and returns what follows it.
func Parse(file []byte, labels int) (t *Table, rest []byte, err error) {
	const header = 8
	if len(file) < header || labels < 1 || labels > MostLabels {
		return nil, nil, errFormat
	}
	width := uint(binary.LittleEndian.Uint32(file))
	size := uint64(binary.LittleEndian.Uint32(file[4:]))
	if width < 1 || width > mostWidth {
		return nil, nil, errFormat
	}
	n := uint64(1) << width
	g := (n + groupSize - 1) / groupSize
	groups, index := 4*g, 2*(n+g)
	file = file[header:]
	if uint64(len(file)) < groups+index+size || size < pad {
		return nil, nil, errFormat
	}
	t = &Table{labels: labels, width: width, groups: file[:groups], index: file[groups:][:index], rows: file[groups+index:][:size]}
	if end := t.bucket(n-1) >> 32; end != size-pad {
		return nil, nil, errFormat
	}
	return t, file[groups+index+size:], nil
}

const mostWidth = 26
