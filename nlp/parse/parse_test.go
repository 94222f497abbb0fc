package parse

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parallax/model/conllu"
	"parallax/news"
	"parallax/nlp/tag"
)

const corpora = "../../../shared/corpora"

// TestTreebank measures on the development part of UD EWT with its own tokens and
// the tags of nlp/tag; relations are universal, without subtypes, and punctuation
// counts. The floors are those of eval/floors.json.
func TestTreebank(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("heads and relations not measured: no ", corpora)
	}
	docs, err := conllu.ReadFiles(filepath.Join(corpora, "ud/ewt/en_ewt-ud-dev.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	var words, heads, rels float64
	wrong := make(map[string]int)
	for _, doc := range docs {
		d := &news.Doc{Article: news.Article{Text: doc.Text}}
		for _, s := range doc.Sentences {
			first := len(d.Tokens)
			for _, w := range s.Words {
				d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: w.Start, End: w.End}, Head: -1})
			}
			d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: s.Start, End: s.End}, First: first, Last: len(d.Tokens)})
		}
		annotate(t, d)
		k := 0
		for _, s := range doc.Sentences {
			first := k
			for _, w := range s.Words {
				got := d.Tokens[k]
				k++
				words++
				rel, _, _ := strings.Cut(w.Rel, ":")
				if got.Head != w.Head+first && (got.Head != -1 || w.Head != -1) {
					wrong["head of "+rel]++
					continue
				}
				heads++
				if got.Dep == rel {
					rels++
				} else {
					wrong[rel+" for "+got.Dep]++
				}
			}
		}
	}
	raw, err := os.ReadFile("../../eval/floors.json")
	if err != nil {
		t.Fatal(err)
	}
	var floors map[string]struct{ Floors map[string]float64 }
	if err := json.Unmarshal(raw, &floors); err != nil {
		t.Fatal(err)
	}
	for what, share := range map[string]float64{"uas": heads / words, "las": rels / words} {
		floor := floors["parse"].Floors[what]
		t.Logf("%s: %.4f of %.0f words", what, share, words)
		if floor == 0 || share < floor {
			t.Errorf("%s: %.4f is below the floor of %.3f", what, share, floor)
		}
	}
	if os.Getenv("SHOW") != "" {
		for what, n := range wrong {
			t.Log(n, what)
		}
	}
}

func annotate(t testing.TB, d *news.Doc) {
	t.Helper()
	for _, step := range []func(context.Context, *news.Doc) error{tag.Annotate, Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
}

// parsed annotates lines, each a sentence, its tokens with a space between.
func parsed(t testing.TB, text string) *news.Doc {
	d := &news.Doc{Article: news.Article{Text: text}}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		start, first := at, len(d.Tokens)
		for _, w := range strings.SplitAfter(line, " ") {
			if n := len(strings.TrimSpace(w)); n > 0 {
				d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: at, End: at + n}, Head: -1})
			}
			at += len(w)
		}
		if start < at {
			d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: start, End: at}, First: first, Last: len(d.Tokens)})
		}
	}
	annotate(t, d)
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	return d
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"The dam broke on Monday .":                "The<det>dam dam<nsubj>broke broke<root> on<case>Monday Monday<obl>broke .<punct>broke",
		"The mayor said two men were killed .":     "The<det>mayor mayor<nsubj>said said<root> two<nummod>men men<nsubj>killed were<aux>killed killed<ccomp>said .<punct>said",
		"She wants to leave the flooded town .":    "She<nsubj>wants wants<root> to<mark>leave leave<xcomp>wants the<det>town flooded<amod>town town<obj>leave .<punct>wants",
		"Crews searched the river and found boats": "Crews<nsubj>searched searched<root> the<det>river river<obj>searched and<cc>found found<conj>searched boats<obj>found",
		"Stop": "Stop<root>",
	} {
		d := parsed(t, text)
		var got []string
		for _, tok := range d.Tokens {
			head := ""
			if tok.Head >= 0 {
				head = d.Slice(d.Tokens[tok.Head].Span)
			}
			got = append(got, d.Slice(tok.Span)+"<"+tok.Dep+">"+head)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("got  %s\nwant %s", g, want)
		}
	}
}

// TestLaws checks that Doc.Check finds what is no tree.
func TestLaws(t *testing.T) {
	for name, heads := range map[string][4]int{
		"a circle": {1, 2, 0, -1}, "two roots": {-1, 0, -1, 2}, "no root": {1, 0, 3, 2}, "itself": {0, 3, 3, -1}, "outside": {3, 3, 3, 4},
	} {
		d := parsed(t, "The dam broke .")
		for i, h := range heads {
			d.Tokens[i].Head = h
		}
		if d.Check() == nil {
			t.Errorf("%s: Check finds nothing wrong", name)
		}
	}
}

// TestLong checks that what is no sentence is parsed in bounded pieces, to one tree.
func TestLong(t *testing.T) {
	d := parsed(t, strings.Repeat("12 , boats ; ", 1000))
	if d.Tokens[3999].Dep == "" {
		t.Error("the last token has no relation")
	}
}

func TestOtherLanguage(t *testing.T) {
	d := &news.Doc{Article: news.Article{Text: "Der Damm brach", Language: "de"}}
	d.Tokens = []news.Token{{Span: news.Span{Start: 0, End: 3}, Head: -1}}
	d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: 14}, Last: 1}}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if d.Tokens[0].Dep != "" || len(d.Notes) != 1 {
		t.Errorf("relation %q, notes %q", d.Tokens[0].Dep, d.Notes)
	}
}

// TestSameAfterOtherText checks that what is remembered of earlier text changes nothing.
func TestSameAfterOtherText(t *testing.T) {
	text := "The ferry that left Port Orla at dawn was late , and nobody knew why .\n"
	fresh := parsed(t, text)
	parsed(t, strings.Repeat("Late at dawn , nobody who left the port knew why the ferry was there .\n", 30))
	for i, tok := range parsed(t, text).Tokens {
		if tok != fresh.Tokens[i] {
			t.Errorf("token %d: %v, before %v", i, tok, fresh.Tokens[i])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("The dam broke on Monday .\nIt was old .")
	f.Add("’s ’ é İ ſ \u212a ẞ , , , and ( ) .")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != ' ' && r != '\n' }) {
			t.Skip()
		}
		for _, tok := range parsed(t, text).Tokens {
			if tok.Dep == "" {
				t.Error("a token has no relation")
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	d := benchText(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(len(d.Tokens)*b.N), "us/word")
}

// benchText is the treebank's text where it is there, else a line over and over.
func benchText(b *testing.B) *news.Doc {
	docs, err := conllu.ReadFiles(filepath.Join(corpora, "ud/gum/GUM_news_*.conllu"))
	if err != nil {
		return parsed(b, strings.Repeat("The dam above the town broke at 5 a.m. on Monday , Gov. Ada Quill said .\n", 200))
	}
	var text strings.Builder
	for _, doc := range docs {
		for _, s := range doc.Sentences {
			for i, w := range s.Words {
				if i > 0 {
					text.WriteByte(' ')
				}
				text.WriteString(strings.ReplaceAll(w.Form, " ", "_"))
			}
			text.WriteByte('\n')
		}
	}
	return parsed(b, text.String())
}
