package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"parallax/news"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

// background calls yield with each article of the background corpus, cut into
// sentences and tokens, in the order of the file.
func background(dir string, yield func(*news.Doc) error) error {
	f, err := os.Open(filepath.Join(dir, "background/articles.jsonl.zst"))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return err
	}
	defer z.Close()
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<25)
	ctx := context.Background()
	for n := 1; lines.Scan(); n++ {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("background line %d: %w", n, err)
		}
		d := &news.Doc{Article: news.Article{ID: a.ID, Text: strings.ToValidUTF8(a.Text, "\ufffd")}}
		if err := sentence.Annotate(ctx, d); err != nil {
			return err
		}
		if err := token.Annotate(ctx, d); err != nil {
			return err
		}
		if err := yield(d); err != nil {
			return err
		}
	}
	return lines.Err()
}
