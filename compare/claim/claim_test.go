package claim_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"parallax/compare/claim"
	"parallax/compare/internal/prosetest"
	"parallax/news"
	"parallax/nlp/parse"
	"parallax/nlp/quote"
	"parallax/nlp/tag"
	"parallax/nlp/when"
)

// report tags the articles with the steps that come before.
func report(t testing.TB, texts ...string) *news.Report {
	t.Helper()
	r := prosetest.Report(texts...)
	for _, d := range r.Articles {
		for _, step := range []func(context.Context, *news.Doc) error{tag.Annotate, parse.Annotate, when.Annotate, quote.Annotate} {
			if err := step(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"Ilse Varga", "Anton Holm"} {
		g := news.EntityGroup{Name: name, Kind: news.Person}
		for i, d := range r.Articles {
			if at := strings.Index(d.Text, name); at >= 0 {
				d.Entities = append(d.Entities, news.Entity{Span: news.Span{Start: at, End: at + len(name)}, Kind: news.Person, Name: name})
				g.Mentions = append(g.Mentions, news.Ref{Doc: i, Span: news.Span{Start: at, End: at + len(name)}})
			}
		}
		if len(g.Mentions) > 0 {
			r.Entities = append(r.Entities, g)
		}
	}
	for _, d := range r.Articles {
		slices.SortFunc(d.Entities, func(a, b news.Entity) int { return a.Start - b.Start })
	}
	return r
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		want  news.Verdict // of a claim with support in the first and the last article; "" for none
		says  string       // in its Why
	}{
		{"a plan comes true", []string{
			"Council leader Ilse Varga will open the new Tornvik bridge for traffic in June.",
			"Council leader Ilse Varga opened the new Tornvik bridge for traffic.",
		}, news.Update, "will"},
		{"a headline's infinitive comes true", []string{
			"Ilse Varga to visit flooded port of Tornvik",
			"Ilse Varga visited the flooded port of Tornvik.",
		}, news.Update, "planned"},
		{"hearsay in one, told flatly in another", []string{
			"Smugglers raided the customs house and its archive in Tornvik, according to several media reports.",
			"A new pier opened. Late on Friday, as fog came in, smugglers with axes raided the customs house and its archive in Tornvik by night.",
		}, news.Update, "reports"},
		{"a plan comes true among other words", []string{
			"Ilse Varga, who has governed for ten years, said she plans to dismantle the royal lighthouse after the winter storms.",
			"Snow fell on the islands. To the dismay of fishermen, Ilse Varga dismantled the lighthouse that her father had built.",
		}, news.Update, "plans"},
		{"somebody else did it", []string{
			"Ilse Varga, who has governed for ten years, said she plans to dismantle the royal lighthouse after the winter storms.",
			"Snow fell on the islands. To the dismay of fishermen, Anton Holm dismantled the lighthouse that his father had built.",
		}, "", ""},
		{"it was done before it was planned", []string{
			"Snow fell on the islands. To the dismay of fishermen, Ilse Varga dismantled the lighthouse that her father had built.",
			"Ilse Varga, who has governed for ten years, said she plans to dismantle the royal lighthouse after the winter storms.",
		}, "", ""},
		{"one of several", []string{
			"Ilse Varga, who has governed for ten years, said she plans to dismantle another lighthouse after the winter storms.",
			"Snow fell on the islands. To the dismay of fishermen, Ilse Varga dismantled the lighthouse that her father had built.",
		}, "", ""},
		{"a plan less likely", []string{
			"Ilse Varga, who has governed for ten years, is less likely to dismantle the royal lighthouse after the winter storms.",
			"Snow fell on the islands. To the dismay of fishermen, Ilse Varga dismantled the lighthouse that her father had built.",
		}, "", ""},
		{"an opinion", []string{
			"“I believe that smugglers raided the customs house and its archive in Tornvik,” said Anton Holm.",
			"A new pier opened. Late on Friday, as fog came in, smugglers with axes raided the customs house and its archive in Tornvik by night.",
		}, news.Agree, ""},
		{"one plans on what another calls unconfirmed", []string{
			"Ilse Varga will meet Anton Holm in Tornvik.",
			"The talks of Ilse Varga with Anton Holm are yet to be confirmed.",
		}, news.Conflict, "yet to be confirmed"},
		{"an accusation and its denial", []string{
			"Fishermen accuse Norland of dumping oil in the harbour. Norland denies the charges.",
			"Fishermen have accused Norland of dumping oil near the harbour.",
		}, news.Conflict, "Norland denies the charges"},
		{"claimed by two, denied in other words", []string{
			"Survivors said the ferry Halvard was badly overloaded with cattle and timber. Norland Lines denied that the ferry took more animals than it may.",
			"The islanders' association says the ferry Halvard was badly overloaded with cattle and timber.",
		}, news.Conflict, "Norland Lines denied"},
		{"a denial about something else", []string{
			"Survivors said the ferry Halvard was badly overloaded with cattle and timber. Norland Lines denied that taxes had gone unpaid.",
			"The islanders' association says the ferry Halvard was badly overloaded with cattle and timber.",
		}, news.Agree, ""},
		{"denied in one, told in another in other words", []string{
			"Prosecutors are looking into collusion between Ilse Varga and the smugglers of Lunden.",
			"A new pier opened on Monday. Ilse Varga has denied any collusion with smugglers.",
		}, news.Conflict, "denied any collusion"},
		{"somebody else did what is denied", []string{
			"Prosecutors say Anton Holm was in collusion with the smugglers of Lunden.",
			"A new pier opened on Monday. Ilse Varga has denied any collusion.",
		}, "", ""},
		{"a plan on terms", []string{
			"Ilse Varga will not open the new Tornvik bridge without the lamps.",
			"Ilse Varga opened the new Tornvik bridge.",
		}, "", ""},
		{"a participle before a noun is no act", []string{
			"The levy did not fund harbour clinics in Tornvik.",
			"She praised the levy-funded harbour clinics in Tornvik.",
		}, "", ""},
		{"will and will not", []string{
			"Ilse Varga said: “I will keep fighting for the harbour.”",
			"A new pier opened. Ilse Varga said she will not continue to fight for the harbour.",
		}, news.Conflict, "not"},
		{"one praises what another calls a mistake", []string{
			"A new pier opened on Monday. Harbour pilots welcomed the levy on cargo.",
			"Fog closed the strait. “The levy is a big mistake,” said Ilse Varga.",
		}, news.Conflict, "big mistake"},
		{"two find the same fault", []string{
			"A new pier opened on Monday. Harbour pilots criticized the levy on cargo.",
			"Fog closed the strait. “The levy is a big mistake,” said Ilse Varga.",
		}, "", ""},
		{"one helps by what is not judged", []string{
			"A new pier opened on Monday. Harbour pilots welcomed the levy on cargo.",
			"Fog closed the strait. “The plan to lower the levy is a big mistake,” said Ilse Varga.",
		}, "", ""},
		{"two ranks of one post", []string{
			"Ilse Varga, an assistant professor at Lunden, measured the tides.",
			"The tides were measured by Ilse Varga, a professor at Lunden.",
		}, news.Conflict, "assistant professor"},
		{"a post of former days", []string{
			"Ilse Varga, a former deputy mayor of Tornvik, measured the tides.",
			"The tides were measured by Ilse Varga, a mayor for ten years.",
		}, news.Agree, ""},
		{"stated, and still to be confirmed", []string{
			"Divers have discovered a sunken longship outside Tornvik harbour.",
			"The discovery, if confirmed, would be the oldest longship on the coast.",
		}, news.Conflict, "unconfirmed"},
		{"denied for one night, told of another", []string{
			"Anton Holm did not repair the harbour crane of Tornvik on the night of the storm.",
			"Anton Holm repaired the harbour crane of Tornvik on Monday.",
		}, "", ""},
		{"one quotation, its negation cut off in one", []string{
			"Ilse Varga stressed that \"I don't think we want to sail round that cape in winter again.\"",
			"Ilse Varga said: “I don’t think we want to sail round that cape in winter again.”",
		}, news.Agree, ""},
		{"a hedge about another phrase", []string{
			"Anton Holm sold the three oldest cranes of Tornvik harbour.",
			"Anton Holm sold the three oldest cranes of Tornvik harbour to buyers presumably from Lunden.",
		}, news.Agree, ""},
		{"the denial of another accusation", []string{
			"Pilots accuse Ilse Varga of smuggling cattle. Friday was calm. The office repeated that Anton Holm had denied the accusations.",
			"On Friday the office repeated that the harbour of Anton Holm stays shut.",
		}, "", ""},
		{"the same act of two persons", []string{
			"Ilse Varga was booked into Tornvik county jail on a charge of attempted robbery.",
			"Anton Holm was booked into Tornvik county jail on a charge of attempted robbery.",
		}, "", ""},
		{"the same with other numbers", []string{
			"The storm dumped 18 barrels of herring on the Tornvik harbour quay.",
			"The storm dumped 27 barrels of herring on the Tornvik harbour quay.",
		}, "", ""},
		{"a doubt is no agreement with a fact", []string{
			"The storm may dump herring on the narrow Tornvik harbour quay.",
			"The storm is dumping herring on the narrow Tornvik harbour quay.",
		}, "", ""},
		{"expected, not confirmed, called off", []string{
			"Ilse Varga is expected to visit the port of Tornvik on Friday.",
			"Whether Ilse Varga will come to Lunden has yet to be confirmed.",
			"Ilse Varga cancelled a visit to the port of Tornvik on Friday.",
		}, news.Update, "cancelled"},
		{"setting out, then arriving", []string{
			"Ilse Varga is heading to Tornvik to meet fishermen.",
			"Ilse Varga has arrived in Tornvik to meet fishermen.",
		}, news.Update, "heading"},
		{"where somebody was coming from is no plan", []string{
			"The ferry Halvard was coming from Lunden with cattle on Monday.",
			"On Monday the ferry Halvard came from Lunden with cattle.",
		}, news.Agree, ""},
		{"the same fact twice", []string{
			"The ferry Halvard struck a reef near Tornvik on Monday.",
			"On Monday the ferry Halvard struck a reef near Tornvik.",
		}, news.Agree, ""},
		{"one says it, one negates it", []string{
			"The captain had switched off the radar of the Halvard before the crash.",
			"The captain had not switched off the radar of the Halvard before the crash.",
		}, news.Conflict, "not"},
		{"sought, then caught", []string{
			"Police are still searching for the suspect in the Tornvik robbery.",
			"The suspect in the Tornvik robbery was arrested at a hotel on Friday.",
		}, news.Update, "searching"},
		{"a plan is called off", []string{
			"Ilse Varga will visit the ferry port of Tornvik on Friday.",
			"Ilse Varga cancelled a visit to the ferry port of Tornvik on Friday.",
		}, news.Update, "cancelled"},
		{"wife or girlfriend", []string{
			"Anton Holm was in Tornvik with his wife.",
			"Anton Holm had come to the harbour with his girlfriend.",
		}, news.Conflict, "his girlfriend"},
		{"two days for one arrest", []string{
			"Police arrested Ilse Varga on 2 March 2024 in Tornvik.",
			"Ilse Varga was arrested in Tornvik on 3 March 2024.",
		}, news.Conflict, "2024-03-03"},
		{"a child is found", []string{
			"A boy is trapped in a flooded cave near Tornvik.",
			"The boy trapped in a cave near Tornvik was rescued by divers.",
		}, news.Update, "trapped"},
		{"a motive is found", []string{
			"Investigators have not determined a motive for the attack.",
			"The attacker was motivated by a quarrel over money, prosecutors said.",
		}, news.Update, "not determined"},
		{"no longer is a negation", []string{
			"The harbour office is issuing cattle permits for the Tornvik ferry.",
			"The harbour office is no longer issuing cattle permits for the Tornvik ferry.",
		}, news.Conflict, "no"},
		{"two ways to say no", []string{
			"Norland Lines refused to repair the radar of the ferry Halvard.",
			"Norland Lines did not repair the radar of the ferry Halvard.",
		}, news.Agree, ""},
		{"who acts and who is acted upon", []string{
			"Ilse Varga will endorse Anton Holm for harbour master of Tornvik.",
			"Anton Holm endorsed Ilse Varga for harbour master of Tornvik.",
		}, "", ""},
		{"who released a statement was not set free", []string{
			"Police are searching for Ilse Varga in Tornvik.",
			"Ilse Varga released a statement on fishing rights.",
		}, "", ""},
		{"who is charged with a task is not the one named before", []string{
			"Ilse Varga was arrested at the harbour.",
			"Ilse Varga wrote to the pilots who are charged with the safety of the ferry.",
		}, "", ""},
		{"a denial of somebody else's claim", []string{
			"Survivors said the ferry Halvard was badly overloaded with cattle. Ilse Varga rejected those accusations against the pilots.",
			"The islanders' association says the ferry Halvard was badly overloaded with cattle.",
		}, news.Agree, ""},
		{"accused by one, innocent to another", []string{
			"Anton Holm was charged with the robbery of the Tornvik harbour office.",
			"Anton Holm has maintained his innocence.",
		}, news.Conflict, "maintained his innocence"},
		{"suspected, then cleared", []string{
			"Suspected gunman Anton Holm lived near the harbour.",
			"Anton Holm was cleared of all charges on Friday.",
		}, news.Update, "cleared"},
		{"the presumption of innocence is no plea", []string{
			"Anton Holm was charged with the robbery of the Tornvik harbour office.",
			"Anton Holm enjoys the presumption of innocence.",
		}, "", ""},
		{"one says it is so, another denies it", []string{
			"The ferry Halvard is immune from the harbour tax, its owners claim.",
			"A court held that the ferry Halvard is not immune from the harbour tax.",
		}, news.Conflict, "not"},
		{"not only is no negation", []string{
			"The harbour radar should be not just repaired, but replaced by Norland Lines.",
			"The harbour radar should be repaired by Norland Lines.",
		}, news.Agree, ""},
		{"one origin denies what another tells", []string{
			"Islanders said Norland Lines dumped engine oil in the Tornvik harbour basin.",
			"Ilse Varga met pilots. Norland Lines denied dumping engine oil in the Tornvik harbour basin.",
		}, news.Conflict, "denied dumping"},
		{"what is denied to somebody", []string{
			"Islanders said Norland Lines dumped engine oil in the Tornvik harbour basin.",
			"The council denied Norland Lines access to the Tornvik harbour basin for engine oil.",
		}, "", ""},
		{"an anger is a motive", []string{
			"Investigators have not determined a motive for the attack on the harbour office.",
			"The attacker told them he was angry about the price of herring.",
		}, news.Update, "angry"},
		{"what somebody might do", []string{
			"Nobody thought that someone will open fire on the Tornvik ferry.",
			"Two guards opened fire on the Tornvik ferry.",
		}, "", ""},
		{"who charges with nothing", []string{
			"Ilse Varga was accused of robbery.",
			"A cow charged Ilse Varga near the harbour.",
		}, "", ""},
		{"still not clear is no answer", []string{
			"The cause of the ferry fire is not known.",
			"It is not clear what caused the ferry fire.",
		}, "", ""},
		{"not so far, then done", []string{
			"No thieves had been arrested in Tornvik harbour as of Sunday.",
			"Police said thieves had been arrested in Tornvik harbour.",
		}, news.Update, ""},
		{"a cause in question tells no cause", []string{
			"Investigators have not determined a motive for the attack.",
			"Officers asked what motivated the attack.",
		}, "", ""},
		{"who is accused denies", []string{
			"Ilse Varga is accused of robbery by two pilots. Anton Holm denied the allegations.",
			"Two pilots accuse Ilse Varga of robbery.",
		}, news.Agree, ""},
		{"a negation before the verb", []string{
			"The council no longer considers the Tornvik reef a danger to ferries.",
			"The council will no longer consider the Tornvik reef a danger to ferries.",
		}, "", ""},
		{"attribution is no difference", []string{
			"The ferry Halvard struck a reef near Tornvik, police said.",
			"The ferry Halvard struck a reef near Tornvik.",
		}, news.Agree, ""},
		{"different acts of the same people", []string{
			"Ilse Varga will meet fishermen from Tornvik next week.",
			"Ilse Varga criticised the price of fuel in Tornvik.",
		}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(t, tt.texts...)
			if err := claim.Annotate(context.Background(), r); err != nil {
				t.Fatal(err)
			}
			if err := r.Check(); err != nil {
				t.Fatal(err)
			}
			var got news.Verdict
			why := ""
			for _, g := range r.Claims {
				docs := map[int]bool{}
				for _, s := range g.Support {
					docs[s.Doc] = true
				}
				if docs[0] && docs[len(tt.texts)-1] && (got == "" || got == news.Agree) {
					got, why = g.Verdict, g.Why
				}
			}
			if got != tt.want || !strings.Contains(why, tt.says) {
				t.Errorf("got %q because %q, want %q because of %q", got, why, tt.want, tt.says)
			}
		})
	}
}

