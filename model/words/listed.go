package words

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed listed.txt
var listedFile string

var listed = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.SplitSeq(listedFile, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		lemma, pos, _ := strings.Cut(fields[0], "/")
		for _, other := range fields[1:] {
			m[pos+" "+lemma+" "+other] = true
		}
	}
	return m
})

// Listed reports whether English news joins two lemmas of one part of speech by
// "and" or "or" more often than chance would: it knows them apart, as opposites
// ("rise", "fall") or as things of one sort ("train", "bus").
func Listed(a, b, pos string) bool {
	m := listed()
	return m[pos+" "+a+" "+b] || m[pos+" "+b+" "+a]
}
