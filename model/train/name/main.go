// Command name learns what model/names embeds: where names stand in news, from
// the English Worldwide Newswire data (Shan et al. 2023).
//
//	go run ./model/train/name ../shared/corpora/newswire-ner model/names/names.crf
//
// One file in five, by a hash of its name, is set aside: the command reports
// how many of its names the model finds and learns nothing from them.
package main

import (
	"context"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"

	"parallax/model/crf"
	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "name:", err)
		os.Exit(1)
	}
}

func run() error {
	var o crf.Options
	flag.IntVar(&o.Epochs, "epochs", 0, "passes over the data")
	flag.Float64Var(&o.Dropout, "dropout", 0, "part of the features hidden")
	flag.Float64Var(&o.L2, "l2", 0, "pull towards zero")
	flag.Float64Var(&o.Rate, "rate", 0, "step")
	flag.Float64Var(&o.Cut, "cut", 0, "smallest weight kept")
	flag.IntVar(&o.Least, "least", 0, "times a feature must be seen")
	all := flag.Bool("all", false, "learn from the set-aside files too")
	flag.Parse()
	if flag.NArg() != 2 {
		return fmt.Errorf("want DIR OUT.crf")
	}
	files, err := filepath.Glob(filepath.Join(flag.Arg(0), "*.tsv"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s: no .tsv files", flag.Arg(0))
	}
	sort.Strings(files)
	var train []crf.Sequence
	held := map[bool][]example{}
	for _, f := range files {
		for _, natural := range []bool{false, true} {
			e, err := readExample(f, natural)
			if err != nil {
				return err
			}
			if setAside(f) {
				held[natural] = append(held[natural], e)
				if !*all {
					continue
				}
			}
			train = append(train, name.Examples(e.doc, e.gold)...)
		}
	}
	fmt.Fprintf(os.Stderr, "%d files, %d set aside, %d sequences\n", len(files), len(held[true]), len(train))
	o.Log = func(epoch int, likelihood float64) {
		fmt.Fprintf(os.Stderr, "epoch %d: log likelihood %.0f\n", epoch, likelihood)
	}
	out := crf.Train(name.Scheme(), train, o)
	m, err := crf.Read(out)
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "set-aside files, spaced as in the corpus:")
	report(held[false], m)
	fmt.Fprintln(os.Stderr, "set-aside files, as printed:")
	report(held[true], m)
	fmt.Fprintf(os.Stderr, "%d bytes\n", len(out))
	return os.WriteFile(flag.Arg(1), out, 0o644)
}

// setAside reports whether a file is kept for measuring.
func setAside(path string) bool {
	h := fnv.New32a()
	h.Write([]byte(filepath.Base(path)))
	return h.Sum32()%5 == 0
}

func prepare(id, text string) (*news.Doc, error) {
	d := &news.Doc{Article: news.Article{ID: id, Text: text}}
	if err := sentence.Annotate(context.Background(), d); err != nil {
		return nil, err
	}
	return d, token.Annotate(context.Background(), d)
}

// overlapsOther reports whether a find overlaps a name of a kind that is not
// measured.
func overlapsOther(g name.Gold, gold []name.Gold) bool {
	for _, o := range gold {
		if (o.Class == "people" || o.Class == "thing") && o.Overlaps(g.Span) {
			return true
		}
	}
	return false
}

// report prints precision, recall and F1 of person, org and place by exact
// span against the outermost names.
func report(held []example, m *crf.Model) {
	kinds := []string{"person", "org", "place"}
	right, wrong, missed := map[string]int{}, map[string]int{}, map[string]int{}
	for _, e := range held {
		gold := map[name.Gold]bool{}
		for _, g := range e.gold {
			gold[g] = true
		}
		for _, g := range name.Find(e.doc, m) {
			if gold[g] {
				right[g.Class]++
				delete(gold, g)
			} else if !overlapsOther(g, e.gold) {
				wrong[g.Class]++
			}
		}
		for g := range gold {
			missed[g.Class]++
		}
	}
	var a, b, c int
	line := func(k string, a, b, c int) {
		p, r := float64(a)/float64(max(a+b, 1)), float64(a)/float64(max(a+c, 1))
		fmt.Fprintf(os.Stderr, "%-7s precision %.4f recall %.4f F1 %.4f\n", k, p, r, 2*p*r/max(p+r, 1e-9))
	}
	for _, k := range kinds {
		line(k, right[k], wrong[k], missed[k])
		a, b, c = a+right[k], b+wrong[k], c+missed[k]
	}
	line("all", a, b, c)
}
