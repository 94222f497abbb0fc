package figure

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// inDigits fills d.Figures for a language whose words are not known: numbers in
// digits with their percent sign or currency, and the words of scale that stand
// after digits. What is counted needs grammar and is left open; a bare number
// that may be a year, a date, a time, a score or part of a name is none.
func inDigits(d *news.Doc) {
	point := decimalSign(d.Language)
	text := d.Text
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		n, ok := readDigits(text, i, point)
		if ok {
			if f, ok := n.figure(d); ok {
				d.Figures = append(d.Figures, f)
			}
		}
		i = n.end
	}
	sort.SliceStable(d.Figures, func(a, b int) bool { return d.Figures[a].Span.Less(d.Figures[b].Span) })
}

// decimalSign is the sign between whole and part in a language; the other of
// point and comma, or a space, groups thousands.
func decimalSign(language string) byte {
	switch language {
	case "zh", "ja", "ko", "th", "he", "hi", "bn", "ur", "ta", "te", "gu", "pa", "kn", "my", "km":
		return '.'
	}
	return ','
}

// A digital is a number in digits within a text.
type digital struct {
	text       string
	start, end int
	value      float64
	plain      bool // digits and nothing else
}

// readDigits reads the number at i. It is not ok where the digits are part of
// something else: a name (A380, COVID-19), a date, a time, a score. end is
// behind all of it either way.
func readDigits(text string, i int, point byte) (n digital, ok bool) {
	n = digital{text: text, start: i, end: i, plain: true}
	number := make([]byte, 0, 16)
	group := byte(0) // sign that groups thousands here
	fraction := false
	run := 0 // digits since the last sign
	for n.end < len(text) {
		c := text[n.end]
		if isDigit(c) {
			number = append(number, c)
			run++
			n.end++
			continue
		}
		size := 1
		sign := c
		if r, s := utf8.DecodeRuneInString(text[n.end:]); r == ' ' || r == '\u202f' || r == '\u2009' || r == '’' {
			sign, size = ' ', s
		}
		if sign != '.' && sign != ',' && sign != ' ' && sign != '\'' || n.end+size >= len(text) || !isDigit(text[n.end+size]) {
			break
		}
		three := digitsAt(text, n.end+size) == 3
		switch {
		case fraction:
			return n.rest(), false
		case sign == point && group != point:
			fraction = true
			number = append(number, '.')
		case sign == ' ' && !three:
			return n, n.alone()
		case three && (group == 0 && run <= 3 || sign == group && run == 3):
			group = sign
		default:
			return n.rest(), false // 12.05.2015, 14.30
		}
		n.plain = false
		n.end += size
		run = 0
	}
	n.value, _ = strconv.ParseFloat(string(number), 64) // too large a number is infinite
	return n, n.alone()
}

// rest moves the end behind all digits and signs that hang together.
func (n digital) rest() digital {
	for n.end < len(n.text) && (isDigit(n.text[n.end]) || strings.IndexByte(".,:/-", n.text[n.end]) >= 0) {
		n.end++
	}
	return n
}

// alone reports whether no letter of an alphabet, hyphen, slash or colon ties
// the digits to something else. Chinese and Japanese stand beside digits
// without a space.
func (n *digital) alone() bool {
	before, _ := utf8.DecodeLastRuneInString(n.text[:n.start])
	after, size := utf8.DecodeRuneInString(n.text[n.end:])
	if n.start == 0 {
		before = ' '
	}
	if n.end == len(n.text) {
		after = ' '
	}
	next, _ := utf8.DecodeRuneInString(n.text[min(len(n.text), n.end+size):])
	switch {
	case tied(before) || before == '#' || before == '.' || before == ',' || tied(after):
		return false
	case (after == '.' || after == ',') && unicode.IsDigit(next):
		return false
	}
	// An ordinal (12. Mai) looks like the end of a sentence; neither is worth a guess.
	return after != '.' || !n.plain || n.end+size == len(n.text) || next == '\n'
}

func tied(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
		strings.ContainsRune("-–/:_@+=*−", r)
}

// figure makes a figure of the number, with a sign or a word of scale beside it.
func (n *digital) figure(d *news.Doc) (news.Figure, bool) {
	number := news.Span{Start: n.start, End: n.end}
	f := news.Figure{Span: number, Number: number, Bound: news.Exact, HasValue: true}
	at := n.after(n.end)
	if factor, size := scaleWord(n.text[at:], d.Language); size > 0 {
		n.value *= factor
		n.plain = false
		at += size
		f.End = at
		at = n.after(at)
		for _, of := range [...]string{"d'", "d’", "de ", "di "} { // millions d'euros
			if rest, ok := strings.CutPrefix(n.text[at:], of); ok {
				if _, size := unitAfter(rest, d.Language); size > 0 {
					at += len(of)
				}
			}
		}
	}
	before := strings.TrimRight(n.text[:n.start], " \u00a0")
	last, width := utf8.DecodeLastRuneInString(before)
	if unit, size := unitAfter(n.text[at:], d.Language); size > 0 {
		f.Unit, f.End = unit, at+size
	} else if u := signOf(last, d.Language); u != "" {
		f.Unit, f.Start = u, len(before)-width
	} else if n.plain && n.value >= 1000 && n.value < 2100 && n.end-n.start == 4 {
		return f, false // a year
	}
	f.Value, f.Low, f.High = n.value, n.value, n.value
	if d.InBoilerplate(f.Span) && skipped(d, f.Span) || dated(d, f.Span) || math.IsInf(f.Value, 0) {
		return f, false
	}
	f.ClaimedBy = claimant(d, f.Number)
	return f, true
}

