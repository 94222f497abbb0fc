package boilerplate

import (
	"fmt"
	"sort"
	"strings"
)

var shapeNames = strings.Fields(`bias logwords one few short medium long verylong terminal colon barelong baremedium bareshort barerun listitem link series
caps titlecase lower quotestart quotes function fewfunc reporting second url handle post pipes commas paren prose broken urlonly cutshort parenend tailname dateline date name byline slash rule digits first top last
bottom alone titletop titleagain titleglued titlepart twice pulled selfrepeat echo prev next around allafter allbefore own`)

// explain lists what moved a line's score most.
func explain(v, w *vector, dim int) string {
	type part struct {
		name string
		x    float64
	}
	var parts []part
	for i := 0; i < dim; i++ {
		if x := v[i] * w[i]; x > 0.3 || x < -0.3 {
			name := ""
			if i < fBias {
				name = fmt.Sprintf("%s%d", kinds[i/int(numStrengths)], i%int(numStrengths))
			} else {
				name = shapeNames[i-fBias]
			}
			parts = append(parts, part{name, x})
		}
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i].x*parts[i].x > parts[j].x*parts[j].x })
	var b strings.Builder
	for _, p := range parts[:min(len(parts), 8)] {
		fmt.Fprintf(&b, " %s%+.1f", p.name, p.x)
	}
	return b.String()
}
