package clause

import (
	"strings"

	"parallax/news"
)

// Descriptions are the noun phrases by which the text describes the name that
// begins at token t: before it ("motel owner Ilse Varga"), in apposition after
// it ("Ilse Varga, a manager at the motel,") and behind a copula ("Ilse Varga is
// a manager"). Chunks are those of the sentence.
func Descriptions(d *news.Doc, chunks []Chunk, t int, s news.Sentence) []Chunk {
	var out []Chunk
	for k, c := range chunks {
		if t < c.First || t >= c.Last {
			continue
		}
		if b := c.Bare(d); b.First < t && d.Tokens[t-1].POS == news.NOUN {
			out = append(out, Chunk{First: b.First, Last: t, Head: t - 1})
		}
		if k+1 < len(chunks) {
			if a, ok := apposition(d, c, chunks[k+1], s); ok {
				out = append(out, a)
			} else if a, ok := predicate(d, c, chunks[k+1]); ok {
				out = append(out, a)
			}
		}
		break
	}
	return out
}

// apposition is the chunk after a name and a comma. "X, an engineer, said" and
// "X, an engineer at Y" are, "X, the man fled" is not.
func apposition(d *news.Doc, name, next Chunk, s news.Sentence) (Chunk, bool) {
	if name.Last >= s.Last || d.Slice(d.Tokens[name.Last].Span) != "," || next.First != name.Last+1 || d.Tokens[next.Head].POS != news.NOUN {
		return next, false
	}
	if next.Last < s.Last {
		switch d.Tokens[next.Last].POS {
		case news.VERB, news.AUX, news.CCONJ:
			return next, false
		}
	}
	return next.Bare(d), true
}

// predicate is the chunk behind a name and a form of "be" with an article:
// "X is a manager", not "X is the manager's son".
func predicate(d *news.Doc, name, next Chunk) (Chunk, bool) {
	be := name.Last
	if next.First != be+1 || d.Tokens[be].POS != news.AUX || d.Tokens[next.Head].POS != news.NOUN || d.Tokens[next.First].POS != news.DET {
		return next, false
	}
	switch strings.ToLower(d.Slice(d.Tokens[be].Span)) {
	case "is", "was", "'s", "’s":
	default:
		return next, false
	}
	switch strings.ToLower(d.Slice(d.Tokens[next.First].Span)) {
	case "a", "an", "the":
		return next.Bare(d), true
	}
	return next, false
}
