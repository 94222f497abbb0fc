package report

import (
	"bytes"
	_ "embed"
	"html/template"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parallax/news"
)

//go:embed fragment.html
var fragmentTemplate string

var fragment = template.Must(template.Must(sections.Clone()).New("fragment").Parse(fragmentTemplate))

// Style is what the sections of a report need to look like something, for pages that show them.
func Style() string { return pageStyle }

// Layout is how the sections are written: who keeps fragments makes them anew when it changes.
func Layout() string { return sectionsTemplate + fragmentTemplate }

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
	v.Headline = clip(v.Headline, mostHeadline)
	for i := range v.Sources {
		v.Sources[i].Title = clip(v.Sources[i].Title, mostHeadline)
	}
	f := Fragment{Headline: v.Headline, Summary: v.Summary}
	if o.Full {
		body, err := render(r, v, o.Articles)
		f.Body = body
		return f, err
	}
	clipAll(reflect.ValueOf(v).Elem())
	if len(r.Articles) > manyArticles {
		around := slices.Clone(o.Articles)
		for i := range around {
			around[i].Why = ""
		}
		o.Articles, f.Short = around, true
	}
	for share := 1.0; ; share *= 0.6 {
		if v.cut(share) {
			f.Short = true
		}
		body, err := render(r, v, o.Articles)
		if err != nil || len(body) <= mostBody || share < leastShare || o.Articles == nil {
			f.Body = body
			return f, err
		}
	}
}

// A page is to be read at once, on a phone too: lists are cut until it is below mostBody, which
// with the style around it stays under 150 kB.
const (
	mostBody     = 120_000 // bytes
	leastShare   = 0.1     // what is left then is what a reader looks for
	manyArticles = 30      // above, the page does not say of each why it belongs to the story
)

// render writes the sections, and behind them the sentences that they cite.
func render(r *news.Report, v *view, around []Around) (template.HTML, error) {
	data := struct {
		*view
		Around []Around
		Texts  []articleText
		Cited  []note
	}{view: v, Around: around}
	if around == nil {
		data.Texts = articleTexts(v)
	}
	var b bytes.Buffer
	if err := fragment.ExecuteTemplate(&b, "fragment", data); err != nil {
		return "", err
	}
	data.Cited = notes(r, b.Bytes(), around)
	err := fragment.ExecuteTemplate(&b, "notes", data)
	return template.HTML(b.String()), err
}

// InSentence reports whether a citation leads to a sentence, not to an article as a whole.
func (c cite) InSentence() bool { return strings.Contains(c.Anchor, "-s") }

// mostCited bounds what a citation shows of a sentence; some are a whole table.
const mostCited = 400 // characters

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

// cut shortens long lists to a share of what a page usually has room for; it reports whether
// it did.
func (v *view) cut(share float64) bool {
	c := false
	most := func(n int) int { return max(1, int(float64(n)*share+0.5)) }
	some := func(all *[]cite, n int) { *all = first(*all, max(2, most(n)), &c) }
	sides := func(n int) int { return max(4, most(n)) } // of one difference: two would hide what it is about
	for i := range v.Facts {
		some(&v.Facts[i].Cites, 8)
	}
	v.Board.Rows = first(v.Board.Rows, most(12), &c)
	for i := range v.Board.Rows {
		row := &v.Board.Rows[i]
		row.Entries = first(row.Entries, sides(10), &c)
		for k := range row.Entries {
			some(&row.Entries[k].Cites, 6)
		}
	}
	for _, one := range []struct {
		all              *[]quantity
		n, values, cites int
	}{{&v.Differ, 12, 10, 6}, {&v.Agree, 8, 5, 5}, {&v.Alone, 15, 4, 3}} {
		*one.all = first(*one.all, most(one.n), &c)
		for i := range *one.all {
			q := &(*one.all)[i]
			q.Values = first(q.Values, sides(one.values), &c)
			for k := range q.Values {
				some(&q.Values[k].Cites, one.cites)
			}
		}
	}
	v.Claims, v.Stated = first(v.Claims, most(12), &c), first(v.Stated, most(8), &c)
	for i := range v.Claims {
		v.Claims[i].Support = first(v.Claims[i].Support, sides(10), &c)
	}
	for i := range v.Stated {
		v.Stated[i].Support = first(v.Stated[i].Support, most(6), &c)
	}
	v.Quotes, v.Said = first(v.Quotes, most(12), &c), first(v.Said, most(10), &c)
	for i := range v.Quotes {
		v.Quotes[i].Variants = first(v.Quotes[i].Variants, sides(8), &c)
	}
	for i := range v.Said {
		v.Said[i].Quotes = first(v.Said[i].Quotes, most(2), &c)
	}
	v.Wording = first(v.Wording, most(8), &c)
	for i := range v.Wording {
		v.Wording[i].Labels = first(v.Wording[i].Labels, sides(10), &c)
		for k := range v.Wording[i].Labels {
			some(&v.Wording[i].Labels[k].Cites, 5)
		}
	}
	v.Timeline = first(v.Timeline, most(30), &c)
	for i := range v.Timeline {
		v.Timeline[i].Events = first(v.Timeline[i].Events, most(4), &c)
		for k := range v.Timeline[i].Events {
			some(&v.Timeline[i].Events[k].Cites, 4)
		}
	}
	v.Axis.Dots = within(v.Axis.Dots, len(v.Timeline))
	v.Unique, v.Missing = first(v.Unique, most(15), &c), first(v.Missing, most(12), &c)
	for i := range v.Missing {
		some(&v.Missing[i].Cites, 4)
	}
	v.Names, v.Origins = first(v.Names, most(20), &c), first(v.Origins, most(40), &c)
	v.Copies = first(v.Copies, most(12), &c)
	for i := range v.Copies {
		one := &v.Copies[i]
		one.Passages, one.Reworded = first(one.Passages, most(3), &c), first(one.Reworded, most(4), &c)
		one.Cut, one.Added = first(one.Cut, most(5), &c), first(one.Added, most(5), &c)
	}
	return c
}

// within leaves out the dots of days that are cut: they would lead nowhere.
func within(dots []dot, days int) []dot {
	var out []dot
	for _, d := range dots {
		if d.Event < days {
			out = append(out, d)
		}
	}
	return out
}

func first[T any](all []T, n int, cut *bool) []T {
	if len(all) <= n {
		return all
	}
	*cut = true
	return all[:n:n]
}
