package report

// Citations, and words in the sentence that holds them.

import (
	"fmt"
	"sort"
	"strings"

	"parallax/news"
)

func cites(r *news.Report, refs []news.Ref) []cite {
	out := make([]cite, 0, len(refs))
	for _, one := range refs {
		out = append(out, citeOf(r, one))
	}
	return firstOfEach(out)
}

func citeOf(r *news.Report, one news.Ref) cite {
	d := r.Articles[one.Doc]
	c := cite{N: one.Doc + 1, Anchor: fmt.Sprintf("a%d", one.Doc+1), Sentence: clean(r.Slice(one))}
	if s := d.SentenceAt(one.Start); s >= 0 {
		c.Anchor = anchor(one.Doc, s)
		c.Sentence = clean(d.Slice(d.Sentences[s].Span))
	}
	return c
}

// anchor is the id of a sentence in the HTML page.
func anchor(doc, sentence int) string { return fmt.Sprintf("a%d-s%d", doc+1, sentence+1) }

// firstOfEach keeps the first cite of each sentence, in order of the articles.
func firstOfEach(all []cite) []cite {
	seen := map[string]bool{}
	var out []cite
	for _, c := range all {
		if !seen[c.Anchor] {
			seen[c.Anchor] = true
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].N < out[k].N })
	return out
}

// onceEach keeps the first cite of each article: an answer in a few words
// needs no more.
func onceEach(all []cite) []cite {
	var out []cite
	for _, c := range firstOfEach(all) {
		if n := len(out); n == 0 || out[n-1].N != c.N {
			out = append(out, c)
		}
	}
	return out
}

// comparable tells whether the size of a quantity says something to the eye.
func comparable(unit string) bool {
	switch unit {
	case "date", "year", "clock", "rank":
		return false
	}
	return true
}

// inContext returns the sentence around s, cut to some words on either side
// where it is long, with s marked.
func inContext(d *news.Doc, s news.Span) []part {
	const before, after, whole = 60, 80, 150 // bytes; a line and a half in the terminal
	sentence := news.Span{Start: s.Start, End: s.End}
	if i := d.SentenceAt(s.Start); i >= 0 {
		sentence.Start = d.Sentences[i].Start
		sentence.End = max(s.End, d.Sentences[i].End)
	}
	lead, tail := "", ""
	if sentence.Len() > whole {
		if from := s.Start - before; from > sentence.Start {
			if i := strings.IndexAny(d.Text[from:s.Start], " \n"); i >= 0 {
				sentence.Start, lead = from+i+1, "… "
			}
		}
		if to := s.End + after; to < sentence.End {
			if i := strings.LastIndexAny(d.Text[s.End:to], " \n"); i >= 0 {
				sentence.End, tail = s.End+i, " …"
			}
		}
	}
	var out []part
	if text := lead + strings.TrimLeft(printable(d.Text[sentence.Start:s.Start]), " "); text != "" {
		out = append(out, part{Text: text})
	}
	out = append(out, part{Text: clean(d.Slice(s)), Marked: true})
	if text := strings.TrimRight(printable(d.Text[s.End:sentence.End]), " ") + tail; text != "" {
		out = append(out, part{Text: text})
	}
	return out
}

// join writes parts as one string; mark dresses the marked ones.
func join(parts []part, plain, mark func(string) string) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Marked {
			b.WriteString(mark(p.Text))
		} else {
			b.WriteString(plain(p.Text))
		}
	}
	return b.String()
}
