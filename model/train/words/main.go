// Command words learns what model/words embeds: how many articles of the
// background corpus use each stem, and a small vector for the frequent ones.
//
//	go run ./model/train/words ../shared/corpora/background/articles.jsonl.zst model/words/words.bin
//
// Vectors are skip-grams with negative sampling (Mikolov et al. 2013), trained
// on one core with a fixed seed, so the same corpus gives the same bytes.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"github.com/klauspost/compress/zstd"

	"parallax/model/words"
	"parallax/text"
)

const (
	// A stem needs as many articles to be kept. Rarer ones are weighed like
	// unknown words, which differs little: ln(36000/8) = 8.4, unknown 9.
	leastArticles = 8
	// Stems and vectors that fit 1.5 MB together.
	mostStems   = 60_000
	mostVectors = 20_000
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("want CORPUS.jsonl.zst OUT.bin")
	}
	c, err := readCorpus(os.Args[1])
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d articles, %d words, %d stems\n", c.articles, len(c.words), len(c.stems))
	order := make([]int32, 0, len(c.stems))
	for i := range c.stems {
		if c.df[i] >= leastArticles {
			order = append(order, int32(i))
		}
	}
	sort.Slice(order, func(a, b int) bool {
		x, y := order[a], order[b]
		if c.df[x] != c.df[y] {
			return c.df[x] > c.df[y]
		}
		return c.stems[x] < c.stems[y]
	})
	order = order[:min(len(order), mostStems)]
	rank := make([]int32, len(c.stems))
	for i := range rank {
		rank[i] = -1
	}
	table := words.Raw{Articles: c.articles}
	for r, i := range order {
		rank[i] = int32(r)
		table.Stems = append(table.Stems, c.stems[i])
		table.Counts = append(table.Counts, c.df[i])
	}
	table.Vectors = train(c, rank, min(len(order), mostVectors))
	out, err := words.Encode(table)
	if err != nil {
		return err
	}
	return os.WriteFile(os.Args[2], out, 0o644)
}

// corpus is the background as numbers of stems, -1 between articles.
type corpus struct {
	articles int
	stems    []string
	df       []int // articles with the stem
	words    []int32
}

func readCorpus(path string) (*corpus, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	c := &corpus{}
	number := map[string]int32{} // by stem
	formOf := map[string]int32{} // by lower-case form
	var last []int               // last article that used the stem
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, err
		}
		c.articles++
		for form := range words.Forms(a.Text) {
			n, ok := formOf[form]
			if !ok {
				stem := text.Stem(form)
				if n, ok = number[stem]; !ok {
					n = int32(len(c.stems))
					number[stem] = n
					c.stems = append(c.stems, stem)
					c.df = append(c.df, 0)
					last = append(last, 0)
				}
				formOf[form] = n
			}
			if last[n] != c.articles {
				last[n] = c.articles
				c.df[n]++
			}
			c.words = append(c.words, n)
		}
		c.words = append(c.words, -1)
	}
	return c, lines.Err()
}
