package claim_test

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/claim"
	"parallax/news"
)

// Each question that reports answer in one of a few ways, with a pair of answers that
// exclude each other and one that does not.
func TestContests(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       string // the question; "" for no difference
	}{
		{"hurt badly or not", "Ilse Varga was taken to hospital with life-threatening injuries.", "Ilse Varga was in stable condition at the hospital.", "how badly they were hurt"},
		{"hurt badly, both ways", "Ilse Varga was taken to hospital with life-threatening injuries.", "Ilse Varga was in critical but stable condition.", ""},
		{"two who were hurt", "The harbour master was taken to hospital in critical condition.", "A sailor was in stable condition at the hospital.", ""},
		{"all are well", "Three sailors were taken to hospital with life-threatening injuries.", "All of them are expected to recover.", "how badly they were hurt"},
		{"shots at each other", "Two crews were firing at each other on the pier.", "The men opened fire on a crowd at the pier.", "at whom the shots were fired"},
		{"alone or not", "The gunman acted alone, police said.", "Police are looking for a second gunman.", "how many attackers there were"},
		{"who did it", "The Northern Front claimed responsibility for the blast.", "There is no evidence that it was the work of the Northern Front, police said.", "who was behind the attack"},
		{"left office", "Ilse Varga resigned on Monday.", "Ilse Varga was fired on Monday.", "how the office was left"},
		{"two left office", "Ilse Varga resigned on Monday.", "Anton Holm was fired on Monday.", ""},
		{"left the ferry", "The passengers were asked to leave the ferry.", "The crew forced them off the ferry.", "how they left"},
		{"accident or not", "The fire at the harbour office was an accident, the owner said.", "The fire at the harbour office was deliberately set, police said.", "whether it was an accident"},
		{"on foot or by car", "The robbers fled on foot.", "The robbers fled in a dark blue van.", "how the suspects got away"},
		{"clothes", "The robber is described as a tall man in a red jacket.", "The robber was wearing a green hoodie.", "what the suspect wore"},
		{"one coat twice", "The robber is described as a tall man in a red jacket.", "The robber was wearing a red hoodie.", ""},
		{"street", "The shooting happened in the 1900 block of Larch Street.", "The shooting happened at 1903 Mast Avenue.", "the address"},
		{"the corner of two streets", "The shooting happened in the 1900 block of Larch Street.", "The shooting happened at 1903 Mast Avenue, on the corner of Larch Street.", ""},
		{"office", "Norland's Prime Minister Ilse Varga opened the pier.", "Norland's President Ilse Varga opened the pier.", "the office of Ilse Varga"},
		{"the victim named", "The victim's name has not been released.", "The victim was identified as Anton Holm, who lived in Tornvik.", "the victim: not named, then named"},
		{"the suspect named", "Police declined to identify the suspect.", "Anton Holm, 34, was arrested on Sunday.", "the suspect: not named, then named"},
		{"named all the same", "Police declined to name the victim, whom his brother identified as Anton Holm.", "The victim was identified as Anton Holm, who lived in Tornvik.", ""},
		{"another victim", "The other victims have not been identified.", "Anton Holm, 34, died at the harbour hospital.", ""},
		{"a speaker named", "The victim's name has not been released.", "The victim was a sailor, said Anton Holm, who saw it.", ""},
		{"a motive", "Police have not identified a motive.", "Anton Holm, 34, was arrested on Sunday.", ""},
		{"an office of old", "Former Prime Minister Ilse Varga opened the pier.", "President Ilse Varga opened the pier.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(t, "A new pier opened in Tornvik. "+tt.a, "Fog closed the strait near Norland. "+tt.b)
			if err := claim.Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			if err := r.Check(); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, g := range r.Claims {
				if g.Verdict == news.Conflict || g.Verdict == news.Update {
					got = append(got, g.What)
				}
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}
