package wording

import (
	"slices"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/model/words"
	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

// A head is one use of a noun or verb that may be a label.
type head struct {
	sentence int // in the prose set
	token    int // in its article
	word     int
	verb     bool
	agent    bool
	label    news.Span // the words shown: the noun phrase without its article, the verb with its particle
	mods     []int     // words of the modifiers
	adjs     []int     // words of the adjectives and participles among them
	follows  int       // word of the next noun after a preposition, or of a verb's object; -1
	before   int       // word of the verb before a noun, of the noun before a verb; -1
	after    int       // word of the verb that a noun is the subject of; -1
}

// kind is a word as a noun, as a noun for who does it, or as a verb: the
// investigators are not the investigation.
type kind struct {
	word  int
	verb  bool
	agent bool
}

func (h *head) kind() kind { return kind{h.word, h.verb, h.agent} }

// agentive reports whether a noun is formed as those for persons are, or stands
// before names.
func agentive(lemma string) bool {
	if names.IsTitleHead(lemma) || strings.HasSuffix(lemma, "man") {
		return true
	}
	for _, end := range [...]string{"er", "or", "ist", "ian", "ant", "eer"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// link is how much speaks for two kinds naming one referent.
type link struct{ a, b kind }

func linkOf(a, b kind) link {
	if b.word < a.word || b.word == a.word && a.agent {
		a, b = b, a
	}
	return link{a, b}
}

type finder struct {
	*prose.Set
	words      []word         // by number
	numbers    map[string]int // of words, by lemma
	bags       [][]int        // words of each sentence, ascending
	places     map[kind]words.Vector
	plurals    map[kind]int        // uses in the plural
	sort       map[kind][2]float64 // see sorts
	heads      []head
	bySentence [][]int
	byKind     map[kind][]int
	kinds      []kind // in order of first use
	lemmas     map[kind]string
	evidence   map[link]float64
	slotted    map[link]bool            // two sentences have the two words with the same modifier, complement or verb
	roles      map[link]bool            // two verbs have one subject and one object
	pairs      map[link]map[[2]int]bool // origins that differ so
	links      []link                   // in order found
	called     map[int][]description    // by entity
	bearers    map[int]map[int]bool     // persons beside whose names a word stands
}

// A word is a lemma with what English news makes of it.
type word struct {
	lemma, stem string
	weight      float64
	vector      words.Vector
}

func newFinder(set *prose.Set) *finder {
	f := &finder{Set: set, numbers: map[string]int{}, bags: make([][]int, len(set.Sentences)), places: map[kind]words.Vector{}, plurals: map[kind]int{}, sort: map[kind][2]float64{},
		bySentence: make([][]int, len(set.Sentences)), byKind: map[kind][]int{}, lemmas: map[kind]string{},
		evidence: map[link]float64{}, slotted: map[link]bool{}, roles: map[link]bool{}, pairs: map[link]map[[2]int]bool{}}
	for i := range set.Sentences {
		f.read(i)
	}
	return f
}

func (f *finder) read(i int) {
	one := &f.Sentences[i]
	d := f.Report.Articles[one.Doc]
	for t := d.Sentences[one.Number].First; t < d.Sentences[one.Number].Last; t++ {
		if n := f.number(d, t); n >= 0 {
			f.bags[i] = append(f.bags[i], n)
		}
	}
	slices.Sort(f.bags[i])
	f.bags[i] = slices.Compact(f.bags[i])
	add := func(h head, token int) {
		if h.word < 0 {
			return
		}
		h.agent = !h.verb && agentive(lemma(d, token))
		k := h.kind()
		if f.byKind[k] == nil {
			f.kinds = append(f.kinds, k)
			f.lemmas[k] = lemma(d, token)
			f.places[k] = words.SlotOf(f.words[k.word].lemma, d.Tokens[token].POS.String())
		}
		if w := lower(d, token); !h.verb && w != f.words[k.word].lemma && strings.HasSuffix(w, "s") {
			f.plurals[k]++
		}
		f.byKind[k] = append(f.byKind[k], len(f.heads))
		f.bySentence[i] = append(f.bySentence[i], len(f.heads))
		f.heads = append(f.heads, h)
	}
	for _, c := range clause.Chunks(d, one.Number) {
		if d.Tokens[c.Head].POS != news.NOUN || empty[lemma(d, c.Head)] {
			continue
		}
		b := c.Bare(d)
		for b.First < b.Head && d.Slice(d.Tokens[b.First+1].Span) != "-" && // "17-year-old" is one word
			(d.Tokens[b.First].POS == news.NUM || d.Tokens[b.First].POS == news.PART || plain[lower(d, b.First)] || inTime(d, d.Tokens[b.First].Span)) {
			b.First++ // how many is a figure, not a label
		}
		h := head{sentence: i, token: c.Head, word: f.number(d, c.Head), label: b.Span(d), follows: -1, before: -1, after: -1}
		for t := b.First; t < c.Head; t++ {
			if n := f.number(d, t); n >= 0 && d.Tokens[t].POS != news.NUM {
				h.mods = append(h.mods, n)
				if p := d.Tokens[t].POS; (p == news.ADJ || p == news.VERB) && d.Text[d.Tokens[t].Start] >= 'a' {
					h.adjs = append(h.adjs, n)
				}
			}
		}
		h.follows = f.complement(d, d.Sentences[one.Number], c.Head)
		for t := c.First - 1; t >= max(d.Sentences[one.Number].First, c.First-3); t-- {
			if d.Tokens[t].POS == news.VERB {
				h.before = f.number(d, t)
				break
			}
		}
		for t := c.Last; t < min(d.Sentences[one.Number].Last, c.Last+3); t++ {
			if p := d.Tokens[t].POS; p == news.VERB && !dull[lemma(d, t)] {
				h.after = f.number(d, t)
				break
			} else if p != news.AUX && p != news.ADV && p != news.PART && p != news.VERB {
				break
			}
		}
		add(h, c.Head)
	}
	s := d.Sentences[one.Number]
	for t := s.First; t < s.Last; t++ {
		if d.Tokens[t].POS != news.VERB || dull[lemma(d, t)] {
			continue
		}
		h := head{sentence: i, token: t, word: f.number(d, t), verb: true, label: d.Tokens[t].Span, follows: -1, before: -1, after: -1}
		if t+1 < s.Last && d.Tokens[t+1].POS == news.ADP && particle[lower(d, t+1)] {
			h.label.End = d.Tokens[t+1].End
		}
		for u := t + 1; u < min(s.Last, t+6); u++ {
			if p := d.Tokens[u].POS; p == news.NOUN || p == news.PROPN {
				h.follows = f.number(d, u)
				break
			}
		}
		for u := t - 1; u >= max(s.First, t-6); u-- {
			if p := d.Tokens[u].POS; p == news.NOUN || p == news.PROPN {
				h.before = f.number(d, u)
				break
			}
		}
		add(h, t)
	}
}

// complement is the head of the noun phrase that a preposition ties to a noun.
func (f *finder) complement(d *news.Doc, s news.Sentence, t int) int {
	if t+1 >= s.Last || d.Tokens[t+1].POS != news.ADP {
		return -1
	}
	for u := t + 2; u < min(s.Last, t+7); u++ {
		if p := d.Tokens[u].POS; (p == news.NOUN || p == news.PROPN) && (u+1 >= s.Last || d.Tokens[u+1].POS != p) {
			return f.number(d, u)
		}
	}
	return -1
}

// number is that of the word at token t, by its lemma, or -1 for one without
// content.
func (f *finder) number(d *news.Doc, t int) int {
	if f.Number(d.Slice(d.Tokens[t].Span)) < 0 {
		return -1
	}
	l := strings.ToLower(lemma(d, t))
	n, ok := f.numbers[l]
	if !ok {
		n = len(f.words)
		f.numbers[l] = n
		stem := text.Stem(l)
		v, weight := words.Of(stem)
		f.words = append(f.words, word{l, stem, min(weight, heaviest), v})
	}
	return n
}

// adjectives is the likeness of two words as such.
func (f *finder) adjectives(a, b int) float64 {
	x := f.words[a].vector.Alike(f.words[b].vector)
	if y := words.SlotOf(f.words[a].lemma, "ADJ").Alike(words.SlotOf(f.words[b].lemma, "ADJ")); y != 0 {
		return 0.7*y + 0.3*x
	}
	return x
}

// heaviest bounds the weight of a word: a misprint is no better label.
const heaviest = 8.0

// alike is how much two kinds are used alike: in the same places of a clause
// above all, and in the same surroundings.
func (f *finder) alike(a, b kind) float64 {
	x := f.words[a.word].vector.Alike(f.words[b.word].vector)
	if y := f.places[a].Alike(f.places[b]); y != 0 {
		return 0.7*y + 0.3*x
	}
	return x
}
