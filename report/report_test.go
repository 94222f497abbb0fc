package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"parallax/news"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// sample is a report with every section filled and with words that try to break out of every format.
func sample(t *testing.T) *news.Report {
	t.Helper()
	a := &news.Doc{Article: news.Article{ID: "a", Path: "a.txt", Title: "Bridge <b>falls</b> | three hurt", Outlet: "valley.example", URL: "https://valley.example/1",
		Byline: []string{"Ana Rook"}, Language: "en", Published: news.Published{At: "2024-03-14", From: news.FromMetadata},
		Text: "Bridge falls\nThree people were hurt, mayor Ida Lorn said. \"It fell at once,\" she said.\nShare <script>alert(1)</script>\n"}}
	b := &news.Doc{Article: news.Article{ID: "b", Path: "b.txt", Title: "Bridge collapse", URL: "javascript:alert(1)", Language: "en", Notes: []string{"no date"},
		Text: "Four people were injured when the bridge came down. \x1b[31mIt fell \u202eall at once,\u202c\" Lorn told us.\n"}}
	for _, d := range []*news.Doc{a, b} {
		start := 0
		for start < len(d.Text) {
			end := start + strings.IndexAny(d.Text[start:], ".\n") + 1
			if strings.TrimSpace(d.Text[start:end]) != "" {
				d.Sentences = append(d.Sentences, news.Sentence{Span: news.Span{Start: start, End: end}})
			}
			start = end
		}
	}
	ref := func(doc int, words string) news.Ref {
		d := []*news.Doc{a, b}[doc]
		at := strings.Index(d.Text, words)
		if at < 0 {
			t.Fatalf("%q is not in article %d", words, doc)
		}
		return news.Ref{Doc: doc, Span: news.Span{Start: at, End: at + len(words)}}
	}
	a.Boilerplate = []news.Boilerplate{{Span: ref(0, "Share <script>alert(1)</script>").Span, Kind: news.Share}}
	figure := func(doc int, words, number string, value float64) news.FigureMention {
		return news.FigureMention{Doc: doc, Figure: news.Figure{Span: ref(doc, words).Span, Number: ref(doc, number).Span, HasValue: true, Value: value, Low: value,
			High: value, Bound: news.Exact, Unit: "people", Measure: "injured"}}
	}
	open := figure(0, "Three people were hurt", "Three", 3)
	open.Bound, open.High, open.ClaimedBy = news.AtLeast, math.Inf(1), "Ida Lorn"
	line := func(text string, cites ...news.Ref) news.Line { return news.Line{Text: text, Cites: cites} }
	r := &news.Report{
		Articles: []*news.Doc{a, b},
		Story: news.StoryLine{Headline: line("Bridge falls", ref(0, "Bridge falls")), Who: []news.Line{line("Ida Lorn", ref(0, "Ida Lorn"))},
			What: line("Three people were hurt", ref(0, "Three people were hurt")), When: line("2024-03-14", ref(0, "Bridge falls"))},
		Origins: []news.Origin{{ID: "o1", Name: "valley.example", Kind: news.OriginOutlet, Articles: []int{0}, Why: "its own report"},
			{ID: "o2", Name: "b", Kind: news.OriginUnknown, Articles: []int{1}, Why: "shares no text with the others"}},
		Copies: []news.Copy{{A: 0, B: 1, Kind: news.SharedPassages, ShareA: 0.25, ShareB: 1.0 / 3, Why: "one sentence stands in both",
			Passages: []news.Passage{{A: ref(0, "It fell at once").Span, B: ref(1, "It fell \u202eall at once").Span}}}},
		Figures: []news.FigureGroup{{What: "people hurt", Unit: "people", Verdict: news.Conflict, Why: "3 and 4 cannot both hold",
			Mentions: []news.FigureMention{open, figure(1, "Four people were injured", "Four", 4)}},
			{What: "bridges", Unit: "bridge", Verdict: news.Single, Mentions: []news.FigureMention{figure(1, "the bridge", "the", 1)}}},
		Claims: []news.ClaimGroup{{What: "the bridge fell", Verdict: news.Agree, Why: "both say so", Support: []news.Claim{
			{Ref: ref(0, "Bridge falls"), Status: news.Happened}, {Ref: ref(1, "the bridge came down"), Status: news.Claimed, ClaimedBy: "Lorn"}}}},
		Quotes: []news.QuoteGroup{{Speaker: "Ida Lorn", Altered: true, Why: "one word differs", Variants: []news.QuoteVariant{
			{Ref: ref(0, "It fell at once,"), Kind: news.Direct, Version: news.FirstVersion},
			{Ref: ref(1, "It fell \u202eall at once,"), Kind: news.Direct, Version: news.Rephrased, Speaker: "Lorn"}}}},
		Entities: []news.EntityGroup{{Name: "Ida Lorn", Kind: news.Person, Forms: []string{"Lorn", "Ida Lorn"}, Mentions: []news.Ref{ref(0, "Ida Lorn"), ref(1, "Lorn")}}},
		Wording:  []news.Wording{{Referent: "the fall", Labels: []news.Ref{ref(0, "falls"), ref(1, "came down")}, Why: "same act"}},
		Timeline: []news.Event{{Date: "2024-03-14", Text: "Bridge falls", Support: []news.Ref{ref(0, "Bridge falls")}}},
		Unique:   []news.Unique{{Ref: ref(1, "\x1b[31mIt fell \u202eall at once,\u202c\" Lorn told us."), Why: "no other report has it"}},
		Missing:  []news.Missing{{Origin: 0, Support: []news.Ref{ref(1, "the bridge came down")}, Why: "the other origin tells it"}},
		Brief:    []news.BriefSentence{line("Three people were hurt.", ref(0, "Three people were hurt"))},
		Notes:    []string{"two articles only"},
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRenderersMatchTheirExamples(t *testing.T) {
	r := sample(t)
	for _, format := range []struct {
		file  string
		write func(*bytes.Buffer) error
	}{
		{"report.txt", func(b *bytes.Buffer) error {
			var styled bytes.Buffer
			err := WriteText(&styled, r, TextOptions{Width: 60, Full: true})
			b.WriteString(ansi.Strip(styled.String()))
			return err
		}},
		{"report.md", func(b *bytes.Buffer) error { return WriteMarkdown(b, r) }},
		{"report.json", func(b *bytes.Buffer) error { return WriteJSON(b, r) }},
	} {
		var got bytes.Buffer
		if err := format.write(&got); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", format.file)
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got; -update rewrites):\n%s", path, diff)
		}
	}
}

