package quote

import "sort"

// joinQuotations gives the quotations that no finding holds to the speaker
// they continue: "X," he said. "Y.", and a quotation that runs over several
// paragraphs. Quoted words that nobody is named for stay a finding of their
// own, so that they are not lost.
func joinQuotations(v *view, found []finding) []finding {
	var outer []int // outermost quotations
	owner := make([]int, len(v.quotations))
	for q := range v.quotations {
		owner[q] = -1 // finding that holds the quotation
		if v.quotations[q].depth == 0 {
			outer = append(outer, q)
		}
	}
	for k := range found {
		for _, r := range found[k].content {
			for i := r.first; i < r.end; i++ {
				if q := v.in[i]; q >= 0 {
					owner[q] = k
				}
			}
		}
	}
	// A quotation that runs on belongs to whoever is named at its end.
	for n := len(outer) - 2; n >= 0; n-- {
		q, next := outer[n], outer[n+1]
		k := owner[next]
		if owner[q] >= 0 || k < 0 || !v.quotations[q].continues || !v.quotations[next].continuing {
			continue
		}
		r := v.tokensOf(q)
		if !r.empty() && r.end <= found[k].content[0].first {
			found[k].content = append([]run{r}, found[k].content...)
			owner[q] = k
		}
	}
	for n, q := range outer {
		if owner[q] >= 0 {
			continue
		}
		r := v.tokensOf(q)
		if r.empty() || v.skip[r.first] {
			continue
		}
		if k := v.continuesFrom(outer, owner, n, r); k >= 0 && found[k].content[len(found[k].content)-1].end <= r.first {
			found[k].content = append(found[k].content, r)
			owner[q] = k
		} else if r.end-r.first > 2 {
			owner[q] = len(found)
			f, ok := v.tagline(r)
			if !ok {
				f = finding{content: []run{r}, source: v.poster(q, r)}
			}
			found = append(found, f)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].content[0].first < found[j].content[0].first })
	return found
}

// continuesFrom returns the finding that the n-th outermost quotation, tokens
// r, carries on, or -1.
func (v *view) continuesFrom(outer, owner []int, n int, r run) int {
	if n == 0 || owner[outer[n-1]] < 0 {
		return -1
	}
	if v.quotations[outer[n]].continuing {
		return owner[outer[n-1]]
	}
	before := v.tokensOf(outer[n-1])
	if !before.empty() && v.paragraph[before.first] == v.paragraph[r.first] && v.startsSentence(outer[n]) {
		return owner[outer[n-1]]
	}
	return -1
}

// tokensOf returns the tokens of an outermost quotation.
func (v *view) tokensOf(q int) run {
	a, b := v.d.TokensIn(v.quotations[q].Span)
	return run{a, b}
}

// startsSentence reports whether the words of a quotation begin with a capital
// letter, as a quoted sentence does and a quoted phrase does not.
func (v *view) startsSentence(q int) bool {
	return isCapital(v.d.Slice(v.quotations[q].inner))
}

// poster is the name below an embedded post: — Name (@handle).
func (v *view) poster(q int, r run) run {
	if !v.quotations[q].block || r.end >= len(v.low) || v.low[r.end] != "—" {
		return run{}
	}
	s := run{r.end + 1, r.end + 1}
	for s.end < len(v.low) && v.low[s.end] != "(" && v.paragraph[s.end] == v.paragraph[r.end] {
		s.end++
	}
	return s
}
