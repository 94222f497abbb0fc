package parallax

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
)

// Two German reports of one event, of our own invention: what is equal in
// digits or between quotation marks is put together, and nothing is called a
// conflict, as nothing tells what is counted.
func TestCompareInAnotherLanguage(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Compare(context.Background(), func(yield func(news.Article, error) bool) {
		for i, text := range []string{
			"Die Fähre „Nordstern“ ist am Montag vor dem Hafen von Tolvan auf Grund gelaufen. An Bord waren 1.234 Fahrgäste, 12 Menschen " +
				"wurden verletzt. Der Schaden beträgt nach ersten Schätzungen 3,5 Millionen Euro.\n\n„Wir haben alle Menschen sicher an Land " +
				"gebracht“, sagte Lena Voss. Voss war am Abend im Hafen.\n\nRund 45,5 % der Fahrgäste kamen aus Vellin.\n",
			"Vor Tolvan ist eine Fähre auf eine Sandbank gelaufen. Nach Angaben der Behörden wurden 1.234 Passagiere gerettet und 14 " +
				"Personen verletzt. »Wir haben alle Menschen sicher an Land gebracht«, sagte die Bürgermeisterin Lena Voss am Dienstag.\n\n" +
				"Der Sachschaden liegt bei 3.500.000 Euro. 45,5 Prozent der Passagiere kamen aus Vellin, 30 Prozent aus Orla.\n",
		} {
			if !yield(news.Article{ID: string(rune('a' + i)), Text: text}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	agreed := map[float64]bool{}
	for _, f := range r.Figures {
		if f.Verdict == news.Conflict || f.Verdict == news.Update {
			t.Errorf("%s: %s", f.Verdict, f.Why)
		}
		if f.Verdict == news.Agree && len(f.Mentions) > 1 {
			agreed[f.Mentions[0].Value] = true
		}
	}
	for _, want := range []float64{1234, 3.5e6, 45.5} {
		if !agreed[want] {
			t.Errorf("the reports do not agree on %g", want)
		}
	}
	if len(r.Quotes) == 0 || r.Quotes[0].Speaker != "Lena Voss" || len(r.Quotes[0].Variants) != 2 || r.Quotes[0].Altered {
		t.Errorf("quotes: %+v", r.Quotes)
	}
	for _, d := range r.Articles {
		if d.Language != "de" || !strings.Contains(strings.Join(d.Notes, "\n"), "names were not looked for") {
			t.Errorf("%s: language %q, notes %q", d.ID, d.Language, d.Notes)
		}
	}
}
