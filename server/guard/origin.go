package guard

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// csp lets a browser load nothing but what the server itself gives, run no
// script that stands in a page, and show the pages in no other's frame.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// setHeaders sets what holds for every answer. A handler that needs another
// policy, for a file to save, may set its own.
func setHeaders(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// StyleHash returns what a Content-Security-Policy says of a style sheet that
// stands in the page, and the whole policy with it.
func StyleHash(style string) (source, policy string) {
	sum := sha256.Sum256([]byte(style))
	source = "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	return source, strings.Replace(csp, "style-src 'self'", "style-src 'self' "+source, 1)
}

// secure reports whether the browser's connection is encrypted.
func (g *Guard) secure(r *http.Request) bool {
	return r.TLS != nil || g.opts.Proxy && strings.EqualFold(last(r.Header.Values("X-Forwarded-Proto")), "https")
}

// knownHost reports whether the server goes by the name that it is asked by. A
// page of a stranger may have its own name resolve to this machine (DNS
// rebinding); its requests are then of one origin with the server, so only the
// name tells them apart.
func (g *Guard) knownHost(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if slices.Contains(g.opts.Hosts, "*") || slices.ContainsFunc(g.opts.Hosts, func(s string) bool { return strings.EqualFold(s, host) }) {
		return true
	}
	if isLoopback(host) {
		return true
	}
	if g.loopback {
		return false
	}
	// A name cannot be turned into a number, so a number is never rebound.
	// Without names given, an open address answers to any: what is asked
	// there is guarded by a cookie, which browsers keep by name.
	_, err := netip.ParseAddr(host)
	return err == nil || len(g.opts.Hosts) == 0
}

// proxied reports whether something passed the request on.
func proxied(r *http.Request) bool {
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
}

// address is the network address of the client.
func (g *Guard) address(r *http.Request) netip.Addr {
	if g.opts.Proxy {
		if ip, err := netip.ParseAddr(last(r.Header.Values("X-Forwarded-For"))); err == nil {
			return ip.Unmap()
		}
	}
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

// last returns the last item of a list: what the nearest proxy has added.
func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	items := strings.Split(values[len(values)-1], ",")
	return strings.TrimSpace(items[len(items)-1])
}

// crossSite says why a request is refused, "" when it is not: a browser sends
// what a stranger's page asks it to in the name of its user.
func (g *Guard) crossSite(r *http.Request, p Person) string {
	if p.Token != "" {
		return "" // a token is never sent unasked
	}
	if safe(r.Method) {
		// A link from elsewhere may lead here. What another page only loads it
		// cannot read, but it can make this server work, and measure. What is
		// public a reader of feeds may load from wherever it lives.
		from := r.Header.Get("Sec-Fetch-Site")
		if (from == "cross-site" || from == "same-site") && r.Header.Get("Sec-Fetch-Mode") != "navigate" && !under(g.opts.Public, r.URL.Path) {
			return "The browser says that a page of another site wants to load it."
		}
		return ""
	}
	if err := g.cross.Check(r); err != nil {
		return "The browser says that a page of another site has sent it."
	}
	if p.Role == Nobody || r.URL.Path == "/signin" {
		return "" // has no name that could be misused
	}
	// A browser asks another site first, and this one never agrees, before it
	// sends by any other method or any kind that a form cannot have.
	if r.Method != http.MethodPost {
		return ""
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json")) {
		return ""
	}
	sent := r.Header.Get("X-CSRF-Token")
	if sent == "" {
		sent = formField(r, kind)
	}
	if !g.goodToken(sent, p) {
		return "The form's token is missing or no longer good: load the page again. Programs send JSON (Content-Type: application/json) or a token (Authorization: Bearer)."
	}
	return ""
}

// formMemory is how much of an upload is held in memory; the rest waits in a
// temporary file.
const formMemory = 1 << 20

func formField(r *http.Request, kind string) string {
	switch kind {
	case "application/x-www-form-urlencoded":
		if r.ParseForm() != nil {
			return ""
		}
	case "multipart/form-data":
		if r.ParseMultipartForm(formMemory) != nil {
			return ""
		}
	default:
		return ""
	}
	return r.PostFormValue("csrf")
}

// The token of a form is bound to the session. It goes out masked by random
// bytes: a page that is compressed together with a reader's own words would
// else tell it letter by letter.
func (g *Guard) formToken(p Person) string {
	want := g.formKey(p)
	mask := make([]byte, len(want))
	rand.Read(mask)
	out := append(mask, want...)
	for i := range want {
		out[len(want)+i] ^= mask[i]
	}
	return base64.RawURLEncoding.EncodeToString(out)
}

func (g *Guard) goodToken(sent string, p Person) bool {
	raw, err := base64.RawURLEncoding.DecodeString(sent)
	want := g.formKey(p)
	if err != nil || len(raw) != 2*len(want) {
		return false
	}
	got := make([]byte, len(want))
	for i := range got {
		got[i] = raw[i] ^ raw[len(want)+i]
	}
	return hmac.Equal(got, want)
}

func (g *Guard) formKey(p Person) []byte {
	h := hmac.New(sha256.New, g.key)
	fmt.Fprintf(h, "form\x00%s", p.session)
	return h.Sum(nil)
}
