package claim

import (
	"strings"

	"parallax/news"
)

// eventDay finds an event to which two origins give two dates. Only dates with a month
// count: weekdays are resolved against a day of publication that may be a guess.
func (c *corpus) eventDay() (news.ClaimGroup, bool) {
	names := numbering{}
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		for _, cl := range c.clauses[i] {
			if cl.Verb < 0 || cl.Conditional {
				continue
			}
			t, day := cl.First, monthDay(d, cl.Span)
			for t < cl.Last && (moments[lower(d, t)] == "" || lemma(d, t) != "kill" && lemma(d, t) != "shoot" && d.Tokens[t].POS != news.NOUN) {
				t++
			}
			if t == cl.Last || day == "" || strings.Contains(d.Slice(one.Span), "@") {
				continue
			}
			all = append(all, c.answer(i, cl.Span, moments[lower(d, t)], names.bit(day)))
		}
	}
	days := map[uint]string{}
	for day, n := range names {
		days[n] = day
	}
	return c.contest(question{what: "the day of the event", rivals: func(x, y uint) bool {
		return disjoint(x, y) && nextTo(days[x], days[y])
	}}, all)
}

// moments are the words for an event of one moment, and what they come to.
var moments = map[string]string{"attack": "attack", "attacks": "attack", "attacked": "attack", "ambush": "attack", "shooting": "attack", "shot": "attack", "shots": "attack", "gunfire": "attack", "opened": "attack", "killed": "attack", "massacre": "attack",
	"bombing": "attack", "blast": "attack", "explosion": "attack", "exploded": "attack", "crash": "crash", "crashed": "crash", "collision": "crash", "derailment": "crash", "derailed": "crash", "earthquake": "quake", "quake": "quake", "landfall": "landfall", "fire": "fire", "blaze": "fire", "robbery": "robbery"}

// monthDay is the one full date with a month that stands in span.
func monthDay(d *news.Doc, span news.Span) string {
	const full = len("2006-01-02")
	day := ""
	for _, t := range d.Times {
		if !span.Contains(t.Span) || t.Type != news.Date || len(t.Value) != full || t.Value[4] != '-' || t.Value[7] != '-' || !strings.ContainsAny(d.Slice(t.Span), "0123456789") || t.Anchor != "" && !strings.ContainsAny(d.Slice(t.Span), "JFMASOND") {
			continue
		}
		if first, last := d.TokensIn(t.Span); first > 0 && lower(d, first-1) != "on" && (last >= len(d.Tokens) || d.Tokens[last].POS == news.PUNCT) {
			return "" // the day of a picture: "a vigil for the victims, Tornvik, May 8, 2015."
		}
		if day != "" && day != t.Value {
			return ""
		}
		day = t.Value
	}
	return day
}

// nextTo reports whether two days follow each other: what is dated farther apart is two
// events.
func nextTo(x, y string) bool {
	n, ok := daysBetween(x, y)
	return ok && n == 1
}
