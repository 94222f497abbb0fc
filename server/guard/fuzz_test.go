package guard

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzSecrets: what is read back is what was written, and nothing that was not
// drawn here lets anybody in.
func FuzzSecrets(f *testing.F) {
	good := random(tokenBytes)
	phc := hashPassword("a long password", cheap)
	seeds := []string{"", good, "plx_0123456789ab_" + good, "plx__", "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", phc,
		"$argon2id$v=19$m=4294967295,t=1,p=255$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "/story/1", "//evil.example", "/\\evil"}
	if len(seeds) < 8 {
		f.Fatal("seeds are missing")
	}
	for _, s := range seeds {
		f.Add(s)
	}
	g := &Guard{key: make([]byte, 32)}
	all := []Account{{ID: "1", Name: "a", Role: Editor, Tokens: []Token{{ID: "0123456789ab", Role: Editor, Hash: hashSecret(good)}}}}
	f.Fuzz(func(t *testing.T, s string) {
		if id, secret, ok := parseToken(s); ok && tokenMark+id+"_"+secret != s {
			t.Errorf("token %q is read as %q %q", s, id, secret)
		}
		if a, _ := byToken(all, s); a != nil && s != "plx_0123456789ab_"+good {
			t.Errorf("token %q lets in", s)
		}
		if c, salt, hash, ok := parsePHC(s); ok {
			if c.memory > 1<<20 || c.passes > 16 || c.threads > 16 || len(salt) > 64 || len(hash) > 64 {
				t.Errorf("%q may cost too much: %+v", s, c)
			}
			if !strings.HasSuffix(s, base64.RawStdEncoding.EncodeToString(hash)) {
				t.Errorf("%q: hash is read as %x", s, hash)
			}
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.Header["Cookie"] = []string{"parallax=" + s}
		if got := sessionCookie(r, false); got != "" && (!validSecret(got) || !strings.Contains(s, got)) {
			t.Errorf("cookie %q is read as %q", s, got)
		}
		if g.goodToken(s, Person{session: good}) {
			t.Errorf("form token %q is taken", s)
		}
		if next := local(s); !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, "/\\") {
			t.Errorf("next %q goes to %q", s, next)
		}
		r.Host = s
		if name := strings.ToLower(s); g.asLoopback().knownHost(r) && !strings.Contains(name, "localhost") && !strings.Contains(name, "127.") && !strings.Contains(name, "::") {
			t.Errorf("host %q is let through", s)
		}
		_ = bearerOf(s)
	})
}

func (g *Guard) asLoopback() *Guard { return &Guard{loopback: true} }

func bearerOf(s string) string {
	r := &http.Request{Header: http.Header{"Authorization": {s}}}
	token, _ := bearer(r)
	return token
}
