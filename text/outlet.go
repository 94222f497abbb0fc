package text

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Outlet returns the registrable domain of a host or URL in lower case
// ("www.example.co.uk:80" and "https://m.example.co.uk/a" give
// "example.co.uk"), after the public suffix list (publicsuffix.org). A page in
// a web archive or an AMP cache belongs to the outlet it was taken from, so
// such addresses are unwrapped first. It returns "" for anything that is not a
// host with a registrable domain: a publisher's name, an IP address, a bare
// top-level domain.
func Outlet(hostOrURL string) string {
	host, isURL := hostOf(Unwrap(strings.TrimSpace(hostOrURL)))
	if host == "" {
		return ""
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	managed := icann || strings.Contains(suffix, ".") || reserved(suffix)
	if !isURL && !managed {
		return "" // "A.P" and "No. 10" are names, not hosts
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return domain
}

// reserved reports the top-level domains that RFC 2606 keeps for examples.
func reserved(tld string) bool {
	return tld == "example" || tld == "test" || tld == "invalid"
}

// hostOf returns the lower-case host of a URL or of a bare host with or
// without port and path, and "" when s cannot be one.
func hostOf(s string) (host string, isURL bool) {
	if strings.Contains(s, "://") {
		isURL = true
	} else {
		s = "//" + strings.TrimPrefix(s, "//")
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", isURL
	}
	host = strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "" || strings.ContainsAny(host, " \t_@'\"()") || !isURL && !strings.Contains(host, ".") {
		return "", isURL
	}
	return host, isURL
}

// archives are hosts whose paths end in the address of the page they keep.
var archives = []string{"web.archive.org", "wayback.archive.org", "archive.org", "archive.today", "archive.is",
	"archive.ph", "archive.md", "archive.li", "archive.vn", "archive.fo", "webarchive.org.uk", "www.webarchive.org.uk",
	"webarchive.nationalarchives.gov.uk", "arquivo.pt", "perma-archives.org"}

// Unwrap returns the address of the page that a web archive's or AMP cache's
// address stands for; any other address comes back unchanged.
func Unwrap(address string) string {
	for range 4 { // an archive may hold the page of another archive
		inner := unwrapOnce(address)
		if inner == address {
			break
		}
		address = inner
	}
	return address
}

func unwrapOnce(address string) string {
	_, rest, hasScheme := strings.Cut(address, "://")
	if !hasScheme {
		rest = strings.TrimPrefix(address, "//")
	}
	host, path, _ := strings.Cut(rest, "/")
	host = strings.ToLower(host)
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		host = host[:i]
	}
	for _, a := range archives {
		if host == a {
			return unwrapArchive(address, path)
		}
	}
	if strings.HasSuffix(host, ".cdn.ampproject.org") || host == "cdn.ampproject.org" {
		// /c/s/host/path: content, over https
		for _, p := range []string{"c/s/", "v/s/", "i/s/"} {
			if inner, ok := strings.CutPrefix(path, p); ok && inner != "" {
				return "https://" + inner
			}
		}
		for _, p := range []string{"c/", "v/", "i/"} {
			if inner, ok := strings.CutPrefix(path, p); ok && inner != "" {
				return "http://" + inner
			}
		}
	}
	return address
}

// unwrapArchive reads [web/]TIMESTAMP[flags]/ADDRESS.
func unwrapArchive(address, path string) string {
	for range 3 { // [collection/][web/]timestamp
		segment, rest, ok := strings.Cut(path, "/")
		if !ok {
			return address
		}
		path = rest
		if !isTimestamp(segment) {
			continue
		}
		switch lower := strings.ToLower(path); {
		case path == "":
			return address
		case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
			return path
		case strings.HasPrefix(lower, "http:/"): // a path cleaner ate a slash
			return "http://" + path[len("http:/"):]
		case strings.HasPrefix(lower, "https:/"):
			return "https://" + path[len("https:/"):]
		default:
			return "http://" + path
		}
	}
	return address
}

// isTimestamp reports an archive's capture time: YYYY to YYYYMMDDhhmmss with
// the archive's flags ("id_", "if_") behind it, or "*".
func isTimestamp(s string) bool {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	flags := s[digits:]
	return s == "*" || digits >= 4 && digits <= 17 && (flags == "" || flags == "*" || len(flags) == 3 && flags[2] == '_')
}
