package claim

import (
	"regexp"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// Ways in which somebody may be hurt, as hospitals and police put it.
const (
	slight = 1 << iota
	serious
	grave
	whole // it is said of all
)

var harms = []struct {
	value uint
	words *regexp.Regexp
}{
	{slight, regexp.MustCompile(`\b(non|not|isn't|isn’t|aren't|aren’t|weren't|weren’t|wasn't|wasn’t)[- ](be |considered |believed to be |thought to be )?life[- ]?threatening|\b(stable|good|fair|satisfactory) condition|\bnot (\w+ )?(critically|seriously|badly) |\bminor (injur|wound)|\bexpected to (fully )?(survive|recover|live|make a full|be (ok|okay|fine|all right))|\b(slightly|lightly) (injured|wounded|hurt)|\bbe (ok|okay)\b`)},
	{serious, regexp.MustCompile(`\b(serious|seriously|severe|severely) (but stable )?(condition|injur|wound|hurt)`)},
	{grave, regexp.MustCompile(`\bcritical but\b|\b(critical|critically|grave) (but stable )?(condition|injur|wound|hurt|ill\b)|\blife[- ]?threatening|\bfighting for (his|her|their) li(fe|ves)|\bon life support`)},
}

// harm finds persons whom one origin calls badly hurt and another not.
func (c *corpus) harm() (news.ClaimGroup, bool) {
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		for k, cl := range c.clauses[i] {
			if cl.Verb < 0 || cl.Conditional || find(d, cl.First, cl.Last, hurting) < 0 || d.InBoilerplate(cl.Span) {
				continue
			}
			text := strings.ToLower(oneLine(d.Slice(cl.Span)))
			values := uint(0)
			for _, h := range harms {
				if h.words.MatchString(text) {
					values |= h.value
					text = h.words.ReplaceAllString(text, "") // "non-life-threatening" is not the other
				}
			}
			if values == 0 {
				continue
			}
			if find(d, cl.First, cl.GroupFirst, set("all", "everyone", "everybody")) >= 0 {
				values |= whole
			}
			if who := c.hurt(d, i, k, cl); who != "" {
				all = append(all, c.answer(i, cl.Span, who, values))
			}
		}
	}
	var named []answer
	for _, h := range all {
		if h.of != they {
			named = append(named, h)
		}
	}
	if g, ok := c.contest(question{what: "how badly they were hurt", rivals: harmApart, update: true}, named); ok {
		return g, true
	}
	for k := range all {
		all[k].of = ""
	}
	return c.contest(question{what: "how badly they were hurt", update: true, rivals: func(x, y uint) bool {
		return x == slight|whole && y&grave != 0 || y == slight|whole && x&grave != 0
	}}, all)
}

// harmApart reports whether two origins tell of two conditions. "Serious" is the word of
// police for what a hospital calls either of the others.
func harmApart(x, y uint) bool {
	return disjoint(x&^whole, y&^whole) && (x|y)&grave != 0 && (x|y)&slight != 0
}

const they = "they"

var hurting = set("condition", "injuries", "injured", "injury", "wounds", "wounded", "hurt", "threatening", "life-threatening", "non-life-threatening", "survive", "recover", "recovery", "live", "ok", "okay", "fine", "lives", "life", "ill")

// hurt names whom clause k tells of: a person, else by the noun. "" for a suspect, and
// where only a pronoun stands.
func (c *corpus) hurt(d *news.Doc, i, k int, cl clause.Clause) string {
	s := d.Sentences[c.Sentences[i].Number]
	if find(d, s.First, s.Last, culprits) >= 0 {
		return ""
	}
	r := c.rolesOf(d, i, c.clauses[i], k, cl)
	f := r.patient
	if v := lemma(d, cl.Verb); !passive(d, cl) && v != "be" && v != "wound" && v != "injure" && v != "hurt" {
		f = r.agent
	}
	for _, e := range f.entities {
		if c.Report.Entities[e].Kind == news.Person {
			return c.Report.Entities[e].Name
		}
	}
	if len(f.heads) > 0 {
		return c.Stems[f.heads[0]]
	}
	return they
}

// culprits are not among the victims.
var culprits = set("suspect", "suspects", "gunman", "gunmen", "shooter", "attacker", "assailant", "bomber")

// oneLine is t with single spaces.
func oneLine(t string) string { return strings.Join(strings.Fields(t), " ") }
