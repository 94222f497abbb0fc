package names

import "strings"

// State returns the full name, folded, of a state or province that word
// abbreviates or names ("Tenn.", "TN", "Tennessee", "Ont."), or "".
func State(word string) string {
	return states[strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(word, ".", ""), " ", ""))]
}

// PlaceKey returns the one folded form that stands for all usual forms of a
// state or country ("U.S.", "United States of America", "N.C."), and the
// folded, respelt name otherwise, without the state or province behind a comma.
func PlaceKey(name string) string {
	name = strings.TrimSpace(name)
	if head, tail, ok := strings.Cut(name, ","); ok && head != "" && strings.TrimSpace(tail) != "" {
		name = strings.TrimSpace(head) // "Vale, Tenn."
	}
	for {
		side, rest, ok := strings.Cut(name, " ")
		if !ok || !sides[side] {
			break
		}
		name = rest // "eastern Vale" lies in Vale; "Northern Ireland" is a name
	}
	words := Respell(Fold(name))
	if len(words) > 1 && abbreviations[words[0]] != "" {
		words[0] = abbreviations[words[0]] // "N. Korea", "Mt. Vale"
	}
	for len(words) > 1 && divisions[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	key := strings.Join(words, " ")
	if to, ok := countries[key]; ok {
		return to
	}
	if abbreviated(name) {
		if to := State(name); to != "" {
			return to
		}
	}
	return key
}

// sides are the parts of a place, in lower case as no name has them.
var sides = set(`north south east west northern southern eastern western northeastern northwestern southeastern southwestern
northeast northwest southeast southwest central downtown upper lower mid mainland greater`)

// abbreviations are those that the name of a place begins with.
var abbreviations = map[string]string{"n": "north", "s": "south", "e": "east", "w": "west",
	"nw": "northwest", "ne": "northeast", "sw": "southwest", "se": "southeast", "mt": "mount", "mtn": "mountain", "ft": "fort"}

// divisions are kinds of place that a name is given with or without: "Hebei
// Province". A county or city is often not the place of its bare name.
var divisions = set("province prefecture oblast village")

// abbreviated reports whether a name is written as an abbreviation: with a
// full stop, or in capitals of two letters. ("Ore" and "Wash" are words.)
func abbreviated(name string) bool {
	if strings.HasSuffix(name, ".") {
		return true
	}
	return strings.ToUpper(name) == name && len(strings.ReplaceAll(strings.ReplaceAll(name, ".", ""), " ", "")) == 2
}

// countries maps the usual forms of a country to one.
var countries = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`
united states=us,usa,united states of america,america,u s,u s a
united kingdom=uk,great britain,u k,britain
european union=eu,e u
united nations=un,u n
united arab emirates=uae,emirates
south korea=republic of korea,rok
north korea=democratic peoples republic of korea,dprk
russia=russian federation
china=peoples republic of china,prc
democratic republic of congo=democratic republic of the congo,drc,dr congo
ivory coast=cote divoire
czech republic=czechia
saudi arabia=kingdom of saudi arabia
iran=islamic republic of iran
syria=syrian arab republic
new york=nyc,new york city,n y c
los angeles=la,l a
washington dc=district of columbia,washington d c
los angeles international airport=lax
john f kennedy international airport=jfk,jfk airport,kennedy airport
`, "\n") {
		to, forms, ok := strings.Cut(row, "=")
		if !ok {
			continue
		}
		m[to] = to
		for _, f := range strings.Split(forms, ",") {
			m[f] = to
		}
	}
	return m
}()

