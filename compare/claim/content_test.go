package claim_test

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/claim"
)

// What is listed as a statement states something: it has a subject, and it is
// not the clause that says who said it.
func TestStatementsAreNoReports(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		want  string // a support reads exactly so; "" for no claim at all
	}{
		{"a clause that only reports", []string{
			"Harbour master Ilse Varga told Radio Tornvik on Monday that it rained.",
			"Harbour master Ilse Varga told Radio Tornvik on Monday that it snowed.",
		}, ""},
		{"the words that lay it in somebody's mouth are left out", []string{
			"The ferry Halvard struck an unmarked reef near Tornvik harbour, harbour master Ilse Varga said in a statement.",
			"The ferry Halvard struck an unmarked reef near Tornvik harbour.",
		}, "The ferry Halvard struck an unmarked reef near Tornvik harbour"},
		{"the dateline is left out", []string{
			"TORNVIK, Norland (NNA) — The ferry Halvard struck an unmarked reef near Tornvik harbour.",
			"The ferry Halvard struck an unmarked reef near Tornvik harbour.",
		}, "The ferry Halvard struck an unmarked reef near Tornvik harbour"},
		{"the complementiser is left out", []string{
			"Officials said that the ferry Halvard will leave Tornvik harbour in the spring for repairs.",
			"Officials said that the ferry Halvard will leave Tornvik harbour in the spring for repairs.",
		}, "the ferry Halvard will leave Tornvik harbour in the spring for repairs"},
		{"a statement starts at its subject", []string{
			"Norland mourned, when the ferry Halvard struck an unmarked reef near Tornvik harbour.",
			"Divers met, when the ferry Halvard struck an unmarked reef near Tornvik harbour.",
		}, "the ferry Halvard struck an unmarked reef near Tornvik harbour"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(t, tt.texts...)
			if err := claim.Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, g := range r.Claims {
				for _, s := range g.Support {
					all = append(all, r.Slice(s.Ref))
				}
			}
			for _, s := range all {
				if s != tt.want {
					t.Errorf("listed: %q", s)
				}
			}
			if tt.want != "" && len(all) == 0 {
				t.Errorf("%q is not listed", tt.want)
			}
			if strings.Contains(strings.Join(all, " "), "told") {
				t.Error("a report is listed")
			}
		})
	}
}

// Somebody's very words are listed among the quotations, not as a statement
// that one origin alone makes.
func TestSinglesAreNoQuotations(t *testing.T) {
	r := report(t,
		"The ferry struck a reef. “The harbour of Tornvik will never again have an unlit reef beside its pier,” Ilse Varga said.",
		"Nobody drowned. Norland's council will buy three new lifeboats for its fishermen next spring.")
	if err := claim.Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, g := range r.Claims {
		if strings.Contains(g.What, "unlit reef") {
			t.Errorf("listed: %q", g.What)
		}
		found = found || strings.Contains(g.What, "lifeboats")
	}
	if !found {
		t.Error("the plan that one origin tells is not listed")
	}
}
