package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/compare/internal/prose"
	"parallax/model/words"
	"parallax/news"
	"parallax/text"
)

// A nameForm is one way to write a name and where it stands.
type nameForm struct {
	text  string
	parts []string
	kind  news.EntityKind
	refs  []news.Ref
	docs  map[int]bool
}

// spellings finds names that the articles write differently: two names of the
// same length of which one part differs by a letter or two, or in its capitals.
// Names that differ more may be two people.
func spellings(r *news.Report) []news.ClaimGroup {
	forms := nameForms(r)
	byPart := map[string][]int{} // forms of two parts and more by each part, and by length
	for i, f := range forms {
		for k, p := range f.parts {
			key := fmt.Sprint(len(f.parts), k, strings.ToLower(p))
			byPart[key] = append(byPart[key], i)
		}
	}
	seen := map[[2]int]bool{}
	var out []news.ClaimGroup
	done := map[string]bool{} // a pair of parts told once: "Blain Wade", "Chief Blain Wade"
	for i, f := range forms {
		for k, p := range f.parts {
			for _, j := range byPart[fmt.Sprint(len(f.parts), k, strings.ToLower(p))] {
				if j <= i || seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				x, y, ok := oneDiffers(f.parts, forms[j].parts)
				if ok && f.kind == news.Org && (legal[x] && legal[y] && strings.Trim(x, ".") != strings.Trim(y, ".") || carriers[x] && carriers[y]) {
					if g, ok := spellingGroup(r, f, forms[j]); ok {
						g.What = "the corporate name of " + strings.Join(f.parts[:len(f.parts)-1], " ")
						out = append(out, g)
					}
					continue
				}
				if !ok || !misspelt(x, y) || british(x, y) || f.kind != news.Person && strings.EqualFold(x, y) || done[x+" "+y] || done[y+" "+x] {
					continue
				}
				if g, ok := spellingGroup(r, f, forms[j]); ok {
					done[x+" "+y] = true
					out = append(out, g)
				}
			}
		}
	}
	return append(out, callings(r, forms)...)
}

// legal are the forms of a company that close its name: each is another company, or a
// slip.
var legal = set("Co", "Co.", "Corp", "Corp.", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "Plc", "PLC", "plc", "AG", "GmbH", "SA", "S.A.", "NV", "N.V.")

// carriers close the names of airlines.
var carriers = set("Airways", "Airlines", "Airline", "Air")

// callings finds persons whom the articles call by different parts of one name: "Ann
// Mary Holm" in one, "Ann Mary" in a second, "Ann Holm" in a third.
func callings(r *news.Report, forms []nameForm) []news.ClaimGroup {
	at := map[string]int{}
	for i, f := range forms {
		at[f.text] = i
	}
	var out []news.ClaimGroup
	for _, f := range forms {
		if f.kind != news.Person || len(f.parts) != 3 || strings.Contains(f.text, ".") {
			continue
		}
		x, ok1 := at[f.parts[0]+" "+f.parts[1]]
		y, ok2 := at[f.parts[0]+" "+f.parts[2]]
		if !ok1 || !ok2 {
			continue
		}
		if g, ok := spellingGroup(r, forms[x], forms[y]); ok {
			g.What = "the name of " + f.text
			out = append(out, g)
		}
	}
	return out
}

// nameForms lists the surface forms of names of two parts or more, in order of
// first mention.
func nameForms(r *news.Report) []nameForm {
	index := map[string]int{}
	var out []nameForm
	for a, d := range r.Articles {
		for _, e := range d.Entities {
			if d.InBoilerplate(e.Span) && !prose.InCaption(d, e.Span) {
				continue
			}
			if cut(d, e.Span) {
				continue
			}
			parts := strings.Fields(strings.TrimSuffix(strings.TrimSuffix(d.Slice(e.Span), "’s"), "'s"))
			// Houses are abbreviated and styled at will, and their names are made of
			// common words: only long names of them are compared.
			if len(parts) < 2 || len(parts) > 5 || e.Kind != news.Person && len(parts) == 2 && shorter(parts) < 5 {
				continue
			}
			form := strings.Join(parts, " ")
			if e.Kind != news.Person && (strings.ContainsAny(form, "‘“”\"") || slices.ContainsFunc(parts, func(p string) bool { return strings.HasSuffix(p, "’") && !strings.HasSuffix(p, "s’") })) {
				continue // "the ‘Unaffordable’ Act" plays on a name
			}
			i, ok := index[form]
			if !ok {
				i = len(out)
				index[form] = i
				out = append(out, nameForm{text: form, parts: parts, kind: e.Kind, docs: map[int]bool{}})
			}
			out[i].refs = append(out[i].refs, news.Ref{Doc: a, Span: e.Span})
			out[i].docs[a] = true
		}
	}
	return out
}

// british reports whether two words are the British and the American spelling of one:
// "Centre", "Center".
func british(x, y string) bool {
	x, y = strings.ToLower(x), strings.ToLower(y)
	if x == y {
		return false
	}
	for _, p := range [...][2]string{{"tre", "ter"}, {"ence", "ense"}, {"our", "or"}, {"is", "iz"}, {"ogue", "og"}, {"amme", "am"}, {"viser", "visor"}} {
		if strings.ReplaceAll(x, p[0], p[1]) == strings.ReplaceAll(y, p[0], p[1]) {
			return true
		}
	}
	return false
}

// shorter is the length of the shortest part.
func shorter(parts []string) int {
	n := len(parts[0])
	for _, p := range parts[1:] {
		n = min(n, len(p))
	}
	return n
}

