package language

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/news"
)

const tale = "The dam above the town broke on Monday, and the mayor said that nobody was hurt. " +
	"Forty houses stand in water after the night, but the keeper of the dam has not been found. "

var cases = []struct{ name, declared, text, want string }{
	{"English", "", tale, "en"},
	{"English headline", "", "Dam breaks above Port Orla, forty houses stand in water and keeper missing after night of rain", ""},
	{"short", "", "Dam breaks", ""},
	{"empty", "", "", ""},
	{"numbers", "", strings.Repeat("12 34 5.6 ", 50), ""},
	{"German", "", "Der Damm über der Stadt brach am Montag, und die Bürgermeisterin sagte, dass niemand verletzt wurde. Vierzig Häuser stehen im Wasser.", "de"},
	{"French", "", "Le barrage au-dessus de la ville a cédé lundi, et la maire a déclaré que personne n'avait été blessé. Quarante maisons sont sous l'eau.", "fr"},
	{"Spanish", "", "La presa situada sobre la ciudad se rompió el lunes y la alcaldesa dijo que nadie resultó herido. Cuarenta casas están bajo el agua.", "es"},
	{"Dutch", "", "De dam boven de stad is maandag doorgebroken en de burgemeester zei dat niemand gewond is geraakt. Veertig huizen staan onder water. " +
		"De bewoners wachten in de school op bericht van de waterbeheerder, die nog altijd niet is gevonden na de nacht vol regen, zo meldde een woordvoerder.", "nl"},
	{"Polish", "", "Tama nad miastem pękła w poniedziałek, a burmistrz powiedziała, że nikt nie został ranny. Czterdzieści domów stoi w wodzie.", "pl"},
	{"Russian", "", "Плотина над городом прорвалась в понедельник, и мэр сказала, что никто не пострадал. Сорок домов стоят в воде.", "ru"},
	{"Ukrainian", "", "Дамба над містом прорвалася в понеділок, і мерка сказала, що ніхто не постраждав. Сорок будинків стоять у воді, їх мешканці чекають.", "uk"},
	{"Chinese", "", "城镇上方的大坝于周一决堤，市长表示没有人受伤。四十座房屋被水淹没。", "zh"},
	{"Japanese", "", "町の上のダムが月曜日に決壊し、市長は怪我人はいないと述べた。四十軒の家が水に浸かっている。", "ja"},
	{"Arabic", "", "انهار السد فوق المدينة يوم الاثنين وقالت رئيسة البلدية إن أحدا لم يصب بأذى. أربعون منزلا في الماء.", "ar"},
	{"tag with region", "en-GB", "Dam breaks", "en"},
	{"three letters", "deu", "Damm bricht", "de"},
	{"declared wrongly", "de", tale, "en"},
	{"declared English, is German", "en", "Der Damm über der Stadt brach am Montag, und die Bürgermeisterin sagte, dass niemand verletzt wurde. Vierzig Häuser stehen im Wasser und viele warten.", "de"},
	{"nonsense tag", "x-unknown", tale, "en"},
}

func TestLanguage(t *testing.T) {
	for _, c := range cases {
		d := &news.Doc{Article: news.Article{Text: c.text, Language: c.declared}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if d.Language != c.want {
			t.Errorf("%s: %q, want %q", c.name, d.Language, c.want)
		}
		if noted := len(d.Notes) > 0; noted != (c.want != "" && c.want != "en" || c.name == "declared wrongly") {
			t.Errorf("%s: notes %q", c.name, d.Notes)
		}
	}
}

// Articles of the training stories are all English.
func TestStories(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/training-stories/*/articles.jsonl")
	if len(paths) == 0 {
		t.Skip("not measured: no ../shared/training-stories")
	}
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var a struct{ ID, Text string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			d := &news.Doc{Article: news.Article{Text: a.Text}}
			if err := Annotate(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			if d.Language != "en" && len(a.Text) > 200 {
				t.Errorf("%s %s: %q", p, a.ID, d.Language)
			}
		}
	}
}

func FuzzLanguage(f *testing.F) {
	for _, c := range cases {
		f.Add(c.declared, c.text)
	}
	f.Fuzz(func(t *testing.T, declared, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := &news.Doc{Article: news.Article{Text: text, Language: declared}}
		if err := Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Language) != 0 && len(d.Language) != 2 {
			t.Errorf("language %q", d.Language)
		}
	})
}

func BenchmarkEnglish(b *testing.B) {
	d := &news.Doc{Article: news.Article{Text: strings.Repeat(tale, 16)}}
	words := float64(len(strings.Fields(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Language = ""
		if err := Annotate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
