package claim

import (
	"slices"
	"strings"

	"parallax/news"
)

// A tree is the parse of one sentence.
type tree struct {
	d           *news.Doc
	first, last int
	kids        [][]int // dependents of each token, by its number from first
}

func treeOf(d *news.Doc, s news.Sentence) *tree {
	t := &tree{d: d, first: s.First, last: s.Last, kids: make([][]int, s.Last-s.First)}
	for i := s.First; i < s.Last; i++ {
		if h := t.head(i); h >= 0 && h != i {
			t.kids[h-s.First] = append(t.kids[h-s.First], i)
		}
	}
	return t
}

func (t *tree) of(i int) []int { return t.kids[i-t.first] }

func (t *tree) dep(i int) string { return t.d.Tokens[i].Dep }

func (t *tree) pos(i int) news.POS { return t.d.Tokens[i].POS }

func (t *tree) word(i int) string { return lower(t.d, i) }

func (t *tree) lemma(i int) string { return lemma(t.d, i) }

// head is the token that i hangs on, -1 at the root.
func (t *tree) head(i int) int {
	if h := t.d.Tokens[i].Head; h >= t.first && h < t.last {
		return h
	}
	return -1
}

// kid is the first dependent of i in one of the relations, -1 for none.
func (t *tree) kid(i int, deps ...string) int {
	for _, k := range t.of(i) {
		if slices.Contains(deps, t.dep(k)) {
			return k
		}
	}
	return -1
}

// has reports whether one of the words hangs on i, as what opens it or goes with it.
func (t *tree) has(i int, words map[string]bool) bool {
	return slices.ContainsFunc(t.of(i), func(k int) bool {
		switch t.dep(k) {
		case "mark", "case", "advmod", "amod", "cc", "det", "aux":
			return words[t.word(k)]
		}
		return false
	})
}

func (t *tree) infinitive(i int) bool {
	return slices.ContainsFunc(t.of(i), func(k int) bool { return t.dep(k) == "mark" && t.word(k) == "to" })
}

func (t *tree) gerund(i int) bool { return strings.HasSuffix(t.word(i), "ing") }

// passive reports whether the verb at token i is a participle after a form of "be".
func (t *tree) passive(i int) bool {
	return !t.gerund(i) && slices.ContainsFunc(t.of(i), func(k int) bool {
		w := t.word(k)
		return t.dep(k) == "aux" && (isBe(w) || w == "been" || w == "being")
	})
}

// past reports whether the verb at token i is told as done: "closed", "has closed", "was
// closed", not "closes", "was closing".
func (t *tree) past(i int) bool {
	holds := false // "is closed", "be closed"
	for _, k := range t.of(i) {
		if t.dep(k) != "aux" {
			continue
		}
		switch t.word(k) {
		case "has", "have", "had", "'ve", "’ve", "been", "did":
			return true
		case "was", "were":
			return !t.gerund(i)
		case "being":
			return false
		case "is", "are", "am", "be", "'re", "’re":
			holds = true
		}
	}
	if holds {
		return false
	}
	w := t.word(i)
	if unchanged[w] && w == t.lemma(i) {
		return t.kid(i, "nsubj") >= 0
	}
	return !t.gerund(i) && !strings.HasSuffix(w, "s") && w != t.lemma(i)
}

// unchanged are the verbs whose past tense is the infinitive.
var unchanged = set("set", "hit", "cut", "put", "let", "shut", "cast", "bid", "beat", "shed", "spread", "quit", "broadcast")

// iffy reports whether a condition hangs on the verb at token i.
func (t *tree) iffy(i int) bool {
	return slices.ContainsFunc(t.of(i), func(k int) bool { return t.dep(k) == "advcl" && t.has(k, conditions) })
}

var conditions = set("if", "unless", "whether")

// all lists the tokens under i, without further predicates that are joined to it.
func (t *tree) all(i int, out []int) []int {
	out = append(out, i)
	for _, k := range t.of(i) {
		if dep := t.dep(k); dep == "parataxis" || dep == "advcl" && !t.gerund(k) || dep == "conj" && t.pos(k) == news.VERB {
			continue
		}
		out = t.all(k, out)
	}
	return out
}

// named lists token i and the words that make up one name or compound with it.
func (t *tree) named(i int, out []int) []int {
	out = append(out, i)
	for _, k := range t.of(i) {
		switch t.dep(k) {
		case "flat", "compound":
			out = t.named(k, out)
		case "appos", "nmod":
			if t.pos(k) == news.PROPN && k == i+1 {
				out = t.named(k, out)
			}
		}
	}
	return out
}
