package token

import "strings"

// split adds the word text[i:end], in parts where it is a contraction or a
// number with its unit.
func (s *scanner) split(i, end int) {
	w := s.text[i:end]
	if c := w[0]; c >= '0' && c <= '9' {
		if k := unitStart(w); k > 0 {
			s.add(i, i+k)
			s.add(i+k, end)
			return
		}
	}
	if k := contraction(w); k > 0 {
		s.add(i, i+k)
		s.add(i+k, end)
		return
	}
	s.add(i, end)
}

// contraction returns where the second half of a contraction starts in w
// (do|n't, we|'ll, John|'s, can|not, gon|na), or 0.
func contraction(w string) int {
	n := len(w)
	if n < 3 {
		return 0
	}
	// The apostrophe stands one or two letters before the end.
	for tail := 1; tail <= 2 && tail < n-1; tail++ {
		k := n - tail - 1 // start of the apostrophe
		if w[k] != '\'' {
			k -= 2
			if k < 1 || w[k:k+3] != "’" {
				continue
			}
		}
		switch suffix := w[n-tail:]; suffix {
		case "s", "S", "d", "D", "m", "M", "ll", "LL", "re", "RE", "ve", "VE":
			return k
		case "t", "T":
			if k > 1 && (w[k-1] == 'n' || w[k-1] == 'N') {
				return k - 1
			}
		}
	}
	if n == 5 || n == 6 {
		switch lower(w) {
		case "cannot", "gonna", "gotta", "wanna":
			return 3
		}
	}
	return 0
}

// unitStart returns where the unit starts in a number with its unit (16|m,
// 5|pm, 10|km), or 0. Ordinals (21st) and decades (1990s) stay whole.
func unitStart(w string) int {
	k := 1
	for k < len(w) && (w[k] < 'A' || w[k] == '\'') {
		k++
	}
	if k == len(w) || len(w)-k > longestUnit || !units[lower(w[k:])] {
		return 0
	}
	return k
}

const longestUnit = 4

var units = set("m k b bn mn tn am pm a.m p.m km kg g mg cm mm ft in lb lbs oz mi mph kph kmh mw gw kw kwh hz mhz ghz mb gb tb " +
	"sq ha c f min hr hrs sec yr yrs p x v")

// dollars are the letters that form one token with the dollar sign.
var dollars = set("US A C HK NZ S AU CA R")

// address returns the end of the URL, host with a path, or mail address that
// starts at i and whose first run of letters ends at end; or 0.
func (s *scanner) address(i, end int) int {
	w := s.text[i:end]
	rest := s.text[end:s.end]
	if rest == "" || !(rest[0] == '@' && len(rest) > 1 && ascii7(rest[1]) == letter ||
		strings.HasPrefix(rest, "://") ||
		(rest[0] == '/' || rest[0] == '-' || rest[0] == '?') && strings.HasPrefix(w, "www.") ||
		rest[0] == '/' && strings.IndexByte(w, '.') > 0 && ascii7(w[len(w)-1]) == letter) {
		return 0
	}
	j := end
	for j < s.end && ascii7(s.text[j]) != space && strings.IndexByte("\"<>()[]{}|", s.text[j]) < 0 &&
		!strings.HasPrefix(s.text[j:s.end], "”") && !strings.HasPrefix(s.text[j:s.end], "’") {
		j++
	}
	for j > end && strings.IndexByte(".,;:!?'*", s.text[j-1]) >= 0 {
		j--
	}
	// Do not cut a character: non-ASCII space ends an address too.
	for k := end; k < j; {
		c, n := s.at(k)
		if c == space {
			return k
		}
		k += n
	}
	return j
}
