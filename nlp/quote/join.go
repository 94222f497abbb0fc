package quote

import "sort"

// joinQuotations gives the quotations that no finding holds to the speaker
// they continue: "X," he said. "Y.", and a quotation that runs on into the
// next paragraph. Quoted words that nobody is named for stay a finding of
// their own, so that they are not lost.
func joinQuotations(v *view, found []finding) []finding {
	owner := make([]int, len(v.quotations)) // finding that holds the quotation, or -1
	for i := range owner {
		owner[i] = -1
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
	last := -1 // outermost quotation before
	for q := range v.quotations {
		o := &v.quotations[q]
		if o.depth > 0 {
			continue
		}
		if owner[q] < 0 {
			r := v.tokensOf(q)
			if !r.empty() && !v.skip[r.first] {
				k := -1
				if last >= 0 && owner[last] >= 0 {
					p := v.tokensOf(last)
					samePara := !p.empty() && v.paragraph[p.first] == v.paragraph[r.first]
					if o.continuing || samePara && v.startsSentence(q) {
						k = owner[last]
					}
				}
				if k >= 0 && found[k].content[len(found[k].content)-1].end <= r.first {
					found[k].content = append(found[k].content, r)
					owner[q] = k
				} else if r.end-r.first > 2 {
					owner[q] = len(found)
					found = append(found, finding{content: []run{r}})
				}
			}
		}
		last = q
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].content[0].first < found[j].content[0].first })
	return found
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
