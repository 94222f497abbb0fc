package storyline

import (
	"strings"

	"parallax/news"
)

// headline is the title that says most of what the origins share. A title
// mostly stands outside the text, so it is cited by the sentence of its own
// article that carries its words; a title that no sentence bears out is passed
// over.
func (s *story) headline() news.Line {
	best, line := 0.0, news.Line{}
	for a, d := range s.Report.Articles {
		title := cleanTitle(d)
		if title == "" {
			continue
		}
		stems := s.Words(title)
		sum, weight := 0.0, 0.0
		for _, w := range stems {
			sum += s.concepts[w] + s.titles[w]
			weight += s.Weights[w]
		}
		words := len(strings.Fields(title))
		score := sum / float64(words+8)
		if words < 4 || words > 22 {
			score *= 0.3
		}
		if strings.HasSuffix(title, "?") || strings.ContainsAny(title, "“‘|(") || strings.HasPrefix(title, "UPDATE") {
			score *= 0.7
		}
		if score <= best {
			continue
		}
		if cites := s.bears(a, title, stems, weight); len(cites) > 0 {
			best, line = score, news.Line{Text: title, Cites: cites}
		}
	}
	if line.Text == "" {
		return s.what()
	}
	return line
}

// bears returns where the article says what its title says: the title itself
// where it stands in the text, else the sentence near the top that has most of
// its weight.
func (s *story) bears(article int, title string, stems []int, weight float64) []news.Ref {
	d := s.Report.Articles[article]
	if i := strings.Index(d.Text, title); i >= 0 {
		return []news.Ref{{Doc: article, Span: news.Span{Start: i, End: i + len(title)}}}
	}
	const (
		top   = 12  // sentences: a title sums up the top of its article
		least = 0.4 // of the title's weight: less, and it says something else
	)
	in := map[int]bool{}
	for _, w := range stems {
		in[w] = true
	}
	best, at := least*weight, -1
	r := s.Docs[article]
	for i := r[0]; i < min(r[1], r[0]+top); i++ {
		sum := 0.0
		for _, w := range s.Sentences[i].Stems {
			if in[w] {
				sum += s.Weights[w]
			}
		}
		if sum > best {
			best, at = sum, i
		}
	}
	if at < 0 {
		return nil
	}
	return []news.Ref{s.Core(at)}
}

// cleanTitle cuts the name of the site from a title: "... - Channel 4",
// "... | Outlet".
func cleanTitle(d *news.Doc) string {
	t := strings.Join(strings.Fields(d.Title), " ")
	for _, mark := range []string{" | ", " - ", " — ", " – "} {
		if i := strings.Index(t, mark); i > 0 {
			head, tail := t[:i], t[i+len(mark):]
			if len(strings.Fields(head)) >= 4 && (mark == " | " || mark == " - " || len(strings.Fields(tail)) <= 4) {
				t = head
			}
		}
	}
	return strings.TrimSpace(t)
}
