package name

import (
	"slices"
	"sort"
	"strings"

	"parallax/model/gazetteer"
	"parallax/news"
	"parallax/text/names"
)

// A mention is a name in the article on its way to an Entity.
type mention struct {
	first, end int // tokens
	span       news.Span
	class      class
	kind       news.EntityKind
	text       string
	key        string   // folded words joined
	words      []string // folded words
	odds       [classes]float32
	heading    bool // stands in a heading, where capitals tell nothing
	gender     names.Gender
	titled     bool // an honorific or a title stands before it
	name       string
}

// settle turns what the model found into mentions: drops what only a heading's
// capitals made a name, and gives all mentions of one form the kind that most
// of them have.
func (s *scene) settle(all []found, ok func(*news.Sentence) bool) []mention {
	out := make([]mention, 0, len(all))
	for _, f := range s.trim(all) {
		m := s.mention(f)
		if f.first > 0 && crafts[s.words[f.first-1].lower] {
			m.class, m.odds = classThing, [classes]float32{classThing: 1}
		}
		if len(m.words) == 0 || timeOnly(m.words) && !(m.class == classPerson && m.titled) {
			continue // signs only, or a date
		}
		out = append(out, m)
	}
	out = inOrder(out)
	s.houses(out)
	out = s.settleHeadings(out)
	s.settleKinds(out)
	s.surnames(out)
	out = s.expansions(out)
	out = s.dateline(s.states(s.recall(out, ok)))
	for i := range out {
		out[i].kind = kinds[out[i].class]
	}
	return out
}

// mention makes a mention of what was found.
func (s *scene) mention(f found) mention {
	span := news.Span{Start: s.doc.Tokens[f.first].Start, End: s.doc.Tokens[f.end-1].End}
	m := mention{first: f.first, end: f.end, span: span, class: f.class, odds: f.odds, text: s.doc.Slice(span), heading: s.words[f.first].heading > 0}
	if m.odds == ([classes]float32{}) {
		m.odds[m.class] = 1
	}
	words, ok := s.folded[m.text]
	if !ok {
		words = names.Fold(m.text)
		s.folded[m.text] = words
	}
	m.words, m.key = words, strings.Join(words, " ")
	s.address(&m)
	return m
}

// timeOnly reports whether folded words are of the calendar or the clock alone:
// "Tuesday", "New Year's Eve", "9:15 ET". "May" is a surname where a title says
// so.
func timeOnly(words []string) bool {
	for _, w := range words {
		if !timeWords[w] && strings.Trim(w, "0123456789:.") != "" {
			return false
		}
	}
	return true
}

var timeWords = set("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
	"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thurs", "fri",
	"new", "year", "years", "eve", "day", "christmas", "easter", "thanksgiving", "halloween", "ramadan", "eid", "hanukkah", "passover",
	"et", "est", "edt", "pt", "pst", "pdt", "ct", "cst", "cdt", "mst", "mdt", "gmt", "utc", "bst", "cet", "am", "pm", "summer", "winter",
	"spring", "autumn", "local", "time")

// houses makes organisations of the lone names that always stand in the
// possessive and once at least with nothing that they could own behind them:
// "a shop at Vale's." The ending is then of the name.
func (s *scene) houses(all []mention) {
	type count struct{ owning, alone, bare int }
	seen := map[string]count{}
	surnames := map[string]bool{}
	for i := range all {
		m := &all[i]
		if m.class == classPerson && len(m.words) > 1 {
			surnames[m.words[len(m.words)-1]] = true
		}
		if len(m.words) != 1 {
			continue
		}
		c := seen[m.key]
		switch {
		case m.end >= len(s.words) || s.words[m.end].shape != shapeApos || s.doc.Tokens[m.end].Len() < 2 || s.doc.Tokens[m.end].Start != m.span.End:
			c.bare++
		case m.end+1 < len(s.words) && (s.words[m.end+1].capital || s.words[m.end+1].shape == shapeLower && !functionPOS[s.doc.Tokens[m.end+1].POS]):
			c.owning++
		default:
			c.alone++
		}
		seen[m.key] = c
	}
	for i := range all {
		m := &all[i]
		c := seen[m.key]
		if len(m.words) != 1 || c.bare > 0 || c.alone == 0 || c.alone+c.owning < 2 || surnames[m.key] || m.class == classPlace {
			continue
		}
		m.class, m.odds = classOrg, [classes]float32{classOrg: 1}
		m.end++
		m.span.End = s.doc.Tokens[m.end-1].End
		m.text = s.doc.Slice(m.span)
	}
}

