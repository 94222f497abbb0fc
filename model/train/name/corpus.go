package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strings"

	"parallax/news"
	"parallax/nlp/name"
)

// example is a file of the corpus: an article and its names.
type example struct {
	doc  *news.Doc
	gold []name.Gold
}

// classOf maps the corpus's kinds; dates and money are no names here.
var classOf = map[string]string{"Person": "person", "Organization": "org", "Location": "place", "Facility": "place",
	"NORP": "people", "Misc": "thing", "Product": "thing"}

var (
	attached = regexp.MustCompile(`^[.,;:!?%)\]’”]+$|^['’]s$|^n['’]t$`)
	initial  = regexp.MustCompile(`\b[A-Z]\. $`)
	opening  = regexp.MustCompile(`^[(\[“$]$`)
)

// readExample reads a file of lines "token, tab, tag", tags BIO of the outer
// name and, where names nest, a second tag of the inner one. The outer name is
// learnt: "Bank of Thule" is one organisation. The text is put together as the
// corpus's users do, or, when natural, as papers print it: "U.S.", not "U. S.",
// and no spaces around hyphens and within quotation marks.
func readExample(path string, natural bool) (example, error) {
	f, err := os.Open(path)
	if err != nil {
		return example{}, err
	}
	defer f.Close()
	var text []byte
	quoted := false
	var gold []name.Gold
	open := "" // kind of the name that may go on
	var outer []word
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if row[0] == "" {
			text = trimSpace(text)
			if len(text) > 0 {
				text = append(text, '\n')
			}
			gold = append(gold, names(outer)...)
			outer, open, quoted = outer[:0], "", false
			continue
		}
		quote := natural && row[0] == `"`
		switch {
		case attached.MatchString(row[0]), quote && quoted,
			natural && (row[0] == "-" || row[0] == "/"), natural && initial.Match(text) && len(row[0]) == 1 && row[0] >= "A" && row[0] <= "Z":
			text = trimSpace(text)
		}
		start := len(text)
		text = append(text, row[0]...)
		if natural && dotted[row[0]] {
			text = append(text, '.')
		}
		end := len(text)
		if quote {
			quoted = !quoted
		}
		if !opening.MatchString(row[0]) && !(natural && (row[0] == "-" || row[0] == "/" || quote && quoted)) {
			text = append(text, ' ')
		}
		tag, inner := "O", "O"
		if len(row) > 1 {
			tag, inner = row[1], row[len(row)-1]
		}
		part, kind, _ := strings.Cut(tag, "-")
		if part == "B" || part != "I" || kind != open {
			gold = append(gold, names(outer)...)
			outer, open = outer[:0], ""
		}
		if part == "B" || open != "" {
			open = kind
			outer = append(outer, word{news.Span{Start: start, End: end}, kind, inner})
		}
	}
	gold = append(gold, names(outer)...)
	if err := lines.Err(); err != nil {
		return example{}, fmt.Errorf("%s: %w", path, err)
	}
	doc, err := prepare(path, string(text))
	return example{doc, gold}, err
}

// word is a word of an outer name, with its kind and the inner tag.
type word struct {
	news.Span
	kind, inner string
}

// names returns the names that an outer name gives: itself, or, of a work, an
// event or a product, the persons, organisations and places that it is called
// by and the rest ("Thule", "Winter Cup").
func names(outer []word) []name.Gold {
	if len(outer) == 0 {
		return nil
	}
	c, ok := classOf[outer[0].kind]
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
			inner, named := classOf[kind]
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

// dotted are the titles that American papers write with a full stop; the
// corpus, of British and Asian papers, mostly does not.
var dotted = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Gen": true, "Gov": true, "Sen": true, "Rep": true,
	"Prof": true, "Col": true, "Lt": true, "Sgt": true, "Capt": true, "Maj": true, "Rev": true, "St": true}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}
