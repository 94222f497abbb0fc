package report

// How values, days and the words of articles are written for people.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parallax/news"
)

var boundWords = map[news.Bound]string{news.AtLeast: "at least ", news.AtMost: "at most ", news.About: "about "}

// FigureText is the value of a mention in digits, or its own words when it has
// none, as every rendering shows it.
func FigureText(r *news.Report, m news.FigureMention) string { return valueText(r, m) }

// ClaimText is what a report says of a statement: its status, or, where all
// give it the same, the words that differ.
func ClaimText(r *news.Report, g news.ClaimGroup, c news.Claim) string { return answer(r, g, c) }

// valueText is the value of a mention in digits, or its own words when it has none.
func valueText(r *news.Report, m news.FigureMention) string {
	words := clean(r.Slice(news.Ref{Doc: m.Doc, Span: m.Number}))
	if !m.HasValue || m.Unit == "date" || m.Unit == "year" {
		return words
	}
	number := digits(m.Value)
	if m.Low != m.High && m.Bound == news.Exact && !math.IsInf(m.Low, 0) && !math.IsInf(m.High, 0) {
		number = digits(m.Low) + " to " + digits(m.High)
	}
	switch m.Unit {
	case "clock":
		number = fmt.Sprintf("%d:%02d", int(m.Value)/60, int(m.Value)%60)
	case "percent":
		number += " %"
	case "rank":
		return words
	default:
		if len(m.Unit) == 3 && m.Unit == strings.ToUpper(m.Unit) {
			number = m.Unit + " " + number
		} else if m.Unit != "" && m.Unit != "people" && !counted(m) {
			number += " " + m.Unit
		}
	}
	return boundWords[m.Bound] + number
}

// counted reports whether the unit is the noun that is counted ("school"), which the title
// and the words say in its plural. Measures are short ("km"), in the plural or in two words.
func counted(m news.FigureMention) bool {
	const short = 3 // letters: "ton", "gal"
	return m.Value != 1 && len(m.Unit) > short && m.Unit != "share" && !strings.HasSuffix(m.Unit, "s") && !strings.ContainsAny(m.Unit, " /0123456789")
}

// digits writes v with separators between thousands and at most two decimals.
func digits(v float64) string {
	switch {
	case math.Abs(v) >= 1e12:
		return trimZeros(strconv.FormatFloat(v/1e12, 'f', 2, 64)) + " trillion"
	case math.Abs(v) >= 1e9:
		return trimZeros(strconv.FormatFloat(v/1e9, 'f', 2, 64)) + " billion"
	case math.Abs(v) >= 1e6:
		return trimZeros(strconv.FormatFloat(v/1e6, 'f', 2, 64)) + " million"
	}
	s := trimZeros(strconv.FormatFloat(v, 'f', 2, 64))
	whole, rest, _ := strings.Cut(s, ".")
	sign := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if sign {
		whole = "-" + whole
	}
	return whole
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// day writes a date or time as people read it; what is no date comes back as it is.
func day(at string) string {
	for _, layout := range []struct{ in, out string }{
		{time.RFC3339, "2 January 2006, 15:04"}, {"2006-01-02T15:04", "2 January 2006, 15:04"}, {"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"},
	} {
		if t, err := time.Parse(layout.in, at); err == nil {
			return t.Format(layout.out)
		}
	}
	return clean(at)
}

// clean makes article text safe and short enough to print: white space becomes
// one space, control characters and bidirectional overrides go, so that no
// article can steer a terminal or turn a line around.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, c := range s {
		switch {
		case unicode.IsSpace(c):
			space = b.Len() > 0
			continue
		case unicode.IsControl(c), c == unicode.ReplacementChar, c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069, c == 0x200e, c == 0x200f, c == 0xfeff:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Plain is s on one line, safe to print on a terminal.
func Plain(s string) string { return clean(s) }

func cleanAll(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, clean(s))
	}
	return out
}

// SafeURL lets only links to the web through.
func SafeURL(u string) string {
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return clean(u)
	}
	return ""
}

// VerdictWord names a verdict to a reader.
func VerdictWord(v news.Verdict) string { return verdictWords[v] }
