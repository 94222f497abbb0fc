package quote

import (
	"context"
	"slices"
	"testing"
	"unicode/utf8"

	"parallax/news"
)

// Each line of want is the speaker, if any, and the words in quotation marks.
func TestForeignQuotations(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"de", "„Wir haben alle an Land gebracht“, sagte Lena Voss. Die „Nordstern“ blieb liegen.\n\nVoss dankte. »Es gab keine Panik an Bord«, hieß es.",
			[]string{"Lena Voss: Wir haben alle an Land gebracht", ": Es gab keine Panik an Bord"}},
		{"de", "„Niemand wurde schwer verletzt“, hieß es Montag Abend. Sie nannte es „einen Tag, den ‚keiner‘ je vergisst“.",
			[]string{": Niemand wurde schwer verletzt", ": einen Tag, den ‚keiner‘ je vergisst"}},
		{"fr", "« Nous avons sauvé tout le monde », a déclaré Anne Dupré. Mme Dupré était au port. Le « bac » reste là.",
			[]string{"Anne Dupré: Nous avons sauvé tout le monde"}},
		{"es", "«Hemos salvado a todos los pasajeros», dijo Ana Ruiz. Ruiz llegó tarde. \"No hubo pánico a bordo\", según la naviera.",
			[]string{"Ana Ruiz: Hemos salvado a todos los pasajeros", ": No hubo pánico a bordo"}},
		{"ru", "«Мы спасли всех пассажиров парома», — сказала Анна Петрова. Петрова была в порту. Паром «Звезда» стоит.",
			[]string{"Анна Петрова: Мы спасли всех пассажиров парома"}},
		{"sv", "”Vi räddade alla som var ombord”, sade Eva Lind. Lind var där.", []string{"Eva Lind: Vi räddade alla som var ombord"}},
		{"zh", "她说：“我们已经把所有人安全送上岸。”渡轮“北星”号仍在原地。", []string{": 我们已经把所有人安全送上岸。"}},
		{"ja", "市長は「全員を無事に岸まで運びました」と述べた。", []string{": 全員を無事に岸まで運びました"}},
		// A name that is not said again may be anything; a mark alone is none.
		{"de", "„Das war ein schwerer Tag“, sagte Lena Voss. Er öffnete „und schloss nie wieder.", []string{": Das war ein schwerer Tag"}},
	} {
		d := &news.Doc{Article: news.Article{ID: "a", Language: c.language, Text: c.text}}
		prepare(t, d)
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, a := range d.Attributions {
			got = append(got, a.Speaker+": "+d.Slice(a.Quoted[0]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q", c.text, got, c.want)
		}
	}
}

func FuzzForeignQuotations(f *testing.F) {
	f.Add("de", "„Wir haben alle an Land gebracht“, sagte Lena Voss. »a« „„ ”“\n„")
	f.Fuzz(func(t *testing.T, language, text string) {
		if language == "" || language == "en" || !utf8.ValidString(text) {
			t.Skip()
		}
		d := &news.Doc{Article: news.Article{ID: "a", Language: language, Text: text}}
		prepare(t, d)
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	})
}
