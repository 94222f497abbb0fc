package figure

import (
	"strings"

	"parallax/news"
)

// measure is what happened to what is counted, or which property of it.
type measure uint8

const (
	noMeasure measure = iota
	killed
	injured
	shot
	missing
	arrested
	charged
	convicted
	displaced
	hospitalised
	rescued
	trapped
	infected
	kidnapped
	survived
	aboard
	affected
	deployed
	expected
	lastOfPeople
	age
	depth
	height
	width
	measuredLength
	weight
	distance
	sentence
	fatal // fatally: makes what follows a killing
	lives // lives: killed beside lost or claimed
)

var measureNames = [...]string{killed: "killed", injured: "injured", shot: "shot", missing: "missing", arrested: "arrested", charged: "charged",
	convicted: "convicted", displaced: "displaced", hospitalised: "hospitalised", rescued: "rescued", trapped: "trapped", infected: "infected",
	kidnapped: "kidnapped", survived: "survived", aboard: "aboard", affected: "affected", deployed: "deployed", expected: "expected", age: "age", depth: "depth",
	height: "height", width: "width", measuredLength: "length", weight: "weight", distance: "distance", sentence: "sentence", lives: ""}

func (m measure) String() string { return measureNames[m] }

// ofPeople reports whether people are counted by it.
func (m measure) ofPeople() bool { return m > noMeasure && m < lastOfPeople }

// addMeasures lists the words that tell a measure. Only words that say it in
// every use stand here; "lost" or "left" alone say nothing.
func addMeasures(at func(string) *entry) {
	for _, group := range []struct {
		measure measure
		words   string
	}{
		{killed, "kill kills killed killing die dies died dying dead death deaths fatality fatalities slain slay slaying slayings murdered perish" +
			" perished perishing drowned executed massacred assassinated suffocated deceased fatal"},
		{injured, "injured injure injures injuring injuries wounded wound wounds wounding hurt maimed burned bruised"},
		{shot, "shot"},
		{missing, "missing unaccounted disappeared vanished"},
		{arrested, "arrested arrest arrests arresting detained detaining detain detentions apprehended captured nabbed jailed imprisoned"},
		{charged, "charged indicted"},
		{convicted, "convicted"},
		{displaced, "displaced displacing evacuated evacuating evacuate evacuees homeless fled fleeing uprooted"},
		{hospitalised, "hospitalized hospitalised hospitalizing treated"},
		{rescued, "rescued rescuing saved airlifted freed"},
		{trapped, "trapped trapping stranded stranding"},
		{infected, "infected sickened infecting"},
		{kidnapped, "kidnapped abducted abducting kidnapping"},
		{survived, "survived survive survives survivor survivors alive"},
		{aboard, "aboard"},
		{affected, "affected affecting"},
		{deployed, "deployed deploying mobilised mobilized"},
		{depth, "deep depth depths"},
		{height, "tall height"},
		{width, "wide diameter width"},
		{measuredLength, "length"},
		{weight, "weigh weighs weighed weighing weight"},
		{distance, "away"},
		{fatal, "fatally"},
		{lives, "lives"},
	} {
		for _, w := range strings.Fields(group.words) {
			at(w).measure = group.measure
		}
	}
	// They kill or hurt whoever stands after them; the rest may also be nouns.
	for _, w := range strings.Fields("kill kills killed killing injured injure injures injuring wounded wound wounds wounding hurt shot arrested arrest arrests" +
		" arresting detained detaining apprehended captured displaced displacing evacuated evacuating rescued rescuing saved freed trapped trapping stranded" +
		" infected infecting kidnapped abducted abducting affected affecting murdered executed drowned slain sickened treated charged convicted indicted" +
		" deployed deploying mobilised mobilized jailed maimed massacred assassinated hospitalized hospitalised") {
		at(w).flags |= verbPeople
	}
}

