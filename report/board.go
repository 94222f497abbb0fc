package report

import (
	"fmt"
	"sort"
	"strings"

	"parallax/news"
)

// A board is the differences at one glance: what the reports differ on, by
// the origins that say it.
type board struct {
	Columns []column
	Rows    []boardRow
}

// A column is one origin.
type column struct {
	Name     string
	Articles []int // numbers, from 1
}

type boardRow struct {
	What    string
	Verdict news.Verdict
	Anchor  string    // where the page tells it in full
	Entries []entry   // in order of the reports that say it, each once
	Cells   [][]entry // for each column what that origin says
}

// An entry is one answer: a value, or a status.
type entry struct {
	Text  string
	Who   string // claimant
	Cites []cite
}

// newBoard puts the figures and statements that differ side by side, conflicts
// first.
func newBoard(r *news.Report) board {
	var b board
	for _, o := range r.Origins {
		b.Columns = append(b.Columns, column{Name: originName(o), Articles: numbers(o.Articles)})
	}
	differs := func(v news.Verdict) bool { return v == news.Conflict || v == news.Update }
	for _, g := range r.Figures {
		if !differs(g.Verdict) {
			continue
		}
		row := b.row(g.What, g.Verdict, "figures")
		for _, m := range g.Mentions {
			row.add(r, news.Ref{Doc: m.Doc, Span: m.Span}, valueText(r, m), m.ClaimedBy)
		}
		b.Rows = append(b.Rows, row)
	}
	for _, g := range r.Claims {
		if !differs(g.Verdict) {
			continue
		}
		row := b.row(g.What, g.Verdict, "claims")
		for _, c := range g.Support {
			row.add(r, c.Ref, answer(r, g, c), c.ClaimedBy)
		}
		b.Rows = append(b.Rows, row)
	}
	sort.SliceStable(b.Rows, func(i, k int) bool {
		return b.Rows[i].Verdict == news.Conflict && b.Rows[k].Verdict != news.Conflict
	})
	return b
}

func (b *board) row(what string, verdict news.Verdict, anchor string) boardRow {
	return boardRow{What: clean(what), Verdict: verdict, Anchor: anchor, Cells: make([][]entry, len(b.Columns))}
}

// add enters what one article says, in its origin's cell and in the row.
func (row *boardRow) add(r *news.Report, one news.Ref, text, who string) {
	c := citeOf(r, one)
	row.Entries = enter(row.Entries, entry{Text: text, Cites: []cite{c}})
	if o := r.OriginOf(one.Doc); o >= 0 && o < len(row.Cells) {
		row.Cells[o] = enter(row.Cells[o], entry{Text: text, Who: clean(who), Cites: []cite{c}})
	}
}

// enter puts answers in the same words together. A claimant stays where no
// report of the cell says it in its own name.
func enter(all []entry, one entry) []entry {
	for i := range all {
		if all[i].Text != one.Text {
			continue
		}
		if all[i].Who != one.Who {
			all[i].Who = ""
		}
		all[i].Cites = onceEach(append(all[i].Cites, one.Cites...))
		return all
	}
	return append(all, one)
}

// answer is what a report says of a statement: its status, or, where all give
// it the same, the words that differ.
func answer(r *news.Report, g news.ClaimGroup, c news.Claim) string {
	for _, other := range g.Support {
		if other.Status != c.Status {
			return string(c.Status)
		}
	}
	const most = 60 // bytes; a cell of the board
	words := clean(r.Slice(c.Ref))
	if len(words) > most {
		if i := strings.LastIndexByte(words[:most], ' '); i > 0 {
			words = words[:i] + " …"
		}
	}
	return "“" + words + "”"
}

func originName(o news.Origin) string {
	if o.Kind == news.OriginUnknown && len(o.Articles) > 0 {
		return fmt.Sprintf("Report %d", o.Articles[0]+1)
	}
	return clean(o.Name)
}
