package story

import (
	"strconv"
	"strings"

	"parallax/text"
)

// counter follows the words of a title or a lead and notes numbers with what
// they count: the next word of content, at most two words on.
type counter struct {
	counts []Count
	number string
	rank   bool
	gap    int
}

const mostCounts = 24

func (c *counter) see(word string, title bool) {
	if n, rank := number(word); n != "" {
		c.number, c.rank, c.gap = n, rank, 0
		return
	}
	if c.number == "" {
		return
	}
	if !text.IsStop(word) {
		if of := text.Stem(word); len(c.counts) < mostCounts {
			c.counts = append(c.counts, Count{Number: c.number, Of: strings.Clone(of), Show: strings.Clone(word), Rank: c.rank, Title: title})
		}
		c.number = ""
		return
	}
	if c.gap++; c.gap > 1 {
		c.number = ""
	}
}

// end forgets a number at the end of a sentence.
func (c *counter) end() { c.number = "" }

// number reads a word as a number in digits; rank tells an ordinal.
func number(word string) (digits string, rank bool) {
	if n, ok := cardinals[word]; ok {
		return strconv.Itoa(n), false
	}
	if n, ok := ordinals[word]; ok {
		return strconv.Itoa(n), true
	}
	if word[0] < '0' || word[0] > '9' || len(word) > 9 {
		return "", false
	}
	end := 0
	for end < len(word) && word[end] >= '0' && word[end] <= '9' {
		end++
	}
	switch word[end:] {
	case "":
		return word, false
	case "st", "nd", "rd", "th":
		return word[:end], true
	}
	return "", false
}

var cardinals = numbered(1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

var ordinals = numbered(1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

func numbered(from int, list string) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(list) {
		m[w] = from + i
	}
	return m
}
