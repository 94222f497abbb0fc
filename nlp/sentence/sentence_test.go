package sentence

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parallax/model/conllu"
	"parallax/news"
)

// Each case is a text with | where a sentence ends and the next begins, in
// place of one space or line end.
var cases = []struct{ name, text string }{
	{"plain", "The dam broke on Monday.|Nobody was hurt."},
	{"title", "Sen. Ada Quill met Mr. Bram and Gov. Lund."},
	{"saint", "The train left St. Orla at noon.|It was late."},
	{"country within", "The U.S. Secretary of Bridges spoke."},
	{"country at end", "She left for the U.S.|The visit is her first."},
	{"initials", "J. K. Marsh and Tobias A. Venn signed."},
	{"number", "He lives at No. 5 Mill Lane.|No. 7 is empty."},
	{"month", "It opened on Oct. 3.|It shut in Nov. 1999."},
	{"hour", "The vote ends at 5 p.m. on Friday.|It began at 9 a.m.|The count follows."},
	{"firm", "Tarn Inc. said it sold Fell Corp. shares.|It gave no price."},
	{"decimal", "The quake had a magnitude of 3.5 and cost $1.2 million."},
	{"ellipsis within", "The wall ... and the roof fell."},
	{"quote then said", "“Stop!” he shouted.|Nobody did."},
	{"question then name", "“Why now?” Mayor Quill asked.|She got no answer."},
	{"quote ends", "“It is over,” he said.|“We lost.”|The crowd left."},
	{"straight quotes", "\"It is over,\" he said.|\"We lost.\"|The crowd left."},
	{"dateline", "PORT ORLA, Fla. (XP) — The dam broke."},
	{"lost space", "The mayor said.The crowd left."},
	{"address", "Write to www.Tarn.Fell.example/a.Bc or tarn.Com today."},
	{"footnotes", "The dam broke. [3] [12]|Nobody was hurt.[4]|It rained."},
	{"versus", "The court cited Roe v. Marsh."},
	{"heading", "Dam breaks\nThe dam broke."},
	{"list number", "1. Boil the water."},
	{"initial or pronoun", "Nobody is taller than I.|The rest agree."},
	{"brackets", "It rained (a lot.) The dam broke."},
}

