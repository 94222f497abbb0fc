package claim

import (
	"fmt"
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// A rung is one stage of what becomes of a person whom the police are after.
// The stages are those of criminal procedure as news tells it; a later report
// on a higher rung supersedes an earlier one on a lower.
type rung struct {
	name    string
	status  news.Status
	lemmas  map[string]bool
	phrases [][]string
}

// A course is what may become of somebody, stage by stage.
type course struct {
	rungs []rung
	who   map[string]bool // words for the person where no name is given
	name  string          // what such a person is called
	later bool            // reports of one day tell of different persons
	far   int             // rung from which any step up is news; from the lowest every step is
}

var courses = []course{
	{[]rung{
		{"wanted", news.Planned, set("manhunt"), [][]string{{"searching", "for"}, {"search", "for"}, {"searched", "for"}, {"hunt", "for"}, {"hunting", "for"}, {"seeking"}, {"search", "is"}, {"search", "continues"}, {"at", "large"}, {"on", "the", "loose"}, {"on", "the", "run"}, {"looking", "for"}, {"look", "for"}, {"was", "wanted"}, {"is", "wanted"}, {"no", "arrests"}, {"no", "arrest"}}},
		{"accused", news.Claimed, set("accuse"), [][]string{{"suspected", "of"}, {"person", "of", "interest"}}},
		{"arrested", news.Happened, set("arrest", "capture", "apprehend", "detain", "book", "jail", "surrender", "recapture", "extradite", "nab"), [][]string{{"in", "custody"}, {"in", "jail"}, {"behind", "bars"}, {"turned", "himself", "in"}, {"turned", "herself", "in"}, {"taken", "into", "custody"}}},
		{"charged", news.Happened, set("charge", "indict", "arraign"), [][]string{{"plea", "deal"}, {"plea", "deals"}, {"stand", "trial"}, {"go", "on", "trial"}, {"went", "on", "trial"}}},
		{"convicted", news.Happened, set("convict", "sentence"), [][]string{{"pleaded", "guilty"}, {"plead", "guilty"}, {"pled", "guilty"}, {"found", "guilty"}}},
		{"released", news.Happened, set("release", "free", "acquit", "exonerate"), [][]string{{"cleared", "of"}}},
	}, set("suspect", "suspects", "gunman", "gunmen", "shooter", "attacker", "attackers", "assailant", "killer", "bomber", "hijacker",
		"fugitive", "kidnapper", "robber", "arsonist", "driver", "perpetrator", "perpetrators", "culprit", "accused", "man", "woman", "teen", "teenager",
		"person", "subject", "those", "responsible"), "the suspect", false, 3},
	{[]rung{
		{"missing", news.Unconfirmed, set("trap", "strand"), [][]string{{"is", "missing"}, {"are", "missing"}, {"was", "missing"}, {"were", "missing"}, {"went", "missing"}, {"still", "missing"}, {"reported", "missing"}, {"unaccounted", "for"}}},
		{"found", news.Happened, set("rescue"), [][]string{{"found", "dead"}, {"found", "alive"}, {"been", "found"}, {"pulled", "out"}, {"pulled", "from"}, {"body", "was", "found"}, {"declared", "dead"}, {"found", "without"}}},
	}, set("boy", "girl", "child", "children", "baby", "man", "men", "woman", "women", "people", "passenger", "passengers", "miner", "miners", "crew", "sailor",
		"sailors", "climber", "climbers", "hiker", "hikers", "driver", "driver", "team", "survivor", "survivors", "victim", "victims", "student", "students",
		"worker", "workers", "resident", "residents", "diver", "divers", "teenager", "toddler", "year-old"), "those missing", true, 1},
}

// A step is one article's word on which rung a person stands.
type step struct {
	ref    news.Ref
	rung   int
	word   string // lemma of the word that names the rung
	status news.Status
	by     string
	origin int
	loose  bool // a pronoun stands for the person: it may be another's
}

// stative words open a phrase about its subject: "at large", "was wanted",
// "pleaded guilty".
var stative = set("at", "on", "in", "behind", "suspected", "person", "is", "are", "was", "were", "been", "went", "still", "reported", "unaccounted", "turned", "pleaded", "pled",
	"plead", "taken", "found", "cleared", "surrendered", "pulled", "declared")

const (
	nobody  = -1 // the person sought where no name is given
	pronoun = -2 // whom a pronoun stands for
	other   = -3 // not a person
)

// ladders finds persons whom different reports put on different rungs; what the
// differences so far tell is not told again.
func (c *corpus) ladders(told []news.ClaimGroup) []news.ClaimGroup {
	var out []news.ClaimGroup
	for _, way := range courses {
		out = append(out, c.follow(way, told)...)
	}
	return out
}

// follow finds them for one course.
func (c *corpus) follow(way course, told []news.ClaimGroup) []news.ClaimGroup {
	steps := map[int][]step{}
	var pronouns []step
	for i := range c.Sentences {
		pronouns = append(pronouns, c.climb(way, i, steps)...)
	}
	// "He was arrested" is about a person near by who is on the ladder anyway.
	for _, s := range pronouns {
		if g := c.antecedent(c.At(s.ref), steps); g != nobody {
			s.loose = true
			steps[g] = append(steps[g], s)
		}
	}
	var named []int
	for key := range steps {
		if key != nobody {
			named = append(named, key)
		}
	}
	sort.Ints(named)
	// One person on the ladder is the suspect of the reports that give no name.
	best, most := nobody, 0
	for _, key := range named {
		if n := len(steps[key]); n > most {
			best, most = key, n
		}
	}
	if unnamed := steps[nobody]; best != nobody && most*2 > total(steps)-len(unnamed) {
		steps[best] = append(steps[best], unnamed...)
		delete(steps, nobody)
	}
	var out []news.ClaimGroup
	if _, ok := steps[nobody]; ok {
		named = append(named, nobody)
	}
	for _, key := range named {
		name := way.name
		if key != nobody {
			name = c.Report.Entities[key].Name
		}
		if g, ok := c.ladder(way, name, steps[key], told); ok {
			out = append(out, g)
		}
		if g, ok := c.days(way, name, steps[key]); ok && key != nobody {
			out = append(out, g)
		}
	}
	return out
}

func total(steps map[int][]step) int {
	n := 0
	for _, s := range steps {
		n += len(s)
	}
	return n
}

// climb adds the steps that sentence i tells of persons named or described,
// and returns those that it tells of a pronoun.
func (c *corpus) climb(way course, i int, steps map[int][]step) (pronouns []step) {
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	for _, cl := range c.clauses[i] {
		if cl.Verb < 0 || cl.Conditional || earlier(d, cl.Span) {
			continue
		}
		r, at, after := way.onRung(d, cl)
		if at < 0 || way.rungs[r].name == "released" && elsewhere(d, cl, at) {
			continue
		}
		if counterfactual(d, cl, at) {
			continue
		}
		s := step{ref: news.Ref{Doc: one.Doc, Span: cl.Bare(d)}, rung: r, word: lemma(d, at), status: way.rungs[r].status, origin: one.Origin}
		reading := read(d, cl, covering(d, cl.Span))
		s.by = reading.by
		switch reading.status {
		case news.Planned, news.Expected, news.Unconfirmed, news.Denied, news.Cancelled:
			if r > 0 && find(d, cl.First, at, set("why", "how")) < 0 {
				s.status = reading.status // "has not been charged", "will be sentenced"
			}
		}
		if st := governed(d, cl, at); r > 0 && st != "" {
			s.status = st // "sent to rescue them", "declined to charge him"
		}
		if r > 0 && at == cl.Verb && at == cl.GroupFirst && d.Tokens[at].POS == news.VERB && lower(d, at) == lemma(d, at) && s.status == news.Happened {
			s.status = news.Planned // "called on senators to hear and acquit him"
		}
		if r > 0 && lower(d, cl.First) == "when" && d.Tokens[cl.GroupFirst].POS == news.AUX && isPresent(lower(d, cl.GroupFirst)) {
			s.status = news.Expected // "when he is arrested"
		}
		for _, key := range c.targets(way, i, cl, r, at, after) {
			if key == pronoun {
				pronouns = append(pronouns, s)
				continue
			}
			steps[key] = append(steps[key], s)
		}
	}
	return pronouns
}

// counterfactual reports whether the verb at token at tells what did not come about: "should
// never have been jailed".
func counterfactual(d *news.Doc, cl clause.Clause, at int) bool {
	for t := cl.First; t < at; t++ {
		if w := lower(d, t); (w == "should" || w == "would" || w == "could") && find(d, t, at, set("have")) >= 0 {
			return true
		}
	}
	return false
}

// elsewhere reports whether nobody is let out of custody by what is released at token at:
// a name, or somebody from hospital.
func elsewhere(d *news.Doc, cl clause.Clause, at int) bool {
	const reach = 5 // words: "released early on Sunday from hospital"
	return find(d, cl.First, at, given) >= 0 || find(d, at, min(len(d.Tokens), at+reach), set("hospital", "treatment", "medical")) >= 0
}

// given are the things that are released to the public.
var given = set("identity", "identities", "name", "names", "information", "details", "video", "videos", "footage", "statement", "photo", "photos", "report", "condition", "conditions")

func isPresent(w string) bool { return w == "is" || w == "are" }

// earlier reports whether the clause is dated to a year before publication: a
// criminal record, not the case at hand.
func earlier(d *news.Doc, span news.Span) bool {
	const year = len("2006")
	day := d.Published.Day()
	if len(day) < year {
		return false
	}
	for _, t := range d.Times {
		if span.Contains(t.Span) && t.Type == news.Date && len(t.Value) >= year && t.Value[0] >= '1' && t.Value[0] <= '2' && t.Value[:year] < day[:year] && len(t.Value) <= len("2006-01") {
			return true
		}
	}
	return false
}

// onRung finds the word or phrase of the clause that names a rung, and the token
// after it; the highest wins.
func (way course) onRung(d *news.Doc, cl clause.Clause) (rungNumber, token, after int) {
	rungNumber, token = -1, -1
	for t := cl.First; t < cl.Last; t++ {
		for r := range way.rungs {
			if r <= rungNumber {
				continue
			}
			n := 0
			if way.rungs[r].lemmas[lemma(d, t)] && !rushes(d, cl, t) && (d.Tokens[t].POS == news.VERB || r == 0) {
				n = 1
			}
			for _, p := range way.rungs[r].phrases {
				if phrase(d, t, cl.Last, p) {
					n = max(n, len(p))
				}
			}
			if n > 0 {
				rungNumber, token, after = r, t, t+n
			}
		}
	}
	return rungNumber, token, after
}

// rushes reports whether the verb at token t charges nobody with anything: "a
// student charged the gunman".
func rushes(d *news.Doc, cl clause.Clause, t int) bool {
	return lemma(d, t) == "charge" && t == cl.Verb && !passive(d, cl) && find(d, t, cl.Last, set("with")) < 0
}

func phrase(d *news.Doc, t, last int, words []string) bool {
	if t+len(words) > last {
		return false
	}
	for k, w := range words {
		if lower(d, t+k) != w {
			return false
		}
	}
	return true
}

// antecedent is the nearest person on the ladder who is named in the few
// sentences before sentence i.
func (c *corpus) antecedent(i int, steps map[int][]step) int {
	const back = 5 // sentences: news repeats a name about that often
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	for k := i; k >= max(c.Docs[one.Doc][0], i-back); k-- {
		s := d.Sentences[c.Sentences[k].Number]
		for t := s.First; t < s.Last; t++ {
			if g, ok := c.entityAt[one.Doc][d.Tokens[t].Start]; ok && len(steps[g]) > 0 {
				return g
			}
		}
	}
	return nobody
}

// ladder makes an update of steps on different rungs, if the later reports
// stand higher.
func (c *corpus) ladder(way course, name string, steps []step, told []news.ClaimGroup) (news.ClaimGroup, bool) {
	day := func(s step) string { return c.day(s.ref.Doc) }
	sort.SliceStable(steps, func(i, j int) bool {
		if x, y := day(steps[i]), day(steps[j]); x != y {
			return x < y
		}
		return steps[i].ref.Doc < steps[j].ref.Doc
	})
	type key struct{ doc, rung int }
	const most = 2 // of an article on one rung
	seen := map[key]int{}
	said := map[string]bool{} // captions repeat each other word for word
	var kept []step
	for _, s := range steps {
		k, words := key{s.ref.Doc, s.rung}, c.Report.Slice(s.ref)
		if seen[k] == most || said[words] {
			continue
		}
		said[words] = true
		seen[k]++
		kept = append(kept, s)
	}
	// A report that itself tells the higher rung is not superseded.
	known := map[int]int{}
	for _, s := range steps {
		if s.status == news.Happened && s.rung+1 > known[s.ref.Doc] {
			known[s.ref.Doc] = s.rung + 1
		}
	}
	// The first word of a lower rung and a later word of a higher one.
	for lo := range kept {
		for hi := range kept {
			a, b := kept[lo], kept[hi]
			moved := a.rung < b.rung && a.rung == 0 || a.rung == b.rung && a.word == b.word && a.status != b.status && b.status == news.Happened ||
				a.rung < b.rung && b.rung >= way.far
			if a.loose || b.loose || hasty(a, b, day(a), day(b)) {
				continue
			}
			if a.origin == b.origin || !moved || b.status != news.Happened || day(a) > day(b) || known[a.ref.Doc] > b.rung {
				continue
			}
			// Reports of one day tell the past of a person to different depth.
			if day(a) == day(b) && (way.later || a.rung > 0 && a.rung < b.rung) {
				continue
			}
			if a.rung == b.rung && c.tells(told, c.At(a.ref), c.At(b.ref)) {
				continue
			}
			g := news.ClaimGroup{What: name + ": " + way.rungs[a.rung].name + ", then " + way.rungs[b.rung].name, Verdict: news.Update}
			if a.rung == b.rung {
				g.What = name + ": " + way.rungs[b.rung].name
			}
			g.Why = fmt.Sprintf("%s says “%s”, %s “%s”", c.when(a.ref.Doc), c.excerpt(a.ref), c.when(b.ref.Doc), c.excerpt(b.ref))
			for _, s := range kept {
				g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}

// hasty reports whether too little time lies between two rungs: who is searched for on one
// day and has pleaded guilty on the next did so in another case.
func hasty(a, b step, from, to string) bool {
	const (
		far  = 3 // rungs
		soon = 14
	)
	n, ok := daysBetween(from, to)
	return b.rung-a.rung >= far && ok && n < soon
}

// day is the day on which an article was published.
func (c *corpus) day(doc int) string { return c.Report.Articles[doc].Published.Day() }

// when names an article with its day.
func (c *corpus) when(doc int) string {
	label := c.Report.Label(doc)
	if day := c.day(doc); day != "" {
		return label + " of " + day
	}
	return label
}

const mostExcerpt = 12 // words

// excerpt is the clause on one line, cut to a length that reads in a sentence.
func (c *corpus) excerpt(ref news.Ref) string {
	words := strings.Fields(c.Report.Slice(ref))
	if len(words) > mostExcerpt {
		return strings.Join(words[:mostExcerpt], " ") + " …"
	}
	return strings.Join(words, " ")
}
