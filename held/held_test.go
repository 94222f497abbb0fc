package held

import (
	"context"
	"strings"
	"testing"

	"parallax"
	"parallax/news"
)

var ctx = context.Background()

const pier = `MARLOW - The ferry Saint Brendan struck a pier in Marlow harbour on Tuesday morning and three people were injured, port chief Ana Duarte said.

The ferry was coming from Tarn Island with 140 passengers aboard. The steering of the ferry had failed, Duarte said. Coast Lines denied that the crew was drunk. The company may sell the ship next year. The harbour was closed for three hours, and nobody could reach the island.
`

const inquiry = `An inquiry into the accident of the Saint Brendan began in Marlow on Wednesday. Ana Duarte said that five people were injured when the ferry struck the pier.

Coast Lines will pay for the damage, its director Leo Marsh told reporters.
`

func docs(t testing.TB, p *parallax.Parallax) []*news.Doc {
	var out []*news.Doc
	for d, err := range p.Analyze(ctx, func(yield func(news.Article, error) bool) {
		for _, a := range []news.Article{
			{ID: "valley", Outlet: "valley.example", Published: news.Published{At: "2026-05-12T10:00:00Z", From: news.FromMetadata}, Text: pier},
			{ID: "coast", Outlet: "coast.example", Published: news.Published{At: "2026-05-13T10:00:00Z", From: news.FromMetadata}, Text: inquiry},
		} {
			if !yield(a, nil) {
				return
			}
		}
	}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// ids names articles with the words that they are cited with.
func ids(all []Source) string {
	var out []string
	for _, s := range all {
		out = append(out, s.Article)
	}
	return strings.Join(out, " ")
}

func TestCheck(t *testing.T) {
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sentence             string
		verdict              Verdict
		holds, against, part string
		words                string // that the first source must be cited with
	}{
		{"Three people were injured when the ferry Saint Brendan struck a pier in Marlow.", Disputed, "valley", "coast", "", "three people were injured"},
		{"The Saint Brendan struck a pier in Marlow and injured five people.", Disputed, "coast", "valley", "", "five people were injured"},
		{"The Saint Brendan struck a pier in Marlow and injured 200 people.", PartlyHeld, "", "", "valley coast", "three people were injured"},
		{"The ferry had 140 passengers aboard.", Held, "valley", "", "", "140 passengers aboard"},
		{"The ferry had 150 passengers aboard.", Contradicted, "", "valley", "", "140 passengers aboard"},
		{"The Saint Brendan struck a pier in Marlow and injured at least two people.", Held, "valley coast", "", "", "three people were injured"},
		{"The Saint Brendan struck a pier in Marlow at 6:40 and injured three people.", Contradicted, "", "coast", "valley", "three people were injured"},
		{"The steering of the ferry failed, Ana Duarte said.", Held, "valley", "", "", "steering of the ferry had failed"},
		{"The crew of the ferry was drunk.", Contradicted, "", "valley", "", "denied that the crew was drunk"},
		{"Coast Lines denied that the crew was drunk.", Held, "valley", "", "", "denied that the crew was drunk"},
		{"The Saint Brendan did not strike a pier in Marlow.", Contradicted, "", "valley coast", "", "struck a pier"},
		{"The company will sell the ship.", PartlyHeld, "", "", "valley", "may sell the ship"},
		{"Leo Marsh said that Coast Lines will pay for the damage.", Held, "coast", "", "", "will pay for the damage"},
		{"Vera Holm said that Coast Lines will pay for the damage.", PartlyHeld, "", "", "coast", "will pay for the damage"},
		{"The mayor of Oakby opened a library.", NotFound, "", "", "", ""},
		{"The harbour was closed for three hours.", Held, "valley", "", "", "closed for three hours"},
	} {
		r, err := Check(ctx, p, c.sentence, docs(t, p))
		if err != nil {
			t.Errorf("%s: %v", c.sentence, err)
			continue
		}
		if r.Verdict != c.verdict || ids(r.Holds) != c.holds || ids(r.Contradicts) != c.against || c.part != "" && ids(r.Partly) != c.part {
			t.Errorf("%s: %s, held by %q, contradicted by %q, in part by %q\n%+v", c.sentence, r.Verdict, ids(r.Holds), ids(r.Contradicts), ids(r.Partly), r)
			continue
		}
		all := append(append(r.Holds, r.Contradicts...), r.Partly...)
		texts := map[string]string{"valley": pier, "coast": inquiry}
		found := c.words == ""
		for _, s := range all {
			for _, span := range s.Spans {
				if texts[s.Article][span.Start:span.End] != span.Text {
					t.Errorf("%s: %q does not stand in %s", c.sentence, span.Text, s.Article)
				}
				found = found || strings.Contains(span.Text, c.words)
			}
			if s.Why == "" {
				t.Errorf("%s: nothing says why %s", c.sentence, s.Article)
			}
		}
		if !found {
			t.Errorf("%s: %q is not cited: %+v", c.sentence, c.words, all)
		}
	}
	for _, nothing := range []string{"", "  ", "the of and", "\x00\xff", strings.Repeat("word ", 400)} {
		if _, err := Check(ctx, p, nothing, docs(t, p)); err == nil {
			t.Errorf("%q is taken for a sentence", nothing[:min(len(nothing), 20)])
		}
	}
}
