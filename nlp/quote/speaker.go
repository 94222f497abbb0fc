package quote

import (
	"sort"
	"strings"
	"sync"

	"parallax/model/classes"
	"parallax/news"
)

// A resolver names the speakers of one document's findings, in the order in
// which their sources stand.
type resolver struct {
	v      *view
	people people
	found  []finding
	said   []int // findings resolved so far, by place
}

// resolveSpeakers names the speaker of each finding: the name in its source,
// the person that its pronoun or description stands for, or the description as
// it stands. A quotation without a source takes the speaker it continues.
func resolveSpeakers(v *view, found []finding) {
	r := resolver{v: v, people: v.readPeople(), found: found}
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return found[order[a]].place() < found[order[b]].place() })
	for _, i := range order {
		f := &found[i]
		if f.source.empty() {
			f.speaker = r.unsaid(f)
		} else {
			f.speaker = r.named(f)
		}
		r.said = append(r.said, i)
	}
	// Quoted words whose speaker comes later in their sentence.
	for at, i := range order {
		f := &found[i]
		if f.speaker != "" || !f.source.empty() || !f.cue.empty() {
			continue
		}
		end := v.sentenceOf(f.content[0].first).end
		const ahead = 8 // findings of one sentence
		for _, j := range order[at+1 : min(len(order), at+1+ahead)] {
			if found[j].place() >= end {
				break
			}
			if found[j].speaker != "" && v.in[found[j].place()] < 0 {
				f.speaker = found[j].speaker
				break
			}
		}
	}
}

// place is the token at which a finding says who speaks.
func (f *finding) place() int {
	switch {
	case !f.source.empty():
		return f.source.first
	case !f.cue.empty():
		return f.cue.first
	}
	return f.content[0].first
}

// named resolves a finding that has a source.
func (r *resolver) named(f *finding) string {
	v, s := r.v, f.source
	if quoted := r.quotedAs(f); !quoted.empty() {
		s = quoted
	}
	if name := r.nameIn(s); name != "" {
		return name
	}
	w := v.low[s.first]
	if s.end-s.first == 1 || has(possessives, w) && s.end-s.first <= 3 {
		switch w {
		case "he", "his", "him", "himself":
			return r.person(s.first, male)
		case "she", "her", "herself":
			return r.person(s.first, female)
		case "i", "we", "my", "our", "me", "us":
			return r.enclosing(s.first)
		case "they", "their", "it", "its", "them", "who", "which", "that":
			return r.antecedent(s.first, w)
		case "you", "your", "one", "some", "many", "others", "this", "these", "those", "what":
			return ""
		}
	}
	if name := r.role(s); name != "" {
		return name
	}
	return v.description(s)
}

// quotedAs is whom a report quotes: "the daily quoted him as saying".
func (r *resolver) quotedAs(f *finding) run {
	v := r.v
	const reach = 8 // tokens between the verb and "as saying"
	for i := f.cue.first; i < f.cue.end; i++ {
		if w := v.low[i]; w != "quoted" && w != "quotes" && w != "quoting" && w != "cited" && w != "citing" {
			continue
		}
		for k := i + 2; k < min(len(v.low)-1, i+reach); k++ {
			if v.low[k] == "as" && (v.low[k+1] == "saying" || v.low[k+1] == "telling") {
				return run{i + 1, k}
			}
		}
	}
	return run{}
}

var possessives = wordSet(`his her their its my our your`)

// nameIn is the name that a source phrase is about: "Marn's deputy Ida Roe,
// who ..." is Roe, "a spokesman for Marn" is nobody by name.
func (r *resolver) nameIn(s run) string {
	v := r.v
	org := ""
	head := true // still before the first comma or preposition
	apposed := false
	k := sort.Search(len(r.people.mentions), func(i int) bool { return r.people.mentions[i].end > s.first })
	at := s.first
	name := ""
	for ; k < len(r.people.mentions) && r.people.mentions[k].first < s.end; k++ {
		m := r.people.mentions[k]
		for ; at < m.first; at++ {
			switch p := v.d.Tokens[at].POS; {
			case v.low[at] == ",":
				apposed, head = true, false
			case p == news.ADP || p == news.SCONJ || v.low[at] == "who" || v.low[at] == "that":
				apposed, head = false, false
			}
		}
		at = m.end
		owns := m.end < s.end && (v.low[m.end] == "'s" || v.low[m.end] == "'")
		switch {
		case owns:
		case m.kind == news.Person && head:
			name = m.name // the last one in the head: "Marn aide Ida Roe"
		case m.kind == news.Person && apposed && name == "" && org == "":
			return m.name
		case m.kind == news.Org && head && (m.end >= s.end || v.d.Tokens[m.end].POS != news.NOUN && v.d.Tokens[m.end].POS != news.PROPN):
			org = m.name
		}
	}
	if name != "" {
		return name
	}
	return org
}

