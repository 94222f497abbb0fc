package figure

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"parallax/news"
)

// Of other languages only what stands in digits is read, with the language's
// own decimal sign, and nothing that may be something else.
func TestForeignDigits(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"de", "Der Damm kostete 1.234,5 Euro, die Brücke 3,5 Millionen Euro und der Weg 2,1 Mrd. Euro.", []string{"1234.5 EUR", "3.5e+06 EUR", "2.1e+09 EUR"}},
		{"de", "12.500 Menschen, 45,5 % der Stadt, sahen am 12.05.2015 um 14:30 Uhr das 3:1 der A7 im Jahr 2015.", []string{"12500 ", "45.5 percent"}},
		{"de", "Am 12. Mai kam die 20-jährige Wirtin mit COVID-19 auf Gleis 4/5 an; 1.500.000 Euro fehlen.", []string{"1.5e+06 EUR"}},
		{"fr", "Le pont a coûté 1 234,5 € et 12 personnes sur 3 500 ont été blessées, soit 2,5 % ; il manque 3,5 millions d’euros.", []string{"1234.5 EUR", "12 ", "3500 ", "2.5 percent", "3.5e+06 EUR"}},
		{"es", "La presa costó 2,5 millones de euros; hubo 14 heridos y 3 mil evacuados, y $500 de multa.", []string{"2.5e+06 EUR", "14 ", "3000 ", "500 $"}},
		{"ru", "Ремонт стоил 3,5 млн ₽, пострадали 12 человек, вода поднялась на 45,5 %.", []string{"3.5e+06 RUB", "12 ", "45.5 percent"}},
		{"zh", "2015年5月12日，渡轮搁浅，12人受伤，损失1,234.5万元，占45.5％。", []string{"12 ", "1.2345e+07 CNY", "45.5 percent"}},
	} {
		d := &news.Doc{Article: news.Article{ID: "a", Language: c.language, Text: c.text}}
		if c.language == "zh" {
			d.Times = []news.Time{{Span: news.Span{Start: 0, End: len("2015年5月12日")}, Type: news.Date, Value: "2015-05-12"}}
		}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, f := range d.Figures {
			got = append(got, fmt.Sprintf("%g %s", f.Value, f.Unit))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
		if len(d.Notes) != 1 {
			t.Errorf("%s: notes %q", c.language, d.Notes)
		}
	}
}

func FuzzForeignDigits(f *testing.F) {
	f.Add("de", "1.234,5 Mio. € und $ 3 ’000'000 12.")
	f.Add("zh", "约1,234.5万元、3億円")
	f.Fuzz(func(t *testing.T, language, text string) {
		if language == "" || language == "en" || !utf8.ValidString(text) {
			t.Skip()
		}
		d := &news.Doc{Article: news.Article{ID: "a", Language: language, Text: text}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	})
}
