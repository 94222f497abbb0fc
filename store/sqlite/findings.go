package sqlite

import (
	"math"
	"strings"

	"parallax/news"
)

// findings replaces all that is known of an article's text; a fresh article
// has nothing to replace.
func (p *putter) findings(number int64, d *news.Doc, version int, packed []byte, fresh bool) error {
	keep := "UPDATE analysis SET version = ?2, layers = ?3 WHERE article = ?1"
	if fresh {
		keep = "INSERT INTO analysis (article, version, layers) VALUES (?1, ?2, ?3)"
	}
	if _, err := p.exec(keep, number, version, packed); err != nil {
		return err
	}
	old := []string{"DELETE FROM name WHERE article = ?", "DELETE FROM quote WHERE article = ?", "DELETE FROM figure WHERE article = ?"}
	if fresh {
		old = nil
	}
	for _, query := range old {
		if _, err := p.exec(query, number); err != nil {
			return err
		}
	}
	names := namesOf(d)
	if err := p.rows("name (article, n, name, kind, mentions, start, end)", len(names), func(i int) []any {
		n := &names[i]
		return []any{number, i, n.Name, string(n.Kind), n.mentions, n.Start, n.End}
	}); err != nil {
		return err
	}
	if err := p.rows("quote (article, n, speaker, kind, start, end)", len(d.Attributions), func(i int) []any {
		a := &d.Attributions[i]
		return []any{number, i, a.Speaker, string(a.Kind), a.Content[0].Start, a.Content[len(a.Content)-1].End}
	}); err != nil {
		return err
	}
	if err := p.rows("figure (article, n, measure, unit, bound, value, low, high, claimed_by, start, end)", len(d.Figures), func(i int) []any {
		f := &d.Figures[i]
		return []any{number, i, f.Measure, f.Unit, string(f.Bound), number64(f.Value, f.HasValue), number64(f.Low, f.HasValue), number64(f.High, f.HasValue),
			f.ClaimedBy, f.Start, f.End}
	}); err != nil {
		return err
	}
	p.texts = append(p.texts, indexed{number, fresh, d, namesText(names)})
	return nil
}

// index fills the full text; it comes last.
func (p *putter) index() error {
	for _, t := range p.texts {
		if !t.fresh {
			if _, err := p.exec("DELETE FROM fulltext WHERE rowid = ?", t.number); err != nil {
				return err
			}
		}
		if _, err := p.exec("INSERT INTO fulltext (rowid, title, body, name, speaker) VALUES (?,?,?,?,?)",
			t.number, t.doc.Title, prose(t.doc), t.names, speakersText(t.doc)); err != nil {
			return err
		}
	}
	return nil
}

// A named is one name of an article with its first mention.
type named struct {
	news.Entity
	mentions int
}

func namesOf(d *news.Doc) []named {
	var all []named
	at := make(map[string]int, len(d.Entities))
	for _, e := range d.Entities {
		key := string(e.Kind) + "\x00" + e.Name
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, named{Entity: e})
		}
		all[i].mentions++
	}
	return all
}

func namesText(all []named) string {
	var b strings.Builder
	for _, n := range all {
		b.WriteString(n.Name)
		b.WriteString(fieldEnd)
	}
	return b.String()
}

func speakersText(d *news.Doc) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, a := range d.Attributions {
		if a.Speaker != "" && !seen[a.Speaker] {
			seen[a.Speaker] = true
			b.WriteString(a.Speaker)
			b.WriteString(fieldEnd)
		}
	}
	return b.String()
}

// fieldEnd is a word between names, so that no phrase reaches over two.
const fieldEnd = " | x | "

// prose is the text without what links to or speaks of other articles:
// searching for a name should not find every page that links to a report on it.
func prose(d *news.Doc) string {
	var b strings.Builder
	from := 0
	for _, x := range d.Boilerplate {
		switch x.Kind {
		case news.Related, news.Share, news.Plea, news.Legal, news.Breadcrumb, news.Bio:
			b.WriteString(d.Text[from:x.Start])
			from = x.End
		}
	}
	if from == 0 {
		return d.Text
	}
	b.WriteString(d.Text[from:])
	return b.String()
}

// rows inserts n rows, many with one statement: a statement a row costs three
// times as much. into is a table with its columns.
func (p *putter) rows(into string, n int, row func(i int) []any) error {
	var args []any
	for i := 0; i < n; {
		several := 16
		for several > n-i {
			several /= 2 // five statements serve all numbers of rows
		}
		args = args[:0]
		for range several {
			args = append(args, row(i)...)
			i++
		}
		one := "(" + strings.Repeat("?,", len(args)/several-1) + "?)"
		if _, err := p.exec("INSERT INTO "+into+" VALUES "+strings.Repeat(one+",", several-1)+one, args...); err != nil {
			return err
		}
	}
	return nil
}

func number64(v float64, known bool) any {
	if !known || math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return v
}
