package library

import (
	"crypto/sha256"
	"net/url"
	"path/filepath"
	"strings"

	"parallax/news"
	"parallax/text"
)

// identity is what tells that two articles are one: keys that are strong
// (address), weak (place in a file), and the key of its very text.
type identity struct {
	keys  []string // all of them, strongest first
	text  string
	place string // "" when an address tells
	// live: the text stands at its address, or in its file, now. An archive may
	// hold two texts of one page, and reading it again changes nothing.
	live bool
}

// identify names an article before anything is found in it, from what its
// container says.
func identify(a *news.Article) identity {
	outlet := text.Outlet(a.URL)
	if outlet == "" {
		outlet = strings.ToLower(strings.Join(strings.Fields(a.Publisher), " "))
	}
	id := identity{text: key("text", outlet, a.Title, a.Text)}
	switch address, page := canonical(a.URL); {
	case page:
		id.keys = []string{key("url", address)}
	case address != "": // a whole site, named for each of its articles
		id.place = key("site", address, a.ID)
	case a.Path != "" && a.Path != "-":
		path := a.Path
		if abs, err := filepath.Abs(path); err == nil && !strings.Contains(path, "://") {
			path = abs
		}
		id.place = key("file", path, a.ID)
	}
	id.live = id.place != "" || strings.Contains(a.Path, "://")
	if id.place != "" {
		id.keys = []string{id.place}
	}
	id.keys = append(id.keys, id.text)
	return id
}

func key(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return string(sum[:16])
}

// canonical is an address without what does not choose the page: scheme, www,
// fragment, the marks of campaigns; and whether it names a page at all, not
// only a site.
func canonical(address string) (string, bool) {
	u, err := url.Parse(text.Unwrap(strings.TrimSpace(address)))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(address), address != ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := strings.TrimRight(u.EscapedPath(), "/")
	var kept []string
	for _, p := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(p, "=")
		if name = strings.ToLower(name); name != "" && !strings.HasPrefix(name, "utm_") && !campaign[name] {
			kept = append(kept, p)
		}
	}
	query := strings.Join(kept, "&")
	return host + path + "?" + query, path != "" || query != ""
}

// campaign are parameters that tell where a reader came from.
var campaign = map[string]bool{"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "igshid": true, "mc_cid": true, "mc_eid": true,
	"ncid": true, "cmpid": true, "smid": true, "smtyp": true, "_ga": true, "ref": true, "ref_src": true}
