package crf

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"

	"parallax/model/table"
)

// fromOld turns a file of the first layout, of which some are about until they
// are trained anew, into one of this. Others it leaves as they are.
func fromOld(data []byte) []byte {
	const oldMagic = "crf1"
	if !bytes.HasPrefix(data, []byte(oldMagic)) {
		return data
	}
	r := bufio.NewReader(flate.NewReader(bytes.NewReader(data[len(oldMagic):])))
	uvarint := func() int {
		v, _ := binary.ReadUvarint(r)
		return int(v)
	}
	l := uvarint()
	if l < 1 || l > table.MostLabels {
		return nil
	}
	head := make([]byte, 4*(1+l+l+l*l))
	if _, err := io.ReadFull(r, head); err != nil {
		return nil
	}
	n, _ := uvarint(), uvarint()
	if n > 1<<24 {
		return nil
	}
	features, weights := make([]uint32, n), make([]int8, n*l)
	last := uint32(0)
	for i := range n {
		last += uint32(uvarint())
		features[i] = last
		pairs, err := r.ReadByte()
		if err != nil {
			return nil
		}
		for range pairs {
			label, _ := r.ReadByte()
			w, _ := r.ReadByte()
			if int(label) >= l {
				return nil
			}
			weights[i*l+int(label)] = int8(w)
		}
	}
	return table.Append(append(append([]byte("crf2"), byte(l)), head...), l, features, weights)
}
