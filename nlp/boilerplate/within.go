package boilerplate

import "parallax/news"

// maxSegment is the most words of a sentence that is marked inside a line of
// prose. Beyond it, prose hangs on.
const maxSegment = 40

// unglue finds what was glued to prose in one line: sentences and brackets
// that begin with a phrase no reporter writes ("Copyright 2031 ...",
// "(RELATED: ...)", "Follow A. Name on Twitter"). It returns their spans, and
// the words of the line without them, by which the line is judged. A line of
// nothing else is left as it is.
func unglue(words []word) (parts []news.Boilerplate, rest []word) {
	var buf [16]hit
	var cut []int // first and end word of each part
	for from, i := 0, 1; i <= len(words); i++ {
		if i < len(words) && !opensBracket(words, i) && !startsSentence(words, i) {
			continue
		}
		if end, kind := segment(words[from:i], buf[:0]); end > 0 {
			parts = append(parts, news.Boilerplate{
				Span: news.Span{Start: int(words[from].start), End: int(words[from+end-1].end)},
				Kind: kind,
			})
			cut = append(cut, from, from+end)
		}
		from = i
	}
	if len(parts) == 0 {
		return nil, words
	}
	at := 0
	for k := 0; k < len(cut); k += 2 {
		rest = append(rest, words[at:cut[k]]...)
		at = cut[k+1]
	}
	rest = append(rest, words[at:]...)
	const least = 5 // words: less is no sentence
	if len(rest) < least {
		return nil, words
	}
	return parts, rest
}

// segment reports how many of the words of one sentence or bracket, from its
// first, are boilerplate, and of what kind.
func segment(words []word, buf []hit) (end int, kind news.BoilerplateKind) {
	first, last := 0, len(words)
	if len(words) < 2 {
		return 0, ""
	}
	if bracket(words[0].first) {
		if first, last = 1, closing(words); last == 0 {
			return 0, ""
		}
	}
	if last-first > maxSegment {
		return 0, ""
	}
	found := cues().glued.find(buf, words[first:last])
	if len(found) == 0 {
		return 0, ""
	}
	return last + first, kinds[found[0].kind] // with the closing bracket
}

func bracket(r rune) bool { return r == '(' || r == '[' }

func opensBracket(words []word, i int) bool {
	return i > 0 && bracket(words[i].first) && words[i].start > words[i-1].end
}

// closing finds the bracket that closes words[0], or 0.
func closing(words []word) int {
	for i := range words {
		if words[i].first == ')' || words[i].first == ']' {
			return i
		}
	}
	return 0
}

// startsSentence reports whether words[i] begins a sentence: a capital after
// an end mark, perhaps with closing signs between. Abbreviations cut too
// often, which does no harm here.
func startsSentence(words []word, i int) bool {
	if i == 0 || !words[i].isCapital() && words[i].first != '©' {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch words[k].first {
		case '.', '!', '?':
			return words[i].start > words[i-1].end
		case '"', '”', '’', ')', ']':
			continue
		}
		return words[i].first == '©'
	}
	return false
}