// person finds whom "he" or "she" at a token means: whoever was the speaker or
// the first person named in the nearest sentence before.
func (r *resolver) person(at int, g gender) string {
	const sentences = 8 // farther back, a pronoun has another antecedent that was not recognised
	v := r.v
	si := v.d.SentenceAt(v.d.Tokens[at].Start)
	inside := v.in[at]
	for k := si; k >= max(0, si-sentences); k-- {
		s := v.d.Sentences[k]
		end := min(s.Last, at)
		// Somebody who speaks in that sentence comes first, the last one before the pronoun.
		for n := len(r.said) - 1; n >= 0; n-- {
			f := &r.found[r.said[n]]
			if p := f.place(); p < s.First {
				break
			} else if p < end && f.speaker != "" && r.people.persons[f.speaker] && r.people.fits(f.speaker, g) {
				return f.speaker
			}
		}
		m := sort.Search(len(r.people.mentions), func(i int) bool { return r.people.mentions[i].first >= s.First })
		for ; m < len(r.people.mentions) && r.people.mentions[m].first < end; m++ {
			p := &r.people.mentions[m]
			if p.kind == news.Person && (!p.quoted || inside >= 0) && r.people.fits(p.name, g) && !v.owner(p) {
				return p.name
			}
		}
	}
	return ""
}

// owner reports whether a name only says whose something is: Marn's deputy.
func (v *view) owner(m *mention) bool {
	return m.end < len(v.low) && (v.low[m.end] == "'s" || v.low[m.end] == "'")
}

// enclosing is the speaker of the finding in whose content a token stands:
// "I" means whoever is being quoted.
func (r *resolver) enclosing(at int) string {
	const back = 40 // findings; a quotation that long has lost its speaker anyway
	for n := len(r.said) - 1; n >= max(0, len(r.said)-back); n-- {
		f := &r.found[r.said[n]]
		for _, c := range f.content {
			if c.first <= at && at < c.end {
				return f.speaker
			}
		}
	}
	return ""
}

// antecedent is what "who", "they" or "it" stands for: the name just before
// "who", the last speaker that is no person before the others.
func (r *resolver) antecedent(at int, w string) string {
	v := r.v
	if w == "who" || w == "which" || w == "that" {
		const near = 10 // tokens: "Ida Roe, a farmer from Tolvan, who"
		k := sort.Search(len(r.people.mentions), func(i int) bool { return r.people.mentions[i].first >= at }) - 1
		if k >= 0 && at-r.people.mentions[k].end <= near && !r.verbBetween(r.people.mentions[k].end, at) {
			return r.people.mentions[k].name
		}
		return ""
	}
	for n := len(r.said) - 1; n >= 0; n-- {
		f := &r.found[r.said[n]]
		if v.paragraph[at]-v.paragraph[f.place()] > 2 {
			break
		}
		if f.speaker != "" && !f.source.empty() && !r.people.persons[f.speaker] {
			return f.speaker
		}
	}
	return ""
}

func (r *resolver) verbBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if p := r.v.d.Tokens[i].POS; p == news.VERB || p == news.AUX {
			return true
		}
	}
	return false
}

// role resolves "the senator" and "his spokesman" to the only one of that role
// whom the article names.
func (r *resolver) role(s run) string {
	v := r.v
	const longest = 5 // tokens: "Mr Brin's former deputy"
	if s.end-s.first > longest {
		return ""
	}
	owned := has(possessives, v.low[s.first])
	for i := s.first; i < s.end; i++ {
		owned = owned || v.low[i] == "'s" || v.low[i] == "'"
	}
	if v.low[s.first] != "the" && !owned {
		return ""
	}
	if p := v.d.Tokens[s.end-1].POS; p == news.NOUN || p == news.PROPN {
		return r.people.roles[v.low[s.end-1]]
	}
	return ""
}

// unsaid resolves a finding without a source.
func (r *resolver) unsaid(f *finding) string {
	v := r.v
	at := f.place()
	si := v.d.SentenceAt(v.d.Tokens[at].Start)
	var last *finding
	if len(r.said) > 0 {
		last = &r.found[r.said[len(r.said)-1]]
	}
	if !f.cue.empty() {
		// "..., adding that": the speaker of the sentence, or its subject.
		s := v.d.Sentences[si]
		if last != nil && last.place() >= s.First {
			return last.speaker
		}
		for i := f.cue.first; i < f.cue.end; i++ {
			if has(isBe, v.low[i]) {
				return "" // passive: the subject is not who says it
			}
		}
		if v.undergoes(f.cue) {
			return ""
		}
		const near = 25 // tokens between a subject and its verb; beyond, another clause has begun
		return r.subject(run{max(s.First, at-near), at})
	}
	if at > 0 && v.low[at-1] == ":" {
		// "... issued a statement:", and the statement.
		s := v.d.Sentences[v.d.SentenceAt(v.d.Tokens[at-1].Start)]
		if last != nil && last.place() >= s.First && last.place() < at {
			return last.speaker
		}
		return r.subject(run{s.First, min(at, s.Last)})
	}
	if last == nil {
		return ""
	}
	p, before := v.paragraph[f.content[0].first], v.paragraph[last.place()]
	q := v.in[f.content[0].first]
	switch {
	case p == before:
		return last.speaker
	case q >= 0 && v.quotations[q].continuing:
		return last.speaker
	case q >= 0 && v.fillsParagraph(f.content[0]) && v.nextTo(before, p):
		// A paragraph that is nothing but a quotation goes on with the speaker before.
		return last.speaker
	}
	return ""
}

