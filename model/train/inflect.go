package main

import (
	"strings"

	"parallax/news"
)

// lowerCounts counts the words of the background corpus that are written in
// lower case.
func lowerCounts(dir string) (map[string]int, error) {
	counts := make(map[string]int)
	err := background(dir, func(d *news.Doc) error {
		for _, t := range d.Tokens {
			if form := d.Slice(t.Span); form[0] >= 'a' && form[0] <= 'z' {
				if n, ok := counts[form]; ok {
					counts[form] = n + 1
				} else {
					counts[strings.Clone(form)] = 1
				}
			}
		}
		return nil
	})
	return counts, err
}

// addInflected adds to gold the inflected forms of the background corpus that
// the treebanks lack, where one of the stems that English spelling allows is a
// word of the corpus itself: hoped is of hope, bombed of bomb.
func addInflected(gold map[lemmaCase]string, counts map[string]int) {
	const (
		often = 20 // rarer words are misspelt too often
		stem  = 20 // of a stem's occurrences, for the same reason
	)
	add := func(pos, form, lemma string) {
		c := lemmaCase{pos, form}
		if _, known := gold[c]; !known && lemma != "" {
			gold[c] = lemma
		}
	}
	for form, n := range counts {
		if n < often || len(form) < 5 || !ascii(form) {
			continue
		}
		best := func(stems ...string) (lemma string) {
			most := 0
			for _, s := range stems {
				// "politic" is a word, but politics is not its plural: a stem is not
				// that much rarer than its inflection.
				if k := counts[s]; len(s) > 2 && k >= stem && k*30 > n && k > most {
					lemma, most = s, k
				}
			}
			return lemma
		}
		switch {
		case strings.HasSuffix(form, "ing"):
			add("VERB", form, best(verbStems(form[:len(form)-3])...))
		case strings.HasSuffix(form, "ied"):
			add("VERB", form, best(form[:len(form)-3]+"y", form[:len(form)-1]))
		case strings.HasSuffix(form, "ed"):
			add("VERB", form, best(verbStems(form[:len(form)-2])...))
		case strings.HasSuffix(form, "ss"), strings.HasSuffix(form, "us"), strings.HasSuffix(form, "is"):
		case strings.HasSuffix(form, "ies"):
			lemma := best(form[:len(form)-3]+"y", form[:len(form)-1])
			add("NOUN", form, lemma)
			add("VERB", form, lemma)
		case strings.HasSuffix(form, "s"):
			lemma := best(form[:len(form)-1])
			if lemma == "" && strings.HasSuffix(form, "es") {
				lemma = best(form[:len(form)-2])
			}
			add("NOUN", form, lemma)
			add("VERB", form, lemma)
		}
	}
}

// verbStems are the verbs of which stem+ing or stem+ed can be a form.
func verbStems(stem string) []string {
	n := len(stem)
	if n < 2 {
		return nil
	}
	if n > 3 && stem[n-1] == stem[n-2] && !vowel(stem[n-1]) {
		return []string{stem, stem[:n-1]} // call|ing, run|n|ing
	}
	if short(stem) {
		return []string{stem + "e"} // car|ed would be carred: it is of care
	}
	return []string{stem, stem + "e"}
}

// short reports whether stem has one vowel, and that followed by one consonant
// which doubles before an ending.
func short(stem string) bool {
	n, vowels := len(stem), 0
	for i := range n {
		if vowel(stem[i]) {
			vowels++
		}
	}
	return vowels == 1 && vowel(stem[n-2]) && !strings.ContainsRune("wxy", rune(stem[n-1]))
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}
