package claim

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"parallax/news"
)

// Who somebody is, is often not told at first: "the victim's name has not been released". A
// party is one of those whom reports of a crime or an accident have to name.
type party struct {
	name  string
	nouns *regexp.Regexp
	acts  *regexp.Regexp // what becomes of one whose name and age are given
}

var parties = []party{
	{"the suspect", regexp.MustCompile(`\b(suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|bombers?|perpetrators?|arrested|charged|in custody|opened fire)\b`),
		regexp.MustCompile(`\b(arrested|charged|booked|taken into custody)\b`)},
	{"the victim", regexp.MustCompile(`\b(victims?|dead|deceased|killed|died|injured|wounded|body|bodies|slain|casualties)\b`),
		regexp.MustCompile(`\b(killed|died|dead|drowned)\b`)},
}

const persons = `(him|her|them|(the|a|an|any|either|both|all)( \w+){0,2} (victims?|suspects?|gunm[ae]n|shooters?|attackers?|assailants?|bombers?|man|men|woman|women|boys?|girls?|child|children|teens?|teenagers?|officers?|drivers?|pilots?|dead|deceased|passengers?|people))`

var (
	// unnamed sentences say that a name is not given.
	unnamed = []*regexp.Regexp{
		regexp.MustCompile(`\b(names?|identity|identities|identification)( \w+){0,5} (not|yet to|n't|n’t)( \w+){0,3} (released?|disclosed?|provided?|given|public|revealed?|known|confirmed|identified|announced)\b`),
		regexp.MustCompile(`\b(not|declined to|refused to|without|yet to)( \w+){0,3} (releas\w+|disclos\w+|provid\w+|giv\w+|reveal\w*|confirm\w*)( \w+){0,4} (names?|identity|identities|identification)\b`),
		regexp.MustCompile(`\b(not|declined to|refused to|yet to)( \w+){0,3} (identify|identified|named?) ` + persons + `\b`),
		regexp.MustCompile(`\b(victims?|suspects?|gunm[ae]n|shooters?|attackers?|m[ae]n|wom[ae]n|boys?|girls?|child|children|teens?|teenagers?|officers?|drivers?|pilots?|dead|deceased|passengers?|who|he|she|they) (ha(ve|s|d)|was|were)( yet| been)*( not| yet to|n't|n’t)( yet to| yet| been)*( \w+)? (identified|named)\b`),
		regexp.MustCompile(`\bnone of them (ha(ve|s|d)|was|were)( yet| been)*( \w+)? (identified|named)\b`),
		regexp.MustCompile(`\b(names?|identity|identities)( \w+){0,4} (withheld|being withheld)\b|\bwith(held|holding)( \w+){0,3} (names?|identity|identities)\b|\bpending (the )?notification\b`),
	}
	// naming sentences give it.
	naming = regexp.MustCompile(`\b(identified|identif(y|ies|ying)|named)\b`)
	// aged is the age that news puts behind a name at first mention.
	aged = regexp.MustCompile(`^,? (,|\()? ?\d\d?\b|^, (a|an|the) \d\d?-year-old`)
)

// namings finds who is not named in one report and is in another.
func (c *corpus) namings() []news.ClaimGroup {
	open, told := make([][]step, len(parties)), make([][]named, len(parties))
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		if d.InBoilerplate(one.Span) {
			continue
		}
		said := strings.ToLower(oneLine(d.Slice(one.Span)))
		s := step{ref: c.Core(i), origin: one.Origin, status: news.Confirmed}
		p, who := c.names(i, said)
		if p >= 0 {
			told[p] = append(told[p], named{s, who})
			continue
		}
		if withheld(said) {
			if strings.Contains(said, " other ") || strings.Contains(said, " others ") {
				continue // some are named
			}
			s.status = news.Unconfirmed
			if p := c.partyOf(i, said); p >= 0 {
				open[p] = append(open[p], s)
			}
		}
	}
	var out []news.ClaimGroup
	for p := range parties {
		if g, ok := c.naming(parties[p].name, open[p], told[p]); ok {
			out = append(out, g)
		}
	}
	return out
}

func withheld(said string) bool {
	return slices.ContainsFunc(unnamed, func(r *regexp.Regexp) bool { return r.MatchString(said) })
}

func negates(s string) bool {
	return strings.Contains(s, " not ") || strings.Contains(s, "n't") || strings.Contains(s, "n’t") || strings.Contains(s, "yet to")
}

// partyOf is whom sentence i, or the one before it, is about; -1 where neither says.
func (c *corpus) partyOf(i int, said string) int {
	for k := i; k >= max(c.Docs[c.Sentences[i].Doc][0], i-1); k-- {
		if k < i {
			said = strings.ToLower(oneLine(c.Report.Slice(c.Sentences[k].Ref)))
		}
		for p := range parties {
			if parties[p].nouns.MatchString(said) {
				return p
			}
		}
	}
	return -1
}

// names is the party that sentence i gives names to, and the entities that bear them; -1 for
// none.
func (c *corpus) names(i int, said string) (of int, who []int) {
	of = -1
	one := &c.Sentences[i]
	d := c.Report.Articles[one.Doc]
	for _, g := range c.namedIn(i) {
		if c.Report.Entities[g].Kind != news.Person {
			continue
		}
		k := slices.IndexFunc(c.Report.Entities[g].Mentions, func(m news.Ref) bool { return m.Doc == one.Doc && one.Contains(m.Span) })
		if k < 0 {
			continue
		}
		m := c.Report.Entities[g].Mentions[k]
		age := aged.MatchString(oneLine(d.Text[m.End:min(one.End, m.End+20)]))
		for p := range parties {
			if age && parties[p].acts.MatchString(said) && !negates(said) || naming.MatchString(strings.ToLower(d.Text[one.Start:m.Start])) && parties[p].nouns.MatchString(said) {
				if of < 0 {
					of = p
				}
				who = append(who, g)
				break
			}
		}
	}
	return of, who
}

// A named is a sentence that gives names.
type named struct {
	step
	who []int // entities
}

// mentions reports whether an article names an entity.
func (c *corpus) mentions(doc, g int) bool {
	return slices.ContainsFunc(c.Report.Entities[g].Mentions, func(m news.Ref) bool { return m.Doc == doc })
}

// naming makes a group of those who do not name a party and those who do.
func (c *corpus) naming(who string, open []step, told []named) (news.ClaimGroup, bool) {
	day := func(s step) string { return c.day(s.ref.Doc) }
	for _, a := range open {
		for _, b := range told {
			fresh := slices.ContainsFunc(b.who, func(g int) bool { return !c.mentions(a.ref.Doc, g) })
			if a.origin == b.origin || !fresh || day(a) > day(b.step) || monthsApart(c.Report.Articles[a.ref.Doc], c.Report.Articles[b.ref.Doc]) {
				continue
			}
			g := news.ClaimGroup{What: who + ": not named, then named", Verdict: news.Update,
				Why: fmt.Sprintf("%s says “%s”, %s “%s”", c.when(a.ref.Doc), c.excerpt(a.ref), c.when(b.ref.Doc), c.excerpt(b.ref))}
			all := append([]step(nil), open...)
			for _, t := range told {
				all = append(all, t.step)
			}
			sort.SliceStable(all, func(i, j int) bool { return day(all[i]) < day(all[j]) })
			of := map[int]int{}
			for _, s := range all {
				if of[s.ref.Doc]++; of[s.ref.Doc] <= mostOfSide {
					g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
				}
			}
			return g, true
		}
	}
	return news.ClaimGroup{}, false
}