// undergoes reports whether a cue says what others do to its subject: "is expected", "was
// asked". What somebody "is convinced" of he holds himself.
func (v *view) undergoes(cue run) bool {
	if cue.empty() || !has(undergone, v.low[cue.end-1]) {
		return false
	}
	for i := cue.end - 2; i >= 0; i-- {
		if has(isBe, v.low[i]) {
			return true
		}
		if p := v.d.Tokens[i].POS; p != news.ADV && p != news.PART && p != news.AUX {
			return false
		}
	}
	return false
}

var (
	isBe = wordSet(`is are was were be been`)
	// undergone are the participles of verbs by which others speak of the subject.
	undergone = wordSet(`expected asked reported accused ordered required declared deemed called considered allowed described challenged announced predicted
		believed thought said alleged told quoted cited suspected understood estimated rumored rumoured charged known urged warned questioned discussed confirmed supposed`)
)

// nextTo reports whether no prose stands between two paragraphs.
func (v *view) nextTo(a, b int32) bool {
	lo := sort.Search(len(v.paragraph), func(i int) bool { return v.paragraph[i] > a })
	return lo < len(v.paragraph) && v.paragraph[lo] == b
}

// fillsParagraph reports whether a run of tokens is all of its paragraph.
func (v *view) fillsParagraph(r run) bool {
	return (r.first == 0 || v.paragraph[r.first-1] != v.paragraph[r.first]) &&
		(r.end >= len(v.paragraph) || v.paragraph[r.end] != v.paragraph[r.first])
}

// subject is the first person or organisation named in a stretch of a
// sentence, or whom its first pronoun means.
func (r *resolver) subject(s run) string {
	v := r.v
	if s.empty() {
		return ""
	}
	switch v.low[s.first] {
	case "he":
		return r.person(s.first, male)
	case "she":
		return r.person(s.first, female)
	}
	k := sort.Search(len(r.people.mentions), func(i int) bool { return r.people.mentions[i].first >= s.first })
	for ; k < len(r.people.mentions) && r.people.mentions[k].end <= s.end; k++ {
		if m := &r.people.mentions[k]; !m.quoted && !v.owner(m) {
			return m.name
		}
	}
	return ""
}

// description is a source phrase as the reader should see it.
func (v *view) description(s run) string {
	const longest = 14 // tokens: beyond, a relative clause has begun
	for s.end > s.first+1 && isPunct(v.low[s.end-1]) {
		s.end--
	}
	for i := s.first + 1; i < s.end; i++ {
		if v.low[i] == "," || v.low[i] == "who" || v.low[i] == "which" || i-s.first >= longest {
			s.end = i
			break
		}
	}
	if !v.speaks(s) {
		return ""
	}
	return strings.Join(strings.Fields(v.d.Slice(v.span(s))), " ")
}

// speaks reports whether the head of a phrase is somebody or something that
// says things. A source that the model got wrong names a thing: no speaker is
// better than that one.
func (v *view) speaks(s run) bool {
	head := -1
	for i := s.first; i < s.end; i++ {
		p := v.d.Tokens[i].POS
		if head >= 0 && (p == news.ADP || p == news.SCONJ || p == news.VERB || p == news.AUX || p == news.PUNCT) {
			break
		}
		if p == news.NOUN || p == news.PROPN || p == news.PRON {
			head = i
		}
	}
	if head < 0 {
		return false
	}
	if v.d.Tokens[head].POS != news.NOUN {
		return s.end-s.first <= 3
	}
	return agents()[classes.Of(v.low[head]).Fine]
}

// agents are the word classes whose members say things, by one member each.
var agents = sync.OnceValue(func() map[uint16]bool {
	m := map[uint16]bool{}
	for w := range wordSet(`
		official officials spokesman spokeswoman spokesperson officer officers police minister ministers ministry government
		governments department agency agencies authority authorities company companies firm firms group groups
		organization court judge judges lawyer lawyers attorney attorneys prosecutor prosecutors expert experts analyst
		analysts scientist scientists researcher researchers doctor doctors professor witness witnesses resident residents
		neighbor neighbors survivor survivors victim victims man woman men women people person mother father son daughter
		brother sister family families friend friends student students teacher teachers worker workers employee
		employees critic critics opponent opponents supporter supporters activist activists leader leaders lawmaker
		lawmakers senator senators congressman president chairman director chief head mayor governor secretary
		ambassador diplomat diplomats general commander soldier soldiers source sources insider aide aides adviser advisers
		official report reports statement study survey poll letter document documents memo newspaper paper magazine
		website network station journalist journalists reporter reporters author owner manager driver farmer farmers pilot
		captain coach player members member locals media press outlets organizers carrier fans voters rebels militants protesters campaign administration committee union bank hospital
		school university church team investigators detectives firefighters troops military army kremlin`) {
		if c := classes.Of(w).Fine; c != 0 {
			m[c] = true
		}
	}
	return m
})
