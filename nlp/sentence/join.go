package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joins reports whether the boundary that Unicode's rule sees between
// text[open:end] and the piece text[from:to] lies within one sentence.
func joins(text string, open, end, from, to int) bool {
	next := text[from:to]
	if closersOnly(next) {
		return true // a quotation mark that a space tore off
	}
	if i := strings.IndexAny(text[end:from], "\u2028\u2029\u0085\v\f"); i >= 0 {
		return false
	}
	if numbered(text[open:end]) {
		return true
	}
	body := strings.TrimRight(text[open:end], "\"'”’)]»")
	closed := len(body) < end-open
	if body == "" {
		return false
	}
	switch body[len(body)-1] {
	case '!', '?':
		if unicode.IsLower(firstRune(next)) {
			return closed || !upperI(next)
		}
		return closed && saysWho(next) || strings.HasSuffix(body, "Yahoo!")
	case '.':
		if strings.HasSuffix(body, "..") {
			return unicode.IsLower(firstRune(next))
		}
		if closed && text[end-1] != ')' && text[end-1] != ']' {
			// A full stop within quotation marks ends the sentence, unless what is
			// quoted is an abbreviation: the "U.S." team.
			return unicode.IsLower(firstRune(next))
		}
		return abbreviation(body[:len(body)-1], next)
	case '\xa6': // last byte of '…'
		return unicode.IsLower(firstRune(next))
	}
	return false
}

// upperI catches lower-case chat style, "really?! i mean": not joined.
func upperI(next string) bool {
	return strings.HasPrefix(next, "i ") || strings.HasPrefix(next, "i'")
}

// closersOnly reports whether s holds closing marks only.
func closersOnly(s string) bool {
	for _, r := range s {
		switch r {
		case '"', '\'', '”', '’', ')', ']', '»', '.', '!', '?':
		default:
			return false
		}
	}
	return true
}

// footnotes returns the length of the references that s begins with, as in
// encyclopedias and press releases: "[3] [12] Then". They belong to the sentence before.
func footnotes(s string) int {
	end := 0
	for i := 0; i < len(s) && s[i] == '['; {
		k := i + 1
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if k == i+1 || k == len(s) || s[k] != ']' {
			break
		}
		end = k + 1
		for i = end; i < len(s) && s[i] == ' '; i++ {
		}
	}
	return end
}

// numbered reports whether s is the number of a list item: "1.", "(2)", "iv."
func numbered(s string) bool {
	if len(s) > 5 || !strings.HasSuffix(s, ".") {
		return false
	}
	for _, r := range s[:len(s)-1] {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(s) > 1
}

// saysWho reports whether next starts as what follows a quotation does:
// "the mayor asked", "Ms. Okoro wrote". A verb of speech must stand among the
// first five words, and only names, titles and determiners before it.
func saysWho(next string) bool {
	const within = 5 // words
	for n := 0; n < within && next != ""; n++ {
		word := next
		if i := strings.IndexByte(next, ' '); i >= 0 {
			word, next = next[:i], strings.TrimLeft(next[i:], " ")
		} else {
			next = ""
		}
		bare := strings.TrimRight(word, ",.:;")
		if n > 0 && speechVerbs[bare] {
			return true
		}
		if len(bare) < len(word) && word[len(bare)] != '.' {
			return false
		}
	}
	return false
}

var speechVerbs = set("said says asked asks told wrote writes added tweeted shouted cried " +
	"exclaimed replied wondered yelled screamed demanded continued recalled joked chanted " +
	"remarked answered responded quipped posted inquired")

// abbreviation reports whether the full stop after body marks an abbreviation
// within a sentence that goes on with next.
func abbreviation(body, next string) bool {
	word := lastWord(body)
	if word == "" {
		return false
	}
	r := firstRune(next)
	if unicode.IsLower(r) {
		return true
	}
	lower := strings.ToLower(word)
	if titles[word] || titles[lower] && isTitleCase(word) {
		return true
	}
	digit := r >= '0' && r <= '9'
	switch {
	case beforeNumber[lower]:
		return digit
	case months[lower] && isTitleCase(word):
		return digit || !starter(next)
	case mayEnd[lower]:
		return !starter(next)
	case initial(word):
		return !starter(next) && !strings.HasSuffix(body, " Plan "+word)
	case strings.Contains(word, ".") && dotted(word):
		return !starter(next)
	}
	return false
}

// lastWord returns the last run of s without white space, opening marks left out.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if isSpace(r) || strings.ContainsRune("(\"“‘'[—–/-", r) {
			break
		}
		i -= n
		if len(s)-i > 24 {
			return "" // longer than any abbreviation
		}
	}
	return s[i:]
}

