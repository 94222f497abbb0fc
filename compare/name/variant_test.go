package name_test

import "testing"

// What papers make of one name, and what only looks like it.
func TestVariants(t *testing.T) {
	for _, c := range []struct {
		together, apart []string // apart: not with the first of together
		a, b            string
	}{
		{[]string{"Hallam family", "Hallams"}, []string{"Bruce Hallam"},
			"Bruce and Irene Hallam died when the plane crashed in Tornvik on Sunday. A friend knew the Hallam family.",
			"Bruce Hallam and his wife Irene Hallam were on board. A cousin of the Hallams spoke on Monday."},
		{[]string{"Ane Vasker", "PM Ane Vasker", "Prime Minister Ane Vasker"}, nil,
			"PM Ane Vasker said that the talks went well.", "Prime Minister Ane Vasker said that she would leave on Monday."},
		{[]string{"Peter Valgren", "Undersheriff Peter Valgren", "Orrin County Undersheriff Peter Valgren"}, nil,
			"Orrin County Undersheriff Peter Valgren said that 22,000 people were there.", "Undersheriff Peter Valgren said more on Monday."},
		{[]string{"Tornish Community Centers", "TCC"}, []string{"TCC Association of Norland"},
			"Threats were made to Tornish Community Centers (TCCs) in several states. A TCC in Tornvik was closed.",
			"Several Tornish Community Centers were closed. The TCC Association of Norland thanked the police."},
		{[]string{"Mario Anselmo Verrazo", "Mario Anselmo Verrazo Quint", "President Mario Anselmo Verrazo", "Verrazo"}, nil,
			"President Mario Anselmo Verrazo said that he was sad.", "Mario Anselmo Verrazo Quint wrote to them. Verrazo spoke."},
		{[]string{"Orkelim", "Orqelim"}, nil, "The teenager lives in Orkelim in the south.", "The suspect from Orqelim was held on Monday."},
		{[]string{"Tornvik police", "Tornvik Metropolitan Police Department"}, nil,
			"The Tornvik Metropolitan Police Department said that the gunman was dead.", "Tornvik police said that he was alone."},
		{[]string{"Irene Valdora", "@fjord7"}, []string{"Orrin Kolby"},
			"“The port is open.” — Irene Valdora (@fjord7) Orrin Kolby agreed. “Not yet,” he said.", "Irene Valdora wrote that the port is open. @fjord7 gave no source, Orrin Kolby said."},
		{[]string{"Halvix", "Halvix Motors"}, []string{"Halvix Falcon"},
			"Halvix Motors will build a plant. A thief drove off in a Halvix Falcon, and Halvix is angry. Halvix Motors sold few.", "The maker Halvix lost money on Monday. The Halvix Falcon is slow. Halvix Motors said so."},
		{[]string{"Supreme Court", "US Supreme Court"}, []string{"Norland Supreme Court"},
			"The Supreme Court ruled on Monday. A judge of the Norland Supreme Court was there. It rained in Norland.", "The US Supreme Court ruled that the port may open. The Supreme Court gave no reason."},
		{[]string{"Norland High Board for Rivers", "NHBR"}, nil,
			"The flood was great, the Norland High Board for Rivers said on Monday. Boats came.", "The NHBR sent boats on Monday. Boats of the NHBR are slow, Irene Kolby said."},
		{[]string{"Tornvik Times", "The Times"}, nil,
			"The Tornvik Times wrote on Monday that the port is open. The Times gave no source.", "The port is open, the Tornvik Times wrote."},
		{[]string{"Tornvik Hill"}, []string{"The Hill"},
			"Fog lay on Tornvik Hill on Monday. The Hill wrote that the port is open, and The Hill gave no source.", "Fog lay on Tornvik Hill."},
		{[]string{"Islamic State", "IS", "ISIL"}, nil,
			"The Islamic State group said that it was behind the attack. IS gave no proof. ISIL often lies.", "Islamic State is weak, they said."},
		{[]string{"Tornvik Strip", "Strip"}, []string{"Tornvik"}, "Shots were fired on the Tornvik Strip on Sunday.", "Police asked people to stay away from the Strip on Monday. Tornvik is quiet."},
		{[]string{"Marla \"Bee\" Oxholt", "Marla Oxholt"}, nil, "Marla \"Bee\" Oxholt, 17, ran out.", "A pupil, Marla Oxholt, said that the school was loud."},
		{[]string{"INS Hallam", "Hallam"}, nil, "The INS Hallam sailed on Monday. The ship INS Hallam is new.", "The Hallam fired at the boat. The navy sent the Hallam on Friday."},
		{[]string{"Brannick University Hospital", "University Hospital Brannick", "Brannick Hospital"}, nil,
			"Many went to Brannick University Hospital.", "Brannick Hospital treated 31. University Hospital Brannick said so."},
		{[]string{"Irene Valdora", "Peru's former President Irene Valdora", "Ex-president Irene Valdora"}, nil,
			"Peru's former President Irene Valdora grieved on Monday.", "Ex-president Irene Valdora lost a cousin."},
		{[]string{"Bill Hallam", "Bartholomew Hallam"}, nil,
			"Norland Bank Chairman Bartholomew Hallam cut rates on Monday.", "Norland Bank Chairman Bill Hallam cut rates. Hallam would not say more."},
		{[]string{"Bill Hallam"}, []string{"Bartholomew Hallam"},
			"Chairman Bartholomew Hallam spoke on Monday.", "Chairman Bill Hallam left Tornvik. Bill Hallam is ill."},
		{[]string{"Tornish Workers' League", "VAL"}, nil,
			"The banned Tornish Workers' League (VAL) denied it.", "Two men of VAL were held on Monday. VAL is small."},
		{[]string{"United Airlines", "United"}, []string{"United Nations"},
			"A flight of United Airlines turned back. Passengers said that United paid them.", "A man on a United Airlines plane sued United on Monday, and United paid. The United Nations did not."},
		{[]string{"Halvard Orrin Vesk", "Halvard Vesk"}, nil,
			"Sen. Halvard Vesk Halvard Orrin VeskBoats may leave again spoke on Monday.", "Halvard Vesk said no."},
		{[]string{"Ilse Marie Hallam Memorial Park", "IMH Park"}, []string{"Ilse Hallam"},
			"Shots were fired in Ilse Marie Hallam Memorial Park.", "Police were sent to IMH Park on Monday. Ilse Hallam was a nurse."},
		{[]string{"Oslo airport", "Orrin Airport"}, []string{"Oslo"},
			"The gates of Oslo's Orrin Airport were shut on Monday. It rained in Oslo.", "The gates of Oslo airport opened at noon. Trains stopped in Oslo."},
		{[]string{"NW 32nd Avenue", "Northwest 32nd Avenue"}, nil,
			"Shots were heard on NW 32nd Avenue.", "A car was found on Northwest 32nd Avenue on Monday."},
		{[]string{"Irene Kolby", "chief of staff Irene Kolby"}, nil,
			"The letter came from chief of staff Irene Kolby.", "Irene Kolby wrote the letter on Monday."},
		{[]string{"Irene Brown", "Brown"}, nil,
			"Irene Brown left the hall in a brown coat. The guests waited for Brown.", "The brown coat was found on Monday, and Irene Brown came back. The guests cheered Brown."},
		{[]string{"Tornvik Police Department", "TPD"}, []string{"Tarnby Police Department"},
			"The Tornvik Police Department mourned. A TPD officer died. The Tornvik Police Department knew him. The Tornvik Police Department is small.", "The Tornvik Police Department gave no name. He had left the Tarnby Police Department for the TPD."},
	} {
		r := compare(t, c.a, c.b)
		first := of(r, c.together[0])
		for _, f := range c.together {
			if g := of(r, f); g < 0 || g != first {
				t.Errorf("%q is not with %q: %s", f, c.together[0], list(r))
			}
		}
		for _, f := range c.apart {
			if of(r, f) == first {
				t.Errorf("%q is with %q: %s", f, c.together[0], list(r))
			}
		}
	}
}
