package main

import (
	"fmt"
	"os"
	"slices"

	"parallax/model/gazetteer"
	"parallax/model/names"
	"parallax/news"
	"parallax/nlp/name"
)

// trainGazetteer counts as what the embedded model of names reads each phrase
// of the background corpus. Train the names again afterwards: the model then
// learns how far to trust the table.
func trainGazetteer(dir string) error {
	counts := map[uint32]*[5]int{}
	n := 0
	err := background(dir, func(d *news.Doc) error {
		for _, p := range name.Phrases(d, names.Model()) {
			c := counts[p.Key]
			if c == nil {
				c = new([5]int)
				counts[p.Key] = c
			}
			c[p.Class]++
		}
		if n++; n%3000 == 0 {
			fmt.Fprintf(os.Stderr, "%d articles, %d phrases\n", n, len(counts))
		}
		return nil
	})
	if err != nil {
		return err
	}
	var keys []uint32
	for k, c := range counts {
		if gazetteer.Code(*c) > 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	codes := make([]uint8, len(keys))
	for i, k := range keys {
		codes[i] = gazetteer.Code(*counts[k])
	}
	fmt.Fprintf(os.Stderr, "%d phrases kept\n", len(keys))
	return os.WriteFile("model/gazetteer/gazetteer.bin", gazetteer.Pack(keys, codes), 0o644)
}
