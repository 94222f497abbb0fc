package wording

import (
	"strings"

	"parallax/news"
)

func lower(d *news.Doc, t int) string { return strings.ToLower(d.Slice(d.Tokens[t].Span)) }

// lemma is the token's lemma, or its lower-case form where the tagger gave none.
func lemma(d *news.Doc, t int) string {
	if l := d.Tokens[t].Lemma; l != "" {
		return l
	}
	return lower(d, t)
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// empty nouns count, measure or date: to swap one for another is no choice of
// label.
var empty = set("day", "week", "month", "year", "hour", "minute", "second", "decade", "morning", "afternoon", "evening", "night", "today",
	"yesterday", "tomorrow", "weekend", "time", "period", "moment", "date", "percent", "cent", "point", "dollar", "pound", "euro", "mile", "kilometer",
	"kilometre", "metre", "meter", "foot", "inch", "ton", "tonne", "number", "part", "lot", "kind", "sort", "way", "thing", "hundred",
	"thousand", "million", "billion", "trillion", "dozen", "score", "half", "third", "quarter", "age", "north", "south", "east", "west", "northern",
	"spokesman", "spokeswoman", "spokesperson", "statement", "report", "interview", "news", "conference",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "p.m.", "a.m.", "pm", "am", "mr", "mrs", "ms", "dr")

// dull verbs report, help or hold a place.
var dull = set("be", "have", "do", "say", "tell", "add", "get", "make", "take", "go", "come", "become", "give", "keep", "put", "know", "see",
	"think", "want", "need", "let", "seem", "appear", "happen", "include", "accord", "report", "announce", "note", "explain", "write", "use", "try", "begin", "start",
	"continue", "call", "ask", "look", "show", "expect", "plan", "believe", "find", "turn", "set", "follow", "remain", "stay", "last", "mean", "feel", "like", "love", "speak", "talk",
	"argue", "conclude", "claim", "suggest", "state", "insist", "contend", "assert", "opine", "reiterate", "stress", "emphasize", "acknowledge", "respond", "reply",
	"allow", "seek", "require", "ensure", "help", "provide", "involve", "serve", "attend", "hold", "bring", "send", "receive")

// particle belongs to the verb before it.
var particle = set("down", "up", "off", "out", "away", "back", "over")

// plain modifiers count, order or point: they make no label another.
var plain = set("other", "several", "many", "more", "most", "few", "some", "first", "second", "third", "last", "next", "new", "same", "own", "such",
	"least", "late", "early", "recent", "main", "additional", "previous", "total", "various", "separate", "multiple", "certain", "early", "local", "-")

// persons are nouns for kin and sex: two of different sorts are two persons.
var persons = map[string]string{"father": "father", "dad": "father", "mother": "mother", "mom": "mother", "mum": "mother", "son": "son", "daughter": "daughter",
	"brother": "brother", "sister": "sister", "uncle": "uncle", "aunt": "aunt", "cousin": "cousin", "nephew": "nephew", "niece": "niece",
	"grandfather": "grandfather", "grandmother": "grandmother", "husband": "husband", "wife": "wife", "man": "man", "woman": "woman",
	"boy": "boy", "girl": "girl"}

func inTime(d *news.Doc, s news.Span) bool {
	for _, t := range d.Times {
		if t.Overlaps(s) {
			return true
		}
	}
	return false
}
