package main

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"

	"parallax/model/crf"
	"parallax/model/gazetteer"
	"parallax/nlp/name"
)

// trainName learns where names stand in news, from the English Worldwide
// Newswire data (Shan et al. 2023). One file in five, by a hash of its name, is
// set aside: the names that the model finds in it are reported, and nothing is
// learnt from it.
func trainName(dir string) error {
	train, held, err := newswireNames(dir, gazetteer.Of)
	if err != nil {
		return err
	}
	out := learnNames(train, 4)
	m, err := crf.Read(out)
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "set-aside files, spaced as in the corpus:")
	reportNames(held[false], m)
	fmt.Fprintln(os.Stderr, "set-aside files, as printed:")
	reportNames(held[true], m)
	fmt.Fprintf(os.Stderr, "%d bytes\n", len(out))
	return os.WriteFile("model/names/names.crf", out, 0o644)
}

// newswireNames reads what names are learnt from, and what is set aside, by
// whether it is spaced as papers print it.
func newswireNames(dir string, phrases name.Gazetteer) (train []crf.Sequence, held map[bool][]newswire, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "newswire-ner/*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no files in %s/newswire-ner", dir)
	}
	sort.Strings(files)
	held = map[bool][]newswire{}
	for _, f := range files {
		for _, natural := range []bool{false, true} {
			e, err := readNewswire(f, natural)
			if err != nil {
				return nil, nil, err
			}
			if setAside(f) {
				held[natural] = append(held[natural], e)
			} else {
				train = append(train, name.Examples(e.doc, e.gold, phrases)...)
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%d files, %d set aside, %d sequences\n", len(files), len(held[true]), len(train))
	return train, held, nil
}

func learnNames(train []crf.Sequence, runs int) []byte {
	return crf.Train(name.Scheme(), train, crf.Options{Runs: runs, Log: func(epoch int, likelihood float64) {
		fmt.Fprintf(os.Stderr, "epoch %d: log likelihood %.0f\n", epoch, likelihood)
	}})
}

// setAside reports whether a file is kept for measuring.
func setAside(path string) bool {
	h := fnv.New32a()
	h.Write([]byte(filepath.Base(path)))
	return h.Sum32()%5 == 0
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

// reportNames prints precision, recall and F1 of person, org and place by exact
// span against the outermost names.
func reportNames(held []newswire, m *crf.Model) {
	kinds := []string{"person", "org", "place"}
	right, wrong, missed := map[string]int{}, map[string]int{}, map[string]int{}
	for _, e := range held {
		gold := map[name.Gold]bool{}
		for _, g := range e.gold {
			gold[g] = true
		}
		for _, g := range name.Find(e.doc, m, gazetteer.Of) {
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
