package read

import (
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestBadInput(t *testing.T) {
	random := make([]byte, 5000)
	rand.New(rand.NewSource(2)).Read(random)
	packed := pack(strings.Repeat(lines, 2000))
	dir := files(t, map[string]string{
		"empty.txt":        "",
		"blank.txt":        " \n\t\r\n\u00a0",
		"empty.gz":         pack(""),
		"binary":           string(random),
		"program":          "\x7FELF\x02\x01\x01" + strings.Repeat("\x00\x01", 100),
		"truncated.txt.gz": pack(strings.Repeat(note, 1000))[:60],
		"stub.gz":          "\x1F\x8B\x08",
		"tail.jsonl.gz":    packed[:len(packed)-3],
		"rubbish.zst":      "\x28\xB5\x2F\xFD" + string(random),
		"notext.html":      "<html><head><title>App</title><script>var x='words'</script></head><body><div id=app></div><img src=a.png></body></html>",
		"noclose.html":     "<html><body><p>Words without an end <b>of <i>any",
		"half.json":        "{\n  \"id\": \"a\",\n  \"text\": \"The ferry",
		"trailing.json":    "{\"text\": \"One.\"}\nrubbish",
		"half-array.json":  `[{"id":"a","text":"One."},{"id":"b","te`,
		"empty-array.json": "[]",
		"mixed-array.json": `[{},1,"x",null,[],{"text":"Five."}]`,
		"deep.json":        `{"text":` + strings.Repeat("[", 200_000),
		"deep-array.json":  strings.Repeat("[", 200_000),
		"keys.jsonl": strings.Join([]string{
			`{"id":"ok","text":"Fine.","published":null,"authors":null,"other":{"a":[1]}}`,
			`{"id":"t1","text":42}`,
			`{"id":"t2","text":["a"]}`,
			`{"id":"t3","title":7,"text":"x"}`,
			`{"id":"t4","authors":{"name":"x"},"text":"x"}`,
			`{"id":{"a":1},"text":"x"}`,
			`{"id":"t5","published":true,"text":"x"}`,
			`{"id":"t6"}`,
			`{"id":"t7","text":"  "}`,
			`{"id":"t8","text":null,"maintext":"Main."}`,
			`{"id":"t9","html":"<p>A page in a key, with enough words."}`,
			`{"id":"t10","html":"<script>1</script>"}`,
			`["a"]`, `"text"`, `17`, `null`, `{}`,
		}, "\n"),
	})
	for in, want := range map[string][]string{
		"empty.txt":        {"empty.txt: empty"},
		"blank.txt":        {"blank.txt: empty"},
		"empty.gz":         {"empty.gz: empty"},
		"binary":           {"binary: binary data"},
		"program":          {"program: unsupported kind"},
		"truncated.txt.gz": {"truncated.txt.gz: damaged archive"},
		"stub.gz":          {"stub.gz: damaged archive"},
		"rubbish.zst":      {"rubbish.zst: damaged archive"},
		"notext.html":      {"notext.html: no text"},
		"noclose.html":     {"noclose: Words without an end of any"},
		"half.json":        {"half.json: broken JSON"},
		"trailing.json":    {"trailing-001: One.", "trailing.json:2: broken JSON"},
		"half-array.json":  {"a: One.", "half-array.json[2]: broken JSON"},
		"empty-array.json": {"empty-array.json: empty"},
		"mixed-array.json": {"mixed-array.json[1]: no text", "mixed-array.json[2]: broken JSON", "mixed-array.json[3]: broken JSON",
			"mixed-array.json[4]: broken JSON", "mixed-array.json[5]: broken JSON", "mixed-array-006: Five."},
		"deep.json":       {"deep.json: broken JSON"},
		"deep-array.json": {"deep-array.json[1]: broken JSON"},
		"keys.jsonl": {"ok: Fine.", "keys.jsonl:2: wrong type of a JSON key", "keys.jsonl:3: wrong type of a JSON key",
			"keys.jsonl:4: wrong type of a JSON key", "keys.jsonl:5: wrong type of a JSON key", "keys.jsonl:6: wrong type of a JSON key",
			"keys.jsonl:7: wrong type of a JSON key", "keys.jsonl:8: no text", "keys.jsonl:9: no text", "t8: Main.",
			"t9: A page in a key, with enough words.", "keys.jsonl:12: no text", "keys.jsonl:13: broken JSON", "keys.jsonl:14: broken JSON",
			"keys.jsonl:15: broken JSON", "keys.jsonl:16: broken JSON", "keys.jsonl:17: no text"},
	} {
		t.Run(in, func(t *testing.T) {
			got, _ := fates(t, dir, Options{}, in)
			expect(t, got, want...)
		})
	}
	t.Run("tail.jsonl.gz", func(t *testing.T) { // what came before the damage is kept
		got, articles := fates(t, dir, Options{}, "tail.jsonl.gz")
		if last := got[len(got)-1]; last != "tail.jsonl.gz: damaged archive" || len(articles) < 3990 || len(got) != len(articles)+1 {
			t.Errorf("%d articles, then %s", len(articles), last)
		}
	})
}

// TestNamesTheKey: the message says which key of which line is wrong.
func TestNamesTheKey(t *testing.T) {
	dir := files(t, map[string]string{"a.jsonl": `{"text":"x"}` + "\n" + `{"text":"x","title":[1]}` + "\n" + `{"body":"x"}`})
	var says []string
	for _, err := range Open(t.Context(), []string{dir + "/a.jsonl"}, Options{}) {
		if err != nil {
			says = append(says, strings.TrimPrefix(err.Error(), dir))
		}
	}
	expect(t, says,
		`/a.jsonl:2: wrong type of a JSON key: "title" is a list, not a string`,
		`/a.jsonl:3: no text: none of the keys text, maintext, html holds any; put the article's text under "text"`)
}

func TestOneBrokenLineAmongThousands(t *testing.T) {
	for _, at := range []int{1, 2, 2500, 5000} {
		var b strings.Builder
		for i := 1; i <= 5000; i++ {
			if i == at {
				b.WriteString(`{"id":"broken","text":"no end` + "\n")
			} else {
				fmt.Fprintf(&b, "{\"id\":\"a%d\",\"text\":\"Text %d.\"}\n", i, i)
			}
		}
		dir := files(t, map[string]string{"many.jsonl": b.String()})
		got, articles := fates(t, dir, Options{}, "many.jsonl")
		want := fmt.Sprintf("many.jsonl:%d: broken JSON", at)
		if len(articles) != 4999 || len(got) != 5000 || got[at-1] != want {
			t.Errorf("line %d broken: %d articles of %d items, item %q", at, len(articles), len(got), got[at-1])
		}
	}
}

func TestEncodingNotes(t *testing.T) {
	dir := files(t, map[string]string{
		"invalid.txt":   "The “ferry” – \xff\xfe – was \x80 late.",
		"western.txt":   "The caf\xe9 was shut.",
		"page.html":     "<html><head><meta charset=iso-8859-2></head><body><p>Miasto \xa3\xf3d\xbc.</p></body></html>",
		"xml.html":      "<?xml version='1.0' encoding='iso-8859-2'?><html><body><p>Miasto \xa3\xf3d\xbc.</p></body></html>",
		"line.jsonl":    "{\"id\":\"l1\",\"text\":\"caf\xe9\"}\n{\"id\":\"l2\",\"text\":\"\\ud83d alone\"}\n{\"id\":\"l3\",\"text\":\"meant \uFFFD\"}\n",
		"date.json":     `{"text":"x","published":"next week"}`,
		"language.json": `{"text":"x","language":"klingonese"}`,
	})
	_, got := fates(t, dir, Options{}, "invalid.txt", "western.txt", "page.html", "xml.html", "line.jsonl", "date.json", "language.json")
	var all []string
	for _, a := range got {
		all = append(all, fmt.Sprintf("%s %q %s", a.ID, a.Text, strings.Join(a.Notes, "|")))
	}
	expect(t, all,
		`invalid "The “ferry” – � – was � late." 2 stretches of bytes are not valid utf-8, shown as U+FFFD; the first at byte 20`,
		`western "The café was shut." the encoding is not declared; read as windows-1252`,
		`page "Miasto Łódź." `,
		`xml "Miasto Łódź." `,
		`l1 "café" the encoding is not declared; read as windows-1252`,
		`l2 "� alone" 1 broken escape of a character is shown as U+FFFD`,
		`l3 "meant �" `,
		`date "x" "published" holds no date that can be read: "next week"`,
		`language "x" the input's language is not an ISO 639 code: klingonese`)
}

func TestLimit(t *testing.T) {
	long := strings.Repeat("word ", 1000)
	dir := files(t, map[string]string{
		"long.txt":      long,
		"long.html":     "<p>" + long,
		"bomb.gz":       pack(strings.Repeat("x", 1<<20)),
		"long.jsonl":    `{"id":"a","text":"A."}` + "\n" + `{"id":"b","text":"` + long + `"}` + "\n" + `{"id":"c","text":"C."}`,
		"first.jsonl":   `{"id":"b","text":"` + long + `"}` + "\n" + `{"id":"c","text":"C."}`,
		"long.json":     "{\n\"text\":\"" + long + "\"}",
		"long-arr.json": `[{"id":"a","text":"A."},{"id":"b","text":"` + long + `"}]`,
	})
	opts := Options{MaxBytes: 4096}
	got, _ := fates(t, dir, opts, "long.txt", "long.html", "bomb.gz", "long.jsonl", "first.jsonl", "long.json", "long-arr.json")
	expect(t, got, "long.txt: too large", "long.html: too large", "bomb.gz: too large",
		"a: A.", "long.jsonl:2: too large", "c: C.", "first.jsonl:1: too large", "c-2: C.", "long.json: too large",
		"a-2: A.", "long-arr.json[2]: too large")
}

// within runs f and fails when it takes too long or allocates too much at a
// time. The bounds are generous: they tell minutes and gigabytes, not percent.
func within(t *testing.T, most time.Duration, megabytes uint64, f func()) {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	used := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("%v, %d MB allocated", took.Round(time.Millisecond), used)
	if took > most {
		t.Errorf("took %v, more than %v", took, most)
	}
	if used > megabytes {
		t.Errorf("allocated %d MB, more than %d", used, megabytes)
	}
}

func TestHugeLine(t *testing.T) {
	text := strings.Repeat("The ferry was late. ", 50<<20/20)
	dir := files(t, map[string]string{"huge.txt": text, "huge.jsonl": `{"id":"j","text":"` + text + `"}` + "\n" + `{"id":"k","text":"Short."}`, "over.txt": text + text[:15<<20]})
	within(t, 20*time.Second, 900, func() {
		got, articles := fates(t, dir, Options{}, "huge.txt", "huge.jsonl", "over.txt")
		expect(t, got, "huge: The ferry was late. The ferry was late. …", "j: The ferry was late. The ferry was late. …", "k: Short.", "over.txt: too large")
		if articles[0].Text != text || articles[1].Text != text {
			t.Error("the text changed")
		}
	})
}

// TestHostilePages: pages that take extractors minutes and gigabytes.
func TestHostilePages(t *testing.T) {
	const prose = "The harbour master of Orrin said on Friday that no ferry would sail before Monday, because of the storm. "
	pages := map[string]string{
		"100,000 paragraphs":     strings.Repeat("<p>"+prose[:85]+"</p>\n", 100_000),
		"nested elements":        strings.Repeat("<div>", 100_000) + prose,
		"nested inline":          strings.Repeat("<b><i><span>", 40_000) + prose,
		"nested and closed":      strings.Repeat("<div>"+prose, 500) + strings.Repeat("</div>", 500),
		"nested tables":          strings.Repeat("<table><tr><td>", 10_000) + prose,
		"19,000 nodes":           "<article>" + strings.Repeat("<p>"+prose+"</p>", 9_400) + "</article>",
		"links":                  strings.Repeat("<a href=x>"+prose[:20]+"</a>", 9_000) + "<p>" + prose,
		"breaks":                 prose + strings.Repeat("<br>", 19_000) + prose,
		"11,000 nodes":           "<article>" + strings.Repeat("<p>"+prose+"</p>", 5_400) + "</article>",
		"list":                   "<ul>" + strings.Repeat("<li>"+prose, 9_000),
		"unclosed":               strings.Repeat("<p><b>"+prose, 400),
		"attributes":             "<p " + strings.Repeat("a=b ", 1_000_000) + ">" + prose,
		"one attribute":          `<p class="` + strings.Repeat("x", 5<<20) + `">` + prose,
		"one word":               "<p>" + strings.Repeat("x", 5<<20) + "</p><p>" + prose,
		"comment":                "<!--" + strings.Repeat("-", 3<<20) + "><p>" + prose,
		"less-than signs":        "<p>" + prose + strings.Repeat("<", 1<<20),
		"entities":               "<p>" + prose + strings.Repeat("&amp;", 1<<19),
		"script":                 "<script>" + strings.Repeat("x=1;", 1<<20) + "</script><p>" + prose,
		"JSON-LD deep":           `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 50_000) + "</script><p>" + prose,
		"JSON-LD large":          `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + strings.Repeat(`{"name":"A"},`, 60_000) + `1]}</script><p>` + prose,
		"titles":                 strings.Repeat("<title>x - y | z</title><h1>"+prose+"</h1>", 3000) + prose,
		"metas":                  strings.Repeat(`<meta name=author content="A, B and C">`, 9000) + "<p>" + prose,
		"times":                  strings.Repeat(`<time datetime="2015-05-12">x</time>`, 9000) + "<p>" + prose,
		"sections of a document": strings.Repeat("<section><header><h2>"+prose[:30]+"</h2></header><p>"+prose+"</p></section>", 3_000),
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && len(page) > 2<<20 {
				t.Skip("left out: -short")
			}
			dir := files(t, map[string]string{"page.html": "<!DOCTYPE html><html><body>" + page})
			within(t, 20*time.Second, 3000, func() {
				got, articles := fates(t, dir, Options{}, "page.html")
				if len(articles) == 0 || !strings.Contains(articles[0].Text, prose[:60]) {
					t.Errorf("got %s", strings.Join(got, "; "))
				} else {
					t.Log(len(page), "bytes,", len(articles[0].Text), "bytes of text", articles[0].Notes)
				}
			})
		})
	}
}
