package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parallax/news"
)

// TextOptions set how [WriteText] lays out a report.
type TextOptions struct {
	Width int  // columns; 80 when 0
	Full  bool // list everything; otherwise long lists are cut, and say so
}

// WriteText writes a comparison for the terminal, with ANSI styles. Where the
// output is no terminal, the caller strips them (colorprofile.Writer).
func WriteText(w io.Writer, r *news.Report, opts TextOptions) error {
	const narrowest, widest = 40, 110 // below, columns break words; above, lines are hard to read
	if opts.Width == 0 {
		opts.Width = 80
	}
	t := &textWriter{width: min(max(opts.Width, narrowest), widest), full: opts.Full}
	t.report(newView(r))
	// At once: what strips the styles may take half a letter for one.
	_, err := w.Write(t.out.Bytes())
	return err
}

type textWriter struct {
	out   bytes.Buffer
	width int
	full  bool
}

var (
	styleTitle    = ansi.NewStyle().Bold()
	styleHead     = ansi.NewStyle().Bold().ForegroundColor(ansi.Cyan)
	styleFaint    = ansi.NewStyle().Faint()
	styleMark     = ansi.NewStyle().ForegroundColor(ansi.Yellow)
	styleConflict = ansi.NewStyle().Bold().ForegroundColor(ansi.Red)
	styleUpdate   = ansi.NewStyle().Bold().ForegroundColor(ansi.Yellow)
	styleAgree    = ansi.NewStyle().ForegroundColor(ansi.Green)
)

// verdictWords say a verdict to a reader.
var verdictWords = map[news.Verdict]string{
	news.Conflict: "conflict", news.Update: "update", news.Agree: "agree", news.Compatible: "compatible", news.Single: "one origin",
}

func verdictText(v news.Verdict) string {
	switch v {
	case news.Conflict:
		return styleConflict.Styled(verdictWords[v])
	case news.Update:
		return styleUpdate.Styled(verdictWords[v])
	}
	return styleAgree.Styled(verdictWords[v])
}

// para writes text wrapped to the width: first opens the first line, the
// others are indented as far.
func (t *textWriter) para(first, text string) {
	indent := ansi.StringWidth(first)
	room := max(t.width-indent, 20)
	for i, line := range strings.Split(ansi.Wrap(text, room, ""), "\n") {
		if i > 0 {
			first = strings.Repeat(" ", indent)
		}
		fmt.Fprintln(&t.out, strings.TrimRight(first+strings.TrimLeft(line, " "), " "))
	}
}

func (t *textWriter) head(text string) {
	fmt.Fprintf(&t.out, "\n%s\n", styleHead.Styled(strings.ToUpper(text)))
}

// some cuts a list of n to most and tells how many were left out afterwards.
func (t *textWriter) some(n, most int, each func(i int)) {
	if t.full {
		most = n
	}
	for i := range min(n, most) {
		each(i)
	}
	if n > most {
		t.para("  ", styleFaint.Styled(fmt.Sprintf("and %d more: --full lists them", n-most)))
	}
}

func citeText(all []cite) string {
	var b strings.Builder
	last := 0
	for _, c := range all {
		if c.N != last {
			fmt.Fprintf(&b, "[%d]", c.N)
		}
		last = c.N
	}
	return styleFaint.Styled(b.String())
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-ansi.StringWidth(s), 0))
}

func markedText(parts []part) string {
	return join(parts, func(s string) string { return s }, func(s string) string { return styleMark.Styled(s) })
}

func quoted(s string) string { return "“" + s + "”" }

