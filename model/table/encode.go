package table

import (
	"encoding/binary"
	"slices"
)

// Append appends the table in which features[i] has the weights
// weights[i*labels:][:labels]. The features ascend; there are at most
// [MostLabels] labels.
func Append[F Feature](file []byte, labels int, features []F, weights []int8) []byte {
	if labels > MostLabels {
		panic("table: too many labels")
	}
	// One or two features a bucket: the index stays small against the rows, and
	// a bucket within one or two cache lines.
	width := uint(1)
	for 2<<width < len(features) {
		width++
	}
	shift := bits[F]() - width
	var groups, index, rows []byte
	k, begin := 0, 0
	put := func() { // the end of a bucket, or the beginning of a group's first
		if len(rows)-begin > 0xffff {
			panic("table: a group of buckets is too long") // hundreds of features in 32 buckets: not by chance
		}
		index = binary.LittleEndian.AppendUint16(index, uint16(len(rows)-begin))
	}
	for bucket := range uint64(1) << width {
		if bucket%groupSize == 0 {
			begin = len(rows)
			groups = binary.LittleEndian.AppendUint32(groups, uint32(begin))
			put()
		}
		for ; k < len(features) && uint64(features[k]>>shift) == bucket; k++ {
			rows = binary.LittleEndian.AppendUint16(rows, uint16(features[k]))
			rows = appendWeights(rows, weights[k*labels:][:labels])
		}
		put()
	}
	rows = append(rows, make([]byte, pad)...)
	file = binary.LittleEndian.AppendUint32(file, uint32(width))
	file = binary.LittleEndian.AppendUint32(file, uint32(len(rows)))
	return slices.Concat(file, groups, index, rows)
}

func appendWeights(rows []byte, weights []int8) []byte {
	pairs := 0
	for _, w := range weights {
		if w != 0 {
			pairs++
		}
	}
	if len(weights) > narrow {
		if 2*pairs < len(weights) || len(weights) > widest {
			rows = append(rows, byte(pairs))
			for l, w := range weights {
				if w != 0 {
					rows = append(rows, byte(l), byte(w))
				}
			}
			return rows
		}
		rows = append(rows, full)
	}
	for _, w := range weights {
		rows = append(rows, byte(int(w)+bias))
	}
	return rows
}
