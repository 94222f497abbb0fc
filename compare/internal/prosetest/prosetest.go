// Package prosetest makes small reports from plain text for the tests of the
// comparisons, with a splitter that is good enough for invented examples.
package prosetest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// Report makes one article of each text, each its own origin, published on
// consecutive days from 1 March 2024. A text whose first line starts with
// "= " has that line as its title.
func Report(texts ...string) *news.Report {
	r := &news.Report{}
	for i, t := range texts {
		title := ""
		if rest, ok := strings.CutPrefix(t, "= "); ok {
			title, t, _ = strings.Cut(rest, "\n")
		}
		d := Doc(fmt.Sprintf("a%d", i+1), strings.TrimSpace(t))
		d.Title = title
		d.Published = news.Published{At: fmt.Sprintf("2024-03-%02d", i+1), From: news.FromMetadata}
		r.Articles = append(r.Articles, d)
		r.Origins = append(r.Origins, news.Origin{ID: fmt.Sprintf("o%d", i+1), Name: d.ID, Kind: news.OriginOutlet, Articles: []int{i}})
	}
	return r
}

// Doc splits a text into sentences (at ". ", "? ", "! " and line ends) and
// tokens (runs of letters and digits with inner apostrophes, and single signs).
func Doc(id, text string) *news.Doc {
	d := &news.Doc{Article: news.Article{ID: id, Text: text, Language: "en"}}
	start := 0
	flush := func(end int) {
		s := text[start:end]
		left := len(s) - len(strings.TrimLeft(s, " \n"))
		span := news.Span{Start: start + left, End: start + len(strings.TrimRight(s, " \n"))}
		if span.Len() > 0 {
			first := len(d.Tokens)
			tokens(d, span)
			d.Sentences = append(d.Sentences, news.Sentence{Span: span, First: first, Last: len(d.Tokens)})
		}
		start = end
	}
	for i := range len(text) {
		switch {
		case text[i] == '\n':
			flush(i)
		case i+1 < len(text) && text[i+1] == ' ' && strings.ContainsRune(".?!", rune(text[i])):
			flush(i + 1)
		}
	}
	flush(len(text))
	return d
}

func tokens(d *news.Doc, span news.Span) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(d.Text[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		end := i + n
		for letter(r) && end < span.End {
			next, m := utf8.DecodeRuneInString(d.Text[end:])
			if !letter(next) && next != '\'' && next != '’' && next != ',' && next != '.' {
				break
			}
			if !letter(next) { // inside a word or a number only
				after, _ := utf8.DecodeRuneInString(d.Text[min(end+m, len(d.Text)):])
				if end+m >= span.End || !letter(after) {
					break
				}
			}
			end += m
		}
		d.Tokens = append(d.Tokens, news.Token{Span: news.Span{Start: i, End: end}, Head: -1})
		i = end
	}
}