// functionPOS are the tags of words that nobody can own.
var functionPOS = map[news.POS]bool{news.ADP: true, news.AUX: true, news.CCONJ: true, news.SCONJ: true, news.DET: true, news.PRON: true, news.PUNCT: true}

var kinds = [classes]news.EntityKind{classPerson: news.Person, classOrg: news.Org, classPlace: news.Place, classThing: news.Thing}

// trim cuts what a name cannot begin or end with, parts what is glued
// together, and drops peoples.
func (s *scene) trim(all []found) []found {
	out := make([]found, 0, len(all))
	classAt := map[uint64]class{} // of the names, by the hash of their words
	for _, f := range slices.Backward(all) {
		classAt[s.hash(f.first, f.end)] = f.class
	}
	for _, f := range all {
		if f.class == classPeople {
			if end := s.body(f); end > f.end {
				out = append(out, found{first: f.first, end: end, class: classOrg})
			}
			continue
		}
		for f.first < f.end && signs[s.words[f.first].shape] {
			f.first++
		}
		for f.end > f.first && signs[s.words[f.end-1].shape] && !(s.words[f.end-1].shape == shapeQuote && f.end-f.first > 2) {
			f.end--
		}
		was := f.class
		if f.class != classPlace && s.partisan(f) {
			f.end, f.class = f.end-1, classPlace
		}
		// A caption that ends "Vale" runs into the name that the next line begins with.
		if c, ok := classAt[s.hash(f.first+1, f.end)]; ok && f.end-f.first > 2 && c == classPerson && f.class == classPerson && s.sure(f.first, f.first+1, classPlace) {
			out = append(out, found{first: f.first, end: f.first + 1, class: classPlace})
			f.first++
		}
		// "Vale Gov. Ana Orden": the place that somebody governs, and the person.
		for k := f.first + 1; k < f.end-1; k++ {
			if s.words[k].shape == shapeDotted && addresses[s.words[k].lower] {
				if c, ok := classAt[s.hash(f.first, k)]; ok && c != classPeople {
					out = append(out, found{first: f.first, end: k, class: c})
				}
				f.first, f.class = k+1, classPerson
			}
		}
		if f.end-f.first == 2 && s.words[f.first].shape == shapeDotted && addresses[s.words[f.first].lower] && s.words[f.first+1].shape == shapeCap {
			f.class = classPerson // "Gov. Vale"
		}
		for f.class == classPerson && f.end-f.first > 1 && (addresses[s.words[f.first].lower] || s.noGiven(f.first, f.end)) {
			f.first++ // "Ms. Vale" is called Vale
		}
		if f.class == classPerson && f.end-f.first > 2 && f.first > 1 && s.words[f.first-1].lower == wordOf && names.IsTitleHead(s.doc.Slice(s.doc.Tokens[f.first-2].Span)) {
			out = append(out, found{first: f.first, end: f.end - 2, class: classPlace}) // "the Mayor of Vale Ana Orden"
			f.first = f.end - 2
		}
		if f.first == f.end {
			continue
		}
		if f.class != was {
			f.odds = [classes]float32{}
		}
		f = s.stretch(f)
		if s.words[f.first].shape != shapeHyphen && f.end-f.first >= 1 && s.seat(f) {
			continue // "D-Vale": a party and a state
		}
		if s.ticker(f.end-1) && f.end-f.first > 1 {
			f.end--
		}
		for k := f.first + 1; k < f.end; k++ {
			// A caption ends with the name that the next begins with.
			if f.class == classPerson && k > f.first+1 && s.words[k-1].shape != shapeHyphen && s.repeated(f.first, k) {
				f.end = k
				break
			}
			// "Vale's Ministry of Fish" is a place and an organisation where Vale
			// is a name of its own; "Farmer's Bank" is one name.
			if s.words[k].shape == shapeApos && k+1 < f.end && s.words[k+1].capital && has(classAt, s.hash(f.first, k)) && s.doc.Tokens[k].Len() > 1 {
				class := classAt[s.hash(f.first, k)]
				if class != classPeople {
					out = append(out, found{first: f.first, end: k, class: class})
				}
				f.first = k + 1
				break
			}
		}
		if n := len(out); n > 0 && out[n-1].end > f.first {
			out = out[:n-1] // the given name that a nickname parted from it
		}
		out = append(out, f)
	}
	return out
}

