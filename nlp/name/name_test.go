package name_test

import (
	"context"
	"strings"
	"testing"

	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

func annotate(t testing.TB, text string, marks ...news.Boilerplate) *news.Doc {
	t.Helper()
	d := &news.Doc{Article: news.Article{ID: "test", Text: text}, Boilerplate: marks}
	for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, name.Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// show lists the entities as "mention=Name/kind".
func show(d *news.Doc) string {
	var out []string
	for _, e := range d.Entities {
		s := d.Slice(e.Span)
		if s != e.Name {
			s += "=" + e.Name
		}
		out = append(out, s+"/"+string(e.Kind))
	}
	return strings.Join(out, "; ")
}

func TestOneArticle(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{
			"surname and title lead to the full name",
			"Foreign Minister Maria Lindqvist met reporters in Oslo on Tuesday. Ms. Lindqvist said talks would go on. \"We are ready,\" Lindqvist added.",
			"Maria Lindqvist/person; Oslo/place; Lindqvist=Maria Lindqvist/person; Lindqvist=Maria Lindqvist/person",
		},
		{
			"father and daughter stay two",
			"The mayor, Robert Hallam, spoke first. His daughter, Susan Hallam, spoke later. Susan Hallam thanked the crowd. Robert Hallam left early.",
			"Robert Hallam/person; Susan Hallam/person; Susan Hallam/person; Robert Hallam/person",
		},
		{
			"an acronym and what it stands for",
			"The National Fisheries Board (NFB) closed the port on Monday. The NFB said that boats may return.",
			"National Fisheries Board/org; NFB=National Fisheries Board/org; NFB=National Fisheries Board/org",
		},
		{
			"a date line in capitals",
			"NORHAVN, Tenn. — The mayor spoke to reporters in Norhavn on Monday. People in Norhavn would rebuild, he said.",
			"NORHAVN, Tenn.=Norhavn/place; Norhavn/place; Norhavn/place",
		},
		{
			"a state body, a highway, no dates",
			"Norwegian police closed Highway 66 on New Year's Eve. On Tuesday the Norwegian police opened it.",
			"Norwegian police/org; Highway 66/place; Norwegian police/org",
		},
		{
			"two of one surname: the one spoken of last",
			"Robert Hallam spoke first. Then Susan Hallam spoke. Hallam thanked the crowd.",
			"Robert Hallam/person; Susan Hallam/person; Hallam=Susan Hallam/person",
		},
		{
			"two of one surname: the one who goes by it",
			"Robert Hallam spoke first. Mr. Hallam was brief. Then Susan Hallam spoke. Hallam thanked the crowd. Ms. Hallam left.",
			"Robert Hallam/person; Hallam=Robert Hallam/person; Susan Hallam/person; Hallam=Robert Hallam/person; Hallam=Susan Hallam/person",
		},
		{
			"a surname that came before the relative's name is another's",
			"President Hallam landed in Oslo on Monday. His wife, Susan Hallam, stayed at home. Hallam met the king.",
			"Hallam/person; Oslo/place; Susan Hallam/person; Hallam/person",
		},
		{
			"a common word before a surname is no given name",
			"Susan Hallam spoke on Monday. It was late when Team Hallam arrived in Oslo. Hallam thanked the police.",
			"Susan Hallam/person; Team Hallam/person; Oslo/place; Hallam=Susan Hallam/person",
		},
		{
			"one country, three forms",
			"The United States sent a ship. The U.S. confirmed it, and the US will send more.",
			"United States/place; U.S.=United States/place; US=United States/place",
		},
		{
			"a name set in parts is one, repeated particles are no second name",
			"President Kim Sung - ho met Sheikh Nasser Al - Ahmad Al - Salem in Seoul. The president thanked him.",
			"Kim Sung - ho/person; Nasser Al - Ahmad Al - Salem/person; Seoul/place",
		},
		{
			"a craft is no organisation, a clock no place, a party's man no person",
			"The ferry Blue Ostmark left Oslo at 7:15 GMT. Blue Ostmark was late, the California Democrat said.",
			"Blue Ostmark/other; Oslo/place; Blue Ostmark/other; California/place",
		},
		{
			"a list is of one kind, and a line of a list in title case is a name",
			"Ships call at Hamburg, Lisbon, Vadlund and Athens.\n\nVadlund Fjord National Park\n\nIt opens in May, the ministry said, and closes when the first snow falls.",
			"Hamburg/place; Lisbon/place; Vadlund/place; Athens/place; Vadlund Fjord National Park/place",
		},
		{
			"a state before a governor is not of his name",
			"Former Washington Gov. Jay Orden spoke. Mr. Orden left early.",
			"Washington/place; Jay Orden/person; Orden=Jay Orden/person",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := show(annotate(t, test.text)); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
			}
		})
	}
}

func TestPageFurnitureIsSkipped(t *testing.T) {
	text := "Anna Keller spoke in Bern.\nRead more: Peter Brandt visits Geneva."
	at := strings.Index(text, "Read")
	d := annotate(t, text, news.Boilerplate{Span: news.Span{Start: at, End: len(text)}, Kind: news.Related})
	for _, e := range d.Entities {
		if e.Start >= at {
			t.Errorf("%q stands in a link to another story", d.Slice(e.Span))
		}
	}
	if len(d.Entities) == 0 {
		t.Error("no names in the article itself")
	}
}

func TestOtherLanguagesAreNoted(t *testing.T) {
	d := &news.Doc{Article: news.Article{Text: "Angela Kranz wohnt in Berlin.", Language: "de"}}
	if err := name.Annotate(context.Background(), d); err != nil || len(d.Entities) > 0 || len(d.Notes) != 1 {
		t.Errorf("entities %v, notes %v, error %v", d.Entities, d.Notes, err)
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{"", "Mr. Vale’s Bank of X (BX), U.S.", "A B C D E F G H I J K L", "IN OSLO, “Dr”. \xe2\x80", "Ålesund–Ørsta: Ms Ødegård & Co."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		annotate(t, strings.ToValidUTF8(text, "?"))
	})
}

func BenchmarkAnnotate(b *testing.B) {
	text := strings.Repeat("Foreign Minister Maria Lindqvist met reporters in Oslo on Tuesday after the talks had ended without a result. "+
		"The ministry said that the National Fisheries Board would open the port again within a week, and that boats may return.\n", 20)
	d := annotate(b, text)
	b.ResetTimer()
	for b.Loop() {
		if err := name.Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(strings.Fields(text))*b.N)/b.Elapsed().Seconds(), "words/s")
}
