package quote

// findByRule finds attributions around the verbs of saying, by word order and
// quotation marks alone.
func findByRule(v *view) []finding {
	var out []finding
	for si := range v.d.Sentences {
		s := &v.d.Sentences[si]
		for i := s.First; i < s.Last; i++ {
			if v.skip[i] || v.in[i] >= 0 {
				continue
			}
			var f finding
			var ok bool
			switch {
			case v.low[i] == "according" && i+2 < s.Last && v.low[i+1] == "to":
				f, ok = v.accordingTo(s.First, s.Last, i)
			case has(sayVerbs, v.low[i]):
				f, ok = v.aroundVerb(s.First, s.Last, i)
			}
			if ok {
				out = append(out, f)
				i = max(i, f.cue.end-1)
			}
		}
	}
	return out
}

// accordingTo reads "according to SOURCE, CONTENT" and "CONTENT, according to SOURCE".
func (v *view) accordingTo(first, last, i int) (finding, bool) {
	f := finding{cue: run{i, i + 2}}
	f.source = run{i + 2, i + 2}
	for f.source.end < last && !isPunct(v.low[f.source.end]) {
		f.source.end++
	}
	if i > first {
		f.content = v.contentBefore(first, i)
	} else if c := (run{f.source.end, last}); !c.empty() {
		f.content = v.trimRun(c)
	}
	return f, !f.source.empty() && len(f.content) > 0
}

// aroundVerb reads the source and the content on either side of a verb.
func (v *view) aroundVerb(first, last, i int) (finding, bool) {
	f := finding{cue: run{i, i + 1}}
	// The phrase before the verb reaches back to the nearest clause border.
	left := i
	for left > first && v.in[left-1] < 0 && !isPunct(v.low[left-1]) {
		left--
	}
	afterQuote := left > first && v.in[left-1] >= 0 || left > first+1 && v.low[left-1] == "," && v.in[left-2] >= 0
	inverted := left == i && left > first
	if inverted {
		end := i + 1
		for end < last && !isPunct(v.low[end]) && v.in[end] < 0 && !has(sourceStop, v.low[end]) {
			end++
		}
		f.source = run{i + 1, end}
	} else {
		f.source = run{left, i}
		for !f.source.empty() && (v.low[f.source.first] == "and" || v.low[f.source.first] == "but") {
			f.source.first++
		}
	}
	if f.source.empty() {
		return f, false
	}
	start := v.d.Slice(v.d.Tokens[f.source.first].Span)
	if !isCapital(start) && !has(sourceStart, lower(start)) && f.source.end-f.source.first > 4 {
		return f, false
	}
	if left > first && (afterQuote || inverted || v.low[left-1] == "," && i+1 < last && isPunct(v.low[i+1])) {
		f.content = v.contentBefore(first, left)
		return f, len(f.content) > 0
	}
	from := i + 1
	for k := from; k < last && k < from+12; k++ {
		if v.low[k] == "that" || v.low[k] == ":" {
			from = k
			break
		}
		if v.in[k] >= 0 {
			if k > from && isPunct(v.low[k-1]) {
				from = k
			}
			break
		}
	}
	f.content = v.trimRun(run{from, last})
	return f, len(f.content) > 0
}

// contentBefore is what stands before a cue: the quotation that ends there
// with all its sentences, or the words since the start of the sentence.
func (v *view) contentBefore(first, end int) []run {
	r := run{first, end}
	if q := v.in[end-1]; q >= 0 || end > 1 && v.low[end-1] == "," && v.in[end-2] >= 0 {
		if q < 0 {
			q = v.in[end-2]
		}
		for r.first > 0 && v.in[r.first-1] == q {
			r.first--
		}
	}
	return v.trimRun(r)
}

// trimRun drops colons, commas and full stops at the ends of a content.
func (v *view) trimRun(r run) []run {
	for !r.empty() && v.in[r.first] < 0 && isPunct(v.low[r.first]) {
		r.first++
	}
	for !r.empty() && v.in[r.end-1] < 0 && isPunct(v.low[r.end-1]) {
		r.end--
	}
	if r.empty() {
		return nil
	}
	return []run{r}
}
