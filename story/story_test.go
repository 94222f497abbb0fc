package story

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"math"
	"reflect"
	"strings"
	"testing"

	"parallax/news"
	"parallax/nlp/boilerplate"
	"parallax/nlp/language"
	"parallax/nlp/meta"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
	"parallax/nlp/when"
)

// read makes the features of an invented article: title, date, text.
func read(t testing.TB, id, day, title, text string) Features {
	t.Helper()
	d := &news.Doc{Article: news.Article{ID: id, Title: title, Text: text, Published: news.Published{At: day, From: news.FromMetadata}}}
	for _, step := range []func(context.Context, *news.Doc) error{language.Annotate, boilerplate.Annotate, sentence.Annotate, token.Annotate, meta.Annotate, when.Annotate, name.Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return Read(d)
}

func TestModel(t *testing.T) {
	if pairs() == nil {
		t.Fatal("pair.forest does not fit the features: go run ./model/train story")
	}
}

// A tale is articles and the stories that a reader would make of them.
var tales = []struct {
	name     string
	articles [][4]string // story, day, title, text
}{
	{"two outlets, one ferry", [][4]string{
		{"a", "2024-03-14T08:00:00Z", "Ferry capsizes off Calder Bay, at least 11 dead",
			"CALDER BAY - At least 11 people died when the ferry Saint Orsa overturned in rough seas off Calder Bay early on Thursday, the coast guard said. Dozens were missing. Commander Tomas Reyl said divers were searching the hull."},
		{"a", "2024-03-14T11:00:00Z", "Eleven die as ferry overturns in rough seas",
			"Eleven passengers of the Saint Orsa were killed on Thursday when the ferry turned over on its way from Calder Bay to the island of Lunn. Tomas Reyl, who commands the coast guard, said that many were still missing."},
		{"b", "2024-03-14T12:00:00Z", "Central bank of Maravia keeps rates at 4 percent",
			"The central bank of Maravia left its key interest rate unchanged on Thursday, as economists had expected. Governor Lena Horvat said inflation had slowed to 3.1 percent in February and would fall further."},
		{"a", "2024-03-15T09:00:00Z", "Death toll of Saint Orsa disaster rises to 17",
			"Divers found six more bodies in the wreck of the ferry Saint Orsa off Calder Bay, bringing the number of dead to 17, the coast guard said on Friday. Four people are still missing, said commander Tomas Reyl."},
	}},
	{"another victim in another town", [][4]string{
		{"a", "2023-05-02", "Man, 24, shot dead outside Hollin bar",
			"HOLLIN - Police are investigating after a 24-year-old man was shot dead outside a bar on Mercer Street in Hollin late on Monday. He was identified as Devin Orley. No arrests have been made, police said."},
		{"b", "2023-05-03", "Man, 31, shot dead outside Pell Creek bar",
			"PELL CREEK - Police are investigating after a 31-year-old man was shot dead outside a bar on Grant Avenue in Pell Creek late on Tuesday. He was identified as Marcus Tillery. No arrests have been made, police said."},
		{"a", "2023-05-04", "Suspect held in killing of Devin Orley in Hollin",
			"HOLLIN - Police arrested a suspect on Wednesday in the killing of Devin Orley, 24, who was shot outside a bar on Mercer Street in Hollin on Monday night. The suspect is 29, police said."},
	}},
	{"one package after the other", [][4]string{
		{"a", "2023-12-18", "Union adopts 12th package of sanctions against Norvania",
			"BRENNEN - The Union adopted its 12th package of sanctions against Norvania on Monday, banning the import of diamonds. The foreign ministers agreed on the measures in Brennen after weeks of talks."},
		{"b", "2024-02-23", "Union adopts 13th package of sanctions against Norvania",
			"BRENNEN - The Union adopted its 13th package of sanctions against Norvania on Friday, listing nearly 200 firms and persons. The foreign ministers agreed on the measures in Brennen after weeks of talks."},
		{"b", "2024-02-23", "Nearly 200 names on Union's 13th sanctions list",
			"BRENNEN - Nearly 200 firms and persons stand on the 13th package of sanctions against Norvania that the Union adopted on Friday. The foreign ministers agreed on it in Brennen."},
	}},
	{"German", [][4]string{
		{"a", "2024-03-14", "Fähre kentert vor der Calderbucht: mindestens elf Tote",
			"Mindestens elf Menschen sind ums Leben gekommen, als die Fähre Saint Orsa am frühen Donnerstag vor der Calderbucht bei schwerem Seegang kenterte. Taucher suchen im Rumpf nach Vermissten, teilte die Küstenwache mit."},
		{"b", "2024-03-14", "Zentralbank von Maravien lässt die Zinsen unverändert",
			"Die Zentralbank von Maravien hat ihren Leitzins am Donnerstag nicht verändert. Die Inflation sei im Februar auf 3,1 Prozent gefallen, sagte Gouverneurin Lena Horvat nach der Sitzung des Rates in der Hauptstadt."},
		{"a", "2024-03-15", "Zahl der Toten nach Untergang der Saint Orsa steigt auf 17",
			"Taucher haben im Rumpf der gekenterten Fähre Saint Orsa vor der Calderbucht sechs weitere Tote gefunden. Damit stieg die Zahl der Toten auf 17, wie die Küstenwache am Freitag mitteilte. Vier Menschen werden noch vermisst."},
	}},
	{"Russian", [][4]string{
		{"a", "2024-03-14", "Паром перевернулся у залива Калдер, погибли не менее 11 человек",
			"Не менее 11 человек погибли, когда паром «Сент-Орса» перевернулся в сильный шторм у залива Калдер рано утром в четверг, сообщила береговая охрана. Десятки людей числятся пропавшими, водолазы обследуют корпус судна."},
		{"b", "2024-03-14", "Центральный банк Маравии сохранил ставку",
			"Центральный банк Маравии в четверг оставил ключевую ставку без изменений. Инфляция в феврале замедлилась до 3,1 процента, сообщила управляющая Лена Хорват после заседания совета в столице."},
		{"a", "2024-03-15", "Число жертв крушения «Сент-Орсы» выросло до 17",
			"Водолазы нашли тела ещё шести человек в корпусе парома «Сент-Орса», который перевернулся у залива Калдер. Число погибших выросло до 17, сообщила в пятницу береговая охрана. Четверо остаются пропавшими."},
	}},
	{"Chinese", [][4]string{
		{"a", "2024-03-14", "圣奥萨号渡轮在卡尔德湾倾覆，至少11人遇难",
			"海岸警卫队表示，圣奥萨号渡轮周四清晨在卡尔德湾附近海域遇大浪倾覆，至少11人遇难，数十人失踪。潜水员正在船体内搜寻失踪者。"},
		{"b", "2024-03-14", "马拉维亚央行维持利率不变",
			"马拉维亚中央银行周四宣布维持基准利率不变，符合经济学家的预期。行长表示，二月份通货膨胀率已降至百分之三点一。"},
		{"a", "2024-03-15", "圣奥萨号渡轮遇难人数升至17人",
			"海岸警卫队周五表示，潜水员在卡尔德湾倾覆的圣奥萨号渡轮船体内又发现六具遗体，遇难人数升至17人，仍有四人失踪。"},
	}},
	{"without dates", [][4]string{
		{"a", "", "Ferry capsizes off Calder Bay, at least 11 dead",
			"At least 11 people died when the ferry Saint Orsa overturned in rough seas off Calder Bay, the coast guard said. Dozens were missing. Commander Tomas Reyl said divers were searching the hull."},
		{"b", "", "Central bank of Maravia keeps rates at 4 percent",
			"The central bank of Maravia left its key interest rate unchanged, as economists had expected. Governor Lena Horvat said inflation had slowed to 3.1 percent in February and would fall further."},
		{"a", "", "Death toll of Saint Orsa disaster rises to 17",
			"Divers found six more bodies in the wreck of the ferry Saint Orsa off Calder Bay, bringing the number of dead to 17, the coast guard said. Four people are still missing, said commander Tomas Reyl."},
	}},
}

func TestTales(t *testing.T) {
	for _, tale := range tales {
		t.Run(tale.name, func(t *testing.T) {
			ix := New(Options{})
			story := map[string]int{}
			for i, a := range tale.articles {
				d := ix.Add(read(t, fmt.Sprint(i), a[1], a[2], a[3]))
				t.Logf("%s %v %q", a[0], d.Candidates, d.Why)
				want, known := story[a[0]]
				switch {
				case known && d.Story != want:
					t.Errorf("%q is put into story %d, want %d: %s", a[2], d.Story, want, d.Why)
				case !known && !d.New:
					t.Errorf("%q is put into story %d, want a new one: %s", a[2], d.Story, d.Why)
				}
				story[a[0]] = d.Story
			}
		})
	}
}

func TestWhy(t *testing.T) {
	ix := New(Options{})
	ferry := tales[0].articles
	var why []string
	for i, a := range ferry {
		why = append(why, ix.Add(read(t, fmt.Sprint(i), a[1], a[2], a[3])).Why)
	}
	if why[0] != "nothing like it came before" {
		t.Errorf("the first article: %s", why[0])
	}
	for _, want := range []string{"Calder Bay", "Tomas Reyl", "with “Ferry capsizes off Calder Bay, at least 11 dead”", "published 3 h later"} {
		if !strings.Contains(why[1], want) {
			t.Errorf("why does not name %q: %s", want, why[1])
		}
	}
	packages := New(Options{})
	var last Decision
	for i, a := range tales[2].articles[:2] {
		last = packages.Add(read(t, fmt.Sprint(i), a[1], a[2], a[3]))
	}
	if want := "this is the 13th package, not the 12th"; !strings.Contains(last.Why, want) {
		t.Errorf("why does not say %q: %s", want, last.Why)
	}
	if last.Thread != 1 {
		t.Errorf("the 13th package is in thread %d, want that of the 12th", last.Thread)
	}
}

// everything is all the tales as one stream.
func everything(t testing.TB) []Features {
	var all []Features
	for i, tale := range tales {
		for j, a := range tale.articles {
			all = append(all, read(t, fmt.Sprintf("%d/%d", i, j), a[1], a[2], a[3]))
		}
	}
	return all
}

func TestLoadedIndexGoesOn(t *testing.T) {
	all := everything(t)
	var pieces [][]byte // of one save after the other
	var mark Mark
	for cut := range all {
		whole, first := New(Options{}), New(Options{})
		for _, f := range all[:cut] {
			whole.Add(f)
			first.Add(f)
		}
		for piece := range first.Pieces(mark) {
			pieces = append(pieces, bytes.Clone(piece))
		}
		mark = first.Mark()
		loaded, err := Load(first.Head(), each(pieces), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all[cut:] {
			if want, got := whole.Add(f), loaded.Add(f); !reflect.DeepEqual(want, got) {
				t.Fatalf("saved before article %d, %s is decided otherwise:\n%+v\n%+v", cut, f.ID, want, got)
			}
		}
	}
	for _, head := range []string{"", "no state", string(rune(version))} {
		if _, err := Load([]byte(head), each(pieces), Options{}); err == nil {
			t.Errorf("%q, which is no state, is let through", head)
		}
	}
}

// each yields pieces as a store does.
func each(pieces [][]byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, p := range pieces {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func TestPutGoesOn(t *testing.T) {
	all := everything(t)
	whole, put := New(Options{}), New(Options{})
	for i, f := range all {
		d := whole.Add(f)
		if i < len(all)/2 {
			put.Put(f, d.Story, d.Thread)
		} else if got := put.Add(f); !reflect.DeepEqual(d, got) {
			t.Fatalf("%s is decided otherwise:\n%+v\n%+v", f.ID, d, got)
		}
	}
}

func TestAPersonDecides(t *testing.T) {
	ix := New(Options{})
	ferry := tales[0].articles
	add := func(i int) Decision {
		return ix.Add(read(t, fmt.Sprint(i), ferry[i][1], ferry[i][2], ferry[i][3]))
	}
	first := add(0)
	add(1)
	bank := add(2)
	apart := ix.Move("1", 0, 0)
	if apart == first.Story || apart == bank.Story {
		t.Fatalf("a moved article is in story %d, not in a new one", apart)
	}
	ix.Move("0", apart, 0) // merged again, under the new number
	if d := add(3); d.Story != apart {
		t.Errorf("a follow-up is in story %d, want %d, to which all was moved", d.Story, apart)
	}
	if ix.Move("nobody", 1, 0) != 0 {
		t.Error("an article that is not there was moved")
	}
	if d := add(1); d.Story != apart || d.New {
		t.Errorf("an article that is there already is decided anew: %+v", d)
	}
}

// What has left the window is no candidate and takes no memory.
func TestWindow(t *testing.T) {
	ix := New(Options{Days: 30})
	for i := range 2000 {
		day := fmt.Sprintf("%d-%02d-%02d", 2001+i/336, 1+i/28%12, 1+i%28)
		ix.Add(Features{ID: fmt.Sprint(i), Time: at(t, day), English: true, Words: 20, Terms: []Term{
			{Key: fmt.Sprintf("town%d", i%7), Title: 1}, {Key: fmt.Sprintf("unique%d", i), Lead: 1}}})
	}
	if n := len(ix.members); n > 500 {
		t.Errorf("%d articles are held, want those of 30 days and the next to go", n)
	}
	held := map[int]bool{}
	for _, m := range ix.members {
		held[m.Story] = true
	}
	if len(held) != len(ix.stories) || len(ix.byID) != len(ix.members) {
		t.Errorf("%d stories and %d names are held of %d and %d", len(ix.stories), len(ix.byID), len(held), len(ix.members))
	}
	for term := range ix.terms.lists {
		if list := ix.terms.of(uint32(term)); len(list) > 0 && list[0].member < ix.base {
			t.Fatalf("%q still leads to article %d, which has left", ix.vocab.term(uint32(term)), list[0].member)
		}
	}
}

// An article dated in the future does not make the others leave.
func TestFutureDate(t *testing.T) {
	ix := New(Options{Days: 30})
	for i := range 900 {
		day := fmt.Sprintf("2024-03-%02d", 1+i/30)
		if i == 10 {
			day = "2042-01-01"
		}
		ix.Add(Features{ID: fmt.Sprint(i), Time: at(t, day), English: true, Words: 20, Terms: []Term{{Key: fmt.Sprintf("unique%d", i), Lead: 1}}})
	}
	if n := len(ix.members); n != 900 {
		t.Errorf("%d of 900 articles of one month are held", n)
	}
}

func at(t testing.TB, day string) int64 {
	s, _ := published(news.Published{At: day})
	if s == 0 {
		t.Fatalf("no day: %s", day)
	}
	return s
}

// An article without words, names or a date is a story of its own.
func TestEmpty(t *testing.T) {
	ix := New(Options{})
	for i := range 3 {
		if d := ix.Add(Features{ID: fmt.Sprint(i)}); !d.New || d.Story != i+1 {
			t.Errorf("article %d: %+v", i, d)
		}
	}
}

// Revise changes nothing where all is well, puts together what one event is,
// and leaves alone what a person moved.
func TestRevise(t *testing.T) {
	ix := New(Options{})
	ferry := tales[0].articles
	var all []Features
	for i, a := range ferry {
		all = append(all, read(t, fmt.Sprint(i), a[1], a[2], a[3]))
		ix.Add(all[i])
	}
	if changed := ix.Revise(); len(changed) > 0 {
		t.Errorf("what was right is changed: %+v", changed)
	}
	ix.Move("1", 0, 0)
	if changed := ix.Revise(); len(changed) > 0 {
		t.Errorf("what a person moved, and its neighbours, are changed: %+v", changed)
	}
	torn := New(Options{})
	for i, f := range all {
		torn.Put(f, i+1, 0) // each a story of its own
	}
	torn.Revise()
	story := func(id string) int { return torn.member(torn.byID[id]).Story }
	if story("0") != story("1") || story("0") != story("3") || story("0") == story("2") {
		t.Errorf("stories after revising: %d %d %d %d", story("0"), story("1"), story("2"), story("3"))
	}
}

// An article without a date lies as far from another as the nearest day that
// it names; of one that names none nothing is known.
func TestGap(t *testing.T) {
	day := func(s string) int32 { return int32(at(t, s) / daySeconds) }
	dated := Features{ID: "dated", Time: at(t, "2024-03-14"), Terms: []Term{{Key: "ferry", Title: 1}}}
	for _, c := range []struct {
		days []int32
		want float64
	}{
		{nil, noGap},
		{[]int32{day("2023-01-02"), day("2024-03-12")}, math.Log1p(2)},
		{[]int32{day("2024-03-14")}, 0},
	} {
		ix := New(Options{})
		other := Features{ID: "undated", Days: c.days, Terms: dated.Terms}
		a, b := ix.admit(&dated), ix.admit(&other)
		for _, pair := range [][2]*member{{&a, &b}, {&b, &a}} {
			ix.probe.set(pair[0])
			x := pairOf(&ix.probe, pair[1], 1, 1)
			if got := float64(x[fGap]); math.Abs(got-c.want) > 1e-6 || x[fDated] != 1 {
				t.Errorf("days %v: gap %v of %v dated, want %v", c.days, got, x[fDated], c.want)
			}
		}
	}
}
