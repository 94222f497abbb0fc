package quote

import "strings"

// A change is the first difference between two versions of an utterance.
type change struct {
	a, b string // words that the one has in place of the other's; may be empty
	docA int
	docB int
}

// altered reports whether any two pieces differ in their words, beyond signs,
// case, spelling and trimming at the ends or at a marked omission. The change
// it returns shows one such difference.
func altered(units []unit, pieces []piece) (bool, *change) {
	// Pieces with equal words need comparing once only.
	var kinds []version
	seen := map[string]bool{}
	for _, p := range pieces {
		v := version{doc: units[p.first].Doc}
		for i := p.first; i <= p.last; i++ {
			v.words = append(v.words, units[i].words...)
			v.forms = append(v.forms, units[i].forms...)
			v.elliptic = v.elliptic || units[i].elliptic
		}
		if k := join(v.words); !seen[k] {
			seen[k] = true
			kinds = append(kinds, v)
		}
	}
	const most = 12 // versions; more would only confirm what these show
	kinds = kinds[:min(len(kinds), most)]
	for i := range kinds {
		for j := i + 1; j < len(kinds); j++ {
			if c := differ(&kinds[i], &kinds[j]); c != nil {
				return true, c
			}
		}
	}
	return false, nil
}

type version struct {
	words    []string // folded
	forms    []string // as they stand in the text
	doc      int
	elliptic bool
}

// differ returns the first change of words between two versions, nil when one
// is the other or a part of it.
func differ(a, b *version) *change {
	a, b = a.trimmed(), b.trimmed()
	short, long := a, b
	if len(short.words) > len(long.words) {
		short, long = long, short
	}
	if indexOf(long.words, short.words) >= 0 {
		return nil
	}
	// "on to" and "onto", "U.S." and "US" are spellings.
	if len(short.words) > 2 && strings.Contains(strings.Join(long.words, ""), strings.Join(short.words, "")) {
		return nil
	}
	if short.elliptic && common(short.words, long.words) == len(short.words) {
		return nil // the left-out words are marked as such
	}
	if overlapsAtEnds(a.words, b.words) || overlapsAtEnds(b.words, a.words) {
		return nil
	}
	return firstChange(short, long)
}

// trimmed leaves out the word that ties a sentence to the one before: reports
// that begin with this sentence drop it.
func (v *version) trimmed() *version {
	if len(v.words) < 4 {
		return v
	}
	switch v.words[0] {
	case "and", "but", "so":
		w := *v
		w.words, w.forms = v.words[1:], v.forms[1:]
		return &w
	}
	return v
}

// overlapsAtEnds reports whether the end of a is the beginning of b: each
// report trimmed the utterance at another end.
func overlapsAtEnds(a, b []string) bool {
	const least = 5 // words; fewer may be alike by chance
	for n := min(len(a), len(b)); n >= least; n-- {
		if indexOf(a[len(a)-n:], b[:n]) == 0 {
			return true
		}
	}
	return false
}

// firstChange aligns two versions and returns the first words that differ
// between words they share.
func firstChange(a, b *version) *change {
	c := &change{docA: a.doc, docB: b.doc}
	i, j := 0, 0
	// What the longer one has in front is trimming.
	for k := range b.words {
		if len(a.words) > 0 && sameWord(b.words[k], a.words[0]) {
			j = k
			break
		}
	}
	for i < len(a.words) && j < len(b.words) && sameWord(a.words[i], b.words[j]) {
		i++
		j++
	}
	// Where they meet again, with the fewest words between.
	const span = 6
	bestX, bestY := min(i+1, len(a.words)), min(j+1, len(b.words))
	found := false
	for d := 1; d <= 2*span && !found; d++ {
		for x := 0; x <= d && !found; x++ {
			p, q := i+x, j+d-x
			if p < len(a.words) && q < len(b.words) && sameWord(a.words[p], b.words[q]) {
				bestX, bestY, found = p, q, true
			}
		}
	}
	c.a, c.b = phrase(a.forms[i:bestX]), phrase(b.forms[j:bestY])
	return c
}

func phrase(words []string) string {
	s := join(words)
	if s == "" {
		return ""
	}
	return s[:len(s)-1]
}
