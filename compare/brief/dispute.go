package brief

import (
	"sort"
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/news"
)

const (
	mostDisputes = 2
	// A version of a dispute longer than this is cut to its clause.
	longVersion = 24 // words
	// A dispute longer than this costs the brief two other sentences.
	longDispute = 50 // words
)

// disputes puts the two versions of what the reports contradict each other
// about side by side, each in its own words. Spellings of names are left to
// the report's list of claims: they are no news.
func disputes(set *prose.Set) []news.Line {
	var out []news.Line
	add := func(a, b news.Ref) {
		if len(out) == mostDisputes {
			return
		}
		a, b = version(set, a), version(set, b)
		if !alone(set, a) || !alone(set, b) {
			return
		}
		line := prose.Join(set.Report, []news.Ref{a, b})
		if len(strings.Fields(line.Text)) > longDispute {
			return
		}
		if !strings.HasSuffix(line.Text, ".") {
			line.Text += "."
		}
		if prose.Verify(set.Report, line) == nil {
			out = append(out, line)
		}
	}
	for _, f := range set.Report.Figures {
		if f.Verdict != news.Conflict || age(f) {
			continue
		}
		if a, b, ok := rivals(set, f); ok {
			add(a, b)
		}
	}
	// The disputes that most reports speak of come first.
	type pair struct {
		a, b news.Ref
		docs int
	}
	var pairs []pair
	for _, c := range set.Report.Claims {
		if c.Verdict != news.Conflict {
			continue
		}
		if a, b, ok := contrary(c); ok {
			docs := map[int]bool{}
			for _, s := range c.Support {
				docs[s.Doc] = true
			}
			pairs = append(pairs, pair{a, b, len(docs)})
		}
	}
	sort.SliceStable(pairs, func(x, y int) bool { return pairs[x].docs > pairs[y].docs })
	for _, p := range pairs {
		add(p.a, p.b)
	}
	return out
}

// alone reports whether a version can be read without the sentence before it.
func alone(set *prose.Set, ref news.Ref) bool {
	i := set.At(ref)
	return i >= 0 && !set.Unresolved(i) && prose.Paired(set.Report.Slice(ref))
}

// age reports whether the figure is somebody's age: listed among the figures,
// but no news.
func age(f news.FigureGroup) bool { return len(f.Mentions) > 0 && f.Mentions[0].Measure == "age" }

// rivals are two mentions of different origins with different values.
func rivals(set *prose.Set, f news.FigureGroup) (a, b news.Ref, ok bool) {
	for i, m := range f.Mentions {
		for _, n := range f.Mentions[i+1:] {
			x, y := news.Ref{Doc: m.Doc, Span: m.Span}, news.Ref{Doc: n.Doc, Span: n.Span}
			s, t := set.At(x), set.At(y)
			if s < 0 || t < 0 || set.Sentences[s].Origin == set.Sentences[t].Origin || !m.HasValue || !n.HasValue {
				continue
			}
			if m.Low > n.High || n.Low > m.High {
				return x, y, true
			}
		}
	}
	return a, b, false
}

// contrary are a statement and its denial in different articles.
func contrary(c news.ClaimGroup) (a, b news.Ref, ok bool) {
	for _, s := range c.Support {
		for _, t := range c.Support {
			if s.Doc != t.Doc && s.Status == news.Denied && t.Status != news.Denied {
				return t.Ref, s.Ref, true
			}
		}
	}
	return a, b, false
}

// tied open a clause that does not stand alone.
var tied = map[string]bool{"and": true, "but": true, "or": true, "which": true, "who": true, "whose": true, "that": true, "because": true, "as": true, "while": true, "when": true, "where": true}

// version is the sentence around ref, or where that is long the clause.
func version(set *prose.Set, ref news.Ref) news.Ref {
	i := set.At(ref)
	if i < 0 {
		return ref
	}
	if set.Sentences[i].Tokens <= longVersion {
		return set.Core(i)
	}
	d := set.Report.Articles[ref.Doc]
	out := ref
	clauses := clause.Cut(d, set.Sentences[i].Number)
	if core := set.Core(i); ref.Start <= core.Start && core.End <= ref.End && len(clauses) > 0 {
		// The whole sentence: what it states comes first.
		out.End = clauses[0].End
		for _, c := range clauses[1:] {
			if c.Last-clauses[0].First > longVersion {
				break
			}
			out.End = c.End
		}
	}
	for _, c := range clauses {
		if c.Overlaps(out.Span) {
			if c.GroupFirst == c.First || tied[c.Opener] {
				return set.Core(i) // it hangs on the words before it
			}
			out.Start, out.End = min(out.Start, c.Start), max(out.End, c.End)
		}
	}
	// Half a quotation is worse than a long sentence.
	if !prose.Paired(d.Slice(out.Span)) {
		return set.Core(i)
	}
	// A dateline is no part of the clause.
	if core := set.Core(i); out.Start < core.Start {
		out.Start = core.Start
	}
	return prose.Trim(d, out)
}
