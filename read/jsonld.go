package read

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// linkedData reads schema.org's NewsArticle and its relatives.
func (f *found) linkedData(source string) {
	var v any
	if len(source) > 1<<20 || json.Unmarshal([]byte(strings.TrimSpace(source)), &v) != nil {
		return
	}
	f.linked(v, 0)
}

func (f *found) linked(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			f.linked(one, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			f.title.offer(stringOf(v["headline"]), rankLD)
			f.offerDate(stringOf(v["datePublished"]), rankLD)
			f.authors.offer(rankLD, namesOf(v["author"])...)
			if body := stringOf(v["articleBody"]); len(body) > len(f.body) {
				f.body = body
			}
			for _, name := range namesOf(v["publisher"]) {
				f.site.offer(name, 1) // og:site_name is how the outlet calls itself
			}
			if f.language == "" {
				f.language = stringOf(v["inLanguage"])
			}
			return
		}
		f.linked(v["@graph"], depth+1)
		f.linked(v["mainEntity"], depth+1)
		f.linked(v["mainEntityOfPage"], depth+1)
	}
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		v = strings.TrimPrefix(strings.TrimPrefix(v, "http://schema.org/"), "https://schema.org/")
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "LiveBlogPosting" || v == "Report" || v == "AnalysisNewsArticle"
	case []any:
		return slices.ContainsFunc(v, isArticleType)
	}
	return false
}

// stringOf reads "x", {"@value": "x"} and {"name": "x"}.
func stringOf(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case map[string]any:
		for _, key := range []string{"@value", "name"} {
			if s, ok := v[key].(string); ok {
				return html.UnescapeString(s)
			}
		}
	}
	return ""
}

// namesOf reads the name or names of persons and organisations.
func namesOf(v any) []string {
	if list, ok := v.([]any); ok {
		var names []string
		for _, one := range list {
			names = append(names, stringOf(one))
		}
		return names
	}
	if s, ok := v.(string); ok {
		return bylines(html.UnescapeString(s))
	}
	if m, ok := v.(map[string]any); ok {
		if list, ok := m["name"].([]any); ok {
			return namesOf(list)
		}
	}
	return []string{stringOf(v)}
}
