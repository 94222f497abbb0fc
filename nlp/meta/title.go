package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// Bounds of a headline in words and bytes: shorter lines are labels, longer
// ones are prose.
const (
	minTitleWords = 3
	maxTitleWords = 28
	maxTitleBytes = 200
)

// title is the first line that reads as a headline, before prose begins.
func (p *page) title() string {
	for i, l := range p.head {
		// A headline without a container's title beside it may be taken for a
		// caption or a link; what is surely neither prose nor headline is skipped.
		switch l.kind {
		case news.Stamp, news.Breadcrumb, news.Share, news.Plea, news.Credit, news.Legal, news.Bio:
			continue
		}
		if isDateLine(l.text) || p.agencyOnLine(l, i) != "" || len(namesAfterBy(l.text)) > 0 || breadcrumb(l.text) || captionLike(l.text) {
			continue
		}
		if _, rest := parseNames(l.text); rest == "" {
			continue
		}
		words := len(strings.Fields(l.text))
		if _, dated := fullDate(l.text); dated && words < 6 {
			continue // "Died July 31, 2016"
		}
		if words < minTitleWords || l.kind == news.Other {
			continue
		}
		if words > maxTitleWords || len(l.text) > maxTitleBytes || endsSentence(l.text) || i+1 == len(p.head) && len(p.head) < headLines {
			return "" // prose has begun
		}
		return l.text
	}
	return ""
}

// endsSentence reports a line that closes as a sentence does. A question or an
// exclamation may be a headline.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)»`)
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case '.':
		// "... talks in the U.S." ends a headline too
		i := strings.LastIndexAny(s, " \t") + 1
		return strings.Count(s[i:], ".") < 2
	case ':', ',', ';':
		return true
	}
	return false
}

// breadcrumb reports a path through a site: Home / World / Europe.
func breadcrumb(s string) bool {
	return strings.HasPrefix(s, "Home ") && strings.ContainsAny(s, "/>»|")
}

// captionLike reports a line that credits a picture.
func captionLike(s string) bool {
	lower := strings.ToLower(s)
	for _, w := range []string{"photo by", "file photo", "photo:", "image:", "(photo", "photo)", "getty images", "ap photo", "image copyright", "image caption", "hide caption", "show caption"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return strings.HasSuffix(s, ")") && strings.Contains(s, ". (") || strings.Contains(s, "REUTERS/") || strings.HasPrefix(lower, "photo ") || strings.HasPrefix(lower, "image ") || strings.HasPrefix(s, "FILE")
}

// capitalised reports whether the word begins with an upper-case letter.
func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
