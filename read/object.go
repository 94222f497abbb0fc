package read

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"parallax/news"
	"parallax/text"
)

// The keys of an article in JSON: Parallax's own, those that `analyze` prints,
// and those of news-please. Of several the first that is set counts.
var (
	textKeys      = []string{"text", "maintext"}
	htmlKeys      = []string{"html"}
	idKeys        = []string{"id"}
	urlKeys       = []string{"url"}
	titleKeys     = []string{"title"}
	publishedKeys = []string{"published", "date_publish"}
	publisherKeys = []string{"publisher", "source_domain", "outlet"}
	authorKeys    = []string{"authors", "byline"}
	languageKeys  = []string{"language"}
)

// object reads one JSON value as an article. name is what errors call it.
func (r *reader) object(src source, name string, raw []byte, ordinal int) bool {
	a, err := r.parseObject(src, raw)
	if err != nil {
		return r.error(err, name)
	}
	return r.article(a, src, ordinal)
}

func (r *reader) parseObject(src source, raw []byte) (news.Article, *Error) {
	var a news.Article
	if !utf8.Valid(raw) {
		d, err := text.Decode(raw, "")
		if err != nil {
			return a, notText(err)
		}
		raw = []byte(d.Text)
		a.Notes = decodingNotes(d)
	}
	if kind := jsonKind(raw); kind != "an object" && kind != "" {
		return a, fail(BadJSON, "it is "+kind+", not an object", "give one object an article")
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(raw, &keys); err != nil {
		return a, jsonError(err)
	}
	o := object{keys}
	var errs [9]*Error
	var body, html, publishedFrom string
	a.ID, errs[0] = o.id(idKeys...)
	a.URL, errs[1] = o.string(urlKeys...)
	a.Title, errs[2] = o.string(titleKeys...)
	a.Published, errs[3] = o.published(&a.Notes)
	a.Publisher, errs[4] = o.string(publisherKeys...)
	a.Byline, errs[5] = o.list(authorKeys...)
	a.Language, errs[6] = o.string(languageKeys...)
	body, errs[7] = o.string(textKeys...)
	html, errs[8] = o.string(htmlKeys...)
	for _, e := range errs {
		if e != nil {
			return a, e
		}
	}
	// What an earlier run inferred is no metadata.
	switch publishedFrom, _ = o.string("published_from"); news.PublishedFrom(publishedFrom) {
	case news.FromText, news.FromContext:
		if a.Published.At != "" {
			a.Published.From = news.PublishedFrom(publishedFrom)
		}
	}
	a.URL = strings.TrimSpace(a.URL)
	a.Title = oneLine(a.Title)
	a.Publisher = oneLine(a.Publisher)
	a.Language = languageCode(a.Language, &a.Notes)
	if a.URL == "" {
		a.URL = src.address
	}
	switch {
	case strings.TrimSpace(body) != "":
		if n := strings.Count(body, "\uFFFD"); n > 0 && !strings.Contains(string(raw), "\uFFFD") && !strings.Contains(strings.ToLower(string(raw)), `\ufffd`) {
			a.Notes = append(a.Notes, plural(n, "broken escape of a character is", "broken escapes of characters are")+" shown as U+FFFD")
		}
		a.Text = body
		return a, nil
	case strings.TrimSpace(html) != "":
		p, err := extract(html, a.URL)
		if err != nil {
			return a, err
		}
		p.fill(&a)
		return a, nil
	}
	detail := fmt.Sprintf("none of the keys %s holds any", strings.Join(slices.Concat(textKeys, htmlKeys), ", "))
	return a, fail(NoText, detail, "put the article's text under \"text\"")
}

// object reads typed keys of a JSON object. null counts as absent.
type object struct{ keys map[string]json.RawMessage }

// first returns the first of names that is set.
func (o object) first(names []string) (name string, raw json.RawMessage) {
	for _, name := range names {
		if raw := o.keys[name]; len(raw) > 0 && string(raw) != "null" && string(raw) != `""` {
			return name, raw
		}
	}
	return "", nil
}

func wrongType(name string, raw json.RawMessage, want string) *Error {
	return fail(WrongType, fmt.Sprintf("%q is %s, not %s", name, jsonKind(raw), want), "")
}

func (o object) string(names ...string) (string, *Error) {
	name, raw := o.first(names)
	if name == "" {
		return "", nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", wrongType(name, raw, "a string")
	}
	return s, nil
}

// id is a string or a number as it is written.
func (o object) id(names ...string) (string, *Error) {
	name, raw := o.first(names)
	if name == "" {
		return "", nil
	}
	if jsonKind(raw) == "a number" {
		return string(raw), nil
	}
	return o.string(name)
}

// list is an array of strings or one string.
func (o object) list(names ...string) ([]string, *Error) {
	name, raw := o.first(names)
	if name == "" {
		return nil, nil
	}
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return cleanNames([]string{one}), nil
	}
	var many []*string // an element may be null
	if json.Unmarshal(raw, &many) != nil {
		return nil, wrongType(name, raw, "a list of strings")
	}
	var names2 []string
	for _, s := range many {
		if s != nil {
			names2 = append(names2, *s)
		}
	}
	return cleanNames(names2), nil
}

// published reads a date in words or a Unix time.
func (o object) published(notes *[]string) (news.Published, *Error) {
	name, raw := o.first(publishedKeys)
	if name == "" {
		return news.Published{}, nil
	}
	var p news.Published
	var ok bool
	var seconds float64
	if json.Unmarshal(raw, &seconds) == nil {
		p, ok = publishedUnix(seconds)
	} else {
		s, err := o.string(name)
		if err != nil {
			return p, err
		}
		p, ok = published(s)
		if strings.TrimSpace(s) == "" {
			return p, nil
		}
	}
	if !ok {
		*notes = append(*notes, fmt.Sprintf("%q holds no date that can be read: %s", name, shortened(string(raw), 60)))
		return news.Published{}, nil
	}
	return p, nil
}

// jsonKind names the kind of a JSON value by its first byte.
func jsonKind(raw []byte) string {
	for _, c := range raw {
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '{':
			return "an object"
		case '[':
			return "a list"
		case '"':
			return "a string"
		case 't', 'f':
			return "true or false"
		case 'n':
			return "null"
		}
		if c == '-' || c >= '0' && c <= '9' {
			return "a number"
		}
		break
	}
	return ""
}

// languageCode turns "en-GB" and "eng" into "en".
func languageCode(s string, notes *[]string) string {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	tag, err := language.Parse(strings.ReplaceAll(s, "_", "-"))
	if base, confidence := tag.Base(); err == nil && confidence != language.No && len(base.String()) == 2 {
		return base.String()
	}
	*notes = append(*notes, "the input's language is not an ISO 639 code: "+shortened(s, 40))
	return ""
}

// cleanNames makes one line of each name, without "By", and drops empty and
// repeated ones.
func cleanNames(names []string) []string {
	var out []string
	for _, n := range names {
		n = oneLine(n)
		if len(n) > 3 && strings.EqualFold(n[:3], "by ") {
			n = n[3:]
		}
		if n == "" || slices.Contains(out, n) || len(out) == 50 { // 50: a list of staff, not a byline
			continue
		}
		out = append(out, n)
	}
	return out
}

// oneLine trims s and makes every run of white space one space.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

func shortened(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	for bytes > 0 && !utf8.RuneStart(s[bytes]) {
		bytes--
	}
	return s[:bytes] + "…"
}
