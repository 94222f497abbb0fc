package names

import "strings"

// aliases maps the keys of well-known bodies that no rule brings together: a
// seat, a nickname, an abbreviation of another language or by syllables.
var aliases = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`
united states defense department=pentagon,defense department
united states state department=state department,foggy bottom
united states justice department=justice department,doj
united states homeland security department=homeland security department,dhs
united states treasury department=treasury department
republican party=gop,republicans
democratic party=democrats
conservative party=conservatives,tories,tory party
labor party=labor
social democrats=spd,social democratic party,sdp
christian democrats=cdu,christian democratic union
alternative for germany=afd
islamic state=is,isis,isil,daesh,islamic state group,islamic state of iraq and syria,islamic state of iraq and the levant
israel military=idf,tsahal
metropolitan police=scotland yard,met police,metropolitan police service
federal reserve=fed,federal reserve board,united states federal reserve,united states central bank
central intelligence agency=cia
federal bureau of investigation=fbi
national security agency=nsa
environmental protection agency=epa,united states environmental protection agency
supreme court=united states supreme court,scotus
associated press=ap
agence france presse=afp
press association=pa
wall street journal=wsj
new york times=nyt
washington post=wapo
british broadcasting corporation=bbc,bbc news
north atlantic treaty organization=nato
world health organization=who
international monetary fund=imf
palestinian authority=pa government
african union=au
united nations security council=unsc
group of seven=g7,g 7
group of eight=g8,g 8
group of twenty=g20,g 20
international atomic energy agency=iaea
national aeronautics and space administration=nasa
european space agency=esa
national football league=nfl
national basketball association=nba
major league baseball=mlb
dow jones industrial average=dow,djia,dow jones,dow industrials
standard and poors 500=s and p 500,s and p
nasdaq composite=nasdaq,nasdaq composite index
financial times stock exchange 100=ftse 100,ftse
`, "\n") {
		to, forms, ok := strings.Cut(row, "=")
		if !ok {
			continue
		}
		for _, f := range strings.Split(forms, ",") {
			m[f] = to
		}
	}
	return m
}()

// known are the keys of the well-known bodies.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, to := range aliases {
		m[to] = true
	}
	return m
}()

// WellKnown reports whether a name is one of a well-known body.
func WellKnown(name string) bool {
	key := ThingKey(name)
	return aliases[key] != "" || known[key]
}
