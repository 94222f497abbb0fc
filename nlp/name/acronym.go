package name

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text/names"
)

// expansions adds the names that an acronym behind them spells out, whatever
// the model made of them: "Alternative for Vale (AfV)", "Alternative for Vale
// party, or AfV" (after Schwartz and Hearst 2003, on initials alone).
func (s *scene) expansions(all []mention) []mention {
	var extra []mention
	for t := 2; t < len(s.words); t++ {
		w := &s.words[t]
		if !w.capital || w.shape != shapeUpper && w.shape != shapeInner && w.shape != shapeDotted {
			continue
		}
		end := t - 1
		switch {
		case s.words[t-1].shape == shapeOpen && t+1 < len(s.words) && s.words[t+1].shape == shapeClose:
		case s.words[t-1].lower == wordOr && s.words[t-2].shape == shapeComma:
			end = t - 2
		default:
			continue
		}
		first := s.spellsOut(t, end)
		if first < 0 {
			continue
		}
		// A noun that says what it is stands between: "party", "group".
		last := end
		for last > first && !s.words[last-1].capital {
			last--
		}
		extra = append(extra, s.mention(found{first: first, end: last, class: s.classWithin(all, first, last)}), s.mention(found{first: t, end: t + 1, class: s.classWithin(all, first, last)}))
	}
	if len(extra) == 0 {
		return all
	}
	// What is spelt out stands before what the model saw of it.
	kept := extra
	taken := make([]bool, len(s.words))
	for i := range extra {
		for k := extra[i].first; k < extra[i].end; k++ {
			taken[k] = true
		}
	}
	for i := range all {
		if !slices.Contains(taken[all[i].first:all[i].end], true) {
			kept = append(kept, all[i])
		}
	}
	return inOrder(kept)
}

var wordOr = hashOf("or")

// spellsOut returns the first token of the words before end whose initials the
// acronym at token t gives, or -1.
func (s *scene) spellsOut(t, end int) int {
	const most = 10 // words
	short := s.doc.Slice(s.doc.Tokens[t].Span)
	si := s.doc.SentenceAt(s.doc.Tokens[t].Start)
	if si < 0 {
		return -1
	}
	first := s.doc.Sentences[si].First
	for noun := 0; noun < 2; noun++ { // one word of kind may stand between
		to := end - noun
		if noun > 0 && (to < first+1 || s.words[to].shape != shapeLower) {
			return -1
		}
		for from := to - 2; from >= max(first, to-most); from-- {
			if !s.words[from].capital {
				continue
			}
			long := s.doc.Slice(news.Span{Start: s.doc.Tokens[from].Start, End: s.doc.Tokens[to-1].End})
			a, _ := utf8.DecodeRuneInString(short)
			b, _ := utf8.DecodeRuneInString(long)
			if unicode.ToLower(a) == unicode.ToLower(b) && (names.AcronymOf(short, long) || names.OrgKey(short) == names.OrgKey(long)) {
				return from
			}
		}
	}
	return -1
}

// classWithin is the class that the model gave most of the tokens of a
// stretch among organisations and things; an organisation otherwise.
func (s *scene) classWithin(all []mention, first, end int) class {
	// Mentions are disjoint and in order: only the last that starts so early can hold it.
	i := sort.Search(len(all), func(i int) bool { return all[i].first > first }) - 1
	if i >= 0 && all[i].end >= end && all[i].class == classThing {
		return classThing
	}
	return classOrg
}
