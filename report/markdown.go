package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"parallax/news"
)

// WriteMarkdown writes a comparison as CommonMark with tables (GitHub Flavored
// Markdown). Citations are numbered and lead to the list of sources.
func WriteMarkdown(w io.Writer, r *news.Report) error {
	out := bufio.NewWriter(w)
	m := &markdownWriter{out: out}
	m.report(newView(r))
	return out.Flush()
}

type markdownWriter struct{ out *bufio.Writer }

func (m *markdownWriter) line(format string, args ...any) { fmt.Fprintf(m.out, format+"\n", args...) }

func (m *markdownWriter) head(text string) { m.line("\n## %s\n", text) }

// row writes one row of a table; cells are escaped already.
func (m *markdownWriter) row(cells ...string) {
	m.line("| %s |", strings.Join(cells, " | "))
}

func (m *markdownWriter) table(heads ...string) {
	m.row(heads...)
	rule := make([]string, len(heads))
	for i := range rule {
		rule[i] = "---"
	}
	m.row(rule...)
}

// escape keeps article text from being read as Markdown or HTML.
var escapeMarkdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"|", `\|`, "#", `\#`, "&", "&amp;", "~", `\~`)

func md(s string) string { return escapeMarkdown.Replace(s) }

// mdParts sets marked words in bold; the spaces stay outside.
func mdParts(parts []part) string {
	return join(parts, md, func(s string) string {
		words := strings.TrimRight(s, " ")
		return "**" + md(words) + "**" + s[len(words):]
	})
}

// mdCites writes numbered citations that lead to the source list.
func mdCites(all []cite) string {
	var b strings.Builder
	last := 0
	for _, c := range all {
		if c.N != last {
			fmt.Fprintf(&b, "[[%d]](#source-%d)", c.N, c.N)
		}
		last = c.N
	}
	return b.String()
}

func (m *markdownWriter) report(v *view) {
	m.line("# %s\n", md(v.Headline))
	m.line("%s", md(v.Summary))
	for _, n := range v.Notes {
		m.line("\n> %s", md(n))
	}
	if len(v.Facts) > 0 {
		m.line("")
		m.table("", "")
		for _, f := range v.Facts {
			m.row("**"+f.Label+"**", md(f.Text)+" "+mdCites(f.Cites))
		}
	}
	m.board(v.Board)
	if len(v.Brief) > 0 {
		m.head("In brief")
		for _, b := range v.Brief {
			m.line("- %s %s", md(b.Text), mdCites(b.Cites))
		}
	}
	m.quantities("Where figures differ", v.Differ)
	m.claims("Where statements differ", v.Claims)
	m.quotes(v)
	m.quantities("Figures that hold together", v.Agree)
	m.claims("Statements that reports share", v.Stated)
	if len(v.Wording) > 0 {
		m.head("Wording")
		m.table("Referent", "Labels")
		for _, w := range v.Wording {
			var labels []string
			for _, l := range w.Labels {
				labels = append(labels, "“"+md(l.Text)+"” "+mdCites(l.Cites))
			}
			m.row(md(w.Name), strings.Join(labels, "; "))
		}
	}
	if len(v.Timeline) > 0 {
		m.head("Timeline")
		m.table("Date", "Event")
		for _, d := range v.Timeline {
			for i, e := range d.Events {
				date := md(d.Date)
				if i > 0 {
					date = ""
				}
				m.row(date, md(e.Text)+" "+mdCites(e.Cites))
			}
		}
	}
	if len(v.Unique) > 0 || len(v.Alone) > 0 {
		m.head("Only one origin has")
		for _, u := range v.Unique {
			m.line("- %s %s", md(u.Text), mdCites(u.Cites))
		}
		for _, q := range v.Alone {
			for _, s := range q.Values {
				m.line("- **%s** “%s” %s", md(s.Value), mdParts(s.Words), mdCites(s.Cites))
			}
		}
	}
	if len(v.Missing) > 0 {
		m.head("All others have")
		for _, one := range v.Missing {
			m.line("- not in %s: %s %s", md(one.Origin), md(one.Text), mdCites(one.Cites))
		}
	}
	if len(v.Names) > 0 {
		m.head("Names")
		m.table("Name", "Kind", "Forms", "Mentions")
		for _, n := range v.Names {
			m.row(md(n.Name), n.Kind, md(strings.Join(n.Forms, ", ")), fmt.Sprint(n.Mentions))
		}
	}
	m.sources(v)
}

// board is the table of what differs, by origin.
func (m *markdownWriter) board(b board) {
	if len(b.Rows) == 0 {
		return
	}
	m.head("Differences at a glance")
	heads := []string{"", "Verdict"}
	for _, c := range b.Columns {
		heads = append(heads, md(c.Name))
	}
	m.table(heads...)
	for _, row := range b.Rows {
		cells := []string{md(row.What), verdictWords[row.Verdict]}
		for _, all := range row.Cells {
			var said []string
			for _, e := range all {
				text := md(e.Text)
				if e.Who != "" {
					text += " (" + md(e.Who) + ")"
				}
				said = append(said, text+" "+mdCites(e.Cites))
			}
			cells = append(cells, strings.Join(said, "; "))
		}
		m.row(cells...)
	}
}

