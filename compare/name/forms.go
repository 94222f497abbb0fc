package name

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
	"parallax/text"
	"parallax/text/names"
)

// formsOf returns the surface forms of a mention: the bare name, and the name
// with the words that belong to it where it stands: a person's titles, the
// article and the state or the side that a place or organisation is named by.
func formsOf(d *news.Doc, m news.Span, kind news.EntityKind) []string {
	bare := oneLine(d.Slice(m))
	out := []string{bare}
	first, end := d.TokensIn(m)
	si := d.SentenceAt(m.Start)
	if si < 0 || first >= end {
		return out
	}
	w := walker{d: d, sent: &d.Sentences[si]}
	add := func(from, to int) {
		span := news.Span{Start: d.Tokens[from].Start, End: d.Tokens[to-1].End}
		if span.End < m.End {
			span.End = m.End
		}
		f := oneLine(d.Slice(span))
		for _, o := range out {
			if o == f {
				return
			}
		}
		out = append(out, f)
	}
	switch kind {
	case news.Person:
		start, roles := w.title(first)
		if start < first {
			add(start, end)
			add(roles, end)
			if w.is(start, "former", "then", "ex", "late", "democratic", "republican", "gop", "conservative", "labour", "liberal") && start+1 < first {
				add(start+1, end)
			}
			if to := w.seat(end); to > end {
				add(start, to) // "Senator Ann Vale of Ohio", "Sen. Ann Vale, D-Ohio"
			}
		}
	case news.Place:
		if to := w.state(end); to > end {
			add(first, to)
		}
		if divisions[strings.ToLower(w.at(end))] {
			add(first, end+1)
		}
		if w.is(first-1, "of") && divisions[strings.ToLower(w.at(first-2))] {
			add(first-2, end)
		}
		if first > w.sent.First && sides[strings.ToLower(w.at(first-1))] {
			add(first-1, end)
		}
	case news.Org:
		if first > w.sent.First && w.is(first-1, "the") {
			add(first-1, end)
		}
	}
	return out
}

// oneLine puts a name that a line break splits on one line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// sides are the parts of a place.
var sides = map[string]bool{"downtown": true, "central": true, "north": true, "south": true, "east": true, "west": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "northeastern": true, "northwestern": true,
	"southeastern": true, "southwestern": true, "upper": true, "lower": true, "greater": true}

// divisions are kinds of place that stand behind or before the name.
var divisions = map[string]bool{"city": true, "county": true, "district": true, "province": true, "region": true, "state": true,
	"village": true, "town": true, "prefecture": true, "galaxy": true, "island": true, "peninsula": true}

// A walker reads the tokens of one sentence.
type walker struct {
	d    *news.Doc
	sent *news.Sentence
}

// at returns a token, "" outside the sentence.
func (w walker) at(i int) string {
	if i < w.sent.First || i >= w.sent.Last {
		return ""
	}
	return w.d.Slice(w.d.Tokens[i].Span)
}

func (w walker) is(i int, words ...string) bool {
	s := w.at(i)
	for _, x := range words {
		if strings.EqualFold(s, x) {
			return true
		}
	}
	return false
}

// title returns where the title before the name at token first starts, with
// all that qualifies it ("Norwegian Foreign Minister"), and where its words of
// office start ("Foreign Minister"); both are first where there is no title.
func (w walker) title(first int) (start, roles int) {
	i := first - 1
	if !w.head(i) {
		return first, first
	}
	start, roles = i, i
	inRoles := true
	for i--; i >= w.sent.First; i-- {
		s := w.at(i)
		r, _ := utf8.DecodeRuneInString(s)
		word := names.IsTitleHead(s) || names.IsTitleWord(s)
		switch {
		case word:
			start = i
			if inRoles {
				roles = i
			}
		case w.inPerson(i):
			return start, roles // another person: "Mr. Vale and Ms. Hallam"
		case unicode.IsUpper(r) && (!text.IsStop(s) || strings.ToUpper(s) == s && len(s) > 1): // US
			start = i
			inRoles = false
		case (s == "of" || s == "and" || s == "for" || s == "&") && i > w.sent.First && i+1 == start && w.capital(i-1) && w.capital(i+1):
			// goes on before it
		case s == "-" && i+1 == start:
			// vice-president
		default:
			return start, roles
		}
	}
	return start, roles
}

// inPerson reports whether the token is of a person's name.
func (w walker) inPerson(i int) bool {
	at := w.d.Tokens[i].Span
	k := sort.Search(len(w.d.Entities), func(k int) bool { return w.d.Entities[k].End > at.Start })
	return k < len(w.d.Entities) && w.d.Entities[k].Kind == news.Person && w.d.Entities[k].Overlaps(at)
}

// seat returns the end of "of State" or ", D-State" behind a lawmaker's name.
func (w walker) seat(end int) int {
	switch {
	case w.is(end, "of") && w.capital(end+1):
		to := end + 2
		for w.capital(to) {
			to++
		}
		return to
	case w.at(end) == "," && w.is(end+1, "d", "r", "i") && w.at(end+2) == "-" && w.capital(end+3):
		return end + 4
	}
	return end
}

// head reports whether the token is the word of office before a name.
func (w walker) head(i int) bool {
	s := w.at(i)
	if s == "" {
		return false
	}
	return names.IsTitleHead(s) || w.is(i, "staff") && w.is(i-1, "of")
}

func (w walker) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.at(i))
	return unicode.IsUpper(r)
}

// state returns the end of ", State" behind a place, or end.
func (w walker) state(end int) int {
	if w.at(end) != "," {
		return end
	}
	one := w.at(end + 1)
	if names.State(one) != "" && w.capital(end+1) {
		return end + 2
	}
	if two := one + " " + w.at(end+2); names.State(two) != "" {
		return end + 3
	}
	return end
}
