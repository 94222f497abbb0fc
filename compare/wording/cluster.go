package wording

import (
	"fmt"
	"sort"
	"strings"

	"parallax/news"
)

const (
	// leastEvidence of a link: one pair of close sentences with the word in the
	// same slot, or several loose ones.
	leastEvidence = 0.35
	// mostLabels of a referent: a chain of loosely linked words is cut there.
	mostLabels = 6
)

// clusters puts linked words together, the strongest links first; a word joins
// a cluster when it is linked to most of it.
func (f *finder) clusters() []ranked {
	links := append([]link(nil), f.links...)
	sort.SliceStable(links, func(i, j int) bool { return f.evidence[links[i]] > f.evidence[links[j]] })
	of := map[kind]int{}
	var groups [][]kind
	for _, l := range links {
		if f.evidence[l] < leastEvidence {
			break
		}
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
	var out []ranked
	for _, g := range groups {
		if w, ok := f.wording(g); ok {
			out = append(out, w)
		}
	}
	return out
}

// linked reports whether k is linked to at least half of the group.
func (f *finder) linked(group []kind, k kind) bool {
	if len(group) >= mostLabels {
		return false
	}
	n := 0
	for _, g := range group {
		if f.evidenceOf(g, k) > leastEvidence/2 {
			n++
		}
	}
	return 2*n >= len(group)
}

func (f *finder) evidenceOf(a, b kind) float64 {
	if b.stem < a.stem {
		a, b = b, a
	}
	return f.evidence[link{a, b}]
}

// wording shows a cluster: in each article the first use of each label.
func (f *finder) wording(group []kind) (ranked, bool) {
	type use struct {
		article int
		k       kind
	}
	origins := map[kind]map[int]bool{}
	var out ranked
	seen := map[use]bool{}
	choice := map[int]map[kind]bool{} // labels of each origin
	for _, k := range group {
		origins[k] = map[int]bool{}
		for _, h := range f.byKind[k] {
			s := &f.Sentences[f.heads[h].sentence]
			origins[k][s.Origin] = true
			if choice[s.Origin] == nil {
				choice[s.Origin] = map[kind]bool{}
			}
			choice[s.Origin][k] = true
			if u := (use{s.Doc, k}); !seen[u] {
				seen[u] = true
				out.Labels = append(out.Labels, news.Ref{Doc: s.Doc, Span: f.heads[h].label})
			}
		}
	}
	// Where every origin uses every label there is no choice to show.
	differ := 0
	for _, labels := range choice {
		if len(labels) < len(group) {
			differ++
		}
	}
	if differ == 0 || len(choice) < 2 {
		return out, false
	}
	sort.Slice(out.Labels, func(i, j int) bool {
		a, b := out.Labels[i], out.Labels[j]
		return a.Doc < b.Doc || a.Doc == b.Doc && a.Less(b.Span)
	})
	// The referent goes by the label that most origins use.
	best := group[0]
	for _, k := range group {
		if len(origins[k]) > len(origins[best]) {
			best = k
		}
	}
	out.Referent = f.name(best)
	sum := 0.0
	for i, a := range group {
		for _, b := range group[i+1:] {
			sum += f.evidenceOf(a, b)
		}
	}
	out.score = sum * f.Weights[best.stem] * float64(len(choice)) / float64(f.Origins)
	out.Why = f.why(group, choice)
	return out, true
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

func (f *finder) why(group []kind, choice map[int]map[kind]bool) string {
	var parts []string
	for _, k := range group {
		n := 0
		for _, labels := range choice {
			if labels[k] {
				n++
			}
		}
		h := f.heads[f.byKind[k][0]]
		d := f.Report.Articles[f.Sentences[h.sentence].Doc]
		first, last := d.TokensIn(h.label)
		word := d.Slice(h.label)
		if !k.verb && last > first {
			word = d.Slice(d.Tokens[last-1].Span)
		}
		parts = append(parts, fmt.Sprintf("“%s” (%d)", word, n))
	}
	return "They stand for each other in sentences that tell the same; origins that use each: " + strings.Join(parts, ", ") + "."
}
