package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"

	"parallax/news"
	"parallax/nlp/name"
	"parallax/nlp/sentence"
	"parallax/nlp/token"
)

// newswire is a file of the English Worldwide Newswire corpus: an article and its names.
type newswire struct {
	doc  *news.Doc
	gold []name.Gold
}

// newswireClass maps the corpus's kinds; dates and money are no names here.
var newswireClass = map[string]string{"Person": "person", "Organization": "org", "Location": "place", "Facility": "place",
	"NORP": "people", "Misc": "thing", "Product": "thing"}

var (
	attachedSign  = regexp.MustCompile(`^[.,;:!?%)\]’”]+$|^['’]s$|^n['’]t$`)
	initialBefore = regexp.MustCompile(`\b[A-Z]\. $`)
	openingSign   = regexp.MustCompile(`^[(\[“$]$`)
)

// readNewswire reads a file of lines "token, tab, tag", tags BIO of the outer
// name and, where names nest, a second tag of the inner one. The outer name is
// learnt: "Bank of Thule" is one organisation. The text is put together as the
// corpus's users do, or, when natural, as papers print it: "U.S.", not "U. S.",
// and no spaces around hyphens and within quotation marks.
func readNewswire(path string, natural bool) (newswire, error) {
	f, err := os.Open(path)
	if err != nil {
		return newswire{}, err
	}
	defer f.Close()
	var text []byte
	quoted := false
	var gold []name.Gold
	open := "" // kind of the name that may go on
	var outer []newswireWord
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if row[0] == "" {
			text = trimSpaces(text)
			if len(text) > 0 {
				text = append(text, '\n')
			}
			gold = append(gold, namesIn(outer)...)
			outer, open, quoted = outer[:0], "", false
			continue
		}
		quote := natural && row[0] == `"`
		switch {
		case attachedSign.MatchString(row[0]), quote && quoted,
			natural && (row[0] == "-" || row[0] == "/"), natural && initialBefore.Match(text) && len(row[0]) == 1 && row[0] >= "A" && row[0] <= "Z":
			text = trimSpaces(text)
		}
		start := len(text)
		text = append(text, row[0]...)
		if natural && dottedTitles[row[0]] {
			text = append(text, '.')
		}
		end := len(text)
		if quote {
			quoted = !quoted
		}
		if !openingSign.MatchString(row[0]) && !(natural && (row[0] == "-" || row[0] == "/" || quote && quoted)) {
			text = append(text, ' ')
		}
		tag, inner := "O", "O"
		if len(row) > 1 {
			tag, inner = row[1], row[len(row)-1]
		}
		part, kind, _ := strings.Cut(tag, "-")
		if part == "B" || part != "I" || kind != open {
			gold = append(gold, namesIn(outer)...)
			outer, open = outer[:0], ""
		}
		if part == "B" || open != "" {
			open = kind
			outer = append(outer, newswireWord{news.Span{Start: start, End: end}, kind, inner})
		}
	}
	gold = append(gold, namesIn(outer)...)
	if err := lines.Err(); err != nil {
		return newswire{}, fmt.Errorf("%s: %w", path, err)
	}
	d := &news.Doc{Article: news.Article{ID: path, Text: string(text)}}
	if err := sentence.Annotate(context.Background(), d); err != nil {
		return newswire{}, err
	}
	return newswire{d, gold}, token.Annotate(context.Background(), d)
}

// newswireWord is a word of an outer name, with its kind and the inner tag.
type newswireWord struct {
	news.Span
	kind, inner string
}

// namesIn returns the names that an outer name gives: itself, or, of a work, an
// event or a product, the persons, organisations and places that it is called
// by and the rest ("Thule", "Winter Cup").
func namesIn(outer []newswireWord) []name.Gold {
	if len(outer) == 0 {
		return nil
	}
	c, ok := newswireClass[outer[0].kind]
	if !ok {
		return nil
	}
	var out []name.Gold
	from := 0
	put := func(to int, class string) {
		if to > from {
			out = append(out, name.Gold{Span: news.Span{Start: outer[from].Start, End: outer[to-1].End}, Class: class})
		}
		from = to
	}
	if c == "thing" {
		for i := 0; i < len(outer); i++ {
			part, kind, _ := strings.Cut(outer[i].inner, "-")
			inner, named := newswireClass[kind]
			if part != "B" || !named || i == 0 && kind == outer[0].kind {
				continue
			}
			put(i, c)
			for i+1 < len(outer) && outer[i+1].inner == "I-"+kind {
				i++
			}
			put(i+1, inner)
		}
	}
	put(len(outer), c)
	return out
}

// dottedTitles are the titles that American papers write with a full stop; the
// corpus, of British and Asian papers, mostly does not.
var dottedTitles = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Gen": true, "Gov": true, "Sen": true, "Rep": true,
	"Prof": true, "Col": true, "Lt": true, "Sgt": true, "Capt": true, "Maj": true, "Rev": true, "St": true}

func trimSpaces(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}
