package eval

import (
	"path/filepath"
	"testing"

	"parallax/eval/annotated"
)

// annotatedSections are what the annotations tell of.
var annotatedSections = []string{"copies", "origins", "figure_mentions", "figure_links", "differences", "differences_recall", "verdicts", "claims", "names", "wording"}

func holdAnnotated(t *testing.T, part string) {
	t.Helper()
	corpora := needShared(t, "corpora")
	folder := filepath.Join(t.TempDir(), "annotated "+part)
	if err := annotated.Write(folder, part, corpora); err != nil {
		t.Fatal(err)
	}
	scores, data := scoreStories(t, folder)
	told := map[string]float64{}
	for _, s := range annotatedSections {
		told[s] = scores[s]
	}
	hold(t, "annotated "+part, data, told)
}

// TestAnnotatedStories scores stories that nothing is tuned on.
func TestAnnotatedStories(t *testing.T) { holdAnnotated(t, "reporting") }

// TestAnnotatedDevelopment scores those that may be learnt from.
func TestAnnotatedDevelopment(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: -short")
	}
	holdAnnotated(t, "development")
}