func (m *markdownWriter) quantities(head string, all []quantity) {
	if len(all) == 0 {
		return
	}
	m.head(head)
	for _, q := range all {
		m.line("### %s: %s\n", md(q.What), verdictWords[q.Verdict])
		if q.Why != "" {
			m.line("%s\n", md(q.Why))
		}
		m.table("Value", "Words", "Says", "As of", "Source")
		for _, s := range q.Values {
			m.row(md(s.Value), "“"+mdParts(s.Words)+"”", md(s.Who), md(s.AsOf), mdCites(s.Cites))
		}
		m.line("")
	}
}

func (m *markdownWriter) claims(head string, all []claim) {
	if len(all) == 0 {
		return
	}
	m.head(head)
	for _, c := range all {
		m.line("### %s: %s\n", md(c.What), verdictWords[c.Verdict])
		if c.Why != "" {
			m.line("%s\n", md(c.Why))
		}
		if len(c.Support) > 0 && c.Support[0].Status == "" {
			m.table("Words", "Source")
		} else {
			m.table("Status", "Words", "Says", "Source")
		}
		for _, s := range c.Support {
			if s.Status == "" {
				m.row("“"+md(s.Words)+"”", mdCites(s.Cites))
				continue
			}
			m.row(string(s.Status), "“"+md(s.Words)+"”", md(s.Who), mdCites(s.Cites))
		}
		m.line("")
	}
}

func (m *markdownWriter) quotes(v *view) {
	if len(v.Quotes) == 0 && len(v.Said) == 0 {
		return
	}
	m.head("Who said what")
	for _, u := range v.Quotes {
		differ := ""
		if u.Altered {
			differ = " (words differ)"
		}
		m.said(u.Speaker, differ, u.Variants)
	}
	if len(v.Quotes) > 0 && len(v.Said) > 0 {
		m.line("### Quoted by one report only\n")
	}
	for _, s := range v.Said {
		m.said(s.Name, "", s.Quotes)
	}
}

func (m *markdownWriter) said(speaker, differ string, all []worded) {
	m.line("**%s**%s\n", md(cmp.Or(speaker, speakerNotKnown)), differ)
	for _, w := range all {
		words := mdParts(w.Parts)
		if !w.Indirect {
			words = "“" + words + "”"
		}
		if w.Became != "" {
			words += " (" + md(w.Became) + ")"
		}
		m.line("- %s %s", words, mdCites(w.Cites))
	}
	m.line("")
}

func (m *markdownWriter) sources(v *view) {
	m.head("Sources")
	for _, s := range v.Sources {
		title := md(s.Title)
		if s.URL != "" {
			title = fmt.Sprintf("[%s](<%s>)", title, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(s.URL))
		}
		about := ""
		for _, part := range []string{s.Outlet, s.Byline, s.Published} {
			if part != "" {
				about += ", " + part
			}
		}
		m.line(`%d. <a id="source-%d"></a>%s%s`, s.N, s.N, title, md(about))
		for _, n := range append([]string{s.PublishedWhy}, s.Notes...) {
			if n != "" {
				m.line("   - %s", md(n))
			}
		}
	}
	if len(v.Origins) > 0 {
		m.head("Origins")
		m.table("Origin", "Reports", "Cites", "Why")
		for _, o := range v.Origins {
			m.row(md(o.Name), strings.Trim(fmt.Sprint(o.Articles), "[]"), md(o.Sources), md(o.Why))
		}
	}
	if len(v.Copies) > 0 {
		m.head("Copies")
		for _, c := range v.Copies {
			m.copied(c)
		}
	}
}

func (m *markdownWriter) copied(c copied) {
	m.line("### %d %s %d: %s, %s\n", c.From, c.Arrow(), c.To, c.Kind, c.Summary())
	m.line("%s of %d stands in %d, %s of %d in %d. %s\n", c.ShareFrom, c.From, c.To, c.ShareTo, c.To, c.From, md(c.Why))
	if len(c.Cut)+len(c.Added)+len(c.Reworded) == 0 {
		return
	}
	for _, side := range []struct {
		head string
		all  []statement
	}{{c.CutHead(), c.Cut}, {c.AddedHead(), c.Added}} {
		for _, s := range side.all {
			why := ""
			if s.Why != "" {
				why = " (" + md(s.Why) + ")"
			}
			m.line("- %s: “%s”%s %s", md(side.head), md(s.Text), why, mdCites(s.Cites))
		}
	}
	for _, w := range c.Reworded {
		m.line("- Reworded: “%s” %s, “%s” %s", mdParts(w.From), mdCites([]cite{w.CiteFrom}), mdParts(w.To), mdCites([]cite{w.CiteTo}))
	}
	m.line("")
}
