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
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if row[0] == "" {
			text = trimSpace(text)
			if len(text) > 0 {
				text = append(text, '\n')
			}
			open, quoted = "", false
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
		tag := "O"
		if len(row) > 1 {
			tag = row[1]
		}
		part, kind, _ := strings.Cut(tag, "-")
		switch {
		case part == "B":
			open = kind
			if c, ok := classOf[kind]; ok {
				gold = append(gold, name.Gold{Span: news.Span{Start: start, End: end}, Class: c})
			}
		case part == "I" && kind == open:
			if _, ok := classOf[kind]; ok {
				gold[len(gold)-1].End = end
			}
		default:
			open = ""
		}
	}
	if err := lines.Err(); err != nil {
		return example{}, fmt.Errorf("%s: %w", path, err)
	}
	doc, err := prepare(path, string(text))
	return example{doc, gold}, err
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
