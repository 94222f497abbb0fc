// Package polnear reads PolNeAR, the corpus of attributions in news (Newell,
// Margolin and Ruths, LREC 2018): text/*.txt and, in brat's standoff format,
// attributions/*.ann.
package polnear

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parallax/news"
)

// An Article is one annotated text.
type Article struct {
	ID, Text     string
	Attributions []Attribution // in the annotator's order
}

// An Attribution is a statement with its roles, each of them sorted by place;
// a source or a cue may be missing.
type Attribution struct{ Source, Cue, Content []news.Span }

// Read reads the articles of a part of the corpus, by file name. Where two
// annotators marked an article, the first one by file name counts.
func Read(dir string) ([]Article, error) {
	files, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no articles in %s", dir)
	}
	var out []Article
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(filepath.Base(f), ".txt")
		marked, err := filepath.Glob(filepath.Join(dir, "attributions", id+"_*.ann"))
		if err != nil {
			return nil, err
		}
		if len(marked) == 0 {
			continue
		}
		ann, err := os.ReadFile(marked[0])
		if err != nil {
			return nil, err
		}
		out = append(out, Article{ID: id, Text: string(text), Attributions: parse(string(ann), string(text))})
	}
	return out, nil
}

// parse reads the attributions of a brat file, whose offsets count characters.
// Lines that it cannot read are passed over.
func parse(ann, text string) []Attribution {
	var at []int // byte offset of each character
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	spans := map[string][]news.Span{}
	var out []Attribution
	for line := range strings.Lines(ann) {
		columns := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(columns) < 2 || columns[0] == "" {
			continue
		}
		switch name := columns[0]; name[0] {
		case 'T': // T1	Source 0 4;9 12	words
			_, places, _ := strings.Cut(columns[1], " ")
			for _, p := range strings.Split(places, ";") {
				from, to, _ := strings.Cut(p, " ")
				a, errA := strconv.Atoi(from)
				b, errB := strconv.Atoi(to)
				if errA == nil && errB == nil && 0 <= a && a < b && b < len(at) {
					spans[name] = append(spans[name], news.Span{Start: at[a], End: at[b]})
				}
			}
		case 'E': // E1	Attribution:T4 Content:T3 Content2:T7 Cue:T2 Source:T1
			var a Attribution
			for _, part := range strings.Fields(columns[1]) {
				role, span, _ := strings.Cut(part, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Source":
					a.Source = append(a.Source, spans[span]...)
				case "Cue":
					a.Cue = append(a.Cue, spans[span]...)
				case "Content":
					a.Content = append(a.Content, spans[span]...)
				}
			}
			for _, s := range [][]news.Span{a.Source, a.Cue, a.Content} {
				slices.SortFunc(s, func(a, b news.Span) int {
					return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
				})
			}
			out = append(out, a)
		}
	}
	return out
}
