package claim_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"parallax/compare/claim"
	"parallax/news"
)

// groupWith is the difference that has sentences with all of the words, nil for none.
func groupWith(r *news.Report, words ...string) *news.ClaimGroup {
	for k := range r.Claims {
		g := &r.Claims[k]
		if g.Verdict != news.Conflict && g.Verdict != news.Update {
			continue
		}
		if !slices.ContainsFunc(words, func(w string) bool {
			return !slices.ContainsFunc(g.Support, func(s news.Claim) bool { return strings.Contains(r.Slice(s.Ref), w) })
		}) {
			return g
		}
	}
	return nil
}

func TestDisputes(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		sides []string // words of sentences that one difference must have
		want  news.Verdict
	}{
		{"a figure that is disputed after it was told", []string{
			"Ilse Varga told reporters that the new timetable would cost 900 dockers their jobs. The shipping line disagreed and said nobody had explained how she came to that.",
			"The timetable could cost 900 dockers their jobs by autumn, according to Ilse Varga, who leads the union.",
		}, []string{"told reporters that the new timetable", "disagreed and said", "by autumn"}, news.Conflict},
		{"whose word it is, by a word of it", []string{
			"Anton Holm absolutely rejected Varga's \"lighthouse\" claim and spoke of a mean trick.",
			"\"They handed every skipper a lighthouse,\" Ilse Varga said after the vote.",
		}, []string{"rejected Varga", "handed every skipper"}, news.Conflict},
		{"dismissed as untrue", []string{
			"Anton Holm dismissed claims that the ferry carried smuggled tobacco as nonsense.",
			"Customs officers believe that the ferry carried smuggled tobacco on its last trip.",
		}, []string{"as nonsense", "Customs officers believe"}, news.Conflict},
		{"no evidence of it", []string{
			"There is no evidence that the harbour was poisoned by the tannery, Anton Holm said.",
			"Ilse Varga says the harbour was poisoned by the old tannery upstream.",
		}, []string{"no evidence", "old tannery"}, news.Conflict},
		{"a first account that changed", []string{
			"Police initially believed that three smugglers had fled across the frozen lagoon, but later found them in the chapel.",
			"Three smugglers have fled across the frozen lagoon, police in Lunden said.",
		}, []string{"initially", "in Lunden"}, news.Update},
		{"an answer with a contention", []string{
			"Ilse Varga argues that the harbour toll ruins small fishing boats. But Anton Holm insisted that the harbour toll leaves small fishing boats unharmed.",
			"The harbour toll ruins small fishing boats, Ilse Varga told the council.",
		}, []string{"argues that", "insisted", "told the council"}, news.Conflict},
		{"not confirmed", []string{
			"A newspaper said that the driver was Tove Lind, a teacher from Lunden, but police have not confirmed that information.",
			"Tove Lind, a teacher from Lunden, was the driver of the bus.",
		}, []string{"not confirmed", "of the bus"}, news.Conflict},

		{"a request is rejected", []string{
			"Anton Holm rejected a request for comment on the smuggled tobacco of the ferry.",
			"Customs officers believe that the ferry carried smuggled tobacco on its last trip.",
		}, []string{"rejected a request", "Customs officers believe"}, ""},
		{"it would have to be denied", []string{
			"Anton Holm would dispute the claim that the ferry carried smuggled tobacco if he could.",
			"Customs officers believe that the ferry carried smuggled tobacco on its last trip.",
		}, []string{"would dispute", "Customs officers believe"}, ""},
		{"something else of the same name", []string{
			"There is no evidence that Ilse Varga was bribed by the tannery.",
			"Ilse Varga opened the new bridge beside the tannery on Monday.",
		}, []string{"no evidence", "opened"}, ""},
		{"an answer about something else", []string{
			"Ilse Varga argues that the harbour toll ruins small fishing boats. But Anton Holm insisted that his daughter sings well.",
			"The harbour toll ruins small fishing boats, Ilse Varga told the council.",
		}, []string{"sings well", "told the council"}, ""},
		{"friends who disagree", []string{
			"Ilse Varga called the old alliance precious. Anton Holm said friends could be open where they disagreed.",
			"The alliance is old and precious, Ilse Varga said in Lunden.",
		}, []string{"where they disagreed", "in Lunden"}, ""},
	}
	for _, tt := range tests {
		r := report(t, tt.texts...)
		if err := claim.Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		g := groupWith(r, tt.sides...)
		switch {
		case g == nil && tt.want != "":
			t.Errorf("%s: none found in %+v", tt.name, r.Claims)
		case g != nil && g.Verdict != tt.want:
			t.Errorf("%s: %s, want %q: %s", tt.name, g.Verdict, tt.want, g.Why)
		}
	}
}
