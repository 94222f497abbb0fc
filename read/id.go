package read

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/text"
)

// ids hands out article IDs that are unique within a run. It keeps a 64-bit
// hash of each, not the ID: a run over a whole archive stays small, and a
// collision (one in four billion at 100,000 articles) only adds a suffix.
type ids struct {
	taken map[uint64]struct{}
	next  map[uint64]int // last suffix tried for an ID that came twice
}

func newIDs() ids { return ids{taken: map[uint64]struct{}{}, next: map[uint64]int{}} }

// assign returns the article's own ID, or base, or base-001 for the first of
// several in one container; with -2, -3, ... behind it when it is taken.
func (s ids) assign(own, base string, ordinal int) string {
	id := cleanID(own)
	if id == "" {
		id = cleanID(base)
		if id == "" {
			id = "article"
		}
		if ordinal > 0 {
			id = fmt.Sprintf("%s-%03d", id, ordinal)
		}
	}
	if s.take(id) {
		return id
	}
	h := hash(id)
	for n := max(s.next[h], 1) + 1; ; n++ {
		if with := fmt.Sprintf("%s-%d", id, n); s.take(with) {
			s.next[h] = n
			return with
		}
	}
}

func (s ids) take(id string) bool {
	h := hash(id)
	if _, taken := s.taken[h]; taken {
		return false
	}
	s.taken[h] = struct{}{}
	return true
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// cleanID makes one printable line of a name: IDs stand in tables and URLs.
func cleanID(s string) string {
	s = strings.ToValidUTF8(strings.TrimSpace(s), "_")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, s)
	const longest = 200 // bytes; addresses used as IDs fit
	if len(s) > longest {
		cut := longest
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	return s
}

// baseOf is the name of a file without its folder and extensions.
func baseOf(name string) string {
	if name == "-" {
		return "stdin"
	}
	if isAddress(name) {
		return baseOfAddress(name)
	}
	base := filepath.Base(name)
	for _, packed := range []string{".gz", ".zst"} {
		if cut, ok := strings.CutSuffix(base, packed); ok && cut != "" {
			base = cut
		}
	}
	if ext := filepath.Ext(base); isExtension(ext) && len(ext) < len(base) {
		base = base[:len(base)-len(ext)]
	}
	return base
}

// isExtension tells ".html" from the end of a name such as "Mr. Smith".
func isExtension(ext string) bool {
	if len(ext) < 2 || len(ext) > 7 {
		return false
	}
	for i := 1; i < len(ext); i++ {
		c := ext[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}

// baseOfAddress is outlet and last part of the path: two outlets' "index.html"
// should read apart.
func baseOfAddress(address string) string {
	u, err := url.Parse(text.Unwrap(address))
	if err != nil {
		return address
	}
	host := text.Outlet(u.Host)
	if host == "" {
		host = u.Hostname()
	}
	last := path.Base(u.Path)
	if last == "." || last == "/" {
		return host
	}
	return host + "-" + baseOf(last)
}
