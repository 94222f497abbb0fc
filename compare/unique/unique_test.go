package unique

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/news"
)

func TestAnnotate(t *testing.T) {
	r := prosetest.Report(
		"The ferry Halvard ran aground near Tornvik on Monday with 80 people on board. Divers found a crack of two metres below the engine room of the Halvard.",
		"The ferry Halvard, with 80 people on board, ran aground on Monday near the harbour of Tornvik. It rained.",
	)
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Unique) != 1 || !strings.HasPrefix(r.Slice(r.Unique[0].Ref), "Divers found") {
		t.Fatalf("got %d: %v", len(r.Unique), r.Unique)
	}
	if w := r.Unique[0].Why; !strings.Contains(w, "1 other origin has") || !strings.Contains(w, "“") {
		t.Errorf("why: %s", w)
	}
	if err := r.Check(); err != nil {
		t.Error(err)
	}
}

func TestOneOrigin(t *testing.T) {
	r := prosetest.Report("Divers found a crack of two metres below the engine room.", "The ferry ran aground near Tornvik on Monday.")
	r.Origins = []news.Origin{{ID: "o1", Articles: []int{0, 1}}}
	if err := Annotate(context.Background(), r); err != nil || len(r.Unique) != 0 {
		t.Errorf("with one origin nothing is told by one alone: %v %v", r.Unique, err)
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("The ferry ran aground. Divers found a crack of two metres below the engine.", "A ferry ran aground on Monday.")
	f.Add("", "…")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := prosetest.Report(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
