package read

import (
	"bufio"
	"fmt"
	"strings"

	"parallax/news"
	"parallax/text"
)

// plain reads a plain text: the decoded bytes are the article's text.
func (r *reader) plain(src source, br *bufio.Reader, size int64) bool {
	b, e := r.all(br, size)
	if e != nil {
		return r.error(e, src.name)
	}
	d, err := text.Decode(b, charsetOf(src.contentType))
	if err != nil {
		return r.error(notText(err), src.name)
	}
	if strings.TrimSpace(d.Text) == "" {
		return r.error(fail(Empty, "it holds only white space", ""), src.name)
	}
	return r.article(news.Article{URL: src.address, Text: d.Text, Notes: decodingNotes(d)}, src, 0)
}

func notText(err error) *Error {
	return fail(Binary, "", "name text, HTML or JSON files").because(err)
}

// decodingNotes tell the reader where the text may differ from what was written.
func decodingNotes(d text.Decoded) []string {
	var notes []string
	if d.Guessed {
		notes = append(notes, fmt.Sprintf("the encoding is not declared; read as %s", d.Encoding))
	}
	if d.Replaced > 0 {
		notes = append(notes, fmt.Sprintf("%s not valid %s, shown as U+FFFD; the first at byte %d",
			plural(d.Replaced, "stretch of bytes is", "stretches of bytes are"), d.Encoding, d.First))
	}
	return notes
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// charsetOf returns the charset parameter of a media type, or "".
func charsetOf(contentType string) string {
	_, params, _ := strings.Cut(contentType, ";")
	for params != "" {
		var param string
		param, params, _ = strings.Cut(params, ";")
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(name), "charset") {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}
