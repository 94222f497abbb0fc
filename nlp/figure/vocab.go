package figure

import "strings"

// numClass is the part that a word plays in a number.
type numClass uint8

const (
	noNumber   numClass = iota
	zero                // zero, nought
	ones                // one to nine
	teens               // ten to nineteen
	tens                // twenty to ninety
	hundred             // hundred
	scale               // thousand and more
	dozen               // dozen
	half                // half
	quarter             // quarter: a fraction after a number, else a noun
	article             // a, an
	couple              // couple, pair
	many                // dozens, hundreds, millions: a scale in the plural
	vague               // several, few, multiple
	lone                // lone, sole: one
	none                // no, none: zero
	ordOnes             // first to ninth, and every ordinal that ends a number
	ordTens             // twentieth
	ordScale            // hundredth, millionth
	fracPlural          // thirds, fifths
)

// flag marks what a word can tell about a number near it.
type flag uint32

const (
	month     flag = 1 << iota
	weekday        // also today, tonight
	person         // counts people
	function       // cannot be part of a noun phrase after a number
	aux            // forms of be and have, who and that: a predicate follows
	label          // a number after it is a name: Highway 11, Section 8
	modal          // could, would, may, if: what follows has not happened
	negation       // not, never
	clockWord      // am, pm, GMT
	street         // street, avenue: a number before it is an address
	others         // others, more, them: stands for the noun counted before
	unitWord
	moneyWord
	ageWord
	verbPeople // a verb that takes people as its object
	attempt    // try, threaten: what follows "to" has not happened
	wound      // wounds and injuries: with a number they are things, not people
	single     // a noun that names one person
	generic    // people, victims: may be told one by one after it
)

// An entry is what the analyser knows of a lower-case word.
type entry struct {
	word    string
	class   numClass
	value   float64 // of a cardinal, scale, ordinal or vague word
	ordinal float64 // ordinal value, also of words that are fractions (third)
	flags   flag
	unit    *unit
	measure measure
}

var unknown entry

// A vagueRange is what a vague word allows.
type vagueRange struct{ low, high float64 }

// What readers take vague words to mean. The ranges are wide on purpose: they
// only serve to rule a value out, never to state one.
var vagueRanges = map[string]vagueRange{
	"several": {3, 12}, "few": {3, 9}, "multiple": {2, 100}, "numerous": {4, 1000}, "dozens": {20, 200}, "scores": {20, 400},
	"tens": {20, 100}, "hundreds": {100, 2000}, "thousands": {1000, 1e5}, "millions": {1e6, 1e9},
	"billions": {1e9, 1e12}, "trillions": {1e12, 1e15}, "couple": {2, 3}, "lakhs": {1e5, 1e7}, "crores": {1e7, 1e9},
}

var vocabulary = buildVocabulary()

