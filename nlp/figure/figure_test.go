package figure

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"parallax/news"
)

// read runs the analyser over a text as one sentence, without tags: what
// holds here must not depend on a tagger.
func read(text string) []news.Figure {
	d := &news.Doc{Article: news.Article{ID: "test", Language: "en", Text: text}}
	d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}
	if err := Annotate(context.Background(), d); err != nil {
		panic(err)
	}
	return d.Figures
}

// describe prints a figure as the tests write it.
func describe(text string, f news.Figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s =", text[f.Number.Start:f.Number.End])
	if f.HasValue {
		fmt.Fprintf(&b, " %.10g", f.Value)
	} else {
		b.WriteString(" ?")
	}
	if f.Unit != "" {
		b.WriteString(" " + f.Unit)
	}
	if f.Measure != "" {
		b.WriteString(" " + f.Measure)
	}
	if f.Bound != news.Exact {
		b.WriteString(" " + string(f.Bound))
	}
	if f.Negated {
		b.WriteString(" negated")
	}
	if f.Hypothetical {
		b.WriteString(" hypothetical")
	}
	return b.String()
}

func TestAnnotate(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // these and no more
	}{
		// Counts of people and what happened to them.
		{"The ferry fire killed 12 people and injured 30 others.", []string{"12 = 12 people killed", "30 = 30 people injured"}},
		{"The fire left 12 dead and 30 wounded.", []string{"12 = 12 people killed", "30 = 30 people injured"}},
		{"At least 12 people were killed and more than 30 wounded.", []string{"12 = 12 people killed at-least", "30 = 30 people injured at-least"}},
		{"The death toll from the storm rose to 45 on Friday.", []string{"45 = 45 people killed"}},
		{"The ferry had 231 people on board.", []string{"231 = 231 people aboard"}},
		{"All 231 people on board were killed.", []string{"231 = 231 people killed"}},
		{"Divers reached the 28 survivors.", []string{"28 = 28 people survived"}},
		{"The fire killed four people and left 12 more injured.", []string{"four = 4 people killed", "12 = 12 people injured"}},
		{"The fire sent 22 people to hospitals.", []string{"22 = 22 people hospitalised"}},
		{"The storm took the lives of 17 sailors.", []string{"17 = 17 people killed"}},
		{"Ten smugglers are in custody.", []string{"Ten = 10 people arrested"}},
		{"They wrote to 55,000 US teachers.", []string{"55,000 = 55000 people"}},
		{"They asked two of us to stay.", []string{"two = 2"}},
		{"Only 28 people were found alive.", []string{"28 = 28 people survived"}},
		{"Four off-duty officers stood by.", []string{"Four = 4 people"}},
		{"More than 800 would-be settlers drowned.", []string{"800 = 800 people killed at-least"}},
		{"The ferry turned around four hours into its trip.", []string{"four = 4 hours"}},
		{"Nineteen sailors lost their lives.", []string{"Nineteen = 19 people killed"}},
		{"Two gunmen killed three officers before fleeing.", []string{"Two = 2 people", "three = 3 people killed"}},
		{"Four people were shot, two fatally.", []string{"Four = 4 people shot", "two = 2 people killed"}},
		{"Police arrested six suspects.", []string{"six = 6 people arrested"}},
		{"Six suspects were arrested.", []string{"Six = 6 people arrested"}},
		{"Dozens of passengers are still missing.", []string{"Dozens = ? people missing about"}},
		{"There were no passengers on the barge.", []string{"no = 0 people negated"}},
		{"The flood could kill 100 people.", []string{"100 = 100 people killed hypothetical"}},
		{"Twelve people, including three children, were killed.", []string{"Twelve = 12 people killed", "three = 3 people killed"}},
		{"A blast injured one.", []string{"one = 1 people injured"}},
		{"No one knows which one it was, one of the owners said.", nil},

		// Bounds.
		{"Nearly 1,200 women came forward.", []string{"1,200 = 1200 people about"}},
		{"As many as 60 villagers fled.", []string{"60 = 60 people displaced at-most"}},
		{"No fewer than 60 villagers came.", []string{"60 = 60 people at-least"}},
		{"Some 60 or more villagers came.", []string{"60 = 60 people at-least"}},
		{"A 50-plus crowd of villagers came.", []string{"50 = 50 crowd at-least"}},
		{"The town expects 10 to 15 visitors.", []string{"10 to 15 = 12.5 people about"}},

		// Money, percentages, measures.
		{"Repairs will cost $2.5 million, or £1.9m.", []string{"$2.5 million = 2500000 USD hypothetical", "£1.9m = 1900000 GBP"}},
		{"It raised 3 to 4 billion euros.", []string{"3 to 4 billion = 3500000000 EUR about"}},
		{"Turnout fell to 48.5 per cent.", []string{"48.5 = 48.5 percent"}},
		{"Sales rose 5 percent to 300 cars.", []string{"5 = 5 percent", "300 = 300 car"}},
		{"Rates between 5 percent and 6 percent.", []string{"5 percent and 6 = 5.5 percent about"}},
		{"It cost 400 million Polish zlotys or 90 million Danish kroner.", []string{"400 million = 400000000 PLN", "90 million = 90000000 DKK"}},
		{"One out of three sailors and a twenty-fifth of the cooks stayed.", []string{"One out of three = 0.3333333333 share", "a twenty-fifth = 0.04 people"}},
		{"It bought 2.33 k; it has 10 or 100 boats.", []string{"2.33 k = 2330", "10 = 10", "100 = 100 boat"}},
		{"The 40-metre-deep shaft is 1.2 miles away.", []string{"40 = 40 m depth", "1.2 = 1.2 mi distance"}},
		{"The hull is 5 feet 9 inches tall.", []string{"5 feet 9 = 5.75 ft height"}},
		{"The galaxy is 3.8 billion light-years away.", []string{"3.8 billion = 3800000000 ly distance"}},
		{"Winds blew at 60 miles per hour.", []string{"60 = 60 mph"}},
		{"One in five voters and two-thirds of the members stayed away.", []string{"One in five = 0.2 share", "two-thirds = 0.6666666667 people"}},

		// Bounds, negation, hypothesis, ranges and scales together.
		{"It is worth $121bn, up from €1.5m and £40k.", []string{"$121bn = 1.21e+11 USD", "€1.5m = 1500000 EUR", "£40k = 40000 GBP"}},
		{"It raised between $3 million and $4 million.", []string{"$3 million and $4 million = 3500000 USD about"}},
		{"It raised $3-4 million, then $3m-$4m.", []string{"$3-4 million = 3500000 USD about", "$3m-$4m = 3500000 USD about"}},
		{"Between 40 and 50 sailors stayed.", []string{"40 and 50 = 45 people about"}},
		{"Not more than 40 sailors stayed.", []string{"40 = 40 people at-most"}},
		{"No sailors were hurt and none of the cooks was hurt.", []string{"No = 0 people injured negated", "none = 0 people injured negated"}},
		{"Up to a quarter of the sailors and half of the cooks left.", []string{"a quarter = 0.25 people at-most", "half = 0.5 people"}},
		{"The storm may kill 40 sailors unless 30 boats, old ones, come.", []string{"40 = 40 people killed hypothetical", "30 = 30 boat hypothetical"}},
		{"It was 2 hours 30 minutes long and 3 lb 8 oz heavy.", []string{"2 hours 30 = 2.5 hours", "3 lb 8 = 3.5 lb weight"}},
		{"Temperatures fell to -12°C, or minus 12 degrees Celsius.", []string{"-12 = -12 celsius", "minus 12 = -12 celsius"}},
		{"About 1.2 million barrels, or 50m gallons, leaked.", []string{"1.2 million = 1200000 bbl about", "50m = 50000000 gal"}},
		{"Three-quarters of the 1,200 boats and 1½ miles of nets burned.", []string{"Three-quarters = 0.75 boat", "1,200 = 1200 boat", "1½ = 1.5 mi"}},
		{"The hall holds 100-plus, 40-odd or some 50 guests.", []string{"100 = 100 at-least", "40 = 40 about", "50 = 50 people about"}},
		{"It rose by 2.5 percentage points, or 250 basis points.", []string{"2.5 = 2.5 percentage points", "250 = 250 basis points"}},

		// Ages, durations, times of day, ranks.
		{"The 24-year-old sailor was in his 20s.", []string{"24 = 24 years age", "20 = 20 years age about"}},
		{"Ada Quill, 24, of Norport was there.", []string{"24 = 24 years age"}},
		{"They waited for more than a year.", []string{"a = 1 years at-least"}},
		{"It began shortly after 2:15 a.m. and ended at 5.10pm.", []string{"2:15 a.m. = 135 clock about", "5.10pm = 1030 clock"}},
		{"It was the first time that a sixth suspect was named.", []string{"first = 1 rank", "sixth = 6 rank"}},

		// No figures.
		{"Call 555-0134 or 800-555-0134.", nil},
		{"See https://example.org/2018/02/06/story-42 for more.", nil},
		{"Boeing 737 crashed on Highway 11 near 208 East Pine Street.", nil},
		{"It opened on Feb. 12, 2016 and closed in 2018.", nil},
		{"COVID-19 and MH17 were named 24/7 in the 1990s.", nil},
		{"The First Amendment and first responders.", nil},
	} {
		var got []string
		for _, f := range read(test.text) {
			got = append(got, describe(test.text, f))
		}
		if strings.Join(got, "; ") != strings.Join(test.want, "; ") {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// FuzzAnnotate asserts the laws of the data on any text.
func FuzzAnnotate(f *testing.F) {
	for _, seed := range []string{
		"", "1", "At least 12 people were killed and 30 wounded.", "$2.5m–3m, 10 1/2 miles, 5'9\"", "1½ 2:15 a.m. ’s 20’s",
		"hundreds of thousands of", "one hundred and and", "a half a half of a half", "between 3 and 4 and 5", "٣ ½½ 1,2,3 1.2.3", "\xff\xfe 12 dead",
		strings.Repeat("one hundred ", 50), "1e99 -1e99 1e-99", "$", "- 5", "from 10 to 9 to 8",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		d := &news.Doc{Article: news.Article{ID: "fuzz", Text: text}}
		if len(text) > 0 {
			d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}
		}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, g := range d.Figures {
			if math.IsInf(g.Value, 0) {
				t.Fatalf("%q has no finite value", text)
			}
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	const sentence = "At least 12 people were killed and more than 30 were wounded when a ferry with some 400 passengers caught fire off the coast" +
		" on Friday, the harbour office said, and the owner put the damage at $2.5 million. Nobody who spoke for the crew would say how it began. "
	text := strings.Repeat(sentence, 40)
	d := &news.Doc{Article: news.Article{Language: "en", Text: text}}
	for at := 0; at < len(text); at += len(sentence) {
		d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: at, End: at + len(sentence)}})
	}
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