// cut reports whether the name goes on after span: "Kim Dong" of "Kim Dong Chul".
func cut(d *news.Doc, span news.Span) bool {
	_, last := d.TokensIn(span)
	return last < len(d.Tokens) && d.Tokens[last].POS == news.PROPN && d.Tokens[last].Start == span.End+1 ||
		span.End < len(d.Text) && d.Text[span.End] == '-'
}

func oneDiffers(a, b []string) (x, y string, ok bool) {
	n := 0
	for k := range a {
		if a[k] != b[k] {
			x, y = a[k], b[k]
			n++
		}
	}
	return x, y, n == 1
}

// misspelt reports whether x and y may be two spellings of one name part.
func misspelt(x, y string) bool {
	// Initials are written at will: "J.", "J.Holm".
	if strings.Contains(x, ".") || strings.Contains(y, ".") || strings.ContainsAny(x+y, "0123456789") {
		return false
	}
	// All capitals are a matter of style, as are accents.
	if x == strings.ToUpper(x) || y == strings.ToUpper(y) {
		return false
	}
	if strings.EqualFold(x, y) {
		return !strings.Contains(x, "-") && len(x) > 3 // "Jong-un", "Jong-Un" is style, and so is "bin", "Bin"
	}
	if a, b := strings.ToLower(x), strings.ToLower(y); strings.HasSuffix(a, "-"+b) || strings.HasSuffix(b, "-"+a) {
		return false // "UO-Tornvik", "Tornvik"
	}
	lx, ly := plain(x), plain(y)
	if lx == ly {
		return false
	}
	if strings.HasPrefix(lx, ly) || strings.HasPrefix(ly, lx) {
		return trailing(lx, ly) // not "Korea", "Korean"; "Dan", "Daniel"
	}
	// Two words that English news uses every day are two words: "North", "South".
	const common = 5.5
	alike := consonants(lx) == consonants(ly) // "Blain", "Blane": the vowels of a name are heard alike
	if !alike && words.Weight(text.Stem(lx)) < common && words.Weight(text.Stem(ly)) < common {
		return false
	}
	most := 1
	if min(len(lx), len(ly)) >= 7 || alike {
		most = 2
	}
	return min(len(lx), len(ly)) >= 4 && distance(lx, ly) <= most
}

// trailing reports whether the longer word only doubles the last letter of the other, or
// has a mute e behind it: "Marel", "Marell"; "Clark", "Clarke".
func trailing(x, y string) bool {
	const shortest = 4 // letters: "Ann", "Anne" are two names
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) >= shortest && len(y) == len(x)+1 && (y[len(y)-1] == x[len(x)-1] || y[len(y)-1] == 'e')
}

// consonants is the word without its vowels, the first letter apart.
func consonants(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i == 0 || !strings.ContainsRune("aeiouy", r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain lowers a word and drops the marks on its letters.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case strings.ContainsRune("áàâäãåā", r):
			r = 'a'
		case strings.ContainsRune("éèêëēę", r):
			r = 'e'
		case strings.ContainsRune("íìîïī", r):
			r = 'i'
		case strings.ContainsRune("óòôöõøō", r):
			r = 'o'
		case strings.ContainsRune("úùûüū", r):
			r = 'u'
		case strings.ContainsRune("çćč", r):
			r = 'c'
		case strings.ContainsRune("ñń", r):
			r = 'n'
		case strings.ContainsRune("šśş", r):
			r = 's'
		case strings.ContainsRune("žźż", r):
			r = 'z'
		}
		if unicode.IsLetter(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// distance is the number of letters to put in, drop, change or swap
// (Damerau-Levenshtein, restricted).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, prev, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(y)]
}

// spellingGroup makes the claim, unless both forms are used side by side as if
// for two people.
func spellingGroup(r *news.Report, a, b nameForm) (news.ClaimGroup, bool) {
	// An article that uses both names again and again knows two people.
	in := func(f nameForm, doc int) (n int) {
		for _, r := range f.refs {
			if r.Doc == doc {
				n++
			}
		}
		return n
	}
	between := false
	for x := range a.docs {
		for y := range b.docs {
			between = between || x != y
		}
	}
	for d := range r.Articles {
		if in(a, d) >= 2 && in(b, d) >= 2 {
			return news.ClaimGroup{}, false
		}
	}
	if !between {
		return news.ClaimGroup{}, false // one article's slip is no difference
	}
	if len(b.docs) > len(a.docs) {
		a, b = b, a
	}
	g := news.ClaimGroup{
		What:    "the spelling of the name " + a.text,
		Verdict: news.Conflict,
		Why:     fmt.Sprintf("%s wrote “%s”, %s “%s”", articles(len(a.docs)), a.text, articles(len(b.docs)), b.text),
	}
	for _, f := range []nameForm{a, b} {
		of := map[int]int{}
		for _, ref := range f.refs {
			if of[ref.Doc]++; of[ref.Doc] <= mostOfSide {
				g.Support = append(g.Support, news.Claim{Ref: ref, Status: news.Happened})
			}
		}
	}
	sort.SliceStable(g.Support, func(i, j int) bool { return g.Support[i].Doc < g.Support[j].Doc })
	r0, n := utf8.DecodeRuneInString(g.Why)
	g.Why = string(unicode.ToUpper(r0)) + g.Why[n:]
	return g, true
}

func articles(n int) string {
	if n == 1 {
		return "one article"
	}
	return fmt.Sprintf("%d articles", n)
}
