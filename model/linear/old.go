package linear

import (
	"encoding/binary"
	"strings"

	"parallax/model/table"
)

// fromOld turns a file of the first layout, of which some are about until they
// are trained anew, into one of this. Others it leaves as they are.
func fromOld(file string) string {
	const oldMagic = "linear1\n"
	if !strings.HasPrefix(file, oldMagic) {
		return file
	}
	r := reader{rest: file[len(oldMagic):]}
	n := r.uint(table.MostLabels)
	for range n {
		r.str(r.uint(1 << 10))
	}
	r.uint(1 << 40)
	for range r.uint(1 << 17) {
		r.uint(1 << 32)
	}
	head := file[len(oldMagic) : len(file)-len(r.rest)]
	width := r.uint(26)
	index := bytesOf(r.str(4 * (1<<width + 1)))
	rows := bytesOf(r.str(r.uint(1 << 31)))
	if r.bad || r.rest != "" || n == 0 || width == 0 {
		return ""
	}
	var features []uint64
	var weights []int8
	for bucket := range uint64(1) << width {
		from, to := binary.LittleEndian.Uint32(index[4*bucket:]), binary.LittleEndian.Uint32(index[4*bucket+4:])
		for row := rows[from:to]; len(row) >= 3; {
			features = append(features, bucket<<(64-width)|uint64(row[0])|uint64(row[1])<<8)
			at := len(weights)
			weights = append(weights, make([]int8, n)...)
			pairs := row[3:][:2*int(row[2])]
			row = row[3+len(pairs):]
			for ; len(pairs) >= 2; pairs = pairs[2:] {
				weights[at+int(pairs[0])] = int8(pairs[1])
			}
		}
	}
	return stringOf(table.Append([]byte(magic+head), int(n), features, weights))
}
