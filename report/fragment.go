package report

import (
	"bytes"
	_ "embed"
	"html/template"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"parallax/news"
)

//go:embed fragment.html
var fragmentTemplate string

var fragment = template.Must(template.Must(sections.Clone()).New("fragment").Parse(fragmentTemplate))

// Style is what the sections of a report need to look like something, for pages that show them.
func Style() string { return pageStyle }

// A Fragment is a report as part of a page.
type Fragment struct {
	Headline, Summary string
	Body              template.HTML // navigation, sections, articles and the sentences that are cited
	Short             bool          // long lists are cut
}

// FragmentOptions say what a page around a fragment knows.
type FragmentOptions struct {
	// Articles has for each article of the report what the page knows of it. Without them
	// the texts of the articles follow in the fragment.
	Articles []Around
	Full     bool // no list is cut
}

// Around is what a library knows of an article beside the report.
type Around struct {
	Address string // path of its own page
	Why     string // what decided that it belongs to the story
	Edits   int    // how often its text has changed
}

// A note is a cited sentence, which a citation opens in place.
type note struct {
	Anchor, From, Text, Address string
	N                           int
}

// citation finds the sentences that a rendered fragment cites. The words of articles cannot
// forge one: quotation marks in them are escaped.
var citation = regexp.MustCompile(` popovertarget="c(a(\d+)-s(\d+))"`)

// NewFragment lays out a report for a page that others share: a citation opens the sentence in
// place, without a script, and leads on to the article.
func NewFragment(r *news.Report, o FragmentOptions) (Fragment, error) {
	v := newView(r)
	f := Fragment{Summary: v.Summary}
	v.Headline = clip(v.Headline, mostHeadline)
	for i := range v.Sources {
		v.Sources[i].Title = clip(v.Sources[i].Title, mostHeadline)
	}
	if !o.Full {
		f.Short = v.cut()
		clipAll(reflect.ValueOf(v).Elem())
	}
	f.Headline = v.Headline
	data := struct {
		*view
		Around []Around
		Texts  []articleText
		Cited  []note
	}{view: v, Around: o.Articles}
	if o.Articles == nil {
		data.Texts = articleTexts(v)
	}
	var b bytes.Buffer
	if err := fragment.ExecuteTemplate(&b, "fragment", data); err != nil {
		return f, err
	}
	data.Cited = notes(r, b.Bytes(), o.Articles)
	if err := fragment.ExecuteTemplate(&b, "notes", data); err != nil {
		return f, err
	}
	f.Body = template.HTML(b.String())
	return f, nil
}

// InSentence reports whether a citation leads to a sentence, not to an article as a whole.
func (c cite) InSentence() bool { return strings.Contains(c.Anchor, "-s") }

// mostCited bounds what a citation shows of a sentence; some are a whole table.
const mostCited = 700 // characters

// Bounds for words on a page: articles without sentences are one sentence, and some titles are
// the whole text.
const (
	mostHeadline = 300  // characters
	mostWords    = 1500 // of anything else
)

// clipAll shortens every string of a view that is longer than a reader reads.
func clipAll(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() && v.Len() > mostWords {
			v.SetString(clip(v.String(), mostWords))
		}
	case reflect.Slice:
		for i := range v.Len() {
			clipAll(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				clipAll(v.Field(i))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			clipAll(v.Elem())
		}
	}
}

func notes(r *news.Report, page []byte, around []Around) []note {
	var out []note
	seen := map[string]bool{}
	for _, m := range citation.FindAllSubmatch(page, -1) {
		anchor := string(m[1])
		if seen[anchor] {
			continue
		}
		seen[anchor] = true
		n, _ := strconv.Atoi(string(m[2]))
		s, _ := strconv.Atoi(string(m[3]))
		d := r.Articles[n-1]
		one := note{Anchor: anchor, N: n, Text: clip(clean(d.Slice(d.Sentences[s-1].Span)), mostCited), From: clean(d.PublisherName()), Address: "#" + anchor}
		if at := day(d.Published.At); at != "" {
			if one.From != "" {
				one.From += ", "
			}
			one.From += at
		}
		if around != nil {
			one.Address = around[n-1].Address + "#s" + strconv.Itoa(s)
		}
		out = append(out, one)
	}
	return out
}

// cut shortens long lists, so that a page of a story with a hundred reports is read at once;
// it reports whether it did.
func (v *view) cut() bool {
	c := false
	v.Board.Rows = first(v.Board.Rows, 12, &c)
	v.Differ = first(v.Differ, 12, &c)
	v.Agree = first(v.Agree, 10, &c)
	v.Alone = first(v.Alone, 15, &c)
	v.Claims = first(v.Claims, 12, &c)
	v.Stated = first(v.Stated, 8, &c)
	v.Quotes = first(v.Quotes, 12, &c)
	v.Said = first(v.Said, 10, &c)
	for i := range v.Said {
		v.Said[i].Quotes = first(v.Said[i].Quotes, 2, &c)
	}
	v.Wording = first(v.Wording, 10, &c)
	for i := range v.Wording {
		v.Wording[i].Labels = first(v.Wording[i].Labels, 12, &c)
	}
	v.Timeline = first(v.Timeline, 30, &c)
	for i := range v.Timeline {
		v.Timeline[i].Events = first(v.Timeline[i].Events, 4, &c)
	}
	v.Unique = first(v.Unique, 15, &c)
	v.Missing = first(v.Missing, 12, &c)
	v.Names = first(v.Names, 20, &c)
	v.Copies = first(v.Copies, 12, &c)
	for i := range v.Copies {
		v.Copies[i].Passages = first(v.Copies[i].Passages, 3, &c)
		v.Copies[i].Cut = first(v.Copies[i].Cut, 5, &c)
		v.Copies[i].Added = first(v.Copies[i].Added, 5, &c)
		v.Copies[i].Reworded = first(v.Copies[i].Reworded, 4, &c)
	}
	const most = 8 // citations of one answer: as many as are ever opened
	some := func(all *[]cite) { *all = first(*all, most, &c) }
	for i := range v.Differ {
		for k := range v.Differ[i].Values {
			some(&v.Differ[i].Values[k].Cites)
		}
		v.Differ[i].Values = first(v.Differ[i].Values, 12, &c)
	}
	for i := range v.Agree {
		for k := range v.Agree[i].Values {
			some(&v.Agree[i].Values[k].Cites)
		}
		v.Agree[i].Values = first(v.Agree[i].Values, 6, &c)
	}
	for i := range v.Claims {
		v.Claims[i].Support = first(v.Claims[i].Support, 12, &c)
	}
	for i := range v.Stated {
		v.Stated[i].Support = first(v.Stated[i].Support, 6, &c)
	}
	for i := range v.Quotes {
		v.Quotes[i].Variants = first(v.Quotes[i].Variants, 8, &c)
	}
	for i := range v.Facts {
		some(&v.Facts[i].Cites)
	}
	for i := range v.Timeline {
		for k := range v.Timeline[i].Events {
			some(&v.Timeline[i].Events[k].Cites)
		}
	}
	return c
}

func first[T any](all []T, n int, cut *bool) []T {
	if len(all) <= n {
		return all
	}
	*cut = true
	return all[:n:n]
}
