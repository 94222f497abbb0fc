package brief

import (
	"strings"

	"parallax/compare/internal/prose"
)

// leansBack reports whether a sentence needs the one before it: it opens with
// a pronoun or a connective, speaks in the first person, or is mostly quoted.
func leansBack(set *prose.Set, i int) bool {
	ref := set.Core(i)
	t := set.Report.Slice(ref)
	if t == "" {
		return true
	}
	first, _, _ := strings.Cut(t, " ")
	switch strings.ToLower(strings.Trim(first, ",.")) {
	case "he", "she", "it", "they", "his", "her", "their", "its", "this", "these", "those", "that", "but", "and", "or",
		"so", "however", "also", "still", "meanwhile", "instead", "then", "there", "such", "both", "i", "we", "you", "my",
		"our", "yes", "no", "what", "how", "why", "if":
		return true
	}
	return strings.HasPrefix(t, "“") || strings.HasPrefix(t, `"`) || strings.HasPrefix(t, "'") || strings.HasPrefix(t, "‘") ||
		strings.HasSuffix(t, "?")
}