func (t *textWriter) report(v *view) {
	t.para("", styleTitle.Styled(v.Headline))
	t.para("", styleFaint.Styled(v.Summary))
	for _, n := range v.Notes {
		t.para(styleMark.Styled("! "), n)
	}
	if len(v.Facts) > 0 {
		fmt.Fprintln(&t.out)
	}
	for _, f := range v.Facts {
		t.para(pad(styleFaint.Styled(f.Label), 7), f.Text+" "+citeText(f.Cites))
	}
	t.board(v.Board)
	if len(v.Brief) > 0 {
		t.head("In brief")
		for _, b := range v.Brief {
			t.para("  ", b.Text+" "+citeText(b.Cites))
		}
	}
	t.quantities("Where figures differ", v.Differ, len(v.Differ))
	t.claims("Where statements differ", v.Claims, 12)
	t.quotes(v)
	t.quantities("Figures that hold together", v.Agree, 10)
	t.claims("Statements that reports share", v.Stated, 4)
	if len(v.Wording) > 0 {
		t.head("Wording")
		t.some(len(v.Wording), 8, func(i int) {
			w := v.Wording[i]
			t.para("  ", styleTitle.Styled(w.Name))
			for _, l := range w.Labels {
				t.para("    ", l.Text+" "+citeText(l.Cites))
			}
		})
	}
	if len(v.Timeline) > 0 {
		t.head("Timeline")
		t.some(len(v.Timeline), 15, func(i int) {
			for k, e := range v.Timeline[i].Events {
				date := v.Timeline[i].Date
				if k > 0 {
					date = ""
				}
				t.para("  "+pad(styleMark.Styled(date), 18), e.Text+" "+citeText(e.Cites))
			}
		})
	}
	t.alone(v)
	if len(v.Missing) > 0 {
		t.head("All others have")
		t.some(len(v.Missing), 6, func(i int) {
			m := v.Missing[i]
			var who strings.Builder
			for _, n := range m.Articles {
				fmt.Fprintf(&who, "[%d]", n)
			}
			t.para("  - ", styleMark.Styled("not in "+who.String())+" "+m.Text+" "+citeText(m.Cites))
		})
	}
	t.names(v.Names)
	t.sources(v)
}

// board lists the differences, a line each: conflicts with ≠ between the
// answers, updates with an arrow.
func (t *textWriter) board(b board) {
	if len(b.Rows) == 0 {
		return
	}
	t.head("Differences at a glance")
	t.some(len(b.Rows), 10, func(i int) {
		row := b.Rows[i]
		sign, mark := " → ", styleUpdate.Styled("~ ")
		if row.Verdict == news.Conflict {
			sign, mark = " ≠ ", styleConflict.Styled("! ")
		}
		var answers []string
		for _, e := range row.Entries {
			answers = append(answers, styleMark.Styled(e.Text)+" "+citeText(e.Cites))
		}
		t.para("  "+mark, row.What+": "+strings.Join(answers, sign))
	})
}

func (t *textWriter) quantities(head string, all []quantity, most int) {
	if len(all) == 0 {
		return
	}
	t.head(head)
	t.some(len(all), most, func(i int) {
		q := all[i]
		t.para("  ", styleTitle.Styled(q.What)+"  "+verdictText(q.Verdict))
		wide := 4
		for _, s := range q.Values {
			wide = min(max(wide, ansi.StringWidth(s.Value)), t.width/3)
		}
		for _, s := range q.Values {
			t.para("    "+pad(styleMark.Styled(ansi.Truncate(s.Value, t.width/3, "…")), wide+2), quoted(markedText(s.Words))+claimant(s.Who)+" "+citeText(s.Cites))
		}
		if q.Why != "" {
			t.para("    ", styleFaint.Styled(q.Why))
		}
	})
}

func (t *textWriter) claims(head string, all []claim, most int) {
	if len(all) == 0 {
		return
	}
	t.head(head)
	t.some(len(all), most, func(i int) {
		c := all[i]
		t.para("  ", styleTitle.Styled(c.What)+"  "+verdictText(c.Verdict))
		for _, s := range c.Support {
			label := "    "
			if s.Status != "" {
				label += pad(styleMark.Styled(string(s.Status)), 13)
			}
			t.para(label, quoted(s.Words)+claimant(s.Who)+" "+citeText(s.Cites))
		}
		if c.Why != "" {
			t.para("    ", styleFaint.Styled(c.Why))
		}
	})
}

// claimant names who says so, where the reports do not say it themselves.
func claimant(who string) string {
	if who == "" {
		return ""
	}
	return " " + styleFaint.Styled("("+who+")")
}

const speakerNotKnown = "speaker not known"

func (t *textWriter) quotes(v *view) {
	if len(v.Quotes) == 0 && len(v.Said) == 0 {
		return
	}
	t.head("Who said what")
	t.some(len(v.Quotes), 12, func(i int) {
		u := v.Quotes[i]
		head := styleTitle.Styled(cmp.Or(u.Speaker, speakerNotKnown))
		if u.Altered {
			head += "  " + styleUpdate.Styled("words differ")
		}
		t.para("  ", head)
		for _, w := range u.Variants {
			t.said(w)
		}
	})
	if len(v.Quotes) > 0 && len(v.Said) > 0 {
		t.para("  ", styleFaint.Styled("quoted by one report only:"))
	}
	t.some(len(v.Said), 6, func(i int) {
		t.para("  ", styleTitle.Styled(cmp.Or(v.Said[i].Name, speakerNotKnown)))
		for _, w := range v.Said[i].Quotes {
			t.said(w)
		}
	})
}

