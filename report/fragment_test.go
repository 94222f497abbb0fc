package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parallax/news"
)

// page of a fragment: ids, where its links lead, what its buttons open.
func parts(t *testing.T, body string) (ids map[string]int, links, opened []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]int{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val]++
			case "href":
				links = append(links, a.Val)
			case "popovertarget":
				opened = append(opened, a.Val)
			case "style", "onclick":
				t.Errorf("<%s> has %s", n.Data, a.Key)
			}
		}
	}
	return ids, links, opened
}

func TestFragmentCites(t *testing.T) {
	r := sample(t)
	around := []Around{{Address: "/article/a", Why: "the first"}, {Address: "/article/b", Edits: 1}}
	f, err := NewFragment(r, FragmentOptions{Articles: around})
	if err != nil {
		t.Fatal(err)
	}
	ids, links, opened := parts(t, string(f.Body))
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
	for _, id := range opened {
		if ids[id] != 1 {
			t.Errorf("a citation opens %q, which is not there", id)
		}
	}
	if len(opened) < 8 {
		t.Errorf("only %d citations open a sentence", len(opened))
	}
	leading := 0
	for _, l := range links {
		switch {
		case strings.HasPrefix(l, "#") && ids[l[1:]] != 1:
			t.Errorf("link %s leads nowhere", l)
		case strings.HasPrefix(l, "/article/a#s") || strings.HasPrefix(l, "/article/b#s"):
			leading++
		}
	}
	if leading < 3 {
		t.Errorf("only %d sentences lead on to their article", leading)
	}
	if strings.Contains(string(f.Body), "<script>") || strings.ContainsAny(string(f.Body), "\x1b\u202e") {
		t.Error("words of an article came through unescaped")
	}
	if strings.Contains(string(f.Body), "Share &lt;script") {
		t.Error("the texts of the articles stand in the fragment though they have pages of their own")
	}
	// Without pages of their own the texts follow, and citations lead there.
	f, err = NewFragment(r, FragmentOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ids, links, _ = parts(t, string(f.Body))
	for _, l := range links {
		if strings.HasPrefix(l, "#") && ids[l[1:]] != 1 {
			t.Errorf("with texts, link %s leads nowhere", l)
		}
	}
	if !strings.Contains(string(f.Body), "Share &lt;script") {
		t.Error("the texts of the articles are missing")
	}
}

// TestFragmentIsLight: a page of a story that has a thousand of everything is cut, and says so.
func TestFragmentIsLight(t *testing.T) {
	r := sample(t)
	d := &news.Doc{Article: news.Article{ID: "c", Title: strings.Repeat("long title ", 2000), Language: "en"}}
	for i := range 1000 {
		start := len(d.Text)
		d.Text += fmt.Sprintf("Sentence %d says that %s.\n", i, strings.Repeat("much ", 100))
		d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: start, End: len(d.Text) - 1}})
	}
	r.Articles = append(r.Articles, d)
	r.Origins[1].Articles = append(r.Origins[1].Articles, 2)
	for _, s := range d.Sentences {
		ref := news.Ref{Doc: 2, Span: s.Span}
		r.Unique = append(r.Unique, news.Unique{Ref: ref, Why: "no other report has it"})
		r.Wording[0].Labels = append(r.Wording[0].Labels, ref)
		r.Brief = append(r.Brief[:1:1], r.Brief[0])
		r.Timeline = append(r.Timeline, news.Event{Date: "2024-03-15", Text: "much", Support: []news.Ref{ref}})
		r.Quotes = append(r.Quotes, news.QuoteGroup{Speaker: "Ida Lorn", Variants: []news.QuoteVariant{{Ref: ref, Kind: news.Direct}}})
		r.Claims = append(r.Claims, news.ClaimGroup{What: "much", Verdict: news.Conflict, Support: []news.Claim{{Ref: ref, Status: news.Claimed}, {Ref: ref, Status: news.Denied}}})
	}
	around := make([]Around, 3)
	f, err := NewFragment(r, FragmentOptions{Articles: around})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Body) > mostBody || !f.Short {
		t.Errorf("the fragment weighs %d bytes, says it is cut: %v", len(f.Body), f.Short)
	}
	ids, _, opened := parts(t, string(f.Body))
	for _, id := range opened {
		if ids[id] != 1 {
			t.Errorf("a citation opens %q, which is not there", id)
		}
	}
	whole, err := NewFragment(r, FragmentOptions{Articles: around, Full: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(whole.Body), "no other report has it"); n != 1001 || whole.Short {
		t.Errorf("the full fragment has %d of 1001 statements", n)
	}
}

// TestDrawings: what is drawn stands where it belongs, and is named.
func TestDrawings(t *testing.T) {
	r := sample(t)
	g := newGraph(r)
	if g == nil || len(g.Knots) != 2 || len(g.Bows) != 1 || len(g.Lanes) != 2 {
		t.Fatalf("the copies are drawn as %+v", g)
	}
	if a, b := g.Knots[0], g.Knots[1]; a.X >= b.X || a.N != 1 || b.N != 2 || a.Y == b.Y {
		t.Errorf("the knots stand at %+v and %+v", a, b)
	}
	if g.Knots[1].X > g.Width || g.Lanes[1].Y > g.Height {
		t.Errorf("a knot stands outside of %v x %v", g.Width, g.Height)
	}
	r.Copies = nil
	if newGraph(r) != nil {
		t.Error("copies are drawn where there are none")
	}
	l := newLadder(r.Claims[0])
	on := map[news.Status]int{}
	for _, rung := range l.Rungs {
		if rung.Reports > 0 {
			on[rung.Status] = rung.Reports
		}
	}
	if len(l.Rungs) != 8 || len(on) != 2 || on[news.Happened] != 1 || on[news.Claimed] != 1 {
		t.Errorf("the ladder has %v of %d rungs", on, len(l.Rungs))
	}
	if newLadder(news.ClaimGroup{Support: r.Claims[0].Support[:1]}) != nil {
		t.Error("one status is drawn as a ladder")
	}
	var b bytes.Buffer
	if err := WriteHTML(&b, r); err != nil || !strings.Contains(b.String(), `class="rungs"`) {
		t.Errorf("the file lacks the ladder: %v", err)
	}
}