// strips takes the styles out of each write alone, as colorprofile.Writer does.
type strips struct{ strings.Builder }

func (s *strips) Write(p []byte) (int, error) {
	s.WriteString(ansi.Strip(string(p)))
	return len(p), nil
}

// TestNothingIsLostWithStyles: "”" ends in a byte that alone opens a control sequence, and
// a write that ends within it costs the words after it.
func TestNothingIsLostWithStyles(t *testing.T) {
	r := sample(t)
	r.Story.Headline.Text = strings.Repeat("”", 10000)
	var whole bytes.Buffer
	var apart strips
	for _, w := range []io.Writer{&whole, &apart} {
		if err := WriteText(w, r, TextOptions{Width: 60, Full: true}); err != nil {
			t.Fatal(err)
		}
	}
	if apart.String() != ansi.Strip(whole.String()) {
		t.Error("words are lost where styles are stripped")
	}
}

func TestTextFitsAndCannotSteerTheTerminal(t *testing.T) {
	for _, width := range []int{40, 60, 80, 110} {
		var out bytes.Buffer
		if err := WriteText(&out, sample(t), TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if n := ansi.StringWidth(line); n > width {
				t.Errorf("width %d: a line takes %d columns: %q", width, n, line)
			}
		}
		plain := ansi.Strip(out.String())
		if strings.ContainsAny(plain, "\x1b\u202e\u202c") {
			t.Error("control characters of an article came through")
		}
		if !strings.Contains(plain, "[31m") {
			t.Error("the article's words around a control character are lost")
		}
	}
}

