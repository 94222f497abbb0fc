package name

import (
	"sort"
	"strings"

	"parallax/model/gazetteer"
	"parallax/news"
	"parallax/text/names"
)

// recall adds the names that the model passed over in one place and found in
// another: whole names, and the surnames of persons named in full. Only words
// that the article never writes in lower case are looked for, outside
// headings.
func (s *scene) recall(all []mention, ok func(*news.Sentence) bool) []mention {
	whole := map[uint64]class{}
	surname := map[uint64]bool{}
	covered := make([]bool, len(s.words))
	for i := range all {
		m := &all[i]
		for k := m.first; k < m.end; k++ {
			covered[k] = true
		}
		if m.heading || m.end-m.first > gazetteer.MostWords || !s.properWords(m.first, m.end) {
			continue
		}
		if h := s.hash(m.first, m.end); m.end-m.first > 1 || len(m.text) > 2 {
			whole[h] = m.class
		}
		if m.class == classPerson && m.end-m.first > 1 {
			if w := &s.words[m.end-1]; w.capital && s.doc.Tokens[m.end-1].Len() > 2 {
				surname[w.lower] = true
			}
		}
	}
	for i := range s.doc.Sentences {
		sent := &s.doc.Sentences[i]
		if ok != nil && !ok(sent) {
			continue
		}
		for k := sent.First; k < sent.Last; k++ {
			w := &s.words[k]
			if !w.capital || covered[k] || w.heading > 0 || w.run < 0 {
				continue
			}
			end, c := s.longest(sent, k, whole, covered)
			if end == k && surname[w.lower] && s.alone(k) && !calendar[w.lower] {
				end, c = k+1, classPerson
			}
			if end == k {
				continue
			}
			all = append(all, s.mention(found{first: k, end: end, class: c}))
			k = end - 1
		}
	}
	return inOrder(all)
}

// longest returns the end of the longest name of whole that starts at token k
// and fills its run of capitals, or k.
func (s *scene) longest(sent *news.Sentence, k int, whole map[uint64]class, covered []bool) (int, class) {
	h, end, c := uint64(0), k, classThing
	for t := k; t < min(sent.Last, k+gazetteer.MostWords) && !covered[t]; t++ {
		h = gazetteer.Join(h, s.words[t].lower)
		if cl, ok := whole[h]; ok && s.words[t].capital {
			end, c = t+1, cl
		}
	}
	if end == k || end == k+1 && !s.alone(k) {
		return k, c
	}
	return end, c
}

// alone reports whether the capitalised token has no capitalised neighbour
// that may belong to the same name.
func (s *scene) alone(k int) bool {
	before := k > 0 && s.words[k-1].capital && s.words[k-1].title < 2 && !s.words[k-1].start
	behind := k+1 < len(s.words) && s.words[k+1].capital && !s.words[k+1].start
	return !before && !behind
}

// properWords reports whether the article writes none of the capitalised words
// in lower case.
func (s *scene) properWords(first, end int) bool {
	for i := first; i < end; i++ {
		if w := &s.words[i]; w.doc >= 0 && s.known[w.doc].lower > 0 {
			return end-first > 1 // "Bank of Vale" is told apart by its other words
		}
	}
	return true
}

var calendar = hashes("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
	"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

// states adds the abbreviated states that stand alone or end a date line:
// "N.C.", "Vale, Tenn.", and streets by number: "E. 6th St."
func (s *scene) states(all []mention) []mention {
	covered := make([]bool, len(s.words))
	for i := range all {
		for k := all[i].first; k < all[i].end; k++ {
			covered[k] = true
		}
	}
	for k := range s.words {
		w := &s.words[k]
		if w.shape == shapeAlnum && !covered[k] && k+1 < len(s.words) && !covered[k+1] && names.Ordinal(s.doc.Slice(s.doc.Tokens[k].Span)) &&
			ways[s.words[k+1].lower] {
			first := k
			if k > 0 && compass[s.words[k-1].lower] && s.words[k-1].capital && !covered[k-1] {
				first--
			}
			all = append(all, s.mention(found{first: first, end: k + 2, class: classPlace}))
			continue
		}
		if k > 0 && w.capital && !covered[k] && compass[w.lower] && s.words[k-1].shape == shapeNumber && k+1 < len(s.words) && !covered[k+1] &&
			names.Ordinal(strings.ToLower(s.doc.Slice(s.doc.Tokens[k+1].Span))) {
			all = append(all, s.mention(found{first: k, end: k + 2, class: classPlace})) // "at 212 E. Sixth"
			continue
		}
		if highways[w.lower] && w.capital && !covered[k] && k+1 < len(s.words) && s.words[k+1].shape == shapeNumber && !covered[k+1] {
			all = append(all, s.mention(found{first: k, end: k + 2, class: classPlace}))
			continue
		}
		if covered[k] || w.shape != shapeDotted || w.start {
			continue
		}
		text := s.doc.Slice(s.doc.Tokens[k].Span)
		if names.State(text) == "" || text[len(text)-1] != '.' {
			continue
		}
		afterPlace := k > 1 && s.words[k-1].shape == shapeComma && covered[k-2]
		if two := len(text) == 4 && text[1] == '.'; two || afterPlace {
			all = append(all, s.mention(found{first: k, end: k + 1, class: classPlace}))
		}
	}
	return inOrder(all)
}

// dateline makes a place of the capitals that begin a date line: "VALE, Tenn.
// (AP) —".
func (s *scene) dateline(all []mention) []mention {
	const longest = 4 // words
	var more []mention
	for i := range s.doc.Sentences {
		sent := &s.doc.Sentences[i]
		end := sent.First
		for end < sent.Last && end-sent.First <= longest && s.words[end].shape == shapeUpper && s.doc.Tokens[end].Len() > 2 {
			end++
		}
		if end == sent.First || end-sent.First > longest {
			continue
		}
		k := end
		if k+2 < sent.Last && s.words[k].shape == shapeComma {
			for k++; k < sent.Last && k < end+4 && s.words[k].capital; k++ {
			}
		}
		if k >= sent.Last || s.words[k].shape != shapeHyphen && s.words[k].shape != shapeOpen || k == end && s.words[k].shape == shapeOpen && k+1 < sent.Last && !s.words[k+1].capital {
			continue
		}
		if s.doc.Tokens[k].Start == s.doc.Tokens[k-1].End {
			continue // "VALE-based"
		}
		covered := false
		from := sort.Search(len(all), func(j int) bool { return all[j].end > sent.First })
		for j := from; j < len(all) && all[j].first < end; j++ {
			if m := &all[j]; m.first < end && m.end > sent.First {
				covered = true
				if m.first == sent.First && m.end >= end && m.end <= k && (s.words[k].shape == shapeHyphen || m.end > end) {
					m.class = classPlace
				}
			}
		}
		if !covered {
			more = append(more, s.mention(found{first: sent.First, end: end, class: classPlace}))
		}
	}
	return inOrder(append(all, more...))
}

var (
	ways     = hashes("street", "st", "st.", "avenue", "ave", "ave.", "ward", "arrondissement")
	highways = hashes("interstate", "highway", "route", "motorway")
	compass  = hashes("north", "south", "east", "west", "n.", "s.", "e.", "w.", "upper", "lower")
)
