package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"parallax/model/crf"
	"parallax/model/gazetteer"
	"parallax/news"
	"parallax/nlp/name"
)

// trainGazetteer counts as what a model of names that has no gazetteer reads
// each phrase of the background corpus. Names are trained afterwards: their
// model learns how far to trust the table.
func trainGazetteer(dir string) error {
	unknown := func(uint32) uint8 { return 0 }
	train, _, err := newswireNames(dir, unknown)
	if err != nil {
		return err
	}
	m, err := crf.Read(learnNames(train, 1))
	if err != nil {
		return err
	}
	names, words := counter{}, counter{}
	n := 0
	err = background(dir, func(d *news.Doc) error {
		phrases, parts := name.Phrases(d, m, unknown)
		names.count(phrases, gazetteer.Classes)
		words.count(parts, gazetteer.Roles)
		if n++; n%5000 == 0 {
			fmt.Fprintf(os.Stderr, "%d articles, %d phrases, %d words\n", n, len(names), len(words))
		}
		return nil
	})
	if err != nil {
		return err
	}
	codes := map[uint32]uint8{}
	for _, counted := range []counter{names, words} { // where hashes meet, the word stays
		for k, c := range counted {
			if code := gazetteer.Code(c); code > 0 {
				codes[k] = code
			}
		}
	}
	keys := slices.Sorted(maps.Keys(codes))
	packed := make([]uint8, len(keys))
	for i, k := range keys {
		packed[i] = codes[k]
	}
	fmt.Fprintf(os.Stderr, "%d phrases and words kept\n", len(keys))
	return os.WriteFile("model/gazetteer/gazetteer.bin", gazetteer.Pack(keys, packed), 0o644)
}

// A counter has, by key, in how many articles a name was of each class or a
// word in each role.
type counter map[uint32][]int

func (c counter) count(found []name.Known, kinds int) {
	for _, k := range found {
		if c[k.Key] == nil {
			c[k.Key] = make([]int, kinds)
		}
		c[k.Key][k.What]++
	}
}
