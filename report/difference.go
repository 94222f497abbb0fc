package report

import (
	"strings"
	"unicode"
)

// difference splits words into parts and marks the words that base lacks, by
// a longest common subsequence over words. Case and punctuation do not count.
func difference(base, words string) []part {
	if base == words {
		return []part{{Text: words}}
	}
	a, b := strings.Fields(base), strings.Fields(words)
	const most = 400 // words; quadratic below: a longer quotation is shown unmarked
	if len(a) > most || len(b) > most {
		return []part{{Text: words}}
	}
	fold := func(all []string) []string {
		out := make([]string, len(all))
		for i, w := range all {
			out[i] = strings.ToLower(strings.TrimFunc(w, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }))
		}
		return out
	}
	fa, fb := fold(a), fold(b)
	// common[i][j] is the length of the longest common subsequence of fa[i:] and fb[j:].
	common := make([][]int, len(fa)+1)
	for i := range common {
		common[i] = make([]int, len(fb)+1)
	}
	for i := len(fa) - 1; i >= 0; i-- {
		for j := len(fb) - 1; j >= 0; j-- {
			if fa[i] == fb[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []part
	add := func(word string, differs bool) {
		if n := len(out); n > 0 && out[n-1].Marked == differs {
			out[n-1].Text += " " + word
			return
		}
		if len(out) > 0 {
			out[len(out)-1].Text += " "
		}
		out = append(out, part{word, differs})
	}
	i, j := 0, 0
	for j < len(fb) {
		switch {
		case i < len(fa) && fa[i] == fb[j]:
			add(b[j], false)
			i++
			j++
		case i < len(fa) && common[i+1][j] >= common[i][j+1]:
			i++
		default:
			add(b[j], true)
			j++
		}
	}
	return out
}
