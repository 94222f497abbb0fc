package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"parallax/fetch"
	"parallax/news"
)

// fates reads inputs and writes each item down in a line: "ID: text" or
// "input: reason", cut short; inputs are named relative to dir.
func fates(t testing.TB, dir string, opts Options, inputs ...string) (lines []string, articles []news.Article) {
	t.Helper()
	for i, in := range inputs {
		if in != "-" && !isAddress(in) {
			inputs[i] = filepath.Join(dir, in)
		}
	}
	for a, err := range Open(context.Background(), inputs, opts) {
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("an error of another type: %v", err)
			}
			if e.Input == "" || e.Reason == "" || e.Fate == "" {
				t.Errorf("an error that does not say enough: %#v", e)
			}
			lines = append(lines, strings.TrimPrefix(fmt.Sprintf("%s: %s", strings.TrimPrefix(e.Input, dir+string(filepath.Separator)), e.Reason), dir))
			continue
		}
		doc := news.Doc{Article: a}
		if err := doc.Check(); err != nil {
			t.Error(err)
		}
		if strings.TrimSpace(a.Text) == "" || a.ID == "" || a.Path == "" {
			t.Errorf("an article without text, ID or path: %#v", a)
		}
		lines = append(lines, a.ID+": "+shortened(strings.ReplaceAll(strings.ReplaceAll(a.Text, "\r", ""), "\n", "/"), 40))
		articles = append(articles, a)
	}
	return lines, articles
}

