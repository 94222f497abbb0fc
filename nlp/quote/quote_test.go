package quote

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

// analyse runs the steps that quote stands on, and quote itself.
func analyse(t testing.TB, article string) *news.Doc {
	t.Helper()
	d := &news.Doc{Article: news.Article{ID: "a", Language: "en", Text: article}}
	prepare(t, d)
	if err := Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func prepare(t testing.TB, d *news.Doc) {
	t.Helper()
	for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, name.Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
}

// TestExamples reads testdata: an article, a line of dashes, and one line for
// each attribution: speaker | cue | quoted words / more quoted words. What is
// quoted must be found so and no more of it; of what is only reported, at least
// the attributions that are listed.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			article, want, ok := strings.Cut(string(raw), "----\n")
			if !ok {
				t.Fatal("no expectation")
			}
			d := analyse(t, article)
			var got strings.Builder
			for _, a := range d.Attributions {
				line := strings.TrimRight(a.Speaker+" | "+words(d, a.Cue)+" | "+words(d, a.Quoted), " ") + "\n"
				if len(a.Quoted) > 0 || strings.Contains(want, line) {
					got.WriteString(line)
				}
			}
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got.String(), "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func words(d *news.Doc, spans []news.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, d.Slice(s))
	}
	return strings.Join(out, " / ")
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"“It is over,” said Ida Marn. “Go home.”\n\nShe left.",
		"According to \"Tarn\", 'no' and “yes\n\n“maybe",
		"said said said : \" , said",
		"", "\n\n", "”", "He told", "according to",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		analyse(t, strings.ToValidUTF8(text, ""))
	})
}

func BenchmarkAnnotate(b *testing.B) {
	raw, err := os.ReadFile("testdata/dam.txt")
	if err != nil {
		b.Fatal(err)
	}
	article, _, _ := strings.Cut(string(raw), "----\n")
	d := &news.Doc{Article: news.Article{ID: "a", Language: "en", Text: strings.Repeat(article, 20)}}
	prepare(b, d)
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestUndergone: who is spoken of does not say it.
func TestUndergone(t *testing.T) {
	for text, want := range map[string]string{
		"Transport Minister Elena Varga is expected to open the new harbour bridge on Monday.": "",
		"Transport Minister Elena Varga expects the harbour bridge to open on Monday.":         "Elena Varga",
		"Transport Minister Elena Varga is convinced that the harbour bridge will be safe.":    "Elena Varga",
	} {
		d, said := analyse(t, text), ""
		for _, a := range d.Attributions {
			said += a.Speaker
			if want == "" && len(a.Source) > 0 {
				t.Errorf("%q: laid to %q by %q", text, words(d, a.Source), words(d, a.Cue))
			}
		}
		if said != want {
			t.Errorf("%q: said by %q", text, said)
		}
	}
}