// noGiven reports whether the first word of what was taken for a person is no
// part of the name: a verb that a question begins with ("Will Vale resign?"), an
// office in capitals ("GM Ann Vale"), a word of a heading ("MUST WATCH Vale").
func (s *scene) noGiven(first, end int) bool {
	const longest = 4 // letters: "RFK Jr.", but "BREAKING Ann Vale"
	w, last := &s.words[first], &s.words[end-1]
	text := s.doc.Slice(s.doc.Tokens[first].Span)
	if w.shape == shapeUpper && last.shape == shapeCap {
		return len(text) >= longest || names.IsAcronym(text) && (names.IsTitleHead(text) || names.IsPost(text))
	}
	if !w.start || !questions[w.lower] {
		return false
	}
	return !named[w.lower] || end < len(s.words) && s.doc.Tokens[end].POS == news.VERB && s.words[end].shape == shapeLower && s.asked(first)
}

// asked reports whether the sentence of token t ends as a question does.
func (s *scene) asked(t int) bool {
	si := s.doc.SentenceAt(s.doc.Tokens[t].Start)
	return si >= 0 && strings.Contains(s.doc.Slice(s.doc.Sentences[si].Span), "?")
}

var (
	questions = hashes("will", "can", "could", "should", "would", "did", "does", "do", "is", "was", "has", "had", "why", "how", "what", "when", "where", "watch", "meet")
	named     = hashes("will") // a given name too
)

// partisan reports whether a find is a place and one of a people or party: "the
// California Democrat".
func (s *scene) partisan(f found) bool {
	if f.end-f.first < 2 {
		return false
	}
	return s.sure(f.first, f.end-1, classPlace) && s.sure(f.end-1, f.end, classPeople)
}

// sure reports whether the background knows the words from token first to end
// as nearly always of class c.
func (s *scene) sure(first, end int, c class) bool {
	code := s.phrases(gazetteer.Key(s.hash(first, end)))
	if code == 0 {
		return false
	}
	known, sure := gazetteer.Class(code)
	return sure && known == int(c)
}

// body returns the end of the state body that a people's name begins ("the
// Norwegian space agency", "Thai police"), or 0.
func (s *scene) body(f found) int {
	if f.end != f.first+1 || names.Country(s.doc.Slice(s.doc.Tokens[f.first].Span)) == "" {
		return 0
	}
	const most = 2 // words before the noun
	for k := f.end; k < min(len(s.words), f.end+most+1); k++ {
		w := &s.words[k]
		if w.shape != shapeLower {
			return 0
		}
		if bodies[w.lower] {
			return k + 1
		}
		if pos := s.doc.Tokens[k].POS; pos != news.NOUN && pos != news.ADJ {
			return 0
		}
	}
	return 0
}

// bodies are what a state has one of.
var bodies = hashes("police", "government", "military", "army", "navy", "parliament", "ministry", "agency", "court", "cabinet",
	"senate", "congress", "embassy", "authorities", "coastguard", "regime")

