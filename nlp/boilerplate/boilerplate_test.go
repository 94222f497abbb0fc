package boilerplate

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/news"
)

// example reads testdata: a title, then lines as "kind| text", where kind is
// "text" for the article's own prose.
func example(t testing.TB, file string) (title string, kinds, lines []string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if i == 0 {
			title = strings.TrimPrefix(row, "title: ")
			continue
		}
		kind, line, ok := strings.Cut(row, "| ")
		if !ok {
			t.Fatalf("%s:%d: no kind", file, i+1)
		}
		kinds, lines = append(kinds, kind), append(lines, line)
	}
	return title, kinds, lines
}

func TestExamples(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no examples in testdata")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			title, kinds, lines := example(t, file)
			d := &news.Doc{Article: news.Article{ID: file, Title: title, Text: strings.Join(lines, "\n")}}
			if err := Annotate(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			if err := d.Check(); err != nil {
				t.Fatal(err)
			}
			at := 0
			for i, line := range lines {
				got := "text"
				for _, b := range d.Boilerplate {
					if b.Overlaps(news.Span{Start: at, End: at + len(line)}) && b.Len()*2 >= len(line) {
						got = string(b.Kind)
					}
				}
				if got != kinds[i] {
					t.Errorf("line %d is %q, want %q: %s", i+1, got, kinds[i], line)
				}
				at += len(line) + 1
			}
		})
	}
}

// TestForeign makes sure that prose in a language whose function words are not
// known stays prose.
func TestForeign(t *testing.T) {
	d := &news.Doc{Article: news.Article{Language: "de", Title: "Fähre läuft vor Sarn auf Grund", Text: `Eine Fähre mit 212 Passagieren ist am Montag vor der Insel Sarn auf Grund gelaufen, teilte die Küstenwache mit.
Rettungsboote brachten alle Passagiere innerhalb von drei Stunden in den Hafen von Vellmar.
Taucher sollen das Schiff untersuchen, sobald sich die See beruhigt hat.
© 2031 Vellmarer Bote`}}
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if len(d.Boilerplate) != 1 || d.Boilerplate[0].Kind != news.Legal || len(d.Notes) != 1 {
		t.Errorf("got %+v, notes %q; want the last line alone", d.Boilerplate, d.Notes)
	}
}

// TestCues reads cues.txt as a person does: every phrase under a heading that
// is known, and none twice under one.
func TestCues(t *testing.T) {
	rows, phrases := 0, 0
	for _, row := range strings.Split(cueText, "\n") {
		if row != "" && !strings.HasPrefix(row, "//") && !(strings.HasPrefix(row, "[") && strings.HasSuffix(row, "]") && strings.Count(row, " ") == 1) {
			rows++
		}
	}
	type key struct {
		phrase string
		kind   uint8
		s      strength
	}
	seen := map[key]bool{}
	eachPhrase(func(phrase string, kind uint8, s strength) {
		phrases++
		if k := (key{phrase, kind, s}); seen[k] {
			t.Errorf("%q stands twice under one heading", phrase)
		} else {
			seen[k] = true
		}
		if strings.ToLower(phrase) != phrase || strings.Count(phrase, "...") > 1 {
			t.Errorf("%q can never be found", phrase)
		}
	})
	if rows != phrases || phrases < 500 {
		t.Errorf("%d of %d phrases stand under a known heading", phrases, rows)
	}
}

func FuzzAnnotate(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		f.Fatal("no seeds in testdata")
	}
	for _, file := range files {
		title, _, lines := example(f, file)
		f.Add(strings.Join(lines, "\n"), title)
	}
	f.Add("", "")
	f.Add("\n \n\u200b\n", "x")
	f.Add("©\r\n(\r\n[]", "©")
	f.Fuzz(func(t *testing.T, text, title string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		d := &news.Doc{Article: news.Article{ID: "fuzz", Title: title, Text: text}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	files, _ := filepath.Glob("testdata/*.txt")
	var docs []*news.Doc
	words := 0
	for _, file := range files {
		title, _, lines := example(b, file)
		d := &news.Doc{Article: news.Article{Title: title, Text: strings.Join(lines, "\n")}}
		words += len(strings.Fields(d.Text))
		docs = append(docs, d)
	}
	for b.Loop() {
		for _, d := range docs {
			if err := Annotate(context.Background(), d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(words)/float64(b.N), "µs/word")
}
