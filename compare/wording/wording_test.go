package wording_test

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/compare/wording"
	"parallax/news"
	"parallax/nlp/tag"
)

func report(t testing.TB, texts ...string) *news.Report {
	t.Helper()
	r := prosetest.Report(texts...)
	for _, d := range r.Articles {
		if err := tag.Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestDescriptions(t *testing.T) {
	r := report(t,
		"Motel owner Ilse Varga said she heard three shots in Tornvik.",
		"Ilse Varga, the manager of the motel, heard three shots in Tornvik.")
	var e news.EntityGroup
	e.Name, e.Kind = "Ilse Varga", news.Person
	for i, d := range r.Articles {
		at := strings.Index(d.Text, e.Name)
		e.Mentions = append(e.Mentions, news.Ref{Doc: i, Span: news.Span{Start: at, End: at + len(e.Name)}})
	}
	r.Entities = []news.EntityGroup{e}
	if err := wording.Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, w := range r.Wording {
		if w.Referent == e.Name {
			for _, l := range w.Labels {
				got += r.Slice(l) + "; "
			}
		}
	}
	if want := "Motel owner; manager; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLabels(t *testing.T) {
	r := report(t,
		"The rebels in eastern Norland seized a bridge near Tornvik on Monday. The rebels in eastern Norland have tanks.",
		"The separatists in eastern Norland seized a bridge near Tornvik on Monday. The separatists deny it.")
	if err := wording.Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Wording {
		got := map[string]bool{}
		for _, l := range w.Labels {
			got[strings.ToLower(r.Slice(l))] = true
		}
		if got["rebels"] && got["separatists"] {
			if !strings.Contains(w.Why, "“rebels” (1)") {
				t.Errorf("why: %s", w.Why)
			}
			return
		}
	}
	t.Errorf("rebels and separatists are not put together: %v", r.Wording)
}

func FuzzAnnotate(f *testing.F) {
	f.Add("The rebels left the town.", "Separatists fled the town, officials said.")
	f.Add("", "-")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := report(t, strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if err := wording.Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
