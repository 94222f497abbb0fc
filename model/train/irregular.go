package main

import "strings"

// irregular lists English verbs whose forms no ending tells: base, past,
// participle where it differs. The treebanks lack half of them.
const irregular = `arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|
bend bent|bet bet|bid bid|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|
broadcast broadcast|build built|burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|
cost cost|creep crept|cut cut|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten|
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|
forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|
get got gotten|give gave given|go went gone|grind ground|grow grew grown|hang hung|hear heard|hide hid hidden|hit hit|hold held|
hurt hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|leap leapt|leave left|lend lent|let let|lose lost|make made|
mean meant|meet met|mislead misled|mistake mistook mistaken|misunderstand misunderstood|outdo outdid outdone|overcome overcame overcome|
override overrode overridden|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|put put|quit quit|
read read|rebuild rebuilt|repay repaid|reset reset|rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|
seek sought|sell sold|send sent|set set|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk|
shut shut|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept|slide slid|sling slung|slit slit|speak spoke spoken|
speed sped|spend spent|spin spun|spit spat|split split|spread spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|
sting stung|stink stank stunk|stride strode|strike struck|strive strove striven|swear swore sworn|sweep swept|swell swelled swollen|
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|thrust thrust|
tread trod trodden|undergo underwent undergone|understand understood|undertake undertook undertaken|undo undid undone|uphold upheld|
upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|
withstand withstood|wring wrung|write wrote written`

// addIrregular adds to gold the irregular verb forms that it lacks.
func addIrregular(gold map[lemmaCase]string) {
	for _, verb := range strings.Split(irregular, "|") {
		forms := strings.Fields(verb)
		for _, form := range forms[1:] {
			if c := (lemmaCase{"VERB", form}); gold[c] == "" {
				gold[c] = forms[0]
			}
		}
	}
}