func TestSpellings(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Blain Waderow", "Blane Waderow", true},
		{"Josh DeVine", "Josh Devine", true},
		{"Mary Harfold", "Marie Harfold", true},
		{"Ilse Varga", "Ilse Vargas", false}, // one is the plural of the other
		{"North Tornvik", "South Tornvik", false},
		{"Agustín Holm", "Agustin Holm", false},
		{"Michael Holm", "Mikkel Holm", false},
		{"ILSE Varga", "Ilse Varga", false},
		{"Ilse J. Varga", "Ilse J.Varga", false},
	}
	for _, tt := range tests {
		r := prosetest.Report(tt.a+" spoke.", tt.b+" spoke.")
		for i, name := range []string{tt.a, tt.b} {
			r.Articles[i].Entities = []news.Entity{{Span: news.Span{Start: 0, End: len(name)}, Kind: news.Person, Name: name}}
		}
		if err := claim.Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		got := len(r.Claims) >= 1 && r.Claims[0].Verdict == news.Conflict
		if got != tt.want {
			t.Errorf("%s, %s: got %v", tt.a, tt.b, r.Claims)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("Police are searching for the suspect.", "The suspect was arrested; nobody, they said, was hurt.")
	f.Add("No.", "\"")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := report(t, strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if err := claim.Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