// initial reports whether s is one capital letter.
func initial(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsUpper(r)
}

// dotted reports whether s is letters with dots between: U.S, p.m, D.C, Ph.D.
func dotted(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case r == '.':
			letters = 0
		case unicode.IsLetter(r):
			letters++
			if letters > 2 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func isTitleCase(s string) bool { return unicode.IsUpper(firstRune(s)) }

// starter reports whether next begins with a word that seldom stands in the
// middle of a sentence with a capital: an article, a pronoun, a conjunction.
func starter(next string) bool {
	if next[0] == '"' || strings.HasPrefix(next, "“") || strings.HasPrefix(next, "‘") {
		return true
	}
	word := next
	for i := 0; i < len(next); i++ {
		if c := next[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			word = next[:i]
			break
		}
	}
	return starters[word]
}

var starters = set("The A An This That These Those He She It They We I You His Her Their Its Our My Your " +
	"There Here In On At For From By With As After Before But And Or So If When While Where What Who Why How " +
	"Although Though Because Since Until During However Meanwhile Earlier Later Then Now Not No Yes One Two Some Many " +
	"Most All Both Each Every Other Another Such Also Only Even Just Still Yet Once According Among Under Over To Of")

// titles never end a sentence: a name follows.
var titles = set("Mr Mrs Ms Mx Dr Prof Gen Col Maj Capt Lt Sgt Cpl Pvt Cmdr Adm Gov Sen Rep Reps Sens Hon Rev Fr St Ste Mt Ft " +
	"Supt Det Insp Msgr Amb Pres Atty Asst Dep Dist Brig Lieut Messrs Mme Mlle Sr. Supr Comdr Vice-Adm Hr Sec " +
	"mr mrs ms dr prof gen col maj capt lt sgt cpl pvt cmdr adm gov rev messrs vs v e.g i.e cf viz approx")

var beforeNumber = set("no nos p pp fig figs vol ch art para c ca sect")

var months = set("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun")

// mayEnd stand at a sentence's end or within it.
var mayEnd = set("inc corp ltd co llc plc jr sr bros ave blvd rd dept univ assn est etc al esq " +
	"ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nebr nev okla " +
	"ore pa penn tenn tex vt va wash wis wisc wyo ont que alta " +
	"ph.d m.d b.a m.a a.m p.m u.s u.k u.n e.u d.c n.y n.j l.a u.s.a a.k.a")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// lostSpace returns the first place in text[from:to] where a sentence ends
// without the space after its full stop ("said.The"), or to. Lower-case words
// of two letters before and a capitalised word after are asked for, which
// leaves abbreviations, addresses and file names whole.
func lostSpace(text string, from, to int) int {
	for i := from; ; i++ {
		k := strings.IndexByte(text[i:to], '.')
		if k < 0 {
			return to
		}
		i += k
		if i-2 < from || i+2 >= to || !lowerByte(text[i-1]) || !lowerByte(text[i-2]) || text[i+1] < 'A' || text[i+1] > 'Z' {
			continue
		}
		if !lowerByte(text[i+2]) && !(text[i+2] == ' ' && (text[i+1] == 'A' || text[i+1] == 'I')) {
			continue
		}
		if !address(text[from:to], i-from) {
			return i + 1
		}
	}
}

func lowerByte(c byte) bool { return c >= 'a' && c <= 'z' }

// address reports whether the run of s around i looks like a URL, a host, a
// mail address or a file name.
func address(s string, i int) bool {
	const far = 100 // bytes on each side: bounds the cost of text without spaces
	start := strings.LastIndexByte(s[max(0, i-far):i], ' ') + 1 + max(0, i-far)
	end := min(len(s), i+far)
	if k := strings.IndexByte(s[i:end], ' '); k >= 0 {
		end = i + k
	}
	run := s[start:end]
	tail := s[i+1 : end]
	return strings.ContainsAny(run, "/@_=\\") || strings.HasPrefix(run, "www.") ||
		strings.HasPrefix(tail, "Com") && len(tail) <= 4 || strings.HasPrefix(tail, "Org") && len(tail) <= 4
}