// after passes one space.
func (n *digital) after(at int) int {
	if r, size := utf8.DecodeRuneInString(n.text[at:]); r == ' ' || r == '\u00a0' || r == '\u202f' {
		return at + size
	}
	return at
}

// dated reports whether a number stands in a date.
func dated(d *news.Doc, s news.Span) bool {
	i := sort.Search(len(d.Times), func(i int) bool { return d.Times[i].End > s.Start })
	return i < len(d.Times) && d.Times[i].Overlaps(s)
}

// scaleWord reads a word of scale at the start of rest: a number before
// "millones" is not what it seems without it.
func scaleWord(rest, language string) (factor float64, size int) {
	for _, c := range [...]struct {
		sign   string
		factor float64
	}{{"万亿", 1e12}, {"百万", 1e6}, {"千万", 1e7}, {"百亿", 1e10}, {"千亿", 1e11}, {"万", 1e4}, {"萬", 1e4}, {"億", 1e8}, {"亿", 1e8}, {"兆", 1e12}, {"千", 1e3}, {"百", 1e2}, {"만", 1e4}, {"억", 1e8}, {"조", 1e12}} {
		if strings.HasPrefix(rest, c.sign) {
			return c.factor, len(c.sign)
		}
	}
	size = wordLength(rest)
	w := strings.ToLower(rest[:size])
	begins := func(starts ...string) bool {
		for _, s := range starts {
			if strings.HasPrefix(w, s) {
				return true
			}
		}
		return false
	}
	switch {
	case begins("milliard", "miliard", "миллиард", "мільярд", "млрд") || w == "mrd" || w == "mld" || w == "md" && language == "fr":
		factor = 1e9
	case begins("million", "millon", "millón", "milion", "milhã", "milhõ", "miljon", "miljoen", "миллион", "мільйон", "млн") || w == "mio" || w == "mln":
		factor = 1e6
	case begins("billion", "billón", "billones", "bilhã", "bilhõ", "biljoen", "триллион", "трлн"):
		if factor = 1e12; begins("bilh") {
			factor = 1e9
		}
	case begins("tausend", "duizend", "tusind", "tusen", "тысяч", "тыс", "тисяч") || w == "mille" || w == "mil" && (language == "es" || language == "pt") || w == "mila" || w == "tys":
		factor = 1e3
	default:
		return 0, 0
	}
	if size < len(rest) && rest[size] == '.' && (begins("mio", "mrd", "mld", "mln", "тыс", "tys") && len(w) <= 6) {
		size++
	}
	return factor, size
}

// unitAfter reads a percent sign, a currency or a word for one of them that
// languages share, at the start of rest.
func unitAfter(rest, language string) (unit string, size int) {
	r, n := utf8.DecodeRuneInString(rest)
	if r == '%' || r == '％' {
		return "percent", n
	}
	if u := signOf(r, language); u != "" {
		return u, n
	}
	for _, c := range [...]struct{ words, unit string }{{"美元", "USD"}, {"欧元", "EUR"}, {"人民币", "CNY"}, {"元", "CNY"},
		{"por ciento", "percent"}, {"por cento", "percent"}, {"pour cent", "percent"}, {"per cento", "percent"}} {
		if strings.HasPrefix(rest, c.words) {
			return c.unit, len(c.words)
		}
	}
	size = wordLength(rest)
	switch w := rest[:size]; w {
	case "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB", "SEK", "NOK", "DKK", "PLN", "CZK", "TRY", "BRL":
		return w, size
	case "Euro", "euro", "euros", "euroa", "евро", "євро":
		return "EUR", size
	case "Prozent", "procent", "prosent", "prosenttia", "процент", "процента", "процентов", "відсотків":
		return "percent", size
	}
	return "", 0
}

// signOf is the currency of a sign. One sign may serve several: a dollar sign
// in Spanish is often a peso, and ¥ is what the language has.
func signOf(r rune, language string) string {
	u := moneySign(r)
	switch {
	case u == nil:
		return ""
	case r == '$' && (language == "es" || language == "pt"):
		return "$"
	case r == '¥' && language == "zh":
		return "CNY"
	}
	return u.name
}

// wordLength is how many bytes of letters s begins with.
func wordLength(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// digitsAt counts the digits at i.
func digitsAt(text string, i int) (n int) {
	for i+n < len(text) && isDigit(text[i+n]) {
		n++
	}
	return n
}