// files writes files into a new directory.
func files(t testing.TB, contents map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range contents {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func expect(t testing.TB, got []string, want ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", indent(g), indent(w))
	}
}

func indent(s string) string { return "\t" + strings.ReplaceAll(s, "\n", "\n\t") }

func pack(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func packZstd(s string) string {
	var b bytes.Buffer
	z, _ := zstd.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

const (
	note  = "The ferry to Orrin was cancelled.\r\n\r\nIt will sail on Monday.\n"
	lines = `{"id":"a","text":"First."}` + "\n\n" + `{"id":"b","text":"Second."}` + "\n"
)

func TestKinds(t *testing.T) {
	const jsonObject = "{\n \"title\": \"Ferry\",\n \"text\": \"The ferry\\nwas late.\"\n}\n"
	dir := files(t, map[string]string{
		"plain.txt":        note,
		"noname":           note,
		"really.html":      note, // the content decides
		"page":             "<!-- saved --><!DOCTYPE html><html><body><p>The ferry to Orrin was cancelled on Friday.</p></body></html>",
		"xhtml.xml":        "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n<html xmlns='http://www.w3.org/1999/xhtml'><body><p>The ferry was late.</p></body></html>",
		"fragment.txt":     "<p>The ferry to Orrin was cancelled on Friday.</p>",
		"object.json":      jsonObject,
		"array.json":       `[{"text":"One."}, {"id":7,"text":"Two."}]`,
		"lines.jsonl":      lines,
		"packed.jsonl.gz":  pack(lines),
		"members.gz":       pack(`{"id":"m1","text":"One."}`+"\n") + pack(`{"id":"m2","text":"Two."}`+"\n"),
		"packed.zst":       packZstd(note),
		"twice.gz.gz":      pack(pack(note)),
		"marked.json":      "\xEF\xBB\xBF" + jsonObject,
		"wide.jsonl":       "\xFF\xFE" + wide(lines),
		"wide-bare.jsonl":  wide(lines),
		"wide.html":        "\xFF\xFE" + wide("<!DOCTYPE html><p>The ferry to Orrin was late."),
		"prefixed.html":    "saved 2015\n<!DOCTYPE html><html><body><p>The ferry to Orrin was late.</p></body></html>",
		"saved.mhtml":      "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html><body>",
		"python.json":      "{'text': 'x'}",
		"brace.txt":        "{sic} the minister wrote",
		"bracket.txt":      "[The ferry was late]",
		"less.txt":         "< 5 people came",
		"bm.txt":           "BMW will close its works in Orrin.",
		"two.objects.json": jsonObject + jsonObject,
		"feed.xml":         "<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
		"feed-bare":        "<rss><channel/></rss>",
		"atom.xml":         "<feed xmlns='http://www.w3.org/2005/Atom'/>",
		"rdf.xml":          "<?xml version='1.0'?>\n<rdf:RDF></rdf:RDF>",
		"sitemap.xml":      "<?xml version='1.0'?><urlset/>",
		"feed.json":        `{"version":"https://jsonfeed.org/version/1.1","items":[]}`,
		"other.xml":        "<?xml version='1.0'?><nitf/>",
		"pages.warc":       "WARC/1.0\r\nWARC-Type: warcinfo\r\n",
		"doc.pdf":          "%PDF-1.7\n",
		"doc.docx":         "PK\x03\x04\x14\x00",
		"photo.jpg":        "\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01",
		"packed-photo.gz":  pack("\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR"),
		"drawing.svg":      "<svg xmlns='http://www.w3.org/2000/svg'/>",
	})
	for in, want := range map[string][]string{
		"plain.txt":        {"plain: The ferry to Orrin was cancelled.//It wi…"},
		"noname":           {"noname: The ferry to Orrin was cancelled.//It wi…"},
		"really.html":      {"really: The ferry to Orrin was cancelled.//It wi…"},
		"page":             {"page: The ferry to Orrin was cancelled on Frid…"},
		"xhtml.xml":        {"xhtml: The ferry was late."},
		"fragment.txt":     {"fragment: The ferry to Orrin was cancelled on Frid…"},
		"object.json":      {"object: The ferry/was late."},
		"array.json":       {"array-001: One.", "7: Two."},
		"lines.jsonl":      {"a: First.", "b: Second."},
		"packed.jsonl.gz":  {"a: First.", "b: Second."},
		"members.gz":       {"m1: One.", "m2: Two."},
		"packed.zst":       {"packed: The ferry to Orrin was cancelled.//It wi…"},
		"twice.gz.gz":      {"twice: The ferry to Orrin was cancelled.//It wi…"},
		"marked.json":      {"marked: The ferry/was late."},
		"wide.jsonl":       {"a: First.", "b: Second."},
		"wide-bare.jsonl":  {"a: First.", "b: Second."},
		"wide.html":        {"wide: The ferry to Orrin was late."},
		"prefixed.html":    {"prefixed: saved 2015//The ferry to Orrin was late."},
		"saved.mhtml":      {"saved.mhtml: unsupported kind"},
		"python.json":      {"python.json: broken JSON"},
		"brace.txt":        {"brace: {sic} the minister wrote"},
		"bracket.txt":      {"bracket: [The ferry was late]"},
		"less.txt":         {"less: < 5 people came"},
		"bm.txt":           {"bm: BMW will close its works in Orrin."},
		"two.objects.json": {"two.objects: The ferry/was late.", "two.objects-002: The ferry/was late."},
		"feed.xml":         {"feed.xml: the list is empty"},
		"feed-bare":        {"feed-bare: the list is empty"},
		"atom.xml":         {"atom.xml: the list is empty"},
		"rdf.xml":          {"rdf.xml: the list is empty"},
		"sitemap.xml":      {"sitemap.xml: the list is empty"},
		"feed.json":        {"feed.json: the list is empty"},
		"other.xml":        {"other.xml: unsupported kind"},
		"pages.warc":       {"pages.warc[1]: damaged archive"},
		"doc.pdf":          {"doc.pdf: unsupported kind"},
		"doc.docx":         {"doc.docx: unsupported kind"},
		"photo.jpg":        {"photo.jpg: unsupported kind"},
		"packed-photo.gz":  {"packed-photo.gz: unsupported kind"},
		"drawing.svg":      {"drawing.svg: unsupported kind"},
	} {
		t.Run(in, func(t *testing.T) {
			got, _ := fates(t, dir, Options{}, in)
			expect(t, got, want...)
		})
	}
}

func wide(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		b.WriteByte(0)
	}
	return b.String()
}

// TestPlainText: a UTF-8 file comes back byte for byte.
func TestPlainText(t *testing.T) {
	const odd = " \r\n\ttabs, “quotes”, trailing blanks   \n\n\n\x0c e\u0301\u00ad\u200b end \r"
	dir := files(t, map[string]string{"odd.txt": odd})
	_, got := fates(t, dir, Options{}, "odd.txt")
	if len(got) != 1 || got[0].Text != odd || len(got[0].Notes) > 0 {
		t.Errorf("got %+v", got)
	}
	if got[0].Path != filepath.Join(dir, "odd.txt") {
		t.Errorf("path %q", got[0].Path)
	}
}

func TestDirectory(t *testing.T) {
	dir := files(t, map[string]string{
		"b.txt": "B.", "a.txt": "A.", "c/1.txt": "C1.", "c/.hidden/x.txt": "X.", ".git/config": "x", ".DS_Store": "x",
		"c/photo.gif": "GIF89a\x01\x00\x01\x00\x80\x00\x00", "c/empty.txt": "", "c/bad.bin": "\x00\x01\x02\x03\x04\x05",
	})
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Log("no links here: ", err)
	}
	got, _ := fates(t, dir, Options{}, ".", "a.txt")
	expect(t, got,
		".DS_Store: hidden file", ".git: hidden file", "a: A.", "b: B.",
		"c/.hidden: hidden file", "1: C1.", "c/bad.bin: binary data", "c/empty.txt: empty", "c/photo.gif: image, sound, video or font",
		"loop: not a regular file", "a.txt: given twice")
}

func TestNothingReadable(t *testing.T) {
	dir := files(t, map[string]string{"none/.keep": "", "photos/a.gif": "GIF89a\x01\x00\x01\x00\x80\x00\x00"})
	if err := os.Mkdir(filepath.Join(dir, "bare"), 0o755); err != nil {
		t.Fatal(err)
	}
	got, _ := fates(t, dir, Options{}, "none", "bare", "photos", "missing", "missing/too")
	expect(t, got, "none/.keep: hidden file", "none: nothing to read in directory", "bare: nothing to read in directory",
		"photos/a.gif: image, sound, video or font", "photos: nothing to read in directory", "missing: not found", "missing/too: not found")
}

func TestUnreadable(t *testing.T) {
	dir := files(t, map[string]string{"secret.txt": "x", "open.txt": "Open."})
	if err := os.Chmod(filepath.Join(dir, "secret.txt"), 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(filepath.Join(dir, "secret.txt")); err == nil {
		f.Close()
		t.Skip("left out: this user may read a file without permissions")
	}
	got, _ := fates(t, dir, Options{}, "secret.txt", "open.txt")
	expect(t, got, "secret.txt: cannot be read", "open: Open.")
}

func TestStdin(t *testing.T) {
	got, a := fates(t, "", Options{Stdin: strings.NewReader(note)}, "-", "-")
	expect(t, got, "stdin: The ferry to Orrin was cancelled.//It wi…", "-: given twice")
	if a[0].Path != "-" {
		t.Errorf("path %q", a[0].Path)
	}
	got, _ = fates(t, "", Options{}, "-")
	expect(t, got, "-: cannot be read")
	got, _ = fates(t, "", Options{Stdin: strings.NewReader("")}, "-")
	expect(t, got, "-: empty")
}

// TestIDs: the same article twice is two articles, and no ID comes twice.
func TestIDs(t *testing.T) {
	dir := files(t, map[string]string{
		"one.txt": "Same.", "copy/one.txt": "Same.", "third/one.md": "Same.",
		"ids.jsonl":    `{"id":"one-2","text":"a"}` + "\n" + `{"id":" x\ty ","text":"b"}` + "\n" + `{"text":"c"}` + "\n" + `{"id":"one-2","text":"d"}` + "\n" + `{"id":12.5,"text":"e"}`,
		"single.jsonl": `{"text":"alone"}` + "\n\n",
	})
	got, _ := fates(t, dir, Options{}, "one.txt", "copy/one.txt", "third/one.md", "ids.jsonl", "single.jsonl")
	expect(t, got, "one: Same.", "one-2: Same.", "one-3: Same.", "one-2-2: a", "x_y: b", "ids-003: c", "one-2-3: d", "12.5: e", "single: alone")

	many := newIDs()
	start := time.Now()
	for range 200_000 {
		many.assign("same", "", 0)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("200,000 times one ID takes %v", took)
	}
}

func TestBreakAndCancel(t *testing.T) {
	dir := files(t, map[string]string{"a.jsonl": lines, "b.jsonl": lines})
	n := 0
	for range Open(context.Background(), []string{dir}, Options{}) {
		if n++; n == 1 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	n = 0
	for _, err := range Open(ctx, []string{dir}, Options{}) {
		n++
		cancel()
		last = err
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d items after cancelling, the last with error %v", n, last)
	}
}

func TestAddresses(t *testing.T) {
	pages := map[string]string{
		"https://www.example.com/2015/05/12/ferry.html": "<html lang=en><title>Ferry late | Example</title><p>The ferry to Orrin was late again on Friday.</p>",
		"https://www.example.com/list":                  lines,
	}
	opts := Options{Fetch: func(_ context.Context, address string) ([]byte, string, string, error) {
		page, ok := pages[address]
		if !ok {
			return nil, "", "", errors.New("the server answers 404")
		}
		return []byte(page), "text/html; charset=utf-8", "", nil
	}}
	got, a := fates(t, "", opts, "https://www.example.com/2015/05/12/ferry.html", "HTTPS://www.example.com/gone", "https://www.example.com/list", "https://www.example.com/list")
	expect(t, got, "example.com-ferry: The ferry to Orrin was late again on Fri…", "HTTPS://www.example.com/gone: cannot be fetched", "a: First.", "b: Second.",
		"https://www.example.com/list: given twice")
	if a[0].URL != "https://www.example.com/2015/05/12/ferry.html" || a[0].Title != "Ferry late" || a[0].Language != "en" {
		t.Errorf("got %+v", a[0])
	}
	got, _ = fates(t, "", Options{}, "https://www.example.com/list")
	expect(t, got, "https://www.example.com/list: cannot be fetched")
}

// TestFetched reads a page over HTTP: the client of package fetch fits.
func TestFetched(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/ferry", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		io.WriteString(w, "<html><body><p>The caf\xe9 by the ferry was shut.")
	}))
	defer s.Close()
	client := fetch.New(fetch.Options{AllowPrivate: true})
	defer client.CloseIdle()
	_, got := fates(t, "", Options{Fetch: client.Get}, s.URL+"/moved")
	if len(got) != 1 || got[0].Text != "The café by the ferry was shut." || got[0].URL != s.URL+"/ferry" || got[0].Path != s.URL+"/moved" || len(got[0].Notes) > 0 {
		t.Errorf("got %+v", got)
	}
	lines, _ := fates(t, "", Options{Fetch: fetch.New(fetch.Options{}).Get}, s.URL+"/ferry")
	expect(t, lines, s.URL+"/ferry: cannot be fetched")
}

func TestBytes(t *testing.T) {
	n := 0
	for a, err := range Bytes(context.Background(), "upload", []byte("caf\xe9 prices rise"), "text/plain; charset=iso-8859-1", "", Options{}) {
		n++
		if err != nil || a.Text != "café prices rise" || a.ID != "upload" || len(a.Notes) > 0 {
			t.Errorf("got %+v, %v", a, err)
		}
	}
	if n != 1 {
		t.Errorf("%d articles", n)
	}
}

func TestErrorText(t *testing.T) {
	dir := files(t, map[string]string{"doc.pdf": "%PDF-1.7"})
	for _, err := range Open(context.Background(), []string{filepath.Join(dir, "doc.pdf")}, Options{}) {
		want := filepath.Join(dir, "doc.pdf") + ": unsupported kind: a PDF document; convert it to text first (pdftotext)"
		if err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
		if FateOf(err) != Failed || FateOf(skip(Hidden, "")) != Skipped || FateOf(io.EOF) != Failed {
			t.Error("FateOf is wrong")
		}
	}
}
