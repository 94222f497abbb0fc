package figure

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
)

// TestVictims reads articles of several sentences: who counts as one victim
// depends on the whole article.
func TestVictims(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // figures with a measure other than age, and no more
	}{
		// One victim, told in many ways.
		{"A man was shot and killed.", []string{"A = 1 people killed at-least"}},
		{"A sailor was killed. The sailor died at the pier.", []string{"A = 1 people killed at-least", "sailor = 1 people killed at-least"}},
		{"Police asked about the shooting death of a teenager.", []string{"a = 1 people killed at-least"}},
		{"Woman fatally shot in Norport.", []string{"Woman = 1 people killed at-least"}},
		{"Boy, 11, dies after a fall.", []string{"Boy = 1 people killed at-least"}},
		{"A 15-year-old was shot in the head and died.", []string{"A = 1 people killed at-least"}},
		{"The guard killed a robber.", []string{"a = 1 people killed at-least"}},
		{"A woman was hurt in the fire.", []string{"A = 1 people injured at-least"}},

		{"The clerk, identified as Ada Quill, died.", []string{"clerk = 1 people killed at-least"}},
		{"The clerk (Ada Quill) died.", []string{"clerk = 1 people killed at-least"}},
		{"A teen who was caught in the fire has died.", []string{"A = 1 people killed at-least"}},
		{"They fired back, killing him.", []string{"him = 1 people killed at-least"}},
		{"Police want answers after a boy was shot dead.", []string{"a = 1 people killed at-least"}},

		// Who is shot and does not die is injured.
		{"A man was shot in the leg.", []string{"A = 1 people injured at-least"}},
		{"Four people were shot.", []string{"Four = 4 people injured"}},
		{"Four people were shot, two fatally.", []string{"Four = 4 people shot", "two = 2 people killed"}},

		// More than one, so that one victim says nothing.
		{"A man was killed. A woman was killed.", nil},
		{"Three people were killed. A man was killed at the pier.", []string{"Three = 3 people killed"}},
		{"A second victim died.", nil},
		{"He killed his wife before turning the gun on himself.", nil},

		// Told one by one.
		{"Both boys were found dead.", []string{"Both = 2 people killed"}},
		{"He is charged in the shooting deaths of four women.", []string{"four = 4 people killed"}},
		{"Police asked about the killings of Ada and a cook.", nil}, // names are not looked for here
		{"A man and a woman were killed.", []string{"A man and a woman = 2 people killed"}},
		{"Two women and one man were killed.", []string{"Two women and one man = 3 people killed"}},
		{"He is accused of killing his wife and four daughters.", []string{"his wife and four daughters = 5 people killed"}},
		{"At least two women and one man were killed.", []string{"At least two women and one man = 3 people killed at-least"}},

		{"Three people and the gunman were killed.", []string{"Three people and the gunman = 4 people killed"}},
		{"Two people, a man and a woman, were killed.", []string{"Two = 2 people killed"}},
		{"He killed three guests and then himself.", []string{"three guests and then himself = 4 people killed"}},

		{"Four boys between ages 12 and 16 were wounded.", []string{"Four = 4 people injured"}},
		{"Five men between the ages of 21 and 58 were shot.", []string{"Five = 5 people injured"}},
		{"A boy was wounded. His uncle was shot in the hand.", nil},
		{"A guard was wounded. Both victims live in Norport.", nil},
		{"No other injuries were told.", nil},
		{"None of the men's injuries is serious.", nil},

		// Other events than the one reported.
		{"Six people were wounded in three separate shootings.", []string{"Six = 6 people injured in several events"}},
		{"Two boys were shot. So far this year, 90 people have been shot there.", []string{"Two = 2 people injured", "90 = 90 people shot in several events"}},
		{"Two boys were shot. A month earlier, 3 people were killed there.", []string{"Two = 2 people injured", "3 = 3 people killed in another event"}},
		{"A vigil for a man killed last week was held. Two boys were shot.", []string{"Two = 2 people injured"}},

		// Nobody.
		{"A man could be killed.", nil},
		{"A man was nearly killed.", nil},
		{"They tried to kill a guard.", nil},
		{"The man said dead fish lay there.", nil},
	} {
		d := &news.Doc{Article: news.Article{ID: "test", Language: "en", Text: test.text}}
		for at := 0; at < len(test.text); {
			end := strings.IndexByte(test.text[at:], '.') + at + 1
			d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: at, End: end}})
			for at = end; at < len(test.text) && test.text[at] == ' '; at++ {
			}
		}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, f := range d.Figures {
			if f.Measure != "" && f.Measure != "age" {
				got = append(got, describe(test.text, f))
			}
		}
		if strings.Join(got, "; ") != strings.Join(test.want, "; ") {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// TestHeadline: what the headline counts, or does not tell, bears on the text.
func TestHeadline(t *testing.T) {
	for _, test := range []struct {
		title, text string
		want        string
	}{
		{"Man dies in fire", "A man died.", "A = 1 people killed at-least"},
		{"Three dead in fire", "A man died.", ""},
		{"Two boys wounded", "A boy was shot. His friend was hit.", ""},
		{"Boy wounded", "A boy was shot. The boy was hurt. A guard was killed at the pier.", "A = 1 people injured at-least"},
	} {
		d := &news.Doc{Article: news.Article{ID: "test", Title: test.title, Text: test.text}}
		for at := 0; at < len(test.text); {
			end := strings.IndexByte(test.text[at:], '.') + at + 1
			d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: at, End: end}})
			for at = end; at < len(test.text) && test.text[at] == ' '; at++ {
			}
		}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range d.Figures {
			got = append(got, describe(test.text, f))
		}
		if !strings.HasPrefix(strings.Join(got, "; "), test.want) || test.want == "" && len(got) > 0 {
			t.Errorf("%s: %s\n got %q\nwant %q", test.title, test.text, got, test.want)
		}
	}
}
