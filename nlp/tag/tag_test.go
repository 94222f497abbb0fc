package tag

import (
	"context"
	"os"
	"path/filepath"
	"strings"
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
	var right, total, lemma, goldLemma float64
	missed := make(map[string]int)
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
				want := strings.ReplaceAll(strings.ToLower(w.Lemma), "’", "'")
				if d.Tokens[k].Lemma == want {
					lemma++
				}
				if got := loadLemmas().lemma(w.Form, news.ParsePOS(w.UPOS)); got == want {
					goldLemma++
				} else {
					missed[w.UPOS+" "+w.Form+" "+got+" "+want]++
				}
				k++
			}
		}
	}
	t.Logf("UPOS %.4f, lemma %.4f, with gold tags %.4f", right/total, lemma/total, goldLemma/total)
	if os.Getenv("SHOW") != "" {
		for m, n := range missed {
			t.Log(n, m)
		}
	}
	for k, v := range confused {
		if v > 40 {
			t.Log(k, v)
		}
	}
}

func BenchmarkTag(b *testing.B) {
	text := strings.Repeat("PORT ORLA (XP) — The dam above the town broke at 5 a.m. on Monday , Gov. Ada Quill said . "+
		"“ Nobody was hurt , ” Mr. Bram told the U.S. agency . “ We have seen forty drowned houses ! ” he said .\n", 50)
	d := &news.Doc{Article: news.Article{Text: text}}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		first := len(d.Tokens)
		for _, w := range strings.SplitAfter(line, " ") {
			if n := len(strings.TrimSpace(w)); n > 0 {
				d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: at, End: at + n}, Head: -1})
			}
			at += len(w)
		}
		if len(line) > 0 {
			d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: at - len(line), End: at - 1}, First: first, Last: len(d.Tokens)})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
