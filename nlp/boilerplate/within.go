package boilerplate

import "parallax/news"

// maxSegment is the most words of a sentence that is marked inside a line of
// prose. An agency's credits take up to fifty.
const maxSegment = 60

// unglue finds what was glued to prose in one line: sentences and brackets
// that begin with a phrase no reporter writes ("Copyright 2031 ...",
// "(RELATED: ...)", "Follow A. Name on Twitter"). It returns their spans, and
// the words of the line without them, by which the line is judged. A line of
// nothing else is left as it is.
func unglue(words []word) (parts []news.Boilerplate, rest []word) {
	var buf [16]hit
	var cut []int // first and end word of each part
	for from := 0; from < len(words); {
		end := nextSegment(words, from)
		if n, kind := segment(words[from:end], buf[:0]); n > 0 {
			parts = append(parts, news.Boilerplate{
				Span: news.Span{Start: int(words[from].start), End: int(words[from+n-1].end)},
				Kind: kind,
			})
			cut = append(cut, from, from+n)
		}
		from = end
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

// nextSegment returns where the sentence or bracket that begins at words[from]
// ends.
func nextSegment(words []word, from int) int {
	if bracket(words[from].first) {
		if n := closing(words[from:min(len(words), from+maxSegment)]); n > 0 {
			return from + n + 1
		}
	}
	for i := from + 1; i < len(words); i++ {
		if opensBracket(words, i) || startsSentence(words, i) {
			return i
		}
	}
	return len(words)
}

// segment reports how many of the words of one sentence or bracket are
// boilerplate, all or none, and of what kind.
func segment(words []word, buf []hit) (n int, kind news.BoilerplateKind) {
	if len(words) < 2 || len(words) > maxSegment {
		return 0, ""
	}
	inner := words
	if bracket(words[0].first) {
		inner = words[1:]
	}
	found := cues().glued.find(buf, inner)
	if len(found) == 0 {
		return 0, ""
	}
	return len(words), kinds[found[0].kind]
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