// states holds the postal codes and the AP abbreviations of the states of the
// USA and Australia and the provinces of Canada, without full stops.
var states = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`
alabama ala al;alaska ak;arizona ariz az;arkansas ark ar;california calif cal ca;colorado colo co;connecticut conn ct
delaware del de;florida fla fl;georgia ga;hawaii hi;idaho id;illinois ill il;indiana ind in;iowa ia;kansas kan kans ks
kentucky ky;louisiana la;maine me;maryland md;massachusetts mass ma;michigan mich mi;minnesota minn mn
mississippi miss ms;missouri mo;montana mont mt;nebraska neb nebr ne;nevada nev nv;new_hampshire nh;new_jersey nj
new_mexico nm;new_york ny;north_carolina nc;north_dakota nd;ohio oh;oklahoma okla ok;oregon ore or
pennsylvania pa penn;rhode_island ri;south_carolina sc;south_dakota sd;tennessee tenn tn;texas tex tx;utah ut
vermont vt;virginia va;washington wash wa;west_virginia wva wv;wisconsin wis wisc wi;wyoming wyo wy
washington_dc dc;puerto_rico pr;ontario ont on;quebec que qc;british_columbia bc;alberta alta ab;manitoba man mb
saskatchewan sask sk;nova_scotia ns;new_brunswick nb;newfoundland nl nfld
new_south_wales nsw;queensland qld;victoria vic;tasmania tas;south_australia sa;western_australia`, "\n") {
		for _, state := range strings.Split(row, ";") {
			words := strings.Fields(state)
			if len(words) == 0 {
				continue
			}
			full := strings.ReplaceAll(words[0], "_", " ")
			m[strings.ReplaceAll(words[0], "_", "")] = full
			for _, w := range words[1:] {
				m[w] = full
			}
		}
	}
	return m
}()

// Country returns the folded country, region or continent of a demonym ("Norwegian"), or "".
func Country(demonym string) string { return demonyms[strings.ToLower(demonym)] }

// IsCountry reports whether a [PlaceKey] is a country's.
func IsCountry(key string) bool { return nations[key] }

var nations = func() map[string]bool {
	m := map[string]bool{}
	for _, to := range demonyms {
		m[ThingKey(to)] = true
	}
	return m
}()

// Governs returns the [PlaceKey] of the country whose government sits in the
// capital of that key, and by its name ("Moscow said") may be meant, or "".
func Governs(capital string) string { return capitals[capital] }

// capitals leaves out those that share their name with the country and
// Jerusalem, whose rank is disputed.
var capitals = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`
united states=washington,washington dc;russia=moscow;china=beijing;north korea=pyongyang;south korea=seoul;japan=tokyo
united kingdom=london;france=paris;germany=berlin;european union=brussels;ukraine=kyiv;iran=tehran;iraq=baghdad;syria=damascus
turkiye=ankara;saudi arabia=riyadh;egypt=cairo;pakistan=islamabad;india=new delhi,delhi;afghanistan=kabul;cuba=havana
venezuela=caracas;canada=ottawa;australia=canberra;new zealand=wellington;brazil=brasilia;argentina=buenos aires;chile=santiago
colombia=bogota;peru=lima;ecuador=quito;bolivia=la paz;spain=madrid;portugal=lisbon;italy=rome;greece=athens;poland=warsaw
czech republic=prague;slovakia=bratislava;hungary=budapest;austria=vienna;switzerland=bern,berne;sweden=stockholm;norway=oslo
denmark=copenhagen;finland=helsinki;estonia=tallinn;latvia=riga;lithuania=vilnius;belarus=minsk;moldova=chisinau;georgia=tbilisi
armenia=yerevan;azerbaijan=baku;kazakhstan=astana,nur sultan;uzbekistan=tashkent;kyrgyzstan=bishkek;tajikistan=dushanbe
qatar=doha;united arab emirates=abu dhabi;bahrain=manama;oman=muscat;yemen=sana;jordan=amman;lebanon=beirut;libya=tripoli
algeria=algiers;morocco=rabat;sudan=khartoum;south sudan=juba;ethiopia=addis ababa;eritrea=asmara;kenya=nairobi;somalia=mogadishu
zimbabwe=harare;south africa=pretoria;nigeria=abuja;rwanda=kigali;uganda=kampala;vietnam=hanoi;thailand=bangkok;philippines=manila
indonesia=jakarta;malaysia=kuala lumpur;taiwan=taipei;mongolia=ulaanbaatar,ulan bator;myanmar=naypyidaw;bangladesh=dhaka
sri lanka=colombo;nepal=kathmandu;cambodia=phnom penh;laos=vientiane;serbia=belgrade;croatia=zagreb;slovenia=ljubljana
bosnia=sarajevo;kosovo=pristina;albania=tirana;bulgaria=sofia;romania=bucharest;ireland=dublin;netherlands=the hague,hague
costa rica=san jose;nicaragua=managua;honduras=tegucigalpa`, "\n") {
		for _, pair := range strings.Split(row, ";") {
			if country, cities, ok := strings.Cut(pair, "="); ok {
				for _, c := range strings.Split(cities, ",") {
					m[c] = ThingKey(country)
				}
			}
		}
	}
	return m
}()

