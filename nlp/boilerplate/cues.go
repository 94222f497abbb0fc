package boilerplate

import (
	_ "embed"
	"strings"
	"sync"

	"parallax/news"
)

//go:embed cues.txt
var cueText string

// How much a cue says on its own.
type strength uint8

const (
	weak    strength = iota // common in boilerplate, seen in prose too
	strong                  // seldom in prose, unless the prose is long
	certain                 // no reporter writes it
	numStrengths
	glued = numStrengths // marked within a line of prose too
)

var strengthNames = [...]string{weak: "weak", strong: "strong", certain: "certain", glued: "glued"}

// kinds fixes the order in which features and evidence count kinds.
var kinds = [...]news.BoilerplateKind{
	news.Caption, news.Credit, news.Stamp, news.Breadcrumb, news.Share,
	news.Plea, news.Related, news.Bio, news.Legal, news.Repeat, news.Other,
}

const (
	caption = iota
	credit
	stamp
	breadcrumb
	share
	plea
	related
	bio
	legal
	repeat
	other
	numKinds
	prose = numKinds // cues that speak against boilerplate
)

// cues holds the phrases of cues.txt: those that judge a line, and those that
// are marked within one.
var cues = sync.OnceValue(func() (set struct{ line, glued cueIndex }) {
	set.line, set.glued = cueIndex{}, cueIndex{}
	eachPhrase(func(phrase string, kind uint8, s strength) {
		if s == glued {
			set.glued.add(phrase, kind, s)
		} else {
			set.line.add(phrase, kind, s)
		}
	})
	return set
})

// eachPhrase reads cues.txt. A heading that names no kind and strength would
// lose its phrases; TestCues looks for that.
func eachPhrase(f func(phrase string, kind uint8, s strength)) {
	kind, level := -1, -1
	for _, row := range strings.Split(cueText, "\n") {
		row = strings.TrimSpace(row)
		switch {
		case row == "" || strings.HasPrefix(row, "//"):
		case strings.HasPrefix(row, "[") && strings.HasSuffix(row, "]") && strings.Count(row, " ") == 1:
			kind, level = -1, -1
			a, b, _ := strings.Cut(row[1:len(row)-1], " ")
			for i, k := range kinds {
				if string(k) == a {
					kind = i
				}
			}
			if a == "prose" {
				kind = prose
			}
			for i, s := range strengthNames {
				if s == b {
					level = i
				}
			}
		case kind >= 0 && level >= 0:
			f(row, uint8(kind), strength(level))
		}
	}
}

// A cue is one compiled phrase.
type cue struct {
	words    []uint32 // hashes; 0 is a gap
	kind     uint8
	strength strength
	atStart  bool
	atEnd    bool
}

const maxGap = 8 // words that "..." may stand for

// A cueIndex maps the hash of a phrase's first word to the phrases.
type cueIndex map[uint32][]cue

// add compiles one phrase.
func (table cueIndex) add(phrase string, kind uint8, s strength) {
	c := cue{kind: kind, strength: s}
	for _, field := range strings.Fields(phrase) {
		switch field {
		case "^":
			c.atStart = true
		case "$":
			c.atEnd = true
		case "...":
			c.words = append(c.words, 0)
		default:
			c.words = append(c.words, hashWord(field))
		}
	}
	if len(c.words) > 0 {
		table[c.words[0]] = append(table[c.words[0]], c)
	}
}

// A hit is a cue found in a line.
type hit struct {
	*cue
	first, last int // words
}

// find appends the cues in words to hits.
func (table cueIndex) find(hits []hit, words []word) []hit {
	for i := range words {
		list := table[words[i].hash]
		for k := range list {
			c := &list[k]
			if c.atStart && i > 0 {
				continue
			}
			if last, ok := match(c.words, words, i); ok && (!c.atEnd || last == len(words)-1 || last == len(words)-2 && words[last+1].isSign()) {
				hits = append(hits, hit{c, i, last})
			}
		}
	}
	return hits
}

// match reports whether pattern stands at words[i] and where it ends.
func match(pattern []uint32, words []word, i int) (last int, ok bool) {
	for p, h := range pattern {
		if h != 0 {
			if i >= len(words) || words[i].hash != h {
				return 0, false
			}
			i++
			continue
		}
		for gap := 0; gap <= maxGap; gap++ { // phrases have one gap at most
			if last, ok := match(pattern[p+1:], words, i+gap); ok {
				return last, true
			}
		}
		return 0, false
	}
	return i - 1, true
}
