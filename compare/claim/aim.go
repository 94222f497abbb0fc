package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

const (
	eachOther = 1 << iota
	crowd
	somebody
)

// aims tell at whom shots are fired.
var aims = []struct {
	value uint
	words *regexp.Regexp
}{
	{eachOther, regexp.MustCompile(`\b(fire|fired|firing|shoot|shot|shooting|shots|gunfire)( \w+){0,3} (at|with|between) (each other|one another)`)},
	{crowd, regexp.MustCompile(`\b(fire|fired|firing|shoot|shot|shooting|shots|fires|gunfire|rounds)( \w+){0,2} (at|on|into|toward|towards) (a |the )?(\w+ ){0,3}(crowd|bystanders|partygoers|crowds|group of people)\b`)},
	{somebody, regexp.MustCompile(`\b(fire|fired|firing|shoot|shot|shooting|shots|aimed|aiming|aim|pointed|pointing)( \w+){0,2} at (his|her) [\w-]+|\b(shoot|kill) (his|her) (\w+-in-law|\w*wife|\w*husband|\w*girlfriend|\w*boyfriend|brother|father|mother|sister|rival|boss|neighbor|neighbour|cousin)`)},
}

// aim finds shots that one origin says were fired at some and another at others.
func (c *corpus) aim() (news.ClaimGroup, bool) {
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		if find(d, s.First, s.Last, guns) < 0 || d.InBoilerplate(one.Span) {
			continue
		}
		text := strings.ToLower(oneLine(d.Slice(one.Span)))
		values := uint(0)
		for _, a := range aims {
			if a.words.MatchString(text) {
				values |= a.value
			}
		}
		if values != 0 {
			all = append(all, c.answer(i, one.Span, "", values))
		}
	}
	return c.contest("at whom the shots were fired", all, disjoint, false)
}

var guns = set("fire", "fired", "firing", "shoot", "shot", "shooting", "shots", "fires", "gunfire", "rounds", "aimed", "aiming", "aim")

var doubted = set("not", "unclear", "unknown", "unconfirmed", "whether", "if", "fear", "rumors", "n't", "never")

const (
	noReason = 1 << iota
	marked
	gang
	quarrel
	payback
	theft
)

var spurs = []struct {
	value uint
	words *regexp.Regexp
}{
	{noReason, regexp.MustCompile(`\bfor no (apparent |good )?reason|\b(at|completely|totally|appears|was|were|is|a|as) random(ly)?\b|\brandom (act|shooting|attack|killing|violence)|\bindiscriminate`)},
	{marked, regexp.MustCompile(`\b(was|were|is|are|been|appears to (be|have been)|a|specifically|intentionally|deliberately) targeted\b`)},
	{gang, regexp.MustCompile(`\bgang[- ](related|violence|war|feud|dispute|rivalry)`)},
	{quarrel, regexp.MustCompile(`\bbad blood|\b(after|from|by|during|over|following|in|into) an? (\w+ ){0,2}(argument|altercation|quarrel|feud|dispute|grudge|fight)\b|\b(argument|altercation|quarrel|feud|dispute|fight) (\w+ )?(led|escalated|sparked|erupted|that ended|over|turned)\b`)},
	{payback, regexp.MustCompile(`\b(in|as|an act of|for|was|seeking|out of) (a |an )?(\w+ )?(retaliation|revenge|payback)\b|\bretaliatory\b`)},
	{theft, regexp.MustCompile(`\b(robbery|robbed|to rob)\b`)},
}

// spur finds violence that one origin calls random and another gives a motive for.
func (c *corpus) spur() (news.ClaimGroup, bool) {
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		if find(d, s.First, s.Last, spurWords) < 0 || d.InBoilerplate(one.Span) {
			continue
		}
		text := strings.ToLower(oneLine(d.Slice(one.Span)))
		values := uint(0)
		for _, a := range spurs {
			if a.words.MatchString(text) {
				values |= a.value
			}
		}
		if values != 0 && find(d, s.First, s.Last, doubted) < 0 && !strings.Contains(text, "n't") && !strings.Contains(text, "n’t") {
			all = append(all, c.answer(i, one.Span, "", values))
		}
	}
	return c.contest("what moved the attackers", all, func(x, y uint) bool { return disjoint(x, y) && (x == noReason || y == noReason) }, false)
}

var spurWords = set("reason", "random", "randomly", "indiscriminate", "indiscriminately", "targeted", "gang", "gang-related", "argument", "altercation", "quarrel", "feud", "blood", "brawl", "dispute", "grudge", "fight", "retaliation", "retaliatory", "revenge", "payback", "robbery", "robbed", "rob")