// stretch takes in what belongs to a name and stands glued to it or before it:
// a number behind a hyphen ("Vale-1"), a person's first initial ("J. Vale").
func (s *scene) stretch(f found) found {
	tok := s.doc.Tokens
	for f.end+1 < len(tok) && s.words[f.end].shape == shapeHyphen && tok[f.end].Start == tok[f.end-1].End && tok[f.end+1].Start == tok[f.end].End &&
		(s.words[f.end+1].shape == shapeNumber || s.words[f.end+1].shape == shapeAlnum) && s.words[f.end-1].capital {
		f.end += 2
	}
	if f.class == classPerson && f.first > 1 && s.words[f.first-1].shape == shapeQuote && s.words[f.first-2].shape == shapeCap {
		for k := f.first; k < f.end-1; k++ {
			if s.words[k].shape == shapeQuote {
				f.first -= 2 // the given name before a nickname of several words
				break
			}
		}
	}
	if f.class == classPerson && f.first > 0 {
		w := &s.words[f.first-1]
		if w.shape == shapeDotted && tok[f.first-1].Len() == 2 && s.doc.SentenceAt(tok[f.first-1].Start) == s.doc.SentenceAt(tok[f.first].Start) {
			f.first--
		}
	}
	return f
}

// seat reports whether a find is a lawmaker's party and state: "D-Calif."
func (s *scene) seat(f found) bool {
	text := s.doc.Slice(news.Span{Start: s.doc.Tokens[f.first].Start, End: s.doc.Tokens[f.end-1].End})
	return len(text) > 3 && text[1] == '-' && strings.IndexByte("DRI", text[0]) >= 0 && names.State(text[2:]) != ""
}

// ticker reports whether token i is a stock's ticker as market reports print
// it: "Vale Corp. VLE, +1.2%".
func (s *scene) ticker(i int) bool {
	if s.words[i].shape != shapeUpper || i+2 >= len(s.words) || s.words[i+1].shape != shapeComma {
		return false
	}
	c := s.doc.Text[s.doc.Tokens[i+2].Start]
	return c == '+' || c == '-'
}

// repeated reports whether token k repeats a word of the name before it, or
// glues one to another as text taken from a web page's links does.
func (s *scene) repeated(first, k int) bool {
	w := &s.words[k]
	for i := first; i < k; i++ {
		if s.words[i].shape == shapeQuote {
			return false // a nickname
		}
	}
	for i := first; i < k; i++ {
		if s.words[i].exact == w.exact && s.words[i].shape == shapeCap && s.doc.Tokens[k].Len() > 3 { // not "Al"
			return true
		}
		if w.shape == shapeInner && s.words[i].shape == shapeCap {
			if rest, ok := strings.CutPrefix(s.doc.Slice(s.doc.Tokens[k].Span), s.doc.Slice(s.doc.Tokens[i].Span)); ok && len(rest) > 3 {
				return true
			}
		}
	}
	return false
}

func has(m map[uint64]class, h uint64) bool {
	_, ok := m[h]
	return ok
}

// hash is of the words from token first to end.
func (s *scene) hash(first, end int) uint64 {
	h := uint64(0)
	for i := first; i < end; i++ {
		h = gazetteer.Join(h, s.words[i].lower)
	}
	return h
}

var wordOf = hashOf("of")

// signs do not stand at the ends of a name.
var signs = [shapes]bool{shapeOther: true, shapeHyphen: true, shapeQuote: true, shapeOpen: true, shapeClose: true, shapeComma: true, shapeStop: true}

// addresses never belong to the name.
var addresses = hashes("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "sen", "sen.", "gov.", "rep.", "gen.",
	"sgt.", "lt.", "col.", "capt.", "rev.", "maj.", "president", "mayor")

// address notes the form of address before a mention.
func (s *scene) address(m *mention) {
	if m.first == 0 || s.doc.SentenceAt(m.span.Start) != s.doc.SentenceAt(s.doc.Tokens[m.first-1].Start) {
		return
	}
	before := s.doc.Slice(s.doc.Tokens[m.first-1].Span)
	if before == "." && m.first > 1 { // "Mr ." of a tokeniser that splits it
		before = s.doc.Slice(s.doc.Tokens[m.first-2].Span)
	}
	if g, ok := names.Honorific(before); ok {
		m.gender, m.titled = g, true
	} else if names.IsTitleHead(before) {
		m.titled = true
	}
}

// inOrder sorts mentions by position and drops those that overlap another.
func inOrder(all []mention) []mention {
	sort.SliceStable(all, func(i, j int) bool { return all[i].span.Less(all[j].span) })
	out := all[:0]
	for _, m := range all {
		if len(out) > 0 && m.span.Start < out[len(out)-1].span.End {
			continue
		}
		out = append(out, m)
	}
	return out
}
