package meta

import (
	"strings"

	"parallax/news"
	"parallax/text"
)

// An agencyForm is one way in which a news agency is named in credits.
type agencyForm struct {
	form, name string
	// domains of the agency's own sites; a broadcaster named on its own site is
	// the outlet, not an agency.
	own string
}

// agencies are the news agencies and broadcasters whose texts others carry.
// Longer forms stand before those they contain.
var agencies = []agencyForm{
	{"Thomson Reuters Foundation", "Reuters", ""}, {"Thomson Reuters", "Reuters", ""}, {"Reuters", "Reuters", ""}, {"REUTERS", "Reuters", ""},
	{"Australian Associated Press", "Australian Associated Press", ""}, {"Associated Press", "Associated Press", ""}, {"ASSOCIATED PRESS", "Associated Press", ""},
	{"Agence France-Presse", "Agence France-Presse", ""}, {"Agence France Presse", "Agence France-Presse", ""}, {"AGENCE FRANCE-PRESSE", "Agence France-Presse", ""},
	{"AFP", "Agence France-Presse", ""}, {"AAP", "Australian Associated Press", ""},
	{"Xinhua", "Xinhua", ""}, {"ITAR-TASS", "TASS", ""}, {"TASS", "TASS", ""}, {"RIA Novosti", "RIA Novosti", ""}, {"Interfax", "Interfax", ""},
	{"Deutsche Presse-Agentur", "dpa", ""}, {"dpa", "dpa", ""}, {"DPA", "dpa", ""}, {"EFE", "EFE", ""}, {"ANSA", "ANSA", ""},
	{"Press Trust of India", "Press Trust of India", ""}, {"PTI", "Press Trust of India", ""}, {"IANS", "IANS", ""},
	{"Asian News International", "ANI", ""}, {"United Press International", "UPI", ""}, {"UPI", "UPI", ""},
	{"Kyodo News", "Kyodo News", ""}, {"Kyodo", "Kyodo News", ""}, {"Yonhap", "Yonhap", ""}, {"Press Association", "Press Association", ""},
	{"Canadian Press", "Canadian Press", ""}, {"Anadolu Agency", "Anadolu Agency", ""}, {"Bloomberg News", "Bloomberg", "bloomberg.com"}, {"Bloomberg", "Bloomberg", "bloomberg.com"},
	{"BBC News", "BBC News", "bbc.co.uk bbc.com"}, {"BBC", "BBC News", "bbc.co.uk bbc.com"}, {"CNN", "CNN", "cnn.com"}, {"AP", "Associated Press", ""},
}

// findAgency finds the first agency named in s as a whole word.
func findAgency(s string) (name string, at news.Span) {
	best := -1
	for _, a := range agencies {
		for from := 0; ; {
			i := strings.Index(s[from:], a.form)
			if i < 0 {
				break
			}
			i += from
			end := i + len(a.form)
			if (i == 0 || !wordByte(s[i-1])) && (end == len(s) || !wordByte(s[end])) {
				if best < 0 || i < best {
					best, name, at = i, a.name, news.Span{Start: i, End: end}
				}
				break
			}
			from = end
		}
	}
	return name, at
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80 && c != 0xe2
}