// measure decides what happened to what finding i counts, from the words after
// it ("12 dead", "were killed"), its own noun ("14 deaths"), and the words before
// it ("killing 12", "death toll of 12"), in this order.
func (s *scanner) measure(i int) {
	f := &s.found[i]
	s.certainty(f)
	if f.age {
		f.measure = age
		return
	}
	switch {
	case f.unitKind == length || f.unitKind == mass:
		f.measure = s.dimension(f)
		return
	case f.rank: // the fifth victim is one, not five
		return
	case f.unit == "clock" || f.unitKind != otherUnit || f.score || f.unit == "share":
		return
	}
	if f.num.zero && s.is(f.np.first, "other", "further", "additional") {
		return // no other injuries: none but those
	}
	if m := s.own(f); m != noMeasure {
		f.measure = m
		return
	}
	if f.unit != "people" && f.unit != "" && !s.has(f.np.head, person) {
		// Things can be affected or deployed, never killed.
		if m := s.after(f); m == affected || m == deployed {
			f.measure = m
		}
		return
	}
	m := s.after(f)
	if m == noMeasure {
		m = s.before(i)
	}
	if f.hypothetic && s.attempted(f) {
		m = noMeasure
	}
	f.measure = m
	if f.unit == "" && m.ofPeople() {
		f.unit = "people"
	}
}

// own is the measure that the counted noun itself tells: 14 deaths, 3 wounded.
func (s *scanner) own(f *finding) measure {
	if f.np.last <= f.np.first {
		return noMeasure
	}
	m := s.entry(f.np.head).measure
	for k := f.np.first; k < f.np.head && s.has(f.np.head, person); k++ { // three missing boys
		if e := s.entry(k); e.measure.ofPeople() && e.flags&wound == 0 {
			return e.measure
		}
	}
	switch {
	case s.has(f.np.head, wound):
		return noMeasure
	case m == lives:
		for k := max(0, f.first-4); k < f.first; k++ {
			if s.is(k, "lost", "lose", "claimed", "claims", "claiming", "took", "taken", "takes", "taking", "costing", "cost") {
				return killed
			}
		}
		if s.is(f.last, "lost", "were", "have") {
			return killed
		}
	case m == shot && s.pos(f.np.head) == news.NOUN && (f.value == 1 || s.is(f.np.head, "shots")): // one shot, a sound
		return noMeasure
	case m.ofPeople() && m != affected && m != expected:
		return m
	}
	return noMeasure
}

// attempted reports whether what the figure counts was only tried, wished or
// threatened: trying to kill two officers.
func (s *scanner) attempted(f *finding) bool {
	for k := f.first - 1; k >= 0 && k >= f.first-6; k-- {
		if s.is(k, "to") && s.has(k-1, attempt) {
			return true
		}
	}
	return false
}

// Verbs and states through which a predicate reaches what it is about.
var light = map[string]bool{
	"found": true, "pronounced": true, "declared": true, "left": true, "remain": true, "remained": true, "remains": true, "reported": true,
	"presumed": true, "listed": true, "known": true, "got": true, "get": true, "believed": true, "feared": true, "confirmed": true, "now": true,
	"were": true, "still": true, "people": true, "person": true, "being": true, "said": true, "thought": true, "to": true, "have": true,
}

