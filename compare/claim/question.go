package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

// A question is one that reports of an event answer in one of a few ways.
type question struct {
	what   string
	gate   map[string]bool // a word that the sentence must have: it spares the patterns
	ways   []*regexp.Regexp
	rivals func(x, y uint) bool
	person bool    // answers are about a person, whom the sentence names
	update bool    // answers of different days follow each other
	near   float64 // cosine of two sentences below which their answers are no rivals
	argued bool    // parties give the answers: who reports both knows no better
}

func ways(patterns ...string) []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		out[i] = regexp.MustCompile(p)
	}
	return out
}

var questions = []question{
	{what: "at whom the shots were fired", rivals: disjoint,
		gate: set("fire", "fired", "firing", "shoot", "shot", "shooting", "shots", "fires", "gunfire", "rounds", "aimed", "aiming", "aim"),
		ways: ways(
			`\b(fire|fired|firing|shoot|shot|shooting|shots|gunfire)( \w+){0,3} (at|with|between) (each other|one another)`,
			`\b(fire|fired|firing|shoot|shot|shooting|shots|fires|gunfire|rounds)( \w+){0,2} (at|on|into|toward|towards) (a |the )?(\w+ ){0,3}(crowd|bystanders|partygoers|crowds|group of people)\b`,
			`\b(fire|fired|firing|shoot|shot|shooting|shots|aimed|aiming|aim|pointed|pointing)( \w+){0,2} at (his|her) [\w-]+|\b(shoot|kill) (his|her) (\w+-in-law|\w*wife|\w*husband|\w*girlfriend|\w*boyfriend|brother|father|mother|sister|rival|boss|neighbor|neighbour|cousin)`)},
	{what: "how many attackers there were", rivals: disjoint, update: true,
		gate: set("alone", "lone", "single", "gunmen", "snipers", "shooters", "attackers", "bombers", "suspects", "accomplice", "accomplices", "second"),
		ways: ways(
			`\b(acted|acting) alone|\blone (gunman|shooter|attacker|wolf|bomber)|\ba single (gunman|shooter|attacker|sniper|bomber)`,
			`\b(second|third|several|multiple|other) (\w+ )?(gunm[ae]n|shooters?|attackers?|snipers?|bombers?)\b|\b(second|third) suspect|\baccomplices?\b|\bsuspect or suspects`)},
	{what: "who was behind the attack", rivals: disjoint, update: true, argued: true,
		gate: set("responsibility", "evidence", "claiming", "claims", "behind"),
		ways: ways(
			`\b(claim(s|ed|ing)?|took|taken) (the )?(responsibility|credit)|\bclaim(s|ed|ing) (that )?the (attack|explosion|bombing|blast|shooting)`,
			`\b(no|nobody|no-one|none) (\w+ ){0,3}(has |have |had )?(immediately )?(claim(s|ed)?|taken) (responsibility|credit)|\bno( immediate)? claim of responsibility|\bno evidence .{0,30}(work of|carried out by|linked to|behind|involve)|not .{0,12}identified who (is|was) behind|not known who (is|was) behind`)},
	{what: "how the office was left", rivals: disjoint, person: true,
		gate: set("resigned", "resignation", "quit", "fired", "ousted", "sacked", "dismissed", "firing", "ouster", "resigns", "fires"),
		ways: ways(
			`\b(resigned|has quit|had quit|resigns|stepped down|offered (his|her) resignation|submitted (his|her) resignation)\b`,
			`\b(was|were|been|got|being) (abruptly |summarily )?(fired|ousted|sacked|forced out|dismissed)\b|\b(fired|ousted|sacked) (him|her)\b`)},
	{what: "how they left", rivals: disjoint,
		gate: set("asked", "kicked", "thrown", "forced", "dragged", "escorted", "removed"),
		ways: ways(
			`\b(was|were|been|being) asked to (leave|get off|exit|deplane|disembark)`,
			`\b(was|were|been|being|got) (\w+ )?(kicked|thrown|booted|forced|dragged) (off|out|from)\b|\b(forced|kicked|threw|booted|dragged) (him|her|them|the \w+) (off|out|from)\b`)},
	{what: "how the attacker died", rivals: disjoint,
		gate: set("suicide", "himself", "herself", "killed", "shot", "self-inflicted"),
		ways: ways(
			`\b(gunman|gunmen|shooter|attacker|suspect|assailant|he|she) (\w+ ){0,4}(killed|shot) (himself|herself)|\b(gunman|gunmen|shooter|attacker|suspect|assailant|he|she) (\w+ ){0,4}(committed suicide|took (his|her) own life)|\bself-inflicted`,
			`\b(gunman|gunmen|shooter|attacker|suspect|assailant|he|she) (\w+ ){0,3}(was|were|been) (shot and killed|killed|shot dead|gunned down|fatally shot)( \w+){0,3} by (\w+ ){0,2}(police|officers?|deput(y|ies)|agents|troopers?)|\b(police|officers?|deput(y|ies)|agents|troopers?) (\w+ ){0,2}(shot and killed|killed|fatally shot|gunned down) (the|a) (\w+ )?(gunman|gunmen|shooter|attacker|suspect|assailant)`)},
	{what: "whether it was an accident", rivals: disjoint,
		gate: set("accident", "accidental", "accidentally", "deliberate", "deliberately", "intentional", "intentionally", "sabotage"),
		ways: ways(
			`\b(was|is|been|as) (a |an |purely |likely )*(tragic )?(accident|accidental)\b|\baccidentally (shot|fired|discharged|set|caused|hit|struck)`,
			`\b(was|were|is|been|as) (likely )?(deliberate|intentional)\b|\b(deliberately|intentionally) (shot|fired|set|drove|driven|hit|struck|crashed|started|caused)|\b(act of|was|is) sabotage`)},
	{what: "how the arrest came about", rivals: disjoint, person: true,
		gate: set("surrendered", "turned", "captured", "apprehended", "caught", "arrested"),
		ways: ways(
			`\b(surrendered to|turned (himself|herself|themselves) in|surrendered on|surrendered peacefully)`,
			`\b(was|were|been) (\w+ )?(captured|apprehended|caught)\b|\barrested (after|following) a (\w+ )?(chase|manhunt|pursuit|standoff)`)},
	{what: "how the suspects got away", rivals: disjoint,
		gate: set("fled", "foot", "drove", "escaped", "vehicle", "car", "sped"),
		ways: ways(
			`\b(fled|escaped|ran|left|running|fleeing)( \w+){0,4} on foot\b|\bran (away|off)\b`,
			`\b(fled|escaped|left|fleeing|seen leaving)( \w+){0,4} in (a|an|the) (\w+ ){0,3}(car|vehicle|van|truck|suv|sedan|pickup)\b|\b(drove|sped) (off|away)\b`)},
	{what: "how far the talks have come", rivals: disjoint, update: true, argued: true,
		gate: set("close", "issues", "progress", "apart", "movement", "unresolved", "deadlock", "deadlocked", "stalemate", "impasse", "nearing", "agreement", "deal"),
		ways: ways(
			`\b(all but|down to|only) (one|two|three) (\w+ )?issues\b|\b(close|closer|very close) (\w+ ){0,3}?(to|on) (a |an |reaching )?(\w+ )?(deal|agreement|compromise)\b|\b(near|nearing|on the verge of) (a|an) (\w+ )?(deal|agreement)\b|\b(talks|negotiations|bargaining) (\w+ ){0,6}progress\b`,
			`\bfar apart\b|\bfar from (a deal|an agreement|resolving|agreement|over)\b|\b(not|n't|n’t) (\w+ ){0,2}(enough|much|any) movement\b|\bno progress (\w+ ){0,3}talks\b|\bremain(s|ed)? (unresolved|deadlocked|at an impasse|far apart)\b|\b(at|reached|hit) (a|an) (deadlock|stalemate|impasse)\b|\btalks (\w+ )?(broke down|collapsed|stalled|failed)\b`)},
	{what: "whether it was a hate crime", rivals: disjoint, update: true, argued: true,
		gate: set("hate", "hate-crime", "racially"),
		ways: ways(
			`\b(a|as a|was a|is a|as) hate crime\b|\bhate crimes? charges?\b|\bracially motivated\b`,
			`\b(no|not) (\w+ ){0,6}(hate crime|racially motivated)\b|\b(n't|n’t) (\w+ ){0,4}(hate crime|racially motivated)\b`)},
	{what: "whether he was armed", rivals: disjoint, argued: true,
		gate: set("unarmed", "armed", "gun", "weapon", "knife"),
		ways: ways(
			`\b(was|were|been|is) (also )?armed\b|\b(pulled|brandish\w+|pointed|raised|reached for|drew) (out )?(a|an|his|her|the) (\w+ ){0,2}(gun|handgun|weapon|knife|pistol|revolver|firearm)\b`,
			`\b(was|were|been|is) unarmed\b|\bunarmed (man|woman|teen|teenager|boy|girl|youth|victim|driver|suspect|black|white|\d)|\b(did not|didn't|didn’t) have a (gun|weapon|knife)\b|\bno (gun|weapon) was (found|recovered)\b|\bhad no (gun|weapon)\b`)},
	{what: "whether he resisted", rivals: disjoint, argued: true,
		gate: set("resisted", "resisting", "resist", "complied", "compliant", "struggled", "lunged"),
		ways: ways(
			`\b(resisted|resisting|was resisting) (\w+ )?(arrest|officers|police)\b|\b(struggled with|lunged at|charged at|attacked) (the |an )?(\w+ )?(officers?|police|deput(y|ies))\b`,
			`\b(not|n't|n’t|never) (\w+ )?(resist|resisted|resisting)\b|\b(complied|compliant|was cooperative)\b|\bhands (were )?(up|raised|in the air)\b`)},
	{what: "whether it was peaceful", rivals: disjoint, update: true, argued: true,
		gate: set("peaceful", "peacefully", "violent", "clashes", "rioters", "rioting", "riots"),
		ways: ways(
			`\b(largely|mostly|remained|entirely|generally|overwhelmingly) (\w+ )?peaceful\b|\b(protested|demonstrated|marched) peacefully\b`,
			`\b(turned|became|grew) violent\b|\bclashes (broke out|erupted)\b`)},
	{what: "whether the search goes on", rivals: disjoint, update: true,
		gate: set("search", "searching"),
		ways: ways(
			`\bsearch (\w+ ){0,5}(was |were |been )?(called off|suspended|abandoned|ended)\b|\b(called off|suspended|ended|abandoned) (the|their|its) (\w+ )?search\b`,
			`\bsearch (\w+ ){0,4}(continues|continued|resumed|resumes|is under way|was under way|goes on|is continuing)\b|\b(still|continue to|continued to|are|were) search(ing)? for\b`)},
	{what: "whether the fire is under control", rivals: disjoint, update: true,
		gate: set("fire", "fires", "blaze", "flames", "wildfire"),
		ways: ways(
			`\b(fires?|blaze|flames|wildfires?) (\w+ ){0,4}(under control|extinguished|put out|fully contained)\b|\b(extinguished|put out|controlled|contained) the (\w+ )?(fires?|blaze|flames)\b`,
			`\b(fires?|blaze|flames|wildfires?) (\w+ ){0,3}(out of control|still burning|still raging|continues to burn|continued to burn|spreading)\b`)},
	{what: "whether anybody survived", rivals: disjoint, update: true,
		gate: set("survivors", "survivor", "aboard", "board", "survived"),
		ways: ways(
			`\bno survivors\b|\b(all|everyone|everybody) (\w+ ){0,4}(on board|aboard) (\w+ ){0,3}(killed|dead|died|perished)\b|\bkill(ed|ing) (all|everyone) (\w+ ){0,4}(on board|aboard)\b`,
			`\b(one|two|three|several|some|\d+) (\w+ )?survivors?\b|\bsurvived the (\w+ )?(crash|sinking|accident|attack)\b`)},
	{what: "whether the test succeeded", rivals: disjoint, argued: true, update: true,
		gate: set("test", "launch", "tested", "launched", "missile", "rocket"),
		ways: ways(
			`\bsuccessful(ly)? (\w+ )?(tests?|launch|tested|launched|fired|test-fired)\b|\b(test|launch) (\w+ ){0,3}(success|successful|succeeded)\b`,
			`\b(test|launch|missile|rocket) (\w+ ){0,3}(failed|failure)\b|\bfailed (\w+ )?(tests?|launch|missile)\b|\b(missile|rocket) (\w+ ){0,2}(blew up|exploded)\b`)},
	{what: "what brought it down", rivals: disjoint, argued: true,
		gate: set("shot", "missile", "mechanical", "technical", "engine", "pilot", "malfunction", "bomb"),
		ways: ways(
			`\b(was|were|been|be|had) (accidentally |mistakenly )?shot down\b|\bshot down (the|a) (\w+ )?(plane|jet|aircraft|helicopter|airliner|drone)\b|\b(hit|struck|downed|brought down) by (a|an) (\w+ )*missile\b`,
			`\b(mechanical|technical|engine) (failure|problem|problems|fault|malfunction|trouble|difficulties)\b|\bpilot error\b`,
			`\b(a|the) bomb (on board|aboard|brought)\b|\bbrought down by a bomb\b`)},
}

