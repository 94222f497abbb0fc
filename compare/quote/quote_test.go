package quote

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/news"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

// article makes a Doc of lines "Speaker: words"; the words are quoted, and a
// line without a speaker is prose.
func article(t testing.TB, id string, lines ...string) *news.Doc {
	t.Helper()
	d := &news.Doc{Article: news.Article{ID: id, Language: "en"}}
	var text strings.Builder
	for _, l := range lines {
		speaker, said, ok := strings.Cut(l, ": ")
		if !ok {
			text.WriteString(l + "\n\n")
			continue
		}
		at := text.Len() + len("“")
		text.WriteString("“" + said + "” " + speaker + " said.\n\n")
		span := news.Span{Start: at, End: at + len(said)}
		d.Attributions = append(d.Attributions, news.Attribution{
			Kind: news.Direct, Content: []news.Span{span}, Quoted: []news.Span{span}, Speaker: strings.TrimPrefix(speaker, "?"),
		})
	}
	d.Text = text.String()
	for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate} {
		if err := step(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// groups renders the shared groups: speaker, ! when altered, and the variants.
func groups(t testing.TB, docs ...*news.Doc) []string {
	t.Helper()
	r := &news.Report{Articles: docs}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, g := range r.Quotes {
		if len(g.Variants) < 2 {
			continue
		}
		line := g.Speaker
		if g.Altered {
			line += "!"
		}
		for _, v := range g.Variants {
			line += fmt.Sprintf(" | %s: %s", docs[v.Doc].ID, r.Slice(v.Ref))
		}
		out = append(out, line)
	}
	return out
}

func TestAnnotate(t *testing.T) {
	tests := []struct {
		name string
		a, b []string
		want []string
	}{
		{
			"same words, spelling and signs aside",
			[]string{"Ida Marn: The harbour’s new programme is honoured by all, and we analysed it"},
			[]string{"Marn: The harbor's new program is honored by all and we analyzed it."},
			[]string{"Ida Marn | a: The harbour’s new programme is honoured by all, and we analysed it | b: The harbor's new program is honored by all and we analyzed it."},
		},
		{
			"a shortened quotation is not altered",
			[]string{"Ida Marn: The gates were shut at noon and nobody was told about the water."},
			[]string{"Ida Marn: nobody was told about the water"},
			[]string{"Ida Marn | a: The gates were shut at noon and nobody was told about the water. | b: nobody was told about the water"},
		},
		{
			"a changed word is",
			[]string{"Ida Marn: The gates were shut at noon and nobody was told about the water."},
			[]string{"Ida Marn: The gates were shut at noon and no one was told about the water."},
			[]string{"Ida Marn! | a: The gates were shut at noon and nobody was told about the water. | b: The gates were shut at noon and no one was told about the water."},
		},
		{
			"a marked omission is not",
			[]string{"Ida Marn: The gates were shut at noon and nobody was told about the water."},
			[]string{"Ida Marn: The gates were shut ... and nobody was told about the water."},
			[]string{"Ida Marn | a: The gates were shut at noon and nobody was told about the water. | b: The gates were shut ... and nobody was told about the water."},
		},
		{
			"words written apart are not altered",
			[]string{"Ida Marn: The U.S. crews moved on to the lower gates at noon."},
			[]string{"Ida Marn: The US crews moved onto the lower gates at noon."},
			[]string{"Ida Marn | a: The U.S. crews moved on to the lower gates at noon. | b: The US crews moved onto the lower gates at noon."},
		},
		{
			"sentences split by one report are two utterances",
			[]string{"Ida Marn: The gates were shut at noon. Nobody warned the lower villages."},
			[]string{"Ida Marn: The gates were shut at noon,", "Ida Marn: Nobody warned the lower villages."},
			[]string{
				"Ida Marn | a: The gates were shut at noon. | b: The gates were shut at noon,",
				"Ida Marn | a: Nobody warned the lower villages. | b: Nobody warned the lower villages.",
			},
		},
		{
			"sentences that both quote in one breath are one utterance",
			[]string{"Ida Marn: The gates were shut at noon. Nobody warned the lower villages."},
			[]string{"Ida Marn: The gates were shut at noon. Nobody warned the lower villages."},
			[]string{"Ida Marn | a: The gates were shut at noon. Nobody warned the lower villages. | b: The gates were shut at noon. Nobody warned the lower villages."},
		},
		{
			"one word of two speakers is no shared utterance",
			[]string{"Ida Marn: interesting"},
			[]string{"Tomas Ruda: interesting"},
			nil,
		},
		{
			"one sentence under two names goes to one of them",
			[]string{"Ida Marn: The gates were shut at noon and nobody was told about the water."},
			[]string{"?: The gates were shut at noon and nobody was told about the water."},
			[]string{"Ida Marn | a: The gates were shut at noon and nobody was told about the water. | b: The gates were shut at noon and nobody was told about the water."},
		},
		{
			"different sentences of one speaker",
			[]string{"Ida Marn: The gates were shut at noon and nobody was told."},
			[]string{"Ida Marn: Our schools reopen on the first day of May."},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, groups(t, article(t, "a", tt.a...), article(t, "b", tt.b...))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestVersions says what became of an utterance in the second article.
func TestVersions(t *testing.T) {
	const first = "Ida Marn: The gates were shut at noon and nobody was told about the water."
	for _, tt := range []struct {
		second string
		want   news.QuoteVersion
	}{
		{"Ida Marn: The gates were shut at noon, and nobody was told about the water", news.Identical},
		{"Ida Marn: nobody was told about the water", news.Trimmed},
		{"Ida Marn: The gates were shut ... and nobody was told about the water.", news.Trimmed},
		{"Ida Marn: I know that the gates were shut at noon and nobody was told about the water.", news.Fuller},
		{"Ida Marn: The gates were closed at noon and nobody was told about the water.", news.Rephrased},
	} {
		r := &news.Report{Articles: []*news.Doc{article(t, "a", first), article(t, "b", tt.second)}}
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if len(r.Quotes) != 1 || len(r.Quotes[0].Variants) != 2 {
			t.Fatalf("%s: %+v", tt.second, r.Quotes)
		}
		v := r.Quotes[0].Variants
		if v[0].Version != news.FirstVersion || v[1].Version != tt.want || v[1].Merged || v[1].Speaker != "" {
			t.Errorf("%s: %+v, want %s", tt.second, v, tt.want)
		}
	}

	// Another speaker, and words run together that stand apart elsewhere.
	const long = "The gates were shut at noon and nobody was told about the water. We will pay for every house that was lost."
	r := &news.Report{Articles: []*news.Doc{
		article(t, "a", "Ida Marn: The gates were shut at noon and nobody was told about the water.", "She left.", "It rained all day.", "Ida Marn: We will pay for every house that was lost."),
		article(t, "b", "Tomas Ruda: "+long),
	}}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(r.Quotes) != 2 {
		t.Fatalf("%+v", r.Quotes)
	}
	for _, g := range r.Quotes {
		if v := g.Variants; len(v) != 2 || !v[1].Merged || v[0].Merged || v[1].Speaker != "Tomas Ruda" && v[0].Speaker != "Ida Marn" {
			t.Errorf("%s: %+v", g.Speaker, v)
		}
	}
}

// TestParaphrases finds a report that gives an utterance in its own words.
func TestParaphrases(t *testing.T) {
	quoted := article(t, "a", "Ida Marn: The northern flood gates were shut at noon and no villager was warned about the water.")
	const told = "Ida Marn said that the northern flood gates were shut at noon without a villager being warned about the water."
	own := &news.Doc{Article: news.Article{ID: "b", Text: told}}
	own.Sentences = []news.Sentence{{Span: news.Span{End: len(told)}}}
	content := news.Span{Start: strings.Index(told, "that"), End: len(told) - 1}
	own.Attributions = []news.Attribution{{Kind: news.Indirect, Source: []news.Span{{End: 8}}, Cue: []news.Span{{Start: 9, End: 13}}, Content: []news.Span{content}, Speaker: "Ida Marn"}}
	for _, speaker := range []string{"Ida Marn", "Tomas Ruda"} {
		own.Attributions[0].Speaker = speaker
		r := &news.Report{Articles: []*news.Doc{quoted, own}}
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		want := 1
		if speaker != "Ida Marn" {
			want = 0
		}
		if len(r.Quotes) != 1 || len(r.Quotes[0].Paraphrases) != want {
			t.Errorf("%s: %+v", speaker, r.Quotes)
		}
	}
}

func TestWhyCountsCopiesOnce(t *testing.T) {
	said := "Ida Marn: The gates were shut at noon and nobody was told."
	r := &news.Report{
		Articles: []*news.Doc{article(t, "a", said), article(t, "b", said)},
		Origins:  []news.Origin{{ID: "o1", Articles: []int{0, 1}}},
	}
	if err := Annotate(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if want := "2 reports quote Ida Marn in the same words; they carry one text and count as one witness."; len(r.Quotes) != 1 || r.Quotes[0].Why != want {
		t.Errorf("got %+v, want why %q", r.Quotes, want)
	}
}

func TestSpelling(t *testing.T) {
	for _, p := range [][2]string{{"colour", "color"}, {"analysed", "analyzed"}, {"modelling", "modeling"}, {"organisations", "organizations"}, {"theatres", "theaters"}, {"defence", "defense"}, {"programme", "program"}} {
		if spelling(p[0]) != spelling(p[1]) {
			t.Errorf("%s and %s: %s, %s", p[0], p[1], spelling(p[0]), spelling(p[1]))
		}
	}
	for _, p := range [][2]string{{"filled", "filed"}, {"four", "for"}, {"wishes", "wish"}} {
		if spelling(p[0]) == spelling(p[1]) {
			t.Errorf("%s and %s fold together", p[0], p[1])
		}
	}
}

func TestMisspelt(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"slightest", "slightlest", true}, {"recieved", "received", true}, {"goverment", "government", true},
		{"threatens", "threatened", false}, {"house", "horse", false}, {"villages", "village", false},
	} {
		if got := misspelt(tt.a, tt.b); got != tt.want {
			t.Errorf("misspelt(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

func BenchmarkAnnotate(b *testing.B) {
	var docs []*news.Doc
	for i := range 60 {
		var lines []string
		for k := range 20 {
			lines = append(lines, fmt.Sprintf("Speaker %d: We counted %d boats near pier %d and number %d was missing from the list.", k%7, k*3, k, (i+k)%40))
		}
		docs = append(docs, article(b, fmt.Sprint(i), lines...))
	}
	r := &news.Report{Articles: docs}
	for b.Loop() {
		if err := Annotate(context.Background(), r); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzAnnotate holds the laws of a report on any two texts: every other piece
// between quotation marks is quoted, by one of two speakers.
func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"He said “the gates were shut at noon” and left.\n\n“The gates were shut. Nobody knew.”",
		"“a” “a b” “a b c”", "“…” “U.S.” “co-op”", "““”", "",
	} {
		f.Add(s, "“the gates were shut at Noon,” she said")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		r := &news.Report{}
		for i, text := range []string{a, b, a} {
			d := &news.Doc{Article: news.Article{ID: fmt.Sprint(i), Language: "en", Text: strings.ToValidUTF8(text, "")}}
			for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate} {
				if err := step(context.Background(), d); err != nil {
					t.Fatal(err)
				}
			}
			at := 0
			for n, piece := range strings.Split(d.Text, "“") {
				said, _, ok := strings.Cut(piece, "”")
				if ok && n > 0 && said != "" {
					s := news.Span{Start: at, End: at + len(said)}
					d.Attributions = append(d.Attributions, news.Attribution{
						Kind: news.Direct, Content: []news.Span{s}, Quoted: []news.Span{s}, Speaker: []string{"Ida Marn", ""}[n%2],
					})
				}
				at += len(piece) + len("“")
			}
			r.Articles = append(r.Articles, d)
		}
		if err := Annotate(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