func (t *textWriter) said(w worded) {
	words := markedText(w.Parts)
	if !w.Indirect {
		words = quoted(words)
	}
	if w.Became != "" {
		words += " " + styleFaint.Styled("("+w.Became+")")
	}
	t.para("    ", words+" "+citeText(w.Cites))
}

// alone lists what one origin only states: sentences first, then figures.
func (t *textWriter) alone(v *view) {
	if len(v.Unique) == 0 && len(v.Alone) == 0 {
		return
	}
	t.head("Only one origin has")
	t.some(len(v.Unique), 10, func(i int) {
		u := v.Unique[i]
		t.para("  - ", u.Text+" "+citeText(u.Cites))
	})
	if len(v.Alone) > 0 {
		t.para("  ", styleFaint.Styled("figures:"))
	}
	t.some(len(v.Alone), 8, func(i int) {
		q := v.Alone[i]
		for _, s := range q.Values {
			t.para("  - ", quoted(markedText(s.Words))+" "+citeText(s.Cites))
		}
	})
}

func (t *textWriter) names(all []name) {
	if len(all) == 0 {
		return
	}
	t.head("Names")
	t.some(len(all), 12, func(i int) {
		n := all[i]
		also := ""
		for _, f := range n.Forms {
			if f != n.Name {
				also += ", " + f
			}
		}
		if also != "" {
			also = ": " + strings.TrimPrefix(also, ", ")
		}
		t.para("  ", styleTitle.Styled(n.Name)+" "+styleFaint.Styled(n.Kind)+also)
	})
}

func (t *textWriter) sources(v *view) {
	t.head("Sources")
	for _, s := range v.Sources {
		about := []string{}
		for _, part := range []string{s.Outlet, s.Byline, s.Published} {
			if part != "" {
				about = append(about, part)
			}
		}
		if s.Published == "" {
			about = append(about, "no date")
		}
		t.para(fmt.Sprintf(" [%d] ", s.N), s.Title+" "+styleFaint.Styled("("+strings.Join(about, ", ")+")"))
		if s.PublishedWhy != "" {
			t.para("     ", styleFaint.Styled(s.PublishedWhy))
		}
		for _, n := range s.Notes {
			t.para("     "+styleMark.Styled("! "), n)
		}
	}
	if len(v.Origins) > 0 {
		t.head("Origins")
		for _, o := range v.Origins {
			var numbers strings.Builder
			for _, n := range o.Articles {
				fmt.Fprintf(&numbers, "[%d]", n)
			}
			t.para("  ", fmt.Sprintf("%s  %s %s", styleTitle.Styled(o.Name), numbers.String(), styleFaint.Styled(o.Why)))
			if o.Sources != "" {
				t.para("    ", styleFaint.Styled("cites "+o.Sources))
			}
		}
	}
	if len(v.Copies) > 0 {
		t.head("Copies")
		for _, c := range v.Copies {
			t.copied(c)
		}
	}
}

// copied tells what two articles share and what became of the rest.
func (t *textWriter) copied(c copied) {
	t.para("  ", fmt.Sprintf("[%d] %s [%d]: %s (%s of [%d], %s of [%d]), %s", c.From, c.Arrow(), c.To, c.Kind, c.ShareFrom, c.From, c.ShareTo, c.To, c.Summary()))
	t.para("    ", styleFaint.Styled(c.Why))
	const most = 3
	for _, side := range []struct {
		head string
		all  []statement
	}{{c.CutHead(), c.Cut}, {c.AddedHead(), c.Added}} {
		t.some(len(side.all), most, func(i int) {
			s := side.all[i]
			why := ""
			if s.Why != "" {
				why = " " + styleFaint.Styled("("+s.Why+")")
			}
			t.para("    "+styleMark.Styled(strings.ToLower(side.head))+" ", quoted(s.Text)+why+" "+citeText(s.Cites))
		})
	}
	t.some(len(c.Reworded), most, func(i int) {
		w := c.Reworded[i]
		t.para("    "+styleMark.Styled("reworded")+" ", quoted(markedText(w.From))+" "+citeText([]cite{w.CiteFrom}))
		t.para("    "+strings.Repeat(" ", len("reworded ")), quoted(markedText(w.To))+" "+citeText([]cite{w.CiteTo}))
	})
}
