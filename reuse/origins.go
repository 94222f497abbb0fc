package reuse

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"parallax/news"
)

const (
	// mergeShare is the part of the shorter body from which shared passages
	// make two articles one witness: so much taken over is no longer a report
	// of one's own. Below it, an outlet that works an agency's paragraphs into
	// its own reporting stays an origin.
	mergeShare = 0.40
	// minReport is how many words of prose and captions make a report. What has
	// fewer (a page of which only menus were kept) bears no witness.
	minReport = 12
)

// Origins fills r.Origins: articles that copy from one another are one
// witness. It needs r.Copies, and the agencies that articles credit.
func Origins(ctx context.Context, r *news.Report) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	group := newGroups(len(r.Articles))
	for _, c := range r.Copies {
		shorter := max(c.ShareA, c.ShareB)
		if c.Kind == news.Duplicate || shorter >= mergeShare {
			group.join(c.A, c.B)
		}
	}
	empty := make([]bool, len(r.Articles))
	for i, d := range r.Articles {
		empty[i] = reportWords(d, minReport) < minReport
	}
	for i := range r.Articles {
		if empty[i] {
			if k := host(r.Articles, empty, i); k >= 0 {
				group.join(i, k)
			}
		}
	}
	joinAgencies(r, group)
	r.Origins = nil
	for _, members := range group.list() {
		o := news.Origin{ID: fmt.Sprintf("o%d", len(r.Origins)+1), Articles: members}
		name(r, &o, empty)
		o.Cites = citedBy(r, members)
		r.Origins = append(r.Origins, o)
	}
	if len(r.Origins) == 1 && len(r.Articles) > 1 {
		r.Note("All the articles go back to one origin: nothing here is confirmed by a second one.")
	}
	return nil
}

// joinAgencies puts together what one agency reported on one day: its desk
// rewrites a report from hour to hour, and outlets run different versions.
func joinAgencies(r *news.Report, group groups) {
	type issue struct{ agency, day string }
	seen := map[issue]int{}
	for _, members := range group.list() {
		agency, _ := credited(r, members)
		for _, a := range members {
			d := r.Articles[a]
			if d.Agency == "" || d.Agency != agency || d.Published.Day() == "" {
				continue
			}
			key := issue{agency, d.Published.Day()}
			if first, ok := seen[key]; ok {
				group.join(first, a)
			} else {
				seen[key] = a
			}
		}
	}
}

// credited returns the agency that most of the articles credit, and how many.
func credited(r *news.Report, articles []int) (agency string, n int) {
	votes := map[string]int{}
	for _, a := range articles {
		if name := r.Articles[a].Agency; name != "" {
			if votes[name]++; votes[name] > n {
				agency, n = name, votes[name]
			}
		}
	}
	return agency, n
}

// host finds the article that an article without prose is listed with: the one
// with the same headline, else the first of the same outlet, else the first.
func host(articles []*news.Doc, empty []bool, i int) int {
	first, outlet := -1, -1
	for k, d := range articles {
		if empty[k] {
			continue
		}
		if t := articles[i].Title; t != "" && strings.EqualFold(t, d.Title) {
			return k
		}
		if first < 0 {
			first = k
		}
		if outlet < 0 && d.Outlet != "" && d.Outlet == articles[i].Outlet {
			outlet = k
		}
	}
	if outlet >= 0 {
		return outlet
	}
	return first
}

// reportWords counts words of prose and captions, which tell facts too, up to
// limit.
func reportWords(d *news.Doc, limit int) int {
	n, next := 0, 0
	for i := 0; i < len(d.Text) && n < limit; {
		if next < len(d.Boilerplate) && d.Boilerplate[next].Start <= i {
			if d.Boilerplate[next].Kind != news.Caption {
				i = max(i, d.Boilerplate[next].End)
			}
			next++
			continue
		}
		r, size := utf8.DecodeRuneInString(d.Text[i:])
		if r > ' ' && (i == 0 || d.Text[i-1] <= ' ') || oneRuneWord(r) {
			n++
		}
		i += size
	}
	return n
}

// name fills name, kind, evidence and reason of an origin.
func name(r *news.Report, o *news.Origin, empty []bool) {
	agency, votes := credited(r, o.Articles)
	lead := o.Articles[0]
	for _, a := range o.Articles {
		if empty[lead] && !empty[a] || empty[lead] == empty[a] && compareTimes(r.Articles[a].Published.At, r.Articles[lead].Published.At) == "a" {
			lead = a
		}
	}
	first := r.Articles[lead]
	switch {
	case agency != "":
		o.Name, o.Kind = agency, news.OriginAgency
		if broadcasters[agency] {
			o.Kind = news.OriginOutlet
		}
		for _, a := range o.Articles {
			if d := r.Articles[a]; d.Agency == agency {
				if s, ok := creditLine(d, agency); ok {
					o.Evidence = append(o.Evidence, news.Ref{Doc: a, Span: s})
				}
			}
		}
	case first.Outlet != "" || first.Publisher != "":
		o.Name, o.Kind = label(first), news.OriginOutlet
	default:
		o.Name, o.Kind = "unknown", news.OriginUnknown
	}
	o.Why = reason(r, o, label(first), votes, empty)
}

