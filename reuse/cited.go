package reuse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// citedBy lists whom the articles of one origin cite, those cited most first:
// two origins that cite one spokesman are one source for what he says. A name
// and its last part are one person.
func citedBy(r *news.Report, articles []int) []news.Cited {
	var out []news.Cited
	for _, a := range articles {
		for _, at := range r.Articles[a].Attributions {
			if at.Speaker == "" || len(at.Source) == 0 {
				continue
			}
			one := news.Ref{Doc: a, Span: at.Source[0]}
			i := slices.IndexFunc(out, func(c news.Cited) bool { return samePerson(c.Name, at.Speaker) })
			if i < 0 {
				out = append(out, news.Cited{Name: at.Speaker, Mentions: []news.Ref{one}})
				continue
			}
			out[i].Mentions = append(out[i].Mentions, one)
			if len(at.Speaker) > len(out[i].Name) && named(at.Speaker) {
				out[i].Name = at.Speaker
			}
		}
	}
	slices.SortStableFunc(out, func(a, b news.Cited) int { return len(b.Mentions) - len(a.Mentions) })
	return out
}

func samePerson(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return named(a) && named(b) && strings.HasSuffix(strings.ToLower(b), " "+strings.ToLower(a))
}

func named(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}
