package wording

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"parallax/news"
)

const (
	// leastStrength of a link: much alike, or less so with a pair of sentences
	// that differ by these words. Tuned on the training stories.
	leastStrength = 0.12
	// many is what a row in the plural loses.
	many = 0.3
	// leastInGroup is what each two nouns of a row need: a chain of likenesses leads away.
	leastInGroup = 0.55
	// mostKinds of a referent: a chain of loosely linked words is cut there.
	mostKinds = 6
	// mostOfArticle bounds the labels shown of one word in one article.
	mostOfArticle = 4
	// leastUses of a word that has no kin and differs by its modifiers alone.
	leastUses = 3
	// acts is what verbs count beside nouns: what is told in other words is one act
	// less often than what is named is one thing.
	acts = 0.35
	// bond is the certainty of such a row: it is a second choice.
	bond = 0.16
)

// clusters puts linked words together, the strongest links first; a word joins
// a cluster when it is linked to half of it. A word without links is a cluster
// of its own: its modifiers may differ.
func (f *finder) clusters() []ranked {
	type scored struct {
		link
		strength float64
	}
	var links []scored
	for _, l := range f.links {
		if x := f.strength(l.a, l.b); x >= leastStrength {
			links = append(links, scored{l, x})
		}
	}
	sort.SliceStable(links, func(i, j int) bool { return links[i].strength > links[j].strength })
	of := map[kind]int{}
	var groups [][]kind
	for _, l := range links {
		x, inX := of[l.a]
		y, inY := of[l.b]
		switch {
		case !inX && !inY:
			of[l.a], of[l.b] = len(groups), len(groups)
			groups = append(groups, []kind{l.a, l.b})
		case inX && !inY && f.linked(groups[x], l.b):
			groups[x] = append(groups[x], l.b)
			of[l.b] = x
		case inY && !inX && f.linked(groups[y], l.a):
			groups[y] = append(groups[y], l.a)
			of[l.a] = y
		}
	}
	groups = f.withVerbs(groups)
	for _, k := range f.kinds {
		if _, in := of[k]; !in && !k.verb && len(f.byKind[k]) >= leastUses {
			groups = append(groups, []kind{k})
		}
	}
	var out []ranked
	for _, g := range groups {
		if w, ok := f.wording(g); ok {
			out = append(out, w)
		}
	}
	return out
}

// withVerbs puts the nouns for an act with the verbs that tell it: "the cut", "slashed".
// A noun and a verb of one stem bring their groups together.
func (f *finder) withVerbs(groups [][]kind) [][]kind {
	verbs := map[string]int{} // group by stem
	for g, group := range groups {
		for _, k := range group {
			if k.verb {
				verbs[f.words[k.word].stem] = g
			}
		}
	}
	for g, group := range groups {
		if len(group) == 0 || group[0].verb {
			continue
		}
		for _, k := range group {
			v, ok := verbs[f.words[k.word].stem]
			if ok && f.sorts(k)[1] >= leastEvent && len(groups[v]) > 0 {
				groups[g] = append(groups[g], groups[v]...)
				groups[v] = nil
				break
			}
		}
	}
	return slices.DeleteFunc(groups, func(g []kind) bool { return len(g) == 0 })
}

// leastEvent is the likeness to nouns for events from which a noun is one.
const leastEvent = 0.25

// linked reports whether k is linked to at least half of the group and does
// not stand beside it.
func (f *finder) linked(group []kind, k kind) bool {
	if len(group) >= mostKinds {
		return false
	}
	n := 0
	for _, g := range group {
		if f.apart(g, k) || !k.verb && f.alike(g, k) < leastInGroup {
			return false
		}
		if f.strength(g, k) > leastStrength/2 {
			n++
		}
	}
	return 2*n >= len(group) && !f.beside(group, k)
}

// beside reports whether every article that has a word of the group has k too
// and one has them in a sentence: the articles do not choose between the ship
// and its passengers.
func (f *finder) beside(group []kind, k kind) bool {
	in := f.articles(k)
	together := 0
	for _, g := range group {
		together += f.together(g, k)
		for d := range f.articles(g) {
			if !in[d] {
				return false
			}
		}
	}
	return together > 0
}

// articles are those that use the kind.
func (f *finder) articles(k kind) map[int]bool {
	out := map[int]bool{}
	for _, h := range f.byKind[k] {
		out[f.Sentences[f.heads[h].sentence].Doc] = true
	}
	return out
}

// wording shows a cluster: in each article the first use of each label.
func (f *finder) wording(group []kind) (ranked, bool) {
	var out ranked
	labels := map[string]map[int]bool{} // origins by label
	choice := map[int]bool{}            // origins that speak of it
	uses := 0
	for _, k := range group {
		uses += len(f.byKind[k])
		for _, h := range f.told(k) {
			ref := f.ref(h)
			text := f.label(h)
			if labels[text] == nil {
				labels[text] = map[int]bool{}
			}
			labels[text][f.Sentences[f.heads[h].sentence].Origin] = true
			out.Labels = append(out.Labels, ref)
		}
		for o := range f.originsOf(k) {
			choice[o] = true
		}
	}
	if len(choice) < 2 || !differs(labels, choice) || len(group) == 1 && !f.described(group[0]) {
		return out, false
	}
	sort.Slice(out.Labels, func(i, j int) bool {
		a, b := out.Labels[i], out.Labels[j]
		return a.Doc < b.Doc || a.Doc == b.Doc && a.Less(b.Span)
	})
	best := group[0]
	for _, k := range group {
		if len(f.byKind[k]) > len(f.byKind[best]) {
			best = k
		}
	}
	out.Referent = f.name(best)
	if group[0].verb {
		out.score = acts
	} else {
		out.score = 1
	}
	out.score *= (1 - many*f.plural(group)) * f.certainty(group) * f.choice(group, len(choice)) * math.Log(1+float64(uses)) * float64(len(choice)) / float64(f.Origins)
	out.Why = f.why(group)
	return out, true
}