// TestHTMLIsSelfContained parses the page: nothing is loaded, no script runs,
// every link leads to an id in the page or to the web.
func TestHTMLIsSelfContained(t *testing.T) {
	var out bytes.Buffer
	if err := WriteHTML(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	var links []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "iframe", "img", "link", "object", "embed":
			t.Errorf("the page holds a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href":
				links = append(links, a.Val)
			case a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
	cited := 0
	for _, l := range links {
		switch {
		case strings.HasPrefix(l, "#"):
			if ids[l[1:]] != 1 {
				t.Errorf("link %s leads nowhere", l)
			}
			if strings.Contains(l, "-s") {
				cited++
			}
		case !strings.HasPrefix(l, "https://"):
			t.Errorf("link %s leaves the web", l)
		}
	}
	if cited < 8 {
		t.Errorf("only %d citations lead to a sentence", cited)
	}
	if strings.Contains(out.String(), "url(") || strings.Contains(out.String(), "@import") {
		t.Error("the style loads something")
	}
}

func TestJSONHasTheContractsShape(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSON(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"schema", "story", "articles", "origins", "copies", "figures", "claims", "quotes", "entities", "wording", "timeline", "unique", "brief"} {
		if got[key] == nil {
			t.Errorf("no key %q", key)
		}
	}
	article := got["articles"].([]any)[0].(map[string]any)
	for _, key := range []string{"id", "path", "url", "title", "byline", "outlet", "agency", "published", "published_from", "language", "origin", "text",
		"boilerplate", "sentences", "entities", "attributions", "figures", "times", "notes"} {
		if _, ok := article[key]; !ok {
			t.Errorf("an article has no key %q", key)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, test := range []struct{ base, words, want string }{
		{"we do all we can", "we do all we can", "we do all we can"},
		{"We do everything we can.", "we do all that we can", "we do [all that] we can"},
		{"a b c", "x", "[x]"},
		{"", "new words", "[new words]"},
	} {
		mark := func(s string) string { return "[" + strings.TrimSpace(s) + "]" + s[len(strings.TrimRight(s, " ")):] }
		if s := join(difference(test.base, test.words), func(s string) string { return s }, mark); s != test.want {
			t.Errorf("difference(%q, %q) = %q, want %q", test.base, test.words, s, test.want)
		}
	}
}

// TestVerify checks a sound report, then forges one thing at a time.
func TestVerify(t *testing.T) {
	var sound bytes.Buffer
	if err := WriteJSON(&sound, sample(t)); err != nil {
		t.Fatal(err)
	}
	v, err := Verify(bytes.NewReader(sound.Bytes()))
	if err != nil || len(v.Faults) > 0 || v.Articles != 2 || v.Spans < 20 {
		t.Fatalf("a sound report: %+v, %v", v, err)
	}
	for _, forged := range []struct{ from, to, fault string }{
		{`"text": "Three people were hurt"`, `"text": "Nine people were hurt"`, `shows "Nine people were hurt" where article "a" has`},
		{`"text": "Three people were hurt."`, `"text": "Thirty people were hurt."`, `brief[0]: the word "thirty" stands in none of its citations`},
		{`"article": "b"`, `"article": "c"`, `there is no article "c"`},
		{`"start": 13,`, `"start": 99913,`, "do not lie in the text"},
	} {
		changed := strings.Replace(sound.String(), forged.from, forged.to, 1)
		if changed == sound.String() {
			t.Fatalf("the sample has no %q", forged.from)
		}
		v, err := Verify(strings.NewReader(changed))
		if err != nil || !strings.Contains(strings.Join(v.Faults, "\n"), forged.fault) {
			t.Errorf("%q for %q is not found: %v, %v", forged.to, forged.from, v.Faults, err)
		}
	}
	if _, err := Verify(strings.NewReader("[1, 2]")); !errors.Is(err, ErrNoReport) {
		t.Errorf("a list of numbers: %v", err)
	}
}

// What every report tells as a fact shows no status, and equal words stand once with all
// who write them; rows of wording after the tenth are folded.
func TestPlainStatementsAndFoldedRows(t *testing.T) {
	var r news.Report
	for i, name := range []string{"Ann Vale", "Ann Veil", "Ann Vale"} {
		text := name + " spoke."
		ref := news.Ref{Doc: i, Span: news.Span{Start: 0, End: len(name)}}
		r.Articles = append(r.Articles, &news.Doc{Article: news.Article{ID: fmt.Sprint("a", i), Text: text}})
		r.Origins = append(r.Origins, news.Origin{ID: fmt.Sprint("o", i), Kind: news.OriginUnknown, Articles: []int{i}})
		if i == 0 {
			r.Claims = []news.ClaimGroup{{What: "the spelling of the name", Verdict: news.Conflict}}
		}
		r.Claims[0].Support = append(r.Claims[0].Support, news.Claim{Ref: ref, Status: news.Happened})
	}
	for range 12 {
		r.Wording = append(r.Wording, news.Wording{Referent: "she", Labels: []news.Ref{{Span: news.Span{Start: 0, End: 3}}}})
	}
	var text, page bytes.Buffer
	if err := WriteText(&text, &r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := ansi.Strip(text.String()); strings.Contains(got, "happened") || !strings.Contains(got, "    “Ann Vale” [1][3]") {
		t.Errorf("%s", got)
	}
	if err := WriteHTML(&page, &r); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "2 more things that may be one") {
		t.Error("twelve rows are not folded after the tenth")
	}
}
