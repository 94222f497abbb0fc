package polnear

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/news"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// The dash before the name is three bytes and one character.
	write("text/a.txt", "— Orla Venn said: it “rains”.")
	write("text/b.txt", "nobody marked this one")
	write("attributions/a_17.ann", strings.Join([]string{
		"T1\tSource 2 11\tOrla Venn", "T2\tCue 12 17\tsaid:", "T3\tContent 21 28;18 20\tit rains",
		"T4\tContent 90 95\tbeyond", "E1\tAttribution:T9 Content:T3 Content2:T4 Cue:T2 Source:T1", "", "junk",
	}, "\n"))
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].ID != "a" || len(got[0].Attributions) != 1 {
		t.Fatalf("got %+v", got)
	}
	a := got[0].Attributions[0]
	words := func(spans []news.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, got[0].Text[s.Start:s.End])
		}
		return strings.Join(out, "|")
	}
	if s, c, w := words(a.Source), words(a.Cue), words(a.Content); s != "Orla Venn" || c != "said:" || w != "it|“rains”" {
		t.Errorf("source %q, cue %q, content %q", s, c, w)
	}
}

func TestReadNothing(t *testing.T) {
	if _, err := Read(t.TempDir()); err == nil {
		t.Error("an empty folder is read")
	}
}
