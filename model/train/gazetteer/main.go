// Command gazetteer learns what model/gazetteer embeds: as what the embedded
// model of names reads each phrase of the background corpus.
//
//	go run ./model/train/gazetteer ../shared/corpora/background/articles.jsonl.zst model/gazetteer/gazetteer.bin
//
// Train the model again afterwards: it then learns how far to trust the table.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/klauspost/compress/zstd"

	"context"

	"parallax/model/gazetteer"
	"parallax/model/names"
	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

// One article in so many is read: names repeat, and more change little.
const every = 1

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("want CORPUS.jsonl.zst OUT.bin")
	}
	f, err := os.Open(os.Args[1])
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return err
	}
	defer z.Close()
	counts := map[uint32]*[5]int{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for n := 0; lines.Scan(); n++ {
		if n%every != 0 {
			continue
		}
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
		d := &news.Doc{Article: news.Article{ID: a.ID, Text: a.Text}}
		if err := sentence.Annotate(context.Background(), d); err != nil {
			return err
		}
		if err := token.Annotate(context.Background(), d); err != nil {
			return err
		}
		for _, p := range name.Phrases(d, names.Model()) {
			c := counts[p.Key]
			if c == nil {
				c = new([5]int)
				counts[p.Key] = c
			}
			c[p.Class]++
		}
		if n%3000 == 0 {
			fmt.Fprintf(os.Stderr, "%d articles, %d phrases\n", n/every, len(counts))
		}
	}
	if err := lines.Err(); err != nil {
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
	return os.WriteFile(os.Args[2], gazetteer.Pack(keys, codes), 0o644)
}
