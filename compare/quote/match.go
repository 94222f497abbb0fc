package quote

import (
	"slices"
	"sort"

	"parallax/model/words"
)

const (
	// shortContent is the number of content words up to which a quotation is a
	// phrase: two speakers may well use it, and the words alone prove nothing.
	shortContent = 2
	// commonest is how many units may share a word or a run of words before it
	// is passed over when candidates are looked up. It bounds the pairs that
	// are compared in a story of any size.
	commonest = 80
)

// A pair is two units of different articles that may be one utterance.
type pair struct {
	a, b  int
	score float64
}

// candidates finds the pairs of units that share a content word or three words in a row.
func candidates(units []unit) [][2]int {
	index := map[string][]int{}
	var out [][2]int
	for i := range units {
		u := &units[i]
		keys := slices.Clone(u.content)
		for k := 0; k+3 <= len(u.words); k++ {
			keys = append(keys, u.words[k]+" "+u.words[k+1]+" "+u.words[k+2])
		}
		if len(u.content) == 0 {
			keys = append(keys, "= "+join(u.words))
		}
		sort.Strings(keys)
		seen := map[int]bool{}
		for _, k := range slices.Compact(keys) {
			posted := index[k]
			if len(posted) < commonest {
				for _, j := range posted {
					if units[j].Doc != u.Doc && !seen[j] {
						seen[j] = true
						out = append(out, [2]int{j, i})
					}
				}
			}
			index[k] = append(posted, i)
		}
	}
	sort.Slice(out, func(x, y int) bool {
		return out[x][0] < out[y][0] || out[x][0] == out[y][0] && out[x][1] < out[y][1]
	})
	return out
}

func join(words []string) string {
	n := 0
	for _, w := range words {
		n += len(w) + 1
	}
	b := make([]byte, 0, n)
	for _, w := range words {
		b = append(append(b, w...), ' ')
	}
	return string(b)
}

// compare scores how surely two units are one utterance; 0: they are not.
func compare(a, b *unit, rel relation) float64 {
	short, long := a, b
	if len(short.words) > len(long.words) {
		short, long = long, short
	}
	within := indexOf(long.words, short.words) >= 0
	if len(short.content) <= shortContent {
		return comparePhrase(short, long, rel, within)
	}
	lcs := float64(common(short.words, long.words)) / float64(len(short.words))
	content := float64(common(short.content, long.content)) / float64(len(short.content))
	switch {
	case within && (rel != different || len(short.words) >= 6):
		return 3 + rarity(short.content)/100
	case lcs >= nearlyAll && content >= nearlyAll && (rel != different || lcs >= 0.9 && len(short.words) >= 8):
		return 2 + lcs
	case rel != different && lcs >= most && content >= most && len(short.content) >= 4:
		return 1 + lcs
	case rel == same:
		if s := alike(a, b); s >= reworded {
			return s
		}
	}
	return 0
}

const (
	// nearlyAll of the shorter quotation's words, in order, stand in the
	// longer one: a word is changed or dropped.
	nearlyAll = 0.75
	// most of them do: a looser rendering, which needs more words to be told
	// from chance.
	most = 0.6
	// reworded is the likeness in content from which two sentences of one
	// speaker are renderings of one another.
	reworded = 0.55
)

// comparePhrase judges a quotation of one or two content words.
func comparePhrase(short, long *unit, rel relation, within bool) float64 {
	if rel == different {
		return 0
	}
	if !within {
		return phrasesAlike(short, long, rel)
	}
	context := overlap(short.nearby, append(slices.Clone(long.nearby), long.content...))
	equal := len(short.words) == len(long.words)
	switch {
	case rel == same && (context > 0 || equal && len(short.words) > 1 || len(short.words) > 2 || rarity(short.content) >= rarePhrase):
		return 1 + float64(len(short.words))/10
	case rel == same && len(short.words) == 1 && rarity(short.content) >= telling:
		return 0.95
	case equal && len(short.words) > 2 || equal && context >= 2:
		return 0.9
	case context >= 2 && len(short.words) > 1 || context >= 1 && len(short.words) > 2:
		return 0.8
	}
	return 0
}

// phrasesAlike judges two quoted phrases of one speaker that share a word but
// not all: two translations of one, if what stands around them agrees.
func phrasesAlike(a, b *unit, rel relation) float64 {
	if rel != same || len(b.content) > shortContent || common(a.content, b.content) == 0 {
		return 0
	}
	if overlap(a.nearby, b.nearby) < 2 {
		return 0
	}
	return 0.7
}

// rarePhrase is the rarity (nats, summed) of a phrase that one speaker hardly
// uses in two utterances of one story: "political dimension" is 6,
// "positive step" 3, "last year" 1.
const rarePhrase = 3

// overlap counts the different stems that two lists share and that are rare
// enough to tell one context from another.
func overlap(a, b []string) int {
	n := 0
	for i, w := range a {
		if slices.Contains(b, w) && !slices.Contains(a[:i], w) && words.Weight(w) >= telling {
			n++
		}
	}
	return n
}

// telling is the inverse document frequency (nats) of a word that is not in
// every tenth article: said, people, year are below.
const telling = 2.3

// alike is how much of the content of either unit the other one has, words
// weighed by rarity, words of like use counted in part.
func alike(a, b *unit) float64 {
	if len(a.content) < 3 || len(b.content) < 3 {
		return 0
	}
	return min(covered(a.content, b.content), covered(b.content, a.content))
}

func covered(a, b []string) float64 {
	var got, all float64
	for _, w := range a {
		weight := words.Weight(w)
		best := 0.0
		for _, x := range b {
			if s := words.Alike(w, x); s > best {
				best = s
			}
		}
		if best < 0.5 { // below, words only share a topic
			best = 0
		}
		got += weight * best
		all += weight
	}
	if all == 0 {
		return 0
	}
	return got / all
}

func rarity(stems []string) float64 {
	sum := 0.0
	for _, w := range stems {
		sum += words.Weight(w)
	}
	return min(sum, 99)
}

// indexOf returns where the words of b stand in a one after the other, or -1.
func indexOf(a, b []string) int {
	for i := 0; i+len(b) <= len(a); i++ {
		k := 0
		for k < len(b) && sameWord(a[i+k], b[k]) {
			k++
		}
		if k == len(b) {
			return i
		}
	}
	return -1
}

func sameWord(a, b string) bool { return a == b || misspelt(a, b) }

// common is the length of the longest common subsequence of two word lists.
func common(a, b []string) int {
	const longest = 200 // words of one quoted sentence; bounds the table
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, x := range b {
			up := row[j+1]
			switch {
			case sameWord(w, x):
				row[j+1] = diagonal + 1
			case row[j] > up:
				row[j+1] = row[j]
			}
			diagonal = up
		}
	}
	return row[len(b)]
}