// isPhotoCredit reports that the agency named at m made the picture: "Reuters
// Photo", "(AFP Photo)", "Photo: AP", "REUTERS/Jane Doe", "Jane Doe/AP".
func isPhotoCredit(s string, m news.Span) bool {
	after := strings.ToLower(strings.TrimLeft(s[m.End:], " "))
	if strings.HasPrefix(after, "/") {
		return true
	}
	for _, w := range []string{"photo", "file", "image", "pic", "via getty", "graphic", "video", "archive"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	before := strings.ToLower(s[:m.Start])
	if strings.HasSuffix(before, "/") || strings.HasSuffix(before, "via ") {
		return true
	}
	if i := len(before) - 40; i > 0 {
		before = before[i:]
	}
	for _, w := range []string{"photo", "picture", "image", "getty", "caption"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// agency is the agency that the text is credited to.
func (p *page) agency() string {
	for i, l := range p.head {
		if a := p.agencyOnLine(l, i); a != "" {
			return p.foreign(a)
		}
	}
	for i, l := range p.foot {
		if a := p.agencyInFoot(l, i == len(p.foot)-1); a != "" {
			return p.foreign(a)
		}
	}
	if a := agencyOfAnalyst(p.doc.Text); a != "" {
		return p.foreign(a)
	}
	for _, b := range p.doc.Byline {
		if a, m := findAgency(b); a != "" && !isPhotoCredit(b, m) {
			return p.foreign(a)
		}
	}
	return agencyInAddress(text.Unwrap(p.doc.URL))
}

// foreign drops a broadcaster that is the article's own outlet.
func (p *page) foreign(name string) string {
	domain := text.Outlet(p.doc.URL)
	if domain == "" {
		domain = text.Outlet(p.doc.Publisher)
	}
	for _, a := range agencies {
		if a.name == name && a.own != "" {
			for _, own := range strings.Fields(a.own) {
				if own == domain {
					return ""
				}
			}
			if p.doc.Publisher != "" && strings.HasPrefix(p.doc.Publisher, a.form) {
				return ""
			}
		}
	}
	return name
}

// agencyOnLine reads an agency credit in the head: a dateline, a credit line, a
// byline with an agency, "..., BBC News reports."
func (p *page) agencyOnLine(l line, i int) string {
	if a := agencyInDateline(l.text); a != "" {
		return a
	}
	if i > p.prose+1 {
		return "" // inside the text a name signs a quotation
	}
	if a := agencyCreditLine(l.text, l.kind); a != "" {
		return a
	}
	if i <= p.prose {
		return agencyReports(l.text)
	}
	return ""
}

// agencyInDateline reads "MOSCOW (Reuters) -", "LONDON, Dec 29 (AFP) —",
// "(CNN) Text".
func agencyInDateline(s string) string {
	const reach = 70 // bytes: a place, a date and the bracket
	open := strings.IndexByte(s[:min(len(s), reach)], '(')
	if open < 0 {
		return ""
	}
	end := strings.IndexByte(s[open:], ')')
	if end < 0 || end > 50 {
		return ""
	}
	end += open
	inside := s[open+1 : end]
	name, at := findAgency(inside)
	if name == "" && open > 0 && callsItselfAgency(inside) {
		name, at = inside, news.Span{End: len(inside)}
	}
	if name == "" {
		return ""
	}
	if rest := strings.TrimSpace(inside[:at.Start] + inside[at.End:]); rest != "" && !strings.HasSuffix(rest, "/") && !strings.HasPrefix(rest, "/") {
		return "" // (AFP Photo), (file photo by AP)
	}
	after := strings.TrimLeft(s[end+1:], " ")
	dashed := after != "" && (strings.ContainsAny(after[:1], "-_:") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—"))
	if !dashed && (open > 0 || after == "") {
		return ""
	}
	if !placeLike(s[:open]) {
		return ""
	}
	return name
}

// callsItselfAgency reports a name such as a dateline's brackets hold that says
// what it is: "Northern Press", "Island News Agency". The list above cannot
// know every agency of every country.
func callsItselfAgency(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	for _, w := range words {
		if !capitalised(w) && !particles[w] && w != "of" {
			return false
		}
	}
	switch words[len(words)-1] {
	case "Press", "Agency", "Newswire", "Wire":
		return true
	}
	return strings.HasSuffix(s, "News Service")
}

// placeLike reports words such as a dateline has before the agency: places,
// dates, capitals; "of" and "de" may stand between.
func placeLike(s string) bool {
	words := strings.Fields(s)
	if len(words) > 8 {
		return false
	}
	for _, w := range words {
		w = strings.Trim(w, ",.()/-–—")
		if w == "" || capitalised(w) || particles[w] || w == "of" || w == "and" || w == "the" || w[0] >= '0' && w[0] <= '9' {
			continue
		}
		return false
	}
	return true
}

// agencyCreditLine reads a short line that is a credit: "MOSCOW - Agence
// France-Presse", "Reuters", "By The Associated Press", "Jane Doe, Reuters",
// "Analysis: Jane Doe, BBC News, Moscow".
func agencyCreditLine(s string, kind news.BoilerplateKind) string {
	if len(s) > 90 || kind == news.Plea {
		return ""
	}
	name, at := findAgency(s)
	if name == "" || isPhotoCredit(s, at) {
		return ""
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && !strings.Contains(s, " ") && kind == news.Credit {
		return "" // a bracketed credit belongs to the picture above it
	}
	before := strings.TrimRight(s[:at.Start], " ")
	after := strings.TrimLeft(s[at.End:], " ")
	for _, p := range []string{"By The", "By the", "By", "by", "The", "Source:", "From", "Via", "©", "(c)"} {
		if before == p {
			before = ""
		}
	}
	switch lower := strings.ToLower(after); {
	case lower == "staff", lower == "reporter", lower == "correspondent", lower == "reporters", lower == "news agency", lower == "writer", lower == "staff writer":
		after = ""
	}
	bare := func(s string) bool { return strings.Trim(s, " .,|-–—•()/") == "" }
	if bare(before) && bare(after) {
		return name
	}
	if bare(before) && isDateLine(strings.TrimLeft(after, " ,|-–—•")) {
		return name // "Reuters | 12 May 2015"
	}
	if !separated(before, after) {
		return ""
	}
	if placeLike(dropLabel(before)) && placeLike(after) && !endsSentence(s) {
		return name
	}
	return ""
}

// separated reports that a comma, a dash or a bar stands between the agency's
// name and the words beside it.
func separated(before, after string) bool {
	if before != "" {
		last := before[len(before)-1]
		if !strings.ContainsRune(",|/-", rune(last)) && !strings.HasSuffix(before, "–") && !strings.HasSuffix(before, "—") {
			return false
		}
	}
	return after == "" || strings.ContainsAny(after[:1], ",|/-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—")
}

// dropLabel takes "Analysis:" and the like off a credit.
func dropLabel(s string) string {
	if i := strings.Index(s, ": "); i >= 0 && i < 20 && strings.Count(s[:i], " ") == 0 {
		return s[i+2:]
	}
	return s
}

// agencyOfAnalyst reads a credit line inside the text: "Analysis: Jane Doe, BBC
// News, Moscow".
func agencyOfAnalyst(s string) string {
	for at := 0; at < len(s); {
		end := at + indexOrEnd(s[at:], '\n')
		l := s[at:end]
		at = end + 1
		if len(l) < 10 || len(l) > 90 || !strings.Contains(l, ", ") {
			continue
		}
		rest := dropLabel(strings.TrimSpace(l))
		if rest == strings.TrimSpace(l) {
			continue
		}
		_, tail := parseName(rest)
		if tail == rest || !strings.HasPrefix(tail, ", ") {
			continue
		}
		if name, m := findAgency(tail); name != "" && m.Start == 2 && placeLike(tail[m.End:]) {
			return name
		}
	}
	return ""
}

// agencyReports reads "..., BBC News reports." at the end of a sentence.
func agencyReports(s string) string {
	const lead = 400 // bytes: further on it credits a sentence, not the text
	i := strings.Index(s[:min(len(s), lead)], " reports.")
	if i < 0 {
		return ""
	}
	tail := s[max(0, i-30):i]
	name, at := findAgency(tail)
	if at.End != len(tail) || name == "" {
		return ""
	}
	head := strings.TrimSuffix(strings.TrimRight(s[:i-at.Len()], " "), "the")
	if strings.HasSuffix(strings.TrimRight(head, " "), ",") {
		return name
	}
	return ""
}

// agencyInFoot reads a copyright line, "The Associated Press contributed to
// this report.", or the agency's name as the last line.
func (p *page) agencyInFoot(l line, last bool) string {
	s := l.text
	if l.kind == news.Caption || l.kind == news.Related {
		return ""
	}
	name, at := findAgency(s)
	if name == "" || isPhotoCredit(s, at) {
		return ""
	}
	lower := strings.ToLower(s)
	switch {
	case strings.Contains(lower, "copyright") || strings.Contains(s, "©") || strings.Contains(lower, "(c)"):
		return name
	case strings.Contains(lower, "contributed to this") || strings.HasPrefix(lower, "contributing"):
		// staff of the outlet beside the agency: the report is the outlet's own
		before := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s[:at.Start], "The"), "the"))
		writers := strings.HasPrefix(strings.TrimLeft(s[at.End:], " "), "writer")
		if before == "" && (writers || len(p.doc.Byline) == 0) {
			return name
		}
		return ""
	case strings.Contains(lower, "please credit"):
		return name
	case last && !strings.ContainsAny(s[:at.Start], ",|"): // else it signs a quotation
		return agencyCreditLine(s, l.kind)
	}
	return ""
}

// agencyInAddress reads the sections in which sites keep agency copy.
func agencyInAddress(address string) string {
	for _, a := range []struct{ part, name string }{
		{"/aponline/", "Associated Press"}, {"/wires/ap/", "Associated Press"}, {"/ap/", "Associated Press"}, {"/wires/reuters/", "Reuters"},
		{"/reuters/", "Reuters"}, {"/wires/afp/", "Agence France-Presse"}, {"/afp/", "Agence France-Presse"}, {"/wires/pa/", "Press Association"},
	} {
		if strings.Contains(address, a.part) {
			return a.name
		}
	}
	return ""
}
