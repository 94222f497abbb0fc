package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"parallax/model/conllu"
)

// The smallest model comes out of the corpora as it lies in the project. For
// the others: make models && git diff --exit-code.
func TestRebuilds(t *testing.T) {
	const corpora = "../../../shared/corpora"
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("left out: the corpora are not here")
	}
	docs, err := conllu.ReadFiles(filepath.Join(corpora, "ud/ewt/sources-train.conllu.gz"), filepath.Join(corpora, "ud/gum/*.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../nlp/tag/sure.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if got := sureLines(sureWords(docs)); !bytes.Equal(got, want) {
		t.Errorf("the list of sure words is rebuilt with %d bytes, other than the %d in the project", len(got), len(want))
	}
}

func TestEveryTrainerIsCalled(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range trainers {
		if !bytes.Contains(makefile, []byte("./model/train "+tr.name+"\n")) {
			t.Errorf("make models does not build %s", tr.name)
		}
	}
}
