package read

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	xhtml "golang.org/x/net/html"
)

var ampersand = regexp.MustCompile(`&(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?`)

// mendXML repairs the common faults of feeds: bare ampersands, the names of
// HTML characters, characters that XML does not allow.
func mendXML(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	for s != "" { // what stands in CDATA is text already
		before, rest, ok := strings.Cut(s, "<![CDATA[")
		b.WriteString(ampersand.ReplaceAllStringFunc(before, mendAmpersand))
		if !ok {
			break
		}
		data, after, closed := strings.Cut(rest, "]]>")
		if !closed {
			data, after = "", ""
		}
		b.WriteString("<![CDATA[" + data + "]]>")
		s = after
	}
	return b.String()
}

func mendAmpersand(m string) string {
	switch m {
	case "&":
		return "&amp;"
	case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
		return m
	}
	if c := html.UnescapeString(m); c != m {
		return c
	}
	return "&amp;" + m[1:]
}

// soup reads a feed tag by tag, as browsers read HTML: whatever stands between
// the tags of an entry that are known. nil means that no feed is there.
func soup(s string) *gofeed.Feed {
	f := &gofeed.Feed{}
	var item *gofeed.Item
	z := xhtml.NewTokenizer(strings.NewReader(s))
	z.AllowCDATA(true)
	field, depth := "", 0
	var value strings.Builder
	known := false
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		switch kind {
		case xhtml.TextToken:
			if field != "" {
				t := string(z.Text())
				if open := strings.TrimSpace(t); strings.HasPrefix(open, "<![CDATA[") { // in a title nothing is a tag
					t = strings.TrimSuffix(strings.TrimPrefix(open, "<![CDATA["), "]]>")
				}
				value.WriteString(t)
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			raw := string(z.Raw())
			name, attrs := tagOf(z)
			switch {
			case name == "rss" || name == "feed" || name == "rdf:rdf" || name == "channel":
				known = true
			case name == "item" || name == "entry":
				item = &gofeed.Item{}
				f.Items = append(f.Items, item)
				field = ""
				known = true
			case field != "" && field == name:
				depth++
			case field != "" && !soupField[name]:
				value.WriteString(raw) // markup of the text
			case soupField[name]:
				field, depth = name, 1
				value.Reset()
				if href := attrs["href"]; href != "" {
					value.WriteString(href)
				}
				if kind == xhtml.SelfClosingTagToken {
					setField(f, item, field, value.String())
					field = ""
				}
			}
		case xhtml.EndTagToken:
			raw := string(z.Raw())
			name, _ := tagOf(z)
			switch {
			case name == "item" || name == "entry":
				item, field = nil, ""
			case name == field:
				if depth--; depth == 0 {
					setField(f, item, field, value.String())
					field = ""
				}
			case field != "":
				value.WriteString(raw)
			}
		}
	}
	if field != "" { // the feed ends within it
		setField(f, item, field, value.String())
	}
	if !known {
		return nil
	}
	return f
}

func tagOf(z *xhtml.Tokenizer) (string, map[string]string) {
	name, more := z.TagName()
	tag := string(name)
	attrs := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs[string(k)] = string(v)
	}
	return tag, attrs
}

var soupField = map[string]bool{"title": true, "link": true, "description": true, "summary": true, "content": true, "content:encoded": true,
	"pubdate": true, "published": true, "updated": true, "dc:date": true, "issued": true, "dc:creator": true, "name": true, "guid": true, "id": true}

func setField(f *gofeed.Feed, item *gofeed.Item, name, value string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	if item == nil {
		switch {
		case name == "title" && f.Title == "":
			f.Title = value
		case name == "link" && f.Link == "":
			f.Link = value
		case name == "description" && f.Description == "":
			f.Description = value
		}
		return
	}
	set := func(to *string) {
		if *to == "" {
			*to = value
		}
	}
	switch name {
	case "title":
		set(&item.Title)
	case "link":
		set(&item.Link)
	case "description", "summary":
		set(&item.Description)
	case "content", "content:encoded":
		set(&item.Content)
	case "pubdate", "published", "dc:date", "issued":
		set(&item.Published)
	case "updated":
		set(&item.Updated)
	case "guid", "id":
		set(&item.GUID)
	case "dc:creator", "name":
		item.Authors = append(item.Authors, &gofeed.Person{Name: value})
	}
}
