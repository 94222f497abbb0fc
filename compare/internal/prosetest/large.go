package prosetest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"parallax/news"
)

// Large makes a story of n articles of about size words each, the same for the
// same numbers: invented sentences over a small vocabulary, so that, as in a
// real story, most sentences share words with most others.
func Large(n, size int) *news.Report {
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	who := strings.Fields("Varga Holm Lindqvist Ostrander police passengers rescuers officials fishermen divers investigators residents lawyers engineers")
	did := strings.Fields("rescued warned blamed praised inspected reopened closed repaired flooded visited criticised defended delayed recovered abandoned")
	what := strings.Fields("ferry harbour engine lifeboat bridge quay reef radar cargo storm tunnel inquiry report warning crew captain hull anchor village hospital")
	adj := strings.Fields("damaged northern wooden stranded unmarked new second heavy broken lonely expensive")
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for words := 0; words < size; {
			s := fmt.Sprintf("%s %s the %s %s near the %s of Tornvik", pick(who), pick(did), pick(adj), pick(what), pick(what))
			switch random.IntN(4) {
			case 0:
				s += fmt.Sprintf(" after %s %s %d people", pick(who), pick(did), random.IntN(90))
			case 1:
				s += ", officials said"
			case 2:
				s += fmt.Sprintf(", and %s will %s the %s", pick(who), pick([]string{"inspect", "repair", "close"}), pick(what))
			}
			s = strings.ToUpper(s[:1]) + s[1:] + ". "
			words += len(strings.Fields(s))
			b.WriteString(s)
		}
		texts[i] = b.String()
	}
	return Report(texts...)
}
