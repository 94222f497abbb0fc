package read

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"parallax/news"
)

// FuzzBytes: whatever the bytes, each item ends as an article that keeps the
// laws or as an error that says enough, IDs are unique, and reading again gives
// the same.
func FuzzBytes(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("caf\xe9"), "text/plain; charset=latin1")
	f.Add([]byte("<p>x"), "text/html; charset=\"utf-16\"")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		opts := Options{MaxBytes: 1 << 20}
		first := items(t, b, contentType, opts)
		if len(first) == 0 {
			t.Fatal("nothing was said about the input")
		}
		if len(b) > 4096 {
			return
		}
		if again := items(t, b, contentType, opts); strings.Join(first, "\n") != strings.Join(again, "\n") {
			t.Fatalf("two readings differ:\n%s\n%s", first, again)
		}
	})
}

var seeds = []string{
	"", " ", note, lines, "\xEF\xBB\xBF" + note, "\xFF\xFEa\x00b\x00", "\x00", "caf\xe9 “",
	"{", "[", "{}", "[]", "[{}]", `{"text":"x"}`, `{"id":1,"text":"x","authors":["By A",null],"published":1431429120}`,
	`{"text":"\ud800","title":"x","published":"2015-05-12 11:12:00","language":"en-GB"}` + "\n{\n", `[{"text":"x"},`,
	`{"html":"<html lang=en><h1>T</h1><p>One.<p>Two."}`, "{\"text\":\"caf\xe9\"}", "{\n\"text\":\n\"a\"}{\"text\":\"b\"}",
	"<!DOCTYPE html><html><head><meta charset=latin1><title>T | S</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"author\":[{\"name\":\"A\"}],\"datePublished\":\"2015-05-12\"}</script></head><body><article><p>One.</p><p>Two.<br><br>Three</p><table><tr><td>1<td>2</table><pre>a\n\nb</pre></article></body></html>",
	"<p><b><i>x</p><!-- <", "<?xml version='1.0'?><rss/>", "<svg", "<![CDATA[x", "%PDF-", "PK\x03\x04", "\x1F\x8B\x08", "\x28\xB5\x2F\xFD", "WARC/1.0", "GIF89a\x00",
}

func items(t *testing.T, b []byte, contentType string, opts Options) (lines []string) {
	t.Helper()
	ids := map[string]bool{}
	start := time.Now()
	for a, err := range Bytes(context.Background(), "in", b, contentType, "http://www.example.com/a", opts) {
		var e *Error
		switch {
		case errors.As(err, &e):
			if e.Input == "" || e.Reason == "" || e.Fate == "" {
				t.Fatalf("an error that does not say enough: %#v", e)
			}
			lines = append(lines, e.Error())
			continue
		case err != nil:
			t.Fatalf("an error of another type: %v", err)
		}
		doc := news.Doc{Article: a}
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(a.Text) == "" {
			t.Fatal("an article without text")
		}
		if ids[a.ID] || a.ID == "" {
			t.Fatalf("ID %q is empty or comes twice", a.ID)
		}
		ids[a.ID] = true
		lines = append(lines, a.ID+"\t"+a.Title+"\t"+a.URL+"\t"+a.Published.At+"\t"+strings.Join(a.Notes, ";")+"\t"+a.Text)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Fatalf("%d bytes took %v", len(b), took)
	}
	return lines
}

func TestFuzzSeedsExist(t *testing.T) {
	if len(seeds) < 30 {
		t.Errorf("only %d seeds are left", len(seeds))
	}
}