// doubted are the words with which a sentence leaves the answer open.
var doubted = set("possible", "possibly", "investigating", "unclear", "unknown", "unconfirmed", "whether", "if", "fear", "rumors", "rumours", "could", "might", "may", "would")

// alikeEnough is the cosine of two sentences below which they answer one question about two
// things: a story of one bombing recalls others.
const alikeEnough = 0.1

// ask answers one question from every sentence.
func (c *corpus) ask(q *question) (news.ClaimGroup, bool) {
	var all []answer
	c.telling(q.gate, func(i int, text string) {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		if s := d.Sentences[one.Number]; find(d, s.First, s.Last, doubted) >= 0 || strings.HasSuffix(text, "?") {
			return
		}
		text = strings.ToLower(text)
		values := uint(0)
		for k := len(q.ways) - 1; k >= 0; k-- {
			if q.ways[k].MatchString(text) {
				values |= 1 << k
				text = q.ways[k].ReplaceAllString(text, "#") // "not cooperating" is the other
			}
		}
		if values == 0 {
			return
		}
		if !q.person {
			all = append(all, c.answer(i, one.Span, "", values))
			return
		}
		for _, j := range c.bySentence[i] {
			st := &c.statements[j]
			if st.headless {
				continue // "she had met Holm, who has resigned": not she
			}
			said, values := strings.ToLower(oneLine(d.Slice(st.Span))), uint(0)
			for k, way := range q.ways {
				if way.MatchString(said) {
					values |= 1 << k
				}
			}
			for _, g := range append(st.agent.entities, st.patient.entities...) {
				if values != 0 && c.Report.Entities[g].Kind == news.Person {
					all = append(all, c.answer(i, one.Span, c.Report.Entities[g].Name, values))
				}
			}
		}
	})
	one := *q
	if !q.person {
		one.near = alikeEnough
	}
	return c.contest(one, all)
}