func split(text string) []string {
	d := &news.Doc{Article: news.Article{Text: text}}
	if err := Annotate(context.Background(), d); err != nil {
		panic(err)
	}
	var out []string
	for _, s := range d.Sentences {
		out = append(out, d.Slice(s.Span))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.ReplaceAll(c.text, "|", " ")
			want := strings.ReplaceAll(c.text, "\n", "|")
			switch c.name {
			case "lost space":
				want = "The mayor said.|The crowd left."
			case "brackets":
				want = "It rained (a lot.)|The dam broke."
			}
			if got := strings.Join(split(text), "|"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestWrapped(t *testing.T) {
	text := "Dam breaks at Port Orla\n\n" +
		"The dam above the town of Port Orla broke early on\n" +
		"Monday, its keeper said. Nobody was hurt, but forty\n" +
		"houses stand in water.\n\n" +
		"The mayor, Ada Quill, asked\nfor help. The state\nsent boats.\n"
	want := "Dam breaks at Port Orla|" +
		"The dam above the town of Port Orla broke early on\nMonday, its keeper said.|" +
		"Nobody was hurt, but forty\nhouses stand in water.|" +
		"The mayor, Ada Quill, asked\nfor help.|The state\nsent boats."
	if got := strings.Join(split(text), "|"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestParagraphPerLine(t *testing.T) {
	text := "Dam breaks\r\nBy Ada Quill\r\n12 May 2031\r\nThe dam broke on Monday\r\nShare\r\n"
	want := "Dam breaks|By Ada Quill|12 May 2031|The dam broke on Monday|Share"
	if got := strings.Join(split(text), "|"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzSentences(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	f.Add("a\n\nb\r\nc .\" . . \u2028 d\ufeff")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := &news.Doc{Article: news.Article{Text: text}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		covered := 0
		for _, s := range d.Sentences {
			if out := text[covered:s.Start]; strings.TrimFunc(out, isSpace) != "" {
				t.Fatalf("%q stands in no sentence", out)
			}
			covered = s.End
		}
		if out := text[covered:]; strings.TrimFunc(out, isSpace) != "" {
			t.Fatalf("%q stands in no sentence", out)
		}
	})
}

// No text may take more than linear time.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"aa.Bb", ". ", "?\" A", "A.", "a\n", "\u0301", ".\u0301", "(", "\"", "1. ", "Mr. "} {
		text := strings.Repeat(unit, 400_000/len(unit))
		start := time.Now()
		split(text)
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%d bytes of %q took %v", len(text), unit, d)
		}
	}
}

// treebanks are measured: boundaries inside paragraphs, as the ends of sentences.
var treebanks = []struct {
	name  string
	files string
	floor float64 // F1
}{
	{"EWT dev", "ud/ewt/en_ewt-ud-dev.conllu", 0.845},
	{"GUM news", "ud/gum/GUM_news_*.conllu", 0.960},
	{"GUM all", "ud/gum/*.conllu", 0.965},
}

func TestTreebanks(t *testing.T) {
	const corpora = "../../../shared/corpora"
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("sentence boundaries not measured: no ", corpora)
	}
	for _, bank := range treebanks {
		docs, err := conllu.ReadFiles(filepath.Join(corpora, bank.files))
		if err != nil {
			t.Fatal(err)
		}
		var right, found, gold float64
		for _, doc := range docs {
			for _, par := range paragraphs(doc) {
				ends := make(map[int]bool)
				for _, e := range par.ends {
					ends[e] = true
				}
				gold += float64(len(par.ends) - 1)
				d := &news.Doc{Article: news.Article{Text: par.text}}
				if err := Annotate(context.Background(), d); err != nil {
					t.Fatal(err)
				}
				for _, s := range d.Sentences[:len(d.Sentences)-1] {
					found++
					if ends[s.End] {
						right++
					} else if os.Getenv("SHOW") != "" {
						t.Logf("extra: …%s | %s…", tailOf(par.text[:s.End]), headOf(par.text[s.End:]))
					}
					delete(ends, s.End)
				}
				if os.Getenv("SHOW") != "" {
					for _, e := range par.ends[:len(par.ends)-1] {
						if ends[e] {
							t.Logf("missed: …%s | %s…", tailOf(par.text[:e]), headOf(par.text[e:]))
						}
					}
				}
			}
		}
		p, r := right/found, right/gold
		f1 := 2 * p * r / (p + r)
		t.Logf("%s: P %.3f R %.3f F1 %.3f (%v boundaries)", bank.name, p, r, f1, gold)
		if f1 < bank.floor {
			t.Errorf("%s: F1 %.3f is below the floor of %.3f", bank.name, f1, bank.floor)
		}
	}
}

func tailOf(s string) string { return s[max(0, len(s)-30):] }
func headOf(s string) string { return s[:min(len(s), 20)] }

type paragraph struct {
	text string
	ends []int
}

func paragraphs(doc conllu.Doc) []paragraph {
	var out []paragraph
	start := 0
	for i, s := range doc.Sentences {
		if i > 0 && strings.Contains(doc.Text[doc.Sentences[i-1].End:s.Start], "\n\n") {
			start = s.Start
		}
		if start == s.Start {
			out = append(out, paragraph{})
		}
		last := &out[len(out)-1]
		last.text = doc.Text[start:s.End]
		last.ends = append(last.ends, s.End-start)
	}
	return out
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("PORT ORLA (XP) — The dam above the town broke at 5 a.m. on Monday, Gov. Ada Quill said.\n"+
		"“Nobody was hurt,” Mr. Bram told the U.S. agency. “We are lucky!” he said.\n", 100)
	words := float64(len(strings.Fields(text)))
	d := &news.Doc{Article: news.Article{Text: text}}
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestOverlongText holds the bound on the length of a sentence, whatever the
// text is made of.
func TestOverlongText(t *testing.T) {
	for _, unit := range []string{"word and ", "x", "語", "a\u0301", ", "} {
		d := &news.Doc{Article: news.Article{Text: strings.Repeat(unit, 20_000)}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
		covered := 0
		for _, s := range d.Sentences {
			if s.Len() > longest {
				t.Errorf("%q: a sentence of %d bytes", unit, s.Len())
			}
			covered += s.Len()
		}
		if want := len(strings.ReplaceAll(d.Text, " ", "")) / 2; covered < want {
			t.Errorf("%q: sentences cover %d bytes of %d", unit, covered, len(d.Text))
		}
	}
}

// TestHugeText holds the bound on what is analysed, and the note about it.
func TestHugeText(t *testing.T) {
	d := &news.Doc{Article: news.Article{Text: strings.Repeat("The bridge is closed. ", 100_000)}}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if last := d.Sentences[len(d.Sentences)-1].End; last > most || last < most-100 {
		t.Errorf("sentences end at byte %d", last)
	}
	if len(d.Notes) != 1 || !strings.HasPrefix(d.Notes[0], "text cut short: it has 2.2 MB") {
		t.Errorf("notes %q", d.Notes)
	}
}
