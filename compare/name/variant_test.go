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
		{[]string{"Kevin McMahon", "Undersheriff Kevin McMahon", "Clark County Undersheriff Kevin McMahon"}, nil,
			"Clark County Undersheriff Kevin McMahon said that 22,000 people were there.", "Undersheriff Kevin McMahon said more on Monday."},
		{[]string{"Jewish Community Centers", "JCC"}, []string{"JCC Association of Norland"},
			"Threats were made to Jewish Community Centers (JCCs) in several states. A JCC in Tornvik was closed.",
			"Several Jewish Community Centers were closed. The JCC Association of Norland thanked the police."},
		{[]string{"Luis Guillermo Solisso", "Luis Guillermo Solisso Rivera", "President Luis Guillermo Solisso", "Solisso"}, nil,
			"President Luis Guillermo Solisso said that he was sad.", "Luis Guillermo Solisso Rivera wrote to them. Solisso spoke."},
		{[]string{"Ashkelim", "Ashqelim"}, nil, "The teenager lives in Ashkelim in the south.", "The suspect from Ashqelim was held on Monday."},
		{[]string{"Tornvik police", "Tornvik Metropolitan Police Department"}, nil,
			"The Tornvik Metropolitan Police Department said that the gunman was dead.", "Tornvik police said that he was alone."},
		{[]string{"Islamic State", "IS", "ISIL"}, nil,
			"The Islamic State group said that it was behind the attack. IS gave no proof. ISIL often lies.", "Islamic State is weak, they said."},
		{[]string{"Tornvik Strip", "Strip"}, []string{"Tornvik"}, "Shots were fired on the Tornvik Strip on Sunday.", "Police asked people to stay away from the Strip on Monday. Tornvik is quiet."},
		{[]string{"Tuscany \"Nui\" Giasoll", "Tuscany Giasoll"}, nil, "Tuscany \"Nui\" Giasoll, 17, ran out.", "A pupil, Tuscany Giasoll, said that the school was loud."},
		{[]string{"INS Hallam", "Hallam"}, nil, "The INS Hallam sailed on Monday. The ship INS Hallam is new.", "The Hallam fired at the boat. The navy sent the Hallam on Friday."},
		{[]string{"Croyholm University Hospital", "University Hospital Croyholm", "Croyholm Hospital"}, nil,
			"Many went to Croyholm University Hospital.", "Croyholm Hospital treated 31. University Hospital Croyholm said so."},
		{[]string{"Laura Chinchill", "Norway's former President Laura Chinchill", "Ex-president Laura Chinchill"}, nil,
			"Norway's former President Laura Chinchill grieved on Monday.", "Ex-president Laura Chinchill lost a cousin."},
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
