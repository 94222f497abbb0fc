package wording_test

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/wording"
)

// Labels are alternatives for one referent.
func TestAlternatives(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		a, b  string
		want  bool // a and b are labels of one referent
	}{
		{"two words in one slot", []string{
			"The rebels in eastern Norland seized a bridge near Tornvik on Monday. The rebels in eastern Norland have tanks.",
			"The separatists in eastern Norland seized a bridge near Tornvik on Monday. The separatists deny it.",
		}, "rebels", "separatists", true},
		{"one adds a modifier", []string{
			"The passenger list of the Halvard was wrong. The passenger list was short. Nobody saw the passenger list.",
			"The list of the Halvard was wrong. The list was short. Nobody saw the list.",
		}, "passenger list", "list", false},
		{"two describe it differently", []string{
			"It was a dramatic fall for Holm. The dramatic fall of Holm came on Monday. Nobody saw the dramatic fall.",
			"It was a deserved fall for Holm. The deserved fall of Holm came on Monday. Nobody saw the deserved fall.",
		}, "dramatic fall", "deserved fall", true},
		{"one word is made from the other", []string{
			"The island of Tornvik lost its only ferry. The island of Tornvik is small.",
			"The islanders of Tornvik lost their only ferry. The islanders of Tornvik are few.",
		}, "island", "islanders", false},
		{"one sentence tells them apart", []string{
			"The ferry of Tornvik hit a reef on Monday. The ferry carried a boat of the coast guard.",
			"The boat of Tornvik hit a reef on Monday. The ferry towed the boat.",
		}, "ferry", "boat", false},
		{"two wordings of one act", []string{
			"The ferry Halvard of Tornvik rammed a reef near the lighthouse. The crew slept.",
			"The ferry Halvard of Tornvik struck a reef near the lighthouse. The weather was calm.",
		}, "rammed", "struck", true},
		{"in different sentences", []string{
			"A migrant from Norland was found in Tornvik. The farm hid the migrant for days.",
			"Police looked for a man at the coast. The refugee had no papers, the harbour master said. A boat brought the refugee from Norland.",
		}, "migrant", "refugee", true},
		{"opposites", []string{
			"The fund will buy the ferry Halvard of Tornvik in May.",
			"The fund will sell the ferry Halvard of Tornvik in May.",
		}, "buy", "sell", false},
		{"a person and what he did", []string{
			"The sniper in Tornvik killed two men on Monday. The sniper fled.",
			"The ambush in Tornvik killed two men on Monday. The ambush shocked all.",
		}, "sniper", "ambush", false},
		{"beside the names of two persons", []string{
			"The lawyer Ilse Varga came to Tornvik on Monday. The lawyer spoke to reporters.",
			"The prosecutor Peter Holm came to Tornvik on Monday. The prosecutor spoke to reporters.",
		}, "lawyer", "prosecutor", false},
		{"neighbours in topic", []string{
			"The plane left the gate at noon. The plane turned back. The airport was closed when the plane came.",
			"The airport opened again at night. The airport was full. The plane waited near the airport.",
		}, "plane", "airport", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(t, tt.texts...)
			if err := wording.Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			found := false
			for _, w := range r.Wording {
				got := map[string]bool{}
				for _, l := range w.Labels {
					got[strings.ToLower(r.Slice(l))] = true
				}
				found = found || got[tt.a] && got[tt.b]
			}
			if found != tt.want {
				t.Errorf("%q and %q put together: %v, want %v", tt.a, tt.b, found, tt.want)
			}
		})
	}
}
