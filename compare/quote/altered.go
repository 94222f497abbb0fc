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
		v := *versionOf(units, p)
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

// firstChange aligns two versions by their longest common subsequence and
// returns the first words that one has in place of the other's: rather those
// between shared words than those at an end, where trimming shows as well.
func firstChange(a, b *version) *change {
	c := &change{docA: a.doc, docB: b.doc}
	pairs := align(a.words, b.words)
	const span = 6 // words shown of a change
	x, y, best := 0, 0, 0
	for k := 0; k <= len(pairs); k++ {
		p, q := len(a.words), len(b.words)
		if k < len(pairs) {
			p, q = pairs[k][0], pairs[k][1]
		}
		worth := 0
		switch inner := k > 0 && k < len(pairs); {
		case p > x && q > y && inner:
			worth = 4
		case p > x && q > y:
			worth = 2
		case (p > x || q > y) && inner:
			worth = 3
		}
		if worth > best {
			best = worth
			from, to := y, q
			if k == 0 { // the longer one goes on to the left: show as much of it as of the other
				from = max(y, q-(p-x))
			} else if k == len(pairs) {
				to = min(q, y+(p-x))
			}
			c.a, c.b = phrase(a.forms[x:min(p, x+span)]), phrase(b.forms[from:min(to, from+span)])
		}
		x, y = p+1, q+1
	}
	return c
}

// align returns the positions of a longest common subsequence, in order.
func align(a, b []string) [][2]int {
	const longest = 200 // words; bounds the table
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	n := len(b) + 1
	table := make([]uint16, (len(a)+1)*n)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if sameWord(a[i], b[j]) {
				table[i*n+j] = table[(i+1)*n+j+1] + 1
			} else {
				table[i*n+j] = max(table[(i+1)*n+j], table[i*n+j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case sameWord(a[i], b[j]):
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case table[(i+1)*n+j] >= table[i*n+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

func phrase(words []string) string {
	s := join(words)
	if s == "" {
		return ""
	}
	return s[:len(s)-1]
}
