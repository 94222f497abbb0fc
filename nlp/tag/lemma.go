package tag

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parallax/model/linear"
	"parallax/news"
)

// lemma.tsv is what model/train learnt: lines of tag, ending, bytes to cut and
// what to put instead. A whole word is an ending that starts with ^. The
// longest ending that is listed decides; without one the form is the lemma.
//
//go:embed lemma.tsv
var lemmaFile string

// An edit makes a form its lemma: cut bytes from its end, then add.
type edit struct {
	cut int
	add string
}

// lemmas maps tag and ending, see endingKey, to edits.
type lemmas map[uint64]edit

var loadLemmas = sync.OnceValue(func() lemmas {
	table := make(lemmas, strings.Count(lemmaFile, "\n"))
	for rest := lemmaFile; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		pos, line, _ := strings.Cut(line, "\t")
		ending, line, _ := strings.Cut(line, "\t")
		cut, add, _ := strings.Cut(line, "\t")
		n, _ := strconv.Atoi(cut)
		whole := strings.HasPrefix(ending, "^")
		table[endingKey(news.ParsePOS(pos), strings.TrimPrefix(ending, "^"), whole)] = edit{n, add}
	}
	return table
})

// longestEnding is the most bytes of a word's end that a rule may look at.
const longestEnding = 5

func endingKey(pos news.POS, ending string, whole bool) uint64 {
	t := uint64(pos) << 1
	if whole {
		t |= 1
	}
	return linear.F(t, linear.Hash(ending))
}

// lemma returns the lemma of a form with a tag, in lower case. It shares the
// form's memory where it can.
func (m lemmas) lemma(form string, pos news.POS) string {
	low := lower(form)
	switch pos {
	case news.PROPN, news.PUNCT, news.NUM, news.SYM, news.X, news.INTJ:
		return low
	}
	e, ok := m[endingKey(pos, low, true)]
	for n := min(longestEnding, len(low)-1); !ok && n >= 0 && inflects(pos); n-- {
		e, ok = m[endingKey(pos, low[len(low)-n:], false)]
	}
	if e.cut >= len(low) && e.add == "" || e.cut > len(low) {
		return low
	}
	if e.add == "" {
		return low[:len(low)-e.cut]
	}
	return low[:len(low)-e.cut] + e.add
}

// inflects tells the open classes, for whose unknown words endings are tried.
func inflects(pos news.POS) bool {
	return pos == news.NOUN || pos == news.VERB || pos == news.ADJ || pos == news.ADV
}

// lower is form in lower case with straight apostrophes.
func lower(form string) string {
	for i := range len(form) {
		if c := form[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if r == '’' {
					return '\''
				}
				return unicode.ToLower(r)
			}, form)
		}
	}
	return form
}
