package unique

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parallax/compare/internal/prose"
	"parallax/news"
)

const (
	// leastOthers is how many other origins must tell a thing before leaving it
	// out means something.
	leastOthers = 2
	// leastWeight in nats of a sentence that states a fact one can leave out.
	leastWeight = 20
	// same is the cosine from which another origin's sentence tells the thing:
	// below it the sentences found in the training stories and multioutlet
	// mostly shared a person or a place only.
	same = 0.5
	// mostly is the part of the sentence's weight that the other must have too:
	// two short sentences are alike by one name.
	mostly = 0.5
	// passed is the part of a sentence's weight that an origin may have in one
	// of its sentences and still have left it out.
	passed = 0.35
	// anywhere is the part of its weight that the origin may have in all of its
	// prose together: what it tells in several sentences it has not left out.
	anywhere = 0.7
	// mostMissing bounds the list of each origin.
	mostMissing = 4
)

// missing finds what all other origins tell and one leaves out.
func missing(set *prose.Set) []news.Missing {
	if set.Origins <= leastOthers {
		return nil
	}
	type found struct {
		origin int
		group  []int // one sentence of each other origin
		score  float64
	}
	find := set.NewFinder()
	told := make([]float64, set.Origins)  // part of the sentence's weight, by origin
	alike := make([]float64, set.Origins) // best cosine
	at := make([]int, set.Origins)
	words := vocabulary(set)
	var all []found
	for i := range set.Sentences {
		one := &set.Sentences[i]
		if one.Weight < leastWeight || one.Title || !one.Ends || set.Quoted(i) || set.LeansBack(i) {
			continue
		}
		for o := range told {
			told[o], alike[o], at[o] = 0, 0, -1
		}
		for _, j := range find.Near(i) {
			o := set.Sentences[j].Origin
			if o == one.Origin {
				continue
			}
			part := set.Shared(i, int(j)) / max(one.Weight, 1)
			told[o] = max(told[o], part)
			if c := set.Cosine(i, int(j)); part >= mostly && c > alike[o] {
				alike[o], at[o] = c, int(j)
			}
		}
		without, f := -1, found{group: []int{i}, score: one.Weight}
		for o := range told {
			switch {
			case o == one.Origin:
			case alike[o] >= same:
				f.group = append(f.group, at[o])
				f.score *= 0.5 + alike[o]
			case without < 0 && told[o] < passed && covered(set, i, words[o]) < anywhere:
				without = o
			default:
				without = set.Origins // two leave it out, or one tells it in part
			}
		}
		if without < 0 || without == set.Origins || len(f.group) < leastOthers || !oneTale(set, f.group) || before(set.Report, without, f.group, set) {
			continue
		}
		f.origin = without
		all = append(all, f)
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].score > all[b].score })
	count := make([]int, set.Origins)
	used := map[int]bool{}
	var out []news.Missing
	for _, f := range all {
		if count[f.origin] == mostMissing || repeated(used, f.group) {
			continue
		}
		count[f.origin]++
		m := news.Missing{Origin: f.origin}
		for _, i := range f.group {
			used[i] = true
			m.Support = append(m.Support, set.Core(i))
		}
		m.Why = fmt.Sprintf("Each of the %d other origins tells it; no sentence of %s shares more than %d %% of the first one's words, weighed by rarity.",
			set.Origins-1, name(set.Report, f.origin), int(math.Round(100*passed)))
		out = append(out, m)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Origin < out[b].Origin })
	return out
}

// oneTale reports whether the sentences tell the same among themselves too.
func oneTale(set *prose.Set, group []int) bool {
	for k, i := range group[1:] {
		for _, j := range group[1 : 1+k] {
			if set.Cosine(i, j) < same/2 {
				return false
			}
		}
	}
	return true
}

// before reports whether the origin's reports all came out on a day before
// those that tell the thing: it could not know.
func before(r *news.Report, origin int, group []int, set *prose.Set) bool {
	if origin >= len(r.Origins) {
		return false
	}
	latest, first := "", ""
	for _, a := range r.Origins[origin].Articles {
		latest = max(latest, r.Articles[a].Published.Day())
	}
	for _, i := range group {
		if day := r.Articles[set.Sentences[i].Doc].Published.Day(); day != "" && (first == "" || day < first) {
			first = day
		}
	}
	return latest != "" && latest < first
}

func repeated(used map[int]bool, group []int) bool {
	for _, i := range group {
		if used[i] {
			return true
		}
	}
	return false
}

// vocabulary is which stems each origin has anywhere.
func vocabulary(set *prose.Set) []map[int]bool {
	out := make([]map[int]bool, set.Origins)
	for o := range out {
		out[o] = map[int]bool{}
	}
	for i := range set.Sentences {
		for _, w := range set.Sentences[i].Stems {
			out[set.Sentences[i].Origin][w] = true
		}
	}
	return out
}

// covered is the part of a sentence's weight that a vocabulary has.
func covered(set *prose.Set, i int, words map[int]bool) float64 {
	sum := 0.0
	for _, w := range set.Sentences[i].Stems {
		if words[w] {
			sum += set.Weights[w]
		}
	}
	return sum / max(set.Sentences[i].Weight, 1)
}

// name calls an origin by its name, or by its articles.
func name(r *news.Report, origin int) string {
	if origin >= len(r.Origins) {
		return r.Label(origin)
	}
	o := r.Origins[origin]
	var labels []string
	for _, a := range o.Articles {
		labels = append(labels, r.Label(a))
	}
	return strings.Join(labels, ", ")
}
