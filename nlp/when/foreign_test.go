package when

import (
	"context"
	"slices"
	"testing"

	"parallax/news"
)

func TestForeignDates(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"de", "Die Fähre lief am 12.05.2015 auf Grund, nicht am 31.02.2015; Version 1.2.3, Zeit 14.30.", []string{"2015-05-12"}},
		{"fr", "Le bac a coulé le 12/05/2015 ; l'enquête, ouverte le 2015-06-01, compte 3/4 pages.", []string{"2015-05-12", "2015-06-01"}},
		{"es", "El 3-4-2016 llovió; el 12/05-2015 no es fecha.", []string{"2016-04-03"}},
		{"ru", "Паром сел на мель 12.05.2015 года.", []string{"2015-05-12"}},
		{"zh", "渡轮于2015年5月12日搁浅，2015年13月1日不是日期。", []string{"2015-05-12"}},
	} {
		d := &news.Doc{Article: news.Article{ID: "a", Language: c.language, Text: c.text}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, x := range d.Times {
			got = append(got, x.Value)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
