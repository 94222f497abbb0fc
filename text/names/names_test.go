package names

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"U.S.":                    "us",
		"J. K. Vale":              "j k vale",
		"The Vale & Sons Co.":     "vale and sons co",
		"Ødegård’s":               "odegard",
		"O’Hallam":                "ohallam",
		"Mary-Ann  Lindqvist":     "mary ann lindqvist",
		"Directors' ":             "directors",
		"The":                     "the",
		"":                        "",
		"Zażółć\nGęślą":           "zazolc gesla",
		"Austin-Vale County’s":    "austin vale county",
		"“Vale”":                  "vale",
		"National Park Service’s": "national park service",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	same := [][2]string{
		{"Ann Vale", "Ann Vale"}, {"Ann Vale", "Dr. Ann Vale"}, {"Ann Vale", "Ann Marie Vale"}, {"Ann Vale", "Ann M. Vale"},
		{"William Hallam", "Bill Hallam"}, {"Thomas Hallam Jr.", "Thomas Hallam"}, {"Deborah Hallam", "Deorah Hallam"},
		{"Robert Lindqvist", "Robert Lindquist"}, {"J. Edwin Hallam", "Edwin Hallam"}, {"A. Vale", "Ann Vale"},
		{"Joseph “Moe” Hallam", "Joseph Hallam"}, {"Ana Ruiz Calder", "Ana Ruiz"}, {"Muhammad Qader", "Mohammed Qader"},
		{"Nassim Sulemari", "Nasem Solemari"}, {"Selim Tarik Hallam", "Tarik Hallam"}, {"Andres Lopez Vasca", "López Vasca"},
		{"Kurbanuly Verdym", "Gurbanuli Verdym"},
	}
	for _, p := range same {
		if !SamePerson(ParsePerson(p[0]), ParsePerson(p[1])) || !SamePerson(ParsePerson(p[1]), ParsePerson(p[0])) {
			t.Errorf("%q and %q are kept apart", p[0], p[1])
		}
	}
	differ := [][2]string{
		{"Robert Hallam", "Susan Hallam"}, {"Ann Vale", "Ann Hallam"}, {"Thomas Hallam Jr.", "Thomas Hallam Sr."},
		{"Ann M. Vale", "Ann P. Vale"}, {"Vale", "Ann Vale"}, {"Mark Dean", "Mark Deal"}, {"A. Vale", "Robert Vale"}, {"", "Ann Vale"},
		{"Paul Hallam", "Paula Hallam"}, {"Ana Ruiz Calder", "Luis Calder"}, {"Peter Hallam", "J. Peter Vale"},
	}
	for _, p := range differ {
		if SamePerson(ParsePerson(p[0]), ParsePerson(p[1])) || SamePerson(ParsePerson(p[1]), ParsePerson(p[0])) {
			t.Errorf("%q and %q are made one", p[0], p[1])
		}
	}
}

func TestFits(t *testing.T) {
	p := ParsePerson("Ana Ruiz Calder")
	for word, want := range map[string]Fit{"calder": BySurname, "ana": ByGiven, "ruiz": ByInner, "vale": NoFit} {
		if got := p.Fits(word); got != want {
			t.Errorf("%q fits as %d, want %d", word, got, want)
		}
	}
	if ParsePerson("Calder").Fits("calder") != NoFit {
		t.Error("a lone name has no surname to fit")
	}
}

func TestAcronymOf(t *testing.T) {
	for _, p := range [][2]string{
		{"NFB", "National Fisheries Board"}, {"N.F.B.", "National Fisheries Board"}, {"BOS", "Bank of Sund"}, {"VMS", "Vale & Marsh Service"},
		{"BTPD", "Bristol Tennessee Police Department"}, {"V&M", "Vale & Marsh Corp."}, {"AfV", "Alternative for Vale"},
		{"PUC", "Norland Public Utilities Commission"},
	} {
		if !AcronymOf(p[0], p[1]) {
			t.Errorf("%q does not abbreviate %q", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"NFB", "National Board of Fish"}, {"N", "Norway"}, {"NFB", "Nfb"}, {"UC", "Norland Utilities Commission"}, {"Vale", "Vale"}} {
		if AcronymOf(p[0], p[1]) {
			t.Errorf("%q abbreviates %q", p[0], p[1])
		}
	}
}

func TestKeys(t *testing.T) {
	place := [][2]string{{"U.S.", "United States"}, {"US", "America"}, {"N.C.", "North Carolina"}, {"Calif.", "California"}, {"Kiev", "Kyiv"},
		{"Vale, Tenn.", "Vale"}, {"Hebei Province", "Hebei"}, {"the UK", "United Kingdom"}}
	for _, p := range place {
		if PlaceKey(p[0]) != PlaceKey(p[1]) {
			t.Errorf("places %q %q and %q %q are kept apart", p[0], PlaceKey(p[0]), p[1], PlaceKey(p[1]))
		}
	}
	if PlaceKey("Georgia") == PlaceKey("Ga") || PlaceKey("Vale County") == PlaceKey("Vale") {
		t.Error("different places share a key")
	}
	org := [][2]string{{"The Vale Organisation", "Vale Organization Ltd."}, {"Vale Police Department", "Vale police"}, {"UN", "United Nations"}}
	for _, p := range org {
		if OrgKey(p[0]) != OrgKey(p[1]) {
			t.Errorf("organisations %q and %q are kept apart", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"E. Sixth St.", "6th Street"}, {"Ninth Ward", "Upper 9th Ward"}} {
		a, ok := Street(Fold(p[0]))
		b, ok2 := Street(Fold(p[1]))
		if a != b || !ok || !ok2 {
			t.Errorf("streets %q %q and %q %q are kept apart", p[0], a, p[1], b)
		}
	}
}

func TestShortOf(t *testing.T) {
	w := strings.Fields
	for _, p := range [][2]string{{"hallam", "hallam research institute"}, {"transport board", "northern transport board"}, {"hallam research", "hallam research institute"}} {
		if !ShortOf(w(p[0]), w(p[1])) {
			t.Errorf("%q is not short for %q", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"bank", "bank of sund"}, {"board", "northern transport board"}, {"hallam", "hallam"}, {"", "hallam"}, {"national bank", "hallam national bank"}} {
		if ShortOf(w(p[0]), w(p[1])) {
			t.Errorf("%q is short for %q", p[0], p[1])
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Dr. Ann “Moe” Vale Jr.", "A. Vale")
	f.Add("U.S.", "PG&E (")
	f.Fuzz(func(t *testing.T, a, b string) {
		p, q := ParsePerson(a), ParsePerson(b)
		if SamePerson(p, q) != SamePerson(q, p) {
			t.Errorf("SamePerson(%q, %q) depends on the order", a, b)
		}
		AcronymOf(a, b)
		PlaceKey(a)
		OrgKey(b)
		SameLong(Fold(a), Fold(b))
	})
}
