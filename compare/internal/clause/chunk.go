package clause

import (
	"strings"

	"parallax/news"
)

// A Chunk is a base noun phrase: determiner, modifiers and head, without what
// follows the head.
type Chunk struct {
	First, Last int // token numbers, half open
	Head        int // token
}

// Chunks returns the base noun phrases of sentence n, in order.
func Chunks(d *news.Doc, n int) []Chunk {
	s := d.Sentences[n]
	var out []Chunk
	for t := s.First; t < s.Last; {
		if !inChunk(d, t, s) {
			t++
			continue
		}
		c := Chunk{First: t, Head: -1}
		for ; t < s.Last && inChunk(d, t, s); t++ {
			p := d.Tokens[t].POS
			if p == news.DET && t > c.First && c.Head >= 0 {
				break // "gave the man a book"
			}
			if p == news.NOUN || p == news.PROPN {
				c.Head = t
			}
		}
		if c.Head < 0 {
			continue
		}
		c.Last = c.Head + 1
		out = append(out, c)
	}
	return out
}

func inChunk(d *news.Doc, t int, s news.Sentence) bool {
	switch d.Tokens[t].POS {
	case news.NOUN, news.PROPN, news.ADJ, news.NUM, news.DET:
		return true
	case news.PRON:
		switch strings.ToLower(d.Slice(d.Tokens[t].Span)) {
		case "his", "her", "their", "its", "our", "my", "your":
			return true
		}
	case news.PART:
		w := d.Slice(d.Tokens[t].Span)
		return strings.HasSuffix(w, "s") && (w[0] == '\'' || strings.HasPrefix(w, "’"))
	case news.VERB:
		// A participle before a noun: "the suspected gunman", "gathering crowd".
		w := d.Slice(d.Tokens[t].Span)
		if t+1 >= s.Last || d.Tokens[t+1].POS != news.NOUN || !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") {
			return false
		}
		if t == s.First {
			return false
		}
		switch d.Tokens[t-1].POS {
		case news.DET, news.ADJ, news.NUM:
			return true
		}
	case news.PUNCT:
		// A hyphen that the tokeniser set apart.
		return d.Slice(d.Tokens[t].Span) == "-" && t > s.First && t+1 < s.Last && d.Tokens[t-1].End == d.Tokens[t].Start && d.Tokens[t].End == d.Tokens[t+1].Start
	}
	return false
}

// Bare is the chunk from its first modifier on: without determiner and
// possessive.
func (c Chunk) Bare(d *news.Doc) Chunk {
	for c.First < c.Head {
		p := d.Tokens[c.First].POS
		if p == news.DET || p == news.PRON || p == news.PART || p == news.PUNCT {
			c.First++
			continue
		}
		break
	}
	return c
}

// Span covers the chunk.
func (c Chunk) Span(d *news.Doc) news.Span {
	return news.Span{Start: d.Tokens[c.First].Start, End: d.Tokens[c.Last-1].End}
}
