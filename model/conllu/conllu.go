// Package conllu reads treebanks in the CoNLL-U format
// (universaldependencies.org/format.html) for training and measuring.
package conllu

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Word is one syntactic word.
type Word struct {
	Form, Lemma string
	UPOS, XPOS  string
	Head        int    // word number within the sentence from 0, -1 at the root
	Rel         string // relation with its subtype
	// Start and End are bytes in the document's text; where several words share
	// one surface form that is not their sum, all of them cover it.
	Start, End int
}

// A Sentence is a range of bytes in its document's text and the words in it.
type Sentence struct {
	ID         string
	Start, End int
	Words      []Word
}

// A Doc is one document. Text is put together from the surface forms: a space
// between words unless the treebank says that there is none, a blank line
// between paragraphs.
type Doc struct {
	ID        string
	Text      string
	Sentences []Sentence
}

// ReadFiles reads the documents of the files that match the glob patterns, in
// the order of the patterns and of the names. A name in .gz is unpacked.
func ReadFiles(patterns ...string) ([]Doc, error) {
	var docs []Doc
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		if len(paths) == 0 {
			return nil, fmt.Errorf("conllu: no file matches %s", pattern)
		}
		for _, path := range paths {
			more, err := readFile(path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			docs = append(docs, more...)
		}
	}
	return docs, nil
}

func readFile(path string) ([]Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !strings.HasSuffix(path, ".gz") {
		return Read(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return Read(z)
}

// Read reads all documents of r.
func Read(r io.Reader) ([]Doc, error) {
	p := parser{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if err := p.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	p.endSentence()
	p.endDoc()
	return p.docs, lines.Err()
}

type parser struct {
	docs []Doc
	doc  Doc
	text strings.Builder
	sent Sentence
	gap  string // what stands between the last word and the next

	spanEnd   int // last word of the multi-word token in work
	spanForm  string
	spanGap   string
	spanWords int
}

func (p *parser) line(s string) error {
	switch {
	case s == "":
		p.endSentence()
	case strings.HasPrefix(s, "# newdoc"):
		p.endDoc()
		_, p.doc.ID, _ = strings.Cut(s, "id = ")
	case strings.HasPrefix(s, "# newpar"):
		if p.text.Len() > 0 {
			p.gap = "\n\n"
		}
	case strings.HasPrefix(s, "# sent_id = "):
		p.sent.ID = s[len("# sent_id = "):]
	case s[0] == '#':
	default:
		return p.word(strings.Split(s, "\t"))
	}
	return nil
}

func (p *parser) word(f []string) error {
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil // an empty node of the enhanced graph
	}
	gap := " "
	if strings.Contains(f[9], "SpaceAfter=No") {
		gap = ""
	}
	if _, last, ok := strings.Cut(f[0], "-"); ok {
		n, err := strconv.Atoi(last)
		if err != nil {
			return err
		}
		p.spanEnd, p.spanForm, p.spanGap, p.spanWords = n, f[1], gap, len(p.sent.Words)
		return nil
	}
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return err
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return err
	}
	w := Word{Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: f[4], Head: head - 1, Rel: f[7]}
	if p.spanEnd == 0 {
		w.Start, w.End = p.put(w.Form)
		p.gap = gap
	}
	p.sent.Words = append(p.sent.Words, w)
	if p.spanEnd > 0 && id >= p.spanEnd {
		p.endSpan()
	}
	return nil
}

// endSpan lays the words of a multi-word token over its surface form.
func (p *parser) endSpan() {
	start, end := p.put(p.spanForm)
	words := p.sent.Words[p.spanWords:]
	sum := ""
	for _, w := range words {
		sum += w.Form
	}
	at := start
	for i := range words {
		words[i].Start, words[i].End = start, end
		if sum == p.spanForm {
			words[i].Start, words[i].End = at, at+len(words[i].Form)
			at = words[i].End
		}
	}
	p.gap, p.spanEnd = p.spanGap, 0
}

// put appends a surface form to the text and returns where it stands.
func (p *parser) put(form string) (start, end int) {
	p.text.WriteString(p.gap)
	start = p.text.Len()
	p.text.WriteString(form)
	return start, p.text.Len()
}

func (p *parser) endSentence() {
	if n := len(p.sent.Words); n > 0 {
		p.sent.Start, p.sent.End = p.sent.Words[0].Start, p.sent.Words[n-1].End
		p.doc.Sentences = append(p.doc.Sentences, p.sent)
	}
	p.sent = Sentence{}
}

func (p *parser) endDoc() {
	if len(p.doc.Sentences) > 0 {
		p.doc.Text = p.text.String()
		p.docs = append(p.docs, p.doc)
	}
	p.doc, p.gap = Doc{}, ""
	p.text.Reset()
}
