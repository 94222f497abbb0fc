package claim

import (
	"slices"
	"strings"

	"parallax/news"
)

// An event is what one verb of a sentence tells, with its participants and with how
// certain its governors make it ("said it plans to close"), read off the parse.
type event struct {
	sentence int
	doc      int
	origin   int
	token    int         // of the verb
	pred     int         // stem of the verb, or of the noun to which a light verb leaves the act
	status   news.Status // "" where the words leave open whether it is told of at all
	cue      int         // token that makes the status, -1 for none
	negated  bool
	past     bool   // told as done
	chance   bool   // unconfirmed since it "may" come, not since it "may have" come
	before   bool   // done before what the report is about: "had closed"
	again    bool   // of "more strikes", "another round"
	by       string // who tells it
	said     bool   // a verb of saying governs it
	agent    filler
	patient  filler
	stems    []int // of all that hangs on the verb, ascending
	numbers  []string
	day      string
	quoted   bool // in somebody's very words
	old      bool // dated to a year before publication
}

// events reads the verbs of every sentence.
func (c *corpus) events() []event {
	verbs := map[int]bool{} // stems
	for _, d := range c.Report.Articles {
		for k := range d.Tokens {
			if d.Tokens[k].POS == news.VERB {
				verbs[c.Number(d.Slice(d.Tokens[k].Span))] = true
				verbs[c.Number(lemma(d, k))] = true
			}
		}
	}
	var out []event
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		if d.InBoilerplate(one.Span) || strings.HasSuffix(strings.TrimRight(d.Slice(one.Span), "”\"' "), "?") {
			continue
		}
		t := treeOf(d, d.Sentences[one.Number])
		for k := t.first; k < t.last; k++ {
			if t.pos(k) != news.VERB || !clausal[t.dep(k)] || compound(d, k) {
				continue
			}
			if e, ok := c.event(i, t, k, verbs); ok {
				out = append(out, e)
			}
		}
	}
	return out
}

// clausal are the relations of a verb that heads a clause.
var clausal = set("root", "ccomp", "xcomp", "acl", "advcl", "conj", "parataxis")

// event reads the verb at token k of sentence i.
func (c *corpus) event(i int, t *tree, k int, verbs map[int]bool) (event, bool) {
	d, one := t.d, &c.Sentences[i]
	e := event{sentence: i, doc: one.Doc, origin: one.Origin, token: k, cue: -1, old: earlier(d, one.Span), quoted: quoted(d, d.Tokens[k].Span)}
	if e.pred = c.Number(t.lemma(k)); e.pred < 0 {
		e.pred = c.Number(d.Slice(d.Tokens[k].Span)) // nobody has "speak", all "spoke"
	}
	if e.pred < 0 {
		return e, false
	}
	act := t.leftTo(k) // the noun that a light verb leaves the act to
	if act >= 0 {
		if n := c.Number(d.Slice(d.Tokens[act].Span)); n >= 0 && verbs[n] {
			e.pred = n
		} else {
			act = -1
		}
	}
	c.participants(&e, t, k, act)
	e.again = e.again || slices.ContainsFunc(t.all(k, nil), func(u int) bool { return repeats[t.word(u)] })
	e.before = t.has(k, set("had")) || slices.ContainsFunc(t.all(k, nil), func(u int) bool { return sooner[t.word(u)] })
	for _, cl := range c.clauses[i] {
		if cl.First <= k && k < cl.Last {
			e.day = dayIn(d, cl.Span)
			if cl.Conditional || find(d, cl.First, k, set("how", "whether")) >= 0 {
				return e, false
			}
		}
	}
	e.certainty(t, k)
	if e.status == news.Expected && t.word(e.cue) == "would" && !e.said && len(covering(d, d.Tokens[k].Span)) == 0 {
		return e, false // a forecast in nobody's mouth
	}
	if over := covering(d, d.Tokens[k].Span); len(over) > 0 {
		att := d.Attributions[over[0]]
		if e.status == news.Happened {
			e.status = news.Claimed
		}
		if e.by == "" {
			e.by = att.Speaker
		}
		for _, source := range att.Source {
			if e.by == "" {
				e.by = d.Slice(source)
			}
			if e.status == news.Claimed && hearsay(d, source) {
				e.status = news.Unconfirmed
				_, last := d.TokensIn(source)
				e.cue = last - 1
			}
		}
	}
	return e, e.status != "" && (len(e.stems) > 0 || !e.agent.empty() && !e.patient.empty())
}

// leftTo is the noun to which the light verb at token k leaves the act: "held talks", "went
// on strike". -1 for none.
func (t *tree) leftTo(k int) int {
	if !carries[t.lemma(k)] || t.passive(k) {
		return -1
	}
	o := t.kid(k, "obj")
	if t.lemma(k) == "go" {
		if o = t.kid(k, "obl"); o < 0 || !t.has(o, set("on")) {
			return -1
		}
	}
	if o < 0 || t.pos(o) != news.NOUN {
		return -1
	}
	return o
}

// carries are the light verbs.
var carries = set("make", "take", "have", "hold", "give", "go", "reach", "conduct", "stage")

