package quote

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// blockQuotations finds the words that a page sets apart instead of putting
// them between marks: an embedded post, "words — Name (@handle) May 12, 2015",
// and a paragraph that "said in a statement:" announces. They join the
// quotations, sorted by position.
func blockQuotations(text string, breaks []int, marked []quotation) []quotation {
	var out []quotation
	start := 0
	announced := false
	for i := 0; i <= len(breaks); i++ {
		end := len(text)
		if i < len(breaks) {
			end = breaks[i]
		}
		p := trim(text, news.Span{Start: start, End: end})
		start = end
		if p.Start >= p.End {
			continue
		}
		if by := postedBy(text[p.Start:p.End]); by > 0 {
			words := trim(text, news.Span{Start: p.Start, End: p.Start + by})
			out = append(out, block(words))
		} else if announced && sentenceLike(text[p.Start:p.End]) {
			out = append(out, block(p))
		}
		announced = announces(text[p.Start:p.End])
	}
	if len(out) == 0 {
		return marked
	}
	// Marks within a block are part of it.
	out = append(out, slices.DeleteFunc(marked, func(q quotation) bool {
		k := sort.Search(len(out), func(k int) bool { return out[k].End > q.Start })
		return k < len(out) && out[k].Overlaps(q.Span)
	})...)
	slices.SortFunc(out, func(a, b quotation) int {
		if a.Less(b.Span) {
			return -1
		}
		return 1
	})
	return out
}

func block(s news.Span) quotation { return quotation{Span: s, inner: s, block: true} }

// postedBy returns where "— Name (@handle)" starts in a paragraph that is an
// embedded post, or 0.
func postedBy(p string) int {
	at := strings.LastIndex(p, "(@")
	if at < 0 || len(p)-at > 60 { // a handle has 15 characters, a date follows
		return 0
	}
	dash := strings.LastIndex(p[:at], "—")
	if dash <= 0 || at-dash > 80 {
		return 0
	}
	return dash
}

// announces reports whether a paragraph ends by announcing a statement.
func announces(p string) bool {
	if !strings.HasSuffix(p, ":") {
		return false
	}
	last := strings.ToLower(p[max(0, len(p)-80):])
	for _, w := range [...]string{"statement", "tweeted", "tweet", "wrote", "read:", "reads:", "message", "letter", "post:", "posted", "said:"} {
		if strings.Contains(last, w) {
			return true
		}
	}
	return false
}

// sentenceLike reports whether a paragraph is running words: not a mark, a
// link or a heading.
func sentenceLike(p string) bool {
	first, _ := utf8.DecodeRuneInString(p)
	last, _ := utf8.DecodeLastRuneInString(p)
	return unicode.IsUpper(first) && (last == '.' || last == '!' || last == '?') && len(p) > 40
}