// told are the uses of a kind that are shown: of each article the first, and
// others with other words, those that grade or judge before those that say whose
// or which.
func (f *finder) told(k kind) []int {
	type use struct{ doc, head int }
	var first, graded, other []use
	seen := map[string]bool{}
	started := map[int]bool{}
	for _, h := range f.byKind[k] {
		doc := f.Sentences[f.heads[h].sentence].Doc
		key := fmt.Sprint(doc, f.label(h))
		switch {
		case seen[key]:
			continue
		case !started[doc]:
			first = append(first, use{doc, h})
		case len(f.heads[h].adjs) > 0:
			graded = append(graded, use{doc, h})
		default:
			other = append(other, use{doc, h})
		}
		seen[key], started[doc] = true, true
	}
	count := map[int]int{}
	var out []int
	for _, u := range slices.Concat(first, graded, other) {
		if count[u.doc]++; count[u.doc] <= mostOfArticle {
			out = append(out, u.head)
		}
	}
	return out
}

func (f *finder) ref(h int) news.Ref {
	return news.Ref{Doc: f.Sentences[f.heads[h].sentence].Doc, Span: f.heads[h].label}
}

// label is a use in lower case, on one line.
func (f *finder) label(h int) string {
	return strings.ToLower(strings.Join(strings.Fields(f.Report.Slice(f.ref(h))), " "))
}

// certainty that the kinds of a group name one thing: the mean strength of
// their links.
func (f *finder) certainty(group []kind) float64 {
	if len(group) == 1 {
		return bond
	}
	sum, n := 0.0, 0
	for i, k := range group {
		for _, l := range group[i+1:] {
			if x := f.strength(k, l); x > 0 {
				sum += min(x, 0.6)
				n++
			}
		}
	}
	return sum / float64(max(1, n))
}

// plural is the share of uses in the plural: "companies" and "officials" are
// seldom the same ones.
func (f *finder) plural(group []kind) float64 {
	n, all := 0, 0
	for _, k := range group {
		n += f.plurals[k]
		all += len(f.byKind[k])
	}
	return float64(n) / float64(all)
}

// choice is how telling the kinds of a group are: rare words tell more than
// common ones, and a word that all origins have is no choice.
func (f *finder) choice(group []kind, origins int) float64 {
	own := 0
	for _, k := range group {
		if len(f.originsOf(k)) < origins {
			own++
		}
	}
	return float64(min(max(1, own), 4))
}

// originsOf are those that use the kind.
func (f *finder) originsOf(k kind) map[int]bool {
	out := map[int]bool{}
	for _, h := range f.byKind[k] {
		out[f.Sentences[f.heads[h].sentence].Origin] = true
	}
	return out
}

// described reports whether two origins grade one thing differently: their
// adjectives for it are alike and not the same ("a dramatic fall", "a
// precipitous fall"). Unlike ones mostly say which is meant ("the lower court",
// "the empty court").
//
// Where nearly all origins speak of a thing, and often, any difference tells how
// they see it: "mass shooting", "random shooting".
func (f *finder) described(k kind) bool {
	const (
		most  = 60  // uses looked at: a word used more often shows its modifiers in them
		often = 4   // uses of a thing that the story turns on
		grade = 0.5 // cosine of two adjectives, tuned by eye on the training stories
	)
	central := len(f.byKind[k]) >= often && 4*len(f.originsOf(k)) >= 3*f.Origins
	list := f.byKind[k][:min(most, len(f.byKind[k]))]
	for x, i := range list {
		for _, j := range list[x+1:] {
			a, b := &f.heads[i], &f.heads[j]
			if f.Sentences[a.sentence].Origin == f.Sentences[b.sentence].Origin || shared(a.mods, b.mods) > 0 {
				continue
			}
			if central && len(a.adjs)+len(b.adjs) > 0 && len(a.mods) > 0 && len(b.mods) > 0 {
				return true
			}
			for _, m := range a.adjs {
				for _, n := range b.adjs {
					if f.adjectives(m, n) >= grade {
						return true
					}
				}
			}
		}
	}
	return false
}

// differs reports whether the origins choose: at least two labels that some
// use and others do not.
func differs(labels map[string]map[int]bool, choice map[int]bool) bool {
	own := 0
	for _, by := range labels {
		if len(by) < len(choice) {
			own++
		}
	}
	return own > 1
}

// name is the commonest label of a kind, in its words.
func (f *finder) name(k kind) string {
	count := map[string]int{}
	best := ""
	for _, h := range f.byKind[k] {
		one := f.heads[h]
		t := strings.Join(strings.Fields(f.Report.Articles[f.Sentences[one.sentence].Doc].Slice(one.label)), " ")
		count[t]++
		if best == "" || count[t] > count[best] {
			best = t
		}
	}
	return best
}

func (f *finder) why(group []kind) string {
	var parts []string
	for _, k := range group {
		h := f.heads[f.byKind[k][0]]
		d := f.Report.Articles[f.Sentences[h.sentence].Doc]
		first, last := d.TokensIn(h.label)
		word := d.Slice(h.label)
		if !k.verb && last > first {
			word = d.Slice(d.Tokens[last-1].Span)
		}
		parts = append(parts, fmt.Sprintf("“%s” (%d)", word, len(f.originsOf(k))))
	}
	if len(group) == 1 {
		return "The articles add different words to " + parts[0] + "; in brackets, how many origins use it."
	}
	return "English news uses these words alike, and here they stand in sentences that tell the same; in brackets, how many origins use each: " + strings.Join(parts, ", ") + "."
}
