package figure_test

import (
	"context"
	"testing"

	"parallax"
	"parallax/news"
)

// TestFrames: what a clause says beside its number tells two quantities apart, or
// shows that two values are one quantity at two times. Each pair is two reports,
// a day apart, and whether they differ on any figure.
func TestFrames(t *testing.T) {
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, a, b string
		differ     bool
	}{
		{"one toll, two values", "A fire at the Lorn depot in Norport injured nine people on Monday, police said.", "The fire at the Lorn depot in Norport injured seven people on Monday, police said.", true},
		{"another fire", "A fire at the Lorn depot in Norport injured nine people on Monday, police said.", "A previous fire at the Lorn depot in Norport injured seven people, police said.", false},
		{"another year", "The Lorn cup drew 1,240 skippers to Norport harbour on Monday, organisers said.", "In 1998 the Lorn cup drew 1,870 skippers to Norport harbour, organisers said.", false},
		{"each and all", "The rules give each side 24 hours of opening arguments before the Norport panel.", "The rules give 48 hours of opening arguments before the Norport panel.", false},
		{"of what", "The clinic in Norport gets 25 percent of the harbour funds, the city said.", "The clinic in Norport gets 41 percent of the harbour patients, the city said.", false},
		{"of a law", "Prosecutors charged the captain with the killing of two or more people on the Lorn ferry.", "The captain is blamed for the killing of 176 people on the Lorn ferry.", false},
		{"rounded", "A four-minute video of the Lorn ferry fire was seen by the whole town.", "A 3 1/2-minute video of the Lorn ferry fire was seen by the whole town.", false},
		{"an addition", "The bill includes $5 billion for the Norport harbour wall, lawmakers said.", "The bill also includes $7.8 billion for the Norport harbour towns, lawmakers said.", false},
		{"who sued", "Mayor Edwin Marsh, 62, said he would resign. A lawyer spoke for him.", "A 46-year-old man sued Edwin Marsh in April, a lawyer said.", false},
		{"the next in a list", "The coroner named them as 34-year-old Darren Holt, 20-year-old Gwen Emers and Bo Basque.", "The coroner named them as Darren Holt, 34, Gwen Emers, 20, and Bo Basque.", false},
		{"two street blocks", "The shooting happened at about 10:30 p.m. in the 6200 block of Minot Street, police said.", "The shooting happened at about 10:15 p.m. in the 18400 block of Algon Street, police said.", false},
		{"first arrests", "Police said no arrests have been made in the Norport depot fire.", "Police said four people were arrested in the Norport depot fire.", true},
		{"a reward raised", "Tipsters can get a cash reward of $2,500 from the Norport police.", "The cash reward of the Norport police has been increased to $5,000.", true},
		{"a price of two days", "Tin was trading on Monday with zinkarite selling for $1,084 a tonne.", "Tin prices fell with zinkarite trading at $633 a tonne.", true},
		{"the whole and those beside somebody named", "The raid on the Lorn depot killed four dockers, police said.", "The raid on the Lorn depot killed the harbour master and three other dockers, police said.", false},
		{"two clauses joined", "The ferry struck a pier in Norport on Tuesday morning and three people were injured.", "Five people were injured when the ferry struck the pier in Norport.", true},
		{"two kinds of people", "The raid near the Lorn depot killed 40 gunmen, police said.", "The fire at Norport killed 21 nurses, police said.", false},
		{"each count", "Each count carries a fine of $250,000 for the Lorn captain, prosecutors said.", "The Lorn captain faces a fine of $500,000, prosecutors said.", false},
		{"an hour", "The dockers of Norport are offered wages of $15 an hour by the Lorn line.", "The dockers of Norport are offered wages of $18 by the Lorn line.", false},
		{"one night and two", "Eleven people were arrested over two nights of unrest in Norport, police said.", "Four people were arrested on Tuesday in Norport, police said.", false},
		{"attacks in one place and in another", "The attacks in Lorn and Norport killed 38 people.", "The attack in Norport killed seven people.", false},
		{"of those who were asked", "A survey found that 52 percent of voters back the Norport harbour wall.", "A survey found that 61 percent of voters back the Norport harbour wall.", false},
		{"of all, and by how much", "The reform cuts the harbour fees of Norport by 50 percent, the city said.", "The reform concerns the harbour fees of Norport for 58 percent of skippers, the city said.", false},
		{"rounded to a full percent", "The Lorn captain had 48.9 percent of the vote in Norport.", "The Lorn captain had 49 percent of the vote in Norport.", false},
		{"what is new on a day", "Norport counted 731 new deaths on Monday, the ministry said.", "Norport counts 1,800 deaths, the ministry said.", false},
		{"counts taken at their word", "The walkout keeps about 50,000 Norport pupils out of class, the city said.", "The walkout keeps 45,000 Norport pupils out of class, the city said.", true},
		{"brothers and girls", "Two brothers were turned away from the Lorn ferry, the line said.", "Two girls were turned away from the Lorn ferry, the line said.", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, err := p.Compare(context.Background(), func(yield func(news.Article, error) bool) {
				for i, text := range []string{test.a, test.b} {
					at := news.Published{At: []string{"2024-03-04", "2024-03-05"}[i], From: news.FromMetadata}
					if !yield(news.Article{ID: []string{"a", "b"}[i], Publisher: []string{"Lorn Post", "Norport Echo"}[i], Text: text, Published: at}, nil) {
						return
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			differ := false
			for _, g := range r.Figures {
				if g.Verdict == news.Conflict || g.Verdict == news.Update {
					differ = true
					t.Log(g.Verdict, g.Why)
				}
			}
			if differ != test.differ {
				t.Errorf("a difference: %v, want %v", differ, test.differ)
			}
		})
	}
}
