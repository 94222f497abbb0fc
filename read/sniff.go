package read

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"parallax/text"
)

// format is how a stream is read; formatOther is recognised and refused.
type format int

const (
	formatText format = iota
	formatHTML
	formatJSON
	formatFeed
	formatList // sitemap or OPML
	formatOther
)

// kind is what the first bytes of a stream tell about it.
type kind struct {
	format format
	what   string // for formatOther: what it is, a clause
	remedy string
	media  bool // passed over in a directory
}

// sniff tells what a stream holds from its first bytes. The media type decides
// nothing by itself: servers and names often err.
func sniff(head []byte, name, contentType string) kind {
	if k, ok := sniffMagic(head); ok {
		return k
	}
	s := decodeHead(head)
	if k, ok := sniffMedia(head, s); ok {
		return k
	}
	trimmed := strings.TrimLeft(s, " \t\r\n\f\v")
	switch {
	case isJSONFeed(trimmed):
		return kind{format: formatFeed}
	case namedJSON(name) && (strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[")):
		return kind{format: formatJSON} // broken, maybe, but not prose
	case strings.HasPrefix(trimmed, "{"):
		next := strings.TrimLeft(trimmed[1:], " \t\r\n")
		if next == "" || next[0] == '"' || next[0] == '}' {
			return kind{format: formatJSON}
		}
	case strings.HasPrefix(trimmed, "["):
		next := strings.TrimLeft(trimmed[1:], " \t\r\n")
		if next != "" && (next[0] == '{' || next[0] == ']' || next[0] == '[') {
			return kind{format: formatJSON}
		}
	case strings.HasPrefix(trimmed, "<"):
		return sniffMarkup(trimmed, contentType)
	}
	if start := s[:min(len(s), 2048)]; strings.Contains(start, "MIME-Version: ") && strings.Contains(start, "multipart/related") {
		return kind{formatOther, "a page saved with its images (MHTML)", "save it as HTML only", false}
	}
	if words := strings.ToLower(s); strings.Contains(words, "<!doctype html") || strings.Contains(words, "<html") && strings.Contains(words, "<body") {
		return kind{format: formatHTML} // behind a line that a tool put before it
	}
	return kind{format: formatText}
}

// isJSONFeed finds the version that a JSON feed opens with (jsonfeed.org); an
// article that mentions it has other keys before.
func isJSONFeed(s string) bool {
	s = s[:min(len(s), 200)]
	return strings.HasPrefix(s, "{") && strings.Contains(s, `"version"`) && strings.Contains(strings.ReplaceAll(s, `\/`, "/"), "://jsonfeed.org/version/")
}

// namedJSON reports a file name that promises JSON.
func namedJSON(name string) bool {
	name = strings.ToLower(name)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")
	return strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".ndjson")
}

// decodeHead is the head as UTF-8, good enough to look at.
func decodeHead(head []byte) string {
	if len(head) == sniffed { // may end within a character
		for n := 0; n < utf8.UTFMax && len(head) > 0 && !utf8.RuneStart(head[len(head)-1]); n++ {
			head = head[:len(head)-1]
		}
		head = head[:len(head)-1]
	}
	d, err := text.Decode(head, "")
	if err != nil {
		return string(head)
	}
	return d.Text
}

// magics are kinds that their first bytes tell beyond doubt.
var magics = []struct {
	magic string
	kind  kind
}{
	{"%PDF-", kind{formatOther, "a PDF document", "convert it to text first (pdftotext)", false}},
	{"%!PS-Adobe", kind{formatOther, "a PostScript document", "convert it to text first", false}},
	{`{\rtf`, kind{formatOther, "an RTF document", "save it as plain text first", false}},
	{"PK\x03\x04", kind{formatOther, "a ZIP archive (.zip, .docx, .odt and .epub files are)", "unpack it, or save the document as plain text", false}},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kind{formatOther, "a Microsoft Office document", "save it as plain text first", false}},
	{"BZh91AY&SY", kind{formatOther, "a bzip2 archive", "unpack it, or pack it with gzip or zstd", false}},
	{"\xFD7zXZ\x00", kind{formatOther, "an xz archive", "unpack it, or pack it with gzip or zstd", false}},
	{"7z\xBC\xAF\x27\x1C", kind{formatOther, "a 7z archive", "unpack it first", false}},
	{"Rar!\x1A\x07", kind{formatOther, "a RAR archive", "unpack it first", false}},
	{"\x04\x22\x4D\x18", kind{formatOther, "an lz4 archive", "unpack it, or pack it with gzip or zstd", false}},
	{"SQLite format 3\x00", kind{formatOther, "an SQLite database", "export its articles as JSON Lines", false}},
	{"PAR1", kind{formatOther, "a Parquet table", "export its articles as JSON Lines", false}},
	{"\x7FELF", kind{formatOther, "a program", "", false}},
}