// after looks for the predicate behind the figure: were killed, have died,
// dead, reported missing, taken to hospital.
func (s *scanner) after(f *finding) (where measure) {
	passive, fatalSeen := false, false
	steps := 0
	last := f.last // of the phrases that share the predicate
	for k := f.last; k < len(s.words) && steps < 9; k++ {
		w := &s.words[k]
		if w.kind == sign {
			if w.sign == ',' {
				if end := s.personPhrase(k + 1); end > 0 && k == last && f.np.last > f.np.first && s.listGoesOn(end) {
					last = end // three women, two men and a child were killed
					k = end - 1
					continue
				}
				// ", including three children, were killed"; ", two of them children,"
				if end := s.aside(k); end > 0 {
					k = end
					continue
				}
			}
			if w.sign == '-' && w.glued {
				continue
			}
			return where
		}
		if w.kind != letters {
			return where
		}
		if j := s.skipAges(k); j > k {
			k = j - 1
			continue
		}
		steps++
		e := s.entry(k)
		if e.measure == aboard { // what happened to them may follow
			where = aboard
			continue
		}
		if e.measure == fatal {
			fatalSeen = true
			if s.alone(k+1) || s.is(k+1, "in", "on", "at", "during", "by") {
				return killed
			}
			continue
		}
		if e.measure.ofPeople() {
			if s.isActive(k, passive) {
				return where
			}
			if e.word == "fatal" || e.word == "death" {
				return where
			}
			m := e.measure
			if m == shot || m == injured {
				if fatalSeen || s.is(k+1, "dead") || s.sign(k+1, ',') && s.is(k+2, "killed") || s.is(k+1, "to") && s.is(k+2, "death") || s.is(k+1, "and") && s.entry(k+2).measure == killed || s.is(k+1, "fatally") {
					m = killed
				} else if m == shot && s.is(k+1, "and") && s.entry(k+2).measure == injured {
					m = injured
				}
			}
			if m == killed && s.is(k+1, "and", "or") && s.entry(k+2).measure == injured && s.is(k+1, "or") {
				return where // "37 people killed or injured" counts both together
			}
			if m == injured && s.is(k+1, "or") && s.entry(k+2).measure == killed {
				return where
			}
			return m
		}
		switch {
		case s.is(k, "was", "were", "been", "being", "is", "are", "be", "got", "get", "gets"):
			passive = true
			continue
		case s.is(k, "taken", "rushed", "transported", "sent", "flown", "brought", "admitted", "airlifted", "remained", "remain", "remains") && s.hospital(k+1):
			return hospitalised
		case s.is(k, "lost", "losing", "lose") && (s.is(k+1, "their", "his", "her") && s.is(k+2, "lives", "life")):
			return killed
		case s.is(k, "suffered", "suffering", "suffer", "sustained", "sustaining", "received", "with"):
			for m := k + 1; m < k+7 && m < len(s.words) && s.words[m].kind != sign; m++ {
				if s.is(m, "injuries", "wounds", "injury", "wound", "burns") {
					return injured
				}
			}
			return where
		case s.is(k, "in") && s.is(k+1, "her", "his", "their") && k+3 < len(s.words) && s.words[k+2].kind == numeral && s.words[k+3].kind == mark:
			k += 3 // a woman in her 20's
			continue
		case s.is(k, "in") && s.is(k+1, "her", "his", "their") && k+3 < len(s.words) && s.words[k+2].kind == numeral && s.is(k+3, "s"):
			k += 3
			continue
		case s.is(k, "in", "into") && s.is(k+1, "custody"):
			return arrested
		case s.is(k, "to") && s.carried(f) && s.hospital(k+1), s.is(k, "in") && s.is(k-1, "remain", "remained", "remains") && s.is(k+1, "hospital"):
			return hospitalised
		case s.is(k, "more") && k == f.last && s.entry(k+1).measure == injured: // 12 more injured; more dead are an addition
			continue
		case s.is(k, "without", "lost") && s.is(k+1, "power", "electricity"):
			return affected
		case s.is(k, "on") && s.is(k+1, "board"):
			where = aboard
			k++
			continue
		case s.is(k, "expected"):
			return where
		case s.is(k, "of") && s.is(k+1, "them", "whom", "those"):
			k++
			continue
		case s.is(k, "and", "or") && k == last:
			// "two men and a woman were killed": the predicate is shared.
			end := s.personPhrase(k + 1)
			if end == 0 || f.np.last <= f.np.first {
				return where
			}
			last = end
			k = end - 1
			continue
		case e.flags&aux != 0 || light[e.word] || light[s.lower(k)]:
			continue
		}
		switch s.pos(k) {
		case news.ADV, news.AUX:
			continue
		}
		return where
	}
	return where
}

// carried reports whether the figure is the object of a verb that takes people
// somewhere: sent 22 people to hospitals.
func (s *scanner) carried(f *finding) bool {
	return s.is(f.first-1, "sent", "sending", "took", "taking", "transported", "transporting", "rushed", "rushing", "carried", "carrying", "flew", "airlifted", "brought")
}

// personPhrase reads a counted person phrase at word k (a 17-year-old girl, two
// men) and returns its end, 0 when none stands there.
func (s *scanner) personPhrase(k int) int {
	n, ok := s.number(k)
	if !ok || n.ordinal || n.zero {
		return 0
	}
	p := s.agedNouns(n.last)
	if p.last <= p.first || !s.has(p.head, person) {
		return 0
	}
	return p.last
}

// agedNouns is a noun phrase that an age may stand before: 17-year-old girl.
func (s *scanner) agedNouns(j int) phrase {
	if n, ok := s.number(j); ok && !n.indefinite && !n.ordinal {
		g := finding{num: n, first: j, last: n.last, value: n.value, low: n.value, high: n.value}
		if !s.ageAt(&g) {
			return phrase{}
		}
		j = g.last
	}
	return s.nouns(j, 5)
}

// listGoesOn reports whether "and" or a comma follows with another phrase.
func (s *scanner) listGoesOn(end int) bool {
	return s.is(end, "and") && s.personPhrase(end+1) > 0 || s.sign(end, ',') && (s.personPhrase(end+1) > 0 || s.is(end+1, "and") && s.personPhrase(end+2) > 0)
}

