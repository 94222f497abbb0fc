package read

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func untar(t testing.TB, in io.Reader, want func(string) bool) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for r := tar.NewReader(in); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg && want(h.Name) {
			if out[h.Name], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// warc is one record.
func warc(kind, address, media, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, media, len(block), block)
}

func response(n int, more, body string) string {
	return warc("response", fmt.Sprintf("https://valley.example/%d", n), "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"+more+"\r\n"+body)
}

func gz(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func zst(s string) string {
	z, _ := zstd.NewWriter(nil)
	return string(z.EncodeAll([]byte(s), nil))
}

func TestArchive(t *testing.T) {
	body := htmlPage("Ferry", "The ferry struck the pier at noon, and nobody was hurt, the harbour office said.")
	one, two, three := response(1, "", body), response(2, "", body), response(3, "", body)
	info := warc("warcinfo", "", "application/warc-fields", "software: none")
	moved := warc("response", "https://valley.example/old", "application/http", "HTTP/1.1 301 Moved\r\nLocation: /1\r\n\r\n")
	image := warc("response", "https://valley.example/i", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG")
	const text = "The ferry struck the pier at noon, and n…"
	is := func(n int) string { return fmt.Sprintf("valley.example-%d: %s", n, text) }
	broken := []byte(gz(two))
	for i := 40; i < 120; i++ {
		broken[i] ^= 0xA5
	}
	whole := []string{is(1), is(2), is(3)}
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"plain.warc":       {info + one + two + moved + image + three, append(whole, "plain.warc: records that hold no article")},
		"members.warc.gz":  {gz(one) + gz(two) + gz(three), whole},
		"one-member.gz":    {gz(one + two + three), whole},
		"members.warc.zst": {zst(one) + zst(two) + zst(three), whole},
		"dictionary.zst":   {"\x5D\x2A\x4D\x18\x04\x00\x00\x00none" + zst(one), nil},
		"chunked.warc":     {response(1, "Transfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)), whole[:1]},
		"unchunked.warc":   {response(1, "Transfer-Encoding: chunked\r\n", body), whole[:1]},
		"packed.warc":      {response(1, "Content-Encoding: gzip\r\n", gz(body)), whole[:1]},
		"brotli.warc":      {response(1, "Content-Encoding: br\r\n", "\x0b\x02\x80abc\x03") + two, []string{"brotli.warc[1]: unsupported kind", is(2)}},
		"wet.warc":         {warc("conversion", "https://valley.example/1", "text/plain", "The ferry struck the pier at noon, and nobody was hurt."), whole[:1]},
		"html.warc":        {warc("resource", "https://valley.example/1", "text/html", body), whole[:1]},
		"loose.warc":       {strings.ReplaceAll(one, "\r\n", "\n"), nil},
		"1.arc":            {"filedesc://x.arc 0.0.0.0 20260512120000 text/plain 10\n1 0 A\nURL\n\n" + fmt.Sprintf("https://valley.example/1 10.0.0.1 20260512120000 text/html %d\nHTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n%s\n", len(body)+44, body), nil},
		// Damage: what is whole is read, what is not is named.
		"cut.warc":         {one + two[:len(two)-60], []string{is(1), is(2)}},
		"cut-head.warc":    {one + two[:30], []string{is(1), "cut-head.warc[2]: damaged archive"}},
		"cut.warc.gz":      {gz(one) + gz(two)[:200], nil},
		"broken.warc.gz":   {gz(one) + string(broken) + gz(three), []string{is(1), "broken.warc.gz[1]: damaged archive", is(3)}},
		"garbage.warc":     {one + "\x00\x01 no record at all\n" + three, []string{is(1), "garbage.warc[1]: damaged archive", is(3)}},
		"no-length.warc":   {one + strings.Replace(two, "Content-Length", "Content-Size", 1) + three, nil},
		"short.warc":       {one + strings.Replace(two, fmt.Sprint("Content-Length: ", len(two)), "Content-Length: 5", 1) + three, nil},
		"garbage.warc.gz":  {gz(one) + "not a member" + gz(three), []string{is(1), "garbage.warc.gz[1]: damaged archive", is(3)}},
		"huge-length.warc": {strings.Replace(one, "Content-Length: ", "Content-Length: 99999999999", 1), nil},
		"empty.warc":       {"WARC/1.0\r\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := files(t, map[string]string{name: c.content})
			lines, _ := fates(t, dir, Options{}, name)
			if c.want != nil {
				expect(t, lines, c.want...)
				return
			}
			switch name { // where the exact words matter less than that nothing is lost
			case "1.arc", "loose.warc", "no-length.warc", "short.warc", "cut.warc.gz", "dictionary.zst":
				if len(lines) == 0 || !strings.HasPrefix(lines[0], "valley.example-1: ") && name != "dictionary.zst" {
					t.Errorf("got %q", lines)
				}
				if strings.Contains(c.content, "example/3") && !strings.HasPrefix(lines[len(lines)-1], "valley.example-3: ") {
					t.Errorf("the record behind the broken one is lost: %q", lines)
				}
			default:
				if len(lines) == 0 || !strings.Contains(lines[0], ": damaged archive") && !strings.Contains(lines[0], ": too large") {
					t.Errorf("got %q", lines)
				}
			}
		})
	}
}

// TestWarcioFiles reads warcio's test files, good and broken.
func TestWarcioFiles(t *testing.T) {
	const dir = "../../shared/corpora/warc"
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("left out: warcio's files do not stand beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]int{}
	for _, e := range entries {
		for a, err := range Open(context.Background(), []string{filepath.Join(dir, e.Name())}, Options{}) {
			if err == nil && len(a.Text) > 100 && a.URL != "" {
				pages[e.Name()]++
			}
		}
	}
	t.Logf("pages: %v", pages)
	for _, name := range []string{"example.warc", "example.warc.gz", "example.arc", "example.arc.gz", "example-iana.org-chunked.warc", "example-bad-non-chunked.warc.gz",
		"example-wrong-chunks.warc.gz", "example-trunc.warc", "example-resource.warc.gz", "example-space-in-url.arc", "example-wget-bad-target-uri.warc.gz", "example-bad.warc.gz.bad"} {
		if pages[name] != 1 {
			t.Errorf("%s gives %d pages", name, pages[name])
		}
	}
}

func FuzzArchive(f *testing.F) {
	one := response(1, "", htmlPage("Ferry", "The ferry struck the pier."))
	for _, seed := range []string{one + one, gz(one) + gz(one), gz(one)[:100], zst(one), "filedesc://x 0.0.0.0 20260512120000 text/plain 5\nabc\n\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for range Bytes(context.Background(), "fuzz", b, "", "", Options{MaxBytes: 1 << 20}) { // ends, and does not crash
		}
	})
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rssFeed))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		feed, _, e := parseFeed(b, "")
		if (feed == nil) == (e == nil) {
			t.Fatal("neither a feed nor an error")
		}
	})
}
