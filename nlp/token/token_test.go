package token

import (
	"context"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parallax/model/conllu"
	"parallax/news"
)

// oneSentence makes a document whose text is one sentence.
func oneSentence(text string) *news.Doc {
	d := &news.Doc{Article: news.Article{Text: text}}
	if text != "" {
		d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}
	}
	return d
}

func annotate(t testing.TB, d *news.Doc) {
	t.Helper()
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
}

// Each case is the tokens of a sentence; its text is the tokens run together
// where | stands between them.
var cases = []string{
	"The dam broke|.",
	"They do|n't know|, she ca|n’t say|.",
	"Quill|'s and Bram|’s and the Tarns|' boats",
	"We|'ve seen what they|'ll do|, I|'d say|; I|'m sure you|'re right",
	"They can|not leave|.",
	"It cost $|1.2 million|, US$|30 or €|5,000|.",
	"About 6,100 people|, 3.5 percent|, at 2:15 p.m.",
	"It ended at 5|p.m. on 12/05/2031|.",
	"The U.S. and the U.K.",
	"Mr. Bram met Sen. J. K. Marsh|, Jr.",
	"A long|-|term plan for a 30|-|year|-|old dam",
	"An e-mail on the pre-war non-stick co-op|.",
	"Call 713-555-0199 or 555-0199 now|.",
	"See http://tarn.example/a-b?c=d|, www.fell.example and ada.quill@tarn.example|.",
	"“|No|,|” she said|; (|twice|)|.",
	"Wait|... what|?!",
	"The men and|/|or women|—|all of them|–|left|.",
	"It is No. 7|; no|.",
	"In the '90s and 1990s the 21st rose 5|%|.",
	"AT&T met O'Dell and d'Arc at 10 o'clock|.",
	"The fire burnt 16|km of land at 30|mph|.",
	"@adaquill wrote #dam|!",
	"1|-|2 or 10|–|12",
	"It was 9/11|.",
}

func TestTokens(t *testing.T) {
	for _, c := range cases {
		want := strings.NewReplacer("|", " ").Replace(c)
		d := oneSentence(strings.ReplaceAll(c, "|", ""))
		annotate(t, d)
		var got []string
		for _, tok := range d.Tokens {
			got = append(got, d.Slice(tok.Span))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("got  %s\nwant %s", g, want)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, c := range cases {
		f.Add(c)
	}
	f.Add("東京は晴れ。ไทย คน a'ʼs ’’s \u0301'")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := oneSentence(text)
		annotate(t, d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		at := 0
		s := scanner{text: text, end: len(text)}
		blank := func(from, to int) {
			for i := from; i < to; {
				c, n := s.at(i)
				if c != space {
					t.Fatalf("%q stands in no token", text[from:to])
				}
				i += n
			}
		}
		for _, tok := range d.Tokens {
			blank(at, tok.Start)
			at = tok.End
		}
		blank(at, len(text))
	})
}

// No text may take more than linear time.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"a-", "1-", "1,", "a.", "'", "-", "www.", "a@b", "a://", "$", "東", "e-mail-", "555-0199-", "1/2/"} {
		d := oneSentence(strings.Repeat(unit, 100_000/len(unit)))
		start := time.Now()
		annotate(t, d)
		if took := time.Since(start); took > time.Second {
			t.Errorf("%d bytes of %q took %v", len(d.Text), unit, took)
		}
	}
}

var treebanks = []struct {
	name  string
	files string
	floor float64 // F1
}{
	{"EWT dev", "ud/ewt/en_ewt-ud-dev.conllu", 0.986},
	{"GUM news", "ud/gum/GUM_news_*.conllu", 0.994},
	{"GUM all", "ud/gum/*.conllu", 0.996},
}

// TestTreebanks measures tokens within gold sentences.
func TestTreebanks(t *testing.T) {
	const corpora = "../../../shared/corpora"
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("tokens not measured: no ", corpora)
	}
	for _, bank := range treebanks {
		docs, err := conllu.ReadFiles(filepath.Join(corpora, bank.files))
		if err != nil {
			t.Fatal(err)
		}
		var right, found, gold float64
		wrong := make(map[string]int)
		for _, doc := range docs {
			d := &news.Doc{Article: news.Article{Text: doc.Text}}
			want := make(map[news.Span]bool)
			for _, s := range doc.Sentences {
				d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: s.Start, End: s.End}})
				for _, w := range s.Words {
					want[news.Span{Start: w.Start, End: w.End}] = true
				}
				gold += float64(len(s.Words))
			}
			annotate(t, d)
			found += float64(len(d.Tokens))
			for _, tok := range d.Tokens {
				if want[tok.Span] {
					right++
				} else {
					wrong[around(doc.Text, tok.Span)]++
				}
			}
		}
		p, r := right/found, right/gold
		f1 := 2 * p * r / (p + r)
		t.Logf("%s: P %.4f R %.4f F1 %.4f (%v words)", bank.name, p, r, f1, gold)
		if f1 < bank.floor {
			t.Errorf("%s: F1 %.4f is below the floor of %.4f", bank.name, f1, bank.floor)
		}
		if os.Getenv("SHOW") != "" {
			keys := make([]string, 0, len(wrong))
			for k := range wrong {
				keys = append(keys, k)
			}
			sort.Slice(keys, func(i, j int) bool {
				return wrong[keys[i]] > wrong[keys[j]] || wrong[keys[i]] == wrong[keys[j]] && keys[i] < keys[j]
			})
			t.Log(strings.Join(keys[:min(len(keys), 300)], " | "))
		}
	}
}

// around shows a token within the run of text that it stands in.
func around(text string, s news.Span) string {
	start := strings.LastIndexAny(text[:s.Start], " \n") + 1
	end := len(text)
	if k := strings.IndexAny(text[s.End:], " \n"); k >= 0 {
		end = s.End + k
	}
	return text[start:s.Start] + "[" + text[s.Start:s.End] + "]" + text[s.End:end]
}

func BenchmarkTokens(b *testing.B) {
	d := oneSentence(strings.Repeat("PORT ORLA (XP) — The dam above the town broke at 5 a.m. on Monday, Gov. Ada Quill said. "+
		"“Nobody was hurt,” Mr. Bram told the U.S. agency. “We don’t know how 6,100 of us got out!” he said. ", 100))
	words := float64(len(strings.Fields(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		annotate(b, d)
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
