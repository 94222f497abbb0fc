package read

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parallax/text"
)

// TestMainText scores the extraction of main text on the 181 pages of
// article-extraction-benchmark in its own way: 4-grams of words, precision and
// recall averaged over pages, F1 of the averages.
func TestMainText(t *testing.T) {
	const floor = 0.96 // 0.965 when this was written
	dir := filepath.Join("..", "..", "shared", "corpora", "pages")
	b, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Skip("left out the score on article-extraction-benchmark: ", err)
	}
	if testing.Short() {
		t.Skip("left out the score on article-extraction-benchmark: -short")
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	var precision, recall, recalled float64
	for id, want := range truth {
		page := gunzip(t, filepath.Join(dir, "html", id+".html.gz"))
		d, err := text.Decode(page, declaredCharset(page, ""))
		if err != nil {
			t.Fatal(id, err)
		}
		p, e := extract(d.Text, want.URL)
		if e != nil {
			t.Errorf("%s: %v", id, e)
		}
		got, gold := shingles(p.text), shingles(want.ArticleBody)
		hit := 0
		for s, n := range got {
			hit += min(n, gold[s])
		}
		if n := sum(got); n > 0 {
			precision += float64(hit) / float64(n)
		} else {
			t.Errorf("%s: no text", id)
		}
		recall += float64(hit) / float64(sum(gold))
		recalled++
	}
	precision /= recalled
	recall /= recalled
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: F1 %.4f, precision %.4f, recall %.4f", len(truth), f1, precision, recall)
	if f1 < floor {
		t.Errorf("F1 %.4f is below the floor %.4f", f1, floor)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func shingles(s string) map[string]int {
	words := word.FindAllString(s, -1)
	const n = 4
	out := map[string]int{}
	for i := 0; i+n <= max(len(words), n); i++ {
		out[strings.Join(words[i:min(i+n, len(words))], " ")]++
	}
	return out
}

func sum(m map[string]int) (n int) {
	for _, c := range m {
		n += c
	}
	return n
}

func gunzip(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
