package name

import (
	"strings"
	"unicode"

	"parallax/news"
	"parallax/text/names"
)

// spellings adds the names that an acronym of the story spells out wherever they
// stand, whatever they were taken for: "United Rivers High Court Relief", where
// another article has the URHCR. Three letters need a word that says the sort.
func (c *comparison) spellings() {
	const (
		least = 3 // letters
		sure  = 4 // letters, which no words spell by chance
	)
	short := map[byte][]string{} // letters by the first
	seen := map[string]bool{}
	for _, e := range c.entries {
		for _, f := range e.forms {
			letters := names.Key(f.text)
			if e.kind != news.Person && names.IsAcronym(f.text) && len(letters) >= least && !seen[letters] && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" && !names.WellKnown(f.text) {
				seen[letters] = true
				short[letters[0]] = append(short[letters[0]], letters)
			}
		}
	}
	if len(short) == 0 {
		return
	}
	for doc, d := range c.r.Articles {
		for si := range d.Sentences {
			s := &d.Sentences[si]
			if shouted(d, s) {
				continue
			}
			w := walker{d: d, sent: s}
			for t := s.First; t < s.Last; t++ {
				if !w.capital(t) || w.capital(t-1) && t-1 > s.First {
					continue
				}
				for _, letters := range short[byte(unicode.ToLower(rune(w.at(t)[0])))] {
					end := w.spells(t, letters)
					if end == 0 || w.capital(end) && !w.inPerson(end) || end-t < 2 || len(letters) < sure && !kindNouns[strings.ToLower(w.at(end-1))] && !names.Body(strings.ToLower(w.at(end-1))) {
						continue
					}
					span := news.Span{Start: d.Tokens[t].Start, End: d.Tokens[end-1].End}
					if e := w.entityAt(end - 1); e != nil && (e.Start <= span.Start || e.Kind == news.Person) {
						continue
					}
					text := oneLine(d.Slice(span))
					c.entries = append(c.entries, &entry{doc: doc, name: text, kind: news.Org, mentions: []news.Span{span}, forms: addForm(nil, text, 1)})
				}
			}
		}
	}
}

// spells returns the end of the words from token t on whose initials are the
// letters, or 0. Small words give none, an acronym gives all of its letters.
func (w walker) spells(t int, letters string) int {
	for ; letters != "" && t < w.sent.Last; t++ {
		word := w.at(t)
		own := ""
		switch {
		case names.IsAcronym(word):
			own = names.Key(word)
		case w.capital(t):
			own = strings.ToLower(word[:1])
		case w.joins(t) || w.is(t, "on", "in", "de"):
			continue
		}
		rest, ok := strings.CutPrefix(letters, own)
		if own == "" || !ok || len(own) == len(letters) && len(own) > 1 {
			return 0
		}
		letters = rest
	}
	if letters != "" {
		return 0
	}
	return t
}