// isActive reports whether the measure word k is a verb that takes an object
// after it, so that the figure before it is the one who kills.
func (s *scanner) isActive(k int, passive bool) bool {
	if passive || s.entry(k).flags&verbPeople == 0 {
		return false
	}
	if strings.HasSuffix(s.entry(k).word, "ing") {
		return true
	}
	j := k + 1
	if s.is(j, "and") && s.entry(j+1).measure.ofPeople() {
		j += 2
	}
	if j >= len(s.words) {
		return false
	}
	if s.words[j].kind == numeral || s.is(j, "the", "a", "an", "at", "his", "her", "their", "him", "them", "each", "more", "about", "nearly", "dozens", "hundreds") {
		// "killed at the scene" is no object, "killed at least two" is.
		return !s.is(j, "at") || s.is(j+1, "least")
	}
	if n, ok := s.number(j); ok && !n.indefinite {
		return true
	}
	p := s.pos(j)
	return (p == news.NOUN || p == news.PROPN || p == news.PRON) && !s.has(j, weekday) && !s.monthAt(j) && !s.is(j, "who", "that", "which")
}

// aside skips a remark between commas and returns its closing comma, 0 when
// the comma at k opens none.
func (s *scanner) aside(k int) int {
	if !s.is(k+1, "ages", "aged", "age", "including", "among", "all", "most", "mostly", "many", "some", "both", "one", "two", "three", "four", "five", "at") {
		return 0
	}
	for m := k + 2; m < len(s.words) && m < k+14; m++ {
		if s.sign(m, ',') {
			return m
		}
		if w := &s.words[m]; w.kind == sign && w.sign != '-' && w.sign != '\'' {
			return 0
		}
	}
	return 0
}

// skipAges skips the ages behind a count: between the ages of 12 and 16, aged
// 20 to 30. It returns where they end, k when there are none.
func (s *scanner) skipAges(k int) int {
	if !s.is(k, "between", "aged", "ages") {
		return k
	}
	j, ages := k, false
	for ; s.is(j, "between", "the", "ages", "aged", "of"); j++ {
		ages = ages || s.is(j, "aged", "ages")
	}
	if !ages || j >= len(s.words) || s.words[j].kind != numeral {
		return k
	}
	for j++; s.is(j, "and", "to") && j+1 < len(s.words) && s.words[j+1].kind == numeral; j += 2 {
	}
	return j
}

// hospital reports whether a hospital is named from word k on.
func (s *scanner) hospital(k int) bool {
	for m := k; m < k+8 && m < len(s.words); m++ {
		if s.is(m, "hospital", "hospitals", "medical", "clinic", "infirmary", "icu") {
			return true
		}
		if s.words[m].kind == sign {
			return false
		}
	}
	return false
}

// before looks for the verb or noun in front of the figure: killed 12, killing
// at least 12, a death toll of 12, injured four others; and through "and" or
// "including" to the figure before.
func (s *scanner) before(i int) measure {
	f := &s.found[i]
	k := f.first - 1
	for steps := 0; k >= 0 && steps < 4; k, steps = k-1, steps+1 {
		w := &s.words[k]
		if w.kind != letters {
			break
		}
		e := s.entry(k)
		if e.measure == lives || e.measure == fatal || !e.measure.ofPeople() {
			if s.has(k, aux) || s.is(k, "the", "a", "an", "another", "additional", "up", "least", "at", "as", "many", "some", "other", "of", "also", "more", "than") || s.pos(k) == news.ADV || s.pos(k) == news.ADJ {
				continue
			}
			break
		}
		if e.word == "dead" && s.entry(k-1).measure == shot {
			return killed // shot dead four officers
		}
		if e.flags&verbPeople == 0 || s.is(k+1, "at") && !s.is(k+2, "least") { // shot at two officers
			break
		}
		if s.passiveBefore(k) {
			break
		}
		if e.measure == shot && s.is(k-1, "and") && s.entry(k-2).measure == killed || e.measure == shot && s.is(k+1, "dead") {
			return killed
		}
		if (e.measure == shot || e.measure == killed) && s.is(k-1, "and") && s.entry(k-2).measure == shot {
			return killed
		}
		if e.measure == shot && s.is(k-1, "fatally") {
			return killed
		}
		return e.measure
	}
	if m := s.tollOf(f); m != noMeasure {
		return m
	}
	if s.is(f.first-1, "of") { // the shooting deaths of four women
		if m := s.fateBefore(f.first); m != noMeasure {
			return m
		}
	}
	if i > 0 {
		p := &s.found[i-1]
		if p.measure.ofPeople() && s.joined(p, f) {
			return p.measure
		}
	}
	return noMeasure
}

