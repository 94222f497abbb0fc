package names

import "testing"

func TestOrgKeysOfStates(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"US Department of Fisheries", "American Fisheries Department", true},
		{"Ministry of Foreign Affairs", "Foreign Ministry", true},
		{"U.N. Security Council", "United Nations Security Council", true},
		{"University of Vale", "Vale University", false},
		{"South Korean government", "North Korean government", false},
	}
	for _, tt := range tests {
		if a, b := OrgKey(tt.a), OrgKey(tt.b); (a == b) != tt.same {
			t.Errorf("%q gives %q, %q gives %q: alike %v, want %v", tt.a, a, tt.b, b, a == b, tt.same)
		}
	}
}

func TestFamilyFirst(t *testing.T) {
	a, b, c := ParsePerson("Han Seo-yun"), ParsePerson("Han Seo Yun"), ParsePerson("Han Seo-jin")
	if a.Surname() != "han" || !SamePerson(a, b) || SamePerson(a, c) {
		t.Errorf("%v and %v are one person, %v is another", a, b, c)
	}
	if p := ParsePerson("Anna Vale-led"); p.Surname() == "anna" {
		t.Errorf("%v is no name of three syllables", p)
	}
	for _, w := range []string{"led", "era", "based", "born", "backed"} {
		if Syllable(w) {
			t.Errorf("%q is no syllable of a name", w)
		}
	}
}