// participants reads who acts, who is acted upon and what else hangs on the verb.
func (c *corpus) participants(e *event, t *tree, k, act int) {
	d := t.d
	passive := t.passive(k)
	subject, object, by := t.kid(k, "nsubj"), t.kid(k, "obj"), -1
	for _, a := range t.of(k) {
		if t.dep(a) == "obl" && t.has(a, set("by")) {
			by = a
			break
		}
	}
	if subject < 0 {
		var done bool
		if subject, done = t.distant(k); done {
			passive = true
		}
	} else if t.dep(k) == "acl" && relatives[t.word(subject)] {
		subject = t.head(k) // "the bank, which has closed"
	}
	if object < 0 && !passive {
		for _, a := range t.of(k) {
			if t.dep(a) == "obl" && t.has(a, set("with", "to")) {
				object = a // "spoke with the crew"
				break
			}
		}
	}
	if act >= 0 {
		object = -1
		for _, a := range t.of(act) {
			if t.dep(a) == "nmod" {
				object = a // "held talks with the crew"
			}
		}
	}
	s, o, b := c.participant(e, t, k, subject), c.participant(e, t, k, object), c.participant(e, t, k, by)
	for _, a := range t.of(k) {
		if t.dep(a) == "nsubj" && a > subject && subject >= 0 && a < k {
			// "The bank Norland said": an apposition that the parser took for a subject.
			n := c.participant(e, t, k, a)
			s.names, s.entities, s.named = append(s.names, n.names...), append(s.entities, n.entities...), s.named || n.named
		}
	}
	if passive {
		e.agent, e.patient = b, s
	} else {
		e.agent, e.patient = s, o
	}
	for _, u := range t.all(k, nil) {
		w := d.Slice(d.Tokens[u].Span)
		if n := c.Number(w); n >= 0 && u != k && !frames[strings.ToLower(w)] {
			e.stems = append(e.stems, n)
		}
		if strings.ContainsAny(w, "0123456789") {
			e.numbers = append(e.numbers, w)
		}
	}
	slices.Sort(e.stems)
	e.stems = slices.Compact(e.stems)
}

// distant is the subject of the verb at token k where it stands with another verb, -1 for
// none, and whether it undergoes what a participle says.
func (t *tree) distant(k int) (subject int, undergoes bool) {
	h := t.head(k)
	if h < 0 {
		return -1, false
	}
	switch t.dep(k) {
	case "conj", "parataxis":
		if t.pos(h) == news.VERB {
			if s := t.shared(h); s >= 0 {
				return s, t.passive(k) || t.passive(h) && strings.HasSuffix(t.word(k), "ed")
			}
		}
	case "advcl":
		if t.gerund(k) {
			return t.kid(h, "nsubj"), false
		}
	case "xcomp":
		if o := t.kid(h, "obj"); o >= 0 && t.pos(h) == news.VERB {
			return o, t.passive(k) // "forced the bank to close"
		}
		return t.shared(h), t.passive(k)
	case "acl":
		if t.infinitive(k) {
			if g := t.head(h); g >= 0 {
				return t.kid(g, "nsubj"), t.passive(k) // "has plans to close"
			}
		} else if !t.gerund(k) {
			return h, true // "the bridge closed on Monday"
		}
	}
	return -1, false
}

// shared is the subject of the verb at token h, or of those that it hangs on as an infinitive
// or is joined to; -1 for none.
func (t *tree) shared(h int) int {
	for g := h; g >= 0; g = t.head(g) {
		if s := t.kid(g, "nsubj"); s >= 0 {
			return s
		}
		if t.dep(g) != "xcomp" && t.dep(g) != "conj" {
			break
		}
	}
	return -1
}

// participant reads the noun phrase that token i heads; a pronoun is resolved to who
// speaks, or to a person named before.
func (c *corpus) participant(e *event, t *tree, k, i int) filler {
	if i < 0 {
		return filler{}
	}
	if t.pos(i) != news.PRON {
		return c.phrase(e, t, i)
	}
	w := t.word(i)
	if !back[w] {
		return filler{}
	}
	for g := t.head(k); g >= 0; g = t.head(g) {
		if s := t.kid(g, "nsubj"); s >= 0 && s != i && speaks[t.lemma(g)] && t.pos(s) != news.PRON {
			return c.phrase(e, t, s) // "the bank said it would"
		}
	}
	if w == "he" || w == "she" {
		if g := c.owner(e.sentence, i); g != nobody {
			return filler{entities: []int{g}, named: true}
		}
	}
	return filler{}
}

// phrase reads the noun phrase that token i heads, with those joined to it.
func (c *corpus) phrase(e *event, t *tree, i int) filler {
	d := t.d
	f := filler{named: t.pos(i) == news.PROPN}
	e.again = e.again || t.has(i, further)
	heads := []int{i}
	for _, k := range t.of(i) {
		if dep := t.dep(k); dep == "conj" || dep == "appos" || dep == "nmod" && t.has(k, set("of")) {
			heads = append(heads, k)
		}
	}
	for _, h := range heads {
		if n := c.Number(d.Slice(d.Tokens[h].Span)); n >= 0 {
			f.heads = append(f.heads, n)
		}
		for _, u := range t.named(h, nil) {
			if n := c.Number(d.Slice(d.Tokens[u].Span)); n >= 0 && t.pos(u) == news.PROPN && !strings.HasSuffix(t.word(u), ".") {
				f.names = append(f.names, n)
			}
			if g, ok := c.entityAt[e.doc][d.Tokens[u].Start]; ok && !slices.Contains(f.entities, g) {
				f.entities = append(f.entities, g)
			}
		}
	}
	return f
}

// sooner tell that an act was done before what the report is about.
var sooner = set("previously", "previous", "already", "earlier", "ago")

// repeats tell that an act is one of several.
var repeats = set("again", "another", "second", "third", "more")

// further tell that what is meant is not what was told of before.
var further = set("more", "another", "other", "further", "additional", "similar", "second", "third", "next", "new", "separate")
