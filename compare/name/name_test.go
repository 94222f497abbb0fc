package name_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	comparename "parallax/compare/name"
	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

func compare(t testing.TB, texts ...string) *news.Report {
	t.Helper()
	r := &news.Report{}
	ctx := context.Background()
	for i, text := range texts {
		d := &news.Doc{Article: news.Article{ID: string(rune('a' + i)), Text: text}}
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, name.Annotate} {
			if err := step(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		r.Articles = append(r.Articles, d)
	}
	if err := comparename.Annotate(ctx, r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return r
}

// of returns the group that has a form.
func of(r *news.Report, form string) int {
	return slices.IndexFunc(r.Entities, func(g news.EntityGroup) bool { return slices.Contains(g.Forms, form) })
}

// A lone surname is the person's whom the other articles call so, however often
// one names a relative in full.
func TestFamily(t *testing.T) {
	r := compare(t,
		"Robert Hallam spoke on Monday. Hallam was brief. Hallam left for Oslo, where it rained.",
		"Susan Hallam wrote a book. The book of Susan Hallam sold well. Critics like Susan Hallam. Susan Hallam lives in Oslo.",
		"Hallam was seen in Oslo on Friday, and people cheered. The police had asked Hallam not to come.",
	)
	robert, susan := of(r, "Robert Hallam"), of(r, "Susan Hallam")
	if lone := of(r, "Hallam"); lone != robert || robert == susan || len(r.Entities[robert].Mentions) != 5 {
		t.Errorf("want the lone Hallam to be Robert: %s", list(r))
	}
}

// Where an article gives no full name but one that a common word begins, the
// surname alone is the person's whom the others call so.
func TestGuest(t *testing.T) {
	r := compare(t,
		"Robert Hallam spoke on Monday. Hallam was brief. Hallam left for Oslo, where it rained.",
		"It was late when Team Hallam arrived in Oslo. Hallam thanked the police. Hallam left at noon, and his team slept.",
	)
	if robert := of(r, "Robert Hallam"); robert < 0 || len(r.Entities[robert].Mentions) != 5 {
		t.Errorf("want every lone Hallam to be Robert: %s", list(r))
	}
}

func TestForms(t *testing.T) {
	r := compare(t,
		"Foreign Minister Maria Lindqvist met reporters in Oslo on Tuesday. Ms. Lindqvist said talks would go on.",
		"Norwegian Foreign Minister Maria Lindqvist spoke in Oslo. Her brother, Peter Lindqvist, stayed away. Peter Lindqvist is a farmer.",
		"The talks failed, Lindqvist told the National Fisheries Board (NFB) in Bristol, Tennessee.",
		"Boats may leave again, the NFB said in Bristol on Friday.",
	)
	together := [][]string{
		{"Maria Lindqvist", "Foreign Minister Maria Lindqvist", "Norwegian Foreign Minister Maria Lindqvist", "Ms. Lindqvist"},
		{"National Fisheries Board", "NFB"},
		{"Bristol", "Bristol, Tennessee"},
	}
	for _, forms := range together {
		for _, f := range forms {
			if g := of(r, f); g < 0 || g != of(r, forms[0]) {
				t.Errorf("%q is not with %q: %s", f, forms[0], list(r))
			}
		}
	}
	if of(r, "Maria Lindqvist") == of(r, "Peter Lindqvist") {
		t.Errorf("sister and brother are one: %s", list(r))
	}
	for i := 1; i < len(r.Entities); i++ {
		if len(r.Entities[i].Mentions) > len(r.Entities[i-1].Mentions) {
			t.Errorf("not by mentions: %s", list(r))
		}
	}
}

func TestKeptApart(t *testing.T) {
	r := compare(t,
		"Paul Hallam and his wife, Paula Hallam, live in Oslo. Paul Hallam sails.",
		"Paula Hallam was seen at Oslo airport. Police in Oslo looked for her.",
		"Paul Hallam denied it, his lawyer said in Oslo.",
		"Peter Vale Jr. met his father, President Peter Vale, in Oslo. Peter Vale said no.",
		"Peter Vale Jr. left Oslo. Vale Jr. would not speak.",
	)
	for _, pair := range [][2]string{{"Paul Hallam", "Paula Hallam"}, {"Oslo", "Oslo airport"}, {"Peter Vale", "Peter Vale Jr."}} {
		a, b := of(r, pair[0]), of(r, pair[1])
		if a < 0 || b < 0 || a == b {
			t.Errorf("%q is in group %d, %q in %d: %s", pair[0], a, pair[1], b, list(r))
		}
	}
}

func TestHandlesAndBodies(t *testing.T) {
	r := compare(t,
		"Sen. Maria Lindqvist, D-Ohio, spoke in Bristol. The Bristol Police Department kept order, @MariaLindqvist wrote.",
		"Bristol police said that Senator Maria Lindqvist of Ohio had left Bristol by noon.",
	)
	for _, pair := range [][2]string{{"Maria Lindqvist", "@MariaLindqvist"}, {"Maria Lindqvist", "Sen. Maria Lindqvist, D-Ohio"},
		{"Maria Lindqvist", "Senator Maria Lindqvist of Ohio"}, {"Bristol Police Department", "Bristol police"}} {
		if a, b := of(r, pair[0]), of(r, pair[1]); a < 0 || a != b {
			t.Errorf("%q is in group %d, %q in %d: %s", pair[0], a, pair[1], b, list(r))
		}
	}
}

// Governments, halves of a country, bodies of a union, names found where they
// were missed, and what must stay apart from them.
func TestStatesAndBodies(t *testing.T) {
	r := compare(t,
		"Norway and Sweden met in Oslo on Tuesday. The Norwegian government said that it agreed. Oslo said that it would sign, and the UN Security Council thanked Norway. "+
			"South Korean President Han Seo-yun came to Oslo with officials from South Korea. The Northern Transport Board sent boats.",
		"The South wants peace with Norway, and Norway and Sweden want it too, Mr. Han of Norway's neighbour told the Security Council in Oslo. South Korea pays the United Nations. The UN has a Security Council. The transport board waited.",
		"Norway's Foreign Minister Ilse Kvarstad met Han in Oslo, but Kvarstad would not speak. Stockholm lies in Sweden.",
	)
	together := [][]string{
		{"Norway", "Norwegian government", "Oslo"},
		{"South Korea", "South"},
		{"UN Security Council", "Security Council"},
		{"United Nations", "UN"},
		{"Han Seo-yun", "Han", "South Korean President Han Seo-yun"},
		{"Northern Transport Board", "transport board"},
	}
	for _, forms := range together {
		for _, f := range forms {
			if g := of(r, f); g < 0 || g != of(r, forms[0]) {
				t.Errorf("%q is not with %q: %s", f, forms[0], list(r))
			}
		}
	}
	for _, pair := range [][2]string{{"UN", "UN Security Council"}, {"Norway", "Sweden"}, {"Sweden", "Stockholm"}} {
		if of(r, pair[0]) == of(r, pair[1]) {
			t.Errorf("%q and %q are one: %s", pair[0], pair[1], list(r))
		}
	}
}

func list(r *news.Report) string {
	var b strings.Builder
	for _, g := range r.Entities {
		b.WriteString("\n\t" + g.Name + " (" + string(g.Kind) + "): " + strings.Join(g.Forms, "; "))
	}
	return b.String()
}

// TestInitials: an initial ends no name, whatever it does to the sentence.
func TestInitials(t *testing.T) {
	r := compare(t,
		"\"Nobody is holding them to account,\" James P. Hallam, a founder of the bank, said on Monday. Gov. Dorian P. Vastermark spoke to officials.",
		"James Hallam left the bank early. Dorian Vastermark spoke to officials.")
	for _, pair := range [][2]string{{"James P. Hallam", "James Hallam"}, {"Gov. Dorian P. Vastermark", "Dorian Vastermark"}} {
		if g := of(r, pair[0]); g < 0 || g != of(r, pair[1]) {
			t.Errorf("%q and %q are not one: %+v", pair[0], pair[1], r.Entities)
		}
	}
}
