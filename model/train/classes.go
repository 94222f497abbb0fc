package main

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/model/classes"
	"parallax/news"
)

// Classes are learnt of so many words, the most frequent: the rarest stand six
// times in the corpus, below which neighbours say nothing.
const classWords = 60_000

// trainClasses divides the words of the background corpus into classes, finely
// and coarsely.
func trainClasses(dir string) error {
	b, err := countBigrams(dir)
	if err != nil {
		return err
	}
	of := map[uint32]classes.Class{}
	for i, c := range b.exchange(500) {
		of[classes.Hash(b.words[i])] = classes.Class{Fine: uint16(c + 1)}
	}
	for i, c := range b.exchange(100) {
		h := classes.Hash(b.words[i])
		of[h] = classes.Class{Fine: of[h].Fine, Coarse: uint16(c + 1)}
	}
	var hashes []uint32
	for h := range of {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	table := make([]classes.Class, len(hashes))
	for i, h := range hashes {
		table[i] = of[h]
	}
	return os.WriteFile("model/classes/classes.bin", classes.Pack(hashes, table), 0o644)
}

// bigrams are the words, most frequent first, and who stands beside whom.
type bigrams struct {
	words       []string
	left, right [][]neighbour // of each word, by word
}

type neighbour struct {
	word  int32
	count int32
}

func countBigrams(dir string) (*bigrams, error) {
	counts := map[string]int{}
	err := background(dir, func(d *news.Doc) error {
		classTokens(d.Text, func(w string) { counts[w]++ })
		return nil
	})
	if err != nil {
		return nil, err
	}
	b := &bigrams{}
	for w := range counts {
		b.words = append(b.words, w)
	}
	slices.SortFunc(b.words, func(x, y string) int { return cmp.Or(counts[y]-counts[x], strings.Compare(x, y)) })
	b.words = b.words[:min(classWords, len(b.words))]
	id := map[string]int32{}
	for i, w := range b.words {
		id[w] = int32(i)
	}
	pairs := map[[2]int32]int32{}
	err = background(dir, func(d *news.Doc) error {
		last, known := int32(0), false
		classTokens(d.Text, func(w string) {
			k, ok := id[w]
			if ok && known {
				pairs[[2]int32{last, k}]++
			}
			last, known = k, ok
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.left, b.right = make([][]neighbour, len(b.words)), make([][]neighbour, len(b.words))
	for p, n := range pairs {
		b.right[p[0]] = append(b.right[p[0]], neighbour{p[1], n})
		b.left[p[1]] = append(b.left[p[1]], neighbour{p[0], n})
	}
	for i := range b.words {
		byWord := func(x, y neighbour) int { return int(x.word - y.word) }
		slices.SortFunc(b.left[i], byWord)
		slices.SortFunc(b.right[i], byWord)
	}
	return b, nil
}

// classTokens splits text into runs of letters and digits, digits as 0, and
// single signs: all that the classes need to agree on with any tokeniser.
func classTokens(text string, emit func(string)) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		j := i + n
		switch {
		case r == '\n':
			emit("\n")
		case unicode.IsSpace(r):
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			emit(text[i:j])
		default:
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				j += n
			}
			emit(strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return '0'
				}
				return r
			}, text[i:j]))
		}
		i = j
	}
}

// exchange moves words between n classes as long as the likelihood of the
// class bigrams grows (Martin, Liermann and Ney 1998).
func (b *bigrams) exchange(n int) []int32 {
	const passes = 6 // by then one word in twenty still moves
	e := &exchanger{bigrams: b, n: n, class: make([]int32, len(b.words)), from: make([]int64, n*n), to: make([]int64, n*n),
		asLeft: make([]int64, n), asRight: make([]int64, n), before: make([]int64, n), behind: make([]int64, n)}
	for i := range e.class {
		e.class[i] = int32(i % n)
	}
	for a := range b.right {
		for _, r := range b.right[a] {
			x, y, c := int(e.class[a]), int(e.class[r.word]), int64(r.count)
			e.from[x*n+y] += c
			e.to[y*n+x] += c
			e.asLeft[x] += c
			e.asRight[y] += c
		}
	}
	for pass := range passes {
		moved := 0
		for w := range b.words {
			if e.place(w) {
				moved++
			}
		}
		fmt.Fprintf(os.Stderr, "%d classes, pass %d: %d words moved\n", n, pass, moved)
	}
	return e.class
}

type exchanger struct {
	*bigrams
	n               int
	class           []int32
	from, to        []int64 // class bigrams: [left*n+right] and its transpose
	asLeft, asRight []int64
	before, behind  []int64 // of the word in hand: its neighbours by class
	beforeC, behC   []int32 // classes with neighbours
}

// entropy is n log n, the term of the likelihood.
func entropy(n int64) float64 {
	if n < int64(len(entropies)) {
		return entropies[n]
	}
	return float64(n) * math.Log(float64(n))
}

// entropies are those of small numbers, which are nearly all that is asked for:
// the logarithm took most of the time.
var entropies = func() (table [1 << 15]float64) {
	for n := 1; n < len(table); n++ {
		table[n] = float64(n) * math.Log(float64(n))
	}
	return table
}()

// place moves word w to its best class and reports whether that is a new one.
func (e *exchanger) place(w int) bool {
	n, self := e.n, int64(0)
	e.beforeC, e.behC = e.beforeC[:0], e.behC[:0]
	gather := func(side []neighbour, by []int64, seen *[]int32) (total int64) {
		for _, x := range side {
			if int(x.word) == w {
				self = int64(x.count)
				continue
			}
			c := e.class[x.word]
			if by[c] == 0 {
				*seen = append(*seen, c)
			}
			by[c] += int64(x.count)
			total += int64(x.count)
		}
		return total
	}
	left, right := gather(e.left[w], e.before, &e.beforeC), gather(e.right[w], e.behind, &e.behC)
	shift := func(class, sign int64) {
		g := int(class)
		for _, c := range e.beforeC {
			e.from[int(c)*n+g] += sign * e.before[c]
			e.to[g*n+int(c)] += sign * e.before[c]
		}
		for _, c := range e.behC {
			e.from[g*n+int(c)] += sign * e.behind[c]
			e.to[int(c)*n+g] += sign * e.behind[c]
		}
		e.from[g*n+g] += sign * self
		e.to[g*n+g] += sign * self
		e.asLeft[g] += sign * (right + self)
		e.asRight[g] += sign * (left + self)
	}
	old := e.class[w]
	shift(int64(old), -1)
	best, top := old, math.Inf(-1)
	for g := range n {
		gain := 0.0
		row := e.to[g*n : g*n+n]
		for _, c := range e.beforeC {
			gain += entropy(row[c]+e.before[c]) - entropy(row[c])
		}
		row = e.from[g*n : g*n+n]
		for _, c := range e.behC {
			gain += entropy(row[c]+e.behind[c]) - entropy(row[c])
		}
		gain -= entropy(e.asLeft[g]+right+self) - entropy(e.asLeft[g])
		gain -= entropy(e.asRight[g]+left+self) - entropy(e.asRight[g])
		if gain > top {
			top, best = gain, int32(g)
		}
	}
	shift(int64(best), 1)
	e.class[w] = best
	for _, c := range e.beforeC {
		e.before[c] = 0
	}
	for _, c := range e.behC {
		e.behind[c] = 0
	}
	return best != old
}
