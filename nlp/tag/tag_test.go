package tag

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"parallax/model/conllu"
	"parallax/news"
)

const corpora = "../../../shared/corpora"

// gold makes a document with the treebank's own tokens.
func gold(t testing.TB, doc conllu.Doc) *news.Doc {
	d := &news.Doc{Article: news.Article{Text: doc.Text}}
	for _, s := range doc.Sentences {
		first := len(d.Tokens)
		for _, w := range s.Words {
			d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: w.Start, End: w.End}, Head: -1})
		}
		d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: s.Start, End: s.End}, First: first, Last: len(d.Tokens)})
	}
	return d
}

func TestTreebank(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("tags not measured: no ", corpora)
	}
	docs, err := conllu.ReadFiles(filepath.Join(corpora, "ud/ewt/en_ewt-ud-dev.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	var right, total float64
	confused := make(map[string]int)
	for _, doc := range docs {
		d := gold(t, doc)
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		k := 0
		for _, s := range doc.Sentences {
			for _, w := range s.Words {
				total++
				if d.Tokens[k].POS.String() == w.UPOS {
					right++
				} else {
					confused[w.UPOS+">"+d.Tokens[k].POS.String()]++
				}
				k++
			}
		}
	}
	t.Logf("UPOS %.4f", right/total)
	for k, v := range confused {
		if v > 40 {
			t.Log(k, v)
		}
	}
}
