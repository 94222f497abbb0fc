package claim_test

import (
	"context"
	"testing"

	"parallax/compare/claim"
	"parallax/news"
)

// TestUnreal: what is wanted, supposed, asked or only thought of contradicts nothing that is
// told.
func TestUnreal(t *testing.T) {
	for name, texts := range map[string][]string{
		"a demand": {
			"In a letter two aides write: “We demand that in service to the facts, you no longer book Anton Holm, a friend of the port who lies.”",
			"“It is disturbing that you continue to book Anton Holm on your air to spread false tales of the port,” the letter says."},
		"how it works": {
			"In an interview Anton Holm explained how the Tornvik toll plan worked.",
			"Ilse Varga does not believe that the Tornvik toll plan worked."},
		"and if": {
			"And if the port of Tornvik does not pay its crews, Ilse Varga said, there are ways to close it.",
			"Inspectors certified that the port of Tornvik pays its crews."},
		"both halves in both": {
			"“Let us be clear: this toll hits not one old Tornvik ship, it only hits new Tornvik ships,” Ilse Varga said.",
			"The toll hits only new Tornvik ships. “Let us be clear: this toll hits not one old Tornvik ship, it only hits new Tornvik ships,” Ilse Varga said."},
		"another year's decision": {
			"The decision on the Tornvik toll is a disgrace, Ilse Varga said.",
			"Anton Holm welcomed the decision on the Tornvik toll."},
	} {
		r := report(t, texts...)
		if name == "another year's decision" {
			r.Articles[1].Published.At = "2025-06-01"
		}
		if err := claim.Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Claims {
			if c.Verdict == news.Conflict || c.Verdict == news.Update {
				t.Errorf("%s: %s: %s (%s)", name, c.Verdict, c.What, c.Why)
			}
		}
	}
}
