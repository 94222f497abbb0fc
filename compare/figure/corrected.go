package figure

import (
	"math"
	"regexp"
	"strings"
)

// corrected reports whether one article tells that a value has replaced another: it
// names what was said at first, or what the value grew from.
func (l *ledger) corrected(m, n *mention) bool {
	if m.doc != n.doc || m.dim != n.dim || m.fig.Number.Overlaps(n.fig.Number) || m.partial || n.partial || relate(m, n) == equal {
		return false
	}
	switch m.dim {
	case dateDim, rankDim, scoreDim, timesDim, shareDim, pointsDim, percentDim:
		return false // the share of another month is no correction
	}
	if m.fig.Measure != n.fig.Measure && m.fig.Measure != "" && n.fig.Measure != "" && akin(m.fig.Measure, n.fig.Measure) < oneFate {
		return false
	}
	if m.head != n.head && m.head != "" && n.head != "" || m.dim == ageDim && m.owner != n.owner && m.owner >= 0 && n.owner >= 0 {
		return false
	}
	const (
		reach = 5 // times
		far   = 2 // the same in another paragraph
		close = 2 // sentences
	)
	if !m.fig.HasValue || !n.fig.HasValue || m.value <= 0 || n.value <= 0 || max(m.value, n.value) > reach*min(m.value, n.value) {
		return false
	}
	if m.fig.Number.Start > n.fig.Number.Start {
		m, n = n, m
	}
	if m.sentence < 0 {
		return false
	}
	// A toll, or the age of nobody by name, may be corrected at the end of the text.
	plain := m.dim == peopleDim && m.fig.Measure != "" && m.fig.Measure == n.fig.Measure || m.dim == ageDim && m.owner < 0 && n.owner < 0 && math.Abs(m.value-n.value) <= 2*misjudged
	if n.sentence-m.sentence > close && (!plain || max(m.value, n.value) > far*min(m.value, n.value)) {
		return false
	}
	// Estimates of sums and sales are told beside each other, of other years and other things.
	told := (plain || m.dim != moneyDim) && l.replaced(m) != l.replaced(n)
	return (told || l.grown(m, n)) && !l.otherScope(m, n)
}

// replaced reports whether m is told as what was said at first.
func (l *ledger) replaced(m *mention) bool {
	if m.sentence < 0 {
		return false
	}
	d := l.report.Articles[m.doc]
	return atFirst.MatchString(d.Text[d.Sentences[m.sentence].Start:m.fig.Number.Start])
}

// grown reports whether n is told as what m has become: from 2,000 acres to 6,000.
func (l *ledger) grown(m, n *mention) bool {
	if m.sentence < 0 || m.sentence != n.sentence || n.fig.Number.Start < m.fig.Number.End || m.dim == moneyDim {
		return false
	}
	d := l.report.Articles[m.doc]
	return fromBefore.MatchString(d.Text[d.Sentences[m.sentence].Start:m.fig.Number.Start]) && toBetween.MatchString(strings.ToLower(d.Text[m.fig.Number.End:n.fig.Number.Start]))
}

var (
	atFirst    = regexp.MustCompile(`(?i)\b(?:(?:initially|originally|first|earlier|previously|mistakenly|incorrectly) (?:said|reported|put|gave|stated|believed|thought|estimated|told|announced)|(?:earlier|previous|initial|original|first|incorrect) (?:police |media |news |official )?(?:reports?|estimates?|figures?|counts?|toll|tally|versions?)|had (?:earlier|previously|initially|first|originally) (?:said|reported|put|been)|revis(?:ed|ion) (?:from|of)|corrected from)\b[^;]*$`)
	fromBefore = regexp.MustCompile(`(?i)\b(?:gr[eo]wn?|growing|rose|risen|rising|spread(?:ing)?|climb(?:ed|ing)|swell(?:ed|ing)|swollen|revised)\b[^.;]{0,40}\bfrom (?:about |nearly |almost |around |some |at least |more than |roughly |an? (?:estimated |initial ))*$`)
	toBetween  = regexp.MustCompile(`^[ \pL-]{0,24} to (?:about |nearly |almost |around |some |at least |more than |over |as many as |roughly |an estimated )*$`)
)