func sniffMagic(head []byte) (kind, bool) {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind, true
		}
	}
	const tarAt = 257
	if len(head) > tarAt+5 && string(head[tarAt:tarAt+5]) == "ustar" {
		return kind{formatOther, "a tar archive", "unpack it first", false}, true
	}
	return kind{}, false
}

// sniffMedia finds images, sounds, videos and fonts. Some of their marks are
// plain letters ("BM", "ID3"), so what reads as text is text.
func sniffMedia(head []byte, decoded string) (kind, bool) {
	for i := 0; ; i++ {
		if i == len(decoded) {
			return kind{}, false
		}
		if c := decoded[i]; c < '\t' || c == 0x7F || c > '\r' && c < ' ' && c != 0x1B {
			break
		}
	}
	media, _, _ := strings.Cut(http.DetectContentType(head), "/")
	switch media {
	case "image", "audio", "video", "font":
		article := "a "
		if media == "image" || media == "audio" {
			article = "an "
		}
		return kind{formatOther, article + media + " file", "name text, HTML or JSON files", true}, true
	}
	return kind{}, false
}

// sniffMarkup tells HTML from feeds, sitemaps and other XML.
func sniffMarkup(s, contentType string) kind {
	root, declared := rootElement(s)
	local := root
	if _, after, ok := strings.Cut(root, ":"); ok {
		local = after
	}
	switch strings.ToLower(local) {
	case "html":
		return kind{format: formatHTML}
	case "rss", "rdf", "feed":
		return kind{format: formatFeed}
	case "urlset", "sitemapindex", "opml":
		return kind{format: formatList}
	case "svg":
		return kind{formatOther, "an SVG image", "name text, HTML or JSON files", true}
	}
	if declared {
		return kind{formatOther, "an XML document <" + local + ">", "convert it to text, HTML or JSON", false}
	}
	media, _, _ := strings.Cut(contentType, ";")
	if strings.EqualFold(strings.TrimSpace(media), "text/html") || strings.HasPrefix(http.DetectContentType([]byte(s)), "text/html") {
		return kind{format: formatHTML}
	}
	if htmlElements[strings.ToLower(root)] {
		return kind{format: formatHTML}
	}
	return kind{format: formatText}
}

// htmlElements may open a fragment of a page beside those that the MIME
// sniffing standard lists.
var htmlElements = map[string]bool{"article": true, "main": true, "section": true, "header": true, "meta": true, "link": true,
	"h2": true, "h3": true, "ul": true, "ol": true, "blockquote": true, "span": true, "figure": true, "nav": true, "img": true}

// rootElement returns the name of the first element behind declarations and
// comments, and whether an XML declaration stands before it. A document type
// names the root as well.
func rootElement(s string) (name string, xml bool) {
	for {
		s = strings.TrimLeft(s, " \t\r\n\f\v\uFEFF")
		switch {
		case strings.HasPrefix(s, "<?"):
			xml = xml || strings.HasPrefix(s, "<?xml ")
			_, after, ok := strings.Cut(s, ">")
			if !ok {
				return "", xml
			}
			s = after
		case strings.HasPrefix(s, "<!--"):
			_, after, ok := strings.Cut(s, "-->")
			if !ok {
				return "", xml
			}
			s = after
		case strings.HasPrefix(s, "<!"):
			fields := strings.Fields(strings.TrimRight(s[2:min(len(s), 100)], ">"))
			if len(fields) >= 2 && strings.EqualFold(fields[0], "doctype") {
				return strings.TrimRight(fields[1], ">["), xml
			}
			_, after, ok := strings.Cut(s, ">")
			if !ok {
				return "", xml
			}
			s = after
		case strings.HasPrefix(s, "<"):
			end := strings.IndexAny(s, " \t\r\n\f>/")
			if end == 1 || end < 0 {
				return "", xml
			}
			return s[1:end], xml
		default:
			return "", xml
		}
	}
}