// demonyms holds the adjectives of peoples whose countries make news in
// English; those that English forms alike in no two ways need a table.
var demonyms = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`
afghan afghanistan;albanian albania;algerian algeria;american united_states;argentine argentina;argentinian argentina
armenian armenia;australian australia;austrian austria;azerbaijani azerbaijan;bahraini bahrain;bangladeshi bangladesh
belarusian belarus;belgian belgium;bolivian bolivia;bosnian bosnia;brazilian brazil;british united_kingdom;bulgarian bulgaria
burmese myanmar;cambodian cambodia;canadian canada;chilean chile;chinese china;colombian colombia;congolese congo
croatian croatia;cuban cuba;czech czech_republic;danish denmark;dutch netherlands;ecuadorian ecuador;egyptian egypt
emirati united_arab_emirates;english england;estonian estonia;ethiopian ethiopia;european europe;finnish finland
french france;georgian georgia;german germany;ghanaian ghana;greek greece;guatemalan guatemala;haitian haiti
honduran honduras;hungarian hungary;icelandic iceland;indian india;indonesian indonesia;iranian iran;iraqi iraq
irish ireland;israeli israel;italian italy;ivorian ivory_coast;jamaican jamaica;japanese japan;jordanian jordan
kazakh kazakhstan;kenyan kenya;kuwaiti kuwait;latvian latvia;lebanese lebanon;libyan libya;lithuanian lithuania
malaysian malaysia;maltese malta;mexican mexico;moldovan moldova;mongolian mongolia;moroccan morocco;nepalese nepal
nepali nepal;nicaraguan nicaragua;nigerian nigeria;norwegian norway;omani oman;pakistani pakistan;palestinian palestine
panamanian panama;paraguayan paraguay;peruvian peru;philippine philippines;filipino philippines;polish poland
portuguese portugal;qatari qatar;romanian romania;russian russia;rwandan rwanda;saudi saudi_arabia;scottish scotland
serbian serbia;singaporean singapore;slovak slovakia;slovenian slovenia;somali somalia;spanish spain;sudanese sudan
swedish sweden;swiss switzerland;syrian syria;taiwanese taiwan;tanzanian tanzania;thai thailand;tunisian tunisia
turkish turkey;ugandan uganda;ukrainian ukraine;uruguayan uruguay;venezuelan venezuela;vietnamese vietnam;welsh wales
yemeni yemen;zambian zambia;zimbabwean zimbabwe;kyrgyz kyrgyzstan;uzbek uzbekistan;tajik tajikistan;turkmen turkmenistan
laotian laos;maldivian maldives;angolan angola;cameroonian cameroon;eritrean eritrea;gambian gambia;ivorian ivory_coast
liberian liberia;malian mali;mozambican mozambique;namibian namibia;senegalese senegal;bahamian bahamas;dominican dominican_republic
fijian fiji;barbadian barbados;macedonian north_macedonia;montenegrin montenegro;kosovan kosovo;cypriot cyprus;luxembourgish luxembourg
north_korean north_korea;south_korean south_korea;south_african south_africa;saudi_arabian saudi_arabia;sri_lankan sri_lanka
new_zealand new_zealand;costa_rican costa_rica;puerto_rican puerto_rico;south_sudanese south_sudan;papua_new_guinean papua_new_guinea
hong_kong hong_kong;burkinabe burkina_faso;sierra_leonean sierra_leone;el_salvadoran el_salvador;salvadoran el_salvador`, "\n") {
		for _, pair := range strings.Split(row, ";") {
			if from, to, ok := strings.Cut(pair, " "); ok {
				m[strings.ReplaceAll(from, "_", " ")] = strings.ReplaceAll(to, "_", " ")
			}
		}
	}
	return m
}()
