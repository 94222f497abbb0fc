package names

import "strings"

// IsHonorific reports whether word (as written, with or without its full stop)
// is a form of address that goes with a surname: Mr, Dr., Sheikh.
func IsHonorific(word string) bool {
	_, ok := honorifics[fold1(word)]
	return ok
}

// Honorific returns the gender that a form of address tells.
func Honorific(word string) (Gender, bool) {
	g, ok := honorifics[fold1(word)]
	return g, ok
}

// IsTitleHead reports whether word is a role that stands directly before a
// name: President, Sen., spokesman, suspect.
func IsTitleHead(word string) bool {
	w := fold1(word)
	_, ok := honorifics[w]
	return ok || titleHeads[w]
}

// IsPost reports whether word is an office in capitals, which stands directly
// before a name: "PM Vale".
func IsPost(word string) bool { return posts[word] }

var posts = set("PM FM GM VP AG COO CTO PC DC DCI DI MK MSP")

// IsTitleWord reports whether word can stand within a title before its head:
// vice, deputy, prime, foreign, police.
func IsTitleWord(word string) bool { return titleWords[fold1(word)] }

// Titles calls yield with every word that titles are made of, folded, once
// for each grade that it has: 1 may stand within a title, 2 heads one, 3 is a
// form of address.
func Titles(yield func(word string, grade uint8)) {
	for w := range titleWords {
		yield(w, 1)
	}
	for w := range titleHeads {
		yield(w, 2)
	}
	for w := range honorifics {
		yield(w, 3)
	}
}

func fold1(word string) string {
	word = strings.TrimSuffix(word, ".")
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(word)
		}
	}
	return word
}

var honorifics = map[string]Gender{
	"mr": Male, "mister": Male, "mrs": Female, "ms": Female, "miss": Female, "mx": AnyGender,
	"sir": Male, "dame": Female, "lord": Male, "lady": Female, "madam": Female, "madame": Female,
	"dr": AnyGender, "prof": AnyGender, "professor": AnyGender, "doctor": AnyGender,
	"rev": AnyGender, "reverend": AnyGender, "fr": Male, "rabbi": AnyGender, "imam": Male, "pastor": AnyGender,
	"sheikh": Male, "sheik": Male, "shaikh": Male, "sheikha": Female, "mullah": Male, "ayatollah": Male, "hajj": Male,
	"haji": Male, "alhaji": Male, "pope": Male, "king": Male, "queen": Female, "prince": Male, "princess": Female,
	"emperor": Male, "empress": Female, "sultan": Male, "emir": Male, "amir": Male, "shri": Male, "smt": Female,
	"datuk": Male, "tan": AnyGender, "hon": AnyGender, "comrade": AnyGender, "chief": AnyGender,
	"monsignor": Male, "sister": Female, "brother": Male, "uncle": Male, "aunt": Female,
	"actor": AnyGender, "actress": Female, "businessman": Male, "businesswoman": Female,
	"congressman": Male, "congresswoman": Female, "spokesman": Male, "spokeswoman": Female,
	"chairman": Male, "chairwoman": Female, "policeman": Male, "policewoman": Female,
}

// titleHeads are roles that are put directly before a name, with the
// abbreviations of the AP and Guardian stylebooks.
var titleHeads = set(`
president vice-president premier minister chancellor secretary undersecretary ambassador envoy consul governor gov lt-gov
senator sen representative rep congressperson lawmaker legislator assemblyman assemblywoman assemblymember councilman
councilwoman councilmember councilor councillor alderman mayor commissioner comptroller treasurer speaker whip leader
chair chairperson co-chair co-chairman director dir manager executive ceo cfo coo cto president-elect founder co-founder
cofounder owner co-owner partner editor columnist reporter journalist correspondent anchor host author writer novelist poet
historian analyst economist strategist consultant adviser advisor aide counsel lawyer attorney atty solicitor barrister
prosecutor judge justice magistrate coroner sheriff marshal constable superintendent supt inspector insp detective det
sergeant sgt corporal cpl private pvt pfc lieutenant lt captain capt major maj colonel col general gen brigadier brig
admiral adm commander cmdr cdr commodore officer trooper agent deputy patrolman firefighter paramedic chief
spokesperson spokesman spokeswoman official representative member delegate candidate nominee contender challenger
incumbent mp mps mep mla mk msp md
cardinal archbishop bishop father deacon minister priest vicar
scientist physicist chemist biologist astronomer astrophysicist geologist seismologist meteorologist forecaster
epidemiologist virologist psychologist psychiatrist sociologist researcher scholar academic engineer architect
surgeon physician doctor nurse teacher principal student coach trainer manager quarterback striker goalkeeper midfielder
defender captain player star singer musician rapper composer director filmmaker producer actor actress comedian artist
painter chef designer model billionaire millionaire tycoon entrepreneur investor banker trader broker
suspect gunman shooter attacker assailant victim witness eyewitness survivor resident neighbor neighbour bystander
activist campaigner organizer organiser dissident whistleblower leaker
dictator strongman ruler monarch duke duchess earl count countess baron baroness tsar
pilot co-pilot driver conductor astronaut cosmonaut
operator coordinator administrator administrator-designate head deputy-head boss chief-executive
colonel-general businessman businesswoman businessperson co-author co-host user
dean provost chancellor-elect trustee regent curator librarian
`)

// titleWords may stand before the head within a title, in lower case too.
var titleWords = set(`
vice deputy assistant associate acting interim former ex then late first prime foreign defense defence finance interior home
health education energy transport trade labor labour justice environment economy agriculture treasury state federal
national local city county district regional provincial municipal village town
senate house parliamentary congressional presidential mayoral gubernatorial cabinet council
majority minority opposition party campaign team group company union church school university hospital
democratic republican gop conservative liberal socialist communist green independent progressive nationalist
police fire army navy naval military marine air-force guard border security intelligence counterterrorism terrorism
chief senior junior lead top veteran head general attorney major lieutenant staff executive managing founding
press media communications public affairs information government
research science technology data weather climate medical
supreme high appeals court circuit trial defence-minister
co general-secretary secretary political foreign-policy economics business sports
associate emeritus honorary honourable honorable right reverend outgoing incoming current longtime long-time
`)