// lookUp finds the entry of a word whatever its case; nil when it says nothing.
func lookUp(s string) *entry {
	var buf [24]byte
	if len(s) > len(buf) {
		return nil
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return vocabulary[string(buf[:len(s)])]
}

func buildVocabulary() map[string]*entry {
	m := map[string]*entry{}
	at := func(w string) *entry {
		if m[w] == nil {
			m[w] = &entry{word: w}
		}
		return m[w]
	}
	number := func(class numClass, value float64, words string) {
		for _, w := range strings.Fields(words) {
			at(w).class, at(w).value = class, value
		}
	}
	flags := func(f flag, words string) {
		for _, w := range strings.Fields(words) {
			at(w).flags |= f
		}
	}
	number(zero, 0, "zero nought naught nil")
	for i, w := range strings.Fields("one two three four five six seven eight nine") {
		number(ones, float64(i+1), w)
	}
	for i, w := range strings.Fields("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		number(teens, float64(i+10), w)
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		number(tens, float64(10*(i+2)), w)
	}
	number(hundred, 100, "hundred")
	for _, s := range []struct {
		value float64
		words string
	}{
		{1e3, "thousand"}, {1e5, "lakh"}, {1e6, "million mn mil mln mm"}, {1e7, "crore"},
		{1e9, "billion bn bln"}, {1e12, "trillion tn trn tln"}, {1e15, "quadrillion"},
	} {
		number(scale, s.value, s.words)
	}
	number(dozen, 12, "dozen doz dz")
	number(half, 0.5, "half")
	number(quarter, 0.25, "quarter")
	number(article, 1, "a an")
	number(couple, 2, "couple pair")
	number(many, 0, "dozens scores hundreds thousands millions billions trillions tens lakhs crores dozs dzs")
	number(vague, 0, "several few multiple numerous")
	number(lone, 1, "lone sole")
	number(none, 0, "no none")
	for w, n := range map[string]float64{"dozens": 12, "dozs": 12, "dzs": 12, "tens": 10, "hundreds": 100, "thousands": 1e3,
		"lakhs": 1e5, "crores": 1e7, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "scores": 20} {
		at(w).value = n
	}
	ordinals := func(class numClass, first, step float64, words string) {
		for i, w := range strings.Fields(words) {
			at(w).class, at(w).ordinal = class, first+step*float64(i)
			at(w+"s").class, at(w+"s").ordinal = fracPlural, first+step*float64(i)
		}
	}
	ordinals(ordOnes, 1, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"+
		" fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
	delete(m, "seconds") // a unit of time
	at("firsts").class = fracPlural
	ordinals(ordTens, 20, 10, "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
	for w, n := range map[string]float64{"hundredth": 100, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9, "trillionth": 1e12} {
		at(w).class, at(w).ordinal = ordScale, n
		at(w+"s").class, at(w+"s").ordinal = fracPlural, n
	}
	at("halves").class, at("halves").ordinal = fracPlural, 2
	at("quarters").class, at("quarters").ordinal = fracPlural, 4

	flags(month, "january february march april may june july august september october november december"+
		" jan feb mar apr jun jul aug sep sept oct nov dec")
	flags(weekday, "monday tuesday wednesday thursday friday saturday sunday today tonight yesterday tomorrow"+
		" mon tue tues wed thu thur thurs fri sat sun")
	flags(clockWord, "am pm a.m a.m. p.m p.m. gmt utc")
	flags(street, "street avenue road boulevard lane drive highway parkway st ave blvd rd dr court terrace")
	flags(label, "highway route interstate section chapter article page room flight channel title phase apollo"+
		" pier gate exit rule act level stage formula area apartment apt suite unit volume vol version district ward precinct"+
		" ladder engine battalion psalm verse genesis matthew mark luke john class category grade terminal platform track"+
		" line runway building hall resolution bus windows iphone galaxy model type fig figure table appendix lot no nos number nr nrs"+
		" proposition amendment group pool group zone tier magnitude covid agenda episode season studio case id post")
	flags(modal, "could would may might can will if should unless shall expected predicted forecast projected feared plan plans planned likely")
	flags(attempt, "try trying tried attempt attempts attempted attempting threaten threatened threatening want wanted vowed conspired conspiring plot plotted plotting")
	flags(wound, "wound wounds")
	flags(negation, "not never neither nor without")
	flags(function, "and or but nor that which who whom whose when while where after before until since because as if than to of in on at by"+
		" for from with without over under into onto about against during between among through across along near per via inside outside"+
		" is are was were be been being has have had do does did will would could should may might can must"+
		" he she it they we you i him her them us his its their our your my this these those there then the a an not"+
		" also so too only just even still now ago later earlier including such both each every either"+
		" said says told reported according up down out off away")
	flags(aux, "is are was were be been being has have had having who that which also both all now still already reportedly later"+
		" confirmed believed feared reported allegedly apparently were're seriously critically slightly badly severely fatally others")
	flags(others, "others more them those")
	flags(ageWord, "old age aged")
	for _, w := range strings.Fields(personNouns) {
		at(w).flags |= person | single
		at(plural(w)).flags |= person
	}
	flags(person, "people men women children persons folks folk crew staff personnel police public youth elderly gunmen"+
		" policemen policewomen firemen fishermen businessmen servicemen congressmen spokesmen lawmen lives wounded dead injured missing"+
		" homeless unemployed others everyone anyone somebody someone nobody")
	flags(generic, "people persons others victims more")
	for _, w := range strings.Fields("couple casualty fatality gunmen schoolchildren revelers partygoers passersby human being soul general model principal") {
		at(w).flags &^= single // several, or seldom a person
	}
	addUnits(at)
	addMeasures(at)
	return m
}

// personNouns are common nouns that name people by age, kin, work or part in
// an event. Regular plurals are formed from them.
const personNouns = `person man woman child boy girl baby infant toddler teen teenager adult adolescent kid youngster youth
 mother father parent son daughter brother sister sibling wife husband spouse partner couple uncle aunt cousin nephew niece grandmother
 grandfather grandchild grandson granddaughter relative friend neighbor neighbour resident citizen national inhabitant villager local
 american briton european african asian russian ukrainian syrian iraqi iranian israeli palestinian afghan german italian spaniard
 mexican canadian australian indian pakistani turk egyptian muslim christian jew catholic
 victim casualty survivor fatality patient hostage captive detainee prisoner inmate suspect gunman gunmen shooter attacker assailant robber
 thief burglar killer murderer rapist bomber terrorist militant insurgent rebel fighter separatist extremist jihadist gangster
 criminal offender defendant convict accomplice conspirator perpetrator arsonist looter rioter smuggler trafficker
 officer policeman cop deputy sheriff detective investigator inspector agent trooper constable marshal guard
 soldier troop marine sailor airman veteran reservist paratrooper serviceman servicewoman peacekeeper commander general colonel
 firefighter paramedic medic doctor nurse surgeon physician rescuer responder volunteer diver lifeguard
 worker employee employer staffer labourer laborer miner builder contractor engineer technician scientist researcher
 expert analyst economist scholar academic professor teacher lecturer principal student pupil graduate undergraduate schoolchild
 schoolgirl schoolboy schoolchildren classmate alumnus colleague member leader official minister lawmaker senator congressman
 congresswoman representative legislator councillor councilor mayor governor president politician candidate voter delegate
 ambassador diplomat envoy adviser advisor aide spokesman spokeswoman judge juror lawyer attorney prosecutor witness plaintiff
 bystander onlooker spectator fan attendee guest visitor tourist traveler traveller passenger commuter rider driver motorist
 cyclist pedestrian pilot hiker climber swimmer skier camper hunter fisherman farmer rancher shopkeeper vendor shopper customer client
 consumer buyer seller subscriber user viewer listener reader follower tenant homeowner owner landlord investor shareholder
 banker trader broker donor contributor backer supporter opponent critic protester protestor demonstrator marcher activist
 campaigner reveller reveler partygoer partier concertgoer churchgoer worshipper worshiper pilgrim priest bishop pastor monk nun imam
 cleric rabbi migrant refugee immigrant asylum-seeker seeker evacuee exile settler expatriate deportee
 player athlete footballer striker coach referee swimmer runner boxer teammate competitor contestant
 actor actress singer musician artist dancer author writer poet journalist reporter correspondent photographer cameraman editor
 blogger celebrity model director producer businessman businesswoman executive manager boss chief chairman entrepreneur founder
 astronaut cosmonaut scientist specialist consultant practitioner clinician caregiver carer babysitter nanny
 descendant ancestor orphan widow widower twin triplet newborn fetus pensioner retiree senior veteran youngster bride groom
 clerk cashier waiter waitress bartender cook chef janitor cleaner maid guard bouncer
 human civilian individual being soul mourner heir stranger bidder applicant recipient beneficiary claimant complainant enrollee
 participant speaker organiser organizer revelers juvenile minor stowaway castaway crewman crewmember mate fugitive escapee truant
 assassin sniper mercenary recruit cadet conscript officer-in-charge bodyguard chauffeur trucker courier messenger operator
 dispatcher planner partygoers passerby passersby aidworker humanitarian missionary believer catholic democrat republican
 male female stepfather stepmother stepson stepdaughter stepbrother stepsister grandparent boyfriend girlfriend fiance fiancee roommate coworker
 preschooler freshman sophomore carjacker intruder
 conservative liberal communist socialist independent loyalist nationalist`

// plural forms the regular English plural.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-3] + "men"
	}
	return w + "s"
}
