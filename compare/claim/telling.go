package claim

import (
	"slices"
	"strings"

	"parallax/news"
)

// telling is the part of what mark m is about that sentence j tells, 0 where it tells
// something else.
func (a *aligner) telling(m *mark, j int) float64 {
	one := &a.Sentences[j]
	if one.Title || one.Tokens < 6 || one.Tokens > longestMark || j == m.sentence || j == m.before || a.opens(j) {
		return 0
	}
	who := a.speakers(j)
	is := func(name string) bool {
		return name != "" && slices.ContainsFunc(who, func(w string) bool { return sameHolder(w, name) })
	}
	if (is(m.who) || is(a.speaker(m.sentence)) && m.kind == contested && !is(m.whose)) && m.kind != corrected {
		return 0
	}
	theirs := is(m.whose)
	d := a.Report.Articles[one.Doc]
	if s := d.Sentences[one.Number]; !theirs && m.kind == contested && find(d, s.First, s.Last, refusals) >= 0 {
		return 0
	}
	if s := d.Sentences[one.Number]; !theirs && find(d, s.First, s.Last, untrue) >= 0 {
		return 0 // that calls it untrue itself
	}
	if m.number && !a.sharesNumber(m, j) {
		return 0
	}
	entities := a.namedIn(j)
	sum, total, did, common, local := 0.0, 0.0, 0.0, 0.0, 0.0 // did and common: of words that are no names
	n, names, named, acts, acted, foremost, things := 0, 0, 0, 0, 0, false, 0
	for _, it := range m.about {
		w := a.Weights[it.stem]
		total += w
		if it.name {
			names++
		} else {
			common += a.local[it.stem]
		}
		if it.act {
			acts++
		}
		if !it.name {
			things++
		}
		if !(it.entity >= 0 && slices.Contains(entities, it.entity)) && !a.has(j, it.stem) {
			continue
		}
		foremost = foremost || !it.name && things <= 2
		n++
		sum += w
		local += a.local[it.stem]
		if it.name {
			named++
		} else {
			did += a.local[it.stem]
		}
		if it.act {
			acted++
		}
	}
	if (theirs || m.whose == "") && a.requotes(m, j) {
		return leastTold
	}
	if m.whose != "" && m.before < 0 && !theirs {
		// Somebody else may say the like: it must be told of whom the mark names.
		if !strings.Contains(strings.ToLower(a.Report.Slice(one.Ref)), strings.ToLower(m.whose)) || did < nearlyTold*common {
			return 0
		}
	}
	part, least := leastTold, leastDenied
	if theirs {
		part = partTheirs
	}
	if m.whose != "" && m.before < 0 {
		least = leastTheirs
	}
	switch {
	case m.itself && !theirs && !sameHolder(m.who, a.Report.Slice(one.Ref)) && (named == 0 || sum < mainlyTold*total):
		return 0 // somebody else may have done the like
	case did == 0 || sum < least || sum < part*total || did < min(part, leastHere)*common:
		return 0
	case names > 0 && named == 0 && !theirs:
		return 0
	case !foremost && !theirs:
		return 0 // "complaints about clerks who were forced": told of the clerks, not of complaints
	case acts > 0 && acted == 0 && (!theirs || m.before < 0) && did < actless*common:
		return 0 // of the same things, but another act
	case m.whose == "" && (n < 2 || local < leastLocal):
		return 0
	}
	return sum / total
}

// refusals are the words by which a sentence denies rather than tells.
var refusals = set("no", "none", "neither", "nobody", "never", "not", "n't")

// sharesNumber reports whether sentence j has a number of what mark m is about, or none.
func (a *aligner) sharesNumber(m *mark, j int) bool {
	one := &a.Sentences[j]
	d := a.Report.Articles[one.Doc]
	s := d.Sentences[one.Number]
	any := false
	for t := s.First; t < s.Last; t++ {
		if d.Tokens[t].POS != news.NUM {
			continue
		}
		any = true
		n := a.Number(d.Slice(d.Tokens[t].Span))
		if slices.ContainsFunc(m.about, func(it item) bool { return it.stem == n }) {
			return true
		}
	}
	return !any
}

// requotes reports whether sentence j has words that mark m quotes.
func (a *aligner) requotes(m *mark, j int) bool {
	for _, q := range m.quoted {
		weight := 0.0
		all := true
		for _, w := range q {
			all = all && slices.Contains(a.Sentences[j].Stems, w)
			weight += a.Weights[w]
		}
		if all && weight >= leastDenied {
			return true
		}
	}
	return false
}
