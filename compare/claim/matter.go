package claim

import (
	"slices"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/news"
)

// deeds are the nouns for what the story is about, as the titles have it: "ban", "strike".
func (a *aligner) deeds() map[int]bool {
	titles := a.Titles()
	best := 0.0
	for w := range a.Stems {
		if debatable(a.Stems[w]) {
			best = max(best, titles[w])
		}
	}
	out := map[int]bool{}
	for w := range a.Stems {
		if best > 0 && titles[w] >= best && debatable(a.Stems[w]) {
			out[w] = true
		}
	}
	return out
}

// heldHere reads the words around the noun that is judged, and reports whether it is a
// thing of this story: the deed that it is about, or one that most origins speak of.
func (a *aligner) heldHere(s *stance, mains map[int]bool, wide []int) bool {
	if strings.Contains(s.by, "percent") {
		return false
	}
	d := a.Report.Articles[s.ref.Doc]
	h := s.of.heads[0]
	n := a.Sentences[s.sentence].Number
	complement := false
	for _, ch := range clause.Chunks(d, n) {
		if a.Number(d.Slice(d.Tokens[ch.Head].Span)) != h {
			continue
		}
		for t := ch.First; t < ch.Head; t++ {
			w := lower(d, t)
			s.other = s.other || others[w]
			s.definite = s.definite || w == "the" || w == "this" || w == "that" || w == "his" || w == "her" || w == "its" || w == "their" || d.Tokens[t].POS == news.PART
			if m := a.Number(w); m >= 0 && d.Tokens[t].POS != news.DET {
				s.mods = append(s.mods, m)
			}
		}
		if ch.Last < len(d.Tokens) {
			switch lower(d, ch.Last) {
			case "to", "of", "on", "that", "by", "for", "against":
				complement = true
			}
		}
		break
	}
	if s.other || s.of.named || !debatable(a.thing(s)) {
		return false
	}
	if mains[h] || s.definite && !complement && generic[strings.TrimSuffix(strings.ToLower(a.thing(s)), "s")] {
		s.main = true
		return true
	}
	return 3*wide[h] >= 2*a.Origins
}

// generic are the nouns by which reports come back to a deed: "the move".
var generic = set("decision", "move", "action", "step", "announcement", "plan", "proposal", "measure")

// debatable reports whether a noun is one for what people decide, do, write or propose:
// such things are judged. Of groups and states of affairs each speaker means another side.
func debatable(w string) bool {
	w = strings.TrimSuffix(strings.ToLower(w), "s")
	if debated[w] || strings.HasSuffix(w, "ie") && debated[strings.TrimSuffix(w, "ie")+"y"] {
		return true
	}
	for _, end := range []string{"tion", "sion", "ment", "posal", "moval", "rawal"} {
		if strings.HasSuffix(w, end) {
			return !standing[w]
		}
	}
	return false
}

// standing are nouns with such endings that are no deed.
var standing = set("nation", "position", "question", "government", "administration", "department", "election", "organization", "commission", "corporation", "population", "region", "mention", "million", "environment",
	"moment", "document", "opposition", "situation", "section", "station", "attention", "condition", "generation", "information", "tension", "television", "pension", "profession", "emotion", "version", "institution", "association", "coalition", "delegation")

var debated = set("levy", "fee", "fine", "subsidy", "grant", "quota", "embargo", "sanction", "licence", "license", "permit", "contract", "pay", "raise", "system", "scheme", "guideline", "standard", "warrant", "bill", "plan", "law", "deal", "rule", "ruling", "policy", "move", "order", "ban", "tariff", "merger", "act", "treaty", "tax", "cut", "budget", "program", "programme", "project", "strike", "attack", "raid",
	"report", "cartoon", "remark", "comment", "speech", "tweet", "video", "film", "book", "letter", "memo", "choice", "bailout", "shutdown", "wall", "pact", "accord", "verdict", "sentence", "response", "handling", "approach", "idea",
	"finding", "discovery", "research", "study", "result", "drug", "vaccine", "method", "test", "probe", "inquiry", "lawsuit", "suit", "blackout", "closure", "lockdown", "mandate", "curfew", "boycott", "protest", "march", "change", "reform", "overhaul",
	"repeal", "veto", "vote", "pardon", "visit", "trip", "talks", "summit", "zone", "design", "name", "offer", "bid", "sale", "takeover", "pick", "hire", "firing", "dismissal", "release", "strategy", "tactic", "campaign", "ad", "threat", "claim", "theory", "warning", "forecast", "apology", "decree", "subpoena", "hearing", "measure", "bailout", "stimulus", "loan", "pipeline", "mine", "reactor", "test", "launch", "mission", "war", "invasion", "truce", "ceasefire", "conviction", "charge", "trial")

// others are the words before a noun with which it is not the one that the story is about.
var others = set("a", "an", "any", "another", "other", "alternative", "previous", "past", "some", "similar", "such", "these", "those", "former")

// sameMatter reports whether two stances are about one thing.
func (a *aligner) sameMatter(p, q *stance) bool {
	if monthsApart(a.Report.Articles[p.ref.Doc], a.Report.Articles[q.ref.Doc]) {
		return false
	}
	if p.main && q.main {
		return true
	}
	if len(p.mods) > 0 && len(q.mods) > 0 && !share(p.mods, q.mods) {
		return false
	}
	return slices.ContainsFunc(p.of.heads, func(h int) bool {
		return slices.ContainsFunc(q.of.heads, func(g int) bool {
			return g == h || p.definite && q.definite && a.vectors[g].Alike(a.vectors[h]) >= oneMatter
		})
	})
}

// monthsApart reports whether two articles were published so long after one another that a
// "decision" is another one.
func monthsApart(x, y *news.Doc) bool {
	const month = 31
	n, ok := daysBetween(x.Published.Day(), y.Published.Day())
	return ok && n > month
}

// oneMatter is the cosine from which two nouns may stand for one thing that is judged:
// "ban", "order".
const oneMatter = 0.72

// sameHolder reports whether two stances may be those of one: a word of their names is
// shared.
func sameHolder(x, y string) bool {
	for _, w := range strings.Fields(strings.ToLower(x)) {
		if len(w) > 2 && w != "the" && slices.Contains(strings.Fields(strings.ToLower(y)), w) {
			return true
		}
	}
	return false
}
