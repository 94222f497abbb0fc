package tag

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parallax/model/conllu"
	"parallax/news"
)

const corpora = "../../../shared/corpora"

// gold makes a document with the treebank's own tokens.
func gold(doc conllu.Doc) *news.Doc {
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

// floors are on the development part of UD EWT with its own tokens; title is
// the tags with the words set as in a headline.
const (
	floorTags  = 0.952
	floorTitle = 0.920
	floorLemma = 0.983
)

func TestTreebank(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("tags and lemmas not measured: no ", corpora)
	}
	docs, err := conllu.ReadFiles(filepath.Join(corpora, "ud/ewt/en_ewt-ud-dev.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	var tags, titles, lemmas, words float64
	wrong := make(map[string]int)
	for _, doc := range docs {
		d := gold(doc)
		title := gold(doc)
		title.Text = titleCase(doc)
		for _, d := range []*news.Doc{d, title} {
			if err := Annotate(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		k := 0
		for _, s := range doc.Sentences {
			for _, w := range s.Words {
				got := d.Tokens[k]
				words++
				if got.POS.String() == w.UPOS {
					tags++
				} else {
					wrong[w.UPOS+" for "+got.POS.String()]++
				}
				if title.Tokens[k].POS.String() == w.UPOS {
					titles++
				}
				if want := lower(w.Lemma); got.Lemma == want {
					lemmas++
				} else {
					wrong[want+" for "+got.Lemma]++
				}
				k++
			}
		}
	}
	for _, m := range []struct {
		what         string
		share, floor float64
	}{{"tags", tags / words, floorTags}, {"tags in title case", titles / words, floorTitle}, {"lemmas", lemmas / words, floorLemma}} {
		t.Logf("%s: %.4f of %.0f words", m.what, m.share, words)
		if m.share < m.floor {
			t.Errorf("%s: %.4f is below the floor of %.3f", m.what, m.share, m.floor)
		}
	}
	if os.Getenv("SHOW") != "" {
		for what, n := range wrong {
			t.Log(n, what)
		}
	}
}

// titleCase is the text of doc with each word of three letters or more
// capitalised, of the same length.
func titleCase(doc conllu.Doc) string {
	b := []byte(doc.Text)
	for _, s := range doc.Sentences {
		for _, w := range s.Words {
			if c := b[w.Start]; w.End-w.Start > 2 && c >= 'a' && c <= 'z' {
				b[w.Start] = c - 'a' + 'A'
			}
		}
	}
	return string(b)
}

// tagged annotates one sentence, its tokens with a space between.
func tagged(t testing.TB, text string) *news.Doc {
	d := &news.Doc{Article: news.Article{Text: text}}
	at := 0
	for _, w := range strings.SplitAfter(text, " ") {
		if n := len(strings.TrimSpace(w)); n > 0 {
			d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: at, End: at + n}, Head: -1})
		}
		at += len(w)
	}
	if text != "" {
		d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}, Last: len(d.Tokens)}}
	}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"The dam broke on Monday .":           "the/DET dam/NOUN break/VERB on/ADP monday/PROPN ./PUNCT",
		"She was hoping to leave .":           "she/PRON be/AUX hope/VERB to/PART leave/VERB ./PUNCT",
		"They do n’t know the women 's names": "they/PRON do/AUX not/PART know/VERB the/DET woman/NOUN 's/PART name/NOUN",
		"Monday 6,100 houses were flooded":    "monday/PROPN 6,100/NUM house/NOUN be/AUX flood/VERB",
		"The Mayor Said Two Men Were Killed":  "the/DET mayor/NOUN say/VERB two/NUM man/NOUN be/AUX kill/VERB",
	} {
		d := tagged(t, text)
		var got []string
		for _, tok := range d.Tokens {
			got = append(got, tok.Lemma+"/"+tok.POS.String())
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("got  %s\nwant %s", g, want)
		}
	}
}

func TestOtherLanguage(t *testing.T) {
	d := tagged(t, "Der Damm brach")
	for i := range d.Tokens {
		d.Tokens[i].POS, d.Tokens[i].Lemma = news.NoPOS, ""
	}
	d.Language = "de"
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if d.Tokens[0].POS != news.NoPOS || len(d.Notes) != 1 {
		t.Errorf("tag %v, notes %q", d.Tokens[0].POS, d.Notes)
	}
}

func FuzzTag(f *testing.F) {
	f.Add("The dam broke on Monday .")
	f.Add("’s ’ é İ ſ \u212a ẞ ’ies ied ing s")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != ' ' }) {
			t.Skip()
		}
		d := tagged(t, text)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, tok := range d.Tokens {
			if tok.POS == news.NoPOS || tok.Lemma == "" || !utf8.ValidString(tok.Lemma) {
				t.Errorf("%q: tag %v, lemma %q", d.Slice(tok.Span), tok.POS, tok.Lemma)
			}
		}
	})
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
