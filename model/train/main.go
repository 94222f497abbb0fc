// Train builds the trained models of the project from public corpora, which lie
// beside the project and are not part of it; model/CARD.md says which. The same
// corpora give the same bytes.
//
//	go run ./model/train [-corpora DIR] MODEL...
package main

import (
	"flag"
	"fmt"
	"os"
)

// A trainer builds the files of one model from the corpora in dir.
type trainer struct {
	name  string
	what  string
	train func(dir string) error
}

// trainers is every model that can be rebuilt.
var trainers = []trainer{
	{"tag", "parts of speech, nlp/tag", trainTag},
	{"parse", "heads and relations, nlp/parse", trainParse},
	{"classes", "words used alike, model/classes", trainClasses},
	{"gazetteer", "names that are known, model/gazetteer", trainGazetteer},
	{"name", "names, model/names", trainName},
	{"story", "which articles are one story, story", trainStory},
	{"quote", "attributions, nlp/quote", trainQuote},
}

func main() {
	dir := flag.String("corpora", "../shared/corpora", "folder of the corpora")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run ./model/train [-corpora DIR] MODEL...")
		flag.PrintDefaults()
		for _, t := range trainers {
			fmt.Fprintf(flag.CommandLine.Output(), "  %-10s %s\n", t.name, t.what)
		}
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	for _, name := range flag.Args() {
		if err := run(name, *dir); err != nil {
			fmt.Fprintf(os.Stderr, "train %s: %v\n", name, err)
			os.Exit(1)
		}
	}
}

func run(name, dir string) error {
	for _, t := range trainers {
		if t.name == name {
			return t.train(dir)
		}
	}
	return fmt.Errorf("no such model")
}
