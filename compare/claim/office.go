package claim

import (
	"fmt"
	"strings"

	"parallax/news"
)

// offices of the state of which nobody holds two, as they stand before a name.
var offices = []struct{ title, office string }{
	{"prime minister", "prime minister"}, {"premier", "prime minister"}, {"president", "president"}, {"chancellor", "chancellor"}, {"king", "king"},
}

// formers before a title say that it is no longer, or not yet, or not quite held.
var formers = []string{"former", "then", "ex", "vice", "deputy", "late", "-elect", "elect", "candidate", "state", "future", "acting", "interim"}

// supposed open what is not so.
var supposed = set("if", "imagine", "would", "could", "may", "might")

// offices finds persons to whom two origins give two offices of which one can be held.
func (c *corpus) offices() []news.ClaimGroup {
	type holding struct {
		ref    news.Ref
		origin int
		office string
	}
	var out []news.ClaimGroup
	for _, e := range c.Report.Entities {
		if e.Kind != news.Person {
			continue
		}
		var all []holding
		of := map[int]map[string]bool{} // by origin
		for _, m := range e.Mentions {
			i := c.At(m)
			if i < 0 {
				continue
			}
			d := c.Report.Articles[m.Doc]
			if s := d.Sentences[c.Sentences[i].Number]; find(d, s.First, s.Last, supposed) >= 0 {
				continue // "imagine if President Varga were to sign it"
			}
			if c.Quoted(i) || quoted(d, m.Span) || recalls(d, c.Sentences[i].Span) {
				continue // courtesy and memory keep old titles
			}
			if office := officeAt(d, m.Span); office != "" {
				o := c.Sentences[i].Origin
				if of[o] == nil {
					of[o] = map[string]bool{}
				}
				of[o][office] = true
				all = append(all, holding{news.Ref{Doc: m.Doc, Span: c.Sentences[i].Span}, o, office})
			}
		}
	pairs:
		for x, p := range all {
			for _, q := range all[x+1:] {
				if p.origin == q.origin || p.office == q.office || len(of[p.origin]) > 1 || len(of[q.origin]) > 1 {
					continue
				}
				g := news.ClaimGroup{What: "the office of " + e.Name, Verdict: news.Conflict,
					Why: fmt.Sprintf("%s calls %s %s, %s %s", c.when(p.ref.Doc), e.Name, p.office, c.when(q.ref.Doc), q.office)}
				per := map[int]int{}
				for _, h := range all {
					if per[h.ref.Doc]++; per[h.ref.Doc] <= mostOfSide {
						g.Support = append(g.Support, news.Claim{Ref: h.ref, Status: news.Happened})
					}
				}
				out = append(out, g)
				break pairs
			}
		}
	}
	return out
}

// officeAt is the office that stands before the name at span or at its start, "" for none.
func officeAt(d *news.Doc, span news.Span) string {
	const before = 40 // bytes: "former Norwegian Prime Minister"
	from := max(0, span.Start-before)
	lead := strings.ToLower(oneLine(strings.ToValidUTF8(d.Text[from:span.Start], "")))
	name := strings.ToLower(oneLine(d.Slice(span)))
	for _, o := range offices {
		at := -1
		text := name
		if k := strings.Index(name, o.title+" "); k >= 0 && k < 24 {
			at, text = k, name
		} else if strings.HasSuffix(lead, o.title) {
			at, text = len(lead)-len(o.title), lead
		}
		if at < 0 {
			continue
		}
		if at > 0 && text[at-1] != ' ' {
			return ""
		}
		words := strings.Fields(text[:at])
		if text[:at] == "" {
			words = strings.Fields(lead)
		}
		for _, w := range words[max(0, len(words)-3):] {
			for _, f := range formers {
				if strings.Contains(w, f) {
					return ""
				}
			}
		}
		return o.office
	}
	return ""
}

// recalls reports whether a sentence names a year before the one of its report.
func recalls(d *news.Doc, span news.Span) bool {
	const year = len("2006")
	day := d.Published.Day()
	for _, t := range d.Times {
		if len(day) >= year && span.Contains(t.Span) && len(t.Value) >= year && t.Value[0] >= '1' && t.Value[0] <= '2' && t.Value[:year] < day[:year] {
			return true
		}
	}
	return false
}
