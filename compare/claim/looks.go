package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

// races are the words by which police describe whom they look for.
var races = ways(
	`\bwhite (or \w+ )?(man|male|woman|female|suspect|teen)`,
	`\b(black|african[- ]american) (or \w+ )?(man|male|men|males|woman|female|suspect|teen)`,
	`\b(hispanic|latino)\b`,
	`\basian (man|male|woman|female)`,
	`\bmiddle eastern`)

// colours are those of clothes, one bit each.
var colours = map[string]uint{"black": 1, "gray": 2, "grey": 2, "grayish": 2, "greyish": 2, "white": 4, "red": 8, "blue": 16, "navy": 16, "green": 32, "brown": 64, "tan": 64, "beige": 64, "yellow": 128, "orange": 256, "dark": 512 | 1 | 16}

var tops = regexp.MustCompile(`(\w+)( \w+)? (shirt|t-shirt|hoodie|sweatshirt|jacket|sweater|coat|clothing|clothes|top)\b`)

// looks finds suspects whom two origins describe in two ways.
func (c *corpus) looks() []news.ClaimGroup {
	var skin, dress []answer
	c.telling(set("described", "wearing", "wore", "dressed"), func(i int, text string) {
		text = strings.ToLower(text)
		if !strings.Contains(text, "described as") && !strings.Contains(text, "wearing") && !strings.Contains(text, "wore") && !strings.Contains(text, "dressed in") {
			return
		}
		race, colour := uint(0), uint(0)
		for k, r := range races {
			if r.MatchString(text) {
				race |= 1 << k
			}
		}
		for _, m := range tops.FindAllStringSubmatch(text, -1) {
			colour |= colours[m[1]] | colours[strings.TrimSpace(m[2])]
		}
		if race != 0 {
			skin = append(skin, c.answer(i, c.Sentences[i].Span, "", race))
		}
		if colour != 0 {
			dress = append(dress, c.answer(i, c.Sentences[i].Span, "", colour))
		}
	})
	var out []news.ClaimGroup
	if g, ok := c.contest(question{what: "what the suspect looks like", rivals: otherLooks}, skin); ok {
		out = append(out, g)
	}
	if g, ok := c.contest(question{what: "what the suspect wore", rivals: disjoint}, dress); ok {
		out = append(out, g)
	}
	return out
}

// otherLooks reports whether two descriptions differ: "black or Hispanic" and "black" differ
// in what is known.
func otherLooks(x, y uint) bool {
	return x != 0 && y != 0 && x != y && (x&y == 0 || x&y == x || x&y == y)
}