// passiveBefore reports whether a form of be stands before word k: "were
// killed two days later" has no object.
func (s *scanner) passiveBefore(k int) bool {
	for m := k - 1; m >= 0 && m >= k-3; m-- {
		if s.is(m, "was", "were", "been", "being", "is", "are", "be") {
			return true
		}
		if s.pos(m) != news.ADV {
			break
		}
	}
	return false
}

// tollOf finds "death toll rose to 12", "the number of dead climbed to 12",
// "deaths at 12" before the figure, with no other figure between.
func (s *scanner) tollOf(f *finding) measure {
	if f.np.last > f.np.first && f.unit != "people" {
		return noMeasure
	}
	for k := f.first - 1; k >= 0 && k >= f.first-14; k-- {
		if w := &s.words[k]; w.kind == numeral || w.kind == sign && w.sign != ',' && w.sign != '\'' && w.sign != '-' && w.sign != ':' {
			return noMeasure
		}
		if s.is(k, "toll") {
			if s.is(k-1, "injury", "casualty") {
				return injured
			}
			return killed
		}
		if s.is(k, "of") && s.is(k-1, "number", "count", "total") {
			for m := k + 1; m < f.first; m++ {
				if e := s.entry(m); e.measure.ofPeople() {
					return e.measure
				}
			}
			return noMeasure
		}
	}
	return noMeasure
}

// joined reports whether figure f continues p: "killed 12 people and three
// dogs" does, "12 people, including three children" names a part of p.
func (s *scanner) joined(p, f *finding) bool {
	k := p.last
	switch {
	case s.is(k, "and") && f.first == k+1:
		return true
	case s.sign(k, ',') && (f.first == k+1 || s.is(k+1, "and") && f.first == k+2):
		return true
	}
	for m := k; m < f.first && m < k+10; m++ {
		if s.is(m, "including", "among") {
			f.subset = true
			return f.first-m <= 4
		}
	}
	return false
}

// dimension is the property that a length or a mass gives.
func (s *scanner) dimension(f *finding) measure {
	look := func(k int) measure {
		if k < 0 || k >= len(s.words) {
			return noMeasure
		}
		switch m := s.entry(k).measure; m {
		case depth, height, width, measuredLength, weight, distance:
			return m
		}
		switch {
		case s.is(k, "high"):
			return height
		case s.is(k, "long"):
			return measuredLength
		case s.is(k, "from", "above", "below", "west", "east", "north", "south", "northwest", "northeast", "southwest", "southeast"):
			return distance
		case s.is(k, "heavy"):
			return weight
		}
		return noMeasure
	}
	for k := f.last; k < f.last+3; k++ {
		if s.sign(k, '.') || s.sign(k, ',') {
			break
		}
		if m := look(k); m != noMeasure {
			return m
		}
	}
	if f.np.last > f.np.first {
		if m := look(f.np.head); m != noMeasure {
			return m
		}
	}
	for k := f.first - 1; k >= f.first-5 && k >= 0; k-- {
		if s.sign(k, ',') || s.sign(k, '.') {
			break
		}
		switch m := s.entry(k).measure; m {
		case depth, height, width, measuredLength, weight:
			return m
		}
	}
	if f.unitKind == mass {
		return weight
	}
	return noMeasure
}

// certainty reads negation and hypothesis from the clause before the figure.
func (s *scanner) certainty(f *finding) {
	if f.num.zero {
		f.negated = true
		f.value, f.low, f.high = 0, 0, 0
	}
	for k := f.first - 1; k >= 0 && k >= f.first-3; k-- {
		if s.words[k].kind != letters {
			break
		}
		if s.is(k, "not", "never", "without") && !s.is(k+1, "only", "just") {
			f.negated = true
		}
	}
	for k := f.first - 1; k >= 0 && k >= f.first-9; k-- {
		w := &s.words[k]
		if w.kind == sign && w.sign != '-' && w.sign != '\'' {
			break
		}
		if s.has(k, modal|attempt) && !s.monthAt(k) {
			f.hypothetic = true
			return
		}
		if s.is(k, "and", "that", "which", "who") {
			break
		}
	}
}
