package library

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"parallax/news"
)

// ParseQuery reads what a person types into a search: words and "phrases" of
// the text, -words that must be missing, the start of a word*, and
//
//	name:kerry name:"John Kerry"   somebody or something that is named
//	speaker:kerry                  somebody who is quoted
//	outlet:example.com             who published it
//	after:2026-05-01 before:2026-06
//
// after and before are days, months or years; both name a start.
func ParseQuery(s string) (news.Query, error) {
	var q news.Query
	var words []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var part string
		part, s = nextPart(s)
		field, value, ok := strings.Cut(part, ":")
		value = strings.Trim(value, `"`)
		if ok && fields[strings.ToLower(field)] && strings.TrimSpace(value) == "" {
			return q, fmt.Errorf("%w: nothing stands behind “%s:”", news.ErrQuery, field)
		}
		var err error
		if !ok {
			field = ""
		}
		switch strings.ToLower(field) {
		case "name":
			q.Names = append(q.Names, value)
		case "speaker":
			q.Speakers = append(q.Speakers, value)
		case "outlet":
			q.Outlet = value
		case "after":
			q.After, err = ParseTime(value)
		case "before":
			q.Before, err = ParseTime(value)
		default:
			words = append(words, part)
		}
		if err != nil {
			return q, err
		}
	}
	q.Words = strings.Join(words, " ")
	return q, nil
}

var fields = map[string]bool{"name": true, "speaker": true, "outlet": true, "after": true, "before": true}

// nextPart cuts one word, phrase or field:"value" off.
func nextPart(s string) (part, rest string) {
	quoted := false
	for i, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// ParseTime reads a time (RFC 3339), a day, a month or a year, in UTC.
func ParseTime(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: %q is no time: write 2026-05-31, 2026-05 or 2026-05-31T14:00", news.ErrQuery, s)
}