// reason says in one sentence what made the articles one witness.
func reason(r *news.Report, o *news.Origin, first string, votes int, empty []bool) string {
	var with, without []string
	for _, a := range o.Articles {
		if empty[a] {
			without = append(without, label(r.Articles[a]))
		} else {
			with = append(with, label(r.Articles[a]))
		}
	}
	isAgency := votes > 0
	var s string
	switch {
	case len(with) == 0:
		s = first + " has no text of its own"
	case len(with) > 1 && isAgency && votes == len(with) && !shared(r, o):
		s = fmt.Sprintf("%d articles credit %s for reports of the same day", len(with), o.Name)
	case len(with) > 1 && isAgency:
		s = fmt.Sprintf("%d articles share text, and %s", len(with), creditors(votes, len(with))+o.Name)
	case len(with) > 1:
		s = fmt.Sprintf("%d articles share their text; %s is the earliest known", len(with), first)
	case isAgency && sameName(o.Name, first):
		s = "the text is the agency's own"
	case isAgency:
		s = fmt.Sprintf("%s credits %s, and no other article here has this text", first, o.Name)
	default:
		s = fmt.Sprintf("no other article here shares the text of %s", first)
	}
	if len(with) > 0 && len(without) > 0 {
		s += fmt.Sprintf("; %s came without text", strings.Join(without, ", "))
	}
	if !strings.HasPrefix(s, first) { // a host's name keeps its small letter
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	return s + "."
}

// creditors says how many of the articles of an origin credit the agency.
func creditors(n, of int) string {
	switch {
	case n == 1:
		return "one of them credits "
	case n == of && n == 2:
		return "both credit "
	case n == of:
		return "all credit "
	}
	return fmt.Sprintf("%d of them credit ", n)
}

// shared reports whether any two articles of the origin share text.
func shared(r *news.Report, o *news.Origin) bool {
	in := map[int]bool{}
	for _, a := range o.Articles {
		in[a] = true
	}
	for _, c := range r.Copies {
		if in[c.A] && in[c.B] {
			return true
		}
	}
	return false
}

// sameName reports whether an outlet's name or host is the agency's:
// "Reuters" and reuters.com.
func sameName(agency, outlet string) bool {
	fold := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
	return outlet != "" && strings.HasPrefix(fold(outlet), fold(agency))
}

// broadcasters are outlets that others credit as they do agencies.
var broadcasters = map[string]bool{"BBC News": true, "CNN": true}

// agencyNames are the ways in which texts name an agency besides the name that
// the meta step gives it.
var agencyNames = map[string][]string{
	"Associated Press":            {"(AP)", "/AP", "AP"},
	"Agence France-Presse":        {"(AFP)", "AFP"},
	"Reuters":                     {"(Reuters)", "REUTERS"},
	"Press Association":           {"PA Media", "PA"},
	"UPI":                         {"United Press International", "(UPI)"},
	"dpa":                         {"Deutsche Presse-Agentur", "DPA"},
	"Australian Associated Press": {"AAP"},
	"Press Trust of India":        {"PTI"},
	"ANI":                         {"Asian News International"},
	"BBC News":                    {"BBC"},
}

// creditLine finds where an article names the agency: in a credit or legal
// line, else in its first or last 300 bytes.
func creditLine(d *news.Doc, agency string) (news.Span, bool) {
	names := append([]string{agency}, agencyNames[agency]...)
	find := func(from, to int) (best news.Span, ok bool) {
		for _, n := range names {
			for at := from; ; {
				i := strings.Index(d.Text[at:to], n)
				if i < 0 {
					break
				}
				s := news.Span{Start: at + i, End: at + i + len(n)}
				if wholeWord(d.Text, s) && s.Len() > best.Len() {
					best, ok = s, true
				}
				at = s.End
			}
		}
		return best, ok
	}
	for _, b := range d.Boilerplate {
		if b.Kind == news.Credit || b.Kind == news.Legal {
			if s, ok := find(b.Start, b.End); ok {
				return s, true
			}
		}
	}
	const near = 300
	if s, ok := find(0, min(near, len(d.Text))); ok {
		return s, true
	}
	return find(max(0, len(d.Text)-near), len(d.Text))
}

func wholeWord(text string, s news.Span) bool {
	return (s.Start == 0 || !isAlnum(text[s.Start-1])) && (s.End == len(text) || !isAlnum(text[s.End]))
}

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// groups is a union-find over articles.
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

func (g groups) root(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

// join puts two groups together; the lower number stays the root.
func (g groups) join(i, j int) {
	i, j = g.root(i), g.root(j)
	g[max(i, j)] = min(i, j)
}

// list returns the groups by first member, members ascending.
func (g groups) list() [][]int {
	var out [][]int
	at := make([]int, len(g))
	for i := range g {
		if r := g.root(i); r == i {
			at[i] = len(out)
			out = append(out, []int{i})
		} else {
			out[at[r]] = append(out[at[r]], i)
		}
	}
	return out
}
