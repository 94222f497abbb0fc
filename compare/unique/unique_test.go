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

// What all others tell is missing; the telling of the event is nobody's own.
func TestMissingAndEvent(t *testing.T) {
	r := prosetest.Report(
		"The ferry Halvard ran aground near Tornvik on Monday with 80 people on board. Divers found a crack of two metres below the engine room of the Halvard.",
		"The ferry Halvard, with 80 people on board, ran aground on Monday near Tornvik. A crack of two metres below the engine room was found by divers.",
		"The packed ferry Halvard hit rocks off the harbour of Tornvik on Monday with 80 people on board. A museum lent blankets to the passengers of the Halvard.",
	)
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	if len(r.Missing) != 1 || r.Missing[0].Origin != 2 || len(r.Missing[0].Support) != 2 || !strings.Contains(r.Slice(r.Missing[0].Support[0]), "crack") {
		t.Errorf("the crack is missing from the third report alone: %v", r.Missing)
	}
	for _, u := range r.Unique {
		if strings.Contains(r.Slice(u.Ref), "hit rocks") {
			t.Errorf("the event is listed as told by one: %s", r.Slice(u.Ref))
		}
	}
	if len(r.Unique) != 1 || !strings.HasPrefix(r.Slice(r.Unique[0].Ref), "A museum") {
		t.Errorf("want the museum: %v", r.Unique)
	}
	r.Articles[0].Published.At, r.Articles[1].Published.At, r.Articles[2].Published.At = "2024-03-15", "2024-03-15", "2024-03-14"
	if err := Annotate(context.Background(), r); err != nil || len(r.Missing) != 0 {
		t.Errorf("an earlier report could not know: %v %v", r.Missing, err)
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
